// "Did you mean": the nearest name by edits.

public enum Suggestions {
  /// The candidate that is nearest by insertions, deletions, replacements and swaps, if it is near enough.
  public static func nearest(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.unicodeScalars)
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let scalars = Array(candidate.unicodeScalars)
      if abs(scalars.count - wanted.count) > limit || candidate.hasPrefix("#") { continue }
      let distance = editDistance(wanted, scalars, limit: best.map { $0.distance - 1 } ?? limit)
      if let distance, distance > 0 { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The candidates that contain the name or are near to it, nearest first, at most `limit`.
  static func near(_ name: String, among candidates: [String], limit: Int = 8) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty else { return [] }
    var found: [(name: String, distance: Int)] = []
    for candidate in candidates {
      let lowered = candidate.lowercased()
      let scalars = Array(lowered.unicodeScalars)
      if let distance = editDistance(wanted, scalars, limit: max(1, wanted.count / 3)) {
        found.append((candidate, distance))
      } else if wanted.count > 2, lowered.contains(name.lowercased()) {
        found.append((candidate, scalars.count))
      }
    }
    var seen: Set<String> = []
    // Of names that are as near, those that begin in the same case: `svd` and not `SVD` for `svdd`.
    func rank(_ entry: (offset: Int, element: (name: String, distance: Int))) -> (Int, Int, Int) {
      let isOther = entry.element.name.first?.isUppercase != name.first?.isUppercase
      return (entry.element.distance, isOther ? 1 : 0, entry.offset)
    }
    let ordered = found.enumerated().sorted { rank($0) < rank($1) }
    return Array(ordered.map(\.element.name).filter { seen.insert($0).inserted }.prefix(limit))
  }

  /// The optimal string alignment distance, `nil` if above the limit.
  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    if limit < 0 { return nil }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...max(1, a.count) where i <= a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...max(1, b.count) where j <= b.count {
        let isSame = a[i - 1] == b[j - 1]
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      if row.min() ?? 0 > limit { return nil }
      beforeLast = last
      last = row
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
