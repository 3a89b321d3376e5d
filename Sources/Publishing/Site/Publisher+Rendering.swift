// Renders files and folders: runs notebooks and writes them as pages.

import Engine
import Notebooks
import Syntax

extension Publisher {
  /// Renders a file to a page.
  public func render(file path: String) -> PageReport {
    let source = Source(file: path)
    return eachPage(of: [path]) { _ in
      render(source, to: outputFolder ?? OutputFiles.folder(of: path), name: stem(source.page), site: nil)
    }[0]
  }

  /// Renders a folder to a site: its pages in the order of the README's links, the README as index.
  public func render(folder path: String) -> [PageReport] {
    let collection: Collection
    do {
      collection = try Collection(folder: path)
    } catch {
      return [PageReport(path: path, trouble: error.description)]
    }
    let index = SiteIndex(collection)
    if index.pages.isEmpty { return [PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")] }
    var reports = eachPage(of: index.pages.map(\.path)) { number in
      let page = index.pages[number]
      let file = String(page.path.split(separator: "/").last ?? "")
      let name = file == "README.md" ? "index" : stem(file)
      let base = join(outputFolder ?? collection.root, OutputFiles.folder(of: page.path))
      let source = Source(path: join(path, page.path), root: collection.root, page: page.path)
      if forms != [.markdown], let rival = index.rivals[number] {
        let trouble = "\(source.path): its page would replace that of \(index.pages[rival].path): rename one of them"
        return PageReport(path: source.path, trouble: trouble)
      }
      return render(source, to: base, name: name, site: (index, number))
    }
    reports[0].problems += collection.diagnostics
    if forms.contains(.html) { writeAssets(to: outputFolder ?? collection.root, &reports) }
    return reports
  }

  /// Writes what the pages of a site share; what is wrong with it is reported with the first page.
  private func writeAssets(to base: String, _ reports: inout [PageReport]) {
    let (files, problems) = SiteAssets.files(covering: Set(reports.flatMap(\.mathematicalCharacters)))
    reports[0].problems += problems
    do {
      for file in files { try write(file.bytes, to: join(base, file.path), &reports[0]) }
    } catch {
      reports[0].trouble = reports[0].trouble ?? error.description
    }
  }

  /// What a page shows of the site: its pages, and its own place among them.
  private func context(_ index: SiteIndex, current: Int) -> SiteContext {
    func link(_ number: Int) -> SiteContext.Link {
      let page = index.pages[number]
      return SiteContext.Link(
        title: page.title, address: pageLink(SiteIndex.address(of: page.path, from: index.pages[current].path)),
        level: page.level, groups: page.groups, isCurrent: number == current)
    }
    let own = Array(index.pages.indices.dropFirst(index.hasIndex ? 1 : 0))
    let place = own.firstIndex(of: current)
    return SiteContext(
      root: String(repeating: "../", count: index.pages[current].path.split(separator: "/").count - 1),
      home: index.hasIndex ? link(0) : nil, pages: own.map(link),
      previous: place.flatMap { $0 > 0 ? link(own[$0 - 1]) : nil },
      next: place.map { $0 + 1 < own.count ? link(own[$0 + 1]) : nil } ?? own.first.map(link))
  }

  /// A link to a Markdown file of the collection as a link to its page.
  private func pageLink(_ link: String) -> String {
    let end = link.firstIndex { $0 == "#" || $0 == "?" } ?? link.endIndex
    let path = link[..<end]
    if path.contains("://") || !path.hasSuffix(".md") { return link }
    let base = path == "README.md" || path.hasSuffix("/README.md") ? path.dropLast(9) + "index" : path.dropLast(3)
    return base + ".html" + link[end...]
  }

  private func render(_ source: Source, to base: String, name: String, site: (index: SiteIndex, number: Int)?) -> PageReport {
    var report = PageReport(path: source.path)
    do throws(any Error) {
      let notebook = try Notebook(readingFrom: source.path)
      report.notebook = notebook
      let destinations = self.destinations(notebook, source, site?.index, &report)
      report.problems += References.unresolved(notebook, destinations, root: source.root, page: source.page)
      let images = PageImages(notebook, page: source.page, root: source.root)
      let reuse = try Reuse(self, notebook, source, images, base: base, name: name, site: site)
      if report.problems.isEmpty, notebook.diagnostics.isEmpty, let record = reuse?.record {
        report.reuse(record)
        return report
      }
      reuse?.forget()
      let run = notebook.run(parameters: parameters)
      report.fill(from: run)
      var setting = PageSetting(name: name, site: site.map { context($0.index, current: $0.number) }, isSafe: isSafe)
      if site == nil { setting.image = images.embedded } else { setting.link = pageLink }
      for form in forms {
        // A Git host shows the file README.md of a folder.
        let isIndex = site != nil && source.page.hasSuffix("README.md")
        let name = form == .markdown && isIndex ? "README" : name
        let (page, figures) = try self.text(of: run, as: form, destinations, setting, name: name, source: source)
        report.problems += page.problems
        report.mathematicalCharacters += page.mathematicalCharacters
        let target = join(base, name + "." + form.rawValue)
        if let own = realPath(source.path), let other = realPath(target), own == other {
          throw UnwritableFile(path: target, reason: "the rendered Markdown would replace its source: name another folder with -o")
        }
        for figure in figures {
          try write(Array(figure.svg.utf8), to: join(join(base, name + "_files"), figure.name), &report)
        }
        if form == .pdf {
          try OutputFiles.printPage(page.text, to: target)
          report.written.append(target)
        } else {
          try write(Array(page.text.utf8), to: target, &report)
        }
      }
      if site != nil || forms != [.html] { try copy(images, from: source, to: base, &report) }
      if report.problems.isEmpty { reuse?.keep(report) }
    } catch {
      report.trouble = "\(error)"
    }
    report.problems.sort { $0.span.start < $1.span.start }
    return report
  }

  /// A page in one form, and the figures that stand in files of their own.
  private func text(
    of run: NotebookRun, as form: OutputForm, _ destinations: Destinations, _ setting: PageSetting, name: String,
    source: Source
  ) throws -> (page: WrittenPage, figures: [(name: String, svg: String)]) {
    switch form {
    case .html: return (HTMLPage.write(run, destinations, setting), [])
    case .pdf:
      let images = PageImages(run.notebook, page: source.page, root: source.root)
      let own = PageSetting(name: name, image: images.embedded, isSafe: isSafe)
      return (WrittenPage(text: HTMLPage.write(run, destinations, own).text), [])
    case .markdown:
      let page = MarkdownWriter.write(run, destinations, name: name, sourcePath: source.page, isSafe: isSafe)
      return (WrittenPage(text: page.text), page.figures)
    case .jupyter:
      let page = MarkdownWriter.segments(run, destinations, name: name, isSafe: isSafe)
      return (WrittenPage(text: try JupyterWriter.write(run, page)), page.figures)
    case .latex:
      let page = LaTeXWriter.write(run, destinations, name: name)
      return (WrittenPage(text: page.text), page.figures)
    }
  }

  private func write(_ bytes: [UInt8], to path: String, _ report: inout PageReport) throws(UnwritableFile) {
    try OutputFiles.write(bytes, to: path)
    report.written.append(path)
  }

  /// Puts the images of a page where the written page looks for them.
  private func copy(_ images: PageImages, from source: Source, to base: String, _ report: inout PageReport) throws {
    for image in images.files {
      let from = join(source.root, image.path)
      let target = join(base, SiteIndex.path(to: image.path, from: source.page))
      if let own = realPath(from), own == realPath(target) { continue }
      try write(try readBytes(from), to: target, &report)
    }
  }
}
