// The server's side of a WebSocket (RFC 6455): texts go out, and of what comes in only pings and the end count.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The handshake and the frames.
enum WebSocket {
  /// The answer to a request that asks for a WebSocket.
  ///
  /// - Returns: `nil` if it does not ask as it should.
  static func handshake(_ request: HTTPRequest) -> String? {
    guard request.method == "GET", request.headers["upgrade"]?.lowercased() == "websocket", request.contains("upgrade", in: "connection"),
      request.headers["sec-websocket-version"] == "13", let key = request.headers["sec-websocket-key"], key.utf8.count == 24
    else { return nil }
    let accept = Data(SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))).base64EncodedString()
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n"
  }

  enum Opcode: UInt8 {
    case text = 1
    case close = 8
    case ping = 9
    case pong = 10
  }

  /// A whole message in one frame.
  static func frame(_ opcode: Opcode, _ payload: [UInt8]) -> [UInt8] {
    var frame: [UInt8] = [0x80 | opcode.rawValue]
    switch payload.count {
    case ..<126: frame.append(UInt8(payload.count))
    case ..<(1 << 16): frame += [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: frame += [127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
    }
    return frame + payload
  }

  /// The head of a frame of a client, which is always masked; `nil` for what this server takes from nobody: long messages and
  /// frames without a mask.
  static func payloadLength(_ head: [UInt8]) -> Int? {
    let length = Int(head[1] & 0x7F)
    return head[1] & 0x80 != 0 && length < 126 ? length : nil
  }
}
