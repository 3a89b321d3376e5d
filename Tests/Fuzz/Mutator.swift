// Changes to a cell that was written by hand: bytes, tokens and numbers.

import Syntax

struct Mutator {
  var random: SplitMix
  /// Cells to take pieces from.
  let donors: [String]

  mutating func mutate(_ cell: String) -> String {
    var text = cell
    for _ in 0...random.below(3) { text = random.chance(50) ? mutateBytes(text) : mutateTokens(text) }
    return text
  }

  // MARK: - Bytes

  private static let spare = Array("()[]{}\"'`$#=;,:.@\\ \nend if for do let x1+-*^~!?<>&|%αé😀…∈√".utf8)

  private mutating func mutateBytes(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(3) {
      let place = random.below(bytes.count)
      switch random.below(6) {
      case 0 where !bytes.isEmpty: bytes.remove(at: place)
      case 1: bytes.insert(random.pick(Self.spare), at: place)
      case 2 where !bytes.isEmpty: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 3 where !bytes.isEmpty: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(40)))
      case 4 where !bytes.isEmpty:
        let piece = bytes[place..<min(bytes.count, place + 1 + random.below(30))]
        for _ in 0..<random.pick([1, 2, 50]) { bytes.insert(contentsOf: piece, at: min(place, bytes.count)) }
      default:
        let donor = Array(random.pick(donors).utf8)
        let start = random.below(donor.count)
        bytes.insert(contentsOf: donor[start..<min(donor.count, start + random.below(60))], at: min(place, bytes.count))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Tokens

  private static let numbers = [
    "0", "-1", "1", "2", "3.5", "NaN", "Inf", "1e308", "10^9", "10^18", "typemin(Int)", "nothing", "\"a\"", "[]", "[1, 2]", "[1 2; 3 4]",
    "x", "true", "missing", "1//3", "2im", "1:0", ":a", "()", "x -> x", "big(2)^80",
  ]

  /// Replaces, removes, repeats or swaps whole tokens.
  private mutating func mutateTokens(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var tokens = Highlighter.spans(of: text).map { String(decoding: bytes[$0.0.start..<$0.0.end], as: UTF8.self) }
    if tokens.isEmpty { return text }
    for _ in 0...random.below(3) where !tokens.isEmpty {
      let place = random.below(tokens.count)
      switch random.below(5) {
      case 0: tokens.remove(at: place)
      case 1: tokens.insert(tokens[random.below(tokens.count)], at: place)
      case 2: tokens.swapAt(place, random.below(tokens.count))
      default:
        let values = tokens.indices.filter { tokens[$0].first.map { $0.isNumber || $0.isLetter } ?? false }
        if let chosen = values.isEmpty ? nil : random.pick(values) { tokens[chosen] = random.pick(Self.numbers) }
      }
    }
    return tokens.joined()
  }
}
