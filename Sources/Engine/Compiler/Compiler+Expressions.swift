// Compiling expressions: literals, names, operators, calls, indices, collections.

import Exact
import Syntax

extension Compiler {
  /// Compiles the expression so that its value ends in `register`.
  func compile(_ expression: Expression, into register: Int) throws(CompileError) {
    let outer = builder.span
    builder.span = expression.span
    let mark = builder.nextRegister
    try compileKind(expression, into: register)
    builder.nextRegister = mark
    builder.span = outer
  }

  private func compileKind(_ expression: Expression, into register: Int) throws(CompileError) {
    if isDotted(expression) { return try broadcast(expression, into: register) }
    switch expression.kind {
    case .integer(let literal): try load(literalValue(literal, expression.span), into: register)
    case .float(let value): load(Value(value), into: register)
    case .float32(let value): load(Value(value), into: register)
    case .boolean(let value): load(Value(value), into: register)
    case .character(let value): load(Value(value), into: register)
    case .symbol(let name): load(Value(Symbol(name)), into: register)
    case .string(let parts): try string(parts, into: register)
    case .prefixedString(let prefix, let text, let suffix):
      try prefixedString(prefix, text, suffix, expression.span, into: register)
    case .colon: load(.colon, into: register)
    case .name(let name): name_(name, into: register)
    case .operatorName(let operation):
      if operation.isDotted { throw CompileError(message: "the dotted operator .\(operation.name) cannot stand alone", span: expression.span, hint: "write x -> … with it, or broadcast(\(operation.name), …)") }
      loadGlobal(operation.name, into: register)
    case .unary(let operation, let operand): try unary(operation, operand, into: register)
    case .binary(let operation, let left, let right): try binary(operation, left, right, into: register)
    case .associative(let operation, let operands): try associative(operation, operands, into: register)
    case .juxtaposition(let left, let right):
      try binary(Operator("*", span: expression.span), left, right, into: register)
    case .comparison(let operands, let operators): try comparison(operands, operators, into: register)
    case .and(let left, let right):
      try compile(left, into: register)
      let skip = builder.emit(.jumpIfFalse, x: 2, a: register, wide: 0)
      builder.branchDepth += 1
      try compile(right, into: register)
      builder.branchDepth -= 1
      builder.patch(skip)
    case .or(let left, let right):
      try compile(left, into: register)
      let skip = builder.emit(.jumpIfTrue, x: 2, a: register, wide: 0)
      builder.branchDepth += 1
      try compile(right, into: register)
      builder.branchDepth -= 1
      builder.patch(skip)
    case .conditional(let condition, let then, let otherwise):
      try conditional([(condition, then)], otherwise: otherwise, into: register)
    case .adjoint(let operand):
      builder.emit(.adjoint, a: register, b: try self.operand(operand))
    case .range(let start, let step, let stop):
      let first = try sequence(step.map { [start, $0, stop] } ?? [start, stop])
      builder.emit(.makeRange, x: step == nil ? 0 : 1, a: register, b: first)
    case .typed(let value, let type):
      guard let value else { throw CompileError(message: "a type annotation needs a value before `::`", span: expression.span) }
      try compile(value, into: register)
      builder.emit(.assertType, a: register, b: register, c: try operand(type))
    case .splat: throw CompileError(message: "`...` is only allowed in a call, a tuple or an array", span: expression.span)
    case .quote: throw CompileError(message: "expressions as values (`:( … )`) are not part of the language", span: expression.span)

    case .call(let callee, let arguments): try call(callee, arguments, into: register)
    case .dotCall, .dotAssignment: try broadcast(expression, into: register)
    case .index(let base, let indices): try index(base, indices, into: register)
    case .indexEnd, .indexBegin: try indexBoundary(expression, into: register)
    case .field(let base, let name):
      if Desugaring.isModule(base), builder.lookup(name) == nil { return loadGlobal(name, into: register) }
      let object = try operand(base)
      builder.emit(.getField, a: register, b: object, c: builder.constant(Value(Symbol(name)), heap: heap))
    case .parameters(let base, let parameters):
      let first = builder.allocate(parameters.count + 1)
      try compile(base, into: first)
      for (position, parameter) in parameters.enumerated() {
        try typeParameter(parameter, into: first + 1 + position)
      }
      builder.emit(.applyType, a: register, b: first, c: parameters.count)

    case .macroCall(let name, let arguments):
      if name == "view", case .index(let base, let indices)? = arguments.first?.kind {
        return try view(base, indices, into: register)
      }
      guard let simpler = Desugaring.rewrite(expression) else {
        throw CompileError(
          message: "there is no macro @\(name) with \(arguments.count) arguments", span: expression.span,
          hint: Suggestions.nearest(to: "@" + name, among: Machine.macroNames).map { "did you mean `\($0)`?" })
      }
      try compile(simpler, into: register)
    case .generator:
      guard let simpler = Desugaring.rewrite(expression) else { return }
      try compile(simpler, into: register)

    case .tuple(let elements): try tuple(elements, into: register)
    case .namedTuple(let fields): try namedTuple(fields, into: register)
    case .vector(let elements, let type): try vector(elements, type, into: register)
    case .concatenation(let pieces, let dimension, let type):
      try concatenation(pieces, dimension, type, into: register)
    case .comprehension(let element, let generations, let type):
      try comprehension(element, generations, type, into: register)

    case .assignment(let target, let value): try assignment(target, value, into: register)
    case .update(let operation, let target, let value): try update(operation, target, value, into: register)
    case .global(let names), .local(let names):
      load(.nothing, into: register)
      for name in names {
        switch name.kind {
        case .assignment, .update: try compile(name, into: register)
        default: break
        }
      }
    case .const(let inner): try compile(inner, into: register)
    case .function(let function): try self.function(function, span: expression.span, into: register)
    case .structure(let structure): try self.structure(structure, into: register)
    case .abstractType(let name, let supertype):
      guard case .name(let text) = name.kind else { throw CompileError(message: "a type is named by one word", span: name.span) }
      let first = builder.allocate(3)
      loadGlobal("#abstract", into: first)
      load(Value(Symbol(text)), into: first + 1)
      if let supertype { try compile(supertype, into: first + 2) } else { load(Value(DataType.any), into: first + 2) }
      builder.emit(.call, a: register, b: first, c: 2)
      builder.emit(.setGlobal, a: register, wide: machine.globals.assign(text))
      load(.nothing, into: register)
    case .using(let paths):
      for path in paths {
        if let name = path.first, !machine.library.packages.contains(name), !Desugaring.modules.contains(name) {
          throw CompileError(
            message: "there is no package \(name) here", span: expression.span,
            hint: Suggestions.nearest(to: name, among: Array(machine.library.packages).sorted()).map { "did you mean `\($0)`?" }
              ?? "the whole library is always loaded: leave the line out")
        }
      }
      load(.nothing, into: register)

    case .block(let statements):
      guard let last = statements.last else { return load(.nothing, into: register) }
      for statement in statements.dropLast() { try effect(statement) }
      try compile(last, into: register)
    case .let(let bindings, let body): try letBlock(bindings, body, span: expression.span, into: register)
    case .if(let branches, let otherwise):
      try conditional(branches.map { ($0.condition, $0.body) }, otherwise: otherwise, into: register)
    case .for(let iterations, let body):
      try loop(iterations, body, span: expression.span)
      load(.nothing, into: register)
    case .while(let condition, let body):
      try whileLoop(condition, body, span: expression.span)
      load(.nothing, into: register)
    case .try(let statement): try tryBlock(statement, into: register)
    case .return(let value): try returnStatement(value, span: expression.span)
    case .break: try leaveLoop(isBreak: true, span: expression.span)
    case .continue: try leaveLoop(isBreak: false, span: expression.span)
    case .error: throw CompileError(message: "this could not be understood", span: expression.span)
    }
  }

