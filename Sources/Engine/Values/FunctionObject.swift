// Functions: a name with methods, compiled or native.

internal import CMachine

/// A function of the language.
public final class FunctionObject: HeapObject {
  /// How to call without looking further, for the fast tier of the machine (`CMachine/values.h`).
  var entry: Entry
  public let name: String
  /// Methods that blocks defined, in order of definition.
  var methods: [Method] = []
  /// What the library binds under this name; methods of blocks come first.
  let native: NativeFunction?
  init(name: String, native: NativeFunction? = nil) {
    entry = Entry(native: native)
    self.name = name
    self.native = native
    super.init(tag: .function)
  }

  /// Adds a method, or replaces the one with the same signature.
  func define(_ method: Method, heap: Heap) {
    heap.noteChange(of: self)
    if methods.isEmpty {
      methods = [method]
    } else if let position = methods.firstIndex(where: { $0.hasSameSignature(as: method) }) {
      let old = methods[position]
      methods[position] = method
      // Code that is running may still read what the old method captured.
      replaced.append(old)
    } else {
      methods.append(method)
    }
    let isOnly = native == nil && methods.count == 1 && method.takesPlainCalls
    entry = isOnly ? Entry(method) : Entry(native: nil)
  }

  /// The names of keyword arguments of its methods, in order.
  public var keywordNames: [String] {
    if let native { return native.keywords }
    var names: [String] = []
    for method in methods {
      for keyword in method.code.keywords where !names.contains(keyword.name) { names.append(keyword.name) }
    }
    return names
  }

  /// Whether the library's function of this name takes so many arguments.
  public func accepts(count: Int) -> Bool { native.map { $0.arity.contains(count) } ?? false }

  /// Whether a block's method is declared for arguments of these types.
  public func hasMethod(types: [DataType]) -> Bool {
    methods.contains { method in
      method.accepts(count: types.count)
        && types.enumerated().allSatisfy { $1.isSubtype(of: method.parameterType($0)) }
    }
  }

  /// The method that a call with arguments of these types would use, as `f(::Int64)`.
  public func signature(forTypes types: [DataType]) -> String? {
    let fitting = zip(methods, signatures).filter { method, _ in
      method.accepts(count: types.count) && types.enumerated().allSatisfy { $1.isSubtype(of: method.parameterType($0)) }
    }
    let narrowest = fitting.first { method, _ in
      fitting.allSatisfy { other, _ in
        types.indices.allSatisfy { method.parameterType($0).isSubtype(of: other.parameterType($0)) }
      }
    }
    return narrowest?.1 ?? (accepts(count: types.count) ? native?.signature : nil)
  }

  /// The methods that blocks defined, as `f(::Int64, ::Any)`.
  public var signatures: [String] {
    methods.map { method in
      let types = method.parameterTypes.enumerated().map { position, type in
        "::\(type)" + (method.code.isVariadic && position == method.parameterTypes.count - 1 ? "..." : "")
      }
      return "\(name)(\(types.joined(separator: ", ")))"
    }
  }

  /// Methods that later definitions replaced.
  private var replaced: [Method] = []

  /// The function's own fields, its entry, and one method with a few captured values.
  public override var byteCount: Int { 320 }

  public override func releaseChildren(_ heap: Heap) {
    for method in methods { method.releaseCaptured(heap) }
    for method in replaced { method.releaseCaptured(heap) }
  }
}

/// A compiled method with what it captured.
final class Method {
  let code: Code
  /// The declared types of the positional parameters.
  let parameterTypes: [DataType]
  /// Values of the captured variables, or boxes of those that change: as many as the code names, retained by the function.
  let captured: UnsafeMutablePointer<Value>
  /// The names of the type variables of its `where`, in the order of the code's registers for them.
  var variableNames: [String] { code.typeVariableNames }
  /// What the fast tier of the machine may pass as each parameter, where some have types.
  let parameters: UnsafeMutablePointer<Parameter>?

  /// A method that declares no types; takes over the memory of the captured values, which are retained already.
  init(untyped code: Code, captured: UnsafeMutablePointer<Value>) {
    self.code = code
    parameterTypes = code.untypedParameters
    self.captured = captured
    parameters = nil
  }

