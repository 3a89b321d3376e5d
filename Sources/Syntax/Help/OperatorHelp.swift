// The signs that are syntax and not functions, explained.

extension SyntaxHelp {
  /// Operators and signs that no function stands behind.
  public static let operators: [SyntaxHelp] = [
    SyntaxHelp(
      "=", "name = value",
      "Names a value. The left side may also be an index, a field, several names (`a, b = t`), names out of a named "
        + "tuple (`(; a, b) = t`), or a call, which defines a function.",
      "x = 3\na, b = (1, 2)\nf(t) = t^2\nf(x) + b  # => 11"),
    SyntaxHelp(
      "+=", others: ["-=", "*=", "/=", "//=", "÷=", "%=", "^=", "\\=", "|=", "&=", "⊻=", "<<=", ">>=", ">>>="],
      "x += y", "Short for `x = x + y`; so for the other operators. `.+=` changes an array's elements in place.",
      "x = 3\nx += 4\nx  # => 7\nv = [1, 2]\nv .*= 10\nv  # => [10, 20]"),
    SyntaxHelp(
      ".=", "A .= values", "Assigns to the elements of an array in place, with what is broadcast on the right.",
      "v = zeros(3)\nv .= 7\nv  # => [7.0, 7.0, 7.0]"),
    SyntaxHelp(
      "->", "x -> expression, (x, y) -> expression", "A function without a name.",
      "map(x -> x^2, [1, 2, 3])  # => [1, 4, 9]"),
    SyntaxHelp(
      ".", others: [".()"], "x.name, f.(v), a .+ b",
      "Behind a value, a field of it. Between a function and its arguments, or before an operator, broadcasting: the "
        + "function is applied to each element, and arrays of one size, or with sizes 1, are combined. Dotted calls "
        + "inside each other make one loop. `@.` puts a dot everywhere.",
      "sqrt.([1, 4, 9])  # => [1.0, 2.0, 3.0]\n[1, 2] .+ [10 20]  # => [11 21; 12 22]\n(a = 1, b = 2).b  # => 2"),
    SyntaxHelp(
      "'", "A', f'",
      "Behind an array or number the adjoint: transposed and conjugated. Behind a function its derivative, computed "
        + "exactly by dual numbers; `f''` is the second.",
      "[1 2; 3 4]'  # => [1 3; 2 4]\nf(x) = x^3\nf'(2)  # => 12"),
    SyntaxHelp(
      "[]", others: ["["], "v[i], A[i, j], [a, b], [a b; c d]",
      "Behind a value, elements by index, from 1: numbers, ranges, vectors of indices, masks, `:` for all, `end` for "
        + "the last. Alone, an array: commas make a vector, blanks and semicolons rows and columns of a matrix, `for` "
        + "a comprehension.",
      "A = [1 2; 3 4]\nA[2, 1]  # => 3\nA[:, end]  # => [2, 4]\nA[A .> 2]  # => [3, 4]"),
    SyntaxHelp(
      "()", others: ["("], "f(x), (a, b), (a = 1, b = 2)",
      "A call, a group, a tuple `(a, b)`, `(a,)`, or a named tuple `(a = 1,)`. No blank stands between a function and "
        + "its parentheses.",
      "t = (1, 2)\nt[2]  # => 2\n(a = 1, b = 2).a  # => 1"),
    SyntaxHelp(
      "{}", others: ["{"], "Vector{Int}", "The parameters of a type.", "Vector{Float64}([1, 2])  # => [1.0, 2.0]"),
    SyntaxHelp(
      ";", "f(x; key = 1), a; b",
      "In a call, before keyword arguments. In an array, between rows. Behind a statement, it keeps the value from "
        + "being shown.",
      "round(π; digits = 2)  # => 3.14\n[1; 2]  # => [1, 2]"),
    SyntaxHelp(
      ",", "f(a, b)", "Between arguments, elements, and the parts of a tuple.", "a, b = 1, 2\na + b  # => 3"),
    SyntaxHelp(
      "...", "f(v...), f(args...) = …",
      "In a call, spreads a collection into arguments; in a definition, collects the remaining arguments into a tuple.",
      "+([1, 2, 3]...)  # => 6\ncountall(xs...) = length(xs)\ncountall(5, 6)  # => 2"),
    SyntaxHelp(
      "::", "x::T", "In a signature or field, a type that the value has to have; elsewhere a check that it has.",
      "twice(x::Number) = 2x\ntwice(s::String) = s * s\ntwice(\"ab\")  # => \"abab\""),
    SyntaxHelp(
      "? :", others: ["?"], "condition ? a : b",
      "The value of `a` if the condition is true, of `b` if not; only that one is computed. Blanks stand around both "
        + "signs.",
      "x = 5\nx > 3 ? \"large\" : \"small\"  # => \"large\""),
    SyntaxHelp(
      "&&", "a && b",
      "Whether both are true; `b` is computed only if `a` is. Also a short `if`: `x < 0 && error(\"negative\")`.",
      "1 < 2 && 2 < 3  # => true\nfalse && error(\"not reached\")  # => false"),
    SyntaxHelp(
      "||", "a || b", "Whether one of two is true; `b` is computed only if `a` is not.", "1 > 2 || 2 < 3  # => true"),
    SyntaxHelp(
      ":name", ":name", "A symbol: a name as a value.", "typeof(:red)  # => Symbol"),
    SyntaxHelp(
      "$", "\"text $name and $(expression)\"", "In a string, puts a value into the text.",
      "n = 3\n\"n = $n, n² = $(n^2)\"  # => \"n = 3, n² = 9\""),
    SyntaxHelp(
      "\"", others: ["\"\"\""], "\"text\", \"\"\"text\"\"\"",
      "A string. Three quotes may hold line breaks and quotes; the indentation that all lines share goes. Above a "
        + "definition, it is that definition's help.",
      "\"a\\tb\"  # => \"a\\tb\"\nlength(\"naïve\")  # => 5"),
    SyntaxHelp("'c'", "'c'", "A character.", "'a' + 1  # => 'b'"),
    SyntaxHelp(
      "raw\"", others: ["r\"", "b\"", "v\"", "big\"", "L\""], "raw\"text\", r\"pattern\", b\"bytes\", v\"1.2\", big\"1.5\", L\"\\alpha\"",
      "A letter or word before a string says what to make of it: `raw` takes everything as it stands, `r` makes a regular "
        + "expression (with the options `i m s x` behind it), `b` bytes, `v` a version, `big` a number of any size or of 256 bits, "
        + "`L` a formula in TeX, for labels.",
      "raw\"a\\b\" == \"a\\\\b\"  # => true\noccursin(r\"^a+$\"i, \"AAA\")  # => true\nv\"1.10\" > v\"1.9\"  # => true"),
    SyntaxHelp(
      "#", others: ["#=", "=#"], "# comment",
      "A comment, to the end of the line; `#= … =#` may span lines. In a cell, `# => value` states what the line "
        + "gives, `# hide` keeps a line from the page, and `#|` begins an option.",
      "1 + 1  # => 2"),
    SyntaxHelp(
      "@", "@macro arguments", "Begins the name of a macro; there is a fixed set of them.",
      "@. sqrt([1, 4])  # => [1.0, 2.0]"),
    SyntaxHelp(
      "2x", "2x, 3(x + 1)",
      "A number right before a name or parenthesis multiplies, and binds more tightly than `*` and `/`: `1/2x` is "
        + "`1/(2x)`.",
      "x = 5\n2x  # => 10\n1 / 2x  # => 0.1"),
  ]
}
