// The text and TeX of values, against what Julia 1.10 shows.

import Arrays
import ComplexModule
import Exact
import Testing

@testable import Engine

/// Makes values and shows them.
private struct Gallery {
  let machine = Machine(library: Library())
  var heap: Heap { machine.heap }

  func text(_ value: Value) throws -> String { try machine.text(of: value) }
  func compact(_ value: Value) throws -> String { try machine.compactText(of: value) }
  func printed(_ value: Value) throws -> String { try machine.printedText(of: value) }
  func tex(_ value: Value) throws -> String? { try machine.faces(of: value).tex }

  func vector(_ type: DataType, _ elements: [Value]) -> Value { heap.array(of: type, elements) }
  /// A matrix from its rows.
  func matrix(_ rows: [[Double]]) -> Value {
    let shape = [rows.count, rows.first?.count ?? 0]
    let columns = (0..<shape[1]).flatMap { column in rows.map { $0[column] } }
    return heap.array(DenseArray(columnMajor: columns, shape: shape))
  }
  func matrix(_ rows: [[Int]]) -> Value {
    let shape = [rows.count, rows.first?.count ?? 0]
    let columns = (0..<shape[1]).flatMap { column in rows.map { $0[column] } }
    return heap.array(DenseArray(columnMajor: columns, shape: shape))
  }
  func rational(_ numerator: Int, _ denominator: Int) -> Value {
    heap.adopt(RationalObject(numerator: BigInteger(numerator), denominator: BigInteger(denominator), isBig: false))
  }
  func dictionary(_ key: DataType, _ value: DataType, _ pairs: [(Value, Value)]) -> Value {
    let dictionary = DictionaryObject(keyType: key, valueType: value)
    for (key, value) in pairs { dictionary.set(key, value, heap) }
    return heap.adopt(dictionary)
  }
}

@Suite struct NumberDisplayTests {
  private let gallery = Gallery()

