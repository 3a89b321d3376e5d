// The parameters of a notebook as variables.

import Engine
import Syntax

extension NotebookRunner {
  /// Defines the parameters: as the notebook gives them, or as they were given on the command line, as source text.
  mutating func define(_ given: [String: String]) {
    for parameter in notebook.frontMatter.parameters {
      if given[parameter.name] != nil { continue }
      machine.globals.set(parameter.name, value(of: parameter.value))
    }
    for (name, text) in given.sorted(by: { $0.key < $1.key }) {
      let known = notebook.frontMatter.parameters.map(\.name)
      if !known.contains(name) {
        report(
          "unknown-parameter", "the notebook has no parameter `\(name)`", Span(0, 0),
          hint: Suggestions.nearest(to: name, among: known).map { "did you mean `\($0)`?" })
        continue
      }
      let program = Parser.parseExpression(text)
      let unit = machine.addUnit(program.source)
      if program.diagnostics.isEmpty, program.statements.count == 1,
        let value = try? machine.run(program.statements[0].expression, unit: unit)
      {
        machine.globals.set(name, value)
      } else {
        machine.globals.set(name, machine.heap.string(text))
      }
    }
  }

  private func value(of metadata: MetadataValue) -> Value {
    switch metadata {
    case .null: return .nothing
    case .boolean(let flag): return Value(flag)
    case .integer(let integer): return Value(integer)
    case .number(let number): return Value(number)
    case .text(let text): return machine.heap.string(text)
    case .list(let items): return (try? machine.makeVector(items.map { value(of: $0) })) ?? .nothing
    case .mapping(let entries):
      return machine.heap.namedTuple(entries.map { Symbol($0.key) }, entries.map { value(of: $0.value) })
    }
  }
}
