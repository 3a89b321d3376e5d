// Compiling indices, `end` and `begin` in them, views, and the parameters of types.

import Syntax

/// Where the values of indices are.
enum IndexRegisters {
  case one(Int)
  /// The column's register is one that 8 bits can name.
  case two(row: Int, column: Int)
  /// In consecutive registers.
  case many(first: Int, count: Int)
}

extension Compiler {
  func index(_ base: Expression, _ indices: [Expression], into register: Int) throws(CompileError) {
    let object = try operand(base)
    if indices.contains(where: \.isSplat) {
      let first = builder.allocate(3)
      loadGlobal("getindex", into: first)
      try indexedSplat(object, indices, into: first + 1)
      load(.nothing, into: first + 2)
      builder.emit(.callSplat, a: register, b: first, c: first + 1)
      return
    }
    getIndex(object, try indexValues(indices, of: object), into: register)
  }

  /// Emits the reading of `object[indices]`.
  func getIndex(_ object: Int, _ indices: IndexRegisters, into register: Int) {
    switch indices {
    case .one(let index): builder.emit(.getIndex, a: register, b: object, c: index)
    case .two(let row, let column): builder.emit(.getIndex2, x: column, a: register, b: object, c: row)
    case .many(let first, let count): builder.emit(.getIndexMany, x: count, a: register, b: object, c: first)
    }
  }

  /// Emits the writing of `object[indices]`.
  func setIndex(_ object: Int, _ indices: IndexRegisters, to register: Int) {
    switch indices {
    case .one(let index): builder.emit(.setIndex, a: object, b: index, c: register)
    case .two(let row, let column): builder.emit(.setIndex2, x: column, a: object, b: row, c: register)
    case .many(let first, let count): builder.emit(.setIndexMany, x: count, a: object, b: first, c: register)
    }
  }

  private func indexedSplat(_ object: Int, _ indices: [Expression], into register: Int) throws(CompileError) {
    let first = builder.allocate(indices.count + 1)
    builder.emit(.move, a: first, b: object)
    for (position, index) in indices.enumerated() {
      indexed.append((object, position + 1, indices.count))
      defer { indexed.removeLast() }
      if case .splat(let inner) = index.kind {
        try compile(inner, into: first + 1 + position)
      } else {
        try compile(index, into: first + 1 + position)
      }
    }
    let mask = heap.tuple([Value(false)] + indices.map { Value($0.isSplat) })
    builder.emit(.collectArguments, a: register, b: first, c: indices.count + 1)
    builder.emit(.data, wide: builder.constant(mask))
  }

  /// Compiles indices, one or two of which may stay in their variables, with `end` meaning the array in `object`.
  func indexValues(_ indices: [Expression], of object: Int) throws(CompileError) -> IndexRegisters {
    if indices.count == 1 {
      indexed.append((object, 0, 1))
      defer { indexed.removeLast() }
      return .one(try operand(indices[0]))
    }
    if indices.count == 2 {
      indexed.append((object, 1, 2))
      defer { indexed.removeLast() }
      let row = indices[1].assignsAnything ? try temporary(indices[0]) : try operand(indices[0])
      indexed[indexed.count - 1].position = 2
      let column = try operand(indices[1])
      if column <= Int(UInt8.max) { return .two(row: row, column: column) }
      let first = builder.allocate(2)
      builder.emit(.move, a: first, b: row)
      builder.emit(.move, a: first + 1, b: column)
      return .many(first: first, count: 2)
    }
    let first = builder.allocate(max(1, indices.count))
    for (position, index) in indices.enumerated() {
      indexed.append((object, position + 1, indices.count))
      defer { indexed.removeLast() }
      try compile(index, into: first + position)
    }
    return .many(first: first, count: indices.count)
  }

  func indexBoundary(_ expression: Expression, into register: Int) throws(CompileError) {
    guard let context = indexed.last else {
      throw CompileError(message: "`end` is only allowed inside an index", span: expression.span)
    }
    var isEnd = false
    if case .indexEnd = expression.kind { isEnd = true }
    builder.emit(
      isEnd ? .lastIndex : .firstIndex, x: context.position, a: register, b: context.register, c: context.count)
  }

  func view(
    _ base: Expression, _ indices: [Expression], by function: String = "view", into register: Int
  ) throws(CompileError) {
    let first = builder.allocate(indices.count + 2)
    loadGlobal(function, into: first)
    try compile(base, into: first + 1)
    for (position, index) in indices.enumerated() {
      indexed.append((first + 1, indices.count == 1 ? 0 : position + 1, indices.count))
      defer { indexed.removeLast() }
      try compile(index, into: first + 2 + position)
    }
    builder.emit(.call, a: register, b: first, c: indices.count + 1)
  }

  func typeParameter(_ parameter: Expression, into register: Int) throws(CompileError) {
    // `Vector{<:Real}`.
    if case .unary(let operation, let bound) = parameter.kind, operation.name == "<:" {
      return try callLibrary("#below", arguments: [bound], into: register)
    }
    try compile(parameter, into: register)
  }
}
