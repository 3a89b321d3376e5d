// Calls: the doubly recursive Fibonacci numbers.
#include <stdio.h>

__attribute__((noinline)) static long fib(long n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

int main(void) {
  long total = 0;
  for (int i = 0; i < 5; i++) {
    volatile long n = 30;
    total += fib(n);
  }
  printf("%ld\n", total);
}
