// Rotations and reflections in the plane of two coordinates.

import Arrays
import Engine

extension Library {
  mutating func addRotations() {
    add(
      "givens(f, g, i, j)", """
        The rotation of the coordinates `i` and `j` that takes (`f`, `g`) to (`r`, 0), and `r`: `G, r = givens(f, g, i, j)`, or \
        for the elements `i` and `j` of a vector, `givens(x, i, j)`, or of column `k` of a matrix, `givens(A, i, j, k)`. \
        `G * A`, `A * G` and `G'` are as if `G` were a matrix; `lmul!(G, A)` works in place.
        """, arity: Arity(3...4), example: "G, r = givens([3.0, 4.0], 1, 2); G * [3, 4] ≈ [5, 0]  # => true",
      source: "LAPACK lartg; Golub & Van Loan, section 5.1.8"
    ) { call in
      let machine = call.machine
      var (f, g, places) = (call[0], call[1], [2, 3])
      if call[0].isArray {
        let rest = call.count == 4 ? [call[3]] : []
        f = try machine.index(call[0], [call[1]] + rest)
        g = try machine.index(call[0], [call[2]] + rest)
        places = [1, 2]
      } else if call.count == 3 {
        throw call.noMethod()
      }
      let (i, j) = (try call.int(places[0]), try call.int(places[1]))
      guard i != j else { throw RuntimeError.argument("Indices must be distinct.") }
      guard let x = machine.complexDouble(f), let y = machine.complexDouble(g) else { throw call.noMethod() }
      let isReal = f.tag != .complex && g.tag != .complex
      let (cosine, sine, r) = isReal ? GivensObject.rotation(x.real, y.real) : GivensObject.rotation(x, y)
      let heap = machine.heap
      return heap.tuple([
        heap.adopt(GivensObject(i, j, cosine, sine, isReal: isReal)), isReal ? Value(r.real) : heap.complex(r),
      ])
    }
    for (name, sign, meaning) in [("rotate!", 1, "(c x + s y, c y - s̄ x)"), ("reflect!", -1, "(c x + s y, s̄ x - c y)")] {
      add(
        "\(name)(x, y, c, s)", "Replaces the vectors `x` and `y` by \(meaning).", arity: 4,
        example: "x, y = [1.0, 0.0], [0.0, 1.0]; \(name)(x, y, 0.6, 0.8); (x, y)  # => \(sign > 0 ? "([0.6, 0.8], [-0.8, 0.6])" : "([0.6, 0.8], [0.8, -0.6])")"
      ) { call in
        let machine = call.machine
        let (x, y, c, s) = (call[0], call[1], call[2], call[3])
        guard let m = x.array?.count, let n = y.array?.count else { throw call.noMethod() }
        guard m == n else { throw RuntimeError.dimensionMismatch("x has length \(m), but y has length \(n)") }
        let first = try machine.add(machine.multiply(x, c), machine.multiply(y, s))
        let (a, b) = (try machine.multiply(y, c), try machine.multiply(x, machine.adjoint(s)))
        let second = try sign > 0 ? machine.subtract(a, b) : machine.subtract(b, a)
        try machine.store(first, in: x, call)
        try machine.store(second, in: y, call)
        return machine.heap.tuple([x, y])
      }
    }
  }
}

/// A rotation in the plane of two coordinates: [c s; -s̄ c] in their rows and columns of an identity matrix.
final class GivensObject: HostObject {
  private let i: Int
  private let j: Int
  private let cosine: Double
  private let sine: Complex<Double>
  private let isReal: Bool

  init(_ i: Int, _ j: Int, _ cosine: Double, _ sine: Complex<Double>, isReal: Bool) {
    (self.i, self.j, self.cosine, self.sine, self.isReal) = (i, j, cosine, sine, isReal)
    super.init()
  }

