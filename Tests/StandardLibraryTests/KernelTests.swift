// Dotted expressions and reductions over packed numbers give what the machine gives element by element.

import Engine
import StandardLibrary
import Testing

@Suite struct KernelTests {
  /// Expressions in x and y made by a small generator, the same each time.
  struct Generator {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }

    mutating func pick(_ texts: [String]) -> String { texts[next(texts.count)] }

    mutating func expression(_ depth: Int) -> String {
      if depth == 0 || next(6) == 0 { return pick(["x", "y", "x", "y", "2", "0.5", "-1", "3", "true", "1e300", "0"]) }
      let a = expression(depth - 1)
      switch next(12) {
      case 0...4: return "(\(a) \(pick(["+", "-", "*", "/", "%", "÷"])) \(expression(depth - 1)))"
      case 5: return "(\(a))^\(pick(["2", "3", "0", "5", "-1"]))"
      case 6: return "(-\(a))"
      case 7:
        return "\(pick(["abs", "sqrt", "exp", "sin", "abs2", "floor", "round", "sign", "float", "isnan", "log", "iszero"]))(\(a))"
      case 8: return "\(pick(["min", "max", "mod", "rem", "hypot", "copysign", "div", "fld", "atan"]))(\(a), \(expression(depth - 1)))"
      case 9: return "(\(condition(depth - 1)) ? \(a) : \(expression(depth - 1)))"
      case 10: return "ifelse(\(condition(depth - 1)), \(a), \(expression(depth - 1)))"
      default: return "(\(condition(depth - 1)))"
      }
    }

