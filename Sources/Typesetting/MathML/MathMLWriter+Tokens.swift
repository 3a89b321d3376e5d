// Identifiers, numbers, operators, spaces, rules and text as MathML.

extension MathMLWriter {
  mutating func writeIdentifier(_ text: String, isUpright: Bool) {
    // Browsers set a lone letter in italics by themselves.
    guard let letter = text.soleScalar, let italic = MathAlphabet.italic(letter) else {
      note(text.unicodeScalars)
      output += "<mi>"
      output.escape(text)
      output += "</mi>"
      return
    }
    note(isUpright ? letter : italic)
    // Firefox puts a space between upright and slanted neighbours; a row of more than one element keeps it out.
    output += isUpright ? "<mrow><mi mathvariant=\"normal\">" : "<mi>"
    output.escape(text)
    output += isUpright ? "</mi><mspace></mspace></mrow>" : "</mi>"
  }

  mutating func writeNumber(_ digits: String) {
    if digits == "." {
      writeSymbol(Symbol(text: "."), (0, 0), .alone, isStacked: false)
      return
    }
    note(digits.unicodeScalars)
    output += "<mn>"
    output.escape(digits)
    output += "</mn>"
  }

  /// Writes an operator.
  ///
  /// - Parameters:
  ///   - space: The space at its sides, in eighteenths of an em.
  ///   - size: What it will cover in em when it stretches, as far as that is known.
  ///   - leastHeight: What it covers at least.
  mutating func writeSymbol(
    _ symbol: Symbol, _ space: (left: Int, right: Int), _ form: OperatorDictionary.Form, isStacked: Bool,
    size: Double? = nil, leastHeight: Double? = nil
  ) {
    // Comparing scalars is many times faster than comparing strings.
    let sign = symbol.text.soleScalar
    let dots = symbol.stretch == .none ? MathMLWriter.dots(sign) : nil
    if let sign, dots == nil { note(sign) } else { note((dots ?? symbol.text).unicodeScalars) }
    output += dots == nil ? "<mo" : "<mo class=\"tex-dots\""
    switch symbol.stretch {
    case .none:
      if OperatorDictionary.stretches(sign, isStacked: isStacked) { output += " stretchy=\"false\"" }
    case .fill:
      if !OperatorDictionary.isFence(sign) || form == .infix { output += " stretchy=\"true\"" }
      if let leastHeight, leastHeight > 1.2 { output += " minsize=\"\(Length.format(leastHeight))em\"" }
    case .height(let height):
      let size = Length.format(height)
      output += " stretchy=\"true\" symmetric=\"true\" minsize=\"\(size)em\" maxsize=\"\(size)em\""
    }
    if !symbol.isLarge, OperatorDictionary.isLarge(sign) { output += " largeop=\"false\"" }
    var declarations = symbol.isBold ? ["font-weight:bold"] : []
    if sign == "˚" { declarations.append("margin:0 -.15em") }
    if sign == nil, symbol.text.hasPrefix("˙˙") { declarations.append("letter-spacing:-.12em;margin:0 -.1em") }
    if symbol.size != 1 { declarations.append("font-size:\(Length.format(symbol.size))em") }
    if case .height(let height) = symbol.stretch, let width = DelimiterMetrics.width(symbol.text, covering: height) {
      declarations.append("width:\(Length.format(width))em")
    }
    if let size {
      if let width = DelimiterMetrics.width(symbol.text, covering: size) {
        declarations.append("width:\(Length.format(width))em")
      }
      if let shift = DelimiterMetrics.shift(symbol.text, covering: size) {
        output += " class=\"tex-tall\""
        declarations.append("--tex-shift:\(Length.format(-shift))em")
      }
    }
    let usual = OperatorDictionary.space(sign, form)
    if usual?.left != space.left { writeSpaceAttribute("lspace", space.left) }
    if usual?.right != space.right { writeSpaceAttribute("rspace", space.right) }
    if !declarations.isEmpty { output += " style=\"\(declarations.joined(separator: ";"))\"" }
    output += ">"
    output.escape(dots ?? symbol.text)
    output += "</mo>"
  }

  /// A lone letter or digit in `\textbf` or `\textit` is meant as a symbol, not as a word.
  private static func symbol(_ text: String, _ style: TextStyle) -> String? {
    guard style.isBold || style.isItalic, style.family == .page || style.family == .roman,
      let scalar = text.soleScalar, scalar.isASCII
    else { return nil }
    let alphabet: MathAlphabet = !style.isItalic ? .bold : style.isBold ? .boldItalic : .italic
    return alphabet(scalar).map { String(Character($0)) }
  }

  /// An ellipsis as three signs, which the page's style sheet spaces as TeX does: the font's own is half as wide.
  private static func dots(_ sign: Unicode.Scalar?) -> String? {
    switch sign {
    case "…": "..."
    case "⋯": "⋅⋅⋅"
    default: nil
    }
  }

  private mutating func writeSpaceAttribute(_ name: String, _ eighteenths: Int) {
    let value = eighteenths == 0 ? "0" : Length.format(Double(eighteenths) / 18) + "em"
    output += " "
    output += name
    output += "=\""
    output += value
    output += "\""
  }

  mutating func writeSpace(_ width: Double) {
    // MathML's spaces cannot be negative; a margin can.
    if width < 0 {
      output += "<mspace style=\"margin-left:\(Length.format(width))em\"></mspace>"
    } else {
      output += "<mspace width=\""
      output += Length.format(width)
      output += "em\"></mspace>"
    }
  }

  mutating func writeRule(_ width: Double, _ height: Double, _ shift: Double) {
    // Neither part of a box may be negative: a rule off the baseline is one on it that is moved.
    let isOffBaseline = shift > 0 || height + shift < 0
    let (top, bottom) = isOffBaseline ? (max(0, height), 0) : (height + shift, -shift)
    if isOffBaseline {
      output += "<mpadded voffset=\"\(Length.format(shift))em\""
      output += shift > 0 ? " height=\"\(Length.format(height + shift))em\">" : " depth=\"\(Length.format(-shift))em\">"
    }
    output += "<mspace width=\"\(Length.format(max(0, width)))em\" height=\"\(Length.format(top))em\""
    output += " depth=\"\(Length.format(bottom))em\" style=\"background:currentcolor\"></mspace>"
    if isOffBaseline { output += "</mpadded>" }
  }

  mutating func writeText(_ text: String, _ style: TextStyle) {
    if let letter = MathMLWriter.symbol(text, style) {
      writeIdentifier(letter, isUpright: true)
      return
    }
    var declarations: [String] = []
    if style.isBold { declarations.append("font-weight:bold") }
    if style.isItalic { declarations.append("font-style:italic") }
    switch style.family {
    case .page: break
    case .roman: note(text.unicodeScalars)
    case .sans: declarations.append("font-family:sans-serif")
    case .mono: declarations.append("font-family:monospace")
    }
    output += style.family == .roman ? "<mtext class=\"tex-roman\"" : "<mtext"
    if !declarations.isEmpty { output += " style=\"\(declarations.joined(separator: ";"))\"" }
    output += ">"
    // Space at the ends of an element would be dropped.
    var kept = text
    if kept.hasPrefix(" ") { kept = "\u{A0}" + kept.dropFirst() }
    if kept.hasSuffix(" ") { kept = kept.dropLast() + "\u{A0}" }
    output.escape(kept)
    output += "</mtext>"
  }
}
