// A hash of values that is the same in every run.

import Engine

/// FNV-1a over a description of the value in which equal values are equal.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init(seed: UInt64) { if seed != 0 { add(seed) } }

  private mutating func add(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      value = (value ^ (word >> shift & 0xFF)) &* 0x100_0000_01B3
    }
  }

  private mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    add(UInt64(text.utf8.count))
  }

  mutating func combine(_ x: Value, _ machine: Machine, depth: Int = 0) throws {
    if depth > 100 { return }
    if let number = x.asDouble {
      // Numbers of all kinds that are equal have the same nearest float.
      add(number.isNaN ? Double.nan.bitPattern : number.bitPattern)
    } else if let z = x.complexNumber {
      add(z.re.bitPattern)
      if z.im != 0 { add(z.im.bitPattern) }
    } else if let text = x.string {
      add(text)
    } else if let symbol = x.symbol {
      add(":" + symbol.name)
    } else if let type = x.type {
      add("::" + type.description)
    } else if let structure = x.structure {
      add(structure.type.name)
      for field in structure.fields { try combine(field, machine, depth: depth + 1) }
    } else if let function = x.function {
      add("f" + function.name)
    } else if let dictionary = x.dictionary {
      // Order does not count.
      var sum: UInt64 = 0
      for (key, element) in dictionary.pairs {
        var one = StableHash(seed: 1)
        try one.combine(key, machine, depth: depth + 1)
        try one.combine(element, machine, depth: depth + 1)
        sum &+= one.value
      }
      add(sum)
    } else if let set = x.set {
      var sum: UInt64 = 0
      for element in set.elements {
        var one = StableHash(seed: 1)
        try one.combine(element, machine, depth: depth + 1)
        sum &+= one.value
      }
      add(sum)
    } else if let elements = try machine.elements(x) {
      for length in try machine.shape(x) ?? [] { add(UInt64(length)) }
      for element in elements { try combine(element, machine, depth: depth + 1) }
    } else {
      add(UInt64(x.tag.rawValue))
      if !x.tag.isObject { add(x.bits) }
    }
  }
}
