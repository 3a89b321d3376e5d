// Floats of any precision against mpmath, and at the ends of their range.

import Exact
import Testing

@Suite struct BigFloatTests {
  static let context = BigFloat.Context(precision: 256)

  /// The float nearest to a number of 100 digits, which tells on which side of a tie it lies.
  private func number(_ text: String) throws -> BigFloat { try #require(BigFloat(text, in: Self.context)) }

  @Test func functionsAreCorrectlyRounded() throws {
    for (name, argument, value) in floatReference {
      let function = try #require(BigFloat.Function(rawValue: name))
      let result = try #require(Self.context.value(of: function, at: BigFloat(argument)))
      #expect(result == (try number(value)), "\(name)(\(argument))")
    }
  }

  @Test func functionsOfPairsAreCorrectlyRounded() throws {
    for (x, y, power, hypotenuse, angle) in floatPairReference {
      let (x, y) = (BigFloat(x), BigFloat(y))
      #expect(Self.context.power(x, y) == (try number(power)))
      #expect(Self.context.hypotenuse(x, y) == (try number(hypotenuse)))
      #expect(Self.context.angle(y: y, x: x) == (try number(angle)))
    }
  }

  @Test func constants() throws {
    let constants: [BigFloat.Constant] = [.pi, .e, .eulerGamma, .goldenRatio, .catalan]
    for (constant, value) in zip(constants, constantReference) {
      #expect(Self.context.value(of: constant) == (try number(value)))
    }
  }

  @Test func textIsWhatReadsBack() throws {
    let shown: [(String, String)] = [
      ("0", "0.0"), ("-0", "-0.0"), ("1.5", "1.5"), ("123.25", "123.25"), ("100000", "100000.0"),
      ("1e6", "1.0e+06"), ("0.0001220703125", "0.0001220703125"), ("1.52587890625e-5", "1.52587890625e-05"),
      ("Inf", "Inf"), ("-inf", "-Inf"), ("NaN", "NaN"), ("0x1.8p1", "3.0"),
      ("0.1", "0.1000000000000000000000000000000000000000000000000000000000000000000000000000002"),
    ]
    for (text, expected) in shown {
      let value = try number(text)
      #expect(value.description == expected)
      if !value.isNaN { #expect(BigFloat(value.description, in: Self.context)?.compare(value) == 0) }
    }
    for text in ["", "abc", "1e", "1.5x", " 1", "1 2", "+-1", "@NaN@", "--1"] { #expect(BigFloat(text) == nil) }
    #expect(BigFloat("0.3333333333333333333333333333333333", in: Self.context)?.description(digits: 6) == "0.333333")
  }

  @Test func longNumbersReadBack() throws {
    var seed: UInt64 = 42
    for precision in [1, 2, 10, 53, 64, 113, 256, 1000] {
      let context = BigFloat.Context(precision: precision)
      for _ in 0..<20 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let value = context.quotient(BigFloat(Double(Int64(bitPattern: seed))), BigFloat(Double(seed >> 40 | 1)))
        #expect(BigFloat(value.description, in: context) == value)
      }
    }
  }

  @Test func roundingGoesWhereItIsTold() throws {
    let (one, three) = (BigFloat(1.0), BigFloat(3.0))
    func third(_ rounding: BigFloat.Rounding) -> BigFloat {
      BigFloat.Context(precision: 20, rounding: rounding).quotient(one, three)
    }
    #expect(third(.down) < third(.up))
    #expect(third(.down).nextUp == third(.up))
    #expect(third(.towardZero) == third(.down))
    #expect(third(.awayFromZero) == third(.up))
    let exact = try #require(BigRational(1, over: 3))
    #expect(third(.down).compare(exact) == -1)
    #expect(third(.up).compare(exact) == 1)
  }

  @Test func comparisonsAreExact() throws {
    let tenth = try number("0.1")
    #expect(tenth.compare(0.1) == -1)
    #expect(tenth.compare(try #require(BigRational(1, over: 10))) == 1)
    #expect(BigFloat(2.0).compare(BigInteger(2)) == 0)
    let huge = try number("1e100000000")
    #expect(huge.compare(BigInteger(10).power(50)) == 1)
    #expect(huge.compare(Double.infinity) == -1)
    let nan = BigFloat.nan()
    #expect(nan != nan)
    #expect(!(nan < tenth) && !(nan >= tenth))
    #expect(nan.compare(1.0) == nil)
  }

  @Test func partsAndNeighbours() throws {
    let value = BigFloat(6.5)
    #expect(value.exponent == 2)
    #expect(value.significand == BigFloat(1.625))
    #expect(value.exactParts.map { $0.significand == 13 && $0.exponent == -1 } == true)
    #expect(BigFloat(0.0).exponent == nil)
    #expect(BigFloat(1.0).nextUp - BigFloat(1.0) == .ulpOfOne(precision: 256))
    #expect(BigFloat.infinity().nextDown.isFinite)
    #expect(BigFloat(1e30).integer() == BigInteger(1e30))
    #expect(BigFloat(-2.5).integer(.down) == -3)
    #expect(BigFloat.nan().integer() == nil)
  }

  @Test func whatWouldTakeTooLongIsRefused() throws {
    let far = try number("1e100000000")
    #expect(Self.context.value(of: .sin, at: far) == nil)
    #expect(Self.context.value(of: .gamma, at: far) == nil)
    #expect(Self.context.value(of: .exp, at: far)?.isInfinite == true)
    #expect(Self.context.value(of: .log, at: far)?.double() == 230258509.29940456)
  }

  @Test func divisionsWithRemainder() throws {
    let (a, b) = (BigFloat(-7.5), BigFloat(2.0))
    #expect(Self.context.truncatedQuotient(a, b) == BigFloat(-3.0))
    #expect(Self.context.truncatedRemainder(a, b) == BigFloat(-1.5))
    #expect(Self.context.nearestRemainder(a, b) == BigFloat(0.5))
    #expect(Self.context.fusedProduct(BigFloat(2.0), BigFloat(3.0), plus: BigFloat(4.0)) == BigFloat(10.0))
    #expect(Self.context.root(BigFloat(81.0), 4) == BigFloat(3.0))
  }

  @Test func formats() {
    let third = BigFloat(1.0) / BigFloat(3.0)
    #expect(third.text(.fixed, places: 30) == "0.333333333333333333333333333333")
    #expect(third.text(.scientific, places: 0) == "3e-01")
    #expect(BigFloat(0.5).text(.fixed, places: 0) == "0")
    #expect(BigFloat(123456789.0).text(.general, places: 3) == "1.23e+08")
  }
}
