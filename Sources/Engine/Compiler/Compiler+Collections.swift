// Compiling tuples, vectors, concatenations and comprehensions.

import Syntax

extension Compiler {
  func tuple(_ elements: [Expression], into register: Int) throws(CompileError) {
    if elements.contains(where: \.isSplat) { return try collected(elements, into: register) }
    let first = try sequence(elements)
    builder.emit(.makeTuple, a: register, b: first, c: elements.count)
  }

  func namedTuple(_ fields: [KeywordArgument], into register: Int) throws(CompileError) {
    let mark = builder.nextRegister
    let first = builder.allocate(max(1, fields.count))
    for (position, field) in fields.enumerated() {
      if field.name == nil, case .splat(let inner) = field.value.kind {
        try compile(inner, into: first + position)
      } else {
        try compile(field.value, into: first + position)
      }
    }
    let names = heap.tuple(fields.map { $0.name.map { Value(Symbol($0)) } ?? .nothing })
    builder.emit(.collectKeywords, a: register, b: first, c: fields.count)
    builder.emit(.data, wide: builder.constant(names))
    builder.nextRegister = mark
  }

  func vector(_ elements: [Expression], _ type: Expression?, into register: Int) throws(CompileError) {
    if elements.contains(where: \.isSplat) {
      let values = builder.allocate(2)
      try collected(elements, into: values)
      let first = builder.allocate(3)
      loadGlobal("#vector", into: first)
      builder.emit(.move, a: first + 1, b: values)
      if let type { try compile(type, into: first + 2) } else { load(.nothing, into: first + 2) }
      builder.emit(.call, a: register, b: first, c: 2)
      return
    }
    // `Float64[]`, and `r[]` where `r` is a reference.
    if elements.isEmpty, let type {
      let base = try operand(type)
      builder.emit(.getIndexMany, x: 0, a: register, b: base, c: base)
      return
    }
    // Long literals are built in pieces, so that they need few registers.
    let chunk = 200
    if let type, elements.count <= chunk {
      // Each element is converted by itself, and not to what it has in common with the others.
      let mark = builder.nextRegister
      let values = builder.allocate()
      try tuple(elements, into: values)
      builder.emit(.convertElements, a: register, b: values, c: try operand(type))
      builder.nextRegister = mark
      return
    }
    let result = elements.count > chunk ? builder.allocate() : register
    var start = 0
    repeat {
      let mark = builder.nextRegister
      let piece = Array(elements[start..<min(start + chunk, elements.count)])
      let first = try sequence(piece)
      builder.emit(start == 0 ? .makeVector : .appendVector, a: result, b: first, c: piece.count)
      builder.nextRegister = mark
      start += chunk
    } while start < elements.count
    if let type {
      builder.emit(.convertElements, a: register, b: result, c: try operand(type))
    } else if result != register {
      builder.emit(.move, a: register, b: result)
    }
  }

  func concatenation(
    _ pieces: [Expression], _ dimension: Int, _ type: Expression?, into register: Int
  ) throws(CompileError) {
    let result = builder.allocate()
    if dimension <= 2, pieces.contains(where: \.isSplat) {
      // How many pieces there are shows only when it runs: `[x...; y]` is `vcat(x..., y)`.
      try splatCall(libraryFunction: dimension == 1 ? "vcat" : "hcat", pieces, into: result)
    } else {
      try concatenate(pieces, dimension, into: result)
    }
    if let type {
      builder.emit(.convertElements, a: register, b: result, c: try operand(type))
    } else {
      builder.emit(.move, a: register, b: result)
    }
  }

  private func concatenate(_ pieces: [Expression], _ dimension: Int, into result: Int) throws(CompileError) {
    let chunk = 200
    var start = 0
    repeat {
      let mark = builder.nextRegister
      let part = Array(pieces[start..<min(start + chunk, pieces.count)])
      let isFirst = start == 0
      let first = builder.allocate(part.count + 1)
      if !isFirst { builder.emit(.move, a: first, b: result) }
      for (position, piece) in part.enumerated() {
        try compile(piece, into: first + (isFirst ? 0 : 1) + position)
      }
      builder.emit(.concatenate, x: dimension, a: result, b: first, c: part.count + (isFirst ? 0 : 1))
      builder.nextRegister = mark
      start += chunk
    } while start < pieces.count
  }

