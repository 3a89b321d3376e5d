// Test sets: what is counted, printed and thrown.

import Engine
import StandardLibrary
import Testing

@Suite struct TestSetTests {
  @Test func `a set counts its tests and shows a table`() {
    let result = evaluation("@testset \"sums\" begin\n  @test 1 + 1 == 2\n  @test 2 + 2 == 4\nend")
    #expect(result.failure == nil)
    #expect(result.text == nil)
    #expect(result.output == "Test Summary: | Pass  Total\nsums          |    2      2\n")
  }

  @Test func `a failure is printed with its line and does not stop the others`() {
    let result = evaluation(
      """
      @testset "outer" begin
        @test 1 == 2
        @testset "in $i" for i in 1:2
          @test i == 1
        end
      end
      """)
    #expect(result.failure?.type == "TestSetException")
    #expect(result.failure?.message == "Some tests did not pass: 1 passed, 2 failed, 0 errored, 0 broken.")
    #expect(
      result.output == """
        outer: Test Failed at line 2
          Expression: 1 == 2
           Evaluated: 1 == 2

        in 2: Test Failed at line 4
          Expression: i == 1
           Evaluated: 2 == 1

        Test Summary: | Pass  Fail  Total
        outer         |    1     2      3
          in 1        |    1            1
          in 2        |          1      1

        """)
  }

  @Test func `inner sets have their own lines where they are asked for`() {
    let source = "@testset verbose = true \"all\" begin\n  @testset \"a\" begin @test true end\n  @testset \"b\" begin end\nend"
    #expect(
      evaluation(source).output == """
        Test Summary: | Pass  Total
        all           |    1      1
          a           |    1      1
          b           |           0

        """)
  }

  @Test func `errors and broken tests are counted`() {
    let result = evaluation(
      """
      @testset "mixed" begin
        @test sqrt(-1) == 1
        @test_throws DomainError sqrt(-1)
        @test_throws ArgumentError sqrt(-1)
        @test_broken 1 == 2
        @test_skip error("never run")
        @test_broken 1 == 1
      end
      """)
    #expect(result.failure?.message == "Some tests did not pass: 1 passed, 2 failed, 1 errored, 2 broken.")
    #expect(result.output.contains("mixed: Error During Test at line 2\n  Test threw exception\n"))
    #expect(result.output.contains("    Expected: ArgumentError\n      Thrown: DomainError\n"))
  }

  @Test func `an error outside of a test ends its set alone`() {
    let result = evaluation(
      "@testset \"all\" begin\n  @testset \"bad\" begin error(\"stop\") end\n  @testset \"good\" begin @test true end\nend")
    #expect(result.failure?.message == "Some tests did not pass: 1 passed, 0 failed, 1 errored, 0 broken.")
    #expect(result.output.contains("bad: Error During Test"))
  }

  @Test func `results say where their tests stand`() {
    let session = EngineThread.run { () -> [(Bool, Int?)] in
      let session = Session(library: .standard)
      _ = session.evaluate("@testset \"a\" begin\n  @test true\n  @test 1 == 2\nend")
      return session.machine.tests.map { ($0.passed, $0.span?.start) }
    }
    #expect(session.map(\.0) == [true, false])
    #expect(session.last?.1 ?? 0 > 30)
  }
}
