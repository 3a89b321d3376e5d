// Compiling operators: arithmetic, comparisons, conditions that jump.

import Syntax

extension Compiler {
  private static let opcodes: [String: Opcode] = [
    "+": .add, "-": .subtract, "*": .multiply, "/": .divide, "^": .power, "÷": .integerDivide, "%": .remainder,
    "==": .equal, "!=": .notEqual, "≠": .notEqual, "<": .less, "<=": .lessEqual, "≤": .lessEqual, ">": .greater,
    ">=": .greaterEqual, "≥": .greaterEqual,
  ]
  private static let constantOpcodes: [String: Opcode] = [
    "+": .addConstant, "-": .subtractConstant, "*": .multiplyConstant, "/": .divideConstant, "^": .powerConstant,
    "÷": .integerDivideConstant, "%": .remainderConstant,
  ]
  /// With the constant on the left.
  private static let leftConstantOpcodes: [String: Opcode] = ["-": .constantSubtract, "/": .constantDivide]
  private static let symmetricOpcodes: [String: Opcode] = ["+": .addConstant, "*": .multiplyConstant]

  /// The jumps that are taken where a comparison does not hold, and whether they take its operands exchanged.
  private static let jumps: [String: (opcode: Opcode, isSwapped: Bool)] = [
    "<": (.jumpUnlessLess, false), ">": (.jumpUnlessLess, true), "<=": (.jumpUnlessLessEqual, false),
    "≤": (.jumpUnlessLessEqual, false), ">=": (.jumpUnlessLessEqual, true), "≥": (.jumpUnlessLessEqual, true),
    "==": (.jumpUnlessEqual, false), "!=": (.jumpIfEqual, false), "≠": (.jumpIfEqual, false),
  ]
  /// The same with a constant on the right.
  private static let constantJumps: [String: Opcode] = [
    "<": .jumpUnlessLessConstant, ">": .jumpUnlessGreaterConstant, "<=": .jumpUnlessLessEqualConstant,
    "≤": .jumpUnlessLessEqualConstant, ">=": .jumpUnlessGreaterEqualConstant, "≥": .jumpUnlessGreaterEqualConstant,
    "==": .jumpUnlessEqualConstant, "!=": .jumpIfEqualConstant, "≠": .jumpIfEqualConstant,
  ]

