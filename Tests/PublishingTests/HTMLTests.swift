// Pages of HTML: what is escaped, numbered, linked and said of failures.

import Testing

@Suite struct HTMLTests {
  /// Strings that would become markup wherever one of them is written as it stands.
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><script>alert(1)</script>",
    "<!-- <script>alert(1)</script>", "]]><script>alert(1)</script>", "&lt;script&gt;", "</title><script>alert(1)</script>",
  ]

  private func checkSafe(_ html: String) {
    // A page has one script of its own; another, an `<img` or a handler would be a hostile one.
    #expect(html.ranges(of: "<script").count == 1)
    #expect(!html.contains("<img src=x"))
    #expect(html.firstMatch(of: #/<[a-zA-Z][\w-]*(?:\s+[\w:-]+(?:="[^"]*")?)*\s+on[a-z]+\s*=/#) == nil)
    #expect(html.ranges(of: "</style>").count == 1)
    #expect(html.ranges(of: "</title>").count == 1)
  }

  @Test(arguments: hostile)
  func `Hostile text in every place is text`(_ text: String) throws {
    let quoted = "'" + text.replacing("'", with: "''") + "'"
    let literal = "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("$", with: "\\$") + "\""
    let page = try Rendered(
      """
      ---
      title: \(quoted)
      subtitle: \(quoted)
      author: \(quoted)
      description: \(quoted)
      ---

      Text \(text) here.

      # Heading \(text)

      ## Other \(text)

      `\(text)` and $\\text{\(text.replacing("$", with: ""))}$ and [link](<\(text.replacing("<", with: "").replacing(">", with: ""))> "\(text)").

      ```nabla
      #| label: fig-one
      #| fig-cap: \(quoted)
      #| fig-alt: \(quoted)
      #| code-fold: true
      #| code-summary: \(quoted)
      println(\(literal))
      \(literal)
      ```

      ```nabla
      error(\(literal))
      ```

      ```html
      \(text)
      ```

      | \(text) |
      |---|
      | \(text) |

      > [!THEOREM] \(text) {#thm-one}
      > Words.

      The value is `= \(literal)`.
      """, isSafe: true)
    checkSafe(page.html)
  }

  @Test(arguments: ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
  func `Links lead to harmless places only`(_ address: String) throws {
    let page = try Rendered("[a](\(address)) and ![b](\(address)) and <\(address)> and $\\href{\(address)}{x}$\n")
    #expect(!page.html.contains("href=\"\(address)"))
    #expect(!page.html.contains("src=\"\(address)"))
  }

  @Test func `A page asks nothing of any other place`() throws {
    let page = try Rendered(
      "Text, $x^2$.\n\n![here](https://example.org/a.png)\n\n```nabla\n[1 2; 3 4]\n```\n\n[a link](https://example.org)\n")
    #expect(page.html.firstMatch(of: #/(?:src|srcset|data|poster|action)\s*=\s*"(?:https?:)?\/\//#) == nil)
    #expect(page.html.firstMatch(of: #/url\(\s*["']?(?:https?:)?\/\//#) == nil)
    #expect(!page.html.contains("<link") && !page.html.contains("@import") && !page.html.contains("<iframe"))
    #expect(page.html.contains("href=\"https://example.org\""))
  }

  @Test func `Ids are unique`() throws {
    let page = try Rendered(
      """
      # Same

      ## Same

      ## Same

      Note[^1], again[^1], other[^2].

      [^1]: One.
      [^2]: Two.

      ```nabla
      1
      ```

      ```nabla
      2
      ```
      """)
    let ids = page.html.matches(of: #/\sid="([^"]*)"/#).map { String($0.output.1) }
    #expect(ids.count >= 8)
    #expect(Set(ids).count == ids.count, "\(ids)")
    // Every link within the page leads somewhere.
    for match in page.html.matches(of: #/href="#([^"]*)"/#) {
      #expect(ids.contains(String(match.output.1)), "\(match.output.1)")
    }
  }

  @Test func `Equations, figures, tables and theorems are numbered and referred to`() throws {
    let page = try Rendered(
      """
      By @eq-b, @thm-a, @def-a, @fig-a and @tbl-a.

      $$
      a = b
      $$ {#eq-a}

      $$
      b = c
      $$ {#eq-b}

      > [!DEFINITION] One {#def-a}
      > Words.

      > [!THEOREM] Two {#thm-a}
      > Words.

      > [!PROOF]
      > Words.

      ![A picture](a.png){#fig-a}

      | a |
      |---|
      | 1 |

      : A table {#tbl-a}
      """)
    #expect(page.html.contains("href=\"#eq-b\"") && page.html.contains("href=\"#thm-a\""))
    #expect(page.html.contains("<span class=\"equation-number\">(1)</span>"))
    #expect(page.html.contains("<span class=\"equation-number\">(2)</span>"))
    #expect(page.html.contains("Definition 1") && page.html.contains("Theorem 1"))
    #expect(page.html.contains("Figure 1.") && page.html.contains("Table 1."))
    #expect(page.markdown.contains("\\tag{2}"))
    #expect(page.markdown.contains("[Equation (2)](#eq-b)") && page.markdown.contains("<a id=\"eq-b\"></a>"))
  }

  @Test func `A failed cell shows its line and the cells that need it are named`() throws {
    let page = try Rendered(
      "```nabla\na = 1 ÷ 0\n```\n\n```nabla\nb = a + 1\n```\n\n```nabla\n6 * 7\n```\n\n```nabla\n#| error: true\nsqrt(-1)\n```\n")
    #expect(page.html.contains("<strong>DivideError</strong>"))
    #expect(page.html.contains("<u>1 ÷ 0</u>"))
    #expect(page.html.contains("Not run: it needs <code>a</code>"))
    #expect(page.html.contains("42"))
    #expect(page.html.contains("<strong>DomainError</strong>"))
    #expect(page.html.contains("One cell failed"))
    #expect(page.report.problems.count { $0.severity == .error } == 1)
    #expect(page.markdown.contains("ERROR: DivideError") && page.markdown.contains("*Not run: it needs"))
  }

  @Test func `Options hide code, results and whole cells`() throws {
    let page = try Rendered(
      """
      ```nabla
      #| echo: false
      hidden_code = 6 * 7
      ```

      ```nabla
      #| output: false
      shown_code = 1234567
      ```

      ```nabla
      #| include: false
      quiet = 7654321
      ```

      ```nabla
      #| eval: false
      never = undefined_name
      ```

      ```nabla
      visible = 1
      secret_line = 2  # hide
      ```
      """)
    #expect(page.report.problems.isEmpty)
    #expect(!page.html.contains("hidden_code") && page.html.contains("42"))
    #expect(page.html.contains("shown_code") && page.html.ranges(of: "1234567").count == 1)
    #expect(!page.html.contains("quiet") && !page.html.contains("7654321"))
    #expect(page.html.contains("undefined_name"))
    #expect(page.html.contains("visible") && !page.html.contains("secret_line"))
  }

  @Test func `The same source gives the same bytes`() throws {
    let source = "---\nseed: 3\n---\n\n$x$ [^a]\n\n[^a]: b\n\n```nabla\nDict(:a => 1, :b => 2)\n```\n\n```nabla\n[1.5 2; 3 4]\n```\n"
    let (first, second) = (try Rendered(source), try Rendered(source))
    #expect(first.html == second.html)
    #expect(first.markdown == second.markdown)
  }

  @Test func `A page is a document with its language, title and landmarks`() throws {
    let page = try Rendered("---\ntitle: A & B\nlang: de\n---\n\nText.\n")
    #expect(page.html.hasPrefix("<!doctype html>\n<html lang=\"de\">"))
    #expect(page.html.contains("<title>A &amp; B</title>"))
    #expect(page.html.contains("<h1>A &amp; B</h1>"))
    #expect(page.html.contains("<main id=\"content\">"))
  }

  @Test func `Punctuation stays on the line of the formula that it belongs to`() throws {
    let page = try Rendered("One $a$, two ($b$) and `= 1 + 2`. Three $c$\n")
    let text = page.html.replacing(#/<math>.*?<\/math>/#, with: "F")
    #expect(text.contains("One <span class=\"joined\">F,</span> two <span class=\"joined\">(F)</span> and <span class=\"joined\"><span"))
    #expect(text.contains("F</span>.</span> Three F</p>"))
  }

  @Test func `What a label names is there`() throws {
    let page = try Rendered(
      """
      See @tbl-words and [the sum](#sum).

      ```nabla
      #| label: tbl-words
      #| tbl-cap: "Words."
      (1, "one")
      ```

      ```nabla
      #| label: sum
      1 + 2
      ```
      """)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("<figure id=\"tbl-words\" class=\"table\">\n<figcaption><span class=\"figure-number\">Table 1.</span> Words."))
    #expect(page.html.contains("<div class=\"cell\" id=\"sum\">"))
  }
}
