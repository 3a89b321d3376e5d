// Two texts of a page, line by line: which lines differ, where digits beyond the precision do not count.

/// What differs between a recorded page and a fresh one.
struct PageComparison {
  /// Lines that differ, by number from 1; one of the lists may be empty.
  struct Hunk {
    var recorded: [Int]
    var fresh: [Int]
    /// Where a line that differs would stand on each side.
    var recordedPlace: Int
    var freshPlace: Int
    /// By how much, where numbers differ.
    var detail: String?
  }

  private(set) var hunks: [Hunk] = []
  /// Whether the texts are laid out in other ways: blanks, empty lines.
  private(set) var differsInLayout = false

  /// A line that is not empty.
  private struct Line {
    var number: Int
    var text: NumericText
    var skeleton: String
    /// The largest number of the block that the line belongs to.
    var scale: Double
    var source: Substring
    /// Whether it is code of a cell, in which every digit counts.
    var isCode: Bool
  }

  /// Longer stretches that differ are compared place by place.
  private static let alignedCount = 3_000

  init(recorded: Substring, fresh: Substring) {
    let old = PageComparison.lines(of: recorded)
    let new = PageComparison.lines(of: fresh)
    var start = 0
    while start < min(old.count, new.count), compare(old[start], new[start], isSure: false) { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, compare(old[oldEnd - 1], new[newEnd - 1], isSure: false) { (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1) }
    align(old, new, start..<oldEnd, start..<newEnd)
    if hunks.isEmpty, old.count == new.count {
      differsInLayout = zip(old, new).contains { zip($0.text.words, $1.text.words).contains(where: !=) }
        || recorded.utf8.count { $0 == UInt8(ascii: "\n") } != fresh.utf8.count { $0 == UInt8(ascii: "\n") }
    }
  }

  private static func lines(of text: Substring) -> [Line] {
    var lines: [Line] = []
    var blockStart = 0
    var fence: (marks: Int, isCode: Bool)?
    func closeBlock() {
      let scale = lines[blockStart...].reduce(0) { max($0, $1.text.scale) }
      for index in blockStart..<lines.count { lines[index].scale = scale }
      blockStart = lines.count
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.utf8.allSatisfy({ $0 <= 0x20 }) {
        closeBlock()
      } else {
        let text = NumericText(line)
        let content = line.drop { $0 == ">" || $0 == " " }
        let marks = content.prefix { $0 == "`" }.count
        if let open = fence {
          if marks >= open.marks, content.count == marks { fence = nil }
        } else if marks >= 3 {
          fence = (marks, content.dropFirst(marks) == "julia")
        }
        lines.append(
          Line(number: index + 1, text: text, skeleton: text.skeleton, scale: 0, source: line, isCode: fence?.isCode ?? false))
      }
    }
    closeBlock()
    return lines
  }

  /// Whether two lines agree; where it is sure that one stands for the other, a difference of numbers is noted.
  @discardableResult
  private mutating func compare(_ old: Line, _ new: Line, isSure: Bool) -> Bool {
    if old.source == new.source { return true }
    guard old.skeleton == new.skeleton else { return false }
    if old.isCode || new.isCode {
      if old.source.split(whereSeparator: \.isWhitespace) == new.source.split(whereSeparator: \.isWhitespace) { return true }
      if isSure {
        hunks.append(Hunk(recorded: [old.number], fresh: [new.number], recordedPlace: old.number, freshPlace: new.number))
      }
      return false
    }
    let tolerance = NumericText.Tolerance(relative: 1e-8, absolute: 1e-12 * max(old.scale, new.scale))
    guard let numbers = new.text.differingNumbers(from: old.text, tolerance) else { return true }
    if isSure {
      hunks.append(
        Hunk(
          recorded: [old.number], fresh: [new.number], recordedPlace: old.number, freshPlace: new.number,
          detail: NumericText.describe(numbers.0, numbers.1)))
    }
    return false
  }

  private mutating func align(_ old: [Line], _ new: [Line], _ oldRange: Range<Int>, _ newRange: Range<Int>) {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    if max(oldRange.count, newRange.count) <= PageComparison.alignedCount {
      for change in new[newRange].map(\.skeleton).difference(from: old[oldRange].map(\.skeleton)) {
        switch change {
        case .remove(let offset, _, _): removed.insert(oldRange.lowerBound + offset)
        case .insert(let offset, _, _): inserted.insert(newRange.lowerBound + offset)
        }
      }
    } else {
      for offset in 0..<max(oldRange.count, newRange.count) {
        let (i, j) = (oldRange.lowerBound + offset, newRange.lowerBound + offset)
        let agrees = i < oldRange.upperBound && j < newRange.upperBound && old[i].skeleton == new[j].skeleton
        if agrees { continue }
        if i < oldRange.upperBound { removed.insert(i) }
        if j < newRange.upperBound { inserted.insert(j) }
      }
    }
    var (i, j) = (oldRange.lowerBound, newRange.lowerBound)
    while i < oldRange.upperBound || j < newRange.upperBound {
      let (oldStart, newStart) = (i, j)
      while removed.contains(i) { i += 1 }
      while inserted.contains(j) { j += 1 }
      if i > oldStart || j > newStart {
        func place(_ lines: [Line], _ index: Int) -> Int { index < lines.count ? lines[index].number : (lines.last?.number ?? 1) }
        hunks.append(
          Hunk(
            recorded: old[oldStart..<i].map(\.number), fresh: new[newStart..<j].map(\.number),
            recordedPlace: place(old, oldStart), freshPlace: place(new, newStart)))
      } else {
        compare(old[i], new[j], isSure: true)
        (i, j) = (i + 1, j + 1)
      }
    }
  }
}
