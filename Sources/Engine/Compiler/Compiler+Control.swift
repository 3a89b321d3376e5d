// Compiling control flow: conditions, loops, `let`, `try`, and the ways out of them.

import Syntax

extension Compiler {
  func conditional(
    _ branches: [(condition: Expression, body: Expression)], otherwise: Expression?, into register: Int
  ) throws(CompileError) {
    var ends: [Int] = []
    for branch in branches {
      let exits = try jumpUnless(branch.condition)
      builder.branchDepth += 1
      try compile(branch.body, into: register)
      builder.branchDepth -= 1
      ends.append(builder.emit(.jump, wide: 0))
      for exit in exits { builder.patch(exit) }
    }
    builder.branchDepth += 1
    if let otherwise { try compile(otherwise, into: register) } else { load(.nothing, into: register) }
    builder.branchDepth -= 1
    for end in ends { builder.patch(end) }
  }

  /// A condition or a loop whose value nobody uses.
  func controlForEffect(_ expression: Expression) throws(CompileError) {
    switch expression.kind {
    case .if(let branches, let otherwise):
      var ends: [Int] = []
      for (position, branch) in branches.enumerated() {
        let exits = try jumpUnless(branch.condition)
        builder.branchDepth += 1
        try effect(branch.body)
        builder.branchDepth -= 1
        if position < branches.count - 1 || otherwise != nil { ends.append(builder.emit(.jump, wide: 0)) }
        for exit in exits { builder.patch(exit) }
      }
      builder.branchDepth += 1
      if let otherwise { try effect(otherwise) }
      builder.branchDepth -= 1
      for end in ends { builder.patch(end) }
    case .for(let iterations, let body): try loop(iterations, body, span: expression.span)
    case .while(let condition, let body): try whileLoop(condition, body, span: expression.span)
    case .and(let left, let right), .or(let left, let right):
      var isAnd = false
      if case .and = expression.kind { isAnd = true }
      let value = try operand(left)
      let skip = builder.emit(isAnd ? .jumpIfFalse : .jumpIfTrue, x: 2, a: value, wide: 0)
      builder.branchDepth += 1
      try effect(right)
      builder.branchDepth -= 1
      builder.patch(skip)
    default: try effect(expression)
    }
  }

  // MARK: - Loops

  func whileLoop(_ condition: Expression, _ body: Expression, span: Span) throws(CompileError) {
    let start = builder.here
    let exits = try jumpUnless(condition)
    let open = OpenBlock.Loop(isInner: false)
    builder.openBlocks.append(.loop(open))
    builder.branchDepth += 1
    try scoped(span, .body) { () throws(CompileError) in try effect(body) }
    builder.branchDepth -= 1
    builder.openBlocks.removeLast()
    for jump in open.continues { builder.patch(jump) }
    builder.jumpBack(to: start)
    for jump in exits + open.breaks { builder.patch(jump) }
  }

  func loop(_ iterations: [Iteration], _ body: Expression, span: Span) throws(CompileError) {
    try loop(iterations[...], isOutermost: true) { () throws(CompileError) in
      try scoped(span, .body) { () throws(CompileError) in try effect(body) }
    }
  }

  private func loop(
    _ iterations: ArraySlice<Iteration>, isOutermost: Bool, _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let iteration = iterations.first else { return try body() }
    let mark = builder.nextRegister
    let source = try loopSource(iteration.iterable)
    try iterate(from: source, target: iteration.target, isInner: !isOutermost) { () throws(CompileError) in
      try loop(iterations.dropFirst(), isOutermost: false, body)
    }
    builder.nextRegister = mark
  }

  /// What a loop goes over: a range that is written there need not be made.
  enum LoopSource {
    case value(Int)
    /// The registers from the first hold its start, its step if it has one, and its end.
    case range(first: Int, hasStep: Bool)
  }

  private func loopSource(_ iterable: Expression) throws(CompileError) -> LoopSource {
    guard case .range(let start, let step, let stop) = iterable.kind, !isDotted(iterable), builder.lookup(":") == nil
    else { return .value(try operand(iterable)) }
    return .range(first: try sequence(step.map { [start, $0, stop] } ?? [start, stop]), hasStep: step != nil)
  }

