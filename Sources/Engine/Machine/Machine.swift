// One environment in which blocks run: globals, stack, heap, limits, output.

internal import CMachine
import Exact
import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A place to go on at when something throws.
struct Handler {
  var frame: Int
  var pc: UnsafePointer<Instruction>
  var register: Int
}

/// What bounds a run. All but the time are counted, so that they fall alike on every machine.
public struct Limits: Sendable {
  public var steps = 10_000_000_000
  public var bytes = 4 << 30
  public var outputBytes = 1 << 20
  public var seconds = 300

  public init() {}
}

/// An environment of the language: what a notebook, a session or the REPL runs its blocks in.
///
/// A machine is used by one thread at a time, on a stack of at least 16 MB.
public final class Machine {
  public let heap = Heap()
  public let library: Library
  public private(set) var globals: Globals! = nil
  public var limits = Limits() {
    didSet { heap.byteLimit = limits.bytes }
  }

  /// What both tiers of the interpreter share: the frames, the end of the prepared slots, the steps that are left.
  let state: UnsafeMutablePointer<MachineState>
  /// What is left of the budget of steps besides `fuel`; loops and calls count.
  var reserve: Int
  /// The limit that the running cell has for itself, where it is the one that holds.
  public private(set) var cellSteps: Int?
  /// The steps of the notebook that the cell may not touch.
  private var withheldSteps = 0
  /// Steps between two looks at the clock.
  static let portion = 10_000_000
  var deadline: ContinuousClock.Instant?
  /// Slots for the registers of all calls; reserved once, touched as calls deepen.
  let stack: UnsafeMutablePointer<Value>
  let stackEnd: UnsafeMutablePointer<Value>
  /// How many calls may be in progress.
  let frameCapacity: Int
  /// The first slot above the running code's registers.
  var top: UnsafeMutablePointer<Value>
  var handlers: [Handler] = []
  /// How many native functions and interpreter loops are on the native stack.
  var nesting = 0
  static let nestingLimit = 1_500
  /// How deep, and at how many places so far, a value is being gone through.
  var descent = (depth: 0, count: 0)

  /// Text that the running statement printed.
  public internal(set) var output = ""
  var outputBytes = 0
  /// Takes what is printed at once, in place of ``output``.
  public var onPrint: ((String) -> Void)?
  /// A flag outside of the machine that stops the running statement when it is not 0.
  public var interruption: UnsafePointer<Int32>?
  /// Values that blocks asked to be shown, in order, as a page shows them.
  public var onDisplay: ((Value) throws -> Void)?
  /// Takes the files that blocks write; `nil` where they may write none.
  public var onSave: ((SavedFile) throws -> Void)?
  var savedByteCount = 0

  /// The texts of the units that were compiled: cells, or lines of a session.
  private(set) var sources: [SourceText] = []
  private(set) var codes: [Code] = []
  /// Methods that blocks gave to types: constructors and callable objects.
  var constructors: [DataType: FunctionObject] = [:]
  var callables: [DataType: FunctionObject] = [:]
  /// What was found to make values of types of the library.
  var makers: [DataType: (function: NativeFunction, takesType: Bool)] = [:]
  var isDefaultConstructorHidden: Set<DataType> = []
  /// Types that blocks defined.
  var types: [DataType] = []
  var abstractTypes: [DataType] = []
  /// Whether a block defined a type below `AbstractArray`.
  var hasOwnArrays = false
  var enumerations: [DataType: Enumeration] = [:]
  /// Functions of the library to which blocks added methods.
  var extended: Set<String> = []
  /// Those to which plain definitions add methods.
  var imported: Set<String> = []
  /// Names that blocks gave packages.
  var moduleAliases: Set<String> = []
  func isModule(_ name: String) -> Bool { library.isModule(name) || moduleAliases.contains(name) }
  var typeVariables: [String: DataType] = [:]
  /// How many functions without a name were compiled: they are shown by number.
  public var anonymousCount = 0
  /// The exception that was caught last, for `rethrow()`.
  private(set) var caught = Value.nothing
  /// The precision and rounding of the `BigFloat`s that are made.
  public var floatContext = BigFloat.Context()
  /// The level of the innermost differentiation in progress.
  var dualLevel = 0
  /// Random numbers of the running cell.
  public var random = RandomSource(seed: 0)
  /// Results of `@test` in the running statement.
  public var tests: [TestResult] = []
  /// The sliders of the running cell, in order.
  public var sliders: [SliderCall] = []
  /// Which of their values the sliders of the running cell are to give, where that is not left to them.
  public var sliderChoices: [Int] = []
  /// The test sets that are running, outermost first.
  var testSets: [TestSet] = []
  /// How often a function was given a method: what was made from functions before may be out of date.
  var definitionCount = 0
  /// Where text is put together.
  public let scratch = TextScratch()
  /// What the running kernel computes in.
  let kernelMemory = KernelMemory()
  /// Values that library functions leave for later calls in the same cell.
  private(set) var remembered: [String: (value: Value, maker: Int32)] = [:]

