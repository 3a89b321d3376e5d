// A process that runs one submission: started, spoken with and ended by whoever grades.

import Engine
import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process of a submission may use.
public struct SubmissionLimits: Sendable {
  public var steps = 1_000_000_000
  /// Bytes of values.
  public var memory = 512 << 20
  /// Of the clock while somebody waits for the process, after which it is ended.
  public var seconds = 30

  public init() {}
}

/// The side of a submission in a process of its own, which knows the text of the submission and nothing of the key.
final class SubmissionProcess: SubmissionConnection {
  private let process: pid_t
  private var channel: SubmissionChannel
  private let seconds: Int
  /// How long the process may still be waited for. What the key does in between is not its fault.
  private var patience: Duration
  private var failure: LostSubmission?
  /// Bytes that may still come.
  private var allowance = 64 << 20

  /// - Parameters:
  ///   - program: this program, whose hidden command `submission` the process runs.
  ///   - folder: an empty folder, in which it runs.
  init(_ text: String, program: String, in folder: String, _ limits: SubmissionLimits) throws(LostSubmission) {
    var ends: (Int32, Int32) = (0, 0)
    let isPair = withUnsafeMutablePointer(to: &ends) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2) {
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, $0) == 0
      }
    }
    guard isPair else { throw LostSubmission(reason: "no process can be started: \(String(cString: strerror(errno)))") }
    defer { close(ends.1) }
    let words = ["nabla", "submission", "\(limits.steps)", "\(limits.memory)", "\(limits.seconds)", folder]
    do throws(ChildProcess.Failure) {
      process = try ChildProcess.start(program, words, environment: [], input: ends.1)
    } catch {
      close(ends.0)
      throw LostSubmission(reason: "no process can be started: \(error.reason)")
    }
    _ = fcntl(ends.0, F_SETFL, O_NONBLOCK)
    seconds = limits.seconds
    patience = .seconds(limits.seconds)
    channel = SubmissionChannel(descriptor: ends.0)
    try wait { () throws(SubmissionChannel.Failure) in try channel.send(Array(text.utf8)) }
  }

  /// Ends the process, whatever it does.
  deinit {
    kill(-process, SIGKILL)
    close(channel.descriptor)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  func exchange(_ request: [UInt8]) throws(LostSubmission) -> [UInt8] {
    try wait { () throws(SubmissionChannel.Failure) -> [UInt8] in
      try channel.send(request)
      let reply = try channel.receive()
      allowance -= reply.count
      if allowance < 0 { throw .tooLong }
      return reply
    }
  }

  /// Does what the process has to play its part in.
  private func wait<Result>(_ body: () throws(SubmissionChannel.Failure) -> Result) throws(LostSubmission) -> Result {
    if let failure { throw failure }
    let start = ContinuousClock.now
    channel.deadline = start + patience
    defer { patience -= ContinuousClock.now - start }
    do throws(SubmissionChannel.Failure) {
      return try body()
    } catch {
      let failure = lost(error)
      self.failure = failure
      throw failure
    }
  }

  private func lost(_ failure: SubmissionChannel.Failure) -> LostSubmission {
    switch failure {
    case .ended: LostSubmission(reason: "the submission's process ended: it used too much memory or time")
    case .late: LostSubmission(reason: "the submission did not end within \(seconds) s")
    case .tooLong: LostSubmission(reason: "the submission answered with too much")
    }
  }
}