  /// A loop over `source`; each element is assigned to the target in a fresh scope.
  func iterate(
    from source: LoopSource, target: Expression, isInner: Bool, _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    let mark = builder.nextRegister
    let state = builder.allocate(3)
    switch source {
    case .value(let register): builder.emit(.iterate, a: state, b: register)
    case .range(let first, let hasStep): builder.emit(.iterateRange, x: hasStep ? 1 : 0, a: state, b: first)
    }
    let open = OpenBlock.Loop(isInner: isInner)
    builder.openBlocks.append(.loop(open))
    builder.branchDepth += 1
    let element: Int
    let exit: Int
    // A plain variable receives the element directly.
    let scope = scope(target.span, .clause)
    if case .name(let name) = target.kind, let variable = scope?.variables[name], !variable.isBoxed, let scope {
      builder.scopes.append(scope)
      element = builder.allocate()
      variable.register = element
      variable.isDefinitelyAssigned = true
      exit = builder.emit(.next, a: state, b: element)
      try body()
      builder.scopes.removeLast()
    } else {
      element = builder.allocate()
      exit = builder.emit(.next, a: state, b: element)
      try scoped(target.span, .clause) { () throws(CompileError) in
        try assign(element, to: target)
        try body()
      }
    }
    builder.branchDepth -= 1
    builder.openBlocks.removeLast()
    for jump in open.continues { builder.patch(jump) }
    let again = builder.emit(.repeat, a: state, b: element)
    builder.patch(again, to: exit + 1)
    builder.patch(exit)
    for jump in open.breaks { builder.patch(jump) }
    builder.nextRegister = mark
  }

  func leaveLoop(isBreak: Bool, span: Span) throws(CompileError) {
    let blocks = builder.openBlocks
    for position in blocks.indices.reversed() {
      switch blocks[position] {
      case .loop(let loop):
        if isBreak, loop.isInner { continue }
        for inner in blocks.indices.reversed() where inner > position { try leave(inner, of: blocks) }
        let jump = builder.emit(.jump, wide: 0)
        if isBreak { loop.breaks.append(jump) } else { loop.continues.append(jump) }
        return
      case .handler, .finally: continue
      }
    }
    throw CompileError(message: isBreak ? "`break` outside a loop" : "`continue` outside a loop", span: span)
  }

  /// Ends an open block on the way out of it. What is inside of it has ended already, so that the body of its `finally` sees
  /// open only what stands around it.
  private func leave(_ position: Int, of blocks: [OpenBlock]) throws(CompileError) {
    if case .loop = blocks[position] { return }
    builder.emit(.popHandler)
    guard case .finally(let body) = blocks[position] else { return }
    builder.openBlocks = Array(blocks[..<position])
    try scoped(body.span, .body) { () throws(CompileError) in try effect(body) }
    builder.openBlocks = blocks
  }

  func returnStatement(_ value: Expression?, span: Span) throws(CompileError) {
    let isOpen = builder.openBlocks.contains { if case .loop = $0 { false } else { true } }
    if let value, builder.returnType == nil, !isOpen { return try tail(value) }
    let result = builder.allocate()
    if let value { try compile(value, into: result) } else { load(.nothing, into: result) }
    try convertResult(result)
    let blocks = builder.openBlocks
    for position in blocks.indices.reversed() { try leave(position, of: blocks) }
    builder.emit(.returnValue, a: result)
  }

  /// Compiles an expression whose value is what the function returns, as it stands: each branch returns by itself.
  func tail(_ expression: Expression) throws(CompileError) {
    let mark = builder.nextRegister
    try at(expression.span) { () throws(CompileError) in
      switch expression.kind {
      case .block(let statements) where !statements.isEmpty:
        for statement in statements.dropLast() { try effect(statement) }
        try tail(statements[statements.count - 1])
      case .conditional(let condition, let then, let otherwise):
        try tail([(condition, then)], otherwise: otherwise)
      case .if(let branches, let otherwise):
        try tail(branches.map { ($0.condition, $0.body) }, otherwise: otherwise)
      case .return(let value): try returnStatement(value, span: expression.span)
      default: builder.emit(.returnValue, a: try operand(expression))
      }
    }
    builder.nextRegister = mark
  }

