// A matrix of which the diagonals alone are stored, as a value of the language.

import Arrays
import Engine

/// What `Diagonal`, `Bidiagonal`, `Tridiagonal` and `SymTridiagonal` give. The vectors that it was made of are its fields:
/// what is written into them changes the matrix.
final class BandedObject: HostObject {
  let form: BandedForm
  /// One vector for each field of the form, all of the same element type.
  private let fields: [Value]

  /// The vectors, which are retained, must be of one element type and of the lengths of their diagonals.
  init(_ form: BandedForm, _ fields: [Value], heap: Heap) {
    self.form = form
    self.fields = fields
    super.init()
    for field in fields { heap.retain(field) }
  }

  override func releaseChildren(_ heap: Heap) { for field in fields { heap.release(field) } }

  /// The vector that is a diagonal; `nil` where that is zero.
  func diagonal(_ k: Int) -> Value? { form.field(of: k).map { fields[$0] } }

  private func array(_ k: Int) -> ArrayObject? { diagonal(k)?.array }

  /// Throws unless the vectors are as long as the diagonals that they are: whoever made them may change them.
  func requireDiagonals() throws {
    for field in form.fields where array(field.diagonal)?.count != max(0, order - abs(field.diagonal)) {
      let counts = fields.map { String($0.array?.count ?? 0) }.joined(separator: ", ")
      throw RuntimeError.dimensionMismatch("the vectors of a \(form.typeName) have changed their lengths, to \(counts)")
    }
  }

  var main: Value { diagonal(0) ?? .undefined }
  var order: Int { main.array?.count ?? 0 }
  var elementType: DataType { main.array?.elementType ?? .any }

  override var type: DataType { form.type(elementType, in: main.dataType) }

  override var writableShape: [Int]? { [order, order] }
  override var yieldsToArray: Bool { true }

