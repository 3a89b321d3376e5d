// Commands that are abbreviations of other TeX.

enum MacroTable {
  /// The macros as tokens, made when the first formula is typeset.
  static let definitions: [String: TokenStream.Definition] = {
    var table: [String: TokenStream.Definition] = [:]
    table.reserveCapacity(macros.count)
    for (name, parameterCount, body) in macros {
      table[name] = TokenStream.definition(body: body, parameterCount: parameterCount)
    }
    for name in TokenStream.primitives { table[name] = .primitive(name) }
    for (name, brace) in braces { table[name] = .alias(Token(kind: .character(brace), range: 0..<0)) }
    return table
  }()

  /// Commands that stand for a brace.
  private static let braces: [(String, Unicode.Scalar)] = [
    ("bgroup", "{"), ("egroup", "}"), ("begingroup", "{"), ("endgroup", "}"),
  ]

  /// Name, number of parameters, body.
  private static let macros: [(String, Int, String)] = [
    // Logic and number theory
    ("iff", 0, #"\;\Longleftrightarrow\;"#), ("implies", 0, #"\;\Longrightarrow\;"#),
    ("impliedby", 0, #"\;\Longleftarrow\;"#),
    ("bmod", 0, #"\mathbin{\mathrm{mod}}"#), ("pod", 1, #"\mathchoice{\kern18mu}{\kern8mu}{\kern8mu}{\kern8mu}(#1)"#),
    ("pmod", 1, #"\pod{\mathrm{mod}\mkern6mu#1}"#),
    ("mod", 1, #"\mathchoice{\kern18mu}{\kern12mu}{\kern12mu}{\kern12mu}\mathrm{mod}\,\,#1"#),
    // Relations with a colon
    ("ordinarycolon", 0, ":"), ("coloneq", 0, #"\mathrel{{\vcentcolon}{-}}"#),
    ("colonminus", 0, #"\mathrel{{\vcentcolon}{-}}"#), ("Coloneq", 0, #"\mathrel{{\dblcolon}{-}}"#),
    ("coloncolonminus", 0, #"\mathrel{{\dblcolon}{-}}"#),
    ("Coloneqq", 0, #"\mathrel{{\dblcolon}{=}}"#), ("coloncolonequals", 0, #"\mathrel{{\dblcolon}{=}}"#),
    ("Eqqcolon", 0, #"\mathrel{{=}{\dblcolon}}"#),
    ("equalscoloncolon", 0, #"\mathrel{{=}{\dblcolon}}"#), ("Eqcolon", 0, #"\mathrel{{-}{\dblcolon}}"#),
    ("minuscoloncolon", 0, #"\mathrel{{-}{\dblcolon}}"#), ("colonapprox", 0, #"\mathrel{{\vcentcolon}{\approx}}"#),
    ("Colonapprox", 0, #"\mathrel{{\dblcolon}{\approx}}"#),
    ("coloncolonapprox", 0, #"\mathrel{{\dblcolon}{\approx}}"#),
    ("colonsim", 0, #"\mathrel{{\vcentcolon}{\sim}}"#), ("Colonsim", 0, #"\mathrel{{\dblcolon}{\sim}}"#),
    ("coloncolonsim", 0, #"\mathrel{{\dblcolon}{\sim}}"#), ("simcolon", 0, #"\mathrel{{\sim}{\vcentcolon}}"#),
    ("simcoloncolon", 0, #"\mathrel{{\sim}{\dblcolon}}"#), ("approxcolon", 0, #"\mathrel{{\approx}{\vcentcolon}}"#),
    ("approxcoloncolon", 0, #"\mathrel{{\approx}{\dblcolon}}"#),
    // Signs that the font lacks
    ("minuso", 0, #"\mathbin{\mathrlap{-}\mkern2.5mu{\circ}\mkern2.5mu}"#),
    ("relbar", 0, #"\mathrel{-}"#), ("idotsint", 0, #"\int\mkern-3mu\cdots\mkern-3mu\int"#),
    // Quantum mechanics and sets
    ("bra", 1, #"\mathinner{\langle{#1}|}"#), ("ket", 1, #"\mathinner{|{#1}\rangle}"#),
    ("braket", 1, #"\mathinner{\langle{#1}\rangle}"#), ("Bra", 1, #"\left\langle#1\right|"#),
    ("Ket", 1, #"\left|#1\right\rangle"#),
    // Operators with limits
    ("argmin", 0, #"\operatorname*{arg\,min}"#), ("argmax", 0, #"\operatorname*{arg\,max}"#),
    ("plim", 0, #"\operatorname*{plim}"#), ("limsup", 0, #"\operatorname*{lim\,sup}"#),
    ("liminf", 0, #"\operatorname*{lim\,inf}"#), ("injlim", 0, #"\operatorname*{inj\,lim}"#),
    ("projlim", 0, #"\operatorname*{proj\,lim}"#), ("varlimsup", 0, #"\operatorname*{\overline{lim}}"#),
    ("varliminf", 0, #"\operatorname*{\underline{lim}}"#),
    ("varinjlim", 0, #"\operatorname*{\underrightarrow{lim}}"#),
    ("varprojlim", 0, #"\operatorname*{\underleftarrow{lim}}"#), ("operatornamewithlimits", 1, #"\operatorname*{#1}"#),
    // Dots by the kind of their neighbours
    ("dotsb", 0, #"\cdots"#), ("dotsm", 0, #"\cdots"#), ("dotsi", 0, #"\!\cdots"#), ("dotsc", 0, #"\ldots"#),
    ("dotso", 0, #"\ldots"#), ("dotsx", 0, #"\ldots"#),
    ("DOTSB", 0, ""), ("DOTSI", 0, ""), ("DOTSX", 0, ""), ("displaylimits", 0, ""),
    // Letters of number systems
    ("R", 0, #"\mathbb{R}"#), ("Reals", 0, #"\mathbb{R}"#), ("reals", 0, #"\mathbb{R}"#), ("real", 0, #"\Re"#),
    ("N", 0, #"\mathbb{N}"#), ("natnums", 0, #"\mathbb{N}"#), ("Z", 0, #"\mathbb{Z}"#), ("Q", 0, #"\mathbb{Q}"#),
    ("Complex", 0, #"\mathbb{C}"#), ("cnums", 0, #"\mathbb{C}"#), ("image", 0, #"\Im"#),
    // Struts and boxes
    ("arraystretch", 0, "1"), ("cancelto", 2, #"\cancel{#2}^{#1}"#), ("tmspace", 3, #"\mkern#1#2"#),
    ("@firstoftwo", 2, "#1"), ("@secondoftwo", 2, "#2"),
    ("mathstrut", 0, #"\vphantom{(}"#), ("strut", 0, #"\rule[-0.3em]{0em}{1em}"#), ("angln", 0, #"\angl n"#),
    ("prescript", 3, #"{}^{#1}_{#2}{#3}"#),
    // Names of programs
    ("TeX", 0, #"\mathrm{T\kern-.1667em\raisebox{-.5ex}{$\mathrm{E}$}\kern-.125emX}"#),
    ("LaTeX", 0, #"\mathrm{L\kern-.36em\raisebox{0.21em}{$\scriptstyle\mathrm{A}$}\kern-.15em\TeX}"#),
    ("KaTeX", 0, #"\mathrm{K\kern-.17em\raisebox{0.21em}{$\scriptstyle\mathrm{A}$}\kern-.15em\TeX}"#),
    // Colours with a name of their own
    ("blue", 1, #"\textcolor{#6495ed}{#1}"#), ("orange", 1, #"\textcolor{#ffa500}{#1}"#),
    ("pink", 1, #"\textcolor{#ff00af}{#1}"#), ("red", 1, #"\textcolor{#df0030}{#1}"#),
    ("green", 1, #"\textcolor{#28ae7b}{#1}"#), ("gray", 1, #"\textcolor{gray}{#1}"#),
    ("purple", 1, #"\textcolor{#9d38bd}{#1}"#),
  ]
}
