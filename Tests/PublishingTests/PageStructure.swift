// Whether a page is put together as HTML demands and as readers without a mouse or without sight need it: nesting,
// attributes, ids, links, landmarks, headings and names.

/// What is wrong with the structure of a page.
struct PageStructure {
  private(set) var problems: [String] = []
  private var open: [PageTag] = []
  private var ids: Set<String> = []
  private var wantedIDs: [String] = []
  private var names: [String: Int] = [:]
  private var navigationNames: Set<String> = []
  private var headingLevel = 0
  /// How many children each open element has.
  private var childCounts: [Int] = []
  /// For each open link, button or summary, whether something in it can be read out.
  private var hasName: [Bool] = []

  static func problems(of html: String) -> [String] {
    var structure = PageStructure()
    structure.read(html)
    return structure.problems
  }

  private static let void: Set = ["meta", "link", "br", "hr", "img", "input"]
  private static let phrasing: Set = [
    "a", "b", "br", "button", "code", "del", "em", "i", "img", "input", "kbd", "math", "output", "script", "small", "span", "strong",
    "sub", "sup", "svg", "template", "u",
  ]
  private static let flow = phrasing.union([
    "blockquote", "details", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre",
    "section", "table", "ul",
  ])
  private static let svg: Set = [
    "svg", "title", "desc", "metadata", "style", "g", "path", "rect", "circle", "text", "tspan", "image", "clippath",
    "lineargradient", "filter",
  ]
  private static let svgParts: Set = ["stop", "fecolormatrix", "feflood", "fecomposite"]
  private static let mathematics: Set = [
    "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "semantics", "annotation",
  ]
  /// What may stand in an element; in all others, running text.
  private static let content: [String: Set<String>] = [
    "html": ["head", "body"], "head": ["meta", "link", "title", "style", "script"],
    "body": flow, "div": flow, "main": flow, "nav": flow, "section": flow, "header": flow, "blockquote": flow, "li": flow, "td": flow,
    "template": flow, "details": flow.union(["summary"]), "figure": flow.union(["figcaption"]), "figcaption": flow,
    "ul": ["li"], "ol": ["li"], "table": ["thead", "tbody"], "thead": ["tr"], "tbody": ["tr"], "tr": ["th", "td"],
    "svg": svg, "g": svg, "text": ["tspan"], "clippath": svg, "lineargradient": ["stop"],
    "filter": ["fecolormatrix", "feflood", "fecomposite"], "math": mathematics,
    "mtable": ["mtr"], "mtr": ["mtd"], "mtext": phrasing,
  ]
  /// Where text may not stand.
  private static let textless: Set = [
    "html", "head", "ul", "ol", "table", "thead", "tbody", "tr", "mtable", "mtr", "mrow", "mfrac", "msup", "msub", "semantics",
  ]
  private static let childCounts = [
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3, "semantics": 2,
  ]
  private static let global: Set = ["id", "class", "title", "lang", "tabindex", "role", "style", "hidden", "data-id"]
  private static let attributes: [String: Set<String>] = [
    "meta": ["charset", "name", "property", "content"], "link": ["rel", "href"], "script": ["src"], "a": ["href", "rel"], "img": ["src", "alt"],
    "input": ["type", "disabled", "checked"], "ol": ["start"], "details": ["open"], "th": ["scope"], "html": [], "button": ["type"],
    "p": ["data-slider", "data-initial", "data-values"], "div": ["data-sliders", "data-states"], "span": ["data-sliders", "data-states"],
  ]
  private static let needsName: Set = ["a", "button", "summary"]

  private mutating func report(_ problem: String) {
    let path = open.suffix(3).map(\.name).joined(separator: " > ")
    problems.append(path.isEmpty ? problem : "\(problem), in \(path)")
  }

  private mutating func read(_ html: String) {
    if !html.hasPrefix("<!doctype html>\n") { report("no document type") }
    for token in PageToken.tokens(of: html) {
      switch token {
      case .start(let tag): start(tag)
      case .end(let name): end(name)
      case .text(let text): self.text(text)
      }
    }
    for tag in open { problems.append("<\(tag.name)> is not closed") }
    for id in wantedIDs where !ids.contains(id) { problems.append("there is no id \(id)") }
    for name in ["html", "head", "title", "body", "main", "h1"] where names[name] != 1 {
      problems.append("\(names[name] ?? 0) elements \(name)")
    }
  }

  private var parent: String { open.last?.name ?? "" }

  private func isInside(_ name: String) -> Bool { open.contains { $0.name == name } }

  // MARK: - Nesting

