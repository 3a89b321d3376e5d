// Where the lines of a document begin, as cmark counts them.

/// Byte offsets of lines; `\n`, `\r\n` and `\r` alone end one.
struct LineTable {
  /// One for each line, and the length of the text at the end.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) { starts.append(offset) }
      }
      if starts[starts.count - 1] != bytes.count { starts.append(bytes.count) }
    }
    if starts.count == 1 { starts.append(0) }
    self.starts = starts
  }

  var count: Int { starts.count - 1 }

  /// A 1-based line with its line break.
  func fullRange(_ line: Int) -> Range<Int> { starts[line - 1]..<starts[line] }

  /// A 1-based line without its line break.
  func range(_ line: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = starts[line - 1]
    var end = starts[line]
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The 1-based line that holds an offset.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
