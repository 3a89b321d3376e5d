// Plots over and within plots, layouts, themes and animations, as a program makes them.

import Engine
import Graphics
import StandardLibrary
import Testing

@Suite struct FigurePartTests {
  private func face(_ source: String) throws -> FigureFace {
    let result = evaluation(source)
    if let failure = result.failure { Issue.record("\(failure.type): \(failure.message)") }
    return try #require(result.faces.figure)
  }

  private func plots(_ source: String) throws -> [FigureData.Plot] {
    try #require(FigureData(text: try face(source).data())).plots
  }

  @Test func aSecondAxisIsTheRightOne() throws {
    let plots = try plots("plot([1, 2, 3], label = \"a\"); plot!(twinx(), [10, 30, 20], label = \"b\", ylabel = \"right\", ylims = (0, 40))")
    #expect(plots.count == 2 && plots[1].y.label == "right" && plots[1].y.upper == 40 && plots[0].y.label == "")
    #expect(plots[1].series.map(\.name) == ["b"] && plots[0].x == plots[1].x)
    // The current plot is the whole, and a function of the axis at the right has the plot's domain.
    let again = try self.plots("p = plot(sin, 0, 3); plot!(twinx(p), cos); ylabel!(p, \"left\"); p")
    #expect(again[0].y.label == "left" && again[1].series[0]["x"]?.last == 3)
  }

  @Test func aSecondAxisIsTheUpperOne() throws {
    let plots = try plots("plot([0, 100], [1, 2]); plot!(twiny(), [32, 212], [1, 3], xlabel = \"°F\", xlims = (0, 250)); ylabel!(\"left\")")
    #expect(plots.count == 2 && plots[1].x.label == "°F" && plots[1].x.upper == 250 && plots[0].x.label == "")
    #expect(plots[0].y == plots[1].y && plots[0].y.label == "left" && plots[0].y.upper > 3)
    let both = try self.plots("p = plot([1, 2]); plot!(twinx(p), [10, 20]); plot!(twiny(p), [5, 6], [1, 2]); p")
    #expect(both.count == 3 && both[1].y.upper > 20 && both[2].x.lower < 5)
    #expect(evaluation("twiny(3)").failure != nil)
  }

  @Test func limitsAreLinked() throws {
    let plots = try plots("plot(surface([1 2; 3 4]), surface([5 6; 7 9]), link = :all)")
    #expect(plots[0].z == plots[1].z && plots[0].z?.upper ?? 0 > 9)
    #expect(evaluation("plot(plot([1]), plot([2]), link = :every)").failure?.hint != nil)
  }

  @Test func numbersAtTicksAreFormatted() throws {
    #expect(try face("plot([0.1, 0.5], yformatter = :percent)").svg(.inline).contains("20 %"))
    let plot = try plots("plot([0, 4], [0, 1], xformatter = x -> \"t = $(Int(x))\")")[0]
    #expect(plot.x.names.contains("t = 2"))
    #expect(evaluation("plot([1, 2], xformatter = 3)").failure != nil)
    #expect(evaluation("plot([1, 2], tick_direction = :inward)").failure != nil)
    #expect(try plots("plot([1, 2], minorgrid = true, tick_direction = :in, margin = 5, z_order = :back)").count == 1)
  }

  @Test func functionsFormatTicksWhenThePlotIsShown() throws {
    let f = "f = v -> \"v = $(round(Int, v))\"; "
    // Added later, and with ticks that only later values ask for.
    #expect(try plots(f + "p = plot([0, 4], [0, 1]); plot!(p, xformatter = f); p")[0].x.names.contains("v = 2"))
    let grown = try plots(f + "p = plot([0, 4], [0, 1], xformatter = f); plot!(p, [0, 400], [0, 1]); p")[0]
    #expect(grown.x.names.contains("v = 200") && !grown.x.names.contains("v = 1"))
    let both = try plots(f + "plot(plot([0, 4], [0, 40]), plot([0, 4], [0, 40], xformatter = f), yformatter = f)")
    #expect(both.allSatisfy { $0.y.names.contains("v = 20") } && both[1].x.names.contains("v = 2") && both[0].x.names.isEmpty)
    #expect(try plots(f + "p = plot([0, 4]); plot!(twinx(p), [0, 40], yformatter = f); p")[1].y.names.contains("v = 20"))
    // Words and labels of the ticks themselves take their place.
    #expect(try plots(f + "p = plot([0, 4], xformatter = f); plot!(p, xformatter = :plain); p")[0].x.names.isEmpty)
    #expect(try plots(f + "plot([0, 4], xformatter = f, xticks = ([1, 2], [\"a\", \"b\"]))")[0].x.names == ["a", "b"])
    #expect(evaluation("surface([1 2; 3 4], xformatter = v -> \"\")").failure?.hint != nil)
    #expect(evaluation("p = plot([1, 2], xformatter = v -> error(\"no\")); p").failure != nil)
  }

  @Test func blackStandsInListsOfColours() throws {
    #expect(try plots("heatmap([1 2; 3 4], color = [:black, :white])").count == 1)
    #expect(try face("plot([1, 2, 3], palette = [:black, :red])").svg(.inline).contains("#1f2328"))
    #expect(evaluation("plot([1, 2], palette = [:blakc, :red])").failure != nil)
    #expect(evaluation("plot([1, 2], palette = [])").failure != nil)
  }

