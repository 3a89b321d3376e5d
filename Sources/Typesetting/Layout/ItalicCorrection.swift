// How far slanted letters lean over their widths: Latin Modern Math's italic corrections.

enum ItalicCorrection {
  /// The correction of a letter of the italic and bold-italic alphabets in em, which the page's font has in the
  /// letter's advance width; 0 for all other characters.
  static func value(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x1D434...0x1D49B: Double(latin[Int(scalar.value - 0x1D434)]) / 1_000
    case 0x1D6E2...0x1D755: Double(greek[Int(scalar.value - 0x1D6E2)]) / 1_000
    default: 0
    }
  }

  /// Whether the page's font widens a character by its correction.
  static func isInAdvance(_ scalar: Unicode.Scalar) -> Bool {
    (0x1D434...0x1D49B).contains(scalar.value) || (0x1D6E2...0x1D755).contains(scalar.value)
  }

  // In thousandths of an em: italic capitals and small letters, then the bold ones.
  private static let latin: [UInt8] = [
    0, 25, 73, 4, 54, 134, 0, 78, 85, 106, 68, 0, 102, 106, 5, 140, 0, 24, 60, 148, 105, 214, 132, 51, 209, 68, 0, 14,
    25, 24, 0, 90, 25, 0, 0, 13, 15, 0, 0, 0, 12, 15, 34, 13, 0, 0, 0, 11, 3, 0, 28, 30, 0, 16, 66, 5, 43, 148, 0, 73,
    83, 91, 60, 0, 102, 105, 6, 154, 0, 37, 49, 163, 105, 235, 142, 34, 228, 60, 0, 13, 26, 22, 0, 86, 17, 0, 0, 7, 0,
    0, 0, 0, 12, 13, 29, 4, 0, 0, 0, 0, 0, 0, 20, 11,
  ]
  private static let greek: [UInt8] = [
    0, 25, 134, 0, 54, 68, 78, 5, 85, 68, 0, 102, 106, 63, 5, 77, 140, 5, 54, 148, 146, 4, 51, 109, 42, 0, 0, 36, 53,
    36, 0, 64, 27, 14, 0, 0, 0, 0, 58, 36, 12, 25, 13, 74, 24, 102, 12, 0, 0, 12, 10, 63, 0, 0, 0, 5, 13, 17, 0, 16,
    148, 0, 43, 60, 73, 5, 83, 60, 0, 102, 105, 54, 6, 72, 154, 5, 44, 163, 159, 0, 34, 106, 35, 0, 0, 6, 55, 19, 0,
    42, 22, 13, 0, 0, 0, 0, 54, 11, 12, 14, 13, 66, 13, 111, 0, 0, 0, 3, 0, 57, 0, 0, 0, 0, 13, 8,
  ]
}
