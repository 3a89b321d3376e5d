// Functions of the library that know nothing of objects which stand for arrays: sparse and banded matrices.

import Engine

extension Library {
  /// Lets functions that look at all elements take such objects as the dense arrays that they stand for. What is bound later
  /// may do better for some of them.
  mutating func takeArrayObjectsAsDense() {
    for name in [
      "mean", "var", "std", "median", "prod", "sum", "minimum", "maximum", "extrema", "findmax", "findmin", "argmax", "argmin", "count", "all", "any",
      "diff", "cumsum", "cumprod", "accumulate", "reduce", "mapreduce", "mapslices", "map", "sort", "sortslices", "repeat", "eachrow", "eachcol",
      "eachslice", "selectdim", "reverse", "circshift", "permutedims", "rot180", "rotl90", "rotr90", "cor", "cov", "normalize", "nullspace", "pinv",
      "exp", "log", "sqrt", "hessenberg", "schur", "reshape",
    ] where functions[name] != nil {
      wrap(name) { call, own in
        guard call.hasArrayObject else { return try own(call) }
        let (machine, keywords) = (call.machine, call.keywords)
        if keywords.isEmpty {
          for value in call.values where value.host?.writableShape != nil {
            if let result = try value.host?.apply(name, call.values, machine) { return result }
          }
        }
        return try machine.callLibrary(
          name, call.values.map { try $0.host?.writableShape == nil ? $0 : $0.host?.denseArray(machine) ?? $0 }, keywords: keywords)
      }
    }
  }
}

extension Call {
  fileprivate var hasArrayObject: Bool {
    for position in 0..<count where self[position].host?.writableShape != nil { return true }
    return false
  }
}
