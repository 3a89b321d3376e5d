// The two ways in which text goes into HTML; everything that is not markup passes through one of them.

import Notebooks

enum HTMLText {
  /// Text between tags.
  static func escape(_ text: some StringProtocol) -> String { escape(text, quotes: false) }

  /// A value of an attribute, for double quotes.
  static func attribute(_ text: some StringProtocol) -> String { escape(text, quotes: true) }

  private static func escape(_ text: some StringProtocol, quotes: Bool) -> String {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        && !(quotes && ($0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'"))) }
    }
    if isPlain == true { return String(text) }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\"") where quotes: result += "&quot;".utf8
      case UInt8(ascii: "'") where quotes: result += "&#39;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The size of an image, as a style: an attribute holds no part of the width, and no fraction of a pixel.
  static func size(_ width: ImageLength?, _ height: ImageLength?) -> String {
    let rules = [width.map { "width:" + length($0) }, height.map { "height:" + length($0) }].compactMap { $0 }
    return rules.isEmpty ? "" : " style=\"\(rules.joined(separator: ";"))\""
  }

  /// A length of CSS.
  static func length(_ length: ImageLength) -> String {
    func decimal(_ number: Double) -> String {
      number == number.rounded() ? "\(Int(number))" : "\((number * 1000).rounded() / 1000)"
    }
    return switch length {
    case .pixels(let pixels): decimal(pixels) + "px"
    case .percent(let percent): decimal(percent) + "%"
    }
  }

  /// An address that a link may lead to: a path, a fragment, or one of the harmless schemes; `nil` for others.
  static func safeAddress(_ address: String) -> String? {
    let colon = address.firstIndex { ":/?#".contains($0) }
    guard let colon, address[colon] == ":" else { return address }
    return ["http", "https", "mailto"].contains(address[..<colon].lowercased()) ? address : nil
  }

  /// Whether a browser would ask another machine for what is at the address. Browsers leave out line ends and tabs, and
  /// take a backslash for a slash.
  static func leavesSite(_ address: String) -> Bool {
    let read = address.unicodeScalars.filter { $0.value > 0x20 }.map { $0 == "\\" ? "/" : $0 }
    let mark = read.first { ":/?#".unicodeScalars.contains($0) }
    return mark == ":" || read.starts(with: "//".unicodeScalars)
  }
}
