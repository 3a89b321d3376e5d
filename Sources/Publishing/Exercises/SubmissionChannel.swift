// Messages over a file: their length, and their bytes.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import Engine

/// One end of the way between the two processes of a grading, which may be in bad hands at the other.
struct SubmissionChannel {
  let descriptor: Int32
  /// When whoever waits at this end gives up; `nil` for never.
  var deadline: ContinuousClock.Instant?

  /// The longest message: a value, and what surrounds it.
  static let maximumLength = 2 * PlainData.maximumSize

  enum Failure: Error { case ended, late, tooLong }

  func send(_ message: [UInt8]) throws(Failure) {
    guard message.count <= Self.maximumLength else { throw .tooLong }
    let length = UInt32(message.count)
    let head = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    try transfer(head + message)
  }

  func receive() throws(Failure) -> [UInt8] {
    let length = try read(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.maximumLength else { throw .tooLong }
    return try read(length)
  }

  private func transfer(_ bytes: [UInt8]) throws(Failure) {
    var position = 0
    while position < bytes.count {
      try wait(for: POLLOUT)
      // A closed end is an error here, not a signal.
      let count = bytes[position...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw .ended }
      position += count
    }
  }

  /// Memory grows with what comes, not with what was announced.
  private func read(_ count: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(max(count, 1), 1 << 16))
    while bytes.count < count {
      try wait(for: POLLIN)
      let received = recv(descriptor, &buffer, min(buffer.count, count - bytes.count), 0)
      if received < 0, errno == EINTR || errno == EAGAIN { continue }
      guard received > 0 else { throw .ended }
      bytes += buffer[..<received]
    }
    return bytes
  }

  private func wait(for event: Int32) throws(Failure) {
    guard let deadline else { return }
    while true {
      let left = deadline - .now
      guard left > .zero else { throw .late }
      let (seconds, attoseconds) = left.components
      let milliseconds = min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000 + 1
      var state = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      let ready = poll(&state, 1, Int32(milliseconds))
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw .ended }
    }
  }
}
