// What `# => value` and the options about errors accept, and what they find wrong.

import Engine
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
    "[sqrt(2); sqrt(3);;]  # => [1.414; 1.732;;]", "[1 2; 3 4] / 3  # => [0.33; 1.0;; 0.67; 1.33]",
  ])
  func `an expected result that holds`(_ cell: String) {
    #expect(problems(cell).isEmpty)
  }

  @Test(arguments: ["1 + 1  # => 3", "exp(1)  # => 2.719", "(1, rand())  # => (2, …)", "[1, 2]  # => [1, 2, …]", "[1.5; 2.5;;]  # => [1.5; 2.6;;]"])
  func `an expected result that does not hold`(_ cell: String) {
    #expect(problems(cell) == ["wrong-result"])
  }

  @Test(arguments: ["x = 1\n# => 1", "for k in 1:2\n  k  # => 1\nend", "# => 1"])
  func `an expected result that belongs to no statement is said to be never compared`(_ cell: String) {
    #expect(problems(cell) == ["unattached-expectation"])
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
