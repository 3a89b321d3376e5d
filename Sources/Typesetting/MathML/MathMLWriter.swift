// The tree as MathML Core, with TeX's spacing written out where a browser's operator dictionary would choose another.

struct MathMLWriter {
  var output = Markup()
  /// The characters that are set in the mathematical font, as they come.
  private var noted: [Unicode.Scalar] = []

  /// Whether the numbers in a column of a matrix stand with their points below each other.
  var alignsNumbers = false
  /// The extent of the innermost `\left … \right`, which `\middle` covers too.
  var fenceExtent: Extent?

  /// Writes the `<math>` element; without a tree the source is shown as an error.
  mutating func write(_ tree: FormulaTree?, source: String, display: Bool) {
    output.reserveCapacity(source.utf8.count * 12 + 200)
    output += display ? "<math display=\"block\">" : "<math>"
    output += tree?.isWide == true ? "<semantics class=\"tex-wide\">" : "<semantics>"
    if let tree {
      let style: MathStyle = display ? .display : .text
      if let tag = tree.tag {
        writeTable(Table.lines([tree.atoms], tag: tag, style: style), style)
      } else if tree.atoms.contains(where: \.isLineBreak) {
        let lines = tree.atoms.split(omittingEmptySubsequences: false, whereSeparator: \.isLineBreak).map(Array.init)
        writeTable(Table.lines(lines, tag: nil, style: style), style)
      } else {
        writeElement(tree.atoms, style)
      }
    } else {
      output += "<merror><mtext>"
      output.escape(source)
      output += "</mtext></merror>"
    }
    output += "<annotation encoding=\"application/x-tex\">"
    output.escape(source)
    output += "</annotation></semantics></math>"
  }

  /// Records characters that the browser draws from the mathematical font.
  mutating func note(_ scalars: String.UnicodeScalarView) {
    noted.append(contentsOf: scalars)
  }

  mutating func note(_ scalar: Unicode.Scalar) {
    noted.append(scalar)
  }

  /// The characters that are set in the mathematical font, ascending, each once.
  var characters: [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in noted.sorted() where scalar != result.last { result.append(scalar) }
    return result
  }

  // MARK: - Lists

  /// Writes a list as exactly one element.
  mutating func writeElement(_ atoms: [Atom], _ style: MathStyle, isStacked: Bool = false) {
    if atoms.count == 1 {
      switch atoms[0].content {
      case .lineBreak: break
      case .group(let inner) where inner.count == 1:
        writeElement(inner, style, isStacked: isStacked)
        return
      case .symbol(let symbol):
        // Chromium gives an operator its height in a row only.
        let isTall = if case .height = symbol.stretch { true } else { false }
        if isTall { output += "<mrow>" }
        writeSymbol(symbol.absolute(in: style), (0, 0), .alone, isStacked: isStacked)
        if isTall { output += "</mrow>" }
        return
      case .choice(let lists):
        writeElement(lists[style.rawValue], style, isStacked: isStacked)
        return
      case .text where style >= .script:
        // Firefox forgets the size of a script whose own font family is changed.
        output += "<mrow>"
        writeAtom(atoms[0], style)
        output += "</mrow>"
        return
      default:
        writeAtom(atoms[0], style)
        return
      }
    }
    output += "<mrow>"
    writeAtoms(atoms, style)
    output += "</mrow>"
  }

  /// Writes a list's atoms side by side with TeX's space between them.
  ///
  /// - Parameters:
  ///   - before: The class of what stands before the list when it continues another one.
  ///   - after: The class of what follows.
  ///   - isOpen: Whether elements of the same row are written before and after the list.
  ///   - leadingGap: Whether the space between `before` and the first atom is written here.
  mutating func writeAtoms(
    _ atoms: [Atom], _ style: MathStyle, before: AtomClass? = nil, after: AtomClass? = nil,
    isOpen: (left: Bool, right: Bool) = (false, false), leadingGap: Bool = false
  ) {
    let places = Spacing.places(atoms, style: style, before: before, after: after)
    var isSpaceWritten = false
    // To browsers, text is like space: an operator with nothing else beside it is alone, and has no space of its own.
    let isAmongText = atoms.count > 1 && atoms.allSatisfy { $0.isSymbol || $0.isText } && !atoms.allSatisfy(\.isSymbol)
    for (index, atom) in atoms.enumerated() {
      let place = places[index]
      let gap = isSpaceWritten || index == 0 && !leadingGap ? 0 : place.gap
      isSpaceWritten = false
      if case .symbol(let symbol) = atom.content {
        // Between two operators the space belongs to the one that is a relation or binary operator.
        var right = 0
        if index + 1 < atoms.count, !(atoms[index + 1].isSymbol && places[index + 1].isBetween) {
          right = places[index + 1].gap
          isSpaceWritten = true
        }
        let isFirst = index == 0 && !isOpen.left
        let isLast = index == atoms.count - 1 && !isOpen.right
        let form: OperatorDictionary.Form =
          isFirst == isLast ? (isFirst ? .alone : .infix) : isFirst ? .prefix : .postfix
        let size = symbol.stretch == .fill ? fenceExtent?.relativeDelimiterSize(style) : nil
        if isAmongText {
          if gap != 0 { writeSpace(Double(gap) / 18) }
          writeSymbol(symbol.absolute(in: style), (0, 0), .alone, isStacked: false, size: size)
          if right != 0 { writeSpace(Double(right) / 18) }
        } else {
          writeSymbol(symbol.absolute(in: style), (gap, right), form, isStacked: false, size: size)
        }
      } else {
        if gap != 0 { writeSpace(Double(gap) / 18) }
        writeAtom(atom, style, before: place.previous, after: place.next)
      }
    }
  }

