// Path data: relative commands on a grid of hundredths of a px.

extension SVGWriter {
  /// Relative commands on a grid of hundredths (tenths for long lines): rounding never accumulates.
  mutating func path(_ line: Polyline) {
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

  mutating func separator(_ next: Int) {
    if next >= 0 { buffer.raw(byte: 0x20) }
  }

  mutating func dots(_ points: [Point]) {
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
}
