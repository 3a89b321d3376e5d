/// The affine map of red, green and blue that comes nearest to turning one list of colours into another: exactly up to four
/// colours (or for colours on a line), and to a few hundredths along a colour map.
struct ColorMatrix {
  /// For each channel of the result the shares of red, green and blue, and a constant.
  private(set) var rows: [SIMD4<Double>]

  /// By least squares over all entries that are seen; `nil` if the lists are the same.
  init?(from: [RGB], to: [RGB]) {
    guard from != to else { return nil }
    // The normal equations. A little weight on the shares decides between maps that are equally good.
    var left = (0..<4).map { row -> SIMD4<Double> in
      var line = SIMD4<Double>(repeating: 0)
      if row < 3 { line[row] = 1e-6 }
      return line
    }
    var right = [SIMD4<Double>](repeating: SIMD4(repeating: 0), count: 4)
    for (old, new) in zip(from, to) where old.alpha > 0 {
      let (x, y) = (ColorMatrix.vector(old), ColorMatrix.vector(new))
      for row in 0..<4 {
        left[row] += x[row] * x
        right[row] += x[row] * y
      }
    }
    guard left[3][3] > 0 else { return nil }
    // Gauss and Jordan; the matrix is positive definite, so that no pivot is zero.
    for column in 0..<4 {
      let pivot = left[column][column]
      left[column] /= pivot
      right[column] /= pivot
      for row in 0..<4 where row != column {
        let factor = left[row][column]
        left[row] -= factor * left[column]
        right[row] -= factor * right[column]
      }
    }
    rows = (0..<3).map { channel in
      SIMD4(right[0][channel], right[1][channel], right[2][channel], right[3][channel])
    }
  }

  /// A colour under the map.
  func applied(to color: RGB) -> RGB {
    let x = ColorMatrix.vector(color)
    let channels = rows.map { row in UInt8((min(1, max(0, (row * x).sum())) * 255).rounded()) }
    return RGB(channels[0], channels[1], channels[2], alpha: color.alpha)
  }

  private static func vector(_ color: RGB) -> SIMD4<Double> {
    SIMD4(Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, 1)
  }
}
