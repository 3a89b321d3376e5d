// Whatever a function is called with, the program answers: no crash, no hang, no memory beyond the limit.

import Foundation
import Testing

@Suite struct HostileCallTests {
  /// A few hundred calls by chance; `make soak` makes as many as `NABLA_SOAK` says, from a seed of its own.
  @Test func everyCallIsAnswered() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["NABLA_SOAK"].flatMap { Int($0) } ?? 600
    let seed = environment["NABLA_SOAK_SEED"].flatMap { UInt64($0) } ?? 1
    let worker = try HostileWorker()
    for call in HostileCalls(seed: seed).prefix(count) {
      if let problem = try worker.problem(with: call) { Issue.record("\(problem): \(call)") }
    }
  }

  /// What once crashed, hung or took all memory.
  @Test func formerDefectsAreMended() throws {
    let worker = try HostileWorker()
    for code in HostileArguments.formerDefects {
      if let problem = try worker.problem(with: code) { Issue.record("\(problem): \(code)") }
    }
  }

  /// A limit ends the cell through every `catch`, also where a function of the library runs the loop.
  @Test(arguments: [
    "sum(Iterators.cycle([1]))", "foldl(+, Iterators.countfrom(1))", "findfirst(isnan, (x for x in Iterators.repeated(1.0) if x > 0))",
    "collect(x for x in Iterators.repeated(1) if x > 0)", "foreach(x -> x, Iterators.countfrom(1))", "count(isodd, 1:10^18)",
    "join(x for x in Iterators.repeated(\"a\") if x > \"\")", "repeat(\"a\", 10^12)", "zeros(10^9, 10^9)", "factorial(big(10)^9)",
  ]) func limitPassesEveryCatch(_ call: String) throws {
    let answer = try HostileWorker().answer(to: "try\n \(call)\ncatch\n \"swallowed\"\nend")
    #expect(answer.contains("StepLimit") || answer.contains("MemoryLimit"), "\(answer)")
  }
}
