// Sparse matrices as the language knows them, after Julia's SparseArrays, IterativeSolvers and Arpack.

import Arrays
import Engine

extension Library {
  /// Binds sparse matrices. What they share with dense ones must be bound already.
  mutating func addSparseMatrices() {
    packages.formUnion(["SparseArrays", "SuiteSparse", "IterativeSolvers", "Arpack"])
    addSparseConstructors()
    addSparseVectors()
    addSparseJoining()
    addStoredElements()
    addSparseSolvers()
  }

  // MARK: - Making

  private mutating func addSparseConstructors() {
    add(
      "sparse(I, J, V, m, n, combine)", """
        The sparse matrix with `V[k]` in row `I[k]` and column `J[k]`; elements that fall into one place are added, or combined \
        by `combine`. `sparse(A)` stores the elements of a dense matrix or vector that are not zero, `sparse(c*I, m, n)` has `c` \
        on its diagonal. Only what is stored takes memory and time. The elements are `Bool`, `Int64` below 2^53, `Float64` or \
        `ComplexF64`.
        """, arity: Arity(1...6),
      example: "A = sparse([1, 2, 2], [1, 2, 2], [4.0, 1, 2])\nMatrix(A)  # => [4.0 0; 0 3]\nsparse([1 0; 0 2]) * [3, 4]  # => [3, 8]"
    ) { call in try call.machine.sparseMatrix(call) }
    add("#new:SparseMatrixCSC(T, A)", "", arity: Arity(2...6)) { call in
      let machine = call.machine
      guard call.count == 2 else {
        guard call.count == 6, let rows = try machine.elements(call[4]) else { throw call.noMethod() }
        return try machine.compressedColumns(
          rows: call.int(1), columns: call.int(2), starts: call[3], indices: rows, values: call[5])
      }
      guard let result = try machine.sparseCopy(call[1], as: .matrix) else { throw call.noMethod() }
      return try machine.converted(result, for: call[0])
    }
    add(
      "spzeros(T, m, n)", "The sparse m×n matrix without a stored element; `spzeros(n)` is a vector.", arity: Arity(1...3),
      example: "A = spzeros(2, 2); A[1, 2] = 5; Matrix(A)  # => [0.0 5; 0 0]"
    ) { call in
      let machine = call.machine
      let type = call[0].type
      let sizes = try call.sizes(from: type == nil ? 0 : 1)
      guard sizes.count == 1 || sizes.count == 2 else { throw call.noMethod() }
      let kind = try type.map { try machine.sparseElement(of: $0) } ?? .float
      let columns = sizes.count == 2 ? sizes[1] : 1
      try machine.heap.reserve(count: columns, stride: 8)
      return try machine.sparse(
        machine.linear { try SparseMatrix<Double>(rows: sizes[0], columns: columns) }, kind, sizes.count == 2 ? .matrix : .vector)
    }
    add(
      "spdiagm(m, n, k => v, …)", """
        The sparse matrix with the vectors on its diagonals: 0 is the main one, positive ones are above it. `spdiagm(v)` has \
        `v` on the main one.
        """, arity: Arity(0...),
      example: "Matrix(spdiagm(-1 => [1, 1], 0 => [2, 2, 2]))  # => [2 0 0; 1 2 0; 0 1 2]"
    ) { call in try call.machine.sparseDiagonals(call) }
    for (name, distribution) in [("sprand", "uniform numbers of [0, 1)"), ("sprandn", "standard normal numbers")] {
      add(
        "\(name)(m, n, p)", """
          A random sparse m×n matrix, or vector of length `m` without an `n`, in which each element is stored with probability \
          `p`, with \(distribution). A generator may stand before the sizes.
          """, arity: Arity(2...4),
        example: "A = \(name)(10, 10, 0.5); (size(A), nnz(A) <= 100)  # => ((10, 10), true)"
      ) { call in
        let machine = call.machine
        var arguments = call.values[...]
        let generator = Machine.takeGenerator(&arguments)
        let sizes = arguments.dropLast().compactMap { machine.exactInt($0) }
        guard (1...2).contains(sizes.count), sizes.count == arguments.count - 1, sizes.allSatisfy({ $0 >= 0 }),
          let density = arguments.last.flatMap({ machine.realDouble($0) })
        else { throw call.noMethod() }
        let (m, n) = (sizes[0], sizes.count == 2 ? sizes[1] : 1)
        guard density >= 0, density <= 1 else {
          throw RuntimeError.argument("\(density) not in [0,1]")
        }
        let expected = density * Double(m) * Double(n)
        try machine.countCost((expected + Double(n)) / 4)
        try machine.heap.reserve(bytes: Int(min(1e18, expected * 20 + Double(n) * 8)))
        return try machine.withRandom(generator) { random in
          let matrix = try machine.linear {
            try SparseMatrix<Double>.random(
              rows: m, columns: n, density: density, uniform: { random.uniform() },
              value: { name == "sprand" ? random.uniform() : random.normal() })
          }
          return try machine.sparse(matrix, .float, sizes.count == 2 ? .matrix : .vector)
        }
      }
    }
  }
}

