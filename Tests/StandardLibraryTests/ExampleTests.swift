// Every example in the help of the library runs and gives what it says.

import Engine
import StandardLibrary
import Syntax
import Testing

@Suite struct ExampleTests {
  /// Runs one example; the result is what is wrong with it, `nil` if nothing is.
  private func problem(with function: NativeFunction) -> String? {
    let machine = Machine(library: .standard)
    machine.onSave = { _ in }
    do {
      for line in function.example.split(separator: "\n") {
        let parts = line.split(separator: "# =>", maxSplits: 1).map(String.init)
        let value = try run(parts[0], on: machine)
        guard parts.count == 2 else { continue }
        machine.globals.set("value", value)
        let text = try machine.text(of: machine.globals["value"] ?? .nothing)
        let written = parts[1].split(separator: " ").joined(separator: " ")
        if text == written { continue }
        let expected = try run(parts[1], on: machine)
        let actual = machine.globals["value"] ?? .nothing
        if Equality.isEqualAsKeys(actual, expected) { continue }
        if text == (try machine.text(of: expected)) { continue }
        // The last digit of a decomposition may differ from one processor to the next.
        let isClose = try? run("isapprox(value, \(parts[1]), rtol = 1e-12, atol = 1e-15)", on: machine).boolean
        if isClose != true { return "\(parts[0])gives \(text), not \(written)" }
      }
      return nil
    } catch {
      return "\(machine.runtimeError(error)) in \(function.example)"
    }
  }

  private func run(_ source: String, on machine: Machine) throws -> Value {
    let program = Parser.parse(source)
    if let diagnostic = program.diagnostics.first(where: { $0.severity == .error }) {
      throw RuntimeError("ParseError", diagnostic.message)
    }
    let unit = machine.addUnit(program.source)
    var value = Value.nothing
    for statement in program.statements { value = try machine.run(statement.expression, unit: unit) }
    return value
  }

  @Test func examplesGiveWhatTheySay() {
    let functions = Library.standard.functions.sorted { $0.key < $1.key }.map(\.value)
    let problems = EngineThread.run {
      functions.filter { !$0.example.isEmpty }.compactMap { function in
        problem(with: function).map { "\(function.name): \($0)" }
      }
    }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }
}
