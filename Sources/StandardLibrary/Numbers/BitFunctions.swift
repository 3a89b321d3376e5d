// Bits and digits of integers.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addBits() {
    addLogic()
    addShifts()
    addBitCounts()
    addDigits()
  }

  private mutating func addLogic() {
    func logical(
      _ name: String, _ help: String, _ example: String, absorbing: Bool?,
      _ integers: @escaping @Sendable (BigInteger, BigInteger) -> BigInteger,
      _ words: @escaping @Sendable (Int, Int) -> Int
    ) {
      add("\(name)(a, b...)", help, arity: Arity(2...), example: example) { call in
        var result = call[0]
        for position in 1..<call.count {
          let other = call[position]
          switch (result.tag, other.tag) {
          case (.integer, .integer): result = Value(words(result.unsafeInteger, other.unsafeInteger))
          case (.boolean, .boolean):
            result = Value(words(result.unsafeBoolean ? 1 : 0, other.unsafeBoolean ? 1 : 0) & 1 == 1)
          case (.missing, _), (_, .missing):
            let known = result.isMissing ? other : result
            guard known.isMissing || known.isInteger else { throw call.noMethod() }
            result = absorbing.map { known.boolean == $0 } == true ? known : .missing
          default:
            if let host = result.host ?? other.host, let value = try host.apply(name, [result, other], call.machine) {
              result = value
              continue
            }
            guard let a = result.exactInteger, let b = other.exactInteger else {
              throw call.noMethod(
                hint: result.boolean != nil || other.boolean != nil ? "conditions are joined with && and ||" : nil)
            }
            result = call.machine.integer(integers(a, b), like: result, other)
          }
        }
        return result
      }
    }
    logical(
      "&", "Bitwise and; of Booleans, and (false beats `missing`).", "12 & 10  # => 8", absorbing: false, { $0 & $1 },
      { $0 & $1 })
    logical(
      "|", "Bitwise or; of Booleans, or (true beats `missing`).", "12 | 10  # => 14", absorbing: true, { $0 | $1 },
      { $0 | $1 })
    logical(
      "xor", "Bitwise exclusive or.", "xor(12, 10)  # => 6\ntrue ⊻ true  # => false", absorbing: nil, { $0 ^ $1 },
      { $0 ^ $1 })
    alias("⊻", of: "xor")
    for (name, operation, symbol) in [("nand", "&", "⊼"), ("nor", "|", "⊽")] {
      add(
        "\(name)(a, b)", "The negation of `a \(operation) b`.", arity: Arity(2...),
        example: "\(name)(true, false)  # => \(name == "nand")"
      ) { call in
        try call.machine.callLibrary("~", [call.machine.callLibrary(operation, call.values)])
      }
      alias(symbol, of: name)
    }
    add("~(n)", "Bitwise not; of a Boolean, not.", arity: Arity(1...2), example: "~4  # => -5") { call in
      if call.count == 2 {
        for argument in call.values {
          if let result = try argument.host?.apply("~", call.values, call.machine) { return result }
        }
        guard call.machine.library.functions["#equation"] != nil else {
          throw call.noMethod(hint: "`~` between two sides makes an equation of symbolic expressions")
        }
        return try call.machine.callLibrary("#equation", call.values)
      }
      switch call[0].tag {
      case .integer: return Value(~call[0].unsafeInteger)
      case .boolean: return Value(!call[0].unsafeBoolean)
      case .missing: return .missing
      default:
        guard let n = call[0].exactInteger else { throw call.noMethod() }
        return call.machine.integer(~n, like: call[0], call[0])
      }
    }
  }

  private mutating func addShifts() {
    func shift(
      _ name: String, _ help: String, _ example: String,
      _ body: @escaping @Sendable (Machine, Value, BigInteger, Int) throws -> Value
    ) {
      add("\(name)(n, k)", help, arity: 2, example: example) { call in
        if call[0].isMissing || call[1].isMissing { return .missing }
        if let host = call[0].host, let value = try host.apply(name, call.values, call.machine) { return value }
        guard let n = call[0].exactInteger, let count = call[1].exactInteger else { throw call.noMethod() }
        return try body(
          call.machine, call[0], n, Int(exactly: count) ?? (count.isNegative ? -(Int.max / 2) : Int.max / 2))
      }
    }
    @Sendable func left(_ machine: Machine, _ value: Value, _ n: BigInteger, _ count: Int) throws -> Value {
      if count < 0 { return machine.integer(n >> (count < -(1 << 40) ? 1 << 40 : -count), like: value, value) }
      if n.isZero { return value }
      if value.tag.isSizedInteger {
        return count >= 128 ? machine.sized(0, as: value.tag) : machine.sized(n << count, as: value.tag)
      }
      if count > 1 << 40 { throw machine.heap.memoryLimit(requested: count / 8) }
      try machine.heap.reserve(bytes: count / 8)
      return machine.integer(n << count, like: value, value)
    }
    shift("<<", "n · 2^k.", "3 << 2  # => 12", left)
    shift(">>", "n / 2^k rounded down.", "-14 >> 2  # => -4") { machine, value, n, count in
      if count < 0 { return try left(machine, value, n, count == .min ? .max : -count) }
      return machine.integer(n >> min(count, 1 << 40), like: value, value)
    }
    shift(">>>", "Shifts the bits of a fixed-width integer to the right, filling with zeros.", "-1 >>> 60  # => 15") {
      machine, value, n, count in
      if count < 0 { return try left(machine, value, n, count == .min ? .max : -count) }
      if value.tag == .bigInteger { return machine.integer(n >> min(count, 1 << 40), like: value, value) }
      let width = value.bitWidth ?? 64
      let unsigned = n.isNegative ? n + (BigInteger(1) << width) : n
      let shifted = unsigned >> min(count, 128)
      return value.tag.isSizedInteger
        ? machine.sized(shifted, as: value.tag) : Value(Int(bitPattern: UInt(machine.sized(shifted, as: .uint64).bits)))
    }
  }

  private mutating func addBitCounts() {
    func count(
      _ name: String, _ help: String, _ example: String,
      _ body: @escaping @Sendable (_ bits: UInt128, _ width: Int) -> Int
    ) {
      add("\(name)(n)", help, arity: 1, example: example) { call in
        if call[0].tag == .bigInteger, let n = call[0].exactInteger {
          switch name {
          case "count_ones": if let ones = n.nonzeroBitCount, !n.isNegative { return Value(ones) }
          case "trailing_zeros": if let zeros = n.trailingZeroBitCount { return Value(zeros) }
          default: break
          }
          throw call.noMethod(hint: "a BigInt has no fixed width")
        }
        guard call[0].isInteger, let (bits, width) = call[0].bitField else { throw call.noMethod() }
        return Value(body(bits, width))
      }
    }
    count("count_ones", "The number of ones in the binary digits.", "count_ones(7)  # => 3") { bits, _ in
      bits.nonzeroBitCount
    }
    count("count_zeros", "The number of zeros in the binary digits.", "count_zeros(Int32(7))  # => 29") {
      $1 - $0.nonzeroBitCount
    }
    count("leading_zeros", "The number of zeros before the first one.", "leading_zeros(Int32(1))  # => 31") {
      $0.leadingZeroBitCount - (128 - $1)
    }
    count("trailing_zeros", "The number of zeros after the last one.", "trailing_zeros(8)  # => 3") {
      min($0.trailingZeroBitCount, $1)
    }
    count("leading_ones", "The number of ones before the first zero.", "leading_ones(Int32(-1))  # => 32") {
      bits, width in
      (~(bits << (128 - width))).leadingZeroBitCount
    }
    count("trailing_ones", "The number of ones after the last zero.", "trailing_ones(3)  # => 2") { bits, _ in
      (~bits).trailingZeroBitCount
    }
    add(
      "bitstring(x)", "The bits of a number of fixed width.", arity: 1, example: "bitstring(Int8(3))  # => \"00000011\""
    ) { call in
      guard let (bits, width) = call[0].bitField else { throw call.noMethod() }
      let digits = String(bits, radix: 2)
      return call.heap.string(String(repeating: "0", count: width - digits.utf8.count) + digits)
    }
    func permuted(
      _ signature: String, _ help: String, arity: Arity, _ example: String,
      _ body: @escaping @Sendable (_ bits: UInt128, _ width: Int, _ count: Int) -> UInt128
    ) {
      add(signature, help, arity: arity, example: example) { call in
        guard call[0].isInteger, let (bits, width) = call[0].bitField else { throw call.noMethod() }
        let count = call.count == 2 ? try call.int(1) : 0
        let result = BigInteger(body(bits, width, count) & UInt128.mask(width))
        if call[0].tag == .integer { return Value(Int(bitPattern: UInt(call.machine.sized(result, as: .uint64).bits))) }
        return call.machine.sized(result, as: call[0].tag)
      }
    }
    permuted("bswap(n)", "The bytes in reverse order.", arity: 1, "bswap(0x10203040)  # => 0x40302010") { bits, width, _ in
      bits.byteSwapped >> (128 - width)
    }
    permuted("bitreverse(n)", "The bits in reverse order.", arity: 1, "bitreverse(0x80)  # => 0x01") { bits, width, _ in
      var (reversed, rest) = (UInt128(0), bits)
      for _ in 0..<width {
        reversed = reversed << 1 | rest & 1
        rest >>= 1
      }
      return reversed
    }
    permuted(
      "bitrotate(n, k)", "The bits moved `k` places to the left, those that leave coming back on the right.", arity: 2,
      "bitrotate(0b10110001, 2)  # => 0b11000110"
    ) { bits, width, count in
      let places = (count % width + width) % width
      return places == 0 ? bits : bits << places | bits >> (width - places)
    }
  }

  private mutating func addDigits() {
    add(
      "digits(n; base, pad)", "The digits of an integer, the units first.", arity: Arity(1...2),
      keywords: ["base", "pad"], example: "digits(123)  # => [3, 2, 1]"
    ) { call in
      let (n, base) = try call.integerAndBase(call.count - 1)
      let pad = try call.int(keyword: "pad") ?? 1
      try call.machine.reserveDigits(of: n, base: base, pad: pad)
      var digits = Digits.digits(n, base: base)
      while digits.count < pad { digits.append(0) }
      if call.count == 2, let type = call[0].type {
        return try call.machine.convertElements(of: call.heap.vector(digits), to: Value(type))
      }
      return call.heap.vector(digits)
    }
    add(
      "digits!(v, n; base)", "Fills `v` with the digits of an integer, the units first.", arity: 2, keywords: ["base"],
      example: "digits!([0, 0, 0], 10, base = 2)  # => [0, 1, 0]"
    ) { call in
      let (n, base) = try call.integerAndBase(1)
      try call.machine.reserveDigits(of: n, base: base, pad: 0)
      guard let array = call[0].array else { throw call.noMethod() }
      let digits = Digits.digits(n, base: base)
      for position in 0..<array.count {
        let digit = Value(position < digits.count ? digits[position] : 0)
        _ = try call.machine.callLibrary("setindex!", [call[0], digit, Value(position + 1)])
      }
      return call[0]
    }
    add(
      "ndigits(n; base, pad)", "The number of digits of an integer.", arity: 1, keywords: ["base", "pad"],
      example: "ndigits(12345)  # => 5"
    ) { call in
      let (n, base) = try call.integerAndBase(0)
      if n.isZero { return Value(max(1, try call.int(keyword: "pad") ?? 1)) }
      let count =
        base > 0 && base <= 36 ? n.magnitude.description(radix: base).utf8.count : Digits.digits(n, base: base).count
      return Value(max(count, try call.int(keyword: "pad") ?? 1))
    }
  }
}

