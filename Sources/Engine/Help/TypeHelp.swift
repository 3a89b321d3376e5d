// The types that the language has without a definition, explained.

enum TypeHelp {
  static let entries: [HelpEntry] = numbers + texts + collections + matrices + others + exceptions

  private static let numbers: [HelpEntry] = [
    entry("Number", "Any number, real or complex.", "1.5 isa Number  # => true"),
    entry("Real", "Real numbers: integers, rationals and floats.", "1//2 isa Real  # => true"),
    entry("Integer", "Integers of every width.", "big(2)^70 isa Integer  # => true"),
    entry("Signed", "Integers with a sign.", "Int8(1) isa Signed  # => true"),
    entry("Unsigned", "Integers without a sign.", "0xff isa Unsigned  # => true"),
    entry("AbstractFloat", "Floating-point numbers of every precision.", "1.0 isa AbstractFloat  # => true"),
    entry(
      "AbstractIrrational", others: ["Irrational"], "Constants such as `π`, known to any precision.",
      "Int <: AbstractIrrational  # => false"),
    entry(
      "Int64", others: ["Int"],
      "Integers of 64 bits, the type of integer literals. An operation whose result does not fit gives a `BigInt`.",
      "typeof(3)  # => Int64\ntypeof(2^63)  # => BigInt"),
    entry(
      "Int32", others: ["Int8", "Int16", "Int128"], "Integers of a width of their own, which wrap around as in Julia.",
      "typemax(Int8)  # => 127\nInt8(127) + Int8(1)  # => -128"),
    entry(
      "UInt64", others: ["UInt", "UInt8", "UInt16", "UInt32", "UInt128"],
      "Integers without a sign, of a width of their own, which wrap around. Hexadecimal literals have these types.",
      "typeof(0xff)  # => UInt8\ntypemax(UInt8) == 255  # => true"),
    entry("BigInt", "Integers of any size.", "BigInt(2)^100  # => 1267650600228229401496703205376"),
    entry(
      "Float64", "Floating-point numbers of 64 bits (IEEE 754), the type of decimal literals: about 16 digits.",
      "typeof(1.5)  # => Float64\neps(Float64)  # => 2.220446049250313e-16"),
    entry(
      "Float32", "Floating-point numbers of 32 bits: about 7 digits. Literals end in `f0`.",
      "Float32(1) / 3  # => 0.33333334f0"),
    entry("Float16", "Floating-point numbers of 16 bits: about 3 digits.",
      "Float64(Float16(1) / 3)  # => 0.333251953125"),
    entry(
      "BigFloat", "Floating-point numbers of any precision, 256 bits unless `setprecision` says otherwise.",
      "BigFloat(1) / 3 isa BigFloat  # => true"),
    entry("Bool", "`true` and `false`.", "Bool(1)  # => true"),
    entry(
      "Complex", others: ["ComplexF64"], form: "Complex{T}", "Complex numbers with real and imaginary part of a type.",
      "typeof(1 + 2im)  # => Complex{Int64}\nabs(3 + 4im)  # => 5.0"),
    entry(
      "Rational", form: "Rational{T}", "Exact fractions, written with `//`.",
      "typeof(1//2)  # => Rational{Int64}\n1//2 + 1//3  # => 5//6"),
  ]

  private static let texts: [HelpEntry] = [
    entry("AbstractString", "Strings of every kind.", "\"a\" isa AbstractString  # => true"),
    entry("String", "Text in UTF-8, between double quotes.", "typeof(\"ab\")  # => String"),
    entry("AbstractChar", "Characters of every kind.", "'a' isa AbstractChar  # => true"),
    entry("Char", "A Unicode character, between single quotes.", "Char(97)  # => 'a'"),
    entry("Symbol", "A name as a value: `:red`.", "typeof(:red)  # => Symbol"),
  ]