  @Test(arguments: [
    (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (0.30000000000000004, "0.30000000000000004"), (1e-5, "1.0e-5"),
    (0.0001, "0.0001"), (100_000, "100000.0"), (999_999, "999999.0"), (1e6, "1.0e6"), (123_456.789, "123456.789"),
    (1_234_567.5, "1.2345675e6"), (1e21, "1.0e21"), (2.5e-8, "2.5e-8"), (.leastNonzeroMagnitude, "5.0e-324"),
    (.greatestFiniteMagnitude, "1.7976931348623157e308"), (.infinity, "Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    (9_007_199_254_740_992, "9.007199254740992e15"),
  ] as [(Double, String)])
  func floatsHaveTheFewestDigitsThatReadBack(_ value: Double, _ text: String) throws {
    #expect(try gallery.text(Value(value)) == text)
    #expect(try gallery.printed(Value(value)) == text)
  }

  @Test(arguments: [
    (3.14159265, "3.14159"), (2.0 / 3, "0.666667"), (1_234_567, "1.23457e6"), (0.1234565, "0.123457"),
    (12345.25, "12345.2"), (12345.75, "12345.8"), (999_999.5, "1.0e6"), (0.99999999, "1.0"), (1e-10 / 3, "3.33333e-11"),
    (100_000, "100000.0"), (1.0000001, "1.0"),
  ] as [(Double, String)])
  func matricesShowSixDigits(_ value: Double, _ text: String) {
    #expect(FloatText.text(value, isCompact: true) == text)
    #expect(FloatText.text(-value, isCompact: true) == "-" + text)
  }

  @Test func singlePrecisionTellsItsType() throws {
    #expect(try gallery.text(Value(Float(1))) == "1.0f0")
    #expect(try gallery.text(Value(Float(1e-10))) == "1.0f-10")
    #expect(try gallery.text(Value(Float.infinity)) == "Inf32")
    #expect(try gallery.printed(Value(Float(1.5))) == "1.5")
    #expect(try gallery.compact(gallery.vector(.float32, [Value(Float(1)), Value(Float(0.1))])) == "Float32[1.0, 0.1]")
  }

  @Test func integersOfAllWidths() throws {
    #expect(try gallery.text(Value(-7)) == "-7")
    #expect(try gallery.text(Value(tag: .uint8, bits: 10)) == "0x0a")
    #expect(try gallery.text(Value(tag: .uint64, bits: 255)) == "0x00000000000000ff")
    #expect(try gallery.printed(Value(tag: .uint8, bits: 10)) == "10")
    #expect(try gallery.text(gallery.heap.big(BigInteger("100000000000000000000") ?? 0)) == "100000000000000000000")
  }

  @Test func fractionsAndComplexNumbers() throws {
    let heap = gallery.heap
    #expect(try gallery.text(gallery.rational(1, 2)) == "1//2")
    #expect(try gallery.text(gallery.rational(-3, 1)) == "-3//1")
    #expect(try gallery.text(heap.complex(Complex(1, 2))) == "1.0 + 2.0im")
    #expect(try gallery.text(heap.complex(Complex(1, -0.0))) == "1.0 - 0.0im")
    #expect(try gallery.text(heap.complex(Complex(0, .nan))) == "0.0 + NaN*im")
    #expect(try gallery.text(heap.complex(Complex(0, -.infinity))) == "0.0 - Inf*im")
    #expect(try gallery.text(heap.complex(Value(1), Value(-2))) == "1 - 2im")
    #expect(try gallery.text(heap.complex(Value(0), Value(Int.min))) == "0 - 9223372036854775808im")
    #expect(try gallery.text(heap.complex(gallery.rational(1, 2), gallery.rational(-2, 3))) == "1//2 - 2//3*im")
    #expect(try gallery.text(heap.complex(Value(false), Value(true))) == "im")
    #expect(try gallery.text(heap.complex(Value(true), Value(true))) == "Complex(true,true)")
  }

  @Test func ranges() throws {
    let heap = gallery.heap
    #expect(try gallery.text(heap.adopt(RangeObject(from: 1, to: 5))) == "1:5")
    #expect(try gallery.text(heap.adopt(RangeObject(from: 5, to: 1))) == "5:4")
    #expect(try gallery.text(heap.adopt(RangeObject(.step(start: 1, step: 2), count: 5))) == "1:2:9")
    let tenths = RangeObject(.quotient(numerator: 0, step: 1, denominator: 10), count: 11)
    #expect(try gallery.text(heap.adopt(tenths)) == "0.0:0.1:1.0")
    #expect(try gallery.text(heap.adopt(RangeObject(.characters(start: 97, step: 1), count: 3))) == "'a':1:'c'")
    #expect(try gallery.text(heap.adopt(RangeObject(.unit(start: 1, isOneTo: true), count: 4))) == "Base.OneTo(4)")
  }
}

@Suite struct TextDisplayTests {
  private let gallery = Gallery()

  @Test func stringsAreQuotedAndEscaped() throws {
    #expect(try gallery.text(gallery.heap.string("a \"b\" $c\n\\ é ∞")) == #""a \"b\" \$c\n\\ é ∞""#)
    #expect(try gallery.text(gallery.heap.string("\u{0}1\u{1}\u{200B}a")) == #""\x001\x01\u200ba""#)
    #expect(try gallery.printed(gallery.heap.string("a\n")) == "a\n")
  }

  @Test func longStringsLoseTheirMiddle() throws {
    let text = try gallery.text(gallery.heap.string(String(repeating: "x", count: 1_000)))
    #expect(text.hasPrefix("\"xxx") && text.contains("\" ⋯ ") && text.contains(" bytes ⋯ \""))
    #expect(text.count == 560)
    #expect(try gallery.compact(gallery.heap.string(String(repeating: "x", count: 1_000))).count == 1_002)
  }

  @Test func characters() throws {
    #expect(try gallery.text(Value("a" as Unicode.Scalar))
      == "'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)")
    #expect(try gallery.text(Value("α" as Unicode.Scalar)) == "'α': Unicode U+03B1 (category Ll: Letter, lowercase)")
    #expect(try gallery.compact(Value("\n" as Unicode.Scalar)) == #"'\n'"#)
    #expect(try gallery.compact(Value("'" as Unicode.Scalar)) == #"'\''"#)
    #expect(try gallery.text(Value("\0" as Unicode.Scalar))
      == #"'\0': ASCII/Unicode U+0000 (category Cc: Other, control)"#)
    #expect(try gallery.printed(Value("a" as Unicode.Scalar)) == "a")
  }

  @Test func symbolsTypesAndTheRest() throws {
    #expect(try gallery.text(Value(Symbol("a"))) == ":a")
    #expect(try gallery.text(Value(Symbol("+"))) == ":+")
    #expect(try gallery.text(Value(Symbol("two words"))) == #"Symbol("two words")"#)
    #expect(try gallery.printed(Value(Symbol("a"))) == "a")
    #expect(try gallery.text(.nothing) == "nothing")
    #expect(try gallery.text(.missing) == "missing")
    #expect(try gallery.text(Value(.float64)) == "Float64")
    #expect(try gallery.text(Value(.integerVector)) == "Vector{Int64} (alias for Array{Int64, 1})")
    #expect(try gallery.compact(Value(.integerVector)) == "Vector{Int64}")
  }
}

@Suite struct CollectionDisplayTests {
  private let gallery = Gallery()

