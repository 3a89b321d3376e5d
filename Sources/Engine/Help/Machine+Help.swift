// The help that a block asks for, and the one that it gives to its own definitions.

extension Machine {
  /// The help of a name: what a block says about it, then what the library does.
  public func helpPage(for name: String) -> String {
    var pages = documentation[name].map { [name + "\n\n" + $0] } ?? []
    pages += library.help(for: name).map { $0.page() }
    if !pages.isEmpty { return pages.joined(separator: "\n") }
    if let value = globals[name], !value.isNothing {
      return "\(name)\n  A value of type \(value.dataType), without help of its own.\n"
    }
    let near = library.searchHelp(name).nearest
    return "There is no help for `\(name)`.\n" + (near.isEmpty ? "" : "Near to it: \(near.joined(separator: " "))\n")
  }

  /// Notes what a block says above a definition; of several methods, one after the other.
  func document(_ name: String, _ text: String) throws {
    let text = text.hasSuffix("\n") ? text : text + "\n"
    let known = documentation[name]
    if let known, known.contains(text) { return }
    try heap.reserve(bytes: text.utf8.count)
    documentation[name] = known.map { $0 + "\n" + text } ?? text
  }
}

/// A page of help as a value, which shows as it stands.
final class HelpObject: HostObject {
  let page: String

  init(_ page: String) {
    self.page = page
    super.init()
  }

  override func text(_ machine: Machine) throws -> String {
    page.hasSuffix("\n") ? String(page.dropLast()) : page
  }
}
