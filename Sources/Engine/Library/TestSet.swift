// Test sets: what they count, and the table that they show.

import Syntax

/// The tests under one title, with those of the sets in it.
struct TestSet {
  /// The outcomes that are counted, in the order of the table's columns.
  enum Outcome: Int, CaseIterable {
    case pass, fail, error, broken

    var title: String {
      switch self {
      case .pass: "Pass"
      case .fail: "Fail"
      case .error: "Error"
      case .broken: "Broken"
      }
    }
  }

  let title: String
  /// Whether the sets in it have lines of their own even if nothing failed.
  let isVerbose: Bool
  private var own: [Int] = Array(repeating: 0, count: Outcome.allCases.count)
  private(set) var children: [TestSet] = []

  init(title: String, isVerbose: Bool) {
    self.title = title
    self.isVerbose = isVerbose
  }

  mutating func count(_ outcome: Outcome) { own[outcome.rawValue] += 1 }
  mutating func add(_ child: TestSet) { children.append(child) }

  /// How many tests came out so, those of inner sets included.
  func total(_ outcome: Outcome) -> Int { children.reduce(own[outcome.rawValue]) { $0 + $1.total(outcome) } }
  var total: Int { Outcome.allCases.reduce(0) { $0 + total($1) } }
  var hasFailed: Bool { total(.fail) + total(.error) > 0 }

  /// The table of the set, without the time that Julia adds.
  var summary: String {
    let rows = lines(depth: 0)
    let columns = Outcome.allCases.filter { total($0) > 0 }
    let name = max("Test Summary:".count, rows.map { TextWidth.of($0.title) }.max() ?? 0)
    var widths = columns.map { max($0.title.count, String(total($0)).count) }
    widths.append(max("Total".count, String(total).count))
    func line(_ title: String, _ cells: [String]) -> String {
      let padded = zip(cells, widths).map { TextWidth.padded("", to: $1 - $0.count) + $0 }
      return (TextWidth.padded(title, to: name) + " | " + padded.joined(separator: "  ")).trimmingBlanksAtEnd + "\n"
    }
    if total == 0 { return line("Test Summary:", ["Total"].map { TextWidth.padded("", to: 0) + $0 }) + line(title, ["None"]) }
    var text = line("Test Summary:", columns.map(\.title) + ["Total"])
    for row in rows {
      let counts = columns.map { row.set.total($0) }.map { $0 == 0 ? "" : String($0) }
      text += line(row.title, counts + [String(row.set.total)])
    }
    return text
  }

  /// The lines of the table: inner sets have their own where something failed.
  private func lines(depth: Int) -> [(title: String, set: TestSet)] {
    let line = (String(repeating: "  ", count: depth) + title, self)
    guard isVerbose || total(.pass) != total else { return [line] }
    return [line] + children.flatMap { $0.lines(depth: depth + 1) }
  }

  /// What the exception of a set that did not pass says.
  var verdict: String {
    "Some tests did not pass: \(total(.pass)) passed, \(total(.fail)) failed, \(total(.error)) errored, "
      + "\(total(.broken)) broken."
  }
}

