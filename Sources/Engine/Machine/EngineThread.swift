// A thread with room for deep recursion, on which machines run.

import Arrays
import Exact
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

public enum EngineThread {
  /// The stack that native recursion (nested calls of natives, deep trees) may use.
  public static let stackSize = 64 << 20

  /// Runs `body` on a thread with a large stack and waits for its result. Linear algebra uses this thread alone.
  public static func run<Result>(_ body: () -> Result) -> Result {
    LinearAlgebra.useSingleThread()
    return runOnLargeStack(body)
  }

  /// The results of `body` for each number below `count`, in order, worked out by several threads with large stacks.
  public static func map<Result: Sendable>(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    LinearAlgebra.useSingleThread()
    let progress = MapProgress<Result>(count)
    let works = (0..<max(1, min(threads, count))).map { _ in
      Work {
        while true {
          let number = progress.next.wrappingAdd(1, ordering: .relaxed).oldValue
          if number >= count { break }
          let result = body(number)
          progress.results.withLock { $0[number] = result }
        }
      }
    }
    for work in works { work.start() }
    for work in works { work.join() }
    return progress.results.withLock { $0.compactMap { $0 } }
  }

  /// What is done of a `map`.
  private final class MapProgress<Result: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let results: Mutex<[Result?]>

    init(_ count: Int) { results = Mutex(Array(repeating: nil, count: count)) }
  }

  private static func runOnLargeStack<Result>(_ body: () -> Result) -> Result {
    withoutActuallyEscaping(body) { body in
      var result: Result?
      let work = Work { result = body() }
      work.start()
      work.join()
      return result.unsafelyUnwrapped
    }
  }

  /// What a thread of its own does.
  private final class Work {
    private let body: () -> Void
    #if canImport(Glibc)
      private var thread = pthread_t()
    #else
      private var thread: pthread_t?
    #endif
    private var isThreaded = false

    init(_ body: @escaping () -> Void) { self.body = body }

    func start() {
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstacksize(&attributes, stackSize)
      defer { pthread_attr_destroy(&attributes) }
      // The one who started it holds it until it is joined.
      let pointer = Unmanaged.passUnretained(self).toOpaque()
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          #if canImport(Glibc)
            let argument = argument.unsafelyUnwrapped
          #endif
          Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().body()
          FLINT.cleanUpThread()
          return nil
        }, pointer)
      isThreaded = status == 0
    }

    func join() {
      // No thread to be had: the caller's stack must do.
      guard isThreaded else { return body() }
      #if canImport(Glibc)
        pthread_join(thread, nil)
      #else
        if let thread { pthread_join(thread, nil) }
      #endif
    }
  }
}
