// Whether texts and marks stand out from the page, in both themes.

import Testing

@testable import Graphics

@Suite struct ContrastTests {
  /// What is drawn with a paint.
  private struct Use: Hashable {
    var paint: Paint
    var isText: Bool
  }

  private func uses(_ figure: Figure) throws -> Set<Use> {
    var found: Set<Use> = []
    func visit(_ node: SceneNode) {
      switch node {
      case .group(let group): group.children.forEach(visit)
      case .text(let text):
        // A halo is of the colour of the page.
        let isHalo = text.style.paint == figure.theme.paint(.role(.background))
        if !isHalo { found.insert(Use(paint: text.style.paint, isText: true)) }
      case .shape(let shape):
        if let stroke = shape.stroke { found.insert(Use(paint: stroke.paint, isText: false)) }
        if let fill = shape.fill { found.insert(Use(paint: fill.paint, isText: false)) }
      case .image: break
      }
    }
    try FigureLayout(figure).scene().nodes.forEach(visit)
    return found
  }

  /// The fifth and the sixth colour of the palette reach 2.3: their lines are dashed too, so that they need not be told by
  /// colour. Fixed colours are those of colour maps, or the reader's.
  private static let exceptions: Set<String> = ["grid", "bg", "c5", "c6"]

  @Test(arguments: try Examples.all().map(\.name))
  func marksStandOut(_ name: String) throws {
    let example = try #require(try Examples.all().first { $0.name == name })
    let page = Theme.colors(of: .background)
    for use in try uses(example.figure) {
      guard case .variable(let variable, let light, let dark) = use.paint, !ContrastTests.exceptions.contains(variable)
      else { continue }
      let least = use.isText ? 4.5 : 3
      #expect(light.contrast(with: page.light) >= least, "\(variable) on light pages")
      #expect(dark.contrast(with: page.dark) >= least, "\(variable) on dark pages")
    }
  }
}
