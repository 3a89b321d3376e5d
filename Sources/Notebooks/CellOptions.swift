// The options of a cell, from its leading `#|` lines and the `execute:` defaults of the front matter.

import Syntax

/// What the `#|` lines of a cell ask for.
public struct CellOptions: Sendable {
  /// Whether the page shows the code, and how folded.
  public enum CodeFold: Sendable { case open, folded, unfolded }

  /// What an expected result may differ by.
  public enum Equivalence: String, CaseIterable, Sendable { case constant, sign, order }

  /// `label`: the name of the cell, by which its figure or table is referred to.
  public var label: String?
  /// `echo`: whether the page shows the code.
  public var echo = true
  /// `eval`: whether the cell runs.
  public var eval = true
  /// `output`: whether the page shows results.
  public var output = true
  /// `error`: whether the cell may fail.
  public var error = false
  /// `throws`: the exception with which the cell must fail.
  public var throwsError: String?
  /// `include`: whether the page shows anything of the cell.
  public var include = true
  public var figureCaption: Caption?
  public var figureSubcaptions: [Caption] = []
  /// `fig-alt`: one text, or one for each figure.
  public var figureAlternatives: [String] = []
  /// `fig-width` and `fig-height` in CSS pixels.
  public var figureWidth: Double?
  public var figureHeight: Double?
  public var tableCaption: Caption?
  public var codeFold = CodeFold.open
  public var codeSummary: String?
  public var relativeTolerance: Double?
  public var absoluteTolerance: Double?
  /// `up-to`: what expected results may differ by.
  public var upTo: [Equivalence] = []
  /// `starter`, `solution`, `check`: the exercise that the cell belongs to.
  public var starter: String?
  public var solution: String?
  public var check: String?
  /// `hidden`: a check that students do not get.
  public var hidden = false
  public var points: Double?
  /// `variant`: whether each student gets different numbers.
  public var variant = false
  /// Steps that the cell may take.
  public var steps: Int?
  /// Bytes that the cell may take.
  public var memory: Int?
  /// The value of each option that the cell itself gives, in the order of the source.
  public var places: [Place] = []

  public struct Place: Sendable, Hashable {
    public var name: String
    public var keySpan: Span
    public var valueSpan: Span
  }

  public init() {}

  /// All captions.
  public var captions: [Caption] { [figureCaption, tableCaption].compactMap { $0 } + figureSubcaptions }

  /// The inline values in captions, by their index.
  public var valuesInCaptions: [Int] {
    var values: [Int] = []
    for caption in captions { caption.content.forEachInline { if case .value(let index) = $0.kind { values.append(index) } } }
    return values
  }

  /// Where the cell gives this option, if it does.
  public func span(of option: String) -> Span? { places.last { $0.name == option }?.valueSpan }
}

/// A caption: Markdown within one line.
public struct Caption: Sendable {
  /// As written.
  public var text: String
  public var content: [Inline]
  public var span: Span
}