    mutating func condition(_ depth: Int) -> String {
      let comparison = "\(expression(depth)) \(pick(["<", "<=", ">", ">=", "==", "!="])) \(expression(depth))"
      switch next(5) {
      case 0: return "(\(comparison) && \(expression(depth)) > 0)"
      case 1: return "!(\(comparison))"
      default: return comparison
      }
    }
  }

  static let operands = [
    "[1.5, -2.0, 0.0, -0.0, NaN, Inf, -Inf, 1e-320, 3.0, 1e308]",
    "[1, -2, 0, 7, typemax(Int), typemin(Int), 3, -1, 1 << 53 + 1, 12]",
    "[1, -2, 0, 7, 9, 5, 3, -1, 100, 12]",
    "[true, false, true, true, false, false, true, false, true, true]",
    "(-4:5)", "(0:0.25:2.25)", "[0.1 * i for i in 1:10]", "collect(1.0:10.0)",
  ]

  @Test func `A dotted call is the call of each element`() {
    var generator = Generator(state: 20_240_601)
    var source = """
      function outcome(f)
        try
          return f()
        catch e
          return string(typeof(e))
        end
      end
      same(a, b) = isequal(a, b)
      same(a::Vector, b::Vector) = length(a) == length(b) && all(isequal.(a, b))
      differences = String[]
      """
    for number in 0..<400 {
      let (x, y) = (generator.pick(Self.operands), generator.pick(Self.operands))
      let expression = generator.expression(3)
      source += """

        f\(number)(x, y) = \(expression)
        let x = \(x), y = \(y)
          a = outcome(() -> f\(number).(x, y))
          b = outcome(() -> [f\(number)(x[i], y[i]) for i in 1:10])
          same(a, b) || push!(differences, raw"\(expression) of \(x), \(y)" * " gives $a for $b")
        end
        """
    }
    source += "\njoin(differences, \"\\n\")"
    #expect(evaluate(source) == "\"\"")
  }

  @Test(arguments: [
    ("f(x) = x > 0 ? x^2 : -x; f.([1.0, -2.0, -0.0])", "3-element Vector{Float64}:\n 1.0\n 2.0\n 0.0"),
    ("f(x) = x > 0 ? sqrt(x) : x < -5 ? 0.0 : (-x)^0.5; f.([4.0, -9.0, -4.0, 0.0])", "4-element Vector{Float64}:\n 2.0\n 0.0\n 2.0\n 0.0"),
    ("f(x) = x > 0 && log(x) > 1; f.([3.0, -1.0, 1.0])", "3-element BitVector:\n 1\n 0\n 0"),
    ("g(x) = x + 1; h(v) = g.(v); a = h([1, 2]); g(x) = x * 10; (a, h([1, 2]), h([1.5, 2.0]), h([1, 2]))",
      "([2, 3], [10, 20], [15.0, 20.0], [10, 20])"),
    ("s = 2; h(v) = v .* s .+ 1; a = h([1, 2]); s = 3; (a, h([1, 2]), h([1.0, 2.0]), h([7]))",
      "([3, 5], [4, 7], [4.0, 7.0], [22])"),
    ("h(v, w) = v .+ w; (h([1, 2], [3, 4]), h([1, 2], [typemax(Int), 0]), h([1, 2], [1, 1]))",
      "([4, 6], BigInt[9223372036854775808, 2], [2, 3])"),
    ("h(r, v) = (r .= v .* 2; r); (h([0, 0], [1, 2]), h([0, 0], [3, 4]), h([0.0, 0.0], [3, 4]))", "([2, 4], [6, 8], [6.0, 8.0])"),
    ("h(x) = (x .= sqrt.(x) .+ 1; x); x = ones(3000); h(x); x[2900] = -1.0; try h(x) catch end; (x[1], x[3000], x[2900])",
      "(2.414213562373095, 2.0, -1.0)"),
    ("A = [1.0 2; 3 4]; v = @view A[:, 2]; v .= 9; (A, sum(v), maximum(@view A[1, :]))", "([1.0 9.0; 3.0 9.0], 18.0, 9.0)"),
    ("[1, 2] + [3, 4], -[1, 2], 2 * [1, 2], [1, 2] / 2, [2^62] + [2^62]",
      "([4, 6], [-1, -2], [2, 4], [0.5, 1.0], BigInt[9223372036854775808])"),
    ("[2^62, 1] .* 4", "2-element Vector{BigInt}:\n 18446744073709551616\n                    4"),
    ("[1 2; 3 4] .+ [10, 20]", "2×2 Matrix{Int64}:\n 11  12\n 23  24"),
    ("[1 2; 3 4] .+ [10 20]", "2×2 Matrix{Int64}:\n 11  22\n 13  24"),
    ("(1:3) .* (1:3)'", "3×3 Matrix{Int64}:\n 1  2  3\n 2  4  6\n 3  6  9"),
    ("Float64[] .+ 1", "Float64[]"),
    ("zeros(0, 3) .+ [1 2 3]", "0×3 Matrix{Float64}"),
    ("[1.5;;] .* [1, 2, 3]", "3×1 Matrix{Float64}:\n 1.5\n 3.0\n 4.5"),
    ("A = zeros(3, 2); A[:, 2] .= 1:3; A[1, :] .= 7; A .+= 1; A", "3×2 Matrix{Float64}:\n 8.0  8.0\n 1.0  3.0\n 1.0  4.0"),
    ("x = [1, 2, 3, 4]; x[2:4] .= x[1:3]; x", "4-element Vector{Int64}:\n 1\n 1\n 2\n 3"),
    ("x = [1, 2, 3, 4]; @views x[2:4] .= x[1:3]; x", "4-element Vector{Int64}:\n 1\n 1\n 2\n 3"),
    ("x = [4.0, -1.0]; try x .= sqrt.(x) catch end; x", "2-element Vector{Float64}:\n  2.0\n -1.0"),
    ("z = [1, 2]; (() -> z .+= 1)(); z", "2-element Vector{Int64}:\n 2\n 3"),
    ("x = [1.0, -1.0, 2.0]; x[x .< 0] .= 0; x", "3-element Vector{Float64}:\n 1.0\n 0.0\n 2.0"),
    ("g(a) = x -> a * x + 1; g(3).([1, 2])", "2-element Vector{Int64}:\n 4\n 7"),
    ("a = 2; h(x) = a * x; r = h.([1, 2]); a = 5; (r, h.([1, 2]))", "([2, 4], [5, 10])"),
    ("sum(abs2, [3, 4])", "25"), ("sum(x -> x / 2, 1:3)", "3.0"), ("sum(x^2 for x in [1.0, 2.0])", "5.0"),
    ("sum([2^62, 2^62])", "9223372036854775808"), ("sum(x -> x, [2^62, 2^62, -2^62])", "4611686018427387904"),
    ("prod(x -> x, [2^40, 2^40])", "1208925819614629174706176"),
    ("maximum(abs, [-3.0, 2.0]), minimum(abs, [-3, 2]), extrema(x -> -x, [1, 2])", "(3.0, 2, (-2, -1))"),
    ("maximum([1.0, NaN, 3.0]), minimum([0.0, -0.0]), maximum([-0.0, 0.0])", "(NaN, -0.0, 0.0)"),
    ("count(>(1), [1, 2, 3]), count(isodd, 1:5), any(x -> x > 2, [1, 3]), all(x -> x > 2, [1, 3])", "(2, 3, true, false)"),
    ("any(x -> sqrt(x) > 1, [4.0, -1.0])", "true"),
    ("mapreduce(abs2, +, Int[]), mapreduce(abs, max, Float64[]), mapreduce(identity, *, Int[]), mapreduce(abs2, +, Complex{Float64}[])", "(0, 0.0, 1, 0.0)"),
    ("v = [1, 2, 3, 4]; (splice!(v, [1, 3]), v)", "([1, 3], [2, 4])"), ("v = [1, 2, 3, 4]; (splice!(v, 1:2:3), v)", "([1, 3], [2, 4])"),
    ("mapreduce(x -> x^2, +, 1:3), mapreduce(abs, max, [-1.0, -4.0]), foldl(-, [1, 2, 3])", "(14, 4.0, -4)"),
    ("sum(abs, [-1 2; -3 4], dims = 1)", "1×2 Matrix{Int64}:\n 4  6"),
    ("x = [3.0, NaN, -0.0, 0.0, -1.0]; sort(x), sort(x, rev = true), sortperm(x)",
      "([-1.0, -0.0, 0.0, 3.0, NaN], [NaN, 3.0, 0.0, -0.0, -1.0], [5, 3, 4, 1, 2])"),
    ("x = [3, 1, 2]; sort!(x); x", "3-element Vector{Int64}:\n 1\n 2\n 3"),
    ("x = [5.0, 6.0, 7.0]; x[[true, false, true]], x[[3, 1]], x[2:3], x[3:-1:1]", "([5.0, 7.0], [7.0, 5.0], [6.0, 7.0], [7.0, 6.0, 5.0])"),
    ("findall([1.0, -1.0, 2.0] .> 0), findall(iseven, 1:6), filter(x -> x > 1, [1, 2, 3])", "([1, 3], [2, 4, 6], [2, 3])"),
    ("diff([1, 4, 9]), cumsum([1, 2, 3]), cumsum([2^62, 2^62])[2]", "([3, 5], [1, 3, 6], 9223372036854775808)"),
  ])
  func shows(source: String, text: String) { #expect(evaluate(source) == text) }

  @Test(arguments: [
    ("sqrt.([1.0, -1.0])", "DomainError"), ("[1, 2] .÷ [1, 0]", "DivideError"), ("[1, 2] .+ [1, 2, 3]", "DimensionMismatch"),
    ("x = [1, 2]; x .= x ./ 4", "InexactError"), ("[1.0, -2.0] .^ 0.5", "DomainError"), ("[1, 2][[3]]", "BoundsError"),
    ("[1, 2][[true]]", "BoundsError"), ("[1 2][:, 3]", "BoundsError"), ("sum(sqrt, [-1.0])", "DomainError"),
  ])
  func fails(source: String, error: String) { #expect(evaluation(source).failure?.type == error) }

  @Test func `Blocks, ends of blocks and strides are computed alike`() {
    let source = """
      function check(n)
        x = [sin(1.0 * i) for i in 1:n]
        y = [cos(3.0 * i) for i in 1:n]
        ok = isequal(x .* y .+ 2, [x[i] * y[i] + 2 for i in 1:n])
        ok = ok && isequal(sqrt.(abs.(x)), [sqrt(abs(x[i])) for i in 1:n])
        ok = ok && isequal(x[x .> 0.25], [t for t in x if t > 0.25])
        ok = ok && isequal(findall(x .> 0.25), [i for i in 1:n if x[i] > 0.25])
        ok = ok && issorted(sort(x)) && isequal(sort(x), x[sortperm(x)]) && isequal(sort(x, rev = true), reverse(sort(x)))
        ok = ok && isequal(sum(t -> t * 2, x), sum(x .* 2)) && isequal(sum(abs2, x), sum(x .* x))
        ok = ok && isequal(maximum(x), sort(x)[n]) && isequal(minimum(x), sort(x)[1])
        ok = ok && count(t -> t > 0, x) == length(x[x .> 0]) && isequal(map(+, x, y), x .+ y)
        ok
      end
      all(check(n) for n in [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 127, 128, 129, 300, 1023, 1024, 1025, 2500])
      """
    #expect(evaluate(source) == "true")
    let matrices = """
      A = reshape(1:2100, 70, 30) .* 1.0
      v = collect(1:70); w = collect(1:30)'
      B = A .+ v .* w
      all(B[i, j] == A[i, j] + v[i] * w[j] for i in 1:70, j in 1:30) &&
        isequal(A[2:5, 3], [A[i, 3] for i in 2:5]) && isequal(A[7, :], [A[7, j] for j in 1:30]) &&
        isequal(A[1:2:9, 30:-1:1], [A[i, j] for i in 1:2:9, j in 30:-1:1])
      """
    #expect(evaluate(matrices) == "true")
  }
}
