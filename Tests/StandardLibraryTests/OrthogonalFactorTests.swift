// `F.Q` of factorisations: square, applied without being formed, and thin as a matrix.

import Testing

@Suite struct OrthogonalFactorTests {
  /// Real, complex, pivoted; tall, square, wide.
  private static let setups = ["qr(A)", "qr(A, ColumnNorm())"].flatMap { factor in
    ["[1.0 2; 3 4; 5 6]", "[1 2im; 3+im 4; 5 6]", "[4.0 3; 6 3]", "[1.0 2 3; 4 5 7]", "ones(4, 1)"].map { "A = \($0); F = \(factor); Q = F.Q; m = size(A, 1); " }
  }

  @Test(arguments: setups, [
    "size(Q) == (m, m) && size(Q, 2) == m && length(Q) == m^2",
    "collect(Q)' * collect(Q) ≈ I",
    "Q' * Q ≈ I",
    "Q * I == collect(Q)",
    "Matrix(Q) == collect(Q)[:, 1:min(size(A)...)]",
    "Matrix(Q') == collect(Q)'",
    "Q * F.R ≈ Matrix(Q) * F.R",
    "Q * F.R ≈ (F isa LinearAlgebra.QRPivoted ? A[:, F.p] : A)",
    "b = collect(1.0:m); Q * b ≈ collect(Q) * b && Q' * b ≈ collect(Q)' * b && Q \\ b ≈ Q' * b",
    "B = reshape(collect(1.0:2m), 2, m); B * Q ≈ B * collect(Q) && B * Q' ≈ B * collect(Q)' && B / Q ≈ B * Q'",
    "b = collect(1:m) .* (1 + 2im); Q * b ≈ collect(Q) * b && b' * Q ≈ b' * collect(Q)",
    "Q[1, m] == collect(Q)[1, m] && Q[:, 1] ≈ collect(Q)[:, 1] && Q[end, :] ≈ collect(Q)[end, :]",
    "abs(det(Q)) ≈ 1 && det(Q) ≈ det(collect(Q))",
    "inv(Q) == Q' && Q'' == Q && Q ≈ collect(Q)",
    "D = collect(Q); 2Q == 2D && -Q == -D && Q + Q == 2D && Q - D == 0D && Q^2 ≈ D^2 && [Q D] == [D D] && [Q; ones(1, m)] == [D; ones(1, m)]",
    "norm(Q) ≈ √m && round.(Q; digits = 3) == round.(collect(Q); digits = 3)",
  ]) func laws(setup: String, law: String) { #expect(evaluate(setup + law) == "true", "\(setup)\(law): \(evaluate(setup + law))") }

  @Test(arguments: [
    // The residual of least squares stands in what the triangle does not reach.
    ("A = [1.0 1; 1 2; 1 3]; b = [1.0, 2, 2]; F = qr(A); norm((F.Q' * b)[3:end]) ≈ norm(A * (A \\ b) - b)", "true"),
    ("L, Q = lq([1.0 2 3; 4 5 7]); (size(Q), size(Matrix(Q)), L * Q ≈ [1 2 3; 4 5 7], Matrix(Q) ≈ collect(Q)[1:2, :])", "((3, 3), (2, 3), true, true)"),
    ("F = hessenberg([4.0 9 7; 4 4 1; 4 3 2]); (F.Q' * F.Q ≈ I, F \\ [1, 2, 3] ≈ [4.0 9 7; 4 4 1; 4 3 2] \\ [1, 2, 3])", "(true, true)"),
    ("F = hessenberg([4.0 9 7; 4 4 1; 4 3 2]); det(F) ≈ det([4.0 9 7; 4 4 1; 4 3 2])", "true"),
    ("typeof(qr([1.0 2; 3 4]).Q)", "LinearAlgebra.QRCompactWYQ{Float64, Matrix{Float64}, Matrix{Float64}}"),
    ("typeof(qr([1.0 2; 3 4]).Q')", "LinearAlgebra.AdjointQ{Float64, LinearAlgebra.QRCompactWYQ{Float64, Matrix{Float64}, Matrix{Float64}}}"),
    ("typeof(hessenberg([1.0 2; 3 4]).Q)", "LinearAlgebra.HessenbergQ{Float64, Matrix{Float64}, Vector{Float64}, false}"),
    ("eltype(qr(Float32[1 2; 3 4]).Q), eltype(qr(Float32[1 2; 3 4]).Q * Float32[1, 2])", "(Float32, Float32)"),
    ("F = qr([1.0 2; 3 4]); inv(F) ≈ inv([1.0 2; 3 4])", "true"),
    ("F = qr(fill(2.0, 1, 1)); F.Q", "1×1 LinearAlgebra.QRCompactWYQ{Float64, Matrix{Float64}, Matrix{Float64}}:\n 1.0"),
    ("F = qr(zeros(3, 0)); (size(F.Q), collect(F.Q) == I, size(Matrix(F.Q)))", "((3, 3), true, (3, 0))"),
    ("F = qr(zeros(0, 2)); (size(F.Q), size(F.R))", "((0, 0), (0, 2))"),
    // Of a hundred thousand rows the square matrix is not formed.
    ("F = qr(ones(100_000, 2)); (F.Q[1, 1] ≈ -1 / √100_000, size(F.Q[:, 1:2]), norm(F.Q' * ones(100_000)) ≈ √100_000)", "(true, (100000, 2), true)"),
    ("F = qr(reshape(collect(1.0:200_000), :, 2)); q = F.Q[:, 7]; (norm(q) ≈ 1, abs(dot(q, F.Q[:, 1])) < 1e-12, logabsdet(F.Q)[1], length(F.Q))", "(true, true, 0.0, 10000000000)"),
    ("Q = qr([1.0 2; 3 4; 5 6]).Q; string(Q); sum(Q); size(Matrix(Q))", "(3, 2)"), ("all(isnan, qr([1.0 2; 3 4; 5 6]).Q * [NaN, 1, 2])", "true"),
    ("Q = qr([1.0 2; 3 4; 5 6]).Q * [NaN 1; 1 1; 1 1]; isnan.(Q[1, :])", "2-element BitVector:\n 1\n 0"),
    ("F = qr([3.0, 4]); (F.R, size(F.Q))", "([-5.0;;], (2, 2))"),
  ]) func values(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source): \(evaluate(source))") }

  @Test(arguments: [
    ("qr([1.0 2; 3 4; 5 6]).Q * ones(4)", "DimensionMismatch"), ("qr([1.0 2; 3 4; 5 6]).Q' * ones(2)", "DimensionMismatch"),
    ("ones(1, 2) * qr([1.0 2; 3 4; 5 6]).Q", "DimensionMismatch"), ("qr([1.0 2; 3 4; 5 6]).Q[4, 1]", "BoundsError"),
    ("qr([1.0 2; 3 4; 5 6]).Q * \"a\"", "MethodError"), ("Q = qr([1.0 2; 3 4]).Q; Q[1, 1] = 2", "MethodError"),
    ("inv(qr([1.0 0; 2 0]))", "SingularException"), ("inv(qr(ones(3, 2)))", "DimensionMismatch"),
    ("collect(qr(ones(10^6, 1)).Q)", "MemoryLimit"),
  ]) func errors(source: String, type: String) { #expect(evaluation(source).failure?.type == type, "\(source): \(evaluate(source))") }
}
