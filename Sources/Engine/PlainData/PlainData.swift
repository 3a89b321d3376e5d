// Plain data as bytes: what goes from one environment to another that does not trust it.

/// Numbers, text, symbols, `missing`, `nothing`, and arrays, tuples, dictionaries and sets of such: values that mean the same
/// in every environment, whatever it defines.
///
/// The bytes are for processes of one build of the program. Reading believes nothing: lengths are held against what is left,
/// numbers are brought into their form, and what makes no sense is refused.
public enum PlainData {
  /// How deep data may be nested.
  static let maximumDepth = 100
  /// How many bytes a value may take.
  public static let maximumSize = 4 << 20
  /// How many symbols that nobody has used before may come into an environment: a symbol is never freed.
  static let maximumNewSymbols = 10_000

  /// The bytes of a value.
  /// - Throws: `ArgumentError` for a value that is not plain, is nested too deeply or is too large.
  public static func bytes(of value: Value, _ machine: Machine) throws -> [UInt8] {
    var writer = PlainDataWriter(machine)
    try writer.write(value)
    return writer.output.bytes
  }

  /// The value of bytes, which lives until the running statement or native function ends.
  /// - Throws: `ArgumentError` for bytes that no value has.
  public static func value(of bytes: [UInt8], _ machine: Machine) throws -> Value {
    var reader = PlainDataReader(bytes, machine)
    let value = try reader.read()
    guard reader.input.isAtEnd else { throw PlainData.unreadable }
    return value
  }

  static var unreadable: RuntimeError { .argument("this is not a value that another environment wrote") }
}
