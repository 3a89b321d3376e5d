// Linear algebra with fractions and large integers, exact to the last digit.

import Engine
import StandardLibrary
import Testing

@Suite struct ExactMatrixTests {
  @Test(arguments: [
    ("det([1//2 1//3; 1 2])", "2//3"),
    ("det(big.([1 2; 3 4]))", "-2"),
    ("det(big.([1 2; 3 4])) isa BigInt", "true"),
    ("inv([1//1 2; 3 4]) == [-2 1; 3//2 -1//2]", "true"),
    ("string(typeof(inv(big.([1 2; 3 4]))))", "\"Matrix{Rational{BigInt}}\""),
    ("string(typeof(inv([1//1 2; 3 4])))", "\"Matrix{Rational{Int64}}\""),
    ("inv(big.([1 2; 3 4])) * [1 2; 3 4] == I", "true"),
    ("[1//1 2; 3 4] \\ [1, 2] == [0, 1//2]", "true"),
    ("[1 2; 3 4] \\ [1//1, 2] == [0, 1//2]", "true"),
    ("[1//1 2; 3 4] \\ [1 0; 0 1] == inv([1//1 2; 3 4])", "true"),
    ("[1//1 2; 3 4; 5 6] \\ [1, 2, 3] == [0, 1//2]", "true"),
    ("rank([1//3 2//3; 1 2])", "1"),
    ("rank([1//1 0; 0 1//10^18])", "2"),
    ("rank([1//1 0; 0 1//10^18], rtol = 1e-10)", "1"),
    ("rref([1//1 2 3; 4 5 6]) == [1 0 -1; 0 1 2]", "true"),
    ("string(typeof(rref(big.([1 2; 2 4]))))", "\"Matrix{Rational{BigInt}}\""),
    ("nullspace([1//1 2 3]) == [-2 -3; 1 0; 0 1]", "true"),
    ("size(nullspace([1//1 0; 0 1]))", "(2, 0)"),
    ("tr([1//2 1; 1 1//3])", "5//6"),
    ("n = 12; H = [1 // (i + j - 1) for i in 1:n, j in 1:n]; H * inv(H) == I", "true"),
  ]) func `fractions and large integers stay exact`(source: String, shown: String) {
    #expect(evaluate(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("det([1 2; 3 4])", "-2.0"), ("inv([2 0; 0 4]) isa Matrix{Float64}", "true"),
    ("rref([1 2; 3 4]) isa Matrix{Float64}", "true"), ("eigvals([2 0; 0 3])", "[2.0, 3.0]"),
    ("[1 2; 3 4] \\ [1, 2] isa Vector{Float64}", "true"),
    ("[1//1 2; 3 4] \\ [1.0, 2] ≈ [0, 0.5]", "true"),
  ]) func `machine integers and floats give floats, as in Julia`(source: String, shown: String) {
    let text = evaluate("repr(begin; \(source); end)")
    #expect(text == "\"\(shown)\"" || evaluate(source) == shown, "\(source): \(text)")
  }

  @Test(arguments: [
    ("inv([1//1 2; 2 4])", "SingularException: matrix is singular: pivot 2 is zero"),
    ("[1//1 2; 2 4] \\ [1, 2]", "SingularException"),
    ("det([1//1 2 3; 4 5 6])", "DimensionMismatch"),
    ("[1//1 2; 3 4] \\ [1, 2, 3]", "DimensionMismatch"),
    ("charpoly([1//1 2 3; 4 5 6])", "DimensionMismatch"),
    ("charpoly([1.5 2; 3 4])", "ArgumentError: charpoly takes a matrix of integers or fractions"),
    ("charpoly([1, 2])", "MethodError"), ("charpoly(3)", "MethodError"),
    ("smith([1//2 1; 1 1])", "ArgumentError: smith takes a matrix of integers"),
    ("jordan([0 0 2; 1 0 0; 0 1 0])", "ArgumentError: the eigenvalues are roots of irreducible polynomials"),
    ("jordan([1 2 3])", "DimensionMismatch"), ("lll([\"a\" \"b\"])", "ArgumentError"), ("hermite([NaN 1])", "ArgumentError"),
  ]) func `what cannot be is refused`(source: String, beginning: String) {
    #expect(evaluate(source).hasPrefix(beginning), "\(source): \(evaluate(source))")
  }

  @Test func `no input exhausts the machine`() {
    let huge = "A = [big(3)^(200i + 100j) for i in 1:100, j in 1:100]; "
    for call in ["det(A)", "inv(A)", "charpoly(A)", "smith(A)", "lll(A)", "jordan(A)"] {
      #expect(["StepLimit", "MemoryLimit"].contains(evaluation(huge + call).failure?.type ?? "none"), "\(call)")
    }
  }

  @Test func polynomials() {
    #expect(evaluate("charpoly([1 2; 3 4])") == "λ^2 - 5 λ - 2")
    #expect(evaluate("charpoly([1 2; 3 4]).coefficients == [-2, -5, 1]") == "true")
    #expect(evaluate("charpoly([1//2 0; 0 1//3]).coefficients == [1//6, -5//6, 1]") == "true")
    #expect(evaluate("p = charpoly([1 2; 3 4]); (p(0), p(2), p.degree)") == "(-2, -8, 2)")
    #expect(evaluate("A = [1 2 0; 3 4 1; 0 1 1]; iszero(charpoly(A)(A))") == "true")
    #expect(evaluate("minpoly([2 0; 0 2]).coefficients == [-2, 1]") == "true")
    #expect(evaluate("minpoly([2 0; 0 2]) == charpoly(reshape([2], 1, 1))") == "true")
    #expect(evaluate("evalpoly(2, charpoly([1 2; 3 4]).coefficients)") == "-8")
    #expect(evaluation("charpoly([1 2; 3 4])").faces.tex == "\\lambda^{2} - 5 \\lambda - 2")
  }

  @Test(arguments: [
    ("eigvals([1//1 1; 1 0])", "2-element Vector{QuadraticNumber}:\n (1 - √5)/2\n (1 + √5)/2"),
    ("eigvals([2//1 1; 1 2]) == [1, 3]", "true"),
    ("string(typeof(eigvals([2//1 1; 1 2])))", "\"Vector{Rational{Int64}}\""),
    ("eigvals([0//1 -1; 1 0]) == [-im, im]", "true"),
    ("eigvals([0//1 0 2; 1 0 0; 0 1 0]) isa Vector{ComplexF64}", "true"),
    ("λ = eigvals([1//1 1; 1 0])[2]; λ^2 == λ + 1", "true"),
    ("λ = eigvals([1//1 1; 1 0])[2]; (λ * (λ - 1), 1 / λ == λ - 1, -λ + λ)", "(1, true, 0)"),
    ("λ = eigvals([1//1 1; 1 0])[2]; (λ + 1.0, 2.0λ, Float64(λ), float(λ))",
      "(2.618033988749895, 3.23606797749979, 1.618033988749895, 1.618033988749895)"),
    ("λ = eigvals([1//1 1; 1 0])[2]; (λ > 1, λ < 1.7, λ == 1.618, sqrt(λ) ≈ 1.272, abs(λ - 2) < 1//2)",
      "(true, true, false, false, true)"),
    ("sort(reverse(eigvals([1//1 1; 1 0]))) == eigvals([1//1 1; 1 0])", "true"),
    ("big(eigvals([1//1 1; 1 0])[2]) ≈ (1 + sqrt(big(5))) / 2", "true"),
    ("length(unique([eigvals([1//1 1; 1 0]); eigvals([1//1 1; 1 0])]))", "2"),
    ("A = [1//1 1; 1 0]; λ, V = eigen(A); A * V == V * Diagonal(λ)", "true"),
    ("A = [2//1 1; 1 2]; F = eigen(A); A * F.vectors == F.vectors * Diagonal(F.values) && det(F) == 3", "true"),
    ("eigvals([3//1 1; -1 1]) == [2, 2], size(eigen([3//1 1; -1 1]).vectors)", "(true, (2, 2))"),
    ("eigvals([1//1 1; 1 0])[1].d", "5"),
    ("v = eigvals([1//1 1; -3 0]); (dot(v, v), abs2(v[1]), abs(v[1]) ≈ √3)", "(6, 3, true)"),
    ("v = eigvals([1//1 1; -3 0]); (v' * v == 6, adjoint(v)[1] == v[2], v[1] * v[2], imag(v[2])^2)", "(true, true, 3, 11/4)"),
    ("A = [0//1 2; 1 0]; V = eigvecs(A); inv(V) * A * V == Diagonal(eigvals(A))", "true"),
  ]) func `eigenvalues of rational matrices are exact where they are rational or quadratic`(source: String, shown: String) {
    #expect(evaluate(source) == shown, "\(source): \(evaluate(source))")
  }

  @Test func `quadratic numbers are set as mathematics`() {
    #expect(evaluation("eigvals([1//1 1; 1 0])[2]").faces.tex == "\\tfrac{1 + \\sqrt{5}}{2}")
    #expect(evaluation("eigvals([1//1 1; 1 0])").faces.tex?.contains("\\sqrt{5}") == true)
  }

  @Test(arguments: [
    "A = [2 4 4; -6 6 12; 10 -4 -16]; S, U, V = smith(A); S == U * A * V && abs(det(U)) ≈ 1 && S == [2 0 0; 0 6 0; 0 0 12]",
    "A = [2 4; 3 5]; H, U = hermite(A); H == U * A && H == [1 1; 0 2]",
    "A = [1 0 1000; 0 1 1001]; B, U = lll(A); B == U * A && maximum(abs.(B)) < 1000",
    "A = [1 2; 2 4]; size(lll(A).B) == (1, 2)",
    "A = [3 1; -1 1]; P, J = jordan(A); J == [2 1; 0 2] && A * P == P * J",
    "A = [1 1; 1 0]; P, J = jordan(A); A * P == P * J && Matrix(jordan(A)) == A",
    "A = big.([10^18 1; 1 0]).^3; S, U, V = smith(A); S == U * A * V && S isa Matrix{BigInt}",
    "S, U, V = smith([2//1 4; 6 8]); S == [2 0; 0 4]",
  ]) func `normal forms come with what leads to them`(source: String) {
    #expect(evaluate(source) == "true", "\(source): \(evaluate(source))")
  }
}
