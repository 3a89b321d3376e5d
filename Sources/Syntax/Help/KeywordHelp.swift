// The keywords, explained.

extension SyntaxHelp {
  /// Every keyword, and the words that are one in their place.
  public static let keywords: [SyntaxHelp] = [
    SyntaxHelp(
      "begin", "begin … end",
      "Several statements as one; the value is the last one's. In an index, `begin` is the first index.",
      "y = begin\n  t = 3\n  t^2\nend\ny  # => 9\n[5, 6, 7][begin]  # => 5"),
    SyntaxHelp(
      "end", "begin … end, v[end]",
      "Ends what `begin`, `if`, `for`, `while`, `function`, `let`, `do`, `try`, `struct` and `quote` began. In an "
        + "index it is the last index.",
      "v = [5, 6, 7]\nv[end]  # => 7\nv[end-1]  # => 6"),
    SyntaxHelp(
      "if", others: ["elseif", "else"], "if condition … elseif condition … else … end",
      "Runs the statements behind the first condition that is `true`, or else those behind `else`. A condition has to "
        + "be a `Bool`. The value is that of the last statement that ran.",
      "x = -2\nif x > 0\n  s = 1\nelseif x < 0\n  s = -1\nelse\n  s = 0\nend\ns  # => -1"),
    SyntaxHelp(
      "for", others: ["in"], "for x in iterable … end",
      "Runs the statements once for each element of an iterable: a range, array, dictionary, string, or generator. "
        + "`for i in 1:m, j in 1:n` nests. At the top level, assignments change the names outside. Also makes "
        + "comprehensions: `[f(x) for x in v if p(x)]`.",
      "s = 0\nfor i in 1:4, j in 1:2\n  s += i * j\nend\ns  # => 30\n[k^2 for k in 1:5 if isodd(k)]  # => [1, 9, 25]"),
    SyntaxHelp(
      "while", "while condition … end", "Runs the statements as long as the condition is `true`.",
      "n = 27\nsteps = 0\nwhile n != 1\n  n = iseven(n) ? n ÷ 2 : 3n + 1\n  steps += 1\nend\nsteps  # => 111"),
    SyntaxHelp(
      "break", "break", "Leaves the innermost loop.",
      "k = 0\nwhile true\n  k += 1\n  k^2 > 50 && break\nend\nk  # => 8"),
    SyntaxHelp(
      "continue", "continue", "Goes on with the next round of the innermost loop.",
      "s = 0\nfor i in 1:10\n  i % 3 == 0 && continue\n  s += i\nend\ns  # => 37"),
    SyntaxHelp(
      "function", "function f(x, y = 1; key = 2) … end",
      "Defines a function, or another method of one; methods are told apart by the number and the annotated types of "
        + "their arguments. The value of the last statement is the result. Short: `f(x) = …`; without a name: `x -> "
        + "…`.",
      "function hypotenuse(a, b = a)\n  sqrt(a^2 + b^2)\nend\nhypotenuse(3, 4)  # => 5.0"),
    SyntaxHelp(
      "return", "return value", "Leaves the function with a value, `nothing` if none is given.",
      "function firstbig(v)\n  for x in v\n    x > 10 && return x\n  end\nend\nfirstbig([3, 20, 30])  # => 20"),
    SyntaxHelp(
      "do", "f(arguments) do x … end",
      "Passes a function, written as a block, to `f` as its first argument.",
      "map([1, 2, 3]) do x\n  y = x + 1\n  y^2\nend  # => [4, 9, 16]"),
    SyntaxHelp(
      "let", "let x = 1, y = 2 … end", "Statements with names of their own, which end with it.",
      "z = 10\nlet z = 1\n  z + 1\nend  # => 2\nz  # => 10"),
    SyntaxHelp(
      "global", "global x",
      "Makes a name of a function mean the one at the top level, so that an assignment changes that.",
      "n = 0\ncount!() = (global n += 1)\ncount!(); count!()\nn  # => 2"),
    SyntaxHelp(
      "local", "local x", "Makes a name belong to the innermost block, whatever is outside.",
      "x = 1\nfor i in 1:3\n  local x = i\nend\nx  # => 1"),
    SyntaxHelp(
      "const", "const c = value", "Names a value that is not meant to change.", "const g = 9.81\n2g  # => 19.62"),
    SyntaxHelp(
      "struct", others: ["mutable"], "struct Name … end, mutable struct Name … end",
      "Defines a type with fields, and a function of that name which makes its values. The fields of a `mutable "
        + "struct` can be assigned. A type can be declared below an abstract one: `struct Dog <: Animal`.",
      "struct Point\n  x::Float64\n  y::Float64\nend\np = Point(3, 4)\np.x  # => 3.0"),
    SyntaxHelp(
      "abstract", others: ["type"], "abstract type Name end",
      "Defines a type that has no values of its own, above others.",
      "abstract type Shape end\nstruct Square <: Shape\n  side\nend\nSquare(2) isa Shape  # => true"),
    SyntaxHelp(
      "try", others: ["catch", "finally"], "try … catch e … else … finally … end",
      "Runs statements; if one fails, those behind `catch` run, with the error in the name `e`. `else` runs if none "
        + "failed, `finally` in any case.",
      "r = try\n  sqrt(-1)\ncatch e\n  e isa DomainError\nend\nr  # => true"),
    SyntaxHelp(
      "where", "f(x::T) where {T <: Real} = …", "Names the types that stand in a signature, with their bounds.",
      "same(x::T, y::T) where {T} = true\nsame(x, y) = false\nsame(1, 2)  # => true\nsame(1, 2.0)  # => false"),
    SyntaxHelp(
      "isa", "x isa T", "Whether a value is of a type; also the function `isa(x, T)`.",
      "1 isa Integer  # => true\n1.5 isa Integer  # => false"),
    SyntaxHelp(
      "true", others: ["false"], "true, false", "The two values of type `Bool`; in sums they count as 1 and 0.",
      "1 < 2  # => true\ntrue + true  # => 2"),
    SyntaxHelp(
      "quote", "quote … end", "Reserved: code as a value is not part of the language, but for names (`:name`).", ""),
    SyntaxHelp(
      "using", others: ["import"], "using LinearAlgebra, Statistics",
      "Accepted for the packages whose functions are here, which are always loaded; an error for others.",
      "using LinearAlgebra\nnorm([3, 4])  # => 5.0"),
    SyntaxHelp(
      "module", others: ["export", "macro"], "module, export, macro",
      "Reserved, and not part of the language: a notebook is not divided into modules, and its macros are fixed.", ""),
  ]
}
