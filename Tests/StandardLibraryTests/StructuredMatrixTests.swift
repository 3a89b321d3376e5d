// Matrices with a structure: what they show, what they take, and what becomes of it in arithmetic.

import Engine
import StandardLibrary
import Testing

@Suite struct StructuredMatrixTests {
  @Test func `they show where they are zero by structure`() {
    #expect(
      evaluate("Tridiagonal([1, 2], [7, 8, 9], [4, 5])") == """
        3×3 Tridiagonal{Int64, Vector{Int64}}:
         7  4  ⋅
         1  8  5
         ⋅  2  9
        """)
    #expect(
      evaluate("SymTridiagonal([1.0, 2, 1], [2.0, 3])") == """
        3×3 SymTridiagonal{Float64, Vector{Float64}}:
         1.0  2.0   ⋅\u{20}
         2.0  2.0  3.0
          ⋅   3.0  1.0
        """)
    #expect(
      evaluate("Bidiagonal([1, 2, 3], [7, 8], :U)") == """
        3×3 Bidiagonal{Int64, Vector{Int64}}:
         1  7  ⋅
         ⋅  2  8
         ⋅  ⋅  3
        """)
    #expect(
      evaluate("UnitUpperTriangular([4 2; 3 5])") == """
        2×2 UnitUpperTriangular{Int64, Matrix{Int64}}:
         1  2
         ⋅  1
        """)
    #expect(evaluate("UpperHessenberg([1 2 3; 4 5 6; 7 8 9])[3, 1]") == "0")
  }

  @Test(arguments: [
    ("-Symmetric([1 2; 2 3])", "Symmetric{Int64, Matrix{Int64}}"), ("-UnitUpperTriangular([1 2; 0 1])", "UpperTriangular{Int64, Matrix{Int64}}"),
    ("exp(Symmetric([1.0 2; 2 3]))", "Symmetric{Float64, Matrix{Float64}}"), ("sqrt(UpperTriangular([4.0 1; 0 9]))", "UpperTriangular{Float64, Matrix{Float64}}"),
    ("log(LowerTriangular([1.0 0; 1 2]))", "LowerTriangular{Float64, Matrix{Float64}}"), ("exp(Hermitian([1.0 2; 2 3]))", "Hermitian{Float64, Matrix{Float64}}"),
    ("sqrt(Symmetric([1.0 2; 2 1]))", "Symmetric{ComplexF64, Matrix{ComplexF64}}"), ("Diagonal{Float64}([1, 2])", "Diagonal{Float64, Vector{Float64}}"),
    ("UpperTriangular{Float64}([1 2; 3 4])", "UpperTriangular{Float64, Matrix{Float64}}"), ("Symmetric{Float64}([1 2; 2 4])", "Symmetric{Float64, Matrix{Float64}}"),
    ("Tridiagonal{Float64}([1], [2, 3], [4])", "Tridiagonal{Float64, Vector{Float64}}"), ("Diagonal{Float64}(undef, 2)", "Diagonal{Float64, Vector{Float64}}"),
    ("det(Hermitian([2 1im; -1im 3]))", "Float64"), ("Matrix(I, 2, 2)", "Matrix{Bool} (alias for Array{Bool, 2})"),
    ("exp(Hermitian([4.0 2im; -2im 3]))", "Hermitian{ComplexF64, Matrix{ComplexF64}}"),
    ("sqrt(Hermitian([4.0 2im; -2im 3]))", "Hermitian{ComplexF64, Matrix{ComplexF64}}"), ("sqrt(Hermitian([1 2im; -2im 1]))", "Matrix{ComplexF64} (alias for Array{ComplexF64, 2})"),
    ("exp(Symmetric(zeros(0, 0)))", "Symmetric{Float64, Matrix{Float64}}"), ("log(UpperTriangular(zeros(0, 0)))", "UpperTriangular{Float64, Matrix{Float64}}"),
    ("Matrix(2.0I, 2, 3)", "Matrix{Float64} (alias for Array{Float64, 2})"),
    ("sin(Symmetric([2.0 1; 1 3]))", "Symmetric{Float64, Matrix{Float64}}"), ("acos(Symmetric([2.0 1; 1 3]))", "Symmetric{ComplexF64, Matrix{ComplexF64}}"),
    ("sin(UpperTriangular([1.0 2; 0 3]))", "UpperTriangular{Float64, Matrix{Float64}}"), ("sqrt(Hermitian([1.0 1im; -1im 1]))", "Hermitian{ComplexF64, Matrix{ComplexF64}}"),
    ("cos(Hermitian([1 2im; -2im 1]))", "Hermitian{ComplexF64, Matrix{ComplexF64}}"), ("acos(Hermitian([9 2im; -2im 9]))", "Matrix{ComplexF64} (alias for Array{ComplexF64, 2})"),
    ("Symmetric([2 1; 1 3])^3", "Symmetric{Int64, Matrix{Int64}}"), ("Hermitian([2 1im; -1im 3])^-2", "Hermitian{ComplexF64, Matrix{ComplexF64}}"),
    ("Symmetric([2.0 1; 1 3])^0.5", "Symmetric{Float64, Matrix{Float64}}"), ("Symmetric([2.0 1; 1 3])^0", "Symmetric{Float64, Matrix{Float64}}"),
    ("UpperTriangular([2.0 1; 0 3])^0.5", "UpperTriangular{Float64, Matrix{Float64}}"), ("sec(Symmetric([2.0 1; 1 3]))", "Symmetric{Float64, Matrix{Float64}}"),
    ("triu(Diagonal([1, 2]), 1)", "Diagonal{Int64, Vector{Int64}}"), ("tril(SymTridiagonal([1, 2], [3]))", "Tridiagonal{Int64, Vector{Int64}}"),
    ("triu(Bidiagonal([1, 2], [3], :L))", "Bidiagonal{Int64, Vector{Int64}}"), ("map(!, [1, 2] .> 1)", "BitVector (alias for BitArray{1})"),
    ("map(x -> !x, [1, 2] .> 1)", "Vector{Bool} (alias for Array{Bool, 1})"), ("map(xor, [1, 2] .> 1, [1, 2] .> 0)", "BitVector (alias for BitArray{1})"),
  ]) func `they keep their types`(source: String, type: String) { #expect(evaluate("typeof(\(source))") == type, "\(source)") }

  @Test(arguments: [
    "exp(Symmetric([1.0 2; 2 3])) ≈ exp([1.0 2; 2 3])", "sqrt(UpperTriangular([4.0 1; 0 9]))^2 ≈ [4 1; 0 9]",
    "sqrt(Hermitian([1.0 2; 2 1]))^2 ≈ [1 2; 2 1]", "sqrt(Hermitian([1 2im; -2im 1]))^2 ≈ [1 2im; -2im 1]",
    "log([1.0 1; 0 -1]) ≈ [0 -π/2*im; 0 π*im]", "exp(log(UpperTriangular([1.0im 1; 0 -1im]))) ≈ [1im 1; 0 -1im]", "exp(log([0.0 1; 4 0])) ≈ [0 1; 4 0]",
    "([1.0 1; 0 -1]^0.5)^2 ≈ [1 1; 0 -1]", "!any(isnan, log(Symmetric([1.0 2 3; 2 4 6; 3 6 9 + 1e-13])))",
    "Symmetric([1 2; 3 4], 'L') == [1 3; 3 4]", "Symmetric([2 1; 9 3])^3 == [2 1; 1 3]^3", "Symmetric([2 1; 1 3], :L)^-2 ≈ inv([2 1; 1 3]^2)",
    "sin(UpperTriangular([1.0 2; 0 3])) ≈ sin([1.0 2; 0 3])", "sqrt(Hermitian([1.0 1im; -1im 1]))^2 ≈ [1 1im; -1im 1]",
    "sin(Symmetric([2.0 1; 1 3])) ≈ sin([2.0 1; 1 3])", "sec(acos(Hermitian([9 2im; -2im 9]))) ≈ inv([9 2im; -2im 9])",
    "tril(SymTridiagonal([1, 2, 3], [4, 5])) == [1 0 0; 4 2 0; 0 5 3]", "triu(Tridiagonal([1, 2], [3, 4, 5], [6, 7]), 1) == [0 6 0; 0 0 7; 0 0 0]",
    "tril(Bidiagonal([1, 2], [3], :U), -1) == zeros(2, 2)", "inv(lq([1.0 2; 3 4])) ≈ inv([1 2; 3 4])", "map(!, [1, 2] .> 1) == [true, false]",
    "eltype(I) == Bool && isone(I) && !isone(2I) && I^3 == I",
  ]) func `their functions are those of the full matrix`(law: String) { #expect(evaluate(law) == "true", "\(law): \(evaluate(law))") }

  @Test func `they have their diagonals as fields`() {
    #expect(evaluate("D = Diagonal([1.0, 2]); D.diag[2] = 7; (D[2, 2], D.diag)") == "(7.0, [1.0, 7.0])")
    #expect(evaluate("Diagonal([1, 2]).diag") == "2-element Vector{Int64}:\n 1\n 2")
    #expect(evaluate("T = Tridiagonal([1, 2], [7, 8, 9], [4, 5]); T.du .= 0; (T.dl, T.d, T.du, T[1, 2])") == "([1, 2], [7, 8, 9], [0, 0], 0)")
    #expect(evaluate("B = Bidiagonal([1, 2], [3], :L); (B.dv, B.ev, B.uplo)") == "([1, 2], [3], 'L')")
    #expect(evaluate("SymTridiagonal([1, 2], [3]).dv") == "2-element Vector{Int64}:\n 1\n 2")
    #expect(evaluate("A = SymTridiagonal([1, 2], [3]); A.ev[1] = 7; A[2, 1]") == "7")
    #expect(evaluate("propertynames(Tridiagonal([1], [2, 3], [4]))") == "(:dl, :d, :du)")
    #expect(evaluation("[1 2; 3 4].diag").failure?.type == "FieldError")
    #expect(evaluate("Diagonal(Int[]).diag") == "Int64[]")
  }

  @Test(arguments: [
    ("Diagonal([1, 2]) * Diagonal([3, 4])", "Diagonal"), ("Diagonal([1, 2]) + Diagonal([3, 4])", "Diagonal"),
    ("Diagonal([1, 2]) * UpperTriangular([1 2; 3 4])", "UpperTriangular"), ("2 * Tridiagonal([1], [2, 3], [4])", "Tridiagonal"),
    ("Bidiagonal([1, 2], [3], :U)'", "Bidiagonal"), ("UpperTriangular([1 2; 3 4])'", "LowerTriangular"),
    ("Bidiagonal([1, 2], [3], :U) + Bidiagonal([1, 2], [3], :L)", "Tridiagonal"),
    ("SymTridiagonal([1, 2], [3]) + Diagonal([1, 1])", "SymTridiagonal"),
    ("Symmetric([1 2; 2 3]) + Symmetric([1 2; 2 3])", "Symmetric"), ("Symmetric([1 2; 2 3]) * Symmetric([1 2; 2 3])", "Matrix"),
    ("UpperTriangular([1 2; 3 4]) + LowerTriangular([1 2; 3 4])", "Matrix"), ("inv(UpperTriangular([1.0 2; 3 4]))", "UpperTriangular"),
    ("UnitUpperTriangular([1 2; 3 4]) * 2", "UpperTriangular"), ("Diagonal([1, 2])^3", "Diagonal"),
    ("inv(Bidiagonal([1.0, 2], [3.0], :U))", "UpperTriangular"), ("Diagonal([1, 2]) .+ 1", "Matrix"), ("Diagonal([1, 2]) .* 3", "Diagonal"),
  ])
  func `arithmetic keeps the structure that the result has`(source: String, type: String) {
    #expect(evaluate("string(typeof(\(source)))").hasPrefix("\"" + type), "\(source)")
    // The elements are those of the full matrices.
    let full = source.replacing(#/(Diagonal|SymTridiagonal|Tridiagonal|Bidiagonal|UnitUpperTriangular|UpperTriangular|LowerTriangular|Symmetric)\(((?:\[[^\]]*\](?:, )?)+(?::[UL])?)\)/#) {
      "Matrix(\($0.output.1)(\($0.output.2)))"
    }
    #expect(evaluate("Matrix(\(source)) ≈ \(full)") == "true", "\(full)")
  }

  @Test(arguments: [
    ("A = Tridiagonal([1], [2, 3], [4]); A[1, 2] = 9; A[1, 2]", "9"),
    ("A = Tridiagonal([1, 1], [2, 3, 4], [4, 5]); A[1, 3] = 0; A[1, 3]", "0"),
    ("A = Tridiagonal([1, 1], [2, 3, 4], [4, 5]); A[1, 3] = 1", "ArgumentError: cannot set entry (1, 3) off the tridiagonal band to a nonzero value (1)"),
    ("A = SymTridiagonal([1, 2], [3]); A[1, 2] = 1", "ArgumentError: cannot set off-diagonal entry (1, 2)"),
    ("A = UnitLowerTriangular([1 2; 3 4]); A[1, 1] = 2",
     "ArgumentError: cannot set index on the diagonal (1, 1) of a UnitLowerTriangular matrix to a non-unit value (2)"),
    ("Tridiagonal([1], [2, 3, 4], [5])",
     "ArgumentError: cannot construct Tridiagonal from incompatible lengths of subdiagonal, diagonal and superdiagonal: (1, 3, 1)"),
    ("Bidiagonal([1, 2], [3], :X)", "ArgumentError: uplo argument must be either :U (upper) or :L (lower)"),
    ("SymTridiagonal([1 2; 3 4])", "ArgumentError: matrix is not symmetric; cannot convert to SymTridiagonal"),
    ("UpperTriangular([1 2 3; 4 5 6])", "DimensionMismatch: matrix is not square: dimensions are (2, 3)"),
  ])
  func `entries outside of the structure are refused`(source: String, result: String) {
    #expect(evaluate(source) == result)
  }

  @Test func `the identity has a size where it needs one`() {
    #expect(evaluate("UniformScaling(2.0)") == "UniformScaling{Float64}\n2.0*I")
    #expect(evaluate("UniformScaling(2.0) * [1 2; 3 4]") == "2×2 Matrix{Float64}:\n 2.0  4.0\n 6.0  8.0")
    #expect(evaluate("UniformScaling(2.0)[1:2, 1:2] == [2 0; 0 2]") == "true")
  }

  @Test(arguments: [
    "B = [1 2; 3 4]; LinearAlgebra.checksquare(B, zeros(3, 3)) == [2, 3]", "A = [1 2 3; 4 5 6; 7 8 9]; diagview(A) == [1, 5, 9]",
    "A = [1 2 3; 4 5 6; 7 8 9]; diagview(A, 1) .= 0; A == [1 0 3; 4 5 0; 7 8 9]", "LinearAlgebra.fillband!(zeros(3, 3), 2, 0, 1) == [2 2 0; 0 2 2; 0 0 2]",
    "copytrito!([0 0; 0 0], [1 2; 3 4], 'L') == [1 0; 3 4]", "cis([π 0; 0 π]) ≈ -I",
    "L, Q = lq([5.0 7; -2 -4]); L * Q ≈ [5 7; -2 -4] && istril(L) && Q * Q' ≈ I",
    "A, B = [1 0; 0 -1], [0 1; 1 0]; eigvals(A, B) ≈ [-im, im]", "A = [2.0 1; 1 3]; B = [2.0 0; 0 1]; λ, V = eigen(A, B); A * V ≈ B * V * Diagonal(λ)",
    "A, B = [1.0 2; 3 4], [2.0 1; 0 1]; F = schur(A, B); F.Q * F.S * F.Z' ≈ A && F.Q * F.T * F.Z' ≈ B",
    "A = [3.0 4; 5 6]; B = [1.0 1; 1 1]; X = lyap(A, B); A * X + X * A' ≈ -B",
    "A, B, C = [3.0 4; 5 6], [1.0 1; 1 2], [1.0 2; -2 1]; X = sylvester(A, B, C); A * X + X * B ≈ -C",
    "F = bunchkaufman([0.0 1 2; 1 0 3; 2 3 0]); F.U * F.D * F.U' ≈ [0.0 1 2; 1 0 3; 2 3 0][F.p, F.p]",
    "F = bunchkaufman(Symmetric([0.0 9 9; 1 0 9; 2 3 0], :L)); F.L * F.D * F.L' ≈ [0.0 1 2; 1 0 3; 2 3 0][F.p, F.p]",
    "A = [1.0 2; 2 3]; d, u, p = bunchkaufman(A); u * d * u' == A[p, p] && u isa UnitUpperTriangular",
    "A = [4.0 3; 6 3]; F = lu!(A); A ≈ [6 3; 2/3 1] == F.factors", "A = [4 2; 2 2]; cholesky!(A).U == A == [2 1; 0 1]",
    "cholesky!(Symmetric([4.0 2; 2 2])).U == [2 1; 0 1]", "lu!(Hermitian([4.0 2; 2 2])) \\ [6, 4] ≈ [1, 1]",
    "A = [8 7; 5 6]; p = zeros(Int, 2, 2); sortperm!(p, A; dims = 1); p == sortperm(A; dims = 1) == [2 4; 1 3]",
    "A = [8 7; 5 6]; p = zeros(Int, 2, 2); sortperm!(p, A; dims = 2, rev = true); p == sortperm(A; dims = 2, rev = true) == [1 3; 4 2]",
    "A = [0.5 0.1; -0.2 0.3]; acos(cos(A)) ≈ A ≈ atan(tan(A)) ≈ asinh(sinh(A))", "A = [0.5 0.1; -0.2 0.3]; sec(A) ≈ inv(cos(A)) && asec(sec(A)) ≈ A",
    "acos([0.5 0.1; 0.1 0.3]) isa Matrix{Float64}", "A = [0.9 -0.2; -1.4 -1.0]; B = cbrt(A); B^3 ≈ A && B isa Matrix{Float64}", "acoth([2.0 0; 1 3]) ≈ atanh(inv([2.0 0; 1 3]))", "tan([1 2; 3 4]) ≈ cos([1 2; 3 4]) \\ sin([1 2; 3 4])",
    "A, B = [1.0 2; 3 4; 5 6], [1.0 0; 1 1]; U, V, Q, D1, D2, R0 = svd(A, B); A ≈ U * D1 * R0 * Q' && B ≈ V * D2 * R0 * Q'",
    "A, B = [1.0 2; 3 4; 5 6], [1.0 0; 1 1]; sort(svdvals(A, B)) ≈ sort(svdvals(A / B)) && svd(A, B).k + svd(A, B).l == 2",
    "S = SymTridiagonal([1.0, 2, 1], [2.0, 3]); V = eigvecs(S, [1.0]); size(V) == (3, 1) && S * V ≈ V",
    "S = SymTridiagonal([1.0, 2, 1], [2.0, 3]); λ = eigvals(S); V = eigvecs(S, λ[[3, 1]]); S * V ≈ V * Diagonal(λ[[3, 1]])",
    "Transpose([1 2im]) == transpose([1 2im]) && Adjoint([1 2im]) isa Adjoint && Adjoint([1 2im]) == [1 2im]'",
    "!(Hermitian([1 2im; -2im 3]) * im isa Hermitian) && 2 * Hermitian([1 2im; -2im 3]) isa Hermitian", "eigvals(-2) == -2",
    "nextind([4 5], 1) == 2 && prevind([4, 5], 1) == 0", "issuccess(lu([1 2; 1 2], allowsingular = true), allowsingular = true)",
    "LinearAlgebra.uplo(Symmetric([1 2; 3 4])) == :U", "LinearAlgebra.uplo(Hermitian([1 2; 3 4], :L)) == :L",
    "A = [4.0 9 7; 4 4 1; 4 3 2]; F = hessenberg(A); F.H isa UpperHessenberg && F.Q * F.H * F.Q' ≈ A",
    "A = [1.0 2; 2 4]; C = cholesky(A, RowMaximum(), check = false); C.rank == 1 && C.U' * C.U ≈ A[C.p, C.p]",
    "lu([1e-20 1; 1 1], NoPivot()).L == [1 0; 1e20 1]", "A = SymTridiagonal([1.0, 2, 1], [2.0, 3]); eigvals(A, 2:2) ≈ [1]",
    "A = SymTridiagonal([1.0, 2, 1], [2.0, 3]); eigvals(A, -1, 2) ≈ [1]", "A = [1.0 2; 3 4]; eigvals!(A) ≈ [A[1, 1], A[2, 2]]",
    "A = [0.0 -1; 1 0]; eigvals!(A) ≈ [-im, im]", "A = [3.0 1 0; 0 1 2; 0 0 2]; eigvals!(A) ≈ [1, 2, 3]",
    "A = [2.0 im; -im 2]; v = eigvals!(A); v ≈ [1, 3] && eltype(v) == Float64", "A = [1.0 0; 0 -1]; eigvals(A, A) ≈ [1, 1]",
    "all(typeof(A^1) == typeof(A) && A^1 == A for A in (Diagonal([1, 2]), Symmetric([1 2; 2 3]), UpperTriangular([1 2; 0 3])))",
    "A = Diagonal([1, 2]); B = A^1; B[1, 1] = 5; A[1, 1] == 1",
    "C = cholesky([4.0 2; 2 5]); v = [1.0, 2]; lowrankupdate(C, v).L ≈ cholesky([4.0 2; 2 5] + v * v').L",
  ])
  func `Julia's other functions of matrices hold what they promise`(source: String) {
    #expect(evaluate(source) == "true")
  }

  @Test(arguments: [
    ("lu([0.0 1; 1 1], NoPivot())", "ZeroPivotException"), ("cholesky([1.0 2; 2 4], RowMaximum())", "RankDeficientException"),
    ("eigvals([1 2; 3 4], 1:1)", "MethodError"), ("eigvals([2 1; 1 2], 3:3)", "ArgumentError"), ("eigen([1 2; 3 4], [1 2 3; 4 5 6; 7 8 9])", "DimensionMismatch"),
    ("lyap([1.0 0; 0 -1], [1.0 0; 0 1])", "ArgumentError"), ("diagview([1 2; 3 4], 5)", "ArgumentError"),
    ("diagview(Symmetric([1 2; 2 3]), 1)", "ArgumentError"), ("diagview(UnitUpperTriangular([1 2; 0 1]))", "ArgumentError"),
    ("bunchkaufman(sparse([0.0 1; 1 0]))", "MethodError"), ("A = [4 3; 6 3]; lu!(A)", "InexactError"), ("cholesky!([1 2; 2 50])", "InexactError"),
    ("acos([1 2 3; 4 5 6])", "DimensionMismatch"), ("eigvecs(SymTridiagonal([1.0, 2], [1.0]), [\"a\"])", "MethodError"),
    ("eigvecs([2.0 1; 1 2], [\"a\"])", "MethodError"), ("LinearAlgebra.uplo([1 2; 3 4])", "MethodError"), ("svd([1 2], [1 2 3])", "DimensionMismatch"), ("I[1.5, 2]", "MethodError"),
  ])
  func `what cannot be is an error`(source: String, type: String) {
    #expect(evaluation(source).failure?.type == type)
  }

  @Test func `filling keeps the structure of a matrix`() {
    for (matrix, call) in [
      ("Symmetric([1 2; 2 3])", "fillband!(A, 9, 1, 1)"), ("UpperTriangular([1 2; 3 4])", "fillband!(A, 7, -1, -1)"),
      ("UnitUpperTriangular([1.0 2; 0 1])", "fillband!(A, 5, 0, 1)"), ("Hermitian([1 2im; -2im 3])", "fillstored!(A, 1im)"),
      ("[1 2; 3 4]", "fillband!(A, 1.5, 0, 1)"),
    ] {
      let code = "A = \(matrix); B = copy(A); isWrong = try LinearAlgebra.\(call); false catch e; e isa Union{ArgumentError, InexactError} end; "
      #expect(evaluate(code + "isWrong && A == B") == "true", "\(call): \(evaluate(code + "(isWrong, A)"))")
    }
    for code in [
      "fillstored!(UnitUpperTriangular([1.0 2; 0 1]), 5) == [1 5; 0 1]", "fillstored!(Symmetric([1 2; 2 3]), 5) == [5 5; 5 5]",
      "A = fillstored!(SymTridiagonal([1, 2, 3], [4, 5]), 7); A isa SymTridiagonal && A == [7 7 0; 7 7 7; 0 7 7]",
      "fillband!(Symmetric([1 2; 2 3]), 9, -1, 1) == [9 9; 9 9]", "fillband!(UpperTriangular([1 2; 0 3]), 9, 1, 1) == [1 9; 0 3]",
      "A = Symmetric([1 2; 2 3]); diagview(A) .= 7; A == [7 2; 2 7]",
    ] {
      #expect(evaluate("using LinearAlgebra; " + code) == "true", "\(code): \(evaluate(code))")
    }
  }

  @Test func `an ill-conditioned system carries a warning`() {
    let hilbert = "A = [1 / (i + j - 1) for i in 1:10, j in 1:10]; A \\ ones(10);"
    let result = evaluation(hilbert)
    #expect(result.output.contains("Warning: the system is ill-conditioned: of the 16 digits of the solution about"))
    #expect(evaluation("[2.0 1; 1 3] \\ [3.0, 5]").output.isEmpty)
    // Scaling costs no digits.
    #expect(evaluation("[1e-30 0; 0 1] \\ [1.0, 1]").output.isEmpty)
  }
}
