// Dotted expressions: one fused loop over all operands.

import Arrays

/// `Ref(x)`: one value for all elements of a broadcast.
public final class ReferenceObject: HostObject {
  public private(set) var value: Value

  public init(_ value: Value, heap: Heap) {
    self.value = value
    super.init()
    heap.retain(value)
  }

  public override func releaseChildren(_ heap: Heap) { heap.release(value) }

  public override var type: DataType {
    let parameters = [DataType.Parameter.type(value.dataType)]
    return .parametric(
      "Base.RefValue", parameters, supertype: .parametric("Ref", parameters, supertype: .any, isAbstract: true))
  }

  public override var parts: [Value] { [value] }

  public override func element(_ indices: [Value], _ machine: Machine) throws -> Value? { indices.isEmpty ? value : nil }

  public override func property(_ name: String, _ machine: Machine) throws -> Value? { name == "x" ? value : nil }

  public override func text(_ machine: Machine) throws -> String { "\(type)(\(try machine.compactText(of: value)))" }

  public func set(_ value: Value, _ heap: Heap) {
    heap.noteChange(of: self)
    heap.retain(value)
    heap.release(self.value)
    self.value = value
    knownType = nil
  }
}

extension Machine {
  /// One operand of a broadcast: its shape and how to reach the element for a position of the result.
  private struct Operand {
    var shape: [Int]
    var value: Value
    var array: ArrayObject?
    var range: RangeObject?
    var elements: [Value]?
    /// How far a step along each dimension of the result goes in this operand; 0 where it is repeated.
    var strides: [Int] = []

    /// What was given, where that is not the value of each element.
    var reference: Value?
    var operand: Value { reference ?? value }

    var isScalar: Bool { array == nil && range == nil && elements == nil }

    func element(_ position: Int, _ heap: Heap) -> Value {
      if let array { return array.element(position, heap) }
      if let range { return range.element(position) }
      if let elements { return elements[position] }
      return value
    }
  }

  private func operand(_ value: Value) throws -> Operand {
    if let array = value.array { return Operand(shape: array.shape, value: value, array: array) }
    if let range = value.range { return Operand(shape: [range.count], value: value, range: range) }
    if let reference = value.host as? ReferenceObject { return Operand(shape: [], value: reference.value, reference: value) }
    if let array = try value.host?.denseArray(self) { return try operand(array) }
    if value.tag == .tuple, let tuple = value.tuple {
      return Operand(shape: [tuple.elements.count], value: value, elements: tuple.elements)
    }
    let isCollection = value.structure != nil && extendedFunction("iterate").map { hasMethod($0, [value]) } ?? false
    if value.tag == .structure, !isCollection, let array = try ownArray(value) {
      return try operand(collect(Value(iterator: array)))
    }
    if value.tag == .iterator || value.tag == .set || isCollection {
      let array = try collect(value)
      return try operand(array)
    }
    if value.tag == .dictionary {
      throw RuntimeError.argument("broadcasting over dictionaries is not defined", hint: "broadcast over keys(d) or values(d)")
    }
    return Operand(shape: [], value: value)
  }

  /// The shape that all operands stretch to.
  private func commonShape(_ operands: [Operand]) throws -> [Int] { try commonShape(of: operands.map(\.shape)) }

  /// The shape that others stretch to: lengths of 1 take those of the others.
  /// - Throws: `DimensionMismatch`.
  public func commonShape(of shapes: [[Int]]) throws -> [Int] {
    var shape: [Int] = []
    for lengths in shapes {
      for (dimension, length) in lengths.enumerated() {
        if dimension >= shape.count {
          shape.append(length)
        } else if shape[dimension] == 1 {
          shape[dimension] = length
        } else if length != 1, length != shape[dimension] {
          throw RuntimeError.dimensionMismatch(
            "arrays could not be broadcast to a common size: got a dimension with lengths \(shape[dimension]) and \(length)",
            hint: lengths.count == 1 ? "a vector is a column: v' lays it along a row" : nil)
        }
      }
    }
    return shape
  }

  private func strides(_ operand: Operand, for shape: [Int]) -> [Int] {
    var stride = 1
    var result: [Int] = []
    for dimension in shape.indices {
      let length = dimension < operand.shape.count ? operand.shape[dimension] : 1
      result.append(length == 1 ? 0 : stride)
      stride *= length
    }
    return result
  }

