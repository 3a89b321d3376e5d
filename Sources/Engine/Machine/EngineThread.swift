// A thread with room for deep recursion, on which machines run.

import Arrays
import Exact
import Synchronization
import Syntax

public enum EngineThread {
  /// The stack that native recursion may use: nested calls of natives, and on top of them the deepest tree.
  public static let stackSize = 128 << 20

  /// Runs `body` on a thread with a large stack and waits for its result. Linear algebra uses this thread alone.
  public static func run<Result>(_ body: () -> Result) -> Result {
    LinearAlgebra.useSingleThread()
    return withoutActuallyEscaping(body) { body in
      var result: Result?
      runAll([{ result = body() }])
      return result.unsafelyUnwrapped
    }
  }

  /// The results of `body` for each number below `count`, in order, worked out by several threads with large stacks.
  public static func map<Result: Sendable>(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    LinearAlgebra.useSingleThread()
    let progress = MapProgress<Result>(count)
    let work = {
      while true {
        let number = progress.next.wrappingAdd(1, ordering: .relaxed).oldValue
        if number >= count { break }
        let result = body(number)
        progress.results.withLock { $0[number] = result }
      }
    }
    runAll(Array(repeating: work, count: max(1, min(threads, count))))
    return progress.results.withLock { $0.compactMap { $0 } }
  }

  /// What is done of a `map`.
  private final class MapProgress<Result: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let results: Mutex<[Result?]>

    init(_ count: Int) { results = Mutex(Array(repeating: nil, count: count)) }
  }

  /// Does each piece of work on a thread of its own, and waits for all.
  private static func runAll(_ works: [() -> Void]) {
    let threads = works.map { work in
      LargeStackThread(size: stackSize) {
        work()
        FLINT.cleanUpThread()
      }
    }
    for (thread, work) in zip(threads, works) where !thread.start() {
      // No thread to be had: the caller's stack must do.
      work()
    }
    for thread in threads { thread.join() }
  }
}
