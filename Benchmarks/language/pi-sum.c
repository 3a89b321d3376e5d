// A sum in nested loops: the series of π²/6, again and again.
#include <stdio.h>

int main(void) {
  volatile double total;
  for (int round = 0; round < 1500; round++) {
    double sum = 0;
    for (long k = 1; k <= 10000; k++) sum += 1.0 / (double)(k * k);
    total = sum;
  }
  printf("%.17g\n", total);
}
