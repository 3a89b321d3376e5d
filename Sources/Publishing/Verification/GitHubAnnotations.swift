// Findings as commands that GitHub's workflows turn into notes beside the lines.

/// Workflow commands: `::error file=…,line=…::message`.
public enum GitHubAnnotations {
  public static func text(of problems: [VerificationReport.Problem]) -> String {
    problems.map { problem in
      let command =
        switch problem.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      var properties = ["file=\(property(problem.file))"]
      if problem.line > 0 {
        properties += ["line=\(problem.line)", "endLine=\(problem.endLine)", "col=\(problem.column)"]
        // Columns may be given for one line only.
        if problem.endLine == problem.line { properties.append("endColumn=\(problem.endColumn)") }
      }
      properties.append("title=\(property(problem.code))")
      let message = problem.message + (problem.hint.map { "\nhelp: \($0)" } ?? "")
      return "::\(command) \(properties.joined(separator: ","))::\(data(message))\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
