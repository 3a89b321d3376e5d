// Grades what students hand in: each exercise of each submission in a process of its own, the checks in this one.

import Engine
import Notebooks
import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why nothing could be graded.
public struct UngradableInput: Error, Sendable, CustomStringConvertible {
  public var description: String
}

/// Holds submissions against a key.
public struct Grader: Sendable {
  /// A page of the key that has exercises.
  private struct Page {
    var path: String
    var notebook: Notebook
  }

  /// What a student handed in for a page.
  private struct Work {
    var student: String
    var page: Page
    var path: String?
  }

  public var limits = SubmissionLimits()
  /// Whether the release was the same for all students, so that variants have the numbers of the page.
  public var isGeneral = false
  /// How many submissions are graded at the same time.
  public var jobs = Publisher.defaultJobs
  /// This program.
  private let program: String
  private let pages: [Page]

  /// - Parameters:
  ///   - path: a notebook with solutions and checks, or a folder of them.
  ///   - program: this program, which runs itself for each submission.
  public init(key path: String, program: String? = nil) throws {
    self.program = program ?? realPath("/proc/self/exe") ?? CommandLine.arguments[0]
    if isFolder(path) {
      let collection = try Collection(folder: path)
      let files = collection.paths
      pages = try files.sorted().map { Page(path: $0, notebook: try Notebook(readingFrom: join(collection.root, $0))) }
        .filter { !$0.notebook.exercises.isEmpty }
    } else {
      pages = [Page(path: Publisher.Source(file: path).page, notebook: try Notebook(readingFrom: path))]
    }
    for page in pages {
      guard let problem = page.notebook.diagnostics.first(where: { $0.severity == .error }) else { continue }
      let line = page.notebook.location(of: problem.span.start).line
      throw UngradableInput(description: "\(page.path):\(line): \(problem.message); `nabla verify` says more about the key")
    }
    if pages.allSatisfy(\.notebook.exercises.isEmpty) { throw UngradableInput(description: "\(path): there are no exercises in the key") }
  }

  /// - Parameter paths: files or folders, each of one student, who is named by it.
  public func grade(_ paths: [String]) throws -> GradeReport {
    var works: [Work] = []
    var names: [String: String] = [:]
    for path in paths {
      guard realPath(path) != nil else { throw UnreadableFile(path: path, reason: .notFound) }
      let student = self.student(path)
      if let other = names[student] { throw UngradableInput(description: "\(other) and \(path) are both of the student `\(student)`") }
      names[student] = path
      works += files(at: path).map { Work(student: student, page: $0.page, path: $0.path) }
    }
    let folder = try emptyFolder()
    defer { rmdir(folder) }
    let grades = EngineThread.map(works.count, threads: jobs) { [works] in grade(works[$0], in: folder) }
    var exercises: [String: [GradeReport.Exercise]] = [:]
    for (work, grades) in zip(works, grades) { exercises[work.student, default: []] += grades }
    return GradeReport(exercises.map { GradeReport.Student(Self.plain($0), $1) })
  }

  // MARK: - Submissions

  private func student(_ path: String) -> String {
    let name = (realPath(path) ?? path).split(separator: "/").last.map(String.init) ?? path
    return isFolder(path) ? name : stem(name)
  }

  /// For each page the file that answers it; `nil` where there is none.
  private func files(at path: String) -> [(page: Page, path: String?)] {
    guard let root = realPath(path) else { return [] }
    if isFolder(path) {
      let files = (folderContents(root) ?? []).filter { $0.hasSuffix(".md") }
      return pages.map { page in
        // One page and one file belong together, whatever they are called.
        let name = pages.count == 1 && files.count == 1 ? files[0] : page.path
        // A link must not lead out of what was handed in.
        let file = realPath(join(root, name)).flatMap { $0.hasPrefix(root + "/") ? $0 : nil }
        return (page, file)
      }
    }
    let name = path.split(separator: "/").last.map(String.init)
    if let page = pages.first(where: { $0.path.split(separator: "/").last.map(String.init) == name }) { return [(page, root)] }
    let starters = (try? text(root)).map(Self.starters) ?? []
    let answered = pages.filter { page in page.notebook.exercises.contains { starters.contains($0.id) } }
    return answered.isEmpty ? pages.map { ($0, root) } : answered.map { ($0, root) }
  }

