// The methods of a function that a call fitted none of, the closest first, as the reader wrote them.

import Syntax

extension Machine {
  /// The error of a call that none of the function's methods accepts.
  func noMethod(of function: FunctionObject, _ arguments: [Value]) -> RuntimeError {
    var error = noMethod(function.name, arguments)
    error.fields = [("f", Value(function)), ("args", heap.tuple(arguments))]
    return runtimeError(error)
  }
}

extension Advice {
  /// At most this many methods are listed.
  private static let candidateLimit = 4

  /// What the methods of the called function take, if they are the reader's.
  var candidateHint: String? {
    guard let function = error.fields.first(where: { $0.name == "f" })?.value.function,
      let arguments = error.fields.first(where: { $0.name == "args" })?.value.tuple?.elements
    else { return nil }
    // What the library's own functions take, their help says.
    if function.native != nil { return nil }
    if function.methods.isEmpty { return "`\(function.name)` has no methods yet" }
    let ordered = function.methods.enumerated().sorted {
      (distance($0.element, arguments), $0.offset) < (distance($1.element, arguments), $1.offset)
    }.map(\.element)
    var lines = ordered.prefix(Self.candidateLimit).map { "`\(signature(of: $0, function.name))`" }
    if ordered.count > Self.candidateLimit { lines.append("\(ordered.count - Self.candidateLimit) more") }
    let reason = ordered.first.map { self.reason($0, arguments) } ?? ""
    return ordered.count == 1
      ? "the method is \(lines[0])\(reason)" : "the methods are \(lines.joined(separator: ", ")), the closest first\(reason)"
  }

  /// How far the method is from accepting the arguments.
  private func distance(_ method: Method, _ arguments: [Value]) -> Int {
    let surplus = max(0, arguments.count - method.code.positionalCount)
    let missing = max(0, method.code.requiredCount - arguments.count)
    let mismatches = arguments.enumerated().filter { !$1.isInstance(of: method.parameterType($0)) }.count
    return 2 * (missing + (method.code.isVariadic ? 0 : surplus)) + mismatches
  }

  /// Why the method does not accept the arguments.
  private func reason(_ method: Method, _ arguments: [Value]) -> String {
    let code = method.code
    if !method.accepts(count: arguments.count) {
      let (least, most) = (code.requiredCount, code.positionalCount)
      let wanted: String
      if let rest = code.restCount {
        wanted = "\(most + rest)"
      } else if code.isVariadic {
        wanted = "at least \(least)"
      } else {
        wanted = least == most ? "\(least)" : "\(least) to \(most)"
      }
      return ": it takes \(wanted) argument\(wanted == "1" ? "" : "s"), and the call gives \(arguments.count)"
    }
    guard let wrong = arguments.indices.first(where: { !arguments[$0].isInstance(of: method.parameterType($0)) }) else { return "" }
    return ": argument \(wrong + 1) has to be of type \(method.parameterType(wrong)), not \(arguments[wrong].dataType)"
  }

  /// The head of a method as it was written, or its types where the source has none.
  private func signature(of method: Method, _ name: String) -> String {
    let code = method.code
    if let body = code.spans.last, let head = writtenHead(unit: code.unit, body: body) {
      return name.hasPrefix("#") ? "(\(head)) -> …" : "\(name)(\(head))"
    }
    let types = (0..<code.positionalCount + (code.isVariadic ? 1 : 0)).map { position in
      "::\(method.parameterType(position))" + (position == code.positionalCount ? "..." : "")
    }
    return "\(name)(\(types.joined(separator: ", ")))"
  }

  /// The parameters of the function with the body, in the text of a unit.
  private func writtenHead(unit: Int, body: Span) -> String? {
    let source = machine.source(unit: unit)
    for node in Advice.path(to: body, in: Parser.parse(String(decoding: source.utf8, as: UTF8.self))).reversed() {
      guard case .function(let function) = node.kind, function.body?.span == body else { continue }
      var head = function.parameters.map { source[$0.span] }.joined(separator: ", ")
      if !function.keywords.isEmpty { head += "; " + function.keywords.map { source[$0.span] }.joined(separator: ", ") }
      return head.utf8.count <= 80 && !head.contains("\n") ? head : nil
    }
    return nil
  }
}
