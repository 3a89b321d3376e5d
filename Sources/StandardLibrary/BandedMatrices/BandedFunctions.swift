// Functions that do better for banded matrices than for the dense ones that they stand for.

import Arrays
import Engine

extension Library {
  /// Lets bound functions take banded matrices as they are. All others are given dense ones.
  mutating func extendToBandedMatrices() {
    extendReductions()
    extendQuestions()
    extendSpectra()
    extendElementwise()
    extendStorage()
  }

  /// Answers calls of a function whose first argument is a banded matrix and that have no keywords, unless `body` gives `nil`.
  private mutating func banded(_ name: String, _ body: @escaping @Sendable (BandedObject, borrowing Call) throws -> Value?) {
    extend(name) { call in
      guard call.count > 0, let object = call[0].host as? BandedObject, call.keywords.isEmpty else { return nil }
      try object.requireDiagonals()
      return try body(object, call)
    }
  }

  private mutating func extendReductions() {
    banded("tr") { object, call in
      let machine = call.machine
      let traces = machine.hasBlocks(object) ? try machine.mapElements(object.main) { try machine.callLibrary("tr", [$0]) } : object.main
      return try machine.callLibrary("sum", [traces])
    }
    banded("det") { object, call in try object.determinant(call.machine) }
    banded("inv") { object, call in try object.inverse(call.machine) }
    banded("sum") { object, call in
      guard call.count == 1 else { return nil }
      let machine = call.machine
      return try object.form.diagonals.reduce(object.zero(machine)) { sum, k in
        guard let diagonal = object.diagonal(k), diagonal.array?.count != 0 else { return sum }
        return try machine.add(sum, machine.callLibrary("sum", [diagonal]))
      }
    }
    banded("norm") { object, call in
      let p = call.count == 1 ? 2 : call.machine.realDouble(call[1])
      // Other ones count elements, or look at the smallest.
      guard let p, p > 0, object.order > 0 else { return nil }
      let diagonals = object.form.diagonals.compactMap { object.diagonal($0) }
      return try call.machine.callLibrary("norm", [call.machine.concatenate(diagonals, dimension: 1), Value(p)])
    }
    for name in ["svdvals", "rank", "cond", "logabsdet"] {
      banded(name) { object, call in
        guard call.count == 1, object.form == .diagonal, object.order > 0, call.machine.isPlain(object.main) else { return nil }
        return try object.diagonalMeasure(name, call.machine)
      }
    }
    banded("opnorm") { object, call in
      guard object.form == .diagonal, object.order > 0 else { return nil }
      guard call.count == 1 || [1, 2, .infinity].contains(call.machine.realDouble(call[1])) else { return nil }
      return try call.machine.callLibrary("norm", [object.main, Value(Double.infinity)])
    }
    extend("kron") { call in
      let objects = call.values.compactMap { $0.host as? BandedObject }
      guard call.count > 1, objects.count == call.count, objects.allSatisfy({ $0.form == .diagonal }) else { return nil }
      return try call.machine.banded(.diagonal, [call.machine.callLibrary("kron", objects.map(\.main))])
    }
  }

  private mutating func extendQuestions() {
    banded("issymmetric") { object, call in
      Value(try (0...1).allSatisfy { try object.mirrors($0, conjugating: false, call.machine) })
    }
    banded("ishermitian") { object, call in
      Value(try (0...1).allSatisfy { try object.mirrors($0, conjugating: true, call.machine) })
    }
    func zeros(_ name: String, _ isOutside: @escaping @Sendable (_ diagonal: Int, _ k: Int) -> Bool) {
      banded(name) { object, call in
        let k = call.count > 1 ? try call.int(1) : 0
        return Value(
          try object.form.diagonals.allSatisfy { try !isOutside($0, k) || call.machine.isZero(allOf: object.diagonal($0) ?? .undefined) })
      }
    }
    zeros("isdiag") { diagonal, _ in diagonal != 0 }
    zeros("istriu") { diagonal, k in diagonal < k }
    zeros("istril") { diagonal, k in diagonal > k }
    zeros("iszero") { _, _ in true }
    banded("isposdef") { object, call in
      guard object.form == .diagonal else { return nil }
      let numbers = try call.machine.elements(object.main) ?? []
      return Value(try numbers.allSatisfy { try call.machine.callLibrary("isposdef", [$0]).boolean == true })
    }
  }

