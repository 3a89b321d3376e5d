// Bytecode: instructions of 8 bytes over registers, and the compiled body that holds them.

import Syntax

/// What an instruction does. `R` are the registers of the call, `K` its constants, `G` the globals, `wide` the operands b and c
/// read as one signed number; offsets of jumps count from the instruction after.
enum Opcode: UInt8 {
  // Moves
  case move  // R[a] = R[b]
  case loadConstant  // R[a] = K[wide]
  case loadInteger  // R[a] = wide
  case getGlobal  // R[a] = G[wide]
  case setGlobal  // G[wide] = R[a]
  case getCaptured  // R[a] = captured[b]
  case getCapturedBox  // R[a] = captured[b].value
  case setCapturedBox  // captured[b].value = R[a]
  case makeBox  // R[a] = Box(R[a])
  case getBox  // R[a] = R[b].value
  case setBox  // R[a].value = R[b]
  case checkDefined  // error unless R[a] is defined; its name is K[wide]
  case clear  // R[a] = undefined

  // Arithmetic: R[a] = R[b] op R[c], and with a constant R[a] = R[b] op K[c]
  case add, subtract, multiply, divide, power, integerDivide, remainder
  case addConstant, subtractConstant, multiplyConstant, divideConstant, powerConstant
  case equal, notEqual, less, lessEqual, greater, greaterEqual
  case negate  // R[a] = -R[b]
  case not  // R[a] = !R[b]

  // Jumps
  case jump  // pc += wide
  case loop  // pc += wide (backwards); counts steps
  case jumpIfTrue, jumpIfFalse  // on R[a], which must be Boolean; x = 1 in `if`, 2 in `&&`, `||`
  case jumpIfDefined  // if R[a] is defined
  case jumpUnlessLess, jumpUnlessLessEqual, jumpUnlessEqual  // on R[a] op R[b], pc += c

  // Iteration: three registers from a hold the state
  case iterate  // begin iterating R[b]
  case next  // R[b] = next element, or pc += c at the end

  // Calls: the arguments follow the function in the registers
  case call  // R[a] = R[b](R[b+1] … R[b+c])
  case callKeywords  // the same with keyword values after the c positional ones; data: names K[wide]
  case callSplat  // R[a] = R[b](R[c]...; R[c+1]...): a tuple, and a named tuple or nothing
  case collectArguments  // R[a] = tuple of R[b] … R[b+c-1]; data: K[wide] tells which are splatted
  case collectKeywords  // R[a] = named tuple of R[b] … R[b+c-1]; data: names K[wide], nothing where splatted
  case returnValue  // return R[a]

  // Making values
  case makeTuple  // R[a] = (R[b], …) of c
  case makeVector  // R[a] = [R[b], …] of c
  case appendVector  // R[a] = [R[a]…, R[b] …] of c
  case makeTypedVector  // R[a] = R[b][R[b+1], …] of c
  case concatenate  // R[a] = the c arrays from R[b] joined along dimension x
  case convertElements  // R[a] = R[b] as an array of element type R[c]
  case makeRange  // R[a] = R[b]:R[b+1], or R[b]:R[b+1]:R[b+2] when x = 1
  case makeString  // R[a] = the texts of c values from R[b]
  case makeFunction  // R[a] = a new function named K[wide]
  case globalFunction  // R[a] = the function in G[wide], made there if a block has not defined it
  case addMethod  // give R[a] the method children[c], parameter types from R[b]
  case makeStructure  // R[a] = the type K[c] describes; supertype and field types from R[b]
  case applyType  // R[a] = R[b]{R[b+1], …} of c

