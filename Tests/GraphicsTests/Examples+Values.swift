// Values shown by the colour of lines and the size of markers, second axes, surfaces that meet.

@testable import Graphics

extension Examples {
  static func values() throws -> [Example] {
    var result: [Example] = []
    func add(_ name: String, _ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) {
      result.append(Example(name: name, figure: figure(series, change)))
    }
    let time = line(0, 12, 90)
    let wave = time.map { Trigonometry.sine(90 * $0) * (1 - $0 / 15) }
    add("line-z", [try LineSeries(x: time, y: wave, lineZ: time.map { Trigonometry.cosine(90 * $0) })]) {
      $0.colorbarTitle = "slope"
    }
    add(
      "path3d-z",
      [
        try SpaceLineSeries(
          x: time.map { Trigonometry.cosine(90 * $0) }, y: time.map { Trigonometry.sine(90 * $0) }, z: time, lineZ: time)
      ]
    ) { $0.annotations = [Annotation(x: 1, y: 0, z: 0, text: "start", anchor: .start)] }
    let people = noise(25, seed: 3).map { 50 * (1.02 + $0) }
    add(
      "bubbles",
      [
        try ScatterSeries(
          x: noise(25), y: noise(25, seed: 2), style: SeriesStyle(label: "towns"), sizeZ: people)
      ]
    ) {
      $0.sizeTitle = "people"
      $0.legend = .outerright
    }
    var celsius = Subplot([try LineSeries(x: [0, 40, 100], y: [1, 3, 4], style: SeriesStyle(label: "water"))])
    celsius.options.x.label = "°C"
    celsius.options.title = "Two scales"
    var fahrenheit = Subplot([try ScatterSeries(x: [32, 104, 212], y: [1.2, 3.2, 3.9], style: SeriesStyle(label: "ice"))])
    fahrenheit.options.x.label = "°F"
    celsius.upperTwin = fahrenheit
    result.append(Example(name: "twiny", figure: Figure([celsius])))
    let axis = line(-1, 1, 9)
    add(
      "surfaces-meet",
      [
        SurfaceSeries(try Grid(x: axis, y: axis) { $0 * $0 - $1 * $1 }, style: SeriesStyle(color: .palette(1))),
        SurfaceSeries(try Grid(x: [-1, 0, 1], y: [-1, 0, 1]) { 0.4 * $0 + 0.3 * $1 }, style: SeriesStyle(color: .palette(2))),
      ])
    return result
  }
}
