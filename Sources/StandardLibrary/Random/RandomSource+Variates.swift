// Variates of the standard distributions, and random order.

import Engine
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RandomSource {
  /// A standard normal variate.
  mutating func normal() -> Double { normal { log($0) } }

  /// An exponential variate with mean 1, by inversion.
  mutating func exponential() -> Double { -log1p(-uniform()) }

  /// An integer of 0 ..< bound, for bounds of any size.
  mutating func below(_ bound: BigInteger) -> BigInteger {
    if let small = bound.asInt { return BigInteger(Int(below(UInt64(small)))) }
    let bits = bound.bitWidth
    // Rejection: the bits of the bound hold a number below it with probability at least 1/2.
    while true {
      var value = BigInteger(0)
      var left = bits
      while left > 0 {
        let take = min(left, 32)
        value = (value << take) + BigInteger(Int(next() >> UInt64(64 - take)))
        left -= take
      }
      if value < bound { return value }
    }
  }

  /// 0 ..< count in random order (Fisher & Yates).
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  mutating func shuffle(_ order: inout [Int]) {
    for last in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(last, Int(below(UInt64(last + 1)))) }
  }
}