  override var propertyNames: [String] { form.fields.map(\.name) + (form.triangle == nil ? [] : ["uplo"]) }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    if name == "uplo" { return form.triangle.map { Value($0) } }
    return form.fields.firstIndex { $0.name == name }.map { fields[$0] }
  }

  // MARK: - Elements

  /// The zero that stands where nothing is stored.
  func zero(_ machine: Machine) throws -> Value {
    // Blocks and numbers of the library's own tell by themselves.
    if main.tag == .array, let first = main.array?.element(0, machine.heap), first.isArray || first.host != nil {
      return try machine.zero(like: first)
    }
    return try machine.number(0, ofType: elementType) ?? Value(0)
  }

  /// The element at a row and a column counted from zero.
  func element(_ row: Int, _ column: Int, zero: Value, _ heap: Heap) -> Value {
    guard let diagonal = array(column - row) else { return zero }
    let position = min(row, column)
    return position < diagonal.count ? diagonal.element(position, heap) : .undefined
  }

  /// The dense matrix.
  func full(_ machine: Machine) throws -> Value {
    try requireDiagonals()
    let n = order
    let count = try machine.heap.reserve(shape: [n, n], stride: main.tag == .array ? 48 : 16)
    try machine.countStep(main.tag == .array ? count / 2 : count / 16)
    if n == 0 { return machine.heap.emptyArray(of: elementType, shape: [0, 0]) }
    func dense<Element>(_ zero: Element, _ elements: (ArrayObject) -> UnsafeMutableBufferPointer<Element>) -> DenseArray<Element> {
      let result = DenseArray(repeating: zero, shape: [n, n])
      for k in form.diagonals {
        guard let diagonal = array(k) else { continue }
        let source = elements(diagonal)
        let start = max(0, -k) + max(0, k) * n
        for i in 0..<min(source.count, n - abs(k)) { result.buffer.baseAddress[start + i * (n + 1)] = source[i] }
      }
      return result
    }
    switch main.tag {
    case .floatArray: return machine.heap.array(dense(0) { $0.floats })
    case .integerArray: return machine.heap.array(dense(0) { $0.integers })
    case .booleanArray: return machine.heap.array(dense(false) { $0.booleans })
    case .complexArray: return machine.heap.array(dense(.zero) { $0.complexes })
    default:
      let zero = try zero(machine)
      let elements = (0..<n * n).map { element($0 % n, $0 / n, zero: zero, machine.heap) }
      return machine.heap.array(of: elementType, elements, shape: [n, n])
    }
  }

  override func denseArray(_ machine: Machine) throws -> Value? { try full(machine) }

  override func elements(_ machine: Machine) throws -> [Value]? { try machine.elements(full(machine)) }

  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    try requireDiagonals()
    let n = order
    if indices.count == 2, let i = indices[0].integer, let j = indices[1].integer, (1...max(1, n)).contains(i), (1...max(1, n)).contains(j),
      n > 0
    {
      return element(i - 1, j - 1, zero: try zero(machine), machine.heap)
    }
    let (positions, shape) = try machine.positions(indices, in: [n, n], of: Value(host: self))
    let zero = try zero(machine)
    try machine.countStep(positions.count / 4)
    let elements = positions.map { element($0 % n, $0 / n, zero: zero, machine.heap) }
    if shape.isEmpty, let element = elements.first { return element }
    return machine.heap.array(of: elementType, elements, shape: shape)
  }

  // MARK: - Writing

  /// Stores an element, or as many as the indices select: all, or none where one has no place.
  func store(_ value: Value, at indices: [Value], _ machine: Machine) throws {
    try requireDiagonals()
    let n = order
    let (positions, shape) = try machine.positions(indices, in: [n, n], of: Value(host: self))
    var elements = [value]
    if !shape.isEmpty || positions.count != 1 {
      guard !value.isNumber, let given = try machine.elements(value) else { throw machine.singleValueForMany }
      guard given.count == positions.count else { throw machine.destinationMismatch(given.count, shape) }
      elements = given
    }
    let isWhole = positions.count == n * n && positions.first == 0
    for (position, element) in zip(positions, elements) {
      let (column, row) = position.quotientAndRemainder(dividingBy: n)
      // One element of two that must be equal cannot be written, but both can.
      if isWhole, form.isSymmetric, try machine.isEqual(element, elements[row * n + column]), form.field(of: column - row) != nil { continue }
      try requirePlace(row, column, for: element, machine)
    }
    guard let type = main.array else { return }
    let converted = try elements.map { try machine.converted($0, for: type) }
    for (position, element) in zip(positions, converted) {
      let (column, row) = position.quotientAndRemainder(dividingBy: n)
      array(column - row)?.store(element, at: min(row, column), machine.heap)
    }
  }

  /// Checks that a value may be stored: zeros may be where no diagonal is, and a symmetric matrix takes only what lies on
  /// the main one.
  private func requirePlace(_ row: Int, _ column: Int, for value: Value, _ machine: Machine) throws {
    if row == column { return }
    let hasPlace = form.field(of: column - row) != nil
    if try hasPlace ? form != .symmetricTridiagonal : value.isNumber && machine.isZero(value) { return }
    let place = "(\(row + 1), \(column + 1))"
    let nonzero = "to a nonzero value (\(try machine.compactText(of: value)))"
    let message =
      switch form {
      case .diagonal: "cannot set off-diagonal entry \(place) \(nonzero)"
      case .symmetricTridiagonal: "cannot set off-diagonal entry \(place)"
      case .tridiagonal: "cannot set entry \(place) off the tridiagonal band \(nonzero)"
      case .upperBidiagonal: "cannot set entry \(place) off the upper bidiagonal band \(nonzero)"
      case .lowerBidiagonal: "cannot set entry \(place) off the lower bidiagonal band \(nonzero)"
      }
    throw RuntimeError.argument(message, hint: "Matrix(A) makes a matrix that takes any entry")
  }

  override func assign(_ value: Value, _ machine: Machine) throws -> Bool {
    try requireDiagonals()
    if value.isNumber, try machine.isZero(value), let type = main.array {
      let zero = try machine.converted(value, for: type)
      fill(form.diagonals, with: zero, machine)
      return true
    }
    guard let other = value.host as? BandedObject, other.order == order, form.sum(with: other.form) == form, let type = main.array
    else { return false }
    try other.requireDiagonals()
    let zero = try machine.converted(other.zero(machine), for: type)
    let converted = try form.fields.map { field in
      try other.array(field.diagonal).map { source in
        try (0..<source.count).map { try machine.converted(source.element($0, machine.heap), for: type) }
      }
    }
    try machine.countStep(order / 4)
    for (field, elements) in zip(fields, converted) {
      guard let target = field.array else { continue }
      for position in 0..<target.count { target.store(elements?[position] ?? zero, at: position, machine.heap) }
    }
    return true
  }

  /// Stores a value that is already of the element type everywhere in some diagonals.
  func fill(_ diagonals: ClosedRange<Int>, with value: Value, _ machine: Machine) {
    for k in form.diagonals where diagonals.contains(k) {
      guard let target = array(k) else { continue }
      for position in 0..<target.count { target.store(value, at: position, machine.heap) }
    }
  }

  // MARK: - Comparing

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    try requireDiagonals()
    if let identity = other.host as? IdentityObject { return try isEqual(to: machine.banded(identity, order: order), machine) }
    guard let other = other.host as? BandedObject else {
      let isArray = other.isArray || other.tag == .range
      guard isArray || other.host != nil else { return false }
      guard try machine.shape(other) == [order, order] else { return isArray ? false : nil }
      return try machine.isEqual(isArray ? full(machine) : machine.callLibrary("sparse", [Value(host: self)]), other)
    }
    guard order == other.order else { return false }
    try machine.countStep(order / 4)
    for k in -1...1 {
      switch (diagonal(k), other.diagonal(k)) {
      case (let a?, let b?): if try !machine.isEqual(a, b) { return false }
      case (let a?, nil), (nil, let a?): if try !machine.isZero(allOf: a) { return false }
      case (nil, nil): break
      }
    }
    return true
  }

  override func isSameKey(as other: HostObject) -> Bool? {
    guard let other = other as? BandedObject else {
      // Looking at all elements would take too long.
      return order > 1_000 ? false : nil
    }
    if form != other.form, order <= 1_000 { return nil }
    return form == other.form && zip(fields, other.fields).allSatisfy(Equality.isEqualAsKeys)
  }

  override var keySequence: (shape: [Int], count: Int, element: (Int) -> Value)? {
    let n = order
    guard elementType.isSubtype(of: .number), (try? requireDiagonals()) != nil else { return nil }
    let diagonals = (-1...1).map { diagonal($0).flatMap(Equality.sequence) }
    // Complex numbers count as two.
    let width = main.tag == .complexArray ? 2 : 1
    return (
      [n, n] + (width == 2 ? [2] : []), n * n * width,
      { place in
        let (column, row) = (place / width).quotientAndRemainder(dividingBy: n)
        guard abs(column - row) <= 1, let diagonal = diagonals[column - row + 1] else { return width == 2 ? Value(0.0) : Value(0) }
        return diagonal.element(min(row, column) * width + place % width)
      }
    )
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    try applied(operation, arguments, machine)
  }

  // MARK: - Text

  private func grid(_ machine: Machine) throws -> MatrixGrid {
    try requireDiagonals()
    let zero = try zero(machine)
    return MatrixGrid(
      rows: order, columns: order, of: elementType, dotted: { [form] row, column in form.field(of: column - row) == nil },
      element: { [self] row, column in element(row, column, zero: zero, machine.heap) })
  }

  override func text(_ machine: Machine) throws -> String {
    try order == 0 ? header : header + ":\n" + machine.text(of: grid(machine))
  }

  /// Up to this order all elements are told inside a container.
  private static let lineLimit = 100

  override func lineText(_ machine: Machine) throws -> String? {
    order <= BandedObject.lineLimit ? try machine.compactText(of: full(machine)) : try constructorText(machine)
  }

  override func printedText(_ machine: Machine) throws -> String? { try lineText(machine) }

  private func constructorText(_ machine: Machine) throws -> String {
    var arguments = try fields.map { try machine.compactText(of: $0) }
    if let triangle = form.triangle { arguments.append(":\(triangle)") }
    return "\(form.typeName)(\(arguments.joined(separator: ", ")))"
  }

  override func faces(_ machine: Machine) throws -> Faces { order == 0 ? Faces() : try machine.faces(of: grid(machine)) }

  // MARK: - Dotted expressions

  /// Where the expression is zero for zeros, it is taken of the diagonals alone.
  override func broadcast(
    _ operands: [Value], _ machine: Machine, element: ([Value]) throws -> Value, whole: ([Value]) throws -> Value
  ) throws -> Value? {
    let objects = operands.map { $0.host as? BandedObject }
    for object in objects { try object?.requireDiagonals() }
    if zip(operands, objects).allSatisfy({ $1?.order == order || $0.function != nil || $0.isNumber }) {
      let atZero = try element(zip(operands, objects).map { try $1?.zero(machine) ?? $0 })
      if atZero.isNumber, try machine.isZero(atZero) {
        let form = objects.reduce(form) { form, object in object.map { form.sum(with: $0.form) } ?? form }
        return try machine.banded(
          form,
          form.fields.map { field in
            try whole(zip(operands, objects).map { operand, object in try object?.diagonalOrZeros(field.diagonal, machine) ?? operand })
          })
      }
    }
    return try whole(zip(operands, objects).map { try $1?.full(machine) ?? $0 })
  }

  private func diagonalOrZeros(_ k: Int, _ machine: Machine) throws -> Value { try diagonal(k) ?? zeros(k, machine) }

  /// A diagonal of zeros.
  func zeros(_ k: Int, _ machine: Machine) throws -> Value {
    let (count, zero) = (max(0, order - abs(k)), try zero(machine))
    try machine.heap.reserve(count: count, stride: 16)
    return machine.heap.array(of: elementType, Array(repeating: zero, count: count))
  }
}

