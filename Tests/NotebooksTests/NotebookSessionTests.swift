// A notebook that is edited and run again gives what a run from nothing gives, and runs no more than the edit concerns.

import Engine
import Foundation
import Testing

@testable import Notebooks

/// Runs versions of a notebook one after the other in one session, and tells how many items each run evaluated.
private func evaluations(_ versions: [[String]]) -> [Int] {
  EngineThread.run {
    let session = NotebookSession()
    return versions.map { cells in
      let notebook = Notebook(page(cells))
      let run = session.run(notebook)
      #expect(description(of: run) == description(of: notebook.run()))
      return session.evaluatedCount
    }
  }
}

private func page(_ cells: [String]) -> String {
  cells.map { $0.hasPrefix("text:") ? String($0.dropFirst(5)) : "```nabla\n\($0)\n```" }.joined(separator: "\n\n") + "\n"
}

/// All that a reader or an author is told of a run.
private func description(of run: NotebookRun) -> String {
  var lines: [String] = []
  for cell in run.cells {
    switch cell.state {
    case .succeeded: lines.append("done")
    case .failed(let failure): lines.append("failed \(failure.description) \(failure.hint ?? "") \(failure.span) \(failure.calls)")
    case .skipped(let reason): lines.append("skipped \(reason ?? "")")
    }
    for output in cell.outputs {
      switch output {
      case .stream(let text): lines.append("printed \(text)")
      case .value(let value): lines.append("value \(value.text) \(value.faces.tex ?? "")")
      }
    }
    lines += cell.expectations.map { "\($0.holds) \($0.actual) \($0.span)" } + cell.tests.map { "\($0.passed) \($0.text) \($0.detail)" }
  }
  lines += run.values.map { "\($0)" }
  lines += run.problems.map { "\($0.identifier) \($0.message) \($0.span) \($0.hint ?? "")" }
  return lines.joined(separator: "\n")
}

@Suite struct NotebookSessionTests {
  @Test func `an edit runs its cell and those that read what it assigned`() {
    let cells = ["a = 1", "b = 2", "c = a + 1", "d = b + 1", "c + d"]
    #expect(evaluations([cells, cells, ["a = 1", "b = 3"] + cells[2...]]) == [5, 0, 3])
  }

