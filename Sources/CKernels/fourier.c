// One pass of a fast Fourier transform, by Stockham's ordering: what comes out is in its natural order.
//
// A transform of n = radix·m numbers, `stride` of them side by side, becomes m-point transforms, radix·stride side by side
// (Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7).
#include "CKernels.h"
#include "machines.h"

#pragma STDC FP_CONTRACT OFF

typedef struct { double re, im; } complex;

static inline complex plus(complex a, complex b) { return (complex){a.re + b.re, a.im + b.im}; }
static inline complex minus(complex a, complex b) { return (complex){a.re - b.re, a.im - b.im}; }
static inline complex times(complex a, complex b) {
  return (complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
/// -i a.
static inline complex turned(complex a) { return (complex){a.im, -a.re}; }
static inline complex scaled(complex a, double s) { return (complex){a.re * s, a.im * s}; }

FOR_EACH_MACHINE
static void pass2(
  const complex *restrict x, complex *restrict y, size_t m, size_t stride, const complex *restrict roots, size_t step) {
  for (size_t p = 0; p < m; p++) {
    const complex w = roots[p * step];
    const complex *a = x + p * stride, *b = a + m * stride;
    complex *out = y + 2 * p * stride;
    for (size_t q = 0; q < stride; q++) {
      out[q] = plus(a[q], b[q]);
      out[q + stride] = times(minus(a[q], b[q]), w);
    }
  }
}

static inline __attribute__((always_inline)) void pass4_of(
  const complex *restrict x, complex *restrict y, size_t m, size_t stride, const complex *restrict roots, size_t step) {
  for (size_t p = 0; p < m; p++) {
    const complex w1 = roots[p * step], w2 = roots[2 * p * step], w3 = roots[3 * p * step];
    const complex *a = x + p * stride, *b = a + m * stride, *c = b + m * stride, *d = c + m * stride;
    complex *out = y + 4 * p * stride;
    for (size_t q = 0; q < stride; q++) {
      const complex s = plus(a[q], c[q]), t = minus(a[q], c[q]);
      const complex u = plus(b[q], d[q]), v = turned(minus(b[q], d[q]));
      out[q] = plus(s, u);
      out[q + stride] = times(plus(t, v), w1);
      out[q + 2 * stride] = times(minus(s, u), w2);
      out[q + 3 * stride] = times(minus(t, v), w3);
    }
  }
}

// The first pass has nothing side by side: its loop is that over m.
FOR_EACH_MACHINE
static void pass4(
  const complex *restrict x, complex *restrict y, size_t m, size_t stride, const complex *restrict roots, size_t step) {
  if (stride == 1) pass4_of(x, y, m, 1, roots, step);
  else pass4_of(x, y, m, stride, roots, step);
}

FOR_EACH_MACHINE
static void pass3(
  const complex *restrict x, complex *restrict y, size_t m, size_t stride, const complex *restrict roots, size_t step) {
  const double sine = 0.86602540378443864676;
  for (size_t p = 0; p < m; p++) {
    const complex w1 = roots[p * step], w2 = roots[2 * p * step];
    const complex *a = x + p * stride, *b = a + m * stride, *c = b + m * stride;
    complex *out = y + 3 * p * stride;
    for (size_t q = 0; q < stride; q++) {
      const complex s = plus(b[q], c[q]);
      const complex t = {a[q].re - 0.5 * s.re, a[q].im - 0.5 * s.im};
      const complex v = turned(scaled(minus(b[q], c[q]), sine));
      out[q] = plus(a[q], s);
      out[q + stride] = times(plus(t, v), w1);
      out[q + 2 * stride] = times(minus(t, v), w2);
    }
  }
}

FOR_EACH_MACHINE
static void pass5(
  const complex *restrict x, complex *restrict y, size_t m, size_t stride, const complex *restrict roots, size_t step) {
  const double c1 = 0.30901699437494742410, c2 = -0.80901699437494742410;
  const double s1 = 0.95105651629515357212, s2 = 0.58778525229247312917;
  for (size_t p = 0; p < m; p++) {
    const complex *a = x + p * stride, *b = a + m * stride, *c = b + m * stride, *d = c + m * stride, *e = d + m * stride;
    complex *out = y + 5 * p * stride;
    for (size_t q = 0; q < stride; q++) {
      const complex s = plus(b[q], e[q]), t = minus(b[q], e[q]), u = plus(c[q], d[q]), v = minus(c[q], d[q]);
      const complex f = {a[q].re + c1 * s.re + c2 * u.re, a[q].im + c1 * s.im + c2 * u.im};
      const complex g = {a[q].re + c2 * s.re + c1 * u.re, a[q].im + c2 * s.im + c1 * u.im};
      const complex h = turned((complex){s1 * t.re + s2 * v.re, s1 * t.im + s2 * v.im});
      const complex k = turned((complex){s2 * t.re - s1 * v.re, s2 * t.im - s1 * v.im});
      out[q] = plus(a[q], plus(s, u));
      out[q + stride] = times(plus(f, h), roots[p * step]);
      out[q + 2 * stride] = times(plus(g, k), roots[2 * p * step]);
      out[q + 3 * stride] = times(minus(g, k), roots[3 * p * step]);
      out[q + 4 * stride] = times(minus(f, h), roots[4 * p * step]);
    }
  }
}

/// Any odd radix by its definition, for each pair of conjugate roots at once.
FOR_EACH_MACHINE
static void pass_odd(
  const complex *restrict x, complex *restrict y, size_t radix, size_t m, size_t stride, const complex *restrict roots,
  size_t step) {
  // The root of the radix: of the radix · m roots each m-th.
  for (size_t p = 0; p < m; p++) {
    complex *out = y + radix * p * stride;
    for (size_t q = 0; q < stride; q++) {
      const complex *a = x + p * stride + q;
      complex total = a[0];
      for (size_t j = 1; j < radix; j++) total = plus(total, a[j * m * stride]);
      out[q] = total;
      for (size_t k = 1; k <= radix / 2; k++) {
        complex even = a[0], odd = {0, 0};
        size_t index = 0;
        for (size_t j = 1; j <= radix / 2; j++) {
          index += k;
          if (index >= radix) index -= radix;
          const complex w = roots[index * m * step];
          const complex s = plus(a[j * m * stride], a[(radix - j) * m * stride]);
          const complex t = minus(a[j * m * stride], a[(radix - j) * m * stride]);
          even = plus(even, scaled(s, w.re));
          odd = plus(odd, (complex){-w.im * t.im, w.im * t.re});
        }
        out[q + k * stride] = times(plus(even, odd), roots[k * p * step]);
        out[q + (radix - k) * stride] = times(minus(even, odd), roots[(radix - k) * p * step]);
      }
    }
  }
}

void ckernels_fourier_pass(
  const double *x, double *y, size_t radix, size_t m, size_t stride, const double *roots, size_t step) {
  const complex *source = (const complex *)x, *table = (const complex *)roots;
  complex *target = (complex *)y;
  switch (radix) {
  case 2: pass2(source, target, m, stride, table, step); break;
  case 3: pass3(source, target, m, stride, table, step); break;
  case 4: pass4(source, target, m, stride, table, step); break;
  case 5: pass5(source, target, m, stride, table, step); break;
  default: pass_odd(source, target, radix, m, stride, table, step);
  }
}
