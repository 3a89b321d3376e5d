// Formulas of a page: typeset once, with what they need of a font and what is wrong with them.

import Engine
import Notebooks
import Syntax
import Typesetting

/// Typesets the formulas of one page.
struct Mathematics {
  private let macros: [String: Typesetting.Formula.Macro]
  /// The characters that the page's formulas take from the mathematical font.
  private(set) var characters: Set<Unicode.Scalar> = []
  private(set) var problems: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  /// Formulas that were typeset without trouble: on a page the same symbols come again and again.
  private var known: [Key: String] = [:]
  /// Formulas that were typeset before the page asked for them.
  private var prepared: [Key: TypesetFormula]

  /// What decides how a formula is typeset.
  struct Key: Hashable {
    let tex: String
    let isDisplay: Bool
    let isValue: Bool

    /// A value's TeX.
    init(value tex: String, display: Bool) {
      self.tex = tex
      isDisplay = display
      isValue = true
    }

    /// A formula of the text; `tex` has the values in it.
    init(_ formula: Notebooks.Formula, tex: String) {
      self.tex = tex
      isDisplay = formula.isDisplay
      isValue = false
    }

    func typeset(_ macros: [String: Typesetting.Formula.Macro]) -> TypesetFormula {
      Typesetting.Formula.typeset(tex, display: isDisplay, macros: macros, alignsNumbers: isValue)
    }
  }

  init(_ frontMatter: FrontMatter, prepared: PreparedFormulas?) {
    macros = Mathematics.macros(of: frontMatter)
    self.prepared = prepared?.formulas() ?? [:]
  }

  /// The macros of a page by their names without backslashes.
  static func macros(of frontMatter: FrontMatter) -> [String: Typesetting.Formula.Macro] {
    var macros: [String: Typesetting.Formula.Macro] = [:]
    for macro in frontMatter.macros { macros[String(macro.name.dropFirst())] = .init(macro.definition) }
    return macros
  }

  /// MathML of TeX that has no place in the file: a value's.
  mutating func typeset(_ tex: String, display: Bool) -> String {
    let key = Key(value: tex, display: display)
    if let mathML = known[key] { return mathML }
    let formula = key.typeset(macros)
    characters.formUnion(formula.characters)
    known[key] = formula.mathML
    return formula.mathML
  }

  /// MathML of a formula of the text, with the values in it filled in.
  mutating func typeset(_ formula: Notebooks.Formula, values: [ValueResult]) -> String {
    let (tex, offset) = Mathematics.filled(formula, values)
    let key = Key(formula, tex: tex)
    if let mathML = known[key] { return mathML }
    let result = prepared.removeValue(forKey: key) ?? key.typeset(macros)
    characters.formUnion(result.characters)
    if result.problems.isEmpty { known[key] = result.mathML }
    for problem in result.problems {
      let start = formula.map.fileOffset(of: offset(problem.range.lowerBound))
      let end = max(start, formula.map.fileOffset(of: offset(problem.range.upperBound)))
      let finding = Diagnostic(.error, "formula", problem.message, at: Span(start, end), hint: problem.hint)
      // A formula is typeset again in each state of the sliders.
      if reported.insert(finding).inserted { problems.append(finding) }
    }
    return result.mathML
  }

  /// The TeX with each `\val{…}` replaced by its value, and how offsets in it map back to the formula as written.
  static func filled(_ formula: Notebooks.Formula, _ values: [ValueResult]) -> (tex: String, offset: (Int) -> Int) {
    if formula.values.isEmpty { return (formula.tex, { $0 }) }
    let source = Array(formula.tex.utf8)
    var result: [UInt8] = []
    var shifts: [(at: Int, source: Int)] = [(0, 0)]
    var position = 0
    for value in formula.values {
      result += source[position..<value.range.lowerBound]
      shifts.append((result.count, value.range.lowerBound))
      result += tex(of: values[value.index]).utf8
      position = value.range.upperBound
      shifts.append((result.count, position))
    }
    result += source[position...]
    return (
      String(decoding: result, as: UTF8.self),
      { offset in
        let shift = shifts.last { $0.at <= offset } ?? (0, 0)
        return min(shift.source + offset - shift.at, source.count)
      }
    )
  }

  /// A value as part of a formula.
  static func tex(of value: ValueResult) -> String {
    switch value {
    case .value(let printed, let faces): "{" + (faces.tex ?? "\\text{\(printed.filter { !"\\{}$#%&_^~".contains($0) })}") + "}"
    case .failed, .skipped: "\\text{?}"
    }
  }
}
