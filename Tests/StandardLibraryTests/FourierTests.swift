import Engine
import StandardLibrary
import Testing

@Suite struct FourierTests {
  @Test func `transforms follow their definition`() {
    for code in [
      "x = [1.0, 2, 0, -1]; fft(x) ≈ [sum(x[j + 1] * cis(-2π * j * k / 4) for j in 0:3) for k in 0:3]",
      "x = randn(17); ifft(fft(x)) ≈ x", "x = randn(4, 6); ifft(fft(x)) ≈ x", "x = randn(4, 6); fft(x, 1)[:, 2] ≈ fft(x[:, 2])",
      "x = randn(4, 6); fft(x, dims = 2)[3, :] ≈ fft(x[3, :])", "x = randn(4, 6); fft(fft(x, 1), 2) ≈ fft(x)",
      "x = randn(9); rfft(x) ≈ fft(x)[1:5]", "x = randn(9); irfft(rfft(x), 9) ≈ x", "x = randn(4, 6); irfft(rfft(x), 4) ≈ x",
      "x = randn(4, 6); size(rfft(x, 2)) == (4, 4)", "fft(1:3) ≈ fft([1, 2, 3])", "fft([1im, 2]) ≈ [2 + im, -2 + im]",
      "isempty(fft(Float64[]))", "all(isnan, real.(fft([NaN, 1.0])))",
    ] {
      #expect(evaluate(code) == "true", "\(code): \(evaluate(code))")
    }
    #expect(evaluate("fft([1, 2]) isa Vector{ComplexF64}") == "true")
  }

  @Test func `shifts and frequencies go together`() {
    #expect(evaluate("fftshift([1, 2, 3, 4])") == "4-element Vector{Int64}:\n 3\n 4\n 1\n 2")
    #expect(evaluate("all(ifftshift(fftshift(1:n)) == 1:n for n in 1:6)") == "true")
    #expect(evaluate("fftshift([1 2 3; 4 5 6], 2) == [3 1 2; 6 4 5]") == "true")
    #expect(evaluate("fftshift([\"a\", \"b\", \"c\"]) == [\"c\", \"a\", \"b\"] && fftshift([1//2, 3]) == [3, 1//2]") == "true")
    #expect(evaluate("A = reshape(1:24, 3, 4, 2); ifftshift(fftshift(A, (1, 3)), (1, 3)) == A && fftshift(A) != A") == "true")
    #expect(evaluate("fftshift([1 2 3; 4 5 6]) == [6 4 5; 3 1 2] && isempty(fftshift(Int[]))") == "true")
    #expect(evaluate("fftfreq(5) ≈ [0, 0.2, 0.4, -0.4, -0.2]") == "true")
    #expect(evaluate("fftfreq(4, 8) == [0, 2, -4, -2] && rfftfreq(5, 10) == [0, 2, 4]") == "true")
  }

  @Test func `convolutions are products of polynomials`() {
    #expect(evaluate("conv([1, 2, 3], [0, 1, 1])") == "5-element Vector{Int64}:\n 0\n 1\n 3\n 5\n 3")
    #expect(evaluate("conv([1.5], [2, 4]) == [3.0, 6.0]") == "true")
    #expect(evaluate("u = rand(-9:9, 300); v = rand(-9:9, 400); w = conv(u, v); w[300] == sum(u[i] * v[301 - i] for i in 1:300)") == "true")
    #expect(evaluate("conv([1, im], [1, -im]) == [1, 0, 1]") == "true")
    for code in [
      "conv([1//2], [1//3, 1]) == [1//6, 1//2]", "conv([big(2)^70, 1], [3]) == [3 * big(2)^70, 3]", "conv([big(1.5)], [2]) == [big(3.0)]",
      "conv([2^30], [2^20]) == [2^50]", "conv([2^40], [2^40]) == [big(2)^80]", "conv([2^53 - 1, 1], [1, 2^53 - 1])[2] == (2^53 - 1)^2 + 1",
      "conv([true], [true, false]) == [1, 0]", "conv(1:2, 1:3) == [1, 4, 7, 6]", "conv([1 + 2im], [3]) == [3 + 6im]",
      "conv([1, 2], [3.0]) isa Vector{Float64}", "conv([1//2], [2, 4]) isa Vector{Rational{Int64}}",
    ] {
      #expect(evaluate(code) == "true", "\(code): \(evaluate(code))")
    }
  }

  @Test(arguments: [
    ("fft(3)", "MethodError"), ("fft(\"ab\")", "MethodError"), ("fft([1, 2], 2)", "ArgumentError"), ("fft([1 2; 3 4], (1, 1))", "ArgumentError"),
    ("fft([1 2; 3 4], 0)", "ArgumentError"), ("rfft([1im])", "MethodError"), ("irfft([1, 2], 5)", "ArgumentError"),
    ("irfft([1, 2], 0)", "ArgumentError"), ("fftfreq(0)", "ArgumentError"), ("fftfreq(10^12)", "MemoryLimit"),
    ("conv(Int[], [1])", "ArgumentError"), ("conv([1 2; 3 4], [1])", "MethodError"),
    ("conv([1], [\"a\"])", "MethodError"), ("fftshift(3)", "MethodError"), ("fftshift([1, 2], 2)", "ArgumentError"),
  ])
  func `wrong input is told`(_ code: String, _ error: String) {
    #expect(evaluate(code).hasPrefix(error), "\(code): \(evaluate(code))")
  }
}
