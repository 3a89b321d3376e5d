// `nabla render`: files and folders to pages.

import ArgumentParser
import Engine
import Publishing

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Run notebooks and write them as pages.",
    discussion: """
      A file becomes a page, a folder a site: its README.md is the index, whose nested list of links is the order of the pages.
      Exits with 1 if a cell failed or anything else is wrong; the pages are written all the same and show what is.
      """)

  @Argument(help: "Notebooks, or folders of them.", completion: .file())
  var paths: [String]

  @Option(name: .shortAndLong, help: "The folder for the pages; beside the sources if left out.")
  var output: String?

  @Option(help: "Forms to write, joined by commas: html, md, tex, pdf (by Chromium), ipynb.")
  var to = "html"

  @Option(name: .customShort("P"), help: "name=value, in place of a parameter of the notebook.")
  var parameter: [String] = []

  @Option(name: .customLong("site-url"), help: "Where a site will be found, https://…: for sitemap.xml and the addresses that pages give themselves.")
  var siteAddress: String?

  @Flag(help: "Leave out the raw HTML of the sources, for texts of others.")
  var safe = false

  @Flag(help: "Build every page, also those that cannot have changed.")
  var fresh = false

  @Option(name: .shortAndLong, help: "How many notebooks run at the same time; as many as there are processors if left out.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    for form in to.split(separator: ",") where OutputForm(rawValue: String(form)) == nil {
      throw ValidationError("unknown form `\(form)`: there are \(OutputForm.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if let output, output.hasSuffix(".html") || output.hasSuffix(".md") {
      throw ValidationError("-o takes a folder, and `\(output)` looks like a file; a page is named after its source")
    }
    if let siteAddress {
      if SiteAddress(siteAddress) == nil {
        throw ValidationError("--site-url takes an address such as https://example.org/course, and this is `\(siteAddress)`")
      }
      if !paths.contains(where: isFolder) { throw ValidationError("--site-url is for a folder, which becomes a site") }
    }
    _ = try Parameters.parse(parameter)
  }

  func run() throws {
    let forms = to.split(separator: ",").compactMap { OutputForm(rawValue: String($0)) }
    var publisher = Publisher(forms: forms, outputFolder: output, parameters: try Parameters.parse(parameter))
    publisher.isSafe = safe
    publisher.siteAddress = siteAddress.flatMap(SiteAddress.init)
    publisher.cache = fresh ? nil : .ofUser
    publisher.jobs = jobs ?? Publisher.defaultJobs
    publisher.onProgress = { ProgressLine.show("rendering", $0, $1, $2) }
    let work = publisher
    let reports = EngineThread.run {
      paths.flatMap { path in isFolder(path) ? work.render(folder: path) : [work.render(file: path)] }
    }
    ProgressLine.clear()
    if Reports.show(reports) { throw ExitCode(1) }
  }
}

enum Parameters {
  /// `name=value` pairs.
  static func parse(_ texts: [String]) throws -> [String: String] {
    var result: [String: String] = [:]
    for text in texts {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("a parameter is written name=value, and this is `\(text)`")
      }
      result[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    return result
  }
}
