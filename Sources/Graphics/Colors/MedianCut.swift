/// Few colours for a picture of many: boxes of colours are halved at their median (Heckbert, "Color image quantization for frame
/// buffer display", 1982), over 32 768 colours of 5 bits.
enum MedianCut {
  private struct Entry {
    var color: [Int]
    var count: Int
  }

  /// At most `limit` colours, and for each pixel, `columns` to a row, its place among them. What a pixel loses, its
  /// neighbours get, so that areas keep their colour (Floyd and Steinberg 1976).
  static func quantized(_ pixels: [RGB], columns: Int, limit: Int) -> (palette: [RGB], indices: [UInt8]) {
    var histogram = [Int](repeating: 0, count: 32_768)
    for pixel in pixels { histogram[key(pixel)] += 1 }
    var entries: [Entry] = []
    for (key, count) in histogram.enumerated() where count > 0 {
      entries.append(Entry(color: [key >> 10, key >> 5 & 31, key & 31], count: count))
    }
    guard !entries.isEmpty else { return ([], []) }
    var boxes = [entries[...].indices]
    while boxes.count < min(limit, entries.count) {
      // The box with the widest side, weighted by what it holds.
      var best: (box: Int, channel: Int, score: Double)?
      for (index, box) in boxes.enumerated() where box.count > 1 {
        let weight = box.reduce(0) { $0 + entries[$1].count }
        for channel in 0..<3 {
          var (low, high) = (31, 0)
          for place in box {
            low = min(low, entries[place].color[channel])
            high = max(high, entries[place].color[channel])
          }
          let score = Double(high - low) * Double(weight).squareRoot()
          if high > low, score > (best?.score ?? 0) { best = (index, channel, score) }
        }
      }
      guard let best else { break }
      let box = boxes[best.box]
      entries[box].sort { ($0.color[best.channel], $0.color[0], $0.color[1], $0.color[2])
        < ($1.color[best.channel], $1.color[0], $1.color[1], $1.color[2]) }
      let half = box.reduce(0) { $0 + entries[$1].count } / 2
      var sum = 0
      var cut = box.lowerBound
      while cut < box.upperBound - 1, sum + entries[cut].count <= half || cut == box.lowerBound {
        sum += entries[cut].count
        cut += 1
      }
      boxes[best.box] = box.lowerBound..<cut
      boxes.append(cut..<box.upperBound)
    }
    var place = [Int?](repeating: nil, count: 32_768)
    for (index, box) in boxes.enumerated() {
      for entry in box {
        let color = entries[entry].color
        place[color[0] << 10 | color[1] << 5 | color[2]] = index
      }
    }
    // Each colour of the palette is the mean of the true colours of its pixels.
    var sums = [(red: Int, green: Int, blue: Int, count: Int)](repeating: (0, 0, 0, 0), count: boxes.count)
    for pixel in pixels {
      guard let index = place[key(pixel)] else { continue }
      sums[index].red += Int(pixel.red)
      sums[index].green += Int(pixel.green)
      sums[index].blue += Int(pixel.blue)
      sums[index].count += 1
    }
    let palette = sums.map { sum in
      RGB(
        UInt8(clamping: sum.red / max(1, sum.count)), UInt8(clamping: sum.green / max(1, sum.count)),
        UInt8(clamping: sum.blue / max(1, sum.count)))
    }
    return (palette, dithered(pixels, columns, palette, &place))
  }

  private static func dithered(_ pixels: [RGB], _ columns: Int, _ palette: [RGB], _ place: inout [Int?]) -> [UInt8] {
    func nearest(_ color: RGB) -> Int {
      func distance(_ other: RGB) -> Int {
        let (r, g, b) = (
          Int(color.red) - Int(other.red), Int(color.green) - Int(other.green), Int(color.blue) - Int(other.blue)
        )
        return r * r + g * g + b * b
      }
      return palette.indices.min { distance(palette[$0]) < distance(palette[$1]) } ?? 0
    }
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count)
    var current = [Int](repeating: 0, count: 3 * columns + 6)
    var below = current
    for (index, pixel) in pixels.enumerated() {
      let column = index % columns
      if column == 0 {
        current = below
        below = [Int](repeating: 0, count: 3 * columns + 6)
      }
      let base = 3 * column + 3
      // Errors are kept in sixteenths.
      let wanted = [Int(pixel.red), Int(pixel.green), Int(pixel.blue)].enumerated().map { channel, value in
        min(255, max(0, value + current[base + channel] / 16))
      }
      let color = RGB(UInt8(clamping: wanted[0]), UInt8(clamping: wanted[1]), UInt8(clamping: wanted[2]))
      let chosen = place[key(color)] ?? nearest(color)
      place[key(color)] = chosen
      let shown = [Int(palette[chosen].red), Int(palette[chosen].green), Int(palette[chosen].blue)]
      for channel in 0..<3 {
        let error = wanted[channel] - shown[channel]
        current[base + 3 + channel] += 7 * error
        below[base - 3 + channel] += 3 * error
        below[base + channel] += 5 * error
        below[base + 3 + channel] += error
      }
      result.append(UInt8(clamping: chosen))
    }
    return result
  }

  private static func key(_ color: RGB) -> Int {
    Int(color.red >> 3) << 10 | Int(color.green >> 3) << 5 | Int(color.blue >> 3)
  }
}