  // MARK: - Literals and names

  private func literalValue(_ literal: IntegerLiteral, _ span: Span) throws(CompileError) -> Value {
    if literal.radix == 10 {
      if let value = literal.value { return Value(value) }
      guard let value = BigInteger(literal.digits, radix: 10) else { throw CompileError(message: "not a number", span: span) }
      return heap.integer(value)
    }
    // Hexadecimal, octal and binary literals are unsigned, of the width that their digits fill.
    let bitsPerDigit = literal.radix == 16 ? 4 : literal.radix == 8 ? 3 : 1
    let bits = literal.digits.count * bitsPerDigit
    guard let value = UInt64(literal.digits, radix: literal.radix) else {
      guard let big = BigInteger(literal.digits, radix: literal.radix) else { throw CompileError(message: "not a number", span: span) }
      return heap.big(big)
    }
    switch max(bits, literal.radix == 8 ? 64 - value.leadingZeroBitCount : 0) {
    case ...8: return Value(tag: .uint8, bits: value)
    case ...16: return Value(tag: .uint16, bits: value)
    case ...32: return Value(tag: .uint32, bits: value)
    default: return Value(tag: .uint64, bits: value)
    }
  }

  private func string(_ parts: [StringPart], into register: Int) throws(CompileError) {
    if parts.isEmpty { return load(heap.string(""), into: register) }
    if parts.count == 1, case .text(let text) = parts[0] { return load(heap.string(text), into: register) }
    let first = builder.allocate(parts.count)
    for (position, part) in parts.enumerated() {
      switch part {
      case .text(let text): load(heap.string(text), into: first + position)
      case .value(let expression): try compile(expression, into: first + position)
      }
    }
    builder.emit(.makeString, a: register, b: first, c: parts.count)
  }

