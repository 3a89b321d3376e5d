// Norms and products of vectors and matrices.

import Arrays
import Engine

extension Library {
  mutating func addNormsAndProducts() {
    addNorms()
    addProducts()
  }

  private mutating func addNorms() {
    add(
      "norm(x, p)", """
        The p-norm of the elements, by default the Euclidean norm √Σ|xᵢ|²; of a matrix that is the Frobenius norm. \
        `p = Inf` gives the largest magnitude, `p = 1` their sum. For operator norms see `opnorm`.
        """, arity: Arity(1...2), example: "norm([3, 4])  # => 5.0\nnorm([3, 4], 1)  # => 7.0"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      let p = call.count == 2 ? try call.double(1) : 2
      return try call.machine.norm(call[0], p, call)
    }
    add(
      "opnorm(A, p)", "The operator norm for `p` = 1 (largest column sum), 2 (default, largest singular value) or `Inf`.",
      arity: Arity(1...2), example: "opnorm([1 2; 3 4], 1)  # => 6.0"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      let p = call.count == 2 ? try call.double(1) : 2
      if call[0].isNumber || (call[0].array?.rank == 1) { return try call.machine.norm(call[0], p, call) }
      let matrix = try call.floatingMatrix()
      guard let result = try call.machine.linear({ try matrix.operatorNorm(p) }) else {
        throw RuntimeError.argument("invalid p-norm p=\(p). Valid: 1, 2, Inf")
      }
      return Value(result)
    }
    add(
      "normalize(v, p)", "The vector divided by its norm.", arity: Arity(1...2),
      example: "normalize([3.0, 4])  # => [0.6, 0.8]"
    ) { call in
      let p = call.count == 2 ? try call.double(1) : 2
      let length = try call.machine.norm(call[0], p, call)
      if call[0].isNumber { return try call.machine.divide(call[0], length) }
      guard call[0].isArray || call[0].tag == .range else { throw call.noMethod() }
      return try call.machine.divide(call[0], length)
    }
    add(
      "normalize!(v, p)", "Divides the elements of a vector by its norm, in place.", arity: Arity(1...2),
      example: "v = [3.0, 4]; normalize!(v); v  # => [0.6, 0.8]"
    ) { call in
      let machine = call.machine
      let p = call.count == 2 ? try call.double(1) : 2
      guard let array = call[0].array else { throw call.noMethod() }
      let length = try machine.norm(call[0], p, call)
      for position in 0..<array.count {
        try machine.setIndex(
          call[0], [Value(position + 1)], machine.divide(array.element(position, machine.heap), length))
      }
      return call[0]
    }
  }

  private mutating func addProducts() {
    add(
      "dot(x, y)", """
        The scalar product Σ conj(xᵢ) yᵢ; `dot(x, A, y)` is `dot(x, A * y)`. The operator `⋅` is the same.
        """, arity: Arity(2...3), example: "dot([1, 2, 3], [4, 5, 6])  # => 32"
    ) { call in
      let machine = call.machine
      if let result = try call.appliedByHost() { return result }
      if call.count == 3 { return try machine.scalarProduct(call[0], machine.multiply(call[1], call[2]), call) }
      return try machine.scalarProduct(call[0], call[1], call)
    }
    alias("⋅", of: "dot")
    add(
      "cross(x, y)", "The vector product of two vectors of length 3. The operator `×` is the same.", arity: 2,
      example: "cross([1, 0, 0], [0, 1, 0])  # => [0, 0, 1]"
    ) { call in
      let machine = call.machine
      guard let a = try machine.elements(call[0]), let b = try machine.elements(call[1]), !call[0].isNumber else {
        throw call.noMethod(hint: "`×` is the vector product; numbers are multiplied with `*`")
      }
      guard a.count == 3, b.count == 3 else {
        throw RuntimeError.dimensionMismatch("cross product is only defined for vectors of length 3")
      }
      func component(_ i: Int, _ j: Int) throws -> Value {
        try machine.subtract(machine.multiply(a[i], b[j]), machine.multiply(a[j], b[i]))
      }
      return try machine.promoted([component(1, 2), component(2, 0), component(0, 1)], shape: [3])
    }
    alias("×", of: "cross")
    add(
      "kron(A, B)", "The Kronecker product: each element of `A` times the whole of `B`.", arity: Arity(2...),
      example: "kron([1 2], [1; 1])  # => [1 2; 1 2]"
    ) { call in
      try call.values.dropFirst().reduce(call[0]) { try call.machine.kronecker($0, $1) }
    }
    alias("⊗", of: "kron")
    add(
      "transpose(A)", "The transpose, without conjugation; `A'` conjugates.", arity: 1,
      example: "transpose([1 2; 3 4])  # => [1 3; 2 4]"
    ) { call in
      if let array = call[0].array { return try call.machine.transposed(array, conjugates: false) }
      if call[0].isNumber { return call[0] }
      if let array = call[0].range == nil ? nil : try call.machine.collect(call[0]).array {
        return try call.machine.transposed(array, conjugates: false)
      }
      if let result = try call.appliedByHost() { return result }
      throw call.noMethod()
    }
  }
}

extension LinearArray {
  fileprivate func operatorNorm(_ p: Double) throws -> Double? { try dense.operatorNorm(p) }
  func norm(_ p: Double) -> Double { dense.norm(p) }

  /// Σ conj(xᵢ) yᵢ.
  fileprivate func scalarProduct(_ other: any LinearArray, _ heap: Heap) -> Value? {
    guard let other = same(other) else { return nil }
    if let x = dense.same(as: Double.self), let y = other.same(as: Double.self),
      let product = try? x.flattened().dot(y.flattened())
    {
      return Value(product)
    }
    var sum = Scalar.zero
    for position in 0..<dense.count { sum += dense.buffer[position].conjugated * other.buffer[position] }
    return heap.linear(sum)
  }

