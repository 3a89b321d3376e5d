import Engine
import StandardLibrary
import Testing

@Suite struct SparseTests {
  @Test func `sparse matrices are shown as Julia shows them`() {
    #expect(
      evaluate("sparse([1, 2, 3, 1], [1, 2, 3, 3], [1.0, 2, 3, 4])")
        == """
        3×3 SparseMatrixCSC{Float64, Int64} with 4 stored entries:
         1.0   ⋅   4.0
          ⋅   2.0   ⋅ 
          ⋅    ⋅   3.0
        """)
    #expect(
      evaluate("sparse([1 0; 0 3])") == "2×2 SparseMatrixCSC{Int64, Int64} with 2 stored entries:\n 1  ⋅\n ⋅  3")
    #expect(evaluate("sparse([1], [1], [2])") == "1×1 SparseMatrixCSC{Int64, Int64} with 1 stored entry:\n 2")
    #expect(evaluate("spzeros(0, 3)") == "0×3 SparseMatrixCSC{Float64, Int64} with 0 stored entries")
    #expect(
      evaluate("spdiagm(ones(20))").hasPrefix(
        "20×20 SparseMatrixCSC{Float64, Int64} with 20 stored entries:\n⎡⠑⢄⠀⠀⠀⠀⠀⠀⠀⠀⎤\n⎢⠀⠀⠑⢄"))
    #expect(evaluation("print(sparse([1.5 0; 0 3]))").output == "sparse([1, 2], [1, 2], [1.5, 3.0], 2, 2)")
    #expect(evaluate("typeof(sparse([1.0im 0]))") == "SparseMatrixCSC{ComplexF64, Int64}")
    #expect(evaluate("sparse([1 0]) isa AbstractMatrix && sparse([1 0]) isa SparseMatrixCSC") == "true")
    #expect(evaluation("sparse([1 0; 0 3])").faces.tex != nil)
    #expect(evaluation("spdiagm(ones(100))").faces.tex == nil)
  }

  @Test func `they are made in many ways`() {
    #expect(evaluate("Matrix(sparse([1, 1], [1, 1], [2, 3]))") == "1×1 Matrix{Int64}:\n 5")
    #expect(evaluate("Matrix(sparse([1, 1], [1, 1], [2, 3], 1, 2, *)) == [6 0]") == "true")
    #expect(evaluate("Matrix(sparse(2I, 2, 3)) == [2 0 0; 0 2 0]") == "true")
    #expect(evaluate("eltype(sparse(I, 2, 2))") == "Bool")
    #expect(evaluate("Matrix(spdiagm(3, 4, 1 => [1, 2])) == [0 1 0 0; 0 0 2 0; 0 0 0 0]") == "true")
    #expect(evaluate("A = sprand(50, 40, 0.1); size(A) == (50, 40) && 100 < nnz(A) < 320 && all(0 .<= nonzeros(A) .< 1)") == "true")
    #expect(evaluate("sprand(5, 5, 0.5) == sprand(5, 5, 0.5)") == "false")
    #expect(evaluate("a = sprandn(Xoshiro(1), 9, 9, 0.5); a == sprandn(Xoshiro(1), 9, 9, 0.5)") == "true")
    #expect(evaluate("SparseMatrixCSC([1 0; 0 2]) == sparse([1 0; 0 2])") == "true")
    #expect(evaluate("A = sparse([1 0; 5 2]); (A.colptr, A.rowval, A.nzval)") == "([1, 3, 4], [1, 2, 2], [1, 5, 2])")
    #expect(evaluate("A = sparse([1 0; 5 2]); SparseMatrixCSC(2, 2, A.colptr, A.rowval, A.nzval) == A") == "true")
    #expect(evaluate("findnz(sparse([0 7; 5 0]))") == "([2, 1], [1, 2], [5, 7])")
  }

  @Test(arguments: [
    ("sparse([1, 2], [1], [1.0])", "ArgumentError"), ("sparse([3], [1], [1.0], 2, 2)", "ArgumentError"),
    ("sparse([0], [1], [1.0])", "ArgumentError"), ("sparse([1], [1], [1//2])", "ArgumentError"),
    ("sparse([2^60 1])", "OverflowError"), ("sparse(\"a\")", "MethodError"), ("spzeros(-1, 2)", "ArgumentError"),
    ("sprand(2, 2, 1.5)", "ArgumentError"), ("spdiagm(2, 2, 0 => [1, 2, 3])", "DimensionMismatch"),
    ("sparse([1 0; 0 1])[3, 1]", "BoundsError: attempt to access 2×2 SparseMatrixCSC{Int64, Int64} with 2 stored entries at index [3, 1]"),
    ("sparse([1 0; 0 1])[:, 0]", "BoundsError"), ("sparse([1 0; 0 1])[1:3, 1]", "BoundsError"),
    ("A = sparse([1 0; 0 1]); A[3, 3] = 1", "BoundsError"), ("A = sparse([1 0; 0 1]); A[1, 1] = 1.5", "InexactError"),
    ("sparse([1 0; 0 1]) * [1, 2, 3]", "DimensionMismatch"), ("sparse([1 0; 0 1]) + sparse([1 0])", "DimensionMismatch"),
    ("sparse([1 0; 0 1]) + 1", "MethodError"), ("sparse([1 2; 2 4]) \\ [1, 2]", "SingularException"),
    ("sparse([1.0 0; 0 1]) \\ [1, 2, 3]", "DimensionMismatch"), ("sparse([NaN 1; 1 2]) \\ [1, 2]", "ArgumentError"),
    ("inv(sparse([1.0 0; 0 1]))", "ErrorException: The inverse of a sparse matrix can often be dense"),
    ("cholesky(sparse([1.0 2; 2 1]))", "PosDefException"), ("lu(sparse([1 2 3; 4 5 6]))", "DimensionMismatch"),
    ("det(sparse([1 2 3; 4 5 6]))", "DimensionMismatch"), ("eigen(sparse([1.0 0; 0 1]))", "MethodError"),
    ("eigs(sparse([1 2; 3 4]); which = :XX)", "ArgumentError"), ("eigs(sparse([1 2 3; 4 5 6]))", "DimensionMismatch"), ("cg(sparse([1 0; 0 1]), [1, 2, 3])", "DimensionMismatch"),
    ("cg(sparse([1.0 0; 0 -1]), [1, 2])", "ArgumentError"), ("nnz(3)", "MethodError"),
    ("fill(2^40, 1, 1) |> sparse |> A -> A * A", "OverflowError"), ("Matrix(spzeros(10^6, 10^6))", "MemoryLimit"),
    ("spzeros(10^6, 10^6) .+ 1", "MemoryLimit"),
  ])
  func `wrong input is told`(_ code: String, _ error: String) {
    #expect(evaluate(code).hasPrefix(error), "\(code): \(evaluate(code))")
  }

  @Test func `elements and blocks are read and written`() {
    let a = "A = sparse([1 0 2; 0 3 0; 4 0 5]); "
    #expect(evaluate(a + "(A[1, 3], A[1, 2], A[end, end], A[5])") == "(2, 0, 5, 3)")
    #expect(evaluate(a + "(A[:, 1], A[3, :])") == "(sparsevec([1, 3], [1, 4], 3), sparsevec([1, 3], [4, 5], 3))")
    #expect(evaluate(a + "A[1:2, 2:3] == [0 2; 3 0] && issparse(A[1:2, 2:3])") == "true")
    #expect(evaluate(a + "A[[3, 1], [1, 1]] == [4 4; 1 1]") == "true")
    #expect(evaluate(a + "A[[true, false, true], :] == [1 0 2; 4 0 5]") == "true")
    #expect(evaluate(a + "A[2, 1] = 7; A[1, 1] = 0; (Matrix(A), nnz(A)) == ([0 0 2; 7 3 0; 4 0 5], 6)") == "true")
    #expect(evaluate(a + "A[1, 1] = 0; dropzeros!(A); nnz(A)") == "4")
    #expect(evaluate(a + "B = copy(A); B[1, 1] = 9; A[1, 1]") == "1")
    #expect(evaluate(a + "(size(A), size(A, 1), length(A), eltype(A), collect(A) == Matrix(A))") == "((3, 3), 3, 9, Int64, true)")
  }

  @Test func `arithmetic is that of dense matrices`() {
    let a = "A = sparse([1.0 0 2; 0 3 0; 4 0 5]); M = Matrix(A); "
    for code in [
      "A + A == 2M", "issparse(A - 2A)", "-A == -M", "A / 2 == M / 2", "A * [1, 2, 3] == M * [1, 2, 3]", "A * A == M * M",
      "A * M == M * M", "M * A == M * M", "issparse(A * A)", "A' == M'", "transpose(A) == transpose(M)", "A + M == 2M",
      "A + I == M + I", "A - 2I == M - 2I", "A^3 ≈ M^3", "[1 2 3] * A == [1 2 3] * M", "[1, 2, 3]' * A * [1, 1, 1] == 36",
      "A .+ 1 == M .+ 1", "issparse(A .* 2)", "A .* A == M .* M", "issparse(A .* A)", "sqrt.(A) == sqrt.(M)", "nnz(abs.(-A)) == 5",
      "(A .> 2) == (M .> 2)", "A .* [1, 2, 3] == M .* [1, 2, 3]", "sum(A) == 15", "sum(A, dims = 1) == sum(M, dims = 1)",
      "sum(A, dims = 2) == sum(M, dims = 2)", "maximum(A) == 5", "minimum(A) == 0", "diag(A) == [1, 3, 5]", "tr(A) == 9",
      "triu(A) == triu(M)", "tril(A, -1) == tril(M, -1)", "kron(A, A) == kron(M, M)", "norm(A) == norm(M)",
      "opnorm(A, 1) == opnorm(M, 1)", "opnorm(A) ≈ opnorm(M)", "[A A] == [M M]", "[A; A] == [M; M]", "issparse([A A; A A])",
      "blockdiag(A, A)[4, 6] == 2", "A == M", "A ≈ M", "A != 2A", "issymmetric(A + A')", "!issymmetric(A)", "isdiag(spdiagm([1, 2]))",
      "istriu(triu(A))", "istril(tril(A))", "(im * A) * [1, 0, 0] == im * M * [1, 0, 0]", "float(sparse([1 2])) == [1.0 2]",
    ] {
      #expect(evaluate(a + code) == "true", "\(code): \(evaluate(a + code))")
    }
    #expect(evaluate("sparse([1 2; 3 4]) * [1, 1]") == "2-element Vector{Int64}:\n 3\n 7")
    #expect(evaluate("sparse([1 0; 0 2]) .+ sparse([1 0; 0 2])").hasPrefix("2×2 SparseMatrixCSC{Int64, Int64} with 2"))
  }

  @Test func `systems are solved by elimination and by kept factors`() {
    let a = "A = sparse([4.0 1 0; 1 3 1; 0 1 2]); b = [1, 2, 3]; "
    for code in [
      "A * (A \\ b) ≈ b", "A \\ b ≈ Matrix(A) \\ b", "lu(A) \\ b ≈ A \\ b", "cholesky(A) \\ b ≈ A \\ b", "ldlt(A) \\ b ≈ A \\ b",
      "qr(A) \\ b ≈ A \\ b", "det(lu(A)) ≈ det(A)", "logdet(cholesky(A)) ≈ logdet(A)", "det(A) ≈ det(Matrix(A))", "isposdef(A)",
      "F = lu(A); F.L * F.U ≈ A[F.p, F.q]", "F = cholesky(A); F.L * F.L' ≈ A[F.p, F.p]",
      "F = ldlt(A); F.L * F.D * F.L' ≈ A[F.p, F.p]", "A \\ sparse(I, 3, 3) ≈ inv(Matrix(A))", "lu(A) \\ (b .* im) ≈ im * (A \\ b)",
      "cond(A, 1) ≈ cond(Matrix(A), 1)", "cond(A) ≈ cond(Matrix(A))", "B = sparse([1 0; 0 1; 1 1]); B \\ [1, 2, 3] ≈ [1, 2]", "(b' / A)' ≈ A' \\ b",
    ] {
      #expect(evaluate(a + code) == "true", "\(code): \(evaluate(a + code))")
    }
    #expect(evaluate("lu(sparse([2.0 0; 0 1]))").hasPrefix("SparseArrays.UMFPACK.UmfpackLU{Float64, Int64}"))
  }

  @Test func `an ill-conditioned system carries a warning`() {
    let output = evaluation("A = sparse([1.0 1; 1 1.000000000001]); A \\ [1, 2]; nothing").output
    #expect(output.contains("the system is ill-conditioned"))
    for matrix in ["[2.0 1; 1 3]", "[1.0 0; 0 1e-10]", "[1.0 1; 1e-12 2e-12]", "[1.0 1e-12; 1 2e-12]"] {
      #expect(evaluation("sparse(\(matrix)) \\ [1, 2]; nothing").output.isEmpty)
    }
  }

  @Test func `iteration solves too, and gives a few eigenvalues`() {
    let poisson = "n = 60; A = spdiagm(-1 => fill(-1.0, n - 1), 0 => fill(2.0, n), 1 => fill(-1.0, n - 1)); b = ones(n); "
    for code in [
      "norm(A * cg(A, b) - b) < 1e-6", "norm(A * gmres(A, b; restart = 60) - b) < 1e-6", "norm(A * minres(A, b) - b) < 1e-6",
      "norm(A * bicgstab(A, b; maxiter = 500) - b) < 1e-5", "x, r = cg(A, b; log = true); length(r) > 2 && r[end] < 1e-6",
      "cg(A, b; x0 = A \\ b, precondition = true) ≈ A \\ b", "λ, V = eigs(A; nev = 2); λ ≈ [4 * sin(π * k / 122)^2 for k in (60, 59)]",
      "P = A + sparse(1:59, 2:60, ones(59), 60, 60); λ, V = eigs(P; nev = 3); norm(P * V - V * Diagonal(λ)) < 1e-9",
      "λ, V = eigs(sparse([0.0 1; -1 0]); nev = 2); λ ≈ [im, -im] && norm(V[:, 1]) ≈ 1",
      "λ, V = eigs(A; nev = 1, which = :SM); λ[1] ≈ 4 * sin(π / 122)^2 && norm(A * V - V * λ[1]) < 1e-8",
      "U, S, V = svds(A; nsv = 2); S ≈ svdvals(Matrix(A))[1:2]", "cg(Matrix(A), b) ≈ A \\ b",
    ] {
      #expect(evaluate(poisson + code) == "true", "\(code): \(evaluate(poisson + code))")
    }
    #expect(evaluation(poisson + "cg(A, b; maxiter = 2); nothing").output.contains("cg did not converge in 2 iterations"))
  }

  @Test func `what is stored alone costs`() {
    #expect(evaluate("n = 10^5; A = spdiagm(fill(2.0, n)); x = A \\ ones(n); (A * x)[end]") == "1.0")
    #expect(evaluation("spy(spdiagm([1, 2, 3]))").faces.figure != nil)
  }

  @Test func `parts are written by dotted assignment`() {
    let made = "A = sparse([1.0 0; 0 1]); "
    for code in [
      "A[:, 1] .= 3; A == [3 0; 3 1]", "A[1, :] .*= 5; A == [5 0; 0 1]", "view(A, :, 1) .= 7; A == [7 0; 7 1]",
      "A[1, 2] .= 4; A == [1 4; 0 1]", "A[1:2, 1:2] .= [1 2; 3 4] .+ 1; A == [2 3; 4 5]", "A[A .> 0] .= 9; A == [9 0; 0 9]",
      "v = view(A, :, 2); v[1] = 6; A[1, 2] == 6 && v == [6, 1] && sum(v) == 7", "c = view(A, 1:2, 1); c' * c == 1 && c[1] == 1",
      "A[:, 1] .= A[:, 2] .+ 1; A == [1 0; 2 1]", "v = view(A, 1:2, 1); [v v] == [1 1; 0 0] && [v; v] == [1, 0, 1, 0]",
      "v = view(A, :, 1:1); v[end] == 0 && v[end, 1] == 0 && v[1, end] == 1 && reshape(v, 2) == [1, 0]",
    ] {
      #expect(evaluate(made + code) == "true", "\(code): \(evaluate(made + code))")
    }
    #expect(evaluate(made + "A[:, 3] .= 1").hasPrefix("BoundsError"))
    #expect(evaluate(made + "A[:, 1] .= [1, 2, 3]").hasPrefix("DimensionMismatch"))
  }

  @Test func `integers are exact or refused`() {
    let limit = "a = 2^53 - 1; "
    for code in [
      "A = sparse(fill(a, 1, 1)); A + sparse(fill(1, 1, 1))", "sum(sparse(reshape([a, 2, -a], 3, 1)), dims = 1)",
      "sparse([1, 1, 1], [1, 1, 1], [a, 2, -a])", "sparse([1, 1], [1, 1], [a, 1], 1, 1, +)", "sparse([2^53 0])",
      "A = sparse([1 0]); A[1, 1] = 2^53", "sparse([2^27 0; 0 1]) * sparse([2^26 0; 0 1])", "sparse([1 0]) * 2^53",
      "sparse([a 2]) * [1, -1]",
    ] {
      #expect(evaluate(limit + code).hasPrefix("OverflowError"), "\(code): \(evaluate(limit + code))")
    }
    for code in [
      "sparse([a - 1 0])[1, 1] + 2 == 2^53", "(sparse(fill(a - 1, 1, 1)) + sparse(fill(1, 1, 1)))[1, 1] == a",
      "sum(sparse(reshape([a - 2, 1], 2, 1)), dims = 1) == fill(a - 1, 1, 1)", "sum(sparse(reshape([a, 2, -a], 3, 1))) == 2",
    ] {
      #expect(evaluate(limit + code) == "true", "\(code): \(evaluate(limit + code))")
    }
  }

  @Test func `copies share nothing`() {
    #expect(evaluate("A = sparse([1.0 0; 0 1]); B = copy(A); B[1, 2] = 5; A == I(2) && issparse(B)") == "true")
    #expect(evaluate("A = sparse([1.0 0; 0 1]); v = deepcopy([A, A]); v[1][1, 2] = 5; A == I(2) && v[2] == [1 5; 0 1]") == "true")
    #expect(evaluate("r = Xoshiro(1); s = copy(r); rand(r) == rand(s)") == "true")
  }

  @Test func `they are compared as dense ones are`() {
    for code in [
      "isapprox(sparse([1.0 0; 0 1]), sparse([1.5 0; 0 1]); atol = 1)", "!isapprox(sparse([1.0 0; 0 1]), sparse([1.5 0; 0 1]))",
      "isapprox(sparse([1.0 0; 0 1]), [1.5 0; 0 1]; rtol = 0.5)", "isapprox([1.5 0; 0 1], sparse([1.0 0; 0 1]); atol = 1)",
      "isapprox(sparse([NaN 0]), sparse([NaN 0]); nans = true)", "sparse([NaN 0]) ≉ sparse([NaN 0])", "sparse([Inf 0]) ≈ sparse([Inf 0])",
      "sparse([1 0]) ≉ sparse([1 1]) && sparse([1.0 0]) ≈ sparse([1 1e-12])", "sparse([1.0 0]) ≈ [1//1 0]",
      "sparse(1.0I, 2, 2) == I && I == sparse(1.0I, 2, 2) && sparse(2I, 2, 2) == 2I", "sparse(1.0I, 2, 2) != 2I && sparse(1.0I, 2, 3) != I",
      "sparse(1.0I, 2, 2) ≈ I && I ≈ sparse([1 0; 0 1 + 1e-12]) && isapprox(sparse([1.5 0; 0 1]), I; atol = 1)",
      "A = spdiagm(ones(10^5)); A ≈ I && A == I && A ≈ A .* (1 + 1e-10)", "sparse([im 0; 0 1]) ≈ sparse([im 0; 0 1.0])",
    ] {
      #expect(evaluate(code) == "true", "\(code): \(evaluate(code))")
    }
    #expect(evaluate("sparse([1.0 0]) ≈ sparse([1.0 0 0])").hasPrefix("DimensionMismatch"))
    #expect(evaluate("sparse([1.0 0]) ≈ 3").hasPrefix("MethodError"))
  }
}
