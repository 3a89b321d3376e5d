import Engine
import StandardLibrary
import Testing

@Suite struct PolynomialTests {
  @Test(arguments: [
    // From the documentation of Polynomials.jl.
    ("Polynomial([1,0,3,4])", "Polynomial(1 + 3*x^2 + 4*x^3)"), ("Polynomial([1, 2, 3], :s)", "Polynomial(1 + 2*s + 3*s^2)"),
    ("Polynomial(1, :y)", "Polynomial(1)"), ("Polynomial([1, 2, 3]) + Polynomial(1, :y)", "Polynomial(2 + 2*x + 3*x^2)"),
    ("Polynomial([1, 2, 3]) + 3", "Polynomial(4 + 2*x + 3*x^2)"), ("Polynomial([3,2,1])", "Polynomial(3 + 2*x + x^2)"),
    ("integrate(Polynomial([1, 0, -1]))", "Polynomial(1.0*x - 0.3333333333333333*x^3)"),
    ("integrate(Polynomial([1, 0, -1]), 2)", "Polynomial(2.0 + 1.0*x - 0.3333333333333333*x^3)"),
    ("derivative(Polynomial([1, 3, -1]))", "Polynomial(3 - 2*x)"),
    ("roots(Polynomial([1, 0, -1]))", "2-element Vector{Float64}:\n -1.0\n  1.0"),
    ("roots(Polynomial([0, 0, 1]))", "2-element Vector{Float64}:\n 0.0\n 0.0"),
    ("as = [1,2,3,4,5]; p = Polynomial(as); (as[3], p[2], collect(p)[3])", "(3, 3, 3)"),
    ("Polynomial([0, 0])", "Polynomial(0)"), ("Polynomial([0.0])", "Polynomial(0.0)"), ("Polynomial([-1, -1.5])", "Polynomial(-1.0 - 1.5*x)"),
    ("Polynomial([1//2, -1//3])", "Polynomial(1//2 - 1//3*x)"), ("Polynomial([0, 1 + 2im])", "Polynomial((1 + 2im)*x)"),
    ("typeof(Polynomial([1, 2]))", "Polynomial{Int64, :x}"), ("Polynomial{Float64}([1, 2])", "Polynomial(1.0 + 2.0*x)"),
    ("Polynomial([1, 1])^3", "Polynomial(1 + 3*x + 3*x^2 + x^3)"), ("-Polynomial([1, 2]) * 2", "Polynomial(-2 - 4*x)"),
    ("Polynomial([1, 1]) * Polynomial([-1, 1])", "Polynomial(-1 + x^2)"), ("Polynomial([1, 2]) / 2", "Polynomial(0.5 + 1.0*x)"),
    ("divrem(Polynomial([1//1, 0, 1]), Polynomial([1//1, 1]))", "(Polynomial(-1//1 + 1//1*x), Polynomial(2//1))"),
    ("(degree(Polynomial([1, 2])), degree(Polynomial(0)), length(Polynomial([1, 2])))", "(1, -1, 2)"),
    ("(Polynomial([1, 2, 3])(2), Polynomial([1, 2, 3]).([0, 1]))", "(17, [1, 6])"),
    ("Polynomial([1, 2, 3])'", "Polynomial(2 + 6*x)"), ("derivative(Polynomial([1, 2, 3]), 2.0)", "14.0"),
    ("Polynomial([0, 1])(Polynomial([1, 1]))", "Polynomial(1 + x)"), ("fromroots([1, 2])", "Polynomial(2 - 3*x + x^2)"),
    ("Polynomial([1, 2, 0]) == Polynomial([1, 2])", "true"), ("Polynomial([1, 2]) == Polynomial([1, 2], :y)", "false"),
  ])
  func `polynomials compute and are shown as in Julia`(_ code: String, _ text: String) {
    #expect(evaluate(code) == text, "\(code)")
  }

  @Test(arguments: [
    "isequal(Polynomial([1, 2]), Polynomial([1.0, 2]))", "d = Dict(Polynomial([1, 2]) => 3); d[Polynomial([1, 2, 0])] == 3",
    "length(Set([Polynomial([1, 2]), Polynomial([1, 2]), Polynomial([1, 2], :y), Polynomial(1), Polynomial(1, :y)])) == 3",
    "unique([Polynomial([1, 2]), Polynomial([1, 2])]) == [Polynomial([1, 2])]", "hash(Polynomial([0, 0])) == hash(Polynomial(0))",
    "Polynomial(1) == Polynomial(1, :y) && Polynomial(0) == Polynomial([0.0]) && !isequal(Polynomial([1, 2]), Polynomial([1]))",
    "charpoly([2 1; 1 2]) == Polynomial([3, -4, 1], :λ)", "Polynomial(3) == 3 && Polynomial([1, 2]) == [1, 2] && Polynomial([1, 2]) != 1",
    "isapprox(Polynomial([1.0, 2]), Polynomial([1, 2.5]); atol = 1)", "!isapprox(Polynomial([1.0, 2]), Polynomial([1, 2.5]))",
    "isapprox(Polynomial([1.0, 2]), Polynomial([1]); rtol = 1)", "isapprox(Polynomial([NaN, 2]), Polynomial([NaN, 2]); nans = true)",
    "Polynomial([1, 1e-12]) ≈ 1 && Polynomial([1.0, 2]) ≉ 1",
  ])
  func `polynomials are compared and are keys`(_ code: String) {
    #expect(evaluate(code) == "true")
  }

