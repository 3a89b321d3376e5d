// Literals at the edges of what each type holds, and arguments that suit a parameter's name.

extension ProgramGenerator {
  mutating func name() -> String { random.pick(names + ["y", "v", "undefined_name"]) }

  /// A name that the statement being written defines.
  mutating func newName() -> String {
    let name = random.pick(["x", "y", "z", "A", "B", "v", "s", "n", "d", "t", "i", "α"])
    if !names.contains(name) { names.append(name) }
    return name
  }

  mutating func literal() -> String {
    switch random.below(20) {
    case 0...4: return random.pick(Self.integers)
    case 5...7: return random.pick(Self.floats)
    case 8: return random.pick(Self.exotic)
    case 9: return random.pick(Self.strings)
    case 10: return random.pick(["true", "false", "nothing", "missing", "'a'", "'α'", ":a", "π", "ℯ", "im", "()", "Inf", "NaN"])
    case 11...14: return random.pick(Self.vectors)
    case 15...16: return random.pick(Self.matrices)
    case 17: return range()
    case 18: return random.pick(Self.collections)
    default: return random.pick(Self.integers)
    }
  }

  mutating func range() -> String { random.pick(Self.ranges) }

  mutating func type() -> String { random.pick(Self.types) }

  mutating func binaryOperator() -> String { random.pick(Self.operators) }

  /// An argument for a parameter, by the name that the signature gives it.
  mutating func argument(for parameter: String) -> String {
    if random.chance(15) { return expression() }
    switch parameter {
    case "f", "g", "op", "p", "pred", "combine", "by", "lt": return lambda()
    case "A", "B", "M": return random.chance(80) ? random.pick(Self.matrices) : random.pick(Self.vectors)
    case "v", "xs", "ys", "u", "w", "y", "weights", "r": return random.chance(70) ? random.pick(Self.vectors + Self.collections) : range()
    case "n", "k", "m", "i", "j", "dims", "digits", "d", "base": return random.pick(Self.integers)
    case "s", "str", "text", "prefix", "suffix", "delim": return random.pick(Self.strings)
    case "T", "S": return type()
    case "t": return random.pick(Self.collections)
    case "x", "z", "a", "b": return literal()
    default: return random.chance(50) ? literal() : expression()
    }
  }