  /// A number literal that an instruction can take from the constants.
  func numberConstant(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .integer(let literal): literal.radix == 10 ? literal.value.map { Value($0) } : nil
    case .float(let value): Value(value)
    case .juxtaposition(let factor, let unit): imaginaryConstant(factor, unit)
    case .unary(let operation, let operand) where operation.name == "-" && !operation.isDotted:
      switch numberConstant(operand) {
      case let value? where value.tag == .integer: Value(-value.unsafeInteger)
      case let value? where value.tag == .float: Value(-value.unsafeFloat)
      default: nil
      }
    default: nil
    }
  }

  /// `2.5im`, unless something here is called `im`.
  func imaginaryConstant(_ factor: Expression, _ unit: Expression) -> Value? {
    guard case .float(let part) = factor.kind, case .name("im") = unit.kind, builder.lookup("im") == nil,
      !machine.globals.isAssigned("im")
    else { return nil }
    return heap.complex(Value(Double(signOf: part, magnitudeOf: 0)), Value(part))
  }

  func unary(_ operation: Operator, _ operand: Expression, into register: Int) throws(CompileError) {
    switch operation.name {
    case "-":
      if let value = numberConstant(operand), value.tag != .complex {
        return load(value.tag == .integer ? Value(-value.unsafeInteger) : Value(-value.unsafeFloat), into: register)
      }
      builder.emit(.negate, a: register, b: try self.operand(operand))
    case "!" : builder.emit(.not, a: register, b: try self.operand(operand))
    case "+" where numberConstant(operand) != nil: try compile(operand, into: register)
    default: try callLibrary(operation.name, arguments: [operand], into: register)
    }
  }

  func binary(
    _ operation: Operator, _ left: Expression, _ right: Expression, into register: Int
  ) throws(CompileError) {
    guard builder.lookup(operation.name) == nil, let opcode = Compiler.opcodes[operation.name] else {
      return try operatorCall(operation, [left, right], into: register)
    }
    if let opcode = Compiler.constantOpcodes[operation.name], let constant = numberConstant(right) {
      let a = try operand(left)
      builder.emit(opcode, a: register, b: a, c: builder.constant(constant))
      return
    }
    if let constant = numberConstant(left) {
      if let opcode = Compiler.leftConstantOpcodes[operation.name] {
        let b = try operand(right)
        builder.emit(opcode, a: register, b: builder.constant(constant), c: b)
        return
      }
      if let opcode = Compiler.symmetricOpcodes[operation.name] {
        let b = try operand(right)
        builder.emit(opcode, x: 1, a: register, b: b, c: builder.constant(constant))
        return
      }
    }
    // The left operand is moved out of a variable that the right one assigns.
    let a = right.assignsAnything ? try temporary(left) : try operand(left)
    let b = try operand(right)
    builder.emit(opcode, a: register, b: a, c: b)
  }

  func temporary(_ expression: Expression) throws(CompileError) -> Int {
    let register = builder.allocate()
    try compile(expression, into: register)
    return register
  }

  private func operatorCall(_ operation: Operator, _ operands: [Expression], into register: Int) throws(CompileError) {
    let function = builder.allocate(operands.count + 1)
    readName(operation.name, into: function)
    for (position, operand) in operands.enumerated() { try compile(operand, into: function + 1 + position) }
    builder.emit(.call, a: register, b: function, c: operands.count)
  }

  func associative(_ operation: Operator, _ operands: [Expression], into register: Int) throws(CompileError) {
    guard let opcode = Compiler.opcodes[operation.name], operands.count >= 2 else {
      return try operatorCall(operation, operands, into: register)
    }
    // Accumulates in a register of its own, so that `x = a + x + b` reads the old x.
    let accumulator = operands.count == 2 ? register : builder.allocate()
    var rest = Array(operands.dropFirst())
    var left: Int
    if let opcode = Compiler.symmetricOpcodes[operation.name], let constant = numberConstant(operands[0]) {
      let b = try operand(rest.removeFirst())
      left = rest.isEmpty ? register : accumulator
      builder.emit(opcode, x: 1, a: left, b: b, c: builder.constant(constant))
    } else {
      left = try operands[1].assignsAnything ? temporary(operands[0]) : operand(operands[0])
    }
    for (position, right) in rest.enumerated() {
      let target = position == rest.count - 1 ? register : accumulator
      if let constantOpcode = Compiler.constantOpcodes[operation.name], let constant = numberConstant(right) {
        builder.emit(constantOpcode, a: target, b: left, c: builder.constant(constant))
      } else {
        let mark = builder.nextRegister
        let b = try operand(right)
        builder.emit(opcode, a: target, b: left, c: b)
        builder.nextRegister = mark
      }
      left = target
    }
  }

  /// `a < b <= c` tests from left to right and evaluates each operand once.
  func comparison(_ operands: [Expression], _ operators: [Operator], into register: Int) throws(CompileError) {
    if operators.count == 1 { return try binary(operators[0], operands[0], operands[1], into: register) }
    var exits: [Int] = []
    var left = try temporary(operands[0])
    for (position, operation) in operators.enumerated() {
      let right = try temporary(operands[position + 1])
      if let opcode = Compiler.opcodes[operation.name] {
        builder.emit(opcode, a: register, b: left, c: right)
      } else {
        let function = builder.allocate(3)
        readName(operation.name, into: function)
        builder.emit(.move, a: function + 1, b: left)
        builder.emit(.move, a: function + 2, b: right)
        builder.emit(.call, a: register, b: function, c: 2)
      }
      if position < operators.count - 1 { exits.append(builder.emit(.jumpIfFalse, x: 2, a: register, wide: 0)) }
      left = right
    }
    for exit in exits { builder.patch(exit) }
  }

  /// Emits a jump that is taken when the condition does not hold.
  func jumpUnless(_ condition: Expression) throws(CompileError) -> [Int] {
    let mark = builder.nextRegister
    defer { builder.nextRegister = mark }
    let outer = builder.span
    builder.span = condition.span
    defer { builder.span = outer }
    switch condition.kind {
    case .comparison(let operands, let operators)
    where operators.count == 1 && !operators[0].isDotted && builder.lookup(operators[0].name) == nil:
      let name = operators[0].name
      if let constant = numberConstant(operands[1]), let opcode = Compiler.constantJumps[name] {
        let a = try operand(operands[0])
        return [builder.emit(opcode, a: a, b: builder.constant(constant))]
      }
      if let (opcode, isSwapped) = Compiler.jumps[name], !operands[1].assignsAnything {
        let a = try operand(operands[0])
        let b = try operand(operands[1])
        return [builder.emit(opcode, x: isSwapped ? 1 : 0, a: isSwapped ? b : a, b: isSwapped ? a : b)]
      }
    case .and(let left, let right):
      let first = try jumpUnless(left)
      builder.branchDepth += 1
      let second = try jumpUnless(right)
      builder.branchDepth -= 1
      return first + second
    default: break
    }
    let register = try operand(condition)
    return [builder.emit(.jumpIfFalse, x: 1, a: register, wide: 0)]
  }
}
