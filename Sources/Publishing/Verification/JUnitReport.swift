// A report in the form that continuous integration reads: JUnit's XML.

/// JUnit XML by the schema that Jenkins publishes (junit-10.xsd): a suite for each page, a case for each cell, and one more for
/// what concerns the page as a whole. It has no times, so that the same source gives the same bytes.
public enum JUnitReport {
  public static func text(of report: VerificationReport) -> String {
    var suites = ""
    var (tests, failures, skipped) = (0, 0, 0)
    for page in report.pages {
      var cases = ""
      var (pageFailures, pageSkipped) = (0, 0)
      for (index, name) in names(of: page).enumerated() {
        let cell: Int? = index == 0 ? nil : index - 1
        let errors = page.problems.filter { $0.cell == cell && $0.severity == .error }
        let isSkipped = errors.isEmpty && cell.map { page.cells[$0].isSkipped } ?? false
        cases += "    <testcase classname=\"\(escaped(page.path))\" name=\"\(escaped(name))\""
        if isSkipped {
          pageSkipped += 1
          cases += ">\n      <skipped/>\n    </testcase>\n"
        } else if errors.isEmpty {
          cases += "/>\n"
        } else {
          pageFailures += 1
          // A case fails once; everything that is wrong stands in its text.
          let lines = errors.map { problem in
            let place = problem.line > 0 ? "\(problem.file):\(problem.line):\(problem.column)" : problem.file
            return "\(place): \(problem.message) [\(problem.code)]" + (problem.hint.map { "\n  help: \($0)" } ?? "")
          }
          cases += ">\n      <failure type=\"\(escaped(errors[0].code))\" message=\"\(escaped(errors[0].message))\">"
          cases += escaped(lines.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
        }
      }
      let count = page.cells.count + 1
      suites += "  <testsuite name=\"\(escaped(page.path))\" tests=\"\(count)\" failures=\"\(pageFailures)\" errors=\"0\" skipped=\"\(pageSkipped)\">\n"
      suites += cases + "  </testsuite>\n"
      tests += count
      failures += pageFailures
      skipped += pageSkipped
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"nabla verify\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\">\n\(suites)</testsuites>\n"
  }

  /// The names of the cases, which differ: the page, and its cells.
  private static func names(of page: VerificationReport.Page) -> [String] {
    var counts: [String: Int] = ["page": 1]
    return ["page"] + page.cells.map { cell in
      counts[cell.name, default: 0] += 1
      let count = counts[cell.name] ?? 1
      return count == 1 ? cell.name : "\(cell.name) (\(count))"
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      // XML 1.0 has no other control characters.
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
