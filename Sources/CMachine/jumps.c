// Comparisons, and jumps on them.

#include "tier.h"

// MARK: - Comparisons

/// Whether an integer is a float exactly.
static inline int is_small(int64_t x) { return (uint64_t)x + (1ULL << 53) <= 1ULL << 54; }

// A comparison of two reals, integers and floats mixed where that is exact; `done` uses the Boolean.
#define COMPARE(op, done) do { \
    if (b->tag == Integer && c->tag == Integer) done(b->integer op c->integer); \
    if (b->tag == Float && c->tag == Float) done(b->real op c->real); \
    if (b->tag == Float && c->tag == Integer && is_small(c->integer)) done(b->real op (double)c->integer); \
    if (b->tag == Integer && c->tag == Float && is_small(b->integer)) done((double)b->integer op c->real); \
  } while (0)

/// Whether slots of the tag are equal where their bits are.
static inline int is_bitwise(uint8_t tag) { return tag == Boolean || tag == Character || tag == SymbolTag; }

#define COMPARISON(name, op) \
  HANDLER(name) { \
    OPERANDS_RR; \
    COMPARE(op, STORE_BOOLEAN); \
    GIVE_BACK; \
  }
COMPARISON(less, <)
COMPARISON(less_equal, <=)
COMPARISON(greater, >)
COMPARISON(greater_equal, >=)

#define EQUALITY(name, op) \
  HANDLER(name) { \
    OPERANDS_RR; \
    COMPARE(op, STORE_BOOLEAN); \
    if (b->tag == c->tag && is_bitwise(b->tag)) STORE_BOOLEAN(b->bits op c->bits); \
    GIVE_BACK; \
  }
EQUALITY(equal, ==)
EQUALITY(not_equal, !=)

// MARK: - Jumps

HANDLER(jump) {
  pc += WIDE;
  NEXT;
}

LOCAL(out_of_fuel) {
  m->fuel -= WIDE;
  GIVE_BACK;
}

HANDLER(loop) {
  int64_t distance = WIDE;
  if (unlikely((m->fuel += distance) < 0)) GO_TO(out_of_fuel);
  pc += distance;
  NEXT;
}

HANDLER(jump_if_true) {
  if (unlikely(RA.tag != Boolean)) GIVE_BACK;
  JUMP_WHERE(RA.bits, WIDE);
}

HANDLER(jump_if_false) {
  if (unlikely(RA.tag != Boolean)) GIVE_BACK;
  JUMP_WHERE(!RA.bits, WIDE);
}

HANDLER(jump_if_defined) {
  JUMP_WHERE(RA.tag != Undefined, WIDE);
}

#define JUMP_UNLESS(condition) JUMP_WHERE(!(condition), OFFSET)
#define JUMP_IF(condition) JUMP_WHERE(condition, OFFSET)
#define JUMP_ON(name, c_, op, done) \
  HANDLER(name) { \
    const Slot *b = &RA, *c = &c_; \
    COMPARE(op, done); \
    GIVE_BACK; \
  }
#define JUMP_ON_EQUALITY(name, c_, done) \
  HANDLER(name) { \
    const Slot *b = &RA, *c = &c_; \
    COMPARE(==, done); \
    if (b->tag == c->tag && is_bitwise(b->tag)) done(b->bits == c->bits); \
    GIVE_BACK; \
  }
JUMP_ON(jump_unless_less, RB, <, JUMP_UNLESS)
JUMP_ON(jump_unless_less_equal, RB, <=, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_unless_equal, RB, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_if_equal, RB, JUMP_IF)
JUMP_ON(jump_unless_less_constant, KB, <, JUMP_UNLESS)
JUMP_ON(jump_unless_less_equal_constant, KB, <=, JUMP_UNLESS)
JUMP_ON(jump_unless_greater_constant, KB, >, JUMP_UNLESS)
JUMP_ON(jump_unless_greater_equal_constant, KB, >=, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_unless_equal_constant, KB, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_if_equal_constant, KB, JUMP_IF)
