// What running a notebook gives: the results of its cells and inline values, and what went wrong.

import Engine
import Syntax

/// One thing that a cell shows, in the order in which it came.
public enum CellOutput: Sendable {
  /// Text that the cell printed.
  case stream(String)
  /// A value: that of the last statement, or one passed to `display`.
  case value(ShownValue)

  public var isFigure: Bool {
    if case .value(let value) = self { return value.faces.figure != nil }
    return false
  }
}

/// A value in all the forms that a writer may pick from.
public struct ShownValue: Sendable {
  /// As the REPL shows it.
  public var text: String
  public var faces: Faces
}

/// An error in a cell or inline value, placed in the file.
public struct RunFailure: Sendable {
  /// The name of the exception type.
  public var type: String
  public var message: String
  public var hint: String?
  /// Where in the file.
  public var span: Span
  /// The notebook's own functions that were being called, innermost first, with the place in each.
  public var calls: [(function: String, span: Span)]
  /// Whether the cell's options say that it may or must fail.
  public var isExpected: Bool

  public var description: String { message.isEmpty ? type : "\(type): \(message)" }
}

/// The outcome of one `# => value`.
public struct Expectation: Sendable {
  /// The right side as written.
  public var expected: String
  /// What came, as text.
  public var actual: String
  /// The name of the exception's type, if an error came.
  public var error: String?
  public var holds: Bool
  /// By how much it differs, where that can be said.
  public var detail: String?
  /// The place of the right side in the file.
  public var span: Span
}

/// What one cell did.
public struct CellResult: Sendable {
  public enum State: Sendable {
    case succeeded
    case failed(RunFailure)
    /// Not run: the options say so, or a cell that it depends on failed.
    case skipped(reason: String?)
  }

  public var state = State.succeeded
  public var outputs: [CellOutput] = []
  public var expectations: [Expectation] = []
  public var tests: [TestResult] = []
  /// The sliders that it made.
  public var sliders: [SliderCall] = []
  /// The files that it wrote, in order.
  public var files: [SavedFile] = []

  /// What the cell prints and shows, as a terminal would have it.
  public var text: String {
    outputs.map { output in
      switch output {
      case .stream(let text): text
      case .value(let value): value.text + "\n"
      }
    }.joined()
  }

  /// How many figures the cell shows.
  public var figureCount: Int { outputs.reduce(0) { $0 + ($1.isFigure ? 1 : 0) } }

  public var failure: RunFailure? {
    if case .failed(let failure) = state { return failure }
    return nil
  }
}

/// What one inline value is.
public enum ValueResult: Sendable {
  /// The value as running text prints it, and its faces.
  case value(printed: String, faces: Faces)
  case failed(RunFailure)
  /// Inline values are turned off, or what it depends on failed.
  case skipped
}

/// A notebook with its results.
public struct NotebookRun: Sendable {
  public var notebook: Notebook
  /// One for each of the notebook's cells.
  public var cells: [CellResult]
  /// One for each of the notebook's inline values.
  public var values: [ValueResult]
  /// All that is wrong, in source order: findings of the parse, failures, expectations that do not hold.
  public var problems: [Diagnostic]
  /// The results in all states of the sliders, where there are some.
  public var sliderStates: SliderStates?

  /// A notebook of which nothing has run yet.
  public init(_ notebook: Notebook) {
    self.notebook = notebook
    // Starters and checks are shown, not run.
    cells = notebook.cells.map { CellResult(state: $0.part == nil ? .succeeded : .skipped(reason: nil)) }
    values = Array(repeating: .skipped, count: notebook.values.count)
    problems = notebook.diagnostics
  }

  /// The files that the cells wrote, each as it was written last.
  public var files: [SavedFile] {
    var files: [SavedFile] = []
    var places: [String: Int] = [:]
    for file in cells.lazy.flatMap(\.files) {
      if let place = places[file.name] {
        files[place] = file
      } else {
        places[file.name] = files.count
        files.append(file)
      }
    }
    return files
  }

  public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
