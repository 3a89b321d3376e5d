// Arrays of bits, which stay such in functions that move elements or leave some out.

import Engine

extension Library {
  /// Lets functions that know nothing of `BitArray` give one where they are given one.
  mutating func keepBitArrays() {
    for name in [
      "reverse", "circshift", "permutedims", "repeat", "filter", "shuffle", "similar", "zero", "vec", "rot180", "rotl90", "rotr90", "accumulate",
    ] where functions[name] != nil {
      wrap(name) { call, own in
        let result = try own(call)
        if result.tag == .booleanArray, let array = result.array, array.form == .plain, call.firstArray?.form == .bits { array.setForm(.bits) }
        return result
      }
    }
  }
}

extension Call {
  fileprivate var firstArray: ArrayObject? {
    for position in 0..<count { if let array = self[position].array { return array } }
    return nil
  }
}
