// Plots in space and polar plots, as a program calls them.

import Engine
import Graphics
import StandardLibrary
import Testing

@Suite struct SpacePlottingTests {
  private func plot(_ source: String) throws -> FigureData.Plot {
    let result = evaluation(source)
    if let failure = result.failure { Issue.record("\(failure.type): \(failure.message)") }
    let face = try #require(result.faces.figure)
    return try #require(FigureData(text: face.data())?.plots.first)
  }

  @Test(arguments: [
    ("plot([1, 2, 3], [1, 4, 2], [0, 1, 5])", "path3d"), ("scatter([1, 2], [1, 4], [0, 1])", "scatter3d"),
    ("plot(cos, sin, t -> t, 0, 6)", "path3d"), ("plot(cos, sin, t -> t, 0:0.1:6)", "path3d"),
    ("plot(1:3, 1:3, (x, y) -> x * y, seriestype = :surface)", "surface"), ("wireframe([1 2; 3 4])", "wireframe"),
    ("surface((u, v) -> u, (u, v) -> v, (u, v) -> u * v, 0:0.5:1, 0:0.5:1)", "surface"),
    ("surface([0 1; 0 1], [0 0; 1 1], [0 1; 1 2])", "surface"), ("contour3d(1:3, 1:3, (x, y) -> x * y)", "contour3d"),
  ])
  func kinds(source: String, kind: String) throws {
    let plot = try plot(source)
    #expect(plot.series.first?.kind == kind)
    #expect(plot.z != nil)
  }

  @Test func rowsOfASurfaceBelongToY() throws {
    let plot = try plot("surface([1, 2, 3], [10, 20], [1 2 3; 4 5 6], zlims = (0, 8), zlabel = \"z\")")
    #expect(plot.series[0]["z"] == [1, 2, 3, 4, 5, 6])
    #expect(plot.series[0]["rows"] == [10, 20])
    #expect(plot.z?.label == "z" && plot.z?.lower == 0 && plot.z?.upper == 8)
  }

  @Test func groupsDividePointsInSpace() throws {
    let plot = try plot("scatter3d([1, 2, 3], [4, 5, 6], [7, 8, 9], group = [\"b\", \"a\", \"b\"])")
    #expect(plot.series.map(\.name) == ["a", "b"])
    #expect(plot.series.map { $0["z"] } == [[8], [7, 9]])
  }

  @Test func seriesInSpaceAreAdded() throws {
    let plot = try plot("p = surface([1 2; 3 4]); plot3d!([1, 2], [1, 2], [1, 4]); zlabel!(\"loss\"); p")
    #expect(plot.series.map(\.kind) == ["surface", "path3d"])
    #expect(plot.z?.label == "loss")
  }

  @Test func textsInSpaceHaveThreeCoordinates() throws {
    let source = "p = plot3d([0, 1], [0, 1], [0, 1]); annotate!(0.5, 0.5, 0.5, \"a\"); annotate!((0, 0, 0, text(\"b\", :red))); p"
    #expect(try plot(source).annotations == ["a", "b"])
    #expect(try plot("scatter3d([0, 1], [0, 1], [0, 1], annotations = ([0, 1], [0, 1], [0, 1], [\"a\", \"b\"]))").annotations == ["a", "b"])
    #expect(evaluation("plot3d([0, 1], [0, 1], [0, 1]); annotate!(0, 0, \"flat\"); current()").faces.figure == nil)
  }

  @Test func polarPlots() throws {
    let curve = try plot("polarplot(θ -> 2cos(θ), fill = true)")
    #expect(curve.x.scale == "polar" && curve.y.lower == 0 && curve.y.upper == 2)
    #expect(try plot("plot([0, 1], [1, 3], proj = :polar, ylims = (0, 5))").y.upper == 5)
    #expect(try plot("scatter([0, 1], [1, 3], projection = :polar)").series[0].kind == "scatter")
    let radar = try plot("radar([\"a\", \"b\", \"c\"], [1 2; 3 4; 5 6], label = [\"p\" \"q\"])")
    #expect(radar.x.names == ["a", "b", "c"])
    #expect(radar.series.map { $0["y"] } == [[1, 3, 5, 1], [2, 4, 6, 2]])
  }

  @Test(arguments: [
    "surface(sin)", "surface([1, 2], [1, 2, 3], [1 2; 3 4])", "plot([1, 2, 3], [1, 2], [1, 2, 3])", "plot3d(cos, sin, 0, 1)",
    "surface([1 2; 3 4]); plot!([1, 2], [1, 2])", "bar([1, 2], [1, 2], proj = :polar)", "surface([1 2; 3 4], camera = (0, 100))",
    "radar([\"a\", \"b\"], [1, 2, 3])", "radar([1, 2], [1, 2])", "plot([1, 2], proj = :conic)",
    "scatter3d([1], [1], [1], marker_z = [1, 2])",
  ])
  func mistakesAreExplained(source: String) {
    #expect(evaluation(source).failure != nil)
  }
}
