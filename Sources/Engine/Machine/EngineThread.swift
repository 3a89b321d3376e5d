// A thread with room for deep recursion, on which machines run.

import Arrays
import Exact

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

  private static func runOnLargeStack<Result>(_ body: () -> Result) -> Result {
    withoutActuallyEscaping(body) { body in
      let work = Work(body)
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstacksize(&attributes, stackSize)
      defer { pthread_attr_destroy(&attributes) }
      let pointer = Unmanaged.passRetained(work)
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          #if canImport(Glibc)
            let argument = argument.unsafelyUnwrapped
          #endif
          Unmanaged<AnyWork>.fromOpaque(argument).takeUnretainedValue().run()
          FLINT.cleanUpThread()
          return nil
        }, pointer.toOpaque())
      if status != 0 {
        // No thread to be had: the caller's stack must do.
        work.run()
      } else {
        #if canImport(Glibc)
          pthread_join(thread, nil)
        #else
          if let thread { pthread_join(thread, nil) }
        #endif
      }
      pointer.release()
      return work.result.unsafelyUnwrapped
    }
  }

  private class AnyWork { func run() {} }

  private final class Work<Result>: AnyWork {
    private let body: () -> Result
    var result: Result?

    init(_ body: @escaping () -> Result) { self.body = body }

    override func run() { result = body() }
  }
}
