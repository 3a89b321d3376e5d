// Texts at places of a plot: `annotate!((x, y, "text"))`, in space `annotate!((x, y, z, "text"))`.

import Engine
import Graphics

/// A text with its look, as `text("peak", 12, :red, :left)` makes it.
final class TextObject: HostObject {
  let string: String
  var color: Color?
  var size: Double?
  /// Which side of the text stands at the place.
  var anchor = TextAnchor.middle
  /// Degrees, anticlockwise.
  var rotation = 0.0

  init(_ string: String) {
    self.string = string
    super.init()
  }

  override var type: DataType { .named("PlotText") }
  override func text(_ machine: Machine) -> String { "PlotText(\"\(string)\")" }
}

extension PlotAttributes {
  /// `text` with its looks: a size, a colour, `:left :center :right`, `rotation`.
  func styledText(_ value: Value, looks: [Value]) throws -> TextObject {
    if let styled = value.host as? TextObject, looks.isEmpty { return styled }
    let result = TextObject(try (value.host as? TextObject)?.string ?? text(value))
    var hasSize = false
    for look in looks {
      if let number = look.asDouble {
        if hasSize { result.rotation = number } else { result.size = number }
        hasSize = true
        continue
      }
      switch name(look) {
      case "left": result.anchor = .start
      case "right": result.anchor = .end
      case "center", "hcenter", "vcenter", "top", "bottom", "middle": break
      default: result.color = try color("text", look)
      }
    }
    if let size = result.size, !(size > 0 && size <= 400) {
      throw RuntimeError.argument("the size of a text is between 0 and 400 px, not \(size)")
    }
    return result
  }

  private func annotation(
    _ x: Double, _ y: Double, _ z: Double?, _ value: Value, looks: [Value] = []
  ) throws -> Annotation {
    let parts = value.tag == .tuple ? value.tuple?.elements ?? [] : [value]
    guard let first = parts.first else { throw problem("annotations", value, expected: "a text") }
    let text = try styledText(first, looks: Array(parts.dropFirst()) + looks)
    return Annotation(
      x: x, y: y, z: z, text: text.string, color: text.color ?? .role(.ink), size: text.size, anchor: text.anchor,
      rotation: text.rotation)
  }

  /// `(x, y, text)` or `(x, y, z, text)`, a list of those, or `(xs, ys, texts)`.
  func annotations(_ value: Value, isListed: Bool = false) throws -> [Annotation] {
    if value.tag == .tuple, let parts = value.tuple?.elements {
      if parts.count >= 3 { return try annotations(parts) }
    } else if !isListed, value.string == nil, let elements = try machine.elements(value) {
      return try elements.flatMap { try annotations($0, isListed: true) }
    }
    throw problem("annotations", value, expected: "(x, y, \"text\") or a vector of such tuples")
  }

  /// Two or three coordinates, a text and its looks.
  func annotations(_ parts: [Value]) throws -> [Annotation] {
    let isSpatial = try parts.count > 3 && parts[2].string == nil && numbers(parts[2]) != nil
    let text = parts[isSpatial ? 3 : 2]
    let looks = Array(parts.dropFirst(isSpatial ? 4 : 3))
    let xs = try numbers("annotations", parts[0])
    let ys = try numbers("annotations", parts[1])
    let zs = isSpatial ? try numbers("annotations", parts[2]) : nil
    let isList = text.isArray
    let texts = isList ? try machine.elements(text) ?? [] : [text]
    guard xs.count == ys.count, xs.count == zs?.count ?? xs.count, !isList || texts.count == xs.count, !texts.isEmpty else {
      throw RuntimeError.dimensionMismatch("annotations at \(xs.count) x, \(ys.count) y with \(texts.count) texts")
    }
    return try xs.indices.map { try annotation(xs[$0], ys[$0], zs?[$0], texts[isList ? $0 : 0], looks: looks) }
  }
}
