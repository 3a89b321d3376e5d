// Linear algebra of arrays of `Float32`: computed in double precision, and given in the precision of the arrays.

import Arrays
import Engine

extension Library {
  /// Lets the functions of linear algebra answer arrays of `Float32` with numbers of that kind.
  mutating func addSinglePrecision() {
    for name in [
      "\\", "/", "inv", "pinv", "det", "logdet", "logabsdet", "norm", "opnorm", "cond", "condskeel", "normalize", "nullspace", "rref", "lu", "qr", "lq",
      "cholesky", "bunchkaufman", "ldlt", "eigen", "eigvals", "eigvecs", "eigmax", "eigmin", "svd", "svdvals", "schur", "hessenberg", "lyap",
      "sylvester", "factorize", "exp", "log", "sqrt",
    ] where functions[name] != nil {
      wrap(name) { call, own in
        let result = try own(call)
        return try call.isInSinglePrecision ? call.machine.inSinglePrecision(result) : result
      }
    }
  }
}

extension Call {
  /// Whether there is an array of `Float32` or a factorisation of one among the arguments, and no array of higher precision.
  fileprivate var isInSinglePrecision: Bool {
    var isSingle = false
    for position in 0..<count {
      let value = self[position]
      if let array = value.array {
        guard array.tag == .array || array.tag == .integerArray || array.tag == .booleanArray else { return false }
        if array.tag != .array { continue }
        guard array.slotType === DataType.float32 || array.slotType === DataType.complex(.float32) else { return false }
        isSingle = true
      } else if let factors = value.host as? FactorizationObject {
        guard factors.isSingle else { return false }
        isSingle = true
      }
    }
    return isSingle
  }
}

extension Machine {
  /// The floats in a result rounded to `Float32`.
  func inSinglePrecision(_ value: Value) throws -> Value {
    switch value.tag {
    case .float: return Value(Float(value.unsafeFloat))
    case .complex:
      return value.dataType === DataType.complexF64 ? try convert(value, to: .complex(.float32)) : value
    case .tuple: return heap.tuple(try (value.tuple?.elements ?? []).map { try inSinglePrecision($0) })
    case .floatArray, .complexArray:
      guard let array = value.array else { return value }
      let elements = try (0..<array.count).map { try inSinglePrecision(array.element($0, heap)) }
      let type = value.tag == .floatArray ? DataType.float32 : .complex(.float32)
      let result = heap.array(of: type, elements, shape: array.shape)
      if array.form.isStructured { result.array?.mark(as: array.form) }
      return result
    case .host:
      if let factors = value.host as? FactorizationObject { factors.isSingle = true }
      if let factor = value.host as? OrthogonalObject { factor.isSingle = true }
      return value
    default: return value
    }
  }
}

extension DataType {
  /// The type with `Float32` in the places of `Float64`.
  var inSinglePrecision: DataType {
    if self === DataType.float64 { return .float32 }
    if self === DataType.complexF64 { return .complex(.float32) }
    guard !parameters.isEmpty else { return self }
    let parameters = parameters.map { parameter in
      if case .type(let type) = parameter { Parameter.type(type.inSinglePrecision) } else { parameter }
    }
    return name == "Array" ? .array(parameters) : .parametric(name, parameters, supertype: supertype ?? .any)
  }
}
