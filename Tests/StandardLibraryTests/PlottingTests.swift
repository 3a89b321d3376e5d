import Engine
import Graphics
import StandardLibrary
import Testing

/// The data of the figure that the source shows.
private func figure(_ source: String) throws -> FigureData {
  let result = evaluation(source)
  if let failure = result.failure { Issue.record("\(failure.type): \(failure.message)") }
  let face = try #require(result.faces.figure)
  #expect(face.svg(.inline).hasPrefix("<svg"))
  #expect(face.svg(.standalone).contains("</svg>"))
  #expect(!face.alternativeText.isEmpty)
  return try #require(FigureData(text: face.data()))
}

private func series(_ source: String) throws -> [FigureData.SeriesData] {
  try #require(try figure(source).plots.first).series
}

@Suite struct PlottingTests {
  /// Equal units on axes of very different length leave a plot area of next to nothing.
  @Test(arguments: ["(0, 1e-9), ylims = (0, 1e9)", "(0, 1e9), ylims = (0, 1e-9)", "(1, 2), ylims = (0, 1e12)"])
  func `plots of next to no size are drawn`(_ limits: String) {
    #expect(evaluation("plot([1, 2], xlims = \(limits), aspect_ratio = :equal, label = \"a\")").faces.figure != nil)
  }

  @Test(arguments: ["0", "2", "typemin(Int)", "typemax(Int)"])
  func `a plot has the subplots that it has`(_ index: String) {
    #expect(evaluation("plot([1, 2])[\(index)]").failure?.type == "BoundsError")
    #expect(evaluation("plot([1, 2], subplot = \(index))").failure != nil)
  }

  @Test(arguments: [
    "plot([1, 2, 3, 4], [-1e308, 1e308, 0.5, -1e300], ylims = (-2, 2))",
    "plot(x -> x > 1 ? 1e308 : -1e308, 0, 2, ylims = (-1, 1))",
    "scatter([1, 2, 3], [1e300, 1, -1e300], ylims = (-2, 2))", "plot([1, 2, 3], [1e300, -1e300, 1e300])",
  ]) func `values far outside of the frame are drawn or refused`(source: String) {
    let result = evaluation(source)
    #expect(result.failure != nil || result.faces.figure != nil, "\(source)")
  }

  // MARK: - What is plotted

  @Test func aVectorIsPlottedOverItsIndices() throws {
    let line = try #require(try series("plot([1, 4, 9])").first)
    #expect(line.kind == "path")
    #expect(line["x"] == [1, 2, 3])
    #expect(line["y"] == [1, 4, 9])
  }

  @Test func columnsOfAMatrixAreSeries() throws {
    let lines = try series("plot(0:0.5:1, [1 2; 3 4; 5 6], label = [\"a\" \"b\"])")
    #expect(lines.map(\.name) == ["a", "b"])
    #expect(lines.map { $0["y"] } == [[1, 3, 5], [2, 4, 6]])
    #expect(lines[1]["x"] == [0, 0.5, 1])
  }

  @Test func numbersOfEveryKindAreDrawn() throws {
    let line = try #require(try series("plot([1//2, big(2)^70, true, missing, 0.25])").first)
    #expect(line["y"]?.prefix(3) == [0.5, 0x1p70, 1])
    #expect(line["y"]?[3].isNaN == true)
    #expect(try series("plot(Float64[])").first?["y"] == [])
    #expect(try series("plot([NaN, NaN])").count == 1)
  }

  @Test func vectorsOfVectorsAndOfPointsAreTakenApart() throws {
    #expect(try series("plot([[1, 2], [3, 4, 5]])").map { $0["y"] } == [[1, 2], [3, 4, 5]])
    let points = try #require(try series("scatter([(1, 2), (3, 4)])").first)
    #expect(points["x"] == [1, 3])
    #expect(points["y"] == [2, 4])
  }

  @Test func aFunctionIsSampledWhereItBends() throws {
    let line = try #require(try series("plot(sin, 0, 2π)").first)
    let x = try #require(line["x"])
    let y = try #require(line["y"])
    #expect(x.first == 0)
    #expect(x.last == 2 * Double.pi)
    #expect((y.max() ?? 0) > 0.9999)
    #expect(x.count < 1000)
  }

