// Text, characters, regular expressions and formats.

import Testing

@Suite struct StringTests {
  @Test(arguments: [
    ("length(\"αβγ\"), ncodeunits(\"αβγ\"), sizeof(\"a\")", "(3, 6, 1)"),
    ("uppercase(\"straße\"), titlecase(\"the JULIA language\")", "(\"STRAßE\", \"The Julia Language\")"),
    ("strip(\"  a b \"), lstrip(\"xxa\", 'x'), rstrip(isdigit, \"a12\")", "(\"a b\", \"a\", \"a\")"),
    ("chomp(\"a\\r\\n\"), chop(\"March\"), chop(\"March\", head = 1, tail = 2)", "(\"a\", \"Marc\", \"ar\")"),
    ("split(\"a,b,,c\", \",\") == [\"a\", \"b\", \"\", \"c\"], split(\" a  b \") == [\"a\", \"b\"]", "(true, true)"),
    ("split(\"a.b.c\", '.', limit = 2) == [\"a\", \"b.c\"]", "true"),
    (
      "rsplit(\"a.b.c\", \".\", limit = 2) == [\"a.b\", \"c\"], split(\"abc\", \"\") == [\"a\", \"b\", \"c\"]",
      "(true, true)"
    ), ("join(1:3, \", \", \" and \"), join(String[])", "(\"1, 2 and 3\", \"\")"),
    (
      "replace(\"banana\", \"a\" => \"o\", count = 2), replace(\"abc\", 'a' => 'b', 'b' => 'c')",
      "(\"bonona\", \"bcc\")"
    ), ("replace(\"abc\", \"\" => \"-\"), replace(\"ab\", 'a' => uppercase)", "(\"-a-b-c-\", \"Ab\")"),
    ("findfirst(\"na\", \"banana\"), findlast(\"na\", \"banana\"), findfirst('ü', \"für\")", "(3:4, 5:6, 2)"),
    ("findnext('a', \"banana\", 3), findprev('a', \"banana\", 3), findfirst(\"z\", \"a\")", "(4, 2, nothing)"),
    (
      "occursin(\"ell\", \"hello\"), contains(\"hello\", \"z\"), startswith(\"abc\", \"ab\"), endswith(\"abc\", 'c')",
      "(true, false, true, true)"
    ),
    (
      "lpad(7, 3, '0'), rpad(\"ab\", 4, '.'), lpad(\"日\", 4), lpad(\"abc\", 2)", "(\"007\", \"ab..\", \"  日\", \"abc\")"
    ), ("reverse(\"añb\"), repeat(\"ha\", 3), 'j' * \"ulia\"", "(\"bña\", \"hahaha\", \"julia\")"),
    ("nextind(\"αβ\", 1), prevind(\"αβ\", 3), thisind(\"αβ\", 2)", "(3, 1, 1)"),
    (
      "isletter('é'), isdigit('٣'), isspace('\\u00a0'), ispunct('!'), isuppercase('Γ')",
      "(true, false, true, true, true)"
    ),
    ("escape_string(\"a\\tb\") == raw\"a\\tb\", unescape_string(raw\"\\u00e9\\n\") == \"é\\n\"", "(true, true)"),
    ("cmp(\"a\", \"b\"), \"abc\" < \"abd\", first(\"αβγ\", 2), last(\"αβγ\", 2)", "(-1, true, \"αβ\", \"βγ\")"),
    ("big\"123456789012345678901234567890\" + 1", "123456789012345678901234567891"),
    ("count(\"ana\", \"banana\"), findall(\"a\", \"banana\") == [2:2, 4:4, 6:6]", "(1, true)"),
    ("split(\"\"), split(\"\", \",\") == [\"\"], strip(\"\"), join([\"a\"], \",\")", "(SubString{String}[], true, \"\", \"a\")"),
  ])
  func operations(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func memoryIsBounded() {
    #expect(evaluate("repeat(\"abc\", 2^60)").hasPrefix("MemoryLimit"))
    #expect(evaluate("lpad(\"a\", 2^60)").hasPrefix("MemoryLimit"))
    #expect(evaluate("@sprintf(\"%999999999d\", 1)").hasPrefix("ArgumentError"))
  }
}

@Suite struct RegularExpressionTests {
  @Test(arguments: [
    ("match(r\"(\\d+)-(\\d+)\", \"tel 12-34\").captures == [\"12\", \"34\"]", "true"),
    ("match(r\"(?<y>\\d{4})\", \"in 2024\")[\"y\"]", "\"2024\""), ("match(r\"x\", \"abc\") === nothing", "true"),
    ("match(r\"(a|ab)(c|bcd)(d*)\", \"abcd\").match", "\"abcd\""),
    ("match(r\"a+?\", \"aaa\").match, match(r\"a{2,}\", \"aaa\").match", "(\"a\", \"aaa\")"),
    ("match(r\"(?<=a)b\", \"ab\").offset", "2"),
    ("match(r\"(\\w)\\1\", \"hello\").match", "\"ll\""),
    ("occursin(r\"^b\"m, \"a\\nb\"), occursin(r\"^b\", \"a\\nb\")", "(true, false)"),
    ("occursin(r\"HELLO\"i, \"say hello\")", "true"),
    ("match(r\"[^a-c\\d]+\", \"abc123xyz\").match, match(r\"[[:alpha:]]+\", \"12ab\").match", "(\"xyz\", \"ab\")"),
    ("match(r\"(a*)*b\", \"aaaa\") === nothing", "true"), ("match(r\"(?>a+)a\", \"aaa\") === nothing", "true"),
    ("match(r\"a++a\", \"aaa\") === nothing, match(r\"x(?!y)\", \"xyxz\").offset", "(true, 3)"),
    ("match(r\"ä.\", \"xäöü\").match", "\"äö\""),
    ("replace(\"first second\", r\"(\\w+) (\\w+)\" => s\"\\2 \\1\")", "\"second first\""),
    ("replace(\"a1b22\", r\"\\d+\" => x -> \"<$x>\")", "\"a<1>b<22>\""),
    ("[m.match for m in eachmatch(r\"\\w+\", \"ab cd\")] == [\"ab\", \"cd\"]", "true"),
    ("split(\"a1b22c\", r\"\\d+\") == [\"a\", \"b\", \"c\"]", "true"),
    ("match(r\"(?:(a)|b)+\", \"ab\").captures == [\"a\"], match(r\"a|b|cd\", \"xcd\").match", "(true, \"cd\")"),
    ("match(r\"(a)|(b)\", \"b\")[1] === nothing", "true"), ("occursin(r\"a b # blank\"x, \"ab\")", "true"),
  ])
  func matching(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func wrongPatternsAreErrors() {
    for pattern in ["(", "[a", "*a", "a{3,1}", "\\\\1", "(?<n", "a{2000}", "\\\\q"] {
      #expect(evaluate("Regex(\"\(pattern)\")").hasPrefix("ErrorException: PCRE compilation error"), "\(pattern)")
    }
  }

  @Test func backtrackingIsBounded() {
    #expect(
      evaluate("match(r\"(a+)+$\", repeat(\"a\", 40) * \"b\")").hasPrefix(
        "ErrorException: PCRE.exec error: match limit"))
    #expect(evaluate("length(match(r\"(?:a|b)*\", repeat(\"ab\", 10000)).match)") == "20000")
    #expect(evaluate("Regex(repeat(\"(\", 10000))").hasPrefix("ErrorException"))
  }
}

@Suite struct FormatTests {
  @Test(arguments: [
    ("%5.2f|%-8s|%03d|%e|%g", "π, \"ab\", 7, 12345.678, 0.0001", " 3.14|ab      |007|1.234568e+04|0.0001"),
    ("%.0f %.0f %.0f", "0.5, 1.5, 2.5", "0 2 2"), ("%.20f", "0.1", "0.10000000000000000555"),
    ("%+d % d %o %X %#x", "1, 2, 8, 255, 255", "+1  2 10 FF 0xff"), ("%d", "big(2)^70", "1180591620717411303424"),
    ("%s %c %%", "[1, 2], 'z'", "[1, 2] z %"), ("%*d|%-*d|", "5, 42, 4, 7", "   42|7   |"),
    ("%5s|%.2s", "\"äö\", \"hello\"", "   äö|he"), ("%f %5.1f", "NaN, -Inf", "NaN  -Inf"), ("%d", "3.0", "3"),
    ("%.3e", "1//3", "3.333e-01"), ("%x", "-1", "ffffffffffffffff"),
  ])
  func formats(format: String, arguments: String, expected: String) {
    let result = evaluate("@sprintf(\"\(format)\", \(arguments))")
    #expect(result == "\"\(expected)\"")
  }

  @Test func longNumbersAreWhole() { #expect(evaluate("length(@sprintf(\"%.300f\", 1e300))") == "602") }

  @Test func wrongFormatsAreErrors() {
    #expect(
      evaluate("@sprintf(\"%d %d\", 1)")
        == "ArgumentError: mismatch between # of format specifiers and provided args: 2 != 1")
    #expect(evaluate("@sprintf(\"%d\", 1, 2)").hasPrefix("ArgumentError: mismatch"))
    #expect(evaluate("@sprintf(\"%y\", 1)").hasPrefix("ArgumentError: invalid format string"))
    #expect(evaluate("@sprintf(\"%d\", \"a\")").hasPrefix("MethodError"))
  }
}
