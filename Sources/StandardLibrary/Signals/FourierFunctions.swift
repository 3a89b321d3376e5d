// Fourier transforms and convolutions, after Julia's FFTW and DSP.

import Arrays
import Engine

extension Library {
  /// Binds Fourier transforms and convolutions.
  mutating func addSignals() {
    packages.formUnion(["FFTW", "DSP", "AbstractFFTs"])
    let source = "Cooley & Tukey 1965; Bluestein 1970 for lengths with large prime factors"
    let along = " `dims` (second argument or keyword) are the dimensions along which it is taken, all if there are none."
    for (name, isInverse, help) in [
      ("fft", false, "The discrete Fourier transform of an array: element k + 1 is Σⱼ x[j + 1] exp(-2πi j k / n)."),
      ("ifft", true, "The inverse of `fft`, with the factor 1/n."),
    ] {
      add(
        "\(name)(x, dims)", help + along, arity: Arity(1...2), keywords: ["dims"],
        example: isInverse ? "ifft([4, 0, 0, 0]) ≈ [1, 1, 1, 1]  # => true" : "fft([1, 0, 0, 0]) == [1, 1, 1, 1]  # => true",
        source: source
      ) { call in
        let array = try call.signal()
        let axes = try call.transformAxes(1, rank: array.rank)
        try call.declareTransform(array.shape)
        return try call.machine.linear { try array.transformed(axes, isInverse: isInverse, call.heap) }
      }
    }
    add(
      "rfft(x, dims)", "The half of the Fourier transform of a real array that is not known by symmetry: n ÷ 2 + 1 of n along the first dimension." + along,
      arity: Arity(1...2), keywords: ["dims"], example: "length(rfft([1, 2, 3, 4]))  # => 3\nrfft([1, 1])  ≈ [2, 0]  # => true",
      source: source
    ) { call in
      let array = try call.signal()
      guard let real = array.array(of: Double.self) else {
        throw call.noMethod(hint: "it takes real numbers; fft(x) takes complex ones")
      }
      let axes = try call.transformAxes(1, rank: array.rank)
      try call.declareTransform(array.shape)
      return call.heap.array(try call.machine.linear { try real.realFourierTransform(along: axes) })
    }
    add(
      "irfft(y, n, dims)", "The real array, of length `n` along the first dimension, of which `y` is the `rfft`." + along,
      arity: Arity(2...3), keywords: ["dims"], example: "irfft(rfft([1, 2, 3]), 3) ≈ [1, 2, 3]  # => true", source: source
    ) { call in
      let array = try call.signal()
      let length = try call.int(1)
      let axes = try call.transformAxes(2, rank: array.rank)
      var shape = array.shape
      guard let first = axes?.first ?? (shape.isEmpty ? nil : 0), length > 0, shape[first] == length / 2 + 1 else {
        throw RuntimeError.argument(
          "n = \(length) does not fit the length \(shape.first ?? 0) of the transform", hint: "of n numbers rfft gives n ÷ 2 + 1")
      }
      shape[first] = length
      try call.declareTransform(shape)
      return call.heap.array(
        try call.machine.linear { try array.asComplex.inverseRealFourierTransform(length: length, along: axes) })
    }
    for (name, isInverse) in [("fftshift", false), ("ifftshift", true)] {
      add(
        "\(name)(x, dims)", isInverse
          ? "Undoes `fftshift`." + along
          : "The array turned by half of its length, which puts the frequency 0 of a transform into the middle." + along,
        arity: Arity(1...2), keywords: ["dims"],
        example: isInverse ? "ifftshift([3, 1, 2])  # => [1, 2, 3]" : "fftshift([1, 2, 3])  # => [3, 1, 2]"
      ) { call in
        guard call[0].isArray || call[0].tag == .range, let shape = try call.machine.shape(call[0]) else { throw call.noMethod() }
        let axes = try call.transformAxes(1, rank: shape.count) ?? Array(shape.indices)
        try call.machine.countStep(try call.heap.reserve(shape: shape, stride: 48) / 8)
        let shifts = shape.indices.map { axes.contains($0) ? Value(isInverse ? -(shape[$0] / 2) : shape[$0] / 2) : Value(0) }
        return try call.machine.callLibrary("circshift", [call[0], call.heap.tuple(shifts)])
      }
    }
    for (name, isReal) in [("fftfreq", false), ("rfftfreq", true)] {
      add(
        "\(name)(n, fs)", "The frequencies of \(isReal ? "`rfft`" : "`fft`") of `n` samples taken at the rate `fs`, 1 if none is given.",
        arity: Arity(1...2),
        example: isReal ? "rfftfreq(4, 8)  # => [0.0, 2.0, 4.0]" : "fftfreq(4, 8)  # => [0.0, 2.0, -4.0, -2.0]"
      ) { call in
        let count = try call.int(0)
        guard count >= 1 else { throw RuntimeError.argument("the number of samples must be positive, got \(count)") }
        let rate = call.count > 1 ? try call.double(1) : 1
        try call.heap.reserve(count: count, stride: 16)
        try call.machine.countStep(count / 8)
        return call.heap.array(isReal ? FourierFrequencies.real(count, rate: rate) : FourierFrequencies.all(count, rate: rate))
      }
    }
    add(
      "conv(u, v)", "The convolution of two vectors, of m + n - 1 elements: the coefficients of the product of two polynomials.",
      arity: 2, example: "conv([1, 2], [1, 3])  # => [1, 5, 6]", source: "by Fourier transforms where both vectors are long"
    ) { call in try call.machine.convolution(call) }
  }
}

