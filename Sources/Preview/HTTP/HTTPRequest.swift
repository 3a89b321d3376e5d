// The head of a request (RFC 9112), read with a bound on its size.

/// A request without a body.
struct HTTPRequest: Sendable {
  var method: String
  /// As it was sent: `/a%20b.html?x`.
  var target: String
  /// By lower-case names.
  private(set) var headers: [String: String] = [:]
  var keepsConnection = true

  /// Why a request is not served, with the status that says so.
  struct Refusal: Error {
    var status: HTTPStatus
    var reason: String
  }

  /// The most bytes that a head may have.
  static let limit = 32 << 10

  /// - Parameter head: what stands before the empty line.
  init(head: some Collection<UInt8>) throws(Refusal) {
    let malformed = Refusal(status: .badRequest, reason: "this is no request of HTTP/1.1")
    guard head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 }) else { throw malformed }
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    let parts = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[1].hasPrefix("/"), parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      throw malformed
    }
    (method, target) = (String(parts[0]), String(parts[1]))
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line[..<colon].contains(where: \.isWhitespace) else {
        throw malformed
      }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmed
      guard let other = headers[name] else {
        headers[name] = value
        continue
      }
      if name == "host" || name == "origin" { throw malformed }
      headers[name] = other + ", " + value
    }
    keepsConnection = parts[2] == "HTTP/1.1" && !contains("close", in: "connection")
  }

  /// Whether a header that is a list has an element.
  func contains(_ element: String, in header: String) -> Bool {
    (headers[header] ?? "").split(separator: ",").contains { $0.trimmed.lowercased() == element }
  }

  /// Whether bytes follow that belong to the request.
  var hasBody: Bool { headers["transfer-encoding"] != nil || headers["content-length"].map { $0 != "0" } ?? false }

  /// The path without its query, percent signs resolved; `nil` where it is not UTF-8 or holds what no path holds.
  var path: String? {
    var bytes: [UInt8] = []
    var rest = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value != 0 else { return nil }
        rest = rest.dropFirst(2)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let start = firstIndex { $0 != " " && $0 != "\t" } ?? endIndex
    let end = lastIndex { $0 != " " && $0 != "\t" }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
