// Names that a document can refer to, and the prefixes that say what they name.

import Syntax

/// What a reference refers to, by the prefix of its name.
public enum ReferenceKind: String, CaseIterable, Sendable {
  case figure = "fig"
  case table = "tbl"
  case equation = "eq"
  case section = "sec"
  case theorem = "thm"
  case definition = "def"
  case lemma = "lem"
  case corollary = "cor"
  case proposition = "prp"
  case example = "exm"
  case remark = "rem"
  case exercise = "exr"

  /// The kind of `fig-circle` is `figure`; `nil` for a name without a known prefix or with nothing behind it.
  public init?(id: some StringProtocol) {
    guard let dash = id.utf8.firstIndex(of: UInt8(ascii: "-")), id.index(after: dash) < id.endIndex else { return nil }
    self.init(rawValue: String(id[..<dash]))
  }
}

/// Something with a name: a heading, an equation, a call-out, a figure, a table, a labelled cell.
public struct Target: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    case heading, equation, callOut(CallOut.Kind), figure, table
    /// The cell of this index.
    case cell(Int)
  }

  public var id: String
  public var place: Place
  public var span: Span

  /// What the prefix of the name says; `nil` for names that cannot be referred to with `@`.
  public var kind: ReferenceKind? { ReferenceKind(id: id) }
}