  @Test func tuplesAndPairs() throws {
    let heap = gallery.heap
    #expect(try gallery.text(heap.tuple([Value(1), Value(2.0)])) == "(1, 2.0)")
    #expect(try gallery.text(heap.tuple([Value(1)])) == "(1,)")
    #expect(try gallery.text(heap.tuple([])) == "()")
    #expect(try gallery.text(heap.namedTuple([Symbol("a"), Symbol("b")], [Value(1), heap.string("x")]))
      == #"(a = 1, b = "x")"#)
    #expect(try gallery.text(heap.namedTuple([Symbol("a")], [Value(1)])) == "(a = 1,)")
    #expect(try gallery.text(heap.namedTuple([], [])) == "NamedTuple()")
    let pair = heap.pair(Value(1), Value(2))
    #expect(try gallery.text(pair) == "1 => 2")
    #expect(try gallery.text(heap.pair(pair, Value(3))) == "(1 => 2) => 3")
    #expect(try gallery.printed(heap.tuple([heap.string("a"), Value(Symbol("b"))])) == #"("a", :b)"#)
  }

  @Test func dictionaries() throws {
    let heap = gallery.heap
    let ages = gallery.dictionary(.string, .int64, [(heap.string("Ada"), Value(36)), (heap.string("Bo"), Value(7))])
    #expect(try gallery.text(ages) == "Dict{String, Int64} with 2 entries:\n  \"Ada\" => 36\n  \"Bo\"  => 7")
    #expect(try gallery.compact(ages) == #"Dict("Ada" => 36, "Bo" => 7)"#)
    #expect(try gallery.text(gallery.dictionary(.string, .int64, [])) == "Dict{String, Int64}()")
    let any = gallery.dictionary(.any, .any, [(Value(1), Value(true))])
    #expect(try gallery.compact(any) == "Dict{Any, Any}(1 => true)")
    let roots = gallery.dictionary(.float64, .array(.float64, rank: 1), [(Value(5.0), heap.vector([4.0 / 3]))])
    #expect(try gallery.text(roots) == "Dict{Float64, Vector{Float64}} with 1 entry:\n  5.0 => [1.33333]")
  }

  @Test func longDictionariesAreCut() throws {
    let squares = gallery.dictionary(.int64, .int64, (1...30).map { (Value($0), Value($0 * $0)) })
    let lines = try gallery.text(squares).split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[19] == "  19 => 361")
    #expect(lines[20] == "  ⋮  => ⋮")
  }

