// Exceptions of the library as values: `DomainError(-1.0, "…")`, `KeyError("a")`.

extension Machine {
  /// How an exception is written as a call of its constructor.
  func constructorText(of error: RuntimeError) throws -> String {
    func quoted(_ text: String) -> String { QuotedText.string(text) }
    func field(_ name: String) throws -> String? {
      try error.fields.first { $0.name == name }.map { try compactText(of: $0.value) }
    }
    let message = error.message
    switch error.type {
    case "DivideError", "StackOverflowError", "OutOfMemoryError", "UndefRefError", "EOFError", "InterruptException":
      return "\(error.type)()"
    case "DomainError":
      guard let value = try field("val") else { break }
      let explanation = message.firstRange(of: ":\n").map { String(message[$0.upperBound...]) } ?? ""
      return "DomainError(\(value)\(explanation.isEmpty ? "" : ", " + quoted(explanation)))"
    case "KeyError": if let key = try field("key") { return "KeyError(\(key))" }
    case "BoundsError":
      if let container = try field("a"), let index = try field("i") { return "BoundsError(\(container), \(index))" }
    case "UndefVarError":
      let parts = message.split(separator: "`", omittingEmptySubsequences: false)
      if parts.count > 2 { return "UndefVarError(\(SymbolText.quoted(String(parts[1]))))" }
    case "InexactError":
      // `Int64(2.5)`: the conversion that failed.
      guard let open = message.firstIndex(of: "("), message.last == ")" else { break }
      let name = message[..<open]
      return "InexactError(:\(name), \(name), \(message[message.index(after: open)...])"
    default: break
    }
    return "\(error.type)(\(quoted(message)))"
  }
}
