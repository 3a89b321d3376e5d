// The calendar, and ticks at dates.

import Testing

@testable import Graphics

@Suite struct DateTests {
  @Test func knownDays() {
    // Python: (datetime.date(y, m, d) - datetime.date(1970, 1, 1)).days
    for (days, year, month, day) in [
      (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1), (19_782, 2024, 2, 29),
      (-25_567, 1900, 1, 1), (-25_508, 1900, 3, 1), (-135_140, 1600, 1, 1), (2_932_896, 9999, 12, 31),
      (-719_468, 0, 3, 1),
    ] {
      let date = CivilDate(daysSinceEpoch: days)
      #expect((date.year, date.month, date.day) == (year, month, day))
      #expect(date.daysSinceEpoch == days)
    }
  }

  @Test func daysFollowEachOther() {
    var previous = CivilDate(daysSinceEpoch: -150_000)
    for days in -149_999...150_000 {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date > previous && date.daysSinceEpoch == days)
      #expect(date.day == previous.day + 1 || date.day == 1)
      previous = date
    }
    #expect(CivilDate(daysSinceEpoch: .max).year > 900_000)
    #expect(CivilDate(daysSinceEpoch: .min).year < -900_000)
  }

  @Test func textsAreRead() {
    #expect(CivilDate.days(iso: "1970-01-02") == 1)
    #expect(CivilDate.days(iso: "2024-03-01") == 19_783)
    #expect(CivilDate.days(iso: "2024-03-01T12:00") == 19_783.5)
    #expect(CivilDate.days(iso: "2024-03-01 06:00:00") == 19_783.25)
    for wrong in [
      "", "2024", "2024-13-01", "2024-02-30", "2023-02-29", "2024-00-10", "2024-01-00", "24-01-01", "2024/01/01",
      "2024-01-01T25:00", "2024-01-01T10:61", "2024-01-01T10:00:60", "2024-1-1", "2024-01-01x10:00", "20²4-01-01",
    ] { #expect(CivilDate.days(iso: wrong) == nil, "\(wrong)") }
  }

  // MARK: - Ticks

  private func ticks(
    _ lower: String, _ upper: String, length: Double = 560, horizontal: Bool = true
  ) -> [TickSet.Tick] {
    let limits = Limits(CivilDate.days(iso: lower) ?? .nan, CivilDate.days(iso: upper) ?? .nan)
    return TickFinder(scale: .identity, limits: limits, length: length, horizontal: horizontal, fontSize: 11)
      .ticks(.dates).major
  }

  @Test func stepsAreNatural() {
    #expect(ticks("2024-01-01", "2024-06-30").map(\.label) == ["Jan\n2024", "Feb", "Mar", "Apr", "May", "Jun"])
    #expect(ticks("2023-11-20", "2024-02-10").map(\.label).contains("1 Jan\n2024") == false)
    let quarters = ticks("2022-10-01", "2025-01-15").map(\.label)
    #expect(quarters.filter { $0.contains("\n") } == ["Oct\n2022", "Jan\n2023", "Jan\n2024", "Jan\n2025"])
    #expect(ticks("2024-03-01", "2024-03-08").map(\.label).prefix(2) == ["1 Mar\n2024", "2 Mar"])
    #expect(ticks("2024-03-01", "2024-03-02").map(\.label).prefix(2) == ["00:00\n1 Mar 2024", "03:00"])
    #expect(ticks("2024-03-01T10:00", "2024-03-01T11:00").map(\.label).prefix(2) == ["10:00\n1 Mar 2024", "10:10"])
    #expect(ticks("2024-03-01T10:00", "2024-03-01T10:00:20").map(\.label).first == "10:00:00\n1 Mar 2024")
    #expect(ticks("1900-01-01", "2024-01-01").map(\.label) == ["1900", "1920", "1940", "1960", "1980", "2000", "2020"])
    #expect(ticks("2000-01-01", "2009-01-01", length: 300).map(\.label) == ["2000", "2002", "2004", "2006", "2008"])
    // One above the other, the year stands beside the month.
    #expect(ticks("2024-01-01", "2024-04-30", length: 180, horizontal: false).map(\.label).first == "Jan 2024")
  }

  @Test func weeksBeginOnMondays() {
    let weeks = ticks("2024-03-01", "2024-04-20")
    #expect(weeks.count == 7)
    for week in weeks { #expect((Int(week.value) + 3) % 7 == 0) }
  }

  @Test func labelsNeverTouch() {
    for length in [60.0, 120, 240, 560, 1200] {
      for days in [0.01, 0.3, 1, 3, 9, 40, 100, 300, 900, 4000, 40_000, 1e6, 1e8] {
        for start in [-1e5, 0, 19_800.3] {
          let finder = TickFinder(
            scale: .identity, limits: Limits(start, start + days), length: length, horizontal: true, fontSize: 11)
          let ticks = finder.ticks(.dates).major
          #expect(ticks.count < 15)
          guard ticks.count > 2 else { continue }
          for (a, b) in zip(ticks, ticks.dropFirst()) {
            let widths = [a, b].map { tick in
              tick.label.split(separator: "\n").map { FontMetrics.width($0, size: 11) }.max() ?? 0
            }
            let room = (b.value - a.value) / days * length
            #expect(room >= (widths[0] + widths[1]) / 2, "\(days) days on \(length) px: \(ticks.map(\.label))")
          }
        }
      }
    }
  }

  @Test func whatIsNoDateGetsNumbers() {
    for limits in [Limits(0, 1e-9), Limits(-1e300, 1e300), Limits(1e20, 2e20)] {
      let finder = TickFinder(scale: .identity, limits: limits, length: 500, horizontal: true, fontSize: 11)
      #expect(finder.ticks(.dates).major.count >= 2)
      #expect(finder.ticks(.datetimes).major.count >= 2)
    }
  }
}
