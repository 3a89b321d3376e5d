// The path of a file as an address: whatever its name holds, it leads to the file.

public enum FileAddress {
  /// A path with all but letters, digits and `/-_.~` percent-encoded (RFC 3986, section 2.1).
  public static func encode(_ path: String) -> String {
    var address: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in path.utf8 {
      let isPlain = (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || "/-_.~".utf8.contains(byte)
      address += isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: address, as: UTF8.self)
  }
}
