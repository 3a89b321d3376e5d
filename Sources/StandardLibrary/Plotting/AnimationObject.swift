// Plots that follow one another: what `@animate` makes.

import Engine
import Graphics

/// Figures in the order in which they are shown.
final class AnimationObject: HostObject {
  var frames: [Figure] = []
  var framesPerSecond = 20.0
  var repeats = true
  /// How many frames were offered, of which each `every`-th was taken.
  private var offered = 0

  /// More are thinned out when the animation is drawn; still more are refused.
  private static let limit = 10_000

  override var type: DataType { .named("Animation") }
  override func text(_ machine: Machine) -> String { "Animation with \(frames.count) \(frames.count == 1 ? "frame" : "frames")" }

  func add(_ figure: Figure, every step: Int = 1) throws {
    defer { offered += 1 }
    guard offered.isMultiple(of: step) else { return }
    guard frames.count < AnimationObject.limit else {
      throw RuntimeError.argument("an animation has at most \(AnimationObject.limit) frames")
    }
    frames.append(figure)
  }

  override func faces(_ machine: Machine) throws -> Faces {
    Faces(figure: try AnimationObject.face(of: try checked { try animation() }))
  }

  func animation() throws(FigureError) -> Animation {
    var animation = try Animation(frames, framesPerSecond: framesPerSecond)
    animation.repeats = repeats
    return animation
  }

  /// Pages show the motion; files of their own, as for Markdown, the last picture.
  private static func face(of animation: Animation) throws -> FigureFace {
    let inline = try checked { try animation.render(.inline) }
    return FigureFace(
      alternativeText: inline.alternativeText, data: { inline.data.text },
      resized: { width, height in
        try face(of: try checked { try animation.resized(width: width, height: height) })
      },
      svg: { form in
        if form == .inline { return inline.svg }
        // Both forms have one layout, so what was drawn once can be drawn again.
        return (try? animation.still.svg(.standalone)) ?? inline.svg
      })
  }
}

extension Library {
  mutating func addAnimations() {
    add(
      "Animation()", "An animation without frames, to which `frame` adds plots. `@animate` makes one of a loop.", arity: 0,
      example: "a = Animation();\nframe(a, plot([1, 2]));\ntypeof(a)  # => Animation"
    ) { call in call.heap.adopt(AnimationObject()) }
    add(
      "frame(animation[, plot])", "Adds a plot to an animation as it is now: the current one, or `plot`.", arity: Arity(1...2),
      example: "a = Animation();\nfor k in 1:3 frame(a, plot(x -> x^k, 0, 1)) end;\ntypeof(a)  # => Animation"
    ) { call in
      guard let animation = call[0].host as? AnimationObject else { throw call.noMethod() }
      let value = call.count > 1 ? call[1] : try PlotFunction.current(call.machine, for: "frame")
      guard let plot = value.plot else { throw call.noMethod() }
      try animation.add(plot.shown(call.machine))
      return .nothing
    }
    add(
      "gif(animation; fps, loop)",
      """
      An animation with its speed: `fps` pictures a second (20), over and over unless `loop = false`. Pages show it without a \
      script; readers who want no motion, and files, have the last picture.
      """,
      arity: 1, keywords: ["fps", "loop"],
      example: "a = @animate for k in 1:3 plot(x -> x^k, 0, 1) end;\ntypeof(gif(a, fps = 2))  # => Animation"
    ) { call in
      guard let animation = call[0].host as? AnimationObject else { throw call.noMethod() }
      let copy = AnimationObject()
      copy.frames = animation.frames
      copy.framesPerSecond = try call.double(keyword: "fps") ?? animation.framesPerSecond
      guard copy.framesPerSecond >= 0.1, copy.framesPerSecond <= 60 else {
        throw RuntimeError.argument("`fps` is between 0.1 and 60, not \(copy.framesPerSecond)")
      }
      copy.repeats = try call.keyword("loop").map { try PlotAttributes(call).flag("loop", $0) } ?? animation.repeats
      return call.heap.adopt(copy)
    }
    // What each round of `@animate` does.
    add("@frame(animation, every)", "", arity: 2) { call in
      guard let animation = call[0].host as? AnimationObject else { throw call.noMethod() }
      let step = try call.int(1)
      guard step > 0 else { throw RuntimeError.argument("`every` is followed by a positive number") }
      if let plot = try PlotFunction.current(call.machine, for: "@animate").plot {
        try animation.add(plot.shown(call.machine), every: step)
      }
      return .nothing
    }
  }
}
