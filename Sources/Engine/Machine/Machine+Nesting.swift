// The guard of what recurses over the parts of values: lazy collections of lazy collections, functions of functions, display.

extension Machine {
  /// How many parts a walk may visit that remembers none: a value that shares its parts could else be gone through without end.
  static let descentLimit = 1_000_000

  /// Runs `body` one level deeper in the parts of a value.
  /// - Throws: `StackOverflowError` where the value is nested too deeply.
  @inline(__always)
  public func nested<Result>(_ body: () throws -> Result) throws -> Result {
    if nesting >= Machine.nestingLimit { throw RuntimeError.nestedTooDeeply }
    nesting += 1
    defer { nesting -= 1 }
    return try body()
  }

  /// The same for a question about a value's parts that calls no function of a block and visits a part as often as it occurs.
  /// - Throws: `StackOverflowError` where the value is nested too deeply or has too many parts.
  public func descend<Result>(_ body: () throws -> Result) throws -> Result {
    if descent.depth == 0 { descent.count = 0 }
    descent.count += 1
    if descent.count > Machine.descentLimit { throw RuntimeError.nestedTooDeeply }
    descent.depth += 1
    defer { descent.depth -= 1 }
    return try nested(body)
  }
}
