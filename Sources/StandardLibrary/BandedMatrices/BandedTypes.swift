// Constructors of the matrix types that keep their diagonals alone: Diagonal, Bidiagonal, Tridiagonal, SymTridiagonal.

import Engine

extension Library {
  mutating func addBandedTypes() {
    add("#new:Diagonal(T, v)", "", arity: Arity(2...)) { call in
      let machine = call.machine
      if let host = call[1].host as? IdentityObject, call.count == 3 {
        return try host.call([call[2]], machine) ?? .nothing
      }
      guard call.count == 2, let shape = try machine.shape(call[1]), (1...2).contains(shape.count) else {
        throw machine.noMethod("Diagonal", Array(call.values.dropFirst()))
      }
      let diagonal = shape.count == 1 ? call[1] : try machine.callLibrary("diag", [call[1]])
      return try machine.banded(.diagonal, [diagonal])
    }
    add("#new:Tridiagonal(T, dl, d, du)", "", arity: Arity(2...4)) { call in
      let machine = call.machine
      if call.count == 2, try machine.order(call[1]) != nil {
        return try machine.banded(.tridiagonal, [-1, 0, 1].map { try machine.diagonal($0, of: call[1]) })
      }
      guard call.count == 4, let counts = try machine.counts(call.values.dropFirst()) else {
        throw machine.noMethod("Tridiagonal", Array(call.values.dropFirst()))
      }
      let (lower, n, upper) = (counts[0], counts[1], counts[2])
      guard lower == upper, lower == n - 1 || n == 0 && lower == 0 else {
        throw RuntimeError.argument(
          "cannot construct Tridiagonal from incompatible lengths of subdiagonal, diagonal and superdiagonal: "
            + "(\(lower), \(n), \(upper))")
      }
      return try machine.banded(.tridiagonal, Array(call.values.dropFirst()))
    }
    add("#new:SymTridiagonal(T, d, e)", "", arity: Arity(2...3)) { call in
      let machine = call.machine
      if call.count == 2, try machine.order(call[1]) != nil {
        let above = try machine.diagonal(1, of: call[1])
        guard try machine.isEqual(machine.diagonal(-1, of: call[1]), above) else {
          throw RuntimeError.argument("matrix is not symmetric; cannot convert to SymTridiagonal")
        }
        return try machine.banded(.symmetricTridiagonal, [machine.diagonal(0, of: call[1]), above])
      }
      guard call.count == 3, let counts = try machine.counts(call.values.dropFirst()) else {
        throw machine.noMethod("SymTridiagonal", Array(call.values.dropFirst()))
      }
      let (n, beside) = (counts[0], counts[1])
      guard beside == n || beside == n - 1 else {
        throw RuntimeError.dimensionMismatch(
          "subdiagonal has wrong length. Has length \(beside), but should be either \(max(0, n - 1)) or \(n).")
      }
      // Of a vector as long as the main diagonal the last element does not count.
      let neighbours = beside == n && n > 0 ? try machine.index(call[2], [machine.heap.adopt(RangeObject.oneTo(n - 1))]) : call[2]
      return try machine.banded(.symmetricTridiagonal, [call[1], neighbours])
    }
    add("#new:Bidiagonal(T, d, e, uplo)", "", arity: Arity(3...4)) { call in
      let machine = call.machine
      let side = call.values.last.flatMap { $0.symbol?.name ?? $0.character.map { String(Character($0)) } }
      guard let side, side == "U" || side == "L" else {
        throw RuntimeError.argument("uplo argument must be either :U (upper) or :L (lower)")
      }
      let (form, k) = side == "U" ? (BandedForm.upperBidiagonal, 1) : (.lowerBidiagonal, -1)
      if call.count == 3, try machine.order(call[1]) != nil {
        return try machine.banded(form, [0, k].map { try machine.diagonal($0, of: call[1]) })
      }
      guard call.count == 4, let counts = try machine.counts([call[1], call[2]]) else {
        throw machine.noMethod("Bidiagonal", Array(call.values.dropFirst()))
      }
      guard counts[1] == max(0, counts[0] - 1) else {
        throw RuntimeError.dimensionMismatch("length of diagonal vector is \(counts[0]), length of off-diagonal vector is \(counts[1])")
      }
      return try machine.banded(form, [call[1], call[2]])
    }
  }
}

extension Machine {
  /// The order of a square matrix; `nil` for what is no matrix.
  fileprivate func order(_ value: Value) throws -> Int? {
    guard value.isArray || value.host != nil, let shape = try shape(value), shape.count == 2 else { return nil }
    return try squareOrder(shape)
  }

  /// The lengths of vectors; `nil` if one of the values is none.
  fileprivate func counts(_ vectors: some Collection<Value>) throws -> [Int]? {
    let shapes = try vectors.map { $0.isArray || $0.tag == .range || $0.host != nil ? try shape($0) : nil }
    return shapes.allSatisfy { $0?.count == 1 } ? shapes.compactMap { $0?[0] } : nil
  }

  fileprivate func diagonal(_ k: Int, of matrix: Value) throws -> Value { try callLibrary("diag", [matrix, Value(k)]) }
}
