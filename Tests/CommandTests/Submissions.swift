// A key, and what students hand in for it: right, wrong, half done, and in bad faith.

import Engine
import Foundation

/// What a student hands in, and what it should be given.
struct SubmissionCase {
  var name: String
  var content: Data
  /// For the two exercises of the key.
  var points: [Double]

  init(_ name: String, _ content: Data, _ points: [Double]) { (self.name, self.content, self.points) = (name, content, points) }

  init(_ name: String, _ text: String, _ points: [Double]) { self.init(name, Data(text.utf8), points) }
}

enum Submissions {
  /// Words of hidden checks, which nothing that is written may hold.
  static let secrets = ["unspoken", "24690", "12345"]

  static let key = """
    # A lesson

    ```nabla
    scale(x) = 2x
    ```

    > [!EXERCISE] Projection {#exr-projection points=3}
    > Write `P`.

    ```nabla
    #| starter: exr-projection
    a = [1, 2, 2]
    P = missing
    ```

    ```nabla
    #| solution: exr-projection
    P = a * a' / (a' * a)
    ```

    ```nabla
    #| check: exr-projection
    #| points: 1
    @test P * P ≈ P
    ```

    ```nabla
    #| check: exr-projection
    #| points: 2
    #| hidden: true
    unspoken = [1, 2, 2]
    @test P * unspoken ≈ unspoken
    ```

    > [!EXERCISE] Double {#exr-double}
    > Write `f`.

    ```nabla
    #| starter: exr-double
    f(x) = missing
    ```

    ```nabla
    #| solution: exr-double
    f(x) = scale(x)
    ```

    ```nabla
    #| check: exr-double
    @test f(3) == 6
    @test f.(1:3) == [2, 4, 6]
    ```

    ```nabla
    #| check: exr-double
    #| hidden: true
    @test f(12345) == 24690
    ```

    """

  /// A key whose numbers are others for each student.
  static let variant = """
    > [!EXERCISE] Sum {#exr-sum}
    > Add them.

    ```nabla
    #| starter: exr-sum
    #| variant: true
    x = rand(1:900, 3)
    total = missing
    ```

    ```nabla
    #| solution: exr-sum
    total = sum(x)
    ```

    ```nabla
    #| check: exr-sum
    @test total == sum(x)
    ```

    """

  static let rightProjection = "a = [1, 2, 2]\nP = a * a' / (a' * a)"
  static let rightDouble = "f(x) = 2x"

  private static func page(_ projection: String = rightProjection, _ double: String = rightDouble, before: String = "") -> String {
    """
    \(before)# A lesson

    > [!EXERCISE] Projection {#exr-projection points=3 .released}
    > Write `P`.

    ```nabla
    #| starter: exr-projection
    \(projection)
    ```

    > [!EXERCISE] Double {#exr-double .released}
    > Write `f`.

    ```nabla
    #| starter: exr-double
    \(double)
    ```

    """
  }

  /// Eighty that mean well.
  static var honest: [SubmissionCase] {
    let forms: [(String, [Double])] = [
      (page(), [3, 1]),
      (page("P = zeros(3, 3)"), [1, 1]),
      (page("P = [1, 2, 2] * [1, 2, 2]' / 9", "f(x) = x + x"), [3, 1]),
      (page("P = missing", "f(x) = missing"), [0, 0]),
      (page("P = [1, 2, 2]"), [0, 1]),
      (page(rightProjection, "f(x) = x == 3 ? 6 : 2x + 0"), [3, 1]),
      (page(rightProjection, "f(x) = x <= 3 ? 2x : 0"), [3, 0]),
      (page("P = project([1, 2, 2])",
        "f(x) = helper(x)", before: "```nabla\nproject(a) = a * a' / (a' * a)\nhelper(x) = 2x\n```\n\n"), [3, 1]),
      (page("P = sqrt(-1)", "f = x -> 2x"), [0, 1]),
      (page("a = 1\nQ = 2", "g(x) = 2x"), [0, 0]),
    ]
    return (0..<80).map { number in
      let (text, points) = forms[number % forms.count]
      return SubmissionCase("student-\(number)", text, points)
    }
  }

