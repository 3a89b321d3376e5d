// Reading the positional arguments of a plot: vectors, matrices, functions, categories.

import Engine
import Graphics

/// The points of one series.
struct PlotData {
  var x: [Double]
  var y: [Double]
  /// How a function was sampled, if one was.
  var curve: SampledCurve?
  /// Names of the positions 1, 2, … on the x axis.
  var categories: [String] = []
  /// Which of the points of the call these are; `nil` for all.
  var rows: [Int]?
  /// The name of its group.
  var group: String?
}

/// Turns positional arguments into points.
struct PlotReader {
  let attributes: PlotAttributes
  /// The function that was called, for messages.
  let name: String
  /// The axes that functions are sampled for.
  var options = SubplotOptions()
  /// Where functions are plotted when the call does not say.
  var defaultDomain = (lower: -5.0, upper: 5.0)

  var machine: Machine { attributes.machine }

  // MARK: - Functions

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

  private func graph(of function: Value, _ lower: Double, _ upper: Double) throws -> PlotData {
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
    let curve = try sampler().sample(lower...upper) { try evaluate([$0]) }
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

  private func values(of function: Value, at x: [Double]) throws -> [Double] {
    let evaluate = callable(function)
    return try x.map { try evaluate([$0]) }
  }

  private func domain() -> (Double, Double) {
    (options.x.lower ?? defaultDomain.lower, options.x.upper ?? defaultDomain.upper)
  }

  /// The points of calls that begin with functions or hold one; `nil` if there is none.
  private func functionData(_ arguments: [Value]) throws -> [PlotData]? {
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

  private func mismatch(_ arguments: [Value]) -> RuntimeError {
    machine.noMethod(
      name, arguments, hint: "it takes (y), (x, y), (f, a, b), (f, x), or (fx, fy, a, b) for a curve with a parameter")
  }

  // MARK: - Numbers

  func numbers(_ value: Value) throws -> [Double] {
    if let numbers = try attributes.numbers(value) { return numbers }
    if value.isArray, let elements = try machine.elements(value),
      let odd = elements.first(where: { $0.asDouble == nil && !$0.isMissing })
    {
      throw RuntimeError.argument("\(name) draws real numbers, not values of type \(odd.dataType)")
    }
    throw machine.noMethod(name, [value], hint: "\(name) draws vectors of real numbers")
  }

  /// One list for each series: the columns of a matrix, the entries of a vector of vectors, or the vector itself.
  private func lists(_ value: Value) throws -> [[Double]] {
    if let array = value.array {
      if array.rank == 2 {
        let all = try numbers(value)
        let rows = array.shape[0]
        return (0..<array.shape[1]).map { Array(all[$0 * rows..<($0 + 1) * rows]) }
      }
      if array.rank > 2 {
        throw RuntimeError.dimensionMismatch("\(name) draws vectors and matrices, not an array of \(array.rank) dimensions")
      }
    }
    if value.tag == .array || value.tag == .tuple, let elements = try machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ $0.isArray || $0.range != nil })
    {
      return try elements.map { try numbers($0) }
    }
    return [try numbers(value)]
  }

