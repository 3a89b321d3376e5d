// `factorize`, which looks at a matrix, and the forms of factorisations that may use its memory.

import Engine

extension Library {
  mutating func addFactorChoice() {
    add(
      "factorize(A)", """
        The factorisation that suits a matrix: a diagonal, bidiagonal or upper triangular one under its type, the Cholesky \
        factorisation of a positive definite one, Bunch–Kaufman of another symmetric one, LU of other square ones, and QR with \
        pivots of the others. `factorize(A) \\ b` solves with it.
        """, arity: 1, example: "typeof(factorize([1.0 0; 0 2]))  # => Diagonal{Float64, Vector{Float64}}",
      source: "Golub & Van Loan, chapters 3 to 5"
    ) { call in
      let (machine, value) = (call.machine, call[0])
      if value.host is SparseObject {
        let isHermitian = try machine.callLibrary("ishermitian", [value]).boolean ?? false
        return try machine.callLibrary(isHermitian ? "ldlt" : "lu", [value])
      }
      guard let array = value.array, array.rank == 2 else { throw call.noMethod() }
      guard array.shape[0] == array.shape[1] else {
        return try machine.callLibrary("qr", [value, Value(true)])
      }
      if array.count == 1 { return array.element(0, machine.heap) }
      func holds(_ question: String, _ more: Value...) throws -> Bool {
        try machine.callLibrary(question, [value] + more).boolean ?? false
      }
      func diagonal(_ k: Int) throws -> Value { try machine.callLibrary("diag", [value, Value(k)]) }
      if try holds("istriu") {
        if try holds("isdiag") { return try machine.structured("Diagonal", value) }
        if try holds("isbanded", Value(0), Value(1)) {
          return try machine.structured("Bidiagonal", diagonal(0), diagonal(1), Value(Symbol("U")))
        }
        return try machine.structured("UpperTriangular", value)
      }
      if try holds("isbanded", Value(-1), Value(0)) {
        return try machine.structured("Bidiagonal", diagonal(0), diagonal(-1), Value(Symbol("L")))
      }
      if try !holds("isbanded", Value(-1), Value(1)) {
        if try holds("ishermitian") {
          let factors = try machine.callLibrary("cholesky", [value], keywords: [("check", Value(false))])
          if try machine.callLibrary("issuccess", [factors]).boolean == true { return factors }
        }
        if try holds("ishermitian") || holds("issymmetric") { return try machine.callLibrary("bunchkaufman", [value]) }
      }
      return try machine.callLibrary("lu", [value])
    }
  }

  /// What Julia computes in the memory of its arguments. Here most of these are left as they are, which the contract of the names
  /// allows.
  mutating func addInPlaceForms() {
    // What they leave in their argument, an array of integers cannot hold.
    for (name, kept, example) in [
      ("lu", "factors", "A = [4.0 3; 6 3]; lu!(A); A  # => [6.0 3; 2/3 1]"),
      ("cholesky", "U", "A = [4.0 2; 2 2]; cholesky!(A); A  # => [2.0 1; 0 1]"),
    ] {
      add(
        "\(name)!(A, pivot; check)", "What `\(name)(A)` gives, and stores its `\(kept)` in `A`.", arity: Arity(1...2), keywords: ["check"],
        example: example
      ) { call in
        let machine = call.machine
        let result = try machine.callLibrary(name, call.values, keywords: call.keyword("check").map { [("check", $0)] } ?? [])
        // A structured matrix has no room for factors.
        if call[0].array?.form.isStructured == false, let value = try result.host?.property(kept, machine) { try machine.store(value, in: call[0], call) }
        return result
      }
    }
    for name in [
      "qr", "lq", "bunchkaufman", "ldlt", "eigen", "svd", "svdvals", "schur", "ordschur", "hessenberg", "isposdef",
      "lowrankupdate", "lowrankdowndate",
    ] { alias(name + "!", of: name) }
    for (name, meaning, example) in [
      ("transpose", "transpose of `A`", "B = zeros(Int, 2, 2); transpose!(B, [1 2; 3 4]); B  # => [1 3; 2 4]"),
      ("adjoint", "adjoint of `A`", "B = zeros(Int, 2, 2); adjoint!(B, [1 2; 3 4]); B  # => [1 3; 2 4]"),
    ] {
      add("\(name)!(B, A)", "Stores the \(meaning) in `B`.", arity: 2, example: example) { call in
        try call.machine.store(call.machine.callLibrary(name, [call[1]]), in: call[0], call)
        return call[0]
      }
    }
    add(
      "kron!(C, A, B)", "Stores the Kronecker product of `A` and `B` in `C`.", arity: 3,
      example: "C = zeros(Int, 2, 2); kron!(C, [1 2], [1; 3]); C  # => [1 2; 3 6]"
    ) { call in
      try call.machine.store(call.machine.callLibrary("kron", [call[1], call[2]]), in: call[0], call)
      return call[0]
    }
    add(
      "rdiv!(A, B)", "Stores `A / B` in `A`.", arity: 2, example: "A = [2.0 4; 6 8]; rdiv!(A, 2); A  # => [1.0 2; 3 4]"
    ) { call in
      try call.machine.store(call.machine.divide(call[0], call[1]), in: call[0], call)
      return call[0]
    }
    add(
      "hermitianpart!(A, uplo)", "Stores the Hermitian part (A + A') / 2 in a matrix and gives it as a `Hermitian` one.",
      arity: Arity(1...2), example: "A = [1.0 2; 4 3]; hermitianpart!(A); A  # => [1.0 3; 3 3]"
    ) { call in
      let part = try call.machine.callLibrary("hermitianpart", call.values)
      try call.machine.store(part, in: call[0], call)
      return part
    }
  }
}
