// Listens at a port of 127.0.0.1 and answers, so many at a time.

import FlyingSocks
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a port cannot be had.
public struct UnavailablePort: Error, Sendable, CustomStringConvertible {
  public var description: String
}

/// The answer to a request: a response, or messages for as long as somebody listens to them.
enum Answer: Sendable {
  case response(HTTPResponse)
  case messages(AsyncStream<String>)
}

struct HTTPServer: Sendable {
  /// The most connections at a time. A browser opens up to six, and one for each page that it shows.
  static let connectionLimit = 128
  /// How long a connection may say nothing between two requests, a request take to arrive, and an answer to leave.
  private static let patience = Duration.seconds(20)

  /// The port that was given or found.
  let port: UInt16
  private let socket: Socket

  /// Takes the first of the ports that can be had.
  init(ports: some Sequence<UInt16>) throws(UnavailablePort) {
    var trouble = ""
    for port in ports {
      do {
        (socket, self.port) = try HTTPServer.listen(at: port)
        return
      } catch SocketError.failed(_, EADDRINUSE, _) {
        trouble = "port \(port) is in use"
      } catch SocketError.failed(_, _, let message) {
        trouble = "port \(port) cannot be had: \(message)"
      } catch {
        trouble = "port \(port) cannot be had: \(error)"
      }
    }
    throw UnavailablePort(description: trouble + "; --port takes another one, 0 any that is free")
  }

  private static func listen(at port: UInt16) throws -> (Socket, UInt16) {
    let socket = try Socket(domain: AF_INET, type: .stream)
    do {
      // Not inherited by a browser that is started.
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      // A port that was in use just now, by connections that are over, is free.
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: try sockaddr_in.inet(ip4: "127.0.0.1", port: port))
      try socket.listen()
      if case .ip4(_, let chosen) = try socket.sockname() { return (socket, chosen) }
      return (socket, port)
    } catch {
      try? socket.close()
      throw error
    }
  }

  /// Serves until the task is cancelled.
  func run(_ answer: @escaping @Sendable (HTTPRequest) async -> Answer) async throws {
    defer { try? socket.close() }
    #if canImport(Darwin)
      let pool: SocketPool<kQueue> = .kQueue()
    #else
      let pool: SocketPool<ePoll> = .ePoll()
    #endif
    try await pool.prepare()
    let listener = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask { await accept(from: listener, settle: { await pool.settle() }, answer) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// - Parameter settle: waits until the pool no longer knows of sockets that nobody waits for.
  private func accept(
    from listener: AsyncSocket, settle: @escaping @Sendable () async -> Void,
    _ answer: @escaping @Sendable (HTTPRequest) async -> Answer
  ) async {
    let open = OpenConnections()
    await withDiscardingTaskGroup { connections in
      while !Task.isCancelled {
        guard let client = try? await listener.accept() else {
          // No descriptor is to be had, or the client is gone already.
          try? await Task.sleep(for: .milliseconds(20))
          continue
        }
        guard open.enter() else {
          try? client.close()
          continue
        }
        connections.addTask {
          var connection = HTTPConnection(client, patience: HTTPServer.patience)
          await connection.serve(answer)
          await settle()
          try? client.close()
          open.leave()
        }
      }
      connections.cancelAll()
    }
  }
}

extension SocketPool {
  /// Waits for what the pool has at hand. It resumes who waits for a socket before it forgets the socket; one that is closed in
  /// between it would never forget, and then it would not listen to the next one of the same number.
  fileprivate func settle() {}
}

/// How many connections there are.
private final class OpenConnections: Sendable {
  private let count = Mutex(0)

  /// Whether there is room for one more.
  func enter() -> Bool {
    count.withLock { count in
      guard count < HTTPServer.connectionLimit else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}