  private static let collections: [HelpEntry] = [
    entry(
      "Array", form: "Array{T, N}", "Arrays with elements of type `T` and `N` dimensions.",
      "typeof(zeros(2, 2, 2))  # => Array{Float64, 3}"),
    entry(
      "Vector", form: "Vector{T}", "Arrays of one dimension; `Vector{T}(undef, n)` makes one with unset elements.",
      "typeof([1, 2])  # => Vector{Int64}\nVector{Float64}([1, 2])  # => [1.0, 2.0]"),
    entry(
      "Matrix", form: "Matrix{T}", "Arrays of two dimensions; `Matrix{T}(undef, m, n)` makes one with unset elements.",
      "typeof([1 2; 3 4])  # => Matrix{Int64}"),
    entry("VecOrMat", "A vector or a matrix.", "[1, 2] isa VecOrMat  # => true"),
    entry(
      "AbstractArray", others: ["AbstractVector", "AbstractMatrix", "AbstractVecOrMat", "DenseArray"],
      form: "AbstractArray{T, N}", "Everything that is indexed like an array: arrays, ranges, views, special matrices.",
      "1:3 isa AbstractVector  # => true"),
    entry(
      "BitArray", others: ["BitVector", "BitMatrix"], form: "BitArray{N}",
      "Arrays of `Bool`, as comparisons with a dot give them.", "typeof([1, 2] .> 1)  # => BitVector"),
    entry("AbstractRange", form: "AbstractRange{T}", "Ranges of every kind.", "1:2:9 isa AbstractRange  # => true"),
    entry("UnitRange", form: "UnitRange{T}", "Ranges with step 1.", "typeof(1:3)  # => UnitRange{Int64}"),
    entry(
      "StepRange", form: "StepRange{T, S}", "Ranges of integers with a step.",
      "typeof(1:2:9)  # => StepRange{Int64, Int64}"),
    entry(
      "StepRangeLen", form: "StepRangeLen{T}",
      "Ranges of floats: a start, a step and a length, so that no rounding adds up.",
      "0:0.1:1 isa StepRangeLen  # => true"),
    entry(
      "Tuple", form: "Tuple{A, B}", "A fixed number of values of types of their own.",
      "typeof((1, \"a\"))  # => Tuple{Int64, String}"),
    entry("NamedTuple", "A tuple whose elements have names.", "(a = 1, b = 2) isa NamedTuple  # => true"),
    entry("Pair", form: "Pair{A, B}", "Two values, `a => b`.", "typeof(1 => 2)  # => Pair{Int64, Int64}"),
    entry(
      "Dict", others: ["AbstractDict"], form: "Dict{K, V}",
      "Values by their keys, in the order in which the keys came.",
      "d = Dict(\"a\" => 1)\nd[\"b\"] = 2\nd[\"b\"]  # => 2"),
    entry(
      "Set", others: ["AbstractSet"], form: "Set{T}", "Distinct values, in the order in which they came.",
      "length(Set([1, 2, 1]))  # => 2"),
    entry("BitSet", "A set of integers, in increasing order.", "collect(BitSet([3, 1, 3]))  # => [1, 3]"),
    entry(
      "IdDict", form: "IdDict{K, V}", "A dictionary whose keys are compared by `===`: equal arrays are different keys.",
      "d = IdDict([1] => 2)\nhaskey(d, [1])  # => false"),
  ]

