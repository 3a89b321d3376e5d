// Other numbers for each student: the cells that say `variant: true` draw from streams of the student's own.

import Engine
import StandardLibrary
import Syntax

extension Notebook {
  /// The notebook as a student has it: its variants draw from the stream of the seed, the exercise and the student.
  public func variant(for student: String) -> Notebook {
    var notebook = self
    for exercise in exercises {
      for cell in exercise.variantCells(in: self) {
        notebook.cells[cell].stream = "variant:\(exercise.id):\(cell - exercise.starter):\(student)"
      }
    }
    return notebook
  }
}

extension Exercise {
  /// The cells that draw other numbers for each student.
  func variantCells(in notebook: Notebook) -> [Int] {
    setups + (notebook.cells[starter].options.variant ? [starter] : [])
  }
}
