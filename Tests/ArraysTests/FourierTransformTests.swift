// Fourier transforms and convolutions against their definitions.
import Arrays
import Testing

/// exp(−2πi k/n) with the angle brought into a quarter of the circle by integers.
private func root(_ k: Int, _ n: Int) -> Complex<Double> {
  let (quarter, rest) = (4 * k).quotientAndRemainder(dividingBy: n)
  let angle = Double.pi * Double(rest) / Double(2 * n)
  let (c, s) = (Double.cos(angle), Double.sin(angle))
  switch quarter {
  case 0: return Complex(c, -s)
  case 1: return Complex(-s, -c)
  case 2: return Complex(-c, s)
  default: return Complex(s, c)
  }
}

private func byDefinition(_ x: Vector<Complex<Double>>) -> Vector<Complex<Double>> {
  let n = x.count
  let roots = (0..<n).map { root($0, n) }
  return Vector((0..<n).map { (k: Int) -> Complex<Double> in
    var sum = Complex<Double>.zero
    for j in 0..<n { sum += x[j] * roots[(j * k) % n] }
    return sum
  })
}

private func distance<Element: LinearAlgebraScalar>(_ x: DenseArray<Element>, _ y: DenseArray<Element>) throws -> Double {
  try x.subtracting(y).norm() / max(y.norm(), .leastNormalMagnitude)
}

@Test func `Transforms agree with mpmath`() throws {
  for (n, start) in fourierReferences {
    let x = Vector<Complex<Double>>((0..<n).map { (k: Int) -> Complex<Double> in
      let (real, imaginary) = ((7 * k + 3) % 11 - 5, (5 * k + 1) % 13 - 6)
      return Complex(Double(real), Double(imaginary))
    })
    let y = try x.fourierTransform()
    for (k, value) in start.enumerated() { #expect((y[k] - value).length < 2e-15 * y.norm(), "length \(n)") }
  }
}

@Test func `Transforms of every length up to 70, and of primes`() throws {
  var numbers = TestNumbers(2)
  for n in Array(1...70) + [97, 101, 127, 210, 211, 243, 256, 331, 343, 360, 512, 961] {
    let x: Vector<Complex<Double>> = numbers.vector(n)
    let bound = 1e-15 * max(1, Double.log2(Double(n)))
    let y = try x.fourierTransform()
    #expect(try distance(y, byDefinition(x)) < max(bound, 1e-15 * Double(n).squareRoot() / 2), "length \(n)")
    #expect(try distance(y.inverseFourierTransform(), x) < bound, "length \(n)")
    let real: Vector<Double> = numbers.vector(n)
    let half = try real.realFourierTransform()
    let whole = try real.fourierTransform()
    #expect(half.count == n / 2 + 1)
    #expect(try distance(half, whole[0..<n / 2 + 1]) < bound, "length \(n)")
    #expect(try distance(half.inverseRealFourierTransform(length: n), real) < bound, "length \(n)")
  }
}

@Test func `Long transforms keep their accuracy`() throws {
  for n in [1 << 16, 10_007, 30_030] {
    // A wave of one frequency has one line.
    let frequency = n / 3
    let x = Vector<Complex<Double>>((0..<n).map { root(($0 * frequency) % n, n).conjugate })
    var expected = Vector<Complex<Double>>(repeating: .zero, shape: [n])
    expected[frequency] = Complex(Double(n), 0)
    #expect(try distance(x.fourierTransform(), expected) < 1e-15 * Double.log2(Double(n)))
  }
}

@Test func `Transforms along dimensions`() throws {
  var numbers = TestNumbers(7)
  let shape = [6, 37, 4]
  let x = (numbers.vector(6 * 37 * 4) as Vector<Complex<Double>>).reshaped(shape)
  for axis in 0..<3 {
    let y = try x.fourierTransform(along: [axis])
    // The axis is brought to the front and its lanes are transformed one by one.
    let order = [axis] + (0..<3).filter { $0 != axis }
    let (turned, result) = (x.permutingDimensions(order), y.permutingDimensions(order))
    let n = shape[axis]
    for lane in 0..<x.count / n {
      let range = lane * n..<(lane + 1) * n
      #expect(try distance(result.flattened()[range], turned.flattened()[range].fourierTransform()) < 1e-14)
    }
    #expect(try distance(y.inverseFourierTransform(along: [axis]), x) < 1e-14)
  }
  let all = try x.fourierTransform()
  #expect(try distance(all, x.fourierTransform(along: [0]).fourierTransform(along: [2, 1])) < 1e-14)
  #expect(try distance(all.inverseFourierTransform(), x) < 1e-14)
  let real = (numbers.vector(6 * 7) as Vector<Double>).reshaped([6, 7])
  for axes in [[0], [1], [0, 1], [1, 0]] {
    let half = try real.realFourierTransform(along: axes)
    let n = real.shape[axes[0]]
    #expect(half.shape[axes[0]] == n / 2 + 1)
    #expect(try distance(half.inverseRealFourierTransform(length: n, along: axes), real) < 1e-14)
    let whole = try real.fourierTransform(along: axes)
    let part = axes[0] == 0 ? whole[0..<4, 0..<7] : whole[0..<6, 0..<4]
    #expect(try distance(half, part) < 1e-14)
  }
}

@Test func `Transforms of nothing, of NaN, and along dimensions that are not there`() throws {
  let empty = DenseArray<Complex<Double>>(repeating: .zero, shape: [0, 3])
  #expect(try empty.fourierTransform() == empty && empty.inverseFourierTransform(along: [1]) == empty)
  #expect(throws: LinearAlgebraError.self) { try empty.fourierTransform(along: [2]) }
  #expect(throws: LinearAlgebraError.self) { try empty.fourierTransform(along: [1, 1]) }
  #expect(throws: LinearAlgebraError.self) { try Vector<Double>([]).realFourierTransform() }
  #expect(throws: LinearAlgebraError.self) { try Vector<Complex<Double>>([1, 2]).inverseRealFourierTransform(length: 4) }
  #expect(try Vector<Complex<Double>>([Complex(.nan, 0), 1, 2]).fourierTransform().elements.allSatisfy { !$0.isFinite })
  #expect(try Vector<Complex<Double>>([5]).fourierTransform() == [5])
}

@Test func `Frequencies of transforms`() throws {
  #expect(FourierFrequencies.all(5) == [0, 0.2, 0.4, -0.4, -0.2] && FourierFrequencies.all(4, rate: 4) == [0, 1, -2, -1])
  #expect(FourierFrequencies.real(4, rate: 4) == [0, 1, 2] && FourierFrequencies.real(5, rate: 5) == [0, 1, 2])
}

@Test func `Convolutions multiply polynomials`() throws {
  #expect(try Vector<Double>([1, 2, 3]).convolved(with: [1, -1]) == [1, 1, 1, -3])
  #expect(try Vector<Double>([]).convolved(with: [1, 2]).isEmpty)
  var numbers = TestNumbers(9)
  let (a, b): (Vector<Double>, Vector<Double>) = (numbers.vector(300), numbers.vector(111))
  let long = try a.convolved(with: b)
  var expected = Vector<Double>(repeating: 0, shape: [410])
  for i in 0..<300 { for j in 0..<111 { expected[i + j] += a[i] * b[j] } }
  #expect(try distance(long, expected) < 1e-14)
  let complex = try a.map { Complex($0, -$0) }.convolved(with: b.map { Complex(0, $0) })
  #expect(try distance(complex, expected.map { Complex($0, $0) }) < 1e-14)
}
