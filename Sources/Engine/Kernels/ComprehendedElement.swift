// What the elements of a comprehension would be, where there are none.

/// The element of a comprehension as a computation with numbers, and the registers that hold the variables of its loops.
final class ComprehendedElement: HostObject {
  fileprivate let expression: KernelExpression
  fileprivate let registers: [Int]
  /// The registers of what else it computes with, the same for all elements.
  let others: [Int]
  /// Whether there is an element for each of the sources, whose shape the result has.
  let keepsShape: Bool

  init(_ expression: KernelExpression, registers: [Int], keepsShape: Bool) {
    self.expression = expression
    self.registers = registers
    others = expression.registers.filter { !registers.contains($0) }
    self.keepsShape = keepsShape
    super.init()
  }
}

extension Machine {
  /// The type that elements computed from those of the sources have; `nil` if the computation does not tell.
  /// - Parameter values: the sources, then the values of the other registers.
  func elementType(of element: ComprehendedElement, _ values: ArraySlice<Value>) -> DataType? {
    let types = values.prefix(element.registers.count).map { $0.array?.elementType ?? $0.range?.elementType }
    if case .register(let register) = element.expression, let position = element.registers.firstIndex(of: register) { return types[position] }
    var builder = KernelBuilder(machine: self)
    var scope = KernelBuilder.Scope()
    for (position, register) in element.registers.enumerated() {
      guard let kind = KernelKind.allCases.first(where: { $0.dataType === types[position] }) else { continue }
      scope.registers.append((register, .number(builder.addLeaf(position, kind))))
    }
    for (register, value) in zip(element.others, values.dropFirst(element.registers.count)) {
      if value.tag == .function {
        scope.registers.append((register, .function(value)))
      } else if let number = builder.addScalar(value) {
        scope.registers.append((register, .number(number)))
      }
    }
    guard let result = builder.number(element.expression, scope) else { return nil }
    return builder.finish(result, as: nil)?.resultKind.dataType
  }
}
