// Generators as values: `MersenneTwister(seed)`, `Xoshiro(seed)`.

import Engine

/// A generator with a stream of its own, independent of the notebook's.
final class RandomGenerator: HostObject {
  var source: RandomSource
  let name: String
  let seed: UInt64

  init(_ name: String, seed: UInt64) {
    self.name = name
    self.seed = seed
    source = RandomSource(seed: seed, stream: "")
    super.init()
  }

  override var type: DataType { .named(name) }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard operation == "copy" || operation == "deepcopy" else { return nil }
    let copy = RandomGenerator(name, seed: seed)
    copy.source = source
    return machine.heap.adopt(copy)
  }

  override func text(_ machine: Machine) throws -> String { "\(name)(\(seed))" }
}

/// `default_rng()` and `GLOBAL_RNG`: the notebook's own stream.
final class DefaultGenerator: HostObject {
  override var type: DataType { .named("TaskLocalRNG") }
  override func text(_ machine: Machine) throws -> String { "TaskLocalRNG()" }
}

extension Machine {
  /// Runs `body` with the generator that a value stands for, or with the notebook's stream if it is none.
  func withRandom<Result>(_ generator: Value?, _ body: (inout RandomSource) throws -> Result) rethrows -> Result {
    guard let generator = generator?.host as? RandomGenerator else { return try body(&random) }
    heap.noteChange(of: generator)
    return try body(&generator.source)
  }
}
