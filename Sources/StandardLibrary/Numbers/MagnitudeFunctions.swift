// Absolute values, signs, and the larger and smaller of numbers.

import Engine
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  mutating func addMagnitudes() {
    add(
      "abs(x)", "The absolute value.", arity: 1, example: "abs(-3)  # => 3\nabs(3 + 4im)  # => 5.0", real: { abs($0) }
    ) { call in
      let x = call[0]
      if x.tag == .float { return Value(abs(x.unsafeFloat)) }
      if let result = try call.machine.absolute(x) { return result }
      if let result = try x.host?.apply("abs", [x], call.machine) { return result }
      throw call.noMethod(hint: x.isArray || x.tag == .range ? "for each element write `abs.(…)`" : nil)
    }
    add("abs2(x)", "The square of the absolute value.", arity: 1, example: "abs2(3 + 4im)  # => 25", real: { $0 * $0 })
    { call in
      let machine = call.machine
      let x = call[0]
      if let object = x.complex {
        return try machine.add(machine.square(object.real), machine.square(object.imaginary))
      }
      if x.isMissing { return x }
      if let result = try x.host?.apply("abs2", [x], machine) { return result }
      guard x.isNumber || x.host != nil else {
        throw call.noMethod(hint: x.isArray ? "for each element write `abs2.(…)`" : nil)
      }
      return try machine.square(x)
    }
    add(
      "sign(x)", "-1, 0 or 1; of a complex number, the number of magnitude 1 with its direction.", arity: 1,
      example: "sign(-4.0)  # => -1.0"
    ) { call in
      if let result = try call.machine.sign(call[0]) { return result }
      if let result = try call[0].host?.apply("sign", [call[0]], call.machine) { return result }
      throw call.noMethod(hint: call[0].isArray ? "for each element write `sign.(…)`" : nil)
    }
    add(
      "signbit(x)", "Whether the sign of `x` is negative; true for -0.0.", arity: 1, example: "signbit(-0.0)  # => true"
    ) { call in
      if call[0].isMissing { return .missing }
      guard let isNegative = call.machine.hasMinus(call[0]) else { throw call.noMethod() }
      return Value(isNegative)
    }
    add(
      "copysign(x, y)", "The magnitude of `x` with the sign of `y`.", arity: 2, example: "copysign(3.0, -1)  # => -3.0"
    ) { call in
      let machine = call.machine
      if call[0].isMissing || call[1].isMissing { return .missing }
      guard let mine = machine.hasMinus(call[0]), let wanted = machine.hasMinus(call[1]) else { throw call.noMethod() }
      return mine == wanted ? call[0] : try machine.negate(call[0])
    }
    add("flipsign(x, y)", "`x`, or `-x` where `y` is negative.", arity: 2, example: "flipsign(5, -3)  # => -5") {
      call in
      if call[0].isMissing || call[1].isMissing { return .missing }
      guard call[0].isNumber, let isNegative = call.machine.hasMinus(call[1]) else { throw call.noMethod() }
      return isNegative ? try call.machine.negate(call[0]) : call[0]
    }
    add("hypot(x, y...)", "√(|x|² + |y|² + …) without overflow.", arity: Arity(1...), example: "hypot(3, 4)  # => 5.0")
    { call in
      try call.machine.hypotenuse(call.values, call.noMethod())
    }
    addExtrema()
  }

  private mutating func addExtrema() {
    func add(_ name: String, _ help: String, _ example: String, isMaximum: Bool) {
      self.add("\(name)(x, y...)", help, arity: Arity(1...), example: example) { call in
        if call.count == 2, call[0].tag == .integer, call[1].tag == .integer {
          let (a, b) = (call[0].unsafeInteger, call[1].unsafeInteger)
          return Value(isMaximum ? max(a, b) : min(a, b))
        }
        guard call[0].isNumber || call.count > 1 else {
          throw call.noMethod(
            hint: "the \(name == "max" ? "largest" : "smallest") element of a collection is `\(name)imum(…)`")
        }
        var result = call[0]
        for position in 1..<max(1, call.count) {
          result = try call.machine.extremum(result, call[position], isMaximum: isMaximum, name: name)
        }
        return result
      }
    }
    add("max", "The largest of the arguments; NaN if one is.", "max(2, 5, 1)  # => 5", isMaximum: true)
    add("min", "The smallest of the arguments; NaN if one is.", "min(2, 5, 1)  # => 1", isMaximum: false)
    self.add("minmax(x, y)", "`(min(x, y), max(x, y))`.", arity: 2, example: "minmax('c', 'b')  # => ('b', 'c')") {
      call in
      call.heap.tuple([
        try call.machine.extremum(call[0], call[1], isMaximum: false, name: "min"),
        try call.machine.extremum(call[0], call[1], isMaximum: true, name: "max"),
      ])
    }
    self.add(
      "clamp!(A, lo, hi)", "Puts the nearer bound in place of each element that is outside.", arity: 3,
      example: "clamp!([-1, 3, 9], 0, 5)  # => [0, 3, 5]"
    ) { call in
      let machine = call.machine
      guard let array = call[0].array else { throw call.noMethod() }
      for position in 0..<array.count {
        try machine.countStep(1)
        let mark = machine.heap.mark
        let element = try machine.callLibrary("clamp", [array.element(position, machine.heap), call[1], call[2]])
        try machine.setIndex(call[0], [Value(position + 1)], element)
        machine.heap.drain(to: mark)
      }
      return call[0]
    }
    self.add(
      "clamp(x, lo, hi)", "`x`, or the nearer bound where `x` is outside.", arity: 3,
      example: "clamp(7, 0, 5)  # => 5\nclamp.([-1, 0.5, 2], 0, 1)  # => [0.0, 0.5, 1.0]"
    ) { call in
      let machine = call.machine
      if call.values.contains(where: \.isMissing) { return .missing }
      if call[0].isArray { throw call.noMethod(hint: "for each element write `clamp.(…)`") }
      if let result = try call[0].host?.apply("clamp", call.values, machine) { return result }
      var result = call[0]
      // As in Julia the upper bound wins where the bounds are exchanged.
      if try machine.compare(.greater, call[0], call[2]).boolean == true {
        result = call[2]
      } else if try machine.compare(.less, call[0], call[1]).boolean == true {
        result = call[1]
      }
      return try machine.promotedAlike(result, call.values)
    }
  }
}