  @Test func sets() throws {
    let set = SetObject(elementType: .int64)
    for number in [3, 1, 2] { set.insert(Value(number), gallery.heap) }
    let value = gallery.heap.adopt(set)
    #expect(try gallery.text(value) == "Set{Int64} with 3 elements:\n  3\n  1\n  2")
    #expect(try gallery.compact(value) == "Set([3, 1, 2])")
    #expect(try gallery.text(gallery.heap.adopt(SetObject(elementType: .int64))) == "Set{Int64}()")
  }

  @Test func structures() throws {
    let fields = ["x", "y"].map { DataType.Field(name: Symbol($0), type: .any, isConstant: false) }
    let type = DataType.structure(name: "Point", supertype: .any, fields: fields, isMutable: false)
    let point = try gallery.machine.makeObject(type, [Value(1), gallery.heap.string("b")])
    #expect(try gallery.text(point) == #"Point(1, "b")"#)
    #expect(try gallery.compact(gallery.vector(type, [point])) == #"Point[Point(1, "b")]"#)
  }

  @Test func structuralZerosAreDots() throws {
    let triangle = gallery.matrix([[1.5, 4], [0, 2]])
    triangle.array?.form = .upperTriangular
    #expect(try gallery.text(triangle) == "2×2 UpperTriangular{Float64, Matrix{Float64}}:\n 1.5  4.0\n  ⋅   2.0")
  }

  @Test func nestingIsBounded() throws {
    var tuple = gallery.heap.tuple([])
    for _ in 0..<100_000 { tuple = gallery.heap.tuple([tuple]) }
    #expect(try gallery.text(tuple).hasPrefix("((("))
    #expect(try gallery.text(tuple).contains("(…,)"))
    #expect(throws: RuntimeError.self) { try gallery.compact(tuple) }
  }

  @Test func sharingDoesNotExplode() throws {
    var tuple = gallery.heap.tuple([Value(1)])
    for _ in 0..<200 { tuple = gallery.heap.tuple([tuple, tuple]) }
    #expect(try gallery.text(tuple).utf8.count < 100_000)
    #expect(throws: RuntimeError.self) { try gallery.compact(tuple) }
  }

  @Test func circlesAreNamed() throws {
    let heap = gallery.heap
    let value = gallery.vector(.any, [Value(1)])
    value.array?.append(value, heap)
    #expect(try gallery.compact(value) == "Any[1, Any[#= circular reference @-1 =#]]")
    #expect(try gallery.text(value)
      == "2-element Vector{Any}:\n 1\n  2-element Vector{Any}:#= circular reference @-1 =#")
  }
}

@Suite struct ArrayDisplayTests {
  private let gallery = Gallery()

