// The images that a page shows and that lie beside it.

import Engine
import Notebooks
import Typesetting

/// Local images of one page.
struct PageImages {
  /// An image file.
  struct File {
    /// As the page writes it.
    var address: String
    /// Relative to the root.
    var path: String
  }

  /// Each once, in the order of the page.
  let files: [File]
  /// What the cells of the page wrote, which lies beside it only when it is written.
  var saved: [SavedFile] = []
  private let root: String
  private let page: String

  init(_ notebook: Notebook, page: String, root: String) {
    self.root = root
    self.page = page
    var files: [File] = []
    var addresses: Set<String> = []
    notebook.forEachInline { inline in
      guard case .image(let image) = inline.kind, case .file(let path, _) = resolve(image.source, from: page, root: root),
        addresses.insert(image.source).inserted
      else { return }
      files.append(File(address: image.source, path: path))
    }
    self.files = files
  }

  /// The image inside the page: its bytes as an address. What cannot be read stays as written; that it is missing is
  /// reported as a link that leads nowhere.
  func embedded(_ address: String) -> String {
    if let file = savedFile(at: address), let type = PageImages.mediaType(file.name) {
      return "data:\(type);base64," + Base64.encode(file.bytes)
    }
    guard let file = files.first(where: { $0.address == address }), let type = PageImages.mediaType(file.path),
      let bytes = try? readBytes(root + "/" + file.path)
    else { return address }
    return "data:\(type);base64," + Base64.encode(bytes)
  }

  func isSaved(_ address: String) -> Bool { savedFile(at: address) != nil }

  private func savedFile(at address: String) -> SavedFile? {
    guard let name = References.savedName(address, page: page) else { return nil }
    return saved.first { [$0.name, FileAddress.encode($0.name)].contains(name) }
  }

  private static func mediaType(_ path: String) -> String? {
    switch path.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}
