// Font subsetting (HarfBuzz) and Brotli compression, from libraries that are loaded when they are first needed: a
// program that writes no formula pays nothing for them, and one on a machine without them can say so.

#ifndef CFONTS_H
#define CFONTS_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
  CFONTS_OK = 0,
  CFONTS_NO_SUBSETTER,   // libharfbuzz-subset.so.0 is missing or too old
  CFONTS_NO_COMPRESSOR,  // libbrotlienc.so.1 is missing or too old
  CFONTS_NO_FONT,        // the file cannot be read or holds no font
  CFONTS_FAILED,         // the library gave up
} cfonts_status;

/// Loads the libraries, which takes some milliseconds, before they are needed.
void cfonts_load(void);

/// Makes a font that holds the glyphs of `characters` and the stretched variants of its MATH table.
///
/// Where `in_scripts[i]` is not 0, the glyph is the one that the font has for scripts (its `ssty` feature).
/// `glyphs[i]` becomes the glyph of `characters[i]` in the new font, 0 where the font has none. The caller frees
/// `*output` with `free`.
cfonts_status cfonts_subset(
  const char *path, const uint32_t *characters, const uint8_t *in_scripts, size_t count, uint32_t *glyphs,
  uint8_t **output, size_t *length);

/// Compresses `input` as a Brotli stream tuned for fonts. The caller frees `*output` with `free`.
cfonts_status cfonts_compress(
  const uint8_t *input, size_t input_length, int quality, uint8_t **output, size_t *length);

#endif
