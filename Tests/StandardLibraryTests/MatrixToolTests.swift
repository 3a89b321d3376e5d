// Rotations, in-place forms, the choice of a factorisation, and the types of factorisations.

import Engine
import StandardLibrary
import Testing

@Suite struct MatrixToolTests {
  @Test(arguments: [
    ("G, r = givens(3.0, 4.0, 1, 2); (G.c, G.s, r)", "(0.6, 0.8, 5.0)"),
    ("G, r = givens([1.0 2; 3 4; 5 6], 1, 3, 2); (G * [1.0 2; 3 4; 5 6])[3, 2]", "0.0"),
    ("givens(3.0, 4.0, 1, 3)[1]", "LinearAlgebra.Givens{Float64}(1, 3, 0.6, 0.8)"),
    ("G, r = givens(3.0, 4.0, 1, 2); A = [1.0 2; 3 4]; (A * G) * G' ≈ A && G' * (G * A) ≈ A", "true"),
    ("G, r = givens(1.0 + im, 2.0, 1, 2); G * [1.0 + im, 2] ≈ [r, 0]", "true"),
    ("G, r = givens(0.0, 2.0im, 1, 2); G * [0, 2im] ≈ [r, 0]", "true"),
    ("G, r = givens(-3.0, 0.0, 1, 2); (G.c, r)", "(1.0, -3.0)"), ("G, r = givens(-4.0, 3.0, 1, 2); r", "-5.0"),
    ("G, r = givens(3.0, 4.0, 1, 2); v = [3.0, 4]; lmul!(G, v); v ≈ [5, 0]", "true"),
    ("x, y = [1.0, 2], [3.0, 4]; rotate!(x, y, 0.6, 0.8); (x ≈ [3, 4.4], y ≈ [1, 0.8])", "(true, true)"),
    ("x, y = [1.0, 2], [3.0, 4]; reflect!(x, y, 0.6, 0.8); (x ≈ [3, 4.4], y ≈ [-1, -0.8])", "(true, true)"),
    ("diagind([1 2 3; 4 5 6], 1)", "3:3:6"), ("A = zeros(2, 2); A[diagind(A)] .= 7; A == [7 0; 0 7]", "true"), ("length(diagind(zeros(2, 2), 2))", "0"),
    ("isbanded([1 2; 0 3], 0, 0), isbanded([1 0; 2 3], -1, 0)", "(false, true)"),
    ("H = hermitianpart([1 2im; 4 3]); (typeof(H), H == [1 2+im; 2-im 3])", "(Hermitian{ComplexF64, Matrix{ComplexF64}}, true)"),
    ("hermitianpart([1//1 2; 4 3])[1, 2]", "3//1"), ("condskeel([1.0 0; 0 1e-9])", "1.0"), ("condskeel([1.0 2; 3 4], [1.0, 0]) ≈ 5", "true"),
    ("condskeel([1.0 2; 3 4], 1) ≈ opnorm(abs.(inv([1.0 2; 3 4])) * [1 2; 3 4], 1)", "true"),
    ("C = zeros(2, 2); kron!(C, [1 2], [1; 3]) === C, C", "(true, [1.0 2.0; 3.0 6.0])"), ("A = [2.0 4]; rdiv!(A, 2); A", "[1.0 2.0]"),
    ("B = zeros(ComplexF64, 1, 2); adjoint!(B, [im, 2]); B == [-im 2]", "true"), ("isperm([1, 3, 2]), isperm([1, 1]), isperm((2, 1)), isperm([0])", "(true, false, true, false)"),
    ("d = Dict(1 => 2); copy!(d, Dict(3 => 4)); d == Dict(3 => 4)", "true"), ("A = [1 2]; copy!(A, [3 4]); A", "[3 4]"),
    ("quantile!([3, 1, 2], 0.5)", "2.0"), ("U, S, V = svd!([3.0 0; 0 2]); S", "[3.0, 2.0]"),
  ])
  func `tools of linear algebra`(source: String, shown: String) {
    #expect(evaluation("print(begin; \(source); end)").output == shown)
  }

