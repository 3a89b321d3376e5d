// Which names a statement takes from outside and which it gives: what dependence between cells rests on.

/// The free names of a statement, in the order of the source, each once.
public struct FreeNames: Hashable, Sendable {
  /// Names whose value from outside the statement may be used, also later, when a function that it defines is called.
  public private(set) var reads: [String] = []
  /// Names at the outermost level that it assigns or defines; a method counts as writing its function.
  public private(set) var writes: [String] = []
  /// Names whose object it changes: by `x[i] = …`, `x.a = …`, `x .= …`, or as the first argument of a `function!`.
  public private(set) var mutates: [String] = []
  /// Operators that it applies; a cell that defines one of them (a write of its name) is depended on.
  public private(set) var operators: [String] = []

  /// The names of one statement.
  public init(of expression: Expression) {
    var walker = NameWalker()
    walker.statement(expression)
    self.init(walker)
  }

  /// The names of statements that run one after the other: what an earlier one writes, a later one does not take from
  /// outside.
  public init(of statements: [Statement]) {
    var walker = NameWalker()
    for statement in statements { walker.statement(statement.expression) }
    self.init(walker)
  }

  private init(_ walker: NameWalker) {
    reads = walker.reads.items
    writes = walker.writes.items
    mutates = walker.mutates.items
    operators = walker.operators.items
  }
}

/// Names without repetition, in the order of their first appearance.
struct OrderedNames {
  private(set) var items: [String] = []
  private var seen: Set<String> = []

  mutating func insert(_ name: String) {
    if seen.insert(name).inserted { items.append(name) }
  }
}
