// What is recommended in place of other languages' names is there.

import StandardLibrary
import Testing

@testable import Engine

@Suite struct ForeignNameTests {
  @Test func everyRecommendedFunctionExists() {
    let library = Library.standard
    for hint in ForeignNames.allHints {
      for match in hint.matches(of: /([A-Za-z_@][A-Za-z0-9_]*!?)\.?\(/) {
        let name = String(match.output.1)
        let isKnown =
          library.functions[name] != nil || library.functions["#" + name] != nil || TypeNames.type(named: name) != nil
          || Machine.macroNames.contains(name) || ["f", "area"].contains(name)
        #expect(isKnown, "\(name) in “\(hint)”")
      }
    }
  }
}
