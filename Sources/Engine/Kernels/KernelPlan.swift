// A vector program kept for the next time: small arrays take less time than making one.

import Arrays

/// The program of a dotted expression for operands of certain types, with what it took for granted.
///
/// It runs where all arrays are packed and of the shape of the result, which is how most expressions are used again
/// and again.
final class KernelPlan {
  /// The tags of the operands.
  private let tags: [Tag]
  /// The kind of array that the result is stored in, if it is an array that is there already.
  let target: KernelKind?
  let kind: KernelKind
  /// Whether an instruction can fail, and whether the one that writes the result can, after it wrote.
  let canFail: Bool
  let resultCanFail: Bool
  /// Globals that were read, and what they were.
  private let dependencies: [(index: Int, value: Value)]
  private let definitions: Int

  private let program: KernelProgram
  /// Values of the program that are operands.
  private let leaves: [(value: Int, operand: Int, stride: Int)]
  private let parameters: [(value: Int, operand: Int)]

  init(
    _ program: KernelProgram, operands: [Value], leaves: [Int], target: KernelKind?,
    dependencies: [(index: Int, value: Value)], definitions: Int
  ) {
    self.program = program
    self.target = target
    self.dependencies = dependencies
    self.definitions = definitions
    tags = operands.map(\.tag)
    kind = program.resultKind
    canFail = program.body.contains { $0.operation.canFail }
    resultCanFail = program.resultCanFail
    var found: [(Int, Int, Int)] = []
    var parameters: [(Int, Int)] = []
    for (index, value) in program.values.enumerated() {
      switch value.place {
      case .leaf(let leaf): found.append((index, leaves[leaf], value.kind.stride))
      case .parameter(let operand, _): parameters.append((index, operand))
      default: break
      }
    }
    self.leaves = found
    self.parameters = parameters
  }

  /// Whether the plan is one for these operands, all of whose arrays have the shape of the first; gives that one.
  func array(for operands: [Value], _ machine: Machine) -> ArrayObject? {
    guard definitions == machine.definitionCount, operands.count == tags.count else { return nil }
    var first: ArrayObject?
    for position in 0..<tags.count {
      let operand = operands[position]
      if operand.tag != tags[position] { return nil }
      guard operand.tag.isArray else { continue }
      let array = operand.unsafe(ArrayObject.self)
      if let first {
        if array.count != first.count || array.shape != first.shape { return nil }
      } else {
        if array.count < 2 { return nil }
        first = array
      }
    }
    for (index, value) in dependencies {
      machine.globals.noteRead(index)
      if !machine.globals.slots[index].isIdentical(to: value) { return nil }
    }
    return first
  }

  /// Computes all elements into `out`.
  ///
  /// - Returns: False if one of them is not a number of the result's type.
  func run(_ operands: [Value], count: Int, into out: UnsafeMutableRawPointer, _ machine: Machine) throws -> Bool {
    let (addresses, _) = program.layOut(leafCount: 0, count: count, machine.kernelMemory)
    for (value, operand) in parameters {
      addresses[value].storeBytes(of: operands[operand].bits, as: UInt64.self)
    }
    guard program.runPrologue(addresses) else { return false }
    var position = 0
    while position < count {
      let length = min(KernelProgram.blockLength, count - position)
      try machine.countStep(length)
      for (value, operand, stride) in leaves {
        addresses[value] = operands[operand].unsafe(ArrayObject.self).data + position * stride
      }
      addresses[program.result] = out + position * kind.stride
      guard program.runBody(addresses, count: length) else { return false }
      position += length
    }
    return true
  }
}

extension Machine {
  /// The value of a dotted expression that was computed before for operands of the same types; `nil` if it was not.
  func plannedBroadcast(_ code: Code, _ operands: [Value]) throws -> Value? {
    guard let plan = code.plan, plan.target == nil, let first = plan.array(for: operands, self) else { return nil }
    try heap.reserve(count: first.count, stride: plan.kind.stride)
    switch plan.kind {
    case .float:
      let result = DenseArray<Double>(uninitializedShape: first.shape)
      let start = UnsafeMutableRawPointer(result.buffer.baseAddress)
      return try plan.run(operands, count: first.count, into: start, self) ? heap.array(result) : nil
    case .integer:
      let result = DenseArray<Int>(uninitializedShape: first.shape)
      let start = UnsafeMutableRawPointer(result.buffer.baseAddress)
      return try plan.run(operands, count: first.count, into: start, self) ? heap.array(result) : nil
    case .boolean:
      let result = DenseArray<Bool>(uninitializedShape: first.shape)
      let start = UnsafeMutableRawPointer(result.buffer.baseAddress)
      guard try plan.run(operands, count: first.count, into: start, self) else { return nil }
      let value = heap.array(result)
      value.array?.markBits()
      return value
    }
  }

  /// Stores a dotted expression that was stored before from operands of the same types; false if it was not, or if
  /// something stands in the way of computing all of it.
  func plannedBroadcast(_ code: Code, _ operands: [Value], into target: ArrayObject) throws -> Bool {
    guard let plan = code.plan, let kind = plan.target, kind == KernelKind(array: target.tag),
      let first = plan.array(for: operands, self), first.shape == target.shape
    else { return false }
    // What fails halfway cannot begin again with operands that it changed.
    let isWhole = target.count <= KernelProgram.blockLength && !plan.resultCanFail
    if plan.canFail, !isWhole { return false }
    for operand in operands where operand.tag.isArray {
      let array = operand.unsafe(ArrayObject.self)
      // Each element may meet only itself.
      if array.storage === target.storage, array.data != target.data { return false }
    }
    return try plan.run(operands, count: first.count, into: target.data, self)
  }
}
