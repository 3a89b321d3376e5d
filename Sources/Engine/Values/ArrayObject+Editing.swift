// What native functions may do to arrays and functions beyond reading them.

import Arrays

extension ArrayObject {
  /// The same elements under another shape, shared; `count` must agree.
  public func sharing(shape: [Int], heap: Heap) -> ArrayObject { reshaped(shape, heap: heap) }

  /// Stores a value that is already of the element type at a position counted from zero.
  public func store(_ value: Value, at position: Int, _ heap: Heap) { setElement(position, value, heap) }

  /// The elements in storage of their own.
  public func duplicate(heap: Heap) -> ArrayObject { copied(heap: heap) }

  /// A new array of the same element type whose elements are taken from the given positions.
  public func selecting(_ positions: some Collection<Int>, shape: [Int], heap: Heap) -> ArrayObject {
    gathered(positions, shape: shape, heap: heap)
  }

  /// Inserts a value that is already of the element type before a position of a vector counted from zero.
  public func insertElement(_ value: Value, before position: Int, _ heap: Heap) {
    insert(value, at: position, heap)
  }

  /// Removes the elements of a vector at the positions of a range counted from zero.
  public func removeElements(_ range: Range<Int>, _ heap: Heap) { remove(range, heap) }

  /// Gives the array the type that Julia has for its form; of an adjoint, whether it is that of a vector.
  public func setForm(_ form: Form, isOfVector: Bool = false) {
    self.form = form
    self.isOfVector = isOfVector
  }

  /// Whether this shows elements of another array.
  public var isView: Bool { origin != nil }

  /// Whether this is a view of consecutive elements, which `denseFloats` and the like copy.
  public var isWindow: Bool { origin != nil && tag != .array }

  /// Whether this is the adjoint or transpose of a vector.
  public var wrapsVector: Bool { isOfVector }
}

extension FunctionObject {
  /// The library's function of this name.
  public var libraryFunction: NativeFunction? { native }

  /// Whether blocks added no methods to it.
  public var isLibraryOnly: Bool { methods.isEmpty && native != nil }
}

extension Heap {
  /// The value of a function of the library.
  public func function(_ native: NativeFunction) -> Value { adopt(FunctionObject(name: native.name, native: native)) }
}
