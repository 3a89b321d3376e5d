// From a straight-line computation to a vector program: types, conversions, what the functions mean.

/// Makes a `KernelProgram` for operands of known types; every method gives `nil` where the program cannot say what
/// the machine would.
struct KernelBuilder {
  let machine: Machine
  private(set) var program = KernelProgram()
  /// Globals that the program took the values of.
  private(set) var dependencies: [(index: Int, value: Value)] = []
  /// Whether it took values that may change without notice.
  private(set) var usesCaptured = false
  /// The conditions under which the value being built is asked for.
  private var conditions: [(test: Int, holds: Bool)] = []
  /// Calls that are being put in the place of the called function's name.
  private var depth = 0

  /// The registers and captured values that the names of a function mean.
  struct Scope {
    var registers: [(register: Int, value: Argument)] = []
    var captured: UnsafePointer<Value>?

    func value(_ register: Int) -> Argument? { registers.last { $0.register == register }?.value }
  }

  /// What a parameter stands for: a number in the program, or something that is only called.
  enum Argument {
    case number(Int)
    case function(Value)
  }

  /// Values that stand for irrational constants: floats in arithmetic, but of their own kind for all other operations,
  /// which a kernel leaves to the machine.
  private var irrationals: [Int] = []

  init(machine: Machine) { self.machine = machine }

  private func hasIrrational(_ values: Int...) -> Bool {
    !irrationals.isEmpty && values.contains { irrationals.contains($0) }
  }

  // MARK: - Values

  mutating func addLeaf(_ number: Int, _ kind: KernelKind) -> Int {
    program.values.append(KernelValue(kind: kind, place: .leaf(number)))
    return program.values.count - 1
  }

  mutating func addScalar(_ value: Value) -> Int? {
    if let number = value.irrational {
      irrationals.append(program.values.count)
      return addScalar(Value(number.double))
    }
    guard let kind = KernelKind(value.tag) else { return nil }
    program.values.append(KernelValue(kind: kind, place: .scalar(value.bits)))
    return program.values.count - 1
  }

  /// A number that is an operand.
  mutating func addParameter(_ operand: Int, _ value: Value) -> Int? {
    guard let kind = KernelKind(value.tag) else { return nil }
    program.values.append(KernelValue(kind: kind, place: .parameter(operand, value.bits)))
    return program.values.count - 1
  }

  mutating func addFunction(_ function: NativeFunction.Elementary) -> Int {
    program.functions.append(function)
    return program.functions.count - 1
  }

  private func kind(_ value: Int) -> KernelKind { program.values[value].kind }

  mutating func emit(
    _ operation: KernelOperation, _ kind: KernelKind, _ a: Int, _ b: Int? = nil, _ c: Int? = nil, function: Int = 0
  ) -> Int? {
    // Far more than a reader writes into one expression.
    if program.values.count >= KernelProgram.valueLimit { return nil }
    let operands = [a, b ?? a, c ?? a]
    var scalars: UInt8 = 0
    var isConstant = true
    for (position, operand) in operands.enumerated() {
      let isScalar = program.values[operand].isScalar
      if isScalar { scalars |= 1 << UInt8(position) } else { isConstant = false }
    }
    let target = program.values.count
    let instruction = KernelInstruction(
      operation: operation, scalars: scalars, a: UInt16(a), b: UInt16(operands[1]), c: UInt16(operands[2]),
      target: UInt16(target), function: UInt16(function))
    program.values.append(KernelValue(kind: kind, place: isConstant ? .computedScalar : .temporary(-1)))
    if isConstant { program.prologue.append(instruction) } else { program.body.append(instruction) }
    return target
  }

  /// The value as a float.
  mutating func float(_ value: Int, isExact: Bool = false) -> Int? {
    switch kind(value) {
    case .float: return value
    case .integer:
      if case .scalar(let bits) = program.values[value].place {
        // A number that is written in the expression needs no instruction.
        let integer = Int(Int64(bitPattern: bits))
        if isExact, integer.magnitude > 1 << 53 { return nil }
        return addScalar(Value(Double(integer)))
      }
      return emit(isExact ? .exactIntegerToFloat : .integerToFloat, .float, value)
    case .boolean: return emit(.booleanToFloat, .float, value)
    }
  }