extension Machine {
  /// |x|, `nil` for what is no number.
  func absolute(_ x: Value) throws -> Value? {
    switch x.tag {
    case .float: return Value(abs(x.unsafeFloat))
    case .integer: return x.unsafeInteger < 0 ? try negate(x) : x
    case .boolean, .missing: return x
    case .float32: return Value(abs(x.unsafeFloat32))
    case .complex:
      guard let object = x.complex else { return nil }
      return try hypotenuse([object.real, object.imaginary], noMethod("abs", [x]))
    case .dual:
      guard let dual = x.dual, let value = try absolute(dual.value) else { return nil }
      let slope: Value = hasMinus(dual.value) == true ? Value(-1) : Value(1)
      return try chain(dual, value: value, slope: slope)
    default: return x.isNumber ? (hasMinus(x) == true ? try negate(x) : x) : nil
    }
  }

  fileprivate func sign(_ x: Value) throws -> Value? {
    switch x.tag {
    case .float:
      let number = x.unsafeFloat
      return number == 0 || number.isNaN ? x : Value(number < 0 ? -1.0 : 1.0)
    case .float32:
      let number = x.unsafeFloat32
      return number == 0 || number.isNaN ? x : Value(number < 0 ? Float(-1) : Float(1))
    case .integer: return Value(x.unsafeInteger.signum())
    case .boolean, .missing: return x
    case .bigInteger: return heap.big(BigInteger(x.exactInteger?.signum ?? 0), isExplicit: x.isExplicitBig)
    case .float16, .irrational:
      guard let number = x.asDouble else { return nil }
      return number == 0 || number.isNaN ? x : float(number < 0 ? -1 : 1, like: x)
    case .bigFloat:
      guard let number = x.bigFloat?.value, number.signum != 0 else { return x }
      return heap.big(BigFloat(Double(number.signum), in: floatContext))
    case .rational:
      return try rational(BigInteger(x.rational?.numerator.signum ?? 0), 1, isBig: x.rational?.isBig ?? false)
    case .complex:
      guard let z = x.complexNumber else { return nil }
      if z.re == 0 && z.im == 0 { return value(z) }
      let r = z.magnitude
      return value(ComplexNumber(z.re / r, z.im / r))
    case .dual:
      guard let dual = x.dual, let value = try sign(dual.value) else { return nil }
      return try chain(dual, value: value, slope: Value(0.0))
    default:
      guard let integer = x.exactInteger else { return nil }
      return sized(BigInteger(integer.signum), as: x.tag)
    }
  }

