// Hashes, handshakes and heads of requests, against values from their standards.

import Testing

@testable import Preview

@Suite struct HandshakeTests {
  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test(arguments: [
    // FIPS 180-4, examples of NIST; the last ones end at each side of a block.
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
  ])
  func hashesAreThoseOfTheStandard(message: String, hash: String) {
    #expect(hexadecimal(SHA1.hash(Array(message.utf8))) == hash)
  }

  @Test func theHandshakeIsThatOfRFC6455() throws {
    let head = "GET /chat HTTP/1.1\r\nHost: server\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
    let answer = try #require(WebSocket.handshake(try HTTPRequest(head: Array(head.utf8))))
    #expect(answer.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
    #expect(WebSocket.handshake(try HTTPRequest(head: Array(head.replacing("13", with: "8").utf8))) == nil)
  }

  @Test func framesHaveTheirLengths() {
    #expect(WebSocket.frame(.text, Array("Hello".utf8)) == [0x81, 5, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
    #expect(Array(WebSocket.frame(.text, Array(repeating: 0, count: 256)).prefix(4)) == [0x81, 126, 1, 0])
    #expect(Array(WebSocket.frame(.text, Array(repeating: 0, count: 65536)).prefix(10)) == [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0])
    #expect(WebSocket.payloadLength([0x81, 0x85]) == 5)
    #expect(WebSocket.payloadLength([0x81, 5]) == nil && WebSocket.payloadLength([0x81, 0xFE]) == nil)
  }

  @Test(arguments: [
    "", "GET", "GET / HTTP/1.1 x", "GET  / HTTP/1.1", "GET / HTTP/2", "GET http://127.0.0.1/ HTTP/1.1", "GET / HTTP/1.1\r\n: x",
    "GET / HTTP/1.1\r\nHost : x", "GET / HTTP/1.1\r\n folded", "GET / HTTP/1.1\r\nHost: a\r\nHost: b", "GET /\u{0} HTTP/1.1",
  ])
  func whatIsNoRequestIsRefused(head: String) {
    #expect(throws: HTTPRequest.Refusal.self) { try HTTPRequest(head: Array(head.utf8)) }
  }

  @Test func pathsAreDecoded() throws {
    func path(_ target: String) throws -> String? { try HTTPRequest(head: Array("GET \(target) HTTP/1.1".utf8)).path }
    #expect(try path("/a%20b/%C3%A9.html?x=%00") == "/a b/é.html")
    for target in ["/%00", "/%", "/%4", "/%zz", "/%ff"] { #expect(try path(target) == nil, "\(target)") }
  }
}
