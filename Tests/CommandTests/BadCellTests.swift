// What happens when a cell is wrong: one diagnostic with its place, and a page that still holds everything else.

import Testing

/// A cell that fails, and what is said of it.
struct BadCell: CustomTestStringConvertible, Sendable {
  var code: String
  /// What the diagnostic says, the name of the error first.
  var error: String
  /// The line of the cell and the column in which the fault is, both from 1.
  var line = 1
  var column: Int?
  var hint: String?
  /// Lines of the front matter.
  var frontMatter: [String] = []

  init(
    _ code: String, _ error: String, line: Int = 1, column: Int? = nil, hint: String? = nil, frontMatter: [String] = []
  ) {
    self.code = code
    self.error = error
    self.line = line
    self.column = column
    self.hint = hint
    self.frontMatter = frontMatter
  }

  var testDescription: String { code }
}

@Suite struct BadCellTests {
  /// Renders a page with the cell in its middle and checks what is said, where, and that the rest of the page is there.
  private func check(_ bad: BadCell) throws {
    let folder = try Workplace()
    let head = (["---", "title: A page"] + bad.frontMatter + ["---", ""]).joined(separator: "\n")
    let before = head + "\nProse before.\n\n```nabla\nearlier = 20 + 1\n```\n\n```nabla\n"
    try folder.write(before + bad.code + "\n```\n\nProse after.\n\n```nabla\nlater = 6 * 7\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "-o", "out", "--to", "html,md")
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 1)
    let line = before.utf8.count { $0 == UInt8(ascii: "\n") } + bad.line
    #expect(outcome.errors.hasPrefix("error: \(bad.error)"), "\(outcome.errors)")
    let place = "page.md:\(line):" + (bad.column.map { "\($0)\n" } ?? "")
    #expect(outcome.errors.contains(place), "\(outcome.errors)")
    #expect(outcome.errors.components("error:") == 1, "\(outcome.errors)")
    if let hint = bad.hint { #expect(outcome.errors.contains("help: ") && outcome.errors.contains(hint), "\(outcome.errors)") }
    let page = try folder.read("out/page.md")
    #expect(page.contains("Prose before.") && page.contains("Prose after."))
    #expect(page.contains("21"))
    let isExhausted = bad.error.hasPrefix("StepLimit")
    #expect(page.contains("42") != isExhausted)
    #expect(page.contains("ERROR: "))
    let html = try folder.read("out/page.html")
    #expect(html.contains("Prose before.") && html.contains("Prose after.") && html.contains("One cell failed"))
    #expect(folder.files() == ["out", "out/page.html", "out/page.md", "page.md"])
  }

  @Test(arguments: [
    BadCell("x = (1 + 2", "", hint: ")"),
    BadCell("x = 1 +", "", line: 1),
    BadCell("for i in 1:3\n  i", ""),
    BadCell("x = [1, 2", "", hint: "]"),
    BadCell("\"no end", ""),
    BadCell("1 = x", ""),
  ])
  func `A syntax error is shown where it is`(_ bad: BadCell) throws { try check(bad) }

  @Test(arguments: [
    BadCell("x = 3\ny = eigvalz([1 2; 3 4])", "UndefVarError", line: 2, column: 5, hint: "eigvals"),
    BadCell("total = 3\ntotl + 1", "UndefVarError", line: 2, column: 1, hint: "total"),
    BadCell("nothinglikethis", "UndefVarError", column: 1),
    BadCell("g() = undefined_inside + 1\ng()", "UndefVarError", line: 1, column: 7),
  ])
  func `An undefined name is named, with the nearest that there is`(_ bad: BadCell) throws { try check(bad) }

  @Test(arguments: [
    BadCell("[1 2; 3 4] * [1 2 3]", "DimensionMismatch", column: 1),
    BadCell("[1, 2] + [1, 2, 3]", "DimensionMismatch", column: 1),
    BadCell("[1, 2] .* [1, 2, 3]", "DimensionMismatch", column: 1),
    BadCell("[1 2; 3]", ""),
    BadCell("[1 2; 3 4] \\ [1, 2, 3]", "DimensionMismatch", column: 1),
    BadCell("[1, 2, 3][4]", "BoundsError", column: 1),
    BadCell("[1, 2, 3][0]", "BoundsError", column: 1),
  ])
  func `Sizes that do not fit are named`(_ bad: BadCell) throws { try check(bad) }

  @Test(arguments: [
    BadCell("1 ÷ 0", "DivideError", column: 1),
    BadCell("1 % 0", "DivideError", column: 1),
    BadCell("mod(1, 0)", "DivideError"),
    BadCell("big(1) ÷ 0", "DivideError", column: 1),
    BadCell("big(1) % 0", "DivideError", column: 1),
    BadCell("typemin(Int) ÷ 0", "DivideError", column: 1),
    BadCell("0 // 0", "ArgumentError", column: 1),
    BadCell("(1//2) ÷ 0", "DivideError", column: 1),
    BadCell("UInt8(1) ÷ 0x00", "DivideError", column: 1),
  ])
  func `Division of exact numbers by zero is an error`(_ bad: BadCell) throws { try check(bad) }

  @Test(arguments: [
    ("1 / 0", "Inf"), ("-1 / 0", "-Inf"), ("0 / 0", "NaN"), ("1.0 / 0.0", "Inf"), ("1.0 ÷ 0", "NaN"), ("1.0 % 0", "NaN"),
    ("1 // 0", "1//0"), ("-1 // 0", "-1//0"), ("big(1) / 0", "Inf"), ("(1 + 2im) / 0", "Inf + Inf*im"),
    ("[1, 2] / 0", "2-element Vector{Float64}:\n Inf\n Inf"),
  ])
  func `Division by zero is a value where its number type has one`(_ code: String, _ value: String) throws {
    let outcome = try Workplace().nabla("eval", input: code)
    #expect(outcome.output == value + "\n")
    #expect(outcome.exitCode == 0)
  }

  @Test(arguments: [
    BadCell("inv([1 2; 2 4])", "SingularException"),
    BadCell("[1 2; 2 4] \\ [1, 2]", "SingularException", column: 1),
    BadCell("inv([0.0;;])", "SingularException"),
    BadCell("cholesky([1 2; 2 1])", "PosDefException"),
    BadCell("det([1 2 3; 4 5 6])", "DimensionMismatch"),
  ])
  func `A singular matrix is said to be one`(_ bad: BadCell) throws { try check(bad) }

  @Test(arguments: [
    BadCell("while true\nend", "StepLimit", frontMatter: ["limits:", "  steps: 100000"]),
    BadCell("x = 0\nwhile true\n  x += 1\nend", "StepLimit", frontMatter: ["limits:", "  steps: 100000"]),
    BadCell("sum(i for i in 1:10^15)", "StepLimit", frontMatter: ["limits:", "  steps: 100000"]),
    BadCell("loop() = loop2()\nloop2() = try loop() catch; loop2() end\nloop()", "StepLimit",
      line: 1, frontMatter: ["limits:", "  steps: 100000"]),
  ])
  func `An endless loop ends at the limit of steps`(_ bad: BadCell) throws {
    let folder = try Workplace()
    let head = (["---"] + bad.frontMatter + ["---", ""]).joined(separator: "\n")
    try folder.write(head + "\nBefore.\n\n```nabla\n\(bad.code)\n```\n\nAfter.\n\n```nabla\n6 * 7\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "-o", "out", "--to", "html,md")
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: StepLimit"), "\(outcome.errors)")
    #expect(outcome.errors.contains("page.md:"))
    let page = try folder.read("out/page.md")
    #expect(page.contains("Before.") && page.contains("After."))
    #expect(page.contains("Not run: the notebook reached its limit"))
  }

  @Test(arguments: [
    BadCell("f(x) = f(x)\nf(1)", "StackOverflowError"),
    BadCell("f(x) = 1 + f(x + 1)\nf(1)", "StackOverflowError"),
    BadCell("f(x) = [f(y) for y in x]\nf([1])", "StackOverflowError"),
    BadCell("f(x) = sum(map(f, [x, x]))\nf(1)", "StackOverflowError"),
    BadCell("a(x) = b(x)\nb(x) = a(x)\na(1)", "StackOverflowError"),
  ])
  func `Endless recursion is an error`(_ bad: BadCell) throws {
    let folder = try Workplace()
    try folder.write("Before.\n\n```nabla\n\(bad.code)\n```\n\nAfter.\n\n```nabla\n6 * 7\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "-o", "out", "--to", "html,md")
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: StackOverflowError"), "\(outcome.errors.prefix(600))")
    #expect(outcome.errors.utf8.count < 4_000)
    let page = try folder.read("out/page.md")
    #expect(page.contains("Before.") && page.contains("After.") && page.contains("42"))
  }

  @Test(arguments: [
    BadCell("zeros(10^6, 10^6)", "MemoryLimit"),
    BadCell("ones(10^10)", "MemoryLimit"),
    BadCell("fill(1, 10^6, 10^6)", "MemoryLimit"),
    BadCell("rand(10^6, 10^6)", "MemoryLimit"),
    BadCell("zeros(10^10, 10^10)", ""),
    BadCell("2^(10^12)", ""),
    BadCell("big(2)^(10^18)", ""),
    BadCell("factorial(big(10)^12)", ""),
    BadCell("\"a\"^(10^12)", ""),
    BadCell("repeat([1], 10^12)", ""),
    BadCell("collect(1:10^12)", ""),
    BadCell("sqrt.(1:10^12)", ""),
    BadCell("1 << (10^12)", ""),
    BadCell("s = \"ab\"\nwhile true\n  s = s * s\nend", "MemoryLimit", line: 3, frontMatter: ["limits:", "  memory: 50000000"]),
  ])
  func `What would not fit into memory is refused`(_ bad: BadCell) throws { try check(bad) }

  @Test(arguments: [
    "a = Any[]; push!(a, a); a",
    "a = Any[1]; a[1] = a; string(a)",
    "d = Dict{Any,Any}(); d[1] = d; d",
    "a = Any[]; for i in 1:100000; a = Any[a]; end; a",
    "a = (); for i in 1:100000; a = (a,); end; a",
    "a = Any[]; for i in 1:100000; a = Any[a]; end; a == a",
    "a = Any[]; for i in 1:100000; a = Any[a]; end; b = deepcopy(a); 1",
    "a = Any[]; for i in 1:100000; a = Any[a]; end; hash(a)",
  ])
  func `Values inside themselves and deep ones end in a value or an error`(_ code: String) throws {
    let outcome = try Workplace().nabla("eval", input: code)
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 0 || outcome.exitCode == 1)
    #expect((outcome.output + outcome.errors).utf8.count < 100_000)
    #expect(!(outcome.output + outcome.errors).isEmpty)
  }

  @Test(arguments: ["(", "[", "-", "!", "f(", "x -> ", "begin ", "\"$(", "a.", "[1;", "'", "1 + ", "∇", "if true; ", "@test "])
  func `Deeply nested source ends in a value or an error`(_ piece: String) throws {
    let outcome = try Workplace().nabla("eval", input: String(repeating: piece, count: 20_000) + "1")
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 0 || outcome.exitCode == 1)
    #expect((outcome.output + outcome.errors).utf8.count < 1_000_000)
  }
}

extension String {
  /// How often a word occurs.
  func components(_ word: String) -> Int { ranges(of: word).count }
}
