// Exact derivatives by forward-mode automatic differentiation.

import Engine

/// Differentiates functions of the language with numbers that carry their derivatives.
struct Differentiation {
  let machine: Machine

  /// How many directions one sweep carries; more inputs take several sweeps.
  private static let chunk = 8

  /// The value of `body` with the seeds' derivatives: for each input the partial derivatives of the result in storage order.
  ///
  /// - Parameters:
  ///   - inputs: the real numbers to differentiate by.
  ///   - body: computes the result from the inputs with derivatives.
  ///   - take: receives the result of each sweep with its level and the inputs that the sweep's directions stand for.
  func sweep(
    _ inputs: [Value], _ body: ([Value]) throws -> Value,
    _ take: (_ result: Value, _ level: Int, _ directions: Range<Int>) throws -> Void
  ) throws {
    try machine.withDualLevel { level in
      for start in stride(from: 0, to: inputs.count, by: Self.chunk) {
        let directions = start..<min(start + Self.chunk, inputs.count)
        let seeded = inputs.enumerated().map { position, input in
          let partials = directions.map { Value($0 == position ? 1.0 : 0.0) }
          return machine.heap.dual(input, partials, level: level)
        }
        try take(try body(seeded), level, directions)
      }
    }
  }

  /// The derivative at a number of a function of one number, component by component where its value is an array or tuple.
  func derivative(of function: Value, at point: Value) throws -> Value {
    var result = Value.nothing
    let input = try real(point, "derivative")
    try sweep([input], { try self.call(function, $0) }) { value, level, _ in
      result = try self.component(value, level: level, direction: 0)
    }
    return result
  }

  /// Calls the function; where it does not take numbers with derivatives, the error says what to do.
  private func call(_ function: Value, _ arguments: [Value]) throws -> Value {
    do {
      return try machine.call(function, arguments)
    } catch var error as RuntimeError {
      guard error.type == "MethodError", error.message.contains("Dual") else { throw error }
      let name = function.function?.name ?? ""
      if arguments.count == 1, error.message == "no method matching \(name)(::Dual)" {
        error.hint = "f' is the derivative of a function of one number; of several arguments or of a vector take ∇f or ∂(f, i)"
      } else if arguments.count == 1, error.message.hasPrefix("no method matching \(name)(::Vector{Dual})") {
        error.hint = "call ∇\(name) with the numbers one by one, as \(name) is called"
      } else if error.hint == nil {
        error.hint = "derivatives are carried by numbers of type Dual <: Real; a parameter ::Float64 does not take them, ::Real does"
      }
      throw error
    }
  }

  /// The i-th partial derivative at several arguments; only that argument may be a number alone.
  func partial(of function: Value, _ index: Int, at arguments: [Value]) throws -> Value {
    var result = Value.nothing
    let input = try real(arguments[index], "∂")
    try sweep(
      [input],
      { seeded in
        var given = arguments
        given[index] = seeded[0]
        return try self.machine.call(function, given)
      }
    ) { value, level, _ in result = try self.component(value, level: level, direction: 0) }
    return result
  }

  /// The gradient at a vector, matrix or list of numbers of a function whose value is a number.
  func gradient(of function: Value, at point: Value) throws -> Value {
    guard let shape = try machine.shape(point), let elements = try machine.elements(point) else {
      throw machine.noMethod("gradient", [function, point])
    }
    if elements.isEmpty { return machine.heap.emptyArray(of: .float64, shape: shape) }
    let isTuple = point.tag == .tuple
    let partials = try partials(elements) { seeded in
      let argument = isTuple ? self.machine.heap.tuple(seeded) : try self.machine.promoted(seeded, shape: shape)
      return try self.call(function, [argument])
    }
    return try machine.promoted(partials, shape: shape)
  }

  /// The gradient of a function of several numbers, as a vector.
  func gradient(of function: Value, at numbers: [Value]) throws -> Value {
    try machine.promoted(
      partials(numbers) { try self.call(function, $0) }, shape: [numbers.count])
  }

  /// The partial derivatives of a number by each input.
  private func partials(_ inputs: [Value], _ body: ([Value]) throws -> Value) throws -> [Value] {
    let inputs = try inputs.map { try real($0, "gradient") }
    var result: [Value] = []
    try sweep(inputs, body) { value, level, directions in
      guard value.isNumber else {
        throw RuntimeError.argument(
          "the gradient needs a function whose value is a number, and this one gave a value of type \(value.dataType)",
          hint: value.isArray ? "jacobian(f, x) differentiates a function whose value is a vector" : nil)
      }
      if value.tag == .complex { throw self.complexValue() }
      for direction in 0..<directions.count {
        result.append(try self.component(value, level: level, direction: direction))
      }
    }
    return result
  }

