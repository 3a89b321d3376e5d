// Polygons by their corners.

import Engine
import Graphics
import StandardLibrary
import Testing

@Suite struct ShapeChartTests {
  @Test(arguments: [
    "shape([0, 1, 1], [0, 0, 1], color = :red)", "plot(Shape([0, 1, 1], [0, 0, 1]))", "plot([Shape([(0, 0), (1, 0), (1, 1)]), Shape([2, 3, 3], [0, 0, 1])])",
    "plot([0, 1, 1], [0, 0, 1], seriestype = :shape)", "p = plot(sin, 0, 3); plot!(p, Shape([0, 1, NaN, 2, 3], [0, 0, NaN, 1, 1]))",
    "mesh3d([0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], connections = ([1, 1], [2, 3], [4, 4]))", "plot(Shape(Float64[], Float64[]))",
  ]) func formsAreDrawn(_ source: String) {
    let result = evaluation(source)
    #expect(result.faces.figure != nil, "\(source): \(result.failure?.message ?? "")")
  }

  @Test(arguments: [
    ("Shape([1, 2], [1])", "DimensionMismatch"), ("Shape(1)", "MethodError"), ("shape([1, 2])", "MethodError"),
    ("mesh3d([0], [0], [0])", "MethodError"), ("mesh3d([0], [0], [0], connections = [1 2 3])", "ArgumentError"),
    ("mesh3d([0], [0], [0], connections = [0 1 1])", "ArgumentError"), ("palette(:nothing_such)", "ArgumentError"), ("palette(:viridis, 0)", "ArgumentError"),
  ]) func oddArgumentsAreRefused(_ source: String, _ type: String) {
    #expect(evaluation(source).failure?.type == type, "\(source)")
  }

  @Test func anAreaWithoutFillIsAnOutline() throws {
    let face = try #require(evaluation("shape([0, 1, 1], [0, 0, 1], fill = false)").faces.figure)
    #expect(face.svg(.inline).contains("fill-opacity=\"0\""))
  }

  @Test func palettesNameTheirColours() {
    #expect(evaluate("length(palette(:viridis, 5))") == "5")
    #expect(evaluate("palette(:viridis, 2)") == "2-element Vector{String}:\n \"#440154\"\n \"#fde725\"")
  }
}