  /// The value, not a float, as an integer.
  mutating func integer(_ value: Int) -> Int? {
    switch kind(value) {
    case .integer: value
    case .boolean: emit(.booleanToInteger, .integer, value)
    case .float: nil
    }
  }

  /// The value as elements of another type, where the machine would store it so.
  mutating func converted(_ value: Int, to wanted: KernelKind) -> Int? {
    switch (kind(value), wanted) {
    case (.boolean, .boolean), (.integer, .integer), (.float, .float): value
    case (_, .float): float(value)
    case (.boolean, .integer): integer(value)
    case (.float, .integer): emit(.floatToInteger, .integer, value)
    default: nil
    }
  }

  // MARK: - Expressions

  mutating func number(_ expression: KernelExpression, _ scope: Scope) -> Int? {
    switch expression {
    case .register(let register):
      guard case .number(let value)? = scope.value(register) else { return nil }
      return value
    case .captured, .global: return constant(expression, scope).flatMap { addScalar($0) }
    case .constant(let value): return addScalar(value)
    case .arithmetic(let operation, let left, let right):
      guard let a = number(left, scope), let b = number(right, scope) else { return nil }
      return arithmetic(operation, a, b)
    case .literalPower(let base, let exponent): return number(base, scope).flatMap { power($0, exponent) }
    case .comparison(let operation, let left, let right):
      guard let a = number(left, scope), let b = number(right, scope) else { return nil }
      return comparison(operation, a, b)
    case .negate(let operand):
      return number(operand, scope).flatMap { negation($0) }
    case .not(let operand):
      guard let a = number(operand, scope), kind(a) == .boolean else { return nil }
      return emit(.notB, .boolean, a)
    case .and(let left, let right), .or(let left, let right):
      var isAnd = false
      if case .and = expression { isAnd = true }
      guard let a = number(left, scope), kind(a) == .boolean, let b = number(right, scope, where: a, isAnd),
        kind(b) == .boolean
      else { return nil }
      return emit(isAnd ? .andB : .orB, .boolean, a, b)
    case .conditional(let condition, let then, let otherwise):
      guard let test = number(condition, scope), kind(test) == .boolean, let a = number(then, scope, where: test, true),
        let b = number(otherwise, scope, where: test, false)
      else { return nil }
      return select(test, a, b)
    case .call(let callee, let arguments): return call(callee, arguments, scope)
    case .sequence(let assignments, let result):
      var inner = scope
      for assignment in assignments {
        guard let value = number(assignment.value, inner) else { return nil }
        inner.registers.append((assignment.register, .number(value)))
      }
      return number(result, inner)
    }
  }

  /// The value of a branch.
  private mutating func number(
    _ expression: KernelExpression, _ scope: Scope, where test: Int, _ holds: Bool
  ) -> Int? {
    conditions.append((test, holds))
    defer { conditions.removeLast() }
    return number(expression, scope)
  }

  /// The argument of a function with a domain: where its value is not asked for, 1, which is in every domain.
  mutating func guarded(_ x: Int) -> Int? {
    var x = x
    for (test, holds) in conditions {
      guard let one = addScalar(Value(1.0)) else { return nil }
      guard let chosen = holds ? select(test, x, one) : select(test, one, x) else { return nil }
      x = chosen
    }
    return x
  }

  /// A value that is the same for all elements.
  private mutating func constant(_ expression: KernelExpression, _ scope: Scope) -> Value? {
    switch expression {
    case .captured(let index, let isBoxed):
      usesCaptured = true
      guard let value = scope.captured?[index] else { return nil }
      if !isBoxed { return value }
      return value.tag == .box ? value.unsafe(BoxObject.self).value : nil
    case .global(let index):
      let value = machine.globals.slots[index]
      machine.globals.noteRead(index)
      dependencies.append((index, value))
      return value
    case .constant(let value): return value
    default: return nil
    }
  }

  // MARK: - Operators

