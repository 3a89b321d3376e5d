// What each TeX command does, as one table from names to meanings.

/// The meaning of a control sequence.
enum Command {
  /// An operator, relation or other sign.
  case symbol(String, AtomClass)
  /// A letter or letter-like sign.
  case letter(String, isUpright: Bool)
  /// `\sum`, `\int`.
  case largeOperator(String, limits: Bool)
  /// `\sin`, `\lim`: the name as it is written.
  case namedOperator(String, limits: Bool)
  case accent(String, stretches: Bool, below: Bool)
  /// A sign that stretches over or under its argument and takes limits, as `\overbrace` does.
  case brace(String, below: Bool)
  case extensibleArrow(String)
  case alphabet(MathAlphabet?)
  /// `\bf`: the alphabet for the rest of the group.
  case alphabetSwitch(MathAlphabet?)
  case text(TextStyle)
  case style(MathStyle)
  case size(Double)
  case space(Double)
  case big(Double, AtomClass)
  case fraction(FractionShape)
  /// `a \over b`.
  case infixFraction(FractionShape)
  case classed(AtomClass)
  case wrapper(Wrapper)
  case special(Special)

  /// The variants of fractions.
  struct FractionShape {
    var thickness: Double?
    var style: MathStyle?
    var left = ""
    var right = ""
    var isContinued = false
  }

  /// Commands with a syntax of their own; the raw value is the name.
  enum Special: String, CaseIterable {
    // Ends of lists
    case right, middle, end, newline, cr, tabularnewline, rowEnd = "\\"
    // Structure
    case left, begin, sqrt, limits, nolimits, not, operatorname, substack, mathchoice, genfrac, above
    case overset, underset, stackrel, raisebox, vcenter, rule, smash, mathop, dots, sideset
    // Tables
    case hline, hdashline, tag, notag, nonumber
    // Space
    case kern, mkern, hskip, mskip, hspace, mspace
    // Colour and links
    case color, textcolor, colorbox, fcolorbox, href, url
    // Text
    case hbox, mbox, fbox
    // Definitions
    case newcommand, renewcommand, providecommand, def, gdef, edef, xdef, `let`, global, long
    case declareMathOperator = "DeclareMathOperator"
    case textOrMath = "TextOrMath"
    case char, relax
    // Bars between the parts of a set or a bracket
    case set, setStretching = "Set", braketStretching = "Braket"
    // References
    case label, ref, eqref
    // What a formula may not do
    case htmlClass, htmlId, htmlStyle, htmlData, includegraphics
  }
}

/// All commands by name; built once, when the first formula is typeset.
enum CommandTable {
  static func command(_ name: String) -> Command? { commands[name] }

  /// Every name, for suggestions; sorted, so that a suggestion does not depend on hashing.
  static var names: [String] { commands.keys.sorted() }

  private static let commands: [String: Command] = {
    var table: [String: Command] = [:]
    table.reserveCapacity(1_400)
    for (text, atomClass) in SymbolTable.symbols {
      forEachPair(text) { table[$0] = .symbol($1, atomClass) }
    }
    forEachPair(SymbolTable.italicLetters) { table[$0] = .letter($1, isUpright: false) }
    forEachPair(SymbolTable.uprightLetters) { table[$0] = .letter($1, isUpright: true) }
    forEachPair(SymbolTable.sums) { table[$0] = .largeOperator($1, limits: true) }
    forEachPair(SymbolTable.integrals) { table[$0] = .largeOperator($1, limits: false) }
    forEachPair(SymbolTable.accents) { table[$0] = .accent($1, stretches: false, below: false) }
    forEachPair(SymbolTable.wideAccents) { table[$0] = .accent($1, stretches: true, below: false) }
    forEachPair(SymbolTable.wideAccentsBelow) { table[$0] = .accent($1, stretches: true, below: true) }
    forEachPair(SymbolTable.braces) { table[$0] = .brace($1, below: false) }
    forEachPair(SymbolTable.bracesBelow) { table[$0] = .brace($1, below: true) }
    forEachPair(SymbolTable.extensibleArrows) { table[$0] = .extensibleArrow($1) }
    forEachWord(SymbolTable.functions) { table[$0] = .namedOperator($0, limits: false) }
    forEachWord(SymbolTable.limitFunctions) { table[$0] = .namedOperator($0, limits: true) }
    for special in Command.Special.allCases { table[special.rawValue] = .special(special) }
    for (name, command) in layoutCommands { table[name] = command }
    return table
  }()

