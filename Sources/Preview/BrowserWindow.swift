// Opening an address in the browser of the person at this machine.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why no browser was opened.
public struct NoBrowser: Error, Sendable, CustomStringConvertible {
  public var description: String
}

enum BrowserWindow {
  /// Asks the system to open an address, and does not wait for it.
  static func open(_ address: String) throws(NoBrowser) {
    #if canImport(Darwin)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    // Nobody waits for its end.
    signal(SIGCHLD, SIG_IGN)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [Int32(0), 1, 2] { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0) }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, nil, &arguments, environ)
    if code != 0 { throw NoBrowser(description: "\(program) cannot be started: \(String(cString: strerror(code)))") }
  }
}
