/// Writes a scene as SVG: the only part of the library that knows the format.
struct SVGWriter {
  private var buffer = SVGBuffer()
  private let target: SVGTarget
  private var clipCount = 0

  static func write(_ scene: Scene, _ target: SVGTarget, salt: Int) -> String {
    var writer = SVGWriter(target: target)
    return writer.document(scene, salt: salt)
  }

  private init(target: SVGTarget) { self.target = target }

  private mutating func document(_ scene: Scene, salt: Int) -> String {
    buffer.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"nabla-figure\" id=\"")
    buffer.id()
    buffer.raw("\" role=\"img\" aria-labelledby=\"")
    buffer.id()
    buffer.raw("-t ")
    buffer.id()
    buffer.raw("-d\" width=\"")
    buffer.number(scene.size.width)
    buffer.raw("\" height=\"")
    buffer.number(scene.size.height)
    buffer.raw("\" viewBox=\"0 0 ")
    buffer.number(scene.size.width)
    buffer.raw(byte: 0x20)
    buffer.number(scene.size.height)
    buffer.raw("\" font-family=\"")
    buffer.raw(FontMetrics.fontFamily)
    buffer.raw("\" font-size=\"11\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">")
    buffer.raw("<title id=\"")
    buffer.id()
    buffer.raw("-t\">")
    buffer.escaped(scene.title)
    buffer.raw("</title><desc id=\"")
    buffer.id()
    buffer.raw("-d\">")
    buffer.escaped(scene.description)
    buffer.raw("</desc>")
    if target == .standalone { styleSheet() }
    if let background = scene.background {
      buffer.raw("<rect width=\"100%\" height=\"100%\"")
      paint(background, "fill")
      buffer.raw("/>")
    }
    for node in scene.nodes { write(node) }
    buffer.raw("</svg>\n")
    return buffer.finish(salt: salt)
  }

  // MARK: - Nodes

  private mutating func write(_ node: SceneNode) {
    switch node {
    case .group(let group): write(group)
    case .shape(let shape): write(shape)
    case .text(let text): write(text, inherited: nil)
    case .image(let image): write(image)
    }
  }

  private mutating func write(_ group: SceneGroup) {
    guard !group.children.isEmpty else { return }
    if let clip = group.clip {
      clipCount += 1
      buffer.raw("<clipPath id=\"")
      buffer.id()
      buffer.raw("-c\(clipCount)\"><path d=\"")
      path(Polyline(clip.corners, closed: true))
      buffer.raw("\"/></clipPath>")
    }
    buffer.raw("<g")
    if group.isHidden { buffer.raw(" aria-hidden=\"true\"") }
    if let label = group.label {
      buffer.raw(" aria-label=\"")
      buffer.escaped(label)
      buffer.raw("\"")
    }
    if group.clip != nil {
      buffer.raw(" clip-path=\"url(#")
      buffer.id()
      buffer.raw("-c\(clipCount))\"")
    }
    if let style = group.textStyle { textAttributes(style) }
    buffer.raw(">")
    for child in group.children {
      if case .text(let text) = child { write(text, inherited: group.textStyle) } else { write(child) }
    }
    buffer.raw("</g>")
  }

  private mutating func write(_ shape: SceneShape) {
    switch shape.geometry {
    case .lines(let lines):
      guard !lines.isEmpty else { return }
      buffer.raw("<path")
      if let fill = shape.fill {
        self.fill(fill)
        if shape.evenOdd, lines.count > 1 { buffer.raw(" fill-rule=\"evenodd\"") }
      }
      if let stroke = shape.stroke { self.stroke(stroke) }
      buffer.raw(" d=\"")
      for line in lines { path(line) }
      buffer.raw("\"/>")
    case .dots(let points, let radius):
      // Lines of no length with round caps: the shortest way to write equal discs.
      guard let fill = shape.fill else { return }
      buffer.raw("<path")
      paint(fill.paint, "stroke")
      opacity(fill.opacity * fill.paint.alpha, points.count > 1 ? "stroke-opacity" : "opacity")
      buffer.raw(" stroke-width=\"")
      buffer.number(2 * radius)
      buffer.raw("\" d=\"")
      dots(points)
      buffer.raw("\"/>")
    case .circles(let circles):
      buffer.raw("<g")
      if let fill = shape.fill { self.fill(fill) }
      if let stroke = shape.stroke { self.stroke(stroke) }
      buffer.raw(">")
      for circle in circles {
        buffer.raw("<circle cx=\"")
        buffer.number(circle.center.x)
        buffer.raw("\" cy=\"")
        buffer.number(circle.center.y)
        buffer.raw("\" r=\"")
        buffer.number(circle.radius)
        buffer.raw("\"/>")
      }
      buffer.raw("</g>")
    }
  }

