// A folder of Markdown files, in the order of the links in its README.

import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The notebooks and pages below a folder.
///
/// Paths are relative to the root, with `/` between their parts. Hidden files and folders, what symbolic links lead to
/// outside of the root, and Markdown that was rendered from notebooks are left out.
public struct Collection: Sendable {
  /// A page in its place in the order of reading.
  public struct Entry: Sendable, Hashable {
    /// Relative to the root.
    public var path: String
    /// The words of the link in the README; `nil` for a file that the README does not list.
    public var title: String?
    /// How deep the README's list nests there, from 0.
    public var level: Int
    /// The words of the items around it that are no links themselves, outermost first: the groups that it belongs to.
    public var groups: [String]
  }

  /// The folder, without symbolic links.
  public let root: String
  /// `README.md`, if there is one.
  public let index: String?
  /// What the README links to, in its order; then the other files by path.
  public let entries: [Entry]
  /// All pages, the index first.
  public var paths: [String] { [index].compactMap(\.self) + entries.map(\.path) }
  /// Links of the README that lead nowhere, as findings about that file.
  public let diagnostics: [Diagnostic]

  /// Reads a folder.
  public init(folder: String) throws(UnreadableFile) {
    guard let resolved = realPath(folder) else { throw UnreadableFile(path: folder, reason: .notFound) }
    root = resolved
    let files = try Self.markdownFiles(below: resolved, shownAs: folder)
    index = files.contains("README.md") ? "README.md" : nil
    var entries: [Entry] = []
    var diagnostics: [Diagnostic] = []
    if index != nil {
      let readme = try Notebook(readingFrom: resolved + "/README.md")
      var order = ReadingOrder(root: resolved, files: Set(files))
      order.add(readme.blocks, level: 0)
      entries = order.entries
      diagnostics = order.diagnostics
    }
    let listed = Set(entries.map(\.path))
    entries += files.filter { $0 != "README.md" && !listed.contains($0) }.map { Entry(path: $0, title: nil, level: 0, groups: []) }
    self.entries = entries
    self.diagnostics = diagnostics
  }

  /// Where a link in a page leads.
  public enum Resolution: Sendable, Hashable {
    /// A file below the root, relative to it, and what stands behind `#`.
    case file(path: String, fragment: String?)
    /// An address with a scheme, such as `https:` or `mailto:`.
    case external
    /// There is no such file.
    case missing
    /// The file is not below the root.
    case outside
  }

  /// Resolves a link that the page `page` (relative to the root) contains. Symbolic links are followed and must stay
  /// below the root.
  public func resolve(_ link: String, from page: String) -> Resolution {
    Notebooks.resolve(link, from: page, root: root)
  }

  /// The Markdown files below a folder, sorted by path. Folders that a symbolic link leads back into are visited once.
  private static func markdownFiles(below root: String, shownAs name: String) throws(UnreadableFile) -> [String] {
    var found: [String] = []
    var visited: Set<String> = [root]
    var pending = [""]
    while let folder = pending.popLast() {
      let path = folder.isEmpty ? root : root + "/" + folder
      guard let names = folderContents(path) else {
        if folder.isEmpty { throw UnreadableFile(path: name, reason: .other("this is not a folder that can be read")) }
        continue
      }
      for name in names where !name.hasPrefix(".") {
        let relative = folder.isEmpty ? name : folder + "/" + name
        guard let resolved = realPath(root + "/" + relative), isBelow(resolved, root) else { continue }
        if isFolder(resolved) {
          if visited.insert(resolved).inserted { pending.append(relative) }
        } else if name.hasSuffix(".md"), !isRendered(resolved) {
          found.append(relative)
        }
      }
    }
    return found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// What stands at the beginning of Markdown that was rendered from a notebook.
  public static let renderedMark = "<!-- nabla: "

  /// Whether the file was rendered from a notebook, which is a page elsewhere.
  private static func isRendered(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: renderedMark.utf8.count)
    return read(descriptor, &head, head.count) == head.count && head.elementsEqual(renderedMark.utf8)
  }
}

/// Collects the links of a README's lists.
private struct ReadingOrder {
  let root: String
  let files: Set<String>
  var entries: [Collection.Entry] = []
  var diagnostics: [Diagnostic] = []
  private var seen: Set<String> = []
  private var groups: [String] = []

  init(root: String, files: Set<String>) {
    self.root = root
    self.files = files
  }

