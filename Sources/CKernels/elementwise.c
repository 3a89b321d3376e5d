// Loops over elements that the vector instructions of newer machines speed up.
#include "CKernels.h"
#include "machines.h"
#include <math.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

FOR_EACH_MACHINE
bool ckernels_square_root(const double *restrict x, double *restrict result, size_t count) {
  int64_t is_negative = 0;
  for (size_t i = 0; i < count; i++) {
    is_negative |= x[i] < 0 ? -1 : 0;
    result[i] = __builtin_elementwise_sqrt(x[i]);
  }
  return is_negative == 0;
}

enum { extremum_lanes = 32 };

FOR_EACH_MACHINE
double ckernels_maximum(const double *restrict x, size_t count) {
  double best[extremum_lanes];
  int64_t has_nan = 0;
  for (int j = 0; j < extremum_lanes; j++) best[j] = -INFINITY;
  size_t i = 0;
  for (; i + extremum_lanes <= count; i += extremum_lanes) {
    for (int j = 0; j < extremum_lanes; j++) {
      best[j] = x[i + j] > best[j] ? x[i + j] : best[j];
      has_nan |= x[i + j] != x[i + j];
    }
  }
  double result = -INFINITY;
  for (int j = 0; j < extremum_lanes; j++) result = best[j] > result ? best[j] : result;
  for (; i < count; i++) {
    result = x[i] > result ? x[i] : result;
    has_nan |= x[i] != x[i];
  }
  if (has_nan) return NAN;
  if (result != 0) return result;
  // Of zeros the positive one is larger.
  for (i = 0; i < count; i++) {
    if (x[i] == 0 && !signbit(x[i])) return 0.0;
  }
  return -0.0;
}

FOR_EACH_MACHINE
double ckernels_minimum(const double *restrict x, size_t count) {
  double best[extremum_lanes];
  int64_t has_nan = 0;
  for (int j = 0; j < extremum_lanes; j++) best[j] = INFINITY;
  size_t i = 0;
  for (; i + extremum_lanes <= count; i += extremum_lanes) {
    for (int j = 0; j < extremum_lanes; j++) {
      best[j] = x[i + j] < best[j] ? x[i + j] : best[j];
      has_nan |= x[i + j] != x[i + j];
    }
  }
  double result = INFINITY;
  for (int j = 0; j < extremum_lanes; j++) result = best[j] < result ? best[j] : result;
  for (; i < count; i++) {
    result = x[i] < result ? x[i] : result;
    has_nan |= x[i] != x[i];
  }
  if (has_nan) return NAN;
  if (result != 0) return result;
  // Of zeros the negative one is smaller.
  for (i = 0; i < count; i++) {
    if (x[i] == 0 && signbit(x[i])) return -0.0;
  }
  return 0.0;
}
