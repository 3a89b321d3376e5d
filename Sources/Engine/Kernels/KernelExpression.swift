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
}