  func comprehension(
    _ element: Expression, _ generations: [Generation], _ type: Expression?, into register: Int
  ) throws(CompileError) {
    let collector = builder.allocate(2)
    loadGlobal("#collector", into: collector)
    builder.emit(.call, a: collector, b: collector, c: 0)
    let isProduct = generations.count == 1 && generations[0].condition == nil
    var shapeFirst = 0
    var computed: ComprehendedElement?
    try generate(generations[...], isOutermost: true, sources: &shapeFirst) { () throws(CompileError) in
      try scoped(element.span, .body) { () throws(CompileError) in
        let first = builder.allocate(3)
        loadGlobal("#collect!", into: first)
        builder.emit(.move, a: first + 1, b: collector)
        try compile(element, into: first + 2)
        builder.emit(.call, a: first, b: first, c: 2)
      }
      if type == nil, generations.count == 1 { computed = comprehended(element, generations[0], keepsShape: isProduct) }
    }
    let count = isProduct || computed != nil ? generations[0].iterations.count : 0
    let given = Array(shapeFirst..<shapeFirst + count) + (computed?.others ?? [])
    let first = builder.allocate(3 + given.count)
    loadGlobal("#collected", into: first)
    builder.emit(.move, a: first + 1, b: collector)
    if let type { try compile(type, into: first + 2) } else { load(computed.map { heap.adopt($0) } ?? .nothing, into: first + 2) }
    for (position, source) in given.enumerated() { builder.emit(.move, a: first + 3 + position, b: source) }
    builder.emit(.call, a: register, b: first, c: 2 + given.count)
  }

  /// The element of a comprehension as a computation with the variables of its loops, if it is one.
  private func comprehended(_ element: Expression, _ generation: Generation, keepsShape: Bool) -> ComprehendedElement? {
    var registers: [Int] = []
    for iteration in generation.iterations {
      guard case .name(let name) = iteration.target.kind, let variable = builder.lookup(name), builder.owns(variable), !variable.isBoxed
      else { return nil }
      registers.append(variable.register)
    }
    return kernelExpression(element).map { ComprehendedElement($0, registers: registers, keepsShape: keepsShape) }
  }

  /// The nested loops of a comprehension; the first iteration of each `for` varies fastest.
  private func generate(
    _ generations: ArraySlice<Generation>, isOutermost: Bool, sources: inout Int,
    _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let generation = generations.first else { return try body() }
    let first = builder.allocate(generation.iterations.count)
    if isOutermost { sources = first }
    for (position, iteration) in generation.iterations.enumerated() {
      try compile(iteration.iterable, into: first + position)
    }
    // A product of known length is checked against the memory limit before it runs.
    if isOutermost, generations.count == 1, generation.condition == nil {
      let function = builder.allocate(generation.iterations.count + 1)
      loadGlobal("#expect", into: function)
      for position in 0..<generation.iterations.count {
        builder.emit(.move, a: function + 1 + position, b: first + position)
      }
      builder.emit(.call, a: function, b: function, c: generation.iterations.count)
    }
    var inner = 0
    try nest(generation.iterations[...], sources: first) { () throws(CompileError) in
      if let condition = generation.condition {
        let exits = try jumpUnless(condition)
        try generate(generations.dropFirst(), isOutermost: false, sources: &inner, body)
        for exit in exits { builder.patch(exit) }
      } else {
        try generate(generations.dropFirst(), isOutermost: false, sources: &inner, body)
      }
    }
  }

  private func nest(
    _ iterations: ArraySlice<Iteration>, sources: Int, _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let iteration = iterations.last else { return try body() }
    try iterate(
      from: .value(sources + iterations.count - 1), target: iteration.target, isInner: false
    ) { () throws(CompileError) in
      try nest(iterations.dropLast(), sources: sources, body)
    }
  }
}
