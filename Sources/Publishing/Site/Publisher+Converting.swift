// Jupyter notebooks on disk to Markdown on disk.

import Notebooks

extension Publisher {
  /// Converts a Jupyter notebook; what was written. A Markdown file that is there already is not replaced.
  public func convert(_ path: String) throws -> [String] {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.hasSuffix(".ipynb") ? String(file.dropLast(6)) : file
    let base = outputFolder ?? OutputFiles.folder(of: path)
    func place(_ name: String) -> String { base.isEmpty ? name : base + "/" + name }
    let target = place(name + ".md")
    if realPath(target) != nil {
      throw UnwritableFile(path: target, reason: "there is a file of this name already: name another folder with -o")
    }
    let bytes = try readBytes(path)
    let converted: ConvertedNotebook
    do {
      converted = try JupyterReader.convert(bytes, name: name)
    } catch {
      throw UnwritableFile(path: path, reason: error.description)
    }
    var written: [String] = []
    for file in converted.files {
      let target = place(name + "_files/" + file.name)
      try OutputFiles.write(file.bytes, to: target)
      written.append(target)
    }
    try OutputFiles.write(converted.markdown, to: target)
    return written + [target]
  }
}
