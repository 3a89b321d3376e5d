// The student's version of a page, and other numbers for each student.

import Engine
import Testing

@testable import Notebooks

@Suite struct ReleaseTests {
  private static let page = """
    ---
    seed: 3
    ---

    # A lesson

    <!-- for teachers: take your time -->

    Before <!-- inline secret --> after.

    > [!EXERCISE] Title {#exr-a points=3}
    > Do it.

    ```nabla
    #| starter: exr-a
    x = missing
    ```

    ```nabla
    #| solution: exr-a
    x = 41 + 1
    ```
    ```output
    42
    ```

    ```nabla
    #| check: exr-a
    #| points: 1
    @test x > 0
    ```

    > In a quote:
    >
    > ```nabla
    > #| check: exr-a
    > #| hidden: true
    > #| points: 2
    > @test x == 42
    > ```
    >
    > the end

    """

  @Test func `What is the teacher's is cut out, and all else stays`() {
    let (text, problems) = EngineThread.run { Notebook(Self.page).released() }
    #expect(problems.isEmpty)
    #expect(text == """
      ---
      seed: 3
      ---

      # A lesson

      <!-- -->

      Before <!-- --> after.

      > [!EXERCISE] Title {#exr-a points=3 .released}
      > Do it.

      ```nabla
      #| starter: exr-a
      x = missing
      ```

      ```nabla
      #| check: exr-a
      #| points: 1
      @test x > 0
      ```

      > In a quote:
      >
      > the end

      """)
    #expect(Notebook(text).diagnostics.isEmpty)
  }

  @Test func `A comment is cut out to its end, wherever the block of HTML ends`() {
    let text = EngineThread.run { Notebook("<div>\n<!-- SECRET1\n\nSECRET2 <!-- x -->\n</div>\n\nText <!-- a -->.\n").released().text }
    #expect(text == "<div>\n<!-- -->\n</div>\n\nText <!-- -->.\n")
  }

  @Test(arguments: [
    ("Text.\n\n<div>\n<!-- SECRET1\n\nSECRET2\n</div>\n", 13),
    // One that reaches into a cell.
    ("<div>\n<!-- SECRET\n\n" + exercisePage(solution: "x = 2  # -->"), 0),
  ])
  func `What cannot be cut out is not released`(_ page: String, _ place: Int) {
    let problems = EngineThread.run { Notebook(page).released().problems }
    #expect(problems.map(\.identifier) == ["cannot-release"] && problems.first?.span.start == place)
  }

  @Test func `What a comment parted stays parted`() {
    let page = "Intro.\n<!-- a -->\n\n---\n\n- one\n\n<!-- b -->\n\n- two\n\nText.\n<!-- c -->\nMore.\n"
    let text = EngineThread.run { Notebook(page).released().text }
    func kinds(_ text: String) -> [String] { Notebook(text).blocks.map { String("\($0.kind)".prefix { $0 != "(" }) } }
    #expect(kinds(text) == kinds(page) && kinds(page).count == 9)
  }

  @Test func `What was released is released as it is`() {
    EngineThread.run {
      let once = Notebook(Self.page).released().text
      #expect(Notebook(once).released().text == once)
    }
  }

  @Test func `A page that is wrong is not released`() {
    let (_, problems) = EngineThread.run { Notebook(exercisePage().replacing("#| solution: exr-a\n", with: "")).released() }
    #expect(problems.map(\.identifier) == ["incomplete-exercise"])
  }

  private static let variant = """
    ## Numbers

    ```nabla
    #| variant: true
    n = rand(2:900)
    m = 2n
    ```

    > [!EXERCISE] Title {#exr-a}
    > Do it.

    ```nabla
    #| starter: exr-a
    #| variant: true
    a = rand(1:900, 3)     # yours
    b, c = rand(2)
    d = [1//rand(2:9), (rand(), rand(Bool))]
    s = missing
    ```

    ```nabla
    #| solution: exr-a
    s = n * sum(a)
    ```

    ```nabla
    #| check: exr-a
    @test s == n * sum(a)
    ```

    """

  private func released(_ student: String?) -> String {
    EngineThread.run {
      let (text, problems) = Notebook(Self.variant).released(for: student)
      #expect(problems.isEmpty, "\(problems)")
      return text
    }
  }

  @Test func `Each student has numbers of their own, always the same`() {
    let (ada, grace) = (released("ada"), released("grace"))
    #expect(ada == released("ada") && ada != grace)
    #expect(!ada.contains("rand") && ada.contains("m = 2n") && ada.contains("]     # yours") && ada.contains("variant: false"))
    #expect(released(nil).contains("a = rand(1:900, 3)"))
    // Edits elsewhere leave them alone.
    let edited = EngineThread.run { Notebook("# First\n\n```nabla\nrand()\n```\n\n" + Self.variant).released(for: "ada").text }
    #expect(edited.hasSuffix(ada))
  }

  /// The messages of the checks, against a text that a student handed in.
  private func outcomes(_ submission: String, of student: String?) -> [String?] {
    EngineThread.run {
      let key = Notebook(Self.variant)
      let side = SubmissionSide(submission: submission, steps: 1_000_000, memory: 1 << 26, seconds: 60)
      return CheckRunner(key, student: student).outcomes(of: key.exercises[0]) { side }.map(\.message)
    }
  }

  @Test func `The numbers that count are the student's own`() {
    let ada = released("ada").replacing("s = missing", with: "s = n * sum(a)")
    #expect(outcomes(ada, of: "ada") == [nil])
    #expect(outcomes(ada, of: "grace") != [nil])
    // Easier numbers are no help.
    let easier = ada.replacing(#/a = \[.*\]/#, with: "a = [0, 0, 0]").replacing(#/n = \d+/#, with: "n = 0")
    #expect(outcomes(easier, of: "ada") != [nil])
    // One release for all has the page's numbers, and its text decides no more than another.
    let general = released(nil).replacing("s = missing", with: "s = n * sum(a)")
    #expect(outcomes(general, of: nil) == [nil] && outcomes(general, of: "ada") != [nil])
    let easy = released(nil).replacing("s = missing", with: "a = [0]\ns = 0")
    #expect(outcomes(easy, of: nil) != [nil] && outcomes(easy, of: "ada") != [nil])
  }

  @Test(arguments: ["push!([0], rand(1:2))", "a = rand(1:2) > 0 ? (x -> x) : 0", "sqrt(-1)"])
  func `What cannot be written down is not released`(_ statement: String) {
    let page = Self.variant.replacing("a = rand(1:900, 3)", with: "a = [1]\n" + statement)
    let problems = EngineThread.run { Notebook(page).released(for: "ada").problems }
    #expect(problems.map(\.identifier) == ["cannot-draw"])
  }
}
