// The table of all rules; what each looks for stands in the file of its family.

extension LintRule {
  /// Every rule, by family.
  public static let all: [LintRule] = [
    // Names.
    LintRule("unused-name", .warning, "a name that a cell assigns is read, shown, or told of in the text", find: unusedNames),
    LintRule("unused-parameter", .warning, "an entry of `params` is read by a cell or a value", find: unusedParameters),
    LintRule("unused-argument", .note, "a function reads its arguments; `_` opens the name of one that it does not", find: unusedArguments),
    LintRule("shadowed-function", .warning, "a variable does not hide a function of the library", find: shadowedFunctions),

    // Cells.
    LintRule("unattached-expectation", .error, "`# =>` ends a statement of the cell", find: unattachedExpectations),
    LintRule("unformatted", .note, "cells are in the style of `nabla fmt`", isFixable: true, find: unformattedCells),
    LintRule("long-line", .warning, "lines of cells have at most \(lineLength) characters", find: longLines),
    LintRule("tab", .warning, "cells are indented with blanks", isFixable: true, find: tabs),
    LintRule(
      "trailing-blanks", .warning, "no line ends in blanks, but for the two that break a line", isFixable: true, find: trailingBlanks),

    // Headings.
    LintRule("heading-skip", .warning, "headings go down one level at a time", find: skippedHeadings),
    LintRule("duplicate-heading", .warning, "headings of the same words have names of their own: `{#sec-…}`", find: duplicateHeadings),
    LintRule("two-titles", .warning, "a page has one heading of level 1", find: secondTitles),

    // References.
    LintRule("unresolved-reference", .error, "references name something that is there", find: linkProblems("unresolved-reference")),
    LintRule("unknown-citation", .error, "citations name works of the bibliography", find: linkProblems("unknown-citation")),
    LintRule("bibliography", .error, "the files of the bibliography can be read", find: linkProblems("bibliography")),
    LintRule("missing-file", .error, "links and images lead to files that are there", find: linkProblems("missing-file")),
    LintRule(
      "outside-root", .error, "links and images lead to files of the collection", find: linkProblems("outside-root")),
    LintRule("missing-anchor", .error, "links lead to places that are there", find: linkProblems("missing-anchor")),
    LintRule("unused-label", .note, "figures, tables and equations with a name are referred to", find: unusedLabels),
    LintRule("unused-footnote", .warning, "footnotes are referred to", find: unusedFootnotes),

    // Text.
    LintRule("missing-alt-text", .warning, "images are described, and named figures have a caption", find: missingDescriptions),
    LintRule("link-text", .warning, "the words of a link say where it leads", find: emptyLinkTexts),
    LintRule("tex-delimiters", .warning, "formulas stand between dollars, which Markdown knows", find: texDelimiters),

    // Front matter.
    LintRule("foreign-key", .note, "keys of the front matter are nabla's", find: foreignKeys),
    LintRule("unknown-rule", .warning, "`lint: {ignore: […]}` names rules that there are", find: unknownRules),
  ]

  /// The rule of a code, if there is one.
  public static func named(_ code: String) -> LintRule? { all.first { $0.code == code } }

  /// What to say to somebody who names a rule that does not exist.
  public static func hint(forUnknown code: String) -> String {
    suggestion(for: code, among: all.map(\.code)).map { "did you mean `\($0)`?" } ?? "`nabla lint --rules` lists them"
  }
}
