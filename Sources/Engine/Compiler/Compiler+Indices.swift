// Compiling indices, `end` and `begin` in them, views, and the parameters of types.

import Syntax

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
    let first = try indexValues(indices, of: object)
    switch indices.count {
    case 1: builder.emit(.getIndex, a: register, b: object, c: first)
    case 2: builder.emit(.getIndex2, a: register, b: object, c: first)
    default: builder.emit(.getIndexMany, x: indices.count, a: register, b: object, c: first)
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
    builder.emit(.data, wide: builder.constant(mask, heap: heap))
  }

  /// Compiles indices into consecutive registers (a single one may stay in its variable), with `end` meaning the array in `object`.
  func indexValues(_ indices: [Expression], of object: Int) throws(CompileError) -> Int {
    if indices.count == 1 {
      indexed.append((object, 0, 1))
      defer { indexed.removeLast() }
      return try operand(indices[0])
    }
    let first = builder.allocate(max(1, indices.count))
    for (position, index) in indices.enumerated() {
      indexed.append((object, position + 1, indices.count))
      defer { indexed.removeLast() }
      try compile(index, into: first + position)
    }
    return first
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
