// Sums of products in twice the working precision: each number is the unevaluated sum of two.
//
// T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18 (1971); the sum is
// the accurate one of Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic building blocks of
// double-word arithmetic", ACM Trans. Math. Softw. 44 (2017), algorithm 6, with a relative error of 3·2⁻¹⁰⁶.
#include "CKernels.h"
#include "machines.h"
#include <math.h>

// An error term is lost if a compiler fuses what belongs to it.
#pragma STDC FP_CONTRACT OFF

static inline __attribute__((always_inline)) void add(double *high, double *low, double x, double rest) {
  double sum = *high + x, part = sum - *high;
  double error = (*high - (sum - part)) + (x - part);
  double lows = *low + rest, lowPart = lows - *low;
  double lowError = (*low - (lows - lowPart)) + (rest - lowPart);
  error += lows;
  double next = sum + error;
  error = (error - (next - sum)) + lowError;
  *high = next + error;
  *low = error - (*high - next);
}

enum { lanes = 8 };

static inline __attribute__((always_inline)) void dot(
  const double *restrict x, const double *restrict xLow, const double *restrict y, const double *restrict yLow,
  size_t count, double result[2]
) {
  double high[lanes] = {0}, low[lanes] = {0};
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    for (int j = 0; j < lanes; j++) {
      double product = x[i + j] * y[i + j];
      double error = fma(x[i + j], y[i + j], -product);
      error += x[i + j] * yLow[i + j];
      if (xLow) error += xLow[i + j] * y[i + j];
      add(&high[j], &low[j], product, error);
    }
  }
  for (; i < count; i++) {
    double product = x[i] * y[i];
    double error = fma(x[i], y[i], -product);
    error += x[i] * yLow[i];
    if (xLow) error += xLow[i] * y[i];
    add(&high[0], &low[0], product, error);
  }
  for (int j = 1; j < lanes; j++) add(&high[0], &low[0], high[j], low[j]);
  result[0] = high[0];
  result[1] = low[0];
}

FOR_EACH_MACHINE
void ckernels_double_double_dot(
  const double *x, const double *xLow, const double *y, const double *yLow, size_t count, double result[2]
) {
  if (xLow) dot(x, xLow, y, yLow, count, result);
  else dot(x, NULL, y, yLow, count, result);
}

static inline __attribute__((always_inline)) void add_scaled(
  double factor, double factorLow, const double *restrict x, const double *restrict xLow, double *restrict y,
  double *restrict yLow, size_t count
) {
  for (size_t i = 0; i < count; i++) {
    double product = factor * x[i];
    double error = fma(factor, x[i], -product);
    error += factorLow * x[i];
    if (xLow) error += factor * xLow[i];
    double high = y[i], low = yLow[i];
    add(&high, &low, product, error);
    y[i] = high;
    yLow[i] = low;
  }
}

FOR_EACH_MACHINE
void ckernels_double_double_add_scaled(
  double factor, double factorLow, const double *x, const double *xLow, double *y, double *yLow, size_t count
) {
  if (xLow) add_scaled(factor, factorLow, x, xLow, y, yLow, count);
  else add_scaled(factor, factorLow, x, NULL, y, yLow, count);
}
