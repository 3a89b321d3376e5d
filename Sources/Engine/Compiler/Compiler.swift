// From the tree of a statement to bytecode.

import Exact
import Syntax

/// Why a statement could not be compiled.
struct CompileError: Error {
  var message: String
  var span: Span
  var hint: String?
}

/// Compiles one top-level statement. A file of this type for each group of forms: expressions, assignments, functions, control.
final class Compiler {
  let machine: Machine
  let unit: Int
  var builder: FunctionBuilder
  private let analysis: ScopeAnalysis
  /// The indexed arrays around the place being compiled, for `end` and `begin`.
  var indexed: [(register: Int, position: Int, count: Int)] = []
  /// Whether the assignment being compiled is a `const`.
  var isConstant = false

  var heap: Heap { machine.heap }

  private init(machine: Machine, unit: Int, statement: Expression) {
    self.machine = machine
    self.unit = unit
    builder = FunctionBuilder(name: "top level", parent: nil, span: statement.span, heap: machine.heap)
    analysis = ScopeAnalysis(statement, isGlobal: { machine.globals.isAssigned($0) })
  }

  /// The code of a statement, which returns its value.
  static func compile(_ statement: Expression, unit: Int, machine: Machine) throws(CompileError) -> Code {
    let compiler = Compiler(machine: machine, unit: unit, statement: statement)
    let result = compiler.builder.allocate()
    try compiler.compile(statement, into: result)
    compiler.builder.emit(.returnValue, a: result)
    return try compiler.finish()
  }

  /// Makes the code of the function that was being built.
  func finish(
    requiredCount: Int = 0, positionalCount: Int = 0, isVariadic: Bool = false, restCount: Int? = nil,
    keywords: [Symbol] = [], hasKeywordRest: Bool = false, localCount: Int = 0, typeVariableRegisters: [Int] = [], typeVariableNames: [String] = [],
    kernel: KernelExpression? = nil
  ) throws(CompileError) -> Code {
    builder.compact()
    if let overflow = builder.overflow { throw CompileError(message: overflow, span: builder.span) }
    builder.isFinished = true
    return Code(
      name: builder.name, unit: unit, instructions: builder.instructions, spans: builder.spans,
      constants: builder.constants, children: builder.children, registerCount: builder.registerCount + 1,
      requiredCount: requiredCount, positionalCount: positionalCount, isVariadic: isVariadic, restCount: restCount,
      keywords: keywords,
      hasKeywordRest: hasKeywordRest, localCount: localCount, typeVariableRegisters: typeVariableRegisters,
      typeVariableNames: typeVariableNames, captures: builder.captures.map(\.source), kernel: kernel)
  }

  // MARK: - Scopes

  func enterScope(_ span: Span, _ kind: ScopeKey.Kind) -> Scope? {
    guard let scope = analysis.scopes[ScopeKey(span: span, kind: kind)] else { return nil }
    builder.scopes.append(scope)
    for variable in scope.order where variable.functionDepth == builder.depth && variable.register < 0 || variable.functionDepth == builder.depth && kind != .function {
      variable.register = builder.allocate()
      variable.isDefinitelyAssigned = false
      variable.branchDepth = builder.branchDepth
      variable.isReadUnassigned = false
      variable.clearPosition = builder.emit(.clear, a: variable.register)
      if variable.isBoxed { builder.emit(.makeBox, a: variable.register) }
    }
    return scope
  }

  func leaveScope() {
    // What is assigned before it is read needs no clearing.
    for variable in builder.scopes.removeLast().order {
      if let position = variable.clearPosition, !variable.isBoxed, !variable.isCaptured, !variable.isReadUnassigned {
        builder.remove(at: position)
      }
      variable.clearPosition = nil
    }
  }

  /// Compiles the body of a scope; its registers are free again after.
  func scoped(_ span: Span, _ kind: ScopeKey.Kind, _ body: () throws(CompileError) -> Void) throws(CompileError) {
    let mark = builder.nextRegister
    let scope = enterScope(span, kind)
    try body()
    if scope != nil { leaveScope() }
    builder.nextRegister = mark
  }

  func scope(_ span: Span, _ kind: ScopeKey.Kind) -> Scope? { analysis.scopes[ScopeKey(span: span, kind: kind)] }

  // MARK: - Entry points for expressions

  /// Runs `body` with the span of `expression` on what it emits.
  func at(_ span: Span, _ body: () throws(CompileError) -> Void) throws(CompileError) {
    let outer = builder.span
    builder.span = span
    try body()
    builder.span = outer
  }

  /// The register that holds the expression's value: a variable's own where that is possible.
  func operand(_ expression: Expression) throws(CompileError) -> Int {
    if case .name(let name) = expression.kind, let variable = builder.lookup(name), builder.owns(variable),
      !variable.isBoxed
    {
      try checkReadable(name, expression.span)
      try at(expression.span) { () throws(CompileError) in checkDefined(variable, variable.register) }
      return variable.register
    }
    let register = builder.allocate()
    try compile(expression, into: register)
    return register
  }

