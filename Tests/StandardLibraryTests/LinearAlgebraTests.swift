import Engine
import StandardLibrary
import Testing

@Suite struct LinearAlgebraTests {
  @Test func determinantsTracesAndRanks() {
    #expect(evaluate("det([1 2; 3 4])") == "-2.0")
    #expect(evaluate("det([NaN 1; 1 2])") == "NaN")
    #expect(evaluate("det([1//2 1//3; 1 2])") == "2//3")
    #expect(evaluate("det([big(10)^30 1; 1 2])") == "1999999999999999999999999999999")
    #expect(evaluate("tr([1 2; 3 4])") == "5")
    #expect(evaluate("rank([1 2; 2 4])") == "1")
    #expect(evaluate("rank([1 0; 0 1e-20])") == "1")
    #expect(evaluate("logabsdet([-1.0 0; 0 1])") == "(0.0, -1.0)")
    #expect(evaluate("tr([1 2 3; 4 5 6])").hasPrefix("DimensionMismatch"))
  }

  @Test func `blocks turn with the whole, and count by their norms`() {
    #expect(evaluate("A = [[[1 2; 3 4]] [[5 6; 7 8]]]; transpose(A)[2, 1] == [5 7; 6 8]") == "true")
    #expect(evaluate("A = [[[im 2; 3 4]] [[5 6; 7 8]]]; (A'[1, 1], transpose(A)[1, 1]) == ([-im 3; 2 4], [im 3; 2 4])") == "true")
    #expect(evaluate("A = fill([1 2; 3 4], 2, 2); transpose(transpose(A)) == A") == "true")
    #expect(evaluate("v = [3, 4]; norm([v, v], 1), norm([v, v], Inf), norm([v, v])") == "(10.0, 5.0, 7.0710678118654755)")
  }

  @Test func systems() {
    #expect(evaluate("[2.0 1; 1 3] \\ [3.0, 5] ≈ [0.8, 1.4]") == "true")
    #expect(evaluate("[1 2; 3 4; 5 6] \\ [1, 2, 3] ≈ [0, 0.5]") == "true")
    #expect(evaluate("[1//2 1//3; 1 2] \\ [1, 2] == [2, 0]") == "true")
    #expect(evaluate("inv([1//2 1//3; 1 2]) == [3 -1//2; -3//2 3//4]") == "true")
    #expect(evaluate("[1+im 2; 3 4] * ([1+im 2; 3 4] \\ [1, 2]) ≈ [1, 2]") == "true")
    #expect(evaluate("[1 2; 3 4] / [2 0; 0 4] == [0.5 0.5; 1.5 1.0]") == "true")
    #expect(evaluate("inv(2//3)") == "3//2")
    #expect(evaluate("inv([1 2; 2 4])").hasPrefix("SingularException"))
    #expect(evaluate("[1 2; 3 4] \\ [1, 2, 3]").hasPrefix("DimensionMismatch"))
  }

  @Test func factorisationsTakeApartAndMultiplyBack() {
    #expect(evaluate("A = [1.0 2; 3 4]; L, U, p = lu(A); L*U == A[p, :]") == "true")
    #expect(evaluate("A = [1.0 2; 3 4]; F = lu(A); F \\ [5, 6] ≈ A \\ [5, 6] && det(F) ≈ det(A)") == "true")
    #expect(evaluate("A = [1.0 2; 3 4; 5 6]; Q, R = qr(A); Q*R ≈ A && Q'*Q ≈ I && size(Q) == (3, 3) && size(R) == (2, 2)") == "true")
    #expect(evaluate("A = [1.0 2; 3 4; 5 6]; F = qr(A, ColumnNorm()); F.Q*F.R ≈ A[:, F.p]") == "true")
    #expect(evaluate("A = [1.0 2; 3 4; 5 6]; U, S, V = svd(A); U*Diagonal(S)*V' ≈ A") == "true")
    // Those of the matrix as it was.
    let (square, tall) = ("[2.0 1; 1 3]", "[2.0 1; 1 3; 0 1]")
    for (matrix, name, question) in [
      (tall, "qr", "F \\ b"), (tall, "svd", "F \\ b"), (tall, "svd", "pinv(F)"), (tall, "svd", "rank(F)"),
      (square, "svd", "inv(F)"), (square, "lq", "F \\ b[1:2]"), (square, "lu", "F \\ b[1:2]"), (square, "lu", "det(F)"),
      (square, "cholesky", "F \\ b[1:2]"), (square, "eigen", "inv(F)"), (square, "schur", "F.T"),
    ] {
      let source = "A = \(matrix); b = [1.0, 2, 3]; F = \(name)(A); x = \(question); A .= 7; x ≈ \(question)"
      #expect(evaluate(source) == "true", "\(source)")
    }
    #expect(evaluate("F = svd([1.0 2; 2 4; 0 0]); F \\ [1.0, 2, 5] ≈ pinv([1.0 2; 2 4; 0 0]) * [1, 2, 5] && rank(F) == 1") == "true")
    #expect(evaluate("A = [1.0 2 3; 0 4 5; 0 0 6]; F = ordschur(schur(A), [false, false, true]); F.T[1, 1] ≈ 6 && F.Z * F.T * F.Z' ≈ A") == "true")
    #expect(evaluate("F = ordschur(schur([0.0 1 0; -1 0 0; 0 0 2]), [0, 0, 1]); F.values ≈ [2, im, -im]") == "true")
    #expect(evaluation("ordschur(schur([1.0 2; 3 4]), [true])").failure?.type == "DimensionMismatch")
    #expect(evaluation("inv(svd(zeros(2, 2)))").failure?.type == "SingularException")
    #expect(evaluate("A = [4.0 2; 2 5]; C = cholesky(A); C.L*C.U ≈ A && C.U == C.L'") == "true")
    #expect(evaluate("A = [1 2; 3 4]; λ, V = eigen(A); A*V ≈ V*Diagonal(λ)") == "true")
    #expect(evaluate("A = [5.0 7; -2 -4]; F = schur(A); F.Z*F.T*F.Z' ≈ A") == "true")
    #expect(evaluate("A = [1.0 2 3; 4 5 6; 7 8 10]; F = hessenberg(A); F.Q*F.H*F.Q' ≈ A") == "true")
    #expect(evaluate("cholesky([1 2; 2 1])").hasPrefix("PosDefException"))
    #expect(evaluate("lu([1//1 2; 3 4]).U == [3 4; 0 2//3]") == "true")
  }

