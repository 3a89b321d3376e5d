// Charts in three dimensions, and polar ones.

import Engine
import Graphics

extension PlotFunction {
  static let space: [PlotFunction] = [
    PlotFunction(
      "surface", arguments: "z | x, y, z | x, y, f | fx, fy, fz, u, v; color, camera, clims, …",
      help: """
        Draws a surface over the plane, coloured by height: a matrix with a row for each `y` and a column for each `x`, or a \
        function of two arguments; or the surface that three functions of two parameters make. `camera = (azimuth, elevation)` \
        says in degrees where one looks from, `color` is a colour map or a plain colour.
        """, example: "surface(-2:0.2:2, -2:0.2:2, (x, y) -> x^2 - y^2, camera = (40, 30), zlabel = \"z\");"
    ) { builder, arguments in try builder.drawSurface(arguments, isWireframe: false) },
    PlotFunction(
      "wireframe", arguments: "z | x, y, z | x, y, f | fx, fy, fz, u, v; color, camera, …",
      help: "Draws the lines of the grid of a surface: see `surface`.",
      example: "wireframe(-2:0.2:2, -2:0.2:2, (x, y) -> x * y);"
    ) { builder, arguments in try builder.drawSurface(arguments, isWireframe: true) },
    PlotFunction(
      "plot3d", arguments: "x, y, z | fx, fy, fz, a, b; label, color, camera, …",
      help: """
        Draws a line through points in space, or the curve that three functions of a parameter make. So does `plot`. \
        `line_z` colours it by a value for each point, or by a function of its coordinates.
        """, example: "plot3d(cos, sin, t -> t / 5, 0, 6π, zlabel = \"t\", line_z = (x, y, z) -> z);"
    ) { builder, arguments in try builder.drawPoints(arguments, isLine: true) },
    PlotFunction(
      "path3d", arguments: "x, y, z | fx, fy, fz, a, b; label, color, camera, …",
      help: "Draws a line in space: another name of `plot3d`.", example: "path3d([0, 1, 1], [0, 0, 1], [0, 1, 2]);"
    ) { builder, arguments in try builder.drawPoints(arguments, isLine: true) },
    PlotFunction(
      "scatter3d", arguments: "x, y, z; label, color, markersize, marker_z, group, camera, …",
      help: "Draws points in space; `marker_z` shows values by colour, `group` divides the points by labels.",
      example: "scatter3d([1, 2, 3], [2, 1, 3], [0, 1, 4], marker_z = [1, 2, 3]);"
    ) { builder, arguments in try builder.drawPoints(arguments, isLine: false) },
    PlotFunction(
      "contour3d", arguments: "z | x, y, z | x, y, f; levels, color, camera, …",
      help: "Draws level lines, each at its height.",
      example: "contour3d(-2:0.2:2, -2:0.2:2, (x, y) -> x^2 + y^2, levels = 6);"
    ) { builder, arguments in try builder.drawContours(arguments) },
    PlotFunction(
      "polarplot", arguments: "θ, r | f | f, a, b; label, color, fill, angleunit, …",
      help: """
        Draws a curve around a middle: the distance `r` in the directions `θ` (radians, anticlockwise from the right), or a \
        function of the angle. Negative distances lie on the other side. `angleunit = :degrees` writes the angles in degrees, \
        `ylims` sets the farthest distance. `plot` and `scatter` with `proj = :polar` do the same.
        """, example: "polarplot(θ -> 1 + cos(θ), fill = true);"
    ) { builder, arguments in
      try builder.suggest { $0.projection = .polar }
      try builder.draw(arguments, as: .path)
    },
    PlotFunction(
      "radar", arguments: "labels, values; label, color, fillalpha, …",
      help: """
        Draws values of several things on spokes around a middle (spider chart): a vector with a value for each label, or a \
        matrix with a row for each label and a column for each series.
        """,
      example: "radar([\"speed\", \"power\", \"range\"], [3 2; 4 5; 1 3], label = [\"A\" \"B\"]);"
    ) { builder, arguments in try builder.drawRadar(arguments) },
  ]
}
