// The elementary operations on rows, and elimination by them over any field.

/// An elementary operation on the rows of a matrix. Rows count from zero; texts count them from one.
public enum RowOperation<Element: ExactField>: Hashable, Sendable {
  /// Two rows change places.
  case exchange(Int, Int)
  /// A row is multiplied by a factor other than zero.
  case scale(row: Int, by: Element)
  /// A multiple of one row is added to another.
  case add(multiple: Element, of: Int, to: Int)
}

/// A place in a matrix, counted from zero.
public struct MatrixPosition: Hashable, Sendable {
  public let row: Int
  public let column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

extension RowOperation: CustomStringConvertible {
  /// As in `R_2 \leftarrow R_2 - \tfrac{3}{2} R_1`.
  public var tex: String {
    switch self {
    case .exchange(let i, let j): return "R_{\(i + 1)} \\leftrightarrow R_{\(j + 1)}"
    case .scale(let row, let factor):
      return "R_{\(row + 1)} \\leftarrow \(RowOperation.term(factor, tex: true, isFirst: true))R_{\(row + 1)}"
    case .add(let multiple, let source, let target):
      let term = RowOperation.term(multiple, tex: true, isFirst: false)
      return "R_{\(target + 1)} \\leftarrow R_{\(target + 1)} \(term)R_{\(source + 1)}"
    }
  }

  /// As in `R2 ← R2 - 3/2 R1`.
  public var description: String {
    switch self {
    case .exchange(let i, let j): return "R\(i + 1) ↔ R\(j + 1)"
    case .scale(let row, let factor):
      return "R\(row + 1) ← \(RowOperation.term(factor, tex: false, isFirst: true))R\(row + 1)"
    case .add(let multiple, let source, let target):
      return "R\(target + 1) ← R\(target + 1) \(RowOperation.term(multiple, tex: false, isFirst: false))R\(source + 1)"
    }
  }

  /// The factor before the name of a row: `- 3/2 `, or nothing but the sign for ±1.
  private static func term(_ factor: Element, tex: Bool, isFirst: Bool) -> String {
    let (size, isNegative) = factor.factor(tex: tex)
    let sign = isFirst ? (isNegative ? "-" : "") : (isNegative ? "- " : "+ ")
    return factor == .one || factor == -.one ? sign : "\(sign)\(size) "
  }
}

/// The part of an elimination to which an operation belongs.
public enum EliminationPhase: Hashable, Sendable {
  /// Downward, to the echelon form.
  case forward
  /// Upward, from the last pivot to the reduced form.
  case backward
}

extension ExactMatrix where Element: ExactField {
  mutating func apply(_ operation: RowOperation<Element>) {
    switch operation {
    case .exchange(let i, let j):
      for k in 0..<columns { elements.swapAt(i * columns + k, j * columns + k) }
    case .scale(let i, let factor):
      for k in 0..<columns where !self[i, k].isZero { self[i, k] = factor * self[i, k] }
    case .add(let multiple, let source, let target):
      for k in 0..<columns where !self[source, k].isZero { self[target, k] = self[target, k] + multiple * self[source, k] }
    }
  }

  /// Brings the first `limit` columns to echelon form as a textbook does: a row is exchanged only where the element in the
  /// pivot's place is zero, then with the first row below that has none there.
  ///
  /// - Parameters:
  ///   - limit: the columns in which pivots are looked for.
  ///   - each: called after every operation.
  /// - Returns: the pivots from the top.
  mutating func eliminateForward(
    limit: Int, each: (RowOperation<Element>, MatrixPosition, ExactMatrix) -> Void = { _, _, _ in }
  ) -> [MatrixPosition] {
    var pivots: [MatrixPosition] = []
    for column in 0..<limit {
      let top = pivots.count
      guard let row = (top..<rows).first(where: { !self[$0, column].isZero }) else { continue }
      let pivot = MatrixPosition(row: top, column: column)
      if row != top { perform(.exchange(top, row), pivot, each) }
      pivots.append(pivot)
      guard let inverse = self[top, column].reciprocal else { continue }
      for i in top + 1..<max(rows, top + 1) where !self[i, column].isZero {
        perform(.add(multiple: -(self[i, column] * inverse), of: top, to: i), pivot, each)
      }
    }
    return pivots
  }

  /// Turns an echelon form with these pivots into the reduced one: from the last pivot up, each becomes 1 and clears its column.
  mutating func eliminateBackward(
    _ pivots: [MatrixPosition], each: (RowOperation<Element>, MatrixPosition, ExactMatrix) -> Void = { _, _, _ in }
  ) {
    for pivot in pivots.reversed() {
      let value = self[pivot.row, pivot.column]
      if value != .one, let inverse = value.reciprocal { perform(.scale(row: pivot.row, by: inverse), pivot, each) }
      for i in (0..<pivot.row).reversed() where !self[i, pivot.column].isZero {
        perform(.add(multiple: -self[i, pivot.column], of: pivot.row, to: i), pivot, each)
      }
    }
  }

  private mutating func perform(
    _ operation: RowOperation<Element>, _ pivot: MatrixPosition,
    _ each: (RowOperation<Element>, MatrixPosition, ExactMatrix) -> Void
  ) {
    apply(operation)
    each(operation, pivot, self)
  }

  /// The columns of {x : A x = 0} that belong to a reduced form: one for each free variable, which is 1.
  func nullspaceOfReducedForm(_ pivots: [MatrixPosition]) -> ExactMatrix {
    let free = nonPivots(pivots.map(\.column), columns: columns)
    var basis = ExactMatrix.zero(rows: columns, columns: free.count)
    for (k, column) in free.enumerated() {
      basis[column, k] = .one
      for pivot in pivots { basis[pivot.column, k] = -self[pivot.row, column] }
    }
    return basis
  }
}
