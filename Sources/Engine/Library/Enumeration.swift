// Types of named values: `@enum Suit clubs diamonds`.

/// A value of an enumeration: a name for a number.
public final class EnumerationValue: HostObject {
  let own: DataType
  let name: String
  public let number: Int

  init(type: DataType, name: String, number: Int) {
    own = type
    self.name = name
    self.number = number
  }

  public override var type: DataType { own }
  public override var isImmutable: Bool { true }

  public override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? EnumerationValue else { return false }
    return other.own === own && other.number == number
  }

  public override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 2, let a = arguments[0].host as? EnumerationValue,
      let b = arguments[1].host as? EnumerationValue, a.own === b.own
    else { return nil }
    switch operation {
    case "isless", "<": return Value(a.number < b.number)
    case "<=": return Value(a.number <= b.number)
    case ">": return Value(a.number > b.number)
    case ">=": return Value(a.number >= b.number)
    default: return nil
    }
  }

  public override func printedText(_ machine: Machine) throws -> String? { name }
  public override func text(_ machine: Machine) throws -> String { "\(name)::\(own) = \(number)" }
}

/// The members of an enumeration, which its type has.
final class Enumeration: HostObject {
  let members: [Value]

  init(_ members: [Value], heap: Heap) {
    self.members = members
    super.init()
    for member in members { heap.retain(member) }
  }

  override func releaseChildren(_ heap: Heap) { for member in members { heap.release(member) } }
}

extension Machine {
  /// The members of an enumeration that a block defined.
  public func members(of type: DataType) -> [Value]? { enumerations[type]?.members }

  func makeEnumeration(_ name: String, _ names: [Symbol], _ numbers: [Value]) throws -> Value {
    let type = DataType.structure(name: name, supertype: .enumeration, fields: [], isMutable: false)
    var members: [Value] = []
    var last: Int?
    for (name, number) in zip(names, numbers) {
      let (following, overflow) = (last ?? -1).addingReportingOverflow(1)
      guard let next = number.isNothing ? following : exactInt(number) else { throw noMethod("@enum", [number]) }
      if overflow, number.isNothing { throw RuntimeError.argument("there is no value for \(name.name): \(Int.max) is the largest") }
      if members.contains(where: { ($0.host as? EnumerationValue)?.number == next }) {
        throw RuntimeError.argument("both \(name.name) and another member have the value \(next) in the Enum \(type)")
      }
      members.append(heap.adopt(EnumerationValue(type: type, name: name.name, number: next)))
      last = next
    }
    let enumeration = Enumeration(members, heap: heap)
    heap.retain(heap.adopt(enumeration))
    enumerations[type] = enumeration
    return Value(type)
  }

  /// `Suit(1)`: the member of a number.
  func member(of type: DataType, _ number: Value) throws -> Value {
    guard let members = members(of: type) else { throw noMethod(type.name, [number]) }
    if number.dataType === type { return number }
    let wanted = exactInt(number)
    guard let member = members.first(where: { ($0.host as? EnumerationValue)?.number == wanted }) else {
      throw RuntimeError.argument("invalid value for Enum \(type): \(try compactText(of: number))")
    }
    return member
  }
}

extension Library {
  mutating func addEnumerations() {
    add("#enumeration(name, names, numbers)", "", arity: 3) { call in
      guard let name = call[0].symbol, let names = call[1].tuple, let numbers = call[2].tuple else { throw call.noMethod() }
      return try call.machine.makeEnumeration(name.name, names.elements.compactMap(\.symbol), numbers.elements)
    }
    add(
      "instances(T)", "The members of an enumeration.", arity: 1,
      example: "@enum Suit clubs diamonds\ninstances(Suit)[2]  # => diamonds"
    ) { call in
      guard let type = call[0].type, let members = call.machine.members(of: type) else { throw call.noMethod() }
      return call.heap.tuple(members)
    }
    add("#new:Enum(T, x)", "", arity: 2) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return try call.machine.member(of: type, call[1])
    }
  }
}
