// The macros, explained.

enum MacroHelp {
  /// Every macro that a block can use.
  static let entries: [HelpEntry] = [
    entry(
      "@test", "@test condition, @test a ≈ b atol = 1e-3",
      "States that a condition holds. `nabla verify` counts it; if it does not hold, the values of both sides are "
        + "shown.",
      "@test 1 + 1 == 2\n@test π ≈ 3.14 atol = 0.01"),
    entry(
      "@test_throws", "@test_throws Exception expression",
      "States that an expression fails with an exception of a type.",
      "@test_throws DomainError sqrt(-1)"),
    entry(
      "@test_broken", others: ["@test_skip"], "@test_broken condition",
      "States that a condition does not hold yet, which a test set counts; `@test_skip` does not even try it.",
      "@test_broken 1 + 1 == 3"),
    entry(
      "@testset", "@testset \"title\" verbose = false begin … end",
      "Tests with a title of their own: a failure is printed and counted and does not stop the others; at the end stands "
        + "a table. Sets stand in sets; before a `for` loop, each round is a set. `verbose = true` gives inner sets their own lines.",
      "@testset \"sums to $n\" for n in 1:2\n  @test sum(1:n) == n * (n + 1) ÷ 2\nend"),
    entry(
      "@assert", "@assert condition \"message\"", "Fails with an `AssertionError` if a condition does not hold.",
      "@assert 1 < 2 \"order\""),
    entry("@show", "@show expression", "Prints an expression with its value, which it gives.", "@show 1 + 1  # => 2"),
    entry("@time", "@time expression", "Prints how long an expression takes, and gives its value.", ""),
    entry(
      "@elapsed", "@elapsed expression", "The seconds that an expression takes.", "@elapsed(1 + 1) >= 0  # => true"),
    entry(
      "@timed", "@timed expression", "The value of an expression with the seconds and the bytes that it takes.",
      "(@timed 1 + 1).value  # => 2"),
    entry(
      "@allocated", "@allocated expression", "The bytes of memory that an expression leaves in use.",
      "@allocated(1 + 1) >= 0  # => true"),
    entry(
      "@kwdef", "@kwdef struct Name … end", "A structure that keyword arguments make too, with defaults for its fields.",
      "@kwdef struct Options\n  steps::Int = 10\n  tolerance = 1e-6\nend\nOptions(steps = 3).steps  # => 3"),
    entry(
      "@enum", "@enum Name a b = 3 …", "A type whose values are names for integers, which count up from 0 or from the last that is given.",
      "@enum Suit clubs diamonds hearts spades\nInt(hearts), clubs < spades  # => (2, true)"),
    entry(
      "@NamedTuple", "@NamedTuple{a::Int, b}", "The type of named tuples with these names.",
      "@NamedTuple{a::Float64, b::Int}((1, 2))  # => (a = 1.0, b = 2)"),
    entry("@isdefined", "@isdefined name", "Whether a variable has a value.", "x = 1\n@isdefined(x), @isdefined(undefined_name)  # => (true, false)"),
    entry(
      "@something", others: ["@coalesce"], "@something values…",
      "The first value that is not `nothing` (`@coalesce`: not `missing`); those after it are not computed.",
      "@something nothing 2 error(\"not reached\")  # => 2"),
    entry(
      "@info", others: ["@warn", "@error", "@debug"], "@info \"text\" name = value …",
      "Prints a message with values; `@debug` prints nothing.", "@info \"done\" rounds = 3"),
    entry(
      "@layout", "@layout [a{0.7w} b; c]",
      "Where plots stand: the names in brackets as plots beside (blank) and above one another (`;`), with their parts of the width "
        + "(`w`) or the height (`h`); `_` stays empty.",
      "l = @layout [a{0.3h}; b c];\nplot(plot([1, 2]), plot([2, 1]), plot([1, 1]), layout = l);"),
    entry(
      "@animate", others: ["@gif"], "@animate for k in 1:n … end every 5",
      "Runs a loop and makes an animation of the plot that stands after each round, or after each fifth one. `gif(a, fps = 10)` gives it "
        + "another speed.",
      "a = @animate for k in 1:3\n  plot(x -> sin(k * x), 0, 2π)\nend;\ngif(a, fps = 2);"),
    entry(
      "@steps", "@steps f(A)",
      "The computation of `rref(A)`, `A \\ b`, `det(A)`, `inv(A)`, `lu(A)`, `qr(A)`, `cholesky(A)` or `eigen(A)` as a textbook "
        + "shows it: each operation with its matrix, in exact numbers, for matrices of up to eight rows and columns. Floats are "
        + "taken as the decimals that they are written as. The value is `(@steps f(A)).result`.",
      "s = @steps det([0 2; 3 -4])\ns.result  # => -6\n(@steps [2 1; 1 3] \\ [3, 5]).result  # => [4//5, 7//5]"),
    entry("@which", "@which f(x)", "The method that a call would use.", "f(x) = x\n@which f(1)"),
    entry(
      "@evalpoly", "@evalpoly(x, c…)", "The value of a polynomial with these coefficients, lowest first.",
      "@evalpoly(2, 1, 0, 3)  # => 13"),
    entry(
      "@.", others: ["@__dot__"], "@. expression",
      "Puts a dot at every call, operator and assignment, so that all are broadcast.",
      "x = [1, 4, 9]\n@. 2sqrt(x) + 1  # => [3.0, 5.0, 7.0]"),
    entry(
      "@view", "@view A[i, j]", "The elements at the indices without a copy: writing to them changes `A`.",
      "A = [1, 2, 3]\nB = @view A[2:3]\nB[1] = 9\nA  # => [1, 9, 3]"),
    entry(
      "@views", "@views expression", "Makes every index of an expression a view.",
      "A = [1, 2, 3]\n@views sum(A[2:3])  # => 5"),
    entry(
      "@printf", "@printf(\"format\", values…)", "Prints values in a format of C: `%d %5.2f %s`.",
      "@printf(\"%5.2f\\n\", π)"),
    entry(
      "@sprintf", "@sprintf(\"format\", values…)", "Values in a format of C, as a string.",
      "@sprintf(\"%05.1f|%3d\", 2.25, 7)  # => \"002.2|  7\""),
    entry(
      "@doc", "@doc name", "The help of a name: of the library, or what stands as a string above a definition.",
      "\"\"\"Twice `x`.\"\"\"\ntwice(x) = 2x\n@doc twice"),
    entry(
      "@inbounds", others: ["@inline", "@noinline", "@simd", "@fastmath", "@static", "@nospecialize"], "@inbounds expression",
      "Accepted for code that comes from Julia, and without effect: indices are always checked.",
      "v = [5, 6]\n@inbounds v[1]  # => 5"),
  ]

  private static func entry(
    _ name: String, others: [String] = [], _ form: String, _ text: String, _ example: String
  ) -> HelpEntry {
    HelpEntry(.macro, name, others: others, topic: "Macros", signature: form, text: text, example: example)
  }
}
