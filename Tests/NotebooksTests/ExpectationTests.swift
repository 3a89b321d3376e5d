// What `# => value` and the options about errors accept, and what they find wrong.

import Engine
import StandardLibrary
import Testing

@testable import Notebooks

@Suite struct ExpectationTests {
  /// The identifiers of what is wrong with a page that has one cell.
  private func problems(_ cell: String) -> [String] {
    let notebook = Notebook("```nabla\n\(cell)\n```\n")
    return EngineThread.run { notebook.run() }.problems.map(\.identifier)
  }

  @Test(arguments: [
    "1 + 1  # => 2", "exp(1)  # => 2.718", "(1, rand())  # => (1, …)", "[rand(), 2]  # => […, 2]",
    "sqrt(-1)  # => DomainError", "map(1:2) do x\n  2x\nend  # => [2, 4]",
    "Set([1/3, 2/3])  # => Set([0.67, 0.33])", "Dict(:a => 1/3, :b => [0.5])  # => Dict(:b => [0.5], :a => 0.333)",
    "eigvecs([2 1; 1 2])  # => [0.7071 0.7071; -0.7071 0.7071]", "eigen([2.0 0; 0 3]).vectors  # => [1.0 0.0; 0.0 -1.0]",
    "#| up-to: sign\n[1.0, -2.0]  # => [-1.0, 2.0]", "#| up-to: order\n[3, 1/3, 2]  # => [0.33, 2, 3]",
    "#| up-to: constant\n[1.25, 2.5, 4.0]  # => [0.0, 1.25, 2.75]", "#| up-to: [order, sign]\n[1, 2]  # => [2, 1]",
    "[sqrt(2); sqrt(3);;]  # => [1.414; 1.732;;]", "[1 2; 3 4] / 3  # => [0.33; 1.0;; 0.67; 1.33]",
  ])
  func `an expected result that holds`(_ cell: String) {
    #expect(problems(cell).isEmpty)
  }

  @Test(arguments: ["1 + 1  # => 3", "exp(1)  # => 2.719", "(1, rand())  # => (2, …)", "[1, 2]  # => [1, 2, …]", "[1.5; 2.5;;]  # => [1.5; 2.6;;]",
    "Set([1/3, 2/3])  # => Set([0.67, 0.34])", "Set([1/3, 2/3])  # => Set([0.67, 0.67])", "[1.0, -2.0]  # => [-1.0, 2.0]",
    "#| up-to: sign\n[1.0, -2.0]  # => [-1.0, -2.0]", "#| up-to: order\n[3, 1, 1]  # => [1, 3, 3]",
    "#| up-to: constant\n[1.25, 2.5, 4.0]  # => [0.0, 1.25, 2.5]", "eigvecs([2 1; 1 2])  # => [0.7071 0.7071; -0.7071 -0.7071]"])
  func `an expected result that does not hold`(_ cell: String) {
    #expect(problems(cell) == ["wrong-result"])
  }

  /// An object that has its own way of telling whether it is what was expected.
  private final class Verdict: HostObject {
    let verdict: Agreement
    init(_ verdict: Agreement) { self.verdict = verdict }
    override func agreement(with expected: Value, _ machine: Machine) throws -> Agreement? { verdict }
  }

  @Test(arguments: [
    ("equal", []), ("different", ["expected 1, got Any (other)"]),
    ("undecided", ["expected 1, got Any (it could not be decided whether they are equal)"]),
  ])
  func `host objects say themselves whether they are what was expected`(_ name: String, _ messages: [String]) {
    var library = Library.standard
    library.add("verdict(name)", "", arity: 1) { call in
      let verdict: Agreement = switch try call.string(0) {
        case "equal": .equal
        case "different": .different("other")
        default: .undecided
      }
      return call.heap.adopt(Verdict(verdict))
    }
    let notebook = Notebook("```nabla\nverdict(\"\(name)\")  # => 1\n```\n")
    let problems = EngineThread.run { [library] in notebook.run(library: library) }.problems
    #expect(problems.map(\.message) == messages)
  }

