// Cube roots by Newton's iteration, the function called through a pointer.
#include <math.h>
#include <stdio.h>

typedef double function(double x, double a);
static double cube(double x, double a) { return x * x * x - a; }
static double slope(double x, double a) { return 3 * x * x + 0 * a; }

__attribute__((noinline)) static double newton(function *f, function *df, double a, double x) {
  for (int i = 0; i < 100; i++) {
    double step = f(x, a) / df(x, a);
    x -= step;
    if (fabs(step) < 1e-12 * fabs(x)) break;
  }
  return x;
}

int main(void) {
  double total = 0;
  for (int a = 1; a <= 120000; a++) total += newton(cube, slope, a, 1);
  printf("%.17g\n", total);
}
