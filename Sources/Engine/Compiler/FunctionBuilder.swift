// One function body being compiled: its instructions, constants and registers.

import Syntax

/// A loop or handler that is open at the place being compiled, for `break`, `continue` and `return` to leave.
enum OpenBlock {
  case loop(Loop)
  case handler
  case finally(Expression)

  final class Loop {
    var breaks: [Int] = []
    var continues: [Int] = []
    /// Whether `break` leaves the loop around this one too: `for i in a, j in b` is left as one.
    let isInner: Bool
    init(isInner: Bool) { self.isInner = isInner }
  }
}

final class FunctionBuilder {
  let name: String
  let parent: FunctionBuilder?
  let depth: Int
  var instructions: [Instruction] = []
  var spans: [Span] = []
  var constants: [Value] = []
  private var constantIndices: [ConstantKey: Int] = [:]
  var children: [Code] = []
  var captures: [(variable: Variable, source: Code.Capture)] = []
  var nextRegister = 0
  var registerCount = 0
  var scopes: [Scope] = []
  var openBlocks: [OpenBlock] = []
  /// The registers of the exceptions whose handlers surround the place being compiled.
  var exceptions: [Int] = []
  /// How many conditional constructs surround the place being compiled.
  var branchDepth = 0
  var returnType: Expression?
  var span: Span
  /// Whether it grew past what an instruction can address.
  var overflow: String?

  private enum ConstantKey: Hashable {
    case bits(Tag, UInt64)
    case text(String)
  }

  init(name: String, parent: FunctionBuilder?, span: Span, heap: Heap) {
    self.heap = heap
    self.name = name
    self.parent = parent
    self.depth = (parent?.depth ?? -1) + 1
    self.span = span
  }

  /// Whether the code was made, which then holds the constants.
  var isFinished = false
  private let heap: Heap

  deinit {
    if isFinished { return }
    // The statement could not be compiled.
    for constant in constants { heap.release(constant) }
    for child in children { child.releaseConstants(heap) }
  }

  // MARK: - Registers

  func allocate(_ count: Int = 1) -> Int {
    let first = nextRegister
    nextRegister += count
    if nextRegister > registerCount { registerCount = nextRegister }
    if nextRegister > 30_000 {
      overflow = "this expression is too large: it needs more than 30000 registers"
      nextRegister = 1000
    }
    return first
  }

  // MARK: - Instructions

  @discardableResult func emit(_ instruction: Instruction) -> Int {
    instructions.append(instruction)
    spans.append(span)
    return instructions.count - 1
  }

  @discardableResult func emit(_ opcode: Opcode, x: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0) -> Int {
    if max(a, b, c) > Int(Int16.max) {
      overflow = "this block is too large to compile: split it, or put its numbers into a vector"
    }
    return emit(Instruction(opcode, x: x, a: a, b: b, c: c))
  }

  @discardableResult func emit(_ opcode: Opcode, x: Int = 0, a: Int = 0, wide: Int) -> Int {
    emit(Instruction(opcode, x: x, a: a, wide: wide))
  }

  var here: Int { instructions.count }

  /// Lets the jump at `position` go to the next instruction.
  func patch(_ position: Int, to target: Int? = nil) {
    let distance = (target ?? here) - position - 1
    if instructions[position].hasShortJump, distance > Int(Int16.max) || distance < Int(Int16.min) {
      overflow = "this block is too large to compile: split it into functions"
    }
    instructions[position] = instructions[position].jumping(by: distance)
  }

  /// Positions of instructions that turned out to be superfluous.
  private var removed: [Int] = []

  func remove(at position: Int) { removed.append(position) }

  /// Takes out what was removed, and lets the jumps go where they went.
  func compact() {
    if removed.isEmpty { return }
    var isRemoved = [Bool](repeating: false, count: instructions.count)
    for position in removed { isRemoved[position] = true }
    // Where each instruction goes; a removed one to where the next one goes.
    var places: [Int] = []
    places.reserveCapacity(instructions.count + 1)
    var kept = 0
    for flag in isRemoved {
      places.append(kept)
      if !flag { kept += 1 }
    }
    places.append(kept)
    for position in instructions.indices where !isRemoved[position] {
      guard let distance = instructions[position].jump else { continue }
      let target = places[position + 1 + distance] - places[position] - 1
      instructions[position] = instructions[position].jumping(by: target)
    }
    var next = 0
    for position in instructions.indices where !isRemoved[position] {
      instructions[next] = instructions[position]
      spans[next] = spans[position]
      next += 1
    }
    instructions.removeLast(instructions.count - next)
    spans.removeLast(spans.count - next)
    removed = []
  }

  func jumpBack(to target: Int) { emit(.loop, wide: target - here - 1) }

  // MARK: - Constants

  func constant(_ value: Value) -> Int {
    let key: ConstantKey
    if !value.tag.isObject {
      key = .bits(value.tag, value.bits)
    } else if let text = value.string {
      // The fast tier reads the bytes.
      _ = value.utf8
      key = .text(text)
    } else {
      heap.retain(value)
      constants.append(value)
      return constants.count - 1
    }
    if let index = constantIndices[key] { return index }
    heap.retain(value)
    constants.append(value)
    constantIndices[key] = constants.count - 1
    return constants.count - 1
  }

  // MARK: - Names

  func lookupHere(_ name: String) -> (variable: Variable?, isGlobal: Bool) {
    for scope in scopes.reversed() {
      if scope.globals.contains(name) { return (nil, true) }
      if let variable = scope.variables[name] { return (variable, false) }
    }
    return (nil, false)
  }

  /// The local variable that a name means here, in this function or one around it.
  func lookup(_ name: String) -> Variable? {
    var builder: FunctionBuilder? = self
    while let current = builder {
      let (variable, isGlobal) = current.lookupHere(name)
      if isGlobal { return nil }
      if let variable { return variable }
      builder = current.parent
    }
    return nil
  }

  /// The index under which this function holds a variable of a function around it.
  func captureIndex(_ variable: Variable) -> Int {
    if let index = captures.firstIndex(where: { $0.variable === variable }) { return index }
    let source: Code.Capture
    if let parent, parent.owns(variable) {
      source = .register(variable.register)
    } else if let parent {
      source = .captured(parent.captureIndex(variable))
    } else {
      source = .register(variable.register)
    }
    captures.append((variable, source))
    return captures.count - 1
  }

  func owns(_ variable: Variable) -> Bool { variable.functionDepth == depth }
}