  private func prefixedString(
    _ prefix: String, _ text: String, _ suffix: String, _ span: Span, into register: Int
  ) throws(CompileError) {
    switch prefix {
    case "raw": load(heap.string(text), into: register)
    case "#source": load(heap.string(machine.sourceText(unit: unit, span)), into: register)
    case "L":
      // A TeX label: its dollars are optional.
      load(heap.string(text.hasPrefix("$") ? text : "$" + text + "$"), into: register)
    default:
      let first = builder.allocate(3)
      guard machine.library.functions["@" + prefix + "_str"] != nil else {
        throw CompileError(message: "there are no strings with the prefix `\(prefix)`", span: span)
      }
      loadGlobal("@" + prefix + "_str", into: first)
      load(heap.string(text), into: first + 1)
      load(heap.string(suffix), into: first + 2)
      builder.emit(.call, a: register, b: first, c: 2)
    }
  }

  private func name_(_ name: String, into register: Int) {
    guard let variable = builder.lookup(name) else { return loadGlobal(name, into: register) }
    if builder.owns(variable) {
      if variable.isBoxed {
        builder.emit(.getBox, a: register, b: variable.register)
        checkDefined(variable, register)
      } else {
        checkDefined(variable, variable.register)
        if register != variable.register { builder.emit(.move, a: register, b: variable.register) }
      }
    } else {
      builder.emit(variable.isBoxed ? .getCapturedBox : .getCaptured, a: register, b: builder.captureIndex(variable))
      if !variable.isParameter {
        builder.emit(.checkDefined, a: register, wide: builder.constant(heap.string(name), heap: heap))
      }
    }
  }

  // MARK: - Operators

  private static let opcodes: [String: Opcode] = [
    "+": .add, "-": .subtract, "*": .multiply, "/": .divide, "^": .power, "÷": .integerDivide, "%": .remainder,
    "==": .equal, "!=": .notEqual, "≠": .notEqual, "<": .less, "<=": .lessEqual, "≤": .lessEqual, ">": .greater,
    ">=": .greaterEqual, "≥": .greaterEqual,
  ]
  private static let constantOpcodes: [String: Opcode] = [
    "+": .addConstant, "-": .subtractConstant, "*": .multiplyConstant, "/": .divideConstant, "^": .powerConstant,
  ]

