// Random numbers one at a time: π from the share of points that fall into the circle.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  long inside = 0, n = 3000000;
  for (long i = 0; i < n; i++) {
    double x = drand48(), y = drand48();
    if (x * x + y * y <= 1) inside++;
  }
  printf("%.17g\n", 4.0 * (double)inside / (double)n);
}