  /// Takes over the memory of the captured values, which are retained already.
  init(code: Code, parameterTypes: [DataType], captured: UnsafeMutablePointer<Value>) {
    self.code = code
    self.parameterTypes = parameterTypes
    self.captured = captured
    let parameters = UnsafeMutablePointer<Parameter>.allocate(capacity: parameterTypes.count)
    for (position, type) in parameterTypes.enumerated() {
      let object = type.isStructure ? UnsafeRawPointer(Unmanaged.passUnretained(type).toOpaque()) : nil
      (parameters + position).initialize(to: Parameter(tags: type.instanceTags, type: object))
    }
    self.parameters = parameters
  }

  deinit {
    captured.deallocate()
    parameters?.deallocate()
  }

  fileprivate func releaseCaptured(_ heap: Heap) {
    for position in 0..<code.captures.count { heap.release(captured[position]) }
  }

  /// Whether a call with the right number of arguments of the right types needs nothing else.
  var takesPlainCalls: Bool {
    code.requiredCount == code.positionalCount && !code.isVariadic && code.keywords.isEmpty && !code.hasKeywordRest
      && code.typeVariableRegisters.isEmpty && variableNames.isEmpty
  }

  /// Whether any value is taken for every parameter.
  var isUntyped: Bool { parameters == nil }

  func accepts(count: Int) -> Bool {
    count >= code.requiredCount && (code.isVariadic ? code.restCount.map { count == code.positionalCount + $0 } ?? true : count <= code.positionalCount)
  }

  func parameterType(_ position: Int) -> DataType {
    if position < parameterTypes.count { return parameterTypes[position] }
    return code.isVariadic ? parameterTypes.last ?? .any : .any
  }

  func hasSameSignature(as other: Method) -> Bool {
    code.requiredCount == other.code.requiredCount && code.positionalCount == other.code.positionalCount
      && code.isVariadic == other.code.isVariadic && code.restCount == other.code.restCount
      && zip(parameterTypes, other.parameterTypes).allSatisfy { $0 === $1 || $0.description == $1.description && $0.isSameVariable(as: $1) }
  }
}

extension Entry {
  /// The entry of a function that has no plain method; a native one may be known to the fast tier.
  fileprivate init(native: NativeFunction?) {
    self.init()
    (count, globalCount) = (-1, -1)
    if let native {
      quick = native.quick
      intrinsic = (native.quick != nil ? .quick : native.intrinsic ?? (native.real == nil ? .none : .real)).rawValue
      self.native = UnsafeRawPointer(Unmanaged.passUnretained(native).toOpaque())
    }
  }

  /// The entry of a function whose only method takes plain calls.
  fileprivate init(_ method: Method) {
    let code = method.code
    self.init()
    (count, globalCount) = (-1, -1)
    if method.isUntyped {
      count = Int32(code.positionalCount)
      if code.captures.isEmpty { globalCount = count }
    } else {
      intrinsic = Intrinsic.typed.rawValue
      parameterCount = Int32(code.positionalCount)
      parameters = UnsafePointer(method.parameters)
    }
    self.code = UnsafeRawPointer(Unmanaged.passUnretained(code).toOpaque())
    instructions = UnsafePointer(code.instructions)
    constants = UnsafeRawPointer(code.constants)
    captured = UnsafeRawPointer(method.captured)
    captureCount = Int32(code.captures.count)
    localCount = Int32(code.localCount)
    registerCount = Int32(code.registerCount)
    extent = Int64(16 * (code.registerCount + 1))
  }
}

extension NativeFunction {
  /// Which of the functions of plain numbers this is that the fast tier does itself.
  fileprivate var intrinsic: Intrinsic? {
    switch name {
    case "sqrt": .sqrt
    case "exp": .exp
    case "log": .log
    case "sin": .sin
    case "cos": .cos
    case "tanh": .tanh
    case "abs": .abs
    case "abs2": .abs2
    case "floor": .floor
    case "ceil": .ceil
    case "float": .float
    case "isodd": .isOdd
    case "iseven": .isEven
    case "length": .length
    case "real": .realPart
    case "imag": .imaginaryPart
    case "complex": .complex
    case "min": .min
    case "max": .max
    case "mod": .mod
    case "rand": .rand
    case "randn": .randn
    default: nil
    }
  }
}

extension DataType {
  /// Whether two type variables mean the same.
  fileprivate func isSameVariable(as other: DataType) -> Bool {
    if case .variable(let mine) = kind, case .variable(let theirs) = other.kind { return mine === theirs }
    return !parameters.isEmpty
  }
}