  @Test func vectors() throws {
    let heap = gallery.heap
    #expect(try gallery.text(heap.vector([1, 2, 3] as [Int])) == "3-element Vector{Int64}:\n 1\n 2\n 3")
    #expect(try gallery.compact(heap.vector([1, 2, 3] as [Int])) == "[1, 2, 3]")
    #expect(try gallery.text(heap.vector([] as [Double])) == "Float64[]")
    #expect(try gallery.text(heap.vector([0.1 + 0.2, 100, -1e-7]))
      == "3-element Vector{Float64}:\n   0.30000000000000004\n 100.0\n  -1.0e-7")
    #expect(try gallery.text(heap.vector([1.5, .infinity, .nan])) == "3-element Vector{Float64}:\n   1.5\n  Inf\n NaN")
    #expect(try gallery.text(heap.strings(["a", "bc"])) == "2-element Vector{String}:\n \"a\"\n \"bc\"")
    #expect(try gallery.compact(gallery.vector(.any, [Value(1), heap.string("a")])) == #"Any[1, "a"]"#)
    #expect(try gallery.text(gallery.vector(.union([.missing, .int64]), [Value(1), .missing]))
      == "2-element Vector{Union{Missing, Int64}}:\n 1\n  missing")
    #expect(try gallery.compact(gallery.vector(.union([.missing, .int64]), [Value(1), .missing]))
      == "Union{Missing, Int64}[1, missing]")
    #expect(try gallery.text(gallery.vector(.character, [Value("a" as Unicode.Scalar)]))
      == "1-element Vector{Char}:\n 'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)")
  }

  @Test func booleansAreDigits() throws {
    let value = gallery.heap.array(DenseArray([true, false]))
    #expect(try gallery.text(value).hasSuffix(":\n 1\n 0"))
    #expect(try gallery.compact(value) == "Bool[1, 0]")
  }

  @Test func nestedArrays() throws {
    let heap = gallery.heap
    let inner = [heap.vector([1, 2] as [Int]), heap.vector([3] as [Int])]
    let value = gallery.vector(.array(.int64, rank: 1), inner)
    #expect(try gallery.text(value) == "2-element Vector{Vector{Int64}}:\n [1, 2]\n [3]")
    #expect(try gallery.compact(value) == "[[1, 2], [3]]")
    let pairs = [heap.pair(Value(1), Value(2.5)), heap.pair(Value(10), Value(2.0))]
    #expect(try gallery.text(gallery.vector(.pair(.int64, .float64), pairs))
      == "2-element Vector{Pair{Int64, Float64}}:\n  1 => 2.5\n 10 => 2.0")
    let mixed = heap.tuple([Value(true), Value(1)])
    #expect(try gallery.compact(gallery.vector(.tuple([.bool, .int64]), [mixed])) == "Tuple{Bool, Int64}[(1, 1)]")
  }

  @Test func matrices() throws {
    let heap = gallery.heap
    #expect(try gallery.text(gallery.matrix([[1, 2], [3, 4]] as [[Int]])) == "2×2 Matrix{Int64}:\n 1  2\n 3  4")
    #expect(try gallery.compact(gallery.matrix([[1, 2], [3, 4]] as [[Int]])) == "[1 2; 3 4]")
    #expect(try gallery.text(gallery.matrix([[1.0 / 3, 10], [-2, 1e-9]]))
      == "2×2 Matrix{Float64}:\n  0.333333  10.0\n -2.0        1.0e-9")
    #expect(try gallery.text(gallery.matrix([[1.0 / 3], [-2]])) == "2×1 Matrix{Float64}:\n  0.3333333333333333\n -2.0")
    #expect(try gallery.compact(gallery.matrix([[1], [3]] as [[Int]])) == "[1; 3;;]")
    #expect(try gallery.text(heap.array(DenseArray(columnMajor: [] as [Double], shape: [0, 3])))
      == "0×3 Matrix{Float64}")
    #expect(try gallery.compact(heap.array(DenseArray(columnMajor: [] as [Double], shape: [0, 3])))
      == "Matrix{Float64}(undef, 0, 3)")
    let complex = [Complex(0.945905, 0), Complex(-0.166924, 0.278207), Complex(1, 0), Complex(0, -1)]
    #expect(try gallery.text(heap.array(DenseArray(columnMajor: complex, shape: [2, 2])))
      == "2×2 Matrix{ComplexF64}:\n  0.945905+0.0im       1.0+0.0im\n -0.166924+0.278207im  0.0-1.0im")
  }

  @Test func integersAmongFractionsLoseTheirDenominator() throws {
    let numbers = [gallery.rational(0, 1), gallery.rational(-2, 3), gallery.rational(10, 7)]
    let value = gallery.vector(.rational(.int64), numbers)
    #expect(try gallery.text(value) == "3-element Vector{Rational{Int64}}:\n   0\n -2//3\n 10//7")
    #expect(try gallery.compact(value) == "Rational{Int64}[0, -2//3, 10//7]")
  }

  @Test func higherRanks() throws {
    let cube = gallery.heap.array(DenseArray(columnMajor: Array(1...8), shape: [2, 2, 2]))
    #expect(try gallery.text(cube)
      == "2×2×2 Array{Int64, 3}:\n[:, :, 1] =\n 1  3\n 2  4\n\n[:, :, 2] =\n 5  7\n 6  8")
    #expect(try gallery.compact(cube) == "[1 3; 2 4;;; 5 7; 6 8]")
    let tesseract = gallery.heap.array(DenseArray(columnMajor: Array(1...8), shape: [2, 1, 2, 2]))
    #expect(try gallery.compact(tesseract) == "[1; 2;;; 3; 4;;;; 5; 6;;; 7; 8]")
    let flat = gallery.heap.array(DenseArray(columnMajor: [1, 2], shape: [2, 1, 1]))
    #expect(try gallery.compact(flat) == "[1; 2;;;]")
    let point = gallery.heap.array(DenseArray(columnMajor: [7], shape: []))
    #expect(try gallery.text(point) == "0-dimensional Array{Int64, 0}:\n7")
    #expect(try gallery.compact(point) == "fill(7)")
  }

  @Test func manySlabsAreCut() throws {
    let value = gallery.heap.array(DenseArray(columnMajor: Array(1...20), shape: [1, 1, 20]))
    let text = try gallery.text(value)
    #expect(text.contains("[:, :, 3] =\n 3\n\n...\n\n[:, :, 18] =\n 18\n\n"))
    #expect(text.hasSuffix("[:, :, 20] =\n 20"))
  }

  @Test func longVectorsAreCutToTheScreen() throws {
    let value = gallery.heap.vector(Array(1...10_000_000))
    let lines = try gallery.text(value).split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[0] == "10000000-element Vector{Int64}:")
    #expect(lines[1] == "        1")
    #expect(lines[10] == "       10")
    #expect(lines[11] == "        ⋮")
    #expect(lines[12] == "  9999992")
    #expect(lines[20] == " 10000000")
    let twenty = try gallery.text(gallery.heap.vector(Array(1...20)))
    #expect(!twenty.contains("⋮"))
    #expect(try gallery.text(gallery.heap.tuple([gallery.heap.vector(Array(1...30))]))
      == "([1, 2, 3, 4, 5, 6, 7, 8, 9, 10  …  21, 22, 23, 24, 25, 26, 27, 28, 29, 30],)")
  }

  @Test func largeMatricesAreCutInBothDirections() throws {
    let value = gallery.heap.array(DenseArray(columnMajor: Array(repeating: 0.0, count: 10_000), shape: [100, 100]))
    let lines = try gallery.text(value).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 21)
    #expect(lines[1] == " 0.0  0.0  0.0  0.0  0.0  0.0  0.0  0.0  …  0.0  0.0  0.0  0.0  0.0  0.0  0.0")
    #expect(lines[2] == " 0.0  0.0  0.0  0.0  0.0  0.0  0.0  0.0     0.0  0.0  0.0  0.0  0.0  0.0  0.0")
    #expect(lines[11] == " ⋮                        ⋮              ⋱            ⋮                   ")
  }
}

