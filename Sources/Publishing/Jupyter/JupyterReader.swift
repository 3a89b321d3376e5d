// A Jupyter notebook as Markdown.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Markdown made of a Jupyter notebook, and the files that it shows.
public struct ConvertedNotebook: Sendable {
  public var markdown: String
  /// Images of outputs and attachments, by names below the page's folder of files.
  public var files: [(name: String, bytes: [UInt8])]
}

/// Why a file is no notebook that can be converted.
public struct UnconvertibleNotebook: Error, Sendable, CustomStringConvertible {
  public var description: String
}

public enum JupyterReader {
  /// Reads nbformat 4. Code of nabla and Julia becomes cells, which will run, without their outputs; code of other
  /// languages is shown with its outputs.
  ///
  /// - Parameter name: the page's name without its extension; files go to `name_files`.
  public static func convert(_ bytes: [UInt8], name: String) throws(UnconvertibleNotebook) -> ConvertedNotebook {
    struct Version: Decodable { var nbformat: Int }
    let data = Data(bytes)
    guard let version = try? JSONDecoder().decode(Version.self, from: data) else {
      throw UnconvertibleNotebook(description: "this is not a Jupyter notebook: it is no JSON object with the key `nbformat`")
    }
    guard version.nbformat == 4 else {
      throw UnconvertibleNotebook(
        description: "this notebook has format \(version.nbformat), and format 4 is read; `jupyter nbconvert --to notebook --nbformat 4` makes it")
    }
    let notebook: JupyterNotebook
    do {
      notebook = try JSONDecoder().decode(JupyterNotebook.self, from: data)
    } catch {
      throw UnconvertibleNotebook(description: "this notebook is damaged: \(reason(error))")
    }
    var conversion = Conversion(notebook, folder: name + "_files")
    return conversion.convert()
  }

  private static func reason(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
      return keys.isEmpty ? "at its top" : "at `\(keys.drop { $0 == "." })`"
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context): "there is no `\(key.stringValue)` \(path(context))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      "a value of another kind was expected \(path(context))"
    default: "it cannot be read"
    }
  }
}

private struct Conversion {
  let notebook: JupyterNotebook
  let folder: String
  let language: String
  /// Whether the code can run here.
  let runs: Bool
  var files: [(name: String, bytes: [UInt8])] = []

  init(_ notebook: JupyterNotebook, folder: String) {
    self.notebook = notebook
    self.folder = folder
    language = (notebook.metadata.language_info?.name ?? notebook.metadata.kernelspec?.language ?? "python").lowercased()
    runs = ["nabla", "julia"].contains(language)
  }

  mutating func convert() -> ConvertedNotebook {
    var parts: [String] = []
    for (index, cell) in notebook.cells.enumerated() {
      switch cell.cell_type {
      case .markdown: parts.append(markdown(cell, index))
      case .raw: parts.append(raw(cell, isFirst: index == 0))
      case .code: if let text = code(cell, index) { parts.append(text) }
      }
    }
    parts = parts.map { text in
      var text = text[...]
      while text.first?.isNewline == true { text.removeFirst() }
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }.filter { !$0.isEmpty }
    var text = parts.joined(separator: "\n\n") + "\n"
    // A rule that opens the file would be read as front matter.
    let isFrontMatter = notebook.cells.first?.cell_type == .raw || notebook.cells.first?.metadata.nabla != nil
    if text.hasPrefix("---"), !isFrontMatter { text = "\n" + text }
    return ConvertedNotebook(markdown: text, files: files)
  }

  // MARK: - Text

  private mutating func markdown(_ cell: JupyterNotebook.Cell, _ index: Int) -> String {
    var text = cell.metadata.nabla?.source ?? cell.source.text
    for (name, data) in (cell.attachments ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let (type, content) = data.sorted(by: { $0.key < $1.key }).first(where: { Conversion.imageExtension($0.key) != nil })
      else { continue }
      if let file = add(content.text, type, "attachment-\(index + 1)-\(files.count + 1)") {
        text = text.replacing("attachment:" + name, with: file)
      }
    }
    return text
  }

