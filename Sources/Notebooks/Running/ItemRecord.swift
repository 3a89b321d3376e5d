// What a cell or an inline value did when it ran: what has to be the same for it not to run again.

import Engine
import Syntax

/// The variables that an item takes from others and those that it leaves to them, as it runs.
struct ItemTrace {
  private(set) var read: Set<String> = []
  private(set) var assigned: Set<String> = []
  /// What it surely assigned itself, which it does not take from others any more.
  private var own: Set<String> = []

  /// - Parameter statement: the statement that ran to its end; `nil` while it runs, or when it failed.
  mutating func note(_ access: VariableAccess, of statement: Expression? = nil) {
    let sure = statement.map(ItemTrace.assigned(by:)) ?? []
    read.formUnion(access.read.subtracting(own))
    // What may have been assigned may also have kept its value.
    read.formUnion(access.assigned.subtracting(sure).subtracting(own))
    assigned.formUnion(access.assigned)
    own.formUnion(sure.intersection(access.assigned))
  }

  /// The variables that a statement assigns whatever happens: `x = …`, `a, b = …`.
  private static func assigned(by statement: Expression) -> Set<String> {
    switch statement.kind {
    case .const(let inner): return assigned(by: inner)
    case .assignment(let target, let value):
      switch target.kind {
      case .name(let name): return assigned(by: value).union([name])
      case .tuple(let elements):
        return Set(elements.compactMap { if case .name(let name) = $0.kind { name } else { nil } })
      default: return []
      }
    default: return []
    }
  }
}

/// What an item did, and with what.
struct ItemRecord {
  enum Outcome {
    case cell(CellResult)
    case value(ValueResult)
  }

  /// The number under which it ran.
  var number: Int32
  /// The item as it stood in its notebook, and where.
  var item: Notebook.Item
  var text: String
  var start: Int
  /// The names in its code.
  var names: FreeNames
  /// The variables that it read, each with the number of the item that had assigned it last; 0 for none.
  var read: [String: Int32] = [:]
  /// The variables that it may have assigned, with their values then; `nil` for those without one.
  var assigned: [String: KeptValue?] = [:]
  /// The numbers of the items whose objects it changed.
  var changed: [Int32] = []
  /// Whether it defined types and the like, which are there for all that runs later.
  var definesForAll = false
  /// Whether it used its stream of random numbers.
  var drawsRandomNumbers = false
  /// How many functions without a name there were before and after.
  var anonymous = 0..<0
  var outcome: Outcome
  /// What was found wrong with it.
  var problems: [Diagnostic] = []
  /// The units of the machine that hold its code.
  var units: [Int] = []
  /// Whether the item stands in the file with other comments or blanks than it ran with.
  var isReworded = false

  /// Whether it did all that it should; others always run again.
  var hasSucceeded: Bool {
    switch outcome {
    case .cell(let result):
      if case .succeeded = result.state { return true }
      return false
    case .value(.value): return true
    case .value: return false
    }
  }

  /// The record as that of an item that stands elsewhere in the file.
  func moved(to item: Notebook.Item, at start: Int) -> ItemRecord {
    var record = self
    record.item = item
    record.start = start
    let distance = start - self.start
    if distance == 0 { return record }
    func moved(_ span: Span) -> Span { Span(span.start + distance, span.end + distance) }
    for index in problems.indices { record.problems[index].span = moved(problems[index].span) }
    if case .cell(var result) = outcome {
      for index in result.expectations.indices { result.expectations[index].span = moved(result.expectations[index].span) }
      record.outcome = .cell(result)
    }
    return record
  }
}
