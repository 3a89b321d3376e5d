/// Where a figure will stand.
public enum SVGTarget: Hashable, Sendable {
  /// Inside an HTML page: a transparent background, and colours that the page's variables can change.
  case inline
  /// In a file of its own: an opaque background, and a style sheet for dark surroundings.
  case standalone
  /// For a program that draws it on paper or as pixels: an opaque background, and one look.
  case picture
}
