/// Colours that tell series apart, in the order in which they are handed out.
public struct Palette: Hashable, Sendable {
  public let name: String
  public let colors: [RGB]

  /// A palette of one's own; it needs at least one colour.
  public init?(name: String = "custom", _ colors: [RGB]) {
    guard !colors.isEmpty else { return nil }
    self.name = name
    self.colors = colors
  }

  /// One of `Palette.names`.
  public init?(named name: String) {
    guard let found = Palette.named.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Okabe and Ito's colour-blind safe set, re-ordered so that the first four reach a contrast of 3:1 on white and on
  /// the dark page; its yellow is left out.
  public static let okabeIto = Palette(
    "okabe_ito", [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7A828C])

  public static var names: [String] { named.map(\.name) }

  private init(_ name: String, _ hex: [UInt32]) {
    self.name = name
    colors = hex.map { RGB(hex: $0) }
  }

  private static let named: [Palette] = [
    okabeIto,
    Palette(
      "tableau10",
      [0x4E79A7, 0xF28E2B, 0xE15759, 0x76B7B2, 0x59A14F, 0xEDC948, 0xB07AA1, 0xFF9DA7, 0x9C755F, 0xBAB0AC]),
    Palette(
      "observable10",
      [0x4269D0, 0xEFB118, 0xFF725C, 0x6CC5B0, 0x3CA951, 0xFF8AB7, 0xA463F2, 0x97BBF5, 0x9C6B4E, 0x9498A0]),
    Palette(
      "tab10",
      [0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF]),
    Palette("wong", [0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0xF0E442]),
  ]
}
