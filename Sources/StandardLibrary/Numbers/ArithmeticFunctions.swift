// Combined arithmetic: reciprocals, fused products, and the order of values.

import Engine
import Exact

extension Library {
  mutating func addCombinedArithmetic() {
    add("muladd(x, y, z)", "x·y + z.", arity: 3, example: "muladd(2, 3, 4)  # => 10") { call in
      try call.machine.add(call.machine.multiply(call[0], call[1]), call[2])
    }
    add("fma(x, y, z)", "x·y + z with one rounding.", arity: 3, example: "fma(2.0, 3.0, 4.0)  # => 10.0") { call in
      if let x = call[0].float, let y = call[1].float, let z = call[2].float { return Value(z.addingProduct(x, y)) }
      let machine = call.machine
      if call.values.contains(where: { $0.bigFloat != nil }), let x = machine.bigFloat(call[0]),
        let y = machine.bigFloat(call[1]), let z = machine.bigFloat(call[2])
      {
        return call.heap.big(machine.floatContext.fusedProduct(x, y, plus: z))
      }
      return try machine.add(machine.multiply(call[0], call[1]), call[2])
    }
    add(
      "evalpoly(x, p)", "The polynomial p₁ + p₂ x + p₃ x² + … at `x`, for coefficients in a tuple or vector.", arity: 2,
      example: "evalpoly(2, (1, 2, 3))  # => 17", source: "W. G. Horner, Phil. Trans. 109 (1819)"
    ) { call in
      let machine = call.machine
      let coefficients = try machine.list(call[1])
      guard var result = coefficients.last else {
        if call[1].isArray { throw RuntimeError.argument("a polynomial has at least one coefficient") }
        throw call.noMethod()
      }
      for coefficient in coefficients.dropLast().reversed() {
        try machine.countStep(1)
        result = try machine.add(machine.multiply(call[0], result), coefficient)
      }
      return result
    }
    add("widemul(x, y)", "The product in the next wider types, without overflow.", arity: 2,
      example: "widemul(UInt8(200), UInt8(2)) == 400  # => true"
    ) {
      try $0.machine.multiply($0.machine.apply("widen", $0[0]), $0.machine.apply("widen", $0[1]))
    }
    add(
      "isless(x, y)", "The total order by which `sort` goes: NaN and `missing` come last.", arity: Arity(1...2),
      example: "isless(1, NaN)  # => true"
    ) { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return Value(try call.machine.isLess(call[0], call[1]))
    }
    add(
      "isgreater(x, y)", "`isless` the other way round, except that NaN and `missing` come last again.",
      arity: Arity(1...2), example: "isgreater(2, 1)  # => true"
    ) { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      let machine = call.machine
      func isUnordered(_ x: Value) -> Bool { x.isMissing || machine.primalDouble(x)?.isNaN == true }
      if isUnordered(call[0]) { return Value(false) }
      if isUnordered(call[1]) { return Value(true) }
      return Value(try call.machine.isLess(call[1], call[0]))
    }
    add(
      "isequal(x, y)",
      "Equality as dictionaries have it: NaN equals NaN, `missing` equals `missing`, -0.0 differs from 0.0.",
      arity: Arity(1...2), example: "isequal(NaN, NaN)  # => true"
    ) { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return Value(Equality.isEqualAsKeys(call[0], call[1]))
    }
    add("cmp(x, y)", "-1, 0 or 1, as `x` comes before, with or after `y`.", arity: 2, example: "cmp(1, 2)  # => -1") {
      call in
      if try call.machine.isLess(call[0], call[1]) { return Value(-1) }
      return Value(try call.machine.isLess(call[1], call[0]) ? 1 : 0)
    }
  }
}
