// Native functions that the fast tier of the machine calls itself, without the ceremony of a `Call`.

/// What does a plain call at once, in the calling convention of C; written as
/// `{ quick($0, $1, $2, $3, $4) { machine, call in … } }`.
public typealias QuickBody = @convention(c) (
  UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int32, UnsafeRawPointer?, UnsafeMutableRawPointer?
) -> Int32

/// The arguments of a call from the fast tier.
public struct QuickCall {
  let arguments: UnsafeMutablePointer<Value>
  public let count: Int
  /// A tuple of the names of the keyword values that stand after the arguments.
  let names: UnsafePointer<Value>?

  @inline(__always) public subscript(position: Int) -> Value { arguments[position] }

  public var hasKeywords: Bool { names != nil }

  /// The one keyword value that was given, if it has this name and is an integer.
  public func integer(keyword name: Symbol) -> Int? {
    guard let names, arguments[count].tag == .integer, names.pointee.tag == .tuple else { return nil }
    let isThis = names.pointee.peek(TupleObject.self) { tuple in
      tuple.elements.count == 1 && tuple.elements[0].bits == UInt64(name.index)
    }
    return isThis ? arguments[count].unsafeInteger : nil
  }
}

/// Runs `body` on a call from the fast tier. It gives a value whose reference is counted for the caller (`Heap.own`,
/// `Heap.retain`), or `nil`, with nothing changed, for a call that the function's own body does; it may not throw, call
/// into the language, or leave anything in the pool.
@inline(__always)
public func quick(
  _ machine: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?, _ count: Int32, _ names: UnsafeRawPointer?,
  _ result: UnsafeMutableRawPointer?, _ body: (Machine, QuickCall) -> Value?
) -> Int32 {
  guard let machine, let arguments, let result else { return 0 }
  let call = QuickCall(
    arguments: arguments.assumingMemoryBound(to: Value.self), count: Int(count),
    names: names?.assumingMemoryBound(to: Value.self))
  guard let value = Unmanaged<Machine>.fromOpaque(machine)._withUnsafeGuaranteedRef({ body($0, call) }) else { return 0 }
  result.storeBytes(of: value, as: Value.self)
  return 1
}

extension Symbol {
  /// The name of a keyword.
  public static let base = Symbol("base")
}

extension Machine {
  /// `string(xs...; base)` of integers, strings and characters.
  func quickString(_ call: QuickCall) -> Value? {
    let mark = scratch.count
    if call.hasKeywords {
      guard call.count == 1, let integer = call[0].integer, let base = call.integer(keyword: .base), (2...36).contains(base)
      else { return nil }
      scratch.append(integer, radix: base)
      return heap.own(textOf: scratch, from: mark, length: scratch.count - mark)
    }
    if call.count == 1, call[0].tag == .integer {
      scratch.append(call[0].unsafeInteger)
      return heap.own(textOf: scratch, from: mark, length: scratch.count - mark)
    }
    for position in 0..<call.count where !writePlain(call[position], to: scratch) {
      scratch.drop(to: mark)
      return nil
    }
    return heap.own(textOf: scratch, from: mark)
  }
}
