// `nabla convert`: a Jupyter notebook into Markdown.

import ArgumentParser
import Notebooks
import Publishing

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turn a Jupyter notebook into Markdown.",
    discussion: """
      Cells of nabla and Julia become nabla cells, which will run; code of other languages is shown with its outputs. The way back is
      `nabla render --to ipynb`.
      """)

  @Argument(help: "A file that ends in .ipynb.", completion: .file(extensions: ["ipynb"]))
  var path: String

  @Option(name: .shortAndLong, help: "The folder for the page; beside the source if left out.")
  var output: String?

  func validate() throws {
    guard path.hasSuffix(".ipynb") else { throw ValidationError("a Jupyter notebook ends in .ipynb, and this is `\(path)`") }
  }

  func run() throws {
    do {
      let written = try Publisher(outputFolder: output).convert(path)
      Terminal.write(written.joined(separator: "\n") + "\n")
    } catch {
      Terminal.writeError("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}
