// One block of the documentation: a session of inputs with the results that it shows.

import Engine
import Foundation
import StandardLibrary

struct DocumentationBlock: Decodable {
  struct Step: Decodable {
    var input: String
    var expected: String
    /// `value`, `error` and `elided` count; `silent` and `definition` only run.
    var kind: String

    private enum CodingKeys: String, CodingKey {
      case input, kind
      case expected = "expected_output"
    }
  }

  var id: String
  var scope: String
  var topic: String
  var setup: [String]
  var steps: [Step]

  /// Runs the block in a session of its own.
  var result: Score {
    let session = Session(library: .standard)
    session.machine.limits.steps = 100_000_000
    session.machine.limits.seconds = 10
    for line in setup { _ = session.evaluate(line) }
    var score = Score()
    for step in steps {
      let evaluation = session.evaluate(step.input)
      guard let agreement = step.agreement(with: evaluation) else { continue }
      score.steps += 1
      if agreement.strict { score.strict += 1 }
      if agreement.lenient {
        score.lenient += 1
      } else {
        let answer = evaluation.failure.map { "\($0.type): \($0.message)" } ?? evaluation.shown
        score.failures.append("\(id): \(step.input)\n\(answer)")
      }
    }
    return score
  }
}

extension Evaluation {
  /// What a terminal would show: what was printed, then the value.
  fileprivate var shown: String {
    let printed = output.replacing(#/\n+\z/#, with: "")
    return [printed, text ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension DocumentationBlock.Step {
  /// Whether the evaluation is what the documentation shows, to the letter and in substance; `nil` if it does not count.
  fileprivate func agreement(with evaluation: Evaluation) -> (strict: Bool, lenient: Bool)? {
    switch kind {
    case "error":
      guard let failure = evaluation.failure else { return (false, false) }
      let firstLine = expected.prefix { $0 != "\n" }
      return (firstLine.contains(failure.type), true)
    case "elided":
      let agrees = evaluation.failure == nil && ShownText(evaluation.shown).fills(expected)
      return (agrees, agrees)
    case "value":
      guard evaluation.failure == nil else { return (false, false) }
      let shown = ShownText(evaluation.shown)
      let strict = shown.isIdentical(to: ShownText(expected))
      return (strict, strict || shown.agrees(with: ShownText(expected)))
    default: return nil
    }
  }
}
