// FLINT's exact integers and rationals; more headers as more of the library is used.
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpz_factor.h>
#include <flint/fmpq.h>

// FLINT's handler must not return, which Swift's C function types cannot express; this one ends the process itself.
static void (*cflint_error_handler)(void) = 0;

static void cflint_end(void) {
  if (cflint_error_handler) cflint_error_handler();
  abort();
}

static inline void cflint_set_error_handler(void (*handler)(void)) {
  cflint_error_handler = handler;
  flint_set_abort(cflint_end);
}
