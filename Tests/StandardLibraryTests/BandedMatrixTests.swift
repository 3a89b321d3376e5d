// Matrices that keep their diagonals alone: large ones, shared diagonals, and agreement with the dense matrices.

import Engine
import StandardLibrary
import Testing

@Suite struct BandedMatrixTests {
  /// Matrices of the four types, of order 3 unless it is told otherwise.
  private static let matrices = [
    "Diagonal([1.0, -2, 3])", "Diagonal([1, 2, 3])", "Diagonal([1//2, 3, 4])", "Diagonal([1 + im, 2, 3im])", "Bidiagonal([1.0, 2, 3], [4.0, 5], :U)",
    "Bidiagonal([1, 2, 3], [4, 5], :L)", "Tridiagonal([1.0, 2], [3.0, 4, 5], [6.0, 7])", "Tridiagonal([1, 2], [3, 4, 5], [6, 7])",
    "Tridiagonal([im, 2], [3, 4, 5], [6, 7im])", "SymTridiagonal([3.0, 4, 5], [1.0, 2])", "SymTridiagonal([3, 4, 5], [1, 2])",
    "SymTridiagonal([big(3), 4, 5], [1, 2])",
  ]

  @Test(arguments: matrices) func `they do what dense matrices do`(matrix: String) {
    let definitions =
      "A = \(matrix); D = Matrix(A); B = [1 2 3; 4 5 6; 7 8 10]; v = [1, 2, 3]; T = Tridiagonal([1, 1], [2, 3, 4], [1, 5]); "
    for expression in [
      "A + A", "A - 2A", "A + B", "B - A", "A * v", "A * B", "B * A", "v' * A", "A'", "transpose(A)", "A * A", "A * T", "T - A", "A / 2", "2 \\ A",
      "A + I", "2I - A", "A * 3I", "A \\ v", "A \\ B", "B / A", "inv(A)", "det(A)", "tr(A)", "norm(A)", "norm(A, 1)", "norm(A, Inf)", "opnorm(A, 1)", "sum(A)",
      "sum(A, dims = 1)", "diag(A)", "diag(A, 1)", "diag(A, 2)", "A[2, :]", "A[:, 1:2]", "A[3]", "A[end, end]", "A[A .== 0]", "A .* 2", "A .+ 1",
      "abs.(A)", "A .* A", "A .- B", "[A B]", "[A; B]", "A^2", "A^0", "issymmetric(A)", "ishermitian(A)", "isdiag(A)", "istriu(A)", "istril(A, -1)",
      "kron(A, A)", "collect(A)", "[x for x in A]", "triu(A)", "map(x -> 2x, A)", "real(A)", "conj(A)", "sparse(A)", "vec(A)", "dot(v, A, v)", "hash(A)",
      "A == D", "eltype(A)", "size(A)", "length(A)", "A ≈ D", "isequal(A, D)", "zero(A)", "one(A)", "copy(A)", "cumsum(A, dims = 2)", "A * sparse(B)",
      "findall(!iszero, A)", "count(iszero, A)", "any(abs.(A) .> 4)", "Symmetric(A)", "UpperTriangular(A)", "UpperTriangular(B) * A",
    ] {
      // Sparse matrices hold floats and machine integers.
      if expression.contains("sparse"), matrix.contains("//") || matrix.contains("big") { continue }
      let dense = expression.replacing(#/\bA\b/#, with: "D")
      let code = definitions + "x, y = (\(expression)), (\(dense)); x isa Union{Type, Bool, Tuple, UInt64} || x isa Vector{<:CartesianIndex} ? x == y : x ≈ y"
      #expect(evaluate(code) == "true", "\(expression): \(evaluate(definitions + expression)), not \(evaluate(definitions + dense))")
    }
  }

  @Test(arguments: [
    "D = Diagonal(ones(10^6)); v = collect(1.0:10^6); D * v == v && D \\ v == v && sum(D * D) == 10^6 && tr(inv(D)) == 10^6",
    "T = SymTridiagonal(fill(4.0, 10^6), fill(-1.0, 10^6 - 1)); x = T \\ ones(10^6); norm(T * x .- 1, Inf) < 1e-14 && T[3, 2] == -1",
    "B = Bidiagonal(fill(2.0, 10^6), ones(10^6 - 1), :L); b = B * ones(10^6); B \\ b ≈ ones(10^6)", "I(10^6)[7, 7] && !I(10^6)[7, 8]",
    "A = Tridiagonal(ones(10^5 - 1), fill(3.0, 10^5), ones(10^5 - 1)); A' == A && norm(2 .* A - A) == norm(A) && issymmetric(A)",
    "S = sparse(SymTridiagonal(fill(2.0, 10^5), fill(-1.0, 10^5 - 1))); nnz(S) == 3 * 10^5 - 2 && S * ones(10^5) == [1; zeros(10^5 - 2); 1]",
    "n = 10^5; T = SymTridiagonal(fill(2.0, n), fill(-1.0, n - 1)); F = factorize(T); F isa LDLt && F \\ (T * ones(n)) ≈ ones(n)",
    "n = 10^5; T = Tridiagonal(fill(3.0, n - 1), fill(2.5, n), fill(-1.0, n - 1)); F = lu(T); F \\ (T * ones(n)) ≈ ones(n) && factorize(T) isa LU",
    "T = SymTridiagonal(fill(2.0, 500), fill(-1.0, 499)); eigvals(T) ≈ [2 - 2cos(k * π / 501) for k in 1:500]",
  ])
  func `large ones take little`(source: String) {
    #expect(evaluate(source) == "true", "\(evaluate(source))")
  }

  @Test(arguments: [
    ("v = [1.0, 2]; D = Diagonal(v); v[1] = 7; (D[1, 1], D.diag === v)", "(7.0, true)"),
    ("v = [1.0, 2]; D = Diagonal(v); D[2, 2] = 9; v", "[1.0, 9.0]"), ("D = Diagonal([1, 2]); E = copy(D); E[1, 1] = 5; D[1, 1]", "1"),
    ("A = Tridiagonal([1, 2], [3, 4, 5], [6, 7]); A.du .= 0; A[1, 2]", "0"), ("D = Diagonal([1, 2]); D .*= 3; D.diag", "[3, 6]"),
    ("D = Diagonal([1.0, 2]); rmul!(D, 2); D.diag", "[2.0, 4.0]"), ("y = zeros(2); mul!(y, Diagonal([1, 2]), [3, 4]); y", "[3.0, 8.0]"),
    ("D = Diagonal([1.0, 2]); mul!(D, D, D); D.diag", "[1.0, 4.0]"), ("D = Diagonal([1.0, 2]); D .+= 1", "ArgumentError: cannot set off-diagonal entry (2, 1) to a nonzero value (1.0)"),
    ("S = sparse([1.0 0; 3 2]); rmul!(S, 2); S .-= S; S[2, 1]", "0.0"), ("typeof(Diagonal(1:3))", "Diagonal{Int64, Vector{Int64}}"),
    ("eigvals(Diagonal([3, 1, 2]))", "[3, 1, 2]"), ("eigen(Diagonal([3, 1])).vectors", "[1.0 0.0; 0.0 1.0]"), ("sqrt(Diagonal([4.0, 9]))[2, 2]", "3.0"),
    ("sqrt(Diagonal([-4.0, 9]))[1, 1]", "0.0 + 2.0im"), ("Diagonal([2, 4])^-1", "[0.5 0.0; 0.0 0.25]"), ("exp(Diagonal([0.0, 0])).diag", "[1.0, 1.0]"),
    ("d = Dict(Diagonal([1, 2]) => 1); d[[1 0; 0 2]]", "1"), ("length(unique([Diagonal([1]), Diagonal([1])]))", "1"),
    ("A = [1.0 0; 2 3]; S = sparse(A); (hash(S) == hash(A), isequal(S, A), Dict(S => 1)[A], length(unique([S, A, sparse([1 0; 2 3])])))", "(true, true, 1, 1)"),
    ("Diagonal([[1 2; 3 4], [5 6; 7 8]])[1, 2]", "[0 0; 0 0]"), ("string(Bidiagonal(ones(1), Float64[], 'U'))", "[1.0;;]"), ("summary(Diagonal(Float64[]))", "0×0 Diagonal{Float64, Vector{Float64}}"),
    ("det(Tridiagonal([1, 1], [2, 2, 2], [1, 1]))", "4"), ("det(SymTridiagonal(Float64[], Float64[]))", "1.0"), ("Diagonal([0.0, 1]) \\ [1, 2]", "SingularException: matrix is singular: pivot 1 is zero"),
    ("Diagonal([1, 2]) * [1, 2, 3]", "DimensionMismatch: A has size (2, 2), B has size (3)"), ("Diagonal([1, 2]) + ones(3, 3)", "DimensionMismatch: dimensions must match: a has size (2, 2), b has size (3, 3)"),
    ("Diagonal([1, 2])[3, 3]", "BoundsError: attempt to access 2×2 Diagonal{Int64, Vector{Int64}} at index [3, 3]"), ("Diagonal([1, 2]) + 1", "MethodError"), ("inv(Diagonal(ones(10^6))) isa Diagonal", "true"), ("qr(Diagonal(ones(10^6)))", "MemoryLimit"),
    ("T = SymTridiagonal([2.0, 2, 2], [1.0, 1]); F = ldlt(T); T.dv .= 0; (F.L * F.D * F.L' ≈ Matrix(F) ≈ [2 1 0; 1 2 1; 0 1 2], det(F) ≈ 4, F \\ [3, 4, 3] ≈ ones(3))", "(true, true, true)"),
    ("T = Tridiagonal([1.0, 4], [0.0, 1, 2], [2.0, 5]); F = lu(T); T.d .= 0; (F.L * F.U ≈ Matrix(F)[F.p, :] ≈ [1 1 5; 0 4 2; 0 2 0], F.p, det(F) ≈ -4, F \\ [2, 7, 6] ≈ ones(3))", "(true, [2, 3, 1], true, true)"),
    ("ldlt(SymTridiagonal([0.0, 1], [1.0]))", "ZeroPivotException"), ("lu(Tridiagonal([1.0], [1.0, 1], [1.0]))", "SingularException"),
    ("d = [1.0, 2]; e = [1.0]; T = SymTridiagonal(d, e); push!(d, 3); det(T)", "DimensionMismatch: the vectors of a SymTridiagonal have changed their lengths, to 3, 1"),
    ("d = [1.0, 2, 3]; e = [1.0, 1]; T = Tridiagonal(e, d, e); pop!(e); T[1, 1]", "DimensionMismatch"), ("e = [1.0]; T = Bidiagonal([1.0, 2], e, :L); empty!(e); S = Bidiagonal([1.0, 2], [3.0], :L); S .= T", "DimensionMismatch"),
    ("D = Diagonal(ones(10^6)); fill!(D, 0); fillband!(D, 2, 0, 0); D .= 2 .* D; (D[5, 5], D ≈ D, rank(D), svdvals(D)[1], logdet(D) ≈ 10^6 * log(4))", "(4.0, true, 1000000, 4.0, true)"),
    ("Matrix(Diagonal(big.(ones(15000))))", "MemoryLimit"), ("pairs(Diagonal(1:10^6))", "MemoryLimit"), ("T = Tridiagonal([1, 2], [4, 5, 6], [7, 8]); broadcast(*, T, T) == T .* T", "true"),
    ("T = Tridiagonal([1, 2], [4, 5, 6], [7, 8]); ([T, T]')[1] == T' && transpose([T])[1] == T'", "true"), ("([Diagonal([1im, 2])]')[1][1, 1]", "0 - 1im"),
    ("typeof(cis(SymTridiagonal([1.0, 2], [1.0])))", "Matrix{ComplexF64}"), ("size(eigvecs([2.0 1; 1 3], Diagonal([1.0, 2])))", "(2, 2)"), ("size(cat(Diagonal([1, 2]), Diagonal([3, 4]); dims = 3))", "(2, 2, 2)"),
    ("Diagonal([1, 2]) // 2", "Rational{Int64}[1//2 0; 0 1]"), ("n = 1001; (isequal(Diagonal(1:n), Diagonal(1:n)), haskey(Dict(Diagonal(1:n) => 1), Diagonal(1:n)))", "(true, true)"),
    ("isequal(Diagonal([1, missing]), Diagonal([1, missing]))", "true"), ("v = view(Diagonal([4.0, 5, 6]), 1:3, 1:3); (size(cor(v)), cumsum(v; dims = 1)[3, 1], string(view(Diagonal([1, 2]), :, 1)))", "((3, 3), 4.0, \"[1, 0]\")"),
    ("unique(Diagonal([1, 1]); dims = 1)", "[1 0; 0 1]"), ("isposdef(Diagonal([2 + 0im, 1]))", "true"), ("det(Diagonal([[1 2; 3 4], [5 6; 7 8]])) ≈ 4, tr(Diagonal([[1 2; 3 4], [5 6; 7 8]]))", "(true, 18)"),
    ("det(SymTridiagonal(fill(4.0, 600), ones(599)))", "Inf"), ("det(Tridiagonal([1.0], [1.0, 1], [1.0]))", "0.0"), ("inv(Diagonal(big.([1, 2])))", "Rational{BigInt}[1 0; 0 1//2]"), ("eltype(eigvals(SymTridiagonal(Float32[2, 2], Float32[1])))", "Float32"),
    ("f(A::Diagonal{Float64}) = 1; f(A::Diagonal{Int}) = 2; f(A::AbstractMatrix) = 3; (f(Diagonal([1])), f(Diagonal([1.0])), f(Diagonal([1//2])), Diagonal([1]) isa Diagonal{Int})", "(2, 1, 3, true)"),
    ("Diagonal([-1.0, 4])^0.5 ≈ Diagonal([im, 2])", "true"), ("D = Diagonal([3, 4]); D[findall(!iszero, D)]", "[3, 4]"), ("C = zeros(2, 2); mul!(C, Diagonal([1, 2]), Diagonal([3, 4])); C", "[3.0 0.0; 0.0 8.0]"),
    ("D = Diagonal([1, 2]); copyto!(D, Diagonal([5, 6])); D.diag", "[5, 6]"), ("v = zeros(2); sum!(v, Diagonal([1, 2])); v", "[1.0, 2.0]"), ("(@steps det(Diagonal([2, 3]))).result", "6"),
    ("jacobian(x -> Diagonal(x), [1.0, 2])[4, 2]", "1.0"), ("givens(1.0, 2.0, 1, 2)[1] * Diagonal([1.0, 1]) isa Matrix", "true"), ("fillband!(SymTridiagonal([1, 2], [3]), 5, 1, 1)", "ArgumentError"),
    ("A = [-3.0 2 -2; -1 1 -2; 3 -1 1]; minimum(imag.(eigvals(sqrt(A)))) > -1 && maximum(imag.(eigvals(log(A)))) > 3", "true"),
    ("A = [1e-8 2e-8 1e-8; 1.0 2 5; 3e8 1e8 4e8]; norm(sqrt(A)^2 - A) < 1e-13 * norm(A)", "true"), ("[1, 2].^-1", "[1.0, 0.5]"), ("1^-1", "1.0"), ("diagm([1 2; 3 4])", "MethodError"),
    ("D = Diagonal([1, 2]); fillband!(D, 0, 1, 1); fillband!(D, 9, 5, 7); D.diag", "[1, 2]"), ("D = Diagonal([1]); fill!(D, 5); T = Tridiagonal([1], [2, 3], [4]); fill!(T, 7); (D[1, 1], T)", "(5, [7 7; 7 7])"),
    ("D = Diagonal([1.0, 2]); F = eigen(D); D.diag .= 0; (Matrix(F), det(F))", "([1.0 0.0; 0.0 2.0], 2.0)"),
    ("zeros(2, 3, 2)[1, 4]", "BoundsError"), ("A = zeros(2, 3, 2); A[:, :] = ones(2, 6)", "BoundsError"), ("zeros(2, 3, 1)[2, 3]", "0.0"), ("view(zeros(2, 3, 2), 1, 2)", "BoundsError"),
    ("Float64[] .> 1", "Bool[]"), ("Int[] ./ 2", "Float64[]"), ("map(x -> x > 1, Int[])", "Bool[]"), ("typeof([1//2 1; 0 1]^0)", "Matrix{Rational{Int64}}"),
    ("deleteat!([1, 2, 3], [2, 1])", "ArgumentError: indices must be unique and sorted"), ("eigvals([1.0 0; 0 1], [1.0 0; 0 0])", "[1.0, Inf]"),
  ])
  func `what they share, keep and refuse`(source: String, shown: String) {
    let result = evaluation("print(begin; \(source); end)")
    let outcome = result.failure.map { $0.message.isEmpty ? $0.type : "\($0.type): \($0.message)" } ?? result.output
    #expect(outcome.hasPrefix(shown), "\(source): \(outcome)")
  }
}
