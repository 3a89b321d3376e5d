// A big integer in the form in which FLINT's functions take and return it.
import CFLINT

/// An integer on the heap that does not fit in a machine word. Never changed after it is made, so threads can share it.
final class LargeInteger: @unchecked Sendable {
  let value: fmpz

  init(owning value: fmpz) { self.value = value }

  deinit {
    var value = value
    fmpz_clear(&value)
  }
}

/// An argument for FLINT: it borrows the memory of a large integer, and owns some only for the few words that FLINT
/// cannot hold inline.
struct FLINTOperand: ~Copyable {
  var value: fmpz
  private let isOwned: Bool

  init(_ integer: borrowing BigInteger) {
    switch integer.representation {
    case .large(let large):
      value = large.value
      isOwned = false
    case .word(let word):
      var value: fmpz = 0
      fmpz_init_set_si(&value, word)
      self.value = value
      isOwned = true
    }
  }

  deinit {
    guard isOwned else { return }
    var value = value
    fmpz_clear(&value)
  }
}

extension BigInteger {
  /// Takes over the result of a FLINT function.
  init(owning value: fmpz) {
    var value = value
    if fmpz_fits_si(&value) != 0 {
      representation = .word(fmpz_get_si(&value))
      fmpz_clear(&value)
    } else {
      representation = .large(LargeInteger(owning: value))
    }
  }

  typealias Target = UnsafeMutablePointer<fmpz>
  typealias Source = UnsafePointer<fmpz>

  /// The result of a FLINT function of one integer.
  static func flint(_ a: BigInteger, _ function: (Target, Source) -> Void) -> BigInteger {
    var result: fmpz = 0
    var x = FLINTOperand(a)
    function(&result, &x.value)
    withExtendedLifetime(a) {}
    return BigInteger(owning: result)
  }

  /// The result of a FLINT function of two integers.
  static func flint(
    _ a: BigInteger, _ b: BigInteger, _ function: (Target, Source, Source) -> Void
  ) -> BigInteger {
    var result: fmpz = 0
    var x = FLINTOperand(a)
    var y = FLINTOperand(b)
    function(&result, &x.value, &y.value)
    withExtendedLifetime((a, b)) {}
    return BigInteger(owning: result)
  }

  /// The two results of a FLINT function of two integers.
  static func flintPair(
    _ a: BigInteger, _ b: BigInteger, _ function: (Target, Target, Source, Source) -> Void
  ) -> (BigInteger, BigInteger) {
    var (first, second): (fmpz, fmpz) = (0, 0)
    var x = FLINTOperand(a)
    var y = FLINTOperand(b)
    function(&first, &second, &x.value, &y.value)
    withExtendedLifetime((a, b)) {}
    return (BigInteger(owning: first), BigInteger(owning: second))
  }

  /// What a FLINT function finds out about one integer.
  func flintQuery<Answer>(_ function: (Source) -> Answer) -> Answer {
    var x = FLINTOperand(self)
    let answer = function(&x.value)
    withExtendedLifetime(self) {}
    return answer
  }
}
