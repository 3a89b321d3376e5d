// Compiling dotted expressions: one loop for all of them, no temporary arrays.

import Syntax

extension Compiler {
  /// Whether the outermost operation is dotted.
  func isDotted(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .unary(let operation, _), .binary(let operation, _, _), .associative(let operation, _): operation.isDotted
    case .comparison(_, let operators): operators.contains(where: \.isDotted)
    case .dotCall, .dotAssignment: true
    default: false
    }
  }

  /// The pieces of a fused expression: what varies with the element, and the arrays and numbers it is made from.
  private struct Fusion {
    var leaves: [Expression] = []
    /// Leaves that are one value for all elements, whatever they are (keyword arguments).
    var whole: Set<Int> = []

    mutating func placeholder(_ expression: Expression, isWhole: Bool = false) -> Expression {
      leaves.append(expression)
      if isWhole { whole.insert(leaves.count - 1) }
      return Expression(.name("#\(leaves.count - 1)"), expression.span)
    }
  }

  func broadcast(_ expression: Expression, into register: Int) throws(CompileError) {
    if case .dotAssignment(let target, let value) = expression.kind {
      let destination = builder.allocate()
      if case .index(let base, let indices) = target.kind {
        try view(base, indices, into: destination)
      } else {
        try compile(target, into: destination)
      }
      try emit(value, opcode: .broadcastInto, into: destination)
      builder.emit(.move, a: register, b: destination)
      return
    }
    try emit(expression, opcode: .broadcast, into: register)
  }

  private func emit(_ expression: Expression, opcode: Opcode, into register: Int) throws(CompileError) {
    var fusion = Fusion()
    let body = isDotted(expression) ? fuse(expression, &fusion) : fusion.placeholder(expression)
    let first = try sequence(fusion.leaves)
    for position in fusion.whole.sorted() {
      let mark = builder.nextRegister
      let function = builder.allocate(2)
      loadGlobal("Ref", into: function)
      builder.emit(.move, a: function + 1, b: first + position)
      builder.emit(.call, a: first + position, b: function, c: 1)
      builder.nextRegister = mark
    }
    let code = try kernel(body, leafCount: fusion.leaves.count)
    builder.children.append(code)
    builder.emit(opcode, a: register, b: first, c: builder.children.count - 1)
    builder.emit(.data, wide: fusion.leaves.count)
  }

  /// The dotted part of the tree without its dots; everything else becomes a leaf.
  private func fuse(_ expression: Expression, _ fusion: inout Fusion) -> Expression {
    func plain(_ operation: Operator) -> Operator { Operator(operation.name, span: operation.span) }
    func inner(_ child: Expression) -> Expression {
      if isDotted(child) { return fuse(child, &fusion) }
      switch child.kind {
      case .integer, .float: return child
      case .unary(let operation, let operand) where operation.name == "-" && operand.isNumberLiteral: return child
      default: return fusion.placeholder(child)
      }
    }
    switch expression.kind {
    case .unary(let operation, let operand) where operation.isDotted:
      return Expression(.unary(plain(operation), inner(operand)), expression.span)
    case .binary(let operation, let left, let right) where operation.isDotted:
      let left = inner(left)
      let right = inner(right)
      switch operation.name {
      case "&&": return Expression(.and(left, right), expression.span)
      case "||": return Expression(.or(left, right), expression.span)
      default: return Expression(.binary(plain(operation), left, right), expression.span)
      }
    case .associative(let operation, let operands) where operation.isDotted:
      return Expression(.associative(plain(operation), operands.map { inner($0) }), expression.span)
    case .comparison(let operands, let operators) where operators.contains(where: \.isDotted):
      return Expression(.comparison(operands.map { inner($0) }, operators.map(plain)), expression.span)
    case .dotCall(let callee, let arguments):
      // A function of the library is named in the kernel; anything else is a leaf that is one for all elements.
      var function = callee
      var isGlobal = false
      if case .name(let name) = callee.kind, builder.lookup(name) == nil { isGlobal = true }
      if case .operatorName = callee.kind { isGlobal = true }
      if case .field(let base, _) = callee.kind, isModule(base) { isGlobal = true }
      if !isGlobal { function = fusion.placeholder(callee, isWhole: true) }
      let positional = arguments.positional.map { argument in
        if case .splat(let values) = argument.kind {
          return Expression(.splat(fusion.placeholder(values, isWhole: true)), argument.span)
        }
        return inner(argument)
      }
      let keywords = arguments.keywords.map {
        KeywordArgument(name: $0.name, value: fusion.placeholder($0.value, isWhole: true), span: $0.span)
      }
      return Expression(.call(function, Arguments(positional, keywords: keywords)), expression.span)
    default: return fusion.placeholder(expression)
    }
  }

  /// The function of one element of each leaf.
  private func kernel(_ body: Expression, leafCount: Int) throws(CompileError) -> Code {
    let outer = builder
    builder = FunctionBuilder(name: "broadcast", parent: outer, span: body.span, heap: heap)
    defer { builder = outer }
    let scope = Scope(functionDepth: builder.depth)
    for position in 0..<leafCount {
      let variable = Variable("#\(position)", functionDepth: builder.depth, loopDepth: 0)
      variable.isParameter = true
      variable.register = builder.allocate()
      scope.variables[variable.name] = variable
    }
    builder.scopes.append(scope)
    let result = builder.allocate()
    try compile(body, into: result)
    builder.emit(.returnValue, a: result)
    return try finish(
      requiredCount: leafCount, positionalCount: leafCount, localCount: leafCount, kernel: kernelExpression(body))
  }
}

extension Expression {
  fileprivate var isNumberLiteral: Bool {
    switch kind {
    case .integer, .float: true
    default: false
    }
  }
}
