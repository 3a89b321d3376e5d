// Boxes, phantoms, strikes, wide accents and links as MathML.

extension MathMLWriter {
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
      case .wideHat: ("<mover accent=\"true\">", MathMLWriter.wideAccent("M2 11L30 2L58 11") + "</mover>")
      case .wideCheck: ("<mover accent=\"true\">", MathMLWriter.wideAccent("M2 2L30 11L58 2") + "</mover>")
      case .wideTilde: ("<mover accent=\"true\">", MathMLWriter.wideAccent(MathMLWriter.tilde) + "</mover>")
      case .wideTildeBelow:
        ("<munder accentunder=\"true\">", MathMLWriter.wideAccent(MathMLWriter.tilde) + "</munder>")
      case .segment(let below):
        (
          below ? "<munder accentunder=\"true\">" : "<mover accent=\"true\">",
          MathMLWriter.wideAccent("M1 1V11M1 6H59M59 1V11") + (below ? "</munder>" : "</mover>")
        )
      case .phase: ("<mrow class=\"tex-phase\">", "</mrow>")
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
    let needsOne = wrapper.needsOneElement
    // amsmath sets what it boxes as in a formula of its own.
    if wrapper == .boxed, style == .text, textless(atoms) {
      output += "<mstyle displaystyle=\"true\">"
      writeElement(atoms, .display)
      output += "</mstyle>" + close
      return
    }
    if needsOne || (atoms.count == 1 && !atoms[0].isGroup) {
      writeElement(atoms, style)
    } else {
      writeAtoms(atoms.count == 1 ? atoms[0].groupContent : atoms, wrapper == .verticallyCentered ? .text : style)
    }
    output += close
  }

  private func textless(_ atoms: [Atom]) -> Bool {
    if case .text? = atoms.first?.content { return false }
    return true
  }

  /// A path on a field of 60 by 12 that is drawn as wide as the base: the font's own accents end at three letters'
  /// width.
  private static func wideAccent(_ path: String) -> String {
    "<mtext class=\"tex-wide-accent\"><svg viewBox=\"0 0 60 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      + "<path d=\"\(path)\" fill=\"none\" stroke=\"currentColor\" vector-effect=\"non-scaling-stroke\"/></svg></mtext>"
  }

  private static let tilde = "M2 9C8 1 18 1 30 6S52 11 58 3"

  /// A link as an HTML anchor: MathML Core has none of its own.
  mutating func writeLink(_ address: String, _ atoms: [Atom], _ style: MathStyle) {
    output += "<mtext><a href=\""
    output.escape(address)
    output += "\">"
    if atoms.count == 1, case .text(let text, _) = atoms[0].content {
      output.escape(text)
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

extension Wrapper {
  fileprivate var needsOneElement: Bool {
    switch self {
    case .leftLap, .centerLap, .wideHat, .wideCheck, .wideTilde, .wideTildeBelow, .segment: true
    default: false
    }
  }
}
