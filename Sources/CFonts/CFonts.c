// HarfBuzz and Brotli behind two functions, by `dlopen`.

#include "CFonts.h"

#include <brotli/encode.h>
#include <dlfcn.h>
#include <harfbuzz/hb-ot.h>
#include <harfbuzz/hb-subset.h>
#include <harfbuzz/hb.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define HARFBUZZ_FUNCTIONS(X) \
  X(hb_blob_create_from_file_or_fail) \
  X(hb_blob_destroy) \
  X(hb_blob_get_data) \
  X(hb_face_create) \
  X(hb_face_destroy) \
  X(hb_face_get_glyph_count) \
  X(hb_face_reference_blob) \
  X(hb_font_create) \
  X(hb_font_destroy) \
  X(hb_font_get_nominal_glyph) \
  X(hb_map_get) \
  X(hb_ot_layout_collect_lookups) \
  X(hb_ot_layout_lookup_get_glyph_alternates) \
  X(hb_set_add) \
  X(hb_set_create) \
  X(hb_set_destroy) \
  X(hb_set_next)

#define SUBSET_FUNCTIONS(X) \
  X(hb_subset_input_create_or_fail) \
  X(hb_subset_input_destroy) \
  X(hb_subset_input_glyph_set) \
  X(hb_subset_input_unicode_set) \
  X(hb_subset_plan_create_or_fail) \
  X(hb_subset_plan_destroy) \
  X(hb_subset_plan_execute_or_fail) \
  X(hb_subset_plan_old_to_new_glyph_mapping)

#define BROTLI_FUNCTIONS(X) \
  X(BrotliEncoderCreateInstance) \
  X(BrotliEncoderDestroyInstance) \
  X(BrotliEncoderSetParameter) \
  X(BrotliEncoderMaxCompressedSize) \
  X(BrotliEncoderCompressStream)

#define DECLARE(name) __typeof__(name) *name##_;
static struct {
  HARFBUZZ_FUNCTIONS(DECLARE)
  SUBSET_FUNCTIONS(DECLARE)
  BROTLI_FUNCTIONS(DECLARE)
  int has_subsetter;
  int has_compressor;
} library;

#define LOAD(name) \
  library.name##_ = (__typeof__(name) *)dlsym(handle, #name); \
  found = found && library.name##_ != NULL;

// The libraries stay loaded to the end of the process.