  @Test func `long sets are compared in no time`() {
    let cell = "Set(string.(1:400))  # => Set([" + (1...400).reversed().map { "\"\($0)\"" }.joined(separator: ", ") + "])"
    #expect(problems(cell) == [])
  }

  @Test(arguments: ["x = 1\n# => 1", "for k in 1:2\n  k  # => 1\nend", "# => 1"])
  func `an expected result that belongs to no statement is said to be never compared`(_ cell: String) {
    #expect(problems(cell) == ["unattached-expectation"])
  }

  private func findings(_ page: String) -> [String] {
    let notebook = Notebook(page)
    return EngineThread.run { notebook.run() }.problems.map { "\(notebook.location(of: $0.span.start).line) \($0.identifier)" }
  }

  @Test func `a result that was never compared is reported`() {
    let expected = "```nabla\n#| error: true\nx = sqrt(-1)\n```\n\n```nabla\nx  # => 2\n```\n"
    #expect(findings(expected) == ["6 cell-skipped"])
    // Where the failure is reported, what follows from it is not.
    #expect(findings(expected.replacing("#| error: true\n", with: "")) == ["2 cell-failed"])
    let limit = "---\nlimits: {steps: 1000}\n---\n\n```nabla\n#| error: true\nwhile true; end\n```\n\n```nabla\n1  # => 2\n```\n"
    #expect(findings(limit) == ["10 cell-skipped"])
  }

  @Test func `a cell's own limits hold for it, and count against the notebook's`() {
    let cells = (1...3).map { _ in "```nabla\n#| steps: 600\n#| error: true\nwhile true; end\n```\n" }.joined(separator: "\n")
    #expect(findings("---\nlimits: {steps: 100000}\n---\n\n\(cells)\n```nabla\n1 + 1  # => 2\n```\n").isEmpty)
    let exhausted = findings("---\nlimits: {steps: 1000}\n---\n\n\(cells)\n```nabla\n1 + 1  # => 2\n```\n")
    #expect(exhausted.last?.hasSuffix("cell-skipped") == true)
    #expect(problems("#| memory: 1 KB\nzeros(10000);") == ["cell-failed"])
    #expect(problems("#| memory: 1 MB\nzeros(10000);").isEmpty)
    let message = EngineThread.run { Notebook("```nabla\n#| memory: 1 KB\nzeros(10000);\n```\n").run() }.problems[0]
    #expect(message.message.contains("and the cell may use 1"), "\(message.message)")
    #expect(findings("```nabla\n#| memory: 1 KB\n#| error: true\nzeros(10000);\n```\n\n```nabla\nsum(ones(10000))  # => 10000.0\n```\n").isEmpty)
  }

  @Test(arguments: ["#| error: true\n", "#| throws: ParseError\n"])
  func `a cell that may fail may also be unreadable`(_ options: String) {
    #expect(problems(options + "x ** 2").isEmpty)
  }

  @Test func `a cell that cannot be read is wrong`() {
    #expect(problems("x ** 2").count == 1)
    #expect(problems("#| throws: DomainError\nx ** 2").contains("wrong-error"))
  }

  @Test func `a cell that is called a figure shows one`() {
    #expect(problems("#| label: fig-line\nplot([1, 2])").isEmpty)
    #expect(problems("#| label: fig-line\nplot([1, 2]);") == ["missing-figure"])
    #expect(problems("#| fig-cap: A line.\n1") == ["missing-figure"])
    #expect(problems("#| label: fig-line\n#| error: true\nplot(no_data)").isEmpty)
  }

  @Test func `a cell that reaches its own limit of steps names that limit`() {
    let notebook = Notebook("```nabla\n#| steps: 1000\nwhile true\nend\n```\n\n```nabla\n1 + 1\n```\n")
    let run = EngineThread.run { notebook.run() }
    #expect(run.problems.map(\.message) == ["StepLimit: the cell did not end within 1000 steps"])
    #expect(run.problems.first?.hint?.contains("option `steps`") == true)
    #expect(run.cells[1].failure == nil && run.cells[1].outputs.count == 1)
  }
}