extension Machine {
  /// A banded matrix with these fields, which it shares if they are of one element type; else they are promoted to one.
  func banded(_ form: BandedForm, _ fields: [Value]) throws -> Value {
    var fields = try fields.map { $0.isArray ? $0 : try collect($0) }
    if let first = fields.first?.array, fields.contains(where: { $0.array?.elementType !== first.elementType }) {
      let lists = try fields.map { try elements($0) ?? [] }
      let joined = try promoted(lists.flatMap { $0 }, shape: [lists.reduce(0) { $0 + $1.count }])
      var start = 0
      fields = lists.map { list in
        defer { start += list.count }
        return joined.array.map { heap.adopt($0.selecting(start..<start + list.count, shape: [list.count], heap: heap)) } ?? joined
      }
    }
    return heap.adopt(BandedObject(form, fields, heap: heap))
  }

  /// A multiple of the identity as a matrix of an order.
  func banded(_ identity: IdentityObject, order n: Int) throws -> Value {
    try heap.reserve(count: n, stride: 32)
    return try banded(.diagonal, [heap.array(of: identity.scale.dataType, Array(repeating: identity.scale, count: n))])
  }

  /// Whether all elements of a vector are zero.
  func isZero(allOf vector: Value) throws -> Bool {
    guard let array = vector.array else { return false }
    for position in 0..<array.count where try !isZero(array.element(position, heap)) { return false }
    return true
  }
}
