// Start vectors that are the same in every run.

/// Numbers without a pattern that a matrix could share: SplitMix64 (Steele, Lea & Flood 2014) from a fixed seed.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number between −1 and 1.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(Int64(bitPattern: z)) * 0x1p-63
  }

  mutating func vector<Element: LinearAlgebraScalar>(_ n: Int) -> Vector<Element> {
    Vector((0..<n).map { _ in Element(real: next()) })
  }
}