extension Call {
  /// An integer argument with the keyword `base`.
  fileprivate func integerAndBase(_ position: Int) throws -> (BigInteger, Int) {
    guard let n = self[position].exactInteger else { throw noMethod() }
    let base = try int(keyword: "base") ?? 10
    if base.magnitude < 2 { throw RuntimeError("DomainError", "with \(base):\nbase must be ≥ 2 or ≤ -2") }
    return (n, base)
  }
}

extension Value {
  /// The number of bits of an integer of fixed width.
  var bitWidth: Int? {
    switch tag {
    case .int8, .uint8, .boolean: 8
    case .int16, .uint16: 16
    case .int32, .uint32: 32
    case .integer, .uint64: 64
    case .int128, .uint128: 128
    default: nil
    }
  }
}

extension UInt128 {
  /// Ones in the lowest places.
  fileprivate static func mask(_ width: Int) -> UInt128 { width >= 128 ? .max : (1 << UInt128(width)) - 1 }

  /// The integer modulo 2^128.
  init(truncating integer: BigInteger) {
    func word(_ value: BigInteger) -> UInt128 { UInt128((value & BigInteger(0xFFFF_FFFF)).asInt ?? 0) }
    self = word(integer) | word(integer >> 32) << 32 | word(integer >> 64) << 64 | word(integer >> 96) << 96
  }
}

