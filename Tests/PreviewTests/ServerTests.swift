// What the server shows to whom: pages and files of the folder, to pages of its own.

import Foundation
import Testing

@testable import Preview

@Suite struct ServerTests {
  private static let files = [
    "README.md": "# Course\n\n- [One](a/one.md)\n- [Two](b/two words.md)\n",
    "a/one.md": "# One\n\n![Dot](dot.svg)\n\n$$ x^2 $$ {#eq-square}\n\n[data](data.csv)\n",
    "a/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "a/data.csv": "x,y\n1,2\n",
    "b/two words.md": "# Two\n\nAs in @eq-square.\n\n```nabla\n6 * 7\n```\n",
    ".secret/key.txt": "secret", "a/.hidden": "secret",
  ]

  @Test func pagesFilesAndTheSearchAreThere() throws {
    let preview = try RunningPreview(Self.files)
    let index = try preview.get("/")
    #expect(index.status == 200 && index.headers["content-type"] == "text/html; charset=utf-8")
    #expect(index.body.contains("<a href=\"a/one.html\">One</a>"))
    #expect(index.headers["x-content-type-options"] == "nosniff" && index.headers["cache-control"] == "no-store")
    let two = try preview.get("/b/two%20words.html")
    #expect(two.body.contains("href=\"../a/one.html#eq-square\"") && two.body.contains("42"))
    let types = [
      "/a/dot.svg": "image/svg+xml", "/a/data.csv": "text/csv; charset=utf-8", "/assets/nabla.css": "text/css; charset=utf-8",
      "/assets/nabla.js": "text/javascript; charset=utf-8", "/.nabla/preview.js": "text/javascript; charset=utf-8",
    ]
    for (target, type) in types {
      let response = try preview.get(target)
      #expect(response.status == 200 && response.headers["content-type"] == type && !response.body.isEmpty, "\(target)")
    }
    let search = try preview.get("/assets/nabla-search.js").body
    #expect(search.contains("\"a/one.html\"") && search.contains("\"b/two%20words.html\""))
    let head = try preview.get("/a/data.csv", method: "HEAD")
    #expect(head.status == 200 && head.headers["content-length"] == "8")
  }

  @Test func pagesAreThoseThatRenderWrites() throws {
    let preview = try RunningPreview(Self.files)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: RunningPreview.program)
    process.arguments = ["render", preview.folder, "--fresh", "-o", preview.folder + "/.out"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    for page in ["index.html", "a/one.html", "b/two words.html"] {
      let written = try String(contentsOfFile: preview.folder + "/.out/" + page, encoding: .utf8)
      let shown = try preview.get("/" + page.replacing(" ", with: "%20")).body
      #expect(shown.replacing(#/<script src="\/\.nabla\/[^>]*><\/script>\n/#, with: "") == written, "\(page)")
      #expect(shown != written)
    }
  }

  @Test func onlyItsOwnNamesAreAnswered() throws {
    let preview = try RunningPreview(Self.files)
    let port = preview.port
    for host in ["127.0.0.1:\(port)", "localhost:\(port)", "LOCALHOST:\(port)", "[::1]:\(port)"] {
      #expect(try preview.get("/a/one.html", host: host).status == 200, "\(host)")
    }
    for host in [
      "example.org", "example.org:\(port)", "127.0.0.1", "127.0.0.1:\(port + 1)", "localhost:\(port).example.org", "", "127.0.0.2:\(port)",
    ] {
      #expect(try preview.get("/a/one.html", host: host).status == 421, "\(host)")
    }
    let client = try Client(port)
    try client.send("GET / HTTP/1.1\r\n\r\n")
    #expect(try client.response().status == 421)
  }

