// Structures that a notebook shows in its own way, by a method of `show`.

extension Printer {
  /// Writes what the notebook's own method `show(io, value)` writes, if there is one.
  /// - Parameter plain: whether the REPL asks, which prefers a method `show(io, mime, value)`.
  /// - Returns: Whether there is such a method.
  func showByMethod(_ value: Value, plain: Bool, _ context: Context) throws -> Bool {
    let heap = machine.heap
    guard let function = machine.extendedFunction("show") else { return false }
    let mark = heap.mark
    defer { heap.drain(to: mark) }
    let buffer = TextStream()
    _ = heap.adopt(buffer)
    let io = heap.adopt(TextStream(buffer, isCompact: context.isCompact, isLimited: isLimited, heap: heap))
    var calls = [[io, value]]
    if plain { calls.insert([io, heap.adopt(MIMEObject("text/plain")), value], at: 0) }
    for arguments in calls where machine.hasMethod(function, arguments) {
      _ = try machine.call(Value(function), arguments)
      write(buffer.take(machine))
      return true
    }
    return false
  }
}
