// Random programs: the whole syntax, plausible names, and calls of the whole library.

import Engine

/// Writes programs from a stream of random numbers. Most of what it writes means something; types and sizes fit or do not.
struct ProgramGenerator {
  var random: SplitMix
  let library: [NativeFunction]
  /// Names that an earlier statement defined.
  var names = ["x", "A"]
  var functions = ["f"]
  /// How many more nodes the program may have.
  var budget = 60
  var depth = 0
  private var counter = 0

  init(random: SplitMix, library: [NativeFunction]) {
    self.random = random
    self.library = library
    budget = 20 + self.random.below(80)
  }

  /// The functions of a library that a generated program calls, in an order that does not change from run to run.
  static func callable(in library: Library) -> [NativeFunction] {
    library.functions.keys.sorted().compactMap { name in
      // What is written with an operator or by the compiler comes with the syntax.
      guard let function = library.functions[name], name.first.map({ $0.isLetter || $0 == "_" }) ?? false,
        !["sleep", "exit", "readline", "readlines"].contains(name)
      else { return nil }
      return function
    }
  }

  /// A cell of a few statements.
  mutating func cell() -> String {
    var lines: [String] = []
    repeat { lines.append(statement()) } while random.chance(60) && budget > 0
    return lines.joined(separator: random.chance(90) ? "\n" : "; ")
  }

  // MARK: - Statements

  mutating func statement() -> String {
    budget -= 1
    if budget <= 0 || depth > 6 { return expression() }
    depth += 1
    defer { depth -= 1 }
    switch random.below(34) {
    case 0...5:
      let value = expression()
      return "\(newName()) = \(value)"
    case 6: return "\(name()), \(newName()) = \(expression())"
    case 7: return "\(name())[\(index())] = \(expression())"
    case 8: return "\(name()) \(random.pick(["+=", "-=", "*=", "/=", "^=", "÷=", "%=", ".+=", ".*=", "|=", "<<="])) \(expression())"
    case 9: return "\(name()) .= \(expression())"
    case 10...11: return definition()
    case 12: return "for \(loopHead())\n\(block())\nend"
    case 13: return "while \(condition())\n\(block())\n\(random.chance(50) ? "break\n" : "")end"
    case 14: return "if \(condition())\n\(block())\n\(random.chance(50) ? "else\n\(block())\n" : "")end"
    case 15:
      let handler = random.chance(70) ? "catch e\n\(random.pick(["e", "e.msg", "rethrow(e)", "showerror(stdout, e)", "throw(e)", block()]))\n" : ""
      let last = random.chance(30) || handler.isEmpty ? "finally\n\(block())\n" : ""
      return "try\n\(block())\n\(handler)\(last)end"
    case 16: return "let \(newName()) = \(expression())\n\(block())\nend"
    case 17: return structure()
    case 18: return "\(random.pick(["println", "print", "display", "show"]))(\(expression()))"
    case 19: return "\(random.pick(["@show", "@assert", "@test", "@time", "@.", "@view", "@inbounds"])) \(expression())"
    case 20: return random.pick(["return", "break", "continue", "global x", "local x", "const c = 3"])
    case 21: return "push!(\(name()), \(expression()))"
    case 22: return "@printf(\"\(random.pick(["%d", "%5.2f", "%s", "%g", "%e", "%x", "%c", "%-10s|", "%%", "%08.3f"]))\\n\", \(expression()))"
    default: return expression()
    }
  }

  mutating func block() -> String { (0...random.below(3)).map { _ in statement() }.joined(separator: "\n") }

  mutating func condition() -> String {
    random.chance(80) ? "\(expression()) \(random.pick(["<", ">", "==", "!=", "<=", "===", "in", "isa", "≈"])) \(expression())" : expression()
  }

  private mutating func loopHead() -> String {
    let first = "\(newName()) \(random.pick(["in", "=", "∈"])) \(random.chance(70) ? range() : expression())"
    return random.chance(15) ? first + ", \(newName()) in \(range())" : first
  }

  private mutating func definition() -> String {
    let name = random.chance(70) ? "f\(counter)" : random.pick(["f", "g", "Base.show", "Base.:+", "Base.iterate", "length", "Base.getindex"])
    counter += 1
    let parameters = parameters()
    let arity = random.below(3)
    _ = arity
    let text: String
    if random.chance(60) {
      text = "\(name)(\(parameters)) = \(expression())"
    } else {
      text = "function \(name)(\(parameters))\(random.chance(10) ? "::\(type())" : "")\n\(block())\n\(random.chance(50) ? "return \(expression())\n" : "")end"
    }
    if !name.contains(".") { functions.append(name) }
    return text
  }

  mutating func parameters() -> String {
    var parts: [String] = []
    for position in 0..<random.below(3) {
      var parameter = ["x", "y", "z"][position]
      if random.chance(25) { parameter += "::\(type())" }
      if random.chance(10) { parameter += " = \(literal())" }
      parts.append(parameter)
    }
    if random.chance(10) { parts.append("rest...") }
    var text = parts.joined(separator: ", ")
    if random.chance(10) { text += "; \(random.pick(["k = 1", "k", "k = \(literal())", "options..."]))" }
    return text
  }

