// Evaluating source in a test.

import Engine
import StandardLibrary

/// What the statements give, in a fresh environment.
func evaluation(_ source: String) -> Evaluation {
  EngineThread.run { Session(library: .standard).evaluate(source) }
}

/// The text of the last statement's value, or `Type: message` of the error.
func evaluate(_ source: String) -> String {
  let result = evaluation(source)
  if let failure = result.failure {
    return failure.message.isEmpty ? failure.type : "\(failure.type): \(failure.message)"
  }
  return result.text ?? ""
}