  @Test func functionsOverVectorsAndListsOfFunctions() throws {
    #expect(try series("plot(x -> x^2, [1, 2, 3])").first?["y"] == [1, 4, 9])
    #expect(try series("scatter([1, 2, 3], x -> x^2)").first?["y"] == [1, 4, 9])
    #expect(try series("plot([sin, cos], 0, 1)").count == 2)
  }

  @Test func outsideItsDomainAFunctionHasNoPoints() throws {
    let line = try #require(try series("plot(sqrt, -1, 1)").first)
    let points = zip(line["x"] ?? [], line["y"] ?? []).filter { $0.1.isFinite }
    #expect(points.allSatisfy { $0.0 >= 0 })
    #expect((points.first?.0 ?? 1) < 1e-6)
    #expect(evaluate("plot(sqrt, -2, -1)").hasPrefix("ArgumentError: the function has no real value"))
  }

  @Test func otherErrorsOfAFunctionAreReported() {
    #expect(evaluate("plot(x -> [1, 2][5], 0, 1)").hasPrefix("BoundsError"))
    #expect(evaluate("plot(x -> [x, x], 0, 1)").hasPrefix("ArgumentError: plot draws functions with real values"))
  }

  @Test func aCurveWithAParameter() throws {
    let curve = try #require(try series("plot(cos, sin, 0, 2π)").first)
    for (x, y) in zip(curve["x"] ?? [], curve["y"] ?? []) { #expect((x * x + y * y - 1).magnitude < 1e-12) }
  }

  // MARK: - Changing plots

  @Test func theFormsWithABangChangeTheCurrentPlot() throws {
    let plot = try #require(
      try figure(
        "plot([1, 2]); scatter!([2, 1], label = \"s\"); hline!([0]); vline!([1]); title!(\"T\"); current()").plots.first)
    #expect(plot.title == "T")
    #expect(plot.series.map(\.kind) == ["path", "scatter", "hline", "vline"])
  }

  @Test func aPlotCanBeNamedAsTheFirstArgument() throws {
    let source = "p = plot([1, 2]); q = plot([5, 6]); plot!(p, [3, 4]); xlabel!(p, \"x\"); p"
    let plot = try #require(try figure(source).plots.first)
    #expect(plot.series.count == 2)
    #expect(plot.x.label == "x")
    #expect(try series("p = plot([1, 2]); q = plot([5, 6]); plot!(p, [3, 4]); q").count == 1)
  }

  @Test func withoutAPlotThereIsNothingToChange() {
    let result = evaluation("plot!([1, 2])")
    #expect(result.failure?.type == "ArgumentError")
    #expect(result.failure?.hint?.contains("begin with `plot(…)`") == true)
  }

  @Test func aFunctionAddedWithoutADomainFillsTheAxis() throws {
    let lines = try series("scatter([2, 3], [4, 9]); plot!(x -> x^2)")
    #expect(lines[1]["x"]?.allSatisfy { $0 > 1.9 && $0 < 3.1 } == true)
  }

  @Test func severalPlotsMakeAFigure() throws {
    let data = try figure("plot(plot([1, 2], title = \"a\"), bar([3]), layout = (1, 2), plot_title = \"both\")")
    #expect(data.title == "both")
    #expect(data.plots.map(\.title) == ["a", ""])
    #expect(data.plots.map { $0.series[0].kind } == ["path", "bar"])
    #expect(evaluate("plot(plot([1]), plot([2]))") == "Plot with 2 subplots and 2 series")
    #expect(try figure("plot([1 2; 3 4], layout = (2, 1), title = [\"u\" \"v\"])").plots.map(\.title) == ["u", "v"])
  }

  @Test func aSubplotCanBeChanged() throws {
    let data = try figure("p = plot(plot([1, 2]), plot([2, 1])); plot!(p[2], [3, 3]); title!(p[2], \"second\"); p")
    #expect(data.plots.map(\.series.count) == [1, 2])
    #expect(data.plots.map(\.title) == ["", "second"])
    let second = try figure("p = plot(plot([1, 2]), plot([2, 1])); plot!(p, [3, 3], subplot = 2)").plots[1]
    #expect(second.series.count == 2)
  }

