// Everything that is read on a page stands out from what is behind it, as WCAG 2.2 asks at level AA.

import Graphics
import Testing

@testable import Publishing

@Suite struct ContrastTests {
  private static let backgrounds: [PageColor] = [.page, .code]
  private static let texts: [PageColor] = [
    .ink, .muted, .accent, .wrong, .keyword, .number, .string, .comment, .function, .type,
  ]

  @Test(arguments: texts)
  func textCanBeRead(_ text: PageColor) {
    for background in Self.backgrounds {
      #expect(text.colors.light.contrast(with: background.colors.light) >= 4.5, "\(text) on \(background), light")
      #expect(text.colors.dark.contrast(with: background.colors.dark) >= 4.5, "\(text) on \(background), dark")
    }
  }

  /// The pairs above are all that there are: the style sheet takes each colour from a variable.
  @Test func theStyleSheetHasNoOtherColours() throws {
    let rules = (StyleSheet.page + "\n" + StyleSheet.search).replacing(#/--[\w-]+:[^;}]+;?/#, with: "")
    #expect(rules.firstMatch(of: #/#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/#) == nil)
    for declaration in rules.split(whereSeparator: { "{};\n".contains($0) }) {
      let parts = declaration.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, ["color", "background", "background-color"].contains(parts[0]), parts[1] != "inherit" else { continue }
      let allowed = parts[0] == "color" ? Self.texts : Self.backgrounds
      #expect(allowed.contains { parts[1] == "var(--\($0.rawValue))" }, "\(declaration)")
    }
    // Text is never faded.
    for match in rules.matches(of: #/([^{}]*)\{[^{}]*opacity:0?\.[0-9]/#) { Issue.record("\(match.output.1) is faded") }
  }

  @Test func whatMarksStandsOut() {
    // The line beside a result or an error, and the frame around what has the focus.
    for mark in [PageColor.accent, .wrong] {
      for background in Self.backgrounds {
        #expect(mark.colors.light.contrast(with: background.colors.light) >= 3)
        #expect(mark.colors.dark.contrast(with: background.colors.dark) >= 3)
      }
    }
  }

  @Test func figuresStandOnTheColourOfThePage() throws {
    for (isDark, page) in [(false, PageColor.page.colors.light), (true, PageColor.page.colors.dark)] {
      let variables = Theme.nabla.variables(dark: isDark).split(separator: ";").map { $0.split(separator: ":") }
      func color(_ name: String) throws -> RGB {
        try #require(variables.first { $0[0] == "--nabla-" + name }.flatMap { RGB(hexadecimal: String($0[1])) }, "\(name)")
      }
      #expect(try color("bg") == page)
      for name in ["ink", "muted"] { #expect(try color(name).contrast(with: page) >= 4.5, "\(name), \(isDark ? "dark" : "light")") }
    }
  }
}