  /// Whether a real number has a minus sign, -0.0 and -NaN included.
  func hasMinus(_ x: Value) -> Bool? {
    var x = x
    while let dual = x.dual { x = dual.value }
    if let number = x.float { return number.sign == .minus }
    if x.tag == .float32 { return x.unsafeFloat32.sign == .minus }
    if x.tag == .float16 { return x.unsafeFloat16.sign == .minus }
    if let number = x.bigFloat { return number.value.hasMinusSign }
    if x.tag == .irrational { return false }
    if let integer = x.exactInteger { return integer.isNegative }
    return x.rational?.numerator.isNegative
  }

  fileprivate func hypotenuse(_ values: [Value], _ mismatch: RuntimeError) throws -> Value {
    if values.contains(where: \.isMissing) { return .missing }
    for value in values { if let result = try value.host?.apply("hypot", values, self) { return result } }
    if values.contains(where: { $0.dual != nil }) {
      if values.count == 1, let result = try absolute(values[0]) { return result }
      return try dualHypotenuse(values, mismatch)
    }
    if values.contains(where: { $0.bigFloat != nil || $0.hasBigParts || $0.isExplicitBig }) {
      var radius = BigFloat(0.0, in: floatContext)
      for part in values.flatMap({ value in value.complex.map { [$0.real, $0.imaginary] } ?? [value] }) {
        guard let number = bigFloat(part) else { throw mismatch }
        radius = floatContext.hypotenuse(radius, number)
      }
      return heap.big(radius)
    }
    var parts: [Double] = []
    for value in values {
      if let object = value.complex, let re = object.real.asDouble, let im = object.imaginary.asDouble {
        parts += [re, im]
      } else if let number = value.asDouble {
        parts.append(number)
      } else {
        throw mismatch
      }
    }
    let result: Double
    if parts.count <= 2 {
      result = hypot(parts[0], parts.count == 2 ? parts[1] : 0)
    } else if parts.contains(where: \.isInfinite) {
      result = .infinity
    } else {
      let largest = parts.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, abs($1)) }
      result =
        largest == 0 || largest.isNaN
        ? largest : largest * parts.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
    }
    return values.allSatisfy { $0.tag == values[0].tag } ? float(result, like: values[0]) : Value(result)
  }

  /// r = √(Σ x²) with dr = Σ x dx / r.
  private func dualHypotenuse(_ values: [Value], _ mismatch: RuntimeError) throws -> Value {
    let level = values.reduce(0) { max($0, $1.dual?.level ?? 0) }
    let split = values.map { parts($0, level: level) }
    let radius = try hypotenuse(split.map(\.value), mismatch)
    var partials: [Value] = []
    for direction in 0..<(split.reduce(0) { max($0, $1.partials?.count ?? 0) }) {
      var sum = Value(0.0)
      for (value, slopes) in split { if let slopes { sum = try add(sum, multiply(value, slopes[direction])) } }
      partials.append(try divide(sum, radius))
    }
    return heap.dual(radius, partials, level: level)
  }

  /// The larger or smaller of two values, promoted to their common type.
  func extremum(_ a: Value, _ b: Value, isMaximum: Bool, name: String) throws -> Value {
    if a.tag == .float && b.tag == .float {
      let (x, y) = (a.unsafeFloat, b.unsafeFloat)
      if x.isNaN || y.isNaN { return Value(Double.nan) }
      if x == y { return isMaximum == (x.sign == .minus) ? b : a }
      return isMaximum == (x > y) ? a : b
    }
    if a.isMissing || b.isMissing { return .missing }
    for host in [a, b] { if let result = try host.host?.apply(name, [a, b], self) { return result } }
    if a.isNumber, b.isNumber {
      if let x = primalDouble(a), x.isNaN { return try promotedAlike(a, [a, b]) }
      if let y = primalDouble(b), y.isNaN { return try promotedAlike(b, [a, b]) }
    }
    let isLess = try compare(.less, a, b).boolean == true
    return try promotedAlike(isLess == isMaximum ? b : a, [a, b])
  }

  /// The number converted to the type that all the numbers promote to.
  func promotedAlike(_ value: Value, _ all: [Value]) throws -> Value {
    guard value.isNumber, all.allSatisfy(\.isNumber), all.contains(where: { $0.tag != value.tag }),
      !all.contains(where: { $0.dual != nil })
    else { return value }
    let type = besideBigIntegers(all.dropFirst().reduce(all[0].dataType) { promotedType($0, $1.dataType) }, all)
    return value.dataType === type ? value : try convert(value, to: type)
  }
}