  private static let matrices: [HelpEntry] = [
    entry(
      "SparseMatrixCSC", form: "SparseMatrixCSC{T, Int64}",
      "A matrix of which only some elements are stored, column after column; `sparse` makes one.",
      "A = sparse([1 0; 0 3]); (nnz(A), A * [1, 2])  # => (2, [1, 6])"),
    entry(
      "SparseVector", form: "SparseVector{T, Int64}",
      "A vector of which only some elements are stored; `sparsevec` makes one, and `A[:, j]` of a sparse matrix gives one.",
      "v = sparsevec([2, 5], [1.0, 3]); (length(v), nnz(v))  # => (5, 2)"),
    entry(
      "AbstractSparseArray", others: ["AbstractSparseVector", "AbstractSparseMatrix"], form: "AbstractSparseArray{T, Int64, N}",
      "Sparse vectors and matrices.", "sparse([1, 0]) isa AbstractSparseVector  # => true"),
    entry(
      "Polynomial", form: "Polynomial(coefficients, x)",
      "A polynomial by its coefficients, the constant one first, and the name of its variable, `:x` if none is given.",
      "p = Polynomial([1, 2, 3]); p(2)  # => 17"),
    entry("Diagonal", "A matrix that keeps its diagonal only.", "Diagonal([1, 2]) * [3, 4]  # => [3, 8]"),
    entry(
      "Symmetric", others: ["Hermitian"], "A matrix equal to its (conjugate) transpose, given by its upper triangle.",
      "Symmetric([1 2; 0 3])[2, 1]  # => 2"),
    entry(
      "UpperTriangular", others: ["LowerTriangular", "UnitUpperTriangular", "UnitLowerTriangular", "UpperHessenberg"],
      "A matrix that is zero below (above) its diagonal, which is one in a unit triangle; a Hessenberg matrix has one diagonal more.",
      "UpperTriangular([1 2; 3 4])[2, 1]  # => 0"),
    entry(
      "Tridiagonal", others: ["SymTridiagonal", "Bidiagonal"], form: "Tridiagonal(dl, d, du)",
      "A matrix of three diagonals; `SymTridiagonal(d, e)` is symmetric, and `Bidiagonal(d, e, :U)` has one diagonal beside the main one.",
      "Tridiagonal([1], [2, 3], [4])  # => [2 4; 1 3]\nSymTridiagonal([1, 2], [3])  # => [1 3; 3 2]\nBidiagonal([1, 2], [3], :L)  # => [1 0; 3 2]"),
    entry(
      "UniformScaling", form: "UniformScaling(x)", "`x * I`: a multiple of the identity that takes the size of its partner.",
      "UniformScaling(2) * [1, 2]  # => [2, 4]"),
    entry(
      "Factorization",
      others: [
        "LU", "QR", "QRPivoted", "LQ", "Cholesky", "CholeskyPivoted", "BunchKaufman", "LDLt", "Eigen", "GeneralizedEigen", "SVD", "Schur",
        "GeneralizedSchur", "GeneralizedSVD", "Hessenberg",
      ], "What `lu`, `eigen`, `svd` and their like give: the factors, and `\\`, `det`, `inv` by them.",
      "svd([3.0 0; 0 2]) isa SVD  # => true"),
    entry(
      "Adjoint", others: ["Transpose"], "The type of `A'` where it is kept as a view.",
      "adjoint([1 2; 3 4])  # => [1 3; 2 4]"),
  ]

  private static let others: [HelpEntry] = [
    entry("Any", "Every value.", "1 isa Any  # => true"),
    entry(
      "SubString", form: "SubString(s, i, j)",
      "A part of a text, which shares its bytes; `split`, `strip` and `match` give such parts.",
      "SubString(\"mathematics\", 1, 4)  # => \"math\""),
    entry("Nothing", "The type of `nothing`, which stands for no value.", "typeof(nothing)  # => Nothing"),
    entry(
      "Missing", "The type of `missing`, a value that is not known; what is computed with it is missing too.",
      "1 + missing  # => missing"),
    entry("Colon", "The type of a lone `:` as an index.", "(:) isa Colon  # => true"),
    entry("Function", "Functions of the library and of blocks.", "sin isa Function  # => true"),
    entry("Union", form: "Union{A, B}", "The values of several types.", "1 isa Union{Int, String}  # => true"),
    entry("Type", others: ["DataType"], form: "Type{T}", "Types, as values.", "Int isa DataType  # => true"),
    entry(
      "Vararg", "Behind the other types of a tuple, any number of one.", "(1, 2, 3) isa Tuple{Vararg{Int}}  # => true"),
    entry(
      "Val", form: "Val(x)", "A value as a type, by which methods can be chosen.",
      "f(::Val{:up}) = 1\nf(::Val{:down}) = -1\nf(Val(:down))  # => -1"),
    entry("IO", "What text is printed to.", "stdout isa IO  # => true"),
    entry(
      "MIME", form: "MIME\"text/plain\"",
      "The type of a format: a method `show(io::IO, ::MIME\"text/plain\", x::T)` says how a block shows a value.",
      "MIME(\"text/plain\") isa MIME\"text/plain\"  # => true"),
    entry(
      "Enum", "The types that `@enum` defines.", "@enum Side left right\nright isa Enum  # => true"),
    entry(
      "VersionNumber", "Versions, ordered as their numbers are: `v\"1.2.3\"`.", "VersionNumber(\"1.2.3\").minor  # => 2"),
  ]

