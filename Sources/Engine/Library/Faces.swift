// The forms in which a value can be shown; a writer picks the richest that its format can hold.

/// What a value shows besides its text.
public struct Faces: Sendable {
  /// The value as TeX.
  public var tex: String?
  public var table: TableFace?
  public var figure: FigureFace?

  public init(tex: String? = nil, table: TableFace? = nil, figure: FigureFace? = nil) {
    self.tex = tex
    self.table = table
    self.figure = figure
  }
}

/// A table of texts: a header row and rows, with the alignment of each column.
public struct TableFace: Sendable {
  public enum Alignment: Sendable { case leading, trailing }

  public var header: [String]
  public var alignments: [Alignment]
  public var rows: [[String]]
  /// How many rows the whole has, when not all are in `rows`.
  public var totalRows: Int

  public init(header: [String], alignments: [Alignment], rows: [[String]], totalRows: Int) {
    self.header = header
    self.alignments = alignments
    self.rows = rows
    self.totalRows = totalRows
  }
}

/// A picture: drawn when a writer asks, with the words that stand for it and the data that it carries.
public struct FigureFace: Sendable {
  public enum Form: Sendable {
    /// Inside a page, which gives the colours.
    case inline
    /// A file of its own.
    case standalone
  }

  /// The SVG text.
  public var svg: @Sendable (Form) -> String
  public var alternativeText: String
  /// The data as text, by which two figures are compared: series, ranges, labels.
  public var data: @Sendable () -> String
  /// The same picture drawn in another size, in CSS pixels. A side that is not given follows from the other, so that the
  /// proportions stay. Throws what makes the picture impossible in that size.
  public var resized: @Sendable (_ width: Double?, _ height: Double?) throws -> FigureFace

  public init(
    alternativeText: String, data: @escaping @Sendable () -> String,
    resized: @escaping @Sendable (_ width: Double?, _ height: Double?) throws -> FigureFace,
    svg: @escaping @Sendable (Form) -> String
  ) {
    self.alternativeText = alternativeText
    self.data = data
    self.resized = resized
    self.svg = svg
  }
}