  @Test(arguments: [
    ("[1.0 0; 0 2]", "Diagonal"), ("[1.0 2; 0 2]", "Bidiagonal"), ("[1.0 0; 3 2]", "Bidiagonal"), ("[1.0 2 3; 0 2 4; 0 0 1]", "UpperTriangular"),
    ("[4.0 1 1; 1 4 1; 1 1 4]", "Cholesky"), ("[0.0 1 2; 1 0 1; 2 1 0]", "BunchKaufman"), ("[1.0 2 3; 4 5 6; 7 8 10]", "LU"),
    ("[2.0 1 0; 1 2 1; 0 1 2]", "LU"), ("[1.0 2; 3 4; 5 6]", "QRPivoted"),
  ])
  func `a factorisation suits its matrix`(matrix: String, type: String) {
    #expect(evaluate("factorize(\(matrix)) isa \(type)") == "true")
    #expect(evaluate("A = \(matrix); b = A * ones(size(A, 2)); factorize(A) \\ b ≈ ones(size(A, 2))") == "true")
  }

  @Test(arguments: [
    ("inv(Float32[2 1; 0 4])", "Float32[0.5 -0.125; 0.0 0.25]"), ("det(Float32[1 2; 3 4])", "-2.0"), ("typeof(det(Float32[1 2; 3 4]))", "Float32"),
    ("typeof(norm(Float32[3, 4]))", "Float32"), ("typeof(eigvals(Float32[2 1; 1 2]))", "Vector{Float32}"), ("Float32[2 0; 0 4] \\ [1, 1]", "Float32[0.5, 0.25]"),
    ("typeof(Float32[2 0; 0 4] \\ [1.0, 1])", "Vector{Float64}"), ("F = lu(Float32[4 3; 6 3]); (typeof(F), typeof(F.L))", "(LU{Float32, Matrix{Float32}, Vector{Int64}}, Matrix{Float32})"),
    ("U, S, V = svd(Float32[3 0; 0 2]); typeof(S)", "Vector{Float32}"), ("typeof(cholesky(Float32[4 2; 2 3]).L)", "LowerTriangular{Float32, Matrix{Float32}}"),
    ("typeof(svd(Float32[3 0; 0 2]) \\ Float32[1, 2])", "Vector{Float32}"), ("typeof(eigvals(Float32[0 1; -1 0]))", "Vector{ComplexF32}"),
    ("typeof(exp(Float32[0 1; 0 0]))", "Matrix{Float32}"), ("typeof(exp(1.5f0)), typeof(sqrt(2.0))", "(Float32, Float64)"),
  ])
  func `single precision stays what it is`(source: String, shown: String) {
    #expect(evaluation("print(begin; \(source); end)").output == shown)
  }

  @Test(arguments: [
    ("cor([1, 2, 3], [1, NaN, 3]), cor([1, 1, 1], [1, 2, 3])", "(NaN, NaN)"), ("median(Int8[100, 101]), middle(1e308, 1e308)", "(100.5, 1.0e308)"),
    ("Any[10^17 + 1, 1.0]", "Any[100000000000000001, 1.0]"), ("Real[1, 2.5]", "Real[1, 2.5]"), ("a = [1]; v = Any[a, [2.0]]; v[1] === a", "true"),
    ("typeof(Float64[1, 2//1])", "Vector{Float64}"), ("[[1 2; 3 4] I]", "[1 2 1 0; 3 4 0 1]"), ("A = [1.0 2; 3 4]; [A I; I A][3, :]", "[1.0, 0.0, 1.0, 2.0]"),
    ("A = [1 2; 3 4]; view(A, :, 1) .+= 1; A", "[2 2; 4 4]"), ("A = [1 2; 3 4]; B = copy(A'); B[1, 2] = 9; (A, B)", "([1 2; 3 4], [1 9; 2 4])"),
    ("F = lu([1.0 2; 3 4]); F' \\ [1, 2] ≈ [1 3; 2 4] \\ [1, 2]", "true"), ("issuccess(cholesky([1.0 2; 2 1]; check = false))", "false"),
    ("inv(Diagonal([1.0, 2]))[1, 2]", "0.0"), ("det(UpperTriangular([1 2; 0 3])), det(Diagonal([1//2, 3]))", "(3, 3//2)"),
    ("accumulate(+, [1 2; 3 4])", "[1 6; 4 10]"), ("typeof(Diagonal([1, 2]) + I), typeof(Symmetric([1 2; 2 1]) - 2I)", "(Diagonal{Int64, Vector{Int64}}, Symmetric{Int64, Matrix{Int64}})"),
    ("I, 2I", "(UniformScaling{Bool}(true), UniformScaling{Int64}(2))"), ("eigvals([2 1; 1 2]; sortby = x -> -x)", "[3.0, 1.0]"),
    ("F = eigen([2.0 1; 1 2]; sortby = x -> -x); [2.0 1; 1 2] * F.vectors ≈ F.vectors * Diagonal(F.values)", "true"), ("var([1//2, 1//3])", "1//72"), ("typeof(std(BigFloat[1, 2]))", "BigFloat"), ("eltype(Diagonal(Int[]))", "Int64"),
    ("S = sparse([1 0; 3 2]); (mean(S, dims = 1), maximum(S, dims = 1), sum(abs2, S, dims = 1))", "([2.0 1.0], [3 2], [10 4])"),
    ("S = sparse([1 0; 3 2]); (Matrix(map(x -> 2x, S)), [x + 1 for x in S], repeat(S, 1, 2))", "([2 0; 6 4], [2 1; 4 3], [1 0 1 0; 3 2 3 2])"),
    ("S = sparse([1 0; 3 2]); (cumsum(S, dims = 1), sort(S, dims = 1), prod(S, dims = 2))", "([1 0; 4 2], [1 0; 3 2], [0; 6;;])"),
    ("B = zeros(Int, 2, 3); B[1, :] = [1, 2, 3]; B[:, 2:2] = [7, 8]; B", "[1 7 3; 0 8 0]"),
  ])
  func `what a review found stays mended`(source: String, shown: String) {
    #expect(evaluation("print(begin; \(source); end)").output == shown)
  }

