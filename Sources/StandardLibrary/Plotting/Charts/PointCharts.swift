// The charts that Plots.jl has: lines, points, bars, histograms, contours, arrows.

extension PlotFunction {
  static let points: [PlotFunction] = [
    PlotFunction(
      "plot", .path, arguments: "y | x, y | f, a, b | fx, fy, a, b | plots...; label, color, …",
      help: """
        Draws lines: a vector over its indices, `y` over `x`, the columns of a matrix, the graph of a function over an \
        interval, a curve with a parameter, a line in space (`plot(x, y, z)`, see `plot3d`); or puts several plots side by \
        side (`layout = (1, 2)`). `seriestype` chooses other marks. \
        Functions are sampled where they bend, with gaps where they are not defined; `asymptotes = true` draws dashed lines \
        at their poles, `endpoints = true` circles at their jumps. `line_z` shows values along a line by colour: a value for \
        each point, or a function of its coordinates. `xformatter` and `yformatter` say how the numbers at the ticks are written: \
        `:plain`, `:scientific`, `:percent`, or a function that makes their texts. `z_order = :back` draws a series behind the \
        others; in space what is nearer is in front. Texts such as "2024-03-01" for `x` are dates.
        """, example: "plot(sin, 0, 2π, label = \"sine\", xlabel = \"x\");"),
    PlotFunction(
      "scatter", .scatter, arguments: "y | x, y | f, x; label, color, markersize, marker_z, group, smooth, …",
      help: """
        Draws points; `marker_z` shows values by colour, `group` divides them by labels. `size_z` shows values by the areas of \
        the markers, which the legend explains under `size_title`; `sizes = (3, 15)` gives the least and the greatest radius, \
        while `markersize` holds radii in pixels themselves. `smooth = true` adds the regression line with its 95 % confidence \
        band. Three lists are points in space.
        """,
      example: "scatter([1, 2, 3], [2, 1, 3], size_z = [10, 40, 90], size_title = \"people\");"),
    PlotFunction(
      "bar", .bar, arguments: "y | x, y; label, color, bar_width, orientation, …",
      help: "Draws bars over numbers or names; the columns of a matrix stand side by side.",
      example: "bar([\"a\", \"b\", \"c\"], [3, 1, 2]);"),
    PlotFunction(
      "barh", .barh, arguments: "y | x, y; label, color, …", help: "Draws horizontal bars.",
      example: "barh([\"a\", \"b\"], [3, 1]);"),
    PlotFunction(
      "groupedbar", .groupedbar, arguments: "y | x, y; bar_position, group, label, …",
      help: """
        Draws the columns of a matrix, or the groups of a vector, as bars side by side (`bar_position = :dodge`) or stacked \
        (`:stack`).
        """,
      example: "groupedbar([1 2; 3 4], bar_position = :stack);"),
    PlotFunction(
      "histogram", .histogram, arguments: "x; bins, normalize, weights, …",
      help: """
        Draws how often values fall into bins. `bins` is a number, a vector of borders, or one of `:fd`, `:sturges`, \
        `:scott`, `:rice`, `:sqrt`; `normalize` is `:pdf`, `:probability` or `:density`.
        """, example: "histogram([1, 2, 2, 3, 3, 3], bins = 3, normalize = :pdf);"),
    PlotFunction(
      "stephist", .stephist, arguments: "x; bins, normalize, weights, …",
      help: "Draws the outline of a histogram.", example: "stephist([1, 2, 2, 3], bins = 3);"),
    PlotFunction(
      "density", .density, arguments: "x; bandwidth, fill, …",
      help: "Draws a kernel density estimate (Gaussian kernel, Silverman's bandwidth).",
      example: "density([1.0, 2.0, 2.5, 4.0], fill = true);"),
    PlotFunction(
      "sticks", .sticks, arguments: "y | x, y; …", help: "Draws vertical lines from zero to each value.",
      example: "sticks(0:4, [1, 4, 6, 4, 1]);"),
    PlotFunction(
      "areaplot", .area, arguments: "y | x, y; …",
      help: "Draws the columns of a matrix as areas on top of each other.",
      example: "areaplot([1 2; 2 1; 3 3]);"),
    PlotFunction(
      "hline", .hline, arguments: "y; …", help: "Draws horizontal lines across the plot.",
      example: "hline([0, 1]);"),
    PlotFunction(
      "vline", .vline, arguments: "x; …", help: "Draws vertical lines across the plot.",
      example: "vline([0, 1]);"),
    PlotFunction(
      "hspan", .hspan, arguments: "[y1, y2]; …", help: "Draws horizontal bands across the plot.",
      example: "hspan([1, 2], alpha = 0.2);"),
    PlotFunction(
      "vspan", .vspan, arguments: "[x1, x2]; …", help: "Draws vertical bands across the plot.",
      example: "vspan([1, 2], alpha = 0.2);"),
    PlotFunction(
      "abline", .abline, arguments: "slope, intercept; …",
      help: "Draws the line y = slope · x + intercept.",
      example: "abline(2, 1);"),
    PlotFunction(
      "contour", .contour, arguments: "z | x, y, z | x, y, f; levels, clabels, color, …",
      help: """
        Draws level lines of a matrix, with a row for each `y` and a column for each `x`, or of a function of two \
        arguments. `levels` is a number of lines or a vector of values; `clabels = true` writes them into the lines. In one \
        colour negative levels are dashed.
        """, example: "contour(-2:0.1:2, -2:0.1:2, (x, y) -> x^2 + y^2, levels = [1, 2, 3]);"),
    PlotFunction(
      "contourf", .contourf, arguments: "z | x, y, z | x, y, f; levels, clabels, linewidth, …",
      help: """
        Draws the bands between level lines, and with `linewidth = 1` or `clabels = true` the lines and their numbers on top.
        """, example: "contourf(-2:0.1:2, -2:0.1:2, (x, y) -> x * y);"),
    PlotFunction(
      "heatmap", .heatmap, arguments: "z | x, y, z | x, y, f; annotate, digits, color, clims, …",
      help: """
        Draws a matrix as coloured cells, the first row at the bottom (`yflip = true` turns that round). `annotate = true` \
        writes the values into the cells, with `digits` significant digits.
        """,
      example: "heatmap([1 2; 3 4], color = :blues);"),
    PlotFunction(
      "quiver", .quiver, arguments: "x, y; quiver = (u, v), scale | f, xs, ys; scale, color",
      help: """
        Draws arrows (u, v) that begin at (x, y). Their lengths are those of the axes; `scale = 0.2` shortens them and \
        `scale = :auto` fits them to the spacing of the points. `quiver(f, xs, ys)` draws the field f(x, y) = (u, v) over a grid \
        with lengths that fit; `scale = :log` shows weak parts too, and `color = :viridis` the lengths by colour.
        """, example: "quiver([0, 1], [0, 0], quiver = ([1, 0], [1, 2]));"),
  ]
}
