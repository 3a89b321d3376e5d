// The functions that the library calls and a block defines, for types of its own, explained.

enum ProtocolHelp {
  static let entries: [HelpEntry] = [
    entry(
      "promote_rule", "promote_rule(::Type{S}, ::Type{T})",
      "Defined by a block for its own types: the type to which values of the two are promoted when they meet in an operation, an "
        + "array or `promote`. A method of `convert` does the promotion.",
      """
      struct Metres; x::Float64; end
      Base.promote_rule(::Type{Metres}, ::Type{Float64}) = Metres
      Base.convert(::Type{Metres}, x::Float64) = Metres(x)
      promote(Metres(1), 2.0)[2].x  # => 2.0
      """),
    entry(
      "IteratorSize", "Base.IteratorSize(::Type{T}) = Base.SizeUnknown()",
      "Defined by a block for its own iterators, where Julia needs it to know whether `length` can be asked. Here `collect` and the "
        + "like go by `iterate` alone, so the definition changes nothing.",
      """
      struct Countdown; from::Int; end
      Base.iterate(c::Countdown, n = c.from) = n < 1 ? nothing : (n, n - 1)
      Base.IteratorSize(::Type{Countdown}) = Base.SizeUnknown()
      collect(Countdown(3))  # => [3, 2, 1]
      """),
  ]

  private static func entry(_ name: String, _ form: String, _ text: String, _ example: String) -> HelpEntry {
    HelpEntry(.function, name, topic: "Types", signature: form, text: text, example: example)
  }
}
