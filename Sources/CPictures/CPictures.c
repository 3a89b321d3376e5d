// librsvg and Cairo behind one function, by `dlopen`. Their interfaces are declared here: the packages with their headers
// bring a hundred others, and these few functions are stable.

#include "CPictures.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  double x, y, width, height;
} rectangle;

typedef int (*write_function)(void *closure, const unsigned char *data, unsigned int length);

enum { FORMAT_ARGB32 = 0, STATUS_SUCCESS = 0, STATUS_NO_MEMORY = 1, STATUS_WRITE_ERROR = 11 };
enum { METADATA_TITLE = 0, METADATA_CREATE_DATE = 5 };

#define FUNCTIONS(X) \
  X(rsvg, void *, rsvg_handle_new_from_data, (const uint8_t *, size_t, void **)) \
  X(rsvg, void, rsvg_handle_set_dpi, (void *, double)) \
  X(rsvg, int, rsvg_handle_render_document, (void *, void *, const rectangle *, void **)) \
  X(gobject, void, g_object_unref, (void *)) \
  X(glib, void, g_error_free, (void *)) \
  X(cairo, void *, cairo_image_surface_create, (int, int, int)) \
  X(cairo, void *, cairo_pdf_surface_create_for_stream, (write_function, void *, double, double)) \
  X(cairo, void, cairo_pdf_surface_set_metadata, (void *, int, const char *)) \
  X(cairo, int, cairo_surface_status, (void *)) \
  X(cairo, void, cairo_surface_finish, (void *)) \
  X(cairo, void, cairo_surface_destroy, (void *)) \
  X(cairo, int, cairo_surface_write_to_png_stream, (void *, write_function, void *)) \
  X(cairo, void *, cairo_create, (void *)) \
  X(cairo, void, cairo_scale, (void *, double, double)) \
  X(cairo, int, cairo_status, (void *)) \
  X(cairo, void, cairo_destroy, (void *))

#define DECLARE(handle, result, name, arguments) result(*name) arguments;
static struct {
  FUNCTIONS(DECLARE)
  int is_complete;
} library;

#ifdef __APPLE__
#define FILE_NAME(stem, version) "lib" stem "." version ".dylib"
#else
#define FILE_NAME(stem, version) "lib" stem ".so." version
#endif

// The libraries stay loaded to the end of the process.
static void load(void) {
  void *rsvg = dlopen(FILE_NAME("rsvg-2", "2"), RTLD_LAZY | RTLD_LOCAL);
  void *cairo = dlopen(FILE_NAME("cairo", "2"), RTLD_LAZY | RTLD_LOCAL);
  void *gobject = dlopen(FILE_NAME("gobject-2.0", "0"), RTLD_LAZY | RTLD_LOCAL);
  void *glib = dlopen(FILE_NAME("glib-2.0", "0"), RTLD_LAZY | RTLD_LOCAL);
  if (rsvg == NULL || cairo == NULL || gobject == NULL || glib == NULL) return;
  int found = 1;
#define LOAD(handle, result, name, arguments) \
  library.name = (result(*) arguments)dlsym(handle, #name); \
  found = found && library.name != NULL;
  FUNCTIONS(LOAD)
  library.is_complete = found;
}

typedef struct {
  uint8_t *bytes;
  size_t length, capacity;
} buffer;

static int append(void *closure, const unsigned char *data, unsigned int length) {
  buffer *output = closure;
  if (output->capacity - output->length < length) {
    size_t capacity = (output->capacity + length) * 2;
    uint8_t *bytes = realloc(output->bytes, capacity);
    if (bytes == NULL) return STATUS_WRITE_ERROR;
    output->bytes = bytes;
    output->capacity = capacity;
  }
  memcpy(output->bytes + output->length, data, length);
  output->length += length;
  return STATUS_SUCCESS;
}

/// Draws onto a surface, which is left open.
static cpictures_status render(void *document, void *surface, double width, double height, double scale) {
  void *context = library.cairo_create(surface);
  library.cairo_scale(context, scale, scale);
  rectangle viewport = {0, 0, width, height};
  void *error = NULL;
  int is_drawn = library.rsvg_handle_render_document(document, context, &viewport, &error);
  if (error != NULL) library.g_error_free(error);
  int status = library.cairo_status(context);
  library.cairo_destroy(context);
  if (status == STATUS_NO_MEMORY) return CPICTURES_NO_MEMORY;
  return is_drawn && status == STATUS_SUCCESS ? CPICTURES_OK : CPICTURES_FAILED;
}

cpictures_status cpictures_draw(
  const char *svg, size_t svg_length, double width, double height, double scale, cpictures_format format,
  const char *title, uint8_t **output, size_t *length) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!library.is_complete) return CPICTURES_NO_LIBRARY;

  void *error = NULL;
  void *document = library.rsvg_handle_new_from_data((const uint8_t *)svg, svg_length, &error);
  if (error != NULL) library.g_error_free(error);
  if (document == NULL) return CPICTURES_FAILED;
  library.rsvg_handle_set_dpi(document, 96);

  buffer picture = {NULL, 0, 0};
  cpictures_status result;
  void *surface;
  int status;
  if (format == CPICTURES_PNG) {
    surface = library.cairo_image_surface_create(FORMAT_ARGB32, (int)(width * scale + 0.5), (int)(height * scale + 0.5));
    status = library.cairo_surface_status(surface);
    if (status == STATUS_SUCCESS) {
      result = render(document, surface, width, height, scale);
      if (result == CPICTURES_OK) status = library.cairo_surface_write_to_png_stream(surface, append, &picture);
    }
  } else {
    // A point is 1/72 inch.
    surface = library.cairo_pdf_surface_create_for_stream(append, &picture, width * 0.75, height * 0.75);
    library.cairo_pdf_surface_set_metadata(surface, METADATA_TITLE, title);
    library.cairo_pdf_surface_set_metadata(surface, METADATA_CREATE_DATE, "");
    result = render(document, surface, width, height, 0.75);
    library.cairo_surface_finish(surface);
    status = library.cairo_surface_status(surface);
  }
  library.cairo_surface_destroy(surface);
  library.g_object_unref(document);
  if (status != STATUS_SUCCESS) {
    result = status == STATUS_NO_MEMORY || status == STATUS_WRITE_ERROR ? CPICTURES_NO_MEMORY : CPICTURES_FAILED;
  }
  if (result != CPICTURES_OK) {
    free(picture.bytes);
    return result;
  }
  *output = picture.bytes;
  *length = picture.length;
  return CPICTURES_OK;
}
