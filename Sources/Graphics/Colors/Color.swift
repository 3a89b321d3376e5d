/// A colour as a figure names it: a fixed one, a place in the palette, or a role that follows the theme.
public enum Color: Hashable, Sendable {
  /// The colour number `index` (from 1) of the palette in force; it wraps around.
  case palette(Int)
  /// A fixed colour.
  case rgb(RGB)
  /// A colour of the theme, different on light and dark pages.
  case role(Role)

  /// What a theme colour is for.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case ink, muted, axis, grid, background
  }

  /// A colour from its name (`steelblue`, `gray40`), a hexadecimal form (`#abc`, `#aabbcc`, `#aabbccdd`), or
  /// one of the theme's roles (`ink`, `muted`). `black` is the ink of the page; `#000` is black on every page. `nil` when there is no such colour.
  public init?(_ name: String) {
    if name.hasPrefix("#") || name.hasPrefix("0x") {
      guard let rgb = RGB(hexadecimal: name) else { return nil }
      self = .rgb(rgb)
    } else if name == "transparent" {
      self = .rgb(RGB(0, 0, 0, alpha: 0))
    } else if name == "black" {
      // What is black on paper is as light on a dark page as its texts.
      self = .role(.ink)
    } else if let rgb = NamedColors.color(named: name) {
      self = .rgb(rgb)
    } else if let role = Role(rawValue: name) {
      self = .role(role)
    } else {
      return nil
    }
  }

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { self = .rgb(RGB(red, green, blue)) }

  /// The colour on light pages: what stands in lists of colours that are the same on all pages, colour maps and palettes.
  public var onLightPages: RGB { Theme.nabla.paint(self).light }

  /// Every name that `init(_:)` knows, for suggestions.
  public static var knownNames: [String] { NamedColors.names + Role.allCases.map(\.rawValue) }
}

/// Red, green and blue of 8 bits in sRGB, and an opacity.
public struct RGB: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  /// 0 transparent … 1 opaque.
  public var alpha: Double

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = min(1, max(0, alpha))
  }

  /// `0xRRGGBB`.
  public init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 255), UInt8(hex >> 8 & 255), UInt8(hex & 255))
  }

  /// `#rgb`, `#rrggbb` or `#rrggbbaa` (also with `0x`).
  public init?(hexadecimal text: String) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text.dropFirst(2)
    guard digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else { return nil }
    switch digits.utf8.count {
    case 3:
      let r = UInt8(value >> 8 & 15) * 17
      let g = UInt8(value >> 4 & 15) * 17
      let b = UInt8(value & 15) * 17
      self.init(r, g, b)
    case 6: self.init(hex: value)
    case 8:
      self.init(hex: value >> 8)
      alpha = Double(value & 255) / 255
    default: return nil
    }
  }

  /// `#rrggbb`, without the opacity.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var bytes: [UInt8] = [UInt8(ascii: "#")]
    for channel in [red, green, blue] {
      bytes.append(digits[Int(channel >> 4)])
      bytes.append(digits[Int(channel & 15)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func withAlpha(_ alpha: Double) -> RGB { RGB(red, green, blue, alpha: alpha) }

  /// Contrast ratio of WCAG 2.2 between two opaque colours, 1 … 21.
  public func contrast(with other: RGB) -> Double {
    let a = OKLab.luminance(self)
    let b = OKLab.luminance(other)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
