// parse and tryparse.

import Engine
import Exact

extension Library {
  mutating func addParsing() {
    add(
      "parse(T, s; base)", "The number of type `T` that the text stands for.", arity: 2, keywords: ["base"],
      example:
        "parse(Int, \"42\")  # => 42\nparse(Int, \"ff\", base = 16)  # => 255\nparse(Float64, \"1.5e3\")  # => 1500.0",
      quick: {
        quick($0, $1, $2, $3, $4) { _, call in
          guard call.count == 2, let type = call[0].type, type === DataType.int64, let bytes = call[1].utf8 else {
            return nil
          }
          var base = 10
          if call.hasKeywords {
            guard let given = call.integer(keyword: .base) else { return nil }
            base = given
          }
          return NumberText.plainInteger(bytes, base: base).map { Value($0) }
        }
      }
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      if let scalar = call[1].character {
        return try call.machine.parsed(String(scalar), as: type, base: call.int(keyword: "base"))
      }
      return try call.machine.parsed(call.string(1), as: type, base: call.int(keyword: "base"))
    }
    add(
      "tryparse(T, s; base)", "Like `parse`, but `nothing` where the text is no such number.", arity: 2,
      keywords: ["base"], example: "tryparse(Int, \"4x\") === nothing  # => true"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      let text = try call.string(1)
      do {
        return try call.machine.parsed(text, as: type, base: call.int(keyword: "base"))
      } catch let error as RuntimeError where error.type == "ArgumentError" || error.type == "OverflowError" {
        return .nothing
      }
    }
  }
}

extension Machine {
  /// A number of a type from its text.
  func parsed(_ text: String, as type: DataType, base: Int?) throws(RuntimeError) -> Value {
    func attempt<Result>(_ body: () throws -> Result) throws(RuntimeError) -> Result {
      do { return try body() } catch let failure as NumberText.Failure {
        throw RuntimeError.argument(failure.message)
      } catch { throw runtimeError(error) }
    }
    if type === DataType.bool {
      switch text.filter({ $0 != " " }) {
      case "true", "1": return Value(true)
      case "false", "0": return Value(false)
      default: throw RuntimeError.argument("invalid Bool representation: \(NumberText.quoted(text))")
      }
    }
    if type.isSubtype(of: .abstractInteger) {
      let integer = try attempt { try NumberText.integer(text, base: base) }
      if type === DataType.bigInt { return heap.big(integer) }
      if type === DataType.abstractInteger { return heap.integer(integer) }
      do {
        return try convert(heap.big(integer), to: type)
      } catch {
        throw RuntimeError(
          "OverflowError", "overflow: \(NumberText.quoted(text))",
          hint: type === DataType.int64 ? "parse(BigInt, s) reads integers of any size" : nil)
      }
    }
    if type === DataType.bigFloat {
      guard let number = BigFloat(NumberText.trim(text), in: floatContext) else {
        throw RuntimeError.argument("cannot parse \(NumberText.quoted(text)) as BigFloat")
      }
      return heap.big(number)
    }
    if type === DataType.float16 {
      guard let number = NumberText.float(text) else {
        throw RuntimeError.argument("cannot parse \(NumberText.quoted(text)) as \(type)")
      }
      return Value(Float16(number))
    }
    if type === DataType.float64 || type === DataType.float32 || type === DataType.abstractFloat
      || type === DataType.real
    {
      guard let number = NumberText.float(text) else {
        throw RuntimeError.argument("cannot parse \(NumberText.quoted(text)) as \(type)")
      }
      return type === DataType.float32 ? Value(Float(number)) : Value(number)
    }
    if type.name == "Complex" {
      var part = DataType.float64
      if case .type(let given)? = type.parameters.first { part = given }
      guard let (re, im) = NumberText.complex(text) else {
        throw RuntimeError.argument("cannot parse \(NumberText.quoted(text)) as \(type)")
      }
      return heap.complex(try parsed(re, as: part, base: nil), try parsed(im, as: part, base: nil))
    }
    if type.name == "Rational" {
      let parts = text.split(separator: "/", omittingEmptySubsequences: true)
      guard parts.count == 1 || parts.count == 2 else {
        throw RuntimeError.argument("cannot parse \(NumberText.quoted(text)) as \(type)")
      }
      let n = try attempt { try NumberText.integer(String(parts[0]), base: base) }
      let d = parts.count == 2 ? try attempt { try NumberText.integer(String(parts[1]), base: base) } : BigInteger(1)
      return try attempt { try rational(n, d) }
    }
    throw noMethod("parse", [Value(type), heap.string(text)])
  }
}
