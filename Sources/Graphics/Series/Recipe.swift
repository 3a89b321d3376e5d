/// Series that belong together, with the options that suit them: what a chart made of several series returns.
public struct Recipe: Sendable {
  public var series: [any Series]
  /// Options that the chart proposes; what the reader of the figure asks for goes before them.
  public var suggest: @Sendable (inout SubplotOptions) -> Void
  /// px of a figure that holds nothing else; `nil` for the theme's.
  public var size: Size?

  public init(
    _ series: [any Series], size: Size? = nil, suggest: @escaping @Sendable (inout SubplotOptions) -> Void = { _ in }
  ) {
    self.series = series
    self.size = size
    self.suggest = suggest
  }

  /// A figure of its own.
  public var figure: Figure {
    var subplot = Subplot(series)
    suggest(&subplot.options)
    var figure = Figure([subplot])
    figure.size = size
    return figure
  }
}

extension SubplotOptions {
  /// For pictures whose positions are no numbers: trees, graphs.
  mutating func hideAxes() {
    frameStyle = .none
    x.grid = false
    y.grid = false
  }

  /// Both axes from 0 to 1, with a little room, and squares square.
  mutating func useUnitSquare() {
    for axis in [\SubplotOptions.x, \SubplotOptions.y] {
      self[keyPath: axis].lower = -0.02
      self[keyPath: axis].upper = 1.02
      self[keyPath: axis].ticks = .values([0, 0.2, 0.4, 0.6, 0.8, 1])
    }
    aspectRatio = .equal
  }
}
