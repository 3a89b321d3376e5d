// An answer, with the headers that all answers of this server have.

/// The statuses that this server answers with.
enum HTTPStatus: Int, Sendable {
  case ok = 200
  case noContent = 204
  case found = 302
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case misdirected = 421
  case headersTooLarge = 431

  var phrase: String {
    switch self {
    case .ok: "OK"
    case .noContent: "No Content"
    case .found: "Found"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .misdirected: "Misdirected Request"
    case .headersTooLarge: "Request Header Fields Too Large"
    }
  }
}

struct HTTPResponse: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    case file(OpenFile)
  }

  var status = HTTPStatus.ok
  var type = "text/plain; charset=utf-8"
  var headers: [(name: String, value: String)] = []
  var body = Body.bytes([])

  init(_ status: HTTPStatus = .ok, type: String, _ text: String) {
    (self.status, self.type) = (status, type)
    body = .bytes(Array(text.utf8))
  }

  init(type: String, bytes: [UInt8]) { (self.type, body) = (type, .bytes(bytes)) }

  init(_ file: OpenFile) { (type, body) = (MediaType.of(file.path), .file(file)) }

  /// There is nothing, and that is no error.
  static let nothing = HTTPResponse(.noContent, type: "text/plain; charset=utf-8", "")

  /// Leads to another address.
  init(to address: String) {
    status = .found
    headers = [("Location", address)]
  }

  init(_ refusal: HTTPRequest.Refusal) {
    self.init(refusal.status, type: "text/plain; charset=utf-8", refusal.reason + "\n")
    if refusal.status == .methodNotAllowed { headers = [("Allow", "GET, HEAD")] }
  }

  var byteCount: Int {
    switch body {
    case .bytes(let bytes): bytes.count
    case .file(let file): file.size
    }
  }

  /// Nothing is kept by browsers, guessed about, shown inside of other sites, or loaded by them. Scripts and images of the author's
  /// own HTML load as they would from any server.
  func head(keepsConnection: Bool) -> String {
    var lines = ["HTTP/1.1 \(status.rawValue) \(status.phrase)", "Content-Length: \(byteCount)", "Content-Type: \(type)"]
    lines += headers.map { "\($0.name): \($0.value)" }
    lines += [
      "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
      "Referrer-Policy: no-referrer",
      "Content-Security-Policy: frame-ancestors 'self'; object-src 'self'; base-uri 'self'; form-action 'none'",
      "Connection: \(keepsConnection ? "keep-alive" : "close")", "", "",
    ]
    return lines.joined(separator: "\r\n")
  }
}

/// What files are, by the ends of their names.
enum MediaType {
  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8", "json": "application/json", "ipynb": "application/json", "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8", "bib": "text/plain; charset=utf-8", "tex": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8", "xml": "application/xml",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/x-icon", "pdf": "application/pdf", "woff2": "font/woff2", "woff": "font/woff",
    "mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav", "wasm": "application/wasm",
  ]

  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.split(separator: ".").last.flatMap { types[$0.lowercased()] } ?? "application/octet-stream"
  }
}