  mutating func add(_ blocks: [Block], level: Int) {
    for block in blocks {
      switch block.kind {
      case .list(let list):
        for item in list.items { addItem(item.content, level: level) }
      case .quote(let content): add(content, level: level)
      default: break
      }
    }
  }

  private mutating func addItem(_ blocks: [Block], level: Int) {
    let count = entries.count
    let depth = groups.count
    defer { groups.removeSubrange(depth...) }
    for block in blocks {
      switch block.kind {
      case .paragraph(let inlines):
        addLinks(inlines, level: level)
        let words = inlines.plainText
        if entries.count == count, groups.count == depth, !words.isEmpty { groups.append(words) }
      case .list(let list):
        for item in list.items { addItem(item.content, level: level + 1) }
      default: break
      }
    }
  }

  private mutating func addLinks(_ inlines: [Inline], level: Int) {
    for inline in inlines {
      switch inline.kind {
      case .emphasis(let content), .strong(let content), .strikethrough(let content): addLinks(content, level: level)
      case .link(let link): addLink(link, inline.span, level: level)
      default: break
      }
    }
  }

  private mutating func addLink(_ link: Link, _ span: Span, level: Int) {
    switch resolve(link.destination, from: "README.md", root: root) {
    case .external: break
    case .file(let path, _):
      guard path.hasSuffix(".md"), path != "README.md", files.contains(path), seen.insert(path).inserted else { return }
      entries.append(Collection.Entry(path: path, title: link.content.plainText, level: level, groups: groups))
    case .missing:
      diagnostics.append(
        Diagnostic(.error, "missing-file", "there is no file `\(link.destination)`", at: span))
    case .outside:
      diagnostics.append(
        Diagnostic(.error, "outside-root", "`\(link.destination)` lies outside of the collection", at: span))
    }
  }
}

/// Resolves a link of a page below a root folder (which must be free of symbolic links).
public func resolve(_ link: String, from page: String, root: String) -> Collection.Resolution {
  if hasScheme(link) || link.hasPrefix("//") { return .external }
  var path = link[...]
  var fragment: String?
  if let hash = path.firstIndex(of: "#") {
    fragment = percentDecoded(path[path.index(after: hash)...])
    path = path[..<hash]
  }
  if let query = path.firstIndex(of: "?") { path = path[..<query] }
  if path.isEmpty { return .file(path: page, fragment: fragment) }
  guard let decoded = percentDecoded(path), !decoded.utf8.contains(0) else { return .missing }
  // A path that climbs above the root is outside, whether or not there is such a file.
  var parts = decoded.hasPrefix("/") ? [] : page.split(separator: "/").dropLast().map(String.init)
  for part in decoded.split(separator: "/") where part != "." {
    if part != ".." {
      parts.append(String(part))
    } else if parts.popLast() == nil {
      return .outside
    }
  }
  let relative = parts.joined(separator: "/")
  guard let resolved = realPath(relative.isEmpty ? root : root + "/" + relative) else { return .missing }
  guard isBelow(resolved, root) || resolved == root else { return .outside }
  return .file(path: relative, fragment: fragment)
}

/// Whether an address begins with a scheme (RFC 3986, section 3.1).
private func hasScheme(_ link: String) -> Bool {
  guard let colon = link.utf8.firstIndex(of: UInt8(ascii: ":")), colon > link.startIndex else { return false }
  return link.utf8[..<colon].enumerated().allSatisfy { index, byte in
    let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    return isLetter || (index > 0 && ((byte >= 0x30 && byte <= 0x39) || "+-.".utf8.contains(byte)))
  }
}

/// `nil` if the result would not be UTF-8.
private func percentDecoded(_ text: Substring) -> String? {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.first {
    rest = rest.dropFirst()
    if byte == UInt8(ascii: "%"), rest.count > 1,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return firstInvalidUTF8(bytes) == nil ? String(decoding: bytes, as: UTF8.self) : nil
}

// MARK: - The file system

/// The path without symbolic links, `.` and `..`; `nil` if there is nothing at it.
public func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

private func isBelow(_ path: String, _ root: String) -> Bool {
  root == "/" || path.hasPrefix(root + "/")
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The names in a folder, unsorted, or `nil` if it cannot be read.
public func folderContents(_ path: String) -> [String]? {
  guard let folder = opendir(path) else { return nil }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}