  private static func forEachWord(_ text: String, _ body: (String) -> Void) {
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) { body(String(word)) }
  }

  private static func forEachPair(_ text: String, _ body: (String, String) -> Void) {
    var name: String?
    forEachWord(text) { word in
      if let key = name {
        body(key, word)
        name = nil
      } else {
        name = word
      }
    }
  }

  private static let layoutCommands: [(String, Command)] = [
    ("mathrm", .alphabet(.roman)), ("mathup", .alphabet(.roman)), ("mathbf", .alphabet(.bold)),
    ("bold", .alphabet(.bold)), ("mathbfup", .alphabet(.bold)), ("mathit", .alphabet(.italic)),
    ("boldsymbol", .alphabet(.boldItalic)), ("bm", .alphabet(.boldItalic)), ("pmb", .alphabet(.boldItalic)),
    ("mathbfit", .alphabet(.boldItalic)), ("mathcal", .alphabet(.script)), ("mathscr", .alphabet(.script)),
    ("mathfrak", .alphabet(.fraktur)), ("frak", .alphabet(.fraktur)), ("mathbb", .alphabet(.doubleStruck)),
    ("Bbb", .alphabet(.doubleStruck)), ("mathsf", .alphabet(.sans)), ("mathsfbf", .alphabet(.sansBold)),
    ("mathbfsf", .alphabet(.sansBold)), ("mathsfit", .alphabet(.sansItalic)), ("mathtt", .alphabet(.mono)),
    ("mathnormal", .alphabet(nil)),
    ("rm", .alphabetSwitch(.roman)), ("bf", .alphabetSwitch(.bold)), ("it", .alphabetSwitch(.italic)),
    ("sf", .alphabetSwitch(.sans)), ("tt", .alphabetSwitch(.mono)), ("cal", .alphabetSwitch(.script)),
    ("text", .text(TextStyle())), ("textnormal", .text(TextStyle())), ("textup", .text(TextStyle())),
    ("textmd", .text(TextStyle())), ("textrm", .text(TextStyle(family: .roman))),
    ("textbf", .text(TextStyle(isBold: true))), ("textit", .text(TextStyle(isItalic: true))),
    ("emph", .text(TextStyle(isItalic: true))), ("textsl", .text(TextStyle(isItalic: true))),
    ("textsf", .text(TextStyle(family: .sans))), ("texttt", .text(TextStyle(family: .mono))),
    ("displaystyle", .style(.display)), ("textstyle", .style(.text)), ("scriptstyle", .style(.script)),
    ("scriptscriptstyle", .style(.scriptScript)),
    ("tiny", .size(0.5)), ("sixptsize", .size(0.6)), ("scriptsize", .size(0.7)), ("footnotesize", .size(0.8)),
    ("small", .size(0.9)), ("normalsize", .size(1)), ("large", .size(1.2)), ("Large", .size(1.44)),
    ("LARGE", .size(1.728)), ("huge", .size(2.074)), ("Huge", .size(2.488)),
    (",", .space(3 / 18.0)), ("thinspace", .space(3 / 18.0)), (":", .space(4 / 18.0)), (">", .space(4 / 18.0)),
    ("medspace", .space(4 / 18.0)), (";", .space(5 / 18.0)), ("thickspace", .space(5 / 18.0)),
    ("!", .space(-3 / 18.0)), ("negthinspace", .space(-3 / 18.0)), ("negmedspace", .space(-4 / 18.0)),
    ("negthickspace", .space(-5 / 18.0)), (" ", .space(0.25)), ("space", .space(0.25)),
    ("nobreakspace", .space(0.25)), ("enspace", .space(0.5)), ("enskip", .space(0.5)), ("quad", .space(1)),
    ("qquad", .space(2)), ("allowbreak", .space(0)), ("nobreak", .space(0)),
    ("big", .big(1.19, .ordinary)), ("Big", .big(1.79, .ordinary)), ("bigg", .big(2.39, .ordinary)),
    ("Bigg", .big(2.99, .ordinary)), ("bigl", .big(1.19, .opening)), ("Bigl", .big(1.79, .opening)),
    ("biggl", .big(2.39, .opening)), ("Biggl", .big(2.99, .opening)), ("bigr", .big(1.19, .closing)),
    ("Bigr", .big(1.79, .closing)), ("biggr", .big(2.39, .closing)), ("Biggr", .big(2.99, .closing)),
    ("bigm", .big(1.19, .relation)), ("Bigm", .big(1.79, .relation)), ("biggm", .big(2.39, .relation)),
    ("Biggm", .big(2.99, .relation)),
    ("frac", .fraction(.init())), ("dfrac", .fraction(.init(style: .display))),
    ("tfrac", .fraction(.init(style: .text))), ("cfrac", .fraction(.init(style: .display, isContinued: true))),
    ("binom", .fraction(.init(thickness: 0, left: "(", right: ")"))),
    ("dbinom", .fraction(.init(thickness: 0, style: .display, left: "(", right: ")"))),
    ("tbinom", .fraction(.init(thickness: 0, style: .text, left: "(", right: ")"))),
    ("over", .infixFraction(.init())), ("atop", .infixFraction(.init(thickness: 0))),
    ("choose", .infixFraction(.init(thickness: 0, left: "(", right: ")"))),
    ("brace", .infixFraction(.init(thickness: 0, left: "{", right: "}"))),
    ("brack", .infixFraction(.init(thickness: 0, left: "[", right: "]"))),
    ("mathbin", .classed(.binary)), ("mathrel", .classed(.relation)), ("mathord", .classed(.ordinary)),
    ("mathopen", .classed(.opening)), ("mathclose", .classed(.closing)), ("mathpunct", .classed(.punctuation)),
    ("mathinner", .classed(.inner)),
    ("phantom", .wrapper(.phantom)), ("hphantom", .wrapper(.horizontalPhantom)),
    ("vphantom", .wrapper(.verticalPhantom)), ("mathllap", .wrapper(.leftLap)), ("llap", .wrapper(.leftLap)),
    ("mathrlap", .wrapper(.rightLap)), ("rlap", .wrapper(.rightLap)), ("mathclap", .wrapper(.centerLap)),
    ("clap", .wrapper(.centerLap)), ("boxed", .wrapper(.boxed)),
    ("cancel", .wrapper(.cancelUp)), ("bcancel", .wrapper(.cancelDown)), ("xcancel", .wrapper(.cancelBoth)),
    ("sout", .wrapper(.strike)), ("overline", .wrapper(.overline)), ("underline", .wrapper(.underline)),
    ("underbar", .wrapper(.underline)), ("phase", .wrapper(.phase)),
    ("overlinesegment", .wrapper(.segment(below: false))), ("underlinesegment", .wrapper(.segment(below: true))),
    ("widehat", .wrapper(.wideHat)), ("widecheck", .wrapper(.wideCheck)),
    ("widetilde", .wrapper(.wideTilde)), ("utilde", .wrapper(.wideTildeBelow)), ("angl", .wrapper(.actuarial)),
  ]
}
