// `@steps`: computations with matrices as a textbook shows them.

import Engine
import Exact

extension Library {
  mutating func addSteps() {
    // The name of a function and its arguments; or only the text of something else.
    add("#steps(name, arguments...)", "", arity: Arity(1...)) { call in
      let arguments = Array(call.values.dropFirst())
      guard let name = call[0].string, let steps = try call.machine.steps(of: name, arguments) else {
        throw RuntimeError.argument(
          "`@steps` shows the computation of rref(A), A \\ b, det(A), inv(A), lu(A), qr(A), cholesky(A) and eigen(A), not of "
            + "`\(call[0].string ?? "")`",
          hint: "the value is `(@steps rref(A)).result`")
      }
      return steps
    }
  }
}

/// A computation step by step, and its value.
final class StepsObject: HostObject {
  private let written: String
  private let tex: String
  private let result: Value

  init(text: String, tex: String, result: Value, heap: Heap) {
    written = text
    self.tex = tex
    self.result = result
    super.init()
    heap.retain(result)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(result) }

  override var byteCount: Int { written.utf8.count + tex.utf8.count }
  override var type: DataType { .named("Steps") }
  override var propertyNames: [String] { ["result"] }
  override func property(_ name: String, _ machine: Machine) throws -> Value? { name == "result" ? result : nil }
  override func text(_ machine: Machine) throws -> String { written }
  override func faces(_ machine: Machine) throws -> Faces { Faces(tex: tex) }
}

extension Machine {
  /// The steps of a function that has some; `nil` for others.
  fileprivate func steps(of name: String, _ arguments: [Value]) throws -> Value? {
    switch (name, arguments.count) {
    case ("rref", 1): return try reductionSteps(arguments[0])
    case ("\\", 2): return try systemSteps(arguments[0], arguments[1])
    case ("det", 1): return try determinantSteps(arguments[0])
    case ("inv", 1): return try inverseSteps(arguments[0])
    case ("^", 2) where arguments[0].isArray && exactInt(arguments[1]) == -1: return try inverseSteps(arguments[0])
    case ("lu", 1): return try luSteps(arguments[0])
    case ("qr", 1): return try qrSteps(arguments[0])
    case ("cholesky", 1): return try choleskySteps(arguments[0])
    case ("eigen", 1), ("eigvals", 1), ("eigvecs", 1): return try eigenSteps(arguments[0], part: name)
    default: return nil
    }
  }

  private func adopted(text: String, tex: String, result: Value) throws -> Value {
    try countCost(Double(text.utf8.count + tex.utf8.count))
    try heap.reserve(bytes: text.utf8.count + tex.utf8.count)
    return heap.adopt(StepsObject(text: text, tex: tex, result: result, heap: heap))
  }

  // MARK: - Elimination

  private func reductionSteps(_ a: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    let steps = try exactly { try matrix.rowReductionSteps() }
    return try adopted(text: steps.text, tex: steps.tex, result: value(of: steps.result, isBig: false))
  }

  private func systemSteps(_ a: Value, _ b: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    guard let shape = try shape(b), b.isArray || b.tag == .range, shape.count == 1 || shape.count == 2 && shape[1] == 1 else {
      throw RuntimeError.argument(
        "`@steps A \\ b` takes a vector b",
        hint: "a column of a matrix B is `B[:, 1]`; `@steps inv(A)` solves for all columns of I")
    }
    let numbers = try stepNumbers(b)
    let steps = try exactly { try matrix.solutionSteps(numbers) }
    let result: Value
    switch steps.outcome {
    case .unique(let solution, _): result = try value(of: RationalMatrix(column: solution), isBig: false, isVector: true)
    case .general(let particular, _, _):
      result = try value(of: RationalMatrix(column: particular), isBig: false, isVector: true)
    case .inconsistent: result = .nothing
    }
    return try adopted(text: steps.text, tex: steps.tex, result: result)
  }

  private func determinantSteps(_ a: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    _ = try squareOrder([matrix.rows, matrix.columns])
    let (text, tex, determinant): (String, String, BigRational)
    if matrix.rows < 3, let expansion = matrix.sarrusExpansion {
      (text, tex, determinant) = ("det A = \(expansion.text)", expansion.tex, expansion.value)
    } else {
      let steps = try exactly { try matrix.determinantSteps() }
      (text, tex, determinant) = (steps.text, steps.tex, steps.value)
    }
    let result = determinant.isInteger ? heap.integer(determinant.numerator) : try fractionValue(determinant, isBig: false)
    return try adopted(text: text, tex: tex, result: result)
  }