  @Test func factorisationsShowAsInJulia() {
    #expect(
      evaluate("lu([1.0 2; 3 4])") == """
        LU{Float64, Matrix{Float64}, Vector{Int64}}
        L factor:
        2×2 Matrix{Float64}:
         1.0       0.0
         0.333333  1.0
        U factor:
        2×2 Matrix{Float64}:
         3.0  4.0
         0.0  0.666667
        """)
    #expect(evaluate("eigen([2.0 0; 0 3])").hasPrefix("Eigen{Float64, Float64, Matrix{Float64}, Vector{Float64}}\nvalues:"))
    #expect(evaluate("svd([3.0 0; 0 2])").hasPrefix("SVD{Float64, Float64, Matrix{Float64}, Vector{Float64}}\nU factor:"))
  }

  @Test(arguments: [
    "[1.0 2; 3 4] / lu([2.0 1; 1 3]) ≈ [1.0 2; 3 4] / [2.0 1; 1 3]", "[1 2] / cholesky([2.0 1; 1 3]) ≈ [1 2] / [2.0 1; 1 3]",
    "A = [1.0 2; 3 4]; rdiv!(A, lu([2.0 1; 1 3])); A ≈ [1.0 2; 3 4] / [2.0 1; 1 3]",
    "isposdef(cholesky([2.0 1; 1 3]))", "!isposdef(cholesky([1.0 2; 2 1]; check = false))", "isposdef(eigen([2.0 1; 1 3]))",
    "!isposdef(eigen([0.0 1; -1 0]))", "F = bunchkaufman([0.0 1; 1 0]); logabsdet(F) == (0, -1)",
    "A = [1e200 2e200 0; 2e200 1e200 0; 0 0 -1e200]; l, s = logabsdet(bunchkaufman(A)); l ≈ log(3) + 600log(10) && s == 1",
    "A = [2.0 1 0; 1 2 1; 0 1 2]; F = eigen(A, 2:3); F.values ≈ eigvals(A)[2:3] && A * F.vectors ≈ F.vectors * Diagonal(F.values)",
    "A = [2.0 1 0; 1 2 1; 0 1 2]; eigen(A, 1, 3).values ≈ [2]", "eigen([2.0 0; 0 3], 5, 6).values == Float64[]",
    "S = [0.0 1; 1 0]; [1 2] / bunchkaufman(S) ≈ [1 2] / S",
    "F = qr([1.0 2; 3 4], ColumnNorm()); F.jpvt == F.p && size(F.τ) == (2,) && triu(F.factors) == F.R",
  ]) func questionsToFactorisations(law: String) { #expect(evaluate(law) == "true", "\(law): \(evaluate(law))") }

  @Test(arguments: [
    ("eigen([1.0 2; 3 4], 1:1)", "MethodError"), ("eigen([2.0 0; 0 3], 2:3)", "ArgumentError"), ("eigen([2.0 0; 0 3], 2:1)", "ArgumentError"), ("eigen([2.0 0; 0 3], 5, 1)", "ArgumentError"), ("[1 2 3] / lu([2.0 1; 1 3])", "DimensionMismatch"),
  ]) func wrongQuestions(source: String, type: String) { #expect(evaluation(source).failure?.type == type, "\(source): \(evaluate(source))") }

  @Test func spectra() {
    #expect(evaluate("eigvals([0 1; -1 0]) == [-im, im]") == "true")
    #expect(evaluate("typeof(eigvals([2 1; 1 2]))") == "Vector{Float64} (alias for Array{Float64, 1})")
    #expect(evaluate("eigmax([2.0 1; 1 2])") == "3.0")
    #expect(evaluate("svdvals([3 0; 0 -2]) ≈ [3.0, 2.0]") == "true")
    #expect(evaluate("eigvals([NaN 1; 1 2])").hasPrefix("ArgumentError"))
  }

  @Test func normsAndProducts() {
    #expect(evaluate("norm([3, 4])") == "5.0")
    #expect(evaluate("norm([3, 4], 1)") == "7.0")
    #expect(evaluate("norm([3 -4], Inf)") == "4.0")
    #expect(evaluate("norm([1e300, 1e300]) ≈ sqrt(2)*1e300") == "true")
    #expect(evaluate("norm(Float64[])") == "0.0")
    #expect(evaluate("opnorm([1 2; 3 4], 1)") == "6.0")
    #expect(evaluate("dot([1, 2, 3], [4, 5, 6])") == "32")
    #expect(evaluate("dot([im], [1])") == "0 - 1im")
    #expect(evaluate("[1, 0, 0] × [0, 1, 0] == [0, 0, 1]") == "true")
    #expect(evaluate("kron([1 2], [1, 1]) == [1 2; 1 2]") == "true")
    #expect(evaluate("dot([1, 2], [1, 2, 3])").hasPrefix("DimensionMismatch"))
  }

  @Test func structuredMatrices() {
    #expect(evaluate("Diagonal([1, 2])") == "2×2 Diagonal{Int64, Vector{Int64}}:\n 1  ⋅\n ⋅  2")
    #expect(evaluate("Diagonal([1, 2]) isa Diagonal") == "true")
    #expect(evaluate("Symmetric([1 2; 3 4]) == [1 2; 2 4]") == "true")
    #expect(evaluate("I(2) == [1 0; 0 1]") == "true")
    #expect(evaluate("diagm(1 => [5], 0 => [1, 2]) == [1 5; 0 2]") == "true")
    #expect(evaluate("triu([1 2; 3 4], 1) == [0 2; 0 0]") == "true")
    #expect(evaluate("isposdef([2 1; 1 2]) && !isposdef([1 2; 2 1])") == "true")
    #expect(evaluate("I(-1)").hasPrefix("ArgumentError"))
  }

  @Test func functionsOfMatrices() {
    #expect(evaluate("exp([0 1; -1 0]) ≈ [cos(1) sin(1); -sin(1) cos(1)]") == "true")
    #expect(evaluate("A = [1.0 2; 3 4]; sin(A)^2 + cos(A)^2 ≈ [1 0; 0 1]") == "true")
    #expect(evaluate("A = [2.0 1; 1 2]; sqrt(A)*sqrt(A) ≈ A && exp(log(A)) ≈ A && A^0.5 ≈ sqrt(A)") == "true")
    #expect(evaluate("2^[1 2; 0 3] ≈ [2 6; 0 8]") == "true")
  }

  @Test(arguments: Library.standard.functions.values.filter { isOurs($0) }.map { $0.name }.sorted())
  func everyExampleHolds(_ name: String) throws {
    let function = try #require(Library.standard.functions[name])
    for line in function.example.split(separator: "\n") {
      guard let mark = line.firstRange(of: "  # => ") else { continue }
      let (code, expected) = (line[..<mark.lowerBound], line[mark.upperBound...])
      let outcome = evaluate("r = begin \(code) end; r == \(expected) || r ≈ \(expected)")
      #expect(outcome == "true", "\(name): \(line)")
    }
  }
}

private func isOurs(_ function: NativeFunction) -> Bool {
  [
    "det", "logdet", "logabsdet", "tr", "inv", "\\", "pinv", "rref", "rank", "cond", "norm", "opnorm", "normalize", "dot",
    "cross", "kron", "transpose", "diag", "diagm", "lu", "cholesky", "eigen", "eigvals", "eigmax", "svd", "svdvals",
    "triu", "tril", "issymmetric", "isdiag", "istriu", "isposdef", "derivative", "gradient", "jacobian", "hessian",
    "∂", "axpy!", "ldiv!", "rmul!",
  ].contains(function.name)
}
