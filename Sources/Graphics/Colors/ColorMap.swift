/// A continuous scale of colours: `color(at: 0)` to `color(at: 1)`, interpolated in OKLab.
public struct ColorMap: Hashable, Sendable {
  public let name: String
  /// 256 equally spaced colours.
  let table: [RGB]

  /// A map through two or more equally spaced colours.
  public init?(name: String = "custom", _ stops: [RGB], reversed: Bool = false) {
    guard stops.count > 1 else { return nil }
    self.name = name
    let labs = (reversed ? stops.reversed() : stops).map { OKLab($0) }
    table = (0..<256).map { index in
      let position = Double(index) / 255 * Double(labs.count - 1)
      let segment = min(Int(position), labs.count - 2)
      return labs[segment].mixed(with: labs[segment + 1], position - Double(segment)).rgb
    }
  }

  /// One of `ColorMap.names`, or such a name with `_r` for the reversed map.
  public init?(named name: String) {
    var reversed = name.hasSuffix("_r")
    var base = reversed ? String(name.dropLast(2)) : name
    // `grays` runs from black to white, as in Plots.jl; `greys` from white to black.
    if base == "grays" {
      base = "greys"
      reversed.toggle()
    }
    guard let stops = ColorMap.stops.first(where: { $0.name == base }) else { return nil }
    self.init(name: name, stops.colors.map { RGB(hex: $0) }, reversed: reversed)
  }

  /// The colour at `fraction`, clamped to 0 … 1.
  public func color(at fraction: Double) -> RGB {
    table[index(at: fraction)]
  }

  func index(at fraction: Double) -> Int {
    guard fraction > 0 else { return 0 }
    return min(255, Int((min(1, fraction) * 255).rounded()))
  }

  public static let viridis = ColorMap(known: 0)
  /// Diverging, blue below and red above the middle.
  public static let diverging = ColorMap(known: 9)

  /// Whether its middle is neutral.
  public var isDiverging: Bool {
    let base = name.hasSuffix("_r") ? String(name.dropLast(2)) : name
    return ["div", "rdbu", "coolwarm"].contains(base)
  }

  public static var names: [String] { stops.map(\.name) }

  private init(known index: Int) {
    name = ColorMap.stops[index].name
    let labs = ColorMap.stops[index].colors.map { OKLab(RGB(hex: $0)) }
    table = (0..<256).map { entry in
      let position = Double(entry) / 255 * Double(labs.count - 1)
      let segment = min(Int(position), labs.count - 2)
      return labs[segment].mixed(with: labs[segment + 1], position - Double(segment)).rgb
    }
  }

  private static let stops: [(name: String, colors: [UInt32])] = [
    (
      "viridis",
      [
        0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725,
      ]
    ),
    (
      "magma",
      [
        0x000004, 0x180F3D, 0x440F76, 0x721F81, 0x9E2F7F, 0xCD4071, 0xF1605D, 0xFD9668, 0xFECA8D, 0xFCFDBF,
      ]
    ),
    (
      "inferno",
      [
        0x000004, 0x1B0C41, 0x4A0C6B, 0x781C6D, 0xA52C60, 0xCF4446, 0xED6925, 0xFB9B06, 0xF7D13D, 0xFCFFA4,
      ]
    ),
    (
      "plasma",
      [
        0x0D0887, 0x46039F, 0x7201A8, 0x9C179E, 0xBD3786, 0xD8576B, 0xED7953, 0xFB9F3A, 0xFDCA26, 0xF0F921,
      ]
    ),
    (
      "cividis",
      [
        0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838,
      ]
    ),
    ("blues", [0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B]),
    ("reds", [0xFFF5F0, 0xFEE0D2, 0xFCBBA1, 0xFC9272, 0xFB6A4A, 0xEF3B2C, 0xCB181D, 0xA50F15, 0x67000D]),
    ("greens", [0xF7FCF5, 0xE5F5E0, 0xC7E9C0, 0xA1D99B, 0x74C476, 0x41AB5D, 0x238B45, 0x006D2C, 0x00441B]),
    ("greys", [0xFFFFFF, 0xF0F0F0, 0xD9D9D9, 0xBDBDBD, 0x969696, 0x737373, 0x525252, 0x252525, 0x000000]),
    // ColorBrewer's RdBu read from blue to red: low is cold.
    (
      "div",
      [
        0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
        0x67001F,
      ]
    ),
    (
      "rdbu",
      [
        0x67001F, 0xB2182B, 0xD6604D, 0xF4A582, 0xFDDBC7, 0xF7F7F7, 0xD1E5F0, 0x92C5DE, 0x4393C3, 0x2166AC,
        0x053061,
      ]
    ),
    (
      "coolwarm",
      [0x3B4CC0, 0x6788EE, 0x9ABBFF, 0xC9D7F0, 0xDDDDDD, 0xEDD1C2, 0xF7A889, 0xE26952, 0xB40426]
    ),
    ("thermal", [0x042333, 0x2C3395, 0x744992, 0xB15F82, 0xEB7958, 0xFBB43D, 0xE8FA5B]),
    ("turbo", [0x30123B, 0x4662D7, 0x36AAF9, 0x1AE4B6, 0x72FE5E, 0xC8EF34, 0xFABA39, 0xF66B19, 0xCB2A04, 0x7A0403]),
  ]
}
