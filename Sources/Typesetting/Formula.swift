/// TeX formulas become MathML that browsers lay out well: the one door to this module.
///
/// ```swift
/// let formula = Formula.typeset(#"\frac{1}{\sqrt{2\pi}}"#, display: true)
/// formula.mathML      // <math …>…</math>
/// formula.problems    // empty: everything was understood
/// ```
public enum Formula {
  /// Typesets a formula written in TeX's mathematics as one `<math>` element.
  ///
  /// Never fails: an unknown command is shown in its place, and a formula whose structure is broken is shown as its
  /// source, both marked with `<merror>` and reported in `problems`.
  ///
  /// - Parameters:
  ///   - source: The formula without its dollar signs.
  ///   - display: Whether it stands on a line of its own (limits above and below, large operators) or in running text.
  ///   - macros: Commands that the document defines, by name (`"R"` or `"\\R"`).
  ///   - alignsNumbers: Whether columns of numbers in matrices are aligned at the point, where TeX centres them.
  public static func typeset(
    _ source: String, display: Bool, macros: [String: Macro] = [:], alignsNumbers: Bool = false
  ) -> TypesetFormula {
    var parser = FormulaParser(source, macros: macros)
    let tree = parser.parse()
    var writer = MathMLWriter()
    writer.alignsNumbers = alignsNumbers
    writer.write(tree, source: source, display: display)
    return TypesetFormula(
      mathML: writer.output.text,
      problems: parser.problems,
      characters: writer.characters)
  }

  /// A command that a document defines: a body in which `#1` … `#9` stand for the arguments.
  public struct Macro: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The TeX text that replaces the command.
    public var body: String
    /// How many arguments the command takes (0 to 9).
    public var parameterCount: Int

    /// - Parameters:
    ///   - body: The replacement text.
    ///   - parameterCount: The number of arguments; when absent, the highest `#n` of the body.
    public init(_ body: String, parameterCount: Int? = nil) {
      self.body = body
      self.parameterCount = min(9, max(0, parameterCount ?? Macro.highestParameter(in: body)))
    }

    public init(stringLiteral value: String) {
      self.init(value)
    }

    private static func highestParameter(in body: String) -> Int {
      var highest = 0
      var previous: UInt8 = 0
      for byte in body.utf8 {
        if previous == UInt8(ascii: "#"), byte >= UInt8(ascii: "1"), byte <= UInt8(ascii: "9") {
          highest = max(highest, Int(byte - UInt8(ascii: "0")))
        }
        previous = byte
      }
      return highest
    }
  }

  /// Something in a formula that could not be typeset.
  public struct Problem: Error, Sendable, Hashable {
    /// What is wrong, in lower case and without a full stop.
    public var message: String
    /// Where, as UTF-8 offsets in the formula's source. What comes out of a macro is placed at the macro's call.
    public var range: Range<Int>
    /// What to do about it.
    public var hint: String?

    public init(message: String, range: Range<Int>, hint: String? = nil) {
      self.message = message
      self.range = range
      self.hint = hint
    }
  }
}

/// A formula as a browser shows it.
public struct TypesetFormula: Sendable, Hashable {
  /// One `<math>` element with the TeX source as its annotation, well-formed as XML and as HTML.
  public var mathML: String
  /// What could not be typeset, in the order of the source.
  public var problems: [Formula.Problem]
  /// The characters that the formula takes from the mathematical font, ascending, each once. Text (`\text`) is set in
  /// the page's own face and not among them.
  public var characters: [Unicode.Scalar]
}
