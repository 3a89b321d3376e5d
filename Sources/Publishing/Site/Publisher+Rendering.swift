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
    let site = Site(index, address: siteAddress)
    var reports = eachPage(of: index.pages.map(\.path)) { number in
      let page = index.pages[number]
      let base = join(outputFolder ?? collection.root, OutputFiles.folder(of: page.path))
      let source = Source(path: join(path, page.path), root: collection.root, page: page.path)
      if forms != [.markdown], let rival = index.rivals[number] {
        let trouble = "\(source.path): its page would replace that of \(index.pages[rival].path): rename one of them"
        return PageReport(path: source.path, trouble: trouble)
      }
      return render(source, to: base, name: page.name, site: (site, number))
    }
    reports[0].problems += collection.diagnostics
    if forms.contains(.html) { writeShared(site, to: outputFolder ?? collection.root, &reports) }
    return reports
  }

  /// Writes what the pages of a site share, and what stands beside them for servers and search engines; what is wrong with
  /// it is reported with the first page.
  private func writeShared(_ site: Site, to base: String, _ reports: inout [PageReport]) {
    var (files, problems) = SiteAssets.files(
      covering: Set(reports.flatMap(\.mathematicalCharacters)), searchEntries: reports.compactMap(\.searchEntry))
    reports[0].problems += problems
    let pages = site.index.pages
    if !pages.contains(where: { $0.htmlPath == MissingPage.name }) {
      files.append((MissingPage.name, Array(MissingPage.write(site.contextOfMissingPage).utf8)))
    }
    if let address = site.address {
      let addresses = zip(pages, reports).filter { $1.trouble == nil }.map { address.address(of: $0.0) }
      files.append((Sitemap.name, Array(Sitemap.write(addresses).utf8)))
    }
    do {
      for file in files { try write(file.bytes, to: join(base, file.path), &reports[0]) }
    } catch {
      reports[0].trouble = reports[0].trouble ?? error.description
    }
  }

  private func render(_ source: Source, to base: String, name: String, site: (site: Site, number: Int)?) -> PageReport {
    var report = PageReport(path: source.path)
    do throws(any Error) {
      let notebook = try Notebook(readingFrom: source.path)
      report.notebook = notebook
      let destinations = self.destinations(notebook, source, site?.site.index, &report)
      report.problems += References.unresolved(notebook, destinations, root: source.root, page: source.page)
      var images = PageImages(notebook, page: source.page, root: source.root)
      let reuse = try Reuse(self, notebook, source, images, base: base, name: name, site: site)
      if report.problems.isEmpty, notebook.diagnostics.isEmpty, let record = reuse?.record {
        report.reuse(record)
        return report
      }
      reuse?.forget()
      // A page by itself has all threads; those of a site are written at the same time.
      let isAlone = site == nil && jobs > 1 && !Set(forms).isDisjoint(with: [.html, .pdf])
      let formulas = isAlone ? PreparedFormulas(notebook, helpers: jobs - 1) : nil
      let run = notebook.run(parameters: parameters)
      report.fill(from: run)
      report.problems += References.unsaved(run, root: source.root, page: source.page)
      images.saved = run.files
      var setting = setting(of: source, name: name, site: site, images)
      setting.formulas = formulas
      for form in forms {
        // A Git host shows the file README.md of a folder.
        let isIndex = site != nil && source.page.hasSuffix("README.md")
        let name = form == .markdown && isIndex ? "README" : name
        let (page, figures) = try self.text(of: run, as: form, destinations, setting, name: name, source: source)
        report.problems += page.problems
        report.mathematicalCharacters += page.mathematicalCharacters
        if form == .html, let site { report.searchEntry = SearchIndex.entry(page, of: site.site.index.pages[site.number]) }
        let target = join(base, name + "." + form.rawValue)
        if let own = realPath(source.path), let other = realPath(target), own == other {
          throw UnwritableFile(path: target, reason: "the rendered Markdown would replace its source: name another folder with -o")
        }
        try OutputFiles.requireNames(of: run.files, besides: figures.map(\.name))
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
      let folder = join(base, stem(String(source.page.split(separator: "/").last ?? "")) + "_files")
      for file in run.files { try write(file.bytes, to: join(folder, file.name), &report) }
      if site != nil || forms != [.html] { try copy(images, from: source, to: base, &report) }
      if report.problems.isEmpty { reuse?.keep(report) }
    } catch {
      report.trouble = "\(error)"
    }
    report.problems.sort { $0.span.start < $1.span.start }
    return report
  }

  /// What surrounds the text of a page: of a site, or by itself with its images inside.
  func setting(of source: Source, name: String, site: (site: Site, number: Int)?, _ images: PageImages) -> PageSetting {
    var setting = PageSetting(name: name, site: site.map { $0.site.context(of: $0.number) }, isSafe: isSafe)
    if let index = site?.site.index {
      setting.link = { index.pageLink($0, from: source.page, root: source.root) }
    } else {
      setting.image = images.embedded
    }
    return setting
  }

  /// A page in one form, and the figures that stand in files of their own.
  private func text(
    of run: NotebookRun, as form: OutputForm, _ destinations: Destinations, _ setting: PageSetting, name: String,
    source: Source
  ) throws -> (page: WrittenPage, figures: [(name: String, svg: String)]) {
    switch form {
    case .html: return (HTMLPage.write(run, destinations, setting), [])
    case .pdf:
      var images = PageImages(run.notebook, page: source.page, root: source.root)
      images.saved = run.files
      let own = PageSetting(name: name, image: images.embedded, isSafe: isSafe, formulas: setting.formulas)
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
    for image in images.files where !images.isSaved(image.address) {
      let from = join(source.root, image.path)
      let target = join(base, SiteIndex.path(to: image.path, from: source.page))
      if let own = realPath(from), own == realPath(target) { continue }
      try write(try readBytes(from), to: target, &report)
    }
  }
}
