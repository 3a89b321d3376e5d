// Compiling calls, with keywords and splats.

import Syntax

extension Compiler {
  func call(_ callee: Expression, _ arguments: Arguments, into register: Int) throws(CompileError) {
    if case .name("rethrow") = callee.kind, arguments.positional.isEmpty, arguments.keywords.isEmpty,
      builder.lookup("rethrow") == nil, let exception = builder.exceptions.last
    {
      builder.emit(.rethrow, a: exception)
      return
    }
    let hasSplat = arguments.positional.contains { $0.isSplat } || arguments.keywords.contains { $0.name == nil }
    if hasSplat { return try splatCall(callee, arguments, into: register) }
    let count = arguments.positional.count
    let function = builder.allocate(1 + count + arguments.keywords.count)
    if arguments.keywords.isEmpty, let name = globalCallee(callee) {
      for (position, argument) in arguments.positional.enumerated() {
        try compile(argument, into: function + 1 + position)
      }
      // An undefined name is underlined alone; the word after stands for the call.
      try at(callee.span) { () throws(CompileError) in
        builder.emit(.callGlobal, a: register, b: function, c: count)
      }
      builder.emit(.data, wide: machine.globals.index(of: name))
      return
    }
    if arguments.keywords.isEmpty, case .name(let name) = callee.kind, let variable = builder.lookup(name),
      builder.owns(variable), !variable.isBoxed, !arguments.positional.contains(where: \.assignsAnything)
    {
      // The function is called out of the variable.
      let local = try operand(callee)
      for (position, argument) in arguments.positional.enumerated() {
        try compile(argument, into: function + 1 + position)
      }
      builder.emit(.callLocal, a: register, b: function, c: count)
      builder.emit(.data, wide: local)
      return
    }
    try calleeValue(callee, into: function)
    for (position, argument) in arguments.positional.enumerated() {
      try compile(argument, into: function + 1 + position)
    }
    if arguments.keywords.isEmpty {
      builder.emit(.call, a: register, b: function, c: count)
    } else {
      for (position, keyword) in arguments.keywords.enumerated() {
        try compile(keyword.value, into: function + 1 + count + position)
      }
      let names = heap.tuple(arguments.keywords.map { Value(Symbol($0.name ?? "")) })
      builder.emit(.callKeywords, a: register, b: function, c: count)
      builder.emit(.data, wide: builder.constant(names))
    }
  }

  /// The name of the global variable that is called.
  private func globalCallee(_ callee: Expression) -> String? {
    switch callee.kind {
    case .operatorName(let operation) where !operation.isDotted: operation.name
    case .name(let name) where builder.lookup(name) == nil: name
    default: nil
    }
  }

  private func calleeValue(_ callee: Expression, into register: Int) throws(CompileError) {
    let outer = builder.span
    builder.span = callee.span
    defer { builder.span = outer }
    if case .operatorName(let operation) = callee.kind { return loadGlobal(operation.name, into: register) }
    try compile(callee, into: register)
  }

  private func splatCall(_ callee: Expression, _ arguments: Arguments, into register: Int) throws(CompileError) {
    let function = builder.allocate(3)
    try calleeValue(callee, into: function)
    try collected(arguments.positional, into: function + 1)
    if arguments.keywords.isEmpty {
      load(.nothing, into: function + 2)
    } else {
      try namedTuple(arguments.keywords, into: function + 2)
    }
    builder.emit(.callSplat, a: register, b: function, c: function + 1)
  }

  /// Calls a function of the library with arguments some of which are splats.
  func splatCall(libraryFunction name: String, _ arguments: [Expression], into register: Int) throws(CompileError) {
    let function = builder.allocate(3)
    loadGlobal(name, into: function)
    try collected(arguments, into: function + 1)
    load(.nothing, into: function + 2)
    builder.emit(.callSplat, a: register, b: function, c: function + 1)
  }

  /// A tuple of the values, those of splats one by one.
  func collected(_ expressions: [Expression], into register: Int) throws(CompileError) {
    let mark = builder.nextRegister
    let first = builder.allocate(max(1, expressions.count))
    for (position, expression) in expressions.enumerated() {
      if case .splat(let inner) = expression.kind {
        try compile(inner, into: first + position)
      } else {
        try compile(expression, into: first + position)
      }
    }
    let mask = heap.tuple(expressions.map { Value($0.isSplat) })
    builder.emit(.collectArguments, a: register, b: first, c: expressions.count)
    builder.emit(.data, wide: builder.constant(mask))
    builder.nextRegister = mark
  }
}
