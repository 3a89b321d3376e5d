// What is around a page: what it refers to in vain, and what refers to it.

import Syntax

/// What a page and others have to do with each other.
public struct LintSurroundings: Sendable {
  /// What references and links name.
  private let mentions: Set<String>
  /// References, citations, links and images of the page that lead nowhere.
  public var linkProblems: [Diagnostic] = []

  /// - Parameter notebooks: the page, and those that may refer to it.
  public init(_ notebooks: [Notebook] = []) {
    var mentions: Set<String> = []
    for notebook in notebooks {
      notebook.forEachInline { inline in
        switch inline.kind {
        case .reference(let reference): mentions.insert(reference.id)
        case .link(let link):
          if let hash = link.destination.lastIndex(of: "#") {
            mentions.insert(String(link.destination[link.destination.index(after: hash)...]))
          }
        default: break
        }
      }
    }
    // A panel of a figure is part of it.
    for mention in mentions {
      if let dash = mention.lastIndex(of: "-"), Int(mention[mention.index(after: dash)...]) != nil { mentions.insert(String(mention[..<dash])) }
    }
    self.mentions = mentions
  }

  /// Whether any page refers to this name, or to a panel of it.
  func isMentioned(_ id: String) -> Bool { mentions.contains(id) }
}