  // Parts
  case getIndex  // R[a] = R[b][R[c]]
  case getIndex2  // R[a] = R[b][R[c], R[c+1]]
  case getIndexMany  // R[a] = R[b][R[c] …] with x indices
  case setIndex  // R[a][R[b]] = R[c]
  case setIndex2  // R[a][R[b], R[b+1]] = R[c]
  case setIndexMany  // R[a][R[b] …] = R[c] with x indices
  case lastIndex  // R[a] = the last index of R[b] in position x of c
  case firstIndex  // R[a] = the first index of R[b] in position x of c
  case getField  // R[a] = R[b].K[c]
  case setField  // R[a].K[b] = R[c]
  case destructure  // R[a] … = the first c elements of R[b]; x - 1 is the place of a `...`, 0 for none
  case adjoint  // R[a] = R[b]'
  case convert  // R[a] = convert(R[c], R[b])
  case assertType  // error unless R[b] is of type R[c]
  case broadcast  // R[a] = children[c] for every element of R[b] …; data: the number of arguments
  case broadcastInto  // R[a] .= children[c] for every element of R[b] …; data: the number of arguments
  case collect  // R[a] = the elements of R[b] as an array; R[c] the element type or undefined; x = 1 keeps the shape

  // Errors
  case pushHandler  // on an error: R[a] = exception, pc += wide
  case popHandler
  case rethrow  // throw R[a] again
  case missingKeyword  // error: keyword K[wide] was not given
  case data  // operands of the instruction before
}

/// One instruction: 8 bytes.
struct Instruction {
  var opcode: Opcode
  var x: UInt8
  var a: UInt16
  var b: UInt16
  var c: UInt16

  init(_ opcode: Opcode, x: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0) {
    self.opcode = opcode
    self.x = UInt8(truncatingIfNeeded: x)
    self.a = UInt16(truncatingIfNeeded: a)
    self.b = UInt16(truncatingIfNeeded: b)
    self.c = UInt16(truncatingIfNeeded: c)
  }

  init(_ opcode: Opcode, x: Int = 0, a: Int = 0, wide: Int) {
    let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: wide))
    self.init(opcode, x: x, a: a, b: Int(bits & 0xFFFF), c: Int(bits >> 16))
  }

  @inline(__always) var wide: Int { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
  /// Operand c as a signed offset.
  @inline(__always) var offset: Int { Int(Int16(bitPattern: c)) }
}

/// The compiled body of a function or of a top-level statement.
final class Code {
  let name: String
  /// The cell it was written in.
  let unit: Int
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
  let keywords: [Symbol]
  let hasKeywordRest: Bool
  /// Registers of the parameters and variables that must be undefined when the call begins.
  let localCount: Int
  let typeVariableRegisters: [Int]
  /// Their names, in the same order.
  let typeVariableNames: [String]
  let captures: [Capture]
  /// The body as a straight-line computation with numbers, if it is one.
  let kernel: KernelExpression?

  /// Where a captured variable is found when the closure is made.
  enum Capture {
    case register(Int)
    case captured(Int)
  }

  init(
    name: String, unit: Int, instructions: [Instruction], spans: [Span], constants: [Value], children: [Code],
    registerCount: Int, requiredCount: Int, positionalCount: Int, isVariadic: Bool, keywords: [Symbol],
    hasKeywordRest: Bool, localCount: Int, typeVariableRegisters: [Int],
    typeVariableNames: [String], captures: [Capture], kernel: KernelExpression? = nil
  ) {
    self.name = name
    self.unit = unit
    instructionCount = instructions.count
    self.instructions = .allocate(capacity: max(1, instructions.count))
    self.instructions.initialize(from: instructions, count: instructions.count)
    self.spans = spans
    constantCount = constants.count
    self.constants = .allocate(capacity: max(1, constants.count))
    self.constants.initialize(from: constants, count: constants.count)
    self.children = children
    self.registerCount = registerCount
    self.requiredCount = requiredCount
    self.positionalCount = positionalCount
    self.isVariadic = isVariadic
    self.keywords = keywords
    self.hasKeywordRest = hasKeywordRest
    self.localCount = localCount
    self.typeVariableRegisters = typeVariableRegisters
    self.typeVariableNames = typeVariableNames
    self.captures = captures
    self.kernel = kernel
  }

  deinit {
    instructions.deallocate()
    constants.deallocate()
  }
}