  /// The most that a submission may have.
  private static let maximumLength = 4 << 20

  private func text(_ path: String) throws(UngradableInput) -> String {
    var status = stat()
    if stat(path, &status) == 0, status.st_size > Self.maximumLength {
      throw UngradableInput(description: "the file has more than \(Self.maximumLength >> 20) MiB")
    }
    do {
      return try readText(path)
    } catch {
      if case .invalidUTF8 = error.reason { throw UngradableInput(description: "the file is not text in UTF-8") }
      throw UngradableInput(description: "the file cannot be read")
    }
  }

  /// The exercises that have a starter in a text, which is not parsed here: it may be anything.
  private static func starters(in text: String) -> Set<String> {
    var starters: Set<String> = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0.isWhitespace || $0 == ">" }
      guard line.hasPrefix("#|") else { continue }
      let words = line.dropFirst(2).split(separator: ":", maxSplits: 1)
      guard words.count == 2, words[0].split(separator: " ") == ["starter"] else { continue }
      starters.insert(words[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }
    return starters
  }

  // MARK: - Grading

  private func grade(_ work: Work, in folder: String) -> [GradeReport.Exercise] {
    let exercises = work.page.notebook.exercises
    func failed(_ exercise: Exercise, _ message: String) -> GradeReport.Exercise {
      GradeReport.Exercise(page: work.page.path, exercise: exercise.id, points: 0, of: exercise.points, message: message)
    }
    guard let path = work.path else { return exercises.map { failed($0, "there is no file for this page") } }
    let text: String
    do {
      text = try self.text(path)
    } catch {
      return exercises.map { failed($0, error.description) }
    }
    let runner = CheckRunner(
      work.page.notebook, student: isGeneral ? nil : work.student, steps: limits.steps, seconds: limits.seconds)
    return exercises.map { exercise in
      do throws(LostSubmission) {
        let outcomes = try runner.outcomes(of: exercise) { () throws(LostSubmission) -> any SubmissionConnection in
          try SubmissionProcess(text, program: program, in: folder, limits)
        }
        return grade(exercise, of: work.page, outcomes)
      } catch {
        return failed(exercise, error.reason)
      }
    }
  }

  private func grade(_ exercise: Exercise, of page: Page, _ outcomes: [CheckOutcome]) -> GradeReport.Exercise {
    let passed = exercise.checks.map { check in outcomes.contains { $0.check.cell == check.cell && $0.holds } }
    var grade = GradeReport.Exercise(
      page: page.path, exercise: exercise.id, points: exercise.points(passing: passed), of: exercise.points)
    guard let failure = outcomes.first(where: { !$0.holds }) else { return grade }
    if failure.check.isHidden {
      grade.check = "hidden check"
      let points = failure.check.points.map { " (\(Exercise.text($0)) point\($0 == 1 ? "" : "s"))" } ?? ""
      grade.message = "a hidden check does not hold\(points)"
    } else {
      let visible = exercise.checks.filter { !$0.isHidden }
      let number = visible.firstIndex { $0.cell == failure.check.cell } ?? 0
      grade.check = visible.count == 1 ? "check" : "check \(number + 1)"
      grade.message = failure.message.map(Self.plain)
    }
    return grade
  }

  /// Words of a stranger, for a terminal and a table: one line of bounded length without control characters.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(500) {
      switch scalar.properties.generalCategory {
      case .control: result += scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}"
      case .format, .lineSeparator, .paragraphSeparator, .privateUse: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + (text.unicodeScalars.count > 500 ? "…" : "")
  }

  private func emptyFolder() throws -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((join(base, "nabla-grading-XXXXXX") + "\0").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw UngradableInput(description: "\(base): no folder can be made there: \(String(cString: strerror(errno)))")
    }
    let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    chmod(path, 0o555)
    return path
  }
}
