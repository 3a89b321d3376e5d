// Names: assigned and never read, or in the way of others.

import Engine
import StandardLibrary
import Syntax

extension LintRule {
  /// A statement of a cell that gives a name, whose value the page neither shows nor checks, though the name occurs nowhere else:
  /// in no cell, no value, and not as code in the text. Names that begin with `_`, constants, methods of the library's functions
  /// and results taken apart of which some are read are left alone.
  static func unusedNames(_ page: LintedPage) -> [Finding] {
    // What cannot be parsed may hold any name.
    if page.code.contains(where: \.hasErrors) { return [] }
    var occurring = page.occurringNames
    page.notebook.forEachInline { inline in
      if case .code(let text) = inline.kind { occurring.formUnion(NameOccurrences(in: Parser.parse(text)).names) }
    }
    func isUnused(_ name: String) -> Bool {
      !occurring.contains(name) && !name.hasPrefix("_") && Library.standard.functions[name] == nil
    }
    var unused: [(name: String, span: Span)] = []
    for (code, cell) in page.cells where cell.options.eval && !code.isSpecial {
      for (index, statement) in code.program.statements.enumerated() {
        let isShown = index == code.program.statements.count - 1 && !statement.isSilent
        if case .const = statement.expression.kind { continue }
        let isChecked = statement.trailingComment.map { ExpectedValue.text(of: $0) != nil } ?? false
        let names = statement.expression.boundNames
        guard !isShown, !isChecked, !names.isEmpty, names.allSatisfy({ isUnused($0.name) }) else { continue }
        unused += names.map { ($0.name, cell.map.fileSpan(of: $0.span)) }
      }
    }
    if unused.isEmpty { return [] }
    // Of many names that nothing gives none is a slip.
    let free = page.freeNames.prefix(50)
    return unused.map { name, span in
      Finding(
        "`\(name)` is never read", at: span,
        hint: suggestion(for: name, among: Array(free)).map { "did you mean `\($0)`, which no cell assigns?" }
          ?? "remove it, show its value, or begin the name with `_`")
    }
  }

  static func unusedParameters(_ page: LintedPage) -> [Finding] {
    guard page.notebook.isNotebook, !page.code.contains(where: \.hasErrors) else { return [] }
    let occurring = page.occurringNames
    return page.notebook.frontMatter.parameters.filter { !occurring.contains($0.name) }.map {
      Finding("the parameter `\($0.name)` is never read", at: $0.span)
    }
  }

  /// Arguments without a type of functions with one method: others choose the method, also where they are not read.
  static func unusedArguments(_ page: LintedPage) -> [Finding] {
    var functions: [(function: Function, code: LintedPage.Code)] = []
    for code in page.code where !code.hasErrors && !code.isSpecial {
      var pending = code.program.statements.map(\.expression)
      while let expression = pending.popLast() {
        expression.forEachChild { pending.append($0) }
        if case .function(let function) = expression.kind, function.name != nil { functions.append((function, code)) }
      }
    }
    let methods = functions.reduce(into: [:]) { $0[$1.function.name?.boundName, default: 0] += 1 }
    var findings: [Finding] = []
    for (function, code) in functions {
      guard let body = function.body, let name = function.name?.boundName, methods[name] == 1 else { continue }
      let parameters = function.parameters + function.keywords
      let names = NameOccurrences(in: [body] + parameters.compactMap(\.defaultValue) + parameters.compactMap(\.type)).names
      for parameter in parameters where parameter.type == nil {
        guard case .name(let name)? = parameter.pattern?.kind, !name.hasPrefix("_"), !names.contains(name) else { continue }
        findings.append(Finding("the argument `\(name)` is never read", at: code.map.fileSpan(of: parameter.span)))
      }
    }
    return findings
  }

  /// Variables called as a function of the library is. A single letter hides nothing that anybody would miss, and the names of
  /// results taken apart (`values, vectors = eigen(A)`) are those of the library's own help.
  static func shadowedFunctions(_ page: LintedPage) -> [Finding] {
    var findings: [Finding] = []
    var reported: Set<String> = []
    for (code, cell) in page.cells where !code.isSpecial {
      for statement in code.program.statements {
        if case .function = statement.expression.kind { continue }
        let names = statement.expression.boundNames
        for (name, span) in names {
          guard names.count == 1, name.unicodeScalars.count > 1, Library.standard.functions[name] != nil,
            reported.insert(name).inserted
          else { continue }
          findings.append(
            Finding(
              "`\(name)` hides the library's function of this name", at: cell.map.fileSpan(of: span),
              hint: "choose another name; `nabla help \(name)` explains the function"))
        }
      }
    }
    return findings
  }
}

extension LintedPage {
  /// All names that occur in the page's code otherwise than as what a statement binds.
  var occurringNames: Set<String> { code.reduce(into: []) { $0.formUnion(NameOccurrences(in: $1.program).names) } }

  /// Names that code of the page reads, and that nothing gives: neither a cell, nor a parameter, nor the library.
  var freeNames: [String] {
    let names = code.map { FreeNames(of: $0.program.statements) }
    let given = Set(names.flatMap(\.writes)).union(notebook.frontMatter.parameters.map(\.name))
    let known = Library.standard.helpEntries().flatMap { [$0.name] + $0.others }
    return Set(names.flatMap(\.reads)).subtracting(given).subtracting(known).sorted()
  }
}

/// The names that occur in trees, apart from those that stand alone on the left of an assignment.
struct NameOccurrences {
  private(set) var names: Set<String> = []

  init(in program: Program) { self.init(in: program.statements.map(\.expression)) }

  init(in expressions: [Expression]) {
    // Not recursive, because the tree may be deep.
    var pending = expressions
    while let expression = pending.popLast() {
      switch expression.kind {
      case .name(let name):
        names.insert(name)
        if name.hasPrefix("∇") { names.insert(String(name.unicodeScalars.dropFirst())) }
      case .assignment(let target, let value):
        pending.append(value)
        pending += target.unboundParts
      case .symbol(let name): names.insert(name)
      default: expression.forEachChild { pending.append($0) }
      }
    }
  }
}

extension Expression {
  /// The name, where the expression is a plain one.
  fileprivate var boundName: String? {
    if case .name(let name) = kind { name } else { nil }
  }

  /// The names that a statement gives, with their places; none where it gives anything else too.
  fileprivate var boundNames: [(name: String, span: Span)] {
    switch kind {
    case .const(let inner): return inner.boundNames
    case .assignment(let target, _): return target.unboundParts.isEmpty ? target.targetNames : []
    case .function(let function):
      guard let place = function.name, case .name(let name) = place.kind else { return [] }
      return [(name, place.span)]
    default: return []
    }
  }

  private var targetNames: [(name: String, span: Span)] {
    switch kind {
    case .name(let name): [(name, span)]
    case .tuple(let elements): elements.flatMap(\.targetNames)
    case .namedTuple(let parts): parts.compactMap { part in part.name.map { ($0, part.span) } }
    case .typed(let inner?, _), .splat(let inner): inner.targetNames
    default: []
    }
  }

  /// The parts of an assignment's left side that bind no name but read some.
  fileprivate var unboundParts: [Expression] {
    switch kind {
    case .name, .namedTuple: []
    case .tuple(let elements): elements.flatMap(\.unboundParts)
    case .typed(let inner?, let type): inner.unboundParts + [type]
    case .splat(let inner): inner.unboundParts
    default: [self]
    }
  }
}
