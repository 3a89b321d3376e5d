// Threads with room for deep recursion, because a caller's stack may be as small as 512 KB.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread with a large stack.
public final class LargeStackThread {
  private let size: Int
  private let body: () -> Void
  #if canImport(Darwin)
    private var thread: pthread_t?
  #else
    private var thread = pthread_t()
  #endif
  private var isStarted = false

  /// - Parameter size: the bytes of the stack; pages of it are taken as they are touched.
  public init(size: Int, _ body: @escaping () -> Void) {
    self.size = size
    self.body = body
  }

  /// Begins the work; whether a thread could be had. Whoever starts the thread holds it until it is joined.
  @discardableResult public func start() -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    let status = pthread_create(
      &thread, &attributes,
      { pointer in
        #if !canImport(Darwin)
          guard let pointer else { return nil }
        #endif
        let this = Unmanaged<LargeStackThread>.fromOpaque(pointer).takeUnretainedValue()
        LargeStack.noteStack(ofSize: this.size)
        this.body()
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
    isStarted = status == 0
    return isStarted
  }

  /// Waits for the end of the work.
  public func join() {
    guard isStarted else { return }
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
  }
}

/// Runs deep recursions where there is room for them.
public enum LargeStack {
  /// What the deepest recursion of the parser or a walk over its trees needs.
  static let room = 64 << 20

  /// The result of `body`, run here if the stack of this thread has the room, else on a thread of its own while the caller waits;
  /// `nil` if no thread can be had.
  static func run<Result>(_ body: () -> Result) -> Result? {
    if hasRoom { return body() }
    var result: Result?
    withoutActuallyEscaping(body) { body in
      withUnsafeMutablePointer(to: &result) { slot in
        let thread = LargeStackThread(size: room) { slot.pointee = body() }
        if thread.start() { thread.join() }
      }
    }
    return result
  }

  /// The lowest address of the stack of a thread that this file started.
  private static let lowestAddress: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Remembers how far the stack of this thread reaches, at its beginning.
  fileprivate static func noteStack(ofSize size: Int) {
    let here = stackAddress
    // What lies above belongs to the system.
    if here > size { pthread_setspecific(lowestAddress, UnsafeRawPointer(bitPattern: here - size + (1 << 16))) }
  }

  private static var hasRoom: Bool {
    guard let lowest = pthread_getspecific(lowestAddress) else { return false }
    return stackAddress - Int(bitPattern: lowest) >= room
  }

  private static var stackAddress: Int {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { Int(bitPattern: $0) }
  }
}
