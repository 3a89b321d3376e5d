// A short fingerprint of a source, by which a rendered page is known to be stale.

import Syntax

enum SourceHash {
  /// FNV-1a, 64 bits, as 16 hexadecimal digits.
  static func text(_ source: SourceText) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in source.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
