// TeX's names of characters, as rows of "name character" by the class that decides their spacing.

enum SymbolTable {
  static let symbols: [(String, AtomClass)] = [
    (relations, .relation), (arrows, .relation), (negatedRelations, .relation), (binaries, .binary),
    (openings, .opening), (closings, .closing), (ordinarySigns, .ordinary), (punctuation, .punctuation),
    (inner, .inner), ("smallint ∫", .largeOperator),
  ]

  /// Letters that are set in italics.
  static let italicLetters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ thetasym ϑ iota ι kappa κ
    varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ
    varphi φ chi χ psi ψ omega ω digamma ϝ imath ı jmath ȷ partial ∂ varGamma Γ varDelta Δ varTheta Θ varLambda Λ
    varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω
    """

  /// Letters and letter-like signs that stand upright.
  static let uprightLetters = """
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο
    Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    aleph ℵ alef ℵ alefsym ℵ beth ℶ gimel ℷ daleth ℸ ell ℓ hbar ℏ hslash ℏ Im ℑ Re ℜ wp ℘ weierp ℘ eth ð mho ℧
    Finv Ⅎ Game ⅁ Bbbk 𝕜 nabla ∇ infty ∞ infin ∞ emptyset ∅ empty ∅ varnothing ⌀ O Ø o ø AE Æ ae æ OE Œ oe œ ss ß
    aa å AA Å i ı j ȷ top ⊤ bot ⊥ complement ∁ degree ° maltese ✠ checkmark ✓ circledR ® circledS Ⓢ yen ¥ pounds £
    mathsterling £ textsterling £ copyright © textcopyright © textregistered ® S § sect § P ¶ textdegree ° textdollar $
    mathdollar $
    $ $ % % # # & & _ _ textunderscore _ textbraceleft { textbraceright }
    textasciitilde ~ textasciicircum ^ textbackslash \\ textbar | textbardbl ‖ textless < textgreater >
    textemdash — textendash – textquoteleft ‘ lq ‘ textquoteright ’ rq ’ textquotedblleft “ textquotedblright ”
    textellipsis … dag † ddag ‡ textdagger † textdaggerdbl ‡ euro € texteuro € cent ¢
    """

  private static let ordinarySigns = """
    forall ∀ exists ∃ exist ∃ nexists ∄ neg ¬ lnot ¬ angle ∠ ang ∠ measuredangle ∡ sphericalangle ∢ prime ′
    backprime ‵ triangle △ vartriangle △ triangledown ▽ blacktriangle ▲ blacktriangledown ▼ square □ Box □
    blacksquare ■ Diamond ◊ lozenge ◊ blacklozenge ⧫ bigstar ★ clubsuit ♣ clubs ♣ diamondsuit ♢ diamonds ♢
    heartsuit ♡ hearts ♡ spadesuit ♠ spades ♠ flat ♭ natural ♮ sharp ♯ surd √ diagup ╱ diagdown ╲ backslash \\
    vert | | ‖ Vert ‖ vdots ⋮ varvdots ⋮ ddots ⋱ iddots ⋰ therefore ∴ because ∵ QED ∎ blacksmiley ☻
    """

  private static let punctuation = "ldotp . cdotp · colon :"

  private static let inner = "ldots … cdots ⋯ mathellipsis … hellip …"

  private static let binaries = """
    pm ± plusmn ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ sdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ bull ∙ cap ∩ cup ∪ uplus ⊎
    sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △
    bigtriangledown ▽ triangleleft ⊲ triangleright ⊳ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
    odot ⊙ bigcirc ◯ dagger † ddagger ‡ Dagger ‡ amalg ⨿ And & barwedge ⊼ veebar ⊻ doublebarwedge ⩞ curlywedge ⋏
    curlyvee ⋎
    boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ circledast ⊛ circledcirc ⊚ circleddash ⊝ divideontimes ⋇ dotplus ∔
    doublecap ⋒ Cap ⋒ doublecup ⋓ Cup ⋓ gtrdot ⋗ lessdot ⋖ intercal ⊺ leftthreetimes ⋋ rightthreetimes ⋌ ltimes ⋉
    rtimes ⋊ plusdot ⨥ bigoplusop ⊕
    """

  private static let relations = """
    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ sim ∼ thicksim ∼ simeq ≃ approx ≈ thickapprox ≈ cong ≅ asymp ≍ doteq ≐
    propto ∝ varpropto ∝ in ∈ isin ∈ notin ∉ ni ∋ owns ∋ notni ∌ subset ⊂ sub ⊂ supset ⊃ subseteq ⊆ sube ⊆ supseteq ⊇
    supe ⊇ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ Subset ⋐ Supset ⋑ subseteqq ⫅ supseteqq ⫆ ll ≪ gg ≫ lll ⋘
    llless ⋘ ggg ⋙ gggtr ⋙ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟
    precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷
    lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌ leqq ≦ geqq ≧ leqslant ⩽ geqslant ⩾ eqslantless ⪕
    eqslantgtr ⪖ lt < gt > parallel ∥ shortparallel ∥ perp ⊥ Perp ⫫ mid ∣ shortmid ∣ models ⊨ vDash ⊨ vdash ⊢ dashv ⊣
    Vdash ⊩ Vvdash ⊪ smile ⌣ smallsmile ⌣ frown ⌢ smallfrown ⌢ bowtie ⋈ Join ⋈ between ≬ pitchfork ⋔ multimap ⊸
    origof ⊶ imageof ⊷ backsim ∽ backsimeq ⋍ approxeq ≊ bumpeq ≏ Bumpeq ≎ circeq ≗ eqcirc ≖ triangleq ≜ doteqdot ≑
    Doteq ≑ risingdotseq ≓ fallingdotseq ≒ eqsim ≂ backepsilon ∍ varbackepsilon ∍ trianglelefteq ⊴ trianglerighteq ⊵
    vartriangleleft ⊲ vartriangleright ⊳ blacktriangleleft ◀ blacktriangleright ▶ ratio ∶ vcentcolon ∶ dblcolon ∷
    coloncolon ∷ approxident ≋ coloneqq ≔ colonequals ≔ eqqcolon ≕ equalscolon ≕
    eqcolon ∹ minuscolon ∹ notequal ≠ Relbar =
    """

  private static let arrows = """
    Darr ⇓ Uarr ⇑ Larr ⇐ Rarr ⇒ Harr ⇔ Lrarr ⇔
    to → rightarrow → rarr → leftarrow ← gets ← larr ← uparrow ↑ uarr ↑ downarrow ↓ darr ↓ leftrightarrow ↔ lrarr ↔
    harr ↔ updownarrow ↕ Rightarrow ⇒ rArr ⇒ Leftarrow ⇐ lArr ⇐
    Uparrow ⇑ uArr ⇑ Downarrow ⇓ dArr ⇓ Leftrightarrow ⇔ lrArr ⇔
    hArr ⇔ Updownarrow ⇕ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
    Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪
    hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ upharpoonleft ↿
    upharpoonright ↾ restriction ↾ downharpoonleft ⇃ downharpoonright ⇂ rightleftharpoons ⇌ leftrightharpoons ⇋
    leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ dashrightarrow ⇢ dashleftarrow ⇠ leftleftarrows ⇇
    rightrightarrows ⇉ leftrightarrows ⇆ rightleftarrows ⇄ upuparrows ⇈ downdownarrows ⇊ Lleftarrow ⇚ Rrightarrow ⇛
    twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ looparrowright ↬ looparrowleft ↫
    curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ Lsh ↰ Rsh ↱
    """

  private static let negatedRelations = """
    nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqslant ⩽̸ ngeqslant ⩾̸ nleqq ≦̸ ngeqq ≧̸ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lvertneqq ≨
    gvertneqq ≩ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ precneqq ⪵ succneqq ⪶
    precnsim ⋨ succnsim ⋩ precnapprox ⪹ succnapprox ⪺ nsim ≁ ncong ≆ nmid ∤ nshortmid ∤ nparallel ∦ nshortparallel ∦
    nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭
    nsubset ⊄ nsupset ⊅ nsubseteq ⊈ nsupseteq ⊉ nsubseteqq ⊈ nsupseteqq ⊉ subsetneq ⊊ supsetneq ⊋ varsubsetneq ⊊
    varsupsetneq ⊋ subsetneqq ⫋ supsetneqq ⫌ varsubsetneqq ⫋ varsupsetneqq ⫌ nleftarrow ↚ nrightarrow ↛
    nleftrightarrow ↮ nLeftarrow ⇍ nRightarrow ⇏ nLeftrightarrow ⇎
    """

  private static let openings = """
    { { lbrace { lbrack [ lparen ( langle ⟨ lang ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ⟮ lmoustache ⎰ ulcorner ⌜
    llcorner ⌞ llbracket ⟦ lBrack ⟦ lBrace ⦃
    """

  private static let closings = """
    } } rbrace } rbrack ] rparen ) rangle ⟩ rang ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ⟯ rmoustache ⎱ urcorner ⌝
    lrcorner ⌟ rrbracket ⟧ rBrack ⟧ rBrace ⦄
    """

  static let sums = """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigodot ⨀ bigotimes ⨂ bigoplus ⨁ biguplus ⨄
    intop ∫
    """

  static let integrals = "int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ intclockwise ∱"

  static let functions = """
    sin cos tan cot sec csc sinh cosh tanh coth sech csch arcsin arccos arctan arctg arcctg tg ctg cotg cth sh ch th
    cosec exp log ln lg deg dim hom ker arg
    """

  static let limitFunctions = "lim max min sup inf det gcd Pr"

  // Accents are the spacing characters of Unicode: a lone combining mark has no width to be centred by.

  static let accents = """
    hat ˆ check ˇ tilde ˜ acute ´ grave ` dot ˙ ddot ¨ dddot ˙˙˙ ddddot ˙˙˙˙ breve ˘ bar ¯ vec → mathring ˚
    """

  static let wideAccents = """
    overrightarrow → overleftarrow ← overleftrightarrow ↔
    Overrightarrow ⇒ overrightharpoon ⇀ overleftharpoon ↼ overgroup ⏠ overparen ⏜
    """

  static let wideAccentsBelow = """
    underrightarrow → underleftarrow ← underleftrightarrow ↔ undergroup ⏡
    underparen ⏝
    """

  static let braces = "overbrace ⏞ overbracket ⎴"
  static let bracesBelow = "underbrace ⏟ underbracket ⎵"

  static let extensibleArrows = """
    xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xLeftrightarrow ⇔ xmapsto ↦
    xhookrightarrow ↪ xhookleftarrow ↩ xrightharpoonup ⇀ xrightharpoondown ⇁ xleftharpoonup ↼ xleftharpoondown ↽
    xrightleftharpoons ⇌ xleftrightharpoons ⇋ xtwoheadrightarrow ↠ xtwoheadleftarrow ↞ xlongequal = xtofrom ⇄
    xrightleftarrows ⇄ xrightequilibrium ⇌ xleftequilibrium ⇋
    """
}
