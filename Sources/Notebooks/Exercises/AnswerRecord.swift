// An answer of the page itself, as its cells left it: what the checks ask of it is known already.

import Engine
import Syntax

/// The starter of a page, alone or with a solution behind it. Its variables were read when it had run in the page's own environment;
/// only for calls of its functions it runs once more, on a side of its own.
final class AnswerRecord: SubmissionConnection {
  let problem: String?
  private let values: [String: SubmissionReply]
  private let side: () -> SubmissionSide

  /// - Parameters:
  ///   - problem: why the cells did not run to their end.
  ///   - values: what the variables that the starter assigns are.
  ///   - side: gives another environment of the same page, in which the cells have run.
  init(problem: String?, values: [String: SubmissionReply], side: @escaping () -> SubmissionSide) {
    (self.problem, self.values, self.side) = (problem, values, side)
  }

  func exchange(_ request: [UInt8]) throws(LostSubmission) -> [UInt8] {
    switch SubmissionRequest(request) {
    case .run: SubmissionReply.ran(problem: problem).bytes
    case .value(let name): (values[name] ?? .undefined).bytes
    case .call: side().exchange(request)
    case nil: []
    }
  }
}
