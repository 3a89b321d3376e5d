// Making values: the short way from Swift data to slots.

import Arrays
import Exact

extension Heap {
  public func string(_ string: String) -> Value { adopt(StringObject(string)) }

  /// Text cut out of another, a `SubString`.
  public func subString(_ string: String) -> Value { adopt(StringObject(string, isPart: true)) }

  public func tuple(_ elements: [Value]) -> Value { adopt(TupleObject(elements, heap: self)) }

  public func namedTuple(_ names: [Symbol], _ elements: [Value]) -> Value {
    adopt(TupleObject(elements, names: names, tag: .namedTuple, heap: self))
  }

  public func pair(_ first: Value, _ second: Value) -> Value {
    adopt(TupleObject([first, second], tag: .pair, heap: self))
  }

  public func array(_ array: DenseArray<Double>) -> Value { adopt(ArrayObject(array)) }
  public func array(_ array: DenseArray<Int>) -> Value { adopt(ArrayObject(array)) }
  public func array(_ array: DenseArray<Bool>) -> Value { adopt(ArrayObject(array)) }
  public func array(_ array: DenseArray<Complex<Double>>) -> Value { adopt(ArrayObject(array)) }

  public func vector(_ elements: [Double]) -> Value { array(DenseArray(elements)) }
  public func vector(_ elements: [Int]) -> Value { array(DenseArray(elements)) }

  /// An array of slots with a declared element type, packed if that type is.
  public func array(of type: DataType, _ elements: [Value], shape: [Int]? = nil) -> Value {
    let shape = shape.flatMap { $0.clampedElementCount == elements.count ? $0 : nil } ?? [elements.count]
    switch type {
    case .float64: return array(DenseArray(columnMajor: elements.map(\.unsafeFloat), shape: shape))
    case .int64: return array(DenseArray(columnMajor: elements.map(\.unsafeInteger), shape: shape))
    case .bool: return array(DenseArray(columnMajor: elements.map(\.unsafeBoolean), shape: shape))
    case .complexF64:
      return array(DenseArray(columnMajor: elements.map { $0.unsafe(ComplexObject.self).double }, shape: shape))
    default:
      return adopt(ArrayObject(DenseArray(columnMajor: elements, shape: shape), elementType: type, heap: self))
    }
  }

  /// An array without elements, or of rank above one with a zero dimension.
  public func emptyArray(of type: DataType, shape: [Int] = [0]) -> Value { array(of: type, [], shape: shape) }

  /// A vector of strings.
  public func strings(_ strings: [String]) -> Value { array(of: .string, strings.map { string($0) }) }

  public func complex(_ value: Complex<Double>) -> Value {
    // `real` and `imaginary` are NaN for all numbers that are not finite.
    adopt(ComplexObject(real: Value(value.rawStorage.x), imaginary: Value(value.rawStorage.y), heap: self))
  }

  /// A complex number of two parts of one type.
  public func complex(_ real: Value, _ imaginary: Value) -> Value {
    adopt(ComplexObject(real: real, imaginary: imaginary, heap: self))
  }

  /// A `BigInt`; see `BigIntegerObject.isExplicit`.
  public func big(_ value: BigInteger, isExplicit: Bool = true) -> Value {
    adopt(BigIntegerObject(value, isExplicit: isExplicit))
  }

  public func big(_ value: BigFloat) -> Value { adopt(BigFloatObject(value)) }

  /// An integer that is an `Int` where it fits.
  public func integer(_ value: BigInteger) -> Value {
    if let small = Int(exactly: value) { return Value(small) }
    return big(value, isExplicit: false)
  }

  public func dual(_ value: Value, _ partials: [Value], level: Int) -> Value {
    adopt(DualObject(value: value, partials: partials, level: level, heap: self))
  }
}

extension Heap {
  /// A function of any arguments that Swift code answers.
  public func function(named name: String, body: @escaping NativeFunction.Body) -> Value {
    let native = NativeFunction(
      name: name, signature: name, help: "", example: "", source: nil, topic: "", arity: Arity(0...), keywords: ["..."], real: nil,
      elementary: nil, quick: nil, body: body)
    return adopt(FunctionObject(name: name, native: native))
  }
}
