// Text in LaTeX; everything that is not markup passes through here.

enum LaTeXText {
  /// Running text.
  static func escape(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\textbackslash{}".unicodeScalars)
      case "{", "}", "$", "&", "#", "%", "_":
        result.append("\\")
        result.append(scalar)
      case "^": result.append(contentsOf: "\\textasciicircum{}".unicodeScalars)
      case "~": result.append(contentsOf: "\\textasciitilde{}".unicodeScalars)
      case "<": result.append(contentsOf: "\\textless{}".unicodeScalars)
      case ">": result.append(contentsOf: "\\textgreater{}".unicodeScalars)
      case "|": result.append(contentsOf: "\\textbar{}".unicodeScalars)
      case "\"": result.append(contentsOf: "\\textquotedbl{}".unicodeScalars)
      case "-" where result.last == "-":
        // Two hyphens would become a dash.
        result.append(contentsOf: "{}-".unicodeScalars)
      case "\u{A0}": result.append("~")
      case "\t": result.append(" ")
      case let control where control.value < 0x20 && control != "\n": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// An address in `\href` or a file's name: `%`, `#` and the like with a backslash, blanks and braces encoded.
  static func address(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"): result += "\\" + String(UnicodeScalar(byte))
      case 0...0x20, 0x7F..., UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"), UInt8(ascii: "~"):
        let digits = String(byte, radix: 16, uppercase: true)
        result += "\\%" + (digits.count < 2 ? "0" : "") + digits
      default: result.append(Character(UnicodeScalar(byte)))
      }
    }
    return result
  }

  /// A name for `\label`, without what would end it.
  static func label(_ id: String) -> String {
    String(id.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" || $0 == "." ? $0 : "-" })
  }

  /// Lines of code as `Verbatim` of the package fancyvrb. Its end inside the text would end it, so that a blank is put in.
  static func verbatim(_ text: String, options: String = "") -> String {
    var body = text
    while body.hasSuffix("\n") { body.removeLast() }
    return "\\begin{Verbatim}\(options)\n\(body.replacing("\\end{Verbatim}", with: "\\end {Verbatim}"))\n\\end{Verbatim}\n"
  }
}
