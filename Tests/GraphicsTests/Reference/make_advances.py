# Writes Sources/Graphics/Text/AdvanceTable.swift, and advances.csv beside this file for the test of it: the advance widths
# of Liberation Sans, which are those of Helvetica and Arial, in thousandths of an em.
#   pip install fonttools; python make_advances.py        (Debian: fonts-liberation)
import pathlib
import textwrap

from fontTools.ttLib import TTFont

here = pathlib.Path(__file__).parent
ranges = {"latin": (0x20, 0x17F), "greek": (0x384, 0x3CE), "cyrillic": (0x400, 0x45F)}
# Punctuation, letter-like signs, arrows, mathematics and shapes; spaces and what the font lacks are in FontMetrics.
symbols = [c for c in range(0x2010, 0x26FF) if not 0x2500 <= c < 0x25A0]

faces = {}
for name in ["Regular", "Bold"]:
  font = TTFont(f"/usr/share/fonts/truetype/liberation/LiberationSans-{name}.ttf")
  units, characters, metrics = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
  faces[name.lower()] = {c: round(metrics[glyph][0] * 1000 / units) for c, glyph in characters.items()}
regular, bold = faces["regular"], faces["bold"]
symbols = [c for c in symbols if c in regular and c in bold]


def advance(face, code):
  return 0 if 0x7F <= code < 0xA0 else face.get(code, 0)


def wrapped(words, indent):
  return textwrap.fill(" ".join(words), 118, initial_indent=indent, subsequent_indent=indent)


out = ["// Advance widths of the Helvetica-metric faces, in thousandths of an em, taken from Liberation Sans by",
       "// Tests/GraphicsTests/Reference/make_advances.py.", "", "/// The advances of one weight.", "struct AdvanceTable {"]
for name, (first, last) in ranges.items():
  out += [f"  /// U+{first:04X} … U+{last:04X}.", f"  let {name}: [UInt16]"]
out += ["  /// The others that the font has.", "  let symbols: [UInt32: UInt16]"]
for weight, face in faces.items():
  out += ["", f"  static let {weight} = AdvanceTable("]
  for name, (first, last) in ranges.items():
    numbers = [f"{advance(face, c)}," for c in range(first, last + 1)]
    out += [f"    {name}: [", wrapped(numbers, "      "), "    ],"]
  pairs = [f"0x{c:X}:\u00a0{face[c]}," for c in symbols]
  out += ["    symbols: [", wrapped(pairs, "      ").replace("\u00a0", " "), "    ])"]
out += ["}", ""]
(here.parents[2] / "Sources/Graphics/Text/AdvanceTable.swift").write_text("\n".join(out))

codes = [c for first, last in ranges.values() for c in range(first, last + 1) if c in regular and not 0x7F <= c < 0xA0]
rows = [f"{c},{regular[c]},{bold[c]}" for c in codes + symbols]
(here / "advances.csv").write_text("\n".join(["code,regular,bold"] + rows) + "\n")
