// What hostile callers pass: expressions that are evaluated afresh for each call.

/// The table of arguments from which ``HostileCalls`` are put together.
enum HostileArguments {
  /// Each is tried as the only argument of every function, and by chance among others.
  static let all: [String] = small + numbers + strings + arrays + lazy + functions + kinds

  /// Those that break most: all pairs of these are tried.
  static let sharpest: [String] = [
    "1", "-1", "0", "3", "typemin(Int)", "typemax(Int)", "10^12", "big(10)^40", "2.5", "NaN", "Inf", "-1e308", "1//2",
    "1im", "true", "'é'", "missing", "nothing", "\"aé\"", "\"\"", ":a", "[3, 1, 2]", "[1.0, NaN]", "Int[]", "Any[1, missing, \"a\"]",
    "[1 2; 3 4]", "zeros(0, 3)", "1:10^18", "0:0.1:1e300", "Iterators.countfrom(1)", "Iterators.cycle([1, 2])", "(1, 2)", "()",
    "Dict(1 => 2)", "Set([1, 2])", "sin", "x -> error(\"no\")", "x -> x", "(x, y) -> x", "Int", "Float64", "r\"(a*)*b\"",
  ]

  /// What once crashed, hung, or took all memory.
  static let formerDefects = [
    "hessian(0, collect(1:10^5))", "write((a = Any[1]; push!(a, a); a))", "scatter([1, 2], linecolor = typemin(Int))",
    "cor(Iterators.partition(1:10^18, 10^9))", "span(CartesianIndices((10^9, 10^9)))",
    "copyto!([1, 2], typemax(Int), [1, 2])", "copyto!([1, 2], 1, [1, 2], typemin(Int))",
    "copyto!([1, 2], 1, [1, 2], 1, typemax(Int))", "plot([1])[typemin(Int)]",
    "v = Any[[\"a\"^20], [\"b\"^20]]; filter(x -> (empty!(v); true), v)",
    "v = Any[\"a\"^20, \"b\"^20]; sort!(v, lt = (a, b) -> (empty!(v); a < b))",
    "v = [1.0, 2, 3]; sort!(v, lt = (a, b) -> (empty!(v); a < b))",
    "v = Any[\"a\"^20, \"b\"^20]; findmax(x -> (empty!(v); x), v)",
    "v = Any[\"a\"^20, \"b\"^20]; unique!(x -> (empty!(v); x), v)",
    "v = Any[\"a\"^20, \"b\"^20]; map!(x -> (empty!(v); x), v, v)",
    "v = Any[\"a\"^20, \"b\"^20]; f(x) = (empty!(v); x); v .= f.(v)",
    "v = [big(10)^30, big(10)^31]; accumulate((a, b) -> (empty!(v); a + b), v)",
    "v = Any[\"a\"^20, \"b\"^20]; replace(x -> (empty!(v); x), v)",
    "v = Any[\"a\"^20, \"b\"^20]; try replace!(x -> (empty!(v); x), v) catch end; 1",
    "d = Dict(\"a\"^20 => [\"x\"^20], \"b\"^20 => [1]); for (k, w) in d; empty!(d); print(k, w); end",
    "d = Dict(\"a\"^20 => [\"x\"^20], \"b\"^20 => [1]); for k in keys(d); empty!(d); print(k); end",
    "d = Dict(\"a\"^20 => [\"x\"^20], \"b\"^20 => [1]); filter!(p -> (empty!(d); true), d)",
    "s = Set([\"a\"^20, \"b\"^20]); for x in s; empty!(s); print(x); end",
    "for x in Iterators.product((\"a\"^i for i in 1:3), (\"a\"^i for i in 1:3)); print(x); end",
    "for x in Iterators.reverse((\"a\"^i for i in 1:3)); print(x); end",
    "for x in Iterators.accumulate(*, [\"a\", \"b\"]; init = \"c\"^20); print(x); end",
    "for x in qr([1 2; 3 4]) end",
    "for x in eachrow([1.0, 2.0]); error(\"no\"); end",
    "annotate!(-1)",
    "plot(1:3); annotate!(-1)",
    "1:1//2:10^9",
    "1:1//0",
    "LinearIndices((typemax(Int), 2))",
    "-(typemin(Int):typemax(Int))",
    "v = Any[1]; push!(v, v); -v",
    "Iterators.nth(1:3, typemin(Int))",
    "hvcat((typemax(Int), 2), 1, 2, 3)",
    "indicatormat([1], 10^12)",
    "pairwise(+, collect(1:10^5))",
    "repeat([1, 2]; inner = 2^33, outer = 2^33)",
    "circshift((), 1)",
    "kron(fill(1), [1])",
    "fill(1) * [1]",
    "rand(10^18, 10^18, 0)",
    "view([1, 2], typemin(Int):typemax(Int))",
    "reverse([1, 2], typemin(Int))",
    "any(Iterators.flatten(Iterators.repeated(1:0)))",
    "allunique(Iterators.partition(1:10^18, 10^9))",
    "allequal(enumerate(1:10^18))",
    "diff(Iterators.product(1:10^6, 1:10^6, 1:10^6))",
    "nextprime(big(10)^1000)",
    "isprime(big(3)^200000 + 1)",
    "gcdx(big(3)^200000, big(2)^300000 + 1)",
    "powermod(3, big(2)^100000, big(7)^30000)",
    "primes(10^18, 10^18 + 10)",
    "digits(big(2)^(2^20), base = 1000)",
    "range(1//0)",
  ]

