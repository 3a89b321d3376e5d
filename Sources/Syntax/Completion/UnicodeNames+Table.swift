// The names behind a backslash that become characters, as Julia's prompt and TeX have them.

extension UnicodeNames {
  /// Pairs of a name and its character.
  static let table = """
    alpha α  Alpha Α  beta β  Beta Β  gamma γ  Gamma Γ  delta δ  Delta Δ  epsilon ϵ  Epsilon Ε  zeta ζ  Zeta Ζ
    eta η  Eta Η  theta θ  Theta Θ  iota ι  Iota Ι  kappa κ  Kappa Κ  lambda λ  Lambda Λ  mu μ  Mu Μ  nu ν  Nu Ν
    xi ξ  Xi Ξ  omicron ο  Omicron Ο  pi π  Pi Π  rho ρ  Rho Ρ  sigma σ  Sigma Σ  tau τ  Tau Τ  upsilon υ
    Upsilon Υ  phi ϕ  Phi Φ  chi χ  Chi Χ  psi ψ  Psi Ψ  omega ω  Omega Ω  varepsilon ε  varphi φ  vartheta ϑ
    varpi ϖ  varrho ϱ  varsigma ς  varkappa ϰ  digamma ϝ  Digamma Ϝ  in ∈  notin ∉  ni ∋  nni ∌  isin ∈  cup ∪
    cap ∩  bigcup ⋃  bigcap ⋂  uplus ⊎  sqcup ⊔  sqcap ⊓  setminus ∖  emptyset ∅  varnothing ∅  subset ⊂  supset ⊃
    subseteq ⊆  supseteq ⊇  nsubseteq ⊈  nsupseteq ⊉  subsetneq ⊊  supsetneq ⊋  nsubset ⊄  nsupset ⊅  sqsubseteq ⊑
    sqsupseteq ⊒  sqsubset ⊏  sqsupset ⊐  le ≤  leq ≤  ge ≥  geq ≥  leqq ≦  geqq ≧  leqslant ⩽  geqslant ⩾  ll ≪
    gg ≫  lll ⋘  ggg ⋙  ne ≠  neq ≠  nless ≮  ngtr ≯  nleq ≰  ngeq ≱  lesssim ≲  gtrsim ≳  lessgtr ≶  gtrless ≷
    approx ≈  napprox ≉  approxeq ≊  sim ∼  nsim ≁  simeq ≃  cong ≅  ncong ≇  equiv ≡  nequiv ≢  asymp ≍  doteq ≐
    triangleq ≜  propto ∝  prec ≺  succ ≻  preceq ⪯  succeq ⪰  preccurlyeq ≼  succcurlyeq ≽  nprec ⊀  nsucc ⊁
    parallel ∥  nparallel ∦  perp ⟂  bot ⊥  top ⊤  vdash ⊢  dashv ⊣  models ⊧  vDash ⊨  Vdash ⊩  mid ∣  nmid ∤
    cdot ⋅  cdotp ·  centerdot ⋅  times ×  div ÷  ast ∗  star ⋆  circ ∘  bullet •  oplus ⊕  ominus ⊖  otimes ⊗
    oslash ⊘  odot ⊙  circledcirc ⊚  circledast ⊛  boxplus ⊞  boxminus ⊟  boxtimes ⊠  boxdot ⊡  wedge ∧  vee ∨
    land ∧  lor ∨  bigwedge ⋀  bigvee ⋁  veebar ⊻  xor ⊻  nand ⊼  nor ⊽  barwedge ⊼  neg ¬  lnot ¬  pm ±  mp ∓
    dotplus ∔  ltimes ⋉  rtimes ⋊  bowtie ⋈  join ⨝  diamond ⋄  wr ≀  amalg ⨿  sqrt √  cbrt ∛  fourthroot ∜  sum ∑
    prod ∏  coprod ∐  int ∫  iint ∬  iiint ∭  oint ∮  oiint ∯  partial ∂  nabla ∇  del ∇  infty ∞  hbar ħ  ell ℓ
    Re ℜ  Im ℑ  wp ℘  aleph ℵ  beth ℶ  gimel ℷ  daleth ℸ  euler ℯ  eulermascheroni ℇ  imath ı  jmath ȷ  forall ∀
    exists ∃  nexists ∄  therefore ∴  because ∵  angle ∠  measuredangle ∡  sphericalangle ∢  degree °  prime ′
    pprime ″  ppprime ‴  backprime ‵  dots …  ldots …  cdots ⋯  vdots ⋮  ddots ⋱  adots ⋰  to →  rightarrow →
    leftarrow ←  gets ←  uparrow ↑  downarrow ↓  leftrightarrow ↔  updownarrow ↕  nearrow ↗  searrow ↘  swarrow ↙
    nwarrow ↖  Rightarrow ⇒  Leftarrow ⇐  Uparrow ⇑  Downarrow ⇓  Leftrightarrow ⇔  Updownarrow ⇕  iff ⟺
    implies ⟹  impliedby ⟸  longrightarrow ⟶  longleftarrow ⟵  longleftrightarrow ⟷  Longrightarrow ⟹
    Longleftarrow ⟸  Longleftrightarrow ⟺  mapsto ↦  longmapsto ⟼  hookrightarrow ↪  hookleftarrow ↩
    rightharpoonup ⇀  rightharpoondown ⇁  leftharpoonup ↼  leftharpoondown ↽  rightleftharpoons ⇌
    leftrightharpoons ⇋  rightleftarrows ⇄  leftrightarrows ⇆  rightrightarrows ⇉  leftleftarrows ⇇  upuparrows ⇈
    downdownarrows ⇊  twoheadrightarrow ↠  twoheadleftarrow ↞  rightarrowtail ↣  leftarrowtail ↢
    rightsquigarrow ⇝  leadsto ↝  curvearrowright ↷  curvearrowleft ↶  circlearrowright ↻  circlearrowleft ↺
    nrightarrow ↛  nleftarrow ↚  nleftrightarrow ↮  nRightarrow ⇏  nLeftarrow ⇍  nLeftrightarrow ⇎  langle ⟨
    rangle ⟩  lceil ⌈  rceil ⌉  lfloor ⌊  rfloor ⌋  lVert ‖  Vert ‖  square □  blacksquare ■  triangle △
    bigtriangleup △  bigtriangledown ▽  blacktriangle ▲  triangleleft ◁  triangleright ▷  trianglelefteq ⊴
    trianglerighteq ⊵  vartriangle ▵  lozenge ◊  blacklozenge ⧫  bigcirc ○  bigstar ★  clubsuit ♣  diamondsuit ♢
    heartsuit ♡  spadesuit ♠  flat ♭  natural ♮  sharp ♯  checkmark ✓  maltese ✠  dagger †  ddagger ‡  dag †
    ddag ‡  S §  P ¶  copyright ©  circledR ®  pounds £  euro €  yen ¥  cent ¢  AA Å  aa å  AE Æ  ae æ  OE Œ  oe œ
    O Ø  o ø  L Ł  l ł  ss ß  DH Ð  dh ð  TH Þ  th þ  eth ð  NG Ŋ  ng ŋ  hat ̂  check ̌  tilde ̃  acute ́  grave ̀
    dot ̇  ddot ̈  dddot ⃛  ddddot ⃜  breve ̆  bar ̄  overbar ̅  vec ⃗  mathring ̊  underbar ̲  not ̸  cedilla ̧
    ogonek ̨  candra ̐  half ½  1/2 ½  1/3 ⅓  2/3 ⅔  1/4 ¼  3/4 ¾  1/5 ⅕  2/5 ⅖  3/5 ⅗  4/5 ⅘  1/6 ⅙  5/6 ⅚  1/7 ⅐
    1/8 ⅛  3/8 ⅜  5/8 ⅝  7/8 ⅞  1/9 ⅑  1/10 ⅒  defas ⧋  coloneq ≔  eqcolon ≕  ddotseq ⩷  lessapprox ⪅  gtrapprox ⪆
    lneq ⪇  gneq ⪈  lnsim ⋦  gnsim ⋧  between ≬  pitchfork ⋔  smile ⌣  frown ⌢  upharpoonright ↾  upharpoonleft ↿
    blacktriangleright ▸  blacktriangleleft ◂  leftthreetimes ⋋  rightthreetimes ⋌  curlyvee ⋎  curlywedge ⋏
    Cup ⋓  Cap ⋒  Subset ⋐  Supset ⋑  dotminus ∸  eqsim ≂  bumpeq ≏  Bumpeq ≎  multimap ⊸  intercal ⊺
    divideontimes ⋇  complement ∁  surd √  increment ∆  nequal ≠  planck ℎ  hslash ℏ  ohm Ω  mho ℧  angstrom Å
    Angstrom Å  mars ♂  venus ♀  male ♂  female ♀  sun ☼  smiley ☺  :smile: 😄  :rocket: 🚀  :sparkles: ✨
    :warning: ⚠  :bulb: 💡  :tada: 🎉  :fire: 🔥  :heart: ❤  :star: ⭐  :snake: 🐍  :turtle: 🐢  :apple: 🍎  :banana: 🍌
    :cat: 🐱  :dog: 🐶  _beta ᵦ  _gamma ᵧ  _rho ᵨ  _phi ᵩ  _chi ᵪ  ^alpha ᵅ  ^beta ᵝ  ^gamma ᵞ  ^delta ᵟ  ^epsilon ᵋ
    ^theta ᶿ  ^iota ᶥ  ^phi ᵠ  ^chi ᵡ  ^prime ′
    """

  /// Pairs of a character and the one that stands below or above the line for it.
  static let subscripts = "0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ"
  static let superscripts =
    "0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ =⁼ (⁽ )⁾ aᵃ bᵇ cᶜ dᵈ eᵉ fᶠ gᵍ hʰ iⁱ jʲ kᵏ lˡ mᵐ nⁿ oᵒ pᵖ rʳ sˢ tᵗ uᵘ vᵛ wʷ xˣ yʸ zᶻ Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ"
}