  // MARK: - Kinds of series

  @Test(arguments: [
    ("histogram([1, 2, 2])", "", "count"), ("histogram([1, 2, 2], normalize = :pdf)", "", "density"),
    ("histogram([1, 2, 2], normalize = :probability, orientation = :h)", "probability", ""),
    ("histogram([1, 2, 2], ylabel = \"n\")", "", "n"), ("histogram([1, 2, 2], ylabel = \"\")", "", ""),
    ("histogram([1, 2, 2], weights = [1, 2, 3])", "", ""), ("density([1, 2, 4])", "", "density"),
    ("groupedhist([1 2; 2 3])", "", "count"), ("ecdfplot([1, 2, 4])", "", "share"),
    // What is added to a plot does not name its axes.
    ("plot([1, 2]); histogram!([1, 2, 2]); current()", "", ""),
  ])
  func heightsAreNamed(source: String, x: String, y: String) throws {
    let plot = try #require(try figure(source).plots.first)
    #expect(plot.x.label == x && plot.y.label == y)
  }

  @Test func histogramsCountAndNormalize() throws {
    let counts = try #require(try series("histogram([1, 2, 2, 3, 3, 3], bins = 0.5:1:3.5)").first)
    #expect(counts["height"] == [1, 2, 3])
    let density = try #require(try series("histogram([1, 2, 2, 3, 3, 3], bins = 0.5:1:3.5, normalize = :pdf)").first)
    #expect(density["height"].map { $0.reduce(0, +) } == 1)
    #expect(try series("stephist([1, 2, 3], bins = 2)").first?.kind == "stephist")
  }

  @Test func barsStandOverNumbersAndNames() throws {
    let data = try figure("bar([\"a\", \"b\"], [1, 2])")
    #expect(data.plots[0].x.names == ["a", "b"])
    #expect(try series("groupedbar([1 2; 3 4], label = [\"u\" \"v\"])").first?["v"] == [2, 4])
    let grouped = try series("groupedbar([\"x\", \"y\", \"x\"], [1, 2, 3], group = [\"g\", \"g\", \"h\"])")
    #expect(grouped.first?["g"] == [1, 2])
    #expect(grouped.first?["h"]?.first == 3)
    #expect(try series("bar([1, 2], orientation = :h)").first?.kind == "barh")
  }

  @Test func groupsAreSeries() throws {
    let groups = try series("scatter([1, 2, 3], [4, 5, 6], group = [\"b\", \"a\", \"b\"])")
    #expect(groups.map(\.name) == ["a", "b"])
    #expect(groups.map { $0["x"] } == [[2], [1, 3]])
    #expect(try series("plot([1, 2, 3], [4, 5, 6], group = [10, 9, 10])").map(\.name) == ["9", "10"])
  }

