// One-line definitions as formulas.

import Engine
import Syntax
import Testing

@Suite struct DefinitionFormulaTests {
  private func formula(_ source: String) -> String? { Parser.parse(source).statements.first?.expression.definitionTeX }

  @Test(arguments: [
    ("f(x) = exp(-x^2 / 2) / sqrt(2π)", #"f(x) = \frac{e^{-x^{2}/2}}{\sqrt{2 \pi}}"#),
    ("area(a, b) = a * b", #"\operatorname{area}(a, b) = a b"#),
    ("f(x) = 2x * 3y - (x + y) * (x - y)", #"f(x) = 2 x \cdot 3 y - (x + y) (x - y)"#),
    ("f(x) = x - (y - z)", "f(x) = x - (y - z)"),
    ("f(x) = (-2)^2 + (-2) * x", "f(x) = (-2)^{2} + (-2 x)"),
    ("f(x) = -2 * x", "f(x) = -2 x"),
    ("f(x) = -x^2 / 3", #"f(x) = -\frac{x^{2}}{3}"#),
    ("f(x) = x^(1/3)", "f(x) = x^{1/3}"),
    ("f(x) = (x / 2)^2", #"f(x) = \left(\frac{x}{2}\right)^{2}"#),
    ("f(x) = sin(2x)^2", #"f(x) = \sin^{2}(2 x)"#),
    ("f(x₁, x̂, n_max) = x₁^2 + x̂", #"f(x_{1}, \hat{x}, n_{\mathrm{max}}) = x_{1}^{2} + \hat{x}"#),
    ("f(w) = sum((y[i] - w * x[i])^2 for i in 1:n) / n", #"f(w) = \frac{\sum_{i = 1}^{n} (y_{i} - w x_{i})^{2}}{n}"#),
    ("f(n) = sum(k for k in 1:n) + 1", #"f(n) = \left(\sum_{k = 1}^{n} k\right) + 1"#),
    ("f(x) = x > 0 ? x : -x", #"f(x) = \begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}"#),
    (
      "R(θ) = [cos(θ) -sin(θ); 1 0]",
      #"R(\theta) = \begin{bmatrix} \cos(\theta) & -\sin(\theta) \\ 1 & 0 \end{bmatrix}"#
    ),
    ("d(x) = f''(x) + ∇f(x)", #"d(x) = f''(x) + \nabla f(x)"#),
    ("f(x) = 1e-7x", #"f(x) = 1.0 \times 10^{-7} x"#),
  ])
  func `a definition is a formula`(source: String, tex: String) {
    #expect(formula(source) == tex)
  }

  @Test(arguments: [
    "f(x) = \"text\"", "f(x) = x .+ 1", "f(x; k=1) = x", "f(x...) = 1", "f(x) = (a = 1; a + x)", "f(x) = g(x, k=1)",
    "f(x) = [x A; 1]", "function f(x) x end", "x -> x", "f = 3", "f(x) = 0xff",
  ])
  func `what is more than mathematics has no formula`(_ source: String) {
    #expect(formula(source) == nil)
  }

  @Test func `a deep or long definition has no formula`() {
    #expect(formula("f(x) = " + String(repeating: "(-", count: 500) + "x" + String(repeating: ")", count: 500)) == nil)
    #expect(formula("f(x) = " + (1...500).map { "x^\($0)" }.joined(separator: " + ")) == nil)
  }
}
