// Writing elements: `x[i] = v`, entries of dictionaries, and the conversion to what a container holds.

import Arrays

extension Machine {
  public func setIndex(_ target: Value, _ indices: [Value], _ value: Value) throws {
    if try extendedOperator("setindex!", [target, value] + indices) != nil { return }
    if let dictionary = target.dictionary {
      let key = indices.count == 1 ? indices[0] : heap.tuple(indices)
      try store(in: dictionary, key, value)
      return
    }
    if let reference = target.host as? ReferenceObject, indices.isEmpty { return reference.set(value, heap) }
    if target.tag == .structure || target.tag == .iterator, let store = try elementStore(target),
      !indices.allSatisfy({ $0.tag == .integer }) || target.tag == .iterator
    {
      return try setIndex(store, target, indices, value)
    }
    guard let array = target.array else {
      throw noMethod(
        "setindex!", [target, value] + indices,
        hint: target.tag == .string ? "strings cannot be changed: make a new one"
          : target.tag == .range ? "ranges cannot be changed: collect(r) makes a vector"
          : target.tag == .tuple ? "tuples cannot be changed: use a vector" : nil)
    }
    let indices = flattened(indices)
    if indices.isEmpty, array.count != 1 { throw outOfBounds(target, indices) }
    try requireAllDimensions(array.shape, target, indices)
    let lengths = indices.count == 1 ? [array.count] : effectiveShape(array, count: indices.count)
    let selections = try zip(indices, lengths).map { try selection($0, length: $1, of: target, indices) }
    if let position = singlePosition(selections, lengths) {
      try requireEntry(position, of: array, for: value)
      array.setElement(position, try converted(value, for: array), heap)
      return
    }
    // A slice takes an array of the same number of elements.
    let positions = positions(selections, lengths)
    let value = try value.host?.denseArray(self) ?? value
    guard let elements = value.isArray || value.tag == .range || value.tag == .iterator ? try elements(value) : nil else {
      throw singleValueForMany
    }
    if selections.count > 1, let given = try shape(value) {
      let wanted = zip(selections, lengths).flatMap { $0.resultShape(of: $1) }
      guard given.filter({ $0 != 1 }) == wanted.filter({ $0 != 1 }) else {
        let texts = [given, wanted].map { $0.map(String.init).joined(separator: "×") }
        throw RuntimeError.dimensionMismatch("tried to assign \(texts[0]) array to \(texts[1]) destination")
      }
    }
    guard elements.count == positions.count else {
      throw destinationMismatch(elements.count, zip(selections, lengths).flatMap { $0.resultShape(of: $1) })
    }
    for (position, element) in zip(positions, elements) { try requireEntry(position, of: array, for: element) }
    for (position, element) in zip(positions, elements) {
      array.setElement(position, try converted(element, for: array), heap)
    }
  }

  public var singleValueForMany: RuntimeError {
    .argument(
      "indexed assignment with a single value to possibly many locations is not supported; perhaps use broadcasting `.=` instead?",
      hint: "write `.=`")
  }

  public func destinationMismatch(_ count: Int, _ shape: [Int]) -> RuntimeError {
    .dimensionMismatch("tried to assign \(count) elements to \(shape.map(String.init).joined(separator: "×")) destinations")
  }

  /// Checks that a structured matrix has a place for the value: zeros may be stored where a triangular one has
  /// zeros, and symmetric ones take only what lies on the diagonal.
  func requireEntry(_ position: Int, of array: ArrayObject, for value: Value) throws {
    if array.isCopiedTranspose {
      throw RuntimeError.argument(
        "the \(array.form == .adjoint ? "adjoint" : "transpose") of a matrix cannot be written: it is no view of it here",
        hint: "write into the matrix itself; copy(A') makes one that takes any entry")
    }
    if !array.form.isStructured || array.rows == 0 { return }
    let (column, row) = position.quotientAndRemainder(dividingBy: array.rows)
    let place = "(\(row + 1), \(column + 1))"
    if row == column {
      guard array.form.hasUnitDiagonal, value.asDouble != 1 else { return }
      throw RuntimeError.argument(
        "cannot set index on the diagonal \(place) of a \(array.form.typeName) matrix to a non-unit value "
          + "(\(try compactText(of: value)))", hint: "Matrix(A) makes a matrix that takes any entry")
    }
    let isZero = array.form.isZero(row: row, column: column)
    if isZero, value.isNumber, value.asDouble == 0 { return }
    let message: String
    switch array.form {
    case .symmetric, .hermitian:
      message = "Cannot set a non-diagonal index in a \(array.form == .symmetric ? "symmetric" : "Hermitian") matrix"
    default:
      guard isZero else { return }
      let nonzero = "to a nonzero value (\(try compactText(of: value)))"
      let name = array.form.typeName
      let part = row > column ? "lower" : "upper"
      let article = name.hasPrefix("Upper") ? "an" : "a"
      message = "cannot set index in the \(part) triangular part \(place) of \(article) \(name) matrix \(nonzero)"
    }
    throw RuntimeError.argument(message, hint: "Matrix(A) makes a matrix that takes any entry")
  }

  /// Stores an entry, converting to the declared types of keys and values.
  public func store(in dictionary: DictionaryObject, _ key: Value, _ value: Value) throws {
    let key = dictionary.keyType === DataType.any || key.isInstance(of: dictionary.keyType)
      ? key : try convert(key, to: dictionary.keyType)
    let value = dictionary.valueType === DataType.any || value.isInstance(of: dictionary.valueType)
      ? value : try convert(value, to: dictionary.valueType)
    dictionary.set(key, value, heap)
  }

  /// The value as the array's element type.
  public func converted(_ value: Value, for array: ArrayObject) throws -> Value {
    switch array.tag {
    case .floatArray where value.tag == .float, .integerArray where value.tag == .integer,
      .booleanArray where value.tag == .boolean:
      return value
    case .array where array.slotType === DataType.any: return value
    default:
      if value.isInstance(of: array.slotType) { return value }
      if value.tag == .dual, array.tag == .floatArray {
        throw noMethod(
          "Float64", [value],
          hint: "the function is being differentiated, and this array holds plain floats: make it with zeros(eltype(x), n), or build a new array")
      }
      return try convert(value, to: array.slotType)
    }
  }
}
