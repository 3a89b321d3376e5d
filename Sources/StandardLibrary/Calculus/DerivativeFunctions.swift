// derivative, gradient, jacobian, hessian and partial derivatives, as functions of functions.

import Engine

extension Library {
  /// Binds calculus on functions.
  mutating func addCalculus() {
    packages.formUnion(["ForwardDiff", "QuadGK", "Roots"])
    addDerivatives()
    addQuadrature()
    addRootFinding()
  }

  private mutating func addDerivatives() {
    let source = "Griewank & Walther, Evaluating Derivatives, 2nd ed., chapter 3 (forward mode)"
    add(
      "derivative(f, x)", """
        The derivative of `f` at the number `x`, exact up to rounding; without `x`, the derivative as a function, which \
        `f'` also gives. `f''` is the second derivative. A vector-valued `f` is differentiated by components.
        """, arity: Arity(1...2), example: "derivative(sin, 0.0)  # => 1.0\nf(x) = x^3; f''(2.0)  # => 12.0", source: source
    ) { call in
      let differentiation = Differentiation(machine: call.machine)
      if call.count == 1 {
        guard call.machine.isCallable(call[0]) else {
          throw call.noMethod(hint: "it differentiates a function: derivative(f) or derivative(f, x)")
        }
        return call.heap.adopt(DerivativeObject(.derivative, of: call[0], heap: call.heap))
      }
      if call[1].isArray || call[1].tag == .tuple {
        throw call.noMethod(hint: "for a function of a vector use ∇f or gradient(f, x); on each element: derivative.(f, x)")
      }
      return try differentiation.derivative(of: call[0], at: call[1])
    }
    add(
      "gradient(f, x...)", """
        The vector of the partial derivatives of `f` at the vector `x`, or at several numbers; without `x`, the gradient \
        as a function. `∇f` means `gradient(f)`.
        """, arity: Arity(1...),
      example: "gradient(v -> v[1]^2 + 3v[2], [2.0, 1.0])  # => [4.0, 3.0]\nf(x, y) = x*y; ∇f(2.0, 5.0)  # => [5.0, 2.0]",
      source: source
    ) { call in try call.machine.gradient(call.values) }
    add("#nabla(f)", "", arity: 1) { call in try call.machine.gradient(call.values) }
    add(
      "jacobian(f, x)", "The matrix of the partial derivatives of a vector-valued `f` at the vector `x`: a row for each component.",
      arity: Arity(1...2), example: "jacobian(v -> [v[1]*v[2], v[1]], [2.0, 3.0])  # => [3.0 2.0; 1.0 0.0]", source: source
    ) { call in
      if call.count == 1 { return call.heap.adopt(DerivativeObject(.jacobian, of: call[0], heap: call.heap)) }
      return try Differentiation(machine: call.machine).jacobian(of: call[0], at: call[1])
    }
    add(
      "hessian(f, x...)", "The symmetric matrix of the second partial derivatives of `f` at the vector `x`, or at several numbers.",
      arity: Arity(1...), example: "hessian(v -> v[1]^2 * v[2], [1.0, 2.0])  # => [4.0 2.0; 2.0 0.0]", source: source
    ) { call in
      if call.count == 1 { return call.heap.adopt(DerivativeObject(.hessian, of: call[0], heap: call.heap)) }
      return try call.machine.hessian(call.values)
    }
    add(
      "∂(f, i)", "The partial derivative of `f` by its `i`-th argument (or the `i`-th component of its vector), as a function.",
      arity: 2, example: "f(x, y) = x^2 * y; ∂(f, 1)(3.0, 2.0)  # => 12.0", source: source
    ) { call in
      let index = try call.int(1)
      if index < 1 { throw RuntimeError.argument("arguments are counted from 1, got \(index)") }
      return call.heap.adopt(DerivativeObject(.partial(index), of: call[0], heap: call.heap))
    }
  }
}

/// A derivative as a function: `f'`, `∇f`, `∂(f, i)`.
final class DerivativeObject: HostObject {
  enum Operation: Equatable {
    case derivative, gradient, jacobian, hessian, partial(Int)
  }

  let operation: Operation
  private let function: Value