  private mutating func write(_ image: SceneImage) {
    let png = PNGEncoder.encode(
      columns: image.columns, rows: image.rows, pixels: image.pixels, palette: image.palette)
    buffer.raw("<image x=\"")
    buffer.number(image.frame.minX)
    buffer.raw("\" y=\"")
    buffer.number(image.frame.minY)
    buffer.raw("\" width=\"")
    buffer.number(image.frame.width)
    buffer.raw("\" height=\"")
    buffer.number(image.frame.height)
    buffer.raw("\" preserveAspectRatio=\"none\"")
    if image.isPixelated { buffer.raw(" style=\"image-rendering:pixelated\"") }
    buffer.raw(" href=\"data:image/png;base64,")
    buffer.raw(Base64.encode(png))
    buffer.raw("\"/>")
  }

  // MARK: - Geometry

  /// Relative commands on a grid of hundredths (tenths for long lines): rounding never accumulates.
  private mutating func path(_ line: Polyline) {
    guard let first = line.points.first else { return }
    let coarse = line.points.count > 300
    func grid(_ value: Double) -> Int {
      let hundredths = SVGBuffer.hundredths(value)
      return coarse ? (hundredths + (hundredths < 0 ? -5 : 5)) / 10 * 10 : hundredths
    }
    var x = grid(first.x)
    var y = grid(first.y)
    buffer.raw("M")
    buffer.hundredths(x)
    separator(y)
    buffer.hundredths(y)
    var command: UInt8 = 0
    let last = line.points.count - 1
    for index in 1..<max(1, line.points.count) {
      let nextX = grid(line.points[index].x)
      let nextY = grid(line.points[index].y)
      let dx = nextX - x
      let dy = nextY - y
      if dx == 0, dy == 0, !(index == last && command == 0) { continue }
      if dy == 0 {
        buffer.raw("h")
        buffer.hundredths(dx)
        command = UInt8(ascii: "h")
      } else if dx == 0 {
        buffer.raw("v")
        buffer.hundredths(dy)
        command = UInt8(ascii: "v")
      } else {
        if command == UInt8(ascii: "l") {
          separator(dx)
        } else {
          buffer.raw("l")
          command = UInt8(ascii: "l")
        }
        buffer.hundredths(dx)
        separator(dy)
        buffer.hundredths(dy)
      }
      x = nextX
      y = nextY
    }
    if line.closed { buffer.raw("z") }
  }

  private mutating func separator(_ next: Int) {
    if next >= 0 { buffer.raw(byte: 0x20) }
  }

  private mutating func dots(_ points: [Point]) {
    // A point drawn nine times cannot be told from one drawn ten times.
    var repeats = 0
    var previous = (Int.min, Int.min)
    for point in points {
      let place = (SVGBuffer.hundredths(point.x), SVGBuffer.hundredths(point.y))
      repeats = place == previous ? repeats + 1 : 0
      previous = place
      if repeats > 8 { continue }
      buffer.raw("M")
      buffer.hundredths(place.0)
      separator(place.1)
      buffer.hundredths(place.1)
      buffer.raw("h0")
    }
  }

  // MARK: - Text

  private mutating func write(_ text: SceneText, inherited: TextStyle?) {
    let layout = text.layout
    guard !layout.pieces.isEmpty else { return }
    let size = text.style.size
    let isPlaced = layout.isTwoDimensional
    let hasBars = !layout.bars.isEmpty
    var origin = text.position
    if isPlaced || hasBars {
      // Pieces with places of their own: the anchor is resolved here, with the measured width.
      switch text.anchor {
      case .start: break
      case .middle: origin.x -= layout.width * size / 2
      case .end: origin.x -= layout.width * size
      }
    }
    if hasBars {
      buffer.raw("<g")
      if text.rotation != 0 { rotation(text) }
      buffer.raw(">")
    }
    buffer.raw("<text x=\"")
    buffer.number(origin.x)
    buffer.raw("\" y=\"")
    buffer.number(origin.y)
    buffer.raw("\"")
    if !isPlaced, !hasBars, text.anchor != .start {
      buffer.raw(" text-anchor=\"")
      buffer.raw(text.anchor.rawValue)
      buffer.raw("\"")
    }
    if text.rotation != 0, !hasBars { rotation(text) }
    if text.style != inherited { textAttributes(text.style) }
    if let halo = text.halo {
      stroke(Stroke(halo, width: 3))
      buffer.raw(" paint-order=\"stroke\"")
    }
    buffer.raw(">")
    if let plain = layout.plainText {
      buffer.escaped(plain)
    } else {
      pieces(layout, origin: isPlaced || hasBars ? origin : nil, size: size)
    }
    buffer.raw("</text>")
    if hasBars {
      for bar in layout.bars {
        buffer.raw("<path")
        stroke(Stroke(text.style.paint, width: max(0.8, size * 0.06)))
        buffer.raw(" stroke-linecap=\"butt\" d=\"M")
        buffer.number(origin.x + bar.x * size)
        buffer.raw(byte: 0x20)
        buffer.number(origin.y - bar.rise * size)
        buffer.raw("h")
        buffer.number(bar.width * size)
        buffer.raw("\"/>")
      }
      buffer.raw("</g>")
    }
  }

