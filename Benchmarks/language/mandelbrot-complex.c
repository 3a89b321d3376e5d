// The Mandelbrot set as it is written in mathematics, with complex numbers.
#include <complex.h>
#include <stdio.h>

static long escape(double complex c, long limit) {
  double complex z = 0;
  for (long step = 0; step < limit; step++) {
    if (creal(z) * creal(z) + cimag(z) * cimag(z) > 4) return step;
    z = z * z + c;
  }
  return limit;
}

int main(void) {
  long total = 0, width = 420, height = 420;
  for (long i = 0; i < height; i++)
    for (long j = 0; j < width; j++)
      total += escape(-2 + 2.5 * j / width + I * (-1.25 + 2.5 * i / height), 80);
  printf("%ld\n", total);
}
