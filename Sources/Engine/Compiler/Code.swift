// The compiled body of a function: instructions of 8 bytes over registers, constants, and what a call of it needs.

internal import CMachine
import Syntax

typealias Opcode = CMachine.Opcode
typealias Instruction = CMachine.Instruction

extension Instruction {
  init(_ opcode: Opcode, x: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0) {
    self.init(
      opcode: opcode, x: UInt8(truncatingIfNeeded: x), a: UInt16(truncatingIfNeeded: a),
      b: UInt16(truncatingIfNeeded: b), c: UInt16(truncatingIfNeeded: c))
  }

  init(_ opcode: Opcode, x: Int = 0, a: Int = 0, wide: Int) {
    let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: wide))
    self.init(opcode, x: x, a: a, b: Int(bits & 0xFFFF), c: Int(bits >> 16))
  }

  /// Operands b and c as one signed number.
  @inline(__always) var wide: Int { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
  /// Operand c as a signed offset.
  @inline(__always) var offset: Int { Int(Int16(bitPattern: c)) }

  /// Whether it jumps by operand c.
  var hasShortJump: Bool {
    switch opcode {
    case .jumpUnlessLess, .jumpUnlessLessEqual, .jumpUnlessEqual, .jumpIfEqual, .jumpUnlessLessConstant,
      .jumpUnlessLessEqualConstant, .jumpUnlessGreaterConstant, .jumpUnlessGreaterEqualConstant,
      .jumpUnlessEqualConstant, .jumpIfEqualConstant, .next, .repeat:
      true
    default: false
    }
  }

  /// How far it jumps, if it does, from the instruction after.
  var jump: Int? {
    switch opcode {
    case .jump, .loop, .jumpIfTrue, .jumpIfFalse, .jumpIfDefined, .pushHandler: wide
    default: hasShortJump ? offset : nil
    }
  }

  /// The same jump with another distance.
  func jumping(by distance: Int) -> Instruction {
    if hasShortJump { return Instruction(opcode, x: Int(x), a: Int(a), b: Int(b), c: distance) }
    return Instruction(opcode, x: Int(x), a: Int(a), wide: distance)
  }
}

/// The compiled body of a function or of a top-level statement.
final class Code {
  // The fast tier of the machine reads and writes the first two (`CMachine/values.h`).
  /// The statement that entered the code last, and the code that the same statement entered before this one.
  var statement: Int32 = -1
  var nextEntered: UnsafeMutableRawPointer?
  let name: String
  /// The cell it was written in.
  let unit: Int
  /// As the fast tier reads them (`machine_encoded`).
  let instructions: UnsafeMutablePointer<Instruction>
  let instructionCount: Int
  /// Where each instruction comes from.
  let spans: [Span]
  /// Constants; those of the heap are retained for the life of the machine.
  let constants: UnsafeMutablePointer<Value>
  let constantCount: Int
  let children: [Code]
  let registerCount: Int

  // The signature: positional parameters are in the first registers, then the rest tuple, keywords, the keyword rest.
  let requiredCount: Int
  let positionalCount: Int
  let isVariadic: Bool
  /// How many arguments the rest takes, where `x::Vararg{T, N}` says so.
  let restCount: Int?
  let keywords: [Symbol]
  let hasKeywordRest: Bool
  /// Registers of the parameters and variables that must be undefined when the call begins.
  let localCount: Int
  let typeVariableRegisters: [Int]
  /// Their names, in the same order.
  let typeVariableNames: [String]
  let captures: [Capture]
  /// The parameter types of a method that declares none.
  let untypedParameters: [DataType]
  /// The body as a straight-line computation with numbers, if it is one.
  let kernel: KernelExpression?
  /// The vector program that the body of a dotted expression was last.
  var plan: KernelPlan?

  /// Where a captured variable is found when the closure is made.
  enum Capture {
    case register(Int)
    case captured(Int)
  }

  init(
    name: String, unit: Int, instructions: [Instruction], spans: [Span], constants: [Value], children: [Code],
    registerCount: Int, requiredCount: Int, positionalCount: Int, isVariadic: Bool, restCount: Int?,
    keywords: [Symbol], hasKeywordRest: Bool, localCount: Int, typeVariableRegisters: [Int],
    typeVariableNames: [String], captures: [Capture], kernel: KernelExpression? = nil
  ) {
    self.name = name
    self.unit = unit
    instructionCount = instructions.count
    self.instructions = .allocate(capacity: max(1, instructions.count))
    // Where jumps go, an instruction cannot know which one ran before it.
    var isTarget = [UInt8](repeating: 0, count: instructions.count + 1)
    for (position, instruction) in instructions.enumerated() {
      (self.instructions + position).initialize(to: machine_encoded(instruction))
      if let distance = instruction.jump { isTarget[position + 1 + distance] = 1 }
    }
    machine_specialize(self.instructions, Int64(instructions.count), isTarget)
    self.spans = spans
    constantCount = constants.count
    self.constants = .allocate(capacity: max(1, constants.count))
    self.constants.initialize(from: constants, count: constants.count)
    self.children = children
    self.registerCount = registerCount
    self.requiredCount = requiredCount
    self.positionalCount = positionalCount
    self.isVariadic = isVariadic
    self.restCount = restCount
    self.keywords = keywords
    self.hasKeywordRest = hasKeywordRest
    self.localCount = localCount
    self.typeVariableRegisters = typeVariableRegisters
    self.typeVariableNames = typeVariableNames
    self.captures = captures
    untypedParameters = Array(repeating: .any, count: positionalCount + (isVariadic ? 1 : 0))
    self.kernel = kernel
  }

  /// The variables that the instructions read, and those that they may assign.
  private(set) lazy var variables: (read: [Int], assigned: [Int]) = {
    var (read, assigned): (Set<Int>, Set<Int>) = ([], [])
    for position in 0..<instructionCount {
      let instruction = machine_decoded(instructions[position])
      switch instruction.opcode {
      case .getGlobal: read.insert(instruction.wide)
      case .callGlobal: read.insert(machine_decoded(instructions[position + 1]).wide)
      case .setGlobal: assigned.insert(instruction.wide)
      // A function that is there gets another method.
      case .globalFunction:
        read.insert(instruction.wide)
        assigned.insert(instruction.wide)
      default: break
      }
    }
    return (read.sorted(), assigned.sorted())
  }()

  /// Clears what field instructions remember, here and in the functions inside.
  func forgetFields() {
    var position = 0
    while position < instructionCount {
      let opcode = instructions[position].opcode
      position += 1
      if opcode == .getField || opcode == .setField {
        instructions[position] = Instruction(.data)
        position += 1
      }
    }
    for child in children { child.forgetFields() }
  }

  /// Gives up the constants of code that will never run.
  func releaseConstants(_ heap: Heap) {
    for index in 0..<constantCount { heap.release(constants[index]) }
    for child in children { child.releaseConstants(heap) }
  }

  deinit {
    instructions.deallocate()
    constants.deallocate()
  }
}
