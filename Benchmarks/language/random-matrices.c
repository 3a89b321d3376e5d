// Small matrices: statistics of traces of powers of random matrices.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { n = 5, rounds = 500 };

static double gauss(void) {
  return sqrt(-2 * log(1 - drand48())) * cos(2 * 3.14159265358979323846 * drand48());
}

// The trace of (a' a)^4, where a has `rows` rows and `columns` columns.
static double trace_of_power(const double *a, int rows, int columns) {
  double b[20 * 20], c[20 * 20], trace = 0;
  for (int i = 0; i < columns; i++)
    for (int j = 0; j < columns; j++) {
      double s = 0;
      for (int k = 0; k < rows; k++) s += a[k * columns + i] * a[k * columns + j];
      b[i * columns + j] = s;
    }
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < columns; i++)
      for (int j = 0; j < columns; j++) {
        double s = 0;
        for (int k = 0; k < columns; k++) s += b[i * columns + k] * b[k * columns + j];
        c[i * columns + j] = s;
      }
    memcpy(b, c, sizeof(double) * (size_t)(columns * columns));
  }
  for (int i = 0; i < columns; i++) trace += b[i * columns + i];
  return trace;
}

static double deviation_over_mean(const double *v) {
  double mean = 0, variance = 0;
  for (int i = 0; i < rounds; i++) mean += v[i] / rounds;
  for (int i = 0; i < rounds; i++) variance += (v[i] - mean) * (v[i] - mean) / (rounds - 1);
  return sqrt(variance) / mean;
}

int main(void) {
  static double v[rounds], w[rounds];
  for (int i = 0; i < rounds; i++) {
    double p[n * 4 * n], q[2 * n * 2 * n];
    for (int block = 0; block < 4; block++)
      for (int r = 0; r < n; r++)
        for (int c = 0; c < n; c++) {
          double x = gauss();
          p[r * 4 * n + block * n + c] = x;
          q[(block / 2 * n + r) * 2 * n + block % 2 * n + c] = x;
        }
    v[i] = trace_of_power(p, n, 4 * n);
    w[i] = trace_of_power(q, 2 * n, 2 * n);
  }
  printf("%.17g\n", deviation_over_mean(v) + deviation_over_mean(w));
}
