// Questions about functions and types as such: their methods, what stands below a type, the values of plain types.

import Engine

/// What `methods(f)` gives.
final class MethodListObject: HostObject {
  let name: String
  let signatures: [String]
  private let isSingle: Bool

  init(name: String, signatures: [String], isSingle: Bool = false) {
    self.name = name
    self.signatures = signatures
    self.isSingle = isSingle
  }

  override var type: DataType { .named(isSingle ? "Method" : "Base.MethodList") }

  override func elements(_ machine: Machine) throws -> [Value]? { signatures.map { machine.heap.string($0) } }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    operation == "length" ? Value(signatures.count) : nil
  }

  override func text(_ machine: Machine) throws -> String {
    if isSingle { return signatures[0] }
    let count = signatures.count
    let lines = signatures.enumerated().map { " [\($0 + 1)] \($1)" }
    return (["# \(count) method\(count == 1 ? "" : "s") for generic function \"\(name)\":"] + lines).joined(separator: "\n")
  }
}

extension Library {
  mutating func addMethodQuestions() {
    add("methods(f)", "The methods of a function.", arity: Arity(1...2), example: "f(x) = 1\nf(x, y) = 2\nlength(methods(f))  # => 2") { call in
      guard let function = call[0].function else { throw call.noMethod() }
      var signatures = function.signatures
      if let native = function.libraryFunction { signatures.append(native.signature) }
      return call.heap.adopt(MethodListObject(name: function.name, signatures: signatures))
    }
    add(
      "which(f, types)", "The method of a function that a call with arguments of these types would use.", arity: 2,
      example: "f(x) = 1\nf(x::Int) = 2\nwhich(f, (Int,))"
    ) { call in
      guard let function = call[0].function else { throw call.noMethod() }
      var types = call[1].tuple?.elements.compactMap(\.type) ?? []
      if case .tuple(let listed, _)? = call[1].type?.kind { types = listed }
      guard let signature = function.signature(forTypes: types) else {
        throw RuntimeError("ErrorException", "no unique matching method found for the specified argument types")
      }
      return call.heap.adopt(MethodListObject(name: function.name, signatures: [signature], isSingle: true))
    }
    add("#which(f, xs...)", "", arity: Arity(1...)) { call in
      let types = call.heap.tuple(call.values.dropFirst().map { Value($0.dataType) })
      return try call.machine.callLibrary("which", [call[0], types])
    }
    add(
      "invoke(f, T, xs...)", "Calls the method of `f` for arguments of the types in `T`, even if there is a narrower one.",
      arity: Arity(2...), keywords: ["..."], example: "f(x::Real) = x^2\nf(x::Int) = 1 + invoke(f, Tuple{Real}, x)\nf(2)  # => 5"
    ) { call in
      guard let function = call[0].function, let type = call[1].type, case .tuple(let types, _) = type.kind else {
        throw call.noMethod()
      }
      return try call.machine.invoke(function, as: types, Array(call.values.dropFirst(2)), keywords: call.keywords)
    }
    add("isbitstype(T)", "Whether values of the type are plain bits.", arity: 1, example: "isbitstype(Complex{Float64})  # => true") { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return Value(type.isPlainBits)
    }
    add("isbits(x)", "Whether a value is plain bits.", arity: 1, example: "isbits(3)  # => true") { call in
      Value(call[0].type == nil && call[0].dataType.isPlainBits)
    }
    add("ismutabletype(T)", "Whether values of the type can be changed in place.", arity: 1, example: "ismutabletype(Vector{Int})  # => true") {
      call in
      guard let type = call[0].type else { throw call.noMethod() }
      return Value(type.isMutable || ["Array", "BitArray", "Dict", "Set"].contains(type.name))
    }
    add("fieldname(T, i)", "The name of the i-th field of a type.", arity: 2, example: "fieldname(Rational, 1)  # => :num") { call in
      guard let type = call[0].type else { throw call.noMethod() }
      let names = type.memberNames
      let position = try call.int(1)
      guard position >= 1, position <= names.count else {
        throw RuntimeError.argument("Cannot access field \(position) since type \(type) only has \(names.count) fields.")
      }
      return Value(Symbol(names[position - 1]))
    }
    add("subtypes(T)", "The types directly below an abstract type of numbers, or below one that a block declared.", arity: 1, example: "subtypes(Integer)  # => [Bool, Signed, Unsigned]") {
      call in
      guard let type = call[0].type else { throw call.noMethod() }
      return call.heap.array(of: .any, call.machine.typesBelow(type).map { Value($0) })
    }
  }
}

extension DataType {
  /// Whether values are stored whole, without references.
  fileprivate var isPlainBits: Bool {
    if self === DataType.nothing || self === DataType.missing || self === DataType.bool || self === DataType.character {
      return true
    }
    if case .tuple(let elements, let isVariadic) = kind { return !isVariadic && elements.allSatisfy(\.isPlainBits) }
    if !fields.isEmpty { return !isMutable && fields.allSatisfy { $0.type.isPlainBits } }
    switch name {
    case "Complex", "Rational", "UnitRange", "StepRange", "Pair":
      return parameters.allSatisfy { parameter in
        if case .type(let type) = parameter { return type.isPlainBits }
        return false
      }
    default: return isSubtype(of: .real) && !isAbstract && parameters.isEmpty && self !== DataType.bigInt
    }
  }
}
