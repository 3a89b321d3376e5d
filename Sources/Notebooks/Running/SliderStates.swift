// What a notebook shows in each state of its sliders.

/// The results of what depends on sliders, for every choice of their values.
public struct SliderStates: Sendable {
  /// One `slider` of a cell.
  public struct Slider: Sendable, Hashable {
    /// The cell that makes it.
    public var cell: Int
    public var label: String
    /// The values as the reader sees them.
    public var texts: [String]
    /// Which of them the page shows first.
    public var initial: Int
  }

  /// In the order of the source.
  public let sliders: [Slider]
  /// The results of each cell that ran again in some state, by its index: one for each state.
  public internal(set) var cells: [Int: [CellResult]] = [:]
  /// The inline values, likewise.
  public internal(set) var values: [Int: [ValueResult]] = [:]

  /// The most states that the sliders of a notebook may have together.
  static let limit = 1000

  init(_ sliders: [Slider]) { self.sliders = sliders }

  /// How many states there are; `nil` if there are too many.
  public var count: Int? {
    var count = 1
    for slider in sliders {
      count *= slider.texts.count
      if count > SliderStates.limit { return nil }
    }
    return count
  }

  /// The number of the state with these values: the last slider counts fastest.
  public func number(of choices: [Int]) -> Int {
    zip(sliders, choices).reduce(0) { $0 * $1.0.texts.count + $1.1 }
  }

  /// The values that are chosen in a state.
  public func choices(of number: Int) -> [Int] {
    var choices = [Int](repeating: 0, count: sliders.count)
    var rest = number
    for index in sliders.indices.reversed() {
      choices[index] = rest % sliders[index].texts.count
      rest /= sliders[index].texts.count
    }
    return choices
  }

  public var initial: [Int] { sliders.map(\.initial) }

  /// A state in words: `σ = 2.0, n = 3`.
  func words(for choices: [Int]) -> String {
    zip(sliders, choices).map { slider, choice in
      (slider.label.isEmpty ? "" : slider.label + " = ") + slider.texts[choice]
    }.joined(separator: ", ")
  }

  /// All states, each from the one before by a step of one slider, from the first values on (reflected counting: D. E. Knuth, The
  /// Art of Computer Programming, volume 4A, section 7.2.1.1, algorithm H).
  var walk: [[Int]] {
    var digits = [Int](repeating: 0, count: sliders.count)
    var steps = [Int](repeating: 1, count: sliders.count)
    var walk = [digits]
    while let moving = digits.indices.last(where: { sliders[$0].texts.indices.contains(digits[$0] + steps[$0]) }) {
      digits[moving] += steps[moving]
      for index in (moving + 1)..<digits.count { steps[index] = -steps[index] }
      walk.append(digits)
    }
    return walk
  }
}
