// Pictures and gradients, in the colours of light and of dark pages.

extension SVGWriter {
  mutating func write(_ image: SceneImage) {
    let isEnlarged = target == .picture && image.isPixelated
    let png = isEnlarged ? PNGEncoder.encode(image.enlarged) : image.png ?? PNGEncoder.encode(image)
    let darkPalette = target == .picture ? nil : image.darkPalette
    let filter = darkPalette.flatMap { ColorMatrix(from: image.palette, to: $0) }.map { darkFilter($0) }
    buffer.raw("<image")
    if let filter {
      switch target {
      case .inline:
        buffer.raw(" filter=\"url(#")
        buffer.id()
        buffer.raw("-\(filter))\"")
      case .standalone:
        // Only dark pages see the filter: elsewhere, on paper above all, the picture is the plain one.
        buffer.raw(" class=\"\(filter)\"")
      case .picture: break
      }
    }
    place(image.frame)
    buffer.raw(" preserveAspectRatio=\"none\"")
    if image.isPixelated { buffer.raw(" style=\"image-rendering:pixelated\"") }
    buffer.raw(" href=\"data:image/png;base64,")
    buffer.raw(Base64.encode(png))
    buffer.raw("\"/>")
  }

  mutating func write(_ gradient: SceneGradient) {
    definitionCount += 1
    let name = "g\(definitionCount)"
    buffer.raw("<linearGradient id=\"")
    buffer.id()
    buffer.raw("-\(name)\" x1=\"0\" x2=\"0\" y1=\"1\" y2=\"0\">")
    for stop in gradient.stops {
      buffer.raw("<stop offset=\"")
      buffer.number(stop.place, decimals: 3)
      buffer.raw("\"")
      paint(stop.paint, "stop-color")
      endPaints()
      buffer.raw("/>")
    }
    buffer.raw("</linearGradient><rect")
    place(gradient.frame)
    buffer.raw(" fill=\"url(#")
    buffer.id()
    buffer.raw("-\(name))\"/>")
  }

  private mutating func place(_ frame: Rect) {
    buffer.raw(" x=\"")
    buffer.number(frame.minX)
    buffer.raw("\" y=\"")
    buffer.number(frame.minY)
    buffer.raw("\" width=\"")
    buffer.number(frame.width)
    buffer.raw("\" height=\"")
    buffer.number(frame.height)
    buffer.raw("\"")
  }

  /// A filter that turns the colours of a picture into those of dark pages. The pixels are in the document once.
  private mutating func darkFilter(_ matrix: ColorMatrix) -> String {
    definitionCount += 1
    let name = "p\(definitionCount)"
    buffer.raw("<filter id=\"")
    buffer.id()
    buffer.raw("-\(name)\" x=\"0\" y=\"0\" width=\"1\" height=\"1\" color-interpolation-filters=\"sRGB\">")
    buffer.raw("<feColorMatrix values=\"")
    for row in matrix.rows {
      for (place, value) in [row.x, row.y, row.z, 0, row.w].enumerated() {
        if place > 0 { buffer.raw(byte: 0x20) }
        buffer.number(value, decimals: 4)
      }
      buffer.raw(byte: 0x20)
    }
    buffer.raw("0 0 0 1 0\"")
    switch target {
    case .inline:
      // The page says with a colour which of both pictures is let through.
      buffer.raw(
        """
         result="d"/><feFlood flood-color="transparent" style="flood-color:light-dark(transparent,#000)" result="s"/>\
        <feComposite in="d" in2="s" operator="in" result="d"/><feComposite in="SourceGraphic" in2="s" operator="out"/>\
        <feComposite in2="d" operator="arithmetic" k2="1" k3="1"/></filter>
        """)
    case .standalone:
      buffer.raw("/></filter>")
      darkPictures.append(name)
    case .picture: break
    }
    return name
  }
}