  @Test func valuesByColourAndSize() throws {
    let line = try plots("plot([1, 2, 3], [4, 5, 6], line_z = [7, 8, 9])")[0].series[0]
    #expect(line["line_z"] == [7, 8, 9])
    #expect(try plots("plot([1, 2], [4, 5], line_z = (x, y) -> x + y)")[0].series[0]["line_z"] == [5, 7])
    #expect(try plots("plot(sin, 0, 1, line_z = (x, y) -> y, color = :magma)")[0].series[0]["line_z"]?.first == 0)
    #expect(try plots("plot3d([1, 2], [3, 4], [5, 6], line_z = (x, y, z) -> z)")[0].series[0]["line_z"] == [5, 6])
    let bubbles = try plots("scatter([1, 2], [3, 4], size_z = [10, 20], sizes = (3, 9), size_title = \"n\")")[0].series[0]
    #expect(bubbles["size_z"] == [10, 20])
    for source in [
      "plot([1, 2], line_z = [1])", "plot(sin, 0, 1, line_z = [1, 2])", "plot3d([1, 2], [1, 2], [1, 2], line_z = [1])",
      "scatter([1, 2], size_z = [1])", "scatter([1, 2], size_z = [1, 2], sizes = (9, 3))",
    ] { #expect(evaluation(source).failure != nil, "\(source)") }
  }

  @Test func insetsAndLenses() throws {
    let plots = try plots("p = plot(sin, 0, 10); inset!(p, plot([1, 2, 3]), at = (0.6, 0.6, 0.35, 0.35)); lens!([1, 2], [0, 1]); p")
    #expect(plots.count == 3 && plots[1].series[0]["y"] == [1, 2, 3])
    #expect(plots[2].x.lower == 1 && plots[2].x.upper == 2 && plots[0].series.count == 1)
    for source in [
      "p = plot([1]); inset!(p, p)", "p = plot([1]); inset!(p, plot([2]), at = (0.9, 0, 0.5, 0.5))", "p = plot([1]); inset!(p, 3)",
      "plot([1]); lens!([2, 1], [0, 1])", "plot([1]); lens!([1, 2])", "inset!(plot([1]))",
    ] { #expect(evaluation(source).failure != nil, "\(source)") }
  }

  @Test(arguments: [
    ("@layout [a; b c]", 3), ("@layout [a{0.7w} b; c]", 3), ("@layout [a [b; c]; d]", 4), ("@layout [_ a; b c]", 3),
    ("@layout [a; grid(2, 2)]", 5), ("@layout [a, b]", 2), ("@layout([a{0.2h}; b])", 2), ("grid(1, 3, widths = [1, 2, 1])", 3),
  ]) func layouts(layout: String, count: Int) throws {
    let plots = (0..<count).map { "plot([\($0), 1])" }.joined(separator: ", ")
    #expect(try self.plots("l = \(layout); plot(\(plots), layout = l)").count == count)
    // One plot more has no place.
    #expect(evaluation("l = \(layout); plot(\(plots), plot([9]), layout = l)").faces.figure == nil)
  }

  @Test func layoutsThatAreNone() {
    for source in ["@layout 3", "@layout [a{0.7w} b{0.7w}]", "@layout [a{2w} b]", "@layout [_ _]", "@layout [1 2]"] {
      #expect(evaluation(source).failure != nil, "\(source)")
    }
  }

  @Test func animations() throws {
    let face = try face("@animate for k in 1:4\n  plot([0, k])\nend")
    #expect(face.svg(.inline).split(separator: "class=\"f f").count == 5)
    #expect(!face.svg(.standalone).contains("keyframes"))
    #expect(face.alternativeText.hasPrefix("Animation of 4 pictures"))
    #expect(try self.face("a = @animate for k in 1:10\n  plot([0, k])\nend every 3\ngif(a, fps = 5)").alternativeText.hasPrefix("Animation of 4"))
    #expect(try self.face("x = 0; @gif for k in 1:3\n  x += k\n  plot([0, x])\nend").svg(.standalone).contains("</svg>"))
    for source in [
      "@animate for k in 1:3\n  k\nend", "@animate 3", "gif(3)", "gif(Animation())", "a = @animate for k in 1:2 plot([k]) end; gif(a, fps = 0)",
      "@animate for k in 1:3 plot([k]) end every 0",
    ] {
      let result = evaluation(source)
      #expect(result.failure != nil || result.faces.figure == nil, "\(source)")
    }
  }

  @Test func themesAreArguments() throws {
    #expect(try face("plot([1, 2], theme = :dark)").svg(.inline).contains("#16181d"))
    #expect(evaluation("plot([1, 2], theme = :drak)").failure?.hint?.contains(":dark") == true)
  }

  @Test func picturesAsText() {
    #expect(evaluate("s = repr(\"image/svg+xml\", plot([1, 2])); (s[1:4], occursin(\"</svg>\", s))") == "(\"<svg\", true)")
    #expect(evaluate("repr(MIME(\"text/latex\"), 1 // 2)").contains("frac"))
    #expect(evaluation("repr(\"image/svg+xml\", 3)").failure?.hint?.contains("text/plain") == true)
  }
}
