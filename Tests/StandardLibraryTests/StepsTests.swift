// `@steps`: computations as a textbook shows them.

import Engine
import StandardLibrary
import Testing

@Suite struct MatrixStepsTests {
  @Test func `a reduction shows each operation with its matrix`() {
    #expect(
      evaluate("@steps rref([1 2; 3 4])") == """
        1  2
        3  4

        R2 ← R2 - 3 R1
        1   2
        0  -2

        R2 ← -1/2 R2
        1  2
        0  1

        R1 ← R1 - 2 R2
        1  0
        0  1
        """)
    let tex = evaluation("@steps rref([1 2; 3 4])").faces.tex ?? ""
    #expect(tex.hasPrefix("\\begin{aligned}") && tex.hasSuffix("\\end{aligned}"))
    #expect(tex.contains("\\xrightarrow{R_{2} \\leftarrow R_{2} - 3 R_{1}}"))
  }

  @Test(arguments: [
    ("(@steps rref([1 2 3; 4 5 6])).result == [1 0 -1; 0 1 2]", "true"),
    ("(@steps [2 1; 1 3] \\ [3, 5]).result == [4//5, 7//5]", "true"),
    ("A = [2 1; 1 3]; b = [3, 5]; s = @steps A \\ b; s.result == [4//5, 7//5]", "true"),
    ("(@steps [1 1; 1 1] \\ [1, 2]).result === nothing", "true"),
    ("(@steps [1 1] \\ [1]).result == [1, 0]", "true"),
    ("(@steps det([0 2; 3 -4])).result", "-6"),
    ("(@steps det([1 2 3; 4 5 6; 7 8 10])).result", "-3"),
    ("(@steps inv([1 2; 3 4])).result == [-2 1; 3//2 -1//2]", "true"),
    ("A = [1 2; 3 4]; (@steps A^-1).result == inv(A // 1)", "true"),
    ("(@steps inv([1 2; 2 4])).result === nothing", "true"),
    ("L, U, p = (@steps lu([0 1; 2 3])).result; L * U == [0 1; 2 3][p, :]", "true"),
    ("Q, R = (@steps qr([1 1; 1 0])).result; Q * R == [1 1; 1 0]", "true"),
    ("C = (@steps cholesky([4 2; 2 5])).result; C.L == [2 0; 1 2]", "true"),
    ("C = (@steps cholesky([2 1; 1 2])).result; C.L * C.U == [2 1; 1 2]", "true"),
    ("(@steps eigen([4 1; 2 3])).result.values == [2, 5]", "true"),
    ("(@steps eigen([1 1; 1 0])).result.values[2]", "(1 + √5)/2"),
    ("(@steps eigen([0 0 2; 1 0 0; 0 1 0])).result.values isa Vector{ComplexF64}", "true"),
    ("length((@steps eigen([3 1; -1 1])).result.values)", "2"),
    ("(@steps det([1.5 0; 0 2])).result", "3"),
    ("(@steps rref([0.1 0.2; 1e-5 -3.25])).result == I", "true"),
    ("f(A) = @steps det(A); f([1 2; 3 4]).result", "-2"),
    ("typeof(@steps det([1 2; 3 4]))", "Steps"),
  ]) func `the value is the result`(source: String, shown: String) {
    #expect(evaluate(source) == shown, "\(source): \(evaluate(source))")
  }

  @Test func `texts and formulas tell how it goes`() {
    #expect(evaluate("@steps det([0 2; 3 -4])") == "det A = 0 · (-4) - 2 · 3 = -6")
    #expect(evaluate("@steps [2 1; 1 3] \\ [3, 5]").hasSuffix("x2 = 7/2 / (5/2) = 7/5\nx1 = (3 - 7/5) / 2 = 4/5"))
    #expect(evaluate("@steps inv([1 2; 2 4])").hasSuffix("det A = 0"))
    #expect(evaluate("@steps qr([1 1; 1 0])").contains("u2 = a2 - 1/2 u1 = [1/2, -1/2]"))
    #expect(evaluate("@steps eigen([4 1; 2 3])").contains("= λ^2 - 7 λ + 10 = (λ - 5) (λ - 2)"))
    #expect(evaluate("@steps eigen([0 0 2; 1 0 0; 0 1 0])").contains("λ ≈ "))
    #expect(evaluation("@steps det([1 2 3; 4 5 6; 7 8 10])").faces.tex?.contains("\\overset{R_{2}") == true)
    #expect(evaluation("@steps cholesky([4 2; 2 5])").faces.tex?.contains("\\sqrt{4} = 2") == true)
  }

  @Test(arguments: [
    ("@steps sin(1)", "ArgumentError: `@steps` shows the computation of rref(A), A \\ b"),
    ("@steps [1 2] + [3 4]", "ArgumentError: `@steps` shows the computation of rref(A), A \\ b"),
    ("@steps 1", "ArgumentError: `@steps` shows"), ("@steps det()", "ArgumentError: `@steps` shows"),
    ("@steps det(3)", "ArgumentError: `@steps` takes a matrix"), ("@steps rref([1, 2])", "ArgumentError: `@steps` takes a matrix"),
    ("@steps det([1 2 3; 4 5 6])", "DimensionMismatch"), ("@steps inv([1 2 3; 4 5 6])", "DimensionMismatch"),
    ("@steps [1 2; 3 4] \\ [1, 2, 3]", "DimensionMismatch"), ("@steps [1 2; 3 4] \\ [1 2; 3 4]", "ArgumentError"),
    ("@steps cholesky([1 2; 2 1])", "PosDefException"), ("@steps cholesky([1 2; 3 4])", "PosDefException"),
    ("@steps rref([NaN 1])", "ArgumentError: `@steps` cannot compute with NaN"),
    ("@steps rref([Inf 1])", "ArgumentError"), ("@steps rref([1e300 1])", "ArgumentError"),
    ("@steps rref([1/3 1])", "ArgumentError: `@steps` computes with exact numbers, and 0.3333333333333333 is no short decimal"),
    ("@steps rref([1 + im 2])", "ArgumentError"), ("@steps rref([\"a\" \"b\"])", "ArgumentError"),
    ("@steps rref(zeros(9, 9))", "ArgumentError: `@steps` shows matrices of up to 8"), ("@steps rref(zeros(0, 2))", "ArgumentError"),
    ("@steps rref([big(10)^40 1])", "ArgumentError"), ("@steps rref([1//0 1])", "ArgumentError"),
  ]) func `what has no steps says so`(source: String, beginning: String) {
    #expect(evaluate(source).hasPrefix(beginning), "\(source): \(evaluate(source))")
  }
}