  private static let exceptions: [HelpEntry] = [
    exception("Exception", "All of them: `catch e` gives one.", "error(\"stop\")"),
    exception(
      "ArgumentError", "An argument that the function has no use for.", "throw(ArgumentError(\"n is negative\"))"),
    exception("AssertionError", "An `@assert` that does not hold.", "@assert 1 > 2"),
    exception("BoundsError", "An index outside of a collection.", "[1, 2][3]"),
    exception("DimensionMismatch", "Arrays whose sizes do not fit.", "[1, 2] + [1, 2, 3]"),
    exception("DivideError", "An integer division by zero.", "1 ÷ 0"),
    exception("DomainError", "An argument for which a function is not defined.", "sqrt(-1)"),
    exception("ErrorException", "What `error` throws.", "error(\"stop\")"),
    exception("InexactError", "A value that the wanted type cannot hold.", "Int(1.5)"),
    exception("KeyError", "A key that a dictionary does not have.", "Dict(1 => 2)[3]"),
    exception("MethodError", "A call whose arguments no method takes.", "sqrt(\"two\")"),
    exception("OverflowError", "A result too large for its type.", "throw(OverflowError(\"too large\"))"),
    exception("SingularException", "A matrix without inverse where one is needed.", "inv([1 2; 2 4])"),
    exception("ZeroPivotException", "A pivot of zero where no rows are exchanged.", "lu([0 1; 1 0], NoPivot())"),
    exception("PosDefException", "A matrix that is not positive definite where it has to be.", "cholesky([1 2; 2 1])"),
    exception("StackOverflowError", "A recursion that is too deep.", "f(n) = 1 + f(n + 1); f(1)"),
    exception("StringIndexError", "An index inside a character of a string.", "\"äb\"[2]"),
    exception("TestSetException", "A test set of which a test failed.", "@testset \"sums\" begin\n    @test 1 + 1 == 3\n  end"),
    exception("TypeError", "A value of another type than the one that is needed.", "1::String"),
    exception("UndefKeywordError", "A keyword argument that has to be given and is not.", "g(; a) = a; g()"),
    exception("UndefRefError", "An element that was never set.", "throw(UndefRefError())"),
    exception("UndefVarError", "A name that is not defined.", "undefined_name"),
    entry(
      "CapturedException",
      others: [
        "CompositeException", "EOFError", "FieldError", "InterruptException", "LAPACKException", "MissingException", "OutOfMemoryError",
        "ParseError", "RankDeficientException", "SyntaxError", "SystemError",
      ], "Other exceptions, with the names that they have in Julia.", "EOFError <: Exception  # => true"),
  ]

  private static func entry(
    _ name: String, others: [String] = [], form: String? = nil, _ text: String, _ example: String
  ) -> HelpEntry {
    HelpEntry(.type, name, others: others, topic: "Types", signature: form ?? name, text: text, example: example)
  }

  /// - Parameter code: a statement that throws it.
  private static func exception(_ name: String, _ text: String, _ code: String) -> HelpEntry {
    HelpEntry(
      .type, name, topic: "Exceptions", signature: name, text: text,
      example: "try\n  \(code)\ncatch e\n  e isa \(name)\nend  # => true")
  }
}
