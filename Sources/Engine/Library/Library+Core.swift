// What the language itself needs from its library: operators as functions, indexing, printing, errors.

import Exact

extension Library {
  /// The functions that compiled code relies on.
  public static var core: Library {
    var library = Library()
    library.packages = [
      "LinearAlgebra", "Statistics", "Random", "Printf", "Test", "Plots", "StatsBase", "Distributions", "StatsPlots", "Unicode", "Dates",
      "SpecialFunctions", "Combinatorics", "Primes",
    ]
    library.addOperators()
    library.addTypesAndParts()
    library.addOutput()
    library.addBuffers()
    library.addInternals()
    library.addTesting()
    library.addEnumerations()
    return library
  }

  // MARK: - Operators

  private mutating func addOperators() {
    func arithmetic(_ operation: ArithmeticOperation, _ help: String, _ example: String) {
      add("\(operation.name)(a, b)", help, arity: Arity(1...), example: example) { call in
        switch (operation, call.count) {
        case (.subtract, 1): return try call.machine.negate(call[0])
        case (.add, 1), (.multiply, 1): return call[0]
        case (.add, _), (.multiply, _):
          var result = try call.machine.arithmetic(operation, call[0], call[1])
          for position in 2..<max(2, call.count) {
            result = try call.machine.arithmetic(operation, result, call[position])
          }
          return result
        case (_, 2): return try call.machine.arithmetic(operation, call[0], call[1])
        default: throw call.noMethod()
        }
      }
    }
    arithmetic(.add, "The sum; of arrays, element by element.", "+(1, 2, 3)  # => 6")
    arithmetic(.subtract, "The difference, or with one argument the negative.", "-(5, 3)  # => 2")
    arithmetic(.multiply, "The product: of numbers, of matrices; strings are joined.", "*(2, 3)  # => 6")
    arithmetic(.divide, "The quotient as a real number; `A / B` solves `X * B = A`.", "1 / 2  # => 0.5")
    arithmetic(.power, "The power; of a square matrix, repeated multiplication.", "2^10  # => 1024")
    arithmetic(.integerDivide, "The quotient rounded toward zero.", "7 ÷ 2  # => 3")
    arithmetic(.remainder, "The remainder of `÷`, with the sign of the first argument.", "-7 % 3  # => -1")
    alias("div", of: "÷")
    alias("rem", of: "%")

    func comparison(_ name: String, _ operation: ComparisonOperation, _ help: String, _ example: String) {
      add("\(name)(a, b)", help, arity: Arity(1...2), example: example) { call in
        if call.count == 1 { return call.machine.partial(call.function, call[0]) }
        return try call.machine.compare(operation, call[0], call[1])
      }
    }
    comparison("==", .equal, "Whether two values are equal; `missing` if one is.", "1 == 1.0  # => true")
    comparison("!=", .notEqual, "Whether two values differ.", "1 != 2  # => true")
    comparison("<", .less, "Whether the first is less.", "1 < 2  # => true")
    comparison("<=", .lessEqual, "Whether the first is not greater.", "2 <= 2  # => true")
    comparison(">", .greater, "Whether the first is greater.", "3 > 2  # => true")
    comparison(">=", .greaterEqual, "Whether the first is not less.", "3 >= 4  # => false")
    alias("≠", of: "!=")
    alias("≤", of: "<=")
    alias("≥", of: ">=")
    add("!(x)", "Negation; of a function, the function that negates its result.", arity: 1, example: "!true  # => false") {
      try $0.machine.not($0[0])
    }
    add("===(a, b)", "Whether two values cannot be told apart.", arity: 2, example: "1 === 1.0  # => false") { call in
      Value(call.machine.isSame(call[0], call[1]))
    }
    alias("≡", of: "===")
    add("!==(a, b)", "Whether two values can be told apart.", arity: 2, example: "1 !== 1.0  # => true") { call in
      Value(!call.machine.isSame(call[0], call[1]))
    }
    alias("≢", of: "!==")
    add("=>(a, b)", "A pair.", arity: 2, example: "(1 => 2).second  # => 2") { $0.heap.pair($0[0], $0[1]) }
    add(":(a, b)", "The range from `a` to `b`, with a step between if there are three.", arity: Arity(2...3), example: "sum(1:3)  # => 6") { call in
      try call.machine.makeRange(call[0], step: call.count == 3 ? call[1] : nil, call[call.count - 1])
    }
    add("|>(x, f)", "Calls `f` with `x`.", arity: 2, example: "4 |> sqrt  # => 2.0") { try $0.machine.call($0[1], [$0[0]]) }
    add("±(a, b)", "The pair `(a - b, a + b)`.", arity: 2, example: "5 ± 1  # => (4, 6)") { call in
      call.heap.tuple([try call.machine.subtract(call[0], call[1]), try call.machine.add(call[0], call[1])])
    }
    add("adjoint(A)", "The conjugate transpose, `A'`.", arity: 1, example: "adjoint([1 2; 3 4])  # => [1 3; 2 4]") {
      try $0.machine.adjoint($0[0])
    }
    add("<:(S, T)", "Whether every value of type `S` is of type `T`.", arity: 2, example: "Int <: Real  # => true") { call in
      guard let a = call[0].type, let b = call[1].type else { throw call.noMethod() }
      return Value(a.isSubtype(of: b))
    }
    add(">:(S, T)", "Whether every value of type `T` is of type `S`.", arity: 2, example: "Real >: Int  # => true") { call in
      guard let a = call[0].type, let b = call[1].type else { throw call.noMethod() }
      return Value(b.isSubtype(of: a))
    }
  }

