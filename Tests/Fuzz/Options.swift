// What the command line of the fuzzer says.

import Foundation

struct Options {
  var seed: UInt64 = 1
  /// The number of the first session.
  var first = 0
  /// How many cells are run.
  var cells = 10_000
  var processes = ProcessInfo.processInfo.activeProcessorCount
  /// Seconds after which a cell that does not end counts as hung.
  var timeout = 30.0
  var lessons = "notebooks"
  var folder = "fuzz-failures"
  /// So many kinds of failures end the run.
  var failureLimit = 20
  /// The sessions that a worker runs.
  var work: Range<Int>?
  /// A file that is run instead of generated cells.
  var replay: String?
  /// A session that is printed instead of run.
  var show: Int?

  /// `nil` if the arguments cannot be understood.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      switch option {
      case "--seed": guard let value = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }; seed = value
      case "--cells": guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }; cells = value
      case "--first": guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }; first = value
      case "--processes": guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }; processes = value
      case "--timeout": guard let value = rest.popFirst().flatMap({ Double($0) }) else { return nil }; timeout = value
      case "--failures": guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }; failureLimit = value
      case "--lessons": guard let value = rest.popFirst() else { return nil }; lessons = value
      case "--output": guard let value = rest.popFirst() else { return nil }; folder = value
      case "--replay": guard let value = rest.popFirst() else { return nil }; replay = value
      case "--show": guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }; show = value
      case "--work":
        guard let first = rest.popFirst().flatMap({ Int($0) }), let end = rest.popFirst().flatMap({ Int($0) }), first <= end else { return nil }
        work = first..<end
      default: return nil
      }
    }
  }
}
