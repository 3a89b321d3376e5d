// The tags that the tier in C knows by number.

import Engine
import Testing

@Suite struct TagTests {
  /// `Sources/CMachine/values.h` lists the same numbers.
  @Test func tagsAreThoseOfTheTier() {
    let tags: [(Engine.Tag, UInt8)] = [
      (.undefined, 0), (.boolean, 3), (.integer, 4), (.float, 5), (.character, 6), (.symbol, 7), (.type, 8),
      (.irrational, 12), (.firstObject, 20), (.string, 22), (.floatArray, 27), (.integerArray, 28), (.booleanArray, 29),
      (.array, 31), (.function, 32), (.box, 33), (.structure, 34), (.complex, 40),
    ]
    for (tag, number) in tags { #expect(tag.rawValue == number, "\(tag)") }
    #expect(Irrational.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
  }
}