extension Value {
  /// The bits of a number or character of fixed width, and how many there are.
  var bitField: (bits: UInt128, width: Int)? {
    switch tag {
    case .float: return (UInt128(bits), 64)
    case .float32: return (UInt128(bits), 32)
    case .float16: return (UInt128(bits), 16)
    case .character:
      // The bytes of UTF-8 from the left, as Julia keeps characters.
      guard let character else { return nil }
      let bytes = Array(String(character).utf8)
      return (bytes.enumerated().reduce(0) { $0 | UInt128($1.element) << UInt128(24 - 8 * $1.offset) }, 32)
    default:
      guard let integer = exactInteger, let width = bitWidth else { return nil }
      return (UInt128(truncating: integer) & .mask(width), width)
    }
  }
}

enum Digits {
  /// The digits of n, the units first, with the sign of n; a negative base has digits 0 … |base| - 1.
  static func digits(_ n: BigInteger, base: Int) -> [Int] {
    if n.isZero { return [0] }
    var result: [Int] = []
    let radix = BigInteger(base)
    if base > 0, base <= 36, n.bitWidth > 256 {
      // The conversion by halves is subquadratic.
      let sign = n.isNegative ? -1 : 1
      for character in n.magnitude.description(radix: base).utf8.reversed() {
        let digit = character >= 97 ? Int(character) - 87 : Int(character) - 48
        result.append(sign * digit)
      }
      return result
    }
    var rest = n
    while !rest.isZero {
      if base > 0 {
        let (quotient, remainder) = (rest / radix, rest % radix)
        result.append(remainder.asInt ?? 0)
        rest = quotient
      } else {
        let remainder = rest.flooredRemainder(dividingBy: radix.magnitude)
        result.append(remainder.asInt ?? 0)
        rest = (rest - remainder) / radix
      }
    }
    return result
  }
}

extension Machine {
  /// Room for the digits of an integer, and the steps of dividing them out one by one.
  fileprivate func reserveDigits(of n: BigInteger, base: Int, pad: Int) throws {
    try heap.reserve(count: max(n.bitWidth, pad), stride: 8)
    try countStep(max(n.bitWidth, pad) / 16)
    let isDivided = base <= 0 || base > 36
    if isDivided, n.bitWidth > 256 { try countCost(Double(n.bitWidth) * Double(n.bitWidth) / 1000) }
  }
}
