/// Joins segments between named places to lines.
enum SegmentChains {
  /// Lines that use every segment once; a ring ends with the place at which it begins. No place has more than two segments.
  static func join<Place: Hashable>(_ segments: [(Place, Place)]) -> [[Place]] {
    var ends: [Place: [Int]] = [:]
    ends.reserveCapacity(segments.count * 2)
    for (index, segment) in segments.enumerated() {
      ends[segment.0, default: []].append(index)
      ends[segment.1, default: []].append(index)
    }
    var used = [Bool](repeating: false, count: segments.count)
    var result: [[Place]] = []
    func follow(from start: Place, segment first: Int) -> [Place] {
      var path = [start]
      var current = start
      var next: Int? = first
      while let segment = next {
        used[segment] = true
        current = segments[segment].0 == current ? segments[segment].1 : segments[segment].0
        path.append(current)
        next = ends[current]?.first { !used[$0] }
      }
      return path
    }
    // Open lines begin where a place has one segment only; what is left are rings.
    for (index, segment) in segments.enumerated() where !used[index] {
      if ends[segment.0]?.count == 1 {
        result.append(follow(from: segment.0, segment: index))
      } else if ends[segment.1]?.count == 1 {
        result.append(follow(from: segment.1, segment: index))
      }
    }
    for (index, segment) in segments.enumerated() where !used[index] {
      result.append(follow(from: segment.0, segment: index))
    }
    return result
  }
}