  /// Front matter at the head; elsewhere shown as code of its language.
  private func raw(_ cell: JupyterNotebook.Cell, isFirst: Bool) -> String {
    let text = cell.source.text
    if isFirst, text.hasPrefix("---") { return text }
    let language = cell.metadata.format?.split(separator: "/").last.map(String.init) ?? ""
    return fenced(text, language)
  }

  // MARK: - Code

  private mutating func code(_ cell: JupyterNotebook.Cell, _ index: Int) -> String? {
    let source = cell.source.text
    let tags = Set(cell.metadata.tags ?? [])
    guard runs else {
      var parts: [String] = []
      if !source.allSatisfy(\.isWhitespace) { parts.append(fenced(source, language)) }
      for output in cell.outputs ?? [] { if let text = self.output(output, index) { parts.append(text) } }
      return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }
    if source.allSatisfy(\.isWhitespace) { return nil }
    var options = ""
    // What the source says by itself is not said twice.
    func add(_ option: String, _ names: [String]) {
      let key = option.prefix { $0 != ":" }
      if !tags.isDisjoint(with: names), !source.contains("#| \(key):") { options += "#| \(option)\n" }
    }
    add("echo: false", ["hide-input", "hide_input", "remove-input", "remove_input"])
    add("output: false", ["hide-output", "remove-output", "hide_output", "remove_output"])
    add("include: false", ["hide-cell", "remove-cell", "hide_cell", "remove_cell"])
    add("error: true", source.contains("#| throws:") ? [] : ["raises-exception"])
    return fenced(options + source, "nabla")
  }

  /// What a cell of another language showed: the richest form that Markdown has.
  private mutating func output(_ output: JupyterNotebook.Output, _ index: Int) -> String? {
    switch output.output_type {
    case "stream": return output.text.map { fenced(Conversion.plain($0.text), "text") }
    case "error":
      let lines = output.traceback ?? [[output.ename, output.evalue].compactMap { $0 }.joined(separator: ": ")]
      return fenced(Conversion.plain(lines.joined(separator: "\n")), "text")
    default:
      let data = output.data ?? [:]
      for (type, content) in data.sorted(by: { $0.key < $1.key }) where Conversion.imageExtension(type) != nil {
        let words = (data["text/plain"]?.text ?? "").filter { !"[]\n".contains($0) }
        if let file = add(content.text, type, "output-\(index + 1)-\(files.count + 1)") { return "![\(words)](\(file))" }
      }
      if let markdown = data["text/markdown"] { return markdown.text }
      if let tex = data["text/latex"] { return tex.text }
      return data["text/plain"].map { fenced(Conversion.plain($0.text), "text") }
    }
  }

  private static func imageExtension(_ type: String) -> String? {
    ["image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg", "image/webp": "webp"][type]
  }

  /// Adds a file; its address, or `nil` if the content is damaged.
  private mutating func add(_ content: String, _ type: String, _ name: String) -> String? {
    guard let ending = Conversion.imageExtension(type) else { return nil }
    let bytes: [UInt8]
    if type == "image/svg+xml" {
      bytes = Array(content.utf8)
    } else if let data = Data(base64Encoded: content.filter { !$0.isWhitespace }) {
      bytes = Array(data)
    } else {
      return nil
    }
    files.append((name + "." + ending, bytes))
    return folder + "/" + name + "." + ending
  }

  /// Text without the codes that colour a terminal (ECMA-48, section 5.4).
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\u{1B}", scalars.first == "[" else {
        if scalar != "\u{1B}", scalar != "\r" { result.append(scalar) }
        continue
      }
      scalars = scalars.dropFirst()
      while let next = scalars.popFirst(), !(0x40...0x7E).contains(next.value) {}
    }
    return String(result)
  }

  private func fenced(_ text: String, _ language: String) -> String {
    Fence.around(text, language).joined(separator: "\n")
  }
}
