// Sparse vectors as Julia shows them: their stored elements, each with its index.

import Engine

extension SparseObject {
  /// How many elements are shown below the dots that stand for those left out, one more than above them.
  private static let shownCount = 8

  /// The header, and a line for each stored element.
  func vectorText(_ machine: Machine) throws -> String {
    let indices = matrix.rowIndices
    guard let last = indices.last else { return header }
    let width = String(last + 1).count
    func line(_ index: Int) throws -> String {
      let place = String(index + 1)
      let value = try machine.elementText(of: matrix.element(index, 0, kind, machine), in: kind.type)
      return "  [\(place)\(String(repeating: " ", count: width - place.count))]  =  \(value)"
    }
    let shown = SparseObject.shownCount
    if indices.count < 2 * shown { return try ([header + ":"] + indices.map(line)).joined(separator: "\n") }
    let dots = String(repeating: " ", count: width + 6) + "⋮"
    let lines = try indices.prefix(shown - 1).map(line) + [dots] + indices.suffix(shown).map(line)
    return ([header + ":"] + lines).joined(separator: "\n")
  }
}
