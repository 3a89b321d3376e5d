// Opening an address in the browser of the person at this machine.

import Publishing

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
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      variables.append(String(cString: variable))
      next += 1
    }
    do throws(ChildProcess.Failure) {
      _ = try ChildProcess.start(program, [program, address], environment: variables)
    } catch {
      throw NoBrowser(description: "\(program) cannot be started: \(error.reason)")
    }
  }
}
