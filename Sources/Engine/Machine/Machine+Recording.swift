// What a statement does to variables, and a cell to the objects of others: what a notebook needs to know to run again only what
// a change concerns.

internal import CMachine

/// The variables that code read and those that it may have assigned, by name.
public struct VariableAccess: Sendable {
  public var read: Set<String> = []
  public var assigned: Set<String> = []
}

/// What definitions change for all cells: types, methods of the library's functions, constants, declared types, precision.
public struct SharedDefinitions: Equatable {
  fileprivate var counts: [Int]
  fileprivate var documentation: [String: String]
  fileprivate var context: String
}

extension Machine {
  /// Begins a cell: what it makes bears the number, which is above those of the cells before.
  public func begin(cell number: Int32) {
    heap.begin(cell: number)
    state.pointee.cell = number
    state.pointee.changed = heap.changed.baseAddress
  }

  /// The numbers of the other cells whose objects were changed since the running cell began.
  public var changedCells: [Int32] {
    heap.changed.indices.filter { heap.changed[$0] == heap.maker && $0 != 0 && $0 != Int(heap.maker) }.map { Int32($0) }
  }

  /// What the last statement read and may have assigned, by the code that it entered; ask while ``Globals/isRecording``.
  public func takeAccess() -> VariableAccess {
    var read = globals.takeNoted()
    var assigned: Set<Int> = []
    var next = state.pointee.entered
    while let pointer = next {
      next = Unmanaged<Code>.fromOpaque(pointer)._withUnsafeGuaranteedRef { code in
        read.formUnion(code.variables.read)
        assigned.formUnion(code.variables.assigned)
        return code.nextEntered
      }
    }
    return VariableAccess(
      read: Set(read.map { globals.names[$0] }).union(globals.takeNotedNames()),
      assigned: Set(assigned.map { globals.names[$0] }))
  }

  /// What definitions have changed for all cells so far.
  public var sharedDefinitions: SharedDefinitions {
    let methods = Array(constructors.values) + Array(callables.values)
    return SharedDefinitions(
      counts: [
        types.count, abstractTypes.count, enumerations.count, extended.count, globals.constantCount,
        globals.declaredTypes.count, imported.count, moduleAliases.count, methods.count, methods.reduce(0) { $0 + $1.methods.count },
      ],
      documentation: documentation, context: "\(floatContext)")
  }

  /// Notes that the running statement enters a code.
  func noteEntry(_ code: Code) {
    if code.statement == state.pointee.statement { return }
    code.statement = state.pointee.statement
    code.nextEntered = state.pointee.entered
    state.pointee.entered = Unmanaged.passUnretained(code).toOpaque()
  }

  /// Notes that an object changes.
  func noteChange(of value: Value) {
    if value.tag.isObject { heap.noteChange(of: value.unsafe(HeapObject.self)) }
  }

  /// Notes what a native function may change: by its name its arguments, and the streams that it is given.
  @inline(__always)
  func noteChanges(by native: NativeFunction, _ arguments: UnsafeMutablePointer<Value>, _ count: Int) {
    for position in 0..<count where arguments[position].tag.isObject {
      let tag = arguments[position].tag
      if native.changesArguments ? tag != .function && tag != .string : tag == .host && arguments[position].host is TextStream {
        noteChange(of: arguments[position])
      }
    }
  }
}