  /// Compiles for the effect alone.
  func effect(_ expression: Expression) throws(CompileError) {
    let mark = builder.nextRegister
    switch expression.kind {
    case .block(let statements): for statement in statements { try effect(statement) }
    case .name, .integer, .float, .boolean: _ = try operand(expression)
    case .if, .for, .while, .and, .or:
      try at(expression.span) { () throws(CompileError) in try controlForEffect(expression) }
    case .assignment(let target, let value):
      var isDone = false
      try at(expression.span) { () throws(CompileError) in isDone = try assignForEffect(target, value) }
      if !isDone { try compile(expression, into: place(of: target, for: value)) }
    case .update(let operation, let target, _):
      try compile(expression, into: operation.isDotted ? builder.allocate() : place(of: target, for: expression))
    default: try compile(expression, into: builder.allocate())
    }
    builder.nextRegister = mark
  }

  /// The register where the value of an assignment for its effect goes: the variable's own, which saves a move, where the
  /// instruction that makes the value has read its operands by then.
  private func place(of target: Expression, for value: Expression) -> Int {
    if case .name(let name) = target.kind, let variable = builder.lookup(name), builder.owns(variable), !variable.isBoxed {
      if case .update(_, _, let operand) = value.kind {
        if !operand.assignsAnything { return variable.register }
      } else if value.isArithmetic {
        return variable.register
      }
    }
    return builder.allocate()
  }

  /// Compiles the expressions into consecutive new registers and gives the first.
  func sequence(_ expressions: [Expression]) throws(CompileError) -> Int {
    let first = builder.allocate(max(1, expressions.count))
    for (position, expression) in expressions.enumerated() {
      try compile(expression, into: first + position)
    }
    return first
  }

  func checkDefined(_ variable: Variable, _ register: Int) {
    if variable.isParameter || variable.isDefinitelyAssigned { return }
    variable.isReadUnassigned = true
    builder.emit(.checkDefined, a: register, wide: builder.constant(heap.string(variable.name)))
  }

  func load(_ value: Value, into register: Int) {
    if let integer = value.integer, let small = Int32(exactly: integer) {
      builder.emit(.loadInteger, a: register, wide: Int(small))
    } else {
      builder.emit(.loadConstant, a: register, wide: builder.constant(value))
    }
  }

  func loadGlobal(_ name: String, into register: Int) {
    builder.emit(.getGlobal, a: register, wide: machine.globals.index(of: name))
  }

  /// `using` and `import`: everything is there already, but names can be given to it, and after `import` methods added.
  func importNames(_ one: Import, extends: Bool, span: Span, into register: Int) throws(CompileError) {
    guard let package = one.path.first, machine.isModule(package) else {
      let name = one.path.first ?? ""
      throw CompileError(
        message: "there is no package \(name) here", span: span,
        hint: Suggestions.nearest(to: name, among: Array(machine.library.packages).sorted()).map { "did you mean `\($0)`?" }
          ?? "the whole library is always loaded: leave the line out")
    }
    let isMember = one.path.count > 1 && !machine.isModule(one.path[one.path.count - 1])
    if let alias = one.alias, !isMember { machine.moduleAliases.insert(alias) }
    let members = isMember ? [(name: one.path[one.path.count - 1], alias: one.alias)] : one.names
    for (name, alias) in members {
      if let alias {
        builder.emit(.getGlobal, a: register, wide: machine.globals.index(ofLibrary: name))
        builder.emit(.setGlobal, a: register, wide: machine.globals.assign(alias))
      } else if extends, machine.libraryValue(name) != nil {
        machine.imported.insert(name)
      }
    }
  }

  /// Whether it names a package or a part of Julia's own, as in `Base.show` and `LinearAlgebra.norm`, and no variable.
  func isModule(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name):
      machine.isModule(name) && builder.lookup(name) == nil && !machine.globals.isAssigned(name)
    case .field(let base, let name): machine.isModule(name) && isModule(base)
    default: false
    }
  }

  /// The variable that `Base.sum` or `Main.x` means, whatever the block calls `sum`; `nil` for what is no name of a package.
  func qualifiedGlobal(_ expression: Expression) -> Int? {
    guard case .field(let base, let name) = expression.kind, isModule(base) else { return nil }
    if base.isMainModule { return machine.globals.index(of: name) }
    // `Iterators.map` is lazy, `map` is not.
    let lazy = "Iterators." + name
    return machine.globals.index(ofLibrary: base.isIteratorsModule && machine.library.functions[lazy] != nil ? lazy : name)
  }

  /// Emits a call of a library function by name, with its arguments already in the registers after `function`.
  func callLibrary(_ name: String, arguments: [Expression], into register: Int) throws(CompileError) {
    let mark = builder.nextRegister
    let function = builder.allocate(arguments.count + 1)
    loadGlobal(name, into: function)
    for (position, argument) in arguments.enumerated() { try compile(argument, into: function + 1 + position) }
    builder.emit(.call, a: register, b: function, c: arguments.count)
    builder.nextRegister = mark
  }
}
