// Values nested deep, shared many times over, or held by themselves: every operation ends in a value or an error.

import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct DeepValueTests {
  /// How the innermost value and one around another are written.
  static let constructors: [(name: String, innermost: String, around: String)] = [
    ("tuple", "()", "(x,)"), ("long tuple", "()", "(1, x)"), ("named tuple", "(a = 1,)", "(a = x,)"),
    ("array", "Any[1]", "Any[x]"), ("matrix", "1", "hcat(Any[x], 1)"), ("struct", "nothing", "S(x)"),
    ("mutable struct", "nothing", "M(x)"), ("list", "nothing", "L(1, x)"), ("reference", "1", "Ref(x)"),
    ("Some", "1", "Some(x)"), ("pair", "1", "1 => x"), ("dictionary", "1", "Dict(1 => x)"), ("key", "1", "Dict(x => 1)"),
    ("set", "1", "Set(Any[x])"), ("closure", "sin", "let g = x; t -> g(t) end"), ("composition", "sin", "x ∘ identity"),
    ("composition inside", "sin", "identity ∘ x"), ("view", "collect(1:3)", "view(x, 1:3)"),
    ("view of objects", "Any[1, 2]", "view(x, [1, 2])"), ("adjoint", "[1 2; 3 4]", "x'"), ("reshape", "Any[1, 2]", "reshape(x, 1, 2)"),
    ("generator", "1:3", "(t for t in x)"), ("filter", "1:3", "Iterators.filter(t -> true, x)"), ("zip", "1:3", "zip(x)"),
    ("enumerate", "1:3", "enumerate(x)"), ("take", "1:3", "Iterators.take(x, 2)"), ("flatten", "[1, 2]", "Iterators.flatten((x,))"),
    ("reverse", "1:3", "Iterators.reverse(x)"), ("product", "[1, 2]", "Iterators.product(x)"), ("rest", "[1, 2]", "Iterators.rest(x, 1)"),
    ("partition", "[1, 2]", "Iterators.partition(x, 1)"), ("skipmissing", "[1, 2]", "skipmissing(x)"), ("splat", "+", "splat(x)"),
    ("Returns", "1", "Returns(x)"), ("passmissing", "sin", "passmissing(x)"), ("comparison", "1", "==(x)"),
    ("pairs", "[1, 2]", "pairs(x)"), ("keys", "1", "keys(Dict(1 => x))"),
    ("type", "Int", "Vector{x}"), ("tuple type", "Int", "Tuple{x, x}"), ("union", "Int", "Union{Nothing, Vector{x}}"),
  ]

  /// What is done with two such values, `x` and `y`, that were made alike.
  static let operations = [
    "typeof(x)", "x == y", "x == x", "isequal(x, y)", "isless(x, y)", "x === y", "hash(x)", "Dict(x => 1)[y]", "Set(Any[x, y])",
    "sort(Any[x, y])", "unique(Any[x, y])", "string(x)", "repr(x)", "display(x)", "summary(x)", "eltype(x)", "length(x)", "size(x)",
    "isempty(x)", "first(x)", "collect(x)", "deepcopy(x)", "copy(x)", "sum(x)", "map(identity, x)", "x in Any[y]", "1 in x", "[x, y]",
    "[x y]", "(x, y)", "convert(typeof(x), y)", "for t in x end", "x(1)", "x()", "x[1]", "x[]", "x .== y", "identity.(x)",
    "isa(x, typeof(y))", "throw(x)", "error(x)", "@test x == 1", "@show x", "x.a", "reduce(vcat, x)", "vcat(x, y)", "maximum(x)",
    "max(x, y)", "x + y", "x * 2", "-x", "x'", "norm(x)", "dot(x, y)", "zero(x)", "Set(Any[x]) == Set(Any[y])",
    "Dict(1 => x) == Dict(1 => y)", "Dict(x => 1) == Dict(y => 1)", "x ≈ y", "typejoin(typeof(x), Int)", "typeof([x])",
    "typeof(x) == typeof(y)", "string(typeof(x))", "reverse(x)", "only(x)", "collect(Iterators.flatten(x))", "collect(zip(x, y))",
    "a_, b_ = x", "(x...,)", "merge(x, y)", "union(x, y)", "join(Any[x, y])", "Tuple(x)", "g_(a::T, b::T) where T = T; g_(x, y)",
    "accumulate(+, x)", "showerror(stdout, x)", "KeyError(x)", "Dict(1 => 2)[x]", "[1, 2][x]", "x",
  ]

  static func program(_ constructor: (name: String, innermost: String, around: String), depth: Int, _ operations: [String]) -> String {
    var source = "struct S; a; end\nmutable struct M; a; end\nstruct L; a; b; end\n"
    for name in ["x", "y"] {
      source += "\(name) = let x = \(constructor.innermost)\n for i in 1:\(depth)\n  x = \(constructor.around)\n end\n x\nend;\n"
    }
    for operation in operations { source += "try\n \(operation)\n nothing\ncatch\nend\n" }
    return source + "\"done\""
  }

  /// All operations at a million levels take minutes: `NABLA_DEPTH=1000000 swift test -c release --filter DeepValueTests`.
  /// Otherwise each constructor is tried with some of them.
  static let depth = getenv("NABLA_DEPTH").flatMap { Int(String(cString: $0)) }

  @Test(arguments: constructors.indices)
  func deepValuesEndInValuesOrErrors(_ position: Int) {
    let constructor = DeepValueTests.constructors[position]
    let operations = DeepValueTests.operations.enumerated().filter { DeepValueTests.depth != nil || ($0.offset + position) % 6 == 0 }
    let text = evaluate(
      DeepValueTests.program(constructor, depth: DeepValueTests.depth ?? 2_000, operations.map(\.element)))
    // Some cannot even be made: an exception writes what it is given into its message.
    let isExpected = text == "\"done\"" || text.hasPrefix("StackOverflowError") || text.contains("Limit")
    #expect(isExpected, "\(constructor.name): \(text.prefix(200))")
  }

  @Test func whatComparesDeepValuesNeedsNoStack() {
    let tuples = "x = y = (); for i in 1:20_000\n x = (x,); y = (y,)\nend\n"
    #expect(evaluate(tuples + "(x == y, isequal(x, y), x === y, isless(x, y), hash(x) == hash(y))") == "(true, true, true, false, true)")
    #expect(evaluate(tuples + "typeof(x) === typeof(y) && typeof((x,)) === Tuple{typeof(x)}") == "true")
    #expect(evaluate(tuples + "Dict(x => 5)[y]") == "5")
    #expect(evaluate("x = Any[1]; for i in 1:20_000\n x = Any[x]\nend\ny = deepcopy(x); (x == y, x[1] === y[1], length(sort([y, x])))") == "(true, false, 2)")
    #expect(evaluate("x = 1; for i in 1:30_000\n x = Set(Any[x])\nend\ny = deepcopy(x); x == y") == "true")
    #expect(evaluate("f = sin; for i in 1:30_000\n f = f ∘ identity\nend\nf(1)").hasPrefix("StackOverflowError"))
    #expect(evaluate("r = 1; for i in 1:30_000\n r = Ref(r)\nend\nr") == "StackOverflowError: the value is nested too deeply")
    #expect(evaluate("x = 1:3; for i in 1:30_000\n x = Iterators.map(sin, x)\nend\nsum(x)") == "StackOverflowError: the value is nested too deeply")
  }

  @Test func partsThatAreSharedAreVisitedOnce() {
    let tuples = "x = y = (1,); for i in 1:100\n x = (x, x); y = (y, y)\nend\n"
    #expect(evaluate(tuples + "(x == y, isequal(x, y), x === y, isless(x, y), hash(x) == hash(y))") == "(true, true, true, false, true)")
    #expect(evaluate(tuples + "length(string(typeof(x))) < 10_000") == "true")
    #expect(evaluate("x = Any[1]; for i in 1:100\n x = Any[x, x]\nend\ny = deepcopy(x); (y == x, y[1] === y[2])") == "(true, true)")
    #expect(evaluate("x = Set([1]); for i in 1:60\n x = Set(Any[x, Set(Any[x])])\nend\nx == deepcopy(x)") == "true")
  }

  @Test func valuesMayHoldThemselves() {
    #expect(evaluate("a = Any[]; push!(a, a); b = Any[]; push!(b, b); (a == b, isequal(a, b))") == "(true, true)")
    #expect(evaluate("a = Any[1]; a[1] = a; b = deepcopy(a); (b[1] === b, b === a)") == "(true, false)")
    #expect(evaluate("d = Dict{Any, Any}(); d[1] = d; e = deepcopy(d); (e[1] === e, hash(d) isa UInt64)") == "(true, true)")
    #expect(evaluate("mutable struct N; next; end; n = N(1); n.next = (n,); m = deepcopy(n); m.next[1] === m") == "true")
    #expect(evaluate("r = Ref{Any}(1); r[] = (r,); typeof(r) isa DataType") == "true")
    #expect(evaluate("a = Any[]; push!(a, a); norm(a)") == "StackOverflowError: the value is nested too deeply")
  }

  @Test func setsOfSetsAreComparedByTheirMembers() {
    #expect(evaluate("Set([Set([1, 2]), Set([3])]) == Set([Set([3]), Set([2, 1])])") == "true")
    #expect(evaluate("Set([Set([1, 2]), Set([3])]) == Set([Set([3]), Set([2, 4])])") == "false")
    #expect(evaluate("Set([Set([big(2)^53 + 1]), Set([2.0^53])]) == Set([Set([big(2)^53]), Set([big(2)^53 + 1])])") == "true")
    #expect(evaluate("(Dict([1] => 2, [2] => 3) == Dict([2] => 3, [1] => 2), Dict([1] => 2) == Dict([2] => 2))") == "(true, false)")
    #expect(evaluate("Dict(CartesianIndex(1, 2) => 5)[CartesianIndex(1, 2)]") == "5")
    #expect(evaluate("(isequal(Some(1), Some(1.0)), Some(1) === Some(1.0), isequal([Some(NaN)], [Some(NaN)]))") == "(true, false, true)")
  }

  @Test func structuresAreEqualWhereTheyAreTheSame() {
    #expect(evaluate("struct P; a; end; (P(1) == P(1), P(1) == P(1.0), P((1, 2)) == P((1, 2)), P([1]) == P([1]))") == "(true, false, true, false)")
    #expect(evaluate("struct Q; a; end; import Base: ==; Base.:(==)(p::Q, q::Q) = p.a ≈ q.a; [Q(1)] == [Q(1 + 1e-12)]") == "true")
  }

  @Test func copiesShareNothing() {
    #expect(evaluate("struct P; a; end; p = P([1]); q = deepcopy(p); q.a[1] = 2; p.a[1]") == "1")
    #expect(evaluate("x = (a = [1], b = 2 => [3]); y = deepcopy(x); y.a[1] = 9; y.b[2][1] = 9; x") == "(a = [1], b = 2 => [3])")
    #expect(evaluate("r = Ref([1]); s = deepcopy(r); s[][1] = 2; r[]") == "1-element Vector{Int64}:\n 1")
  }

  @Test func messagesThatQuoteEachOtherAreCut() {
    #expect(evaluate("x = 1; for i in 1:50\n x = try error(x) catch e; e end\nend\nlength(x.msg) < 100_000") == "true")
  }
}
