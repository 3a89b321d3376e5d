// Scripts, fractions, roots, stacks, fences and boxes as MathML.

extension MathMLWriter {
  mutating func writeScripts(_ base: Atom?, _ sub: [Atom]?, _ sup: [Atom]?, _ style: MathStyle) {
    let element = sub == nil ? "msup" : sup == nil ? "msub" : "msubsup"
    output += "<"
    output += element
    output += ">"
    if sup != nil, let base, let height = base.heightUnderAccent(style) {
      // TeX raises a superscript over an accented letter no higher than over the letter.
      output += "<mpadded height=\"\(Length.format(height / style.scale))em\">"
      writeElement([base], style)
      output += "</mpadded>"
    } else {
      writeElement(base.map { [$0] } ?? [], style)
    }
    if let sub { writeScript(sub, of: style, base.map { subscriptAttributes($0, style) } ?? "") }
    if let sup { writeScript(sup, of: style) }
    output += "</"
    output += element
    output += ">"
  }

  /// Writes what is set smaller than its surroundings. Browsers would go on shrinking where TeX stops.
  mutating func writeScript(
    _ atoms: [Atom], of outer: MathStyle, _ attributes: String = "", isStacked: Bool = false
  ) {
    if attributes.isEmpty, outer != .scriptScript {
      writeElement(atoms, outer.inScripts, isStacked: isStacked)
      return
    }
    output += outer == .scriptScript ? "<mstyle scriptlevel=\"2\"" : "<mrow"
    output += attributes + ">"
    writeElement(atoms, outer.inScripts, isStacked: isStacked)
    output += outer == .scriptScript ? "</mstyle>" : "</mrow>"
  }

  /// Moves a subscript below the overhang of a slanted base.
  private func subscriptAttributes(_ base: Atom, _ style: MathStyle) -> String {
    let ratio = style.inScripts.scale / style.scale
    switch base.content {
    case .group(let atoms) where atoms.count == 1:
      return subscriptAttributes(atoms[0], style)
    case .identifier(let text, let isUpright):
      guard let scalar = text.soleScalar else { return "" }
      let correction = ItalicCorrection.value(isUpright ? scalar : MathAlphabet.italic(scalar) ?? scalar)
      return correction < 0.02 ? "" : " style=\"margin-left:\(Length.format(-correction / ratio))em\""
    case .symbol(let symbol) where symbol.isLarge && symbol.isIntegral:
      return style == .display ? " class=\"tex-integral\"" : " class=\"tex-small-integral\""
    default:
      return ""
    }
  }

  mutating func writeStack(_ stack: Stack, _ style: MathStyle) {
    if stack.under == nil, stack.over == nil {
      writeElement(stack.base, style)
      return
    }
    var attributes = ""
    var baseStyle = style
    var isAccent = false
    switch stack.kind {
    case .limits(let always):
      if style != .display, !always {
        let base = Atom(.group(stack.base))
        writeScripts(base, stack.under, stack.over, style)
        return
      }
    case .accent, .brace:
      isAccent = true
      if stack.over != nil { attributes += " accent=\"true\"" }
      if stack.under != nil { attributes += " accentunder=\"true\"" }
      if stack.isArrow { attributes += " class=\"tex-arrow\"" }
      // TeX sets what a brace embraces as in a formula of its own.
      if case .brace = stack.kind, style == .text { baseStyle = .display }
    case .labels:
      break
    }
    let element = stack.under == nil ? "mover" : stack.over == nil ? "munder" : "munderover"
    output += "<"
    output += element
    output += attributes
    output += ">"
    if baseStyle != style { output += "<mstyle displaystyle=\"true\">" }
    writeElement(stack.base, baseStyle, isStacked: true)
    if baseStyle != style { output += "</mstyle>" }
    for part in [stack.under, stack.over] {
      guard let part else { continue }
      if isAccent { writeElement(part, style, isStacked: true) } else { writeScript(part, of: style, isStacked: true) }
    }
    output += "</"
    output += element
    output += ">"
  }

  mutating func writeFraction(_ fraction: Fraction, _ outer: MathStyle) {
    let style = fraction.style ?? outer
    let isFenced = !(fraction.left.isEmpty && fraction.right.isEmpty)
    if isFenced { output += "<mrow>" }
    let height = isFenced ? Extent.measure([Atom(.fraction(fraction.withoutFences))], outer) : nil
    writeFence(fraction.left, .prefix, around: height, style)
    output += "<mfrac"
    if style != outer { output += style.attributes(in: outer) }
    if isFenced { output += " class=\"tex-tight\"" }
    if let thickness = fraction.thickness {
      output += thickness == 0 ? " linethickness=\"0\"" : " linethickness=\"\(Length.format(thickness))em\""
    }
    output += ">"
    for part in [fraction.numerator, fraction.denominator] {
      if fraction.isContinued {
        output += "<mstyle displaystyle=\"true\" scriptlevel=\"0\">"
        writeAtoms(part, .display)
        output += "</mstyle>"
      } else if style == .display {
        writeElement(part, .text)
      } else {
        writeScript(part, of: style)
      }
    }
    output += "</mfrac>"
    writeFence(fraction.right, .postfix, around: height, style)
    if isFenced { output += "</mrow>" }
  }

