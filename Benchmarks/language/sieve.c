// Flags and steps: the sieve of Eratosthenes.
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { n = 6000000 };
static bool prime[n + 1];

int main(void) {
  memset(prime + 2, true, n - 1);
  for (long i = 2; i * i <= n; i++)
    if (prime[i])
      for (long j = i * i; j <= n; j += i) prime[j] = false;
  long total = 0;
  for (long i = 1; i <= n; i++) total += prime[i];
  printf("%ld\n", total);
}
