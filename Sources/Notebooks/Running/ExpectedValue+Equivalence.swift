// What may differ between an expected value and the one that came: order, signs, a constant.

import Engine
import StandardLibrary
import Syntax

extension ExpectedValue {
  /// Tells why a value is not what an expression says; `nil` if it is.
  typealias Difference = (Expression, Value) -> String?

  /// Whether the value is what the expression says but for what the cell allows: `up-to: order`, `sign`, `constant`.
  func agrees(
    _ expression: Expression, _ value: Value, _ source: SourceText, _ machine: Machine, _ difference: Difference
  ) -> Bool {
    equivalences.contains { equivalence in
      switch equivalence {
      case .order:
        guard case .vector(let elements, element: nil) = expression.kind, let values = try? machine.elements(value) else { return false }
        return ExpectedValue.canPair(elements, values, difference)
      case .sign: return agreesUpToSign(expression, value, machine, difference)
      case .constant: return agreesUpToConstant(expression, value, source, machine, difference)
      }
    }
  }

  /// The elements of `Set([…])` and `Dict(a => b, …)`, which stand in no order; `nil` for any other expression.
  static func unorderedElements(of expression: Expression, _ value: Value) -> [Expression]? {
    guard case .call(let callee, let arguments) = expression.kind, case .name(let name) = callee.kind, arguments.keywords.isEmpty else {
      return nil
    }
    switch name {
    case "Set" where value.set != nil:
      guard arguments.positional.count == 1, case .vector(let elements, _) = arguments.positional[0].kind else { return nil }
      return elements
    case "Dict" where value.dictionary != nil: return arguments.positional
    default: return nil
    }
  }

  /// Whether each expression can have a value of its own, in whatever order: a perfect matching (H. W. Kuhn, Variants of the Hungarian
  /// method for assignment problems, Naval Research Logistics Quarterly 3 (1956), by augmenting paths).
  static func canPair(_ expressions: [Expression], _ values: [Value], _ difference: Difference) -> Bool {
    guard expressions.count == values.count, values.count <= 500 else { return false }
    let fits = expressions.map { expression in values.indices.filter { difference(expression, values[$0]) == nil } }
    var owner = [Int?](repeating: nil, count: values.count)
    func place(_ expression: Int, _ seen: inout Set<Int>) -> Bool {
      for value in fits[expression] where seen.insert(value).inserted {
        if let other = owner[value], !place(other, &seen) { continue }
        owner[value] = expression
        return true
      }
      return false
    }
    return expressions.indices.allSatisfy { expression in
      var seen: Set<Int> = []
      return place(expression, &seen)
    }
  }

  /// Eigenvectors and singular vectors: a vector as a whole, or each column of a matrix, may have the other sign.
  private func agreesUpToSign(_ expression: Expression, _ value: Value, _ machine: Machine, _ difference: Difference) -> Bool {
    guard let array = value.array, array.rank <= 2, let values = try? machine.elements(value),
      let opposite = try? values.map(machine.negate)
    else { return (try? machine.negate(value)).map { difference(expression, $0) == nil } ?? false }
    let height = array.rank == 1 ? array.count : array.shape[0]
    guard height > 0, let rows = matrixRows(of: expression, vector: array.rank == 1), rows.count == height else { return false }
    let width = values.count / height
    return rows.allSatisfy { $0.count == width } && (0..<width).allSatisfy { column in
      [values, opposite].contains { side in
        (0..<height).allSatisfy { difference(rows[$0][column], side[$0 + column * height]) == nil }
      }
    }
  }

  /// Antiderivatives at points: all elements may be off by the same number.
  private func agreesUpToConstant(
    _ expression: Expression, _ value: Value, _ source: SourceText, _ machine: Machine, _ difference: Difference
  ) -> Bool {
    guard case .vector(let elements, element: nil) = expression.kind, let values = try? machine.elements(value), let first = values.first,
      let wanted = elements.first.flatMap({ constants.value(of: source[$0.span], machine.library) }).flatMap({ machine.realDouble($0.1) }),
      let distance = try? machine.subtract(first, Value(wanted)),
      let shifted = try? values.map({ try machine.subtract($0, distance) }), shifted.count == elements.count
    else { return false }
    return zip(elements, shifted).allSatisfy { difference($0, $1) == nil }
  }
}