  /// - Parameter stackCapacity: How many slots the registers of all calls may take.
  public init(library: Library, stackCapacity: Int = 6_000_000) {
    self.library = library
    reserve = Limits().steps
    // The memory is reserved, not used: pages are touched as calls deepen.
    stack = .allocate(capacity: stackCapacity)
    stackEnd = stack + stackCapacity
    frameCapacity = stackCapacity / 30
    top = stack
    state = .allocate(capacity: 1)
    state.initialize(to: MachineState())
    globals = Globals(machine: self)
    prepareState()
    heap.onExcess = { [unowned self] in
      // The next loop or call asks the budget, which finds the memory gone.
      reserve += fuel
      fuel = 0
    }
  }

  deinit {
    releaseState()
    stack.deallocate()
  }

  // MARK: - Running source

  /// Registers the text of a unit and gives its number.
  public func addUnit(_ source: SourceText) -> Int {
    sources.append(source)
    return sources.count - 1
  }

  public func source(unit: Int) -> SourceText { sources[unit] }
  /// How many units there are.
  public var unitCount: Int { sources.count }

  func sourceText(unit: Int, _ span: Span) -> String { sources[unit][span] }

  /// Runs one statement and gives its value, which lives until the next statement runs.
  /// - Throws: `RuntimeError`; a statement that cannot be compiled throws one of type `SyntaxError`.
  public func run(_ statement: Expression, unit: Int) throws -> Value {
    heap.drain(to: 0)
    let code: Code
    do {
      code = try Compiler.compile(statement, unit: unit, machine: self)
    } catch {
      var failure = RuntimeError("SyntaxError", error.message, hint: error.hint)
      failure.trace = [.init(function: "top level", unit: unit, span: error.span)]
      throw failure
    }
    if globals.isFull {
      throw RuntimeError("ErrorException", "a notebook may use at most \(Globals.capacity) names")
    }
    codes.append(code)
    state.pointee.statement &+= 1
    state.pointee.entered = nil
    do {
      return try execute(code)
    } catch {
      throw advised(runtimeError(error))
    }
  }

  /// Gives a fresh budget of steps and time, as each notebook has.
  public func resetSteps() {
    fuel = 0
    reserve = limits.steps
    deadline = .now + .seconds(limits.seconds)
  }

  public var stepsUsed: Int { limits.steps - reserve - fuel - withheldSteps }

  /// Lets a cell take at most this many steps and bytes, if fewer are not left anyway.
  public func limitCell(steps: Int?, bytes: Int?) {
    if let steps, steps < reserve + fuel {
      cellSteps = steps
      withheldSteps = reserve + fuel - steps
      (fuel, reserve) = (0, steps)
    }
    if let bytes { heap.limitCell(to: bytes) }
  }

  /// Gives back what a cell could not use; what it used is gone.
  public func endCellLimits() {
    if cellSteps != nil {
      (fuel, reserve) = (0, max(0, reserve + fuel) + withheldSteps)
      withheldSteps = 0
      cellSteps = nil
    }
    heap.endCellLimit()
  }

