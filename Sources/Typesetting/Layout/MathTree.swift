// The tree between TeX and MathML: atoms with TeX's classes, so that spacing follows TeX's rules.

/// TeX's kinds of atom (*The TeXbook*, chapter 17), which decide the space between neighbours.
enum AtomClass: Int {
  case ordinary, largeOperator, binary, relation, opening, closing, punctuation, inner
}

/// TeX's four sizes of mathematics.
enum MathStyle: Int, Comparable {
  case display, text, script, scriptScript

  var inScripts: MathStyle { self <= .text ? .script : .scriptScript }

  static func < (left: MathStyle, right: MathStyle) -> Bool { left.rawValue < right.rawValue }
}

/// One element of a formula's list. `atomClass` is nil for what spacing looks through, such as explicit spaces.
struct Atom {
  var content: MathNode
  var atomClass: AtomClass?

  init(_ content: MathNode, _ atomClass: AtomClass? = .ordinary) {
    self.content = content
    self.atomClass = atomClass
  }
}

enum MathNode {
  /// A variable or a word of letters; `isUpright` keeps a single letter from the italic that MathML gives it.
  case identifier(String, isUpright: Bool)
  case number(String)
  indirect case symbol(Symbol)
  /// Text in the page's face.
  case text(String, TextStyle)
  case group([Atom])
  indirect case scripts(base: Atom?, subscript: [Atom]?, superscript: [Atom]?)
  /// Something exactly above or below: limits, accents, braces, labelled arrows.
  indirect case stack(Stack)
  indirect case fraction(Fraction)
  case root([Atom], index: [Atom]?)
  /// `\left … \right`: the delimiters stretch to the content.
  indirect case fenced(left: String, [Atom], right: String)
  indirect case table(Table)
  /// Horizontal space in em.
  case space(Double)
  indirect case rule(width: Double, height: Double, shift: Double)
  /// A style that holds for its content, which stays part of the surrounding list; nil for the style in force.
  case styled(MathStyle?, [Atom])
  case sized(Double, [Atom])
  indirect case colored(String, [Atom])
  indirect case wrapped(Wrapper, [Atom])
  indirect case link(String, [Atom])
  /// `\mathchoice`: one list for each style.
  case choice([[Atom]])
  case lineBreak
  case error(String)
}

/// An operator, fence or separator: what MathML writes as `<mo>`.
struct Symbol {
  enum Stretch: Equatable {
    /// As it stands.
    case none
    /// Grows with its neighbours (`\middle`, extensible arrows).
    case fill
    /// A height in em (`\big`).
    case height(Double)
  }

  var text: String
  var stretch: Stretch = .none
  /// Grows in display style: sums and integrals.
  var isLarge = false
  var isBold = false
  /// Size relative to its surroundings.
  var size = 1.0
}

extension Symbol {
  var isIntegral: Bool {
    guard let value = text.soleScalar?.value else { return false }
    return (0x222B...0x2233).contains(value) || value == 0x2A0C || value == 0x2A11
  }
}

/// A base with something above, below or both.
struct Stack {
  enum Kind {
    /// `\sum`, `\lim`: beside the base outside display style, unless `always`.
    case limits(always: Bool)
    /// `\hat`, `\overrightarrow`: close to the base, never smaller.
    case accent
    /// `\overbrace`: as an accent, but the base is set in display style.
    case brace
    /// `\overset`, `\xrightarrow`: script size.
    case labels
  }

  var kind: Kind
  var base: [Atom]
  var under: [Atom]?
  var over: [Atom]?
}

struct Fraction {
  var numerator: [Atom]
  var denominator: [Atom]
  /// The bar's thickness in em; nil for the font's own.
  var thickness: Double?
  /// The style that the command asks for (`\dfrac`, `\tfrac`); nil for the surrounding one.
  var style: MathStyle?
  var left = ""
  var right = ""
  /// `\cfrac`: the parts stay in display style.
  var isContinued = false
}

/// What surrounds a list without changing the atoms in it.
enum Wrapper: Equatable {
  case phantom, horizontalPhantom, verticalPhantom
  case smash(height: Bool, depth: Bool)
  case leftLap, rightLap, centerLap
  case overline, underline, wideHat, wideCheck, wideTilde, wideTildeBelow, phase
  case segment(below: Bool)
  case boxed, cancelUp, cancelDown, cancelBoth, strike, actuarial
  case background(String), framed(border: String, background: String)
  case raised(Double)
  case verticallyCentered
}

extension MathNode {
  var isWrapped: Bool {
    if case .wrapped = self { return true }
    return false
  }
}

/// How a run of text looks.
struct TextStyle: Equatable {
  enum Family { case page, roman, sans, mono }
  var family: Family = .page
  var isBold = false
  var isItalic = false
}

struct Table {
  enum Kind { case matrix, small, cases, aligned, alignedAt, gathered, multline, array, substack, lines, diagram }
  enum Alignment: String { case left = "l", center = "c", right = "r" }
  enum Line { case solid, dashed }

  struct Column {
    var alignment: Alignment = .center
    /// Lines at the column's left; after the last column they belong to `trailingLines`.
    var linesBefore: [Line] = []
    /// What `@{…}` puts in the place of the space before the column.
    var separator: [Atom]?
  }

  struct Row {
    var cells: [[Atom]]
    var linesAbove: [Line] = []
    /// Extra space below in em.
    var gap: Double?
    /// `\tag`: what stands at the right margin.
    var tag: [Atom]?
  }

  var kind: Kind
  var rows: [Row] = []
  var columns: [Column] = []
  var trailingLines: [Line] = []
  var linesBelow: [Line] = []
  /// `@{…}` after the last column.
  var trailingSeparator: [Atom]?
  /// The distance of the lines relative to the usual one.
  var stretch = 1.0
  var style: MathStyle = .text
  /// Delimiters around the table, as `pmatrix` has them.
  var left = ""
  var right = ""
}
