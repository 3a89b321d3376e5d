// Colours of code in other languages.

import Foundation
import Testing

@testable import Publishing

@Suite struct PlainHighlighterTests {
  private func marked(_ source: String, _ language: String) -> String {
    SourceHTML.other(source, language: language)
      .replacingOccurrences(of: "<span class=", with: "‹").replacingOccurrences(of: "</span>", with: "›")
  }

  @Test(arguments: [
    ("x = 'a' # it's", "python", "x = ‹\"s\">'a'› ‹\"c\"># it's›"),
    ("s = \"\"\"a\n'b\"\"\"\n1.5e3", "python", "s = ‹\"s\">\"\"\"a\n'b\"\"\"›\n‹\"n\">1.5e3›"),
    ("a1 + 2 // 'c'", "cpp", "a1 + ‹\"n\">2› ‹\"c\">// 'c'›"),
    ("/* a\nb */ x", "c", "‹\"c\">/* a\nb */› x"),
    ("don't \"stop\\\" here\"", "r", "don't ‹\"s\">\"stop\\\" here\"›"),
    ("'open\nnext", "js", "'open\nnext"),
    ("{\"a\": 1}", "json", "{‹\"s\">\"a\"›: ‹\"n\">1›}"),
    ("anything 1 # here", "unknown", "anything 1 # here"),
    ("\"\\", "json", "\"\\"),
    ("/* open", "c", "‹\"c\">/* open›"),
    ("", "python", ""),
  ])
  func stringsNumbersAndCommentsAreMarked(_ source: String, _ language: String, _ expected: String) {
    #expect(marked(source, language) == expected)
  }

  @Test func markupIsEscaped() {
    #expect(marked("'<b>' < 1", "python") == "‹\"s\">'&lt;b&gt;'› &lt; ‹\"n\">1›")
  }

  @Test func markdownShowsWhatIsItsOwn() {
    let source = """
      ---
      title: "One"
      ---

      # Head {#sec-a}

      By @fig-a, $x < 1$ and `= 1 + 1`, not `code` or $5; costs 3 $ or {this}[^1].

      $$
      x
      $$ {#eq-a}

      > [!NOTE] Title
      > ```nabla
      > #| label: fig-a
      > ```

      ```nabla
      #| echo: false
      x = 1
      ```
      """
    #expect(
      marked(source, "markdown") == """
        ‹"k">---›
        title: ‹"s">"One"›
        ‹"k">---›

        ‹"k"># Head ›‹"f">{#sec-a}›

        By ‹"f">@fig-a›, ‹"s">$x &lt; 1$› and ‹"n">`= 1 + 1`›, not ‹"t">`code`› or $5; costs 3 $ or {this}‹"f">[^1]›.

        ‹"s">$$›
        ‹"s">x›
        ‹"s">$$› ‹"f">{#eq-a}›

        &gt; ‹"f">[!NOTE]› Title
        ‹"k">&gt; ```nabla›
        ‹"t">&gt; #| label: fig-a›
        ‹"k">&gt; ```›

        ‹"k">```nabla›
        ‹"t">#| echo: false›
        x = ‹"n">1›
        ‹"k">```›
        """)
  }
}
