// Dotted expressions over packed numbers as vector programs.

import Arrays

extension Machine {
  /// What became of a dotted expression.
  enum KernelOutcome {
    /// The program does not cover it.
    case notCovered
    case done(Value)
    /// Integers overflowed: the exact result is one of big integers.
    case overflowed
  }

  /// A program for the operands, and those of them that it reads block by block.
  private struct Preparation {
    var program: KernelProgram
    var leaves: [KernelLeaf]
    /// What to keep for operands of the same types, where that may be.
    var plan: KernelPlan?
  }

  private func prepare(_ code: Code, _ values: [Value], as kind: KernelKind?) -> Preparation? {
    guard let expression = code.kernel else { return nil }
    var builder = KernelBuilder(machine: self)
    var scope = KernelBuilder.Scope()
    var leaves: [KernelLeaf] = []
    var scalars: [(register: Int, value: Value)] = []
    var places: [Int] = []
    // A program is used again only for arrays that lie as they are read.
    var isPlain = true
    for (register, operand) in values.enumerated() {
      var value = operand
      if let reference = value.host as? ReferenceObject {
        isPlain = false
        value = reference.value
        if value.tag == .function || value.tag == .type {
          scope.registers.append((register, .function(value)))
          continue
        }
        guard KernelKind(value.tag) != nil else { return nil }
      }
      if KernelKind(value.tag) != nil {
        scalars.append((register, value))
      } else if value.tag == .irrational {
        isPlain = false
        scalars.append((register, value))
      } else if value.tag == .function || value.tag == .type {
        isPlain = false
        scope.registers.append((register, .function(value)))
      } else if let leaf = KernelLeaf(value) {
        if leaf.count == 1 {
          isPlain = false
          scalars.append((register, leaf.element(0)))
        } else {
          scope.registers.append((register, .number(builder.addLeaf(leaves.count, leaf.kind))))
          if case .packed = leaf.source, leaf.shape == leaves.first?.shape ?? leaf.shape {} else { isPlain = false }
          places.append(register)
          leaves.append(leaf)
        }
      } else {
        return nil
      }
    }
    for (register, value) in scalars {
      let added = value.tag == .irrational ? builder.addScalar(value) : builder.addParameter(register, value)
      guard let number = added else { return nil }
      scope.registers.append((register, .number(number)))
    }
    guard let result = builder.number(expression, scope), let program = builder.finish(result, as: kind) else {
      return nil
    }
    let plan = isPlain && !builder.usesCaptured
      ? KernelPlan(
        program, operands: values, leaves: places, target: kind, dependencies: builder.dependencies,
        definitions: definitionCount)
      : nil
    return Preparation(program: program, leaves: leaves, plan: plan)
  }

  /// The type of the elements of a dotted expression, if its program tells; also where there are none.
  func kernelElementType(_ code: Code, _ values: [Value]) -> DataType? {
    prepare(code, values, as: nil)?.program.resultKind.dataType
  }

  /// The value of a fused dotted expression whose operands stretch to `shape`.
  ///
  /// - Parameter check: computes the elements at some positions one by one, and throws where one has no value.
  func kernelBroadcast(
    _ code: Code, _ values: [Value], shape: [Int], _ check: (Range<Int>) throws -> Void
  ) throws -> KernelOutcome {
    guard let preparation = prepare(code, values, as: nil) else { return .notCovered }
    code.plan = preparation.plan
    let kind = preparation.program.resultKind
    guard var run = KernelRun(preparation.program, preparation.leaves, shape: shape, memory: kernelMemory) else {
      return .notCovered
    }
    func fill<Element>(_ result: DenseArray<Element>) throws -> Bool {
      let start = UnsafeMutableRawPointer(result.buffer.baseAddress)
      var position = 0
      while position < run.count {
        let length = min(KernelProgram.blockLength, run.count - position)
        try countStep(length)
        if !run.block(at: position, length, into: start + position * kind.stride) {
          // Either an element throws, or the numbers are too large.
          try check(position..<position + length)
          return false
        }
        position += length
      }
      return true
    }
    switch kind {
    case .float:
      let result = DenseArray<Double>(uninitializedShape: shape)
      return try fill(result) ? .done(heap.array(result)) : .notCovered
    case .integer:
      let result = DenseArray<Int>(uninitializedShape: shape)
      return try fill(result) ? .done(heap.array(result)) : .overflowed
    case .boolean:
      let result = DenseArray<Bool>(uninitializedShape: shape)
      guard try fill(result) else { return .notCovered }
      let value = heap.array(result)
      value.array?.markBits()
      return .done(value)
    }
  }

  /// Stores a fused dotted expression in the elements of an array.
  ///
  /// - Parameter isShared: whether an operand shares the array's memory, element by element.
  /// - Returns: How many elements are done; the machine goes on from there.
  func kernelBroadcast(_ code: Code, _ values: [Value], into target: ArrayObject, isShared: Bool) throws -> Int {
    guard let destination = KernelLeaf(target), target.count > 0,
      let preparation = prepare(code, values, as: destination.kind),
      var run = KernelRun(preparation.program, preparation.leaves, shape: target.shape, memory: kernelMemory)
    else { return 0 }
    code.plan = preparation.plan
    let isCopied = isShared && preparation.program.resultCanFail
    let stride = destination.kind.stride
    var position = 0
    while position < run.count {
      let length = min(KernelProgram.blockLength, run.count - position)
      try countStep(length)
      switch destination.source {
      case .packed(let data):
        let out = data + position * stride
        guard run.block(at: position, length, into: isCopied ? run.spare : out) else { return position }
        if isCopied { out.copyMemory(from: run.spare, byteCount: length * stride) }
      case .scattered(let data, let view):
        guard run.block(at: position, length, into: run.spare) else { return position }
        if stride == 1 {
          let (from, to) = (run.spare.assumingMemoryBound(to: UInt8.self), data.assumingMemoryBound(to: UInt8.self))
          for i in 0..<length { to[view.positions[position + i]] = from[i] }
        } else {
          let (from, to) = (run.spare.assumingMemoryBound(to: UInt64.self), data.assumingMemoryBound(to: UInt64.self))
          for i in 0..<length { to[view.positions[position + i]] = from[i] }
        }
      case .range: return position
      }
      position += length
    }
    return position
  }
}