  /// Types that are called to make values.
  static let constructors = [
    "Int64", "Int32", "UInt64", "Int8", "BigInt", "Float64", "Float32", "Float16", "BigFloat", "Bool", "Complex", "Rational",
    "String", "Char", "Symbol", "Array", "Vector", "Matrix", "UnitRange", "StepRange", "StepRangeLen", "Tuple", "Pair", "Dict",
    "Set", "Diagonal", "Symmetric", "UpperTriangular", "Adjoint", "BitArray", "Vector{Int}", "Matrix{Float64}", "Dict{Int, Int}",
    "Rational{Int}", "Complex{Float64}", "Vector{Vector{Int}}", "Tuple{Int, Int}", "DomainError", "BoundsError", "KeyError",
  ]

  /// What is done with a call, which stands at the mark.
  static let uses = [
    "□", "□", "□", "□", "□", "□;", "collect(□)", "string(□)", "sum(□)", "length(□)", "first(□)", "last(□)", "for x in □ end",
    "hash(□)", "□ == □", "deepcopy(□)", "□[1]", "□[end]", "sort(□)", "@sprintf(\"%10.3f\", □)", "(□,)", "[□]", "typeof(□)", "repr(□)",
    "try □ catch; end",
  ]

  private static let small = [
    "-1", "0", "1", "2", "3", "64", "1000", "true", "false", "0x05", "Int32(7)",
    "missing", "nothing", "undef", ":a", ":", "'a'", "'\\0'", "'é'", "im", "π", "ℯ",
  ]

  private static let numbers = [
    "typemin(Int)", "typemax(Int)", "typemin(Int) + 1", "typemin(Int32)", "typemax(UInt64)", "typemin(Int128)",
    "10^6", "10^12", "-10^12", "10^18", "big(10)^40", "-big(10)^1000", "big(2)^(2^20)", "big(3)^200000 + 1",
    "NaN", "Inf", "-Inf", "-0.0", "5e-324", "1e308", "-1e308", "0.1", "1e-300", "2.5", "1e18", "9.3e18",
    "NaN32", "Float32(1e30)", "Float16(6e4)",
    "complex(NaN, 0)", "complex(Inf, -Inf)", "1e308 + 1e308im", "complex(0, 0)", "complex(1//0, 2//3)", "big(2)^100 * im",
    "1//2", "1//0", "-1//0", "big(10)^50 // 7", "typemax(Int) // 3",
    "big\"1.5\"", "big\"1e1000000\"", "big\"-1e-1000000\"", "BigFloat(NaN)", "BigFloat(π; precision = 20000)",
    "π * 10^6", "1..2", "-Inf..Inf",
  ]