  private mutating func extendSpectra() {
    banded("eigvals") { object, call in
      guard call.count == 1 else { return nil }
      if object.form == .diagonal { return try call.machine.copied(object.main) }
      guard let matrix = try object.symmetricTridiagonal(call.machine) else { return nil }
      try call.machine.countCost(Double(object.order) * Double(object.order) / 10)
      return call.heap.array(try call.machine.linear { try matrix.eigenvalues() })
    }
    banded("eigen") { object, call in
      guard call.count == 1, object.form == .diagonal else { return nil }
      let machine = call.machine
      let values = try machine.copied(object.main)
      let one = try machine.divide(machine.number(1, ofType: object.elementType) ?? Value(1), Value(1))
      let vectors = try machine.banded(.diagonal, [machine.filledArray(with: one, shape: [object.order])]).host?.denseArray(machine)
      // What the matrix holds later is another one.
      guard let copy = try machine.copied(call[0]).host as? BandedObject else { return nil }
      return machine.factorization(Contents(eigenvalues: values, vectors: vectors ?? .undefined, of: copy))
    }
    banded("eigvecs") { object, call in
      if call.count == 2, let matrix = try object.symmetricTridiagonal(call.machine),
        let wanted = try call.machine.elements(call[1])
      {
        let values = wanted.compactMap(\.asDouble)
        guard values.count == wanted.count else { throw call.noMethod() }
        return call.heap.array(try call.machine.linear { try matrix.eigenvectors(of: Vector(values)) })
      }
      guard call.count == 1, object.form == .diagonal else { return nil }
      return try call.machine.callLibrary("eigen", [call[0]]).host?.property("vectors", call.machine)
    }
    banded("lu") { object, call in try object.lu(call.machine) }
    banded("ldlt") { object, call in try object.ldl(call.machine) }
    banded("factorize") { object, call in
      if object.form == .diagonal || object.form.isTriangular { return call[0] }
      return try call.machine.callLibrary(object.form == .symmetricTridiagonal ? "ldlt" : "lu", [call[0]])
    }
    for name in ["exp", "log", "sqrt", "cbrt", "cis", "sin", "cos", "tan", "sinh", "cosh", "tanh"] where functions[name] != nil {
      banded(name) { object, call in
        guard call.count == 1, object.form == .diagonal else { return nil }
        let machine = call.machine
        // The function of the matrix may be complex where that of a real number is an error.
        let isDefined = try !["log", "sqrt"].contains(name) || machine.elements(object.main)?.allSatisfy { $0.asDouble.map { $0 >= 0 } ?? true } ?? true
        let numbers = isDefined ? object.main : try machine.callLibrary("complex", [object.main])
        return try machine.banded(.diagonal, [machine.mapElements(numbers) { try machine.callLibrary(name, [$0]) }])
      }
    }
  }

  private mutating func extendElementwise() {
    for name in ["real", "imag", "conj", "float", "complex", "big"] where functions[name] != nil {
      banded(name) { object, call in
        guard call.count == 1 else { return nil }
        return try object.mapDiagonals(call.machine) { vector in
          try call.machine.mapElements(vector) { try call.machine.callLibrary(name, [$0]) }
        }
      }
    }
    banded("one") { object, call in
      let machine = call.machine
      let one = try machine.number(1, ofType: object.elementType) ?? Value(1)
      return try machine.banded(.diagonal, [machine.filledArray(with: one, shape: [object.order])])
    }
  }

  private mutating func extendStorage() {
    for (name, isUpper) in [("triu", true), ("tril", false)] {
      banded(name) { object, call in
        let limit = call.count > 1 ? try call.int(1) : 0
        let form = object.form == .symmetricTridiagonal ? .tridiagonal : object.form
        let zero = try object.zero(call.machine)
        return try call.machine.banded(
          form,
          form.fields.map { field in
            let diagonal = object.diagonal(field.diagonal) ?? .undefined
            let isKept = isUpper ? field.diagonal >= limit : field.diagonal <= limit
            return try isKept ? call.machine.copied(diagonal) : call.machine.mapElements(diagonal) { _ in zero }
          })
      }
    }
    banded("diag") { object, call in
      let k = call.count > 1 ? try call.int(1) : 0
      guard let diagonal = object.diagonal(k) else {
        return try k > -object.order && k < object.order ? object.zeros(k, call.machine) : call.heap.emptyArray(of: object.elementType)
      }
      return try call.machine.copied(diagonal)
    }
    banded("diagview") { object, call in
      let k = call.count > 1 ? try call.int(1) : 0
      guard let diagonal = object.diagonal(k), k == 0 || !object.form.isSymmetric else {
        throw RuntimeError.argument(
          "diagonal \(k) of a matrix of type \(call[0].dataType) cannot be written", hint: "diag(A, k) is a copy of it")
      }
      return diagonal
    }
    banded("similar") { object, call in
      guard call.count <= 2 else { return nil }
      guard call.count == 2 else { return try object.apply("zero", [call[0]], call.machine) }
      guard let type = call[1].type, let zero = try call.machine.number(0, ofType: type) else { return nil }
      return try object.mapDiagonals(call.machine) { vector in
        try call.machine.filledArray(with: zero, shape: call.machine.shape(vector) ?? [])
      }
    }
    banded("fill!") { object, call in
      try object.fillBand(1 - object.order...max(0, object.order - 1), with: call[1], call.machine)
      return call[0]
    }
    banded("fillstored!") { object, call in
      object.fill(object.form.diagonals, with: try object.converted(call[1], call.machine), call.machine)
      return call[0]
    }
    banded("fillband!") { object, call in
      let (lower, upper) = (try call.int(2), try call.int(3))
      if lower <= upper { try object.fillBand(lower...upper, with: call[1], call.machine) }
      return call[0]
    }
    for name in ["copyto!", "copy!"] {
      banded(name) { object, call in
        guard call.count == 2 else { return nil }
        if try !object.assign(call[1], call.machine) { try object.store(call[1], at: [.colon, .colon], call.machine) }
        return call[0]
      }
    }
    banded("sparse") { object, call in try object.sparse(call.machine) }
  }
}

