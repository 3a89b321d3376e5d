import Engine
import StandardLibrary
import Testing

@Suite struct SparseVectorTests {
  @Test func `sparse vectors are shown as Julia shows them`() {
    #expect(
      evaluate("sparsevec([1, 3], [2.0, 1 / 3], 4)")
        == """
        4-element SparseVector{Float64, Int64} with 2 stored entries:
          [1]  =  2.0
          [3]  =  0.333333
        """)
    #expect(
      evaluate("sparsevec([9, 10], [-1, 0], 200)")
        == "200-element SparseVector{Int64, Int64} with 2 stored entries:\n  [9 ]  =  -1\n  [10]  =  0")
    #expect(evaluate("sparse([true, false])") == "2-element SparseVector{Bool, Int64} with 1 stored entry:\n  [1]  =  1")
    #expect(
      evaluate("sparse([0, 1 + 2im])") == "2-element SparseVector{ComplexF64, Int64} with 1 stored entry:\n  [2]  =  1.0+2.0im")
    #expect(evaluate("spzeros(3)") == "3-element SparseVector{Float64, Int64} with 0 stored entries")
    #expect(evaluate("spzeros(Int, 0)") == "0-element SparseVector{Int64, Int64} with 0 stored entries")
    #expect(evaluation("print(sparsevec([1, 3], [1.5, 2], 4))").output == "sparsevec([1, 3], [1.5, 2.0], 4)")
    #expect(
      evaluate("sparse([1.0, 0, 2])'") == "1×3 adjoint(::SparseVector{Float64, Int64}) with eltype Float64:\n 1.0  0.0  2.0")
    #expect(
      evaluate("(sparse([0, 2]), spzeros(2), sparse([1 0; 0 2]), sparse([0, 2])')")
        == "(sparsevec([2], [2], 2), sparsevec(Int64[], Float64[], 2), sparse([1, 2], [1, 2], [1, 2], 2, 2), [0 2])")
    #expect(evaluate("(sparse(collect(1:50)), 1)") == "(SparseVector{Int64, Int64}(…), 1)")
    #expect(evaluation("sparse([1, 0])").faces.tex != nil)
    #expect(evaluation("spzeros(100)").faces.tex == nil)
  }

  @Test func `those that are left out stand as dots`() {
    let lines = evaluate("sparse(collect(1:100))").split(separator: "\n")
    #expect(lines.count == 17)
    #expect(lines[1] == "  [1  ]  =  1")
    #expect(lines[7] == "  [7  ]  =  7")
    #expect(lines[8] == "         ⋮")
    #expect(lines[9] == "  [93 ]  =  93")
    #expect(lines[16] == "  [100]  =  100")
    #expect(evaluate("sparse(collect(1:15))").split(separator: "\n").count == 16)
    #expect(evaluate("sparse(collect(1:16))").contains("⋮"))
  }

  @Test(arguments: [
    ("typeof(sparse([1.0, 0]))", "SparseVector{Float64, Int64}"), ("supertype(SparseVector{Float64, Int64})", "AbstractSparseVector{Float64, Int64}"),
    ("supertype(typeof(sparse([1 0])))", "AbstractSparseMatrix{Int64, Int64}"), ("typeof(sparse([1, 0])')", "Adjoint{Int64, SparseVector{Int64, Int64}}"),
    ("typeof(transpose(sparse([1, 0])))", "Transpose{Int64, SparseVector{Int64, Int64}}"), ("AbstractSparseArray{Float64, Int64, 1}", "AbstractSparseVector{Float64, Int64}"),
    ("AbstractSparseMatrix", "AbstractSparseMatrix"), ("SparseVector{Float64}", "SparseVector{Float64}"),
  ])
  func `types have Julia's names`(_ code: String, _ name: String) {
    #expect(evaluate(code) == name, "\(code)")
  }

  @Test(arguments: [
    "v isa AbstractVector", "v isa AbstractVector{Float64}", "v isa AbstractSparseVector", "v isa SparseVector{Float64}",
    "!(v isa AbstractMatrix)", "!(v isa AbstractSparseMatrix)", "sparse([1 0]) isa AbstractSparseMatrix{Int64}",
    "sparse([1 0]) isa AbstractSparseArray && v isa AbstractSparseArray", "!(v isa SparseVector{Int64})", "!(v isa Vector)",
    "AbstractSparseVector <: AbstractVector", "SparseMatrixCSC <: AbstractSparseMatrix <: AbstractMatrix", "issparse(v) && issparse(v')",
    "!(sparse([1 0]) isa AbstractSparseVector)",
  ])
  func `types stand below each other`(_ code: String) {
    #expect(evaluate("v = sparse([1.0, 0, 2]); " + code) == "true", "\(code)")
  }

  @Test(arguments: [
    "sparsevec([1, 3], [2, 5]) == [2, 0, 5]", "sparsevec([3, 1], [2, 5], 4) == [5, 0, 2, 0]", "sparsevec([2, 2], [3, 4]) == [0, 7]",
    "sparsevec([2, 2], [3, 4], 3, *) == [0, 12, 0]", "sparsevec([1, 4], 2.5) == [2.5, 0, 0, 2.5]", "sparsevec(Dict(3 => 1.5, 1 => 2)) == [2, 0, 1.5]",
    "sparsevec(Dict(2 => 7), 4) == [0, 7, 0, 0]", "sparsevec(Dict()) == Float64[]", "sparsevec([1 0; 0 2]) == [1, 0, 0, 2]",
    "sparsevec(sparse([1 0; 0 2])) == [1, 0, 0, 2]", "sparsevec(1:2:5) == [1, 3, 5]", "sparsevec(Int[], Float64[], 3) == zeros(3)",
    "sparsevec(Int[], Int[]) == Int[]", "eltype(sparsevec(Int[], Int[], 2)) == Int", "sparse([0, 3]) == [0, 3]",
    "sparsevec([1, 1], [true, true]) == [true]", "nnz(sparsevec([1, 2], [0, 3])) == 2", "spzeros(2) == [0, 0]", "eltype(spzeros(Int, 3)) == Int",
    "v = sprand(100, 0.3); length(v) == 100 && 5 < nnz(v) < 60 && all(0 .<= nonzeros(v) .< 1)", "sprandn(5, 1.0) isa SparseVector",
    "sprand(Xoshiro(1), 9, 0.5) == sprand(Xoshiro(1), 9, 0.5)", "SparseVector([0, 2]) == [0, 2]", "eltype(SparseVector{Float64}([0, 2])) == Float64",
    "SparseVector(4, [2, 3], [1.5, 2]) == [0, 1.5, 2, 0]", "v = sparsevec([2], [1.5], 3); (v.n, v.nzind, v.nzval) == (3, [2], [1.5])",
    "size(SparseMatrixCSC(sparse([1, 0]))) == (2, 1)", "spdiagm(0 => sparse([1, 0])) == [1 0; 0 0]", "Vector(sparse([0, 2])) isa Vector{Int64}", "Array(sparse([0, 2])) == collect(sparse([0, 2])) == [0, 2]",
    "Vector{Float64}(sparse([0, 2])) isa Vector{Float64}", "convert(Vector, sparse([0, 2])) isa Vector{Int64}", "vec(sparse([1 0; 0 2])) isa SparseVector",
  ])
  func `they are made in many ways`(_ code: String) {
    #expect(evaluate(code) == "true", "\(code): \(evaluate(code))")
  }

  @Test(arguments: [
    ("sparsevec([1, 2], [1])", "ArgumentError: index and value vectors must be the same length, got 2 indices and 1 values"),
    ("sparsevec([0], [1])", "ArgumentError: An index is out of bound: 0 does not lie in 1:0"), ("sparsevec([4], [1], 3)", "ArgumentError: An index is out of bound"),
    ("sparsevec([1], [1], -1)", "ArgumentError"), ("sparsevec(\"a\")", "MethodError"), ("sparsevec([1.5], [1])", "MethodError"),
    ("sparsevec(Dict(\"a\" => 1))", "MethodError"), ("sparsevec([1], [1//2])", "ArgumentError"), ("sparsevec([1], [2^60])", "OverflowError"),
    ("SparseVector(2, [2, 1], [1, 1])", "DimensionMismatch"), ("spzeros(-1)", "ArgumentError"), ("sprand(3, 1.5)", "ArgumentError"),
    ("sparse([1, 0])[3]", "BoundsError: attempt to access 2-element SparseVector{Int64, Int64} with 1 stored entry at index [3]"),
    ("sparse([1, 0])[1:3]", "BoundsError"), ("sparse([1, 0])[[true]]", "BoundsError"), ("sparse([1, 0])[1, 2]", "BoundsError"),
    ("v = sparse([1, 0]); v[3] = 1", "BoundsError"), ("v = sparse([1, 0]); v[1] = 1.5", "InexactError"), ("v = sparse([1, 0]); v[1:2] = 3", "ArgumentError"),
    ("v = sparse([1, 0]); v[1:2] = [1, 2, 3]", "DimensionMismatch: tried to assign 3 elements to 2 destinations"),
    ("sparse([1, 0]) + sparse([1, 0, 0])", "DimensionMismatch: dimensions must match: a has size (2,), b has size (3,)"),
    ("sparse([1, 0]) - [1, 2, 3]", "DimensionMismatch: dimensions must match: a has size (2,), b has size (3,)"),
    ("sparse([1, 0]) + 1", "MethodError"), ("sparse([1, 0]) * sparse([1, 0])", "MethodError"), ("sparse([1, 0]) + I", "DimensionMismatch"),
    ("sparse([1 0; 0 1]) * sparse([1, 0, 0])", "DimensionMismatch: A has size (2, 2), B has size (3,)"),
    ("sparse([1, 0])' * sparse([1, 0, 0])", "DimensionMismatch: A has size (1, 2), B has size (3,)"),
    ("dot(sparse([1, 0]), sparse([1, 0, 0]))", "DimensionMismatch: dot product arguments have lengths 2 and 3"),
    ("sparse([1.0 0; 0 1]) \\ sparse([1, 2, 3])", "DimensionMismatch"), ("sparse([1, 0]) .+ sparse([1, 0, 0])", "DimensionMismatch"),
    ("det(sparse([1]))", "DimensionMismatch"), ("diag(sparse([1, 0]))", "MethodError"), ("sparse([1, 0])^2", "MethodError"),
    ("permute(sparse([1 0; 0 1]), [1], [1, 2])", "ArgumentError: the row-permutation has 1 entries, and the matrix 2 rows"),
    ("permute(sparse([1 0; 0 1]), [1, 2], [1, 1])", "ArgumentError: the column-permutation must be a permutation of 1:2"),
    ("nonzeroinds(sparse([1 0]))", "MethodError"), ("nonzeros([1, 0])", "MethodError"), ("maximum(spzeros(0))", "ArgumentError"),
  ])
  func `wrong input is told`(_ code: String, _ error: String) {
    #expect(evaluate(code).hasPrefix(error), "\(code): \(evaluate(code))")
  }

  @Test(arguments: [
    "(v[2], v[1], v[end], v[4, 1]) == (1.5, 0, -2, 0)", "v[2:3] isa SparseVector && v[2:3] == [1.5, 0]", "v[[5, 2, 2]] == [-2, 1.5, 1.5]",
    "v[:] == v && v[:] isa SparseVector", "v[[false, true, false, false, true]] == [1.5, -2]", "v[v .< 0] == [-2]", "v[2:1] == Float64[]",
    "v[1] = 3; v[2] = 0; (v == [3, 0, 0, 0, -2], nnz(v)) == (true, 3)", "v[1:2] = [7, 8]; v == [7, 8, 0, 0, -2]", "v[3] += 1; v[3] == 1",
    "v[2:3] .= 4; v == [0, 4, 4, 0, -2]", "v .= 1; v == ones(5) && v isa SparseVector", "v .*= 2; v == [0, 3, 0, 0, -4]",
    "w = copy(v); w[1] = 9; v[1] == 0", "length(v) == 5 && size(v) == (5,) && size(v, 1) == 5 && ndims(v) == 1 && eltype(v) == Float64",
    "nnz(v) == 2 && findnz(v) == ([2, 5], [1.5, -2]) && nonzeros(v) == [1.5, -2] && nonzeroinds(v) == rowvals(v) == [2, 5]",
    "[x for x in v] == [0, 1.5, 0, 0, -2]", "collect(eachindex(v)) == 1:5 && axes(v) == (1:5,) && lastindex(v) == 5 && collect(keys(v)) == 1:5",
    "!isempty(v) && isempty(spzeros(0)) && iszero(zero(v)) && zero(v) isa SparseVector", "findall(v .> 0) == [2] && argmax(v) == 2",
    "x = [1, 2, 3, 4, 5]; x[v .!= 0] == [2, 5]", "x = zeros(5); x .+= v; x == v", "x = zeros(5, 2); x[:, 1] = v; x[:, 1] == v",
    "v == [0, 1.5, 0, 0, -2] && [0, 1.5, 0, 0, -2] == v && v != [1, 2] && v == copy(v) && v != reshape([0, 1.5, 0, 0, -2], 5, 1)",
    "v ≈ v .* (1 + 1e-12) && v ≉ 2v && v ≈ Vector(v)", "isequal(v, copy(v)) && isequal(v, Vector(v)) && !isequal(v, 2v) && isequal(sparse([NaN 0]), [NaN 0])", "sparse([1, 2, 3]) == 1:3 && sparse(reshape([1, 2], 2, 1)) != sparse([1, 2])",
    "w = sparsevec([1, 2], [0, 3]); nnz(dropzeros(w)) == 1 && dropzeros(w) isa SparseVector && w == dropzeros(w)",
    "w = sparse([1e-9, 3]); droptol!(w, 1e-6); nnz(w) == 1 && w isa SparseVector", "view(v, 2:3) == [1.5, 0]",
  ])
  func `elements are read and written`(_ code: String) {
    let made = "v = sparsevec([2, 5], [1.5, -2]); "
    #expect(evaluate(made + code) == "true", "\(code): \(evaluate(made + code))")
  }

  @Test(arguments: [
    "v + w == x + y && v + w isa SparseVector", "v - w == x - y && v - w isa SparseVector", "v + y == x + y && v + y isa Vector", "y - v == y - x",
    "-v == -x && -v isa SparseVector", "3v == 3x && v * 3 isa SparseVector", "v / 2 == x / 2 && v / 2 isa SparseVector", "im * v == im * x",
    "S * v == M * x && S * v isa SparseVector", "M * v == M * x && M * v isa Vector", "v' * w == 8 && v'w == x'y && transpose(v) * w == 8",
    "v' * y == x' * y", "y' * v == y' * x", "v' * S == x' * M && v' * S * w == x' * M * y", "v' * M == x' * M", "v * w' == x * y' && issparse(v * w')",
    "v * y' == x * y' && y * v' == y * x'", "v'' == v && v'' isa SparseVector && size(v') == (1, 3) && v'[1, 3] == v'[3] == 2", "abs.(-v)' == abs.(x)'",
    "dot(v, w) == 8 && dot(v, y) == dot(x, w) == 8", "norm(v) == norm(x) && norm(v, 1) == 3 && norm(v, Inf) == 2", "sum(v) == 3 && sum(v, dims = 1) == [3]",
    "prod(v) == 0 && maximum(v) == 2 && minimum(v) == 0 && mean(v) == 1", "abs.(-v) == x && abs.(-v) isa SparseVector && nnz(abs.(-v)) == 2",
    "v .+ 1 == x .+ 1 && v .+ 1 isa SparseVector", "v .* w == x .* y && nnz(v .* w) == 2", "v .* S == x .* M && v .* y == x .* y", "(v .> 1) == (x .> 1)",
    "map(abs2, v) == abs2.(x) && map(abs2, v) isa SparseVector && map(a -> a + 1, v) == x .+ 1 && map(+, v, w) == x + y",
    "map(abs2, S) == abs2.(M) && issparse(map(abs2, S))", "S \\ v ≈ M \\ x && M \\ v ≈ M \\ x && lu(S) \\ v ≈ M \\ x", "I * v == x && v * 2I == 2x",
    "[v w] == [x y] && issparse([v w]) && size([v w]) == (3, 2)", "[v; w] == [x; y] && [v; w] isa SparseVector && [v; 4] == [x; 4] && [v; y] == [x; y]",
    "[v v; w w] == [x x; y y]", "[S v] == [M x]", "kron(v, w) == kron(x, y) && kron(v, w) isa SparseVector", "float(sparse([1, 0])) isa SparseVector{Float64}",
    "reverse(v) == [2, 0, 1] && cumsum(v) == [1, 1, 3] && normalize(v) ≈ normalize(x) && sort(v) == [0, 1, 2]", "cg(sparse([2.0 0; 0 1]), sparse([2, 0])) ≈ [1, 0]",
    "derivative(t -> sum(t * v), 1.0) == 3 && derivative(t -> sum(v .* t), 1.0) == 3 && (1 // 2) .* v == [1 // 2, 0, 1]",
    "S[:, 1] isa SparseVector && S[:, 1] == M[:, 1] && S[2, :] == M[2, :] && S[1:2, 3] == M[1:2, 3] && S[3, [1, 3]] == M[3, [1, 3]]",
    "S[:] isa SparseVector && S[:] == M[:] && S[[1, 9]] == M[[1, 9]] && S[S .> 2] == M[M .> 2]", "[sum(S[:, j]) for j in 1:3] == vec(sum(M, dims = 1))",
  ])
  func `arithmetic is that of dense vectors`(_ code: String) {
    let made = "x = [1, 0, 2]; y = [4, 5, 2]; v = sparse(x); w = sparse(y); S = sparse([4.0 1 0; 1 3 0; 0 1 2]); M = Matrix(S); "
    #expect(evaluate(made + code) == "true", "\(code): \(evaluate(made + code))")
  }

  @Test(arguments: [
    "(v' * v, transpose(v) * v) == (2, 0)", "dot(v, w) == -im && dot(w, v) == im", "v' == x' && conj.(v) == conj.(x)", "S * v == Matrix(S) * x",
    "v'' == x && transpose(transpose(v)) == x && transpose(v') == conj.(x)", "typeof(v) == SparseVector{ComplexF64, Int64}", "abs.(v) == [1, 0, 1]",
  ])
  func `complex ones are conjugated`(_ code: String) {
    let made = "x = [1, 0, im]; v = sparse(x); w = sparse([0, 5im, 1.0]); S = sparse([1 0 im; 0 1 0]); "
    #expect(evaluate(made + code) == "true", "\(code): \(evaluate(made + code))")
  }

  @Test func `integers stay integers, exact or refused`() {
    #expect(evaluate("sparse([1, 0]) + sparse([2, 3])") == "2-element SparseVector{Int64, Int64} with 2 stored entries:\n  [1]  =  3\n  [2]  =  3")
    #expect(evaluate("sparse([1, 0])' * sparse([2, 3])") == "2")
    #expect(evaluate("typeof(sparse([1, 0]) / 1)") == "SparseVector{Float64, Int64}")
    #expect(evaluate("sparse([2^27])' * sparse([2^26])").hasPrefix("OverflowError"))
    #expect(evaluate("sparsevec([1, 1], [2^53 - 1, 1])").hasPrefix("OverflowError"))
  }

  @Test(arguments: [
    "sparse_hcat(S, [1, 2]) == [1 0 1; 0 2 2] && issparse(sparse_hcat([1 2], [3 4]))", "sparse_vcat(S, [5 6]) == [1 0; 0 2; 5 6]",
    "sparse_vcat([1, 0], 3) isa SparseVector && sparse_vcat([1, 0], 3) == [1, 0, 3]", "size(sparse_hcat([1, 0])) == (2, 1)",
    "sparse_hvcat((2, 1), S, S, [1 2 3 4]) == [1 0 1 0; 0 2 0 2; 1 2 3 4]", "sparse_hvcat(2, 1, 2, 3, 4) == [1 2; 3 4] && issparse(sparse_hvcat(2, 1, 2, 3, 4))",
    "permute(S, [2, 1], [1, 2]) == [0 2; 1 0] && permute(S, [2, 1], [2, 1]) == S[[2, 1], [2, 1]]",
  ])
  func `sparse matrices are joined and permuted`(_ code: String) {
    let made = "S = sparse([1 0; 0 2]); "
    #expect(evaluate(made + code) == "true", "\(code): \(evaluate(made + code))")
  }

  @Test func `what is stored alone costs`() {
    #expect(evaluate("n = 10^6; v = sparsevec([1, n], [3.0, 4]); norm(2v - v)") == "5.0")
    #expect(evaluate("v = sparsevec([1, 10^6], [3, 4]); v'v") == "25")
    #expect(evaluate("A = sparse([10^5], [2], [7.0], 10^5, 10^5); v = A[:, 2]; (nnz(v), v[end])") == "(1, 7.0)")
  }
}