  /// c, s and r with c f + s g = r and c g = s f; the larger of two real numbers keeps its sign in r.
  static func rotation(_ f: Double, _ g: Double) -> (Double, Complex<Double>, Complex<Double>) {
    if g == 0 { return (1, 0, Complex(f)) }
    if f == 0 { return (0, 1, Complex(g)) }
    var r = Double.hypot(f, g)
    if f.magnitude > g.magnitude, f < 0 { r = -r }
    return (f / r, Complex(g / r), Complex(r))
  }

  static func rotation(_ f: Complex<Double>, _ g: Complex<Double>) -> (Double, Complex<Double>, Complex<Double>) {
    if g == .zero { return (1, .zero, f) }
    if f == .zero { return (0, g.conjugate / Complex(g.length), Complex(g.length)) }
    let size = Double.hypot(f.length, g.length)
    let phase = f / Complex(f.length)
    return (f.length / size, phase * g.conjugate / Complex(size), phase * Complex(size))
  }

  override var type: DataType { .parametric("LinearAlgebra.Givens", [.type(isReal ? .float64 : .complexF64)], supertype: .any) }

  override var propertyNames: [String] { ["i1", "i2", "c", "s"] }

  private func number(_ z: Complex<Double>, _ heap: Heap) -> Value { isReal ? Value(z.real) : heap.complex(z) }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "i1": Value(i)
    case "i2": Value(j)
    case "c": number(Complex(cosine), machine.heap)
    case "s": number(sine, machine.heap)
    default: nil
    }
  }

  override func text(_ machine: Machine) throws -> String {
    let parts = try propertyNames.map { try machine.compactText(of: property($0, machine) ?? .nothing) }
    return "\(type)(\(parts.joined(separator: ", ")))"
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    switch (operation, arguments.count) {
    case ("'", 1), ("adjoint", 1), ("transpose", 1):
      if operation == "transpose", !isReal { return nil }
      return machine.heap.adopt(GivensObject(i, j, cosine, -sine, isReal: isReal))
    case ("*", 2):
      let fromLeft = arguments[0].host === self
      let other = arguments[fromLeft ? 1 : 0]
      guard let array = try (other.host?.denseArray(machine) ?? other).array, array.rank == 2 || array.rank == 1 && fromLeft else { return nil }
      return try product(array, fromLeft: fromLeft, machine)
    default: return nil
    }
  }

  /// G A, which changes two rows, or A G, which changes two columns.
  private func product(_ array: ArrayObject, fromLeft: Bool, _ machine: Machine) throws -> Value {
    let rows = array.shape[0]
    let length = fromLeft ? rows : array.shape[1]
    guard (1...max(1, length)).contains(i), (1...max(1, length)).contains(j), length > 0 else {
      throw RuntimeError.dimensionMismatch(
        "the rotation is one of coordinates \(i) and \(j), and the matrix has \(length) \(fromLeft ? "rows" : "columns")")
    }
    let heap = machine.heap
    try machine.countStep(array.count)
    try heap.reserve(count: array.count, stride: 32)
    var elements = (0..<array.count).map { array.element($0, heap) }
    let (c, s, conjugate) = (Value(cosine), number(sine, heap), number(sine.conjugate, heap))
    for k in 0..<(fromLeft ? array.count / rows : rows) {
      let p = fromLeft ? i - 1 + k * rows : k + (i - 1) * rows
      let q = fromLeft ? j - 1 + k * rows : k + (j - 1) * rows
      let (x, y) = (elements[p], elements[q])
      let (along, across) = fromLeft ? (s, conjugate) : (conjugate, s)
      let (first, second) = (try machine.multiply(y, along), try machine.multiply(x, across))
      elements[p] = try fromLeft ? machine.add(machine.multiply(x, c), first) : machine.subtract(machine.multiply(x, c), first)
      elements[q] = try fromLeft ? machine.subtract(machine.multiply(y, c), second) : machine.add(machine.multiply(y, c), second)
    }
    return try machine.promoted(elements, shape: array.shape)
  }
}
