// Constructors of the matrix types that tell their structure: Diagonal, Symmetric, UpperTriangular, Tridiagonal, …

import Engine

extension Library {
  mutating func addStructuredTypes() {
    addMirroredTypes()
    addTriangularTypes()
    addBandedTypes()
    add("#new:UniformScaling(T, x)", "", arity: 2) { call in
      guard call[1].isNumber else { throw call.machine.noMethod("UniformScaling", [call[1]]) }
      return call.heap.adopt(IdentityObject(scale: call[1], heap: call.heap))
    }
  }

  private mutating func addMirroredTypes() {
    for (name, form, isHermitian) in [("Symmetric", ArrayObject.Form.symmetric, false), ("Hermitian", .hermitian, true)] {
      add("#new:\(name)(T, A, uplo)", "", arity: Arity(2...3)) { call in
        let machine = call.machine
        let isLower = call.count == 3 && call[2].symbol?.name == "L"
        let (n, elements) = try machine.squareElements(call[1], name)
        func element(_ i: Int, _ j: Int) throws -> Value {
          if isLower ? i > j : i < j { return elements[i + j * n] }
          if i == j {
            guard isHermitian, let complex = elements[i + j * n].complex else { return elements[i + j * n] }
            return machine.heap.complex(complex.real, try machine.zero(like: complex.real))
          }
          return isHermitian ? try machine.adjoint(elements[j + i * n]) : elements[j + i * n]
        }
        let result = try machine.matrix(rows: n, columns: n, like: elements, element)
        result.array?.mark(as: form)
        return result
      }
    }
  }

  private mutating func addTriangularTypes() {
    let types: [(String, ArrayObject.Form)] = [
      ("UpperTriangular", .upperTriangular), ("LowerTriangular", .lowerTriangular),
      ("UnitUpperTriangular", .unitUpperTriangular), ("UnitLowerTriangular", .unitLowerTriangular),
      ("UpperHessenberg", .upperHessenberg),
    ]
    for (name, form) in types {
      add("#new:\(name)(T, A)", "", arity: 2) { call in
        let machine = call.machine
        let (n, elements) = try machine.squareElements(call[1], name)
        let hasUnitDiagonal = name.hasPrefix("Unit")
        let one = hasUnitDiagonal ? try elements.first.flatMap { try machine.number(1, ofType: $0.dataType) } : nil
        let result = try machine.matrix(rows: n, columns: n, like: elements) { i, j in
          if i == j, let one { return one }
          return form.isZero(row: i, column: j) ? nil : elements[i + j * n]
        }
        result.array?.mark(as: form)
        return result
      }
    }
  }

