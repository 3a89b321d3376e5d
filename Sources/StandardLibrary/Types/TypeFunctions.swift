// Questions about types, fields and methods, and values that may be absent.

import Engine
import Exact

extension Library {
  mutating func addTypes() {
    addTypeRelations()
    addFields()
    addAbsence()
    addIdentity()
  }

  private mutating func addTypeRelations() {
    add("supertype(T)", "The type directly above.", arity: 1, example: "supertype(Int)  # => Signed") { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return Value(type.supertype ?? .any)
    }
    add(
      "supertypes(T)", "The types above, from `T` itself to `Any`.", arity: 1,
      example: "supertypes(Int)  # => (Int64, Signed, Integer, Real, Number, Any)"
    ) { call in
      guard var type = call[0].type else { throw call.noMethod() }
      var chain = [type]
      while let next = type.supertype, next !== type {
        chain.append(next)
        type = next
      }
      return call.heap.tuple(chain.map { Value($0) })
    }
    add(
      "eltype(A)", "The type of the elements of a collection or of a collection type.", arity: 1,
      example: "eltype([1.0, 2.0])  # => Float64"
    ) { call in
      Value(try call.machine.elementType(of: call[0]))
    }
    add(
      "keytype(d)", "The type of the keys of a dictionary or array.", arity: 1,
      example: "keytype(Dict(\"a\" => 1))  # => String"
    ) { call in
      if let dictionary = call[0].dictionary { return Value(dictionary.keyType) }
      if let array = call[0].array { return Value(array.rank == 1 ? .int64 : .named("CartesianIndex{\(array.rank)}")) }
      if call[0].range != nil || call[0].tag == .tuple { return Value(DataType.int64) }
      guard let type = call[0].type, type.name == "Dict", case .type(let key)? = type.parameters.first else {
        throw call.noMethod()
      }
      return Value(key)
    }
    add(
      "valtype(d)", "The type of the values of a dictionary or array.", arity: 1,
      example: "valtype(Dict(\"a\" => 1))  # => Int64"
    ) { call in
      if let dictionary = call[0].dictionary { return Value(dictionary.valueType) }
      if let type = call[0].type, type.name == "Dict", case .type(let element)? = type.parameters.last {
        return Value(element)
      }
      return Value(try call.machine.elementType(of: call[0]))
    }
    func question(_ name: String, _ help: String, _ example: String, _ test: @escaping @Sendable (DataType) -> Bool) {
      add("\(name)(T)", help, arity: 1, example: example) { call in
        guard let type = call[0].type else { return Value(false) }
        return Value(test(type))
      }
    }
    question("isabstracttype", "Whether a type only stands above others.", "isabstracttype(Real)  # => true") {
      $0.isAbstract && $0.name != "Union" && $0.name != "Union{}"
    }
    question("isconcretetype", "Whether values can be exactly of the type.", "isconcretetype(Int)  # => true") { type in
      !type.isAbstract && !type.parameters.contains(.open)
    }
    question("isstructtype", "Whether the type is a structure.", "isstructtype(Int)  # => false") { !$0.fields.isEmpty }
    question("isprimitivetype", "Whether the type is plain bits.", "isprimitivetype(Int)  # => true") {
      $0 === DataType.bool || $0 === DataType.character
        || ($0.isSubtype(of: .real) && !$0.isAbstract && $0.parameters.isEmpty && $0 !== DataType.bigInt
          && $0 !== DataType.dual)
    }
    add("ismutable(x)", "Whether a value can be changed in place.", arity: 1, example: "ismutable([1])  # => true") {
      call in
      let x = call[0]
      return Value(
        x.isArray || x.dictionary != nil || x.set != nil || x.structure?.type.isMutable == true || x.bigInteger != nil)
    }
    add("isimmutable(x)", "Whether a value cannot be changed in place.", arity: 1, example: "isimmutable(1)  # => true")
    {
      try $0.machine.not($0.machine.callLibrary("ismutable", [$0[0]]))
    }
    add(
      "typeassert(x, T)", "`x` if it is of type `T`, else a `TypeError`.", arity: 2,
      example: "typeassert(1, Int)  # => 1"
    ) { call in
      guard let type = call[1].type else { throw call.noMethod() }
      guard call[0].isInstance(of: type) else {
        throw RuntimeError.type(expected: "\(type)", got: "\(call[0].dataType)", in: "typeassert")
      }
      return call[0]
    }
    add(
      "nonmissingtype(T)", "The type without `Missing`.", arity: 1,
      example: "nonmissingtype(Union{Missing, Int})  # => Int64"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      guard case .union(let members) = type.kind else {
        return Value(type === DataType.missing ? DataType.bottom : type)
      }
      return Value(DataType.union(members.filter { $0 !== DataType.missing }))
    }
    add(
      "typeintersect(S, T)", "The narrower of two types if one holds the other, else the empty type.", arity: 2,
      example: "typeintersect(Int, Real)  # => Int64"
    ) { call in
      guard let a = call[0].type, let b = call[1].type else { throw call.noMethod() }
      return Value(a.isSubtype(of: b) ? a : b.isSubtype(of: a) ? b : .bottom)
    }
  }

