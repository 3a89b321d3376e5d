// Floating-point arithmetic in nested loops: steps until escape on a grid of the plane.
#include <stdio.h>

static long escape(double cx, double cy, long limit) {
  double x = 0, y = 0;
  for (long step = 0; step < limit; step++) {
    double x2 = x * x, y2 = y * y;
    if (x2 + y2 > 4) return step;
    y = 2 * x * y + cy;
    x = x2 - y2 + cx;
  }
  return limit;
}

int main(void) {
  long total = 0, width = 480, height = 480;
  for (long i = 0; i < height; i++)
    for (long j = 0; j < width; j++)
      total += escape(-2 + 2.5 * j / width, -1.25 + 2.5 * i / height, 80);
  printf("%ld\n", total);
}
