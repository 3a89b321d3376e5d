// Finds the name that was probably meant.

/// The candidate closest to a misspelt name by edit distance (Damerau–Levenshtein with adjacent transpositions), if
/// it is close enough to be a misspelling: at most a third of the name's letters differ.
func suggestion(for name: String, among candidates: [String]) -> String? {
  guard name.utf8.count <= 60 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let longer = max(name.utf8.count, candidate.utf8.count)
    guard abs(name.utf8.count - candidate.utf8.count) <= max(1, longer / 3) else { continue }
    let distance = editDistance(Array(name.lowercased().utf8), Array(candidate.lowercased().utf8))
    if distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(1, max(name.utf8.count, best.name.utf8.count) / 3) else { return nil }
  return best.name
}

/// How many insertions, deletions, replacements and swaps of neighbours turn one text into the other.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
