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
      case .gradient(let gradient):
        for stop in gradient.stops { found.insert(Use(paint: stop.paint, isText: false)) }
      }
    }
    try FigureLayout(figure).scene().nodes.forEach(visit)
    return found
  }

  /// The fifth and the sixth colour of the palette reach 2.3: they are for areas, and lines have shades of them. Fixed colours
  /// are those of fields, or the reader's.
  private static let exceptions: Set<String> = ["grid", "bg", "c5", "c6"]

  @Test(arguments: try Examples.all().map(\.name))
  func marksStandOut(_ name: String) throws {
    let example = try #require(try Examples.all().first { $0.name == name })
    let page = Theme.colors(of: .background)
    for use in try uses(example.figure) {
      let (light, dark) = (use.paint.light, use.paint.dark)
      let label: String
      switch use.paint {
      case .fixed: continue
      case .variable(let variable, _, _): label = variable
      // Surfaces are shaded, which is how they are seen.
      case .pair: label = name.hasPrefix("surface") ? "bg" : "\(light.hexadecimal) \(dark.hexadecimal)"
      }
      guard !ContrastTests.exceptions.contains(label) else { continue }
      let least = use.isText ? 4.5 : 3
      #expect(light.contrast(with: page.light) >= least, "\(label) on light pages")
      #expect(dark.contrast(with: page.dark) >= least, "\(label) on dark pages")
    }
  }
}
