// The operators outside ASCII, with Julia's precedence.

enum OperatorTable {
  /// What a character outside ASCII means as an operator.
  struct Entry {
    var precedence: Precedence
    var canBePrefix: Bool
  }

  static func entry(for scalar: Unicode.Scalar) -> Entry? { entries[scalar.value] }

  /// Characters that Julia reads as another one.
  static func canonical(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{025B}": "\u{03B5}"  // ɛ, ε
    case "\u{00B5}": "\u{03BC}"  // micro sign, μ
    case "\u{00B7}", "\u{0387}": "\u{22C5}"  // middle dots, ⋅
    case "\u{2212}": "-"  // minus sign
    case "\u{210F}": "\u{0127}"  // ℏ, ħ
    default: scalar
    }
  }

  /// Whether an operator can carry this character behind it, as in `+₁` or `→′`.
  static func isSuffix(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00B2, 0x00B3, 0x00B9, 0x02B0...0x02B8, 0x02E1...0x02E4, 0x0300...0x036F, 0x1D2C...0x1D6A, 0x1D9C...0x1DBF,
      0x2032...0x2037, 0x2057, 0x2070...0x208E, 0x2090...0x209C, 0x2C7C, 0x2C7D:
      true
    default: false
    }
  }

  private static let entries: [UInt32: Entry] = {
    var table: [UInt32: Entry] = [:]
    for (precedence, characters) in rows {
      for scalar in characters.unicodeScalars where scalar != " " && scalar != "\n" {
        table[scalar.value] = Entry(precedence: precedence, canBePrefix: false)
      }
    }
    for scalar in "±∓⋆−".unicodeScalars { table[scalar.value]?.canBePrefix = true }
    for scalar in "¬√∛∜".unicodeScalars {
      table[scalar.value] = Entry(precedence: .prefix, canBePrefix: true)
    }
    return table
  }()

  private static let rows: [(Precedence, String)] = [
    (
      .arrow,
      """
      ←→↔↚↛↞↠↢↣↦↤↮⇎⇍⇏⇐⇒⇔⇴⇶⇷⇸⇹⇺⇻⇼⇽⇾⇿⟵⟶⟷⟹⟺⟻⟼⟽⟾⟿⤀⤁⤂⤃⤄⤅⤆⤇⤌⤍⤎⤏⤐⤑⤔⤕⤖⤗⤘⤝⤞⤟⤠⥄⥅⥆⥇⥈⥊⥋⥎⥐⥒⥓⥖⥗⥚⥛⥞⥟⥢⥤⥦⥧⥨⥩⥪⥫⥬⥭
      ⥰⧴⬱⬰⬲⬳⬴⬵⬶⬷⬸⬹⬺⬻⬼⬽⬾⬿⭀⭁⭂⭃⥷⭄⥺⭇⭈⭉⭊⭋⭌￩￫⇜⇝↜↝↩↪↫↬↼↽⇀⇁⇄⇆⇇⇉⇋⇌⇚⇛⇠⇢↷↶↺↻
      """
    ),
    (
      .comparison,
      """
      ≥≤≡≠≢∈∉∋∌⊆⊈⊂⊄⊊∝∊∍∥∦∷∺∻∽∾≁≃≂≄≅≆≇≈≉≊≋≌≍≎≐≑≒≓≖≗≘≙≚≛≜≝≞≟≣≦≧≨≩≪≫≬≭≮≯≰≱≲≳≴≵≶≷≸≹≺≻≼≽≾≿⊀⊁⊃⊅⊇⊉⊋⊏⊐⊑⊒⊜⊩⊬⊮⊰⊱⊲⊳
      ⊴⊵⊶⊷⋍⋐⋑⋕⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋠⋡⋢⋣⋤⋥⋦⋧⋨⋩⋪⋫⋬⋭⋲⋳⋴⋵⋶⋷⋸⋹⋺⋻⋼⋽⋾⋿⟈⟉⟒⦷⧀⧁⧡⧣⧤⧥⩦⩧⩪⩫⩬⩭⩮⩯⩰⩱⩲⩳⩵⩶⩷⩸⩹⩺⩻⩼⩽⩾⩿⪀⪁⪂⪃
      ⪄⪅⪆⪇⪈⪉⪊⪋⪌⪍⪎⪏⪐⪑⪒⪓⪔⪕⪖⪗⪘⪙⪚⪛⪜⪝⪞⪟⪠⪡⪢⪣⪤⪥⪦⪧⪨⪩⪪⪫⪬⪭⪮⪯⪰⪱⪲⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫍⫎⫏⫐⫑⫒
      ⫓⫔⫕⫖⫗⫘⫙⫷⫸⫹⫺⊢⊣⟂⫪⫫
      """
    ),
    (.colon, "…⁝⋮⋱⋰⋯"),
    (.plus, "−¦⊕⊖⊞⊟∪∨⊔±∓∔∸≏⊎⊻⊽⋎⋓⟇⧺⧻⨈⨢⨣⨤⨥⨦⨧⨨⨩⨪⨫⨬⨭⨮⨹⨺⩁⩂⩅⩊⩌⩏⩐⩒⩔⩖⩗⩛⩝⩡⩢⩣"),
    (
      .times,
      """
      ⌿÷··⋅∘×∩∧⊗⊘⊙⊚⊛⊠⊡⊓∗∙∤⅋≀⊼⋄⋆⋇⋉⋊⋋⋌⋏⋒⟑⦸⦼⦾⦿⧶⧷⨇⨰⨱⨲⨳⨴⨵⨶⨷⨸⨻⨼⨽⩀⩃⩄⩋⩍⩎⩑⩓⩕⩘⩚⩜⩞⩟⩠⫛⊍▷⨝⟕⟖⟗⨟
      """
    ),
    (.power, "↑↓⇵⟰⟱⤈⤉⤊⤋⤒⤓⥉⥌⥍⥏⥑⥔⥕⥘⥙⥜⥝⥠⥡⥣⥥⥮⥯￪￬"),
  ]
}
