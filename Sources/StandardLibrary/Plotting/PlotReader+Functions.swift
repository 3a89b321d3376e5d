// Functions as arguments of a plot: graphs, curves with a parameter, values at given points.

import Engine
import Graphics

extension PlotReader {
  /// Whether a value can be called with a number.
  func isFunction(_ value: Value) -> Bool {
    switch value.tag {
    case .function, .structure, .type: return true
    case .host: return value.plot == nil && !(value.host is TextObject)
    default: return false
    }
  }

  /// The functions of a value: itself, or the entries of a list of functions.
  func functions(_ value: Value) -> [Value]? {
    if isFunction(value) { return [value] }
    guard value.tag == .array || value.tag == .tuple, let elements = try? machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ isFunction($0) })
    else { return nil }
    return elements
  }

  /// `function` as a Swift function of numbers that is NaN outside its domain.
  func callable(_ function: Value) -> ([Double]) throws -> Double {
    let machine = machine
    let name = name
    return { arguments in
      let mark = machine.heap.mark
      let value: Value
      do {
        value = try machine.call(function, arguments.map { Value($0) })
      } catch {
        guard machine.runtimeError(error).type == "DomainError" else { throw error }
        machine.heap.drain(to: mark)
        return .nan
      }
      defer { machine.heap.drain(to: mark) }
      if let number = value.asDouble { return number }
      if value.isMissing || value.isNothing { return .nan }
      if let complex = value.complex, let imaginary = complex.imaginary.asDouble {
        return imaginary == 0 ? complex.real.asDouble ?? .nan : .nan
      }
      throw RuntimeError.argument(
        "\(name) draws functions with real values, and this one gives a value of type \(value.dataType)",
        hint: value.isArray || value.tag == .tuple
          ? "plot its components: `\(name)(t -> f(t)[1], t -> f(t)[2], a, b)` draws a curve" : nil)
    }
  }

  private func sampler() -> AdaptiveSampler {
    var sampler = AdaptiveSampler()
    sampler.xScale = options.x.scale
    sampler.yScale = options.y.scale
    return sampler
  }

  func graph(of function: Value, _ lower: Double, _ upper: Double) throws -> PlotData {
    guard lower.isFinite, upper.isFinite, lower < upper else {
      throw RuntimeError.argument(
        "the domain of the plot, \(lower) to \(upper), is not an interval", hint: "write \(name)(f, a, b) with a < b")
    }
    if options.x.scale.isLogarithmic, lower <= 0 {
      throw RuntimeError.argument(
        "a logarithmic x axis shows positive numbers only, and the domain begins at \(lower)",
        hint: "give the domain: \(name)(f, 0.1, 10)")
    }
    let evaluate = callable(function)
    let isPolar = options.projection == .polar
    let curve =
      isPolar
      ? try sampler().samplePolar(lower...upper) { try evaluate([$0]) }
      : try sampler().sample(lower...upper) { try evaluate([$0]) }
    guard curve.y.contains(where: \.isFinite) else {
      throw RuntimeError.argument("the function has no real value anywhere between \(lower) and \(upper)")
    }
    return PlotData(x: curve.x, y: curve.y, curve: curve)
  }

  private func parametric(_ x: Value, _ y: Value, _ lower: Double, _ upper: Double) throws -> PlotData {
    guard lower.isFinite, upper.isFinite, lower < upper else {
      throw RuntimeError.argument("the parameter's range, \(lower) to \(upper), is not an interval")
    }
    let (first, second) = (callable(x), callable(y))
    let curve = try sampler().sample(lower...upper, x: { try first([$0]) }, y: { try second([$0]) })
    return PlotData(x: curve.x, y: curve.y, curve: curve)
  }

  /// The values of a function at given points.
  func values(of function: Value, at x: [Double]) throws -> [Double] {
    let evaluate = callable(function)
    return try x.map { $0.isNaN ? .nan : try evaluate([$0]) }
  }

  private func domain() -> (Double, Double) {
    if options.projection == .polar { return (0, 2 * .pi) }
    if let lower = options.x.lower, let upper = options.x.upper { return (lower, upper) }
    let domain = ownDomain() ?? (-5, 5)
    return (options.x.lower ?? domain.lower, options.x.upper ?? domain.upper)
  }

  /// The points of calls that begin with functions or hold one; `nil` if there is none.
  func functionData(_ arguments: [Value]) throws -> [PlotData]? {
    guard let first = arguments.first else { return nil }
    if let functions = functions(first) {
      let rest = Array(arguments.dropFirst())
      if rest.isEmpty {
        let (lower, upper) = domain()
        return try functions.map { try graph(of: $0, lower, upper) }
      }
      if let others = self.functions(rest[0]) {
        guard functions.count == others.count || functions.count == 1 || others.count == 1 else {
          throw RuntimeError.dimensionMismatch("\(functions.count) functions for x and \(others.count) for y")
        }
        let pairs = (0..<max(functions.count, others.count)).map {
          (functions[functions.count == 1 ? 0 : $0], others[others.count == 1 ? 0 : $0])
        }
        switch rest.count {
        case 2:
          let t = try numbers(rest[1])
          return try pairs.map { PlotData(x: try values(of: $0, at: t), y: try values(of: $1, at: t)) }
        case 3...4:
          guard let lower = rest[1].asDouble, let upper = rest[2].asDouble else { throw mismatch(arguments) }
          return try pairs.map { try parametric($0, $1, lower, upper) }
        default: throw mismatch(arguments)
        }
      }
      switch rest.count {
      case 1:
        if rest[0].tag == .tuple, case (let lower?, let upper?)? = try? attributes.pair("x", rest[0]) {
          return try functions.map { try graph(of: $0, lower, upper) }
        }
        let x = try numbers(rest[0])
        return try functions.map { PlotData(x: x, y: try values(of: $0, at: x)) }
      case 2:
        guard let lower = rest[0].asDouble, let upper = rest[1].asDouble else { throw mismatch(arguments) }
        return try functions.map { try graph(of: $0, lower, upper) }
      case 3:
        guard let lower = rest[0].asDouble, let upper = rest[1].asDouble, let count = machine.exactInt(rest[2]),
          (2...1_000_000).contains(count)
        else { throw mismatch(arguments) }
        let x = (0..<count).map { lower + (upper - lower) * Double($0) / Double(count - 1) }
        return try functions.map { PlotData(x: x, y: try values(of: $0, at: x)) }
      default: throw mismatch(arguments)
      }
    }
    guard arguments.count == 2, let functions = functions(arguments[1]) else { return nil }
    let x = try numbers(first)
    return try functions.map { PlotData(x: x, y: try values(of: $0, at: x)) }
  }

  func mismatch(_ arguments: [Value]) -> RuntimeError {
    machine.noMethod(
      name, arguments, hint: "it takes (y), (x, y), (f, a, b), (f, x), or (fx, fy, a, b) for a curve with a parameter")
  }
}
