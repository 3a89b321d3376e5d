// Pictures that follow one another, by style sheet alone: each is visible for its part of the time. What several pictures have
// in common is written once. Readers who want no motion, and paper, get the last picture.

extension SVGWriter {
  mutating func write(_ frames: SceneFrames) {
    frameRules(frames)
    merge(frames.pictures, inherited: nil)
  }

  private mutating func frameRules(_ frames: SceneFrames) {
    let count = frames.pictures.count
    buffer.raw("<style>")
    rule(" .f{visibility:hidden;animation:")
    buffer.id()
    buffer.raw("-f ")
    buffer.number(frames.seconds * Double(count))
    buffer.raw(frames.repeats ? "s step-end infinite}" : "s step-end}")
    buffer.raw("@keyframes ")
    buffer.id()
    buffer.raw("-f{0%{visibility:visible}")
    buffer.number(100 / Double(count))
    buffer.raw("%{visibility:hidden}}")
    for index in 0..<count {
      rule(" .f\(index){animation-delay:")
      buffer.number(frames.seconds * Double(index))
      buffer.raw("s}")
    }
    if !frames.repeats {
      // The last one stays.
      rule(" .f\(count - 1){animation:")
      buffer.id()
      buffer.raw("-l .01s ")
      buffer.number(frames.seconds * Double(count - 1))
      buffer.raw("s forwards}@keyframes ")
      buffer.id()
      buffer.raw("-l{to{visibility:visible}}")
    }
    buffer.raw("@media print,(prefers-reduced-motion:reduce){")
    rule(" .f{animation:none}")
    rule(" .f\(count - 1){visibility:visible}")
    buffer.raw("}</style>")
  }

  private mutating func rule(_ text: String) {
    buffer.raw("#")
    buffer.id()
    buffer.raw(text)
  }

  /// Lists of nodes of which one is visible at a time: what is equal in all goes first and last, once.
  private mutating func merge(_ pictures: [[SceneNode]], inherited: TextStyle?) {
    guard let first = pictures.first else { return }
    let written = pictures.map { picture in picture.map { piece($0, inherited: inherited) } }
    let shortest = written.map(\.count).min() ?? 0
    if written.allSatisfy({ $0.count == shortest }) {
      for place in 0..<shortest {
        if written.allSatisfy({ $0[place].bytes == written[0][place].bytes }) {
          write(first[place], inherited: inherited)
        } else if let group = commonGroup(pictures.map { $0[place] }) {
          open(group)
          let children = pictures.map { picture -> [SceneNode] in
            if case .group(let group) = picture[place] { group.children } else { [] }
          }
          merge(children, inherited: group.textStyle)
          buffer.raw("</g>")
        } else {
          show(pictures.map { [$0[place]] }, inherited: inherited)
        }
      }
      return
    }
    var head = 0
    while head < shortest, written.allSatisfy({ $0[head].bytes == written[0][head].bytes }) { head += 1 }
    var tail = 0
    while head + tail < shortest,
      written.allSatisfy({ $0[$0.count - 1 - tail].bytes == written[0][written[0].count - 1 - tail].bytes })
    { tail += 1 }
    for node in first.prefix(head) { write(node, inherited: inherited) }
    show(pictures.map { Array($0.dropFirst(head).dropLast(tail)) }, inherited: inherited)
    for node in first.suffix(tail) { write(node, inherited: inherited) }
  }

  private mutating func show(_ pictures: [[SceneNode]], inherited: TextStyle?) {
    for (index, nodes) in pictures.enumerated() where !nodes.isEmpty {
      buffer.raw("<g class=\"f f\(index)\">")
      for node in nodes { write(node, inherited: inherited) }
      buffer.raw("</g>")
    }
  }

  /// A node as it would be written.
  private func piece(_ node: SceneNode, inherited: TextStyle?) -> SVGBuffer {
    var writer = self
    writer.buffer = SVGBuffer()
    writer.write(node, inherited: inherited)
    return writer.buffer
  }

  /// The group that all nodes are but for what is in it, `nil` if they differ.
  private func commonGroup(_ nodes: [SceneNode]) -> SceneGroup? {
    guard case .group(let first)? = nodes.first, first.clip == nil else { return nil }
    for node in nodes {
      guard case .group(let group) = node, group.hasLook(of: first) else { return nil }
    }
    return first
  }
}