  /// Forgets where fields were found: from now on a method of a block is asked.
  func forgetFields() {
    for code in codes { code.forgetFields() }
  }

  private func execute(_ code: Code) throws -> Value {
    prepareSlots(to: min(top + code.registerCount, stackEnd))
    for register in top..<min(top + code.localCount, stackEnd) { place(.undefined, in: register) }
    try enter(code, captured: nil, base: top, destination: 0)
    return heap.pooled(try interpret())
  }

  /// Notes the exception that a handler receives.
  func note(caught exception: Value) {
    heap.retain(exception)
    heap.release(caught)
    caught = exception
  }

  // MARK: - Values between calls

  /// Keeps a value for later calls in the running cell: the current plot.
  public func remember(_ value: Value, as name: String) {
    heap.retain(value)
    if let old = remembered[name] { heap.release(old.value) }
    remembered[name] = (value, heap.maker)
  }

  /// The value that the running cell remembered under a name.
  public func remembered(_ name: String) -> Value? {
    guard let entry = remembered[name], entry.maker == heap.maker else { return nil }
    return entry.value
  }

  // MARK: - Output

  /// Prints text to the block's stream.
  public func print(_ text: String) throws {
    outputBytes += text.utf8.count
    if outputBytes > limits.outputBytes { throw RuntimeError.outputLimit(limits.outputBytes) }
    if let onPrint { onPrint(text) } else { output += text }
  }

  /// Tells something that the reader ought to know about a result, as `@warn` does, once in a cell.
  public func warn(_ text: String) throws {
    let key = "warning: " + text
    if remembered(key) != nil { return }
    remember(.nothing, as: key)
    try print("[ Warning: \(text)\n")
  }

  /// Takes what was printed.
  public func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  /// Lets the next cell print as much as a cell may.
  public func resetOutput() {
    output = ""
    outputBytes = 0
    savedByteCount = 0
  }

  /// How many symbols came in plain data that nobody had used before.
  var foreignSymbolCount = 0

  /// What blocks say about their definitions, by name.
  public internal(set) var documentation: [String: String] = [:]

  // MARK: - Library values

  /// What the library binds under a name, as a value; `nil` if nothing.
  public func libraryValue(_ name: String) -> Value? {
    // Types whose constructor is bound under their own name.
    if name.utf8.first.map({ $0 >= 65 && $0 <= 90 }) ?? false, let type = TypeNames.type(named: name) { return Value(type) }
    if let native = library.functions[name] { return heap.adopt(FunctionObject(name: native.name, native: native)) }
    if let constant = library.constants[name] { return constant.make(heap) }
    if let type = TypeNames.type(named: name) { return Value(type) }
    // `∇f` means the gradient of f unless a block defines it.
    if name.hasPrefix("∇"), name.count > 1, let gradient = library.functions["#nabla"] {
      return heap.adopt(GradientName(String(name.dropFirst()), gradient: gradient))
    }
    return nil
  }

  static var macroNames: [String] { MacroHelp.entries.map(\.name) }
}

/// `∇f` before it is known what `f` is: a function whose gradient is taken when it is called.
final class GradientName: HostObject {
  let name: String
  private let gradient: NativeFunction

  init(_ name: String, gradient: NativeFunction) {
    self.name = name
    self.gradient = gradient
    super.init()
  }

  override var type: DataType { .function }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard let function = machine.globals[name] else { throw machine.undefinedName(name) }
    let wrapped = machine.heap.adopt(FunctionObject(name: gradient.name, native: gradient))
    return try machine.call(try machine.call(wrapped, [function]), arguments)
  }

  override func text(_ machine: Machine) -> String { "∇\(name)" }
}

/// The outcome of one `@test`.
public struct TestResult: Sendable {
  public var text: String
  public var passed: Bool
  /// What the operands were, when it failed.
  public var detail: String
  /// Where it stands, where that is in the running unit.
  public var span: Span?
}
