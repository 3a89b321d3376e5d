/// A picture as plain data: what a renderer needs to know, and nothing about charts. Coordinates are px.
struct Scene: Sendable {
  var size: Size
  var title: String
  var description: String
  /// The data in short, as lines of text.
  var data = ""
  var background: Paint?
  var nodes: [SceneNode]
  /// What changes with time, after all else.
  var frames: SceneFrames?
}

/// Pictures that follow one another.
struct SceneFrames: Sendable {
  var pictures: [[SceneNode]]
  /// How long each is seen.
  var seconds: Double
  var repeats: Bool
}

/// A colour of a scene: a fixed one, or one that the page's theme decides.
public enum Paint: Hashable, Sendable {
  case fixed(RGB)
  /// A theme variable with its values on light and on dark pages.
  case variable(String, light: RGB, dark: RGB)
  /// Colours without a name: what a colour map gives to lines and markers.
  case pair(light: RGB, dark: RGB)

  public var alpha: Double {
    switch self {
    case .fixed(let rgb), .pair(light: let rgb, dark: _): rgb.alpha
    case .variable: 1
    }
  }

  /// The colour on light pages.
  var light: RGB {
    switch self {
    case .fixed(let rgb), .variable(_, light: let rgb, dark: _), .pair(light: let rgb, dark: _): rgb
    }
  }

  /// The colour on dark pages.
  var dark: RGB {
    switch self {
    case .fixed(let rgb), .variable(_, light: _, dark: let rgb), .pair(light: _, dark: let rgb): rgb
    }
  }

  /// The paint for lines, markers and texts: some colours of the palette that do for areas are too light for them.
  var forLines: Paint {
    guard case .variable(let name, let light, let dark) = self, let shade = Theme.lineShades[light] else { return self }
    return .variable(name + Theme.lineSuffix, light: shade, dark: dark)
  }

  /// The paint with its colours changed.
  func mapColors(_ change: (RGB) -> RGB) -> Paint {
    if case .fixed(let rgb) = self { return .fixed(change(rgb)) }
    return .pair(light: change(light), dark: change(dark))
  }
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  public var paint: Paint
  /// px.
  public var width: Double
  /// Lengths of dashes and gaps in px; empty for a solid line.
  public var dash: [Double]
  public var opacity: Double

  public init(_ paint: Paint, width: Double, dash: [Double] = [], opacity: Double = 1) {
    self.paint = paint.forLines
    self.width = width
    self.dash = dash
    self.opacity = opacity
  }
}

/// How an area is filled.
public struct Fill: Hashable, Sendable {
  public var paint: Paint
  public var opacity: Double

  public init(_ paint: Paint, opacity: Double = 1) {
    self.paint = paint
    self.opacity = opacity
  }
}

indirect enum SceneNode: Sendable {
  case group(SceneGroup)
  case shape(SceneShape)
  case text(SceneText)
  case image(SceneImage)
  case gradient(SceneGradient)
}

/// Nodes that belong together.
struct SceneGroup: Sendable {
  /// What it is, for assistive technology.
  var label: String?
  /// Decoration that assistive technology should pass over.
  var isHidden = false
  /// Where the origin of its coordinates lies.
  var offset: Point?
  /// Drawn only within this outline.
  var clip: [Point]?
  /// What the texts inside have in common.
  var textStyle: TextStyle?
  /// What the shapes inside are outlined with that have no line of their own.
  var stroke: Stroke?
  var children: [SceneNode]

  /// Whether another group differs only in what is in it.
  func hasLook(of other: SceneGroup) -> Bool {
    label == other.label && isHidden == other.isHidden && offset == other.offset && clip == other.clip
      && textStyle == other.textStyle && stroke == other.stroke
  }
}

/// Lines or filled outlines of one style.
struct SceneShape: Sendable {
  enum Geometry: Sendable {
    case lines([Polyline])
    /// Filled circles of one radius.
    case dots([Point], radius: Double)
    case circles([(center: Point, radius: Double)])
  }

  var geometry: Geometry
  var stroke: Stroke?
  var fill: Fill?
  var evenOdd = false
}

/// Size, weight and colour of text.
struct TextStyle: Hashable, Sendable {
  var size: Double
  var paint: Paint
  var bold = false
}

/// One line of text.
struct SceneText: Sendable {
  var layout: LabelLayout
  /// Where the anchor lies on the baseline.
  var position: Point
  var anchor: TextAnchor
  /// Degrees, clockwise on the page.
  var rotation = 0.0
  var style: TextStyle
  /// Colour of a border that keeps the text readable over data.
  var halo: Paint?
}

/// Which point of a text is placed.
public enum TextAnchor: String, Hashable, Sendable {
  case start, middle, end
}

/// A raster image, stretched over a rectangle.
struct SceneImage: Sendable {
  var frame: Rect
  var columns: Int
  var rows: Int
  /// Row by row from the top; each an index into `palette`.
  var pixels: [UInt8]
  var palette: [RGB]
  /// The palette on dark pages, if it is another.
  var darkPalette: [RGB]?
  /// Cells with sharp borders rather than a smooth field.
  var isPixelated: Bool
  /// The picture as a file, where it was already made.
  var png: [UInt8]?

  /// The same cells with four pixels or more for each px: for programs that blur what they enlarge.
  var enlarged: SceneImage {
    let (across, down) = (factor(columns, frame.width), factor(rows, frame.height))
    guard across > 1 || down > 1 else { return self }
    var copy = self
    (copy.columns, copy.rows, copy.png) = (columns * across, rows * down, nil)
    copy.pixels = []
    copy.pixels.reserveCapacity(copy.columns * copy.rows)
    for row in 0..<rows {
      let line = pixels[(row * columns)..<((row + 1) * columns)].flatMap { repeatElement($0, count: across) }
      for _ in 0..<down { copy.pixels += line }
    }
    return copy
  }

  private func factor(_ count: Int, _ length: Double) -> Int {
    count > 0 ? max(1, Int((4 * min(length, 8000) / Double(count)).rounded(.up))) : 1
  }
}

/// A rectangle of colours that run into each other from its bottom to its top.
struct SceneGradient: Sendable {
  var frame: Rect
  /// Colours and how far up they are, from 0 to 1.
  var stops: [(place: Double, paint: Paint)]
}