extension String {
  fileprivate var trimmingBlanksAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Machine {
  /// Runs an `@test`: `[text, function]`, or `[text, function of the operands, operator, options]`.
  func test(_ arguments: [Value]) throws -> Value {
    let text = try printedText(of: arguments[0])
    var detail = ""
    var verdict = Value.nothing
    do {
      if arguments.count > 2 {
        let operands = try call(arguments[1], [])
        let values = operands.tuple?.elements ?? []
        let options = arguments.count > 3 ? arguments[3].tuple : nil
        verdict = try call(arguments[2], values, names: options?.names ?? [], values: options?.elements ?? [])
        if verdict.boolean != true {
          detail = try values.map { try compactText(of: $0) }.joined(separator: " \(arguments[2].function?.name ?? "and") ")
        }
      } else {
        verdict = try call(arguments[1], [])
      }
      guard verdict.boolean != nil else {
        throw RuntimeError("TypeError", "non-boolean (\(verdict.dataType)) used in a test: \(text)")
      }
    } catch {
      return try noteTestError(runtimeError(error), text)
    }
    if verdict.boolean == true {
      return note(test: TestResult(text: text, passed: true, detail: detail))
    }
    return try note(failure: TestResult(text: text, passed: false, detail: detail), [
      "  Expression: \(text)", detail.isEmpty ? nil : "   Evaluated: \(detail)",
    ], detail.isEmpty ? "\(text) is false" : "\(text) is false: \(detail)")
  }

  func testThrows(_ expected: Value, _ text: Value, _ function: Value) throws -> Value {
    let source = try printedText(of: text)
    do {
      _ = try call(function, [])
    } catch let error as RuntimeError {
      if error.isLimit { throw error }
      let type = error.thrown?.dataType ?? TypeNames.exception(error.type)
      let matches: Bool
      if let wanted = expected.type {
        matches = type.isSubtype(of: wanted)
      } else if let message = expected.string {
        matches = error.message.contains(message)
      } else {
        matches = try isEqual(exceptionValue(error), expected)
      }
      let result = TestResult(text: source, passed: matches, detail: "\(error.type)")
      if matches { return note(test: result) }
      return try note(failure: result, [
        "  Expression: \(source)", "    Expected: \(try compactText(of: expected))", "      Thrown: \(error.type)",
      ], "\(source) threw \(error.type), not \(try compactText(of: expected))")
    }
    return try note(failure: TestResult(text: source, passed: false, detail: "nothing was thrown"), [
      "  Expression: \(source)", "    Expected: \(try compactText(of: expected))", "  No exception thrown",
    ], "\(source) threw nothing; expected \(try compactText(of: expected))")
  }

  /// Runs an `@test_broken` or `@test_skip`: a test that is known to fail, or not run at all.
  func testBroken(_ text: Value, _ function: Value) throws -> Value {
    let source = try printedText(of: text)
    var holds = false
    if !function.isNothing {
      do {
        holds = try call(function, []).boolean == true
      } catch {
        let error = runtimeError(error)
        if error.isLimit { throw error }
      }
    }
    if holds {
      return try note(
        failure: TestResult(text: source, passed: false, detail: "it holds"),
        ["  Unexpected Pass", "  Expression: \(source)"], "\(source) is marked as broken, and it holds")
    }
    if !testSets.isEmpty { testSets[testSets.count - 1].count(.broken) }
    return heap.adopt(TestOutcome(type: "Test.Broken", text: "Test Broken\n  Expression: \(source)"))
  }

  /// Runs the body of an `@testset` and counts what its tests give; the outermost shows the table.
  func testSet(title: String, isVerbose: Bool, _ body: Value) throws {
    let depth = testSets.count
    testSets.append(TestSet(title: title, isVerbose: isVerbose))
    do {
      _ = try call(body, [])
    } catch {
      let error = runtimeError(error)
      if error.isLimit {
        testSets.removeLast(testSets.count - depth)
        throw error
      }
      testSets.removeLast(testSets.count - depth - 1)
      _ = try note(
        error: error, TestResult(text: title, passed: false, detail: error.description),
        "Got exception outside of a @test")
    }
    let set = testSets.removeLast()
    guard testSets.isEmpty else { return testSets[testSets.count - 1].add(set) }
    try print(set.summary)
    if set.hasFailed { throw RuntimeError("TestSetException", set.verdict) }
  }

  // MARK: - Outcomes

  private func noteTestError(_ error: RuntimeError, _ text: String) throws -> Value {
    if error.isLimit || testSets.isEmpty { throw error }
    return try note(
      error: error, TestResult(text: text, passed: false, detail: error.description), "Test threw exception", text)
  }

  private func note(test result: TestResult) -> Value {
    tests.append(placed(result))
    if !testSets.isEmpty { testSets[testSets.count - 1].count(.pass) }
    return heap.adopt(TestOutcome(type: "Test.Pass", text: "Test Passed"))
  }

  /// Notes a failure: in a set it is printed and counted, alone it is thrown.
  private func note(failure result: TestResult, _ lines: [String?], _ message: String) throws -> Value {
    let result = placed(result)
    tests.append(result)
    guard let set = testSets.last else { throw RuntimeError("TestFailure", message) }
    testSets[testSets.count - 1].count(.fail)
    try print("\(set.title): Test Failed\(place(of: result))\n" + lines.compactMap { $0 }.joined(separator: "\n") + "\n\n")
    return heap.adopt(TestOutcome(type: "Test.Fail", text: "Test Failed\n" + lines.compactMap { $0 }.joined(separator: "\n")))
  }

  private func note(error: RuntimeError, _ result: TestResult, _ what: String, _ text: String? = nil) throws -> Value {
    let result = placed(result)
    tests.append(result)
    guard let set = testSets.last else { throw error }
    testSets[testSets.count - 1].count(.error)
    var lines = ["\(set.title): Error During Test\(place(of: result))", "  \(what)"]
    if let text { lines.append("  Expression: \(text)") }
    lines += error.description.split(separator: "\n").map { "  \($0)" }
    try print(lines.joined(separator: "\n") + "\n\n")
    return heap.adopt(TestOutcome(type: "Test.Error", text: "Error During Test"))
  }

  private func placed(_ result: TestResult) -> TestResult {
    var result = result
    if frameCount > 0 {
      let place = frame.pointee.place
      if place.unit == unitCount - 1 { result.span = place.span }
    }
    return result
  }

  private func place(of result: TestResult) -> String {
    guard let span = result.span else { return "" }
    return " at line \(source(unit: unitCount - 1).location(of: span.start).line)"
  }
}

/// What a test shows as a value.
final class TestOutcome: HostObject {
  private let name: String
  private let shown: String

  init(type: String, text: String) {
    name = type
    shown = text
  }

  override var type: DataType { .named(name) }
  override func text(_ machine: Machine) throws -> String { shown }
}
