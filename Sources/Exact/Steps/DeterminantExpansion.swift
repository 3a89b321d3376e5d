// Determinants of small matrices by their definition: Sarrus' rule and the expansion along the first row.

/// A determinant of order 1, 2 or 3 as the sum over all permutations: Sarrus' rule.
public struct SarrusExpansion<Element: ExactRing>: Hashable, Sendable {
  /// A product of elements, one from each row.
  public struct Term: Hashable, Sendable {
    /// 1 or −1.
    public let sign: Int
    public let factors: [Element]
    public let product: Element
  }

  public let matrix: ExactMatrix<Element>

  /// The products along the diagonals that fall to the right, then along those that fall to the left, whose sign is minus.
  public let terms: [Term]

  public let value: Element

  init(_ matrix: ExactMatrix<Element>) {
    let n = matrix.rows
    let falling = n < 3 ? [0] : [0, 1, 2]
    var terms = falling.map { start in Self.term(1, (0..<n).map { matrix[$0, (start + $0) % n] }) }
    if n > 1 {
      let last = n == 2 ? [1] : [2, 0, 1]
      terms += last.map { start in Self.term(-1, (0..<n).map { matrix[$0, (start + n - $0) % n] }) }
    }
    self.matrix = matrix
    self.terms = terms
    value = terms.reduce(Element.zero) { $1.sign > 0 ? $0 + $1.product : $0 - $1.product }
  }

  private static func term(_ sign: Int, _ factors: [Element]) -> Term {
    Term(sign: sign, factors: factors, product: factors.reduce(Element.one, *))
  }

  /// The determinant, the sum of products and the value.
  public var tex: String {
    let sum = sum { $0.map(parenthesisedTeX).joined(separator: " \\cdot ") }
    return "\(matrix.determinantTeX) = \(terms.count == 1 ? "" : "\(sum) = ")\(value.tex)"
  }

  /// The sum of products and the value.
  public var text: String {
    let sum = sum { $0.map(parenthesisedText).joined(separator: " · ") }
    return terms.count == 1 ? value.text : "\(sum) = \(value.text)"
  }

  private func sum(_ product: ([Element]) -> String) -> String {
    var sum = SignedSum()
    for term in terms { sum.append(product(term.factors), isNegative: term.sign < 0) }
    return sum.text
  }
}

/// An element as a factor of a product: in parentheses if it is negative or a sum.
func parenthesisedTeX<Element: ExactRing>(_ element: Element) -> String {
  let (size, isNegative) = element.factor(tex: true)
  return isNegative ? "\\left(\(element.tex)\\right)" : size
}

/// The same as text.
func parenthesisedText<Element: ExactRing>(_ element: Element) -> String {
  let (size, isNegative) = element.factor(tex: false)
  return isNegative ? "(\(element.text))" : size
}

/// An element behind a slash: in parentheses unless it is a natural number or the root of one.
func divisorText<Element: ExactRing>(_ element: Element) -> String {
  let text = element.text
  return (text.hasPrefix("√") ? text.dropFirst() : text[...]).allSatisfy(\.isNumber) ? text : "(\(text))"
}

/// A determinant of order 2 or 3 expanded along its first row.
public struct CofactorExpansion<Element: ExactRing>: Hashable, Sendable {
  public struct Term: Hashable, Sendable {
    /// The column of the element.
    public let column: Int
    /// The sign of the place: 1 or −1.
    public let sign: Int
    public let element: Element
    /// The matrix without the row and the column of the element.
    public let minor: ExactMatrix<Element>
    public let minorDeterminant: Element
  }

  public let matrix: ExactMatrix<Element>
  public let terms: [Term]
  public let value: Element

  init(_ matrix: ExactMatrix<Element>) {
    let n = matrix.rows
    let terms = (0..<n).map { column in
      let minor = ExactMatrix(n - 1, n - 1) { matrix[$0 + 1, $1 < column ? $1 : $1 + 1] }
      return Term(
        column: column, sign: column % 2 == 0 ? 1 : -1, element: matrix[0, column], minor: minor,
        minorDeterminant: SarrusExpansion(minor).value)
    }
    self.matrix = matrix
    self.terms = terms
    value = terms.reduce(Element.zero) {
      let product = $1.element * $1.minorDeterminant
      return $1.sign > 0 ? $0 + product : $0 - product
    }
  }

  public var tex: String {
    var (minors, products) = (SignedSum(), SignedSum())
    for term in terms {
      let element = parenthesisedTeX(term.element)
      minors.append("\(element) \(term.minor.determinantTeX)", isNegative: term.sign < 0)
      products.append("\(element) \\cdot \(parenthesisedTeX(term.minorDeterminant))", isNegative: term.sign < 0)
    }
    return alignedTeX(["\(matrix.determinantTeX) &= \(minors.text)", "&= \(products.text) = \(value.tex)"])
  }

  /// The sum of the elements times the determinants of their minors, and the value.
  public var text: String {
    var products = SignedSum()
    for term in terms {
      products.append(
        "\(parenthesisedText(term.element)) · \(parenthesisedText(term.minorDeterminant))", isNegative: term.sign < 0)
    }
    return "\(products.text) = \(value.text)"
  }
}

extension ExactMatrix {
  /// The determinant by Sarrus' rule, or `nil` unless the order is 1, 2 or 3.
  public var sarrusExpansion: SarrusExpansion<Element>? {
    isSquare && (1...3).contains(rows) ? SarrusExpansion(self) : nil
  }

  /// The determinant expanded along the first row, or `nil` unless the order is 2 or 3.
  public var cofactorExpansion: CofactorExpansion<Element>? {
    isSquare && (2...3).contains(rows) ? CofactorExpansion(self) : nil
  }
}
