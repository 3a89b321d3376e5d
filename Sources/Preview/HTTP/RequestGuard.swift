// Who may ask: only pages of this server, opened by the person at this machine.

/// Refuses what other sites make a browser ask for.
///
/// A site may let its own name lead to 127.0.0.1 (DNS rebinding): its requests name it in `Host`. A page of another site may open
/// a WebSocket to this server, which browsers allow: it is named in `Origin`. And it may load what is here as a script or an image:
/// browsers say so in `Sec-Fetch-Site` (W3C, Fetch Metadata Request Headers).
struct RequestGuard: Sendable {
  private let hosts: Set<String>

  init(port: UInt16) {
    var hosts: Set<String> = []
    for name in ["127.0.0.1", "localhost", "[::1]"] {
      hosts.insert("\(name):\(port)")
      if port == 80 { hosts.insert(name) }
    }
    self.hosts = hosts
  }

  /// - Parameter isUpgrade: whether the request asks for a WebSocket, to which browsers always name the origin.
  func check(_ request: HTTPRequest, isUpgrade: Bool) throws(HTTPRequest.Refusal) {
    guard let host = request.headers["host"], hosts.contains(host.lowercased()) else {
      throw HTTPRequest.Refusal(status: .misdirected, reason: "this server answers to 127.0.0.1 and localhost only")
    }
    if let origin = request.headers["origin"], !hosts.contains(where: { "http://" + $0 == origin.lowercased() }) {
      throw HTTPRequest.Refusal(status: .forbidden, reason: "another site asks")
    }
    let isForeign = ["cross-site", "same-site"].contains(request.headers["sec-fetch-site"])
    if isForeign, isUpgrade || request.headers["sec-fetch-mode"] != "navigate" {
      throw HTTPRequest.Refusal(status: .forbidden, reason: "another site asks")
    }
    if request.method != "GET", request.method != "HEAD" {
      throw HTTPRequest.Refusal(status: .methodNotAllowed, reason: "this server only shows: GET and HEAD")
    }
    if request.hasBody { throw HTTPRequest.Refusal(status: .badRequest, reason: "a request to show something has no body") }
  }
}
