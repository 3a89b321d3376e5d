// Labels that are too long for their place: broken into lines at spaces, and cut with an ellipsis.

extension LabelLayout {
  /// px that the widest line of a label takes.
  static func width(_ label: String, size: Double, bold: Bool = false) -> Double {
    lines(label, bold: bold).map(\.width).max().map { $0 * size } ?? 0
  }

  /// `label` in lines of at most `width` px, no more than `count` of them: what does not fit ends in “…”. Formulas stay
  /// whole, and lines that the label has already are kept.
  static func fitted(_ label: String, width: Double, size: Double, bold: Bool = false, lines count: Int = 1) -> String {
    if LabelLayout.width(label, size: size, bold: bold) <= width, label.split(separator: "\n").count <= count { return label }
    let em = max(0, width) / size
    var result: [String] = []
    let paragraphs = label.split(separator: "\n", omittingEmptySubsequences: false).map { words(String($0)) }
    for (number, paragraph) in paragraphs.enumerated() {
      var line: [String] = []
      for (index, word) in paragraph.enumerated() {
        let longer = (line + [word]).joined(separator: " ")
        if line.isEmpty || LabelLayout(longer, bold: bold).width <= em {
          line.append(word)
          continue
        }
        if result.count == count - 1 {
          line += paragraph[index...]
          return (result + [cut(line, em, bold, isCut: number < paragraphs.count - 1)]).joined(separator: "\n")
        }
        result.append(cut(line, em, bold, isCut: false))
        line = [word]
      }
      let isCut = result.count == count - 1 && number < paragraphs.count - 1
      result.append(cut(line, em, bold, isCut: isCut))
      if isCut { break }
    }
    return result.joined(separator: "\n")
  }

  /// The words of a line; spaces within formulas divide none.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isFormula = false
    for character in line {
      if character == "$" { isFormula.toggle() }
      if character == " ", !isFormula {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if isFormula { return line.split(separator: " ").map(String.init) }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// As many words as fit, or characters of the first one, and “…” after them when some are left out.
  private static func cut(_ words: [String], _ em: Double, _ bold: Bool, isCut: Bool) -> String {
    let whole = words.joined(separator: " ")
    if !isCut, LabelLayout(whole, bold: bold).width <= em { return whole }
    // Greatest number of words, then of characters of the next one, by bisection.
    let kept = largest(words.count) { LabelLayout(words.prefix($0).joined(separator: " ") + " …", bold: bold).width <= em }
    let start = words.prefix(kept).joined(separator: " ")
    guard kept < words.count, !words[kept].contains("$") else { return kept == 0 ? "…" : start + " …" }
    let characters = Array(words[kept])
    let lead = kept == 0 ? "" : start + " "
    let shown = largest(characters.count) { LabelLayout(lead + String(characters.prefix($0)) + "…", bold: bold).width <= em }
    // A stump of a word says little.
    if kept > 0, shown < 3 { return start + " …" }
    return lead + String(characters.prefix(shown)) + "…"
  }

  /// The largest number up to `count` that satisfies a condition which holds up to some number.
  private static func largest(_ count: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high + 1) / 2
      if holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