  /// The matrix of the partial derivatives of a vector-valued function of a vector: a row for each component.
  func jacobian(of function: Value, at point: Value) throws -> Value {
    guard let shape = try machine.shape(point), let elements = try machine.elements(point) else {
      throw machine.noMethod("jacobian", [function, point], hint: "for a function of a number use derivative(f, x)")
    }
    let inputs = try elements.map { try real($0, "jacobian") }
    if inputs.isEmpty { throw RuntimeError.argument("the Jacobian needs at least one variable") }
    var columns: [Value] = []
    var rows = 0
    try sweep(
      inputs,
      { seeded in
        let argument = point.tag == .tuple ? self.machine.heap.tuple(seeded) : try self.machine.promoted(seeded, shape: shape)
        return try self.machine.call(function, [argument])
      }
    ) { value, level, directions in
      guard value.isArray || value.tag == .tuple || value.host?.writableShape != nil, let components = try self.machine.elements(value) else {
        throw RuntimeError.argument(
          "the Jacobian needs a function whose value is a vector, and this one gave a value of type \(value.dataType)",
          hint: value.isNumber ? "gradient(f, x) differentiates a function whose value is a number" : nil)
      }
      rows = components.count
      try self.machine.heap.reserve(shape: [rows, directions.count], stride: 16)
      for direction in 0..<directions.count {
        for component in components { columns.append(try self.component(component, level: level, direction: direction)) }
      }
    }
    return try machine.promoted(columns, shape: [rows, inputs.count])
  }

  /// The symmetric matrix of second derivatives of a number-valued function: the Jacobian of the gradient, of which one
  /// triangle is computed and mirrored.
  func hessian(of body: @escaping ([Value]) throws -> Value, at inputs: [Value]) throws -> Value {
    let n = inputs.count
    let inputs = try inputs.map { try real($0, "hessian") }
    try machine.heap.reserve(shape: [n, n], stride: 16)
    var entries = [Value](repeating: .nothing, count: n * n)
    try sweep(
      inputs,
      { outer in
        let gradient = try self.partials(outer, body)
        return try self.machine.promoted(gradient, shape: [n])
      }
    ) { value, level, directions in
      guard let gradient = try self.machine.elements(value) else { return }
      for (direction, column) in directions.enumerated() {
        for row in 0...column {
          let entry = try self.component(gradient[row], level: level, direction: direction)
          entries[row + column * n] = entry
          entries[column + row * n] = entry
        }
      }
    }
    return try machine.promoted(entries, shape: [n, n])
  }

  // MARK: - Parts

  /// A real number as a differentiable one: integers and fractions become floats.
  private func real(_ value: Value, _ name: String) throws -> Value {
    if value.tag == .float || value.tag == .dual { return value }
    if let number = value.asDouble { return Value(number) }
    throw machine.noMethod(
      name, [value],
      hint: value.tag == .complex ? "derivatives are taken at real numbers" : "derivatives are taken at numbers")
  }

  /// The derivative that a result carries in a direction; zero where it does not depend on the input.
  private func component(_ value: Value, level: Int, direction: Int) throws -> Value {
    if value.isNumber {
      if value.tag == .complex {
        guard let complex = value.complex else { return value }
        return machine.heap.complex(
          try component(complex.real, level: level, direction: direction),
          try component(complex.imaginary, level: level, direction: direction))
      }
      let (primal, partials) = machine.parts(value, level: level)
      if let partials, direction < partials.count { return partials[direction] }
      return try machine.multiply(Value(0.0), primal.tag == .dual ? primal : Value(1.0))
    }
    let value = value.host?.writableShape == nil ? value : try value.host?.denseArray(machine) ?? value
    if value.isArray || value.tag == .range {
      return try machine.mapElements(value) { try component($0, level: level, direction: direction) }
    }
    if let tuple = value.tuple, value.tag == .tuple {
      return machine.heap.tuple(try tuple.elements.map { try component($0, level: level, direction: direction) })
    }
    if let tuple = value.tuple, value.tag == .namedTuple, let names = tuple.names {
      return machine.heap.namedTuple(names, try tuple.elements.map { try component($0, level: level, direction: direction) })
    }
    throw RuntimeError.argument(
      "the derivative needs a function whose value is a number or an array of numbers, and this one gave a value of type \(value.dataType)")
  }

  private func complexValue() -> RuntimeError {
    .argument("the gradient needs a function whose value is real, and this one gave a complex number")
  }
}
