// Numbers side by side on one line, as ranges that are no progressions are shown.

extension Printer {
  /// Writes the elements with commas between them; of more than fit on a line of 80 columns, the first and the last.
  func showSequence(count: Int, _ element: (Int) throws -> Value) throws {
    func number(_ position: Int) throws -> String {
      let value = try element(position)
      return try captured { try show(value, Context(isCompact: true, knownType: value.dataType)) }
    }
    var head: [String] = []
    var width = 1
    while head.count < count, width <= Printer.screenWidth {
      head.append(try number(head.count))
      width += (head.last?.count ?? 0) + 2
    }
    if head.count == count, width - 2 <= Printer.screenWidth { return write(head.joined(separator: ", ")) }
    // Taken in turns from both ends, with room for the dots.
    var room = Printer.screenWidth - 6
    var (low, high) = (0, count - 1)
    var tail: [String] = []
    while low <= high, low < head.count {
      room -= head[low].count + 2
      let last = try number(high)
      room -= last.count + 2
      if room < 0 { break }
      low += 1
      tail.append(last)
      high -= 1
    }
    write(head.prefix(low).joined(separator: ", ") + ", …, " + tail.reversed().joined(separator: ", "))
  }
}
