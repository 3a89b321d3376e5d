// The colours of a map for lines and markers, which stand on the bare page and not beside each other as those of a field do.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension ColorMap {
  /// A hair more than the 3:1 that WCAG 2.2 asks of graphics, so that rounding to 8 bits does not fall below it.
  private static let contrast = 3.05

  /// The 256 colours with a contrast of at least 3:1 on `page`. A map that has it is left as it is; of others the lightness
  /// (the cube root of the luminance, which for greys is that of OKLab) is spread evenly over the range that has it, so
  /// that its order stays. Hue and chroma stay too, the latter as far as sRGB reaches.
  func colors(on page: RGB) -> [RGB] {
    let lightness = table.map { cbrt(OKLab.luminance($0)) }
    guard let least = lightness.min(), let most = lightness.max() else { return table }
    let span = most - least
    let background = OKLab.luminance(page)
    var (low, high) = (least, most)
    if background < 0.18 {
      let floor = cbrt(ColorMap.contrast * (background + 0.05) - 0.05)
      guard least < floor else { return table }
      // A map that is dark throughout moves up as a whole, rather than losing its span.
      (low, high) = (floor, max(most, min(0.9, floor + span)))
    } else {
      let ceiling = cbrt((background + 0.05) / ColorMap.contrast - 0.05)
      guard most > ceiling else { return table }
      (low, high) = (min(least, max(0.25, ceiling - span)), ceiling)
    }
    let factor = span > 0 ? (high - low) / span : 0
    return zip(table, lightness).map { color, old in
      let target = low + (old - least) * factor
      return OKLab(color).rgb(luminance: target * target * target)
    }
  }
}