  private static let strings = [
    "\"\"", "\"a\"", "\"aé∀😀\"", "\"\\xff\\xe2\\x88\"", "\"a\\0b\"", "repeat(\"a\", 10^6)", "repeat(\"é\", 10^5)",
    "\"1e400\"", "\"-\"", "\"0x\"", "repeat(\"9\", 10^5)", "\"%d\"", "\"(\"", "\"-9223372036854775808\"", "\"\\n\\t \"",
    "r\"\"", "r\"(a*)*b\"", "r\"(a|a)*$\"", "r\"(?:(?:a?){30}){30}\"", "r\"é\"", "r\"\\b\"", "'a':'z'",
  ]

  private static let arrays = [
    "Int[]", "Float64[]", "Any[]", "String[]", "[]", "[0]", "[1]", "[1, 2, 3]", "[3, 1, 2]", "[1.0, 2.0, 3.0]", "[1.0, NaN, -0.0]",
    "[NaN]", "[Inf, -Inf]", "[true, false]", "[missing]", "[1, missing]", "Any[1, \"a\", nothing]", "Any[missing, NaN]", "[nothing]",
    "[typemin(Int), -1]", "[typemax(Int), 1]", "[big(10)^40, 1]", "[1//2, 1//0]", "[1.0im, NaN * im]", "[10^12]", "[-1, 10^18]",
    "['a', 'é']", "[\"b\", \"a\"]", "[[1], [2, 3]]", "[(1, 2), (3, 4)]", "[sin, cos]", "[1:3, 2:4]", "[1 => 2]", "[:a, :b]",
    "zeros(0, 3)", "zeros(3, 0)", "zeros(1, 1)", "[1 2; 3 4]", "[1.0 2.0; 2.0 1.0]", "[NaN NaN; NaN NaN]", "[1.0 Inf; 0 1]",
    "[1 2 3; 4 5 6]", "Any[1 missing; \"a\" 2]", "[1//2 1; 0 1//3]", "[1im 2; 3 4im]", "big.([1 2; 3 4])", "zeros(2, 2, 2)", "zeros(0, 0)",
    "zeros(2, 0, 3)", "fill(1)", "fill(NaN, 1, 1)", "rand(300, 300)", "ones(10^5)", "collect(1:10^5)", "trues(1000)", "falses(0)",
    "[3, 1, 2]'", "[1 2; 3 4]'", "Diagonal([1, 2])", "Diagonal([NaN, 0.0])", "Symmetric([1 2; 2 1])", "UpperTriangular([1.0 2; 0 0])", "I",
    "view([1, 2, 3], 2:3)", "view([1 2; 3 4], :, 1)", "reshape(1:6, 2, 3)", "(a = Any[1]; push!(a, a); a)", "Ref(1)",
    "1:0", "1:3", "3:-1:1", "0:0.1:1", "1:10^18", "typemin(Int):typemax(Int)", "typemax(Int)-1:typemax(Int)", "1:2^62:typemax(Int)",
    "0:0.1:1e300", "1.0:1e18", "LinRange(0, 1, 10^12)", "range(0, 1, length = 10^15)", "big(1):big(10)^30", "1:1//2:10^9", "0:0",
    "CartesianIndices((3, 3))", "CartesianIndices((10^9, 10^9))", "CartesianIndex(1, 1)", "CartesianIndex(10^18, 10^18)", "OneTo(10^18)",
    "LinearIndices((10^9, 10^9))", "eachindex([1, 2])", "axes(zeros(2, 2))",
  ]