  @Test func `prose, comments and blanks run nothing`() {
    #expect(
      evaluations([
        ["a = 1", "text:Some words.", "f(x) = a + x", "f(2)"],
        ["text:# Words above\n\nand below.", "a =  1  # one", "f(x) = a+x", "text:Other words.", "f(2)"],
      ]) == [3, 0])
  }

  @Test func `cells that come or go run what reads their variables`() {
    #expect(
      evaluations([["a = 1", "b = 5", "a + 1"], ["a = 1", "a = 2", "b = 5", "a + 1"], ["a = 1", "b = 5", "a + 1"]]) == [3, 2, 1])
  }

  @Test func `a function is read where it is called, with what it reads then`() {
    let cells = ["f(x) = k * x", "k = 2", "f(3)", "k = 5", "f(3)"]
    #expect(evaluations([cells, ["f(x) = k * x", "k = 2", "f(3)", "k = 6", "f(3)"]]) == [5, 2])
  }

  @Test func `what changes an object of another cell runs again with that cell`() {
    let cells = ["v = [1, 2]", "w = 7", "push!(v, 3)", "sum(v)", "w + 1"]
    #expect(evaluations([cells, ["v = [1, 2]", "w = 7", "push!(v, 4)", "sum(v)", "w + 1"]]) == [5, 3])
    let rows = ["m = [1 2; 3 4]", "m[1, :] .= 5", "m"]
    #expect(evaluations([rows, ["m = [1 2; 3 4]", "1", "m"]]) == [3, 3])
    // Somebody who looks at the object before the change sees it as it was.
    let early = ["v = [1, 2]", "length(v)", "push!(v, 3)", "sum(v)"]
    #expect(evaluations([early, ["v = [1, 2]", "length(v) + 1", "push!(v, 3)", "sum(v)"]]) == [4, 4])
  }

  @Test func `a change that nobody expected runs everything`() {
    #expect(evaluations([["v = [1]", "1", "sum(v)"], ["v = [1]", "push!(v, 2)", "sum(v)"]]) == [3, 3])
  }

  @Test func `types are there for all that follows`() {
    let cells = ["a = 1", "struct P; x; end", "p = P(a)", "p.x + 1"]
    #expect(evaluations([cells, ["a = 1", "struct P; x; end", "p = P(a)", "p.x + 2"], ["a = 2"] + cells[1...]]) == [4, 1, 4])
  }

  @Test func `what failed runs again, and what it kept from running`() {
    #expect(evaluations([["a = error(\"no\")", "b = a + 1", "c = 3"], ["a = 1", "b = a + 1", "c = 3"]]) == [3, 2])
  }

  @Test func `random numbers depend on the cell alone`() {
    #expect(evaluations([["a = 1", "text:# Part", "rand()"], ["a = 2", "text:# Part", "rand()"]]) == [2, 1])
  }

  /// Cells that depend on each other in all the ways there are.
  private static let pool: [String] = [
    "a = 1", "a = 2", "a = a + 1", "b = a * 2", "b = [a, 2, 3]", "c = b", "a, b = 3, [4, 5, 6]", "a += 1", "v = [1, 2, 3]",
    "v = collect(1:4)", "w = v", "w = view(v, 1:2)", "w = reshape(v, :, 1)", "w .= 0", "push!(v, a)", "v[1] = 10", "v .+= 1",
    "sort!(v, rev = true)", "pop!(v)", "sum(v)", "v", "w", "a", "b", "(a, b)", "f(x) = x + a", "f(x) = 2x", "f(x, y) = x - y",
    "f(1)", "f.(v)", "map(f, v)", "sum(f, v)", "f(1, 2)", "g = x -> f(x) + 1", "g(2)", "h() = (global a = a + 1)", "h()",
    "for i in 1:3\n  a = i\nend", "for i in 1:3\n  global a += i\nend", "if a > 1\n  b = 7\nend", "d = Dict(:x => 1, :y => 2)",
    "d[:x] = a", "d[:z] = get!(d, :y, 5)", "delete!(d, :x)", "sort(collect(keys(d)))", "s = Set([1, 2])", "push!(s, a)", "length(s)",
    "r = Ref(1)", "r[] = a", "r[] += 1", "r[]", "counter = let n = 0\n  () -> (n += 1)\nend", "counter()", "counter() + a",
    "it = Iterators.Stateful(1:10)", "popfirst!(it)", "first(it)", "for x in it\n  x > 3 && break\nend", "collect(zip(it, 1:2))",
    "io = IOBuffer()", "print(io, a)", "String(take!(io))", "context = IOContext(io, :compact => true)", "print(context, 1.0)",
    "using Random\nrng = Xoshiro(1)", "rand(rng)", "rand()", "rand(3) .+ a", "x -> x", "y -> a", "[x -> x, 1]", "struct P\n  x\nend",
    "p = P(a)", "p", "mutable struct Q\n  x\nend", "q = Q(v)", "q.x = a", "q.x", "push!(q.x, 1)", "Base.show(io::IO, p::P) = print(io, \"P!\")",
    "a  # => 1", "a + 1  # => 3", "@test a == 1", "error(\"no\")", "b = error(\"no\")", "undefined_thing", "t = (v, a)", "t[1][1] = 5", "t",
    "m = [1 2; 3 4]", "m[1, :] .= a", "m'", "n = m'", "n[1, 2] = 9", "m", "const k = 4", "k + a", "setprecision(BigFloat, 100)", "big(1) / 3",
    "nested = [[1], [2]]", "push!(nested[1], a)", "nested", "foreach(x -> push!(x, 0), nested)", "a = @isdefined(b) ? 1 : 2", "println(a)",
    "copyto!(v, 1:2)", "let v = v\n  v[1] = 3\nend", "∇f(2)", "try\n  f(\"x\")\ncatch\n  a = 0\nend", "append!(v, v)", "w[1] = 77",
    "text:The value is `= a`.", "text:And `= sum(v)`, or `= push!(v, 1)`.", "text:# A heading", "text:Words.", "x = 1; x + 1",
    "#| error: true\nsqrt(-1)", "#| eval: false\na = 100", "#| label: one\nrand()", "broadcast!(x -> x + a, v, v)", "merge!(d, Dict(:w => 1))",
  ]

  private func edited(_ cells: [String], _ random: inout RandomSource) -> [String] {
    var cells = cells
    let place = Int(random.next() % UInt64(max(1, cells.count)))
    let other = NotebookSessionTests.pool[Int(random.next() % UInt64(NotebookSessionTests.pool.count))]
    switch random.next() % 8 {
    case 0 where cells.count > 3: cells.remove(at: place)
    case 1: cells.insert(other, at: place)
    case 2 where cells.count > 1: cells.swapAt(place, Int(random.next() % UInt64(cells.count)))
    case 3 where !cells.isEmpty && !cells[place].hasPrefix("text:"): cells[place] += "  # a comment"
    case 4: cells.insert("text:Prose \(random.next() % 100).", at: place)
    default: if cells.isEmpty { cells.append(other) } else { cells[place] = other }
    }
    return cells
  }

  /// Without types and failures among the cells, few of which an edit then concerns.
  @Test func `most edits concern few cells`() {
    EngineThread.run {
      let calm = NotebookSessionTests.pool.filter { cell in
        !["struct", "error", "const", "setprecision", "Base.", "undefined", "P(", "Q("].contains { cell.contains($0) }
      }
      var random = RandomSource(seed: 7)
      var (evaluated, all) = (0, 0)
      for _ in 0..<30 {
        let session = NotebookSession()
        // Every variable has a value, so that nothing fails for want of one.
        var cells = NotebookSessionTests.beginning + (0..<20).map { _ in calm[Int(random.next() % UInt64(calm.count))] }
        _ = session.run(Notebook(page(cells)))
        for _ in 0..<10 {
          let place = NotebookSessionTests.beginning.count + Int(random.next() % 20)
          cells[place] = calm[Int(random.next() % UInt64(calm.count))]
          _ = session.run(Notebook(page(cells)))
          evaluated += session.evaluatedCount
          all += cells.count
        }
      }
      #expect(evaluated < all / 2)
    }
  }

  private static let beginning = [
    "a = 1", "b = 2", "v = [1, 2, 3]", "w = [4, 5]", "f(x) = x", "d = Dict(:x => 1, :y => 2)", "s = Set([1])", "r = Ref(1)",
    "m = [1 2; 3 4]", "n = m'", "t = (v, a)", "io = IOBuffer()", "it = Iterators.Stateful(1:1000)", "nested = [[1], [2]]",
    "counter = let n = 0\n  () -> (n += 1)\nend", "g = x -> f(x) + 1", "h() = (global a = a + 1)", "k = 4", "c = 1",
    "using Random\nrng = Xoshiro(1)", "context = IOContext(io, :compact => true)",
  ]

  /// Whatever is edited, running again gives what a run from nothing gives.
  @Test(arguments: 1...UInt64(ProcessInfo.processInfo.environment["NABLA_SESSIONS"].flatMap { Int($0) } ?? 60))
  func `after any edits a run equals one from nothing`(seed: UInt64) {
    EngineThread.run {
      var random = RandomSource(seed: seed)
      let session = NotebookSession()
      var cells = (0..<12).map { _ in NotebookSessionTests.pool[Int(random.next() % UInt64(NotebookSessionTests.pool.count))] }
      var before: [String] = []
      for _ in 0..<12 {
        let notebook = Notebook(page(cells))
        let (again, whole) = (description(of: session.run(notebook)), description(of: notebook.run()))
        #expect(again == whole, "from \(page(before))\nto \(page(cells))")
        if again != whole { return }
        before = cells
        for _ in 0...(random.next() % 2) { cells = edited(cells, &random) }
      }
    }
  }

  /// Runs that are stopped in between leave nothing behind that the next one shows.
  @Test(arguments: 1...UInt64(ProcessInfo.processInfo.environment["NABLA_SESSIONS"].flatMap { Int($0) } ?? 60))
  func `after runs that were stopped a run equals one from nothing`(seed: UInt64) {
    EngineThread.run {
      var random = RandomSource(seed: 1000 + seed)
      let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
      defer { flag.deallocate() }
      let session = NotebookSession()
      session.interruption = UnsafePointer(flag)
      var cells = (0..<12).map { _ in NotebookSessionTests.pool[Int(random.next() % UInt64(NotebookSessionTests.pool.count))] }
      for _ in 0..<12 {
        flag.pointee = 0
        let notebook = Notebook(page(cells))
        let (again, whole) = (description(of: session.run(notebook)), description(of: notebook.run()))
        #expect(again == whole && !session.isInterrupted, "\(page(cells))")
        if again != whole { return }
        for _ in 0..<(random.next() % 3) {
          cells = edited(cells, &random)
          // Stops at the first item that runs, in the middle of the notebook.
          flag.pointee = 1
          _ = session.run(Notebook(page(cells)))
        }
        cells = edited(cells, &random)
      }
    }
  }

  @Test func `a run that was stopped keeps what it did`() {
    EngineThread.run {
      let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
      flag.initialize(to: 0)
      defer { flag.deallocate() }
      let session = NotebookSession()
      session.interruption = UnsafePointer(flag)
      let cells = ["a = 1", "b = 2", "c = a + b", "d = 4"]
      _ = session.run(Notebook(page(cells)))
      flag.pointee = 1
      _ = session.run(Notebook(page(["a = 1", "b = 2", "c = a - b", "d = 4"])))
      #expect(session.isInterrupted && session.evaluatedCount == 0)
      flag.pointee = 0
      _ = session.run(Notebook(page(["a = 1", "b = 2", "c = a * b", "d = 4"])))
      #expect(!session.isInterrupted && session.evaluatedCount == 1)
    }
  }
}
