// Random numbers: reproducible, within bounds, with the right moments.

import Testing

@Suite struct RandomTests {
  @Test func aSeedGivesTheSameNumbers() {
    #expect(evaluate("Random.seed!(1); a = rand(3); Random.seed!(1); a == rand(3)") == "true")
    #expect(evaluate("rand(MersenneTwister(7), 1:100, 5) == rand(MersenneTwister(7), 1:100, 5)") == "true")
    #expect(evaluate("rand(Xoshiro(1)) == rand(Xoshiro(2))") == "false")
    #expect(evaluate("Random.seed!(3); a = randn(); r = Xoshiro(9); rand(r); Random.seed!(3); a == randn()") == "true")
  }

  @Test(arguments: [
    ("size(rand(2, 3)), size(rand((2, 2)...)), size(rand(Bool, 4)), rand(0)", "((2, 3), (2, 2), (4,), Float64[])"),
    ("typeof(rand(1:6)), typeof(rand(Float32)), typeof(randn(ComplexF64))", "(Int64, Float32, ComplexF64)"),
    ("all(0 .<= rand(1000) .< 1), extrema(rand(1:6, 1000))", "(true, (1, 6))"),
    ("sort(shuffle(1:5)) == 1:5, sort(randperm(5)) == 1:5, randperm(0)", "(true, true, Int64[])"),
    ("abs(sum(randn(10000)) / 10000) < 0.05, abs(sum(abs2, randn(10000)) / 10000 - 1) < 0.05", "(true, true)"),
    ("abs(sum(randexp(10000)) / 10000 - 1) < 0.05", "true"),
    ("rand((1, 2)) in (1, 2), rand(\"abc\") in \"abc\", rand(['x']), length(randstring(5))", "(true, true, 'x', 5)"),
  ])
  func draws(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func whatCannotBeDrawnIsAnError() {
    #expect(evaluate("rand(1:0)") == "ArgumentError: collection must be non-empty")
    #expect(evaluate("rand(String)").hasPrefix("MethodError"))
    #expect(evaluate("rand(-1)").hasPrefix("ArgumentError"))
    #expect(evaluate("rand(2^60)").hasPrefix("MemoryLimit"))
  }
}
