// The Statistical Reference Datasets of NIST for linear regression and univariate summaries, where they are at hand.

import Arrays
import Foundation
import Testing

@Suite struct StatisticalReferenceTests {
  /// A row of the suite; numbers are strings as NIST prints them.
  struct DataSet: Decodable {
    var category: String
    var dataset: String
    var difficulty: String?
    var y: [String]?
    var model: String?
    var intercept: Bool?
    var data: [[String]]?
    var certified: Certified?

    struct Certified: Decodable {
      var mean: String?
      var std: String?
      var autocorrelation: String?
      var coefficients: [String: String]?
      var errors: [String: String]?
      var residual: String?
      var determination: String?

      private enum CodingKeys: String, CodingKey {
        case mean, std
        case autocorrelation = "autocorrelation_lag1"
        case coefficients
        case errors = "std_errors"
        case residual = "residual_std"
        case determination = "r_squared"
      }

      init(from decoder: any Decoder) throws {
        // The rows of other categories have other types under some of these names.
        let values = try decoder.container(keyedBy: CodingKeys.self)
        mean = try? values.decode(String.self, forKey: .mean)
        std = try? values.decode(String.self, forKey: .std)
        autocorrelation = try? values.decode(String.self, forKey: .autocorrelation)
        coefficients = try? values.decode([String: String].self, forKey: .coefficients)
        errors = try? values.decode([String: String].self, forKey: .errors)
        residual = try? values.decode(String.self, forKey: .residual)
        determination = try? values.decode(String.self, forKey: .determination)
      }
    }
  }

  private static let suite = OutsideSuite(path: "nist-strd/datasets.jsonl")

  @Test(.enabled(if: suite.isPresent, "\(suite.absence)"))
  func `linear regression agrees with the certified values to the digits that these have`() throws {
    for row in try Self.suite.rows(of: DataSet.self) where row.category == "linear_regression" {
      let data = try #require(row.data).map { row in row.compactMap(Double.init) }
      let y = Vector(data.map { $0[0] })
      let hasConstant = row.intercept ?? true
      let coefficients = try #require(row.certified?.coefficients)
      let fit: LinearRegression
      if data[0].count == 2 {
        fit = try LinearRegression(
          degree: coefficients.count - (hasConstant ? 1 : 0), constant: hasConstant, Vector(data.map { $0[1] }), y)
      } else {
        let design = Matrix(rows: data.count, columns: data[0].count) { $1 == 0 ? 1 : data[$0][$1] }
        fit = try LinearRegression(design, y)
      }
      for offset in 0..<coefficients.count {
        let name = "B\(offset + (hasConstant ? 0 : 1))"
        expect(fit.coefficients[offset], coefficients[name], "\(row.dataset) \(name)")
        expect(fit.standardErrors[offset], row.certified?.errors?[name], "\(row.dataset) error of \(name)")
      }
      expect(fit.residualStandardDeviation, row.certified?.residual, "\(row.dataset) residual")
      expect(fit.determination, row.certified?.determination, "\(row.dataset) R²")
    }
  }

  @Test(.enabled(if: suite.isPresent, "\(suite.absence)"))
  func `summaries agree with the certified values to the digits that the data have`() throws {
    for row in try Self.suite.rows(of: DataSet.self) where row.category == "univariate" {
      let y = Vector(try #require(row.y).compactMap(Double.init))
      // The last two data sets lose digits when they are rounded to doubles, and have all of them as decimals.
      let digits = row.dataset == "NumAcc3" ? 9.4 : row.dataset == "NumAcc4" ? 8 : 13.0
      expect(y.accurateMean(), row.certified?.mean, row.dataset)
      expect(y.accurateStandardDeviation(), row.certified?.std, row.dataset, digits: digits)
      expect(y.accurateAutocorrelation(), row.certified?.autocorrelation, row.dataset, digits: digits)
      expect(y.accurateMean(.decimal), row.certified?.mean, row.dataset, digits: 14)
      expect(y.accurateStandardDeviation(.decimal), row.certified?.std, row.dataset, digits: 14)
      expect(y.accurateAutocorrelation(.decimal), row.certified?.autocorrelation, row.dataset, digits: 14)
    }
  }

  private func expect(_ value: Double, _ certified: String?, _ what: String, digits: Double = 13) {
    guard let certified, let expected = Double(certified) else {
      Issue.record("\(what): no certified value")
      return
    }
    let error = (value - expected).magnitude / (expected == 0 ? 1 : expected.magnitude)
    let correct = error == 0 ? 16 : -log10(error)
    #expect(correct >= digits, "\(what): \(value) for \(certified), \(correct) digits")
  }
}
