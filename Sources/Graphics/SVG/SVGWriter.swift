/// Writes a scene as SVG: the only part of the library that knows the format.
struct SVGWriter {
  var buffer = SVGBuffer()
  let target: SVGTarget
  private var clipCount = 0
  /// Of filters and gradients.
  var definitionCount = 0
  /// Colours of the element that is written that depend on the page, as a style.
  var declarations = ""
  /// What dark pages change in this document.
  var darkRules: [String] = []
  var knownRules: Set<String> = []
  /// Classes of pictures with filters of the same names.
  var darkPictures: [String] = []

  static func write(_ scene: Scene, _ target: SVGTarget, salt: Int) -> String {
    var writer = SVGWriter(target: target)
    return writer.document(scene, salt: salt)
  }

  init(target: SVGTarget) { self.target = target }

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
    if !scene.data.isEmpty {
      buffer.raw("<metadata>\n")
      for line in scene.data.split(separator: "\n") {
        buffer.escaped(String(line), inAttribute: false)
        buffer.raw("\n")
      }
      buffer.raw("</metadata>")
    }
    if target == .standalone { styleSheet() }
    if let background = scene.background {
      buffer.raw("<rect width=\"100%\" height=\"100%\"")
      paint(background, "fill")
      buffer.raw("/>")
    }
    for node in scene.nodes { write(node, inherited: nil) }
    if let frames = scene.frames { write(frames) }
    ownStyleSheet()
    buffer.raw("</svg>\n")
    return buffer.finish(salt: salt)
  }

  // MARK: - Nodes

  /// - Parameter inherited: the style of texts that is in force.
  mutating func write(_ node: SceneNode, inherited: TextStyle?) {
    switch node {
    case .group(let group): write(group)
    case .shape(let shape): write(shape)
    case .text(let text): write(text, inherited: inherited)
    case .image(let image): write(image)
    case .gradient(let gradient): write(gradient)
    }
  }

  private mutating func write(_ group: SceneGroup) {
    guard !group.children.isEmpty else { return }
    open(group)
    for child in group.children { write(child, inherited: group.textStyle) }
    buffer.raw("</g>")
  }

  mutating func open(_ group: SceneGroup) {
    if let clip = group.clip {
      clipCount += 1
      buffer.raw("<clipPath id=\"")
      buffer.id()
      buffer.raw("-c\(clipCount)\"><path d=\"")
      path(Polyline(clip, closed: true))
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
    if let offset = group.offset {
      buffer.raw(" transform=\"translate(")
      buffer.number(offset.x)
      buffer.raw(byte: 0x20)
      buffer.number(offset.y)
      buffer.raw(")\"")
    }
    if let style = group.textStyle { textAttributes(style) }
    if let stroke = group.stroke { self.stroke(stroke) }
    endPaints()
    buffer.raw(">")
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
      endPaints()
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
      buffer.raw("\"")
      endPaints()
      buffer.raw(" d=\"")
      dots(points)
      buffer.raw("\"/>")
    case .circles(let circles):
      buffer.raw("<g")
      if let fill = shape.fill { self.fill(fill) }
      if let stroke = shape.stroke { self.stroke(stroke) }
      endPaints()
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
}
