// Which items of an edited notebook have to run again.

import Syntax

/// The records of items that need not run again, as far as that can be told before anything runs.
struct RerunPlan {
  /// For each item the record that may stand for it.
  private(set) var kept: [ItemRecord?]
  /// Whether items change each other's objects: an item that turns out to run against the plan then spoils it.
  let hasChanges: Bool

  /// - Parameters:
  ///   - found: for each item the record of the same item before the edit, if there is one.
  ///   - records: all records from before.
  ///   - names: the names in the code of an item without a record.
  /// - Returns: `nil` where all has to run from nothing.
  init?(found: [ItemRecord?], records: [ItemRecord], names: (Int) -> FreeNames) {
    let uses = found.enumerated().map { place, record in record.map(Use.init) ?? Use(names(place)) }
    var places: [Int32: Int] = [:]
    for (place, record) in found.enumerated() { if let record { places[record.number] = place } }
    // Who changed the objects of each item.
    var changers: [Int32: [Int32]] = [:]
    for record in records { for number in record.changed { changers[number, default: []].append(record.number) } }
    hasChanges = !changers.isEmpty

    var runs = Set(found.indices.filter { found[$0].map { !$0.hasSucceeded } ?? true })
    var count: Int
    repeat {
      RerunPlan.spread(&runs, found, uses)
      count = runs.count
      for (maker, numbers) in changers {
        // What a change was made to has to be made anew before the change is made again, or before somebody looks at it as it
        // was.
        guard let place = places[maker] else {
          if maker == 1 { return nil }
          continue
        }
        if runs.contains(place) { continue }
        let isTouched = numbers.contains { places[$0].map(runs.contains) ?? true }
        if isTouched || !RerunPlan.dependents(of: place, uses).isDisjoint(with: runs) { runs.insert(place) }
      }
    } while runs.count > count

    // Types and the like cannot be taken back.
    for record in records where record.definesForAll {
      guard let place = places[record.number], !runs.contains(where: { $0 <= place }) else { return nil }
    }
    kept = found.enumerated().map { runs.contains($0) ? nil : $1 }
  }

  /// The variables that an item reads and assigns, or seems to.
  private struct Use {
    var read: [String]
    var assigned: [String]

    init(_ record: ItemRecord) {
      read = Array(record.read.keys)
      assigned = Array(record.assigned.keys)
    }

    init(_ names: FreeNames) {
      read = names.reads
      assigned = names.writes
    }
  }

  /// Adds the items that read what one that runs assigns.
  private static func spread(_ runs: inout Set<Int>, _ found: [ItemRecord?], _ uses: [Use]) {
    var versions: [String: Int32] = [:]
    for (place, record) in found.enumerated() {
      var number = -1 - Int32(clamping: place)
      if !runs.contains(place), let record {
        if record.read.allSatisfy({ versions[$0] ?? 0 == $1 }) { number = record.number } else { runs.insert(place) }
      }
      for name in uses[place].assigned { versions[name] = number }
    }
  }

  /// The items that read what an item assigned, or what those assigned.
  private static func dependents(of place: Int, _ uses: [Use]) -> Set<Int> {
    var names = Set(uses[place].assigned)
    var places: Set<Int> = []
    for later in uses.indices.dropFirst(place + 1) where uses[later].read.contains(where: names.contains) {
      places.insert(later)
      names.formUnion(uses[later].assigned)
    }
    return places
  }
}
