// Constructors of the matrix types that store all elements and tell their structure: Symmetric, UpperTriangular, …

import Engine

extension Library {
  mutating func addStructuredTypes() {
    addMirroredTypes()
    addTriangularTypes()
    for (name, function) in [("Adjoint", "adjoint"), ("Transpose", "transpose")] {
      add("#new:\(name)(T, A)", "", arity: 2) { call in try call.machine.callLibrary(function, [call[1]]) }
    }
    add("#new:UniformScaling(T, x)", "", arity: 2) { call in
      guard call[1].isNumber else { throw call.machine.noMethod("UniformScaling", [call[1]]) }
      return call.heap.adopt(IdentityObject(scale: call[1], heap: call.heap))
    }
  }

  /// Lets `UpperTriangular{Float64}(A)` and its like convert the elements.
  mutating func addElementTypesOfStructuredTypes() {
    for name in [
      "Symmetric", "Hermitian", "UpperTriangular", "LowerTriangular", "UnitUpperTriangular", "UnitLowerTriangular", "UpperHessenberg",
      "Diagonal", "Bidiagonal", "Tridiagonal", "SymTridiagonal",
    ] {
      wrap("#new:\(name)") { call, own in
        guard case .type(let element)? = call[0].type?.parameters.first, call.count > 1 else { return try own(call) }
        let machine = call.machine
        if name == "Diagonal", call.count == 3, call[1].host is UndefinedInitializer {
          let vector = Value(DataType.array(element, rank: 1))
          return try machine.structured(name, machine.callLibrary("#new:Array", [vector, call[1], call[2]]))
        }
        return try machine.callLibrary(
          "#new:\(name)",
          [.nothing]
            + call.values.dropFirst().map { value in
              let value = try value.host?.denseArray(machine) ?? value
              return value.isArray || value.tag == .range ? try machine.convertElements(of: machine.collect(value), to: Value(element)) : value
            })
      }
    }
  }

  private mutating func addMirroredTypes() {
    for (name, form, isHermitian) in [("Symmetric", ArrayObject.Form.symmetric, false), ("Hermitian", .hermitian, true)] {
      add("#new:\(name)(T, A, uplo)", "", arity: Arity(2...3)) { call in
        let machine = call.machine
        let isLower = call.count == 3 && (call[2].symbol?.name == "L" || call[2].character == "L")
        let (n, elements) = try machine.squareElements(call[1], name)
        func element(_ i: Int, _ j: Int) throws -> Value {
          if isLower ? i > j : i < j { return elements[i + j * n] }
          if i == j {
            guard isHermitian, let complex = elements[i + j * n].complex else { return elements[i + j * n] }
            return machine.heap.complex(complex.real, try machine.zero(like: complex.real))
          }
          return isHermitian ? try machine.adjoint(elements[j + i * n]) : elements[j + i * n]
        }
        let result = try machine.matrix(order: n, of: call[1], elements, element)
        result.array?.mark(as: form)
        result.array?.keepsLowerTriangle = isLower
        return result
      }
    }
    add(
      "uplo(S)", "The triangle that a `Symmetric` or `Hermitian` matrix was made from, `:U` or `:L`.", arity: 1,
      example: "LinearAlgebra.uplo(Symmetric([1 2; 3 4], :L))  # => :L"
    ) { call in
      guard let array = call[0].array, array.form.isMirrored else { throw call.noMethod() }
      return call.heap.symbol(array.keepsLowerTriangle ? "L" : "U")
    }
  }

  private mutating func addTriangularTypes() {
    let types: [(String, ArrayObject.Form)] = [
      ("UpperTriangular", .upperTriangular), ("LowerTriangular", .lowerTriangular),
      ("UnitUpperTriangular", .unitUpperTriangular), ("UnitLowerTriangular", .unitLowerTriangular),
      ("UpperHessenberg", .upperHessenberg),
    ]
    for (name, form) in types {
      add("#new:\(name)(T, A)", "", arity: 2) { call in
        let machine = call.machine
        let (n, elements) = try machine.squareElements(call[1], name)
        let hasUnitDiagonal = name.hasPrefix("Unit")
        let one = hasUnitDiagonal ? try elements.first.flatMap { try machine.number(1, ofType: $0.dataType) } : nil
        let result = try machine.matrix(order: n, of: call[1], elements) { i, j in
          if i == j, let one { return one }
          return form.isZero(row: i, column: j) ? nil : elements[i + j * n]
        }
        result.array?.mark(as: form)
        return result
      }
    }
  }

}

extension Machine {
  fileprivate func squareElements(_ value: Value, _ name: String) throws -> (n: Int, elements: [Value]) {
    if value.isNumber { return (1, [value]) }
    guard value.isArray || value.host != nil, let shape = try shape(value), shape.count == 2, let elements = try elements(value) else {
      throw noMethod(name, [value])
    }
    return (try squareOrder(shape), elements)
  }

  /// A square matrix, which has the element type of its source also where it is empty.
  fileprivate func matrix(order n: Int, of source: Value, _ elements: [Value], _ element: (Int, Int) throws -> Value?) throws -> Value {
    if n == 0 { return heap.emptyArray(of: try elementType(of: source), shape: [0, 0]) }
    return try matrix(rows: n, columns: n, like: elements, element)
  }
}
