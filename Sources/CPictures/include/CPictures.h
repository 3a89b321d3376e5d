// SVG to PNG and PDF by librsvg and Cairo, which are loaded when a picture is first asked for: a program that writes none
// pays nothing for them, and one on a machine without them can say so.

#ifndef CPICTURES_H
#define CPICTURES_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
  CPICTURES_OK = 0,
  CPICTURES_NO_LIBRARY,  // librsvg-2 or Cairo is missing or too old
  CPICTURES_NO_MEMORY,
  CPICTURES_FAILED,  // the SVG was refused
} cpictures_status;

typedef enum { CPICTURES_PNG, CPICTURES_PDF } cpictures_format;

/// Draws an SVG document.
///
/// - `width`, `height`: the size of the drawing in px, of which an inch has 96.
/// - `scale`: pixels of a PNG for each px; of no effect in a PDF.
/// - `title`: the title of a PDF, UTF-8.
///
/// The same document gives the same bytes: no time is written. The caller frees `*output` with `free`.
cpictures_status cpictures_draw(
  const char *svg, size_t svg_length, double width, double height, double scale, cpictures_format format,
  const char *title, uint8_t **output, size_t *length);

#endif