extension Call {
  /// An array of numbers in floating point.
  fileprivate func signal() throws -> any LinearArray {
    guard self[0].isArray || self[0].tag == .range, let array = try machine.floatingOperand(self[0]) else { throw noMethod() }
    return array
  }

  /// The dimensions that are named, counted from zero; `nil` if none are.
  fileprivate func transformAxes(_ position: Int, rank: Int) throws -> [Int]? {
    guard let given = count > position ? self[position] : keyword("dims"), !given.isNothing, given.tag != .colon else { return nil }
    let list = try (given.integer.map { [$0] } ?? machine.elements(given)?.map { machine.exactInt($0) ?? 0 }) ?? []
    for axis in list where axis < 1 || axis > rank {
      throw RuntimeError.argument("the array has the dimensions 1 to \(rank), not \(try machine.compactText(of: given))")
    }
    guard !list.isEmpty, Set(list).count == list.count else {
      throw RuntimeError.argument("each dimension can be transformed once, got \(try machine.compactText(of: given))")
    }
    return list.map { $0 - 1 }
  }

  /// Counts a transform and its memory.
  fileprivate func declareTransform(_ shape: [Int]) throws {
    let count = try machine.heap.reserve(shape: shape, stride: 80)
    let bits = max(1, Int.bitWidth - count.leadingZeroBitCount)
    try machine.countCost(Double(count) * Double(bits) / 8)
  }
}

extension LinearArray {
  fileprivate func transformed(_ axes: [Int]?, isInverse: Bool, _ heap: Heap) throws -> Value {
    let array = asComplex
    return heap.array(isInverse ? try array.inverseFourierTransform(along: axes) : try array.fourierTransform(along: axes))
  }

  fileprivate func convolved(with other: any LinearArray) throws -> any LinearArray {
    guard let other = same(other) else { throw LinearAlgebraError.undefined("mixed numbers") }
    return try dense.convolved(with: other)
  }
}

extension Machine {
  fileprivate func convolution(_ call: borrowing Call) throws -> Value {
    let (u, v) = (call[0], call[1])
    guard u.isArray || u.tag == .range, v.isArray || v.tag == .range, let shapeU = try shape(u), let shapeV = try shape(v),
      shapeU.count == 1, shapeV.count == 1
    else { throw call.noMethod(hint: "it takes two vectors") }
    let (m, n) = (shapeU[0], shapeV[0])
    guard m > 0, n > 0 else { throw RuntimeError.argument("conv takes vectors with elements") }
    let length = m + n - 1
    try heap.reserve(count: length, stride: 128)
    let types = [elementType(u), elementType(v)]
    let areIntegers = types.allSatisfy { $0 == .int64 || $0 == .bool }
    if areIntegers || types.allSatisfy({ [.bool, .int64, .float64, .complexF64].contains($0) }), let a = try floatingOperand(u),
      let b = try floatingOperand(v)
    {
      let (x, y) = a.matched(with: b)
      // The error of a transform is far below 1/2 for sums of integers up to this.
      if !areIntegers || x.largest * y.largest * Double(min(m, n)) <= 0x1p44 {
        let bits = Double(Int.bitWidth - length.leadingZeroBitCount)
        try countCost(min(Double(m) * Double(n) / 16, 2 * Double(length) * bits))
        let result = try linear { try x.convolved(with: y) }
        return areIntegers ? heap.vector(result.roundedIntegers()) : result.value(heap)
      }
    }
    guard let x = try elements(u), let y = try elements(v), x.allSatisfy(\.isNumber), y.allSatisfy(\.isNumber) else {
      throw call.noMethod(hint: "it takes two vectors of numbers")
    }
    return try promoted(productOfPolynomials(x, y), shape: [length])
  }
}

extension LinearArray {
  fileprivate func roundedIntegers() -> [Int] { dense.elements.map { Int($0.realPart.rounded()) } }
}
