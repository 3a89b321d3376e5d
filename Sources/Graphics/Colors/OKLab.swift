// Björn Ottosson's OKLab (2020): the space in which colour maps are interpolated, so that equal steps look equal.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct OKLab {
  var l: Double
  var a: Double
  var b: Double

  init(_ color: RGB) {
    let r = OKLab.linear(color.red)
    let g = OKLab.linear(color.green)
    let b = OKLab.linear(color.blue)
    let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    l = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    self.b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  private init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  func mixed(with other: OKLab, _ fraction: Double) -> OKLab {
    OKLab(
      l: l + (other.l - l) * fraction, a: a + (other.a - a) * fraction, b: b + (other.b - b) * fraction)
  }

  /// The nearest sRGB colour, out-of-gamut channels cut.
  var rgb: RGB {
    let light = light
    return RGB(OKLab.encoded(light.red), OKLab.encoded(light.green), OKLab.encoded(light.blue))
  }

  /// Linear red, green and blue, beyond 0 … 1 where sRGB does not reach.
  private var light: (red: Double, green: Double, blue: Double) {
    let long = cube(l + 0.3963377774 * a + 0.2158037573 * b)
    let medium = cube(l - 0.1055613458 * a - 0.0638541728 * b)
    let short = cube(l - 0.0894841775 * a - 1.2914855480 * b)
    return (
      4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
      -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
      -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    )
  }

  private func cube(_ x: Double) -> Double { x * x * x }

  /// Relative luminance of WCAG 2.2.
  static func luminance(_ color: RGB) -> Double {
    luminance((linear(color.red), linear(color.green), linear(color.blue)))
  }

  private static func luminance(_ light: (red: Double, green: Double, blue: Double)) -> Double {
    0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
  }

  /// The colour of this hue with a given luminance, and with this chroma as far as sRGB has it.
  func rgb(luminance: Double) -> RGB {
    if let found = shifted(to: luminance, chroma: 1) { return found.rgb }
    // Grey always fits.
    var (fits, tooMuch) = (0.0, 1.0)
    for _ in 0..<10 {
      let middle = (fits + tooMuch) / 2
      if shifted(to: luminance, chroma: middle) == nil { tooMuch = middle } else { fits = middle }
    }
    return (shifted(to: luminance, chroma: fits) ?? OKLab(l: cbrt(max(0, luminance)), a: 0, b: 0)).rgb
  }

  /// The lightness is found by Newton's method: the luminance is a cubic polynomial in it.
  private func shifted(to luminance: Double, chroma: Double) -> OKLab? {
    var color = OKLab(l: cbrt(max(0, luminance)), a: chroma * a, b: chroma * b)
    let step = 1e-5
    for _ in 0..<8 {
      var next = color
      next.l += step
      let value = OKLab.luminance(color.light)
      let slope = (OKLab.luminance(next.light) - value) / step
      guard (value - luminance).magnitude > 1e-6, slope > 1e-9 else { break }
      color.l -= (value - luminance) / slope
    }
    let light = color.light
    let isShown = min(light.red, light.green, light.blue) > -5e-4 && max(light.red, light.green, light.blue) < 1 + 5e-4
    return isShown && (OKLab.luminance(light) - luminance).magnitude < 1e-4 ? color : nil
  }

  private static func linear(_ channel: UInt8) -> Double { linearLight[Int(channel)] }

  private static let linearLight: [Double] = (0...255).map { channel in
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ value: Double) -> UInt8 {
    let clamped = min(1, max(0, value))
    let companded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * pow(clamped, 1 / 2.4) - 0.055
    return UInt8((companded * 255).rounded())
  }
}