extension Machine {
  /// The kind of elements of a type.
  func sparseElement(of type: DataType) throws -> SparseElement {
    switch type {
    case .bool: return .boolean
    case .int64, .abstractInteger: return .integer
    case .float64, .abstractFloat, .real: return .float
    case .complexF64: return .complex
    default:
      throw RuntimeError.argument("sparse matrices hold Bool, Int64, Float64 and ComplexF64, not \(type)")
    }
  }

  /// A sparse matrix or vector with the elements that a type such as `SparseVector{Float64}` asks for.
  func converted(_ value: Value, for type: Value) throws -> Value {
    guard case .type(let element)? = type.type?.parameters.first, let object = value.host as? SparseObject else { return value }
    return try converted(object, to: element)
  }

  /// A matrix or vector with elements of another type.
  func converted(_ object: SparseObject, to type: DataType) throws -> Value {
    let kind = try sparseElement(of: type)
    if kind == object.kind { return try sparse(object.matrix, kind, object.form) }
    if kind < object.kind {
      // Each element must be one of the new type.
      let values = try elements(denseValue(object.matrix.storedValues(), object.kind)) ?? []
      for value in values { _ = try convert(value, to: type) }
      if object.matrix.isComplex { return try sparse(object.matrix.realParts(), kind, object.form) }
    }
    return try sparse(object.matrix, kind, object.form)
  }

  /// A sparse matrix of its own with the elements of another or of a dense one, of a vector a sparse vector unless told
  /// otherwise; `nil` for anything else.
  func sparseCopy(_ value: Value, as form: SparseForm? = nil) throws -> Value? {
    if let object = value.host as? SparseObject {
      return try sparse(object.matrix, object.kind, form ?? (object.isVector ? .vector : .matrix))
    }
    guard let rank = try shape(value)?.count, rank == 1 || rank == 2, let (matrix, kind) = try sparseOperand(value) else {
      return nil
    }
    return try sparse(matrix, kind, form ?? (rank == 1 ? .vector : .matrix))
  }

  func compressedColumns(rows: Int, columns: Int, starts: Value, indices: [Value], values: Value) throws -> Value {
    guard let starts = try elements(starts)?.compactMap({ exactInt($0) }), let (array, kind) = try sparseNumbers(values)
    else { throw RuntimeError.argument("the columns of a sparse matrix are given by vectors") }
    let places = indices.compactMap { exactInt($0) }
    guard places.count == indices.count else { throw RuntimeError.argument("row indices are integers") }
    return try sparse(
      linear {
        try array.compressed(rows: rows, columns: columns, starts: starts.map { $0 &- 1 }, indices: places.map { $0 &- 1 })
      }, kind)
  }

  fileprivate func sparseMatrix(_ call: borrowing Call) throws -> Value {
    if call.count == 1 {
      if let result = try sparseCopy(call[0]) { return result }
      throw call.noMethod(hint: "sparse(A) takes a matrix, sparse(I, J, V) the rows, columns and values of its elements")
    }
    if let identity = call[0].host as? IdentityObject {
      let sizes = try call.sizes(from: 1)
      guard sizes.count == 2 else { throw call.noMethod() }
      try heap.reserve(count: min(sizes[0], sizes[1]) + sizes[1], stride: 24)
      try countStep(sizes[1] / 16)
      let ones = try linear { try SparseMatrix<Double>.identity(sizes[0], columns: sizes[1]) }
      let kind: SparseElement = identity.scale.tag == .boolean ? .boolean : .integer
      let result = try sparse(ones, kind)
      return kind == .boolean && identity.scale.boolean == true ? result : try multiply(result, identity.scale)
    }
    guard call.count >= 3, let i = try indexList(call[0]), let j = try indexList(call[1]) else { throw call.noMethod() }
    let value = call[2].isNumber ? try filledArray(with: call[2], shape: [i.count]) : call[2]
    guard let (array, kind) = try sparseNumbers(value) else { throw call.noMethod() }
    guard i.count == j.count, i.count == array.count else {
      throw RuntimeError.argument(
        "the first three arguments' lengths must match, length(I) (=\(i.count)) == length(J) (= \(j.count)) == length(V) (= \(array.count))")
    }
    let m = call.count > 3 ? try call.int(3) : i.max().map { $0 + 1 } ?? 0
    let n = call.count > 4 ? try call.int(4) : j.max().map { $0 + 1 } ?? 0
    guard m >= 0, n >= 0 else { throw RuntimeError.argument("the numbers of rows and columns must not be negative, got \(m) and \(n)") }
    if let odd = i.first(where: { $0 < 0 || $0 >= m }) {
      throw RuntimeError.argument("row indices I[k] must satisfy 1 <= I[k] <= m, got \(odd &+ 1) for m = \(m)")
    }
    if let odd = j.first(where: { $0 < 0 || $0 >= n }) {
      throw RuntimeError.argument("column indices J[k] must satisfy 1 <= J[k] <= n, got \(odd &+ 1) for n = \(n)")
    }
    return try sparse(gathered(array, kind, rows: m, columns: n, i, j, combine: call.count > 5 ? call[5] : nil), kind)
  }

