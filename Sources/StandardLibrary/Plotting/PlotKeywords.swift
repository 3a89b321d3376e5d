// The keyword arguments of the plotting functions, with the short names that Plots.jl gives them.

/// Canonical names of keywords and their aliases.
enum PlotKeywords {
  /// Everything that a call may say.
  static let all: [String] = names.flatMap { [$0.name] + $0.aliases }

  /// The name under which a keyword is looked up.
  static func canonical(_ keyword: String) -> String { canonicalNames[keyword] ?? keyword }

  private static let canonicalNames: [String: String] = {
    var result: [String: String] = [:]
    for (name, aliases) in names {
      for alias in aliases { result[alias] = name }
    }
    return result
  }()

  private static let names: [(name: String, aliases: [String])] = [
    // Series
    ("label", ["lab", "labels"]),
    ("seriestype", ["st", "linetype"]),
    ("color", ["c", "seriescolor", "colour", "cmap"]),
    ("linecolor", ["lc", "linecolour"]),
    ("linewidth", ["lw", "w", "width"]),
    ("linestyle", ["ls", "style"]),
    ("linealpha", ["la"]),
    ("alpha", ["seriesalpha", "opacity"]),
    ("line", []),
    ("fillrange", ["frange"]),
    ("fillalpha", ["fa"]),
    ("fillcolor", ["fc", "fillcolour"]),
    ("fill", ["filled"]),
    ("ribbon", ["rib"]),
    ("marker", ["m", "markershape", "shape", "markershapes"]),
    ("markersize", ["ms", "msize"]),
    ("markercolor", ["mc", "markercolour"]),
    ("markeralpha", ["ma"]),
    ("markerstrokewidth", ["msw"]),
    ("markerstrokecolor", ["msc", "markerstrokecolour"]),
    ("marker_z", ["zcolor", "mz"]),
    ("line_z", ["linez", "zline"]),
    ("size_z", ["markersize_z", "marker_size_z"]),
    ("sizes", []),
    ("size_title", []),
    ("bins", ["bin", "nbins", "nb"]),
    ("normalize", ["norm", "normed", "normalise"]),
    ("weights", []),
    ("bandwidth", []),
    ("levels", ["nlevels", "level"]),
    ("contour_labels", ["clabels", "clabel", "contourlabels"]),
    ("annotate", ["annot"]),
    ("digits", []),
    ("group", ["groups"]),
    ("xerror", ["xerr"]),
    ("yerror", ["yerr", "err"]),
    ("smooth", []),
    ("bar_position", []),
    ("bar_width", ["barwidth"]),
    ("orientation", []),
    ("arrow", ["arrows"]),
    ("quiver", ["velocity", "gradient"]),
    ("scale", []),
    ("asymptotes", []),
    ("endpoints", []),
    ("subplot", ["sp"]),
    ("z_order", ["zorder"]),
    // Axes
    ("xlabel", ["xguide"]),
    ("ylabel", ["yguide"]),
    ("zlabel", ["zguide"]),
    ("xlims", ["xlim", "xlimits"]),
    ("ylims", ["ylim", "ylimits"]),
    ("zlims", ["zlim", "zlimits"]),
    ("lims", ["limits"]),
    ("xticks", ["xtick"]),
    ("yticks", ["ytick"]),
    ("zticks", ["ztick"]),
    ("ticks", []),
    ("xscale", []),
    ("yscale", []),
    ("zscale", []),
    ("xflip", []),
    ("yflip", []),
    ("zflip", []),
    ("xrotation", ["xrot"]),
    ("yrotation", ["yrot"]),
    ("xgrid", []),
    ("ygrid", []),
    ("minorticks", []),
    ("formatter", []),
    ("xformatter", []),
    ("yformatter", []),
    ("zformatter", []),
    ("minorgrid", []),
    ("tick_direction", ["tick_dir", "tickdirection"]),
    ("axis", []),
    ("xaxis", []),
    ("yaxis", []),
    ("zaxis", []),
    ("camera", ["cam", "view_angle"]),
    ("projection", ["proj"]),
    ("angleunit", []),
    // Plots
    ("title", []),
    ("grid", []),
    ("framestyle", ["frame", "border"]),
    ("legend", ["leg", "key", "legend_position"]),
    ("legendtitle", ["legend_title"]),
    ("colorbar", ["cbar", "colourbar"]),
    ("colorbar_title", []),
    ("clims", ["clim"]),
    ("aspect_ratio", ["aspectratio", "axis_ratio", "ratio"]),
    ("annotations", ["annotation", "ann", "anns"]),
    ("palette", ["color_palette"]),
    ("margin", ["margins"]),
    // The figure
    ("size", ["figsize"]),
    ("layout", []),
    ("link", []),
    ("plot_title", ["suptitle"]),
    ("background_color", ["bg", "background"]),
    ("theme", []),
    ("alt", []),
  ]
}
