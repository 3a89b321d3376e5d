// Running source in a fresh session and comparing what the REPL would show.

import Engine
import Testing

/// What a source shows: its output and the text of its last value, or the type of its error.
func evaluated(_ source: String, steps: Int? = nil, bytes: Int? = nil) -> String {
  EngineThread.run {
    let session = Session(library: .core)
    if let steps { session.machine.limits.steps = steps }
    if let bytes { session.machine.limits.bytes = bytes }
    let result = session.evaluate(source)
    if let failure = result.failure { return result.output + "ERROR \(failure.type)" }
    return result.output + (result.text ?? "")
  }
}

/// The error of a source, with the text that is underlined.
func failure(_ source: String, steps: Int? = nil) -> (type: String, message: String, underlined: String, hint: String?)? {
  EngineThread.run {
    let session = Session(library: .core)
    if let steps { session.machine.limits.steps = steps }
    guard let failure = session.evaluate(source).failure else { return nil }
    let utf8 = Array(source.utf8)
    let span = max(0, failure.span.start)..<min(utf8.count, failure.span.end)
    return (failure.type, failure.message, String(decoding: utf8[span], as: UTF8.self), failure.hint)
  }
}
