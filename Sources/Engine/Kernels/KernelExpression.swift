// The tree of a function that only computes with numbers: what a vector program is made from.

/// A straight-line computation on the arguments of a function: no loops, no stores, nothing but arithmetic and calls.
///
/// The compiler makes it beside the bytecode of a dotted expression or of a function of one expression. Which
/// functions its calls mean, and of what type its values are, is only known when it is used: see `KernelBuilder`.
indirect enum KernelExpression {
  /// The value of a parameter or local variable, by its register.
  case register(Int)
  case captured(Int, isBoxed: Bool)
  case global(Int)
  case constant(Value)
  case arithmetic(ArithmeticOperation, KernelExpression, KernelExpression)
  /// A power whose exponent is written as an integer.
  case literalPower(KernelExpression, Int)
  case comparison(ComparisonOperation, KernelExpression, KernelExpression)
  case negate(KernelExpression)
  case not(KernelExpression)
  case and(KernelExpression, KernelExpression)
  case or(KernelExpression, KernelExpression)
  case conditional(KernelExpression, then: KernelExpression, else: KernelExpression)
  case call(KernelExpression, [KernelExpression])
  /// Local variables assigned one after the other, then the result.
  case sequence([(register: Int, value: KernelExpression)], KernelExpression)

  /// The registers of variables that stand outside, each once.
  var registers: [Int] {
    var found: [Int] = []
    collectRegisters([], into: &found)
    return found
  }

  private func collectRegisters(_ assigned: [Int], into found: inout [Int]) {
    switch self {
    case .register(let register): if !assigned.contains(register), !found.contains(register) { found.append(register) }
    case .captured, .global, .constant: break
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right), .and(let left, let right), .or(let left, let right):
      left.collectRegisters(assigned, into: &found)
      right.collectRegisters(assigned, into: &found)
    case .literalPower(let operand, _), .negate(let operand), .not(let operand): operand.collectRegisters(assigned, into: &found)
    case .conditional(let condition, let then, let otherwise):
      for part in [condition, then, otherwise] { part.collectRegisters(assigned, into: &found) }
    case .call(let callee, let arguments): for part in [callee] + arguments { part.collectRegisters(assigned, into: &found) }
    case .sequence(let assignments, let result):
      var assigned = assigned
      for (register, value) in assignments {
        value.collectRegisters(assigned, into: &found)
        assigned.append(register)
      }
      result.collectRegisters(assigned, into: &found)
    }
  }
}
