// Charts of models and graphs: scores, learning curves, trees, networks.

@testable import Graphics

extension Examples {
  static func models() throws -> [Example] { [] }
}
