// The size of types: values may be nested a million deep, or share parts so that written out they would be larger than memory.

extension DataType {
  /// How deep types may stand in a type, and how many in all; where there would be more, `Any` stands for the parameters that
  /// have parameters themselves.
  static let heightLimit = 64
  static let sizeLimit = 1_000

  /// The height and the size of a type of this kind.
  static func extent(of kind: Kind, _ parameters: [Parameter]) -> (height: Int, size: Int) {
    var (height, size) = (0, 1)
    func add(_ type: DataType) {
      height = max(height, type.height)
      size += type.size
    }
    switch kind {
    case .nominal:
      for parameter in parameters {
        switch parameter {
        case .type(let type), .below(let type): add(type)
        case .integer, .symbol, .open: break
        }
      }
    case .variable(let bound): add(bound)
    case .union(let types), .tuple(let types, _): for type in types { add(type) }
    case .singleton(let type): add(type)
    }
    return (height + 1, size)
  }

  /// Whether a type may be made of these.
  static func fits(_ types: [DataType]) -> Bool {
    var size = 1
    for type in types {
      if type.height >= heightLimit { return false }
      size += type.size
    }
    return size <= sizeLimit
  }

  /// The types where one may be made of them, else with `Any` for those that are made of others.
  static func bounded(_ types: [DataType]) -> [DataType] {
    fits(types) ? types : types.map { $0.size > 1 ? any : $0 }
  }

  /// The parameters where a type may have them, else with `Any` for those that are made of others.
  static func bounded(_ parameters: [Parameter]) -> [Parameter] {
    let types = parameters.compactMap { parameter -> DataType? in
      switch parameter {
      case .type(let type), .below(let type): type
      case .integer, .symbol, .open: nil
      }
    }
    if fits(types) { return parameters }
    return parameters.map { parameter in
      switch parameter {
      case .type(let type) where type.size > 1: .type(any)
      case .below(let type) where type.size > 1: .below(any)
      default: parameter
      }
    }
  }

  /// The types of a tuple's elements; of more than a type may have, the one type that all have, repeated.
  static func bounded(_ elements: [DataType], isVariadic: Bool) -> (elements: [DataType], isVariadic: Bool) {
    if elements.count < sizeLimit { return (bounded(elements), isVariadic) }
    let first = elements[0]
    return (bounded([elements.allSatisfy { $0 === first } ? first : any]), true)
  }
}
