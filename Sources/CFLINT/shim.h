// FLINT's exact integers, rationals, polynomials and matrices, and MPFR's floats; more headers as more of the libraries is used.

// Swift sees functions, not the macros that MPFR puts in front of them.
#define MPFR_USE_NO_MACRO 1
#include <gmp.h>
#include <mpfr.h>
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpz_factor.h>
#include <flint/fmpq.h>
#include <flint/fmpz_mat.h>
#include <flint/fmpq_mat.h>
#include <flint/fmpz_lll.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly_factor.h>

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

// Between MPFR's floats and FLINT's integers, which MPFR knows only in GMP's form.

static inline void cflint_set_fmpz(mpfr_ptr result, const fmpz *integer, mpfr_rnd_t rounding) {
  mpz_t copy;
  flint_mpz_init_set_readonly(copy, integer);
  mpfr_set_z(result, copy, rounding);
  flint_mpz_clear_readonly(copy);
}

static inline int cflint_cmp_fmpz(mpfr_srcptr x, const fmpz *integer) {
  mpz_t copy;
  flint_mpz_init_set_readonly(copy, integer);
  int order = mpfr_cmp_z(x, copy);
  flint_mpz_clear_readonly(copy);
  return order;
}

static inline void cflint_get_fmpz(fmpz *result, mpfr_srcptr x, mpfr_rnd_t rounding) {
  mpz_t value;
  mpz_init(value);
  mpfr_get_z(value, x, rounding);
  fmpz_set_mpz(result, value);
  mpz_clear(value);
}

// The fraction must be in lowest terms with a positive denominator.
static inline void cflint_set_fraction(
    mpfr_ptr result, const fmpz *numerator, const fmpz *denominator, mpfr_rnd_t rounding) {
  mpq_t value;
  mpq_init(value);
  fmpz_get_mpz(mpq_numref(value), numerator);
  fmpz_get_mpz(mpq_denref(value), denominator);
  mpfr_set_q(result, value, rounding);
  mpq_clear(value);
}

static inline int cflint_cmp_fraction(mpfr_srcptr x, const fmpz *numerator, const fmpz *denominator) {
  mpq_t value;
  mpq_init(value);
  fmpz_get_mpz(mpq_numref(value), numerator);
  fmpz_get_mpz(mpq_denref(value), denominator);
  int order = mpfr_cmp_q(x, value);
  mpq_clear(value);
  return order;
}

// The float in a form of printf; Swift cannot call functions of any number of arguments. Freed by mpfr_free_str.
static inline char *cflint_text(mpfr_srcptr x, char conversion, int places) {
  char *text = 0;
  int length = conversion == 'f' ? mpfr_asprintf(&text, "%.*Rf", places, x)
             : conversion == 'e' ? mpfr_asprintf(&text, "%.*Re", places, x)
                                 : mpfr_asprintf(&text, "%.*Rg", places, x);
  return length < 0 ? 0 : text;
}
