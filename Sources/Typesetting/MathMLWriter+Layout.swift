// Scripts, fractions, roots, stacks, fences and boxes as MathML.

extension MathMLWriter {
  mutating func writeScripts(_ base: Atom?, _ sub: [Atom]?, _ sup: [Atom]?, _ style: MathStyle) {
    let element = sub == nil ? "msup" : sup == nil ? "msub" : "msubsup"
    output += "<\(element)>"
    writeElement(base.map { [$0] } ?? [], style)
    if let sub { writeElement(sub, style.inScripts) }
    if let sup { writeElement(sup, style.inScripts) }
    output += "</\(element)>"
  }

  mutating func writeStack(_ stack: Stack, _ style: MathStyle) {
    if stack.under == nil, stack.over == nil {
      writeElement(stack.base, style)
      return
    }
    var attributes = ""
    var partStyle = style.inScripts
    switch stack.kind {
    case .limits(let always):
      if style != .display, !always {
        let base = Atom(.group(stack.base))
        writeScripts(base, stack.under, stack.over, style)
        return
      }
    case .accent:
      partStyle = style
      if stack.over != nil { attributes += " accent=\"true\"" }
      if stack.under != nil { attributes += " accentunder=\"true\"" }
    case .labels:
      break
    }
    let element = stack.under == nil ? "mover" : stack.over == nil ? "munder" : "munderover"
    output += "<\(element)\(attributes)>"
    writeElement(stack.base, style, isStacked: true)
    if let under = stack.under { writeElement(under, partStyle, isStacked: true) }
    if let over = stack.over { writeElement(over, partStyle, isStacked: true) }
    output += "</\(element)>"
  }

  mutating func writeFraction(_ fraction: Fraction, _ outer: MathStyle) {
    let style = fraction.style ?? outer
    let isFenced = !(fraction.left.isEmpty && fraction.right.isEmpty)
    if isFenced { output += "<mrow>" }
    let height = isFenced ? Extent.measure([Atom(.fraction(fraction.withoutFences))], outer) : nil
    writeFence(fraction.left, .prefix, around: height, style)
    output += "<mfrac"
    if style != outer { output += style.attributes(in: outer) }
    if let thickness = fraction.thickness {
      output += thickness == 0 ? " linethickness=\"0\"" : " linethickness=\"\(Length.format(thickness))em\""
    }
    output += ">"
    for part in [fraction.numerator, fraction.denominator] {
      if fraction.isContinued {
        output += "<mstyle displaystyle=\"true\" scriptlevel=\"0\">"
        writeAtoms(part, .display)
        output += "</mstyle>"
      } else {
        writeElement(part, style == .display ? .text : style.inScripts)
      }
    }
    output += "</mfrac>"
    writeFence(fraction.right, .postfix, around: height, style)
    if isFenced { output += "</mrow>" }
  }

  mutating func writeRoot(_ radicand: [Atom], _ index: [Atom]?, _ style: MathStyle) {
    note("√".unicodeScalars)
    if let index {
      output += "<mroot>"
      writeElement(radicand, style)
      writeElement(index, .scriptScript)
      output += "</mroot>"
    } else {
      output += "<msqrt>"
      writeAtoms(radicand, style)
      output += "</msqrt>"
    }
  }

  mutating func writeFenced(_ left: String, _ atoms: [Atom], _ right: String, _ style: MathStyle) {
    output += "<mrow>"
    let extent = Extent.measure(atoms, style)
    writeFence(left, .prefix, around: extent, style)
    let outer = fenceExtent
    fenceExtent = extent
    defer { fenceExtent = outer }
    writeAtoms(
      atoms, style, before: left.isEmpty ? nil : .opening, after: right.isEmpty ? nil : .closing,
      isOpen: (!left.isEmpty, !right.isEmpty))
    writeFence(right, .postfix, around: extent, style)
    output += "</mrow>"
  }

  /// A delimiter that stretches to cover `extent`, nil if that is not known; nothing when it is empty.
  mutating func writeFence(
    _ text: String, _ form: OperatorDictionary.Form, around extent: Extent?, _ style: MathStyle
  ) {
    if text.isEmpty { return }
    let width = extent.flatMap {
      DelimiterMetrics.width(text, covering: $0.delimiterSize(scale: style.scale) / style.scale)
    }
    writeSymbol(Symbol(text: text, stretch: .fill), (0, 0), form, isStacked: false, width: width)
  }

