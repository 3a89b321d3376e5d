// The side of the checks: runs them in the environment of the key, with what an exercise's starter assigns taken from a
// submission as plain data.

import Engine
import StandardLibrary
import Syntax

/// What came of a check.
public struct CheckOutcome: Sendable {
  public var check: Exercise.Check
  /// Why it does not hold; `nil` where it does.
  public var message: String?

  public var holds: Bool { message == nil }
}

/// Checks answers to the exercises of a page, the key.
///
/// A check sees what the key's own cells before it have left, and of a submission only the variables that the starter assigns.
/// So operators, macros and all other functions are the library's or the key's. A function that the starter defines is called
/// across the boundary: its arguments and its result are plain data, and its body runs on the side of the submission.
public final class CheckRunner {
  private let notebook: Notebook
  private let environment: TrialEnvironment
  /// Steps of checks that name no limit of their own.
  private let steps: Int?
  /// How long a check may take.
  private let seconds: Int?

  /// - Parameter student: for whom variants draw their numbers; `nil` for those of the page.
  public init(_ key: Notebook, parameters: [String: String] = [:], student: String? = nil, steps: Int? = nil, seconds: Int? = nil) {
    notebook = student.map { key.variant(for: $0) } ?? key
    self.steps = steps
    self.seconds = seconds
    environment = TrialEnvironment(notebook, parameters, .standard)
  }

  /// Checks the answers of the page itself, where it runs.
  init(_ notebook: Notebook, in environment: TrialEnvironment) {
    (self.notebook, self.environment) = (notebook, environment)
    (steps, seconds) = (nil, nil)
  }

  /// Runs the checks of an exercise against a submission. The numbers that variants draw are this side's, whatever it says.
  /// - Parameter submission: begins it, when the key has run as far as the first check needs it.
  public func outcomes<Failure: Error>(
    of exercise: Exercise, against submission: () throws(Failure) -> any SubmissionConnection
  ) throws(Failure) -> [CheckOutcome] {
    let starter = notebook.cells[exercise.starter]
    let drawn: [String: [UInt8]]
    do throws(UndrawnVariant) {
      drawn = starter.options.variant ? try drawnValues(starter) : [:]
    } catch {
      return ordered(exercise.checks).map { CheckOutcome(check: $0, message: error.message) }
    }
    if let first = ordered(exercise.checks).first {
      environment.begin(before: notebook.cells[first.cell])
      environment.end()
    }
    return outcomes(of: exercise, against: try submission(), drawn: drawn)
  }

  /// Runs the checks of an exercise against an answer.
  /// - Parameter drawn: values that are not the answer's to give.
  func outcomes(of exercise: Exercise, against answer: any SubmissionConnection, drawn: [String: [UInt8]]) -> [CheckOutcome] {
    var values = SubmittedValues(answer, exercise.id, own: drawn)
    let names = FreeNames(of: Parser.parse(notebook.cells[exercise.starter].source).statements).writes
    return ordered(exercise.checks).map { check in
      CheckOutcome(check: check, message: failure(of: notebook.cells[check.cell], names, &values))
    }
  }

  /// In the order of the page, but those that students know first, so that what others are asked cannot be told by the messages
  /// of these.
  private func ordered(_ checks: [Exercise.Check]) -> [Exercise.Check] {
    checks.filter { !$0.isHidden } + checks.filter(\.isHidden)
  }

  /// Why a check does not hold.
  private func failure(of check: Cell, _ names: [String], _ values: inout SubmittedValues) -> String? {
    var check = check
    check.options.steps = check.options.steps ?? steps
    environment.begin(before: check)
    defer { environment.end() }
    let used = Set(FreeNames(of: Parser.parse(check.source).statements).reads)
    guard let machine = environment.machine else { return nil }
    for name in names {
      do {
        let value = try values.value(of: name, machine)
        machine.globals.set(name, value)
      } catch {
        // A check that does not look at the variable may hold all the same.
        machine.globals.restore(name, nil)
        if used.contains(name) { return error.message }
      }
    }
    let limits = machine.limits
    if let seconds { machine.limits.seconds = seconds }
    let (result, problems) = environment.run(check)
    machine.limits = limits
    if let problem = problems.first(where: { $0.severity == .error }) { return problem.message }
    switch result.state {
    // Right values of an answer that breaks off are no answer.
    case .succeeded: return values.problem.map { "the answer does not run to its end: \($0)" }
    case .failed(let failure): return failure.isExpected ? nil : failure.description
    // What did not run holds nothing.
    case .skipped(let reason): return "the check did not run" + (reason.map { ": \($0)" } ?? "")
    }
  }

