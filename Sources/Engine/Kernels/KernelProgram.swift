// A vector program: instructions over blocks of packed numbers.

/// The type of a value in a kernel.
enum KernelKind: UInt8, CaseIterable {
  case boolean, integer, float

  var tag: Tag {
    switch self {
    case .boolean: .booleanArray
    case .integer: .integerArray
    case .float: .floatArray
    }
  }

  var dataType: DataType {
    switch self {
    case .boolean: .bool
    case .integer: .int64
    case .float: .float64
    }
  }

  /// Bytes an element takes.
  var stride: Int { self == .boolean ? 1 : 8 }
}

/// What an instruction of a kernel does: `out[i] = a[i] op b[i]` for a block. F, I, B stand for floats, integers,
/// Booleans.
///
/// Those that can fail (overflow, a domain, division by zero) report it; what the block then is worth is found by the
/// machine's own arithmetic, element by element.
enum KernelOperation: UInt8 {
  // Conversions
  case copy8, copy1, fill8, fill1, integerToFloat, exactIntegerToFloat, booleanToFloat, booleanToInteger, floatToInteger
  // Floats
  case addF, subtractF, multiplyF, divideF, negateF, absF, squareF, cubeF, sqrtF, exponentialF, minF, maxF, multiplyBF
  case powerFI, powerFF, remainderF, moduloF, floorF, ceilF, truncF, roundF, signF, hypotF, atan2F, copysignF
  case functionF, functionInDomainF
  case equalF, notEqualF, lessF, lessEqualF, isNaN, isFinite, isInfinite
  case selectF
  // Integers
  case addI, subtractI, multiplyI, negateI, absI, squareI, powerI, minI, maxI, signI
  case quotientI, floorQuotientI, remainderI, moduloI, andI, orI, exclusiveOrI, isEven
  case equalI, notEqualI, lessI, lessEqualI
  case selectI
  // Booleans
  case andB, orB, exclusiveOrB, notB, equalB
  case selectB

  var canFail: Bool {
    switch self {
    case .exactIntegerToFloat, .floatToInteger, .sqrtF, .powerFF, .functionInDomainF, .addI, .subtractI, .multiplyI,
      .negateI, .absI, .squareI, .powerI, .quotientI, .floorQuotientI, .remainderI, .moduloI:
      true
    default: false
    }
  }
}

/// One instruction. Operands and target are values of the program, by number.
struct KernelInstruction {
  var operation: KernelOperation
  /// Which operands are one value for the whole block: bit 0 for a, 1 for b, 2 for c.
  var scalars: UInt8
  var a: UInt16
  var b: UInt16
  var c: UInt16
  var target: UInt16
  /// The function that `functionF` calls.
  var function: UInt16
}

/// A value that a program reads or makes.
struct KernelValue {
  enum Place {
    /// The block of an operand, by number.
    case leaf(Int)
    /// One number for all blocks.
    case scalar(UInt64)
    /// The number that is an operand, by its position; not known when the program is made.
    case parameter(Int, UInt64)
    /// One number for all blocks, which the prologue computes.
    case computedScalar
    /// Scratch memory, by number.
    case temporary(Int)
    case result
  }

  var kind: KernelKind
  var place: Place

  var isScalar: Bool {
    switch place {
    case .scalar, .parameter, .computedScalar: true
    default: false
    }
  }
}

/// A program with the memory that it runs in.
struct KernelProgram {
  /// Elements in a block: a few blocks of eight bytes each stay in the first cache.
  static let blockLength = 1024
  /// Far more values than a reader writes into one expression.
  static let valueLimit = 500

  var values: [KernelValue] = []
  /// What is computed once: from scalars alone.
  var prologue: [KernelInstruction] = []
  var body: [KernelInstruction] = []
  var functions: [NativeFunction.Elementary] = []
  var temporaryCount = 0
  /// The value that is the result.
  var result = 0

  var resultKind: KernelKind { values[result].kind }

  /// Whether the instruction that writes the result can fail after it wrote.
  var resultCanFail: Bool { body.last?.operation.canFail ?? false }
}

// MARK: - Memory

extension KernelProgram {
  /// Gives each value its place in memory; those of operands and of the result are set block by block.
  ///
  /// - Parameter leafCount: how many operands need a block of scratch.
  /// - Returns: Where each value begins, and a block for results that are not to be stored at once.
  func layOut(
    leafCount: Int, count: Int, _ memory: KernelMemory
  ) -> (addresses: UnsafeMutablePointer<UnsafeMutableRawPointer>, spare: UnsafeMutableRawPointer) {
    // Blocks begin on lines of the cache.
    let blockStride = (min(count, KernelProgram.blockLength) * 8 + 63) & ~63
    let headBytes = (values.count * 16 + 63) & ~63
    let start = memory.reserve(headBytes + (temporaryCount + leafCount + 1) * blockStride)
    let addresses = start.bindMemory(to: UnsafeMutableRawPointer.self, capacity: values.count)
    let cells = start + values.count * 8
    let blocks = start + headBytes
    let spare = blocks + (temporaryCount + leafCount) * blockStride
    for position in 0..<values.count {
      let address: UnsafeMutableRawPointer
      switch values[position].place {
      case .leaf(let leaf): address = leafCount > 0 ? blocks + (temporaryCount + leaf) * blockStride : spare
      case .scalar(let bits), .parameter(_, let bits):
        address = cells + position * 8
        address.storeBytes(of: bits, as: UInt64.self)
      case .computedScalar: address = cells + position * 8
      case .temporary(let block): address = blocks + max(0, block) * blockStride
      case .result: address = spare
      }
      (addresses + position).initialize(to: address)
    }
    return (addresses, spare)
  }

  /// Computes what is the same for all blocks; false if it cannot be.
  func runPrologue(_ addresses: UnsafeMutablePointer<UnsafeMutableRawPointer>) -> Bool {
    prologue.isEmpty
      || prologue.withUnsafeBufferPointer { KernelProgram.run($0, functions, addresses, count: 1) }
  }

  /// Computes a block; false if an element has no value of the type that the program computes with.
  func runBody(_ addresses: UnsafeMutablePointer<UnsafeMutableRawPointer>, count: Int) -> Bool {
    body.withUnsafeBufferPointer { KernelProgram.run($0, functions, addresses, count: count) }
  }
}
