/// What makes a figure impossible. The texts are lower case, without a full stop.
public enum FigureError: Error, Hashable, Sendable, CustomStringConvertible {
  case mismatchedLengths(String, Int, String, Int)
  case notPositive(axis: String)
  case invalidLimits(axis: String, Double, Double)
  case sizeOutOfRange(Double, Double)
  case tooMany(String, Int, limit: Int)
  case invalidOption(String, String)
  case layoutTooSmall(rows: Int, columns: Int, subplots: Int)
  case noRoom
  /// librsvg is missing or too old.
  case exportUnavailable

  public var description: String {
    switch self {
    case .mismatchedLengths(let first, let a, let second, let b):
      "\(first) has \(a) \(a == 1 ? "value" : "values") but \(second) has \(b)"
    case .notPositive(let axis): "the \(axis) axis is logarithmic but nothing on it is positive"
    case .invalidLimits(let axis, let lower, let upper):
      "the limits of the \(axis) axis, \(lower) and \(upper), are not two different numbers that its scale can show"
    case .sizeOutOfRange(let width, let height):
      "a figure of \(width) × \(height) px is outside 60 … 8000 px"
    case .tooMany(let what, let count, let limit): "\(count) \(what) are more than the \(limit) that a figure can hold"
    case .invalidOption(let name, let problem): "\(name): \(problem)"
    case .layoutTooSmall(let rows, let columns, let subplots):
      "a layout of \(rows) × \(columns) has no place for \(subplots) subplots"
    case .noRoom: "the labels leave no room for the data; make the figure larger"
    case .exportUnavailable: "PNG and PDF files are drawn by librsvg, which is not installed (Debian's package librsvg2-2)"
    }
  }
}

/// Bounds that keep a figure from exhausting the machine.
enum FigureLimit {
  static let points = 5_000_000
  static let subplots = 100
  static let series = 1_000
  static let bins = 10_000
  static let cells = 4_000_000
  static let levels = 200
  /// Objects that are drawn one by one, such as arrows, labels and markers of different sizes.
  static let elements = 20_000

  static func check(_ count: Int, _ what: String, _ limit: Int) throws(FigureError) {
    if count > limit { throw .tooMany(what, count, limit: limit) }
  }

  static func checkSame(_ first: String, _ a: Int, _ second: String, _ b: Int) throws(FigureError) {
    if a != b { throw .mismatchedLengths(first, a, second, b) }
  }
}
