// Charts of samples: boxes, violins, quantiles, densities in two dimensions, pairs of variables.

@testable import Graphics

extension Examples {
  static func statistics() throws -> [Example] { [] }
}