  private static let lazy = [
    "Iterators.countfrom(1)", "Iterators.cycle([1, 2])", "Iterators.cycle(Int[])", "Iterators.repeated(1)", "Iterators.repeated(1, 10^18)",
    "Iterators.filter(x -> false, Iterators.countfrom(1))", "Iterators.map(x -> x^2, Iterators.countfrom(1))", "Iterators.product(1:10^6, 1:10^6, 1:10^6)",
    "Iterators.product(1:10, Iterators.countfrom(1))", "Iterators.flatten(Iterators.repeated(1:0))", "Iterators.flatten(Iterators.repeated([1]))",
    "Iterators.takewhile(x -> true, Iterators.countfrom(1))", "Iterators.dropwhile(x -> true, Iterators.countfrom(1))",
    "Iterators.drop(1:10^18, 10^17)", "Iterators.drop(Iterators.countfrom(1), 10^18)", "Iterators.take(Iterators.countfrom(1), 10^18)",
    "Iterators.partition(1:10^18, 10^9)", "Iterators.reverse(1:10^18)", "enumerate(1:10^18)", "zip(1:10^18, Iterators.countfrom(1))",
    "(x for x in 1:10^18)", "(x for x in 1:10^18 if x < 0)", "((x, y) for x in 1:10^9, y in 1:10^9)", "skipmissing([missing, 1])",
    "Iterators.rest([1, 2, 3], 2)", "Iterators.accumulate(+, 1:10^18)", "eachrow([1 2; 3 4])", "eachcol(zeros(2, 0))", 
    "pairs([1, 2])", "eachmatch(r\"\", \"aé\")", "keys(Dict(1 => 2))", "values(Dict(1 => 2))",
  ]

  private static let functions = [
    "sin", "+", "<", "identity", "isless", "string", "push!", "x -> x", "() -> 1", "x -> error(\"no\")", "x -> nothing", "x -> missing",
    "x -> \"a\"", "x -> NaN", "x -> x > 0", "(x, y) -> x", "(x, y) -> true", "(x, y) -> error(\"no\")", "(x, y, z) -> x", "(x...) -> x",
    "(x...; kw...) -> 1", "x -> [x]", "x -> [x, x]", "x -> 10^12", "x -> big(10)^40", "(f(x) = f(x); f)", "(f(x...) = f(x...) + 1; f)",
    "x -> 1:10^18", "x -> Iterators.countfrom(1)", "sin ∘ cos", "Returns(1)", "==(1)", "in([1, 2])", "splat(+)",
    "x -> while true end", "x -> zeros(10^9)", "!", "ismissing", "(x, y) -> missing", "x -> x === nothing",
  ]

  private static let kinds = [
    "()", "(1,)", "(1, 2)", "(1, 2, 3)", "(0, 10^18)", "(10^9, 10^9)", "(-1, 2)", "(typemax(Int), 2)", "(NaN, \"a\")", "((1, 2), (3, 4))", "(a = 1, b = 2)", "(;)",
    "Dict()", "Dict(1 => 2)", "Dict(\"a\" => 1, \"b\" => [1])", "Dict(NaN => NaN)", "(d = Dict{Any, Any}(); d[1] = d; d)",
    "Set()", "Set([1, 2])", "Set([NaN])", "1 => 2", "\"a\" => \"b\"", "'a' => \"\"", "r\"a*\" => \"b\"", "1 => 10^18",
    "Int", "Float64", "String", "Any", "Vector", "Vector{Int}", "Matrix{Float64}", "BigInt", "BigFloat", "Complex", "Rational{Int}", "UInt8", "Int8",
    "Bool", "Char", "Symbol", "Nothing", "Missing", "Union{}", "Union{Int, Missing}", "Dict{Int, Int}", "Tuple{Int, Int}", "Tuple", "Number", "Function",
    "NTuple{3, Int}", "Type", "IOBuffer()", "stdout", "ErrorException(\"a\")", "Xoshiro(1)", "RoundUp", "RoundNearest", "PartialQuickSort(3)", "Some(1)",
    "ColumnNorm()", "Weights([1, 2, 3])", "qr([1.0 2; 3 4])", "lu([1.0 2; 3 4])", "svd([1.0 2; 3 4])", "cholesky([2.0 1; 1 2])", "eigen([1.0 2; 3 4])",
    "plot([1, 2])", "match(r\"(a)(b)?\", \"a\")", "MathConstants.golden", "Forward", "Reverse",
    "(struct_of_nothing = (x = nothing,))", "@view([1, 2, 3][2:2])", "Returns(10^18)", "Val(1)", "L1dist", "cgrad(:viridis)",
  ]
}