@Suite struct TeXDisplayTests {
  private let gallery = Gallery()

  @Test func numbers() throws {
    #expect(try gallery.tex(Value(1)) == "1")
    #expect(try gallery.tex(Value(1e-5)) == "1.0 \\times 10^{-5}")
    #expect(try gallery.tex(Value(-Double.infinity)) == "-\\infty")
    #expect(try gallery.tex(Value(Double.nan)) == "\\mathrm{NaN}")
    #expect(try gallery.tex(gallery.rational(-1, 2)) == "-\\frac{1}{2}")
    #expect(try gallery.tex(gallery.heap.complex(Value(1), Value(-2))) == "1 - 2i")
    #expect(try gallery.tex(gallery.heap.complex(Value(0), Value(1))) == "0 + i")
    #expect(try gallery.tex(Value(true)) == "\\mathrm{true}")
    #expect(try gallery.tex(gallery.heap.string("a")) == nil)
  }

  @Test func arrays() throws {
    #expect(try gallery.tex(gallery.matrix([[1, 2], [3, 4]] as [[Int]]))
      == "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}")
    #expect(try gallery.tex(gallery.heap.strings(["a"])) == nil)
    let large = gallery.heap.array(DenseArray(columnMajor: Array(1...10_000), shape: [100, 100]))
    let text = try #require(try gallery.tex(large))
    #expect(text.hasPrefix("\\begin{bmatrix} 1 & 101 & 201 & 301 & 401 & \\cdots & 9601 &"))
    #expect(text.contains("\\vdots & \\ddots & \\vdots"))
    #expect(text.hasSuffix("& 10000 \\end{bmatrix}"))
    #expect(try gallery.tex(gallery.heap.tuple([Value(1), Value(0.5)])) == "\\left(1, 0.5\\right)")
  }
}

