// "did you mean": the known name nearest to a misspelt one.

enum Suggestion {
  /// The first of `names` within an edit distance of 1 (short names) or 2, nil when none is that near.
  static func nearest(to name: String, in names: [String]) -> String? {
    let wanted = Array(name.utf8)
    guard wanted.count >= 2, wanted.count <= 30 else { return nil }
    var bestDistance = wanted.count <= 4 ? 2 : 3
    var best: String?
    for candidate in names {
      let other = Array(candidate.utf8)
      if other.count < 2 || abs(other.count - wanted.count) >= bestDistance { continue }
      let distance = distance(wanted, other)
      if distance < bestDistance {
        bestDistance = distance
        best = candidate
      }
    }
    return best
  }

  /// Edits that turn one word into the other: insertions, deletions, substitutions and swaps of neighbours.
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for i in 1...first.count {
      var row = [i] + [Int](repeating: 0, count: second.count)
      for j in 1...second.count {
        let cost = first[i - 1] == second[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[second.count]
  }
}
