/// Figures that follow one another in one place: a picture that moves without a script.
///
/// Axes, colours and legend stay where they are: what the figures leave open is decided by all of them together.
public struct Animation: Sendable {
  public private(set) var frames: [Figure]
  public var framesPerSecond: Double
  /// Whether it begins again after the last figure.
  public var repeats = true

  public static let frameLimit = 120
  /// Bytes from which on a picture is told to be large.
  private static let sizeLimit = 500_000

  /// More than `frameLimit` figures are thinned out evenly, to the last of them.
  public init(_ frames: [Figure], framesPerSecond: Double = 20) throws(FigureError) {
    guard !frames.isEmpty else { throw .invalidOption("animation", "it has no frames") }
    guard framesPerSecond >= 0.1, framesPerSecond <= 60 else {
      throw .invalidOption("fps", "there are 0.1 to 60 frames a second")
    }
    let count = frames.count
    if count <= Animation.frameLimit {
      self.frames = frames
    } else {
      let steps = Animation.frameLimit - 1
      self.frames = (0...steps).map { frames[$0 * (count - 1) / steps] }
    }
    self.framesPerSecond = framesPerSecond
    try settle()
  }

  /// The last figure, which stands for all where nothing moves.
  public var still: Figure { frames[frames.count - 1] }

  public func resized(width: Double?, height: Double?) throws(FigureError) -> Animation {
    var copy = self
    for index in frames.indices { copy.frames[index] = try frames[index].resized(width: width, height: height) }
    return copy
  }

  // MARK: - What the frames have in common

  private mutating func settle() throws(FigureError) {
    guard let count = frames.first?.subplots.count, frames.allSatisfy({ $0.subplots.count == count }) else { return }
    var layouts: [FigureLayout] = []
    for frame in frames { layouts.append(try FigureLayout(frame)) }
    for plot in 0..<count {
      let plots = layouts.map { $0.plots[plot] }
      let x = plots.dropFirst().reduce(plots[0].xLimits) { $0.union($1.xLimits) }
      let y = plots.dropFirst().reduce(plots[0].yLimits) { $0.union($1.yLimits) }
      let z = Limits(around: plots.compactMap(\.space?.limits))
      let twin = Limits(around: plots.compactMap { $0.twin?.yLimits })
      let upperTwin = Limits(around: plots.compactMap { $0.upperTwin?.xLimits })
      let colors = Limits(around: plots.compactMap(\.colorScale?.limits))
      for index in frames.indices {
        var options = frames[index].subplots[plot].options
        options.x.lower = options.x.lower ?? x.lower
        options.x.upper = options.x.upper ?? x.upper
        options.y.lower = options.y.lower ?? y.lower
        options.y.upper = options.y.upper ?? y.upper
        options.z.lower = options.z.lower ?? z?.lower
        options.z.upper = options.z.upper ?? z?.upper
        options.colorLimits = options.colorLimits ?? colors
        frames[index].subplots[plot].options = options
        if let twin, var own = frames[index].subplots[plot].twin {
          own.options.y.lower = own.options.y.lower ?? twin.lower
          own.options.y.upper = own.options.y.upper ?? twin.upper
          frames[index].subplots[plot].twin = own
        }
        if let upperTwin, var own = frames[index].subplots[plot].upperTwin {
          own.options.x.lower = own.options.x.lower ?? upperTwin.lower
          own.options.x.upper = own.options.x.upper ?? upperTwin.upper
          frames[index].subplots[plot].upperTwin = own
        }
      }
    }
    // All are as large as the last, where its content says how large it is.
    let size = try FigureLayout.size(still)
    for index in frames.indices { frames[index].size = frames[index].size ?? size }
    let last = try FigureLayout(still)
    for plot in 0..<count {
      guard let place = last.legendPosition(of: plot) else { continue }
      for index in frames.indices { frames[index].subplots[plot].options.legend = place }
    }
  }

  // MARK: - Drawing

  public func svg(_ target: SVGTarget = .inline, instance: Int = 0) throws(FigureError) -> String {
    try render(target, instance: instance).svg
  }

  public func render(_ target: SVGTarget = .inline, instance: Int = 0) throws(FigureError) -> Rendering {
    var rendering = try still.render(target, instance: instance)
    if !rendering.data.plots.isEmpty {
      rendering.data.plots[0].series.append(
        FigureData.SeriesData(kind: "animation", name: "", columns: [DataColumn("frames", [Double(frames.count)])]))
    }
    guard frames.count > 1 else { return rendering }
    rendering.alternativeText = "Animation of \(frames.count) pictures, the last of which shows: " + rendering.alternativeText
    var scene = try still.scene(target)
    scene.description = rendering.alternativeText
    scene.data = rendering.data.summary.text
    scene.nodes = []
    var pictures: [[SceneNode]] = []
    for frame in frames { pictures.append(try FigureLayout(frame).scene().nodes) }
    scene.frames = SceneFrames(pictures: pictures, seconds: 1 / framesPerSecond, repeats: repeats)
    rendering.svg = SVGWriter.write(scene, target, salt: instance)
    let size = rendering.svg.utf8.count
    if size > Animation.sizeLimit {
      rendering.warnings.append("the animation has \(size / 1000) kB; fewer frames (`@animate for … end every 5`) are smaller")
    }
    return rendering
  }
}
