// Charts of the plane: fields, regions, boundaries, linear maps, vectors, tangents, ellipses.

@testable import Graphics

extension Examples {
  static func plane() throws -> [Example] { [] }
}
