// Options that bound what an evaluation may use.

import ArgumentParser
import Engine

struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The most steps that an evaluation may take.", valueName: "count"))
  var steps = Limits().steps

  @Option(help: ArgumentHelp("The most memory that values may use, in MiB.", valueName: "MiB"))
  var memory = Limits().bytes >> 20

  @Option(help: ArgumentHelp("The longest time that an evaluation may take, in seconds.", valueName: "seconds"))
  var timeout = Limits().seconds

  var limits: Limits {
    var limits = Limits()
    limits.steps = steps
    limits.bytes = memory << 20
    limits.seconds = timeout
    return limits
  }

  func validate() throws {
    for (name, value) in [("steps", steps), ("memory", memory), ("timeout", timeout)] where value < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
    if memory > 1 << 40 { throw ValidationError("--memory is in MiB.") }
  }
}
