// An exercise: a call-out with a name, and the cells that belong to it.

import Syntax

/// What a reader is to do, where they begin, what would be right, and how that is told.
///
/// Cells of exercises are no part of the page's own run: what they assign stays among them.
public struct Exercise: Sendable {
  /// Cells that tell whether an answer is right.
  public struct Check: Sendable {
    /// The index of the cell.
    public var cell: Int
    /// Whether students do not get it.
    public var isHidden: Bool
    /// `nil` where the exercise gives its points as a whole.
    public var points: Double?
  }

  /// The id of the call-out, `exr-projection`.
  public var id: String
  /// The cell that a reader edits.
  public var starter: Int
  /// The accepted answers, any of which has to pass all checks.
  public var solutions: [Int]
  public var checks: [Check]
  public var points: Double
  /// Cells before the starter, in its section, that draw other numbers for each student.
  public var setups: [Int]
  /// Whether the exercise was released to students, without solutions and hidden checks.
  public var isReleased: Bool

  /// The points of an answer that passes these checks.
  public func points(passing passed: [Bool]) -> Double {
    if checks.allSatisfy({ $0.points == nil }) { return passed.allSatisfy(\.self) ? points : 0 }
    return zip(checks, passed).reduce(0) { $0 + ($1.1 ? $1.0.points ?? 0 : 0) }
  }
}

/// What a cell is to an exercise.
public enum ExerciseRole: String, CaseIterable, Sendable { case starter, solution, check }

extension Cell {
  /// What the cell is to which exercise; `nil` for a cell of the page itself. One that claims several roles has the first.
  public var part: (role: ExerciseRole, exercise: String)? {
    if let id = options.starter { return (.starter, id) }
    if let id = options.solution { return (.solution, id) }
    if let id = options.check { return (.check, id) }
    return nil
  }

  /// Whether no page shows the cell and no student gets it.
  public var isHiddenCheck: Bool { options.hidden && options.check != nil }
}
