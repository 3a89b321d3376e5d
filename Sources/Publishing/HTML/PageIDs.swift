// Ids of what a page adds to its text, beside those that the text gives.

import Notebooks

/// The ids that a page's author has taken, among which the page finds free ones for its own elements.
struct PageIDs {
  private let taken: Set<String>

  init(_ notebook: Notebook, _ numbering: Numbering) {
    taken = Set(notebook.targets.map(\.id)).union(numbering.entries.keys)
  }

  /// The id itself, or one made of it where a heading or a label is called so.
  func free(_ id: String) -> String {
    var free = id
    while taken.contains(free) { free = "page-" + free }
    return free
  }
}
