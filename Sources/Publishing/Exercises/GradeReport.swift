// What grading gives: points, and the first check that does not hold.

import Notebooks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The grades of students, sorted by name.
public struct GradeReport: Codable, Sendable {
  public struct Exercise: Codable, Sendable {
    /// The page of the key.
    public var page: String
    public var exercise: String
    public var points: Double
    public var of: Double
    /// The first check that does not hold: `check 2`, or `hidden check`, of which nothing else is told.
    public var check: String?
    public var message: String?
  }

  public struct Student: Codable, Sendable {
    public var student: String
    public var points: Double
    public var of: Double
    public var exercises: [Exercise]

    init(_ student: String, _ exercises: [Exercise]) {
      self.student = student
      self.exercises = exercises
      points = exercises.reduce(0) { $0 + $1.points }
      of = exercises.reduce(0) { $0 + $1.of }
    }
  }

  public private(set) var format = "nabla-grades-1"
  public var students: [Student]

  init(_ students: [Student]) {
    self.students = students.sorted { Array($0.student.utf8).lexicographicallyPrecedes(Array($1.student.utf8)) }
  }

  // MARK: - Forms

  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Points are finite.
    guard let data = try? encoder.encode(self) else { preconditionFailure("a report cannot be encoded") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A row for each exercise of each student, and one for the total.
  public var csv: String {
    var rows = [["student", "page", "exercise", "points", "of", "check", "message"]]
    for student in students {
      for grade in student.exercises {
        rows.append([
          student.student, grade.page, grade.exercise, Self.text(grade.points), Self.text(grade.of), grade.check ?? "", grade.message ?? "",
        ])
      }
      rows.append([student.student, "", "total", Self.text(student.points), Self.text(student.of), "", ""])
    }
    return rows.map { $0.map(Self.escape).joined(separator: ",") + "\r\n" }.joined()
  }

  /// For people.
  public var summary: String {
    students.map { student in
      let lines = student.exercises.map { grade in
        let reason = [grade.check, grade.message].compactMap(\.self).joined(separator: ": ")
        return "  \(grade.exercise)  \(Self.text(grade.points)) of \(Self.text(grade.of))" + (reason.isEmpty ? "" : "  \(reason)") + "\n"
      }
      return "\(student.student)  \(Self.text(student.points)) of \(Self.text(student.of))\n" + lines.joined()
    }.joined()
  }

  private static func text(_ points: Double) -> String { Notebooks.Exercise.text(points) }

  /// A field of CSV (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe before it.
  static func escape(_ field: String) -> String {
    var field = field
    if let first = field.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + field }
    let needsQuotes = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
  }
}