  @Test func rowsOfAGridBelongToY() throws {
    let z = try #require(try series("heatmap([10, 20, 30], [1, 2], [1 2 3; 4 5 6])").first)
    #expect(z["columns"] == [10, 20, 30])
    #expect(z["rows"] == [1, 2])
    #expect(z["z"] == [1, 2, 3, 4, 5, 6])
    let f = try #require(try series("contour([1, 2, 3], [10, 20], (x, y) -> x + y, levels = [12, 13])").first)
    #expect(f["z"] == [11, 12, 13, 21, 22, 23])
    #expect(f["levels"] == [12, 13])
    #expect(
      evaluate("heatmap([1, 2], [1, 2, 3], [1 2 3; 4 5 6])")
        == "DimensionMismatch: z is 2×3, x has 2 values and y has 3")
  }

  @Test func arrowsHaveTheLengthsOfTheAxes() throws {
    let arrows = try #require(try series("quiver([0, 1], [0, 0], quiver = ([1, 0], [1, 2]))").first)
    #expect(arrows["u"] == [1, 0])
    #expect(arrows["v"] == [1, 2])
    #expect(try series("quiver([1, 2], [3, 4], quiver = (x, y) -> (-y, x))").first?["u"] == [-3, -4])
  }

  @Test(arguments: [
    ("sticks(0:2, [1, 2, 1])", "sticks"), ("plot([1, 2], st = :steppost)", "steppost"),
    ("density([1.0, 2, 4])", "density"), ("contourf([1 2; 3 4.5])", "contourf"), ("hspan([1, 2])", "hspan"),
    ("vspan([1, 2])", "vspan"), ("plot([1, 2], seriestype = :scatter)", "scatter"), ("areaplot([1 2; 3 4])", "area"),
    ("abline(2, 1)", "abline"),
  ])
  func kinds(source: String, kind: String) throws {
    #expect(try series(source).first?.kind == kind)
  }

  // MARK: - Keywords

  @Test func labelsCanBeHidden() throws {
    for hidden in ["false", "nothing", "\"\"", ":none"] {
      #expect(try series("plot([1, 2], label = \(hidden))").first?.name == "")
      #expect(!(evaluation("plot([1, 2], label = \(hidden))").faces.figure?.svg(.inline).contains("y1") ?? true))
    }
  }

  @Test func optionsOfTheAxes() throws {
    let plot = try #require(
      try figure(
        "plot([1, 2], xlabel = \"time\", ylims = (0, 5), xticks = ([1, 2], [\"one\", \"two\"]), yscale = :identity)"
      ).plots.first)
    #expect(plot.x.label == "time")
    #expect(plot.x.names == ["one", "two"])
    #expect((plot.y.lower, plot.y.upper) == (0, 5))
    #expect(try figure("plot([1, 10], yscale = :log10)").plots[0].y.scale == "log10")
    #expect(try figure("plot([1, 2]); xlims!(0, nothing)").plots[0].x.lower == 0)
  }

  @Test func aliasesAreTheSameKeywords() throws {
    let long =
      "scatter([1, 2], [3, 4], markersize = 6, color = :red, alpha = 0.5, markerstrokewidth = 1, legend = false)"
    let short = "scatter([1, 2], [3, 4], ms = 6, c = :red, opacity = 0.5, msw = 1, leg = false)"
    let wanted = try #require(evaluation(long).faces.figure?.svg(.inline))
    #expect(evaluation(short).faces.figure?.svg(.inline) == wanted)
  }

  @Test func annotations() throws {
    func texts(_ source: String) throws -> [String] { try figure(source).plots[0].annotations }
    #expect(try texts("plot([1, 2]); annotate!((1, 1, \"a\"), (2, 2, text(\"b\", 10, :red, :left)))") == ["a", "b"])
    #expect(try texts("plot([1, 2], annotations = [(1, 1, \"a\")])") == ["a"])
    #expect(try texts("plot([1, 2]); annotate!([1, 2], [1, 2], [\"p\", \"q\"])") == ["p", "q"])
  }

  @Test func theAlternativeTextCanBeGiven() {
    #expect(evaluation("plot([1, 2], alt = \"two points\")").faces.figure?.alternativeText == "two points")
  }

  @Test func colorsOfSinglePointsAndColumns() throws {
    #expect(try series("scatter([1, 2, 3], c = [:red, :blue, :red])").map { $0["x"] } == [[1, 3], [2]])
    let svg = evaluation("groupedbar([1 2; 3 4], color = [:red :blue])").faces.figure?.svg(.inline) ?? ""
    #expect(svg.contains("#ff0000") && svg.contains("#0000ff"))
  }

  @Test func theAreaBetweenTwoCurves() throws {
    let two = evaluation("plot(x -> x, 0, 1, fillrange = x -> x^2)").faces.figure?.svg(.inline)
    let one = evaluation("plot(x -> x, 0, 1, fillrange = 0)").faces.figure?.svg(.inline)
    #expect(two != nil && one != nil && two != one)
  }

  @Test func textsThatAreDatesMakeAnAxisOfDates() throws {
    #expect(try series("plot([\"2024-03-01\", \"2024-03-05\"], [1, 2])").first?["x"] == [19_783, 19_787])
    for source in [
      "plot([\"2024-03-01\", \"2024-03-05\"], [1, 2])", "scatter([19783, 19787], [1, 2], xticks = :dates)",
      "plot([1.7e9, 1.7001e9], [1, 2], xticks = :datetime)", "bar([\"2024-03-01\", \"2024-04-01\"], [1, 2])",
      "plot([\"2024-03-01\", \"2024-03-05\"], [1, 2], xlims = (\"2024-02-01\", \"2024-04-01\")); vline!([\"2024-03-03\"])",
    ] {
      let svg = evaluation(source).faces.figure?.svg(.inline) ?? ""
      #expect(svg.contains("2024<") || svg.contains("2023<"), "\(source)")
      #expect(!svg.contains(":00<") || source.contains("datetime"), "\(source)")
    }
    // Other names are names.
    #expect(try figure("plot([\"2024-03-01\", \"b\"], [1, 2])").plots[0].x.names == ["2024-03-01", "b"])
  }

  @Test func polesAndJumpsCanBeMarked() {
    let pole = evaluation("plot(tan, -5, 5, asymptotes = true)").faces.figure?.svg(.inline) ?? ""
    #expect(pole.contains("stroke-dasharray"))
    let jump = evaluation("plot(floor, -2.5, 2.5, endpoints = true)").faces.figure?.svg(.inline) ?? ""
    #expect(jump.contains("<circle"))
  }

  // MARK: - Mistakes

  @Test(arguments: [
    ("plot([1, 2, 3], [1, 2])", "DimensionMismatch: x has 3 values and y has 2"),
    ("plot([1, 2], c = :steelbleu)", "ArgumentError: there is no colour \"steelbleu\""),
    ("plot([1, 2], lss = :dash)", "MethodError: `plot` has no keyword argument `lss`"),
    ("plot([1, 2], ls = :dahs)", "ArgumentError: `linestyle` has no choice :dahs"),
    ("plot([\"a\", \"b\"])", "ArgumentError: plot draws real numbers, not values of type String"),
    ("plot([1, 2], alpha = 2)", "ArgumentError: `alpha` is an opacity between 0 and 1, not 2.0"),
    ("plot([-1, -2], yscale = :log10)", "ArgumentError: the y axis is logarithmic but nothing on it is positive"),
    ("plot(sin, 1, 0)", "ArgumentError: the domain of the plot, 1.0 to 0.0, is not an interval"),
    ("scatter([1, 2], [1, 2], group = [1])", "DimensionMismatch: `group` has 1 labels for 2 points"),
    ("plot([1, 2], size = (1, 1))", "ArgumentError: a figure of 1.0 × 1.0 px is outside 60 … 8000 px"),
    ("hspan([1, 2, 3])", "ArgumentError: hspan takes the two ends of each band, and there are 3 numbers"),
    ("plot(zeros3)", "UndefVarError: `zeros3` not defined"),
  ])
  func mistakes(source: String, message: String) {
    #expect(evaluate(source) == message)
  }

  @Test(arguments: [
    ("plot([1, 2], colr = :red)", "did you mean `color`?"), ("plot([1, 2], c = :steelbleu)", "did you mean :steelblue?"),
    ("plot([1, 2, 3], [1 2 3; 4 5 6])", "each column of a matrix is a series: did you mean the transpose, y'?"),
  ])
  func hints(source: String, hint: String) {
    #expect((evaluation(source).failure?.hint ?? "") == hint)
  }

  @Test func hugeInputsEnd() {
    #expect(evaluate("plot(1:10^12)").hasPrefix("MemoryLimit"))
    #expect(evaluate("contour(1:10^5, 1:10^5, (x, y) -> x)").hasPrefix("ArgumentError: a grid of 100000 × 100000"))
    #expect(evaluate("plot(x -> 1e308 * x, -1, 1)") == "Plot with 1 series")
    #expect(evaluate("plot([1e308, -1e308])") == "Plot with 1 series")
    #expect(evaluate("hline([Inf, NaN])") == "Plot with 1 series")
  }

  @Test func examplesInTheHelpRun() {
    for (name, function) in Library.standard.functions.sorted(by: { $0.key < $1.key })
    where function.keywords.contains("markerstrokewidth") {
      let failure = evaluation(function.example.replacing("  # => Plot", with: "")).failure
      #expect(failure == nil, "\(name): \(failure?.message ?? "")")
    }
  }
}
