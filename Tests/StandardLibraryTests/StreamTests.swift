// Streams in memory, bytes and parts of text, versions, sets of integers.

import Testing

@Suite struct StreamTests {
  @Test(arguments: [
    ("io = IOBuffer(\"one\\ntwo\\n\"); (readline(io), readline(io, keep = true), eof(io), readline(io))", "(\"one\", \"two\\n\", true, \"\")"),
    ("collect(eachline(IOBuffer(\"a\\r\\nb\")))", "2-element Vector{String}:\n \"a\"\n \"b\""),
    ("io = IOBuffer(\"añb\"); (read(io, Char), read(io, Char), position(io), read(io, String), read(io, String))", "('a', 'ñ', 3, \"b\", \"\")"),
    ("io = IOBuffer(); write(io, \"abc\", 0x64, 'e'); (position(io), String(take!(io)), take!(io))", "(5, \"abcde\", UInt8[])"),
    ("io = IOBuffer(); print(io, \"hello\"); seekstart(io); write(io, \"J\"); seekstart(io); read(io, String)", "\"Jello\""),
    ("io = IOBuffer(UInt8[1, 2, 3]); (read(io, UInt8), peek(io), read(io), eof(io))", "(0x01, 0x02, UInt8[0x02, 0x03], true)"),
    ("io = IOBuffer(\"a,b;c\"); (readuntil(io, ','), readuntil(io, \";\", keep = true), readuntil(io, 'x'))", "(\"a\", \"b;\", \"c\")"),
    ("io = IOBuffer(); write(io, 258); seekstart(io); (read(io, UInt8), skip(io, 0) === io, read(io, Int8))", "(0x02, true, 1)"),
    ("io = IOBuffer(); write(io, 1.5, Int16(-2)); seekstart(io); (read(io, Float64), read(io, Int16))", "(1.5, -2)"),
    ("read(IOBuffer(\"\"), Char)", "EOFError: read end of file"),
    ("write(IOBuffer(\"a\"), \"b\")", "ArgumentError: ensureroom failed, IOBuffer is not writeable"),
    ("io = IOBuffer(\"abc\"); (isreadable(io), iswritable(io), bytesavailable(io))", "(true, false, 3)"),
  ])
  func buffers(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test(arguments: [
    ("(1:3) .+ 1, 2 .* (1:3), (1:3) ./ 2, 1 .- (1:3), .-(1:3)", "(2:4, 2:2:6, 0.5:0.5:1.5, 0:-1:-2, -1:-1:-3)"),
    ("(0:0.1:0.5) .+ 1, (1:3) .+ (1:3), (1:0) .+ 1, (1:3) .^ 2", "(1.0:0.1:1.5, 2:2:6, 2:1, [1, 4, 9])"),
    ("((typemax(Int) - 1):typemax(Int)) .+ 1 isa AbstractRange, 0 .* (1:2), (1:2) .* Inf", "(false, [0, 0], [Inf, Inf])"),
    ("s = Iterators.Stateful(\"abcd\"); (popfirst!(s), peek(s), collect(Iterators.take(s, 2)), isempty(s))", "('a', 'b', ['b', 'c'], false)"),
    ("Base.setindex((1, 2, 3), 9, 2), Base.structdiff((a = 1, b = 2), (b = 3,))", "((1, 9, 3), (a = 1,))"),
    ("(√∘+)(3, 6), Base.Fix2(^, 2)(3), Sys.WORD_SIZE", "(3.0, 9, 64)"),
    ("length(\"äbc\", 1, 3), 'a'^3, isvalid(Char, 0x110000), 0x.8p1", "(2, \"aaa\", false, 1.0)"),
    ("Base.isidentifier(\"x1\"), Base.isidentifier(\"1x\"), Base.operator_associativity(:^)", "(true, false, :right)"),
    ("D = Diagonal([1, 2]); D .= 5", "ArgumentError: cannot set off-diagonal entry (2, 1) to a nonzero value (5)"),
    ("D = Diagonal([1, 2]); D .= [3 0; 0 4]; D[2, 2]", "4"),
    ("S = Symmetric([1 2; 2 3]); S .= 2S; S[1, 2]", "4"),
    ("S = Symmetric([1 2; 2 3]); S .= [1 2; 3 4]", "ArgumentError: Cannot set a non-diagonal index in a symmetric matrix"),
  ])
  func small(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test(arguments: [
    ("SubString(\"abcdef\", 2, 4), typeof(SubString(\"abc\")), SubString(\"añb\", 2:4)", "(\"bcd\", SubString{String}, \"ñb\")"),
    ("split(\"a b\")", "2-element Vector{SubString{String}}:\n \"a\"\n \"b\""),
    ("strip(\" a \") isa String, strip(\" a \") isa AbstractString, strip(\" a \") == \"a\", String(strip(\" a \")) isa String", "(false, true, true, true)"),
    ("f(::String) = 1; f(::SubString) = 2; f(\"a\"), f(chop(\"ab\"))", "(1, 2)"),
    ("Dict(\"a\" => 1)[chop(\"ab\")], string(chop(\"ab\")) isa String, chop(\"ab\") * \"c\" isa String", "(1, true, true)"),
    ("[\"a\", chop(\"ab\")]", "2-element Vector{String}:\n \"a\"\n \"a\""),
    ("b\"A\\xff\\n\" == [0x41, 0xff, 0x0a], length(b\"abc\"), b\"abc\"[2]", "(true, 3, 0x62)"),
    ("codeunits(\"Aα\")", "3-element Base.CodeUnits{UInt8, String}:\n 0x41\n 0xce\n 0xb1"),
    ("transcode(UInt16, \"α\"), transcode(String, UInt16[0x03b1])", "(UInt16[0x03b1], \"α\")"),
    ("v\"1.2.3\", v\"1.2\" < v\"1.10\", v\"1.0.0-rc1\" < v\"1\", v\"1.2.3-a.1+b\".prerelease", "(v\"1.2.3\", true, true, (\"a\", 1))"),
    ("v\"0.2\" <= v\"0.3-\", string(v\"1\"), VersionNumber(\"2.1\").minor, v\"1.0\" == v\"1\"", "(true, \"1.0.0\", 1, true)"),
    ("v\"1.x\"", "ArgumentError: invalid version string: 1.x"),
    ("BitSet([3, 1, 3])", "BitSet with 2 elements:\n  1\n  3"),
    ("union(BitSet([5, 1]), [3]), 3 in BitSet([3]), push!(BitSet(), 2)", "(BitSet([1, 3, 5]), true, BitSet([2]))"),
    ("d = IdDict(); d[[1]] = 1; d[[1]] = 2; d[1] = 3; d[1.0] = 4; length(d)", "4"),
    ("IdDict(\"a\" => 1)[\"a\"], IdDict(1 => 2)", "(1, IdDict(1 => 2))"),
    ("1e400", "ParseError: overflow in numeric constant 1e400"),
    ("1f40", "ParseError: overflow in numeric constant 1f40"),
    ("PermutedDimsArray([1 2; 3 4], (2, 1))", "2×2 PermutedDimsArray(::Matrix{Int64}, (2, 1)) with eltype Int64:\n 1  3\n 2  4"),
  ])
  func parts(code: String, expected: String) { #expect(evaluate(code) == expected) }
}
