// Functions of numbers: values, special values, errors, exactness and derivatives.

import Testing

@Suite struct ElementaryFunctionTests {
  @Test(arguments: [
    ("sqrt(2)", "1.4142135623730951"), ("√16", "4.0"), ("cbrt(-27)", "-3.0"), ("exp(0)", "1.0"),
    ("expm1(1e-20)", "1.0e-20"),
    ("log(2, 8)", "3.0"), ("log10(1000)", "3.0"), ("log1p(1e-20)", "1.0e-20"), ("log(0)", "-Inf"), ("exp(1000)", "Inf"),
    ("sin(NaN)", "NaN"), ("atan(1, -1)", "2.356194490192345"), ("atan(-0.0, -1)", "-3.141592653589793"),
    ("hypot(1e200, 1e200)", "1.414213562373095e200"), ("hypot(3, 4im, 12.0)", "13.0"),
    ("log(10^400)", "921.0340371976183"),
    ("sqrt(10^400)", "1.0e200"), ("sqrt(1//4)", "0.5"), ("sqrt(missing)", "missing"), ("sec(0)", "1.0"),
    ("acot(1)", "0.7853981633974483"),
  ])
  func valuesOnTheReals(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func anglesInDegreesAndHalfTurnsAreExact() {
    #expect(
      evaluate(
        "all(sind.(0:30:360) .== [0, 0.5, sind(60), 1, sind(60), 0.5, 0, -0.5, -sind(60), -1, -sind(60), -0.5, 0])")
        == "true")
    #expect(
      evaluate("(sinpi(1), cospi(0.5), sinpi(1/4), cosd(60), tand(45), sinc(0), sinc(3))")
        == "(0.0, 0.0, 0.7071067811865476, 0.5, 1.0, 1.0, 0.0)")
    #expect(evaluate("sinpi(1e300), cospi(1e300)") == "(0.0, 1.0)")
  }

  @Test(arguments: ["sqrt", "log", "log2", "log10"])
  func negativeNumbersAreOutsideTheDomain(name: String) {
    #expect(
      evaluate("\(name)(-1)").hasPrefix("DomainError: with -1.0:\n\(name) was called with a negative real argument"))
    #expect(evaluation("\(name)(-1)").failure?.hint?.contains("\(name)(complex(x))") == true)
  }

  @Test func inverseFunctionsHaveDomains() {
    #expect(evaluate("asin(2)").hasPrefix("DomainError"))
    #expect(evaluate("acosh(0.5)").hasPrefix("DomainError"))
    #expect(evaluate("log1p(-2)").hasPrefix("DomainError"))
    #expect(evaluate("asin(NaN)") == "NaN")
  }

  @Test func complexFunctionsHaveTheirBranchCuts() {
    #expect(evaluate("sqrt(-1 + 0im), sqrt(-1 - 0.0im)") == "(0.0 + 1.0im, 0.0 - 1.0im)")
    #expect(evaluate("log(-3 + 0im)") == "1.0986122886681098 + 3.141592653589793im")
    #expect(evaluate("log(-3 - 0.0im)") == "1.0986122886681098 - 3.141592653589793im")
    #expect(evaluate("exp(im * π) ≈ -1") == "true")
    for name in ["sin", "cos", "tan", "sinh", "cosh", "tanh", "exp"] {
      // Addition of i/2 reaches every branch; the inverse brings the number back.
      let inverse = name == "exp" ? "log" : "a" + name
      #expect(evaluate("z = 0.3 + 0.5im; \(inverse)(\(name)(z)) ≈ z") == "true", "\(name)")
    }
    #expect(evaluate("abs(asin(2 + 0im) - (1.5707963267948966 + 1.3169578969248166im)) < 1e-15") == "true")
    #expect(evaluate("atanh(2 + 0im) ≈ 0.5493061443340549 + 1.5707963267948966im") == "true")
  }

  @Test func complexFunctionsNeitherOverflowNorUnderflow() {
    #expect(evaluate("sqrt(1e308 + 1e308im) ≈ 1.0986841134678098e154 + 4.550898605622273e153im") == "true")
    #expect(evaluate("sqrt(1e-320 + 0im) ≈ sqrt(1e-320)") == "true")
    #expect(evaluate("abs(1e300 + 1e300im)") == "1.4142135623730952e300")
    #expect(evaluate("log(1 + 1e-10im) ≈ 5.0e-21 + 1.0e-10im, real(log(1 + 1e-10im)) ≈ 5e-21") == "(true, true)")
    #expect(evaluate("tanh(1000.0 + 1im)") == "1.0 + 0.0im")
  }

  @Test(arguments: [
    "sin", "cos", "tan", "exp", "expm1", "exp2", "exp10", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "sinh",
    "cosh", "tanh", "asin", "acos",
    "atan", "asinh", "atanh", "sec", "csc", "cot", "sech", "csch", "coth", "sinpi", "cospi", "sinc", "sind", "cosd",
    "tand", "abs", "inv",
  ])
  func derivativesAgreeWithDifferences(name: String) {
    let code =
      "h = 1e-6; x = 0.4; d = (\(name)(x + h) - \(name)(x - h)) / 2h; isapprox(derivative(\(name), x), d, rtol = 1e-7)"
    #expect(evaluate(code) == "true", "\(name)")
  }

  @Test func derivativesNestAndPassThroughTwoArguments() {
    #expect(evaluate("derivative(t -> derivative(s -> sin(s * t), 2.0), 0.5) ≈ cos(1) - sin(1)") == "true")
    #expect(evaluate("derivative(x -> atan(x, 2.0), 1.0)") == "0.4")
    #expect(evaluate("derivative(x -> hypot(x, 4.0), 3.0)") == "0.6")
    #expect(evaluate("derivative(x -> max(x, 2x), 3.0)") == "2.0")
    #expect(evaluate("derivative(x -> log(2, x), 1.0) ≈ 1 / log(2)") == "true")
  }

  @Test func arraysNeedTheDot() {
    #expect(evaluate("sin([1.0])").hasPrefix("MethodError: no method matching sin"))
    #expect(evaluation("sin([1.0])").failure?.hint == "for each element write `sin.(…)`")
    #expect(evaluate("sin(\"a\")").hasPrefix("MethodError"))
  }
}