  private func tail(
    _ branches: [(condition: Expression, body: Expression)], otherwise: Expression?
  ) throws(CompileError) {
    for branch in branches {
      let exits = try jumpUnless(branch.condition)
      builder.branchDepth += 1
      try tail(branch.body)
      builder.branchDepth -= 1
      for exit in exits { builder.patch(exit) }
    }
    builder.branchDepth += 1
    if let otherwise {
      try tail(otherwise)
    } else {
      let result = builder.allocate()
      load(.nothing, into: result)
      builder.emit(.returnValue, a: result)
    }
    builder.branchDepth -= 1
  }

  func convertResult(_ register: Int) throws(CompileError) {
    guard let type = builder.returnType else { return }
    let mark = builder.nextRegister
    builder.emit(.convert, a: register, b: register, c: try operand(type))
    builder.nextRegister = mark
  }

  // MARK: - Blocks

  func letBlock(
    _ bindings: [Expression], _ body: Expression, span: Span, into register: Int
  ) throws(CompileError) {
    guard let scope = scope(span, .body) else { return try compile(body, into: register) }
    let mark = builder.nextRegister
    _ = enterScope(span, .body)
    // A value sees the bindings before it, not its own.
    let all = scope.variables
    var names = AssignedNames()
    for binding in bindings {
      if case .assignment(let target, _) = binding.kind { names.collectTarget(target) }
    }
    for name in names.assigned { scope.variables[name] = nil }
    for binding in bindings {
      guard case .assignment(let target, let value) = binding.kind else { continue }
      let result = builder.allocate()
      try compile(value, into: result)
      var own = AssignedNames()
      own.collectTarget(target)
      for name in own.assigned { scope.variables[name] = all[name] }
      try assign(result, to: target)
    }
    scope.variables = all
    try compile(body, into: register)
    leaveScope()
    builder.nextRegister = mark
  }

  func tryBlock(_ statement: Try, into register: Int) throws(CompileError) {
    let mark = builder.nextRegister
    let exception = builder.allocate(2)
    var finallyJump = -1
    if let finallyBody = statement.finallyBody {
      finallyJump = builder.emit(.pushHandler, a: exception + 1, wide: 0)
      builder.openBlocks.append(.finally(finallyBody))
    }
    builder.branchDepth += 1
    if statement.handler != nil || statement.finallyBody == nil {
      let handlerJump = builder.emit(.pushHandler, a: exception, wide: 0)
      builder.openBlocks.append(.handler)
      try scoped(statement.body.span, .body) { () throws(CompileError) in
        try compile(statement.body, into: register)
      }
      builder.openBlocks.removeLast()
      builder.emit(.popHandler)
      if let elseBody = statement.elseBody {
        try scoped(elseBody.span, .body) { () throws(CompileError) in try compile(elseBody, into: register) }
      }
      let end = builder.emit(.jump, wide: 0)
      builder.patch(handlerJump)
      if let handler = statement.handler {
        try scoped(handler.span, .clause) { () throws(CompileError) in
          if let name = statement.variable, let variable = builder.lookupHere(name).variable {
            store(exception, in: variable)
          }
          builder.exceptions.append(exception)
          try compile(handler, into: register)
          builder.exceptions.removeLast()
        }
      } else {
        load(.nothing, into: register)
      }
      builder.patch(end)
    } else {
      try scoped(statement.body.span, .body) { () throws(CompileError) in
        try compile(statement.body, into: register)
      }
    }
    builder.branchDepth -= 1
    if let finallyBody = statement.finallyBody {
      builder.openBlocks.removeLast()
      builder.emit(.popHandler)
      try scoped(finallyBody.span, .body) { () throws(CompileError) in try effect(finallyBody) }
      let end = builder.emit(.jump, wide: 0)
      builder.patch(finallyJump)
      try scoped(finallyBody.span, .body) { () throws(CompileError) in try effect(finallyBody) }
      builder.emit(.rethrow, a: exception + 1)
      builder.patch(end)
    }
    builder.nextRegister = mark
  }
}