extension BandedObject {
  /// A value as one of the element type.
  fileprivate func converted(_ value: Value, _ machine: Machine) throws -> Value {
    try main.array.map { try machine.converted(value, for: $0) } ?? value
  }

  /// Stores a value in some diagonals, or in none: where there is no place only zero can stand, and in one of two diagonals that
  /// are equal only what stands in the other.
  fileprivate func fillBand(_ diagonals: ClosedRange<Int>, with value: Value, _ machine: Machine) throws {
    let all = 1 - order...max(1 - order, order - 1)
    guard order > 0, diagonals.overlaps(all) else { return }
    let given = diagonals.clamped(to: all)
    let isHalf = form == .symmetricTridiagonal && given.contains(1) != given.contains(-1)
    if let k = given.first(where: { form.field(of: $0) == nil || isHalf && $0 != 0 }) {
      try store(value, at: [Value(max(0, -k) + 1), Value(max(0, k) + 1)], machine)
    }
    fill(given, with: try converted(value, machine), machine)
  }

  /// What the singular values of a diagonal matrix, the magnitudes of its elements, tell.
  fileprivate func diagonalMeasure(_ name: String, _ machine: Machine) throws -> Value {
    let magnitudes = try machine.mapElements(main) { try machine.callLibrary("float", [machine.callLibrary("abs", [$0])]) }
    if name == "logabsdet" {
      let logarithms = try machine.mapElements(magnitudes) { try machine.callLibrary("log", [$0]) }
      let signs = try machine.mapElements(main) { try machine.callLibrary("sign", [machine.callLibrary("float", [$0])]) }
      return try machine.heap.tuple([machine.callLibrary("sum", [logarithms]), machine.callLibrary("prod", [signs])])
    }
    let values = try machine.callLibrary("sort", [magnitudes], keywords: [("rev", Value(true))])
    guard name != "svdvals", let numbers = values.array?.denseFloats?.elements else { return values }
    let (largest, least) = (numbers.first ?? 0, numbers.last ?? 0)
    if name == "cond" { return Value(least == 0 && largest != 0 ? .infinity : largest / least) }
    let tolerance = Double(order) * Double.ulpOfOne * largest
    return Value(numbers.count { $0 > tolerance })
  }

  /// Whether diagonal `-k` is diagonal `k` of the transpose or adjoint.
  fileprivate func mirrors(_ k: Int, conjugating: Bool, _ machine: Machine) throws -> Bool {
    if form == .symmetricTridiagonal, !conjugating { return true }
    switch (diagonal(k), diagonal(-k)) {
    case (let a?, let b?): return try machine.isEqual(a, conjugating ? machine.mapElements(b) { try machine.adjoint($0) } : b)
    case (let a?, nil), (nil, let a?): return try machine.isZero(allOf: a)
    case (nil, nil): return true
    }
  }

