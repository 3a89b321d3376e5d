// Instructions of arithmetic: integers where nothing overflows, floats, and complex numbers of floats.

#include <math.h>

#include "tier.h"

/// The constants that `Irrational` numbers, as floats.
static const double irrationals[] = {
  0x1.921fb54442d18p+1, 0x1.5bf0a8b145769p+1, 0x1.2788cfc6fb619p-1, 0x1.9e3779b97f4a8p+0, 0x1.d4f9713e8135dp-1,
};

/// The value of an integer, a float or an irrational constant as a float.
static inline int as_real(const Slot *slot, double *value) {
  if (slot->tag == Float) { *value = slot->real; return 1; }
  if (slot->tag == Integer) { *value = (double)slot->integer; return 1; }
  if (slot->tag == Irrational) { *value = irrationals[slot->bits]; return 1; }
  return 0;
}

/// The parts of a complex number in floating point.
static inline const ComplexObject *as_complex(const Slot *slot) {
  if (slot->tag != ComplexTag) return 0;
  const ComplexObject *object = slot->object;
  return object->real.tag == Float ? object : 0;
}

#define STORE_COMPLEX(re, im) do { \
    if (!machine_store_complex(m, &RA, re, im)) GIVE_BACK; \
    NEXT; \
  } while (0)

// Sums and differences of a float and an integer, and of complex numbers.
#define MIXED_SUM(name, operands, op) \
  LOCAL(name) { \
    operands; \
    double x, y; \
    if (as_real(b, &x)) { \
      if (as_real(c, &y)) STORE_REAL(x op y); \
      const ComplexObject *z = as_complex(c); \
      if (z) STORE_COMPLEX(x op z->real.real, op z->imaginary.real); \
      GIVE_BACK; \
    } \
    const ComplexObject *u = as_complex(b); \
    if (!u) GIVE_BACK; \
    if (as_real(c, &y)) STORE_COMPLEX(u->real.real op y, u->imaginary.real); \
    const ComplexObject *v = as_complex(c); \
    if (v) STORE_COMPLEX(u->real.real op v->real.real, u->imaginary.real op v->imaginary.real); \
    GIVE_BACK; \
  }

#define MIXED_PRODUCT(name, operands) \
  LOCAL(name) { \
    operands; \
    double x, y; \
    if (as_real(b, &x)) { \
      if (as_real(c, &y)) STORE_REAL(x * y); \
      const ComplexObject *z = as_complex(c); \
      if (z) STORE_COMPLEX(x * z->real.real, x * z->imaginary.real); \
      GIVE_BACK; \
    } \
    const ComplexObject *u = as_complex(b); \
    if (!u) GIVE_BACK; \
    double p = u->real.real, q = u->imaginary.real; \
    if (as_real(c, &y)) STORE_COMPLEX(p * y, q * y); \
    const ComplexObject *v = as_complex(c); \
    if (!v) GIVE_BACK; \
    double r = v->real.real, s = v->imaginary.real; \
    STORE_COMPLEX(p * r - q * s, p * s + q * r); \
  }

#define MIXED_QUOTIENT(name, operands) \
  HANDLER(name) { \
    operands; \
    double x, y; \
    if (b->tag == Float && c->tag == Float) STORE_REAL(b->real / c->real); \
    if (!as_real(c, &y)) GIVE_BACK; \
    if (as_real(b, &x)) STORE_REAL(x / y); \
    const ComplexObject *u = as_complex(b); \
    if (u) STORE_COMPLEX(u->real.real / y, u->imaginary.real / y); \
    GIVE_BACK; \
  }

#define EXACT_OR_REAL(name, operands, op, overflowing, mixed) \
  HANDLER(name) { \
    operands; \
    if (b->tag == Float && c->tag == Float) STORE_REAL(b->real op c->real); \
    if (b->tag == Integer && c->tag == Integer) { \
      int64_t result; \
      if (unlikely(overflowing(b->integer, c->integer, &result))) GIVE_BACK; \
      STORE_INTEGER(result); \
    } \
    if (b->tag == Float && c->tag == Integer) STORE_REAL(b->real op (double)c->integer); \
    GO_TO(mixed); \
  }

MIXED_SUM(add_mixed, OPERANDS_RR, +)
MIXED_SUM(add_constant_mixed, OPERANDS_RK, +)
MIXED_SUM(subtract_mixed, OPERANDS_RR, -)
MIXED_SUM(subtract_constant_mixed, OPERANDS_RK, -)
MIXED_SUM(constant_subtract_mixed, OPERANDS_KR, -)
MIXED_PRODUCT(multiply_mixed, OPERANDS_RR)
MIXED_PRODUCT(multiply_constant_mixed, OPERANDS_RK)
EXACT_OR_REAL(add, OPERANDS_RR, +, __builtin_add_overflow, add_mixed)
EXACT_OR_REAL(add_constant, OPERANDS_RK, +, __builtin_add_overflow, add_constant_mixed)
EXACT_OR_REAL(subtract, OPERANDS_RR, -, __builtin_sub_overflow, subtract_mixed)
EXACT_OR_REAL(subtract_constant, OPERANDS_RK, -, __builtin_sub_overflow, subtract_constant_mixed)
EXACT_OR_REAL(constant_subtract, OPERANDS_KR, -, __builtin_sub_overflow, constant_subtract_mixed)

