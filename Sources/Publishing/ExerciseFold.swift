// What readers open when they want to see it: the solutions and checks of exercises.

import Notebooks

extension Notebook {
  /// The words on the fold that a cell lies under: `Solution`, `Solution 2`, `Check`; `nil` where it lies open.
  func foldTitle(of cell: Cell) -> String? {
    guard let part = cell.part, part.role != .starter else { return nil }
    let title = part.role == .solution ? "Solution" : "Check"
    guard let exercise = exercises.first(where: { $0.id == part.exercise }) else { return title }
    let alike = part.role == .solution ? exercise.solutions : exercise.checks.filter { !$0.isHidden }.map(\.cell)
    guard alike.count > 1, let position = alike.firstIndex(of: cell.index) else { return title }
    return "\(title) \(position + 1)"
  }
}