@Suite struct RoundingTests {
  @Test(arguments: [
    ("round(2.5), round(3.5), round(-2.5)", "(2.0, 4.0, -2.0)"), ("round(1.15, digits = 1)", "1.2"),
    ("round(1234.5678, sigdigits = 3)", "1230.0"),
    ("round(1234.5678, digits = -2)", "1200.0"), ("round(Int, 3.7)", "4"), ("floor(Int, -2.5)", "-3"),
    ("ceil(2.1)", "3.0"), ("trunc(-1.7)", "-1.0"),
    ("round(5//2)", "2//1"), ("round(0.5, RoundNearestTiesAway), round(2.5, RoundUp)", "(1.0, 3.0)"),
    ("round(NaN, digits = 2)", "NaN"),
    ("round(1e300, digits = 20)", "1.0e300"), ("round(0.0, sigdigits = 3)", "0.0"),
    ("round(BigInt, 1e20)", "100000000000000000000"),
    ("round(1.25 + 2.35im, digits = 1)", "1.2 + 2.4im"), ("round(missing)", "missing"),
    ("round(5.0e-324, sigdigits = 1)", "5.0e-324"),
    ("round(3, base = 2, digits = 1)", "3.0"),
  ])
  func roundingValues(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func whatDoesNotFitIsInexact() {
    #expect(evaluate("round(Int, 1e20)").hasPrefix("InexactError: Int64(1.0e20)"))
    #expect(evaluate("round(Int8, 127.6)") == "InexactError: Int8(128.0)")
    #expect(evaluate("floor(Int, NaN)").hasPrefix("InexactError"))
    #expect(evaluate("round(1.5, digits = 1, sigdigits = 2)").hasPrefix("ArgumentError"))
  }
}

@Suite struct DivisionTests {
  @Test(arguments: [
    ("div(-7, 2), fld(-7, 2), cld(-7, 2)", "(-3, -4, -3)"), ("rem(-7, 3), mod(-7, 3), mod(7, -3)", "(-1, 2, -2)"),
    ("div(6.0, 0.1), 6.0 ÷ 0.1", "(59.0, 59.0)"),
    ("div.((5, -5), 2, RoundNearestTiesAway)", "(3, -3)"), ("div(-4, 3, RoundFromZero)", "-2"),
    ("mod1(4, 2), fld1(4, 2)", "(2, 2)"),
    ("mod(5, 0:2)", "2"), ("mod(-0.1, 3)", "2.9"), ("129 % Int8", "-127"), ("mod(7//2, 1)", "1//2"),
    ("divrem(-7, 3), fldmod(-7, 3)", "((-2, -1), (-3, 2))"),
    ("div(typemin(Int), -1)", "9223372036854775808"), ("mod(typemin(Int), -1)", "0"),
    ("div(big(2)^100, 3)", "422550200076076467165567735125"),
    ("rem2pi(7π/4, RoundNearest)", "-0.7853981633974485"), ("div(1, missing)", "missing"), ("mod(5.0, Inf)", "5.0"),
    ("mod(UInt8(5), UInt8(3))", "0x02"),
  ])
  func quotientsAndRemainders(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func theRemainderFitsTheQuotient() {
    #expect(
      evaluate(
        "all(x == y * fld(x, y) + mod(x, y) && x == y * div(x, y) + rem(x, y) for x in -9:9, y in [-4, -3, 3, 5])")
        == "true")
    #expect(evaluate("all(0 <= mod(x, 0.3) < 0.3 for x in -2:0.1:2)") == "true")
  }