  private mutating func addBandedTypes() {
    add("#new:Diagonal(T, v)", "", arity: Arity(2...)) { call in
      let machine = call.machine
      if let host = call[1].host as? IdentityObject, call.count == 3 {
        return try host.call([call[2]], machine) ?? .nothing
      }
      guard call.count == 2, let shape = try machine.shape(call[1]), (1...2).contains(shape.count) else {
        throw machine.noMethod("Diagonal", Array(call.values.dropFirst()))
      }
      let n = shape.min() ?? 0
      return try machine.banded(
        .diagonal, order: shape.count == 1 ? shape[0] : n, of: call[1].array?.elementType, [(0, try machine.diagonal(call[1], 0, isMatrix: shape.count == 2))])
    }
    add("#new:Tridiagonal(T, dl, d, du)", "", arity: Arity(2...4)) { call in
      let machine = call.machine
      if call.count == 2, let n = try machine.order(call[1]) {
        return try machine.banded(.tridiagonal, order: n, try [-1, 0, 1].map { ($0, try machine.diagonal(call[1], $0, isMatrix: true)) })
      }
      guard call.count == 4, let lower = try machine.vector(call[1]), let main = try machine.vector(call[2]),
        let upper = try machine.vector(call[3])
      else { throw machine.noMethod("Tridiagonal", Array(call.values.dropFirst())) }
      let n = main.count
      guard lower.count == upper.count, lower.count == n - 1 || n == 0 && lower.isEmpty else {
        throw RuntimeError.argument(
          "cannot construct Tridiagonal from incompatible lengths of subdiagonal, diagonal and superdiagonal: "
            + "(\(lower.count), \(n), \(upper.count))")
      }
      return try machine.banded(.tridiagonal, order: n, [(-1, lower), (0, main), (1, upper)])
    }
    add("#new:SymTridiagonal(T, d, e)", "", arity: Arity(2...3)) { call in
      let machine = call.machine
      if call.count == 2, let n = try machine.order(call[1]) {
        let (below, above) = (try machine.diagonal(call[1], -1, isMatrix: true), try machine.diagonal(call[1], 1, isMatrix: true))
        for (x, y) in zip(below, above) where try !machine.isEqual(x, y) {
          throw RuntimeError.argument("matrix is not symmetric; cannot convert to SymTridiagonal")
        }
        let main = try machine.diagonal(call[1], 0, isMatrix: true)
        return try machine.banded(.symmetricTridiagonal, order: n, [(-1, above), (0, main), (1, above)])
      }
      guard call.count == 3, let main = try machine.vector(call[1]), let side = try machine.vector(call[2]) else {
        throw machine.noMethod("SymTridiagonal", Array(call.values.dropFirst()))
      }
      let n = main.count
      guard side.count == n || side.count == n - 1 else {
        throw RuntimeError.dimensionMismatch(
          "subdiagonal has wrong length. Has length \(side.count), but should be either \(max(0, n - 1)) or \(n).")
      }
      let neighbours = Array(side.prefix(max(0, n - 1)))
      return try machine.banded(.symmetricTridiagonal, order: n, [(-1, neighbours), (0, main), (1, neighbours)])
    }
    add("#new:Bidiagonal(T, d, e, uplo)", "", arity: Arity(3...4)) { call in
      let machine = call.machine
      let side = call.values.last.flatMap { $0.symbol?.name ?? $0.character.map { String(Character($0)) } }
      guard let side, side == "U" || side == "L" else {
        throw RuntimeError.argument("uplo argument must be either :U (upper) or :L (lower)")
      }
      let (form, k) = side == "U" ? (ArrayObject.Form.upperBidiagonal, 1) : (.lowerBidiagonal, -1)
      if call.count == 3, let n = try machine.order(call[1]) {
        return try machine.banded(form, order: n, try [0, k].map { ($0, try machine.diagonal(call[1], $0, isMatrix: true)) })
      }
      guard call.count == 4, let main = try machine.vector(call[1]), let neighbours = try machine.vector(call[2]) else {
        throw machine.noMethod("Bidiagonal", Array(call.values.dropFirst()))
      }
      guard neighbours.count == max(0, main.count - 1) else {
        throw RuntimeError.dimensionMismatch(
          "length of diagonal vector is \(main.count), length of off-diagonal vector is \(neighbours.count)")
      }
      return try machine.banded(form, order: main.count, [(0, main), (k, neighbours)])
    }
  }
}

extension Machine {
  /// A square matrix with these diagonals, 0 the main one and positive above it, under the type of its structure.
  fileprivate func banded(
    _ form: ArrayObject.Form, order n: Int, of type: DataType? = nil, _ diagonals: [(k: Int, elements: [Value])]
  ) throws -> Value {
    if n == 0, let type {
      let empty = heap.emptyArray(of: type, shape: [0, 0])
      empty.array?.mark(as: form)
      return empty
    }
    let result = try matrix(rows: n, columns: n, like: diagonals.flatMap(\.elements)) { i, j in
      guard let (_, elements) = diagonals.first(where: { $0.k == j - i }) else { return nil }
      return elements[min(i, j)]
    }
    result.array?.mark(as: form)
    return result
  }

  /// The order of a square matrix; `nil` for what is none.
  fileprivate func order(_ value: Value) throws -> Int? {
    guard let array = value.array, array.rank == 2 else { return nil }
    return try squareOrder(array.shape)
  }

  fileprivate func vector(_ value: Value) throws -> [Value]? {
    guard try shape(value)?.count == 1 else { return nil }
    return try elements(value)
  }

  /// The elements of diagonal `k` of a matrix, or those of a vector.
  fileprivate func diagonal(_ value: Value, _ k: Int, isMatrix: Bool) throws -> [Value] {
    guard let shape = try shape(value), let elements = try elements(value), isMatrix else { return try elements(value) ?? [] }
    let (m, n) = (shape[0], shape[1])
    return (0..<m).compactMap { i in (0..<n).contains(i + k) ? elements[i + (i + k) * m] : nil }
  }

  fileprivate func squareElements(_ value: Value, _ name: String) throws -> (n: Int, elements: [Value]) {
    if value.isNumber { return (1, [value]) }
    guard let array = value.array, array.rank == 2, let elements = try elements(value) else {
      throw noMethod(name, [value])
    }
    return (try squareOrder(array.shape), elements)
  }
}

extension Machine {
  /// What the constructor of a type of matrices makes of its arguments.
  func structured(_ type: String, _ arguments: Value?...) throws -> Value {
    try callLibrary("#new:" + type, [.nothing] + arguments.compactMap { $0 })
  }
}
