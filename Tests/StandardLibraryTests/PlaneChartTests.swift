// Charts of the plane as functions of the language: the forms of their arguments, and what they refuse.

import Engine
import Graphics
import StandardLibrary
import Testing

@Suite struct PlaneChartTests {
  @Test(arguments: [
    "streamplot((x, y) -> (y, -x), (-2, 2), (-2, 2), density = 0.5)",
    "implicitplot((x, y) -> log(x) - y, -2:0.1:2, (-2, 2), fill = true)",
    "decisionboundary((a, b) -> a > b ? \"cat\" : \"ant\", [0.0 0.0; 1.0 0.2], [\"ant\", \"cat\"], resolution = 40)",
    "decisionboundary(v -> 1 / (1 + exp(-v[1])), (-1, 1), (-1, 1), levels = [0.4, 0.6], resolution = 40)",
    "contour(-2:0.5:2, -2:0.5:2, (x, y) -> x^2 - y^2, levels = -3:0.5:3, clabels = true, color = :black)",
    "contourf(-2:0.5:2, -2:0.5:2, (x, y) -> x * y, clabels = true, linecolor = :white)",
    "vector((1, 1), [[1, 0], [0, 1]])", "transformgrid((x, y) -> (x^2 - y^2, 2x * y), (0, 1), (0, 1), lines = 9)",
    "p = plot(sin, 0, 6); tangentline!(sin, 2); normalline!(sin, 2); secantline!(sin, 1, 4)",
    "fillbetween([1, 2, 3], [1, 2, 1], [0, 0, 2])", "covellipse([1.0 2.0; 2.0 1.0; 4.0 5.0], n_std = [1, 2])",
    "confusionmatrix([50 2; 3 41], labels = [\"no\", \"yes\"])", "image(zeros(2, 3, 3))",
    "heatmap([1 2.345; 3 4], annotate = true, digits = 2)", "quiver((x, y) -> (-y, x), -2:1:2, -2:1:2, scale = :log)",
  ]) func formsAreDrawn(_ source: String) {
    let result = evaluation(source)
    #expect(result.faces.figure != nil, "\(source): \(result.failure?.message ?? "")")
  }

  @Test(arguments: [
    ("tangentline(abs, 0)", "ArgumentError"), ("tangentline(log, -1)", "ArgumentError"), ("streamplot(1)", "MethodError"),
    ("streamplot((x, y) -> x, (-2, 2), (-2, 2))", "ArgumentError"), ("eigenplot([1 2 3])", "MethodError"),
    ("decisionboundary(v -> [1, 2], (-1, 1), (-1, 1))", "ArgumentError"), ("spy(3)", "MethodError"),
    ("covellipse([0, 0], [1 2; 2 1])", "ArgumentError"), ("confusionmatrix([1 2; 3 4], labels = [\"a\"])", "DimensionMismatch"),
  ]) func oddArgumentsAreRefused(_ source: String, _ type: String) {
    #expect(evaluation(source).failure?.type == type, "\(source)")
  }

  @Test func slopesAreExact() throws {
    let face = try #require(evaluation("tangentline(sin, 1.0)").faces.figure)
    let line = try #require(FigureData(text: face.data())?.plots[0].series.last)
    #expect(line["slope"] == [0.5403023058681398])
  }
}