  mutating func arithmetic(_ operation: ArithmeticOperation, _ a: Int, _ b: Int) -> Int? {
    let isFloat = kind(a) == .float || kind(b) == .float
    switch operation {
    case .add: return isFloat ? floats(.addF, a, b) : integers(.addI, a, b)
    case .subtract: return isFloat ? floats(.subtractF, a, b) : integers(.subtractI, a, b)
    case .multiply:
      if isFloat, kind(a) == .boolean { return emit(.multiplyBF, .float, a, b) }
      if isFloat, kind(b) == .boolean { return emit(.multiplyBF, .float, b, a) }
      if kind(a) == .boolean, kind(b) == .boolean { return emit(.andB, .boolean, a, b) }
      return isFloat ? floats(.multiplyF, a, b) : integers(.multiplyI, a, b)
    case .divide: return floats(.divideF, a, b)
    case .power:
      // ℯ^x is exp(x).
      if hasIrrational(a) { return nil }
      if kind(a) == .float, kind(b) == .integer { return emit(.powerFI, .float, a, b) }
      if isFloat {
        guard let base = float(a).flatMap({ guarded($0) }) else { return nil }
        return floats(.powerFF, base, b)
      }
      return kind(a) == .integer && kind(b) == .integer ? emit(.powerI, .integer, a, b) : nil
    case .integerDivide: return isFloat ? nil : integers(.quotientI, a, b)
    case .remainder: return isFloat ? floats(.remainderF, a, b) : integers(.remainderI, a, b)
    }
  }

  mutating func negation(_ a: Int) -> Int? {
    if kind(a) == .float { return emit(.negateF, .float, a) }
    return integer(a).flatMap { emit(.negateI, .integer, $0) }
  }

  mutating func floats(_ operation: KernelOperation, _ a: Int, _ b: Int, _ result: KernelKind = .float) -> Int? {
    guard let x = float(a), let y = float(b) else { return nil }
    return emit(operation, result, x, y)
  }

  mutating func integers(_ operation: KernelOperation, _ a: Int, _ b: Int, _ result: KernelKind = .integer) -> Int? {
    guard let x = integer(a), let y = integer(b) else { return nil }
    return emit(operation, result, x, y)
  }

  private mutating func power(_ base: Int, _ exponent: Int) -> Int? {
    switch (kind(base), exponent) {
    case (.float, 2): return emit(.squareF, .float, base)
    case (.float, 3): return emit(.cubeF, .float, base)
    case (.float, _): return addScalar(Value(exponent)).flatMap { emit(.powerFI, .float, base, $0) }
    case (.integer, 2): return emit(.squareI, .integer, base)
    case (.integer, 0...): return addScalar(Value(exponent)).flatMap { emit(.powerI, .integer, base, $0) }
    default: return nil
    }
  }

  mutating func comparison(_ operation: ComparisonOperation, _ a: Int, _ b: Int) -> Int? {
    if hasIrrational(a, b) { return nil }
    // A block may have given the operator methods of its own.
    if !machine.extended.isEmpty, machine.extended.contains(operation.name) || machine.extended.contains("<")
      || machine.extended.contains("==")
    {
      return nil
    }
    if kind(a) == .boolean, kind(b) == .boolean, operation == .equal || operation == .notEqual {
      return emit(operation == .equal ? .equalB : .exclusiveOrB, .boolean, a, b)
    }
    let isFloat = kind(a) == .float || kind(b) == .float
    let x = isFloat ? float(a, isExact: true) : integer(a)
    let y = isFloat ? float(b, isExact: true) : integer(b)
    guard let x, let y else { return nil }
    switch operation {
    case .equal: return emit(isFloat ? .equalF : .equalI, .boolean, x, y)
    case .notEqual: return emit(isFloat ? .notEqualF : .notEqualI, .boolean, x, y)
    case .less: return emit(isFloat ? .lessF : .lessI, .boolean, x, y)
    case .lessEqual: return emit(isFloat ? .lessEqualF : .lessEqualI, .boolean, x, y)
    case .greater: return emit(isFloat ? .lessF : .lessI, .boolean, y, x)
    case .greaterEqual: return emit(isFloat ? .lessEqualF : .lessEqualI, .boolean, y, x)
    }
  }

  mutating func select(_ test: Int, _ a: Int, _ b: Int) -> Int? {
    // The type may not depend on the element.
    guard kind(test) == .boolean, kind(a) == kind(b), !hasIrrational(a, b) else { return nil }
    let operation: KernelOperation =
      switch kind(a) {
      case .float: .selectF
      case .integer: .selectI
      case .boolean: .selectB
      }
    return emit(operation, kind(a), test, a, b)
  }

  // MARK: - Calls

