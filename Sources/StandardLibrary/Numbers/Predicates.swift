// Questions about numbers.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addNumberPredicates() {
    func float(
      _ name: String, _ help: String, _ example: String, exact: Bool, _ test: @escaping @Sendable (Double) -> Bool,
      all: Bool = false
    ) {
      add("\(name)(x)", help, arity: 1, example: example) { call in
        let x = call[0]
        if let number = x.float { return Value(test(number)) }
        if x.isMissing { return x }
        if x.tag == .float32 { return Value(test(Double(x.unsafeFloat32))) }
        if let number = x.bigFloat?.value {
          // A long float may be finite beyond the range of doubles.
          return Value(test(number.isNaN ? .nan : number.isInfinite ? .infinity : 1))
        }
        if x.tag == .float16, let number = x.asDouble { return Value(test(number)) }
        if let z = x.complexNumber, x.complex != nil {
          return Value(all ? test(z.re) && test(z.im) : test(z.re) || test(z.im))
        }
        if let object = x.rational { return Value(object.denominator.isZero ? test(.infinity) : exact) }
        if x.isNumber {
          guard x.dual != nil, let number = call.machine.primalDouble(x) else { return Value(exact) }
          return Value(test(number))
        }
        throw call.noMethod(hint: x.isArray ? "for each element write `\(name).(…)`, or any(\(name), v)" : nil)
      }
    }
    float("isnan", "Whether `x` is not a number.", "isnan(0/0)  # => true", exact: false, { $0.isNaN })
    float("isinf", "Whether `x` is infinite.", "isinf(1/0)  # => true", exact: false, { $0.isInfinite })
    float(
      "isfinite", "Whether `x` is neither infinite nor NaN.", "isfinite(5)  # => true", exact: true, { $0.isFinite },
      all: true)
    add("issubnormal(x)", "Whether a float is subnormal.", arity: 1, example: "issubnormal(1e-310)  # => true") {
      call in
      if call[0].tag == .float32 { return Value(call[0].unsafeFloat32.isSubnormal) }
      if call[0].tag == .float16 { return Value(call[0].unsafeFloat16.isSubnormal) }
      if call[0].isOfManyBits { return Value(false) }
      return Value(try call.double(0).isSubnormal)
    }

    func neutral(_ name: String, _ help: String, _ example: String, _ n: Int) {
      add("\(name)(x)", help, arity: 1, example: example) { call in
        let machine = call.machine
        if call[0].isMissing { return .missing }
        if let host = call[0].host, let result = try host.apply(name, [call[0]], machine) { return result }
        if call[0].isNumber { return Value(Equality.areEqualNumbers(call[0], Value(n))) }
        guard call[0].isArray || call[0].range != nil, let elements = try machine.elements(call[0]) else {
          throw call.noMethod()
        }
        if n == 0 { return Value(elements.allSatisfy { $0.isNumber && Equality.areEqualNumbers($0, Value(0)) }) }
        guard let shape = try machine.shape(call[0]), shape.count == 2, shape[0] == shape[1] else {
          return Value(false)
        }
        return Value(
          elements.enumerated().allSatisfy { position, element in
            element.isNumber && Equality.areEqualNumbers(element, Value(position % (shape[0] + 1) == 0 ? 1 : 0))
          })
      }
    }
    neutral("iszero", "Whether `x` is 0, or an array of zeros.", "iszero([0, 0.0])  # => true", 0)
    neutral("isone", "Whether `x` is 1, or an identity matrix.", "isone([1 0; 0 1])  # => true", 1)

    add("isinteger(x)", "Whether a number is whole.", arity: 1, example: "isinteger(4.0)  # => true") { call in
      let x = call[0]
      if x.isMissing { return x }
      guard x.isNumber else { throw call.noMethod() }
      return Value(x.isWhole)
    }
    add(
      "isreal(x)", "Whether a number, or each element of an array, has no imaginary part.", arity: 1,
      example: "isreal(1 + 0im)  # => true"
    ) { call in
      func isReal(_ x: Value) -> Bool {
        if let object = x.complex { return Equality.areEqualNumbers(object.imaginary, Value(0)) }
        return x.isNumber
      }
      if call[0].isMissing { return .missing }
      if call[0].isNumber { return Value(isReal(call[0])) }
      guard call[0].isArray || call[0].range != nil, let elements = try call.machine.elements(call[0]) else {
        throw call.noMethod()
      }
      return Value(elements.allSatisfy(isReal))
    }
    for (name, isPositive) in [("ispositive", true), ("isnegative", false)] {
      add(
        "\(name)(x)", "Whether `x` is \(isPositive ? "greater" : "less") than 0.", arity: 1,
        example: "\(name)(-4.0)  # => \(!isPositive)"
      ) { call in
        try call.machine.compare(isPositive ? .greater : .less, call[0], Value(0))
      }
    }
    for (name, isEven) in [("iseven", true), ("isodd", false)] {
      add(
        "\(name)(n)", "Whether an integer is \(isEven ? "even" : "odd").", arity: 1,
        example: "\(name)(10)  # => \(isEven)"
      ) { call in
        if let n = call[0].integer { return Value((n & 1 == 0) == isEven) }
        if call[0].isMissing { return .missing }
        if let n = call[0].exactInteger { return Value(n.isEven == isEven) }
        guard call[0].isNumber else { throw call.noMethod() }
        if let number = call[0].bigFloat?.value {
          guard number.isInteger, let (odd, exponent) = number.exactParts else { return Value(false) }
          return Value((odd.isZero || exponent > 0) == isEven)
        }
        guard call[0].isWhole, let number = call.machine.primalDouble(call[0]), let n = BigInteger(exactly: number)
        else {
          return Value(false)
        }
        return Value(n.isEven == isEven)
      }
    }
    add("ispow2(n)", "Whether a number is a power of two.", arity: 1, example: "ispow2(64)  # => true") { call in
      if let n = call[0].exactInteger { return Value(!n.isNegative && n.nonzeroBitCount == 1) }
      if let x = call[0].bigFloat?.value { return Value(x.signum > 0 && x.isFinite && x.significand.compare(1.0) == 0) }
      let x = try call.double(0)
      return Value(x > 0 && x.isFinite && x.significand == 1)
    }
  }
}

extension Value {
  /// Whether a number has a whole value.
  var isWhole: Bool {
    switch tag {
    case .float, .float32, .float16: return asDouble.map { $0.isFinite && $0 == $0.rounded(.towardZero) } ?? false
    case .bigFloat: return bigFloat?.value.isInteger ?? false
    case .irrational: return false
    case .rational: return rational?.denominator == 1
    case .complex: return complex.map { Equality.areEqualNumbers($0.imaginary, Value(0)) && $0.real.isWhole } ?? false
    case .dual: return dual?.value.isWhole ?? false
    default: return isInteger
    }
  }
}