  /// The coordinates of a list of points; `nil` if it is not one.
  private func points(_ value: Value) throws -> PlotData? {
    guard value.tag == .array, let elements = try machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ $0.tag == .tuple && $0.tuple?.elements.count == 2 })
    else { return nil }
    let parts = elements.compactMap(\.tuple)
    return PlotData(
      x: try parts.map { try attributes.number("x", $0.elements[0]) },
      y: try parts.map { try attributes.number("y", $0.elements[1]) })
  }

  /// The points of a call.
  func data(_ arguments: [Value]) throws -> [PlotData] {
    if arguments.isEmpty { return [] }
    if let data = try functionData(arguments) { return data }
    switch arguments.count {
    case 1:
      let value = arguments[0]
      if let points = try points(value) { return [points] }
      if value.tag == .complexArray, let array = value.array {
        let parts = array.complexes.map { ($0.rawStorage.x, $0.rawStorage.y) }
        return [PlotData(x: parts.map { $0.0 }, y: parts.map { $0.1 })]
      }
      if let dictionary = value.dictionary {
        let pairs = dictionary.pairs
        return [
          PlotData(
            x: pairs.indices.map { Double($0 + 1) }, y: try pairs.map { try attributes.number("y", $0.value) },
            categories: try pairs.map { try attributes.text($0.key) })
        ]
      }
      return try lists(value).map { y in PlotData(x: y.indices.map { Double($0 + 1) }, y: y) }
    case 2:
      let ys = try lists(arguments[1])
      if let texts = try attributes.texts(arguments[0]) { return try ys.map { try categorical(texts, $0) } }
      let xs = try lists(arguments[0])
      guard xs.count == ys.count || xs.count == 1 || ys.count == 1 else {
        throw RuntimeError.dimensionMismatch("x has \(xs.count) columns and y has \(ys.count)")
      }
      return try (0..<max(xs.count, ys.count)).map { index in
        let x = xs[xs.count == 1 ? 0 : index]
        let y = ys[ys.count == 1 ? 0 : index]
        guard x.count == y.count else {
          throw RuntimeError.dimensionMismatch("x has \(x.count) values and y has \(y.count)", hint: transposed(x, ys))
        }
        return PlotData(x: x, y: y)
      }
    default: throw mismatch(arguments)
    }
  }

  private func transposed(_ x: [Double], _ columns: [[Double]]) -> String? {
    columns.count > 1 && columns.count == x.count
      ? "each column of a matrix is a series: did you mean the transpose, y'?" : nil
  }

  /// Values over names; a name that comes again keeps its place.
  private func categorical(_ texts: [String], _ y: [Double]) throws -> PlotData {
    guard texts.count == y.count else {
      throw RuntimeError.dimensionMismatch("x has \(texts.count) values and y has \(y.count)")
    }
    var places: [String: Int] = [:]
    var names: [String] = []
    let x = texts.map { text -> Double in
      if let place = places[text] { return Double(place) }
      names.append(text)
      places[text] = names.count
      return Double(names.count)
    }
    return PlotData(x: x, y: y, categories: names)
  }

  // MARK: - Groups

  /// The points of one series by the labels of `group`, in the labels' order.
  func grouped(_ data: [PlotData]) throws -> [PlotData] {
    guard let group = attributes["group"], !group.isNothing else { return data }
    guard let labels = try machine.elements(group) else {
      throw attributes.problem("group", group, expected: "a vector of labels, one for each point")
    }
    guard data.count == 1, let whole = data.first else {
      throw RuntimeError.argument("`group` divides one series, and there are \(data.count)")
    }
    guard labels.count == whole.y.count else {
      throw RuntimeError.dimensionMismatch("`group` has \(labels.count) labels for \(whole.y.count) points")
    }
    let texts = try labels.map { try attributes.text($0) }
    var rows: [String: [Int]] = [:]
    for (index, text) in texts.enumerated() { rows[text, default: []].append(index) }
    let order: [String]
    if let numbers = try attributes.numbers(group) {
      order = rows.keys.sorted { (numbers[rows[$0]?.first ?? 0], $0) < (numbers[rows[$1]?.first ?? 0], $1) }
    } else {
      order = rows.keys.sorted()
    }
    return order.map { text in
      let own = rows[text] ?? []
      return PlotData(
        x: own.map { whole.x[$0] }, y: own.map { whole.y[$0] }, categories: whole.categories, rows: own, group: text)
    }
  }

  // MARK: - Grids

  /// The values over a grid: `(z)`, `(x, y, z)` or `(x, y, f)`; names of the columns and rows where they are named.
  func grid(_ arguments: [Value]) throws -> (grid: Grid, columns: [String], rows: [String]) {
    guard arguments.count == 1 || arguments.count == 3 else {
      throw machine.noMethod(name, arguments, hint: "it takes a matrix, (x, y, matrix), or (x, y, f)")
    }
    func axis(_ value: Value) throws -> ([Double], [String]) {
      if let texts = try attributes.texts(value) { return (texts.indices.map { Double($0 + 1) }, texts) }
      return (try numbers(value), [])
    }
    let last = arguments[arguments.count - 1]
    let (x, columns) = arguments.count == 3 ? try axis(arguments[0]) : ([], [])
    let (y, rows) = arguments.count == 3 ? try axis(arguments[1]) : ([], [])
    if isFunction(last) {
      guard arguments.count == 3 else {
        throw machine.noMethod(name, arguments, hint: "say where: \(name)(x, y, f) with two vectors or ranges")
      }
      let (cells, overflow) = x.count.multipliedReportingOverflow(by: y.count)
      guard !overflow, cells <= 4_000_000 else {
        throw RuntimeError.argument("a grid of \(x.count) × \(y.count) cells is more than a figure can hold")
      }
      let evaluate = callable(last)
      return try checked { (try Grid(x: x, y: y) { try evaluate([$0, $1]) }, columns, rows) }
    }
    guard let matrix = last.array, matrix.rank == 2 else {
      throw machine.noMethod(name, arguments, hint: "the values are a matrix with a row for each y and a column for each x")
    }
    let (height, width) = (matrix.shape[0], matrix.shape[1])
    if arguments.count == 3, x.count != width || y.count != height {
      throw RuntimeError.dimensionMismatch(
        "z is \(height)×\(width), x has \(x.count) values and y has \(y.count)",
        hint: x.count == height && y.count == width
          ? "rows of z belong to y and columns to x: did you mean z'?"
          : "z has a row for each y and a column for each x")
    }
    let columnMajor = try numbers(last)
    var values = [Double](repeating: 0, count: columnMajor.count)
    for column in 0..<width {
      for row in 0..<height { values[row * width + column] = columnMajor[column * height + row] }
    }
    return try checked {
      let own = arguments.count == 3
      let grid = try Grid(rows: height, columns: width, values: values, x: own ? x : nil, y: own ? y : nil)
      return (grid, columns, rows)
    }
  }
}
