// Values that the reader of a page may choose among.

/// One call of `slider` in the running cell.
public struct SliderCall: Sendable, Hashable {
  public var label: String
  /// The values as the reader sees them.
  public var texts: [String]
  /// Which of them the page shows first.
  public var initial: Int
  /// Which of them the call gave.
  public var chosen: Int
}

extension Machine {
  /// How many sliders a cell may have.
  static let sliderLimit = 8
  /// How many values a slider may have.
  public static let sliderValueLimit = 1000

  public static func tooManySliderValues(_ count: Int) -> RuntimeError {
    RuntimeError.argument("a slider has at most \(sliderValueLimit) values, got \(count)", hint: "take larger steps")
  }

  /// Gives the value that is chosen for the next slider of the running cell: its initial one where nobody chose.
  /// - Parameters:
  ///   - values: what can be chosen, at least one.
  ///   - initial: the place among them of the one that the page shows first.
  public func slide(over values: [Value], initial: Int, label: String) throws -> Value {
    guard values.count <= Machine.sliderValueLimit else { throw Machine.tooManySliderValues(values.count) }
    guard sliders.count < Machine.sliderLimit else {
      throw RuntimeError.argument("a cell has at most \(Machine.sliderLimit) sliders")
    }
    let wanted = sliders.count < sliderChoices.count ? sliderChoices[sliders.count] : initial
    // What a slider offers may depend on another one.
    let chosen = min(wanted, values.count - 1)
    sliders.append(SliderCall(label: label, texts: try values.map { try printedText(of: $0) }, initial: initial, chosen: chosen))
    return values[chosen]
  }
}
