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
    case .variable(let name, let light, let dark):
      switch target {
      case .inline:
        buffer.raw("var(--nabla-")
        buffer.raw(name)
        buffer.raw(",")
        buffer.raw(light.hexadecimal)
        buffer.raw(")")
      case .picture: buffer.raw(light.hexadecimal)
      case .standalone:
        buffer.raw(light.hexadecimal.uppercased())
        if light != dark, !SVGWriter.sharedColors.contains(where: { $0 == (light, dark) }) {
          darkRule(attribute, light.hexadecimal.uppercased(), dark)
        }
      }
    case .pair(let light, let dark):
      switch target {
      case .picture: buffer.raw(light.hexadecimal)
      case .inline:
        buffer.raw(light.hexadecimal)
        declarations += "\(declarations.isEmpty ? "" : ";")\(attribute):light-dark(\(light.hexadecimal),\(dark.hexadecimal))"
      case .standalone:
        // Another spelling than that of fixed colours.
        let name = "rgb(\(light.red),\(light.green),\(light.blue))"
        buffer.raw(name)
        darkRule(attribute, name, dark)
      }
    }
    buffer.raw("\"")
  }

  /// What an element's paints are where the attributes do not say it: at the end of its attributes. Readers that do not know
  /// `light-dark` see the light colours.
  mutating func endPaints() {
    guard !declarations.isEmpty else { return }
    buffer.raw(" style=\"")
    buffer.raw(declarations)
    buffer.raw("\"")
    declarations = ""
  }

  private mutating func darkRule(_ attribute: StaticString, _ light: String, _ dark: RGB) {
    let rule = " [\(attribute)=\"\(light)\"]{\(attribute):\(dark.hexadecimal)}"
    if knownRules.insert(rule).inserted { darkRules.append(rule) }
  }

  /// Colours that every figure may have.
  private static let sharedColors = Color.Role.allCases.map { Theme.colors(of: $0) } + [Theme.firstColor]

  /// Rules that turn the light theme colours of the attributes into the dark ones. Theme colours are written in
  /// capitals, which tells them from equal colours that a user chose.
  mutating func styleSheet() {
    buffer.raw("<style>@media (prefers-color-scheme:dark){")
    for (light, dark) in SVGWriter.sharedColors {
      for attribute in ["fill", "stroke"] {
        buffer.raw("#")
        buffer.id()
        buffer.raw(" [\(attribute)=\"\(light.hexadecimal.uppercased())\"]")
        buffer.raw("{\(attribute):\(dark.hexadecimal)}")
      }
    }
    buffer.raw("}</style>")
  }

  /// The rules for the colours that only this figure has, known when all is written.
  mutating func ownStyleSheet() {
    guard !darkRules.isEmpty || !darkPictures.isEmpty else { return }
    buffer.raw("<style>@media (prefers-color-scheme:dark){")
    for rule in darkRules {
      buffer.raw("#")
      buffer.id()
      buffer.raw(rule)
    }
    for name in darkPictures {
      buffer.raw("#")
      buffer.id()
      buffer.raw(" .\(name){filter:url(#")
      buffer.id()
      buffer.raw("-\(name))}")
    }
    buffer.raw("}</style>")
  }
}