  private mutating func addFields() {
    add(
      "fieldnames(T)", "The names of the fields of a type.", arity: 1,
      example: "struct Point x; y end\nfieldnames(Point)  # => (:x, :y)"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod(hint: "it takes a type: fieldnames(typeof(x))") }
      return call.heap.tuple(type.memberNames.map { Value(Symbol($0)) })
    }
    add("fieldcount(T)", "The number of fields of a type.", arity: 1, example: "fieldcount(ComplexF64)  # => 2") {
      call in
      guard let type = call[0].type else { throw call.noMethod() }
      return Value(type.memberNames.count)
    }
    add("nfields(x)", "The number of fields of a value.", arity: 1, example: "nfields(1 => 2)  # => 2") { call in
      Value(call[0].tag == .tuple ? call[0].tuple?.elements.count ?? 0 : call[0].dataType.memberNames.count)
    }
    add(
      "fieldtypes(T)", "The declared types of the fields of a type.", arity: 1,
      example: "fieldtypes(ComplexF64)  # => (Float64, Float64)"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return call.heap.tuple(type.memberTypes.map { Value($0) })
    }
    add(
      "fieldtype(T, name)", "The declared type of a field.", arity: 2,
      example: "fieldtype(ComplexF64, :re)  # => Float64"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      let types = type.memberTypes
      if let position = call[1].integer, position >= 1, position <= types.count { return Value(types[position - 1]) }
      guard let name = call[1].symbol?.name, let position = type.memberNames.firstIndex(of: name),
        position < types.count
      else {
        throw RuntimeError("FieldError", "type \(type) has no field `\(try call.machine.printedText(of: call[1]))`")
      }
      return Value(types[position])
    }
    add(
      "propertynames(x)", "The names that `x.name` accepts.", arity: 1,
      example: "propertynames((a = 1, b = 2))  # => (:a, :b)"
    ) { call in
      call.heap.tuple(call[0].memberNames.map { Value(Symbol($0)) })
    }
    for name in ["hasproperty", "hasfield"] {
      add(
        "\(name)(x, name)",
        name == "hasfield" ? "Whether a type has a field of this name." : "Whether `x.name` exists.", arity: 2,
        example: name == "hasfield" ? "hasfield(ComplexF64, :re)  # => true" : "hasproperty((a = 1,), :a)  # => true"
      ) { call in
        guard let wanted = call[1].symbol?.name ?? call[1].string else { throw call.noMethod() }
        if name == "hasfield" {
          guard let type = call[0].type else { throw call.noMethod() }
          return Value(type.memberNames.contains(wanted))
        }
        return Value(call[0].memberNames.contains(wanted))
      }
    }
    add(
      "isdefined(x, name)", "Whether a field has a value, a variable of `Main`, or a name of a package.", arity: 2,
      example: "isdefined((a = 1,), :a)  # => true\nx = 1; isdefined(Main, :x)  # => true\nisdefined(Base, :cos)  # => true"
    ) { call in
      if let structure = call[0].structure {
        let fields = structure.type.fields
        let position =
          call[1].symbol.flatMap { name in fields.firstIndex { $0.name == name } } ?? call[1].integer.map { $0 - 1 }
        guard let position, fields.indices.contains(position) else { return Value(false) }
        return Value(!structure.fields[position].isUndefined)
      }
      guard let name = call[1].symbol?.name else { throw call.noMethod() }
      return Value(call[0].memberNames.contains(name))
    }
    // What `isdefined(Main, :x)` and `isdefined(Base, :x)` call.
    add("#isassigned(name)", "", arity: 1) { call in
      guard let name = call[0].symbol?.name else { throw call.machine.noMethod("isdefined", call.values) }
      return Value(call.machine.globals[name] != nil)
    }
    add("#isbound(name)", "", arity: 1) { call in
      guard let name = call[0].symbol?.name else { throw call.machine.noMethod("isdefined", call.values) }
      return Value(call.machine.libraryValue(name) != nil)
    }
    add("nameof(f)", "The name of a function or type.", arity: 1, example: "nameof(sin)  # => :sin") { call in
      if let function = call[0].function { return Value(Symbol(function.name)) }
      guard let type = call[0].type else { throw call.noMethod() }
      return Value(Symbol(type.name))
    }
    add(
      "applicable(f, xs...)", "Whether a call would find a method.", arity: Arity(1...),
      example: "f(x) = x\napplicable(f, 1, 2)  # => false"
    ) { call in
      guard let function = call[0].function else { return Value(call[0].type != nil) }
      return Value(call.machine.isApplicable(function, Array(call.values.dropFirst())))
    }
    add(
      "hasmethod(f, T)", "Whether a function has a method for a tuple of argument types.", arity: Arity(1...2),
      example: "hasmethod(sin, Tuple{Float64})  # => true"
    ) { call in
      guard let function = call[0].function else { return Value(call[0].type != nil) }
      guard call.count == 2 else { return Value(true) }
      let listed = call[1].tag == .tuple ? call[1].tuple?.elements.compactMap(\.type) : nil
      if let listed { return Value(call.machine.hasMethod(function, types: listed)) }
      guard let type = call[1].type, case .tuple(let types, _) = type.kind else { throw call.noMethod() }
      return Value(call.machine.hasMethod(function, types: types))
    }
  }

  private mutating func addAbsence() {
    add("isnothing(x)", "Whether `x` is `nothing`.", arity: 1, example: "isnothing(nothing)  # => true") {
      Value($0[0].isNothing)
    }
    add("ismissing(x)", "Whether `x` is `missing`.", arity: 1, example: "ismissing(missing)  # => true") {
      Value($0[0].isMissing)
    }
    add(
      "something(xs...)", "The first argument that is not `nothing`.", arity: Arity(0...),
      example: "something(nothing, 1)  # => 1"
    ) { call in
      for value in call.values where !value.isNothing { return (value.host as? SomeObject)?.value ?? value }
      throw RuntimeError.argument("No value arguments present")
    }
    add(
      "coalesce(xs...)", "The first argument that is not `missing`.", arity: Arity(0...),
      example: "coalesce(missing, 1)  # => 1"
    ) { call in
      for value in call.values where !value.isMissing { return value }
      return .missing
    }
    add(
      "skipmissing(xs)", "The elements that are not `missing`.", arity: 1,
      example: "sum(skipmissing([1, missing, 2]))  # => 3"
    ) { call in
      call.heap.adopt(SkipMissingObject(call[0], heap: call.heap))
    }
    add(
      "passmissing(f)", "A function that gives `missing` where an argument is, else calls `f`.", arity: 1,
      example: "passmissing(sqrt)(missing)  # => missing"
    ) { call in
      call.heap.adopt(PassMissingObject(call[0], heap: call.heap))
    }
    add(
      "disallowmissing(xs)", "The array with an element type that excludes `missing`.", arity: 1,
      example: "disallowmissing(Union{Missing, Int}[1, 2])  # => [1, 2]"
    ) { call in
      guard let array = call[0].array, let elements = try call.machine.elements(call[0]) else { throw call.noMethod() }
      if elements.contains(where: \.isMissing) {
        throw RuntimeError("MissingException", "cannot convert a missing value to type \(array.elementType)")
      }
      guard case .union(let members) = array.elementType.kind else { return call[0] }
      return try call.machine.convertElements(
        of: call[0], to: Value(DataType.union(members.filter { $0 !== DataType.missing })))
    }
  }

  private mutating func addIdentity() {
    add(
      "splat(f)", "A function of one collection that calls `f` with its elements.", arity: 1,
      example: "splat(+)((1, 2, 3))  # => 6"
    ) { call in call.heap.adopt(SplatObject(call[0], heap: call.heap)) }
    add(
      "ifelse(condition, x, y)",
      "`x` or `y`; both are evaluated. A condition that is an array chooses element by element as `ifelse.(…)`.",
      arity: 3, example: "ifelse(true, 1, 2)  # => 1"
    ) { call in
      guard let condition = call[0].boolean else {
        if let result = try call[0].host?.apply("ifelse", call.values, call.machine) { return result }
        throw RuntimeError.type(expected: "Bool", got: "\(call[0].dataType)", in: "ifelse")
      }
      return condition ? call[1] : call[2]
    }
    add(
      "hash(x, h)", "An integer that is equal for values that are `isequal`.", arity: Arity(1...2),
      example: "hash(1) == hash(1.0)  # => true"
    ) { call in
      var state = StableHash(
        seed: call.count == 2 ? call[1].exactInteger.map { UInt64(truncatingIfNeeded: Int($0.asInt ?? 0)) } ?? 0 : 0)
      try state.combine(call[0], call.machine)
      return call.machine.sized(BigInteger(state.value), as: .uint64)
    }
    add(
      "objectid(x)", "An integer that is equal for values that are `===`.", arity: 1,
      example: "objectid(1) == objectid(1)  # => true"
    ) { call in
      var state = StableHash(seed: UInt64(call[0].tag.rawValue))
      try state.combine(call[0], call.machine)
      return call.machine.sized(BigInteger(state.value), as: .uint64)
    }
  }
}
