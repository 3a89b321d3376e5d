// Commands that are known here and not to every other reader of TeX, in terms of those that all of them know.

extension Formula {
  /// Commands that MathJax with the AMS extensions, as Git hosts run it, does not know (nor LaTeX with amsmath, for most), as
  /// macros for ``expansions(in:macros:)``.
  ///
  /// Left out are those whose arguments may stand in square brackets (`\xRightarrow[below]{above}`) and definitions.
  public static let portableMacros: [String: Macro] = {
    var macros: [String: Macro] = [:]
    for word in operators.split(whereSeparator: \.isWhitespace) { macros[String(word)] = Macro("\\operatorname{\(word)}") }
    for line in replacements.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      for name in parts[0].split(separator: ",") { macros[String(name)] = Macro(parts.count > 1 ? String(parts[1]) : "") }
    }
    return macros
  }()

  private static let operators = "arcctg arctg ch cosec cotg csch ctg cth sech sh tg th"

  /// Names with commas between them, and what they stand for.
  private static let replacements = #"""
    argmin \operatorname*{arg\,min}
    argmax \operatorname*{arg\,max}
    plim \operatorname*{plim}
    operatornamewithlimits \operatorname*{#1}
    R,Reals,reals \mathbb{R}
    N,natnums \mathbb{N}
    Z \mathbb{Z}
    Q \mathbb{Q}
    Complex,cnums \mathbb{C}
    real \Re
    image \Im
    Alpha \mathrm{A}
    Beta \mathrm{B}
    Epsilon \mathrm{E}
    Zeta \mathrm{Z}
    Eta \mathrm{H}
    Iota \mathrm{I}
    Kappa \mathrm{K}
    Mu \mathrm{M}
    Nu \mathrm{N}
    Omicron \mathrm{O}
    Rho \mathrm{P}
    Tau \mathrm{T}
    Chi \mathrm{X}
    alef,alefsym \aleph
    ang \angle
    bull \bullet
    clubs \clubsuit
    diamonds \diamondsuit
    hearts \heartsuit
    spades \spadesuit
    dag \dagger
    ddag,Dagger \ddagger
    empty \emptyset
    exist \exists
    infin \infty
    isin \in
    lang \langle
    rang \rangle
    plusmn \pm
    sdot \cdot
    sect \S
    sub \subset
    sube \subseteq
    supe \supseteq
    thetasym \vartheta
    weierp \wp
    larr \leftarrow
    rarr \rightarrow
    harr,lrarr \leftrightarrow
    uarr \uparrow
    darr \downarrow
    lArr,Larr \Leftarrow
    rArr,Rarr \Rightarrow
    hArr,Harr,lrArr,Lrarr \Leftrightarrow
    uArr,Uarr \Uparrow
    dArr,Darr \Downarrow
    notequal \neq
    notni \not\ni
    nsubset \not\subset
    nsupset \not\supset
    Perp \perp\!\!\!\perp
    Relbar \mathrel{=}
    relbar \mathrel{-}
    varbackepsilon \backepsilon
    minuso \ominus
    plusdot \dotplus
    QED \blacksquare
    ordinarycolon :
    vcentcolon,ratio \mathrel{:}
    dblcolon,coloncolon \mathrel{::}
    coloneqq,colonequals \mathrel{:=}
    eqqcolon,equalscolon \mathrel{=:}
    coloneq,colonminus \mathrel{:-}
    eqcolon,minuscolon \mathrel{-:}
    Coloneqq,coloncolonequals \mathrel{::=}
    Eqqcolon,equalscoloncolon \mathrel{=::}
    Coloneq,coloncolonminus \mathrel{::-}
    Eqcolon,minuscoloncolon \mathrel{-::}
    colonapprox \mathrel{:\approx}
    Colonapprox,coloncolonapprox \mathrel{::\approx}
    approxcolon \mathrel{\approx:}
    approxcoloncolon \mathrel{\approx::}
    colonsim \mathrel{:\sim}
    Colonsim,coloncolonsim \mathrel{::\sim}
    simcolon \mathrel{\sim:}
    simcoloncolon \mathrel{\sim::}
    dotsx,hellip,mathellipsis \ldots
    iddots \cdot^{\cdot^{\cdot}}
    varvdots \vdots
    DOTSB,DOTSI,DOTSX,allowbreak,nobreak,relax,displaylimits
    medspace \:
    thickspace \;
    enskip \enspace
    sixptsize,footnotesize \scriptsize
    bra \langle{#1}|
    ket |{#1}\rangle
    braket \langle{#1}\rangle
    Bra \left\langle{#1}\right|
    Ket \left|{#1}\right\rangle
    Braket \left\langle{#1}\right\rangle
    set \lbrace\,{#1}\,\rbrace
    Set \left\lbrace\,{#1}\,\right\rbrace
    llbracket,lBrack [\![
    rrbracket,rBrack ]\!]
    lBrace \lbrace\mkern-4mu|
    rBrace |\mkern-4mu\rbrace
    lparen (
    rparen )
    bm,mathbfit \boldsymbol{#1}
    bold,mathbfup \mathbf{#1}
    mathbfsf,mathsfbf \boldsymbol{\mathsf{#1}}
    mathup \mathrm{#1}
    mathsfit \mathsf{#1}
    mathnormal {#1}
    emph,textsl \textit{#1}
    textup,textmd,textnormal \text{#1}
    underbar,underlinesegment \underline{#1}
    overlinesegment \overline{#1}
    overbracket,overgroup \overbrace{#1}
    underbracket,undergroup \underbrace{#1}
    utilde \underset{\sim}{#1}
    widecheck \check{#1}
    overleftharpoon \overleftarrow{#1}
    overrightharpoon \overrightarrow{#1}
    Overrightarrow \overset{\Rightarrow}{#1}
    phase \angle{#1}
    prescript {}^{#1}_{#2}{#3}
    degree {}^{\circ}
    mathdollar \$
    KaTeX \mathrm{KaTeX}
    blue \textcolor{blue}{#1}
    orange \textcolor{orange}{#1}
    pink \textcolor{pink}{#1}
    red \textcolor{red}{#1}
    green \textcolor{green}{#1}
    gray \textcolor{gray}{#1}
    purple \textcolor{purple}{#1}
    textemdash —
    textendash –
    textquoteleft,lq ‘
    textquoteright,rq ’
    textquotedblleft “
    textquotedblright ”
    textellipsis …
    """#
}
