// One client: its requests one after the other, or a WebSocket.

import FlyingSocks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A connection; used by one task.
struct HTTPConnection {
  private let socket: AsyncSocket
  private let patience: Duration
  /// What arrived and was not read yet.
  private var buffer: [UInt8] = []

  init(_ socket: AsyncSocket, patience: Duration) {
    self.socket = socket
    self.patience = patience
  }

  /// Answers until the client has enough or breaks the rules; whoever opened the socket closes it.
  mutating func serve(_ answer: @Sendable (HTTPRequest) async -> Answer) async {
    // A client that is gone is no error of anybody.
    try? await serveAll(answer)
  }

  private mutating func serveAll(_ answer: @Sendable (HTTPRequest) async -> Answer) async throws {
    while !Task.isCancelled {
      let request: HTTPRequest
      do {
        guard let read = try await readRequest() else { return }
        request = read
      } catch let refusal as HTTPRequest.Refusal {
        return try await send(HTTPResponse(refusal), withBody: true, keepsConnection: false)
      }
      switch await answer(request) {
      case .response(let response):
        let keeps = request.keepsConnection && !request.hasBody
        try await send(response, withBody: request.method != "HEAD", keepsConnection: keeps)
        if !keeps { return }
      case .messages(let messages):
        guard let handshake = WebSocket.handshake(request) else {
          let refusal = HTTPRequest.Refusal(status: .badRequest, reason: "this address is for WebSockets")
          return try await send(HTTPResponse(refusal), withBody: true, keepsConnection: false)
        }
        try await send(Array(handshake.utf8))
        return try await exchange(messages)
      }
    }
  }

  // MARK: - Requests

  /// The next request; `nil` where the client is through.
  private mutating func readRequest() async throws -> HTTPRequest? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    var searched = 0
    let deadline = ContinuousClock.now + patience
    while true {
      if let range = buffer[searched...].firstRange(of: end) {
        let request = try HTTPRequest(head: buffer[..<range.lowerBound])
        buffer.removeSubrange(..<range.upperBound)
        return request
      }
      if buffer.count > HTTPRequest.limit {
        throw HTTPRequest.Refusal(status: .headersTooLarge, reason: "a request may have \(HTTPRequest.limit) bytes")
      }
      searched = max(0, buffer.count - 3)
      guard let bytes = try? await read(until: deadline) else { return nil }
      buffer += bytes
    }
  }

  private func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8] {
    try await within(deadline) { [socket] in try await socket.read(atMost: 4096) }
  }

  // MARK: - Answers

  private func send(_ response: HTTPResponse, withBody: Bool, keepsConnection: Bool) async throws {
    var bytes = Array(response.head(keepsConnection: keepsConnection).utf8)
    guard withBody else { return try await send(bytes) }
    switch response.body {
    case .bytes(let body):
      bytes += body
      try await send(bytes)
    case .file(let file):
      try await send(bytes)
      var offset = 0
      while offset < file.size {
        let part = file.read(from: offset)
        // The file became shorter than was announced: only the end of the connection can say so.
        if part.isEmpty { throw SocketError.disconnected }
        try await send(part)
        offset += part.count
      }
    }
  }

  private func send(_ bytes: [UInt8]) async throws {
    try await within(.now + patience) { [socket] in try await socket.write(Data(bytes)) }
  }

  // MARK: - WebSocket

  /// Sends the messages until there are no more, or the client leaves.
  private func exchange(_ messages: AsyncStream<String>) async throws {
    let (replies, reply) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(4))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await message in messages { reply.yield(WebSocket.frame(.text, Array(message.utf8))) }
        // 1001: the server goes.
        reply.yield(WebSocket.frame(.close, [0x03, 0xE9]))
        reply.finish()
      }
      group.addTask { [self] in
        defer { reply.finish() }
        try await listen(reply)
      }
      for await bytes in replies { try await send(bytes) }
      group.cancelAll()
    }
  }

  /// Reads what the client sends until it closes.
  private func listen(_ reply: AsyncStream<[UInt8]>.Continuation) async throws {
    var bytes = buffer
    func need(_ count: Int) async throws {
      while bytes.count < count { bytes += try await socket.read(atMost: 4096) }
    }
    while true {
      try await need(2)
      guard let length = WebSocket.payloadLength(bytes) else { throw SocketError.disconnected }
      try await need(6 + length)
      let mask = bytes[2..<6]
      let payload = zip(bytes[6..<(6 + length)], 0...).map { $0 ^ mask[2 + $1 % 4] }
      let opcode = WebSocket.Opcode(rawValue: bytes[0] & 0x0F)
      bytes.removeFirst(6 + length)
      if opcode == .ping { reply.yield(WebSocket.frame(.pong, payload)) }
      if opcode == .close {
        reply.yield(WebSocket.frame(.close, Array(payload.prefix(2))))
        return
      }
    }
  }
}

/// Does something that is given up at a deadline.
private func within<Result: Sendable>(
  _ deadline: ContinuousClock.Instant, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(until: deadline, clock: .continuous)
      throw SocketError.timeout(message: "")
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw CancellationError() }
    return result
  }
}
