// Charts of samples: what they compute, and what they do with odd data.

import Testing

@testable import Graphics

@Suite struct StatisticalChartTests {
  private let values = [-2.1, -1.3, -0.4, -0.2, 0.1, 0.2, 0.5, 0.9, 1.4, 1.5, 2.2, 3.8]

  private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-13) -> Bool {
    (a - b).magnitude <= tolerance * max(1, b.magnitude)
  }

  // MARK: - Distributions; references from SciPy 1.17

  @Test func normalQuantiles() {
    let expected: [(Double, Double)] = [
      (1e-300, -37.0470962993612), (1e-20, -9.262340089798409), (1e-5, -4.264890793922825),
      (0.025, -1.9599639845400545), (0.3, -0.5244005127080409), (0.5, 0), (0.77, 0.7388468491852137),
      (0.999, 3.090232306167813), (1 - 1e-10, 6.361340889697422),
    ]
    for (p, quantile) in expected { #expect(close(NormalDistribution.quantile(p), quantile, 1e-15)) }
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(1.5).isNaN)
  }

  @Test func studentQuantiles() throws {
    let shares = [1e-6, 0.025, 0.2, 0.6, 0.95, 0.9995]
    let expected: [(Double, [Double])] = [
      (
        1,
        [
          -318309.8861827435, -12.706204736174705, -1.3763819204711736,
          0.32491969623290634, 6.313751514675037, 636.6192487687897,
        ]
      ),
      (
        2,
        [
          -707.1057205259339, -4.302652729749464, -1.060660171779821,
          0.2886751345948128, 2.9199855803537242, 31.599054576445365,
        ]
      ),
      (
        5,
        [
          -24.771029720515948, -2.5705818356363155, -0.9195437802408267,
          0.2671808657041451, 2.0150483733330233, 6.868826625881276,
        ]
      ),
      (
        30,
        [
          -5.871117120418882, -2.042272456301238, -0.853767261471298,
          0.2556053649519128, 1.697260886593957, 3.6459586350420627,
        ]
      ),
      (
        1e4,
        [
          -4.75622968505678, -1.9602012398906263, -0.8416571791416533,
          0.253353843445727, 1.645006018069243, 3.2914999659416355,
        ]
      ),
      (
        1e6,
        [
          -4.75345234827968, -1.9599663568141072, -0.8416215930139841,
          0.25334717053784184, 1.6448551507220404, 3.2905364612487222,
        ]
      ),
    ]
    for (degrees, quantiles) in expected {
      let student = try #require(StudentDistribution(degrees: degrees))
      for (share, quantile) in zip(shares, quantiles) {
        #expect(close(student.quantile(share) / quantile, 1, 1e-11), "\(degrees) \(share)")
      }
    }
    #expect(StudentDistribution(degrees: 0) == nil)
  }

  @Test func quantilesOfLargeSamplesAreThoseOfSortedOnes() {
    let shares: [Double] = [0, 0.1, 0.25, 0.5, 0.75, 0.999, 1]
    let samples: [[Double]] = [
      Examples.noise(10_001), (0..<5000).map { Double($0 % 3) }, (0..<5000).map(Double.init),
      (0..<5000).map { Double(5000 - $0) }, [Double](repeating: 2, count: 3000),
    ]
    for sample in samples {
      let sorted = sample.sorted()
      #expect(Quantiles.of(sample, shares) == shares.map { Quantiles.sorted(sorted, $0) })
    }
    #expect(Quantiles.of([], [0.5])[0].isNaN)
  }

  @Test func densityIsThatOfSciPy() throws {
    // scipy.stats.gaussian_kde(values, bw_method='silverman'), also with weights 1, 2, …, 12.
    let places: [Double] = [-3, -1, 0, 0.3, 1, 2.5, 5]
    let plain = [
      0.03276006729769556, 0.15603694600012952, 0.22337670244273333, 0.23092995222346233, 0.21583849347369075,
      0.10433308843874209, 0.017165856634666136,
    ]
    let weighted = [
      0.007032555446622894, 0.09194576430140664, 0.19330483666136633, 0.2187301461391319, 0.24605444724074538,
      0.15647073259585653, 0.030829636936316754,
    ]
    let estimate = try KernelDensity(values, bandwidth: 1.014606696799981)
    for (place, height) in zip(places, plain) { #expect(close(read(estimate, place), height, 5e-4 * height)) }
    let weights = (1...12).map(Double.init)
    let other = try KernelDensity(values, bandwidth: 0.9848498028939128, weights: weights)
    for (place, height) in zip(places, weighted) { #expect(close(read(other, place), height, 5e-4 * height)) }
    #expect(try WeightedSample(values, weights).effectiveCount == 78.0 * 78 / 650)
  }

  /// The density between grid points.
  private func read(_ estimate: KernelDensity, _ place: Double) -> Double {
    let index = estimate.x.firstIndex { $0 > place } ?? 1
    let part = (place - estimate.x[index - 1]) / (estimate.x[index] - estimate.x[index - 1])
    return estimate.density[index - 1] * (1 - part) + estimate.density[index] * part
  }

  @Test func densityOfManyValuesIsTheSumOfKernels() throws {
    let sample = Examples.normal(3000)
    let estimate = try KernelDensity(sample)
    for index in stride(from: 0, to: estimate.x.count, by: 37) {
      let sum = sample.reduce(0) { sum, value in
        let z = (estimate.x[index] - value) / estimate.bandwidth
        return sum + 0.39894228040143268 * expOf(-z * z / 2)
      }
      #expect(close(estimate.density[index], sum / (3000 * estimate.bandwidth), 1e-3 * 0.4))
    }
  }

  private func expOf(_ x: Double) -> Double { AxisScale.ln.inverse(x) }

  // MARK: - Boxes, violins, strips

  @Test func boxesFollowTukey() throws {
    let box = try #require(BoxStatistics(values + [9, .nan, .infinity]))
    let sorted = values + [9]
    #expect(box.count == 13)
    #expect(box.median == 0.5)
    #expect(box.lowerQuartile == -0.2)
    #expect(box.upperQuartile == 1.5)
    #expect(box.lowerWhisker == -2.1)
    #expect(box.upperWhisker == 3.8)
    #expect(box.outliers == [9])
    #expect(BoxStatistics(sorted, range: 0)?.upperWhisker == 9)
    #expect(BoxStatistics([]) == nil)
    #expect(BoxStatistics([3])?.upperWhisker == 3)
  }

  @Test func samplesAreDividedByCategoriesAndGroups() throws {
    let groups = Grouping(["x", "y", "x", "y"], order: ["y"])
    let lists = try Sample.divided([1, 2, 3, 4], by: ["b", "a", "a", "b"], known: ["a"], groups: groups)
    #expect(lists.map { $0.map(\.values) } == [[[2], [4]], [[3], [1]]])
    #expect(lists[0].map(\.name) == ["a", "b"])
    #expect(lists[0].map(\.position) == [1, 2])
    #expect(lists[0][0].shift == -lists[1][0].shift)
    let numbers = try Sample.divided([1, 2, 3], at: [10, .nan, 0])
    #expect(numbers[0].map(\.position) == [0, 10])
    #expect(numbers[0].map(\.values) == [[3], [1]])
    #expect(numbers[0][0].room == 10)
    #expect(throws: FigureError.self) { try Sample.divided([1], by: ["a", "b"]) }
  }

  @Test func violinsEndWithTheData() throws {
    let violin = try ViolinSeries([Sample(values, position: 1)])
    #expect(violin.estimates[0].x.first == -2.1)
    #expect(violin.estimates[0].x.last == 3.8)
  }

  @Test func swarmsDoNotOverlap() {
    let positions = Examples.normal(200).map { $0 * 60 }.sorted()
    let offsets = Swarm.offsets(positions, diameter: 6, half: 500)
    for a in positions.indices {
      for b in 0..<a {
        let (dx, dy) = (offsets[a] - offsets[b], positions[a] - positions[b])
        #expect((dx * dx + dy * dy).squareRoot() > 6 - 1e-6)
      }
    }
    #expect(Swarm.offsets([Double](repeating: 0, count: 5000), diameter: 6, half: 20).allSatisfy { $0.magnitude <= 20 })
  }

  // MARK: - Fits

  @Test func polynomialsAreThoseOfLeastSquares() throws {
    // numpy.linalg.lstsq, and scipy.stats.t for the band.
    let x = [0.3, 1.1, 1.9, 2.0, 2.4, 3.3, 4.8, 5.0, 7.5]
    let y = [1.0, 2.2, 2.9, 4.1, 3.8, 5.2, 6.9, 6.1, 9.7]
    let expected: [(order: Int, deviation: Double, rows: [[Double]])] = [
      (
        1, 0.472962656502675,
        [
          [0.3, 1.361039808570808, 0.26295815188501087, 0.6217972231013155],
          [3.0, 4.488255927778987, 0.1580160448040592, 0.3736485716844503],
          [7.5, 9.70028279312595, 0.35875869700649815, 0.8483295154113931],
        ]
      ),
      (
        2, 0.49549786970983556,
        [
          [0.3, 1.1966972116208665, 0.383913674420809, 0.9394029197568923],
          [3.0, 4.581546809659545, 0.22459764455763065, 0.5495706382073139],
          [7.5, 9.522273770795358, 0.47449653416529414, 1.1610511927762763],
        ]
      ),
    ]
    for (order, deviation, rows) in expected {
      let fit = try PolynomialFit(x: x + [.nan], y: y + [1], order: order)
      #expect(close(fit.deviation, deviation, 1e-12))
      for row in rows {
        #expect(close(fit.value(at: row[0]), row[1], 1e-12))
        #expect(close(fit.standardError(at: row[0]), row[2], 1e-12))
        #expect(close(fit.margin(at: row[0], level: 0.95), row[3], 1e-12))
      }
    }
  }

  @Test func highOrdersAndFarDataStayAccurate() throws {
    let x = (0..<2000).map { 1e6 + Double($0) / 1000 }
    let u = x.map { $0 - 1e6 - 1 }
    let y = u.map { 1e200 * ($0 * $0 * $0 - 0.5 * $0) }
    let fit = try PolynomialFit(x: x, y: y, order: 15)
    for index in stride(from: 0, to: 2000, by: 111) { #expect(close(fit.value(at: x[index]) / 1e200, y[index] / 1e200, 1e-9)) }
  }

  @Test func impossibleFitsAreRefused() {
    #expect(throws: FigureError.self) { try PolynomialFit(x: [1], y: [1]) }
    #expect(throws: FigureError.self) { try PolynomialFit(x: [1, 1, 1], y: [1, 2, 3]) }
    #expect(throws: FigureError.self) { try PolynomialFit(x: [], y: []) }
    #expect(throws: FigureError.self) { try PolynomialFit(x: [1, 2], y: [1, 2], order: 21) }
    #expect(throws: FigureError.self) { try RegressionSeries(x: [1, 2, 3], y: [1, 2, 4], level: 1) }
    #expect(throws: Never.self) { try RegressionSeries(x: [1, 2], y: [1, 2]) }
  }

  @Test func correlations() throws {
    let y = [0.5, -1, 0.3, 0.9, -0.2, 1.1, 0.7, -0.5, 2.0, 1.2, 1.9, 2.5]
    #expect(close(Correlation.coefficient(values, y), 0.7251699189293426))
    #expect(close(Correlation.coefficient(values.map { 1e200 * $0 }, values.map { -$0 }), -1))
    #expect(Correlation.coefficient([1, 1, 1], [1, 2, 3]).isNaN)
    #expect(Correlation.coefficient([], []).isNaN)
    #expect(try Correlation.matrix([values, y]).values[1] == Correlation.coefficient(values, y))
  }

  // MARK: - Quantiles and bins

  @Test func distributionFunctionsAreStepsFromZeroToOne() throws {
    let steps = try StepSeries.distribution(of: [3, 1, 2, 2, .nan])
    #expect(steps.x == [1, 1, 2, 3])
    #expect(steps.y == [0, 0.25, 0.75, 1])
    let weighted = try StepSeries.distribution(of: [2, 1], weights: [3, 1])
    #expect(weighted.y == [0, 0.25, 1])
    #expect(try StepSeries.distribution(of: []).x.isEmpty)
  }

  @Test func quantilesOfUnequalSamplesMatch() throws {
    let plot = try QuantilePlot([1, 2, 3, 4, 5], [10, 30], line: .fit)
    #expect(plot.x == [1, 5])
    #expect(plot.y == [10, 30])
    #expect(try plot.series().count == 2)
    #expect(try QuantilePlot([1], [2], line: .fit).series().count == 1)
    #expect(try QuantilePlot([], line: .quantile).series().count == 1)
  }

  @Test func everyPointIsInOneCell() throws {
    let (x, y) = (Examples.normal(500), Examples.normal(500, seed: 2))
    let plane = try PlaneHistogram(x: x, y: y)
    #expect(plane.heights.filter(\.isFinite).reduce(0, +) == 500)
    let hexagons = try HexagonBins(x: x, y: y, gridSize: 12)
    #expect(hexagons.heights.reduce(0, +) == 500)
    for index in hexagons.x.indices { #expect(hexagons.entry(at: hexagons.x[index], hexagons.y[index]) == index) }
    for (a, b) in zip(x, y) { #expect(hexagons.entry(at: a, b) != nil) }
    let cells = try PlaneHistogram(
      x: [0, 1], y: [0, 1], xBins: .edges([0, 1, 3]), yBins: .edges([0, 2]), normalize: .pdf)
    #expect(cells.heights == [0.25, 0.125])
    #expect(throws: FigureError.self) { try HexagonBins(x: x, y: y, gridSize: 0) }
    #expect(throws: FigureError.self) { try PlaneHistogram(x: [1], y: []) }
  }

  @Test func densityLevelsEncloseTheirShares() throws {
    let (x, y) = (Examples.normal(400), Examples.normal(400, seed: 2))
    let plane = try PlaneDensity(x: x, y: y)
    let total = plane.grid.values.reduce(0, +)
    for share in [0.1, 0.5, 0.9] {
      let level = try #require(plane.levels(outside: [share]).first)
      let outside = plane.grid.values.filter { $0 < level }.reduce(0, +)
      #expect(close(outside / total, share, 0.01))
    }
  }

  @Test func repetitions() throws {
    let line = try LineSeries.repetitions(x: [1, 2], [[1, 2, 3], [4, .nan, 8]], error: .standardError)
    #expect(line.y == [2, 6])
    #expect(close(line.ribbon?.above[0] ?? 0, 1 / 3.0.squareRoot()))
    let median = try LineSeries.repetitions(x: [1], [[1, 2, 3, 4, 100]], error: .percentiles(25, 75), isBand: false)
    #expect(median.y == [3])
    #expect(median.yError == ErrorExtent(below: [1], above: [1]))
  }

  // MARK: - Odd data

  @Test func oddDataMakeSensiblePictures() throws {
    let lists: [[Double]] = [
      [], [.nan], [2], [2, 2, 2], [0, 0], [1e300, -1e300], [1e-300, 3e-300], [.infinity, 1, 2], [1e15, 1e15 + 1],
      [.leastNonzeroMagnitude, 0], [1, 2, 5].map { $0 * 1e-10 * 1e-300 },
    ]
    for list in lists {
      let sample = [Sample(list, name: "a", position: 1)]
      var figures = [
        Figure([Subplot([try BoxSeries(sample, isNotched: true)])]), Figure([Subplot([try ViolinSeries(sample)])]),
        Figure([Subplot([try ViolinSeries(sample, inner: .quartiles)])]), Figure([Subplot([try StripSeries(sample)])]),
        Figure([Subplot([try StripSeries(sample, spread: .density)])]),
        Figure([Subplot([try StepSeries.distribution(of: list)])]),
        Figure([Subplot(try QuantilePlot(list, line: .fit).series())]),
        Figure([Subplot([try PlaneHistogramSeries(try PlaneHistogram(x: list, y: list))])]),
        Figure([Subplot([HexagonSeries(try HexagonBins(x: list, y: list))])]),
        Figure([Subplot([try BarSeries.histograms([list, list])])]),
        Figure([Subplot([try HeatmapSeries.correlations([list, list])])]),
        Figure([Subplot([try DensitySeries(list)])]),
        Figure([Subplot([try PieSeries(names: list.map { _ in "part" }, values: list.map(\.magnitude))])]),
        try JointFigure.histogram(x: list, y: list), try JointFigure.scatter(x: list, y: list),
        try JointFigure.density(x: list, y: list),
      ]
      for upper in [PairFigure.Upper.points, .correlation, .empty] {
        var pairs = try PairFigure([list, list])
        pairs.upper = upper
        pairs.hasRegression = true
        figures.append(try pairs.figure)
      }
      for (index, figure) in figures.enumerated() {
        let svg = try figure.drawing()
        #expect(!svg.contains("nan") && !svg.contains("inf"), "\(list) \(index)")
      }
    }
  }

  @Test func manyPointsStaySmall() throws {
    let (x, y) = (Examples.normal(8000), Examples.normal(8000, seed: 2))
    let figures = [
      Figure([Subplot([try StripSeries([Sample(x, name: "a", position: 1)])])]),
      Figure([Subplot([HexagonSeries(try HexagonBins(x: x, y: y, gridSize: 200))])]),
      Figure([Subplot(try QuantilePlot(x).series())]), try PairFigure([x, y, x, y, x, y, x, y, x, y]).figure,
      Figure([Subplot([try StepSeries.distribution(of: x)])]),
    ]
    for (index, figure) in figures.enumerated() {
      let size = try figure.svg().utf8.count
      #expect(size < 200_000, "figure \(index) has \(size) bytes")
    }
  }

  @Test func marginsShareTheAxesOfTheMainPlot() throws {
    let figure = try JointFigure.scatter(x: [1, 2, 3, 4], y: [10, 20, 15, 40])
    let plots = try figure.data.plots
    #expect(plots[0].x.lower == plots[2].x.lower && plots[0].x.upper == plots[2].x.upper)
    #expect(plots[3].y.lower == plots[2].y.lower && plots[3].y.upper == plots[2].y.upper)
  }
}
