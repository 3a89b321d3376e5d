// Splines against SciPy's, and what interpolation does at its ends.
import Arrays
import Testing

@Suite struct InterpolationTests {
  @Test func `cubics agree with the reference`() throws {
    let (x, y) = (Vector(interpolationKnots), Vector(interpolationValues))
    let cubics = [
      try PiecewiseCubic(spline: x, y, .natural), try PiecewiseCubic(spline: x, y, .clamped(first: 2, last: -1)),
      try PiecewiseCubic(spline: x, y), try PiecewiseCubic(monotone: x, y),
    ]
    for (i, cubic) in cubics.enumerated() {
      let values = Vector(interpolationPositions.map { cubic.value(at: $0) })
      let slopes = Vector(interpolationPositions.map { cubic.derivative(at: $0) })
      #expect(relativeError(values, interpolationReferences[3 * i]) < 1e-14)
      #expect(relativeError(slopes, interpolationReferences[3 * i + 1]) < 1e-14)
      let integral = cubic.integral(from: 0.2, to: 6.9)
      #expect((integral / interpolationReferences[3 * i + 2][0] - 1).magnitude < 1e-14)
      #expect(cubic.integral(from: 6.9, to: 0.2) == -integral)
      #expect(zip(x.elements, y.elements).allSatisfy { (cubic.value(at: $0) - $1).magnitude < 1e-14 })
    }
    #expect(cubics[0].derivative(at: 0, order: 2).magnitude < 1e-13)
    let third = cubics[2]
    #expect((third.derivative(at: 0.1, order: 3) - third.derivative(at: 1, order: 3)).magnitude < 1e-12)
    let monotone = cubics[3]
    #expect((0..<100).allSatisfy { monotone.value(at: 0.5 + Double($0) / 100) == 2 })
  }

  @Test func `few points and the outside`() throws {
    let line = try PiecewiseCubic(spline: [0, 2], [1, 5])
    #expect(line.value(at: 0.5) == 2 && line.value(at: 2) == 5 && line.derivative(at: 1) == 2)
    let parabola = try PiecewiseCubic(spline: [0, 1, 3], [0, 1, 9])
    #expect(parabola.value(at: 2) == 4 && parabola.value(at: -1, beyond: .extended) == 1)
    let clamped = try PiecewiseCubic(spline: [0, 1], [0, 0], .clamped(first: 1, last: 1))
    #expect(clamped.value(at: 0.25) == 0.25 * 0.75 * 0.5)
    #expect(try PiecewiseCubic(monotone: [0, 1], [3, 4]).value(at: 0.5) == 3.5)
    #expect(line.value(at: -1).isNaN && line.value(at: 3).isNaN && line.value(at: .nan, beyond: .extended).isNaN)
    #expect(line.value(at: -1, beyond: .nearest) == 1 && line.value(at: 9, beyond: .nearest) == 5)
    #expect(line.value(at: -1, beyond: .extended) == -1 && line.integral(from: -1, to: 1).isNaN)
    let broken = try PiecewiseLinear([0, 1, 3], [0, 0.5, 5])
    #expect(broken.value(at: 2) == 2.75 && broken.value(at: 1) == 0.5 && broken.value(at: 3) == 5)
    #expect(broken.value(at: 4).isNaN && broken.value(at: 4, beyond: .nearest) == 5)
    #expect(broken.value(at: -1, beyond: .extended) == -0.5)
    #expect(throws: LinearAlgebraError.self) { try PiecewiseLinear([0], [1]) }
    #expect(throws: LinearAlgebraError.self) { try PiecewiseLinear([0, 0], [1, 2]) }
    #expect(throws: LinearAlgebraError.self) { try PiecewiseLinear([0, 1], [1]) }
    #expect(throws: LinearAlgebraError.notFinite) { try PiecewiseCubic(spline: [0, .nan], [1, 2]) }
    #expect(throws: LinearAlgebraError.notFinite) { try PiecewiseCubic(monotone: [0, 1], [1, .infinity]) }
  }
}
