// Functions of the library that know nothing of objects which stand for arrays: sparse and banded matrices.

import Engine

extension Library {
  /// Lets functions that look at all elements take such objects as the dense arrays that they stand for. What is bound later
  /// may do better for some of them.
  mutating func takeArrayObjectsAsDense() {
    takeAsDense(
      [
        "mean", "var", "std", "median", "prod", "sum", "minimum", "maximum", "extrema", "findmax", "findmin", "argmax", "argmin", "count", "all",
        "any", "diff", "cumsum", "cumprod", "accumulate", "reduce", "mapreduce", "mapslices", "map", "sort", "sortslices", "repeat", "eachrow",
        "eachcol", "eachslice", "selectdim", "reverse", "circshift", "permutedims", "rot180", "rotl90", "rotr90", "cor", "cov", "normalize",
        "nullspace", "pinv", "exp", "log", "sqrt", "cis", "hessenberg", "schur", "reshape", "broadcast", "≉",
      ]) { $0.host?.writableShape != nil || $0.isElementView }
    takeAsDense(["eigen", "eigvals", "eigvecs", "svd", "//", "Rational", "unique", "sortperm"]) { $0.host?.yieldsToArray == true }
  }

  private mutating func takeAsDense(_ names: [String], where isTaken: @escaping @Sendable (Value) -> Bool) {
    for name in names where functions[name] != nil {
      wrap(name) { call, own in
        guard call.hasArgument(where: isTaken) else { return try own(call) }
        let (machine, keywords) = (call.machine, call.keywords)
        if keywords.isEmpty {
          for value in call.values where isTaken(value) {
            if let result = try value.host?.apply(name, call.values, machine) { return result }
          }
        }
        let arguments = try call.values.map { value in
          isTaken(value) ? try value.host?.denseArray(machine) ?? machine.collect(value) : value
        }
        return try machine.callLibrary(name, arguments, keywords: keywords)
      }
    }
  }
}

extension Call {
  fileprivate func hasArgument(where condition: (Value) -> Bool) -> Bool {
    for position in 0..<count where condition(self[position]) { return true }
    return false
  }
}
