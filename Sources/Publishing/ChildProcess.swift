// Other programs, each in a process of its own.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

public enum ChildProcess {
  /// Why a program was not started.
  public struct Failure: Error, Sendable {
    public var reason: String
  }

  /// Starts a program, which writes to nobody and leads a process group, so that its children can be ended with it.
  ///
  /// - Parameters:
  ///   - program: a path, or a name on the search path.
  ///   - arguments: the first is what the program is called.
  ///   - environment: `NAME=value`, and nothing else.
  ///   - input: what it reads; nothing if it is `nil`.
  /// - Returns: its number, which somebody has to wait for.
  public static func start(
    _ program: String, _ arguments: [String], environment: [String], input: Int32? = nil
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    for stream in [Int32(1), 2] { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, &attributes, &words, &variables)
    if code != 0 { throw Failure(reason: String(cString: strerror(code))) }
    return process
  }
}