  private static let integers = [
    "0", "1", "-1", "2", "3", "-3", "5", "7", "10", "12", "63", "64", "-64", "100", "127", "255", "1000", "65536", "10^6", "10^9", "10^12",
    "10^18", "typemin(Int)", "typemax(Int)", "2^63", "2^64", "-(2^63)", "big(3)", "big(10)^30", "-big(2)^70", "0x1f", "UInt8(200)",
    "Int8(-128)", "UInt64(7)", "Int128(5)", "true",
  ]
  private static let floats = [
    "0.0", "-0.0", "0.1", "0.5", "1.0", "1.5", "-2.5", "3.0", "1e10", "1e100", "1e308", "-1e308", "5e-324", "1e-300", "NaN", "Inf", "-Inf",
    "2f0", "1f-40", "9007199254740993.0", "9.3e18",
  ]
  private static let exotic = [
    "1//3", "-7//2", "1//0", "big(1)//3", "1 + 2im", "1.5 - 0.5im", "(1//2) + 3im", "complex(NaN, Inf)", "big\"1.5\"", "1:0", "Ref(3)",
    "r\"a+\"", "I", "CartesianIndex(1, 2)", "1 => 2", "x -> x", "sin", "Int", "Vector{Int}", "skipmissing([1, missing])",
  ]
  private static let strings = [
    "\"\"", "\"a\"", "\"abc\"", "\"αβγ\"", "\"a,b,,c\"", "\"  x \"", "\"1.5\"", "\"-12\"", "\"\\n\\t\"", "\"日本語\"", "\"e\u{301}\"", "\"😀\"",
    "\"a\"^20", "\"%d\"", "\"0x1F\"", "\"\\\\\"", "\"\\0\"",
  ]
  private static let vectors = [
    "[]", "Int[]", "Float64[]", "[1]", "[1, 2, 3]", "[3, 1, 2]", "[1.5, -2.0, 0.0]", "[NaN, 1.0, Inf]", "[true, false]", "[1, 2.5]",
    "Any[1, \"a\", nothing]", "[missing, 1, 2]", "[\"b\", \"a\"]", "['a', 'b']", "[1 + im, 2.0im]", "[1//2, 3//4]", "[big(1), 2]",
    "[[1, 2], [3]]", "[(1, 2), (3, 4)]", "[typemax(Int), 1]", "zeros(5)", "fill(2, 3)", "rand(4)", "UInt8[1, 255]", "[:a, :b]", "trues(3)",
    "collect(1:20)", "[1e308, 1e308]", "view([1, 2, 3], 2:3)", "[nothing, nothing]", "[sin, cos]", "Float32[1, 2]",
  ]
  private static let matrices = [
    "[1 2; 3 4]", "[1.0 2.0; 3.0 4.0]", "[1 2 3; 4 5 6]", "zeros(0, 3)", "zeros(3, 0)", "zeros(0, 0)", "[1;;]", "[2.0;;]", "[NaN 1.0; 2.0 3.0]",
    "[1 2; 2 4]", "[2.0 1.0; 1.0 3.0]", "[1 + im 2; 3 4im]", "[true false; false true]", "[1//2 1; 1 2]", "rand(3, 3)", "[1 2; 3 4]'",
    "Diagonal([1, 2])", "Symmetric([1 2; 2 3])", "UpperTriangular([1 2; 3 4])", "[big(1) 2; 3 4]", "Any[1 \"a\"; nothing 2]", "ones(2, 2, 2)",
    "zeros(2, 0, 3)", "[1e200 1e200; 1e-200 0]", "Float64[i + j for i in 1:4, j in 1:4]", "[1, 2, 3]'", "reshape(1:6, 2, 3)", "I(2)",
  ]
  private static let ranges = [
    "1:3", "1:0", "3:-1:1", "1:2:10", "0.0:0.5:2.0", "0:0.1:1", "1:10^18", "-5:5", "'a':'e'", "1:1", "10:-3:-10", "1:10", "0.1:0.1:0.3",
    "range(0, 1, length = 5)", "typemax(Int)-1:typemax(Int)", "big(1):3", "1//2:3//2", "eachindex([1, 2, 3])", "Base.OneTo(3)", "LinRange(0, 1, 3)",
  ]
  private static let collections = [
    "(1, 2)", "(1,)", "(1, \"a\", nothing)", "(a = 1, b = 2.5)", "Dict(1 => 2)", "Dict(:a => [1], :b => nothing)", "Set([1, 2])", "Dict()",
    "1 => 2", "zip([1, 2], [3, 4])", "enumerate([5, 6])", "(x^2 for x in 1:3)", "Iterators.product(1:2, 1:2)", "Set()", "((1, 2), (3, (4, 5)))",
    "Iterators.cycle([1, 2])", "Iterators.countfrom(1)", "Iterators.take(1:10, 3)", "eachrow([1 2; 3 4])", "pairs([1, 2])", "keys(Dict(1 => 2))",
  ]
  private static let types = [
    "Int", "Float64", "String", "Bool", "Any", "Number", "Real", "Integer", "Vector{Int}", "Matrix{Float64}", "Vector", "Complex", "Rational",
    "BigInt", "Char", "Symbol", "Function", "Tuple", "Tuple{Int, Int}", "Dict{Int, Int}", "Dict", "Set{Int}", "Nothing", "Missing",
    "Union{Int, Nothing}", "UInt8", "Int8", "Int128", "Float32", "AbstractVector", "Vector{Any}", "ComplexF64", "Type", "UnitRange{Int}",
  ]
  private static let operators = [
    "+", "-", "*", "/", "^", "÷", "%", "//", "\\", "==", "!=", "<", ">", "<=", ">=", "===", "≈", "&&", "||", "&", "|", "⊻", "<<", ">>", ">>>",
    ".+", ".-", ".*", "./", ".^", ".==", ".<", ".&", "=>", ":", "in", "∉", "∪", "∩", "⊆", "∘", "|>", "isa", "<:", "±", "×", "⋅",
  ]
}
