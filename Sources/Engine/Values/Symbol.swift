// Names that compare as integers.

import Synchronization

/// An interned name: `:name` in the language, a field or keyword in the machine. Interned for the life of the process.
public struct Symbol: Hashable, Sendable {
  let index: Int

  init(index: Int) { self.index = index }

  public init(_ name: String) {
    index = Symbol.table.withLock { table in
      if let index = table.indices[name] { return index }
      table.names.append(name)
      table.indices[name] = table.names.count - 1
      return table.names.count - 1
    }
  }

  public var name: String { Symbol.table.withLock { $0.names[index] } }

  private struct Table {
    var names: [String] = []
    var indices: [String: Int] = [:]
  }

  private static let table = Mutex(Table())
}
