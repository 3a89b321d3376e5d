// Runs deep recursions on a thread with a stack of its own, because the caller's may be as small as 512 KB.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

enum LargeStack {
  /// Address space only: pages are taken as they are touched.
  static let size = 64 << 20

  private final class Task {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// The result of `body`, run to its end on a large stack while the caller waits; `nil` if no thread can be had.
  static func run<Result>(_ body: () -> Result) -> Result? {
    var result: Result?
    let isRun = withoutActuallyEscaping(body) { body in
      withUnsafeMutablePointer(to: &result) { slot in
        start(Task { slot.pointee = body() })
      }
    }
    return isRun ? result : nil
  }

  private static func start(_ task: Task) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    let context = Unmanaged.passRetained(task)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread, &attributes,
        { pointer in
          Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue().body()
          return nil
        }, context.toOpaque())
      guard status == 0, let thread else {
        context.release()
        return false
      }
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { pointer in
          guard let pointer else { return nil }
          Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue().body()
          return nil
        }, context.toOpaque())
      guard status == 0 else {
        context.release()
        return false
      }
    #endif
    return pthread_join(thread, nil) == 0
  }
}