  private mutating func start(_ tag: PageTag) {
    let name = tag.name
    if open.isEmpty {
      if name != "html" { report("<\(name)> outside of the document") }
    } else {
      let isMathematics = Self.mathematics.contains(parent) && parent != "mtext" && parent != "annotation"
      let allowed = Self.content[parent] ?? (isMathematics ? Self.mathematics : Self.phrasing)
      // The title of a drawing is not that of the page.
      if !allowed.contains(name) { report("<\(name)>") }
    }
    if name == "summary", childCounts.last != 0 { report("<summary> is not the first") }
    if parent == "details", name != "summary", childCounts.last == 0 { report("<details> without summary") }
    if ["a", "button", "input", "details"].contains(name), isInside("a") || isInside("button") { report("<\(name)> in a link") }
    if !isInside("svg") { names[name, default: 0] += 1 }
    if !childCounts.isEmpty { childCounts[childCounts.count - 1] += 1 }
    check(tag)
    if tag.closesItself || Self.void.contains(name) { return }
    open.append(tag)
    childCounts.append(0)
    if Self.needsName.contains(name) { hasName.append(tag["aria-label"] != nil) }
  }

  private mutating func end(_ name: String) {
    guard parent == name else { return report("</\(name)>") }
    open.removeLast()
    let count = childCounts.removeLast()
    if let wanted = Self.childCounts[name], count != wanted { report("<\(name)> with \(count) parts") }
    if ["ul", "ol", "table", "mtable"].contains(name), count == 0 { report("<\(name)> is empty") }
    if Self.needsName.contains(name), !hasName.removeLast() { report("<\(name)> without a name") }
  }

  private mutating func text(_ text: String) {
    if text.allSatisfy(\.isWhitespace) { return }
    if Self.textless.contains(parent) { report("text") }
    if !["script", "style"].contains(parent), text.firstMatch(of: #/&(?!(?:[A-Za-z]+|#[0-9]+|#x[0-9A-Fa-f]+);)/#) != nil {
      report("a bare &")
    }
    for index in hasName.indices { hasName[index] = true }
  }

  // MARK: - Attributes

  private mutating func check(_ tag: PageTag) {
    let name = tag.name
    if Set(tag.attributes.map(\.name)).count != tag.attributes.count { report("<\(name)> has an attribute twice") }
    let isForeign = Self.svg.union(Self.svgParts).contains(name) && (isInside("svg") || name == "svg") || Self.mathematics.contains(name) || name == "math"
    for (key, value) in tag.attributes {
      if key.hasPrefix("on") { report("a handler \(key)") }
      let isKnown = Self.global.contains(key) || key.hasPrefix("aria-") || Self.attributes[name]?.contains(key) ?? false
      if !isForeign, !isKnown { report("<\(name) \(key)>") }
      if key == "aria-labelledby" || key == "aria-describedby" { wantedIDs += value.split(separator: " ").map(String.init) }
      if value.contains("url(") , !value.contains("url(#") { report("<\(name)> loads \(value)") }
    }
    if let id = tag["id"] {
      if id.isEmpty || id.contains(where: \.isWhitespace) { report("the id `\(id)`") }
      if !ids.insert(id).inserted { report("the id `\(id)` a second time") }
    }
    // Where a page is on the web is said and not loaded.
    if let address = tag["href"] ?? tag["src"], tag["rel"] != "canonical" { check(address, of: name) }
    checkReading(tag)
  }

  private mutating func check(_ address: String, of name: String) {
    if name == "a" {
      if address.hasPrefix("#") { wantedIDs.append(String(address.dropFirst())) }
      let scheme = address.prefix { $0 != "/" && $0 != "#" && $0 != "?" }
      if scheme.contains(":"), !["http:", "https:", "mailto:"].contains(where: address.hasPrefix) { report("a link to \(address)") }
    } else if address.hasPrefix("//") || address.contains(":"), !address.hasPrefix("data:image/") {
      report("<\(name)> loads \(address)")
    }
  }

  /// What screen readers and keyboards need.
  private mutating func checkReading(_ tag: PageTag) {
    switch tag.name {
    case "html": if tag["lang"]?.isEmpty ?? true { report("no language") }
    case "img": if tag["alt"] == nil { report("an image without alternative") }
    case "svg":
      if tag["aria-hidden"] != "true", tag["role"] != "img" || tag["aria-labelledby"] == nil { report("a drawing without a name") }
    case "input": if tag["aria-label"] == nil { report("<input> without a name") }
    case "nav": if !navigationNames.insert(tag["aria-label"] ?? "").inserted { report("two <nav> of one name") }
    case "th": if tag["scope"] == nil { report("<th> without scope") }
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = tag.name.last?.wholeNumberValue ?? 0
      if level > headingLevel + 1 { report("<\(tag.name)> below level \(headingLevel)") }
      headingLevel = level
    default: break
    }
    if tag["tabindex"] != nil, tag["role"] == nil || tag["aria-label"]?.isEmpty ?? true { report("a stop without a name") }
    // A name is not read out on an element that stands for nothing.
    if tag["aria-label"] != nil, tag["role"] == nil, ["div", "span", "p", "pre"].contains(tag.name) { report("a name on <\(tag.name)>") }
  }
}
