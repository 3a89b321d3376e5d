// Base64 (RFC 4648, section 4), for fonts and images inside of a page.

public enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// With `=` at the end where the length asks for it.
  public static func encode(_ bytes: [UInt8]) -> String {
    let length = (bytes.count + 2) / 3 * 4
    return String(unsafeUninitializedCapacity: length) { output in
      var position = 0
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var group = UInt32(bytes[start]) << 16
        if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
        if count > 2 { group |= UInt32(bytes[start + 2]) }
        for index in 0..<4 {
          let digit = digits[Int(group >> (18 - 6 * UInt32(index)) & 63)]
          output[position + index] = index <= count ? digit : UInt8(ascii: "=")
        }
        position += 4
      }
      return length
    }
  }
}