  // MARK: - Types and parts

  private mutating func addTypesAndParts() {
    add("typeof(x)", "The type of a value.", arity: 1, example: "typeof(1.5)  # => Float64") { Value($0[0].dataType) }
    add("isa(x, T)", "Whether `x` is of type `T`.", arity: Arity(1...2), example: "1 isa Integer  # => true") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      guard let type = call[1].type else { throw call.noMethod() }
      return Value(call[0].isInstance(of: type))
    }
    add("getindex(A, i...)", "The elements at the indices: `A[i…]`.", arity: Arity(1...), example: "getindex([5, 6], 2)  # => 6") { call in
      try call.machine.index(call[0], Array(call.values.dropFirst()))
    }
    add("setindex!(A, x, i...)", "Stores `x` at the indices: `A[i…] = x`.", arity: Arity(2...), example: "v = [1, 2]; setindex!(v, 9, 1); v  # => [9, 2]") { call in
      try call.machine.setIndex(call[0], Array(call.values.dropFirst(2)), call[1])
      return call[0]
    }
    add("view(A, i...)", "The elements at the indices without a copy: writing to them changes `A`.", arity: Arity(1...), example: "v = [1, 2, 3]; w = view(v, 2:3); w .= 0; v  # => [1, 0, 0]") { call in
      try call.machine.view(call[0], Array(call.values.dropFirst()))
    }
    add("getproperty(x, name)", "The value of `x.name`.", arity: 2, example: "getproperty((a = 1,), :a)  # => 1") { call in
      guard let name = call[1].symbol else { throw call.noMethod() }
      return try call.machine.ownField(call[0], name)
    }
    add("getfield(x, name)", "The field of a name or at a position, whatever `getproperty` does.", arity: 2, example: "getfield(1//2, :den)  # => 2") { call in
      try call.machine.ownField(call[0], call.machine.fieldName(call[0], call[1]))
    }
    add("setproperty!(x, name, value)", "Assigns `x.name`.", arity: 3, example: "mutable struct P x end; p = P(1); setproperty!(p, :x, 2); p.x  # => 2") { call in
      guard let name = call[1].symbol else { throw call.noMethod() }
      try call.machine.setOwnField(call[0], name, call[2])
      return call[2]
    }
    add("setfield!(x, name, value)", "Assigns the field of a name or at a position, whatever `setproperty!` does.", arity: 3, example: "mutable struct P x end; p = P(1); setfield!(p, :x, 2); p.x  # => 2") { call in
      try call.machine.setOwnField(call[0], call.machine.fieldName(call[0], call[1]), call[2])
      return call[2]
    }
    add("swapfield!(x, name, value)", "Assigns a field and gives what it held.", arity: 3, example: "mutable struct P x end; p = P(1); swapfield!(p, :x, 2)  # => 1") { call in
      let name = try call.machine.fieldName(call[0], call[1])
      let old = try call.machine.ownField(call[0], name)
      try call.machine.setOwnField(call[0], name, call[2])
      return old
    }
    add("modifyfield!(x, name, f, y)", "Assigns `f(x.name, y)` to a field and gives the pair of what it held and holds.", arity: 4, example: "mutable struct P x end; p = P(1); modifyfield!(p, :x, +, 2)  # => 1 => 3") { call in
      let name = try call.machine.fieldName(call[0], call[1])
      let old = try call.machine.ownField(call[0], name)
      let new = try call.machine.call(call[2], [old, call[3]])
      try call.machine.setOwnField(call[0], name, new)
      return call.heap.pair(old, new)
    }
    add("convert(T, x)", "`x` as a value of type `T`; an error where that would change it.", arity: 2, example: "convert(Float64, 1)  # => 1.0") { call in
      try call.machine.convert(call[1], to: call[0])
    }
    add("Ref(x)", "A box of one value: in a broadcast it counts as a single element.", arity: Arity(0...1), example: "in.([1, 5], Ref([1, 2]))  # => [true, false]") { call in
      call.heap.adopt(ReferenceObject(call.count == 0 ? .nothing : call[0], heap: call.heap))
    }
    add(constant: "nothing", "The absence of a value.") { _ in .nothing }
    add(constant: "missing", "An unknown value, which most operations pass on.") { _ in .missing }
    add(constant: "im", "The imaginary unit.") { $0.complex(Value(false), Value(true)) }
    add(constant: "Inf", "Positive infinity.") { _ in Value(Double.infinity) }
    add(constant: "NaN", "Not a number.") { _ in Value(Double.nan) }
    add(constant: "I", "The identity matrix, of whatever size is needed.") { $0.adopt(IdentityObject(scale: Value(true), heap: $0)) }
    add(constant: ":", "Everything along a dimension.") { _ in .colon }
  }

  // MARK: - Output and errors

  private mutating func addOutput() {
    addPrinting()
    addStrings()
    add("display(x)", "Shows a value as the last line of a block would.", arity: 1) { call in
      try call.machine.display(call[0])
      return .nothing
    }
    add("error(xs...)", "Throws an `ErrorException` with the printed values as its message.", arity: Arity(0...)) { call in
      var text = ""
      for value in call.values { text += try call.machine.printedText(of: value) }
      throw RuntimeError("ErrorException", text)
    }
    add("throw(e)", "Throws an exception.", arity: 1) { throw $0.machine.thrownError($0[0]) }
    add("rethrow(e)", "In a `catch` block: throws the exception again, or another one.", arity: Arity(0...1)) { call in
      throw call.machine.thrownError(call.count == 0 ? call.machine.caught : call[0])
    }
    add("#new:Exception(T, xs...)", "", arity: Arity(1...)) { call in try call.machine.makeException(call.values) }
    for name in TypeNames.exceptions { alias("#new:" + name, of: "#new:Exception") }
  }

  // MARK: - What desugared code calls

  private mutating func addInternals() {
    add("#generator(f, xs)", "", arity: 2) { call in
      call.heap.adopt(GeneratorObject(function: call[0], source: call[1], heap: call.heap))
    }
    add("#filtered(f, xs)", "", arity: 2) { call in
      call.heap.adopt(FilteredObject(predicate: call[0], source: call[1], heap: call.heap))
    }
    add("#product(xs...)", "", arity: Arity(1...)) { call in
      call.heap.adopt(ProductObject(call.values, heap: call.heap))
    }
    add("#flattened(xs)", "", arity: 1) { call in call.heap.adopt(FlattenedObject(call[0], heap: call.heap)) }
    add("#collector()", "", arity: 0) { call in call.heap.adopt(CollectorObject(heap: call.heap)) }
    add("#expect(xs...)", "", arity: Arity(1...)) { call in
      var total = 1
      for source in call.values {
        guard let shape = try call.machine.shape(source) else { return .nothing }
        for length in shape {
          let (product, overflow) = total.multipliedReportingOverflow(by: length)
          total = overflow ? Int.max / 16 : min(product, Int.max / 16)
        }
      }
      try call.heap.reserve(count: total, stride: 8)
      return .nothing
    }
    add("#collect!(collector, x)", "", arity: 2) { call in
      guard let collector = call[0].iterator as? CollectorObject else { throw call.noMethod() }
      try collector.append(call[1], call.heap)
      return .nothing
    }
    add("#collected(collector, T, xs...)", "", arity: Arity(2...)) { call in
      guard let collector = call[0].iterator as? CollectorObject else { throw call.noMethod() }
      let element = call[1].host as? ComprehendedElement
      var shape: [Int]?
      if call.count > 2, element?.keepsShape ?? true {
        shape = []
        for source in call.values.dropFirst(2).dropLast(element?.others.count ?? 0) {
          shape = try shape.flatMap { known in try call.machine.shape(source).map { known + $0 } }
        }
      }
      if let known = shape, known.clampedElementCount != collector.count { shape = nil }
      let emptyType = element.flatMap { collector.count > 0 ? nil : call.machine.elementType(of: $0, call.values.dropFirst(2)) }
      let result = collector.builder.finish(shape: shape, emptyType: emptyType ?? call[1].type ?? .any)
      return call[1].isNothing || element != nil ? result : try call.machine.convertElements(of: result, to: call[1])
    }
    add("#vector(xs, T)", "", arity: 2) { call in
      guard call[1].isNothing else { return try call.machine.convertElements(of: call[0], to: call[1]) }
      return try call.machine.makeVector(call[0].tuple?.elements ?? [])
    }
    add("#below(T)", "", arity: 1) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return call.heap.adopt(BoundedType(bound: type))
    }
    add("#typevariable(name, bound)", "", arity: 2) { call in
      guard let name = call[0].symbol, let bound = call[1].type else { throw call.noMethod() }
      return Value(call.machine.typeVariable(name.name, bound: bound))
    }
    add("#maybeview(A, i...)", "", arity: Arity(1...)) { call in
      let indices = Array(call.values.dropFirst())
      let isPart = call[0].isArray && indices.contains { $0.tag == .colon || $0.tag == .range || $0.isArray }
      return isPart ? try call.machine.view(call[0], indices) : try call.machine.index(call[0], indices)
    }
    add("#constant(name)", "", arity: 1) { call in
      throw RuntimeError(
        "ErrorException",
        "invalid assignment to constant \(call[0].symbol?.name ?? ""). "
          + "This redefinition may be permitted using the `const` keyword.")
    }
    add("#callable(T)", "", arity: 1) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return call.machine.callable(of: type)
    }
    add("#abstract(name, supertype)", "", arity: 2) { call in
      guard let name = call[0].symbol, let supertype = call[1].type else { throw call.noMethod() }
      let type = DataType.abstractStructure(name: name.name, supertype: supertype)
      call.machine.abstractTypes.append(type)
      return Value(type)
    }
    add("#new(T, xs...)", "", arity: Arity(1...)) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return try call.machine.makeObject(ofInner: type, Array(call.values.dropFirst()))
    }
    add("#incomplete(name)", "", arity: 1) { Value(DataType.incompleteStructure(name: try $0.string(0))) }
    add("#complement(f)", "", arity: 1) { call in
      call.heap.adopt(PartialObject(call[0], [], heap: call.heap) { machine, f, arguments in
        try machine.not(try machine.call(f, arguments))
      })
    }
  }
}