  private mutating func pieces(_ layout: LabelLayout, origin: Point?, size: Double) {
    var rise = 0.0
    var end = 0.0
    for piece in layout.pieces {
      buffer.raw("<tspan")
      if let origin {
        buffer.raw(" x=\"")
        buffer.number(origin.x + piece.x * size)
        buffer.raw("\" y=\"")
        buffer.number(origin.y - piece.rise * size)
        buffer.raw("\"")
      } else {
        let gap = (piece.x - end) * size
        if gap.magnitude > 0.05 {
          buffer.raw(" dx=\"")
          buffer.number(gap)
          buffer.raw("\"")
        }
        let shift = (rise - piece.rise) * size
        if shift.magnitude > 0.005 {
          buffer.raw(" dy=\"")
          buffer.number(shift)
          buffer.raw("\"")
        }
      }
      if piece.scale != 1 {
        buffer.raw(" font-size=\"")
        buffer.number(size * piece.scale)
        buffer.raw("\"")
      }
      if piece.italic { buffer.raw(" font-style=\"italic\"") }
      if piece.bold { buffer.raw(" font-weight=\"600\"") }
      buffer.raw(">")
      buffer.escaped(piece.text)
      buffer.raw("</tspan>")
      rise = piece.rise
      end = piece.x + piece.width
    }
  }

  private mutating func rotation(_ text: SceneText) {
    buffer.raw(" transform=\"rotate(")
    buffer.number(text.rotation)
    buffer.raw(byte: 0x20)
    buffer.number(text.position.x)
    buffer.raw(byte: 0x20)
    buffer.number(text.position.y)
    buffer.raw(")\"")
  }

  private mutating func textAttributes(_ style: TextStyle) {
    paint(style.paint, "fill")
    if style.size != 11 {
      buffer.raw(" font-size=\"")
      buffer.number(style.size)
      buffer.raw("\"")
    }
    if style.bold { buffer.raw(" font-weight=\"600\"") }
  }

  // MARK: - Colours

  private mutating func fill(_ fill: Fill) {
    paint(fill.paint, "fill")
    opacity(fill.opacity * fill.paint.alpha, "fill-opacity")
  }

  private mutating func stroke(_ stroke: Stroke) {
    paint(stroke.paint, "stroke")
    if stroke.width != 1 {
      buffer.raw(" stroke-width=\"")
      buffer.number(stroke.width)
      buffer.raw("\"")
    }
    opacity(stroke.opacity * stroke.paint.alpha, "stroke-opacity")
    if !stroke.dash.isEmpty {
      buffer.raw(" stroke-dasharray=\"")
      for (index, length) in stroke.dash.enumerated() {
        if index > 0 { buffer.raw(byte: 0x20) }
        buffer.number(length)
      }
      buffer.raw("\" stroke-linecap=\"butt\"")
    }
  }

  private mutating func opacity(_ value: Double, _ attribute: StaticString) {
    guard value < 0.995 else { return }
    buffer.raw(byte: 0x20)
    buffer.raw(attribute)
    buffer.raw("=\"")
    buffer.number(max(0, value))
    buffer.raw("\"")
  }

  private mutating func paint(_ paint: Paint, _ attribute: StaticString) {
    buffer.raw(byte: 0x20)
    buffer.raw(attribute)
    buffer.raw("=\"")
    switch paint {
    case .fixed(let rgb): buffer.raw(rgb.hexadecimal)
    case .variable(let name, let light, _):
      switch target {
      case .inline:
        buffer.raw("var(--nabla-")
        buffer.raw(name)
        buffer.raw(",")
        buffer.raw(light.hexadecimal)
        buffer.raw(")")
      case .standalone: buffer.raw(light.hexadecimal.uppercased())
      }
    }
    buffer.raw("\"")
  }

  /// Rules that turn the light theme colours of the attributes into the dark ones. Theme colours are written in capitals, which
  /// tells them from equal colours that a user chose.
  private mutating func styleSheet() {
    buffer.raw("<style>@media (prefers-color-scheme:dark){")
    for role in Color.Role.allCases {
      let colors = Theme.colors(of: role)
      for attribute in ["fill", "stroke"] {
        buffer.raw("#")
        buffer.id()
        buffer.raw(" [\(attribute)=\"\(colors.light.hexadecimal.uppercased())\"]")
        buffer.raw("{\(attribute):\(colors.dark.hexadecimal)}")
      }
    }
    buffer.raw("}</style>")
  }
}
