// The library of the language, put together from its topics.

import Engine

extension Library {
  /// Everything that a block can call.
  public static let standard: Library = {
    let library = Library.core
    return library
  }()
}
