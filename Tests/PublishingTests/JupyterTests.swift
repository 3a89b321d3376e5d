// Jupyter notebooks: written, validated, and read back.

import Engine
import Foundation
import Publishing
import Testing

@Suite struct JupyterTests {
  private static let source = """
    ---
    title: Two equations
    params: {n: 3}
    ---

    # Two equations {#sec-two}

    The system has the value `= n + 1`; see @fig-line.

    ```nabla
    #| label: fig-line
    #| fig-cap: A line.
    plot([1, 2])
    ```

    > A quote with a cell:
    >
    > ```nabla
    > n
    > ```

    ```nabla
    println("text")
    hidden = 1 # hide
    [1 2; 3 4]
    ```

    ```nabla
    #| error: true
    sqrt(-1)
    ```

    The end.

    """

  /// The file that a source is written as.
  private func written(_ source: String) throws -> String {
    let folder = try TemporaryFolder(["page.md": source])
    let publisher = Publisher(forms: [.jupyter], outputFolder: folder.path + "/out")
    let report = EngineThread.run { publisher.render(file: folder.path + "/page.md") }
    #expect(report.trouble == nil)
    return try folder.text("out/page.ipynb")
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func theFileFollowsTheFormat() throws {
    let notebook = try object(try written(Self.source))
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    #expect((notebook["metadata"] as? [String: Any])?["title"] as? String == "Two equations")
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "markdown", "code", "code", "markdown"])
    var ids: Set<String> = []
    for cell in cells {
      let id = try #require(cell["id"] as? String)
      #expect(ids.insert(id).inserted && id.count <= 64 && id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
      #expect(cell["metadata"] is [String: Any] && cell["source"] is [String])
      let isCode = cell["cell_type"] as? String == "code"
      #expect((cell["outputs"] is [[String: Any]]) == isCode && (cell.keys.contains("execution_count")) == isCode)
      for output in cell["outputs"] as? [[String: Any]] ?? [] {
        switch output["output_type"] as? String {
        case "stream": #expect(output["name"] as? String == "stdout" && output["text"] is [String])
        case "display_data": #expect(output["data"] is [String: Any] && output["metadata"] is [String: Any])
        case "execute_result":
          #expect(output["data"] is [String: Any] && output["metadata"] is [String: Any] && output["execution_count"] is Int)
        case "error": #expect(output["ename"] is String && output["evalue"] is String && output["traceback"] is [String])
        default: Issue.record("unknown output \(output)")
        }
      }
    }
  }

  @Test func proseIsShownAndKept() throws {
    let text = try written(Self.source)
    #expect(text.contains("The system has the value $4$; see [Figure 1](#fig-line)."))
    #expect(text.contains("The system has the value `= n + 1`; see @fig-line."))
    #expect(text.contains("image/svg+xml"))
    #expect(text.contains("$$\\\\begin{bmatrix} 1 & 2 \\\\\\\\ 3 & 4 \\\\end{bmatrix}$$"))
    #expect(text.contains("\"ename\" : \"DomainError\""))
  }

  @Test func referencesLeadToWhatIsNamed() throws {
    let source = """
      See @fig-two, @fig-two-2 and @tbl-one.

      ```nabla
      #| label: fig-two
      #| fig-cap: Two *lines*.
      #| fig-subcap: [Up, Down]
      display(plot([1, 2]))
      plot([2, 1])
      ```

      ```nabla
      #| label: tbl-one
      #| tbl-cap: A matrix.
      [1 2; 3 4]
      ```

      """
    let text = try written(source)
    let cells = try #require(try object(text)["cells"] as? [[String: Any]])
    let prose = cells.filter { $0["cell_type"] as? String == "markdown" }.map { ($0["source"] as? [String] ?? []).joined() }
    #expect(prose.count == 2)
    for id in ["fig-two", "fig-two-1", "fig-two-2"] { #expect(prose[0].contains("<a id=\"\(id)\"></a>")) }
    #expect(prose[1] == "(a) Up\n\n(b) Down\n\n**Figure 1.** Two *lines*.\n\n<a id=\"tbl-one\"></a>\n\n**Table 1.** A matrix.")
    #expect(try JupyterReader.convert(Array(text.utf8), name: "page").markdown == source)
  }

  @Test func writingAndConvertingGivesTheSourceBack() throws {
    let converted = try JupyterReader.convert(Array(try written(Self.source).utf8), name: "page")
    #expect(converted.markdown == Self.source)
  }

  @Test func theFileIsValidForJupyter() throws {
    // The check of the format's own library, where it is installed.
    let folder = try TemporaryFolder(["page.ipynb": try written(Self.source)])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys\ntry:\n  import nbformat\nexcept ImportError:\n  sys.exit(0)\n"
        + "nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))",
      folder.path + "/page.ipynb",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // 127: there is no Python.
    #expect([0, 127].contains(process.terminationStatus))
  }

  @Test func foreignCodeIsShownWithItsOutputs() throws {
    let file = """
      {"nbformat": 4, "nbformat_minor": 2, "metadata": {"language_info": {"name": "python"}}, "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["---\\n", "text ![x](attachment:a.png)"],
         "attachments": {"a.png": {"image/png": "aGk="}}},
        {"cell_type": "code", "metadata": {}, "execution_count": null, "source": "print('```')", "outputs": [
          {"output_type": "stream", "name": "stdout", "text": ["```\\n"]},
          {"output_type": "display_data", "metadata": {}, "data": {"image/png": "aGk=\\n", "text/plain": ["<Figure>"]}},
          {"output_type": "display_data", "metadata": {}, "data": {"application/vnd.x+json": {"a": [1]}, "text/plain": "x"}},
          {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\\u001b[31mE\\u001b[0m: v"]}]},
        {"cell_type": "raw", "metadata": {"format": "text/latex"}, "source": "\\\\LaTeX"}]}
      """
    let converted = try JupyterReader.convert(Array(file.utf8), name: "page")
    #expect(
      converted.markdown == """

        ---
        text ![x](page_files/attachment-1-1.png)

        ````python
        print('```')
        ````

        ````text
        ```
        ````

        ![<Figure>](page_files/output-2-2.png)

        ```text
        x
        ```

        ```text
        E: v
        ```

        ```latex
        \\LaTeX
        ```

        """)
    #expect(converted.files.map(\.bytes) == [Array("hi".utf8), Array("hi".utf8)])
  }

  @Test func juliaRuns() throws {
    let file = """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "julia-1.10", "display_name": "Julia", "language": "julia"}},
       "cells": [{"cell_type": "code", "id": "a", "metadata": {"tags": ["hide-input", "raises-exception"]}, "execution_count": 1,
       "source": ["x = 1\\n", "x + 1"], "outputs": []},
       {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "source": [], "outputs": []}]}
      """
    let converted = try JupyterReader.convert(Array(file.utf8), name: "page")
    #expect(converted.markdown == "```nabla\n#| echo: false\n#| error: true\nx = 1\nx + 1\n```\n")
  }

  @Test(arguments: [
    ("", "not a Jupyter notebook"), ("[]", "not a Jupyter notebook"), ("{\"nbformat\": 3}", "format 3"),
    ("{\"nbformat\": 4}", "there is no `cells`"),
    ("{\"nbformat\": 4, \"cells\": [{}], \"metadata\": {}, \"nbformat_minor\": 5}", "at `cells[0]`"),
    ("{\"nbformat\": 4, \"cells\": 1, \"metadata\": {}, \"nbformat_minor\": 5}", "at `cells`"),
  ])
  func whatIsNoNotebookIsRefused(_ text: String, _ words: String) {
    #expect { try JupyterReader.convert(Array(text.utf8), name: "page") } throws: { "\($0)".contains(words) }
  }
}
