/// A neural network: layers of neurons from left to right, each joined to all of the next.
public struct NetworkSeries: Series {
  /// Numbers of neurons.
  public let layers: [Int]
  /// One matrix for each pair of layers, a row for each neuron of the later one; empty for plain edges. The sign shows
  /// as colour, the magnitude as width.
  public let weights: [[[Double]]]
  /// Names of the neurons, a list for each layer or empty.
  public let labels: [[String]]
  /// Titles of the layers, or empty.
  public let titles: [String]
  public var style: SeriesStyle

  public init(
    layers: [Int], weights: [[[Double]]] = [], labels: [[String]] = [], titles: [String] = [],
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.check(layers.count, "layers", NetworkSeries.limit)
    guard layers.allSatisfy({ $0 > 0 && $0 <= 1_000_000_000 }) else {
      throw .invalidOption("layers", "each layer has at least one neuron")
    }
    if !weights.isEmpty {
      try FigureLimit.checkSame("layers", layers.count, "weights, and one more,", weights.count + 1)
      for (index, matrix) in weights.enumerated() {
        try FigureLimit.checkSame("layer \(index + 2)", layers[index + 1], "its weights (rows)", matrix.count)
        for row in matrix { try FigureLimit.checkSame("layer \(index + 1)", layers[index], "its weights (columns)", row.count) }
      }
    }
    if !labels.isEmpty { try FigureLimit.checkSame("layers", layers.count, "labels", labels.count) }
    if !titles.isEmpty { try FigureLimit.checkSame("layers", layers.count, "titles", titles.count) }
    self.layers = layers
    self.weights = weights
    self.labels = labels
    self.titles = titles
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  private static let limit = 40
  /// As many neurons are drawn; of more, the first ones, dots, and the last ones.
  private static let shown = 10

  public var kind: String { "network" }
  public var noun: String { "neural network of layers with \(FigureDescription.list(layers.map(String.init))) neurons" }
  public var paletteSlots: Int { 3 }

  public var columns: [DataColumn] {
    [DataColumn("neurons", layers.map(Double.init))]
      + weights.enumerated().map { DataColumn("weights \($0 + 1)", Array($1.joined())) }
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand { RangeDemand(x: nil, y: nil) }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard !weights.isEmpty else { return [] }
    return [
      LegendEntry(label: "positive weight", stroke: Stroke(canvas.paint(.palette(1)), width: 2)),
      LegendEntry(label: "negative weight", stroke: Stroke(canvas.paint(.palette(2)), width: 2)),
    ]
  }

  // MARK: - Layout

  /// The neurons of a layer that are drawn, with their rows; one row is left for the dots.
  private func visible(_ layer: Int) -> (neurons: [(index: Int, row: Int)], rows: Int, dots: Int?) {
    let count = layers[layer]
    guard count > NetworkSeries.shown else { return ((0..<count).map { ($0, $0) }, count, nil) }
    let (first, last) = (5, 4)
    return (
      (0..<first).map { ($0, $0) } + (0..<last).map { (count - last + $0, first + 1 + $0) }, first + last + 1, first
    )
  }

  var naturalSize: Size {
    let rows = layers.indices.map { visible($0).rows }.max() ?? 1
    return Size(min(1200, max(360, Double(layers.count) * 130 + 60)), min(520, max(220, Double(rows) * 38 + 70)))
  }

  private func label(_ layer: Int, _ neuron: Int) -> String {
    layer < labels.count && neuron < labels[layer].count ? labels[layer][neuron] : ""
  }

  // MARK: - Drawing

  public func draw(on canvas: inout Canvas) {
    guard !layers.isEmpty else { return }
    let size = canvas.theme.fontSize
    var frame = canvas.frame.insetBy(3, 3)
    if titles.contains(where: { !$0.isEmpty }) { frame.minY += 24 }
    let hasCounts = layers.contains { $0 > NetworkSeries.shown }
    if hasCounts { frame.maxY -= 22 }
    let rows = Double(layers.indices.map { visible($0).rows }.max() ?? 1)
    let pitch = min(frame.height / rows, 46)
    let radius = max(1, min(14, pitch * 0.38, frame.width / Double(layers.count) * 0.3))

    // Names of inputs and outputs stand beside them when they do not fit in.
    func outside(_ layer: Int) -> Double {
      guard layer < labels.count else { return 0 }
      let widest = labels[layer].map { LabelLayout($0).width * size }.max() ?? 0
      return widest > 2 * radius - 5 ? widest + 6 : 0
    }
    let titleHalf = { (layer: Int) in layer < titles.count ? LabelLayout(titles[layer]).width * size / 2 : 0 }
    let last = layers.count - 1
    let left = frame.minX + max(radius + outside(0), titleHalf(0))
    let right = frame.maxX - max(radius + (last > 0 ? outside(last) : 0), titleHalf(last))
    let step = last > 0 ? max(0, right - left) / Double(last) : 0
    func x(_ layer: Int) -> Double { last > 0 ? left + step * Double(layer) : frame.midX }
    func place(_ layer: Int, _ row: Int) -> Point {
      Point(x(layer), frame.midY + (Double(row) - Double(visible(layer).rows - 1) / 2) * pitch)
    }

    drawEdges(radius, place, on: &canvas)
    for layer in layers.indices {
      let (neurons, rows, dots) = visible(layer)
      let places = neurons.map { place(layer, $0.row) }
      let color = layer == 0 ? 0 : layer == last ? 2 : 1
      canvas.dots(places, marker: Marker(.circle, radius: radius, fill: Fill(canvas.paint(.role(.background)))))
      canvas.dots(
        places,
        marker: Marker(
          .circle, radius: radius, fill: canvas.fill(opacity: 0.18, offset: color),
          stroke: Stroke(canvas.seriesPaint(offset: color), width: 1.25)))
      if let dots { canvas.text("⋮", at: place(layer, dots), size: max(6, pitch * 0.55)) }
      if layer < titles.count, !titles[layer].isEmpty {
        canvas.text(titles[layer], at: Point(x(layer), canvas.frame.minY + 3 + size * 0.6))
      }
      if hasCounts, let bottom = places.last, rows > 0 {
        canvas.text(
          NumberLabel.fixed(Double(layers[layer]), decimals: 0), at: Point(bottom.x, bottom.y + radius + 12),
          color: .role(.muted))
      }
      drawLabels(layer, neurons, radius, place, isBeside: outside(layer) > 0, on: &canvas)
    }
  }

  private func drawLabels(
    _ layer: Int, _ neurons: [(index: Int, row: Int)], _ radius: Double, _ place: (Int, Int) -> Point, isBeside: Bool,
    on canvas: inout Canvas
  ) {
    for (neuron, row) in neurons {
      let text = label(layer, neuron)
      guard !text.isEmpty else { continue }
      let centre = place(layer, row)
      if !isBeside {
        canvas.text(text, at: centre, halo: false)
      } else if layer == layers.count - 1, layer > 0 {
        canvas.text(text, at: Point(centre.x + radius + 5, centre.y), anchor: .start)
      } else if layer == 0 {
        canvas.text(text, at: Point(centre.x - radius - 5, centre.y), anchor: .end)
      } else {
        canvas.text(text, at: Point(centre.x, centre.y - radius - 7))
      }
    }
  }

  private func drawEdges(_ radius: Double, _ place: (Int, Int) -> Point, on canvas: inout Canvas) {
    var plain: [(Point, Point)] = []
    // By sign, then by width.
    var coloured = [[[(Point, Point)]]](repeating: [[(Point, Point)]](repeating: [], count: 8), count: 2)
    let largest = weights.joined().joined().reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    for layer in layers.indices.dropLast() {
      for from in visible(layer).neurons {
        for to in visible(layer + 1).neurons {
          let line = (place(layer, from.row), place(layer + 1, to.row))
          guard layer < weights.count else {
            plain.append(line)
            continue
          }
          let weight = weights[layer][to.index][from.index]
          guard weight.isFinite, weight != 0, largest > 0 else { continue }
          coloured[weight < 0 ? 1 : 0][min(7, Int(weight.magnitude / largest * 8))].append(line)
        }
      }
    }
    if !plain.isEmpty {
      canvas.rules(
        plain, stroke: Stroke(canvas.paint(.role(.axis)), width: style.lineWidth ?? 0.9, opacity: plain.count > 150 ? 0.5 : 0.8))
    }
    for width in 0..<8 {
      for (sign, classes) in coloured.enumerated() where !classes[width].isEmpty {
        canvas.rules(
          classes[width],
          stroke: Stroke(
            canvas.paint(.palette(sign + 1)), width: 0.5 + 0.36 * Double(width), opacity: 0.35 + 0.06 * Double(width)))
      }
    }
  }
}

extension Recipe {
  /// A neural network without axes, in a figure of the size that it needs.
  public static func network(_ series: NetworkSeries) -> Recipe {
    Recipe([series], size: series.naturalSize) {
      $0.hideAxes()
      $0.legend = $0.legend ?? .outerbottom
    }
  }
}
