/// A day of the proleptic Gregorian calendar. The conversions are Howard Hinnant's ("chrono-compatible low-level date
/// algorithms"): shifted to years that begin in March, a leap day comes last and months follow a line.
public struct CivilDate: Hashable, Sendable, Comparable {
  public var year: Int
  /// 1 … 12.
  public var month: Int
  /// 1 … 31.
  public var day: Int

  /// The farthest day from 1970 that has ticks and texts: a million years.
  static let farthest = 365_250_000.0

  /// The date `days` after 1970-01-01; beyond a million years it is the last one.
  public init(daysSinceEpoch days: Int) {
    let limit = Int(CivilDate.farthest)
    let shifted = min(max(days, -limit), limit) + 719_468
    let era = CivilDate.quotient(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The first day of a month.
  init(year: Int, month: Int) {
    self.year = year
    self.month = month
    day = 1
  }

  /// Days since 1970-01-01.
  public var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = CivilDate.quotient(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// Division that rounds down.
  static func quotient(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

  private static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  var monthName: String { CivilDate.monthNames[max(0, min(11, month - 1))] }
  var yearName: String { year < 0 ? NumberLabel.minus + String(year.magnitude) : String(year) }
}

extension CivilDate {
  /// Days since 1970-01-01 of an ISO 8601 text: `2024-03-01`, `2024-03-01T14:30` or `2024-03-01 14:30:15`, without a time
  /// zone; `nil` for anything else.
  public static func days(iso text: String) -> Double? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard [10, 16, 19].contains(bytes.count), bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), (1...12).contains(month)
    else { return nil }
    var date = CivilDate(year: year, month: month)
    date.day = day
    let days = date.daysSinceEpoch
    // The 31st of April is the 1st of May.
    guard CivilDate(daysSinceEpoch: days) == date else { return nil }
    if bytes.count == 10 { return Double(days) }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"),
      let hour = number(11..<13), let minute = number(14..<16), hour < 24, minute < 60
    else { return nil }
    var seconds = hour * 3600 + minute * 60
    if bytes.count == 19 {
      guard bytes[16] == UInt8(ascii: ":"), let second = number(17..<19), second < 60 else { return nil }
      seconds += second
    }
    return Double(days) + Double(seconds) / 86_400
  }
}
