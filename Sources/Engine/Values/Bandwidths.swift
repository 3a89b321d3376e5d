/// How far below and above the main diagonal of a matrix elements may differ from zero; `nil` where nothing bounds it.
public struct Bandwidths: Hashable, Sendable {
  public let lower: Int?
  public let upper: Int?

  public init(lower: Int?, upper: Int?) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether the element at a row and a column may differ from zero.
  public func contains(row: Int, column: Int) -> Bool {
    if row > column { return lower.map { row - column <= $0 } ?? true }
    return upper.map { column - row <= $0 } ?? true
  }

  /// Those of the sum of two matrices.
  public func sum(with other: Bandwidths) -> Bandwidths { combined(with: other, max) }

  /// Those of the product of two matrices.
  public func product(with other: Bandwidths) -> Bandwidths { combined(with: other, +) }

  private func combined(with other: Bandwidths, _ combine: (Int, Int) -> Int) -> Bandwidths {
    func both(_ a: Int?, _ b: Int?) -> Int? { a.flatMap { a in b.map { combine(a, $0) } } }
    return Bandwidths(lower: both(lower, other.lower), upper: both(upper, other.upper))
  }
}
