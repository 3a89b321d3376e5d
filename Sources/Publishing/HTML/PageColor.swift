// The colours of a page, light and dark, as variables of its style sheet.

import Graphics

/// A colour of the style sheet; its raw value is the variable's name without the dashes. The style sheet names no colour
/// in any other way, so that every pair of text and background is one of these.
enum PageColor: String, CaseIterable {
  // Backgrounds.
  case page, code
  // Text on either background.
  case ink, muted, accent, wrong
  // Text of code.
  case keyword = "k", number = "n", string = "s", comment = "c", function = "f", type = "t"
  // Lines between things that are apart without them.
  case rule

  /// What it is on light and on dark pages.
  var colors: (light: RGB, dark: RGB) {
    let (light, dark): (UInt32, UInt32) =
      switch self {
      case .page: (0xFFFFFF, 0x16181D)
      case .code: (0xF5F6F8, 0x1E2127)
      case .ink: (0x1F2328, 0xE6E9EE)
      case .muted: (0x59636E, 0x9AA4B2)
      case .accent: (0x0072B2, 0x58A6D6)
      case .wrong: (0xB3261E, 0xFF8A80)
      case .keyword: (0x8A2A6B, 0xE39AC9)
      case .number: (0x0B5D8F, 0x7CC4EE)
      case .string: (0x22642E, 0x8FD19E)
      case .comment: (0x5D6670, 0x97A1AD)
      case .function: (0x5A3EA6, 0xC0AAF5)
      case .type: (0x8A4B00, 0xE8B877)
      case .rule: (0xD8DDE3, 0x343A43)
      }
    return (RGB(hex: light), RGB(hex: dark))
  }

  /// Declarations of all variables, those of figures with them.
  static func variables(dark: Bool) -> String {
    allCases.map { "--\($0.rawValue):\((dark ? $0.colors.dark : $0.colors.light).hexadecimal);" }.joined()
      + Theme.nabla.variables(dark: dark)
  }
}