  private func inverseSteps(_ a: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    let steps = try exactly { try matrix.inverseSteps() }
    guard let inverse = steps.inverse else {
      // A row of zeros on the left: there is no inverse.
      return try adopted(
        text: "\(steps.text)\n\ndet A = 0",
        tex: "\\begin{aligned}& \(steps.tex) \\\\ & \\det A = 0\\end{aligned}", result: .nothing)
    }
    return try adopted(text: steps.text, tex: steps.tex, result: value(of: inverse, isBig: false))
  }

  // MARK: - Factorisations

  private func luSteps(_ a: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    let steps = try exactly { try matrix.luSteps() }
    let order = heap.vector(steps.order.map { $0 + 1 })
    let result = try factors(
      "LU", of: matrix,
      [
        ("L", "L factor:", try value(of: steps.lower, isBig: false)),
        ("U", "U factor:", try value(of: steps.upper, isBig: false)),
        ("p", "permutation:", order),
      ])
    return try adopted(text: steps.text, tex: steps.tex, result: result)
  }

  private func qrSteps(_ a: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    let steps = try exactly { try matrix.gramSchmidtSteps() }
    let result = try factors(
      "QR", of: matrix,
      [
        ("Q", "Q factor:", try value(of: steps.orthonormal, isBig: false)),
        ("R", "R factor:", try value(of: steps.triangle, isBig: false)),
      ])
    return try adopted(text: steps.text, tex: steps.tex, result: result)
  }

  private func choleskySteps(_ a: Value) throws -> Value {
    let matrix = try stepMatrix(a)
    let steps = try exactly { try matrix.choleskySteps() }
    let result = try factors(
      "Cholesky", of: matrix,
      [
        ("L", "L factor:", try value(of: steps.factor, isBig: false)),
        ("U", "U factor:", try value(of: steps.factor.transposed, isBig: false)),
      ])
    return try adopted(text: steps.text, tex: steps.tex, result: result)
  }

  private func factors(
    _ name: String, of matrix: RationalMatrix, _ factors: [(name: String, label: String, value: Value)]
  ) throws -> Value {
    try exactFactorization(name, of: value(of: matrix, isBig: false), operand(matrix), factors)
  }

  private func operand(_ matrix: RationalMatrix) -> ExactOperand {
    ExactOperand(matrix: matrix, shape: [matrix.rows, matrix.columns], isBig: false, isOfIntegers: false)
  }

  // MARK: - Eigenvalues

  private func eigenSteps(_ a: Value, part: String) throws -> Value {
    let matrix = try stepMatrix(a)
    try count(matrix.cost(of: .jordanForm))
    let steps = try exactly { try matrix.eigenSteps() }
    let original = try value(of: matrix, isBig: false)
    if case .diagonalisable(let form)? = steps.diagonalisability {
      let result = try eigenFactorization(form, of: original, operand(matrix))
      return try adopted(text: steps.text, tex: steps.tex, result: self.part(part, of: result))
    }
    let floats = try mapElements(original) { Value($0.asDouble ?? .nan) }
    let result = try callLibrary(part, [floats])
    if steps.diagonalisability != nil {
      // The eigenvalues are known; eigenvectors are missing.
      return try adopted(text: steps.text, tex: steps.tex, result: result)
    }
    // Roots that no formula of a textbook gives.
    let values = try elements(callLibrary("eigvals", [floats])) ?? []
    let written = try values.map { try compactText(of: roundedForSteps($0)) }.joined(separator: ", ")
    let formulas = try values.compactMap { try faces(of: roundedForSteps($0)).tex }.joined(separator: ",\\; ")
    return try adopted(
      text: "\(steps.text)\n\nλ ≈ \(written)",
      tex: "\\begin{aligned}& \(steps.tex) \\\\ & \\lambda \\approx \(formulas)\\end{aligned}", result: result)
  }

  /// `F`, `F.values` or `F.vectors` of an eigendecomposition.
  private func part(_ name: String, of factorization: Value) throws -> Value {
    switch name {
    case "eigvals": return try factorization.host?.property("values", self) ?? factorization
    case "eigvecs": return try factorization.host?.property("vectors", self) ?? factorization
    default: return factorization
    }
  }
}
