// Figures as files: SVG by itself, PNG and PDF by librsvg and Cairo.

import CPictures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What kind of file a figure becomes; the raw value is the ending of its name.
public enum PictureFormat: String, CaseIterable, Sendable {
  case svg, png, pdf
}

extension Figure {
  /// The figure as the bytes of a file. The same figure gives the same bytes.
  ///
  /// A PNG or PDF has the light colours of the theme, and needs librsvg, which is loaded by the first of them.
  ///
  /// - Parameter resolution: how many pixels of a PNG an inch has, of which a figure has one for each 96 px of its size.
  public func file(_ format: PictureFormat, resolution: Double = 192) throws(FigureError) -> [UInt8] {
    if format == .svg { return Array(try svg(.standalone).utf8) }
    let scene = try scene(.picture)
    let scale = resolution / 96
    guard resolution >= 10, resolution <= 2400 else { throw .invalidOption("dpi", "a picture has 10 to 2400 pixels an inch") }
    let (columns, rows) = (scene.size.width * scale, scene.size.height * scale)
    guard format == .pdf || (columns * rows <= Self.pixelLimit && max(columns, rows) <= 32_000) else {
      throw .invalidOption("dpi", "\(Int(columns)) × \(Int(rows)) pixels are too many for a picture")
    }
    return try drawn(SVGWriter.write(scene, .picture, salt: 0), scene, format, scale)
  }

  /// Each takes four bytes while it is drawn.
  private static let pixelLimit = 100e6

  private func drawn(_ svg: String, _ scene: Scene, _ format: PictureFormat, _ scale: Double) throws(FigureError) -> [UInt8] {
    var (svg, bytes, length) = (svg, nil as UnsafeMutablePointer<UInt8>?, 0)
    let status = svg.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        cpictures_draw(
          text.baseAddress, text.count, scene.size.width, scene.size.height, scale, format == .png ? CPICTURES_PNG : CPICTURES_PDF,
          scene.title, &bytes, &length)
      }
    }
    defer { free(bytes) }
    switch status {
    case CPICTURES_OK: return Array(UnsafeBufferPointer(start: bytes, count: length))
    case CPICTURES_NO_LIBRARY: throw .exportUnavailable
    case CPICTURES_NO_MEMORY: throw .invalidOption(format.rawValue, "there is not enough memory for the picture")
    default: throw .invalidOption(format.rawValue, "librsvg could not draw the picture")
    }
  }
}

extension Animation {
  /// The animation as the bytes of a file: an SVG moves, other formats have the last picture.
  public func file(_ format: PictureFormat, resolution: Double = 192) throws(FigureError) -> [UInt8] {
    if format == .svg { return Array(try svg(.standalone).utf8) }
    return try still.file(format, resolution: resolution)
  }
}
