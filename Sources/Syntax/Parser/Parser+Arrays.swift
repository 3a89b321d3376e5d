// Square brackets: lists, indices, rows and columns, comprehensions; and generators with their iterations.

extension Parser {
  /// `[…]`; behind a value an index, or an array with that element type.
  mutating func parseBrackets(of base: Expression?) -> Expression {
    let open = token
    let start = base?.span.start ?? Int(open.start)
    guard enter() else { return Expression(.error, Span(start, Int(open.end))) }
    let outer = context
    context = context.intersection(.endIsIndex).union([.blanksSeparate, .forEnds])
    if base != nil { context.insert(.endIsIndex) }
    defer { leave(outer) }

    if token.kind == .closeBracket {
      advance()
      height = 1
      return Expression(.vector([], element: base), span(from: start))
    }
    if token.kind == .semicolon {
      let dimension = token.length
      advance()
      close(open, .closeBracket)
      height = 1
      return Expression(.concatenation([], dimension: dimension, element: base), span(from: start))
    }

    let first = parseAssignment(commas: false)
    switch token.kind {
    case .comma, .closeBracket:
      let elements = parseList(open, first)
      let span = span(from: start)
      guard let base else { return Expression(.vector(elements, element: nil), span) }
      return Expression(.index(base, elements), span)
    case .for where !isRecovering:
      let generations = parseGenerations()
      close(open, .closeBracket)
      return Expression(.comprehension(first, generations, element: base), span(from: start))
    default:
      guard !isRecovering else { return Expression(.error, span(from: start)) }
      return parseConcatenation(open, first, element: base, start)
    }
  }

  /// Elements with commas between them; from the first comma on, blanks mean nothing.
  private mutating func parseList(_ open: Token, _ first: Expression) -> [Expression] {
    var elements = [first]
    var tallest = height
    context.remove(.blanksSeparate)
    context.insert(.newlinesAreBlank)
    while token.kind == .comma, !isRecovering {
      advance()
      if token.kind == .closeBracket { break }
      if token.kind == .comma {
        fail("missing-element", "an element is missing before this comma", at: token.span)
        break
      }
      elements.append(parseAssignment(commas: false))
      tallest = max(tallest, height)
    }
    if token.kind == .semicolon, !isRecovering {
      fail(
        "mixed-separators", "commas and semicolons cannot be mixed in an array", at: token.span,
        hint: "the columns of a row are separated by blanks: `[1 2; 3 4]`")
    }
    close(open, .closeBracket)
    grow(tallest, by: 2)
    return elements
  }

  // MARK: - Concatenation

  /// The level of a blank between elements, which binds more tightly than any semicolon.
  private static let blankLevel = 0

  private mutating func parseConcatenation(
    _ open: Token, _ first: Expression, element: Expression?, _ start: Int
  ) -> Expression {
    var elements = [first]
    var levels: [Int] = []
    var trailing = 0
    var tallest = height
    var usesBlanks = false
    var doubleSemicolon: Token?
    while token.kind != .closeBracket, !isRecovering {
      var level: Int
      if token.kind == .semicolon {
        level = token.length
        let sign = token
        advance()
        while token.kind == .semicolon {
          level = max(level, token.length)
          advance()
        }
        // `;;` at the end of a line goes on with the same row.
        if level == 2, token.newlineBefore, usesBlanks {
          level = Self.blankLevel
        } else if level == 2 {
          doubleSemicolon = doubleSemicolon ?? sign
        }
        if token.kind == .closeBracket {
          trailing = level
          break
        }
      } else if token.newlineBefore {
        level = 1
      } else if token.kind == .comma {
        fail(
          "mixed-separators", "commas cannot be mixed with blanks or semicolons in an array", at: token.span,
          hint: "a vector is written `[1, 2]`, a matrix `[1 2; 3 4]`")
        break
      } else if token.spaceBefore {
        level = Self.blankLevel
        usesBlanks = true
      } else {
        failInList(open)
        break
      }
      if token.kind == .for || token.kind == .if && level == Self.blankLevel {
        failInList(open)
        break
      }
      elements.append(parseAssignment(commas: false))
      levels.append(level)
      tallest = max(tallest, height)
    }
    if let sign = doubleSemicolon, usesBlanks {
      report(
        "mixed-separators", "blanks and `;;` cannot be mixed in an array", at: sign.span,
        hint: "both join along the second dimension; use one of them")
    }
    close(open, .closeBracket)
    let span = span(from: start)
    let deepest = max(levels.max() ?? 0, trailing)
    grow(tallest, by: 2 * min(deepest + 1, levels.count + 1))
    return joined(elements, levels, trailing: trailing, element: element, span)
  }

