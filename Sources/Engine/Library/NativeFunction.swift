// A function that Swift code gives to the language, with its help.

/// How many positional arguments a function takes.
public struct Arity: ExpressibleByIntegerLiteral, Sendable {
  public let minimum: Int
  public let maximum: Int

  public init(integerLiteral count: Int) { (minimum, maximum) = (count, count) }
  public init(_ range: ClosedRange<Int>) { (minimum, maximum) = (range.lowerBound, range.upperBound) }
  public init(_ range: PartialRangeFrom<Int>) { (minimum, maximum) = (range.lowerBound, Int.max) }
  public init(atLeast minimum: Int) { (self.minimum, maximum) = (minimum, Int.max) }

  func contains(_ count: Int) -> Bool { count >= minimum && count <= maximum }
}

/// One binding of the library: what a block can call, and all that help, completion and the reference say about it.
public final class NativeFunction: Sendable {
  public typealias Body = @Sendable (borrowing Call) throws -> Value

  public let name: String
  /// How a call is written: `round(x, digits = 0)`.
  public let signature: String
  /// What it does, in Markdown.
  public let help: String
  /// A block that runs as a test: statements, expectations as `# => value`.
  public let example: String
  /// Where the method comes from in the literature.
  public let source: String?
  /// The subject that it belongs to: `Linear algebra`.
  public let topic: String
  public let arity: Arity
  /// Names of keyword arguments; `["..."]` takes any.
  public let keywords: [String]
  /// For functions of one float that cannot fail there: the machine and broadcasting call it directly.
  public let real: (@Sendable (Double) -> Double)?
  /// For functions that take every real number as a float: the function there, and where it is defined.
  public let elementary: Elementary?
  /// Whether its name says that it changes an argument.
  let changesArguments: Bool
  /// Does plain calls at once, for the fast tier.
  let quick: QuickBody?
  let body: Body

  /// A function on the reals; `domain` is `nil` if it is defined everywhere.
  public struct Elementary: Sendable {
    public let body: @Sendable (Double) -> Double
    public let domain: (@Sendable (Double) -> Bool)?

    public init(body: @escaping @Sendable (Double) -> Double, domain: (@Sendable (Double) -> Bool)? = nil) {
      self.body = body
      self.domain = domain
    }
  }

  init(
    name: String, signature: String, help: String, example: String, source: String?, topic: String, arity: Arity,
    keywords: [String], real: (@Sendable (Double) -> Double)?, elementary: Elementary?, quick: QuickBody?,
    body: @escaping Body
  ) {
    self.name = name
    changesArguments = name.utf8.last == UInt8(ascii: "!")
    self.signature = signature
    self.help = help
    self.example = example
    self.source = source
    self.topic = topic
    self.arity = arity
    self.keywords = keywords
    self.real = real
    self.elementary = elementary
    self.quick = quick
    self.body = body
  }
}

/// The functions and constants that are there before a block defines any.
public struct Library: Sendable {
  public private(set) var functions: [String: NativeFunction] = [:]
  public private(set) var constants: [String: Constant] = [:]
  /// The other names of functions.
  private var aliases: [String: [String]] = [:]
  /// The subject under which help lists what is added next.
  public var topic = "Language"
  /// Names of packages that `using` accepts.
  public var packages: Set<String> = []
  /// The parts of what is there without a package.
  private static let ownModules: Set<String> = ["Base", "Core", "Main", "Iterators", "Meta", "Broadcast", "Sys"]

  /// Whether a name may stand before a dot: `Base.show`, `LinearAlgebra.norm`.
  func isModule(_ name: String) -> Bool { packages.contains(name) || Library.ownModules.contains(name) }

  /// A value that is made when first asked for.
  public struct Constant: Sendable {
    public let help: String
    public let topic: String
    public let make: @Sendable (Heap) -> Value
  }

  public init() {}

  /// Binds a function under the name that opens its signature.
  public mutating func add(
    _ signature: String, _ help: String, arity: Arity, keywords: [String] = [], example: String = "",
    source: String? = nil, real: (@Sendable (Double) -> Double)? = nil, elementary: NativeFunction.Elementary? = nil,
    quick: QuickBody? = nil, body: @escaping NativeFunction.Body
  ) {
    let name = String(signature.prefix { $0 != "(" })
    functions[name] = NativeFunction(
      name: name, signature: signature, help: help, example: example, source: source, topic: topic, arity: arity,
      keywords: keywords, real: real, elementary: elementary, quick: quick, body: body)
  }

  /// Gives a bound function a second name, as Julia does (`∘` and `compose`, `÷` and `div`).
  public mutating func alias(_ alias: String, of name: String) {
    guard let function = functions[name] else { return }
    functions[alias] = function
    aliases[function.name, default: []].append(alias)
  }

  /// Lets `body` answer calls of a bound function, under all of its names, before its own body does, unless it gives `nil`.
  public mutating func extend(_ name: String, body: @escaping @Sendable (borrowing Call) throws -> Value?) {
    wrap(name) { call, own in try body(call) ?? own(call) }
  }

  /// Puts `body` in the place of the own body of a bound function, under all of its names, and gives that to it.
  public mutating func wrap(_ name: String, body: @escaping @Sendable (borrowing Call, NativeFunction.Body) throws -> Value) {
    guard let known = functions[name] else { preconditionFailure("\(name) is extended before it is bound") }
    let own = known.body
    let extended = NativeFunction(
      name: known.name, signature: known.signature, help: known.help, example: known.example, source: known.source,
      topic: known.topic, arity: known.arity, keywords: known.keywords, real: known.real,
      elementary: known.elementary, quick: known.quick
    ) { call in try body(call, own) }
    for other in [known.name] + aliases[known.name, default: []] where functions[other] === known { functions[other] = extended }
  }

  public mutating func add(constant name: String, _ help: String, make: @escaping @Sendable (Heap) -> Value) {
    constants[name] = Constant(help: help, topic: topic, make: make)
  }
}
