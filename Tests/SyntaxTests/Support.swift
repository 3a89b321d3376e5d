// What the tests of syntax share: trees as S-expressions, and errors as short lines.

import Syntax
import Testing

/// The trees of a source's statements, one a line; the source has to be free of diagnostics.
func tree(_ source: String) -> String {
  let program = Parser.parse(source)
  if !program.diagnostics.isEmpty { return "diagnostics: \(errors(source))" }
  return program.statements.map(\.expression.debugDescription).joined(separator: "\n")
}

/// The diagnostics of a source as `identifier "underlined text"`.
func errors(_ source: String) -> [String] {
  let program = Parser.parse(source)
  return program.diagnostics.map { "\($0.identifier) “\(program.source[$0.span])”" }
}

/// Checks pairs of a source and its tree.
func expectTrees(_ pairs: KeyValuePairs<String, String>, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
  for (source, expected) in pairs {
    #expect(tree(source) == expected, "\(source)", sourceLocation: sourceLocation)
  }
}

/// Checks pairs of a source and its diagnostics.
func expectErrors(_ pairs: KeyValuePairs<String, [String]>, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
  for (source, expected) in pairs {
    #expect(errors(source) == expected, "\(source)", sourceLocation: sourceLocation)
  }
}