  static let endless = SubmissionCase("loop", page("while true\nend"), [0, 1])

  /// Twenty and some that do not.
  static var hostile: [SubmissionCase] {
    var random = RandomSource(seed: 7)
    let garbage = Data((0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) } + [0xFF])
    return [
      SubmissionCase("breaks-off", page(rightProjection + "\nerror(\"enough\")"), [0, 1]),
      endless,
      SubmissionCase("loop-in-call", page(rightProjection, "function f(x)\n  while true\n  end\nend"), [3, 0]),
      SubmissionCase("memory", page("P = zeros(100_000, 100_000)"), [0, 1]),
      SubmissionCase("growing-memory", page("x = Any[]\nwhile true\n  push!(x, zeros(10_000))\nend"), [0, 1]),
      SubmissionCase("recursion", page(rightProjection, "f(x) = f(x) + 1"), [3, 0]),
      SubmissionCase("read-key", page("P = read(\"../key/lesson.md\", String)"), [0, 1]),
      SubmissionCase("read-passwords", page("P = open(\"/etc/passwd\")"), [0, 1]),
      SubmissionCase("print", page("while true\n  println(\"x\"^100_000)\nend"), [0, 1]),
      SubmissionCase("equality", page("P = missing\nBase.:(==)(x, y) = true", "f(x) = 0\n==(x, y) = true"), [0, 0]),
      SubmissionCase("approximation", page("isapprox(x, y; k...) = true\nx ≈ y = true\nP = [1 2; 3 4]"), [0, 1]),
      SubmissionCase("test-macro", page("macro test(x)\n  true\nend\nP = 1"), [0, 1]),
      SubmissionCase("test-function", page("P = missing", "scale(x) = 6\nf(x) = scale(x)"), [0, 0]),
      SubmissionCase("huge-value", page("P = zeros(4000, 4000)"), [0, 1]),
      SubmissionCase("huge-result", page(rightProjection, "f(x) = \"x\"^100_000_000"), [3, 0]),
      SubmissionCase("malformed",
        "```nabla\n#| starter: exr-projection\nP = ((((\n> [!EXERCISE\n``````nabla\n#| starter: exr-double\n", [0, 0]),
      SubmissionCase("garbage", garbage, [0, 0]),
      SubmissionCase("empty", "", [0, 0]),
      SubmissionCase("own-type", page("struct Q\n  y\nend\nP = Q(1)", "struct R\n  z\nend\nf(x) = R(x)"), [0, 0]),
      SubmissionCase("leaving", page("exit()", "f(x) = exit(1)"), [0, 0]),
      SubmissionCase("closure", page("P = x -> x", "f(x) = y -> y"), [0, 0]),
      SubmissionCase("cycle", page("P = Any[1]\npush!(P, P)", "function f(x)\n  v = Any[]\n  push!(v, v)\n  v\nend"), [0, 0]),
      SubmissionCase("sharing", page("P = Any[1]\nfor i in 1:60\n  P = Any[P, P]\nend"), [0, 1]),
      SubmissionCase("more-limits",
        "---\nlimits: {steps: 1000000000000, memory: 100GiB, timeout: 100000}\n---\n\n" + page("while true\nend"), [0, 1]),
      SubmissionCase("symbols", page("P = [Symbol(string(\"s\", i)) for i in 1:50_000]"), [0, 1]),
      SubmissionCase("telling", page(rightProjection, "seen = []\nfunction f(x)\n  push!(seen, x)\n  error(string(seen))\nend"), [3, 0]),
      SubmissionCase("control", page("P = missing", "f(x) = error(\"=cmd()\\e[31m\\nnext\")"), [0, 0]),
    ]
  }
}
