// The variables of a notebook, by index.

import Syntax

/// Global variables. A name gets its index when code first mentions it; what the library binds under it is made then.
public final class Globals {
  static let capacity = 1 << 16

  private var indices: [String: Int] = [:]
  private(set) var names: [String] = []
  /// Whether a block assigned the variable; what the library put there does not count.
  private var assigned: [Bool] = []
  /// The variables that a block declared constant.
  private var constants: Set<Int> = []
  /// Fixed in memory, so that running code may hold on to it.
  let slots: UnsafeMutablePointer<Value>
  private unowned let machine: Machine

  init(machine: Machine) {
    self.machine = machine
    slots = .allocate(capacity: Globals.capacity)
  }

  deinit { slots.deallocate() }

  /// The index of a name, with what the library binds under it in the slot.
  func index(of name: String) -> Int {
    if let index = indices[name] { return index }
    let index = names.count
    // Past the capacity, names share the last slot; `Machine` refuses to run such code.
    guard index < Globals.capacity - 1 else { return Globals.capacity - 1 }
    indices[name] = index
    names.append(name)
    assigned.append(false)
    (slots + index).initialize(to: .undefined)
    if let value = machine.libraryValue(name) {
      machine.heap.retain(value)
      slots[index] = value
    }
    return index
  }

  private static let libraryPrefix = "Base."

  /// The index under which what the library binds to a name can be had although a block gives the name another value; that of
  /// the name where the library binds nothing.
  func index(ofLibrary name: String) -> Int {
    let key = Globals.libraryPrefix + name
    if let index = indices[key] { return index }
    let plain = index(of: name)
    guard let library = machine.libraryValue(name), plain < assigned.count else { return plain }
    // While the name is the library's, both are one value: methods that are added to it belong to both.
    let value = assigned[plain] || slots[plain].isUndefined ? library : slots[plain]
    let index = index(of: key)
    machine.heap.retain(value)
    slots[index] = value
    return index
  }

  /// What code calls the variable: `sum`, also where it is reached as `Base.sum`.
  func plainName(_ index: Int) -> String {
    let name = names[index]
    return name.hasPrefix(Globals.libraryPrefix) ? String(name.dropFirst(Globals.libraryPrefix.count)) : name
  }

  /// The function of the library that methods were added to, also where a block gives its name another value.
  func libraryFunction(_ name: String) -> FunctionObject? {
    self[name]?.function ?? value(ofKnown: Globals.libraryPrefix + name)?.function
  }

  /// The index of a name that a block assigns.
  func assign(_ name: String) -> Int {
    let index = index(of: name)
    if index < assigned.count { assigned[index] = true }
    return index
  }

  // MARK: - Recording

  /// Whether reads that no instruction tells of are noted.
  public var isRecording = false
  private var noted: Set<Int> = []
  private var notedNames: Set<String> = []

  /// Notes that a variable was read, by something else than an instruction.
  @inline(__always) func noteRead(_ index: Int) {
    if isRecording { noted.insert(index) }
  }

  func takeNoted() -> Set<Int> {
    defer { noted = [] }
    return noted
  }

  func takeNotedNames() -> Set<String> {
    defer { notedNames = [] }
    return notedNames
  }

  /// The value of a variable, without noting that it was asked for.
  public func currentValue(_ name: String) -> Value? {
    let value = slots[index(of: name)]
    return value.isUndefined ? nil : value
  }

  /// Gives a variable a value again that it had, or the library's; between statements.
  public func restore(_ name: String, _ value: Value?) {
    let index = index(of: name)
    let old = slots[index]
    let new = value ?? machine.libraryValue(name) ?? .undefined
    machine.heap.retain(new)
    slots[index] = new
    machine.heap.release(old)
  }

  var constantCount: Int { constants.count }

  func markConstant(_ index: Int) { constants.insert(index) }

  /// Whether a block declared the variable constant and gave it a value.
  func isConstant(_ index: Int) -> Bool { constants.contains(index) && !slots[index].isUndefined }

  var isFull: Bool { names.count >= Globals.capacity - 1 }

  func isAssigned(_ name: String) -> Bool {
    if isRecording { notedNames.insert(name) }
    guard let index = indices[name] else { return false }
    return assigned[index] && !slots[index].isUndefined
  }

  /// The value of a name that code mentioned before.
  func value(ofKnown name: String) -> Value? {
    guard let index = indices[name], !slots[index].isUndefined else { return nil }
    return slots[index]
  }

  /// The types that blocks declared variables to hold, as `x::Int = 1` does; what is assigned later is converted.
  var declaredTypes: [Int: Expression] = [:]

  /// The value that a block or the library gave the name.
  public subscript(name: String) -> Value? {
    let index = index(of: name)
    noteRead(index)
    let value = slots[index]
    return value.isUndefined ? nil : value
  }

  /// Gives the name a value from outside, such as a notebook's parameter.
  public func set(_ name: String, _ value: Value) {
    let index = assign(name)
    machine.heap.retain(value)
    retire(slots[index])
    slots[index] = value
  }

  /// Takes over the reference to a value that a variable no longer holds. A function is kept: a call of it that found it in
  /// the variable may be running.
  func retire(_ value: Value) {
    if value.tag == .function { retired.append(value) } else { machine.heap.release(value) }
  }

  private(set) var retired: [Value] = []

  /// Names that blocks gave a value, in order of first mention.
  public var assignedNames: [String] {
    names.indices.filter { assigned[$0] && !slots[$0].isUndefined }.map { names[$0] }
  }
}
