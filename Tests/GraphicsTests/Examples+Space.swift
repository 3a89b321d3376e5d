// Charts in three dimensions, and polar ones.

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Examples {
  static func space() throws -> [Example] {
    var result: [Example] = []
    func add(_ name: String, _ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) {
      result.append(Example(name: name, figure: figure(series, change)))
    }
    let axis = line(-2, 2, 11)
    let saddle = try Grid(x: axis, y: axis) { $0 * $0 - $1 * $1 }
    let bowl = try Grid(x: axis, y: axis) { $0 * $0 + 2 * $1 * $1 }
    let descent = [1.9, 1.2, 0.7, 0.4, 0.2]

    add("surface", [SurfaceSeries(saddle, colorMap: .diverging)]) {
      $0.title = "Saddle"
      $0.x.label = "$x$"
      $0.y.label = "$y$"
      $0.z.label = "$f(x, y)$"
    }
    add(
      "surface-path",
      [
        SurfaceSeries(bowl),
        try SpaceLineSeries(
          x: descent, y: descent, z: descent.map { 3 * $0 * $0 },
          style: SeriesStyle(label: "descent", color: .rgb(RGB(hex: 0xD55E00)), markerShape: .circle)),
      ]
    ) { $0.z.label = "training loss" }
    let turn = line(0, 2 * .pi, 19)
    add(
      "surface-parametric",
      [
        SurfaceSeries(
          try SpaceMesh(
            u: turn, v: line(0, .pi, 10), x: { cos($0) * sin($1) }, y: { sin($0) * sin($1) }, z: { _, v in cos(v) }),
          style: SeriesStyle(label: "sphere", color: .palette(1)))
      ]
    ) { $0.aspectRatio = .equal }
    let corners = (0..<8).map { number in (0..<3).map { Double((number >> $0) & 1) } }
    add(
      "mesh3d",
      [
        try MeshSeries(
          x: corners.map { $0[0] }, y: corners.map { $0[1] }, z: corners.map { $0[2] },
          triangles: [
            [0, 2, 3], [0, 3, 1], [4, 5, 7], [4, 7, 6], [0, 1, 5], [0, 5, 4], [2, 6, 7], [2, 7, 3], [0, 4, 6], [0, 6, 2],
            [1, 3, 7], [1, 7, 5],
          ]),
        try SpaceLineSeries(x: [-0.5, 1.5], y: [0.2, 0.8], z: [-0.2, 1.2], style: SeriesStyle(label: "ray", lineWidth: 2.5)),
      ])
    add("wireframe", [WireframeSeries(saddle)]) { $0.camera = Camera(azimuth: 60, elevation: 20) }
    let sampler = AdaptiveSampler()
    add(
      "path3d",
      [
        try SpaceLineSeries(
          sampler.sample(0...(6 * Double.pi), x: cos, y: sin, z: { $0 }), style: SeriesStyle(lineStyle: .dash))
      ])
    add(
      "scatter3d",
      [
        try SpaceScatterSeries(x: noise(30), y: noise(30, seed: 2), z: noise(30, seed: 3), style: SeriesStyle(label: "a")),
        try SpaceScatterSeries(
          x: noise(30, seed: 4), y: noise(30, seed: 5), z: noise(30, seed: 6).map { $0 + 1 }, style: SeriesStyle(label: "b")),
      ])
    add("contour3d", [try SpaceContourSeries(bowl, levels: .values([1, 2, 4, 6]))])

    var cardioid = LineSeries(
      sampler.samplePolar(0...(2 * Double.pi)) { 1 + cos($0) }, style: SeriesStyle(label: "cardioid"))
    cardioid.fillRange = .value(0)
    let rose = LineSeries(sampler.samplePolar(0...Double.pi) { 2 * cos(3 * $0) }, style: SeriesStyle(label: "rose"))
    add("polar", [cardioid, rose]) { $0.projection = .polar }
    add("polar-scatter", [try ScatterSeries(x: line(0, 6, 20), y: line(0, 50, 20), markerZ: line(0, 1, 20))]) {
      $0.projection = .polar
      $0.angleUnit = .degrees
      $0.title = "Directions"
    }
    add(
      "radar",
      try RadarChart.series(
        [[3, 4, 2, 5, 1], [4, 2, 5, 3, 3]], styles: [SeriesStyle(label: "Ada"), SeriesStyle(label: "Emmy")])
    ) { RadarChart.apply(["speed", "strength", "endurance", "skill", "luck"], to: &$0) }
    return result
  }
}