  @Test(arguments: [
    ("A = [1 2; 3 4]; A'[1, 2] = 5", "ArgumentError"), ("A = [1 2; 3 4]; transpose(A) .= 0", "ArgumentError"), ("fill!([1 2; 3 4]', 0)", "ArgumentError"),
    ("fill!(Diagonal([1, 2]), 3)", "ArgumentError"), ("v = view([1, 2, 3], 1:2); push!(v, 1)", "MethodError"), ("B = zeros(2, 3); B[:, :] = [1 2; 3 4; 5 6]", "DimensionMismatch"),
    ("zeros(2, 2)[:, :] = ones(4, 1)", "DimensionMismatch"), ("cholesky([1.0 2; 2 1]; check = false).L", "PosDefException"), ("inv(Diagonal([1, 0]))", "SingularException"),
    ("f(x) += 1", "ParseError"),
  ])
  func `what cannot be done is an error`(source: String, error: String) {
    #expect(evaluation(source).failure?.type == error)
  }

  @Test func `long numbers that lose digits are told`() {
    #expect(evaluation("qr(BigFloat[1 2; 3 4]); nothing").output.contains("arbitrary precision"))
    #expect(evaluation("lu(BigFloat[1 2; 3 4]); nothing").output.isEmpty)
  }

  @Test func `factorisations have types`() {
    #expect(evaluate("svd([1.0 2; 3 4]) isa SVD && SVD <: Factorization && !(lu([1.0 2; 3 4]) isa SVD)") == "true")
    #expect(evaluate("f(x::Cholesky) = 1; f(x::Factorization) = 2; (f(cholesky([2.0 0; 0 1])), f(lu([1.0 2; 3 4])))") == "(1, 2)")
    #expect(evaluate("LU = lu([1.0 2; 3 4]); LU.p") == "2-element Vector{Int64}:\n 2\n 1")
  }

  @Test(arguments: [
    ("givens(1.0, 2.0, 1, 1)", "ArgumentError"), ("G, r = givens(1.0, 2.0, 1, 5); G * [1.0, 2]", "DimensionMismatch"),
    ("rotate!([1.0], [1.0, 2], 1, 0)", "DimensionMismatch"), ("diagind(zeros(2, 2), 3)", "ArgumentError"), ("condskeel([1.0 2; 2 4])", "SingularException"),
    ("condskeel([1.0 2 3; 2 4 5])", "DimensionMismatch"), ("copy!([1 2], [1 2 3])", "ArgumentError"), ("kron!(zeros(3, 3), [1 2], [1; 3])", "DimensionMismatch"),
    ("hermitianpart([1 2 3; 4 5 6])", "DimensionMismatch"), ("factorize([1, 2])", "MethodError"),
  ])
  func `wrong input is told`(source: String, error: String) {
    #expect(evaluation(source).failure?.type == error)
  }
}