  fileprivate func kronecker(_ other: any LinearArray, _ machine: Machine) throws -> Value? {
    guard let other = same(other) else { return nil }
    return machine.heap.linear(try machine.linear { try dense.kronecker(other) })
  }
}

extension Machine {
  /// The p-norm of a number or of the elements of a collection; of elements that are collections the Euclidean norms count,
  /// as in Julia.
  func norm(_ value: Value, _ p: Double, _ call: borrowing Call) throws -> Value {
    if value.isMissing { return value }
    if value.isNumber { return try norm([value], p, isNumber: true) }
    if value.isArray || value.tag == .range, case .floating(let array)? = try linearOperand(value) {
      return Value(array.norm(p))
    }
    guard value.tag.isObject, let elements = try elements(value) else { throw call.noMethod() }
    var magnitudes: [Value] = []
    for element in elements {
      magnitudes.append(element.isNumber || element.isMissing ? element : try descend { try norm(element, 2, call) })
    }
    return try norm(magnitudes, p, isNumber: false)
  }

  private func norm(_ elements: [Value], _ p: Double, isNumber: Bool) throws -> Value {
    if elements.contains(where: \.isMissing) { return .missing }
    let isGeneral = elements.contains { $0.tag == .dual || $0.tag == .bigFloat || $0.hasBigParts }
    if !isGeneral {
      let numbers = elements.compactMap { complexDouble($0) }
      if numbers.count == elements.count {
        if isNumber { return p == 0 ? Value(numbers[0] == .zero ? 0.0 : 1.0) : try apply("float", apply("abs", elements[0])) }
        return Value(DenseArray(numbers).norm(p))
      }
    }
    if isNumber { return try apply("abs", elements[0]) }
    if elements.isEmpty { return Value(0.0) }
    let magnitudes = try elements.map { try apply("abs", $0) }
    if p == .infinity { return try callLibrary("max", magnitudes) }
    if p == -.infinity { return try callLibrary("min", magnitudes) }
    if p == 0 { return Value(Double(try magnitudes.filter { try !isZero($0) }.count)) }
    func sum(_ term: (Value) throws -> Value) throws -> Value {
      try magnitudes.dropFirst().reduce(term(magnitudes[0])) { try add($0, term($1)) }
    }
    if p == 1 { return try sum { $0 } }
    if p == 2 { return try apply("sqrt", sum { try multiply($0, $0) }) }
    let exponent = Value(p)
    let sum = try sum { try power($0, exponent) }
    return try power(sum, sum.bigFloat == nil ? Value(1 / p) : divide(Value(1), convert(exponent, to: .bigFloat)))
  }

  /// Σ conj(xᵢ) yᵢ over numbers or collections of one length.
  func scalarProduct(_ a: Value, _ b: Value, _ call: borrowing Call) throws -> Value {
    if a.isMissing || b.isMissing { return .missing }
    if a.isNumber || a.host is QuadraticObject, b.isNumber || b.host is QuadraticObject { return try multiply(adjoint(a), b) }
    if a.tag == .floatArray || a.tag == .complexArray, b.tag == .floatArray || b.tag == .complexArray,
      let x = try floatingOperand(a), let y = try floatingOperand(b)
    {
      let (p, q) = x.matched(with: y)
      if p.count != q.count { throw lengths(p.count, q.count) }
      if let result = p.scalarProduct(q, heap) { return result }
    }
    guard a.tag.isObject, b.tag.isObject, let x = try elements(a), let y = try elements(b) else { throw call.noMethod() }
    if x.count != y.count { throw lengths(x.count, y.count) }
    guard let first = x.first else { return Value(0) }
    func term(_ u: Value, _ v: Value) throws -> Value {
      u.isNumber && v.isNumber ? try multiply(adjoint(u), v) : try descend { try scalarProduct(u, v, call) }
    }
    var sum = try term(first, y[0])
    for position in 1..<max(1, x.count) { sum = try add(sum, term(x[position], y[position])) }
    return sum
  }

  private func lengths(_ m: Int, _ n: Int) -> RuntimeError {
    .dimensionMismatch("dot product arguments have lengths \(m) and \(n)")
  }

  fileprivate func kronecker(_ a: Value, _ b: Value) throws -> Value {
    if a.isNumber || b.isNumber { return try multiply(a, b) }
    guard let x = try shape(a), let y = try shape(b), (1...2).contains(x.count), (1...2).contains(y.count) else {
      throw noMethod("kron", [a, b])
    }
    let (m, n) = (x[0], x.count < 2 ? 1 : x[1])
    let (p, q) = (y[0], y.count < 2 ? 1 : y[1])
    let size = Double(m) * Double(n) * Double(p) * Double(q)
    try heap.reserve(bytes: Int(min(1e18, size * 16)))
    try countCost(size / 10)
    if a.tag == .floatArray || a.tag == .complexArray, b.tag == .floatArray || b.tag == .complexArray,
      let u = try floatingOperand(a), let v = try floatingOperand(b)
    {
      let (s, t) = u.matched(with: v)
      if let result = try s.kronecker(t, self) { return result }
    }
    guard let u = try elements(a), let v = try elements(b) else { throw noMethod("kron", [a, b]) }
    var products: [Value] = []
    products.reserveCapacity(u.count * v.count)
    for j in 0..<n {
      for l in 0..<q {
        for i in 0..<m {
          for k in 0..<p { products.append(try multiply(u[i + j * m], v[k + l * p])) }
        }
      }
    }
    let shape = x.count == 1 && y.count == 1 ? [m * p] : [m * p, n * q]
    return try promoted(products, shape: shape)
  }
}