  private mutating func call(_ callee: KernelExpression, _ arguments: [KernelExpression], _ scope: Scope) -> Int? {
    let function: Value
    if case .register(let register) = callee {
      guard case .function(let value)? = scope.value(register) else { return nil }
      function = value
    } else {
      guard let value = constant(callee, scope) else { return nil }
      function = value
    }
    var values: [Int] = []
    for argument in arguments {
      guard let value = number(argument, scope) else { return nil }
      values.append(value)
    }
    return call(function, values)
  }

  /// The value of a function of numbers in the program.
  mutating func call(_ function: Value, _ arguments: [Int]) -> Int? {
    if let type = function.type { return arguments.count == 1 ? conversion(to: type, arguments[0]) : nil }
    guard let object = function.function else { return nil }
    if object.methods.isEmpty, let native = object.native {
      if !irrationals.isEmpty, arguments.contains(where: { irrationals.contains($0) }),
        !["+", "-", "*", "/"].contains(native.name)
      {
        return nil
      }
      return library(native, arguments, kinds: arguments.map { kind($0) })
    }
    guard object.native == nil, object.methods.count == 1, depth < 8 else { return nil }
    let method = object.methods[0]
    let code = method.code
    guard code.positionalCount == arguments.count, code.typeVariableRegisters.isEmpty, let body = code.kernel else {
      return nil
    }
    var scope = Scope(captured: UnsafePointer(method.captured))
    for (position, argument) in arguments.enumerated() {
      let type = method.parameterType(position)
      guard type === DataType.any || !hasIrrational(argument) && kind(argument).dataType.isSubtype(of: type) else { return nil }
      scope.registers.append((position, .number(argument)))
    }
    depth += 1
    defer { depth -= 1 }
    return number(body, scope)
  }

  private mutating func conversion(to type: DataType, _ value: Int) -> Int? {
    guard machine.constructors.isEmpty else { return nil }
    if type === DataType.float64 { return float(value) }
    if type === DataType.int64 { return converted(value, to: .integer) }
    return nil
  }

  // MARK: - Finishing

  /// Makes `value` the result, in `kind` if that is given, and gives scratch memory to what lies between.
  mutating func finish(_ value: Int, as wanted: KernelKind?) -> KernelProgram? {
    if wanted == nil, hasIrrational(value) { return nil }
    guard var value = wanted.map({ converted(value, to: $0) }) ?? value else { return nil }
    let isMade = program.body.last.map { Int($0.target) == value } ?? false
    if !isMade {
      // The result is an operand, or one number for all.
      let isByte = kind(value) == .boolean
      let isScalar = program.values[value].isScalar
      let target = program.values.count
      program.body.append(
        KernelInstruction(
          operation: isScalar ? (isByte ? .fill1 : .fill8) : (isByte ? .copy1 : .copy8), scalars: 0, a: UInt16(value),
          b: UInt16(value), c: UInt16(value), target: UInt16(target), function: 0))
      program.values.append(KernelValue(kind: kind(value), place: .result))
      value = target
    }
    program.values[value].place = .result
    program.result = value
    assignTemporaries()
    return program
  }

  /// Blocks of scratch memory are used again once the last instruction that reads them is done.
  private mutating func assignTemporaries() {
    var lastUse = [Int](repeating: -1, count: program.values.count)
    for (position, instruction) in program.body.enumerated() {
      for operand in [instruction.a, instruction.b, instruction.c] { lastUse[Int(operand)] = position }
    }
    var free: [Int] = []
    for (position, instruction) in program.body.enumerated() {
      if case .temporary = program.values[Int(instruction.target)].place {
        let block = free.popLast() ?? program.temporaryCount
        program.temporaryCount = max(program.temporaryCount, block + 1)
        program.values[Int(instruction.target)].place = .temporary(block)
      }
      var released: [UInt16] = []
      for operand in [instruction.a, instruction.b, instruction.c]
      where lastUse[Int(operand)] == position && !released.contains(operand) {
        if case .temporary(let block) = program.values[Int(operand)].place { free.append(block) }
        released.append(operand)
      }
    }
  }
}

extension KernelKind {
  init?(_ tag: Tag) {
    switch tag {
    case .float: self = .float
    case .integer: self = .integer
    case .boolean: self = .boolean
    default: return nil
    }
  }

  /// The kind of a packed array's elements.
  init?(array tag: Tag) {
    switch tag {
    case .floatArray: self = .float
    case .integerArray: self = .integer
    case .booleanArray: self = .boolean
    default: return nil
    }
  }
}
