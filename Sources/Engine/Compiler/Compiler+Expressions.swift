// Compiling expressions: each kind by its function here or in a sibling; literals and names.

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
    case .name(let name):
      try checkReadable(name, expression.span)
      readName(name, into: register)
    case .operatorName(let operation):
      if operation.isDotted { throw CompileError(message: "the dotted operator .\(operation.name) cannot stand alone", span: expression.span, hint: "write x -> … with it, or broadcast(\(operation.name), …)") }
      loadGlobal(operation.name, into: register)
    case .unary(let operation, let operand): try unary(operation, operand, into: register)
    case .binary(let operation, let left, let right): try binary(operation, left, right, into: register)
    case .associative(let operation, let operands): try associative(operation, operands, into: register)
    case .juxtaposition(let left, let right):
      if let constant = imaginaryConstant(left, right) { return load(constant, into: register) }
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

    case .call(let callee, let arguments):
      // The text of an expression, which a macro asked for.
      if case .name("#text") = callee.kind, case .quote(let quoted)? = arguments.positional.first?.kind {
        let text = ExpressionText.text(quoted) { [machine, unit] in machine.sourceText(unit: unit, $0) }
        return load(heap.string(text), into: register)
      }
      // Packages are no values, but what they hold may be asked for.
      if case .name("isdefined") = callee.kind, builder.lookup("isdefined") == nil, arguments.keywords.isEmpty,
        arguments.positional.count == 2, isModule(arguments.positional[0])
      {
        return try callLibrary(
          arguments.positional[0].isMainModule ? "#isassigned" : "#isbound", arguments: [arguments.positional[1]], into: register)
      }
      try call(callee, arguments, into: register)
    case .dotCall, .dotAssignment: try broadcast(expression, into: register)
    case .index(let base, let indices): try index(base, indices, into: register)
    case .indexEnd, .indexBegin: try indexBoundary(expression, into: register)
    case .field(let base, let name):
      if let index = qualifiedGlobal(expression) {
        builder.emit(.getGlobal, a: register, wide: index)
        return
      }
      let object = try operand(base)
      getField(object, name, into: register)
    case .parameters(let base, let parameters):
      let first = builder.allocate(parameters.count + 1)
      try compile(base, into: first)
      for (position, parameter) in parameters.enumerated() {
        try typeParameter(parameter, into: first + 1 + position)
      }
      builder.emit(.applyType, a: register, b: first, c: parameters.count)

    case .macroCall(let name, let arguments):
      if name == "view" || name == "maybeview", case .index(let base, let indices)? = arguments.first?.kind {
        return try view(base, indices, by: name == "view" ? "view" : "#maybeview", into: register)
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
    case .const(let inner):
      isConstant = true
      defer { isConstant = false }
      try compile(inner, into: register)
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
    case .using(let imports, let extends):
      for one in imports { try importNames(one, extends: extends, span: expression.span, into: register) }
      load(.nothing, into: register)

    case .block(let statements):
      guard let last = statements.last else { return load(.nothing, into: register) }
      for statement in statements.dropLast() { try effect(statement) }
      try compile(last, into: register)
    case .let(let bindings, let body): try letBlock(bindings, body, span: expression.span, into: register)
    case .if(let branches, let otherwise):
      try conditional(branches.map { ($0.condition, $0.body) }, otherwise: otherwise, into: register)
    case .for(let iterations, let body):
      try loop(iterations, Desugaring.freshBody(iterations, body), span: expression.span)
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
    guard let value = UInt64(literal.digits, radix: literal.radix), bits <= 64 || literal.radix == 8 else {
      guard let big = BigInteger(literal.digits, radix: literal.radix) else { throw CompileError(message: "not a number", span: span) }
      return (literal.radix == 8 ? big.bitWidth : bits) <= 128 ? machine.sized(big, as: .uint128) : heap.big(big)
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
        throw CompileError(
          message: "there are no strings with the prefix `\(prefix)`", span: span,
          hint: prefix == "f" ? "values are written into a text with `$`: `\"x = $x\"`" : "text as it stands is written `raw\"…\"`")
      }
      loadGlobal("@" + prefix + "_str", into: first)
      load(heap.string(text), into: first + 1)
      load(heap.string(suffix), into: first + 2)
      builder.emit(.call, a: register, b: first, c: 2)
    }
  }

  /// `_` and its like can be assigned only.
  func checkReadable(_ name: String, _ span: Span) throws(CompileError) {
    guard name.utf8.first == UInt8(ascii: "_"), name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") }) else { return }
    throw CompileError(
      message: "all-underscore identifiers are write-only and their values cannot be used in expressions", span: span)
  }

  func readName(_ name: String, into register: Int) {
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
      // What is captured as a value was there when the closure was made.
      if !variable.isParameter, variable.isBoxed || !variable.isDefinitelyAssigned {
        builder.emit(.checkDefined, a: register, wide: builder.constant(heap.string(name)))
      }
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
