// A notebook with its results as a Jupyter notebook.

import Engine
import Notebooks
import Syntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Splits a page at its cells: they become code with outputs, what stands between them Markdown as a Git host shows it.
/// Cells inside lists, quotes and call-outs stay part of the Markdown around them.
enum JupyterWriter {
  /// The text of the `.ipynb` file.
  ///
  /// - Parameter markdown: the rendered prose, with the places of the cells left open.
  static func write(_ run: NotebookRun, _ markdown: SegmentedMarkdown) throws -> String {
    var cells: [JupyterNotebook.Cell] = []
    var count = 0
    for (index, segment) in markdown.segments.enumerated() {
      switch segment {
      case .prose(let text, let source):
        if text.allSatisfy(\.isWhitespace), source.allSatisfy(\.isWhitespace) { continue }
        var metadata = JupyterNotebook.CellMetadata()
        if text != source { metadata.nabla = JupyterNotebook.Origin(source: source) }
        cells.append(.init(id: "prose-\(index)", kind: .markdown, source: trimmed(text), metadata: metadata))
      case .cell(let number):
        let cell = run.notebook.cells[number]
        let result = run.cells[number]
        var ranCount: Int?
        if case .skipped = result.state {} else {
          count += 1
          ranCount = count
        }
        var metadata = JupyterNotebook.CellMetadata()
        var tags: [String] = []
        if !cell.options.echo { tags.append("hide-input") }
        if !cell.options.output { tags.append("remove-output") }
        if !cell.options.include { tags.append("remove-cell") }
        if cell.options.error || cell.options.throwsError != nil { tags.append("raises-exception") }
        if !tags.isEmpty { metadata.tags = tags }
        if cell.part?.role == .solution { metadata.jupyter = JupyterNotebook.Folding() }
        cells.append(
          .init(
            id: "cell-\(number + 1)", kind: .code, source: trimmed(cell.source), metadata: metadata,
            outputs: outputs(of: result, count: ranCount), count: ranCount))
      }
    }
    var notebook = JupyterNotebook(cells: cells, metadata: .init())
    notebook.metadata.kernelspec = .init(name: "nabla", display_name: "nabla", language: "nabla")
    notebook.metadata.language_info = .init(name: "nabla", file_extension: ".nabla", mimetype: "text/x-nabla")
    notebook.metadata.title = run.title
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(notebook), as: UTF8.self) + "\n"
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isNewline == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func outputs(of result: CellResult, count: Int?) -> [JupyterNotebook.Output] {
    var outputs: [JupyterNotebook.Output] = []
    for (index, output) in result.outputs.enumerated() {
      switch output {
      case .stream(let text):
        var stream = JupyterNotebook.Output("stream")
        stream.name = "stdout"
        stream.text = .init(text)
        outputs.append(stream)
      case .value(let value):
        let isResult = index == result.outputs.count - 1 && result.failure == nil
        var shown = JupyterNotebook.Output(isResult ? "execute_result" : "display_data")
        var data = ["text/plain": JupyterNotebook.Lines(value.text)]
        if let figure = value.faces.figure {
          data["image/svg+xml"] = .init(figure.svg(.standalone))
          data["text/plain"] = .init(figure.alternativeText)
        } else if let table = value.faces.table {
          data["text/html"] = .init(TableHTML.table(table))
        } else if let tex = value.faces.tex {
          data["text/latex"] = .init("$$" + tex + "$$")
        }
        shown.data = data
        shown.metadata = [:]
        if isResult { shown.execution_count = count }
        outputs.append(shown)
      }
    }
    if let failure = result.failure {
      var error = JupyterNotebook.Output("error")
      error.ename = failure.type
      error.evalue = failure.message
      error.traceback = [failure.description] + (failure.hint.map { ["hint: " + $0] } ?? [])
      outputs.append(error)
    }
    return outputs
  }
}
