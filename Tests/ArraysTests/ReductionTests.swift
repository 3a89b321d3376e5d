// Sums, extrema and sorting: accuracy, order, and the special numbers.
import Arrays
import Testing

@Test func pairwiseSumsLoseLittle() {
  let terms = Vector<Double>(repeating: 0.1, shape: [1_000_000])
  #expect((terms.sum() - 100_000).magnitude < 1e-9)
  #expect((terms.cumulativeSum()[999_999] - 100_000).magnitude < 1e-8)
  for n in [0, 1, 2, 15, 16, 17, 33, 34, 1024, 1025, 5000] {
    let v = Vector((0..<n).map { Double($0) })
    #expect(v.sum() == Double(n * max(0, n - 1) / 2))
    #expect(v.sumOfSquares() == Double(max(0, (n - 1) * n * (2 * n - 1) / 6)))
    let sums = v.cumulativeSum()
    #expect((0..<n).allSatisfy { sums[$0] == Double($0 * ($0 + 1) / 2) })
  }
  #expect(Vector<Double>(repeating: -0.0, shape: [100]).sum().sign == .minus)
  #expect(Vector<Double>(repeating: 2, shape: [1000]).product() == 0x1p1000 && Vector<Double>([]).product() == 1)
}

@Test func sumsAlongDimensions() {
  let a = DenseArray<Double>(columnMajor: (1...12).map { Double($0) }, shape: [2, 3, 2])
  #expect(a.sum(along: 0).elements == [3, 7, 11, 15, 19, 23])
  #expect(a.sum(along: 1).elements == [9, 12, 27, 30] && a.sum(along: 1).shape == [2, 1, 2])
  #expect(a.sum(along: 2).elements == [8, 10, 12, 14, 16, 18] && a.sum(along: 7) == a)
  #expect(a.maximum(along: 1).elements == [5, 6, 11, 12] && a.minimum(along: 2).elements == [1, 2, 3, 4, 5, 6])
  #expect(a.cumulativeSum(along: 2).elements[6...] == [8, 10, 12, 14, 16, 18])
  #expect(a.cumulativeProduct(along: 0).elements[..<4] == [1, 2, 3, 12])
  #expect(Matrix<Double>(repeating: 0, shape: [0, 3]).sum(along: 0).elements == [0, 0, 0])
  #expect(Matrix<Double>(repeating: 0, shape: [3, 0]).sum(along: 0).shape == [1, 0])
}

@Test func integerSumsAreExactOrRefused() throws {
  #expect(Vector<Int>([1, 2, 3]).sum() == 6 && Vector<Int>([.max, 1]).sum() == nil && Vector<Int>([]).sum() == 0)
  #expect(Vector<Int>([2, 3]).product() == 6 && Vector<Int>([.max, 2]).product() == nil)
  #expect(try Vector<Int>([1, 2]).dot([3, 4]) == 11 && Vector<Int>([.max]).dot([2]) == nil)
  #expect(Vector<Int>([1, 2, 3]).cumulativeSum() == [1, 3, 6] && Vector<Int>([.max, 1]).cumulativeSum() == nil)
}

@Test func scalarProducts() throws {
  let v = Vector((1...40).map { Double($0) })
  #expect(try v.dot(v) == 22_140 && Vector<Double>([]).dot([]) == 0)
  let z: Vector<Complex<Double>> = [Complex(0, 1), 2]
  #expect(try z.dot(z) == 5 && z.dot([1, 1]) == Complex(2, -1))
  let long = v.map { Complex(0, $0) }
  #expect(try long.dot(long) == 22_140)
  #expect(throws: LinearAlgebraError.self) { try v.dot([1]) }
}

@Test func extremaWithSpecialNumbers() {
  let v: Vector<Double> = [3, -1, 3, -1]
  #expect(v.minimum() == -1 && v.maximum() == 3 && v.indexOfMinimum() == 1 && v.indexOfMaximum() == 0)
  let withNaN: Vector<Double> = [1, .nan, 0, .nan]
  #expect(withNaN.minimum()!.isNaN && withNaN.maximum()!.isNaN)
  #expect(withNaN.indexOfMinimum() == 1 && withNaN.indexOfMaximum() == 1)
  #expect(Vector<Double>([0, -0.0]).minimum()!.sign == .minus && Vector<Double>([-0.0, 0]).maximum()!.sign == .plus)
  #expect(Vector<Double>([-0.0, 0]).indexOfMaximum() == 1 && Vector<Double>([0, -0.0]).indexOfMinimum() == 1)
  #expect(Vector<Double>([]).maximum() == nil && Vector<Double>([]).indexOfMinimum() == nil)
  #expect(Vector<Int>([4, 9, 9]).indexOfMaximum() == 1 && Vector<Int>([]).minimum() == nil)
}

@Test func sortsSpecialNumbers() {
  let v: Vector<Double> = [.nan, 1, 0, -0.0, .infinity, -1, -.infinity, .leastNonzeroMagnitude]
  let sorted = v.sorted().elements
  #expect(Array(sorted[..<7]) == [-.infinity, -1, -0.0, 0, .leastNonzeroMagnitude, 1, .infinity])
  #expect(sorted[2].sign == .minus && sorted[3].sign == .plus && sorted[7].isNaN)
  #expect(v.sorted(descending: true)[0].isNaN && v.sorted(descending: true)[7] == -.infinity)
  #expect(v.sortedOrder() == [6, 5, 3, 2, 7, 1, 4, 0])
}

/// Lengths around the registers and leaves of the sorting, one that threads share, and values that make pivots bad.
@Test(arguments: [1, 3, 4, 5, 8, 9, 31, 33, 63, 64, 65, 66, 96, 97, 127, 129, 160, 1000, 4097, 20_000, 300_000])
func sortsLikeTheStandardLibrary(count: Int) {
  var state = UInt64(count)
  func random() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 11
  }
  let patterns: [(Int) -> Int] = [
    { _ in Int(bitPattern: UInt(random() &* 0x9E37_79B9_7F4A_7C15)) }, { _ in Int(random() % 3) }, { $0 }, { -$0 }, { _ in 7 },
    { $0 % 2 == 0 ? .max : .min }, { min($0, count - $0) },
  ]
  for pattern in patterns {
    let values = (0..<count).map(pattern)
    #expect(Vector(values).sorted().elements == values.sorted())
    #expect(Vector(values).sorted(descending: true).elements == values.sorted(by: >))
    let floats = values.map { Double($0) / 3 }
    #expect(Vector(floats).sorted().elements == floats.sorted())
    #expect(Vector(floats).sorted(descending: true).elements == floats.sorted(by: >))
  }
}

@Test(arguments: [0, 1, 2, 127, 128, 5000]) func sortsStably(count: Int) {
  var state: UInt64 = 3
  let integers = (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1
    return Int(bitPattern: UInt(state >> 33)) % 97 - 48
  }
  let v = Vector(integers)
  #expect(v.sorted().elements == integers.sorted())
  #expect(v.sorted(descending: true).elements == integers.sorted(by: >))
  #expect(v.sortedOrder() == integers.indices.sorted { (integers[$0], $0) < (integers[$1], $1) })
  #expect(v.sortedOrder(descending: true) == integers.indices.sorted { (-integers[$0], $0) < (-integers[$1], $1) })
  let doubles = v.map { Double($0) / 7 }
  #expect(doubles.sorted().elements == doubles.elements.sorted() && doubles.sortedOrder() == v.sortedOrder())
}