  init(_ operation: Operation, of function: Value, heap: Heap) {
    self.operation = operation
    self.function = function
    super.init()
    heap.retain(function)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(function) }

  override var type: DataType { .function }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    let differentiation = Differentiation(machine: machine)
    switch operation {
    case .derivative:
      guard arguments.count == 1 else {
        throw machine.noMethod(
          try text(machine), arguments, hint: "f' is the derivative of a function of one number; for several arguments use ∇f or ∂(f, i)")
      }
      if arguments[0].isArray || arguments[0].tag == .tuple {
        throw machine.noMethod(
          try text(machine), arguments, hint: "for a function of a vector use ∇f; for each element write f'.(x)")
      }
      return try differentiation.derivative(of: function, at: arguments[0])
    case .gradient: return try machine.gradient([function] + arguments)
    case .jacobian:
      guard arguments.count == 1 else { throw machine.noMethod("jacobian", [function] + arguments) }
      return try differentiation.jacobian(of: function, at: arguments[0])
    case .hessian: return try machine.hessian([function] + arguments)
    case .partial(let index):
      if arguments.count == 1, arguments[0].isArray || arguments[0].tag == .tuple {
        let gradient = try machine.gradient([function, arguments[0]])
        return try machine.index(gradient, [Value(index)])
      }
      guard index <= arguments.count else {
        throw RuntimeError.argument("there is no argument \(index) among \(arguments.count)")
      }
      return try differentiation.partial(of: function, index - 1, at: arguments)
    }
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? DerivativeObject else { return false }
    return operation == other.operation && function.isIdentical(to: other.function)
  }

  override func text(_ machine: Machine) throws -> String {
    var name = function.function?.name ?? "f"
    if function.host != nil { name = try machine.text(of: function) }
    let shown = name.hasPrefix("#") ? "f" : name
    switch operation {
    case .derivative: return "\(shown)'"
    case .gradient: return "∇\(shown)"
    case .jacobian: return "jacobian(\(shown))"
    case .hessian: return "hessian(\(shown))"
    case .partial(let index): return "∂(\(shown), \(index))"
    }
  }
}

extension Machine {
  /// Whether a value can be called: functions, types, callable objects.
  func isCallable(_ value: Value) -> Bool {
    switch value.tag {
    case .function, .type, .host, .structure: true
    default: false
    }
  }

  /// `gradient(f)`, `gradient(f, x)` or `gradient(f, x, y…)`.
  func gradient(_ arguments: [Value]) throws -> Value {
    guard isCallable(arguments[0]) else {
      throw noMethod("gradient", arguments, hint: "it differentiates a function: gradient(f) or gradient(f, x)")
    }
    let differentiation = Differentiation(machine: self)
    switch arguments.count {
    case 1: return heap.adopt(DerivativeObject(.gradient, of: arguments[0], heap: heap))
    case 2:
      if arguments[1].isNumber {
        // A function of one number: its derivative, as the only partial derivative.
        return try differentiation.gradient(of: arguments[0], at: [arguments[1]])
      }
      return try differentiation.gradient(of: arguments[0], at: arguments[1])
    default: return try differentiation.gradient(of: arguments[0], at: Array(arguments.dropFirst()))
    }
  }

  /// `hessian(f, x)` or `hessian(f, x, y…)`.
  func hessian(_ arguments: [Value]) throws -> Value {
    let function = arguments[0]
    let differentiation = Differentiation(machine: self)
    if arguments.count == 2, !arguments[1].isNumber {
      guard let shape = try shape(arguments[1]), let elements = try elements(arguments[1]) else {
        throw noMethod("hessian", arguments)
      }
      if elements.isEmpty { return heap.emptyArray(of: .float64, shape: [0, 0]) }
      let isTuple = arguments[1].tag == .tuple
      return try differentiation.hessian(
        of: { seeded in
          let argument = isTuple ? self.heap.tuple(seeded) : try self.promoted(seeded, shape: shape)
          return try self.call(function, [argument])
        }, at: elements)
    }
    return try differentiation.hessian(of: { try self.call(function, $0) }, at: Array(arguments.dropFirst()))
  }
}
