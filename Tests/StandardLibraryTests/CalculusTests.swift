import Testing

/// The value of the last statement as a number.
private func number(_ source: String) -> Double { Double(evaluate(source)) ?? .nan }

private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-13) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(b))
}

@Suite struct DerivativeTests {
  @Test func polynomialsAndPowers() {
    #expect(evaluate("f(x) = x^3; f'(2.0)") == "12.0")
    #expect(evaluate("f(x) = x^3; f''(2)") == "12.0")
    #expect(evaluate("f(x) = x^3; f'''(2)") == "6.0")
    #expect(evaluate("(x -> x^2)'(3)") == "6.0")
    // d/dx x^x = x^x (1 + log x) and d/dx 2^x = 2^x log 2.
    #expect(isClose(number("derivative(x -> x^x, 2.0)"), 6.772588722239782))
    #expect(isClose(number("derivative(x -> 2^x, 3.0)"), 5.545177444479562))
  }

  @Test func elementaryFunctions() {
    #expect(evaluate("derivative(sin, 0.0)") == "1.0")
    // From SymPy: diff(exp(x)*sin(x)/log(x), x) at 2.
    #expect(isClose(number("derivative(x -> exp(x)*sin(x)/log(x), 2.0)"), -1.7351411452305845))
    #expect(evaluate("derivative(abs, -2.0)") == "-1.0")
    #expect(evaluate("derivative(x -> max(x, 3x), 2.0)") == "3.0")
    #expect(evaluate("derivative(x -> 5, 2.0)") == "0.0")
  }

  @Test(arguments: ["sin(x)*exp(-x)", "sqrt(1 + x^2)", "log(1 + x^4)", "tanh(x)/x", "atan(x, 2.0)", "hypot(x, 3.0)"])
  func agreesWithFiniteDifferences(_ body: String) {
    let exact = number("f(x) = \(body); f'(0.7)")
    let difference = number("f(x) = \(body); (f(0.7 + 1e-5) - f(0.7 - 1e-5)) / 2e-5")
    #expect(isClose(exact, difference, 1e-8))
  }

  @Test func loopsConditionsClosuresAndObjects() {
    #expect(evaluate("function p(x)\n s = 1\n for i in 1:5\n s *= x\n end\n s\nend\nderivative(p, 2.0)") == "80.0")
    #expect(evaluate("derivative(x -> x > 1 ? x^2 : x, 2.0)") == "4.0")
    #expect(evaluate("c = 2.0; w(x) = c*x^2; w'(3.0)") == "12.0")
    #expect(evaluate("struct P\n a\nend\n(p::P)(x) = p.a * x^2\nP(3)'(2.0)") == "12.0")
  }

  @Test func nestedDerivativesKeepTheirVariablesApart() {
    // Siskind & Pearlmutter: d/dx (x · d/dy (x + y)) = 1, not 2.
    #expect(evaluate("derivative(x -> x * derivative(y -> x + y, 1.0), 1.0)") == "1.0")
    #expect(evaluate("derivative(x -> derivative(y -> x*y^2, 3.0), 2.0)") == "6.0")
  }

  @Test func vectorValuesAreDifferentiatedByComponents() {
    #expect(evaluate("derivative(x -> [x, x^2], 3.0) == [1.0, 6.0]") == "true")
    #expect(evaluate("derivative(x -> (x, sin(x)), 0.0)") == "(1.0, 1.0)")
  }

  @Test func linearAlgebraPassesDerivativesOn() {
    #expect(evaluate("derivative(t -> det([t 1; 1 t]), 2.0)") == "4.0")
    // The derivative of det at a singular matrix.
    #expect(evaluate("derivative(t -> det([t t; t 2t]), 0.0) == 0") == "true")
    #expect(evaluate("derivative(t -> det([t 1; t 2+t]), 0.0) == 1") == "true")
    #expect(evaluate("derivative(t -> [t 1; 1 t] \\ [1, 2], 2.0) ≈ [1/3, -2/3]") == "true")
    #expect(evaluate("derivative(t -> inv([t 1; 1 2]), 3.0) ≈ [-0.16 0.08; 0.08 -0.04]") == "true")
    #expect(evaluate("gradient(norm, [3.0, 4.0]) ≈ [0.6, 0.8]") == "true")
    #expect(evaluate("A = [2.0 1; 1 3]; gradient(x -> x'*A*x, [1.0, 2.0]) == [8.0, 14.0]") == "true")
    #expect(evaluate("gradient(x -> x ⋅ x, [1.0, 2.0]) == [2.0, 4.0]") == "true")
  }

