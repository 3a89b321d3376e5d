// The side of a submission: runs its cells, gives the values of its variables and calls its functions.

import Engine
import StandardLibrary
import Syntax

/// Answers the side of the checks, which trusts nothing that it says.
public final class SubmissionSide: SubmissionConnection {
  private let notebook: Notebook
  private let environment: TrialEnvironment
  /// The cells that answer an exercise; the problems of the last one count.
  private let answer: (_ exercise: String) -> [Int]
  private var isRunning = false

  init(
    _ notebook: Notebook, _ parameters: [String: String] = [:], _ library: Library = .standard,
    answer: @escaping (_ exercise: String) -> [Int]
  ) {
    self.notebook = notebook
    self.answer = answer
    environment = TrialEnvironment(notebook, parameters, library)
  }

  /// The side of what a student handed in: their starters, under these limits and not those that they ask for.
  public convenience init(submission text: String, steps: Int, memory: Int, seconds: Int) {
    var notebook = Notebook(text)
    notebook.frontMatter.limits = FrontMatter.Limits(steps: steps, memory: memory, output: nil, timeout: Double(seconds))
    let cells = notebook.cells
    self.init(notebook) { id in cells.filter { $0.options.starter == id }.map(\.index) }
  }

  public func exchange(_ request: [UInt8]) -> [UInt8] {
    guard let request = SubmissionRequest(request) else { return [] }
    return reply(to: request).bytes
  }

  private func reply(to request: SubmissionRequest) -> SubmissionReply {
    switch request {
    case .run(let exercise): return run(exercise)
    case .value(let name): return environment.reply(toValueOf: name)
    case .call(let name, let arguments, let keywords): return call(name, arguments, keywords)
    }
  }

  private func run(_ exercise: String) -> SubmissionReply {
    if isRunning { environment.end() }
    let cells = answer(exercise).map { notebook.cells[$0] }
    guard let last = cells.last else { return .ran(problem: "there is no cell that says `#| starter: \(exercise)`") }
    environment.begin(before: last)
    isRunning = true
    var problem: String?
    for cell in cells { problem = environment.problem(of: environment.run(cell)) }
    return .ran(problem: problem)
  }

  private func call(_ name: String, _ arguments: [[UInt8]], _ keywords: [(name: String, value: [UInt8])]) -> SubmissionReply {
    guard let machine = environment.machine, let function = machine.globals.currentValue(name) else { return .undefined }
    // Since the last call others may have taken their time.
    machine.restartClock(after: machine.stepsUsed)
    let mark = machine.heap.mark
    defer {
      machine.heap.drain(to: mark)
      _ = machine.takeOutput()
    }
    do {
      let result = try machine.call(
        function, try arguments.map { try PlainData.value(of: $0, machine) },
        keywords: try keywords.map { ($0.name, try PlainData.value(of: $0.value, machine)) })
      return .value(try PlainData.bytes(of: result, machine))
    } catch {
      let error = machine.runtimeError(error)
      return .thrown(type: error.type, message: error.message, isLimit: error.isLimit)
    }
  }
}
