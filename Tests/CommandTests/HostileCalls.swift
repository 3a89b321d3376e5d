// Calls that are put together from the functions of the library and a table of arguments, the same for the same seed.

import Engine
import StandardLibrary

/// An endless sequence of calls.
struct HostileCalls: Sequence, IteratorProtocol {
  private var random: RandomSource
  private let functions: [(name: String, keywords: [String])]

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
    var functions = Library.standard.functions.values.filter { !$0.name.hasPrefix("#") }
      .map { ($0.name, $0.keywords.filter { $0 != "..." }) }
    functions += HostileArguments.constructors.map { ($0, []) }
    self.functions = functions.sorted { $0.0 < $1.0 }
  }

  mutating func next() -> String? {
    let (name, keywords) = choice(functions)
    let count = choice([1, 1, 2, 2, 2, 2, 3, 3, 4])
    var arguments = (0..<count).map { _ in argument() }.joined(separator: ", ")
    if !keywords.isEmpty, choice([true, false]) { arguments += "; \(choice(keywords)) = \(argument())" }
    let isWord = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || "_!.{}, ".unicodeScalars.contains($0) }
    let call = (isWord ? name : "(\(name))") + "(\(arguments))"
    return choice(HostileArguments.uses).replacingPlaceholder(by: call)
  }

  private mutating func argument() -> String {
    choice([true, false]) ? choice(HostileArguments.all) : choice(HostileArguments.sharpest)
  }

  private mutating func choice<Element>(_ elements: [Element]) -> Element {
    elements[Int(random.below(UInt64(elements.count)))]
  }
}

extension String {
  fileprivate func replacingPlaceholder(by text: String) -> String {
    split(separator: "□", omittingEmptySubsequences: false).joined(separator: text)
  }
}