  /// The product of the main diagonal, or of the leading minors f of a tridiagonal matrix the last, by
  /// fₖ = dₖ fₖ₋₁ − lₖ₋₁ uₖ₋₁ fₖ₋₂ (R. A. Usmani, Linear Algebra Appl. 212/213, 1994); of floats, whose minors may be out of range, the
  /// product of the pivots.
  fileprivate func determinant(_ machine: Machine) throws -> Value {
    if !form.isTriangular, main.tag == .floatArray || main.tag == .complexArray {
      do {
        if let factors = try lu(machine) { return try machine.callLibrary("det", [factors]) }
      } catch let error as RuntimeError where error.type == "SingularException" {
        return try zero(machine)
      }
    }
    if machine.hasBlocks(self), form.isTriangular {
      let blocks = try machine.elements(main) ?? []
      return try blocks.reduce(Value(1)) { try machine.multiply($0, machine.callLibrary("det", [$1])) }
    }
    guard let elements = try machine.elements(main), let first = elements.first else {
      return try machine.number(1, ofType: elementType) ?? Value(1)
    }
    guard !form.isTriangular, let lower = try diagonal(-1).flatMap({ try machine.elements($0) }),
      let upper = try diagonal(1).flatMap({ try machine.elements($0) })
    else { return try elements.dropFirst().reduce(first) { try machine.multiply($0, $1) } }
    var (last, minor) = (try machine.number(1, ofType: elementType) ?? Value(1), first)
    for (k, element) in elements.enumerated().dropFirst() {
      let step = try machine.multiply(machine.multiply(lower[k - 1], upper[k - 1]), last)
      (last, minor) = (minor, try machine.subtract(machine.multiply(element, minor), step))
    }
    return minor
  }

  /// The reciprocals of the diagonal, or the dense inverse under the type of its structure.
  fileprivate func inverse(_ machine: Machine) throws -> Value {
    if form == .diagonal {
      if let zero = try machine.elements(main)?.firstIndex(where: { try machine.isZero($0) }) { throw machine.singular(zero + 1) }
      // The dense inverse of big integers is exact.
      let isBig = elementType === DataType.bigInt
      return try mapDiagonals(machine) {
        try machine.mapElements($0) { try isBig ? machine.callLibrary("//", [Value(1), $0]) : machine.callLibrary("inv", [$0]) }
      }
    }
    let inverse = try machine.callLibrary("inv", [full(machine)])
    if form.isTriangular { inverse.array?.mark(as: form == .upperBidiagonal ? .upperTriangular : .lowerTriangular) }
    return inverse
  }

  /// The matrix as a real symmetric one for LAPACK; `nil` for any other.
  func symmetricTridiagonal(_ machine: Machine) throws -> SymmetricTridiagonalMatrix? {
    guard form == .symmetricTridiagonal, self.main.tag != .array, let main = try floating(0, machine)?.array(of: Double.self),
      let beside = try floating(1, machine)?.array(of: Double.self)
    else { return nil }
    // What the fields hold later is another matrix.
    return try machine.linear { try SymmetricTridiagonalMatrix(diagonal: main.map { $0 }, offDiagonal: beside.map { $0 }) }
  }

  /// The sparse matrix that stores the diagonals.
  fileprivate func sparse(_ machine: Machine) throws -> Value {
    let n = order
    let pairs = form.diagonals.compactMap { k in diagonal(k).map { machine.heap.pair(Value(k), $0) } }
    return try machine.callLibrary("spdiagm", [Value(n), Value(n)] + pairs)
  }
}

extension Machine {
  /// Whether a vector holds machine floats or integers, real or complex, that are finite.
  fileprivate func isPlain(_ vector: Value) -> Bool {
    guard let array = vector.array else { return false }
    switch array.tag {
    case .integerArray: return true
    case .floatArray: return array.floats.allSatisfy(\.isFinite)
    case .complexArray: return array.complexes.allSatisfy(\.isFinite)
    default: return false
    }
  }

  /// Whether the elements of the matrix are matrices.
  fileprivate func hasBlocks(_ object: BandedObject) -> Bool {
    guard object.main.tag == .array, let first = object.main.array?.element(0, heap) else { return false }
    return first.isArray || first.host?.writableShape != nil
  }
}

extension Contents {
  /// The eigenvalues and eigenvectors of a diagonal matrix, which are exact.
  fileprivate init(eigenvalues: Value, vectors: Value, of object: BandedObject) {
    let matrix = Value(host: object)
    let types = [vectors, eigenvalues].compactMap { $0.array?.elementType }
    self.init(
      type: .factorization("Eigen", types + [vectors.dataType, eigenvalues.dataType]), size: [object.order, object.order],
      properties: [("values", { _ in eigenvalues }), ("vectors", { _ in vectors })], iterated: ["values", "vectors"],
      sections: [("values:", "values"), ("vectors:", "vectors")], product: { try object.full($0) })
    operations = [
      "eigvals": { _, _ in eigenvalues }, "eigvecs": { _, _ in vectors },
      "det": { _, machine in try machine.callLibrary("det", [matrix]) },
      "inv": { _, machine in try machine.callLibrary("inv", [matrix]) },
    ]
    retained = [eigenvalues, vectors, matrix]
  }
}
