/// Colours and measures of a figure. Colours of a theme are CSS variables with fallbacks, so that a page can swap them.
public struct Theme: Hashable, Sendable {
  public var palette: Palette = .okabeIto
  public var fontSize = 11.0
  public var labelSize = 12.0
  public var titleSize = 15.0
  /// Space around the figure and between its panels, px.
  public var padding = 12.0
  public var panelGap = 20.0
  public var lineWidth = 1.75
  public var markerRadius = 3.25
  public var tickLength = 5.0

  /// Where the colours come from.
  public enum Appearance: String, Hashable, Sendable, CaseIterable {
    /// The page, light or dark.
    case page
    /// This theme: on white.
    case light
    /// This theme: on black.
    case dark
  }

  public var appearance = Appearance.page

  public init() {}

  /// The look of the page that a figure stands on.
  public static let nabla = Theme()

  /// Dark, whatever the page is.
  public static let dark: Theme = {
    var theme = Theme()
    theme.appearance = .dark
    return theme
  }()

  /// For paper: white, with larger letters, finer lines, and colours that differ in grey too.
  public static let paper: Theme = {
    var theme = Theme()
    theme.appearance = .light
    theme.palette = Palette(name: "paper", [0x000000, 0x0072B2, 0xD55E00, 0x7A828C, 0x009E73, 0xCC79A7].map { RGB(hex: $0) })
      ?? .okabeIto
    theme.fontSize = 12
    theme.labelSize = 13
    theme.lineWidth = 1.25
    theme.markerRadius = 2.75
    return theme
  }()

  /// One of `Theme.names`, as Plots.jl calls them or ours.
  public init?(named name: String) {
    switch name {
    case "nabla", "default", "auto": self = .nabla
    case "dark": self = .dark
    case "paper": self = .paper
    default: return nil
    }
  }

  public static let names = ["nabla", "paper", "dark"]

  /// The value of a role on light and on dark pages.
  static func colors(of role: Color.Role) -> (light: RGB, dark: RGB) {
    switch role {
    case .ink: (RGB(hex: 0x1F2328), RGB(hex: 0xE6E9EE))
    case .muted: (RGB(hex: 0x59636E), RGB(hex: 0x9AA4B2))
    case .axis: (RGB(hex: 0x8B949E), RGB(hex: 0x6B7480))
    case .grid: (RGB(hex: 0xE4E7EB), RGB(hex: 0x2B2F36))
    case .background: (RGB(hex: 0xFFFFFF), RGB(hex: 0x16181D))
    }
  }

  /// The variable that carries a role, without its `--nabla-` prefix.
  static func variable(of role: Color.Role) -> String {
    role == .background ? "bg" : role.rawValue
  }

  /// A colour ready to be drawn with, `palette` being the subplot's own if it has one.
  func paint(_ color: Color, palette own: Palette? = nil) -> Paint {
    switch color {
    case .rgb(let rgb): return .fixed(rgb)
    case .role(let role):
      let values = Theme.colors(of: role)
      return paint(Theme.variable(of: role), light: values.light, dark: values.dark)
    case .palette(let index):
      let colors = (own ?? palette).colors
      // Any integer names a colour, the least one too.
      let place = (index % colors.count - 1 + 2 * colors.count) % colors.count
      guard own == nil else { return .fixed(colors[place]) }
      return paint("c\(place + 1)", light: colors[place], dark: Theme.dark(colors[place]))
    }
  }

  private func paint(_ name: String, light: RGB, dark: RGB) -> Paint {
    switch appearance {
    case .page: .variable(name, light: light, dark: dark)
    case .light: .fixed(light)
    case .dark: .fixed(dark)
    }
  }

  /// The 256 colours of a map for lines and markers on the page.
  func paints(of map: ColorMap) -> [Paint] {
    let page = Theme.colors(of: .background)
    switch appearance {
    case .light: return map.colors(on: page.light).map { .fixed($0) }
    case .dark: return map.colors(on: page.dark).map { .fixed($0) }
    case .page:
      return zip(map.colors(on: page.light), map.colors(on: page.dark)).map {
        $0 == $1 ? .fixed($0) : .pair(light: $0, dark: $1)
      }
    }
  }

  /// Declarations of every variable that inline figures read, for the style sheet of a page:
  /// `--nabla-ink:#1f2328;--nabla-c1:#0072b2;…`.
  public func variables(dark: Bool) -> String {
    var text = ""
    for role in Color.Role.allCases {
      let values = Theme.colors(of: role)
      text += "--nabla-\(Theme.variable(of: role)):\((dark ? values.dark : values.light).hexadecimal);"
    }
    for (index, color) in palette.colors.enumerated() {
      text += "--nabla-c\(index + 1):\((dark ? Theme.dark(color) : color).hexadecimal);"
      if let shade = Theme.lineShades[color] {
        text += "--nabla-c\(index + 1)\(Theme.lineSuffix):\((dark ? color : shade).hexadecimal);"
      }
    }
    return text
  }

  /// The one series colour that needs more light on dark pages.
  static let firstColor = (light: RGB(hex: 0x0072B2), dark: RGB(hex: 0x3391D1))

  /// Orange and sky blue have 2.3:1 on white. Merely darker they would look like vermilion and blue to some (an OKLab distance
  /// of 3.4 for deuteranopes); these, a brown and an azure, have 6.8:1 and 3.0:1 and keep the least distance of all pairs of
  /// the first six colours above 7. On dark pages the colours themselves have 7.7:1.
  static let lineShades = [RGB(hex: 0xE69F00): RGB(hex: 0x844E00), RGB(hex: 0x56B4E9): RGB(hex: 0x2797FF)]
  /// What the names of their variables end with.
  static let lineSuffix = "-line"

  private static func dark(_ color: RGB) -> RGB {
    color == firstColor.light ? firstColor.dark : color
  }
}
