// The scale of small matrices: elements of about 1 leave room for their squares.
#include "small-columns.h"

FOR_EACH_MACHINE
double ckernels_scale_to_one(double *a, size_t columns, size_t width) {
  lanes *vectors = (lanes *)a, largest[2] = {{0}};
  size_t count = columns * width;
  for (size_t k = 0; k < count; k++) {
    largest[k % 2] = __builtin_elementwise_max(largest[k % 2], __builtin_elementwise_abs(vectors[k]));
  }
  lanes both = __builtin_elementwise_max(largest[0], largest[1]);
  double size = fmax(fmax(both[0], both[1]), fmax(both[2], both[3]));
  if (size == 0) return 1;
  if (!(size > 0x1p-1000 && size < 0x1p1000)) return 0;
  uint64_t bits;
  memcpy(&bits, &size, sizeof bits);
  bits &= (uint64_t)0x7ff << 52;
  double unit;
  memcpy(&unit, &bits, sizeof unit);
  double factor = 1 / unit;
  for (size_t k = 0; k < count; k++) vectors[k] *= factor;
  return unit;
}
