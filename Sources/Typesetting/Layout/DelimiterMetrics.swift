// The sizes in which Latin Modern Math has its delimiters, read from its MATH and hmtx tables.

enum DelimiterMetrics {
  /// The heights of the variants that most delimiters share, in em.
  private static let heights = [1.001, 1.101, 1.201, 1.451, 1.801, 2.101, 2.401, 3.001]

  /// The height of the variant that covers `size`, or `size` where the delimiter is pieced together; both in em.
  static func height(_ text: String, covering size: Double) -> Double {
    heights.first { $0 >= size } ?? size
  }

  /// The width in em of a delimiter that covers `size`, nil when it is the same at every size or not known.
  static func width(_ text: String, covering size: Double) -> Double? {
    guard let widths = widths(text) else { return nil }
    let wanted = isParenthesis(text) ? size + 0.007 : size
    let index = heights.firstIndex { $0 >= wanted - 0.005 } ?? heights.count - 1
    // The widest variant has its own width anyway.
    return index < heights.count - 1 ? widths[index] : nil
  }

  /// Parentheses are a little lower than the other delimiters.
  private static func isParenthesis(_ text: String) -> Bool { text == "(" || text == ")" }

  /// How far to the right Chromium draws a delimiter that is pieced together to cover `size`, in em; nil for smaller
  /// ones. It centres the ink of the pieces in their width, and then draws the pieces with their side bearings.
  static func shift(_ text: String, covering size: Double) -> Double? {
    let (largest, shift): (Double, Double)
    switch text.soleScalar {
    case "(", ")": (largest, shift) = (2.991, 0.159)
    case "[", "]", "⌊", "⌋", "⌈", "⌉": (largest, shift) = (3.001, 0.165)
    case "{", "}": (largest, shift) = (3.001, 0.142)
    case "⟦", "⟧": (largest, shift) = (3.001, 0.182)
    case "⟮", "⟯": (largest, shift) = (3.053, 0.17)
    case "|", "∣": (largest, shift) = (3.607, 0.094)
    case "‖", "∥": (largest, shift) = (3.607, 0.051)
    default: return nil
    }
    return size > largest + 0.02 ? shift : nil
  }

  private static func widths(_ text: String) -> [Double]? {
    switch text.soleScalar {
    case "(", ")": [0.389, 0.422, 0.458, 0.523, 0.597, 0.663, 0.736, 0.875]
    case "[", "]": [0.278, 0.340, 0.417, 0.444, 0.472, 0.499, 0.528, 0.667]
    case "{", "}": [0.500, 0.540, 0.583, 0.624, 0.667, 0.707, 0.750, 0.902]
    case "⟨", "⟩": [0.389, 0.428, 0.472, 0.537, 0.611, 0.677, 0.750, 0.908]
    case "⌊", "⌋", "⌈", "⌉": [0.444, 0.458, 0.472, 0.499, 0.528, 0.555, 0.583, 0.667]
    case "⟦", "⟧": [0.410, 0.444, 0.480, 0.555, 0.660, 0.750, 0.838, 1.007]
    case "⟮", "⟯": [0.287, 0.305, 0.323, 0.370, 0.432, 0.485, 0.541, 0.647]
    case "/", "\\": [0.500, 0.571, 0.617, 0.680, 0.800, 0.890, 0.990, 2.572]
    default: nil
    }
  }
}
