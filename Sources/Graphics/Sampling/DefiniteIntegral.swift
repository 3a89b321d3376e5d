/// Integrals from values of a function.
public enum DefiniteIntegral {
  /// ∫ f from `a` to `b` by adaptive Simpson quadrature with Richardson's correction (Lyness 1969), about nine digits for
  /// smooth functions; not a number when a value is none. It asks for at most 20 000 values.
  public static func value(from a: Double, to b: Double, _ function: (Double) throws -> Double) rethrows -> Double {
    struct Piece {
      var a: Double
      var b: Double
      var fa: Double
      var fm: Double
      var fb: Double
      var depth: Int
      var whole: Double { (b - a) / 6 * (fa + 4 * fm + fb) }
    }
    guard a.isFinite, b.isFinite, a != b else { return a == b ? 0 : .nan }
    // Several pieces, so that no periodic function looks constant.
    let count = 11
    func place(_ index: Int) -> Double { a + (b - a) * (Double(index) / Double(count)) }
    var stack: [Piece] = []
    var size = 0.0
    for index in 0..<count {
      let (low, high) = (place(index), place(index + 1))
      let piece = Piece(
        a: low, b: high, fa: try function(low), fm: try function((low + high) / 2), fb: try function(high), depth: 0)
      size += piece.whole.magnitude
      stack.append(piece)
    }
    let tolerance = max(1e-10 * size, 1e-300)
    var evaluations = 3 * count
    var total = 0.0
    while let piece = stack.popLast() {
      let middle = (piece.a + piece.b) / 2
      let left = Piece(
        a: piece.a, b: middle, fa: piece.fa, fm: try function((piece.a + middle) / 2), fb: piece.fm, depth: piece.depth + 1)
      let right = Piece(
        a: middle, b: piece.b, fa: piece.fm, fm: try function((middle + piece.b) / 2), fb: piece.fb, depth: piece.depth + 1)
      evaluations += 2
      let change = left.whole + right.whole - piece.whole
      let share = tolerance * ((piece.b - piece.a) / (b - a)).magnitude
      if change.magnitude <= 15 * share || piece.depth > 40 || evaluations > 20_000 || change.isNaN {
        total += left.whole + right.whole + change / 15
      } else {
        stack.append(right)
        stack.append(left)
      }
    }
    return total
  }

  /// An integral as it is written into a figure.
  public static func text(_ value: Double) -> String { NumberLabel.short(value, digits: 3) }
}
