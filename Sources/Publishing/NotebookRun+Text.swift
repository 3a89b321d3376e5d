// Running text of a notebook as plain text, with the values that came.

import Notebooks

extension NotebookRun {
  /// Text without markup: for places that hold nothing else.
  func plainText(_ content: [Inline]) -> String {
    content.plainText { index in
      if case .value(let printed, _) = values[index] { printed } else { notebook.values[index].expression }
    }
  }

  /// The title of the page.
  var title: String? { notebook.titleContent.map(plainText) }
}