  /// The value of a fused dotted expression.
  func broadcast(_ code: Code, _ values: [Value]) throws -> Value {
    if extended.isEmpty, let range = rangeBroadcast(code, values) { return range }
    if let result = try plannedBroadcast(code, values) { return result }
    for value in values {
      guard let host = value.host else { continue }
      if let result = try host.apply("broadcast", values, self) { return result }
      let answer = try host.broadcast(
        values, self, element: { try apply(code, $0) }, whole: { try broadcast(code, $0) })
      if let answer { return answer }
    }
    var operands = try values.map { try operand($0) }
    let shape = try commonShape(operands)
    let isTuple = shape.count == 1 && operands.contains { $0.value.tag == .tuple && !$0.shape.isEmpty }
      && operands.allSatisfy { $0.isScalar || $0.value.tag == .tuple }
    if operands.allSatisfy({ $0.isScalar }) { return try apply(code, operands.map(\.value)) }
    let count = shape.clampedElementCount
    try heap.reserve(count: count, stride: 8)
    for position in operands.indices { operands[position].strides = strides(operands[position], for: shape) }
    var isOverflowed = false
    if count > 0, !isTuple, code.kernel != nil {
      let outcome = try kernelBroadcast(code, values, shape: shape) { block in
        try forEachElement(code, operands, shape, from: block.lowerBound, to: block.upperBound) { _ in }
      }
      switch outcome {
      case .done(let value): return value
      case .overflowed: isOverflowed = true
      case .notCovered: break
      }
    }
    var builder = ArrayBuilder(heap: heap, capacity: count)
    try forEachElement(code, operands, shape) { builder.append($0) }
    if isTuple {
      let result = builder.finish()
      return heap.tuple(try elements(result) ?? [])
    }
    let emptyType = count > 0 ? .any : kernelElementType(code, values) ?? emptyElementType(operands.map(\.value))
    let result = builder.finish(shape: shape, emptyType: emptyType)
    result.array?.markBits()
    return isOverflowed ? widened(result) : result
  }

  /// An array of integers, some of them big, as one of big integers.
  private func widened(_ value: Value) -> Value {
    guard let array = value.array, array.tag == .array,
      array.slots.allSatisfy({ $0.tag == .integer || $0.tag == .bigInteger })
    else { return value }
    return heap.array(of: .bigInt, array.slots.map { heap.big($0.exactInteger ?? 0) }, shape: array.shape)
  }

  private func emptyElementType(_ values: [Value]) -> DataType {
    let types = values.compactMap { $0.array?.slotType ?? $0.range?.elementType ?? ($0.isNumber ? $0.dataType : nil) }
    guard let first = types.first else { return .any }
    return types.dropFirst().reduce(first) { promotedType($0, $1) }
  }

  /// Runs the kernel for the elements from `start` on, in storage order.
  private func forEachElement(
    _ code: Code, _ operands: [Operand], _ shape: [Int], from start: Int = 0, to end: Int? = nil,
    _ body: (Value) throws -> Void
  ) throws {
    let count = end ?? shape.reduce(1, *)
    if start >= count { return }
    var positions = [Int](repeating: 0, count: operands.count)
    var counters = [Int](repeating: 0, count: shape.count)
    var rest = start
    for (dimension, length) in shape.enumerated() {
      counters[dimension] = rest % length
      rest /= length
      for i in operands.indices { positions[i] += counters[dimension] * operands[i].strides[dimension] }
    }
    var arguments = [Value](repeating: .nothing, count: operands.count)
    for _ in start..<count {
      for (i, operand) in operands.enumerated() { arguments[i] = operand.element(positions[i], heap) }
      try countStep(1)
      try body(try apply(code, arguments))
      var dimension = 0
      while dimension < shape.count {
        counters[dimension] += 1
        if counters[dimension] < shape[dimension] {
          for i in operands.indices { positions[i] += operands[i].strides[dimension] }
          break
        }
        for i in operands.indices { positions[i] -= operands[i].strides[dimension] * (shape[dimension] - 1) }
        counters[dimension] = 0
        dimension += 1
      }
    }
  }

  /// Runs the kernel on one element of each operand; the result is in the pool.
  private func apply(_ code: Code, _ arguments: [Value]) throws -> Value {
    let base = top
    prepareSlots(to: base + code.registerCount)
    if base + code.registerCount >= stackEnd { throw RuntimeError.stackOverflow }
    for (position, argument) in arguments.enumerated() { place(argument, in: base + position) }
    try enter(code, captured: nil, base: base, destination: 0)
    return heap.pooled(try interpret())
  }