  @Test func divisionByZeroIsAnError() {
    for name in ["div", "rem", "mod", "fld", "cld"] {
      #expect(evaluate("\(name)(1, 0)").hasPrefix("DivideError"), "\(name)")
    }
    #expect(evaluate("mod(1.0, 0.0)") == "NaN")
  }
}

@Suite struct NumberTheoryTests {
  @Test(arguments: [
    ("gcd(12, 18), lcm(4, 6), gcd(0, 0), gcd(1//3, 2//3), lcm(1//3, 2)", "(6, 12, 0, 1//3, 2//1)"),
    ("gcdx(240, 46)", "(2, -9, 47)"),
    ("gcdx(15, 12, 20)", "(1, 7, -7, -1)"), ("powermod(2, 10^18, 1000007)", "951514"),
    ("powermod(3, -1, 7), invmod(3, 7)", "(5, 5)"), ("isqrt(10^18 + 1)", "1000000000"),
    ("factorial(20), factorial(0)", "(2432902008176640000, 1)"), ("factorial(25)", "15511210043330985984000000"),
    ("binomial(40, 20), binomial(-5, 3), binomial(5, 7)", "(137846528820, -35, 0)"),
    ("binomial(5//2, 2)", "15//8"),
    ("isprime(2^61 - 1), isprime(1), isprime(561), isprime(-7)", "(true, false, false, false)"),
    ("primes(30)[end], length(primes(10^5))", "(29, 9592)"),
    ("primes(100, 110)", "4-element Vector{Int64}:\n 101\n 103\n 107\n 109"),
    ("factor(Vector, 2^4 * 3 * 97)", "6-element Vector{Int64}:\n  2\n  2\n  2\n  2\n  3\n 97"),
    ("prod(p^e for (p, e) in factor(360360))", "360360"),
    ("nextprime(10^12), prevprime(10^12), prime(10000)", "(1000000000039, 999999999989, 104729)"),
    ("totient(36), totient(97), totient(1)", "(12, 96, 1)"),
    ("divisors(28)", "6-element Vector{Int64}:\n  1\n  2\n  4\n  7\n 14\n 28"),
    ("nextpow(2, 9), prevpow(2, 9)", "(16, 8)"), ("fibonacci(100)", "354224848179261915075"),
    ("primes(10, 5)", "Int64[]"),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func domains() {
    #expect(evaluate("factorial(-1)").hasPrefix("DomainError"))
    #expect(evaluate("isqrt(-4)").hasPrefix("DomainError"))
    #expect(evaluate("invmod(2, 4)").hasPrefix("DomainError"))
    #expect(evaluate("prevprime(1)").hasPrefix("ArgumentError"))
    #expect(evaluate("factorial(2^60)").hasPrefix("MemoryLimit"))
    #expect(evaluate("1 << 2^60").hasPrefix("MemoryLimit"))
  }
}

@Suite struct BitAndDigitTests {
  @Test(arguments: [
    ("12 & 10, 12 | 10, 12 ⊻ 10, ~4", "(8, 14, 6, -5)"),
    ("true & missing, false & missing, true | missing, xor(true, missing)", "(missing, false, true, missing)"),
    ("3 << 70", "3541774862152233910272"), ("-14 >> 2, -1 >>> 60, Int8(3) << 2", "(-4, 15, 12)"),
    ("count_ones(7), leading_zeros(Int32(1)), trailing_zeros(8)", "(3, 31, 3)"),
    ("bitstring(Int8(-3))", "\"11111101\""), ("digits(123), digits(10, base = 2)", "([3, 2, 1], [0, 1, 0, 1])"),
    ("ndigits(0), ndigits(-123), ndigits(1022, base = 16)", "(1, 3, 3)"),
    ("length(digits(big(10)^500))", "501"), ("digits(-12)", "2-element Vector{Int64}:\n -2\n -1"),
    ("digits(5, pad = 3)", "3-element Vector{Int64}:\n 5\n 0\n 0"),
    ("nand(true, true), true ⊽ false", "(false, false)"), ("0xff & 0x0f", "0x0f"), ("big(2)^70 & (big(2)^70 - 1)", "0"),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }
}

@Suite struct ConversionTests {
  @Test(arguments: [
    ("Int(3.0), Float64(1), Complex(1, 2), Rational(6, 4), Bool(1)", "(3, 1.0, 1 + 2im, 3//2, true)"),
    ("BigInt(\"123\")", "123"), ("Symbol(\"a\", 1)", ":a1"),
    ("String(['a', 'b'])", "\"ab\""), ("Char(97)", "'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)"),
    ("promote(1, 2.5, 1//2)", "(1.0, 2.5, 0.5)"),
    ("promote_type(Int, Float64), typejoin(Int, Float64), widen(Int32)", "(Float64, Real, Int64)"),
    ("float(1//2), float(3), float(Int)", "(0.5, 3.0, Float64)"),
    ("big(2)^64, typeof(big(1//2))", "(18446744073709551616, Rational{BigInt})"),
    ("parse(Int, \"-0x1F\"), parse(Int, \"1234\", base = 5)", "(-31, 194)"),
    ("parse(Float64, \"1.2e-3\"), parse(Float64, \" Inf \"), parse(Float64, \".5\")", "(0.0012, Inf, 0.5)"),
    ("parse(ComplexF64, \"3.2e-1 + 4.5im\")", "0.32 + 4.5im"),
    ("tryparse(Int, \"4x\") === nothing, tryparse(Float64, \"1,5\") === nothing", "(true, true)"),
    ("rationalize(0.1), rationalize(5.6), rationalize(3.1416, tol = 0.01)", "(1//10, 28//5, 22//7)"),
    ("reinterpret(Int64, 1.0), reinterpret(Float64, 0x3ff0000000000000)", "(4607182418800017408, 1.0)"),
    ("unsigned(-1), signed(0xff)", "(0xffffffffffffffff, -1)"),
    ("zero(2.5), one(1//2), zero(Int), one(ComplexF64)", "(0.0, 1//1, 0, 1.0 + 0.0im)"),
    (
      "eps(), eps(1000.0), nextfloat(1.0), prevfloat(0.0)",
      "(2.220446049250313e-16, 1.1368683772161603e-13, 1.0000000000000002, -5.0e-324)"
    ),
    (
      "typemax(Int8), typemin(Int), floatmax(), floatmin()",
      "(127, -9223372036854775808, 1.7976931348623157e308, 2.2250738585072014e-308)"
    ), ("exponent(6.5), significand(-15.2), frexp(6.0)", "(2, -1.9, (0.75, 3))"),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func refusals() {
    #expect(evaluate("Int(3.5)") == "InexactError: Int64(3.5)")
    #expect(evaluate("Int(\"3\")").hasPrefix("MethodError"))
    #expect(evaluation("Int(\"3\")").failure?.hint == "text is read by parse(Int64, s)")
    #expect(evaluate("parse(Int, \"12x\")") == "ArgumentError: invalid base 10 digit 'x' in \"12x\"")
    #expect(evaluate("parse(Int, \"\")") == "ArgumentError: input string is empty")
    #expect(evaluate("parse(Int, \"99999999999999999999\")").hasPrefix("OverflowError"))
    #expect(evaluate("parse(Float64, \"abc\")").hasPrefix("ArgumentError"))
    #expect(evaluate("1//0 + 0//1") == "1//0")
    #expect(evaluate("0//0").hasPrefix("ArgumentError: invalid rational"))
  }
}

@Suite struct ComparisonTests {
  @Test(arguments: [
    ("0.1 + 0.2 ≈ 0.3, 1e-10 ≈ 0, isapprox(1e-10, 0, atol = 1e-8)", "(true, false, true)"),
    ("isapprox(0.1, 0.15, rtol = 0.33)", "false"), ("[1.0, 2.0] ≈ [1.0, 2.0 + 1e-12]", "true"),
    ("NaN ≈ NaN, isapprox(NaN, NaN, nans = true), Inf ≈ Inf, Inf ≈ -Inf", "(false, true, true, false)"),
    ("1 ≉ 2, 1 + 1e-12im ≈ 1", "(true, true)"), ("[1e300, 1e300] ≈ [1e300, 1e300]", "true"),
    ("max(1, 2.5), min(2, 3), max(NaN, 1), min(missing, 1)", "(2.5, 2, NaN, missing)"),
    ("max(-0.0, 0.0), min(0.0, -0.0)", "(0.0, -0.0)"), ("clamp(7, 0, 5), clamp(-1.5, 0, 1)", "(5, 0.0)"),
    ("sign(-4.0), sign(0), sign(3im), signbit(-0.0)", "(-1.0, 0, 0.0 + 1.0im, true)"),
    ("abs(-3), abs(3 + 4im), abs2(3 + 4im), abs(typemin(Int))", "(3, 5.0, 25, 9223372036854775808)"),
    ("copysign(3, -0.0), flipsign(5, -3)", "(-3, -5)"),
    ("isequal(NaN, NaN), isequal(0.0, -0.0), isless(1, NaN), cmp(2, 1)", "(true, false, true, 1)"),
    ("isnan(0/0), isinf(1/0), isfinite(1//0), isinteger(4.0), isreal(1 + 0im)", "(true, true, false, true, true)"),
    ("iseven(10), isodd(10), ispow2(64), iszero([0, 0.0]), isone([1 0; 0 1])", "(true, false, true, true, true)"),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }
}

@Suite struct NumberTypeTests {
  @Test(arguments: [
    ("BigFloat(\"2.1\", RoundUp, precision = 128)", "2.100000000000000000000000000000000000007"),
    ("big\"1.5\" + 1//4", "1.75"),
    ("typeof(big(2) / 3), typeof(2^70 / 3)", "(BigFloat, Float64)"),
    ("big(1) / 3 == BigFloat(1//3)", "true"),
    ("setprecision(() -> BigFloat(1) + parse(BigFloat, \"0.1\"), 40)", "1.1000000000004"),
    ("(sqrt(big(2))^2 - 2) |> abs < 1e-76", "true"),
    ("sin(big(π)) < 1e-76", "true"),
    ("big\"0.1\" == 0.1, big(0.1) == 0.1, big\"0.1\" ≈ 0.1", "(false, true, true)"),
    ("Dict(big(1.5) => 2)[1.5]", "2"),
    ("mod(big\"-7.5\", 2), rem(big\"-7.5\", 2), div(big\"-7.5\", 2), fld(big\"-7.5\", 2)", "(0.5, -1.5, -3.0, -4.0)"),
    ("round(Int, big\"3.7\"), floor(big\"-2.5\"), round(big\"2.5\")", "(4, -3.0, 2.0)"),
    ("isfinite(big\"1e1000\"), isinf(big(Inf)), isnan(big(NaN))", "(true, true, true)"),
    ("hypot(big(3), 4), abs(big(3.0) + 4im)", "(5.0, 5.0)"),
    ("frexp(big(6.0)), exponent(big(6.5)), significand(big(6.5))", "((0.75, 3), 2, 1.625)"),
    ("sum(big.([0.5, 0.25])), big.([1.0 2; 3 4]) * [1, 1]", "(0.75, BigFloat[3.0, 7.0])"),
    ("det(big.([2.0 1; 1 3])), big.([2.0 1; 1 3]) \\ [3, 4] == [1, 1]", "(5.0, true)"),
    ("@sprintf(\"%.40f|%10.2e|%d\", big(π), big(1) / 3, big(2.0)^70)",
      "\"3.1415926535897932384626433832795028841972|  3.33e-01|1180591620717411303424\""),
    ("typeof(π), π isa Real, typeof(2π), typeof([π, 1])", "(Irrational{:π}, true, Float64, Vector{Float64})"),
    ("\"$π\", string(ℯ), π == Float64(π), 22//7 > π > 3.14159265358979", "(\"π\", \"ℯ\", false, true)"),
    ("sin(π), cos(π), log(ℯ), ℯ^2 == exp(2)", "(0.0, -1.0, 1, true)"),
    ("Float64(π, RoundUp), Float32(π)", "(3.1415926535897936, 3.1415927f0)"),
    ("Base.MathConstants.golden == MathConstants.φ, MathConstants.e == ℯ", "(true, true)"),
    ("Float16(1) / 3, floatmax(Float16), nextfloat(Float16(1))", "(Float16(0.3333), Float16(6.55e4), Float16(1.001))"),
    ("Float16[1, 2] + [1, 2], Float16(1) + 1f0", "(Float16[2.0, 4.0], 2.0f0)"),
    ("typemax(Int128) + 1 == typemin(Int128), typemax(UInt128)", "(true, 0xffffffffffffffffffffffffffffffff)"),
    ("Int128(2)^100, UInt128(1) << 100, typeof(1 + Int128(1))",
      "(1267650600228229401496703205376, 0x00000010000000000000000000000000, Int128)"),
    ("typeof(0x10000000000000000), typeof(1 + UInt64(1))", "(UInt128, UInt64)"),
    ("reduce(+, Int8[100, 28]), sum(Int8[100, 28])", "(-128, 128)"),
    ("bswap(0x0102), bitreverse(0x01), bitrotate(0x01, -1), leading_zeros(Int128(1))", "(0x0201, 0x80, 0x80, 127)"),
    ("reinterpret(UInt16, Float16(1)), bitstring('a')", "(0x3c00, \"01100001000000000000000000000000\")"),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test(arguments: [
    ("sqrt(big(-1.0))", "DomainError"), ("Int(big\"5.5\")", "InexactError"), ("setprecision(0)", "DomainError"),
    ("sin(big\"1e100000000\")", "ArgumentError"), ("BigFloat(\"x\")", "ArgumentError"), ("Int128(2.0^130)", "InexactError"),
    ("big(-2.0)^0.5", "DomainError"), ("collect(big(0.0):1e-30:1)", "ArgumentError"),
  ])
  func errors(code: String, type: String) { #expect(evaluate(code).hasPrefix(type)) }
}

@Suite struct IntervalTests {
  @Test(arguments: [
    ("1..3", "1..3"), ("-1.5..2", "-1.5..2.0"), ("typeof(1..2)", "ClosedInterval{Int64}"),
    ("2 in 1..3, 3.5 ∈ 1..3, π in 3..4, (1..2) ⊆ (0..3)", "(true, false, true, true)"),
    ("(1..3) ∩ (2..5), (1..3) ∪ (2..5), isempty((1..2) ∩ (3..4))", "(2..3, 1..5, true)"),
    ("endpoints(1..4), width(1..4), mean(1..4), (1..4).left", "((1, 4), 3, 2.5, 1)"),
    ("extrema(2..5), isdisjoint(1..2, 3..4), 1..2 == 1.0..2.0, 3..1 == 5..2", "((2, 5), true, true, true)"),
    ("(1..2) + (3..4), (1..2) - (3..4), 2 * (1..2), (-1..2) * (3..4), -(1..2)", "(4..6, -3..-1, 2..4, -4..8, -2..-1)"),
    ("(-2..1)^2, (-2..1)^3, (2..4)^-1 == 0.25..0.5", "(0..4, -8..1, true)"),
    // The ends are rounded outward, and only where they have to be.
    ("(0.1..0.1) + (0.2..0.2), (0.5..0.5) + (0.25..0.25)", "(0.3..0.30000000000000004, 0.75..0.75)"),
    ("1//3 in (1..1) / (3..3), width((1..1) / (3..3)) < 1e-16", "(true, true)"),
    ("rationalize(BigInt, 0.1, tol = 0) * 3 in 3 * (0.1..0.1)", "true"),
    ("1//3 in (big(1.0)..1) / 3, width((big(1.0)..1) / 3) < 1e-76", "(true, true)"),
    ("0 <= rand(0..1) <= 1", "true"),
  ])
  func intervals(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test(arguments: [
    ("(1..2) / (-1..1)", "DivideError"), ("(1..2) ∪ (3..4)", "ArgumentError"), ("NaN..1", "ArgumentError"),
    ("\"a\"..\"b\"", "MethodError"), ("(2..1) + 1", "ArgumentError"),
  ])
  func errors(code: String, type: String) { #expect(evaluate(code).hasPrefix(type)) }
}

@Suite struct NumberPromotionTests {
  @Test(arguments: [
    ("typeof([1.0, big(2)]), typeof([1.0, 2^70]), promote_type(BigInt, Float64)",
      "(Vector{BigFloat}, Vector{Float64}, BigFloat)"),
    ("promote(big(1), 0.5), typeof(max(big(1), 2.0))", "((1.0, 0.5), BigFloat)"),
    ("collect(-1:1f0), typeof(collect(0:0.5f0:1))", "(Float32[-1.0, 0.0, 1.0], Vector{Float32})"),
    ("(1 + 2im) / (1 - 2im), (1 + 0im) / (0 + 0im)", "(-0.6 + 0.8im, NaN + NaN*im)"),
    ("typeof(Int128(1) // 2 + 0.5), typeof(big(1) // 2 + big\"0.5\")", "(Float64, BigFloat)"),
    ("(1.5 + 2im) * big(2), typeof(big(1) * im)", "(3.0 + 4.0im, Complex{BigInt})"),
  ])
  func promotions(code: String, expected: String) { #expect(evaluate(code) == expected) }
}

@Suite struct IrrationalKernelTests {
  /// Dotted expressions are computed in loops of floats; the constants stay exact where that tells.
  @Test(arguments: [
    ("x = [1.0, 2.0, 3.0]; (π .* x)[2] == 2π, (x .* 2π .+ π)[1] == 3π", "(true, true)"),
    ("x = [Float64(π), 1.0]; string(x .== π)", "\"Bool[0, 0]\""),
    ("x = [Float64(π), 4.0]; string(x .< π)", "\"Bool[1, 0]\""),
    ("x = [1.0, 2.0]; ℯ .^ x == exp.(x)", "true"),
    ("k(x) = 2π * x + π; sum(k(i) for i in 1:10) ≈ 120π", "true"),
    ("g(x) = x + sin(π); g.([1.0, 2.0]) == [1.0, 2.0]", "true"),
    ("eltype((x -> π).([1.0, 2.0]))", "Irrational{:π}"),
    ("y = zeros(2); y .= π; y == fill(Float64(π), 2)", "true"),
  ])
  func kernels(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func productsThatDoNotFitAreErrors() {
    #expect(evaluate("nextprod(2:3, 10^18) >= 10^18") == "true")
    #expect(evaluate("nextprod([65536], 10^18)").contains("the product is larger than"))
    #expect(evaluate("promote_type(Int, Rational)") == "Rational")
    #expect(evaluate("promote_type(Complex, Float64)") == "Complex")
  }
}
