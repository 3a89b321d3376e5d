// Indexing and recursion: quicksort of integers, in place.
#include <stdio.h>
#include <stdlib.h>

static void quicksort(long *a, long low, long high) {
  long i = low, j = high;
  while (i < high) {
    long pivot = a[(low + high) / 2];
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) {
        long other = a[i];
        a[i++] = a[j];
        a[j--] = other;
      }
    }
    if (low < j) quicksort(a, low, j);
    low = i;
    j = high;
  }
}

int main(void) {
  enum { n = 300000 };
  long *a = malloc(n * sizeof *a), x = 42, total = 0;
  for (int i = 0; i < n; i++) a[i] = x = x * 16807 % 2147483647;
  quicksort(a, 0, n - 1);
  for (int i = 0; i < n; i++) total = (total * 31 + a[i]) % 1000000007;
  printf("%ld\n", total);
  free(a);
}
