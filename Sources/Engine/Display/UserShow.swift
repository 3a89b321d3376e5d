// Structures that a notebook shows in its own way, by a method of `show`.

extension Machine {
  /// What the notebook's own method `show(io, value)` writes; `nil` if there is none.
  /// - Parameter plain: whether the REPL asks, which prefers a method `show(io, mime, value)`.
  func userShow(_ value: Value, plain: Bool) throws -> String? {
    nil
  }
}
