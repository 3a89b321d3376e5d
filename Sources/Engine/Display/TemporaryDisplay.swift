extension Machine {
  public func text(of value: Value) throws -> String { try compactText(of: value) }
  public func compactText(of value: Value) throws -> String {
    if let f = value.float { return "\(f)" }
    if let i = value.integer { return "\(i)" }
    if let s = value.string { return "\"\(s)\"" }
    if let b = value.boolean { return "\(b)" }
    if let t = value.type { return "\(t)" }
    if let b = value.bigInteger { return "\(b.value)" }
    if let h = value.host { return try h.text(self) }
    if value.isNothing { return "nothing" }
    if let t = value.tuple { return "(" + (try t.elements.map { try compactText(of: $0) }.joined(separator: ", ")) + ")" }
    if let e = try elements(value) { return "[" + (try e.map { try compactText(of: $0) }.joined(separator: ", ")) + "]" }
    return "\(value.dataType)"
  }
  public func printedText(of value: Value) throws -> String { try value.string ?? compactText(of: value) }
}
extension Machine { public func faces(of value: Value) throws -> Faces { Faces() } }
