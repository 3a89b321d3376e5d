/// Faces in space coloured by height, unless the style has a colour: a surface, a mesh.
public protocol FaceSeries: SpaceSeries {
  /// `nil` for viridis, unless the style has a colour.
  var colorMap: ColorMap? { get }
  /// The heights between which the colours run.
  var heights: [Double] { get }
}

extension FaceSeries {
  public var nounCounts: Bool { true }
  public var paletteSlots: Int { style.color == nil ? 0 : 1 }

  public var colorDemand: ColorDemand? {
    guard style.color == nil, let limits = Limits(of: heights) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard style.label?.isEmpty == false else { return [] }
    return [LegendEntry(label: style.label, fill: Fill(paint(at: 0.5, on: canvas), opacity: style.alpha ?? 1))]
  }

  /// The thin light line around each face.
  func outline(opacity: Double) -> Stroke? {
    let width = style.lineWidth ?? 0.4
    return width > 0 ? Stroke(.fixed(RGB(hex: 0xFFFFFF)), width: width, opacity: opacity) : nil
  }

  /// A face in the colour of the height of its middle; none where that is not finite.
  func drawFace(_ corners: [SpacePoint], outline: Stroke?, on canvas: inout SpaceCanvas) {
    let height = corners.reduce(0) { $0 + $1.z / Double(corners.count) }
    guard height.isFinite else { return }
    // One of 64 colours of the map: neighbours of one colour are written together.
    let place = canvas.plane.colorScale.map { ($0.fraction(height) * 63).rounded() / 63 }
    // Of one colour only the shades show the form; of a map the colours are to be read.
    canvas.face(
      corners, paint: paint(at: place, on: canvas.plane), darkest: style.color == nil ? 0.75 : 0.5,
      opacity: style.alpha ?? 1, stroke: outline)
  }

  /// The colour of a place on the map, or the one of the style.
  private func paint(at place: Double?, on canvas: Canvas) -> Paint {
    if style.color == nil, let place { return .fixed((canvas.colorScale?.map ?? colorMap ?? .viridis).color(at: place)) }
    // Shades of black would all be black.
    return canvas.seriesPaint().mapColors { OKLab.luminance($0) < 0.1 ? OKLab($0).rgb(luminance: 0.1) : $0 }
  }
}