  /// The matrix with the numbers in the given rows and columns, those of one place combined by a function or added.
  func gathered(
    _ array: any LinearArray, _ kind: SparseElement, rows m: Int, columns n: Int, _ i: [Int], _ j: [Int], combine function: Value?
  ) throws -> any SparseStorage {
    try countCost(Double(i.count) / 4 + Double(n) / 16)
    try heap.reserve(count: i.count + n, stride: 64)
    if kind == .integer, function == nil {
      try SparseObject.requireExact(array.magnitudes().sparse(rows: m, columns: n, i, j, kind, nil, self).largest)
    }
    let combine = function.map { function in { (x: Value, y: Value) in try self.call(function, [x, y]) } }
    return try array.sparse(rows: m, columns: n, i, j, kind, combine, self)
  }

  /// Indices, counted from zero; `nil` for anything else than integers.
  func indexList(_ value: Value) throws -> [Int]? {
    if let integers = value.array?.denseIntegers { return integers.elements.map { $0 &- 1 } }
    guard value.isArray || value.tag == .range, let elements = try elements(value) else { return nil }
    let list = elements.compactMap { exactInt($0) }
    return list.count == elements.count ? list.map { $0 &- 1 } : nil
  }

  fileprivate func sparseDiagonals(_ call: borrowing Call) throws -> Value {
    var arguments = call.values[...]
    var sizes: (Int, Int)?
    if arguments.count > 1, let m = exactInt(arguments[0]), let n = exactInt(arguments[1]) {
      guard m >= 0, n >= 0 else { throw RuntimeError.argument("the numbers of rows and columns must not be negative, got \(m) and \(n)") }
      sizes = (m, n)
      arguments = arguments.dropFirst(2)
    }
    var diagonals: [(offset: Int, array: any LinearArray)] = []
    var kind = SparseElement.boolean
    for argument in arguments {
      let pair = argument.tag == .pair ? argument.tuple?.elements : [Value(0), argument]
      guard let pair, let offset = exactInt(pair[0]), let (array, own) = try sparseNumbers(pair[1]), array.rank == 1 else {
        throw call.noMethod(hint: "it takes pairs of a diagonal and a vector: spdiagm(0 => v, 1 => w)")
      }
      diagonals.append((offset, array))
      kind = max(kind, own)
    }
    if diagonals.isEmpty { kind = .float }
    let count = diagonals.reduce(0) { $0 + $1.array.count }
    let order = diagonals.reduce(0.0) { max($0, Double($1.array.count) + Double($1.offset.magnitude)) }
    try heap.reserve(count: count, stride: 64)
    try heap.reserve(bytes: Int(min(1e18, max(order, Double(sizes?.1 ?? 0)) * 16)))
    try countStep(count / 4)
    let isComplex = diagonals.contains { $0.array.isComplex }
    let matrix: any SparseStorage = try linear {
      if isComplex {
        return try SparseMatrix<Complex<Double>>(
          diagonals: diagonals.map { ($0.offset, $0.array.asComplex) }, rows: sizes?.0, columns: sizes?.1)
      }
      return try SparseMatrix<Double>(
        diagonals: diagonals.map { ($0.offset, $0.array.asComplex.realParts) }, rows: sizes?.0, columns: sizes?.1)
    }
    return try sparse(matrix, kind)
  }
}

extension LinearArray {
  func compressed(rows: Int, columns: Int, starts: [Int], indices: [Int]) throws -> any SparseStorage {
    try SparseMatrix(
      rows: rows, columns: columns, columnStarts: Vector(starts), rowIndices: Vector(indices), values: dense.flattened())
  }

  /// The matrix with these elements, those of one place combined as the language does.
  func sparse(
    rows: Int, columns: Int, _ i: [Int], _ j: [Int], _ kind: SparseElement, _ combine: ((Value, Value) throws -> Value)?,
    _ machine: Machine
  ) throws -> any SparseStorage {
    var failure: (any Error)?
    let matrix = try machine.linear {
      try SparseMatrix<Scalar>(
        rows: rows, columns: columns, rowIndices: Vector(i), columnIndices: Vector(j), values: dense.flattened(),
        combining: { x, y in
          guard let combine else { return kind == .boolean ? max(x.realPart, y.realPart) == 0 ? .zero : 1 : x + y }
          guard failure == nil else { return x }
          do {
            let value = try combine(machine.sparseValue(x, kind), machine.sparseValue(y, kind))
            let number = machine.complexDouble(try machine.convert(value, to: kind.type)) ?? .zero
            if kind == .integer { try SparseObject.requireExact(number.realPart.magnitude) }
            return (number as? Scalar) ?? Scalar(real: number.realPart)
          } catch {
            failure = error
            return x
          }
        })
    }
    if let failure { throw failure }
    return matrix
  }
}

extension SparseStorage {
  func realParts() -> SparseMatrix<Double> { sparse.mapStored { $0.realPart } }
}