@Suite struct PrintingTests {
  /// What the last statement of each line prints and shows.
  private func run(_ lines: String...) -> [String] {
    EngineThread.run {
      let session = Session(library: .core)
      return lines.map { line in
        let evaluation = session.evaluate(line)
        return evaluation.output + (evaluation.failure.map { "\($0.type)" } ?? evaluation.text ?? "")
      }
    }
  }

  @Test func notebooksShowTheirTypesTheirWay() {
    let shown = run(
      "struct Point; x; y; end", "Point(1, 2)",
      "Base.show(io::IO, p::Point) = print(io, \"⟨\", p.x, \", \", p.y, \"⟩\")",
      "Point(1, 2)", "[Point(1, 2), Point(3, 4)]", "\"at $(Point(1, 2))\"", "println(Point(1, 2))")
    #expect(shown[1] == "Point(1, 2)")
    #expect(shown[3] == "⟨1, 2⟩")
    #expect(shown[4] == "2-element Vector{Point}:\n ⟨1, 2⟩\n ⟨3, 4⟩")
    #expect(shown[5] == "\"at ⟨1, 2⟩\"")
    #expect(shown[6] == "⟨1, 2⟩\n")
  }

  @Test func aShowMethodThatShowsItselfIsAnError() {
    let shown = run("struct Loop; end", "Base.show(io::IO, x::Loop) = print(io, x)", "Loop()", "1 + 1")
    #expect(shown[2] == "StackOverflowError")
    #expect(shown[3] == "2")
  }

  @Test func streamsCollectText() {
    let shown = run(
      "io = IOBuffer(); print(io, 1, 'a'); println(io, \"b\"); seekstart(io); read(io, String)", "sprint(show, \"a\")",
      "sprint(show, 2 / 3; context = :compact => true)", "repr([1.5 2.0])", "string(255, base = 16, pad = 4)",
      "show(stdout, MIME(\"text/plain\"), [1 2; 3 4])", "print(:a, \"b\", 'c', nothing, 1.0f0)")
    #expect(shown[0] == "\"1ab\\n\"")
    #expect(shown[1] == #""\"a\"""#)
    #expect(shown[2] == "\"0.666667\"")
    #expect(shown[3] == "\"[1.5 2.0]\"")
    #expect(shown[4] == "\"00ff\"")
    #expect(shown[5] == "2×2 Matrix{Int64}:\n 1  2\n 3  4")
    #expect(shown[6] == "abcnothing1.0")
  }

  @Test func functionsCountTheirMethods() {
    let shown = run("f(x, y = 2) = x", "f(x::Int) = 1", "x -> x", "adjoint([1 2; 3 4])")
    #expect(shown[0] == "f (generic function with 2 methods)")
    #expect(shown[2] == "#1 (generic function with 1 method)")
    #expect(shown[3] == "2×2 adjoint(::Matrix{Int64}) with eltype Int64:\n 1  3\n 2  4")
  }
}
