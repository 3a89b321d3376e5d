// What the YAML at the head of a file says about it.

import Syntax

/// The front matter of a document; everything is optional.
public struct FrontMatter: Sendable {
  /// A `params:` entry, which `-P name=value` replaces.
  public struct Parameter: Sendable {
    public var name: String
    public var value: MetadataValue
    public var span: Span
  }

  /// A TeX macro for the formulas of the page.
  public struct Macro: Sendable, Hashable {
    /// With its backslash.
    public var name: String
    /// May use `#1` to `#9`.
    public var definition: String
    public var span: Span
  }

  /// Counted limits of a run; `nil` where the program's own apply.
  public struct Limits: Sendable, Hashable {
    public var steps: Int?
    /// Bytes.
    public var memory: Int?
    /// Bytes of text for each cell.
    public var output: Int?
    /// Seconds.
    public var timeout: Double?
  }

  /// The code of a rule that does not hold for the page.
  public struct IgnoredRule: Sendable, Hashable {
    public var code: String
    public var span: Span
  }

  public var title: Caption?
  public var subtitle: Caption?
  public var authors: [String] = []
  /// As written.
  public var date: String?
  public var description: Caption?
  public var keywords: [String] = []
  /// Paths of BibTeX files, relative to the document.
  public var bibliography: [String] = []
  /// A BCP 47 tag; `en` unless given.
  public var language = "en"
  /// `toc`; `nil` leaves it to the writer.
  public var tableOfContents: Bool?
  public var numberSections = false
  public var seed: Int?
  public var parameters: [Parameter] = []
  public var macros: [Macro] = []
  /// `execute:`, the options that cells start from.
  public var cellDefaults = CellOptions()
  /// `execute: inline: false` leaves inline values as the code spans that they are.
  public var evaluatesInlineValues = true
  public var limits = Limits()
  /// `lint: {ignore: […]}`: codes of rules that `nabla lint` leaves out, whether or not there are such rules.
  public var ignoredRules: [IgnoredRule] = []
  /// Keys that belong to other tools, as they stand.
  public var other: [Parameter] = []
  /// From `---` to `---`; `nil` when there is none.
  public var span: Span?

  public init() {}
}

/// A value in YAML.
public indirect enum MetadataValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([MetadataValue])
  case mapping([Entry])

  public struct Entry: Sendable, Hashable {
    public var key: String
    public var value: MetadataValue
  }
}
