// Input that is meant to break the parser.

import Testing

@testable import Notebooks

@Suite struct HostileInputTests {
  @Test(arguments: [
    "> ", "- ", "1. ", "> - ", "*a ", "**a ", "[a ", "[", "![", "[a](", "$a ", "$a{ ", "`a ", "$$ ", "{#", "<!", "@a",
  ])
  func `repetition neither hangs nor overflows`(piece: String) {
    let text = String(repeating: piece, count: 20_000) + "b\n"
    let time = ContinuousClock().measure { #expect(!Notebook(text).blocks.isEmpty) }
    #expect(time < .seconds(20))
  }

  @Test func `deep nesting is flattened and reported`() {
    let notebook = Notebook(String(repeating: "> ", count: 100_000) + "a\n")
    #expect(notebook.diagnostics.map(\.identifier) == ["nesting-too-deep"])
    #expect(notebook.debugDescription.contains("text \"a\""))
    let list = (0..<600).map { String(repeating: "  ", count: $0) + "- \($0)\n" }.joined()
    #expect(Notebook(list).debugDescription.contains("text \"599\""))
    let emphasis = String(repeating: "*a **b ", count: 500) + "c" + String(repeating: " d** e*", count: 500)
    #expect(Notebook(emphasis).debugDescription.contains("c d\""))
    let brackets = String(repeating: "[", count: 5000) + "a" + String(repeating: "](b)", count: 5000)
    #expect(Notebook(brackets).blocks.count == 1)
  }

  @Test func `many lines below a deep list end the reading`() {
    let text = "a\n\n" + String(repeating: "- ", count: 50_000) + "b\n" + String(repeating: "\n", count: 50_000) + "c\n"
    let notebook = Notebook(text)
    #expect(notebook.diagnostics.contains { $0.message.contains("not read beyond") })
    #expect(notebook.debugDescription.hasPrefix("paragraph 1:1-1:2\n"))
  }

  @Test func `a huge table is left out and reported, the rest stays`() {
    let columns = 13_000
    let table = String(repeating: "|a", count: columns) + "\n" + String(repeating: "|-", count: columns) + "\n"
      + String(repeating: "b\n", count: 13_000)
    let notebook = Notebook("before\n\n\(table)\nafter\n")
    #expect(notebook.diagnostics.map(\.identifier) == ["table-too-large"])
    #expect(notebook.location(of: notebook.diagnostics[0].span.start).line == 4)
    #expect(notebook.blocks.count == 2)
    #expect(notebook.location(of: notebook.blocks[1].span.start).line == 13_006)
  }

  @Test func `NUL, byte order mark, carriage returns, tabs and a missing last line break`() {
    #expect(tree("\u{FEFF}# A\u{0}B\n") == "heading 1 #ab 1:1-1:6\n  text \"A\u{FFFD}B\" 1:3-1:6\n")
    #expect(tree("a\r\n`= 1`\r\n\r\n```nabla\r\nx\r\ny\r\n```\r\n") == """
      paragraph 1:1-2:6
        text "a" 1:1-1:2
        soft break 1:2-2:1
        value 0 "1" from 2:4 2:1-2:6
      cell 0 "x\\ny\\n" 4:1-7:4

      """)
    #expect(tree("```nabla\nx") == "cell 0 \"x\\n\" 1:1-2:2\n")
    #expect(tree("") == "")
    #expect(tree("\n\n") == "")
    #expect(tree("\r").isEmpty)
    #expect(tree("---\r\ntitle: a\r\n---\r\nb").hasPrefix("paragraph 4:1"))
    #expect(Notebook("-\t```nabla\n\tx\n\t```\n").cells.map(\.source) == ["x\n"])
  }

  @Test func `every prefix of a document parses`() {
    let text = """
      ---
      title: a
      ---
      # H {#sec-h}
      > [!NOTE] t {#a}
      > $x$ `= 1` [a](b "c")
      | a | $b$ |
      |---|---|
      | c\\|d | `= e` |

      $$
      \\val{x}
      $$ {#eq-a}
      - ```nabla
        #| label: b
        x # hide
        ```
      [^1]: n
      """
    let scalars = Array(text.unicodeScalars)
    for count in 0...scalars.count {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: scalars[..<count])
      let notebook = Notebook(String(prefix))
      for diagnostic in notebook.diagnostics {
        #expect(diagnostic.span.start >= 0 && diagnostic.span.start <= diagnostic.span.end)
        #expect(diagnostic.span.end <= notebook.source.utf8.count)
      }
      #expect(notebook.debugDescription.utf8.count < 10_000)
    }
  }

  @Test func `YAML bombs and deep YAML are refused`() {
    let deep = "---\na: " + String(repeating: "[", count: 10_000) + "\n---\n"
    #expect(Notebook(deep).diagnostics.map(\.identifier) == ["yaml"])
    let wide = "---\n" + (0..<3000).map { "key\($0): v\n" }.joined() + "---\n"
    #expect(Notebook(wide).frontMatter.other.count == 3000)
  }

  @Test func `time grows linearly with size`() {
    let piece = """
      ## A *heading*

      Some $x$ words with `code`, a [link](http://x.org) and @fig-x.
      More words, **strong**, and `= value` at the end.

      - item
      - item $y$

      $$
      a = b
      $$

      """
    let clock = ContinuousClock()
    func time(_ count: Int) -> Duration {
      let text = String(repeating: piece, count: count)
      return clock.measure { #expect(Notebook(text).blocks.count == 4 * count) }
    }
    // Other tests run meanwhile, so the least of a few counts.
    func least(_ count: Int) -> Duration { (0..<3).map { _ in time(count) }.min() ?? .zero }
    _ = time(100)
    #expect(least(8000) < least(1000) * 40)
  }
}
