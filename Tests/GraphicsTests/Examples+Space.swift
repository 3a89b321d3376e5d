// Charts in three dimensions, and polar ones.

@testable import Graphics

extension Examples {
  static func space() throws -> [Example] { [] }
}
