// Palette images as PNG (ISO/IEC 15948), compressed by zlib.

import CZLIB

enum PNGEncoder {
  static func encode(_ image: SceneImage) -> [UInt8] {
    encode(columns: image.columns, rows: image.rows, pixels: image.pixels, palette: image.palette)
  }

  /// `pixels` row by row from the top, indices into at most 256 colours.
  static func encode(columns: Int, rows: Int, pixels: [UInt8], palette: [RGB]) -> [UInt8] {
    // Few colours take few bits: two pixels of 16 colours share a byte.
    let depth = palette.count <= 16 ? 4 : 8
    var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    chunk("IHDR", bigEndian(UInt32(columns)) + bigEndian(UInt32(rows)) + [UInt8(depth), 3, 0, 0, 0], to: &png)
    chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] }, to: &png)
    if palette.contains(where: { $0.alpha < 1 }) {
      chunk("tRNS", palette.map { UInt8(($0.alpha * 255).rounded()) }, to: &png)
    }
    var lines: [UInt8] = []
    lines.reserveCapacity((columns + 1) * rows)
    for row in 0..<rows {
      lines.append(0)
      let line = pixels[(row * columns)..<((row + 1) * columns)]
      if depth == 8 {
        lines.append(contentsOf: line)
      } else {
        for place in stride(from: line.startIndex, to: line.endIndex, by: 2) {
          lines.append(line[place] << 4 | (place + 1 < line.endIndex ? line[place + 1] : 0))
        }
      }
    }
    chunk("IDAT", compressed(lines), to: &png)
    chunk("IEND", [], to: &png)
    return png
  }

  private static func chunk(_ name: String, _ data: [UInt8], to png: inout [UInt8]) {
    let body = Array(name.utf8) + data
    let checksum = UInt32(truncatingIfNeeded: crc32(0, body, UInt32(body.count)))
    png += bigEndian(UInt32(data.count)) + body + bigEndian(checksum)
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }

  private static func compressed(_ data: [UInt8]) -> [UInt8] {
    var length = compressBound(UInt(data.count))
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      // It fails only for lack of memory or of room, and there is room.
      let status = compress2(buffer.baseAddress, &length, data, UInt(data.count), 6)
      precondition(status == Z_OK, "zlib: \(status)")
      count = Int(length)
    }
  }
}
