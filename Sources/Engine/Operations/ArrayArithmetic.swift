// Operators on arrays, ranges, strings and functions.

import Arrays

extension Machine {
  /// The value of an operator on operands that are not both numbers; `nil` if it has no meaning for them.
  func structured(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value? {
    try nested { try structuredResult(operation, a, b) }
  }

  private func structuredResult(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value? {
    func isArrayLike(_ value: Value) -> Bool { value.isArray || value.tag == .range }
    switch (isArrayLike(a), isArrayLike(b)) {
    case (true, true):
      switch operation {
      case .add, .subtract: return try elementwise(operation, a, b)
      case .multiply: return try matrixProduct(a, b)
      case .divide: return try rightDivision(a, b)
      default: return nil
      }
    case (true, false) where b.isNumber:
      switch operation {
      case .multiply:
        if let range = a.range, let result = rangeArithmetic(operation, range, b) { return result }
        return try scaled(a, operation, b, numberFirst: false)
      case .divide:
        if let range = a.range, let result = rangeArithmetic(operation, range, b) { return result }
        return try scaled(a, operation, b, numberFirst: false)
      case .power: return try matrixPower(a, b)
      default: return nil
      }
    case (false, true) where a.isNumber:
      switch operation {
      case .multiply:
        if let range = b.range, let result = rangeArithmetic(operation, range, a) { return result }
        return try scaled(b, operation, a, numberFirst: true)
      case .power where b.array?.rank == 2:
        // b^A = exp(A log b).
        return try callLibrary("exp", [try multiply(try callLibrary("log", [a]), b)])
      default: return nil
      }
    default: break
    }
    // The identity takes the size of its partner.
    if let identity = a.host as? IdentityObject ?? b.host as? IdentityObject {
      let result = try identity.combined(operation, a, b, self)
      if let result, operation == .add || operation == .subtract, let form = (a.array ?? b.array)?.form, form.isStructured {
        return marked(result, as: form.sum(withBand: Bandwidths(lower: 0, upper: 0), isSymmetric: true))
      }
      return result
    }
    if operation == .multiply {
      if a.isMissing && (b.string != nil || b.character != nil) || b.isMissing && (a.string != nil || a.character != nil) { return .missing }
      if let x = a.string ?? a.character.map({ String(Character($0)) }), let y = b.string ?? b.character.map({ String(Character($0)) }) {
        try heap.reserve(bytes: x.utf8.count + y.utf8.count)
        return heap.string(x + y)
      }
    }
    if operation == .power, let text = a.string, let count = exactInt(b), count >= 0 {
      try heap.reserve(count: count, stride: text.utf8.count)
      try countStep(count / 16)
      return heap.string(String(repeating: text, count: count))
    }
    if let character = a.character, let count = exactInt(b), let sum = Unicode.Scalar(UInt32(clamping: Int(character.value) + (operation == .subtract ? -1 : 1) * min(max(count, -(1 << 32)), 1 << 32))),
      operation == .add || operation == .subtract
    {
      return Value(sum)
    }
    if operation == .subtract, let x = a.character, let y = b.character { return Value(Int(x.value) - Int(y.value)) }
    if operation == .add, let x = b.character, let count = exactInt(a), let sum = Unicode.Scalar(UInt32(clamping: Int(x.value) + min(max(count, -(1 << 32)), 1 << 32))) {
      return Value(sum)
    }
    return nil
  }

  private func mismatch(_ name: String, _ a: [Int], _ b: [Int]) -> RuntimeError {
    func text(_ shape: [Int]) -> String {
      shape.count == 1 ? "a vector of length \(shape[0])" : shape.map(String.init).joined(separator: "×")
    }
    var hint: String?
    if name == "*" {
      let inner = (a.count < 2 ? 1 : a[1], b.first ?? 1)
      hint = "the inner dimensions \(inner.0) and \(inner.1) differ"
      if a.count == 2, b.count == 2, a[1] == b[1] { hint = (hint ?? "") + "; did you mean `A * B'`?" }
      else if a.count == 2, b.count == 2, a[0] == b[0] { hint = (hint ?? "") + "; did you mean `A' * B`?" }
      else if a == b { hint = (hint ?? "") + "; did you mean the element-wise product `A .* B`, or `dot(a, b)`?" }
    } else {
      hint = "the sizes are \(text(a)) and \(text(b))"
      if a.count == 2, b.count == 2, a == b.reversed() {
        hint = (hint ?? "") + "; did you mean `A \(name) B'`?"
      } else if zip(a, b).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) {
        hint = (hint ?? "") + "; a dot repeats the smaller one: `A .\(name) B`"
      }
    }
    return .dimensionMismatch("A is \(text(a)) and B is \(text(b))", hint: hint)
  }

  private func elementwise(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value {
    guard let x = try shape(a), let y = try shape(b) else { return .undefined }
    if x != y {
      let error = mismatch(operation.name, x, y)
      throw RuntimeError.dimensionMismatch(
        "dimensions must match: a has dims \(try axesText(x)), b has dims \(try axesText(y))", hint: error.hint)
    }
    if let x = a.range, let y = b.range, let range = combined(operation, x, y) { return range }
    let form = (a.array?.form ?? .plain).sum(with: b.array?.form ?? .plain)
    if let result = try packedArithmetic(operation, a, b) { return marked(result, as: form) }
    if x.contains(0), a.tag == .floatArray, b.tag == .floatArray { return heap.emptyArray(of: .float64, shape: x) }
    guard let p = try elements(a), let q = try elements(b) else { return .undefined }
    return marked(try promoted(try nested { try zip(p, q).map { try arithmetic(operation, $0, $1) } }, shape: x), as: form)
  }

  /// A new matrix under the type that tells its structure.
  private func marked(_ result: Value, as form: ArrayObject.Form) -> Value {
    if form != .plain { result.array?.form = form }
    return result
  }

  private func axesText(_ shape: [Int]) throws -> String {
    let axes = shape.map { "Base.OneTo(\($0))" }
    return "(" + axes.joined(separator: ", ") + (axes.count == 1 ? ",)" : ")") + ","
      .dropLast()
  }

  private func scaled(_ array: Value, _ operation: ArithmeticOperation, _ number: Value, numberFirst: Bool) throws -> Value {
    let result =
      try (numberFirst ? packedArithmetic(operation, number, array) : packedArithmetic(operation, array, number))
      ?? mapElements(array) {
        numberFirst ? try self.arithmetic(operation, number, $0) : try self.arithmetic(operation, $0, number)
      }
    // A multiple of a Hermitian matrix by a number that is not real is no such matrix.
    return array.array?.form == .hermitian && number.complex != nil ? result : keepForm(of: array, in: result)
  }

  /// Gives a result of the same size the wrapper (adjoint, diagonal, …) of what it was made from.
  func keepForm(of source: Value, in result: Value) -> Value {
    guard let from = source.array, let to = result.array, from.form != .plain, from.form != .bits else { return result }
    to.form = from.form.scaled
    to.isOfVector = from.isOfVector
    return result
  }

  /// The array of `transform` of each element, promoted to one type.
  public func mapElements(_ source: Value, _ transform: (Value) throws -> Value) throws -> Value {
    guard let shape = try shape(source), let elements = try elements(source) else { return .undefined }
    if elements.isEmpty { return heap.emptyArray(of: source.array?.slotType ?? source.range?.elementType ?? .any, shape: shape) }
    try countStep(elements.count)
    return try nested { try promoted(try elements.map(transform), shape: shape) }
  }

  // MARK: - Products

  /// `A * B` for matrices, vectors, and rows that are adjoints of vectors.
  func matrixProduct(_ a: Value, _ b: Value) throws -> Value {
    if let product = smallProduct(a, b) { return product }
    let form = (a.array?.form ?? .plain).product(with: b.array?.form ?? .plain)
    return marked(try matrixProductOfElements(a, b), as: form)
  }

  /// The product of a plain matrix of floats and another one or a vector, if they are small.
  func smallProduct(_ a: Value, _ b: Value) -> Value? {
    guard a.tag == .floatArray, b.tag == .floatArray else { return nil }
    return a.peek(ArrayObject.self) { x in b.peek(ArrayObject.self) { y in smallProduct(x, y) } }
  }

  private func smallProduct(_ x: ArrayObject, _ y: ArrayObject) -> Value? {
    guard x.rank == 2, y.rank == 2 || y.rank == 1, x.form == .plain, y.form == .plain, x.view == nil, y.view == nil,
      x.rows > 0, y.rows > 0
    else { return nil }
    let (m, inner) = (x.rows, y.rows)
    let n = y.count / inner
    guard x.count == m * inner, m * inner * n <= SmallProduct.largestWork else { return nil }
    // Shapes are shared where they are the same.
    let shape = y.rank == 2 && n == inner ? x.shape : m == inner ? y.shape : y.rank == 1 ? [m] : [m, n]
    let storage = ArrayStorage<Double>(uninitializedCount: m * n)
    SmallProduct.multiply(x.floats.baseAddress, y.floats.baseAddress, into: storage.baseAddress, m, inner, n)
    return heap.adopt(ArrayObject(storage, shape: shape))
  }

  private func matrixProductOfElements(_ a: Value, _ b: Value) throws -> Value {
    guard let x = try shape(a), let y = try shape(b) else { return .undefined }
    if !(1...2).contains(x.count) || !(1...2).contains(y.count) { throw noMethod("*", [a, b]) }
    if let row = a.array, row.isRowVector, y.count == 1 {
      // A row times a column is a number.
      if x[1] != y[0] { throw mismatch("*", x, y) }
      return try scalarProduct(a, b)
    }
    if x.count == 1, y.count == 1 { throw noMethod("*", [a, b], hint: "for the scalar product write `dot(a, b)` or `a' * b`, for the element-wise product `a .* b`") }
    // A vector is a column.
    let columns = x.count == 2 ? x[1] : 1
    if columns != y[0] { throw mismatch("*", x, y) }
    let rowsResult = x[0]
    let shape = y.count == 1 ? [rowsResult] : [rowsResult, y[1]]
    try heap.reserve(shape: shape)
    try countCost(Double(rowsResult) * Double(columns) * Double(y.count == 2 ? y[1] : 1) / 50)
    let keepsRow = a.array?.isRowVector == true && y.count == 2
    if let p = try floatArrayIfReal(a), let q = try floatArrayIfReal(b), isPacked(a, b) {
      return row(try product(p, q), keepsRow)
    }
    if let p = complexArray(a), let q = complexArray(b) {
      return row(try product(p, q), keepsRow)
    }
    guard let p = try elements(a), let q = try elements(b) else { return .undefined }
    var result: [Value] = []
    let inner = columns
    let resultColumns = y.count == 1 ? 1 : y[1]
    for j in 0..<resultColumns {
      for i in 0..<rowsResult {
        if inner == 0 {
          result.append(Value(0))
          continue
        }
        var sum = try multiply(p[i], q[j * inner])
        try countStep(inner)
        for k in 1..<max(1, inner) where k < inner {
          sum = try add(sum, try multiply(p[i + k * rowsResult], q[j * inner + k]))
        }
        result.append(sum)
      }
    }
    return row(try promoted(result, shape: shape), keepsRow)
  }

  /// Marks a 1×n product of a row and a matrix as a row again.
  private func row(_ value: Value, _ isRow: Bool) -> Value {
    if isRow, let array = value.array {
      array.form = .adjoint
      array.isOfVector = true
    }
    return value
  }

  /// Whether a product may be taken in floats: at least one operand holds floats, none anything but floats and integers.
  private func isPacked(_ a: Value, _ b: Value) -> Bool {
    func kind(_ value: Value) -> Int {
      if let range = value.range { return range.isFloat ? 2 : range.isInteger ? 1 : 0 }
      return value.tag == .floatArray ? 2 : value.tag == .integerArray || value.tag == .booleanArray ? 1 : 0
    }
    return kind(a) > 0 && kind(b) > 0 && max(kind(a), kind(b)) == 2
  }

  private func floatArrayIfReal(_ value: Value) throws -> DenseArray<Double>? {
    value.tag == .floatArray || value.tag == .integerArray || value.tag == .booleanArray || value.tag == .range
      ? try floatArray(value) : nil
  }

  private func complexArray(_ value: Value) -> DenseArray<Complex<Double>>? {
    if let dense = value.array?.denseComplexes { return dense }
    if let dense = value.array?.denseFloats {
      return DenseArray(columnMajor: dense.buffer.elements.map { Complex($0, 0) }, shape: dense.shape)
    }
    return nil
  }

  private func product(_ a: DenseArray<Double>, _ b: DenseArray<Double>) throws -> Value {
    heap.array(try linear { try self.asMatrix(a, like: b).multiplied(by: b) })
  }

  private func product(_ a: DenseArray<Complex<Double>>, _ b: DenseArray<Complex<Double>>) throws -> Value {
    heap.array(try linear { try self.asMatrix(a, like: b).multiplied(by: b) })
  }

  /// A vector on the left is a column.
  private func asMatrix<Element>(_ a: DenseArray<Element>, like b: DenseArray<Element>) -> DenseArray<Element> {
    a.rank == 1 && b.rank == 2 ? a.reshaped([a.count, 1]) : a
  }

  /// Σ aᵢ bᵢ in order, without conjugation.
  func scalarProduct(_ a: Value, _ b: Value) throws -> Value {
    if let p = a.array?.denseFloats, let q = b.array?.denseFloats {
      return Value(try linear { try p.flattened().dot(q.flattened()) })
    }
    guard let x = try elements(a), let y = try elements(b), let first = x.first, let other = y.first else { return Value(0) }
    var sum = try multiply(first, other)
    for (u, v) in zip(x, y).dropFirst() { sum = try add(sum, try multiply(u, v)) }
    return sum
  }

  private func matrixPower(_ a: Value, _ b: Value) throws -> Value {
    let power = try plainPower(a, b)
    guard let form = a.array?.form, form.isMirrored, power.array?.form == .plain, exactInt(b) != nil else { return power }
    return try structured(form == .symmetric ? "Symmetric" : "Hermitian", power)
  }

  private func plainPower(_ a: Value, _ b: Value) throws -> Value {
    guard let shape = try shape(a), shape.count == 2, shape[0] == shape[1] else {
      if let shape = try shape(a), shape.count == 2 {
        throw RuntimeError.dimensionMismatch("matrix is not square: dimensions are (\(shape[0]), \(shape[1]))")
      }
      return try { throw operatorMismatch("^", a, b) }()
    }
    guard let exponent = exactInt(b) else {
      return try callLibrary("#matrixpower", [a, b])
    }
    if exponent < 0 {
      let inverse = try callLibrary("inv", [a])
      // Nearly all of them: the magnitude of the least integer is none.
      return try matrixProduct(try plainPower(inverse, Value(-(exponent + 1))), inverse)
    }
    var result: Value?
    var square = a
    var bits = exponent
    while bits > 0 {
      if bits & 1 == 1 { result = try result.map { try matrixProduct($0, square) } ?? square }
      bits >>= 1
      if bits > 0 { square = try matrixProduct(square, square) }
    }
    guard let result else { return try identityMatrix(like: a, size: shape[0]) }
    // The first power is a matrix of its own, as all others are.
    guard exponent == 1 else { return result }
    let form = a.array?.form ?? .plain
    return marked(try mapElements(a) { $0 }, as: form.isStructured ? form : .plain)
  }

  private func identityMatrix(like a: Value, size: Int) throws -> Value {
    // Numbers of the library's own multiply with integers.
    let isOwn = a.tag == .array && a.array?.slots.first?.tag == .host
    let type = a.array.map(\.slotType).flatMap { $0.isSubtype(of: .number) && !$0.isAbstract && !isOwn ? $0 : nil } ?? .int64
    let (zero, one) = (try convert(Value(0), to: type), try convert(Value(1), to: type))
    return heap.array(of: type, (0..<size * size).map { $0 % (size + 1) == 0 ? one : zero }, shape: [size, size])
  }

  private func rightDivision(_ a: Value, _ b: Value) throws -> Value {
    // A / B = (B' \ A')'.
    let quotient = try adjoint(try callLibrary("\\", [try adjoint(b), try adjoint(a)]))
    if let array = quotient.array, !array.isOfVector { array.form = .plain }
    return quotient
  }

  /// What the constructor of a type of matrices makes of its arguments.
  public func structured(_ type: String, _ arguments: Value?...) throws -> Value {
    try callLibrary("#new:" + type, [.nothing] + arguments.compactMap { $0 })
  }

  /// Calls a function of the library by name.
  public func callLibrary(_ name: String, _ arguments: [Value], keywords: [(name: String, value: Value)] = []) throws -> Value {
    guard let native = library.functions[name] else { throw RuntimeError.undefined(name) }
    return try call(heap.adopt(FunctionObject(name: native.name, native: native)), arguments, keywords: keywords)
  }

  // MARK: - Adjoint

  /// The value of postfix `'`: the adjoint of an array or number, the derivative of a function.
  public func adjoint(_ value: Value) throws -> Value {
    if let array = value.array { return try transposed(array, conjugates: true) }
    switch value.tag {
    case .complex:
      guard let object = value.complex else { break }
      return heap.complex(object.real, try negate(object.imaginary))
    case .range: return try adjoint(collect(value))
    case .function: return try callLibrary("derivative", [value])
    case .structure where callables[value.structure?.type ?? .any] != nil: return try callLibrary("derivative", [value])
    case .host:
      if let result = try value.host?.apply("'", [value], self) { return result }
      return try callLibrary("derivative", [value])
    default: if value.isNumber { return value }
    }
    if let result = try extendedOperator("adjoint", [value]) { return result }
    if value.iterator is LazyArray || value.tag == .structure && value.dataType.arrayType != nil {
      let elements = try collect(value)
      if elements.isArray { return try adjoint(elements) }
    }
    throw noMethod(
      "adjoint", [value],
      hint: value.tag == .string || value.tag == .character ? "text is written in double quotes: \"text\"" : nil)
  }

  /// The transpose, with elements conjugated if asked for; that of a vector is a row.
  public func transposed(_ array: ArrayObject, conjugates: Bool) throws -> Value {
    if array.rank > 2 { throw noMethod("adjoint", [Value(array)]) }
    let form: ArrayObject.Form = conjugates ? .adjoint : .transpose
    if array.isRowVector {
      let column = heap.adopt(array.copied(shape: [array.count], heap: heap))
      return conjugates && array.form == .adjoint || array.tag != .complexArray ? try withElementsTurned(column, conjugates) : column
    }
    if array.rank == 0 { return Value(array) }
    let isVector = array.rank == 1
    try heap.reserve(bytes: array.byteCount)
    let result: ArrayObject
    if isVector {
      // A row shares its elements with the vector, unless they are conjugated.
      let shares = array.tag != .complexArray && array.tag != .array || !conjugates && array.tag == .complexArray
      let shape = [1, array.count]
      result = shares ? array.reshaped(shape, heap: heap) : array.copied(shape: shape, heap: heap)
    } else if let dense = array.denseFloats {
      result = ArrayObject(dense.transposed())
    } else {
      let (m, n) = (array.shape[0], array.shape[1])
      let positions = (0..<m).flatMap { i in (0..<n).map { j in i + j * m } }
      result = array.gathered(positions, shape: [n, m], heap: heap)
    }
    let value = try withElementsTurned(heap.adopt(result), conjugates)
    if let object = value.array {
      // The adjoint of an adjoint is the array again.
      let undoes = array.form == .adjoint || array.form == .transpose
      object.form = undoes && !isVector ? .plain : array.form.transposed == .plain ? form : array.form.transposed
      object.isOfVector = isVector
    }
    return value
  }

  /// The array with its elements conjugated, if asked for; elements that are arrays are blocks, which turn with the whole.
  private func withElementsTurned(_ value: Value, _ conjugates: Bool) throws -> Value {
    guard let array = value.array else { return value }
    if conjugates, array.tag == .complexArray {
      for position in 0..<array.count {
        let z = array.complexes[position]
        array.complexes[position] = z.conjugate
      }
      return value
    }
    func isTurned(_ element: Value) -> Bool {
      element.isArray || element.host?.writableShape != nil
        || conjugates && (element.tag == .complex || element.tag == .host && element.dataType.isSubtype(of: .number))
    }
    guard array.tag == .array, array.slots.contains(where: isTurned) else { return value }
    return try mapElements(value) { element in
      if let block = element.array { return try self.transposed(block, conjugates: conjugates) }
      if !conjugates, let host = element.host { return try host.apply("transpose", [element], self) ?? element }
      return element.isUndefined || !conjugates || element.tag == .host && !isTurned(element) ? element : try self.adjoint(element)
    }
  }

  // MARK: - Errors of linear algebra

  /// Runs linear algebra and gives its errors the language's names.
  public func linear<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as LinearAlgebraError {
      throw runtimeError(error)
    }
  }
}
