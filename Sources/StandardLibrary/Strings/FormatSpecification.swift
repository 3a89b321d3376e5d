// printf formats: taking them apart, and writing numbers by them.

import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A format such as `"x = %8.3f\n"`, taken apart.
struct FormatSpecification: Sendable {
  enum Piece: Sendable {
    case text(String)
    case directive(Directive)
  }

  /// `%-08.3f` and its like.
  struct Directive: Sendable {
    var isLeft = false
    var hasPlus = false
    var hasBlank = false
    var hasZeros = false
    var isAlternate = false
    var width: Int?
    var takesWidth = false
    var precision: Int?
    var takesPrecision = false
    var conversion: Character = "s"
  }

  /// What was wrong with a format.
  struct Failure: Error {
    var message: String
  }

  private(set) var pieces: [Piece] = []

  /// The widest field that a format may ask for.
  static let widthLimit = 1 << 20

  init(_ format: String) throws(Failure) {
    var scalars = format[...]
    var text = ""
    while let character = scalars.popFirst() {
      guard character == "%" else {
        text.append(character)
        continue
      }
      if scalars.first == "%" {
        scalars.removeFirst()
        text.append("%")
        continue
      }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      pieces.append(.directive(try FormatSpecification.directive(&scalars, in: format)))
    }
    if !text.isEmpty { pieces.append(.text(text)) }
  }

  private static func directive(_ rest: inout Substring, in format: String) throws(Failure) -> Directive {
    var directive = Directive()
    flags: while let flag = rest.first {
      switch flag {
      case "-": directive.isLeft = true
      case "+": directive.hasPlus = true
      case " ": directive.hasBlank = true
      case "0": directive.hasZeros = true
      case "#": directive.isAlternate = true
      default: break flags
      }
      rest.removeFirst()
    }
    func number(_ rest: inout Substring) throws(Failure) -> Int? {
      var digits = ""
      while let digit = rest.first, digit.isASCII, digit.isNumber {
        digits.append(digit)
        rest.removeFirst()
      }
      if digits.isEmpty { return nil }
      guard let value = Int(digits), value <= widthLimit else {
        throw Failure(message: "invalid format string: '\(format)': the width is too large")
      }
      return value
    }
    if rest.first == "*" {
      rest.removeFirst()
      directive.takesWidth = true
    } else {
      directive.width = try number(&rest)
    }
    if rest.first == "." {
      rest.removeFirst()
      if rest.first == "*" {
        rest.removeFirst()
        directive.takesPrecision = true
      } else {
        directive.precision = try number(&rest) ?? 0
      }
    }
    while let length = rest.first, "hlLqjzt".contains(length) { rest.removeFirst() }
    guard let conversion = rest.popFirst() else {
      throw Failure(message: "invalid format string: '\(format)', unterminated format specifier")
    }
    guard "diuoxXfFeEgGaAcCsS".contains(conversion) else {
      throw Failure(message: "invalid format string: '\(format)', invalid type specifier: '\(conversion)'")
    }
    directive.conversion = conversion
    return directive
  }
}

extension FormatSpecification.Directive {
  /// The text within the field's width.
  func padded(_ text: String, width measure: (String) -> Int = { $0.unicodeScalars.count }) -> String {
    let missing = (width ?? 0) - measure(text)
    if missing <= 0 { return text }
    let blanks = String(repeating: " ", count: missing)
    return isLeft ? text + blanks : blanks + text
  }

  /// An integer by `d`, `i`, `u`, `o`, `x` or `X`.
  func text(_ integer: BigInteger) -> String {
    let radix = conversion == "o" ? 8 : conversion == "x" || conversion == "X" ? 16 : 10
    var digits = integer.magnitude.description(radix: radix)
    if conversion == "X" { digits = digits.uppercased() }
    let sign = integer.isNegative ? "-" : hasPlus ? "+" : hasBlank ? " " : ""
    let prefix = isAlternate && radix == 16 ? (conversion == "X" ? "0X" : "0x") : isAlternate && radix == 8 ? "0" : ""
    if let precision, digits.count < precision {
      digits = String(repeating: "0", count: precision - digits.count) + digits
    }
    if hasZeros, !isLeft, precision == nil {
      let missing = (width ?? 0) - digits.count - sign.count - prefix.count
      if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
    }
    return padded(sign + prefix + digits)
  }

  /// A float by `f`, `e`, `g` or `a`, correct to the last digit.
  func text(_ x: Double) -> String {
    var flags = "%"
    if hasPlus { flags += "+" }
    if hasBlank { flags += " " }
    if isAlternate { flags += "#" }
    if !x.isFinite {
      let sign = x.sign == .minus && !x.isNaN ? "-" : hasPlus ? "+" : hasBlank ? " " : ""
      return padded(sign + (x.isNaN ? "NaN" : "Inf"))
    }
    if isLeft { flags += "-" } else if hasZeros { flags += "0" }
    if let width { flags += "\(width)" }
    if let precision { flags += ".\(precision)" }
    return FormatSpecification.formatted(flags + String(conversion), x)
  }
}

extension FormatSpecification.Directive {
  /// A finite float of any precision by `f`, `e` or `g`, correct to the last digit; `nil` for other conversions and for
  /// texts longer than a field may be.
  func text(_ x: BigFloat) -> String? {
    let places = precision ?? 6
    guard let format = BigFloat.Format(rawValue: conversion.lowercased()), places <= FormatSpecification.widthLimit,
      (x.exponent ?? 0).magnitude <= FormatSpecification.widthLimit || format != .fixed
    else { return nil }
    let body = x.magnitude.text(format, places: places)
    let sign = x.hasMinusSign ? "-" : hasPlus ? "+" : hasBlank ? " " : ""
    let missing = (width ?? 0) - sign.count - body.count
    let zeros = hasZeros && !isLeft && missing > 0 ? String(repeating: "0", count: missing) : ""
    return padded(sign + zeros + (conversion.isUppercase ? body.uppercased() : body))
  }
}

extension FormatSpecification {
  /// One float by a format of C, whose rounding is exact.
  static func formatted(_ format: String, _ x: Double) -> String {
    withVaList([x]) { arguments in
      let first = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer -> (String?, Int) in
        let count = Int(vsnprintf(buffer.baseAddress, buffer.count, format, arguments))
        return (count < buffer.count ? string(buffer, count) : nil, count)
      }
      if let text = first.0 { return text }
      return withVaList([x]) { arguments in
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: first.1 + 1) { buffer in
          string(buffer, Int(vsnprintf(buffer.baseAddress, buffer.count, format, arguments)))
        }
      }
    }
  }

  private static func string(_ buffer: UnsafeMutableBufferPointer<CChar>, _ count: Int) -> String {
    String(decoding: buffer.prefix(max(0, count)).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
