// Ticks of axes that show dates: every so many seconds, minutes, hours, days, weeks, months or years.

/// A step between dates.
private enum DateStep {
  /// Multiples of so many seconds; a day and more too.
  case seconds(Int)
  /// So many weeks, from Mondays.
  case weeks(Int)
  case months(Int)
  case years(Int)

  static let all: [DateStep] =
    [1, 2, 5, 10, 15, 30].map { .seconds($0) } + [1, 2, 5, 10, 15, 30].map { .seconds($0 * 60) }
    + [1, 2, 3, 6, 12, 24, 48].map { .seconds($0 * 3600) } + [1, 2].map { .weeks($0) }
    + [1, 2, 3, 6].map { .months($0) }
    + [1, 10, 100, 1000, 10_000, 100_000].flatMap { unit in [1, 2, 5].map { .years($0 * unit) } }

  /// About how many seconds it takes.
  var length: Double {
    switch self {
    case .seconds(let count): Double(count)
    case .weeks(let count): Double(count) * 604_800
    case .months(let count): Double(count) * 2_629_746
    case .years(let count): Double(count) * 31_556_952
    }
  }

  /// All of its dates in an interval, in seconds since 1970.
  func dates(from lower: Double, to upper: Double) -> [Double] {
    let day = 86_400
    let (first, last) = (Int(lower.rounded(.up)), Int(upper.rounded(.down)))
    let start = CivilDate(daysSinceEpoch: CivilDate.quotient(first, day))
    switch self {
    case .seconds(let step): return multiples(of: step, first, last).map(Double.init)
    case .weeks(let count):
      // 1970-01-05 was a Monday.
      let monday = 4 * day
      return multiples(of: count * 7 * day, first - monday, last - monday).map { Double($0 + monday) }
    case .months(let count), .years(let count):
      var step = count
      if case .years = self { step *= 12 }
      var month = CivilDate.quotient(start.year * 12 + start.month - 1, step) * step
      var result: [Double] = []
      while true {
        let year = CivilDate.quotient(month, 12)
        let second = CivilDate(year: year, month: month - year * 12 + 1).daysSinceEpoch * day
        if second > last { return result }
        if second >= first { result.append(Double(second)) }
        month += step
      }
    }
  }

  private func multiples(of step: Int, _ first: Int, _ last: Int) -> [Int] {
    let start = CivilDate.quotient(first + step - 1, step) * step
    return start <= last ? Array(stride(from: start, through: last, by: step)) : []
  }

  /// What a tick says, and the larger unit that it belongs to.
  func texts(_ seconds: Double) -> (label: String, context: String) {
    let moment = DateLabel.Moment(seconds)
    let date = moment.date
    switch self {
    case .seconds(let step) where step < 60: return (moment.clock(withSeconds: true), DateLabel.day(date))
    case .seconds(let step) where step < 86_400: return (moment.clock(withSeconds: false), DateLabel.day(date))
    case .seconds, .weeks: return ("\(date.day) \(date.monthName)", date.yearName)
    case .months: return (date.monthName, date.yearName)
    case .years: return (date.yearName, "")
    }
  }
}

/// Dates in words.
enum DateLabel {
  /// A day and the seconds since its midnight.
  struct Moment {
    let date: CivilDate
    let second: Int

    init(_ seconds: Double) {
      let whole = Int(seconds.rounded())
      let days = CivilDate.quotient(whole, 86_400)
      date = CivilDate(daysSinceEpoch: days)
      second = whole - days * 86_400
    }

    func clock(withSeconds: Bool) -> String {
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let minutes = two(second / 3600) + ":" + two(second / 60 % 60)
      return withSeconds ? minutes + ":" + two(second % 60) : minutes
    }
  }

  static func day(_ date: CivilDate) -> String { "\(date.day) \(date.monthName) \(date.yearName)" }

  /// `12 Mar 2024`, and the time when it is not midnight; `nil` for what is too far away.
  static func text(seconds: Double) -> String? {
    guard (seconds / 86_400).magnitude < CivilDate.farthest else { return nil }
    let moment = Moment(seconds)
    return moment.second == 0 ? day(moment.date) : day(moment.date) + ", " + moment.clock(withSeconds: moment.second % 60 != 0)
  }
}

extension Ticks {
  /// Seconds that a unit of the axis stands for, when it shows dates.
  var secondsPerUnit: Double? {
    switch self {
    case .dates: 86_400
    case .datetimes: 1
    default: nil
    }
  }
}

extension TickFinder {
  /// Dates at natural steps; `nil` when the axis spans less than a few seconds or more than the calendar.
  func dates(secondsPerUnit unit: Double) -> TickSet? {
    let lower = limits.lower * unit
    let upper = limits.upper * unit
    let farthest = CivilDate.farthest * 86_400
    guard scale == .identity, lower > -farthest, upper < farthest, upper - lower >= 2 else { return nil }
    let wanted = (upper - lower) / wantedCount
    func badness(_ step: DateStep) -> Double { max(step.length / wanted, wanted / step.length) }
    // Where an axis counts days, hours are told only of a few of them.
    let steps = DateStep.all.filter { $0.length >= unit || upper - lower < 3 * unit }
    for step in steps.sorted(by: { badness($0) < badness($1) }).prefix(8) {
      guard (upper - lower) / step.length < 200 else { continue }
      let ticks = labelled(step.dates(from: lower, to: upper), step, unit)
      if ticks.count > 1, fits(ticks) { return TickSet(major: ticks) }
    }
    return nil
  }

  /// The larger unit stands below the first tick, and where it changes; beside it where lines are one above the other.
  private func labelled(_ seconds: [Double], _ step: DateStep, _ unit: Double) -> [TickSet.Tick] {
    var context = ""
    return seconds.map { second in
      var (label, own) = step.texts(second)
      if own != context { label += (horizontal ? "\n" : " ") + own }
      context = own
      return TickSet.Tick(value: second / unit, label: label)
    }
  }

  private func fits(_ ticks: [TickSet.Tick]) -> Bool {
    guard horizontal else { return length / Double(ticks.count) > 1.5 * fontSize }
    var previous: (end: Double, position: Double)?
    for tick in ticks {
      let position = (tick.value - limits.lower) / limits.span * length
      let half = (tick.label.split(separator: "\n").map { FontMetrics.width($0, size: fontSize) }.max() ?? 0) / 2
      if let previous, position - half < previous.end + gap { return false }
      previous = (position + half, position)
    }
    return true
  }
}
