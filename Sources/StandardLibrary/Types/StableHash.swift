// A hash of values that is the same in every run.

import Engine

/// FNV-1a over a description of the value in which equal values are equal.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  /// How many values that hold others are looked into: of those that share parts there may be more than could be counted.
  private var budget = 10_000

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
    if x.tag.isObject, x.tag != .string {
      budget -= 1
      if depth > 100 || budget < 0 { return }
    }
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
      try addInAnyOrder(dictionary.pairs.map { [$0.key, $0.value] }, machine, depth: depth)
    } else if let set = x.set {
      try addInAnyOrder(set.elements.map { [$0] }, machine, depth: depth)
    } else if x.tag.isObject, let elements = try machine.elements(x) {
      // A character is its own element.
      for length in try machine.shape(x) ?? [] { add(UInt64(length)) }
      try machine.countStep(elements.count)
      for element in elements { try combine(element, machine, depth: depth + 1) }
    } else {
      add(UInt64(x.tag.rawValue))
      if !x.tag.isObject { add(x.bits) }
    }
  }

  /// Each entry may look into as many values as any other, so that their order makes no difference.
  private mutating func addInAnyOrder(_ entries: [[Value]], _ machine: Machine, depth: Int) throws {
    let share = budget / max(1, entries.count)
    var sum: UInt64 = 0
    for entry in entries {
      var one = StableHash(seed: 1)
      one.budget = share
      for value in entry { try one.combine(value, machine, depth: depth + 1) }
      budget -= share - max(0, one.budget)
      sum &+= one.value
    }
    add(sum)
  }
}
