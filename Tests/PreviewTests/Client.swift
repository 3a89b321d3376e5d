// A client that sends what it is told to, byte by byte.

import Foundation

/// A connection to a port of this machine; what takes longer than half a minute fails.
final class Client {
  struct Failure: Error {
    var what: String
  }

  struct Response {
    var status: Int
    /// By lower-case names.
    var headers: [String: String]
    var body: String
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // The server waits for its turn where long tests of other suites hold all threads.
    var patience = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard code == 0 else { throw Failure(what: "port \(port): \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Failure(what: "send: \(String(cString: strerror(errno)))") }
      sent += count
    }
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// So many bytes.
  func read(_ count: Int) throws -> [UInt8] {
    while buffer.count < count { try fill() }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  private func fill() throws {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { throw Failure(what: count == 0 ? "the connection was closed" : "receive: \(String(cString: strerror(errno)))") }
    buffer += bytes.prefix(count)
  }

  /// Whether the other side closed the connection, and sent nothing more.
  var isClosed: Bool {
    do {
      try fill()
      return false
    } catch { return "\(error)".contains("closed") || "\(error)".contains("reset") }
  }

  /// The response that comes next.
  func response(hasBody: Bool = true) throws -> Response {
    let end = Array("\r\n\r\n".utf8)
    while buffer.firstRange(of: end) == nil { try fill() }
    let range = buffer.firstRange(of: end)!
    let lines = String(decoding: buffer[..<range.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    buffer.removeSubrange(..<range.upperBound)
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let length = hasBody ? Int(headers["content-length"] ?? "") ?? 0 : 0
    guard let status = Int(lines[0].split(separator: " ")[1]) else { throw Failure(what: lines[0]) }
    return Response(status: status, headers: headers, body: String(decoding: try read(length), as: UTF8.self))
  }

  // MARK: - WebSocket

  /// Asks for a WebSocket at an address.
  func upgrade(_ target: String, port: UInt16, origin: String? = nil) throws -> Response {
    try send(
      "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + (origin.map { "Origin: \($0)\r\n" } ?? "") + "\r\n")
    return try response()
  }

  /// Sends a frame as clients do.
  func sendFrame(opcode: UInt8, _ payload: String) throws {
    let bytes = Array(payload.utf8)
    let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
    let length: [UInt8] =
      bytes.count < 126 ? [0x80 | UInt8(bytes.count)] : [0x80 | 126, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)]
    try send([0x80 | opcode] + length + mask + zip(bytes, 0...).map { $0 ^ mask[$1 % 4] })
  }

  /// The frame that comes next.
  func frame() throws -> (opcode: UInt8, payload: String) {
    let head = try read(2)
    var length = Int(head[1] & 0x7F)
    if length >= 126 { length = try read(length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) } }
    return (head[0] & 0x0F, String(decoding: try read(length), as: UTF8.self))
  }
}