  @Test func `roots are right to the last digits`() {
    #expect(evaluate("roots(fromroots(1:10)) ≈ 1:10") == "true")
    #expect(evaluate("roots(Polynomial([1, 0, 1])) ≈ [-im, im]") == "true")
    #expect(evaluate("roots([6, -5, 1]) ≈ [2, 3]") == "true")
    #expect(evaluate("roots(charpoly([2 1; 1 2])) ≈ [1, 3]") == "true")
    #expect(evaluate("isempty(roots(Polynomial(3)))") == "true")
  }

  @Test func `polynomials are fitted`() {
    #expect(evaluate("x = 0:0.5:4; polyfit(x, 2 .- x .^ 2, 2) ≈ Polynomial([2, 0, -1])") == "true")
    #expect(evaluate("fit(Polynomial, [0, 1, 2], [1, 3, 7]) ≈ Polynomial([1, 1, 1])") == "true")
    #expect(evaluation("Polynomial([1, 0, 2])").faces.tex == "1 + 2 x^{2}")
  }

  @Test func `interpolations go through their points`() {
    for code in [
      "f = linear_interpolation([1, 2, 4], [1, 3, 7]); f.([1, 1.5, 3, 4]) == [1, 2, 5, 7]",
      "LinearInterpolation([1, 2], [1, 3]; extrapolation = :line)(4) == 7", "LinearInterpolation([1, 2], [1, 3]; extrapolation = :nearest)(4) == 3",
      "x = 0:0.5:3; f = CubicSpline(x, sin.(x)); all(f.(x) .≈ sin.(x)) && abs(f(1.2) - sin(1.2)) < 1e-3",
      "f = CubicSpline(0:4, (0:4) .^ 3; bc = :notaknot); f(2.5) ≈ 2.5^3 && f'(2.5) ≈ 3 * 2.5^2 && f''(2.5) ≈ 15",
      "f = CubicSpline([0, 1, 2], [0, 1, 4]; bc = (0, 4)); f(1.5) ≈ 2.25", "f = pchip([0, 1, 2, 3], [0, 0, 1, 1]); all(0 .<= f.(0:0.1:3) .<= 1)",
      "isnan(CubicSpline([0, 1], [0, 1])(NaN))", "f = CubicSpline(0:4, (0:4) .^ 2; bc = :notaknot); integrate(f, 0, 3) ≈ 9",
      "integrate(linear_interpolation([0, 1, 3], [0, 2, 2]), 0, 2) ≈ 3", "f = pchip([0, 1], [0, 1]); f([0.25, 0.5]) ≈ [0.25, 0.5]",
    ] {
      #expect(evaluate(code) == "true", "\(code): \(evaluate(code))")
    }
    #expect(evaluation("plot(CubicSpline(0:3, [0, 1, 0, 1]))").faces.figure != nil)
  }

  @Test(arguments: [
    ("Polynomial([1, 2], :x) + Polynomial([1, 2], :y)", "ArgumentError: Polynomials have different indeterminates"),
    ("Polynomial([\"a\"])", "ArgumentError"), ("Polynomial([1 2; 3 4])", "MethodError"), ("Polynomial([1, 2])([1, 2])", "MethodError"),
    ("Polynomial([1, 2])[-1]", "BoundsError"), ("roots(Polynomial(0))", "ArgumentError"), ("roots([NaN, 1.0])", "ArgumentError"),
    ("roots(\"a\")", "MethodError"), ("divrem(Polynomial([1, 2]), Polynomial(0))", "DivideError"), ("Polynomial([1, 1])^(-1)", "MethodError"),
    ("polyfit([1, 2], [1, 2, 3], 1)", "DimensionMismatch"), ("polyfit([1, 2], [1, 2], 2)", "ArgumentError"),
    ("polyfit([1, 1], [1, 2], 1)", "ArgumentError"), ("polyfit([1, NaN], [1, 2], 1)", "ArgumentError"),
    ("polyfit(Float64[], Float64[], 0)", "ArgumentError"), ("integrate(sin)", "MethodError"),
    ("linear_interpolation([1, 2], [1, 2])(3)", "DomainError"), ("linear_interpolation([2, 1], [1, 2])", "ArgumentError"),
    ("linear_interpolation([1], [1])", "ArgumentError"), ("linear_interpolation([1, 2], [1, 2, 3])", "DimensionMismatch"),
    ("CubicSpline([1, NaN], [1, 2])", "ArgumentError"), ("CubicSpline([1, 2], [1, 2]; bc = :round)", "ArgumentError"),
    ("pchip([1, 2], [1, 2]; extrapolation = 3)", "ArgumentError"),
  ])
  func `wrong input is told`(_ code: String, _ error: String) {
    #expect(evaluate(code).hasPrefix(error), "\(code): \(evaluate(code))")
  }
}
