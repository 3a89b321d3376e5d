// Mean, variance and autocorrelation, accurate to the last digit or two whatever cancels.

/// How the elements of an array of measurements are understood.
public enum DecimalReading: Sendable {
  /// Each is the binary number that it is.
  case binary
  /// Each is the shortest decimal number that rounds to it, as it was typed or printed: `10000000.1` means that, and not
  /// the `Double` next to it. This matters where the variation is near the last digits.
  case decimal
}

extension DenseArray where Element == Double {
  /// The arithmetic mean, rounded once from a sum of about 32 digits; NaN for an empty array.
  ///
  /// A sum beyond the range gives an infinity or NaN though the mean may be in it.
  public func accurateMean(_ reading: DecimalReading = .binary) -> Double {
    let mean = center(reading)
    return mean.low.isFinite ? mean.value : sum() / Double(count)
  }

  /// The variance Σ (xᵢ − x̄)² / (n − 1), or / n without `corrected`, about the mean in two passes.
  ///
  /// Mean, differences and sum have about 32 digits, so that the variance of the numbers as given is right to the last
  /// digit even where they agree in fifteen. NaN for an empty array, and for a single number if `corrected`.
  public func accurateVariance(corrected: Bool = true, _ reading: DecimalReading = .binary) -> Double {
    variance(corrected, reading).value
  }

  /// The square root of `accurateVariance`, rounded once.
  public func accurateStandardDeviation(corrected: Bool = true, _ reading: DecimalReading = .binary) -> Double {
    variance(corrected, reading).squareRoot().value
  }

  /// The autocorrelation Σ (xᵢ − x̄)(xᵢ₊ₖ − x̄) / Σ (xᵢ − x̄)² at lag k; NaN where nothing varies or the lag is not
  /// below the count.
  public func accurateAutocorrelation(lag: Int = 1, _ reading: DecimalReading = .binary) -> Double {
    guard lag.magnitude < count else { return .nan }
    let (lag, center) = (Int(lag.magnitude), center(reading))
    var products = DoubleDouble.zero
    for i in 0..<count - lag { products += (element(i, reading) - center) * (element(i + lag, reading) - center) }
    let squares = squaredDeviations(from: center, reading)
    return squares.high > 0 ? (products / squares).value : .nan
  }

  private func variance(_ corrected: Bool, _ reading: DecimalReading) -> DoubleDouble {
    let divisor = Double(corrected ? count - 1 : count)
    guard divisor > 0 else { return DoubleDouble(.nan) }
    return squaredDeviations(from: center(reading), reading) / divisor
  }

  private func center(_ reading: DecimalReading) -> DoubleDouble { exactSum(reading) / Double(count) }

  /// The sum with about 32 digits.
  func exactSum(_ reading: DecimalReading = .binary) -> DoubleDouble {
    var sum = DoubleDouble.zero
    switch reading {
    case .binary: for i in 0..<count { sum += pointer[i] }
    case .decimal: for i in 0..<count { sum += DoubleDouble(written: pointer[i]) }
    }
    return sum
  }

  /// Σ (xᵢ − center)² with about 32 digits.
  func squaredDeviations(from center: DoubleDouble, _ reading: DecimalReading = .binary) -> DoubleDouble {
    var sum = DoubleDouble.zero
    for i in 0..<count {
      let deviation = element(i, reading) - center
      sum += deviation * deviation
    }
    return sum
  }

  private func element(_ i: Int, _ reading: DecimalReading) -> DoubleDouble {
    switch reading {
    case .binary: DoubleDouble(pointer[i])
    case .decimal: DoubleDouble(written: pointer[i])
    }
  }
}