  /// Joins pieces level by level, the most tightly binding separators first.
  private func joined(
    _ elements: [Expression], _ levels: [Int], trailing: Int, element: Expression?, _ span: Span
  ) -> Expression {
    var pieces = elements
    var separators = levels
    let distinct = Set(levels).union(trailing > 0 ? [trailing] : []).sorted()
    for level in distinct {
      var groups: [Expression] = []
      var remaining: [Int] = []
      var group: [Expression] = []
      let isOutermost = level == distinct.last
      for (i, piece) in pieces.enumerated() {
        group.append(piece)
        let separator = i < separators.count ? separators[i] : Int.max
        if separator == level { continue }
        if group.count > 1 || isOutermost {
          groups.append(
            Expression(
              .concatenation(
                group, dimension: level == Self.blankLevel ? 2 : level, element: isOutermost ? element : nil),
              isOutermost ? span : group[0].span.union(piece.span)))
        } else {
          groups.append(piece)
        }
        group = []
        if i < separators.count { remaining.append(separator) }
      }
      pieces = groups
      separators = remaining
    }
    return pieces.first ?? Expression(.error, span)
  }

  // MARK: - Generators

  /// `for … if …` behind the value in parentheses or arguments.
  mutating func parseGenerator(_ value: Expression) -> Expression {
    let below = height
    let generations = parseGenerations()
    grow(max(below, height))
    return Expression(.generator(value, generations), span(from: value.span.start))
  }

  mutating func parseGenerations() -> [Generation] {
    let outer = context
    context.remove([.blanksSeparate, .colonEnds])
    context.insert(.newlinesAreBlank)
    defer { context = outer }
    var generations: [Generation] = []
    var tallest = height
    // Each loop stands in the one before.
    var levels = 2
    while token.kind == .for, !isRecovering {
      advance()
      let iterations = parseIterations()
      levels += iterations.count
      if levels > Self.nestingLimit { tooDeep() }
      tallest = max(tallest, height)
      var condition: Expression?
      if token.kind == .if, !isRecovering {
        advance()
        condition = parseNested(.conditional)
        tallest = max(tallest, height)
      }
      generations.append(Generation(iterations: iterations, condition: condition))
    }
    grow(tallest, by: levels)
    return generations
  }

  mutating func parseIterations() -> [Iteration] {
    var iterations = [parseIteration()]
    var tallest = height
    while token.kind == .comma, !breaksLine, !isRecovering {
      advance()
      iterations.append(parseIteration())
      tallest = max(tallest, height)
      if iterations.count > Self.nestingLimit { tooDeep() }
    }
    grow(tallest, by: iterations.count)
    return iterations
  }

  /// `i in r`, `i ∈ r` or `i = r`.
  private mutating func parseIteration() -> Iteration {
    let first = token
    if first.kind == .name, token(first, is: "outer"), next.kind == .name || next.kind == .openParenthesis,
      next.spaceBefore
    {
      report(
        "outer", "`outer` is not part of the language", at: first.span,
        hint: "assign to the outer name in the loop's body")
      advance()
    }
    let target = parseNested(.pipeLeft)
    switch target.kind {
    case .name, .tuple, .namedTuple, .typed, .error: break
    default:
      report("bad-target", "a loop's variable has to be a name or a tuple of names", at: target.span)
    }
    let targetHeight = height
    guard isIterationWord, !breaksLine, !isRecovering else {
      let missing = failAtIteration(target)
      return Iteration(target: target, iterable: missing)
    }
    advance()
    if token.kind == .endOfSource || ends(token) || breaksLine {
      let missing = failWithoutOperand(after: previous)
      return Iteration(target: target, iterable: missing)
    }
    let iterable = parseNested(.pipeLeft)
    height = max(targetHeight, height)
    return Iteration(target: target, iterable: iterable)
  }

  private var isIterationWord: Bool {
    switch token.kind {
    case .assign: true
    case .wordOperator: token.length == 2
    case .operator: token(token, is: "∈")
    default: false
    }
  }
}