  /// A number literal that an instruction can take from the constants.
  private func numberConstant(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .integer(let literal): literal.radix == 10 ? literal.value.map { Value($0) } : nil
    case .float(let value): Value(value)
    case .unary(let operation, let operand) where operation.name == "-" && !operation.isDotted:
      switch numberConstant(operand) {
      case let value? where value.tag == .integer: Value(-value.unsafeInteger)
      case let value? where value.tag == .float: Value(-value.unsafeFloat)
      default: nil
      }
    default: nil
    }
  }

  private func unary(_ operation: Operator, _ operand: Expression, into register: Int) throws(CompileError) {
    switch operation.name {
    case "-":
      if let value = numberConstant(operand) {
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
      builder.emit(opcode, a: register, b: a, c: builder.constant(constant, heap: heap))
      return
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
    name_(operation.name, into: function)
    for (position, operand) in operands.enumerated() { try compile(operand, into: function + 1 + position) }
    builder.emit(.call, a: register, b: function, c: operands.count)
  }

  private func associative(_ operation: Operator, _ operands: [Expression], into register: Int) throws(CompileError) {
    guard let opcode = Compiler.opcodes[operation.name], operands.count >= 2 else {
      return try operatorCall(operation, operands, into: register)
    }
    // Accumulates in a register of its own, so that `x = a + x + b` reads the old x.
    let accumulator = operands.count == 2 ? register : builder.allocate()
    var left = try operands[1].assignsAnything ? temporary(operands[0]) : operand(operands[0])
    for (position, right) in operands.dropFirst().enumerated() {
      let target = position == operands.count - 2 ? register : accumulator
      if let constantOpcode = Compiler.constantOpcodes[operation.name], let constant = numberConstant(right) {
        builder.emit(constantOpcode, a: target, b: left, c: builder.constant(constant, heap: heap))
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
  private func comparison(_ operands: [Expression], _ operators: [Operator], into register: Int) throws(CompileError) {
    if operators.count == 1 { return try binary(operators[0], operands[0], operands[1], into: register) }
    var exits: [Int] = []
    var left = try temporary(operands[0])
    for (position, operation) in operators.enumerated() {
      let right = try temporary(operands[position + 1])
      if let opcode = Compiler.opcodes[operation.name] {
        builder.emit(opcode, a: register, b: left, c: right)
      } else {
        let function = builder.allocate(3)
        name_(operation.name, into: function)
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
      let isSwapped = operators[0].name == ">" || operators[0].name == ">=" || operators[0].name == "≥"
      let opcode: Opcode? =
        switch operators[0].name {
        case "<", ">": .jumpUnlessLess
        case "<=", "≤", ">=", "≥": .jumpUnlessLessEqual
        case "==": .jumpUnlessEqual
        default: nil
        }
      if let opcode, !operands[1].assignsAnything {
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

  // MARK: - Calls

  func call(_ callee: Expression, _ arguments: Arguments, into register: Int) throws(CompileError) {
    let hasSplat = arguments.positional.contains { $0.isSplat } || arguments.keywords.contains { $0.name == nil }
    if hasSplat { return try splatCall(callee, arguments, into: register) }
    let count = arguments.positional.count
    let function = builder.allocate(1 + count + arguments.keywords.count)
    try calleeValue(callee, into: function)
    for (position, argument) in arguments.positional.enumerated() {
      try compile(argument, into: function + 1 + position)
    }
    if arguments.keywords.isEmpty {
      builder.emit(.call, a: register, b: function, c: count)
    } else {
      for (position, keyword) in arguments.keywords.enumerated() {
        try compile(keyword.value, into: function + 1 + count + position)
      }
      let names = heap.tuple(arguments.keywords.map { Value(Symbol($0.name ?? "")) })
      builder.emit(.callKeywords, a: register, b: function, c: count)
      builder.emit(.data, wide: builder.constant(names, heap: heap))
    }
  }

  private func calleeValue(_ callee: Expression, into register: Int) throws(CompileError) {
    let outer = builder.span
    builder.span = callee.span
    defer { builder.span = outer }
    if case .operatorName(let operation) = callee.kind { return loadGlobal(operation.name, into: register) }
    try compile(callee, into: register)
  }

  private func splatCall(_ callee: Expression, _ arguments: Arguments, into register: Int) throws(CompileError) {
    let function = builder.allocate(3)
    try calleeValue(callee, into: function)
    try collected(arguments.positional, into: function + 1)
    if arguments.keywords.isEmpty {
      load(.nothing, into: function + 2)
    } else {
      try namedTuple(arguments.keywords, into: function + 2)
    }
    builder.emit(.callSplat, a: register, b: function, c: function + 1)
  }

  /// A tuple of the values, those of splats one by one.
  private func collected(_ expressions: [Expression], into register: Int) throws(CompileError) {
    let mark = builder.nextRegister
    let first = builder.allocate(max(1, expressions.count))
    for (position, expression) in expressions.enumerated() {
      if case .splat(let inner) = expression.kind {
        try compile(inner, into: first + position)
      } else {
        try compile(expression, into: first + position)
      }
    }
    let mask = heap.tuple(expressions.map { Value($0.isSplat) })
    builder.emit(.collectArguments, a: register, b: first, c: expressions.count)
    builder.emit(.data, wide: builder.constant(mask, heap: heap))
    builder.nextRegister = mark
  }

  // MARK: - Indices

  private func index(_ base: Expression, _ indices: [Expression], into register: Int) throws(CompileError) {
    let object = try operand(base)
    if indices.contains(where: \.isSplat) {
      let first = builder.allocate(3)
      loadGlobal("getindex", into: first)
      try indexedSplat(object, indices, into: first + 1)
      load(.nothing, into: first + 2)
      builder.emit(.callSplat, a: register, b: first, c: first + 1)
      return
    }
    let first = try indexValues(indices, of: object)
    switch indices.count {
    case 1: builder.emit(.getIndex, a: register, b: object, c: first)
    case 2: builder.emit(.getIndex2, a: register, b: object, c: first)
    default: builder.emit(.getIndexMany, x: indices.count, a: register, b: object, c: first)
    }
  }

  private func indexedSplat(_ object: Int, _ indices: [Expression], into register: Int) throws(CompileError) {
    let first = builder.allocate(indices.count + 1)
    builder.emit(.move, a: first, b: object)
    for (position, index) in indices.enumerated() {
      indexed.append((object, position + 1, indices.count))
      defer { indexed.removeLast() }
      if case .splat(let inner) = index.kind {
        try compile(inner, into: first + 1 + position)
      } else {
        try compile(index, into: first + 1 + position)
      }
    }
    let mask = heap.tuple([Value(false)] + indices.map { Value($0.isSplat) })
    builder.emit(.collectArguments, a: register, b: first, c: indices.count + 1)
    builder.emit(.data, wide: builder.constant(mask, heap: heap))
  }

  /// Compiles indices into consecutive registers (a single one may stay in its variable), with `end` meaning the array in `object`.
  func indexValues(_ indices: [Expression], of object: Int) throws(CompileError) -> Int {
    if indices.count == 1 {
      indexed.append((object, 0, 1))
      defer { indexed.removeLast() }
      return try operand(indices[0])
    }
    let first = builder.allocate(max(1, indices.count))
    for (position, index) in indices.enumerated() {
      indexed.append((object, position + 1, indices.count))
      defer { indexed.removeLast() }
      try compile(index, into: first + position)
    }
    return first
  }

  private func indexBoundary(_ expression: Expression, into register: Int) throws(CompileError) {
    guard let context = indexed.last else {
      throw CompileError(message: "`end` is only allowed inside an index", span: expression.span)
    }
    var isEnd = false
    if case .indexEnd = expression.kind { isEnd = true }
    builder.emit(
      isEnd ? .lastIndex : .firstIndex, x: context.position, a: register, b: context.register, c: context.count)
  }

  func view(_ base: Expression, _ indices: [Expression], into register: Int) throws(CompileError) {
    let first = builder.allocate(indices.count + 2)
    loadGlobal("view", into: first)
    try compile(base, into: first + 1)
    for (position, index) in indices.enumerated() {
      indexed.append((first + 1, indices.count == 1 ? 0 : position + 1, indices.count))
      defer { indexed.removeLast() }
      try compile(index, into: first + 2 + position)
    }
    builder.emit(.call, a: register, b: first, c: indices.count + 1)
  }

  private func typeParameter(_ parameter: Expression, into register: Int) throws(CompileError) {
    // `Vector{<:Real}`.
    if case .unary(let operation, let bound) = parameter.kind, operation.name == "<:" {
      return try callLibrary("#below", arguments: [bound], into: register)
    }
    try compile(parameter, into: register)
  }

  // MARK: - Collections

  private func tuple(_ elements: [Expression], into register: Int) throws(CompileError) {
    if elements.contains(where: \.isSplat) { return try collected(elements, into: register) }
    let first = try sequence(elements)
    builder.emit(.makeTuple, a: register, b: first, c: elements.count)
  }

  func namedTuple(_ fields: [KeywordArgument], into register: Int) throws(CompileError) {
    let mark = builder.nextRegister
    let first = builder.allocate(max(1, fields.count))
    for (position, field) in fields.enumerated() {
      if field.name == nil, case .splat(let inner) = field.value.kind {
        try compile(inner, into: first + position)
      } else {
        try compile(field.value, into: first + position)
      }
    }
    let names = heap.tuple(fields.map { $0.name.map { Value(Symbol($0)) } ?? .nothing })
    builder.emit(.collectKeywords, a: register, b: first, c: fields.count)
    builder.emit(.data, wide: builder.constant(names, heap: heap))
    builder.nextRegister = mark
  }

  private func vector(_ elements: [Expression], _ type: Expression?, into register: Int) throws(CompileError) {
    if elements.contains(where: \.isSplat) {
      let values = builder.allocate(2)
      try collected(elements, into: values)
      let first = builder.allocate(3)
      loadGlobal("#vector", into: first)
      builder.emit(.move, a: first + 1, b: values)
      if let type { try compile(type, into: first + 2) } else { load(.nothing, into: first + 2) }
      builder.emit(.call, a: register, b: first, c: 2)
      return
    }
    // Long literals are built in pieces, so that they need few registers.
    let chunk = 200
    let result = elements.count > chunk ? builder.allocate() : register
    var start = 0
    repeat {
      let mark = builder.nextRegister
      let piece = Array(elements[start..<min(start + chunk, elements.count)])
      let first = try sequence(piece)
      builder.emit(start == 0 ? .makeVector : .appendVector, a: result, b: first, c: piece.count)
      builder.nextRegister = mark
      start += chunk
    } while start < elements.count
    if let type {
      builder.emit(.convertElements, a: register, b: result, c: try operand(type))
    } else if result != register {
      builder.emit(.move, a: register, b: result)
    }
  }

  private func concatenation(
    _ pieces: [Expression], _ dimension: Int, _ type: Expression?, into register: Int
  ) throws(CompileError) {
    let chunk = 200
    let result = builder.allocate()
    var start = 0
    repeat {
      let mark = builder.nextRegister
      let part = Array(pieces[start..<min(start + chunk, pieces.count)])
      let isFirst = start == 0
      let first = builder.allocate(part.count + 1)
      if !isFirst { builder.emit(.move, a: first, b: result) }
      for (position, piece) in part.enumerated() {
        try compile(piece, into: first + (isFirst ? 0 : 1) + position)
      }
      builder.emit(.concatenate, x: dimension, a: result, b: first, c: part.count + (isFirst ? 0 : 1))
      builder.nextRegister = mark
      start += chunk
    } while start < pieces.count
    if let type {
      builder.emit(.convertElements, a: register, b: result, c: try operand(type))
    } else {
      builder.emit(.move, a: register, b: result)
    }
  }

  private func comprehension(
    _ element: Expression, _ generations: [Generation], _ type: Expression?, into register: Int
  ) throws(CompileError) {
    let collector = builder.allocate(2)
    loadGlobal("#collector", into: collector)
    builder.emit(.call, a: collector, b: collector, c: 0)
    let isProduct = generations.count == 1 && generations[0].condition == nil
    var shapeFirst = 0
    try generate(generations[...], isOutermost: true, sources: &shapeFirst) { () throws(CompileError) in
      try scoped(element.span, .body) { () throws(CompileError) in
        let first = builder.allocate(3)
        loadGlobal("#collect!", into: first)
        builder.emit(.move, a: first + 1, b: collector)
        try compile(element, into: first + 2)
        builder.emit(.call, a: first, b: first, c: 2)
      }
    }
    let count = isProduct ? generations[0].iterations.count : 0
    let first = builder.allocate(3 + count)
    loadGlobal("#collected", into: first)
    builder.emit(.move, a: first + 1, b: collector)
    if let type { try compile(type, into: first + 2) } else { load(.nothing, into: first + 2) }
    for position in 0..<count { builder.emit(.move, a: first + 3 + position, b: shapeFirst + position) }
    builder.emit(.call, a: register, b: first, c: 2 + count)
  }

  /// The nested loops of a comprehension; the first iteration of each `for` varies fastest.
  private func generate(
    _ generations: ArraySlice<Generation>, isOutermost: Bool, sources: inout Int,
    _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let generation = generations.first else { return try body() }
    let first = builder.allocate(generation.iterations.count)
    if isOutermost { sources = first }
    for (position, iteration) in generation.iterations.enumerated() {
      try compile(iteration.iterable, into: first + position)
    }
    // A product of known length is checked against the memory limit before it runs.
    if isOutermost, generations.count == 1, generation.condition == nil {
      let function = builder.allocate(generation.iterations.count + 1)
      loadGlobal("#expect", into: function)
      for position in 0..<generation.iterations.count {
        builder.emit(.move, a: function + 1 + position, b: first + position)
      }
      builder.emit(.call, a: function, b: function, c: generation.iterations.count)
    }
    var inner = 0
    try nest(generation.iterations[...], sources: first) { () throws(CompileError) in
      if let condition = generation.condition {
        let exits = try jumpUnless(condition)
        try generate(generations.dropFirst(), isOutermost: false, sources: &inner, body)
        for exit in exits { builder.patch(exit) }
      } else {
        try generate(generations.dropFirst(), isOutermost: false, sources: &inner, body)
      }
    }
  }

  private func nest(
    _ iterations: ArraySlice<Iteration>, sources: Int, _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let iteration = iterations.last else { return try body() }
    try iterate(
      from: sources + iterations.count - 1, target: iteration.target, isInner: false
    ) { () throws(CompileError) in
      try nest(iterations.dropLast(), sources: sources, body)
    }
  }
}

extension Expression {
  var isSplat: Bool {
    if case .splat = kind { return true }
    return false
  }

  /// Whether evaluating it may assign a variable, so that operands before it must be copied out first.
  var assignsAnything: Bool {
    switch kind {
    case .integer, .float, .name, .boolean, .string: return false
    case .assignment, .update, .block, .let, .if, .for, .while, .try: return true
    case .function: return false
    default:
      var result = false
      forEachChild { if !result { result = $0.assignsAnything } }
      return result
    }
  }
}
