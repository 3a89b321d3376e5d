// Text: building a long string piece by piece, and reading it letter by letter.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char text[1 << 20];

static void words(long n) {
  char *end = text;
  for (long i = 1; i <= n; i++) end += sprintf(end, "%s(%ld, %ld)", i > 1 ? "; " : "", i, i * i % 97);
}

static void fizz(long n) {
  char *end = text;
  for (long i = 1; i <= n; i++) {
    if (i % 15 == 0) end = stpcpy(end, "fizzbuzz");
    else if (i % 5 == 0) end = stpcpy(end, "buzz");
    else if (i % 3 == 0) end = stpcpy(end, "fizz");
    else end += sprintf(end, "%ld", i);
  }
}

static long hashed(void) {
  long h = 7;
  for (const char *c = text; *c; c++) h = (h * 31 + *c) % 1000003;
  return h;
}

static long uppercase_without_separators(void) {
  char *end = text;
  for (const char *c = text; *c; c++) {
    if (c[0] == ';' && c[1] == ' ') c++;
    else *end++ = (char)toupper(*c);
  }
  *end = 0;
  return (long)strlen(text);
}

int main(void) {
  long s = 0;
  for (int round = 0; round < 25; round++) {
    words(20000);
    s += hashed();
    fizz(4000);
    s += hashed();
    words(20000);
    s += uppercase_without_separators();
  }
  printf("%ld\n", s);
}