  @Test func otherSitesAreRefused() throws {
    let preview = try RunningPreview(Self.files)
    for (headers, status) in [
      (["Origin: http://127.0.0.1:\(preview.port)"], 200), (["Origin: https://example.org"], 403), (["Origin: null"], 403),
      (["Origin: http://127.0.0.1:\(preview.port + 1)"], 403), (["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"], 403),
      (["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"], 200), (["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"], 200),
    ] { #expect(try preview.get("/assets/nabla-search.js", headers: headers).status == status, "\(headers)") }
    for origin in ["https://example.org", "http://127.0.0.1:1", "null", "file://"] {
      #expect(try Client(preview.port).upgrade("/.nabla/live/a/one.html", port: preview.port, origin: origin).status == 403)
    }
    let own = try Client(preview.port).upgrade(
      "/.nabla/live/a/one.html", port: preview.port, origin: "http://localhost:\(preview.port)")
    #expect(own.status == 101)
    #expect(try preview.get("/.nabla/live/a/one.html").status == 400)
  }

  @Test func nothingOutsideOfTheFolderAndNothingHiddenIsShown() throws {
    let preview = try RunningPreview(Self.files)
    let outside = try RunningPreview(["secret.md": "secret", "secret.txt": "secret"])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: preview.folder + "/a/out.txt", withDestinationPath: outside.folder + "/secret.txt")
    try manager.createSymbolicLink(atPath: preview.folder + "/a/folder", withDestinationPath: outside.folder)
    try manager.createSymbolicLink(atPath: preview.folder + "/a/inside.csv", withDestinationPath: "data.csv")
    try manager.createSymbolicLink(atPath: preview.folder + "/a/key.txt", withDestinationPath: "../.secret/key.txt")
    #expect(mkfifo(preview.folder + "/a/pipe.txt", 0o600) == 0)
    let name = outside.folder.split(separator: "/").last!
    for target in [
      "/../\(name)/secret.txt", "/a/../../\(name)/secret.txt", "/%2e%2e/\(name)/secret.txt", "/..%2f\(name)%2fsecret.txt",
      "/a/%2E%2E/%2E%2E/\(name)/secret.txt", "/..%5c\(name)%5csecret.txt", "/%2fetc%2fpasswd", "//etc/passwd", "/a//data.csv",
      "/./README.md", "/a/out.txt", "/a/folder/secret.txt", "/.secret/key.txt", "/a/.hidden", "/a/key.txt", "/a/pipe.txt", "/a", "/a/",
      "/.", "/..", "/.nabla/", "/.nabla/live/", "/nothing.html",
    ] {
      let response = try preview.get(target)
      #expect(response.status == 404 && !response.body.contains("secret\n") && !response.body.contains("root:"), "\(target)")
    }
    for target in ["/a/data.csv%00", "/a/data.csv%00.html", "/%ff", "/%"] { #expect(try preview.get(target).status == 400, "\(target)") }
    #expect(try preview.get("/a/inside.csv").body == "x,y\n1,2\n")
  }

  @Test func aNotebookByItselfShowsWhatItLinksTo() throws {
    let files = ["one.md": "# One\n\n[data](data.csv) [other](other.md)\n", "data.csv": "1\n", "other.md": "other", "diary.txt": "private"]
    let preview = try RunningPreview(files, "one.md")
    #expect(try preview.get("/").headers["location"] == "/one.html")
    #expect(try preview.get("/one.html").body.contains("<h1 id=\"one\">One"))
    #expect(try preview.get("/data.csv").body == "1\n")
    #expect(try preview.get("/other.md").body == "other")
    #expect(try preview.get("/diary.txt").status == 404)
  }

  @Test func requestsAreBounded() throws {
    let preview = try RunningPreview(Self.files)
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get"] {
      #expect(try preview.get("/a/data.csv", method: method).status == 405, "\(method)")
    }
    for header in ["Content-Length: 5", "Transfer-Encoding: chunked"] {
      #expect(try preview.get("/a/data.csv", headers: [header]).status == 400)
    }
    let client = try Client(preview.port)
    try client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n")
    // The server may close before all of it is sent.
    try? client.send("X: " + String(repeating: "x", count: HTTPRequest.limit + 8192))
    #expect(try client.response().status == 431)
    // Several requests of one connection, of which the second arrives with the first.
    let patient = try Client(preview.port)
    let request = "GET /a/data.csv HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n"
    try patient.send(request + request)
    for _ in 0..<2 { #expect(try patient.response().body == "x,y\n1,2\n") }
    try patient.send(request.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"))
    #expect(try patient.response().body == "x,y\n1,2\n")
    #expect(patient.isClosed)
  }

  @Test func connectionsAreBounded() throws {
    let preview = try RunningPreview(Self.files)
    var clients: [Client] = []
    for _ in 0..<HTTPServer.connectionLimit { clients.append(try Client(preview.port)) }
    try clients[0].send("GET /a/data.csv HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n")
    #expect(try clients[0].response().status == 200)
    #expect(try Client(preview.port).isClosed)
    clients.removeLast()
    // Its place is free as soon as the server saw that it left.
    var isServed = false
    for _ in 0..<100 where !isServed {
      isServed = (try? preview.get("/a/data.csv").status) == 200
      if !isServed { usleep(20_000) }
    }
    #expect(isServed)
  }

  @Test func theWebSocketKeepsToItsProtocol() throws {
    let preview = try RunningPreview(Self.files)
    let client = try Client(preview.port)
    let upgrade = try client.upgrade("/.nabla/live/a/one.html", port: preview.port)
    #expect(upgrade.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    _ = try client.frame()
    try client.sendFrame(opcode: 9, "here?")
    var frame = try client.frame()
    while frame.opcode == 1 { frame = try client.frame() }
    #expect(frame.opcode == 10 && frame.payload == "here?")
    try client.sendFrame(opcode: 8, "\u{3}x")
    frame = try client.frame()
    while frame.opcode == 1 { frame = try client.frame() }
    #expect(frame.opcode == 8)
    #expect(client.isClosed)
    // Nobody has long messages for it.
    let talker = try Client(preview.port)
    _ = try talker.upgrade("/.nabla/live/a/one.html", port: preview.port)
    try talker.sendFrame(opcode: 1, String(repeating: "x", count: 200))
    while (try? talker.frame()) != nil {}
    #expect(try preview.get("/a/one.html").status == 200)
  }
}