  @Test func gradientsOfSeveralNumbersAndOfVectors() {
    #expect(evaluate("g(x, y) = x*y + y^2; ∇g(2.0, 5.0) == [5.0, 12.0]") == "true")
    #expect(evaluate("f(v) = v[1]^2 + 3v[2]; ∇f([2.0, 1.0]) == [4.0, 3.0]") == "true")
    #expect(evaluate("gradient(v -> 1.0, [1.0, 2.0]) == [0.0, 0.0]") == "true")
    // More variables than one sweep carries.
    #expect(evaluate("gradient(v -> v ⋅ v, collect(1.0:20.0)) == 2 .* (1.0:20.0)") != "false")
    #expect(evaluate("g(x, y) = x^2 * y; ∂(g, 1)(3.0, 2.0)") == "12.0")
  }

  @Test func jacobiansAndHessians() {
    #expect(evaluate("jacobian(v -> [v[1]*v[2], v[1]], [2.0, 3.0]) == [3.0 2.0; 1.0 0.0]") == "true")
    #expect(evaluate("hessian(v -> v[1]^2 * v[2], [1.0, 2.0]) == [4.0 2.0; 2.0 0.0]") == "true")
    #expect(evaluate("issymmetric(hessian((x, y, z) -> sin(x*y)*exp(z)/y, 1.0, 2.0, 0.3))") == "true")
  }

  @Test func errorsSayWhatToDo() {
    let several = evaluation("k(x, y) = x + y; k'(1.0)").failure
    #expect(several?.type == "MethodError")
    #expect(several?.hint?.contains("∇f") == true)
    #expect(evaluation("f(v) = v; f'([1.0, 2.0])").failure?.hint?.contains("∇f") == true)
    #expect(evaluation("gradient(x -> x, [1.0, 2.0])").failure?.hint?.contains("jacobian") == true)
    #expect(evaluation("derivative(sin, 1 + im)").failure != nil)
  }
}

@Suite struct IntegrationAndRootTests {
  @Test func integrals() {
    #expect(evaluate("quadgk(x -> x^2, 0, 3)[1]") == "9.0")
    #expect(isClose(number("quadgk(x -> exp(-x^2), -Inf, Inf)[1]"), 1.772453850905516))
    #expect(isClose(number("quadgk(x -> 1/(1 + x^2), 0, Inf)[1]"), .pi / 2))
    #expect(isClose(number("quadgk(x -> 1/sqrt(x), 0, 1)[1]"), 2, 1e-7))
    #expect(isClose(number("quadgk(cos, 1, 0)[1]"), -0.8414709848078965))
    #expect(isClose(number("derivative(a -> quadgk(x -> a*x^2, 0, 1)[1], 2.0)"), 1.0 / 3))
  }

  @Test func theErrorEstimateIsHonest() {
    #expect(number("I1, e = quadgk(x -> abs(x - 1/3), 0, 1); abs(I1 - 5/18) <= max(e, 1e-15) ? 1.0 : 0.0") == 1)
  }

  @Test func zeros() {
    #expect(isClose(number("find_zero(cos, (1, 2))"), .pi / 2, 1e-15))
    #expect(isClose(number("find_zero(x -> x^3 - x - 2, 1)"), 1.5213797068045676, 1e-14))
    #expect(isClose(number("find_zero(x -> exp(x) - 5, (0, 3))"), 1.6094379124341003, 1e-15))
    #expect(evaluate("find_zero(x -> x^2 + 1, (0, 3))").hasPrefix("ArgumentError"))
    #expect(evaluate("find_zero(x -> x^2 + 1, 0.5)").hasPrefix("ConvergenceFailed"))
  }
}
