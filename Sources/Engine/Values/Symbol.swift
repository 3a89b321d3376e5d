// Names that compare as integers.

import Synchronization

/// An interned name: `:name` in the language, a field or keyword in the machine. Interned for the life of the process.
public struct Symbol: Hashable, Sendable {
  let index: Int

  init(index: Int) { self.index = index }

  public init(_ name: String) { self = Symbol.intern(name).symbol }

  /// The symbol of a name, and whether the name was not known before.
  fileprivate static func intern(_ name: String) -> (symbol: Symbol, isNew: Bool) {
    table.withLock { table in
      if let index = table.indices[name] { return (Symbol(index: index), false) }
      table.names.append(name)
      table.indices[name] = table.names.count - 1
      return (Symbol(index: table.names.count - 1), true)
    }
  }

  /// Whether somebody has used the name before.
  static func isKnown(_ name: String) -> Bool { table.withLock { $0.indices[name] != nil } }

  public var name: String { Symbol.table.withLock { $0.names[index] } }

  private struct Table {
    var names: [String] = []
    var indices: [String: Int] = [:]
  }

  private static let table = Mutex(Table())
}

extension Heap {
  /// A name that a block put together. A new one is never freed, and counts against the memory limit for good.
  public func symbol(_ name: String) -> Value {
    let (symbol, isNew) = Symbol.intern(name)
    if isNew { adjust(bytes: 128 + name.utf8.count) }
    return Value(symbol)
  }
}
