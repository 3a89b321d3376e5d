// The JSON-lines protocol of `nabla eval --session`.

import Engine
import StandardLibrary

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads requests from standard input and answers each with one line, until the input ends.
struct SessionServer {
  /// What each request may use.
  let limits: Limits

  private struct Request: Decodable {
    let code: String
  }

  private struct Answer: Encodable {
    struct Problem: Encodable {
      let type: String
      let message: String
      let line: Int
      let column: Int
    }

    let stdout: String?
    let text: String?
    let latex: String?
    let svg: String?
    let error: Problem?

    private enum Keys: CodingKey { case stdout, text, latex, svg, error }

    /// Keys without content are written as null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(stdout, forKey: .stdout)
      try container.encode(text, forKey: .text)
      try container.encode(latex, forKey: .latex)
      try container.encode(svg, forKey: .svg)
      try container.encode(error, forKey: .error)
    }
  }

  func serve() {
    let session = Session(library: .standard)
    session.machine.limits = limits
    session.machine.onSave = Files.save
    while let line = readLine() {
      if line.allSatisfy(\.isWhitespace) { continue }
      let answer: Answer
      if let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) {
        answer = self.answer(session.evaluate(request.code))
      } else {
        answer = Answer(
          stdout: nil, text: nil, latex: nil, svg: nil,
          error: .init(
            type: "ProtocolError", message: "a line must be a JSON object with the key \"code\"", line: 1, column: 1))
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
      if let data = try? encoder.encode(answer) { Terminal.write(String(decoding: data, as: UTF8.self) + "\n") }
    }
  }

  private func answer(_ evaluation: Evaluation) -> Answer {
    Answer(
      stdout: evaluation.output.isEmpty ? nil : evaluation.output, text: evaluation.text, latex: evaluation.faces.tex,
      svg: evaluation.faces.figure?.svg(.standalone),
      error: evaluation.failure.map {
        .init(type: $0.type, message: $0.message, line: $0.location.line, column: $0.location.column)
      })
  }
}
