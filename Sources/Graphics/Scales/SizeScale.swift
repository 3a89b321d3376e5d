// Values shown by the sizes of markers.

/// What the sizes of a series' markers stand for.
public struct SizeDemand: Sendable {
  public var limits: Limits
  /// Radii in px of the least and the greatest value; `nil` leaves them to the scale.
  public var radii: Limits?
  /// How many markers there are.
  public var count: Int
}

/// Radii for values: the area of a marker follows its value, as areas are what is compared (Cleveland and McGill,
/// "Graphical perception", 1984). Values from 0 on have areas in proportion to them, as in ggplot2's `scale_size_area`;
/// with given radii, and where there are negative values, the least value has the smallest marker.
public struct SizeScale: Sendable {
  public let limits: Limits
  /// px of the ends of `limits`.
  public let radii: Limits
  /// The range of the values themselves.
  private let data: Limits

  /// The scale for all series of a plot; `nil` when sizes stand for nothing.
  init?(_ demands: [SizeDemand]) {
    guard var limits = Limits(around: demands.map(\.limits)) else { return nil }
    data = limits
    let count = demands.reduce(0) { $0 + $1.count }
    let largest = count <= 60 ? 18.0 : count <= 250 ? 14 : 9
    if let chosen = demands.lazy.compactMap(\.radii).first {
      radii = chosen
    } else if limits.lower >= 0, limits.upper > 0 {
      limits.lower = 0
      radii = Limits(0, largest)
    } else {
      radii = Limits(2.5, largest)
    }
    self.limits = limits
  }

  /// px, at least 1 where there is something; not a number for what has no size.
  public func radius(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    let share = limits.span > 0 ? min(1, max(0, (value - limits.lower) / limits.span)) : limits.upper > 0 ? 1 : 0
    let (low, high) = (radii.lower * radii.lower, radii.upper * radii.upper)
    return share > 0 ? max(1, (low + (high - low) * share).squareRoot()) : radii.lower
  }

  /// Three or so round values, from the largest that the data reach down.
  var values: [Double] {
    guard data.span > 0 else { return [data.upper] }
    let exponent = NumberLabel.decimalExponent(data.upper)
    if limits.lower == 0, exponent.magnitude < 18 {
      // 100, 50, 10; 50, 20, 5; 20, 10, 2: areas that are easily told apart.
      let steps = (0...2).flatMap { down in
        [5.0, 2, 1].map { digit in
          let power = exponent - down
          return power < 0 ? digit / NumberLabel.power10(-power) : digit * NumberLabel.power10(power)
        }
      }
      let below = steps.filter { $0 <= data.upper * (1 + 1e-9) }
      let chosen = [0, 1, 3].map { below[$0] }.filter { $0 >= data.lower / 2 }
      if chosen.count > 1 { return chosen }
    }
    let finder = TickFinder(scale: .identity, limits: data, length: 120, horizontal: false, fontSize: 11)
    return Array(finder.linear().major.map(\.value).filter { radius($0) >= 1 }.reversed().prefix(4))
  }

  /// Rows of the legend that show the sizes with their values.
  func legendEntries(title: String, on canvas: Canvas) -> [LegendEntry] {
    var rows = title.isEmpty ? [] : [LegendEntry(label: title)]
    for value in values {
      var marker = Marker(.circle, radius: min(radius(value), Marker.largestRadius), fill: Fill(canvas.paint(.role(.muted))))
      guard marker.radius > 0 else { continue }
      marker.makeBubble(on: canvas)
      marker.fill.opacity = 0.45
      var entry = LegendEntry(label: NumberLabel.short(value), marker: marker)
      entry.isToScale = true
      rows.append(entry)
    }
    return rows
  }
}

extension Marker {
  /// Bubbles let others shine through and keep a thin rim in the colour of the page.
  mutating func makeBubble(on canvas: Canvas) {
    stroke = stroke ?? Stroke(canvas.paint(.role(.background)), width: 0.75)
    fill.opacity = canvas.style.markerAlpha ?? canvas.style.alpha ?? 0.7
  }
}
