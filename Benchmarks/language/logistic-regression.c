// Learning by scalar loops: logistic regression by gradient descent.
#include <math.h>
#include <stdio.h>

enum { m = 400, d = 4, epochs = 2400 };
static double xs[m][d], y[m];

int main(void) {
  long x = 7;
  for (int i = 0; i < m; i++) {
    double s = 0.3;
    for (int j = 0; j < d; j++) {
      x = x * 16807 % 2147483647;
      xs[i][j] = 2 * x / 2147483647.0 - 1;
      s += (j % 2 ? 1 : -1) * (j + 1) * xs[i][j];
    }
    x = x * 16807 % 2147483647;
    y[i] = s + x / 2147483647.0 - 0.5 > 0 ? 1 : 0;
  }
  double w[d] = {0}, b = 0, rate = 0.5;
  for (int epoch = 0; epoch < epochs; epoch++) {
    double gradient[d] = {0}, gradient_b = 0;
    for (int i = 0; i < m; i++) {
      double s = b;
      for (int j = 0; j < d; j++) s += w[j] * xs[i][j];
      double difference = 1 / (1 + exp(-s)) - y[i];
      for (int j = 0; j < d; j++) gradient[j] += difference * xs[i][j];
      gradient_b += difference;
    }
    for (int j = 0; j < d; j++) w[j] -= rate * gradient[j] / m;
    b -= rate * gradient_b / m;
  }
  double total = b;
  for (int j = 0; j < d; j++) total += w[j];
  printf("%.17g\n", total);
}
