// Numbers to text and back, in base 10 and in base 16.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  long total = 0, x = 1;
  char decimal[24], hexadecimal[24];
  for (int i = 0; i < 1000000; i++) {
    x = x * 16807 % 2147483647;
    snprintf(decimal, sizeof decimal, "%ld", x);
    snprintf(hexadecimal, sizeof hexadecimal, "%lx", x);
    total += strtol(decimal, NULL, 10) - strtol(hexadecimal, NULL, 16) + (long)(strlen(decimal) + strlen(hexadecimal));
  }
  printf("%ld\n", total);
}
