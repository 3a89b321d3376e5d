// `nabla exercise`: what students get, and a hundred submissions of which a quarter are meant to do harm.

import Foundation
import Testing

@Suite struct ExerciseCommandTests {
  private struct Report: Decodable {
    struct Student: Decodable {
      struct Exercise: Decodable {
        var exercise: String
        var points: Double
        var of: Double
        var check: String?
        var message: String?
      }

      var student: String
      var points: Double
      var of: Double
      var exercises: [Exercise]
    }

    var students: [Student]
  }

  private func report(_ text: String) throws -> Report { try JSONDecoder().decode(Report.self, from: Data(text.utf8)) }

  private static let limits = ["--steps", "3000000", "--memory", "64", "--timeout", "20"]

  /// The grades of all that lies in `subs`.
  private func grade(_ folder: Workplace, _ options: String) throws -> Outcome {
    try folder.shell("nabla exercise grade subs/* --key key \(Self.limits.joined(separator: " ")) \(options)")
  }

  @Test func `A hundred submissions are graded right, whatever some of them try`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.key, to: "key/lesson.md")
    let cases = Submissions.honest + Submissions.hostile
    #expect(cases.count >= 100 && Submissions.hostile.count >= 20)
    for submission in cases { try folder.write(submission.content, to: "subs/\(submission.name).md") }
    let begin = Date()
    let outcome = try grade(folder, "--format json")
    #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    // Each costs bounded time: far less than the longest that they may take one after the other.
    #expect(Date().timeIntervalSince(begin) < 60)
    let students = try report(outcome.output).students
    #expect(students.map(\.student) == cases.map(\.name).sorted())
    let expected = Dictionary(uniqueKeysWithValues: cases.map { ($0.name, $0.points) })
    for student in students {
      let points = student.exercises.map(\.points)
      #expect(points == expected[student.student], "\(student.student): \(student.exercises)")
      #expect(student.exercises.map(\.exercise) == ["exr-projection", "exr-double"] && student.exercises.map(\.of) == [3, 1])
      for exercise in student.exercises where exercise.points < exercise.of {
        #expect(exercise.message?.isEmpty == false)
      }
    }
    for secret in Submissions.secrets { #expect(!outcome.output.contains(secret), "\(secret)") }
    #expect(!outcome.output.contains("root:") && !outcome.output.contains("\u{1B}"))
    // Nothing is left behind, and nothing was written beside the submissions.
    #expect(folder.files().count == cases.count + 3)
  }

  @Test func `The same submissions give the same bytes, however many are graded at once`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.key, to: "key/lesson.md")
    for submission in Submissions.honest.prefix(10) + Submissions.hostile {
      try folder.write(submission.content, to: "subs/\(submission.name).md")
    }
    for format in ["csv", "json", "human"] {
      let (one, many) = (try grade(folder, "--format \(format) --jobs 1"), try grade(folder, "--format \(format) --jobs 4 -o grades"))
      #expect(one.exitCode == 0 && many.exitCode == 0)
      #expect(try folder.read("grades") == one.output)
      for secret in Submissions.secrets { #expect(!one.output.contains(secret)) }
    }
    let rows = try grade(folder, "--format csv").output.components(separatedBy: "\r\n")
    #expect(rows.first == "student,page,exercise,points,of,check,message")
    #expect(rows.contains("student-0,lesson.md,exr-projection,3,3,,"))
    #expect(rows.contains("student-1,lesson.md,exr-projection,1,3,hidden check,a hidden check does not hold (2 points)"))
    #expect(rows.contains("student-0,,total,4,4,,"))
  }

  @Test func `A submission that goes on without counting steps is ended by the clock`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.key, to: "key/lesson.md")
    try folder.write(Submissions.endless.content, to: "subs/slow.md")
    let begin = Date()
    let outcome = try folder.shell("nabla exercise grade subs/slow.md --key key --steps 1000000000000 --timeout 1 --format json")
    #expect(Date().timeIntervalSince(begin) < 20)
    let exercises = try #require(try report(outcome.output).students.first?.exercises)
    #expect(exercises.map(\.points) == [0, 1])
    #expect(exercises[0].message?.contains("did not end within 1 s") == true, "\(exercises[0])")
  }

  @Test func `Folders are matched by path, and links do not lead out of them`() throws {
    let folder = try Workplace()
    let other = Submissions.key.replacingOccurrences(of: "exr-", with: "exr-other-")
    try folder.write("# Course\n\n- [Lesson](one/lesson.md)\n- [Other](other.md)\n", to: "key/README.md")
    try folder.write(Submissions.key, to: "key/one/lesson.md")
    try folder.write(other, to: "key/other.md")
    try folder.write(Submissions.honest[0].content, to: "subs/ada/one/lesson.md")
    try folder.write(Submissions.key, to: "subs/eve/nothing.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/subs/eve/other.md", withDestinationPath: folder.path + "/key/other.md")
    try folder.write(Submissions.honest[2].content, to: "subs/grace.md")
    let students = try report(try grade(folder, "--format json").output).students
    #expect(students.map(\.student) == ["ada", "eve", "grace"])
    #expect(students.map(\.points) == [4, 0, 4] && students.map(\.of) == [8, 8, 4])
    #expect(students[1].exercises.allSatisfy { $0.message == "there is no file for this page" })
  }

  @Test func `The process of a submission gets no environment and no word of the key`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.key, to: "key/lesson.md")
    try folder.write(Submissions.endless.content, to: "subs/slow.md")
    let seen = try folder.shell("""
      TOKEN=unspoken-token nabla exercise grade subs/slow.md --key key --steps 1000000000000 --timeout 5 > /dev/null &
      for i in 1 2 3 4 5 6 7 8 9 10; do
        sleep 0.2
        for p in /proc/[0-9]*; do
          if tr '\\0' ' ' < $p/cmdline 2> /dev/null | grep -q '^nabla submission 1000000000000'; then
            tr '\\0' '\\n' < $p/cmdline
            echo "environment: $(wc -c < $p/environ)"
            grep -E 'core file size|address space|file size' $p/limits
            kill %1 2> /dev/null
            exit 0
          fi
        done
      done
      """)
    #expect(seen.output.contains("environment: 0"), "\(seen.output) \(seen.errors)")
    #expect(!seen.output.contains(folder.path) && !seen.output.contains("unspoken"))
    #expect(seen.output.contains("Max core file size        0"))
  }

  @Test func `A release is what students can work with`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.key, to: "key/lesson.md")
    try folder.write("# names\nada\ngrace\n", to: "students.txt")
    let outcome = try folder.nabla("exercise", "release", "key", "-o", "out", "--students", "students.txt", "--to", "md,html")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    for student in ["ada", "grace"] {
      for file in ["lesson.md", "lesson.html"] {
        let text = try folder.read("out/\(student)/\(file)")
        for secret in Submissions.secrets { #expect(!text.contains(secret)) }
        #expect(!text.contains("a * a'"))
      }
    }
    // As released, an answer is checked by the checks that came with it.
    #expect(try folder.nabla("verify", "out/ada/lesson.md").exitCode == 1)
    let answered = try folder.read("out/ada/lesson.md").replacingOccurrences(of: "P = missing", with: "P = a * a' / (a' * a)")
      .replacingOccurrences(of: "f(x) = missing", with: "f(x) = 2x")
    try folder.write(answered, to: "out/ada/lesson.md")
    #expect(try folder.nabla("verify", "out/ada/lesson.md").exitCode == 0)
    let graded = try folder.nabla("exercise", "grade", "out/ada", "out/grace", "--key", "key")
    #expect(graded.output.hasPrefix("ada  4 of 4\n") && graded.output.contains("grace  0 of 4\n"), "\(graded.output)")
  }

  @Test func `The numbers of variants are those that were released, whatever a submission says`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.variant, to: "key/lesson.md")
    #expect(try folder.nabla("exercise", "release", "key", "-o", "own", "--student", "ada").exitCode == 0)
    #expect(try folder.nabla("exercise", "release", "key", "-o", "general").exitCode == 0)
    let (own, general) = (try folder.read("own/ada/lesson.md"), try folder.read("general/lesson.md"))
    try folder.write(own.replacingOccurrences(of: "total = missing", with: "total = sum(x)"), to: "subs/ada.md")
    try folder.write(general.replacingOccurrences(of: "total = missing", with: "total = sum(x)"), to: "subs/bob.md")
    try folder.write(general.replacingOccurrences(of: "total = missing", with: "x = [0]\ntotal = 0"), to: "subs/eve.md")
    #expect(try report(try grade(folder, "--format json").output).students.map(\.points) == [1, 0, 0])
    #expect(try report(try grade(folder, "--format json --general").output).students.map(\.points) == [0, 1, 0])
  }

  @Test func `A slow key is no fault of a submission`() throws {
    let folder = try Workplace()
    // Between the check that calls `f` first and the hidden one.
    let check = "@test f.(1:3) == [2, 4, 6]\n```\n"
    let slow = "\n```nabla\nfor k in 1:200_000_000\n  global slowly = k % 7\nend\n```\n"
    try folder.write(Submissions.key.replacingOccurrences(of: check, with: check + slow), to: "key/lesson.md")
    try folder.write(Submissions.honest[0].content, to: "subs/ada.md")
    let outcome = try folder.shell("nabla exercise grade subs/ada.md --key key --timeout 1 --format json")
    #expect(try report(outcome.output).students.map(\.points) == [4], "\(outcome)")
  }

  @Test func `Wrong input is one clear error`() throws {
    let folder = try Workplace()
    try folder.write(Submissions.key, to: "key/lesson.md")
    try folder.write("# Plain\n", to: "plain/page.md")
    try folder.write(Submissions.honest[0].content, to: "a/ada.md")
    try folder.write(Submissions.honest[0].content, to: "b/ada.md")
    try folder.write(Submissions.key.replacingOccurrences(of: "#| solution: exr-double\n", with: ""), to: "broken/lesson.md")
    for (arguments, message) in [
      ("grade a/ada.md --key plain", "there are no exercises in the key"),
      ("grade a/ada.md b/ada.md --key key", "are both of the student `ada`"),
      ("grade nobody.md --key key", "no such file"), ("grade a/ada.md --key nowhere", "nowhere"),
      ("grade a/ada.md --key broken", "has no solution"),
      ("release broken -o out", "has no solution"), ("release nowhere -o out", "nowhere"), ("release key -o key/out", "a part of key"),
    ] {
      let outcome = try folder.shell("nabla exercise \(arguments)")
      #expect(outcome.exitCode == 1 && outcome.errors.contains(message) && outcome.output.isEmpty, "\(arguments): \(outcome)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/key/out"))
    for arguments in [
      "grade a/ada.md", "grade --key key", "grade a/ada.md --key key --format xml", "grade a/ada.md --key key --timeout 0", "release key",
      "release key -o out --to pdf", "release key -o out --student ../x",
    ] {
      #expect(try folder.shell("nabla exercise \(arguments)").exitCode == 2, "\(arguments)")
    }
  }
}
