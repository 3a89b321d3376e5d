// One session: a few cells for one environment, made from a seed and a number.

import Engine
import StandardLibrary

/// Makes sessions. The same seed and number give the same cells.
struct InputSource {
  let seed: UInt64
  private let functions: [NativeFunction]
  /// The cells of each lesson, in order.
  private let lessons: [[String]]
  private let donors: [String]

  init(seed: UInt64, lessons: [[String]]) {
    self.seed = seed
    self.lessons = lessons
    donors = lessons.flatMap { $0 }
    functions = ProgramGenerator.callable(in: .standard)
  }

  /// How many cells one environment runs at most.
  static let cellsPerSession = 8

  /// The cells of a session, to be run one after the other.
  func cells(_ number: Int) -> [String] {
    var random = SplitMix(seed: seed, input: UInt64(number))
    if !lessons.isEmpty, random.chance(40) { return mutatedLesson(&random) }
    var generator = ProgramGenerator(random: random, library: functions)
    return (0..<Self.cellsPerSession).map { _ in
      generator.budget = 15 + generator.random.below(60)
      let cell = generator.cell()
      guard generator.random.chance(6) else { return cell }
      var mutator = Mutator(random: generator.random, donors: [cell])
      let changed = mutator.mutate(cell)
      generator.random = mutator.random
      return changed
    }
  }

  private func mutatedLesson(_ random: inout SplitMix) -> [String] {
    let lesson = random.pick(lessons)
    let start = random.below(lesson.count)
    var mutator = Mutator(random: random, donors: donors)
    return lesson[start..<min(lesson.count, start + Self.cellsPerSession)].map { cell in
      mutator.random.chance(70) ? mutator.mutate(cell) : cell
    }
  }
}
