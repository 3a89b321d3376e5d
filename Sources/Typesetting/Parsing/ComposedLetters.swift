// Latin letters with their accents as characters of their own, which fonts draw better than a letter and a mark.

enum ComposedLetters {
  /// The character for `letter` with a combining mark, nil where Unicode has none.
  static func letter(_ letter: Unicode.Scalar, with mark: Unicode.Scalar) -> Unicode.Scalar? {
    guard let pairs = pairs[mark] else { return nil }
    var isLetter = false
    for (index, scalar) in pairs.unicodeScalars.enumerated() {
      if isLetter { return scalar }
      isLetter = index % 2 == 0 && scalar == letter
    }
    return nil
  }

  /// For each mark the letters that it goes with, each followed by the composed character.
  private static let pairs: [Unicode.Scalar: String] = [
    "\u{301}": "AÁaáCĆcćEÉeéGǴgǵIÍiíKḰkḱLĹlĺMḾmḿNŃnńOÓoóPṔpṕRŔrŕSŚsśUÚuúWẂwẃYÝyýZŹzź",
    "\u{300}": "AÀaàEÈeèIÌiìNǸnǹOÒoòUÙuùWẀwẁYỲyỳ",
    "\u{302}": "AÂaâCĈcĉEÊeêGĜgĝHĤhĥIÎiîJĴjĵOÔoôSŜsŝUÛuûWŴwŵYŶyŷZẐzẑ",
    "\u{303}": "AÃaãEẼeẽIĨiĩNÑnñOÕoõUŨuũVṼvṽYỸyỹ",
    "\u{304}": "AĀaāEĒeēGḠgḡIĪiīOŌoōUŪuūYȲyȳ",
    "\u{306}": "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ",
    "\u{307}": "AȦaȧBḂbḃCĊcċDḊdḋEĖeėFḞfḟGĠgġHḢhḣIİMṀmṁNṄnṅOȮoȯPṖpṗRṘrṙSṠsṡTṪtṫWẆwẇXẊxẋYẎyẏZŻzż",
    "\u{308}": "AÄaäEËeëHḦhḧIÏiïOÖoötẗUÜuüWẄwẅXẌxẍYŸyÿ",
    "\u{30A}": "AÅaåUŮuůwẘyẙ",
    "\u{30B}": "OŐoőUŰuű",
    "\u{30C}": "AǍaǎCČcčDĎdďEĚeěGǦgǧHȞhȟIǏiǐjǰKǨkǩLĽlľNŇnňOǑoǒRŘrřSŠsšTŤtťUǓuǔZŽzž",
    "\u{327}": "CÇcçDḐdḑEȨeȩGĢgģHḨhḩKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ",
  ]
}
