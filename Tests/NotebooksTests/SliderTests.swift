// A notebook with sliders is worked out in every state, and only what depends on them runs again.

import Engine
import Testing

@testable import Notebooks

private func run(_ source: String) -> NotebookRun { EngineThread.run { Notebook(source).run() } }

private func cells(_ cells: String...) -> String { cells.map { "```nabla\n\($0)\n```\n" }.joined(separator: "\n") }

private func texts(_ run: NotebookRun, cell: Int) -> [String] {
  run.sliderStates?.cells[cell]?.map { $0.text.trimmingBlanks } ?? []
}

extension String {
  fileprivate var trimmingBlanks: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

@Suite struct SliderTests {
  @Test func `a run shows the first values, and states hold the others`() throws {
    let run = run(cells("a = slider(1:3, label=\"a\");", "a^2", "b = 7"))
    let states = try #require(run.sliderStates)
    #expect(run.problems == [] && run.cells[1].text == "1\n")
    #expect(states.sliders == [.init(cell: 0, label: "a", texts: ["1", "2", "3"], initial: 0)])
    #expect(texts(run, cell: 1) == ["1", "4", "9"])
    #expect(states.cells[2] == nil)
  }

  @Test func `the slider begins where it is told`() {
    let run = run(cells("a = slider([\"x\", \"y\"], value=\"y\");", "a * a"))
    #expect(run.cells[1].text == "\"yy\"\n")
    #expect(texts(run, cell: 1) == ["\"xx\"", "\"yy\""])
  }

  @Test func `two sliders have a state for each pair, the last counting fastest`() {
    let run = run(cells("a = slider(1:2); b = slider(10:10:30);", "a + b", "a", "2b") + "\nSum `= a - b`.\n")
    #expect(texts(run, cell: 1) == ["11", "21", "31", "12", "22", "32"])
    #expect(texts(run, cell: 2) == ["1", "1", "1", "2", "2", "2"])
    #expect(texts(run, cell: 3) == ["20", "40", "60", "20", "40", "60"])
    #expect(run.sliderStates?.values[0]?.count == 6)
  }

  @Test func `every state is that of a run from nothing`() {
    let text = cells(
      "a = slider(1:3); b = slider([0.5, 1.5]);", "v = [a, b]", "push!(v, a * b)", "r = rand() + a", "f(x) = a * x + b", "f.(v)",
      "struct P; x; end", "P(a)", "w = v .+ 1; w[1] = b; sum(w)")
    let notebook = Notebook(text)
    let all = EngineThread.run { notebook.run() }
    for (number, choice) in [(0, ("1", "0.5")), (1, ("1", "1.5")), (3, ("2", "1.5")), (4, ("3", "0.5"))] {
      let plain = run(text.replacing("slider(1:3)", with: choice.0).replacing("slider([0.5, 1.5])", with: choice.1))
      for index in plain.cells.indices.dropFirst() {
        let text = all.sliderStates?.cells[index]?[number].text ?? all.cells[index].text
        #expect(text == plain.cells[index].text, "cell \(index) in state \(number)")
      }
    }
    #expect(all.problems == [])
  }

  @Test func `what fails in another state is reported with it, once`() {
    let run = run(cells("a = slider(0:3, label=\"a\");", "@assert a < 2", "10 / (a + 1)  # => 10.0"))
    #expect(run.problems.map(\.identifier) == ["cell-failed"])
    #expect(run.problems.first?.message.hasSuffix("(with a = 2)") == true)
  }

  @Test func `too many states, and sliders that depend on each other, are errors`() {
    #expect(run(cells("a = slider(1:100); b = slider(1:11);", "a + b")).problems.map(\.identifier) == ["too-many-states"])
    #expect(run(cells("a = slider(1:3);", "b = slider(1:a);")).problems.map(\.identifier) == ["sliders-change"])
    #expect(run(cells("slider([])")).problems.first?.message.contains("got none") == true)
    #expect(run(cells("slider(1:3, value=7)")).problems.first?.message.contains("7 is not among") == true)
    #expect(run(cells("[slider(1:2) for i in 1:9]")).problems.first?.message.contains("at most 8 sliders") == true)
    #expect(run(cells("slider(1:1001)")).problems.first?.message.contains("at most 1000 values") == true)
  }

  @Test func `the limits of the notebook hold for all states together`() {
    let run = run("---\nlimits:\n  steps: 200000\n---\n\n" + cells("a = slider(1:50);", "s = 0\nfor i in 1:10000\n  s += a\nend\ns"))
    #expect(run.problems.map(\.identifier) == ["notebook-limit"])
    #expect(run.sliderStates == nil && run.cells[1].text == "10000\n")
  }

  @Test func `a short time limit, and what was found before a limit, are no matter of rounding`() {
    #expect(run("---\nlimits:\n  timeout: 1\n---\n\n" + cells("a = slider(1:3);", "a")).problems == [])
    let run = run("---\nlimits:\n  steps: 120000\n---\n\n" + cells("a = slider(1:50);", "@assert a < 2", "s = 0\nfor i in 1:10000\n  s += a\nend"))
    #expect(Set(run.problems.map(\.identifier)) == ["cell-failed", "notebook-limit"])
  }

  @Test func `the walk visits each state once, by steps of one slider`() {
    let states = SliderStates([2, 3, 1, 4].map { .init(cell: 0, label: "", texts: Array(repeating: "", count: $0), initial: 0) })
    let walk = states.walk
    #expect(Set(walk.map(states.number)) == Set(0..<24) && walk.count == 24)
    for (a, b) in zip(walk, walk.dropFirst()) { #expect(zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } == 1) }
    for number in 0..<24 { #expect(states.number(of: states.choices(of: number)) == number) }
  }
}
