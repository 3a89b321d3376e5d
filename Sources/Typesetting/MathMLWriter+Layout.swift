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
    writeFence(fraction.left, .prefix)
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
    writeFence(fraction.right, .postfix)
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
    writeFence(left, .prefix)
    writeAtoms(
      atoms, style, before: left.isEmpty ? nil : .opening, after: right.isEmpty ? nil : .closing,
      isOpen: (!left.isEmpty, !right.isEmpty))
    writeFence(right, .postfix)
    output += "</mrow>"
  }

  /// A delimiter that stretches; nothing when it is empty.
  mutating func writeFence(_ text: String, _ form: OperatorDictionary.Form) {
    if text.isEmpty { return }
    writeSymbol(Symbol(text: text, stretch: .fill), (0, 0), form, isStacked: false)
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
      case .raised(let height): ("<mpadded voffset=\"\(Length.format(height))em\">", "</mpadded>")
      // A table's middle is on the axis.
      case .verticallyCentered: ("<mtable class=\"tex-plain\"><mtr><mtd>", "</mtd></mtr></mtable>")
      }
    output += open
    writeElement(atoms, style == .display && wrapper == .verticallyCentered ? .text : style)
    output += close
  }

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
