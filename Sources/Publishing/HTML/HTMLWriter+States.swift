// What of a page depends on its sliders: the first state in place, the others beside it as templates.

import Notebooks
import Syntax

extension HTMLWriter {
  /// How many bytes of other states a page may carry.
  static let stateByteLimit = 4 << 20

  /// Writes something in each state of the sliders that its results differ in. What is the same in several states is there once.
  ///
  /// Reading needs no script: the page shows the first state, and browsers leave templates alone.
  mutating func inEachState(
    cell: Int? = nil, values: [Int] = [], tag: String, _ write: (inout HTMLWriter) -> String
  ) -> String {
    guard place == .page, !hasTooManyStates, let states = run.sliderStates, let count = states.count else { return write(&self) }
    let cellStates = cell.flatMap { states.cells[$0] }
    let values = values.filter { states.values[$0] != nil }
    guard cellStates != nil || !values.isEmpty else { return write(&self) }
    let initial = run
    let drawings = figureCounts
    place = .state
    defer { place = .page }
    var texts = [write(&self)]
    var mostDrawings = figureCounts
    place = .template
    figureCounts = drawings
    var places = [write(&self): 0]
    let initialNumber = states.number(of: states.initial)
    let numbers: [Int] = (0..<count).map { number in
      if number == initialNumber { return 0 }
      if let cell, let cellStates { run.cells[cell] = cellStates[number] }
      for index in values { if let own = states.values[index] { run.values[index] = own[number] } }
      // Only one state is on the page at a time.
      mostDrawings.merge(figureCounts, uniquingKeysWith: max)
      figureCounts = drawings
      let text = write(&self)
      if let place = places[text] { return place }
      places[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }
    figureCounts.merge(mostDrawings, uniquingKeysWith: max)
    run = initial
    if texts.count == 1 { return texts[0] }
    stateBytes += texts.dropFirst().reduce(0) { $0 + $1.utf8.count }
    guard stateBytes <= HTMLWriter.stateByteLimit else {
      hasTooManyStates = true
      problems.append(
        Diagnostic(
          .error, "states-too-large", "the states of the sliders take more than \(HTMLWriter.stateByteLimit >> 20) MiB of the page",
          at: notebook.cells[states.sliders[0].cell].fenceSpan, hint: "take fewer values, or show less that depends on them"))
      return texts[0]
    }
    let (sliders, table) = states.dependence(of: numbers)
    let templates = texts.dropFirst().map { "<template>\($0)</template>" }.joined()
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " ") }
    return "<\(tag) class=\"states\" data-sliders=\"\(list(sliders))\" data-states=\"\(list(table))\">\(texts[0])\(templates)</\(tag)>"
  }

  /// The sliders that a cell makes: what they are set to, as text; the script makes them sliders.
  mutating func sliders(of cell: Int) {
    let first = run.sliderStates?.sliders.firstIndex { $0.cell == cell }
    for (place, slider) in run.cells[cell].sliders.enumerated() {
      let data = first.map { number in
        " data-slider=\"\(number + place)\" data-initial=\"\(slider.initial)\" data-values=\""
          + slider.texts.map { HTMLText.attribute($0.replacing("\n", with: " ")) }.joined(separator: "\n") + "\""
      }
      let label = slider.label.isEmpty ? "Value" : slider.label
      html += "<p class=\"slider\"\(data ?? "")><span>\(HTMLText.escape(label))</span> "
        + "<output>\(HTMLText.escape(slider.texts[slider.chosen]))</output></p>\n"
    }
  }

  /// The script that swaps states, where there are some.
  var stateScript: String { run.sliderStates == nil ? "" : "<script>\n\(SliderScript.text)\n</script>\n" }
}

extension SliderStates {
  /// The sliders that something depends on, by the number of what it shows in each state; and that number for each choice of
  /// their values alone, the last of them counting fastest.
  func dependence(of numbers: [Int]) -> (sliders: [Int], table: [Int]) {
    let all = numbers.indices.map(choices)
    func without(_ slider: Int, _ choices: [Int]) -> [Int] {
      var choices = choices
      choices[slider] = 0
      return choices
    }
    let own = sliders.indices.filter { slider in
      numbers.indices.contains { numbers[$0] != numbers[number(of: without(slider, all[$0]))] }
    }
    let others = sliders.indices.filter { !own.contains($0) }
    let table = numbers.indices.filter { number in others.allSatisfy { all[number][$0] == 0 } }.map { numbers[$0] }
    return (own, table)
  }
}