EXACT_OR_REAL(multiply, OPERANDS_RR, *, __builtin_mul_overflow, multiply_mixed)
EXACT_OR_REAL(multiply_constant, OPERANDS_RK, *, __builtin_mul_overflow, multiply_constant_mixed)
MIXED_QUOTIENT(divide, OPERANDS_RR)
MIXED_QUOTIENT(divide_constant, OPERANDS_RK)
MIXED_QUOTIENT(constant_divide, OPERANDS_KR)

// The same where an operand is what the instruction before stored.
#define FOLLOWING(name, plain, operands, x, op, y) \
  HANDLER(name) { \
    operands; \
    if (likely(b->tag == Float && c->tag == Float)) STORE_REAL(x op y); \
    GO_TO(plain); \
  }
FOLLOWING(last_add, add, OPERANDS_RR, last, +, c->real)
FOLLOWING(add_last, add, OPERANDS_RR, b->real, +, last)
FOLLOWING(last_subtract, subtract, OPERANDS_RR, last, -, c->real)
FOLLOWING(subtract_last, subtract, OPERANDS_RR, b->real, -, last)
FOLLOWING(last_multiply, multiply, OPERANDS_RR, last, *, c->real)
FOLLOWING(multiply_last, multiply, OPERANDS_RR, b->real, *, last)
FOLLOWING(last_divide, divide, OPERANDS_RR, last, /, c->real)
FOLLOWING(divide_last, divide, OPERANDS_RR, b->real, /, last)
FOLLOWING(last_add_constant, add_constant, OPERANDS_RK, last, +, c->real)
FOLLOWING(last_subtract_constant, subtract_constant, OPERANDS_RK, last, -, c->real)
FOLLOWING(last_multiply_constant, multiply_constant, OPERANDS_RK, last, *, c->real)
FOLLOWING(last_divide_constant, divide_constant, OPERANDS_RK, last, /, c->real)
FOLLOWING(constant_subtract_last, constant_subtract, OPERANDS_KR, b->real, -, last)
FOLLOWING(constant_divide_last, constant_divide, OPERANDS_KR, b->real, /, last)

// A product whose sum with something comes next: both at once.
HANDLER(multiply_then_add) {
  OPERANDS_RR;
  if (unlikely(b->tag != Float || c->tag != Float || RA.tag >= FirstObject)) GO_TO(multiply);
  last = b->real * c->real;
  copy(&RA, (Slot){.tag = Float, .real = last});
  const Slot *term = PLACE(R, pc->b);
  Slot *sum = PLACE(R, pc->a);
  if (unlikely(term->tag != Float || sum->tag >= FirstObject)) NEXT;
  last = term->real + last;
  copy(sum, (Slot){.tag = Float, .real = last});
  pc++;
  NEXT;
}

// Division of integers toward zero; -1 is left out for the quotient of the least integer, and 0.
#define INTEGER_QUOTIENT(name, operands, op) \
  HANDLER(name) { \
    operands; \
    if (b->tag != Integer || c->tag != Integer || (uint64_t)c->integer + 1 <= 1) GIVE_BACK; \
    if (((b->integer | c->integer) >> 32) == 0) STORE_INTEGER((uint32_t)b->integer op (uint32_t)c->integer); \
    STORE_INTEGER(b->integer op c->integer); \
  }
INTEGER_QUOTIENT(integer_divide, OPERANDS_RR, /)
INTEGER_QUOTIENT(integer_divide_constant, OPERANDS_RK, /)
INTEGER_QUOTIENT(remainder_, OPERANDS_RR, %)
INTEGER_QUOTIENT(remainder_constant, OPERANDS_RK, %)

HANDLER(power) {
  OPERANDS_RR;
  if (b->tag != Float) GIVE_BACK;
  if (c->tag == Float && b->real >= 0) STORE_REAL(pow(b->real, c->real));
  if (c->tag != Integer) GIVE_BACK;
  if (c->integer == 2) STORE_REAL(b->real * b->real);
  if (c->integer == 3) STORE_REAL(b->real * b->real * b->real);
  STORE_REAL(pow(b->real, (double)c->integer));
}

HANDLER(power_constant) {
  OPERANDS_RK;
  if (c->tag == Integer) {
    if (b->tag == Float) {
      if (c->integer == 2) STORE_REAL(b->real * b->real);
      if (c->integer == 3) STORE_REAL(b->real * b->real * b->real);
      STORE_REAL(pow(b->real, (double)c->integer));
    }
    if (b->tag == Integer && c->integer == 2) {
      int64_t result;
      if (__builtin_mul_overflow(b->integer, b->integer, &result)) GIVE_BACK;
      STORE_INTEGER(result);
    }
    const ComplexObject *u = as_complex(b);
    if (u && c->integer == 2) {
      double p = u->real.real, q = u->imaginary.real;
      STORE_COMPLEX(p * p - q * q, p * q + q * p);
    }
    GIVE_BACK;
  }
  if (b->tag == Float && c->tag == Float && b->real >= 0) STORE_REAL(pow(b->real, c->real));
  GIVE_BACK;
}

HANDLER(negate) {
  const Slot *b = &RB;
  if (b->tag == Float) STORE_REAL(-b->real);
  if (b->tag == Integer && b->integer != INT64_MIN) STORE_INTEGER(-b->integer);
  GIVE_BACK;
}

HANDLER(not_) {
  if (RB.tag != Boolean) GIVE_BACK;
  STORE_BOOLEAN(!RB.bits);
}
