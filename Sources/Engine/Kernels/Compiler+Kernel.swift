// Recognising functions that only compute with numbers.

import Syntax

extension Compiler {
  /// The body of the function being compiled as a straight-line computation; `nil` if it is more than that.
  ///
  /// To be asked after the body was compiled, so that what it captures is known.
  func kernelExpression(_ body: Expression) -> KernelExpression? {
    var budget = 200
    return kernel(body, &budget)
  }

  private func kernel(_ expression: Expression, _ budget: inout Int) -> KernelExpression? {
    budget -= 1
    if budget < 0 || isDotted(expression) { return nil }
    switch expression.kind {
    case .integer(let literal): return literal.radix == 10 ? literal.value.map { .constant(Value($0)) } : nil
    case .float(let value): return .constant(Value(value))
    case .boolean(let value): return .constant(Value(value))
    case .name(let name): return kernelName(name)
    case .field: return qualifiedGlobal(expression).map { .global($0) }
    case .operatorName(let operation): return operation.isDotted ? nil : kernelName(operation.name)
    case .unary(let operation, let operand):
      switch operation.name {
      case "-":
        if let value = numberConstant(expression) { return .constant(value) }
        return kernel(operand, &budget).map { .negate($0) }
      case "!": return kernel(operand, &budget).map { .not($0) }
      case "+" where numberConstant(operand) != nil: return kernel(operand, &budget)
      default: return kernelCall(operation.name, [operand], &budget)
      }
    case .binary(let operation, let left, let right): return kernelBinary(operation.name, left, right, &budget)
    case .juxtaposition(let left, let right): return kernelBinary("*", left, right, &budget)
    case .associative(let operation, let operands):
      guard builder.lookup(operation.name) == nil, let arithmetic = Compiler.arithmeticOperations[operation.name],
        operands.count >= 2, var result = kernel(operands[0], &budget)
      else { return nil }
      for operand in operands.dropFirst() {
        guard let next = kernel(operand, &budget) else { return nil }
        result = .arithmetic(arithmetic, result, next)
      }
      return result
    case .comparison(let operands, let operators):
      var values: [KernelExpression] = []
      for operand in operands {
        guard let value = kernel(operand, &budget) else { return nil }
        values.append(value)
      }
      var result: KernelExpression?
      for (position, operation) in operators.enumerated() {
        guard builder.lookup(operation.name) == nil, let comparison = Compiler.comparisonOperations[operation.name]
        else { return nil }
        let part = KernelExpression.comparison(comparison, values[position], values[position + 1])
        result = result.map { .and($0, part) } ?? part
      }
      return result
    case .and(let left, let right):
      guard let left = kernel(left, &budget), let right = kernel(right, &budget) else { return nil }
      return .and(left, right)
    case .or(let left, let right):
      guard let left = kernel(left, &budget), let right = kernel(right, &budget) else { return nil }
      return .or(left, right)
    case .conditional(let condition, let then, let otherwise):
      return kernelConditional(condition, then, otherwise, &budget)
    case .if(let branches, let otherwise):
      guard let otherwise, branches.count == 1 else { return nil }
      return kernelConditional(branches[0].condition, branches[0].body, otherwise, &budget)
    case .call(let callee, let arguments):
      guard arguments.keywords.isEmpty else { return nil }
      guard let function = kernel(callee, &budget) else { return nil }
      return kernelArguments(arguments.positional, &budget).map { .call(function, $0) }
    case .block(let statements): return kernelBlock(statements, &budget)
    default: return nil
    }
  }

  /// Assignments of local variables, then an expression, which may stand in a `return`.
  private func kernelBlock(_ statements: [Expression], _ budget: inout Int) -> KernelExpression? {
    guard var last = statements.last else { return nil }
    if case .return(let value?) = last.kind, builder.returnType == nil { last = value }
    var assignments: [(register: Int, value: KernelExpression)] = []
    for statement in statements.dropLast() {
      guard case .assignment(let target, let value) = statement.kind, case .name(let name) = target.kind,
        let variable = builder.lookup(name), builder.owns(variable), !variable.isBoxed, !variable.isCaptured,
        let computed = kernel(value, &budget)
      else { return nil }
      assignments.append((variable.register, computed))
    }
    guard let result = kernel(last, &budget) else { return nil }
    return assignments.isEmpty ? result : .sequence(assignments, result)
  }

  private func kernelName(_ name: String) -> KernelExpression? {
    guard let variable = builder.lookup(name) else { return .global(machine.globals.index(of: name)) }
    if builder.owns(variable) { return variable.isBoxed || variable.register < 0 ? nil : .register(variable.register) }
    guard let index = builder.captures.firstIndex(where: { $0.variable === variable }) else { return nil }
    return .captured(index, isBoxed: variable.isBoxed)
  }

  private func kernelArguments(_ arguments: [Expression], _ budget: inout Int) -> [KernelExpression]? {
    var result: [KernelExpression] = []
    for argument in arguments {
      guard let value = kernel(argument, &budget) else { return nil }
      result.append(value)
    }
    return result
  }

  private func kernelCall(_ name: String, _ arguments: [Expression], _ budget: inout Int) -> KernelExpression? {
    guard let function = kernelName(name) else { return nil }
    return kernelArguments(arguments, &budget).map { .call(function, $0) }
  }

  private func kernelBinary(
    _ name: String, _ left: Expression, _ right: Expression, _ budget: inout Int
  ) -> KernelExpression? {
    guard builder.lookup(name) == nil else { return nil }
    if let operation = Compiler.arithmeticOperations[name] {
      guard let a = kernel(left, &budget) else { return nil }
      if operation == .power, let exponent = numberConstant(right)?.integer { return .literalPower(a, exponent) }
      return kernel(right, &budget).map { .arithmetic(operation, a, $0) }
    }
    if let operation = Compiler.comparisonOperations[name] {
      guard let a = kernel(left, &budget), let b = kernel(right, &budget) else { return nil }
      return .comparison(operation, a, b)
    }
    return kernelCall(name, [left, right], &budget)
  }

  private func kernelConditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ budget: inout Int
  ) -> KernelExpression? {
    guard let condition = kernel(condition, &budget), let then = kernel(then, &budget),
      let otherwise = kernel(otherwise, &budget)
    else { return nil }
    return .conditional(condition, then: then, else: otherwise)
  }

  private static let arithmeticOperations: [String: ArithmeticOperation] = [
    "+": .add, "-": .subtract, "*": .multiply, "/": .divide, "^": .power, "÷": .integerDivide, "%": .remainder,
  ]
  private static let comparisonOperations: [String: ComparisonOperation] = [
    "==": .equal, "!=": .notEqual, "≠": .notEqual, "<": .less, "<=": .lessEqual, "≤": .lessEqual, ">": .greater,
    ">=": .greaterEqual, "≥": .greaterEqual,
  ]
}