  /// What the starter of this page draws, for the student if there is one.
  private func drawnValues(_ starter: Cell) throws(UndrawnVariant) -> [String: [UInt8]] {
    environment.begin(before: starter)
    defer { environment.end() }
    var drawn: [String: [UInt8]] = [:]
    do {
      try environment.draw(starter) { statement, hasDrawn, machine in
        guard hasDrawn else { return }
        for name in FreeNames(of: statement.expression).writes {
          if let value = machine.globals.currentValue(name) { drawn[name] = try PlainData.bytes(of: value, machine) }
        }
      }
    } catch {
      let reason = environment.machine?.runtimeError(error).message ?? "\(error)"
      throw UndrawnVariant(message: "the key cannot draw the numbers of this exercise: \(reason)")
    }
    return drawn
  }
}

/// The key has no numbers to check with, and the submission's do not count.
private struct UndrawnVariant: Error {
  var message: String
}

/// Why a variable of a submission has no value here.
private struct MissingValue: Error {
  var message: String
}

/// The variables of a submission, each asked for once.
private struct SubmittedValues {
  private let submission: any SubmissionConnection
  /// Why the cells of the submission failed.
  private(set) var problem: String?
  private var replies: [String: SubmissionReply] = [:]
  /// Values that are not the submission's to give.
  private let own: [String: [UInt8]]

  init(_ submission: any SubmissionConnection, _ exercise: String, own: [String: [UInt8]]) {
    (self.submission, self.own) = (submission, own)
    do {
      if case .ran(let problem) = try submission.ask(.run(exercise: exercise)) { self.problem = problem }
    } catch {
      problem = error.reason
    }
  }

  mutating func value(of name: String, _ machine: Machine) throws(MissingValue) -> Value {
    do {
      if let bytes = own[name] { return try PlainData.value(of: bytes, machine) }
      let reply = try replies[name] ?? submission.ask(.value(name))
      replies[name] = reply
      switch reply {
      case .value(let bytes): return try PlainData.value(of: bytes, machine)
      case .function: return function(name, machine)
      case .notPlain(let reason): throw MissingValue(message: "`\(name)` cannot be checked: \(reason)")
      case .undefined, .ran, .thrown:
        throw MissingValue(message: "`\(name)` has no value" + (problem.map { " (\($0))" } ?? ""))
      }
    } catch let error as MissingValue {
      throw error
    } catch let error as LostSubmission {
      throw MissingValue(message: problem ?? error.reason)
    } catch {
      throw MissingValue(message: "`\(name)` cannot be checked: \(machine.runtimeError(error).message)")
    }
  }

  /// A function whose body runs on the side of the submission.
  private func function(_ name: String, _ machine: Machine) -> Value {
    // The machine and the way to the submission belong to the thread that runs the check.
    nonisolated(unsafe) let submission = submission
    return machine.heap.function(named: name) { call in
      let machine = call.machine
      do {
        let arguments = try call.values.map { try PlainData.bytes(of: $0, machine) }
        let keywords = try call.keywords.map { ($0.name, try PlainData.bytes(of: $0.value, machine)) }
        switch try submission.ask(.call(name, arguments: arguments, keywords: keywords)) {
        case .value(let bytes): return try PlainData.value(of: bytes, machine)
        case .thrown(let type, let message, let isLimit):
          var error = RuntimeError(Self.isName(type) ? type : "ErrorException", message)
          error.isLimit = isLimit
          throw error
        case .notPlain(let reason): throw RuntimeError.argument("`\(name)` gave something else: \(reason)")
        case .ran, .function, .undefined: throw RuntimeError.undefined(name)
        }
      } catch let lost as LostSubmission {
        var error = RuntimeError("ErrorException", lost.reason)
        error.isLimit = true
        throw error
      }
    }
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 100 && text.utf8.first.map { $0 >= 65 && $0 <= 90 } ?? false
      && text.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) }
  }
}
