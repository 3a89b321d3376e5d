// Text elements: plain labels, and formulas as placed pieces.

extension SVGWriter {
  mutating func write(_ text: SceneText, inherited: TextStyle?) {
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
    endPaints()
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
        endPaints()
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

  mutating func pieces(_ layout: LabelLayout, origin: Point?, size: Double) {
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

  mutating func rotation(_ text: SceneText) {
    buffer.raw(" transform=\"rotate(")
    buffer.number(text.rotation)
    buffer.raw(byte: 0x20)
    buffer.number(text.position.x)
    buffer.raw(byte: 0x20)
    buffer.number(text.position.y)
    buffer.raw(")\"")
  }

  mutating func textAttributes(_ style: TextStyle) {
    paint(style.paint, "fill")
    if style.size != 11 {
      buffer.raw(" font-size=\"")
      buffer.number(style.size)
      buffer.raw("\"")
    }
    if style.bold { buffer.raw(" font-weight=\"600\"") }
  }
}