  private mutating func structure() -> String {
    counter += 1
    let name = "P\(counter)"
    functions.append(name)
    let fields = random.pick(["x", "x; y", "x::Int", "x::Float64; y::Vector{Float64}", "next", "f::Function", ""])
    return "\(random.chance(50) ? "mutable " : "")struct \(name)\(random.chance(20) ? " <: \(random.pick(["Real", "Number", "AbstractVector", "Any", "Exception"]))" : "")\n\(fields.replacing("; ", with: "\n"))\nend"
  }

  // MARK: - Expressions

  mutating func expression() -> String {
    budget -= 1
    if budget <= 0 || depth > 6 { return random.chance(50) ? literal() : name() }
    depth += 1
    defer { depth -= 1 }
    switch random.below(50) {
    case 0...7: return literal()
    case 8...12: return name()
    case 13...16: return "\(operand()) \(binaryOperator()) \(operand())"
    case 17: return "\(random.pick(["-", "!", "+", "√", "~", "∛"]))\(operand())"
    case 18...29: return libraryCall()
    case 30...31: return "\(random.pick(functions))(\(arguments(random.below(3))))"
    case 32...33: return "\(operand())[\(index())]"
    case 34: return "[\(arguments(random.below(4)))]"
    case 35: return "[\(literal()) \(literal()); \(literal()) \(random.chance(90) ? literal() : "")]"
    case 36: return "[\(expression()) for \(loopHead())\(random.chance(30) ? " if \(condition())" : "")]"
    case 37: return "\(random.pick(["sum", "collect", "maximum", "prod", "Dict", "Set", "join", "any"]))(\(expression()) for \(loopHead()))"
    case 38: return "(\(arguments(2 + random.below(2))))"
    case 39: return "(a = \(expression()), b = \(expression()))"
    case 40: return "Dict(\(expression()) => \(expression()), \(literal()) => \(literal()))"
    case 41: return range()
    case 42: return "(\(condition()) ? \(expression()) : \(expression()))"
    case 43: return lambda()
    case 44: return "\(random.pick(functions + ["sin", "abs", "string", "sqrt", "length", "f"])).(\(arguments(1 + random.below(2))))"
    case 45: return "\"\(random.pick(["a", "α$", "\\n", "%d "]).replacing("$", with: ""))$(\(expression()))\""
    case 46: return "\(operand()).\(random.pick(["x", "y", "a", "b", "re", "num", "first", "values", "L", "Q", "msg", "start", "next"]))"
    case 47: return "\(operand())'"
    case 48:
      return random.pick([
        "\(operand())::\(type())", "\(type())(\(expression()))", "convert(\(type()), \(expression()))", "(\(statement()); \(expression()))",
        "begin \(statement()) end", "\(operand()) |> \(random.pick(functions))", "map(\(expression())) do x\n\(statement())\nend",
        "try \(expression()) catch; \(literal()) end", "\(random.pick(functions))(\(operand())...)", ":(\(name()))",
      ])
    default: return "\(operand()) \(random.pick(["<", "<=", "==", ".<", ".=="])) \(operand()) \(random.pick(["<", ">=", ".>"])) \(operand())"
    }
  }

  private mutating func operand() -> String {
    let text = expression()
    return text.allSatisfy { $0.isLetter || $0.isNumber } ? text : "(\(text))"
  }

  mutating func arguments(_ count: Int) -> String { (0..<max(0, count)).map { _ in expression() }.joined(separator: ", ") }

  private mutating func index() -> String {
    switch random.below(10) {
    case 0: return "end"
    case 1: return ":"
    case 2: return "\(literal()), \(literal())"
    case 3: return ":, \(literal())"
    case 4: return range()
    case 5: return "\(name()) .> 1"
    case 6: return ""
    default: return expression()
    }
  }

  mutating func lambda() -> String {
    switch random.below(4) {
    case 0: return "x -> \(expression())"
    case 1: return "(x, y) -> \(expression())"
    case 2: return random.pick(["sin", "+", "==(1)", "isodd", "length", "identity", "isempty", "string", "<", "x -> x", "x -> error(\"no\")"])
    default: return "() -> \(expression())"
    }
  }

  /// A call of the library with arguments that suit their names more often than not.
  private mutating func libraryCall() -> String {
    let function = random.pick(library)
    let parameters = function.signature.split(separator: "(", maxSplits: 1).last?.prefix { $0 != ";" && $0 != ")" }
      .split(separator: ",").map { $0.filter { $0.isLetter } } ?? []
    let most = min(function.arity.maximum, function.arity.minimum + 3)
    var count = function.arity.minimum + random.below(most - function.arity.minimum + 1)
    if random.chance(4) { count = random.below(5) }
    var given = (0..<count).map { position in
      argument(for: position < parameters.count ? String(parameters[position]) : String(parameters.last ?? ""))
    }
    if random.chance(10), !function.keywords.isEmpty, function.keywords != ["..."] {
      let keyword = random.pick(function.keywords)
      given.append("\(keyword) = \(keyword == "dims" ? random.pick(["1", "2", "(1, 2)", "3", "0", ":"]) : expression())")
    }
    let dot = random.chance(8) ? "." : ""
    return "\(function.name)\(dot)(\(given.joined(separator: ", ")))"
  }
}
