// Indexing two dimensions: the product of two matrices by three loops.
#include <stdio.h>

enum { n = 240 };
static double a[n][n], b[n][n], c[n][n];

int main(void) {
  double total = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      a[i][j] = 1.0 / (i + j + 1);
      b[i][j] = (i + 1) * (j + 1) % 7;
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      double s = 0;
      for (int k = 0; k < n; k++) s += a[i][k] * b[k][j];
      c[i][j] = s;
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) total += c[i][j];
  printf("%.17g\n", total);
}
