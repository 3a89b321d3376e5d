// What a cell shows, in order, and the files that it writes.

import Engine
import Syntax

/// Gathers what a cell shows, prints and displays interleaved.
final class OutputCollector {
  private let machine: Machine
  private(set) var outputs: [CellOutput] = []
  private(set) var files: [SavedFile] = []

  init(_ machine: Machine) { self.machine = machine }

  /// - Parameter expression: the statement that gave the value; a definition shows as a formula.
  func show(_ value: Value, of expression: Expression? = nil) throws {
    flush()
    var faces = try machine.faces(of: value)
    if let formula = expression?.definitionTeX { faces.tex = formula }
    outputs.append(.value(ShownValue(text: try machine.text(of: value), faces: faces)))
  }

  func keep(_ file: SavedFile) { files.append(file) }

  func flush() {
    let text = machine.takeOutput()
    if !text.isEmpty { outputs.append(.stream(text)) }
  }
}
