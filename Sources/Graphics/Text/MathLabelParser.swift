// The small part of TeX that fits on an axis: Greek, scripts, roman functions, fractions, roots and accents.

/// A piece of a label after parsing.
indirect enum MathLabelNode: Hashable {
  case text(String)
  case variable(String)
  case bold(String)
  /// An upright name such as sin, set apart from its neighbours.
  case function(String)
  case space(Double)
  case scripts(lower: [MathLabelNode]?, upper: [MathLabelNode]?)
  case fraction([MathLabelNode], [MathLabelNode])
  case root([MathLabelNode])
}

struct MathLabelParser {
  private var characters: [Character]
  private var position = 0
  private var depth = 0

  /// Text with `$…$` parts; an unpaired dollar sign is itself, `\$` always is.
  static func parse(_ label: String) -> [MathLabelNode] {
    // Most labels are numbers.
    if label.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "$") && $0 != UInt8(ascii: "\\") }) {
      return label.isEmpty ? [] : [.text(label)]
    }
    var nodes: [MathLabelNode] = []
    var plain = ""
    let characters = Array(label)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count, characters[index + 1] == "$" {
        plain.append("$")
        index += 2
      } else if character == "$", let end = characters[(index + 1)...].firstIndex(of: "$"), end > index + 1 {
        appendText(plain, to: &nodes)
        plain = ""
        var parser = MathLabelParser(characters: Array(characters[(index + 1)..<end]))
        nodes += parser.sequence(until: nil)
        index = end + 1
      } else {
        plain.append(character)
        index += 1
      }
    }
    appendText(plain, to: &nodes)
    return nodes
  }

  private init(characters: [Character]) { self.characters = characters }

  /// Text, with Unicode superscript and subscript digits set as scripts: few fonts have them all.
  private static func appendText(_ text: String, to nodes: inout [MathLabelNode]) {
    var plain = ""
    var script = ""
    var raised = true
    func flushScript() {
      guard !script.isEmpty else { return }
      nodes.append(
        raised ? .scripts(lower: nil, upper: [.text(script)]) : .scripts(lower: [.text(script)], upper: nil))
      script = ""
    }
    for character in text {
      if let (digit, isRaised) = MathSymbols.scriptDigit(character) {
        if !plain.isEmpty { nodes.append(.text(plain)) }
        plain = ""
        if isRaised != raised { flushScript() }
        raised = isRaised
        script.append(digit)
      } else {
        flushScript()
        plain.append(character)
      }
    }
    flushScript()
    if !plain.isEmpty { nodes.append(.text(plain)) }
  }

  private mutating func sequence(until end: Character?) -> [MathLabelNode] {
    var nodes: [MathLabelNode] = []
    while position < characters.count {
      if let end, characters[position] == end {
        position += 1
        break
      }
      nodes += atom()
    }
    return spaced(nodes)
  }

  /// Thin spaces around functions: `n log n`, but `2(sin x)` and `log(n)`.
  private func spaced(_ nodes: [MathLabelNode]) -> [MathLabelNode] {
    var result: [MathLabelNode] = []
    var followsFunction = false
    for node in nodes {
      let isFunction: Bool
      if case .function(let name) = node {
        if let last = result.last, !MathLabelParser.opens(last) { result.append(.space(0.17)) }
        result.append(.text(name))
        isFunction = true
      } else {
        if followsFunction, MathLabelParser.isArgument(node) { result.append(.space(0.17)) }
        result.append(node)
        isFunction = false
      }
      if case .scripts = node { continue }
      followsFunction = isFunction
    }
    return result
  }

  private static func opens(_ node: MathLabelNode) -> Bool {
    switch node {
    case .space: true
    case .text(let text): text == "(" || text == "[" || text == "|"
    default: false
    }
  }

  private static func isArgument(_ node: MathLabelNode) -> Bool {
    switch node {
    case .variable, .bold, .fraction, .root: true
    case .text(let text): text.first.map { $0.isLetter || $0.isNumber } ?? false
    default: false
    }
  }

  private mutating func atom() -> [MathLabelNode] {
    let character = characters[position]
    position += 1
    switch character {
    case "{": return nested { $0.sequence(until: "}") }
    case "}", "&": return []
    case "^", "_": return [scripts(first: character)]
    case "\\": return command()
    case " ": return []
    case "-": return [.space(0.16), .text("−"), .space(0.16)]
    case "+", "=", "<", ">", "×", "±", "≤", "≥", "≈", "∈", "→":
      return [.space(0.18), .text(String(character)), .space(0.18)]
    case ",": return [.text(","), .space(0.12)]
    case "'": return [.text("′")]
    case "*": return [.text("∗")]
    default:
      return [character.isLetter ? .variable(String(character)) : .text(String(character))]
    }
  }

  private mutating func scripts(first: Character) -> MathLabelNode {
    var lower: [MathLabelNode]?
    var upper: [MathLabelNode]?
    var sign = first
    while true {
      let body = argument()
      if sign == "^" { upper = (upper ?? []) + tight(body) } else { lower = (lower ?? []) + tight(body) }
      guard position < characters.count, characters[position] == "^" || characters[position] == "_" else { break }
      sign = characters[position]
      position += 1
    }
    return .scripts(lower: lower, upper: upper)
  }

  /// Signs stand close in scripts.
  private func tight(_ nodes: [MathLabelNode]) -> [MathLabelNode] {
    nodes.filter { if case .space = $0 { false } else { true } }
  }

  private mutating func argument() -> [MathLabelNode] {
    while position < characters.count, characters[position] == " " { position += 1 }
    guard position < characters.count else { return [] }
    return nested { $0.atom() }
  }

  /// What stands in brackets, as in `\sqrt[3]{x}`.
  private mutating func optionalArgument() -> [MathLabelNode] {
    guard position < characters.count, characters[position] == "[" else { return [] }
    position += 1
    return nested { $0.sequence(until: "]") }
  }

  /// Bounds the nesting, so that no label exhausts the stack.
  private mutating func nested(_ body: (inout MathLabelParser) -> [MathLabelNode]) -> [MathLabelNode] {
    guard depth < 16 else {
      position = characters.count
      return []
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  private mutating func command() -> [MathLabelNode] {
    guard position < characters.count else { return [.text("\\")] }
    guard characters[position].isLetter else {
      let character = characters[position]
      position += 1
      switch character {
      case ",": return [.space(0.17)]
      case ":": return [.space(0.22)]
      case ";", " ": return [.space(0.28)]
      case "!": return []
      case "|": return [.text("‖")]
      default: return [.text(String(character))]
      }
    }
    var name = ""
    while position < characters.count, characters[position].isASCII, characters[position].isLetter {
      name.append(characters[position])
      position += 1
    }
    if let symbol = MathSymbols.letters[name] { return [.variable(symbol)] }
    if let symbol = MathSymbols.signs[name] { return [.text(symbol)] }
    if let symbol = MathSymbols.relations[name] { return [.space(0.18), .text(symbol), .space(0.18)] }
    if let accent = MathSymbols.accents[name] { return accented(argument(), accent) }
    switch name {
    case "frac", "tfrac", "dfrac":
      let top = argument()
      return [.fraction(top, argument())]
    case "sqrt":
      let degree = optionalArgument()
      let root = MathLabelNode.root(argument())
      return degree.isEmpty ? [root] : [.scripts(lower: nil, upper: degree), root]
    case "mathrm", "text", "textrm", "operatorname", "mathit":
      let body = rawArgument()
      return [name == "mathit" ? .variable(body) : .text(body)]
    case "mathbf", "boldsymbol", "textbf", "bm": return [.bold(rawArgument())]
    case "mathbb": return [.text(MathSymbols.doubleStruck(rawArgument()))]
    case "mathcal": return [.variable(rawArgument())]
    case "left", "right", "big", "Big", "displaystyle", "textstyle", "limits": return []
    case "quad": return [.space(1)]
    case "qquad": return [.space(2)]
    // `\sin`, and every command that is not known.
    default: return [.function(name)]
    }
  }

  /// The characters of a braced argument; Greek commands in it are read.
  private mutating func rawArgument() -> String {
    argument().map { node in
      switch node {
      case .text(let text), .variable(let text), .bold(let text), .function(let text): text
      case .space: " "
      default: ""
      }
    }.joined()
  }

  private func accented(_ nodes: [MathLabelNode], _ accent: String) -> [MathLabelNode] {
    guard let first = nodes.first else { return [.text(accent)] }
    switch first {
    case .variable(let text): return [.variable(text + accent)] + nodes.dropFirst()
    case .text(let text): return [.text(text + accent)] + nodes.dropFirst()
    case .bold(let text): return [.bold(text + accent)] + nodes.dropFirst()
    default: return nodes
    }
  }
}
