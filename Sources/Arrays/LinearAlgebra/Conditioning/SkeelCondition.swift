// Condition numbers by the sizes of the elements, which scaling of rows does not change.

extension DenseArray where Element: LinearAlgebraScalar {
  /// Skeel's condition number ‖ |A⁻¹| |A| ‖ in the operator norm for p = 1, 2 or ∞ (nil for another p), or that of a system
  /// with the solution x, ‖ |A⁻¹| |A| |x| ‖ / ‖x‖ in any p-norm.
  ///
  /// R. D. Skeel, "Scaling for numerical stability in Gaussian elimination", J. ACM 26 (1979). Throws what `inverse` throws,
  /// and `dimensionMismatch` for an x of another length.
  /// - Parameter x: The moduli of the solution.
  public func skeelConditionNumber(
    _ x: Vector<Double>? = nil, _ p: Double = .infinity
  ) throws(LinearAlgebraError) -> Double? {
    let (inverse, moduli) = (try inverse().map { $0.modulus }, map { $0.modulus })
    guard let x else { return try inverse.multiplied(by: moduli).operatorNorm(p) }
    return try inverse.multiplied(by: moduli.multiplied(by: x)).norm(p) / x.norm(p)
  }
}
