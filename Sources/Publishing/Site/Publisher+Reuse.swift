// Whether a page can have changed since it was written.

import Engine
import Notebooks

extension Publisher {
  /// A page with the fingerprint of everything that it depends on.
  struct Reuse {
    private let cache: PageCache
    /// The absolute path of the page without its ending.
    private let page: String
    private let key: String

    /// - Returns: `nil` where nothing is remembered.
    init?(
      _ publisher: Publisher, _ notebook: Notebook, _ source: Source, _ images: PageImages, base: String, name: String,
      site: (site: Site, number: Int)?
    ) throws {
      guard let cache = publisher.cache else { return nil }
      try OutputFiles.makeFolder(base)
      guard let folder = realPath(base.isEmpty ? "." : base) else { return nil }
      self.cache = cache
      page = folder + "/" + name
      var fingerprint = Fingerprint()
      fingerprint.add(cache.stamp)
      for form in publisher.forms { fingerprint.add(form.rawValue) }
      fingerprint.add(publisher.isSafe ? "safe" : "")
      for (name, value) in publisher.parameters.sorted(by: { $0.key < $1.key }) {
        fingerprint.add(name)
        fingerprint.add(value)
      }
      fingerprint.add(site.map { "\($0.site.index.fingerprint) \($0.number) \($0.site.address?.text ?? "")" } ?? "")
      fingerprint.add(source.page)
      fingerprint.add(notebook.source.utf8)
      for file in images.files.map(\.path) + notebook.frontMatter.bibliography.compactMap({ file in
        if case .file(let path, _) = resolve(file, from: source.page, root: source.root) { path } else { nil }
      }) {
        fingerprint.add(file)
        fingerprint.add((try? readBytes(source.root + "/" + file)).map { Fingerprint.of($0) } ?? "missing")
      }
      key = fingerprint.text
    }

    /// What is remembered, if nothing changed since.
    var record: PageCache.Record? { cache.record(of: page).flatMap { $0.key == key ? $0 : nil } }

    func forget() { cache.forget(page) }

    /// Remembers what was written; not if a file cannot be read again.
    func keep(_ report: PageReport) {
      var record = PageCache.Record(
        key: key, cellCount: report.cellCount, expectationCount: report.expectationCount, testCount: report.testCount,
        mathematicalCharacters: Set(report.mathematicalCharacters).sorted(), searchEntry: report.searchEntry)
      for path in report.written {
        guard let place = realPath(path), let bytes = try? readBytes(place) else { return }
        record.files.append(PageCache.File(path: place, fingerprint: Fingerprint.of(bytes)))
      }
      cache.keep(record, of: page)
    }
  }
}
