// Classifiers as regions of the plane.

import Engine
import Graphics

/// What a model gives, or a label says: a number, a name, or nothing.
enum ClassLabel {
  case number(Double)
  case name(String)
  /// A truth value, which is a number too.
  case truth(Bool)
  case none

  var number: Double {
    switch self {
    case .number(let number): number
    case .truth(let truth): truth ? 1 : 0
    case .name, .none: .nan
    }
  }
}

/// The classes that labels stand for, in the order of their indices.
final class ClassIndex {
  private(set) var texts: [String] = []
  private var places: [String: Int] = [:]

  /// Numbers ascending, then names; each once.
  init(of labels: [ClassLabel]) {
    for number in labels.compactMap({ if case .number(let number) = $0 { number } else { nil } }).sorted() {
      _ = index(.number(number))
    }
    let names = labels.compactMap { label -> String? in
      switch label {
      case .name(let name): name
      case .truth(let truth): "\(truth)"
      case .number, .none: nil
      }
    }
    for name in names.sorted() { _ = index(.name(name)) }
  }

  /// The index of a label, which becomes a class when it is new; `nil` for what is missing.
  func index(_ label: ClassLabel) -> Int? {
    switch label {
    case .number(let number): number.isFinite ? place(Int(exactly: number).map { String($0) } ?? "\(number)") : nil
    case .truth(let truth): place("\(truth)")
    case .name(let name): place(name)
    case .none: nil
    }
  }

  private func place(_ text: String) -> Int {
    if let found = places[text] { return found }
    places[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}

extension PlotBuilder {
  /// The regions and points of `decisionboundary`.
  func decisions(_ arguments: [Value]) throws -> Subplot {
    let reader = try reader()
    guard arguments.count == 3, reader.isFunction(arguments[0]) else {
      throw mismatch(arguments, takes: "(model, X, y) with an n×2 matrix X and its labels y, or (model, xs, ys)")
    }
    let points = try reader.planePoints(arguments[1])
    let labels = points == nil ? [] : try (machine.elements(arguments[2]) ?? []).map { try label($0) }
    let (x, y) = points ?? ([], [])
    if points != nil, labels.count != x.count {
      throw RuntimeError.dimensionMismatch("X has \(x.count) rows and y has \(labels.count) labels")
    }
    var area: (x: Graphics.Limits, y: Graphics.Limits)
    if points != nil {
      area = Subplot.surroundings(x: x, y: y)
      area.x = Graphics.Limits(reader.options.x.lower ?? area.x.lower, reader.options.x.upper ?? area.x.upper)
      area.y = Graphics.Limits(reader.options.y.lower ?? area.y.lower, reader.options.y.upper ?? area.y.upper)
    } else {
      area = (try reader.interval("x", arguments[1]), try reader.interval("y", arguments[2]))
    }
    let resolution = try attributes.count("resolution", 8...512) ?? 200
    let model = try model(arguments[0], area)

    // A first look at what the model gives: classes, or scores between them.
    var seen: [ClassLabel] = []
    for b in 0..<25 {
      for a in 0..<25 {
        seen.append(
          try model(area.x.lower + area.x.span * Double(a) / 24, area.y.lower + area.y.span * Double(b) / 24))
      }
    }
    let isScore =
      attributes["threshold"] != nil || attributes["levels"] != nil
      || seen.contains { if case .number(let number) = $0 { number.isFinite && number != number.rounded() } else { false } }
    var style = try attributes.style(isLine: false)
    style.label = nil
    var look = SeriesStyle(label: "")
    (look.lineWidth, look.lineStyle, look.fillAlpha) = (style.lineWidth, style.lineStyle, style.fillAlpha)
    look.color = try attributes["linecolor"].flatMap { try attributes.color("linecolor", $0) }
    if isScore {
      let classes = ClassIndex(of: labels)
      let isProbability = seen.allSatisfy { !($0.number < 0 || $0.number > 1) }
      let threshold = try attributes.number("threshold") ?? (isProbability ? 0.5 : 0)
      let levels = try attributes.numbers("levels") ?? []
      let indices = labels.map { classes.index($0) ?? -1 }
      return try checked {
        var series = try DecisionSeries(x: area.x, y: area.y, threshold: threshold, levels: levels, resolution: resolution) {
          try model($0, $1).number
        }
        series.style = look
        return try Subplot.decisions(series, x: x, y: y, classes: indices, classLabels: classes.texts, style: style)
      }
    }
    let classes = ClassIndex(of: labels + seen)
    let indices = labels.map { classes.index($0) ?? -1 }
    return try checked {
      var series = try DecisionSeries(x: area.x, y: area.y, classLabels: [], resolution: resolution) {
        classes.index(try model($0, $1)).map(Double.init) ?? .nan
      }
      series.style = look
      series.classLabels = classes.texts
      return try Subplot.decisions(series, x: x, y: y, classes: indices, classLabels: classes.texts, style: style)
    }
  }

  func label(_ value: Value) throws -> ClassLabel {
    if let truth = value.boolean { return .truth(truth) }
    if let number = value.asDouble { return .number(number) }
    if value.isMissing || value.isNothing { return .none }
    guard attributes.name(value) != nil || value.character != nil else {
      throw RuntimeError.argument(
        "\(name) draws models whose values are classes or numbers, and this is a value of type \(value.dataType)")
    }
    return .name(try attributes.text(value))
  }

  /// A model as a function of two numbers: it is called with a vector unless it takes numbers only. Its values are single ones,
  /// or the first of a vector of one.
  private func model(
    _ function: Value, _ area: (x: Graphics.Limits, y: Graphics.Limits)
  ) throws -> (Double, Double) throws -> ClassLabel {
    let machine = machine
    func call(_ x: Double, _ y: Double, asVector: Bool) throws -> Value {
      asVector
        ? try machine.call(function, [machine.heap.vector([x, y])]) : try machine.call(function, [Value(x), Value(y)])
    }
    var asVector = true
    let mark = machine.heap.mark
    do {
      _ = try call(area.x.lower, area.y.lower, asVector: true)
    } catch {
      guard machine.runtimeError(error).type == "MethodError" else { throw error }
      // The message about a vector is the one that helps when neither is taken.
      guard (try? call(area.x.lower, area.y.lower, asVector: false)) != nil else { throw error }
      asVector = false
    }
    machine.heap.drain(to: mark)
    return { [asVector] x, y in
      let mark = machine.heap.mark
      var value = try call(x, y, asVector: asVector)
      if let array = value.array, array.count == 1 { value = array.element(0, machine.heap) }
      defer { machine.heap.drain(to: mark) }
      return try self.label(value)
    }
  }
}
