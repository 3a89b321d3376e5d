// Plots as files.

import Engine
import Graphics

extension Library {
  mutating func addSaving() {
    add(
      "savefig([plot,] name; dpi)",
      """
      Writes the current plot, or `plot`, to a file, whose ending says what it is: `.svg`, `.png` or `.pdf`. A notebook writes it \
      into the folder of files beside the page, so that `lesson.md` can link to `lesson_files/name`; `nabla eval` and the REPL \
      write it into the current folder. `dpi` is the resolution of a PNG (192, two pixels for each of the page; 300 for print). \
      An animation moves as `.svg`; other files have its last picture.
      """,
      arity: Arity(1...2), keywords: ["dpi"],
      example: "savefig(plot([1, 4, 9]), \"squares.svg\")  # => \"squares.svg\""
    ) { call in
      guard let name = call.values.last?.string else { throw call.noMethod() }
      let drawn = call.count > 1 ? call[0] : try PlotFunction.current(call.machine, for: "savefig")
      guard drawn.plot != nil || drawn.host is AnimationObject else { throw call.noMethod() }
      let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased() ?? ""
      guard let format = PictureFormat(rawValue: ending) else {
        throw RuntimeError.argument(
          ending.isEmpty ? "\"\(name)\" does not say what kind of file it is" : "plots cannot be written as .\(ending) files",
          hint: ending == "gif"
            ? "an animation moves as an SVG file: savefig(animation, \"\(name.dropLast(4)).svg\")"
            : "give the name one of the endings .svg, .png and .pdf")
      }
      let resolution = try call.double(keyword: "dpi") ?? 192
      let bytes = try checked {
        if let animation = drawn.host as? AnimationObject {
          return try animation.animation().file(format, resolution: resolution)
        }
        return try (drawn.plot?.root.shown(call.machine) ?? Figure()).file(format, resolution: resolution)
      }
      try call.machine.save(bytes, as: name)
      return call.values.last ?? .nothing
    }
  }
}