  mutating func writeWrapped(_ wrapper: Wrapper, _ atoms: [Atom], _ style: MathStyle) {
    let (open, close): (String, String) =
      switch wrapper {
      case .phantom: ("<mphantom>", "</mphantom>")
      case .horizontalPhantom: ("<mpadded height=\"0\" depth=\"0\"><mphantom>", "</mphantom></mpadded>")
      case .verticalPhantom: ("<mpadded width=\"0\"><mphantom>", "</mphantom></mpadded>")
      case .smash(let height, let depth):
        ("<mpadded\(height ? " height=\"0\"" : "")\(depth ? " depth=\"0\"" : "")>", "</mpadded>")
      case .rightLap: ("<mpadded width=\"0\">", "</mpadded>")
      case .leftLap: ("<mpadded width=\"0\" class=\"tex-llap\">", "</mpadded>")
      case .centerLap: ("<mpadded width=\"0\" class=\"tex-clap\">", "</mpadded>")
      case .overline: ("<mrow class=\"tex-over\">", "</mrow>")
      case .underline: ("<mrow class=\"tex-under\">", "</mrow>")
      case .wideHat: ("<mrow class=\"tex-hat\">", "</mrow>")
      case .wideCheck: ("<mrow class=\"tex-check\">", "</mrow>")
      case .wideTilde: ("<mover accent=\"true\">", MathMLWriter.tilde + "</mover>")
      case .wideTildeBelow: ("<munder accentunder=\"true\">", MathMLWriter.tilde + "</munder>")
      case .boxed: ("<mrow class=\"tex-boxed\">", "</mrow>")
      case .cancelUp: ("<mrow class=\"tex-cancel\">", "</mrow>")
      case .cancelDown: ("<mrow class=\"tex-bcancel\">", "</mrow>")
      case .cancelBoth: ("<mrow class=\"tex-xcancel\">", "</mrow>")
      case .strike: ("<mrow class=\"tex-sout\">", "</mrow>")
      case .actuarial: ("<mrow class=\"tex-angl\">", "</mrow>")
      case .background(let color): ("<mstyle class=\"tex-padded\" mathbackground=\"\(color)\">", "</mstyle>")
      case .framed(let border, let background):
        (
          "<mstyle class=\"tex-boxed\" mathbackground=\"\(background)\" style=\"border-color:\(border)\">", "</mstyle>"
        )
      case .raised(let height): 
        // The padding keeps the raised content inside of its box.
        (
          "<mpadded voffset=\"\(Length.format(height))em\" style=\"padding-\(height < 0 ? "bottom" : "top"):"
            + "\(Length.format(abs(height)))em\">", "</mpadded>"
        )
      // A table's middle is on the axis.
      case .verticallyCentered: ("<mtable class=\"tex-plain\"><mtr><mtd>", "</mtd></mtr></mtable>")
      }
    output += open
    let needsOne = [.leftLap, .centerLap, .wideTilde, .wideTildeBelow].contains(wrapper)
    if needsOne || (atoms.count == 1 && !atoms[0].isGroup) {
      writeElement(atoms, style)
    } else {
      writeAtoms(atoms.count == 1 ? atoms[0].groupContent : atoms, wrapper == .verticallyCentered ? .text : style)
    }
    output += close
  }

  /// A tilde as wide as its base: the font's own ends at three letters' width.
  private static let tilde =
    "<mtext class=\"tex-tilde\"><svg viewBox=\"0 0 60 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    + "<path d=\"M2 9C8 1 18 1 30 6S52 11 58 3\" fill=\"none\" stroke=\"currentColor\" "
    + "vector-effect=\"non-scaling-stroke\"/></svg></mtext>"

  /// A link as an HTML anchor: MathML Core has none of its own.
  mutating func writeLink(_ address: String, _ atoms: [Atom], _ style: MathStyle) {
    output += "<mtext><a href=\""
    XML.escape(address, into: &output)
    output += "\">"
    if atoms.count == 1, case .text(let text, _) = atoms[0].content {
      XML.escape(text, into: &output)
    } else {
      output += style == .display ? "<math displaystyle=\"true\">" : "<math>"
      writeElement(atoms, style)
      output += "</math>"
    }
    output += "</a></mtext>"
  }
}

extension Atom {
  fileprivate var isGroup: Bool {
    if case .group = content { return true }
    return false
  }

  fileprivate var groupContent: [Atom] {
    if case .group(let atoms) = content { return atoms }
    return [self]
  }
}

extension Fraction {
  fileprivate var withoutFences: Fraction {
    var copy = self
    (copy.left, copy.right) = ("", "")
    return copy
  }
}
