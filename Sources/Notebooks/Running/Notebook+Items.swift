// What of a notebook runs in its own environment, in order.

import Engine
import Syntax

extension Notebook {
  /// A cell or an inline value, by its index among the notebook's.
  enum Item: Hashable {
    case cell(Int)
    case value(Int)
  }

  /// Inline values run where they stand among the cells. Cells of exercises run elsewhere.
  var items: [Item] {
    var items: [Item] = []
    items.reserveCapacity(cells.count + values.count)
    var next = 0
    for cell in cells {
      while next < values.count, values[next].span.start < cell.span.start {
        items.append(.value(next))
        next += 1
      }
      if cell.part == nil { items.append(.cell(cell.index)) }
    }
    for index in next..<values.count { items.append(.value(index)) }
    return items
  }

  /// Where the source of an item stands in the file.
  func map(of item: Item) -> SourceMap {
    switch item {
    case .cell(let index): cells[index].map
    case .value(let index): values[index].map
    }
  }

  /// All that an item is made of in the file: a cell from its fence to the end of the output that it expects.
  func span(of item: Item) -> Span {
    switch item {
    case .cell(let index): Span(cells[index].span.start, cells[index].expectedOutput?.span.end ?? cells[index].span.end)
    case .value(let index): values[index].span
    }
  }

  func program(of item: Item) -> Program {
    switch item {
    case .cell(let index): Parser.parse(cells[index].source)
    case .value(let index): Parser.parseExpression(values[index].expression)
    }
  }
}

extension Cell {
  /// The name of the cell's stream of random numbers.
  var randomStream: String { stream ?? options.label ?? "\(section ?? ""):\(placeInSection)" }

  /// Whether the cell and another one run alike if their code and their random numbers do.
  func runsLike(_ other: Cell) -> Bool {
    options.eval == other.options.eval && options.error == other.options.error
      && options.throwsError == other.options.throwsError && options.steps == other.options.steps
      && options.memory == other.options.memory
  }
}
