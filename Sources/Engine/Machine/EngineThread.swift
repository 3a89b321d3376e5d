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
      func work() {
        result = body()
        FLINT.cleanUpThread()
      }
      let thread = LargeStackThread(size: stackSize, work)
      // Where no thread is to be had, the caller's stack must do.
      if thread.start() { thread.join() } else { work() }
      return result.unsafelyUnwrapped
    }
  }

  /// The results of `body` for each number below `count`, in order, worked out by several threads with large stacks.
  public static func map<Result: Sendable>(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    Team(count, threads: threads, body).results()
  }

  /// Threads with large stacks that work out something for each number below a count, while their maker goes on.
  public final class Team<Result: Sendable>: Sendable {
    private let progress: Progress
    private let threads: Mutex<[LargeStackThread]>

    private final class Progress: Sendable {
      let next = Atomic<Int>(0)
      let results: Mutex<[Result?]>
      let body: @Sendable (Int) -> Result

      init(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) {
        results = Mutex(Array(repeating: nil, count: count))
        self.body = body
      }

      func work() {
        let count = results.withLock(\.count)
        while true {
          let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
          if number >= count { break }
          let result = body(number)
          results.withLock { $0[number] = result }
        }
      }
    }

    public init(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result) {
      LinearAlgebra.useSingleThread()
      let progress = Progress(count, body)
      self.progress = progress
      self.threads = Mutex(
        (0..<max(0, min(threads, count))).compactMap { _ in
          let thread = LargeStackThread(size: stackSize) {
            progress.work()
            FLINT.cleanUpThread()
          }
          return thread.start() ? thread : nil
        })
    }

    deinit { join() }

    /// Does what nobody has begun yet, on the caller's stack.
    public func help() { progress.work() }

    /// What came for each number, in order, when all is done.
    public func results() -> [Result] {
      join()
      // Where no thread was to be had, the caller's stack must do.
      progress.work()
      return progress.results.withLock { $0.compactMap { $0 } }
    }

    private func join() {
      threads.withLock { threads in
        for thread in threads { thread.join() }
        threads = []
      }
    }
  }
}