  mutating func writeRoot(_ radicand: [Atom], _ index: [Atom]?, _ style: MathStyle) {
    note("√".unicodeScalars)
    let strut = Extent.measure(radicand, style).flatMap { $0.rootStrut(style) }
    let attributes = strut == nil ? "" : " class=\"tex-root\""
    if let index {
      output += "<mroot\(attributes)>"
      if let strut {
        output += "<mrow>"
        writeStrut(strut)
        writeElement(radicand, style)
        output += "</mrow>"
      } else {
        writeElement(radicand, style)
      }
      if style >= .script { output += "<mstyle scriptlevel=\"2\">" }
      writeElement(index, .scriptScript)
      if style >= .script { output += "</mstyle>" }
      output += "</mroot>"
    } else {
      output += "<msqrt\(attributes)>"
      if let strut { writeStrut(strut) }
      // A strut is not an operand: what follows it begins the list.
      if strut != nil { writeElement(radicand, style) } else { writeAtoms(radicand, style) }
      output += "</msqrt>"
    }
  }

  mutating func writeStrut(_ height: Double, _ depth: Double = 0) {
    output += "<mspace height=\"\(Length.format(height))em\""
    if depth != 0 { output += " depth=\"\(Length.format(depth))em\"" }
    output += "></mspace>"
  }

  mutating func writeFenced(_ left: String, _ atoms: [Atom], _ right: String, _ style: MathStyle) {
    // A delimiter that is not shown leaves TeX's small space.
    output += left.isEmpty ? "<mrow class=\"tex-no-left\">" : right.isEmpty ? "<mrow class=\"tex-no-right\">" : "<mrow>"
    let extent = Extent.measure(atoms, style)
    // Firefox does not stretch delimiters over a large operator with limits.
    let leastHeight = atoms.contains { $0.atomClass == .largeOperator }
      ? extent.map { $0.relativeDelimiterSize(style) * 0.9 } : nil
    writeFence(left, .prefix, around: extent, style, leastHeight: leastHeight)
    let outer = fenceExtent
    fenceExtent = extent
    defer { fenceExtent = outer }
    writeAtoms(
      atoms, style, before: .opening, after: .closing, isOpen: (!left.isEmpty, !right.isEmpty))
    writeFence(right, .postfix, around: extent, style, leastHeight: leastHeight)
    output += "</mrow>"
  }

  /// A delimiter that stretches to cover `extent`, nil if that is not known; nothing when it is empty.
  mutating func writeFence(
    _ text: String, _ form: OperatorDictionary.Form, around extent: Extent?, _ style: MathStyle,
    leastHeight: Double? = nil
  ) {
    if text.isEmpty { return }
    writeSymbol(
      Symbol(text: text, stretch: .fill), (0, 0), form, isStacked: false,
      size: extent?.relativeDelimiterSize(style), leastHeight: leastHeight)
  }
}

extension Stack {
  /// Whether an arrow is drawn over or under the base.
  fileprivate var isArrow: Bool {
    guard let mark = (over ?? under)?.first, case .symbol(let symbol) = mark.content, symbol.stretch == .fill,
      let scalar = symbol.text.soleScalar
    else { return false }
    // Harpoons have nothing below their shafts that could come near the base.
    return (0x2190...0x21FF).contains(scalar.value) && !(0x21BC...0x21C1).contains(scalar.value)
  }
}

extension Atom {
  /// The height in em of a letter under an accent; nil for everything else.
  fileprivate func heightUnderAccent(_ style: MathStyle) -> Double? {
    switch content {
    case .group(let atoms) where atoms.count == 1: return atoms[0].heightUnderAccent(style)
    case .stack(let stack):
      guard case .accent = stack.kind, stack.under == nil, !stack.isArrow, stack.base.count == 1,
        case .identifier(let text, _) = stack.base[0].content, text.soleScalar != nil
      else { return nil }
      return Extent.measure(stack.base, style)?.height
    default: return nil
    }
  }
}

extension Fraction {
  fileprivate var withoutFences: Fraction {
    var copy = self
    (copy.left, copy.right) = ("", "")
    return copy
  }
}
