// Every function of the library has help that says what it does.

import Engine
import StandardLibrary
import Testing

@Suite struct HelpTests {
  /// Names that open with `#` or `@` are what the compiler calls for syntax and macros.
  @Test func everyFunctionHasHelp() {
    let named = Library.standard.functions.filter { !"#@".contains($0.key.first ?? "#") }.sorted { $0.key < $1.key }
    #expect(named.count > 300)
    for (name, function) in named {
      #expect(!function.help.isEmpty, "\(name) has no help")
      #expect(function.signature.hasPrefix(function.name), "the signature of \(name) is \(function.signature)")
    }
  }

  @Test func everyConstantHasHelp() {
    for (name, constant) in Library.standard.constants.sorted(by: { $0.key < $1.key }) {
      #expect(!constant.help.isEmpty, "\(name) has no help")
    }
  }
}