  /// `destination .= expression`.
  func broadcast(_ code: Code, _ values: [Value], into destination: Value) throws {
    if let reference = destination.host as? ReferenceObject {
      return reference.set(try broadcast(code, values), heap)
    }
    if destination.tag == .structure || destination.tag == .iterator, let store = try elementStore(destination) {
      return try broadcast(code, values, into: store)
    }
    if let host = destination.host, let shape = host.writableShape {
      func whole() throws -> Value { try view(host, of: shape, shape.map { _ in .colon }) }
      // What the same class makes of the expression, or one value for all, may be taken over without a look at all elements.
      let isOwn = values.contains { $0.host.map { type(of: $0) == type(of: host) } ?? false }
      if isOwn || values.allSatisfy(\.isNumber) {
        let value = try broadcast(code, values)
        if try host.assign(value, self) { return }
        if !value.isArray, value.host == nil { return try broadcast(code, values, into: whole()) }
        guard let store = try whole().iterator as? any ElementStore, let elements = try elements(value), try self.shape(value) == shape else {
          throw destinationMismatch(try self.shape(value)?.reduce(1, *) ?? 1, shape)
        }
        return try store.store(all: elements)
      }
      return try broadcast(code, values, into: whole())
    }
    guard let target = destination.array else {
      throw RuntimeError.argument(
        "`.=` changes the elements of an array, and the left side is of type \(destination.dataType)")
    }
    if target.form.isStructured || target.isCopiedTranspose {
      return try store(broadcast(code, values), intoStructured: target)
    }
    if try plannedBroadcast(code, values, into: target) { return }
    var operands = try values.map { try operand($0) }
    try requireStretch(try commonShape(operands), to: target.shape)
    for position in operands.indices { operands[position].strides = strides(operands[position], for: target.shape) }
    // What is read while it is written is copied first, unless each element meets only itself.
    var isShared = false
    for position in operands.indices {
      guard let array = operands[position].array else { continue }
      let (theirs, ours) = (array.view?.parent ?? array, target.view?.parent ?? target)
      guard theirs.storage === ours.storage else { continue }
      isShared = true
      if array === target || array.data == target.data && array.view == nil && target.view == nil && array.shape == target.shape {
        continue
      }
      operands[position] = try operand(heap.adopt(array.copied(heap: heap)))
      operands[position].strides = strides(operands[position], for: target.shape)
    }
    var position = 0
    if code.kernel != nil {
      position = try kernelBroadcast(code, operands.map(\.operand), into: target, isShared: isShared)
    }
    try forEachElement(code, operands, target.shape, from: position) { value in
      target.setElement(position, try self.converted(value, for: target), self.heap)
      position += 1
    }
  }

  /// `destination .= expression` into an array of a block's own type. All elements are computed before one is written: the
  /// expression may read the array.
  private func broadcast(_ code: Code, _ values: [Value], into target: any ElementStore) throws {
    var operands = try values.map { try operand($0) }
    try requireStretch(try commonShape(operands), to: target.shape)
    for position in operands.indices { operands[position].strides = strides(operands[position], for: target.shape) }
    var results: [Value] = []
    try forEachElement(code, operands, target.shape, from: 0) { results.append($0) }
    try target.store(all: results)
  }

  private func requireStretch(_ shape: [Int], to target: [Int]) throws {
    for (dimension, length) in shape.enumerated() {
      let wanted = dimension < target.count ? target[dimension] : 1
      if length != 1, length != wanted {
        func text(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "×") }
        throw RuntimeError.dimensionMismatch(
          "cannot broadcast array to have fewer dimensions, or: the destination is \(text(target)) and the right side \(text(shape))")
      }
    }
  }
}

extension Machine {
  /// Stores what a broadcast gave in a structured matrix, which must keep its structure.
  private func store(_ value: Value, intoStructured target: ArrayObject) throws {
    let elements: [Value]
    if value.isArray || value.tag == .range {
      let shape = try commonShape(of: [target.shape, try shape(value) ?? []])
      guard shape == target.shape, let given = try self.elements(value), try self.shape(value) == target.shape else {
        throw RuntimeError.dimensionMismatch(
          "the destination is \(target.shape.map(String.init).joined(separator: "×")) and the right side "
            + "\((try self.shape(value) ?? []).map(String.init).joined(separator: "×"))")
      }
      elements = given
    } else {
      elements = Array(repeating: value, count: target.count)
    }
    try store(all: elements, in: target)
  }

  /// Stores all elements of an array, given in storage order, unless one of them breaks its structure: all or nothing.
  public func store(all elements: [Value], in target: ArrayObject) throws {
    let isSymmetric = target.form.isMirrored
    for (position, element) in elements.enumerated() {
      if isSymmetric {
        let (column, row) = position.quotientAndRemainder(dividingBy: target.rows)
        let mirrored = elements[row * target.rows + column]
        let expected = target.form == .hermitian ? try adjoint(mirrored) : mirrored
        if !target.form.isZero(row: row, column: column), try isEqual(element, expected) { continue }
      }
      try requireEntry(position, of: target, for: element)
    }
    let values = try elements.map { try converted($0, for: target) }
    for (position, value) in values.enumerated() { target.setElement(position, value, heap) }
  }
}

extension ArrayObject {
  /// Gives an array of Booleans that a broadcast made the type that Julia gives it.
  func markBits() { if tag == .booleanArray { form = .bits } }
}