  // MARK: - Atoms

  mutating func writeAtom(_ atom: Atom, _ style: MathStyle, before: AtomClass? = nil, after: AtomClass? = nil) {
    switch atom.content {
    case .identifier(let text, let isUpright): writeIdentifier(text, isUpright: isUpright)
    case .number(let digits): writeNumber(digits)
    case .symbol(let symbol): writeSymbol(symbol, (0, 0), .alone, isStacked: false)
    case .text(let text, let textStyle): writeText(text, textStyle)
    case .group(let atoms): writeElement(atoms, style)
    case .scripts(let base, let sub, let sup): writeScripts(base, sub, sup, style)
    case .stack(let stack): writeStack(stack, style)
    case .fraction(let fraction): writeFraction(fraction, style)
    case .root(let radicand, let index): writeRoot(radicand, index, style)
    case .fenced(let left, let atoms, let right): writeFenced(left, atoms, right, style)
    case .table(let table): writeTable(table, style)
    case .space(let width): writeSpace(width)
    case .rule(let width, let height, let shift): writeRule(width, height, shift)
    case .styled(let newStyle, let atoms):
      let inner = newStyle ?? style
      writeContainer("mstyle", inner == style ? "" : inner.attributes(in: style), atoms, inner, before, after)
    case .sized(let factor, let atoms):
      writeContainer("mstyle", " mathsize=\"\(Length.format(factor))em\"", atoms, style, before, after)
    case .colored(let color, let atoms):
      writeContainer("mstyle", " mathcolor=\"\(color)\"", atoms, style, before, after)
    case .wrapped(let wrapper, let atoms): writeWrapped(wrapper, atoms, style)
    case .link(let address, let atoms): writeLink(address, atoms, style)
    case .choice(let lists): writeElement(lists[style.rawValue], style)
    case .lineBreak: output += "<mspace></mspace>"
    case .error(let text):
      output += "<merror><mtext>"
      output.escape(text)
      output += "</mtext></merror>"
    }
  }

  private mutating func writeContainer(
    _ element: String, _ attributes: String, _ atoms: [Atom], _ style: MathStyle, _ before: AtomClass?,
    _ after: AtomClass?
  ) {
    output += "<\(element)\(attributes)>"
    if atoms.count == 1, case .group(let inner) = atoms[0].content {
      writeAtoms(inner, style)
    } else {
      writeAtoms(atoms, style, before: before, after: after)
    }
    output += "</\(element)>"
  }
}

extension Symbol {
  /// The sizes of `\big` are the same in scripts as in text.
  fileprivate func absolute(in style: MathStyle) -> Symbol {
    guard case .height(let height) = stretch else { return self }
    var copy = self
    copy.stretch = .height(height / style.scale)
    return copy
  }
}

extension MathStyle {
  /// The attributes that set this style inside of another one.
  func attributes(in outer: MathStyle) -> String {
    switch self {
    case .display: outer <= .text ? " displaystyle=\"true\"" : " displaystyle=\"true\" scriptlevel=\"0\""
    case .text: outer <= .text ? " displaystyle=\"false\"" : " displaystyle=\"false\" scriptlevel=\"0\""
    case .script: " displaystyle=\"false\" scriptlevel=\"1\""
    case .scriptScript: " displaystyle=\"false\" scriptlevel=\"2\""
    }
  }
}

extension Table {
  /// Lines of a formula one below the other, or one line with a tag.
  fileprivate static func lines(_ lines: [[Atom]], tag: [Atom]?, style: MathStyle) -> Table {
    var table = Table(kind: tag == nil ? .lines : .gathered, style: style)
    table.rows = lines.map { Row(cells: [$0]) }
    if !table.rows.isEmpty { table.rows[0].tag = tag }
    return table
  }
}

extension Atom {
  fileprivate var isLineBreak: Bool {
    if case .lineBreak = content { return true }
    return false
  }

  /// Whether the atom is written as text or space alone.
  fileprivate var isText: Bool {
    switch content {
    case .text, .space: true
    case .group(let atoms): !atoms.isEmpty && atoms.allSatisfy(\.isText)
    default: false
    }
  }

  var isSymbol: Bool {
    if case .symbol = content { return true }
    return false
  }
}

extension FormulaTree {
  /// Whether something stands at the right margin, so that the formula takes the whole width.
  fileprivate var isWide: Bool {
    if tag != nil { return true }
    guard atoms.count == 1, case .table(let table) = atoms[0].content else { return false }
    return table.rows.contains { $0.tag != nil }
  }
}
