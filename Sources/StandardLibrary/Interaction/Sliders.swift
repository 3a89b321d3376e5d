// What the reader of a page can set.

import Engine

extension Library {
  mutating func addSliders() {
    add(
      "slider(values; label, value)",
      "The value among `values` that the reader of the page chooses: cells and values in the text that depend on it are worked out for "
        + "each of them when the page is made. The page shows `value` first, or the first of them; elsewhere that is what the call gives.",
      arity: 1, keywords: ["label", "value"],
      example: "slider(1:0.5:5, label=\"σ\")  # => 1.0\nslider([\"linear\", \"cubic\"], value=\"cubic\")  # => \"cubic\""
    ) { call in
      let machine = call.machine
      if let count = try machine.length(call[0]), count > Machine.sliderValueLimit { throw Machine.tooManySliderValues(count) }
      let values = try machine.list(call[0])
      guard !values.isEmpty else { throw RuntimeError.argument("a slider needs values to choose from, got none") }
      var label = ""
      if let given = call.keyword("label") {
        guard let text = given.string ?? given.symbol?.name else {
          throw RuntimeError.type(expected: "String", got: "\(given.dataType)", in: "keyword argument `label`")
        }
        label = text
      }
      guard let wanted = call.keyword("value") else { return try machine.slide(over: values, initial: 0, label: label) }
      guard let initial = try values.firstIndex(where: { try machine.isEqual($0, wanted) }) else {
        throw RuntimeError.argument("\(try machine.text(of: wanted)) is not among the values of the slider")
      }
      return try machine.slide(over: values, initial: initial, label: label)
    }
  }
}
