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
      "@testset", "@testset \"title\" begin … end", "Tests with a title of their own.",
      "@testset \"sums\" begin\n  @test 1 + 1 == 2\nend"),
    entry(
      "@assert", "@assert condition \"message\"", "Fails with an `AssertionError` if a condition does not hold.",
      "@assert 1 < 2 \"order\""),
    entry("@show", "@show expression", "Prints an expression with its value, which it gives.", "@show 1 + 1  # => 2"),
    entry("@time", "@time expression", "Prints how long an expression takes, and gives its value.", ""),
    entry(
      "@elapsed", "@elapsed expression", "The seconds that an expression takes.", "@elapsed(1 + 1) >= 0  # => true"),
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
      "@inbounds", others: ["@inline", "@noinline", "@simd", "@fastmath"], "@inbounds expression",
      "Accepted for code that comes from Julia, and without effect: indices are always checked.",
      "v = [5, 6]\n@inbounds v[1]  # => 5"),
  ]

  private static func entry(
    _ name: String, others: [String] = [], _ form: String, _ text: String, _ example: String
  ) -> HelpEntry {
    HelpEntry(.macro, name, others: others, topic: "Macros", signature: form, text: text, example: example)
  }
}
