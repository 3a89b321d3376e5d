// The parts of complex numbers, and making them.

import Engine

extension Library {
  mutating func addComplexParts() {
    func part(
      _ name: String, _ help: String, _ example: String, _ body: @escaping @Sendable (Machine, Value) throws -> Value?
    ) {
      add("\(name)(z)", help, arity: 1, example: example) { call in
        let z = call[0]
        if z.isArray {
          let machine = call.machine
          return try machine.mapElements(z) { element in
            guard element.isNumber || element.isMissing, let result = try body(machine, element) else {
              throw machine.noMethod(name, [element])
            }
            return result
          }
        }
        if let type = z.type, name == "real" { return Value(type.realPart) }
        if let result = try z.host?.apply(name, [z], call.machine) { return result }
        guard z.isNumber || z.isMissing, let result = try body(call.machine, z) else { throw call.noMethod() }
        return result
      }
    }
    part("real", "The real part.", "real(1 + 3im)  # => 1") { _, z in z.complex?.real ?? z }
    part("imag", "The imaginary part.", "imag(1 + 3im)  # => 3") { machine, z in
      if let object = z.complex { return object.imaginary }
      return z.isMissing ? z : try machine.zero(like: z)
    }
    part("conj", "The complex conjugate.", "conj(1 + 3im)  # => 1 - 3im") { machine, z in
      guard let object = z.complex else { return z }
      return machine.heap.complex(object.real, try machine.negate(object.imaginary))
    }
    add("reim(z)", "The real and the imaginary part.", arity: 1, example: "reim(1 + 3im)  # => (1, 3)") { call in
      call.heap.tuple([try call.machine.apply("real", call[0]), try call.machine.apply("imag", call[0])])
    }
    add(
      "angle(z)", "The angle of a complex number with the positive real axis, in (-π, π].", arity: 1,
      example: "angle(im)  # => 1.5707963267948966"
    ) { call in
      if call[0].isMissing { return .missing }
      if call[0].bigFloat != nil || call[0].hasBigParts {
        return try call.machine.callLibrary(
          "atan", [call.machine.apply("imag", call[0]), call.machine.apply("real", call[0])])
      }
      guard let z = call[0].complexNumber else { throw call.noMethod() }
      if call[0].complex == nil {
        return Value(z.re.sign == .minus && !z.re.isNaN ? (z.re == 0 && call[0].tag != .float ? 0 : Double.pi) : 0)
      }
      return Value(z.phase)
    }
    add(
      "cis(x)", "exp(ix): the point of the unit circle at the angle `x`.", arity: 1, example: "cis(0)  # => 1.0 + 0.0im"
    ) { call in
      let machine = call.machine
      if call[0].hasBigParts {
        return try machine.apply("exp", machine.multiply(machine.heap.complex(Value(0), Value(1)), call[0]))
      }
      if call[0].complex != nil, let number = call[0].complexNumber {
        return machine.value(number.timesI.exponential)
      }
      if call[0].isArray, machine.library.functions["#matrix:cis"] != nil { return try machine.callLibrary("#matrix:cis", [call[0]]) }
      return try machine.complex(machine.apply("cos", call[0]), machine.apply("sin", call[0]))
    }
    add("cispi(x)", "exp(iπx).", arity: 1, example: "cispi(1)  # => -1.0 + 0.0im") { call in
      try call.machine.complex(call.machine.apply("cospi", call[0]), call.machine.apply("sinpi", call[0]))
    }
    add(
      "complex(x, y)", "The complex number x + iy; of an array, its elements as complex numbers.", arity: Arity(1...2),
      example: "complex(1, 2)  # => 1 + 2im"
    ) { call in
      let machine = call.machine
      if call.count == 2 {
        if call[0].isMissing || call[1].isMissing { return .missing }
        guard call[0].isReal, call[1].isReal else { throw call.noMethod() }
        return try machine.complex(call[0], call[1])
      }
      func complex(_ x: Value) throws -> Value {
        if x.complex != nil || x.isMissing { return x }
        guard x.isReal else { throw machine.noMethod("complex", [x]) }
        return machine.heap.complex(x, try machine.zero(like: x))
      }
      if let type = call[0].type { return Value(type.name == "Complex" ? type : DataType.complex(type)) }
      if call[0].isArray || call[0].range != nil { return try machine.mapElements(call[0], complex) }
      return try complex(call[0])
    }
  }
}

extension Value {
  /// Whether it is a number but no complex one.
  var isReal: Bool { isNumber && tag != .complex }
}

extension DataType {
  /// `real(T)`.
  var realPart: DataType {
    if name == "Complex", case .type(let part)? = parameters.first { return part }
    return self
  }
}
