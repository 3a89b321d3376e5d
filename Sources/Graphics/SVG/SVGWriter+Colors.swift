// Fills, strokes and the dark style sheet.

extension SVGWriter {
  mutating func fill(_ fill: Fill) {
    paint(fill.paint, "fill")
    opacity(fill.opacity * fill.paint.alpha, "fill-opacity")
  }

  mutating func stroke(_ stroke: Stroke) {
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

  mutating func opacity(_ value: Double, _ attribute: StaticString) {
    guard value < 0.995 else { return }
    buffer.raw(byte: 0x20)
    buffer.raw(attribute)
    buffer.raw("=\"")
    buffer.number(max(0, value))
    buffer.raw("\"")
  }

  mutating func paint(_ paint: Paint, _ attribute: StaticString) {
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
      case .picture: buffer.raw(light.hexadecimal)
      }
    }
    buffer.raw("\"")
  }

  /// Rules that turn the light theme colours of the attributes into the dark ones. Theme colours are written in
  /// capitals, which tells them from equal colours that a user chose.
  mutating func styleSheet() {
    buffer.raw("<style>@media (prefers-color-scheme:dark){")
    for (light, dark) in Color.Role.allCases.map({ Theme.colors(of: $0) }) + [Theme.firstColor] {
      for attribute in ["fill", "stroke"] {
        buffer.raw("#")
        buffer.id()
        buffer.raw(" [\(attribute)=\"\(light.hexadecimal.uppercased())\"]")
        buffer.raw("{\(attribute):\(dark.hexadecimal)}")
      }
    }
    buffer.raw("}</style>")
  }
}
