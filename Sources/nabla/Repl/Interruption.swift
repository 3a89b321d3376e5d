// Control-C while something runs: a flag that the machine looks at.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The flag that a signal sets. A signal's handler can reach nothing but what lasts as long as the process.
enum Interruption {
  nonisolated(unsafe) static let flag: UnsafeMutablePointer<Int32> = {
    let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    flag.initialize(to: 0)
    return flag
  }()

  /// Sets the flag at each Control-C, in place of ending the program. The third one without an effect, in the middle of
  /// a long call that cannot be left, ends it.
  static func listen() {
    _ = flag
    // Whoever started the program may have blocked the signal.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGINT) { _ in
      Interruption.flag.pointee += 1
      if Interruption.flag.pointee > 2 { _exit(130) }
    }
  }

  static func clear() { flag.pointee = 0 }
}
