// TeX's space between atoms (*The TeXbook*, chapter 18), in eighteenths of an em.

enum Spacing {
  /// What an atom's neighbours make of it.
  struct Place {
    /// The space before it.
    var gap = 0
    /// The class that precedes it, for lists that continue others.
    var previous: AtomClass?
    /// The class that follows it.
    var next: AtomClass?
    /// Whether it stands between its operands as a relation or binary operator.
    var isBetween = false
  }

  static func places(_ atoms: [Atom], style: MathStyle, before: AtomClass?, after: AtomClass?) -> [Place] {
    var places = [Place](repeating: Place(), count: atoms.count)
    var next = after
    for index in atoms.indices.reversed() {
      places[index].next = next
      next = atoms[index].edges.first ?? next
    }
    var previous = before
    for (index, atom) in atoms.enumerated() {
      places[index].previous = previous
      guard var first = atom.edges.first else { continue }
      var last = atom.edges.last ?? first
      if first == .binary, !canPrecedeBinary(previous) || !canFollowBinary(places[index].next) {
        first = .ordinary
        if atom.atomClass == .binary { last = .ordinary }
      }
      if let previous { places[index].gap = space(previous, first, style) }
      places[index].isBetween = first == .binary || first == .relation
      previous = last
    }
    return places
  }

  /// A binary operator stands between two operands; elsewhere it is a sign.
  private static func canPrecedeBinary(_ atomClass: AtomClass?) -> Bool {
    switch atomClass {
    case .ordinary, .closing, .inner: true
    default: false
    }
  }

  private static func canFollowBinary(_ atomClass: AtomClass?) -> Bool {
    switch atomClass {
    case .relation, .closing, .punctuation, nil: false
    default: true
    }
  }

  /// The space between two neighbours; in scripts only operators keep theirs.
  private static func space(_ left: AtomClass, _ right: AtomClass, _ style: MathStyle) -> Int {
    let entry = table[left.rawValue][right.rawValue]
    if style >= .script, entry < 0 { return 0 }
    return abs(entry)
  }

  /// Rows: left neighbour; columns: right neighbour, in the order of `AtomClass`. Negative: not in scripts.
  private static let table: [[Int]] = [
    [0, 3, -4, -5, 0, 0, 0, -3],
    [3, 3, 0, -5, 0, 0, 0, -3],
    [-4, -4, 0, 0, -4, 0, 0, -4],
    [-5, -5, 0, 0, -5, 0, 0, -5],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 3, -4, -5, 0, 0, 0, -3],
    [-3, -3, 0, -3, -3, -3, -3, -3],
    [-3, 3, -4, -5, -3, 0, -3, -3],
  ]
}

extension Atom {
  /// The classes that an atom shows to its neighbours: styles and colours are looked through.
  var edges: (first: AtomClass?, last: AtomClass?) {
    if let atomClass { return (atomClass, atomClass) }
    switch content {
    case .styled(_, let atoms), .sized(_, let atoms), .colored(_, let atoms):
      return (
        atoms.lazy.compactMap(\.edges.first).first, atoms.reversed().lazy.compactMap(\.edges.last).first
      )
    default:
      return (nil, nil)
    }
  }
}
