// The student's version of a folder: sources without what is the teacher's, and pages made from those sources.

import Notebooks
import Syntax

extension Publisher {
  /// Writes the student's version of a file or folder: for all, or a folder for each student. Pages in other forms are made
  /// from the sources that were written, so that they hold nothing else.
  /// - Parameter students: whose numbers variants draw; none for one version.
  public func release(_ path: String, to output: String, for students: [String] = []) -> [PageReport] {
    let root: String
    let pages: [String]
    do throws(any Error) {
      if isFolder(path) {
        let collection = try Collection(folder: path)
        root = collection.root
        pages = collection.paths.sorted()
        if let place = existingFolder(above: output), place == root || place.hasPrefix(root + "/") {
          throw UnwritableFile(path: output, reason: "this folder is a part of \(path): name one beside it")
        }
        try OutputFiles.makeFolder(output)
      } else {
        let source = Source(file: path)
        (root, pages) = (source.root, [source.page])
        if realPath(output) == root { throw UnwritableFile(path: output, reason: "the source stands in this folder: name another") }
      }
    } catch {
      return [PageReport(path: path, trouble: "\(error)")]
    }
    if pages.isEmpty { return [PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")] }
    let versions: [String?] = students.isEmpty ? [nil] : students
    let reports = versions.flatMap { student in
      let base = student.map { join(output, $0) } ?? output
      return eachPage(of: pages.map { join(root, $0) }) { number in
        let shown = isFolder(path) ? join(path, pages[number]) : path
        return release(Source(path: shown, root: root, page: pages[number]), to: base, for: student)
      }
    }
    if reports.contains(where: \.hasErrors) { return reports }
    return reports + versions.flatMap { render(released: student(output, $0), isFolder: isFolder(path), pages) }
  }

  /// The real path of a folder, or of the nearest above it that is there already.
  private func existingFolder(above path: String) -> String? {
    if path.isEmpty { return realPath(".") }
    return realPath(path) ?? existingFolder(above: OutputFiles.folder(of: path))
  }

  private func student(_ output: String, _ student: String?) -> String { student.map { join(output, $0) } ?? output }

  private func release(_ source: Source, to base: String, for student: String?) -> PageReport {
    var report = PageReport(path: source.path)
    do throws(any Error) {
      let notebook = try Notebook(readingFrom: source.path)
      report.notebook = notebook
      let (text, problems) = notebook.released(for: student)
      report.problems = problems
      if !problems.isEmpty { return report }
      let target = join(base, source.page)
      try OutputFiles.write(text, to: target)
      report.written.append(target)
      for file in files(of: Notebook(text), source) {
        try OutputFiles.write(try readBytes(join(source.root, file)), to: join(base, file))
        report.written.append(join(base, file))
      }
    } catch {
      report.trouble = "\(error)"
    }
    return report
  }

  /// What the student's version of a page shows, cites or links to, besides other pages.
  private func files(of notebook: Notebook, _ source: Source) -> [String] {
    var addresses = notebook.frontMatter.bibliography
    notebook.forEachInline { inline in
      switch inline.kind {
      case .image(let image): addresses.append(image.source)
      case .link(let link): addresses.append(link.destination)
      default: break
      }
    }
    var files: Set<String> = []
    for address in addresses {
      guard case .file(let path, _) = resolve(address, from: source.page, root: source.root), !path.hasSuffix(".md"),
        !isFolder(join(source.root, path))
      else { continue }
      files.insert(path)
    }
    return files.sorted()
  }

  /// Makes pages of sources that were released.
  private func render(released base: String, isFolder: Bool, _ pages: [String]) -> [PageReport] {
    let forms = self.forms.filter { $0 != .markdown }
    if forms.isEmpty { return [] }
    var publisher = self
    publisher.forms = forms
    publisher.outputFolder = nil
    publisher.cache = nil
    return isFolder ? publisher.render(folder: base) : [publisher.render(file: join(base, pages[0]))]
  }
}
