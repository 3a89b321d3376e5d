// @printf and @sprintf.

import Engine
import Exact

extension Library {
  mutating func addFormatting() {
    add(
      "@sprintf(format, xs...)", "The values written by a format as in C: `%d %5.2f %e %g %s %c %x %%`.",
      arity: Arity(1...),
      example: "@sprintf(\"%.3f\", π)  # => \"3.142\""
    ) { call in
      call.heap.string(try call.machine.formatted(call[0], Array(call.values.dropFirst())))
    }
    add(
      "@printf(format, xs...)", "Prints the values by a format as in C: `%d %5.2f %e %g %s %c %x %%`.",
      arity: Arity(1...), example: "@printf(\"%d items\", 3)"
    ) { call in
      // A stream first goes to `print`, which knows it.
      if call[0].host != nil, call.count > 1 {
        let text = try call.machine.formatted(call[1], Array(call.values.dropFirst(2)))
        return try call.machine.callLibrary("print", [call[0], call.heap.string(text)])
      }
      try call.machine.print(try call.machine.formatted(call[0], Array(call.values.dropFirst())))
      return .nothing
    }
  }
}

extension Machine {
  /// The values written by a format.
  func formatted(_ format: Value, _ values: [Value]) throws -> String {
    guard let source = format.string else {
      throw RuntimeError.argument(
        "`@printf` and `@sprintf` take a format string first", hint: "for example @printf(\"%.2f\\n\", x)")
    }
    let specification: FormatSpecification
    do {
      specification = try FormatSpecification(source)
    } catch {
      throw RuntimeError.argument(error.message)
    }
    var rest = values[...]
    var result = ""
    for piece in specification.pieces {
      guard case .directive(var directive) = piece else {
        if case .text(let text) = piece { result += text }
        continue
      }
      func next() throws -> Value {
        guard let value = rest.popFirst() else {
          throw specification.mismatch(with: values.count)
        }
        return value
      }
      func number() throws -> Int {
        let value = try next()
        guard let number = exactInt(value), number.magnitude <= FormatSpecification.widthLimit else {
          throw RuntimeError.argument("the width or precision of a format must be a small integer")
        }
        return number
      }
      if directive.takesWidth {
        let width = try number()
        directive.width = abs(width)
        if width < 0 { directive.isLeft = true }
      }
      if directive.takesPrecision {
        let precision = try number()
        directive.precision = precision < 0 ? nil : precision
      }
      result += try text(try next(), by: directive)
      try heap.reserve(bytes: result.utf8.count)
    }
    if !rest.isEmpty {
      throw specification.mismatch(with: values.count)
    }
    return result
  }

  private func text(_ value: Value, by directive: FormatSpecification.Directive) throws -> String {
    var directive = directive
    var value = value
    while let dual = value.dual { value = dual.value }
    switch directive.conversion {
    case "s", "S":
      var text = try printedText(of: value)
      if let precision = directive.precision { text = String(text.unicodeScalars.prefix(precision)) }
      return directive.padded(text) { TextWidth.of($0) }
    case "c", "C":
      let scalar =
        value.character ?? value.string?.unicodeScalars.first
        ?? exactInt(value).flatMap { Unicode.Scalar(UInt32(clamping: $0)) }
      guard let scalar else { throw noMethod("Char", [value]) }
      return directive.padded(String(Character(scalar)))
    case "d", "i", "u", "o", "x", "X":
      if let integer = value.exactInteger {
        // Negative integers of fixed width show their bits in these bases.
        if directive.conversion == "o" || directive.conversion.lowercased() == "x", integer.isNegative,
          let width = value.bitWidth
        {
          return directive.text(integer + (BigInteger(1) << width))
        }
        return directive.text(integer)
      }
      if let fraction = value.rational, fraction.denominator == 1 { return directive.text(fraction.numerator) }
      if let number = value.bigFloat?.value, number.isFinite, number.integerBitWidth ?? 0 <= 1 << 20 {
        if let integer = number.integer(.toNearestOrEven) { return directive.text(integer) }
      }
      guard let number = value.asDouble else { throw mismatch(value, directive) }
      if let integer = BigInteger(exactly: number) { return directive.text(integer) }
      directive.conversion = "f"
      directive.precision = 0
      return directive.text(number)
    default:
      if let number = value.bigFloat?.value, number.isFinite, let text = directive.text(number) { return text }
      guard let number = value.asDouble else { throw mismatch(value, directive) }
      return directive.text(number)
    }
  }

  private func mismatch(_ value: Value, _ directive: FormatSpecification.Directive) -> RuntimeError {
    noMethod(
      "%\(directive.conversion)", [value], hint: "`%\(directive.conversion)` takes a real number; `%s` takes any value")
  }
}

extension FormatSpecification {
  /// The error of a format that takes another number of values than it was given.
  fileprivate func mismatch(with count: Int) -> RuntimeError {
    .argument("mismatch between # of format specifiers and provided args: \(argumentCount) != \(count)")
  }

  /// How many values the format takes.
  private var argumentCount: Int {
    pieces.reduce(0) { count, piece in
      guard case .directive(let directive) = piece else { return count }
      return count + 1 + (directive.takesWidth ? 1 : 0) + (directive.takesPrecision ? 1 : 0)
    }
  }
}