static void load_subsetter(void) {
  int found = 1;
  void *handle = dlopen("libharfbuzz.so.0", RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return;
  HARFBUZZ_FUNCTIONS(LOAD)
  handle = dlopen("libharfbuzz-subset.so.0", RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return;
  SUBSET_FUNCTIONS(LOAD)
  library.has_subsetter = found;
}

static void load_compressor(void) {
  int found = 1;
  void *handle = dlopen("libbrotlienc.so.1", RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return;
  BROTLI_FUNCTIONS(LOAD)
  library.has_compressor = found;
}

static pthread_once_t subsetter_once = PTHREAD_ONCE_INIT;
static pthread_once_t compressor_once = PTHREAD_ONCE_INIT;

void cfonts_load(void) {
  pthread_once(&subsetter_once, load_subsetter);
  pthread_once(&compressor_once, load_compressor);
}

static cfonts_status copy_blob(hb_face_t *face, uint8_t **output, size_t *length) {
  hb_blob_t *blob = library.hb_face_reference_blob_(face);
  unsigned int size = 0;
  const char *data = library.hb_blob_get_data_(blob, &size);
  uint8_t *copy = size > 0 ? malloc(size) : NULL;
  if (copy != NULL) {
    memcpy(copy, data, size);
    *output = copy;
    *length = size;
  }
  library.hb_blob_destroy_(blob);
  return copy != NULL ? CFONTS_OK : CFONTS_FAILED;
}

// The first alternate that the font's `ssty` feature has for a glyph, or the glyph itself.
static hb_codepoint_t script_variant(hb_face_t *face, hb_codepoint_t glyph) {
  static const hb_tag_t features[] = {HB_TAG('s', 's', 't', 'y'), HB_TAG_NONE};
  hb_set_t *lookups = library.hb_set_create_();
  library.hb_ot_layout_collect_lookups_(face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
  hb_codepoint_t lookup = HB_SET_VALUE_INVALID, variant = glyph;
  while (library.hb_set_next_(lookups, &lookup)) {
    unsigned int count = 1;
    hb_codepoint_t alternate = 0;
    library.hb_ot_layout_lookup_get_glyph_alternates_(face, lookup, glyph, 0, &count, &alternate);
    if (count > 0) {
      variant = alternate;
      break;
    }
  }
  library.hb_set_destroy_(lookups);
  return variant;
}

// Chooses the glyphs by their numbers in the whole font.
static void choose_glyphs(
  hb_face_t *face, const uint32_t *characters, const uint8_t *in_scripts, size_t count, uint32_t *glyphs) {
  hb_font_t *font = library.hb_font_create_(face);
  for (size_t i = 0; i < count; i++) {
    hb_codepoint_t glyph = 0;
    if (!library.hb_font_get_nominal_glyph_(font, characters[i], &glyph)) glyph = 0;
    glyphs[i] = glyph != 0 && in_scripts[i] ? script_variant(face, glyph) : glyph;
  }
  library.hb_font_destroy_(font);
}

static cfonts_status subset_face(
  hb_face_t *face, const uint32_t *characters, const uint8_t *in_scripts, size_t count, uint32_t *glyphs,
  uint8_t **output, size_t *length) {
  hb_subset_input_t *input = library.hb_subset_input_create_or_fail_();
  if (input == NULL) return CFONTS_FAILED;
  choose_glyphs(face, characters, in_scripts, count, glyphs);
  for (size_t i = 0; i < count; i++) {
    if (glyphs[i] == 0) continue;
    library.hb_set_add_(library.hb_subset_input_unicode_set_(input), characters[i]);
    library.hb_set_add_(library.hb_subset_input_glyph_set_(input), glyphs[i]);
  }
  hb_subset_plan_t *plan = library.hb_subset_plan_create_or_fail_(face, input);
  library.hb_subset_input_destroy_(input);
  if (plan == NULL) return CFONTS_FAILED;
  const hb_map_t *renumbered = library.hb_subset_plan_old_to_new_glyph_mapping_(plan);
  for (size_t i = 0; i < count; i++) {
    hb_codepoint_t glyph = glyphs[i] == 0 ? 0 : library.hb_map_get_(renumbered, glyphs[i]);
    glyphs[i] = glyph == HB_MAP_VALUE_INVALID ? 0 : glyph;
  }
  hb_face_t *subset = library.hb_subset_plan_execute_or_fail_(plan);
  library.hb_subset_plan_destroy_(plan);
  if (subset == NULL) return CFONTS_FAILED;
  cfonts_status status = copy_blob(subset, output, length);
  library.hb_face_destroy_(subset);
  return status;
}

cfonts_status cfonts_subset(
  const char *path, const uint32_t *characters, const uint8_t *in_scripts, size_t count, uint32_t *glyphs,
  uint8_t **output, size_t *length) {
  pthread_once(&subsetter_once, load_subsetter);
  if (!library.has_subsetter) return CFONTS_NO_SUBSETTER;
  hb_blob_t *blob = library.hb_blob_create_from_file_or_fail_(path);
  if (blob == NULL) return CFONTS_NO_FONT;
  hb_face_t *face = library.hb_face_create_(blob, 0);
  library.hb_blob_destroy_(blob);
  cfonts_status status = library.hb_face_get_glyph_count_(face) == 0
    ? CFONTS_NO_FONT
    : subset_face(face, characters, in_scripts, count, glyphs, output, length);
  library.hb_face_destroy_(face);
  return status;
}

cfonts_status cfonts_compress(
  const uint8_t *input, size_t input_length, int quality, uint8_t **output, size_t *length) {
  pthread_once(&compressor_once, load_compressor);
  if (!library.has_compressor) return CFONTS_NO_COMPRESSOR;
  size_t capacity = library.BrotliEncoderMaxCompressedSize_(input_length);
  uint8_t *buffer = malloc(capacity > 0 ? capacity : 1);
  BrotliEncoderState *encoder = library.BrotliEncoderCreateInstance_(NULL, NULL, NULL);
  int done = 0;
  if (buffer != NULL && encoder != NULL) {
    library.BrotliEncoderSetParameter_(encoder, BROTLI_PARAM_QUALITY, (uint32_t)quality);
    // In a small window Brotli touches a third of the memory.
    library.BrotliEncoderSetParameter_(encoder, BROTLI_PARAM_LGWIN, 16);
    library.BrotliEncoderSetParameter_(encoder, BROTLI_PARAM_MODE, BROTLI_MODE_FONT);
    library.BrotliEncoderSetParameter_(encoder, BROTLI_PARAM_SIZE_HINT, (uint32_t)input_length);
    size_t input_left = input_length, output_left = capacity;
    const uint8_t *next_in = input;
    uint8_t *next_out = buffer;
    done = library.BrotliEncoderCompressStream_(
             encoder, BROTLI_OPERATION_FINISH, &input_left, &next_in, &output_left, &next_out, NULL)
      && input_left == 0;
    *length = capacity - output_left;
  }
  if (encoder != NULL) library.BrotliEncoderDestroyInstance_(encoder);
  if (!done) {
    free(buffer);
    return CFONTS_FAILED;
  }
  *output = buffer;
  return CFONTS_OK;
}
