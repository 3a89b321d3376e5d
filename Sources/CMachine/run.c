// The instructions that run without leaving the tier. Each is a function that ends by calling the next one's; the calling
// convention keeps their five arguments in machine registers, so a plain instruction touches no stack.

#include "tier.h"

// MARK: - Ways out

/// Lets `Engine` do the instruction before `pc`.
HANDLER(give_back) {
  m->frame->pc = pc - 1;
  m->reason = ReasonInstruction;
}

/// Stores the value on its way in R[a], which holds an object.
COLD HANDLER(store_over_object) {
  Slot old = R[A];
  copy(&R[A], *(const Slot *)m->value);
  release(m, old);
  NEXT;
}

// MARK: - Moves

HANDLER(move) { STORE_COUNTED(R[B]); }
HANDLER(load_constant) { STORE_COUNTED(K[WIDE]); }
HANDLER(load_integer) { STORE_INTEGER(WIDE); }

HANDLER(get_global) {
  const Slot *slot = (const Slot *)m->globals + WIDE;
  if (unlikely(slot->tag == Undefined)) GIVE_BACK;
  STORE_COUNTED(*slot);
}

HANDLER(set_global) {
  Slot *slot = (Slot *)m->globals + WIDE;
  // A function that is running may be held by the global alone: `Engine` keeps it.
  if (unlikely(slot->tag >= FirstObject)) {
    if (slot->tag == Function) GIVE_BACK;
    Slot old = *slot;
    retain(R[A]);
    copy(slot, R[A]);
    release(m, old);
    NEXT;
  }
  retain(R[A]);
  copy(slot, R[A]);
  NEXT;
}

HANDLER(get_captured) { STORE_COUNTED(((const Slot *)m->frame->captured)[B]); }

HANDLER(get_captured_box) {
  const BoxObject *box = ((const Slot *)m->frame->captured)[B].object;
  STORE_COUNTED(box->value);
}

static inline void set_box(MachineState *m, BoxObject *box, Slot value) {
  Slot old = box->value;
  retain(value);
  copy(&box->value, value);
  if (old.tag >= FirstObject) release(m, old);
}

HANDLER(set_captured_box) {
  set_box(m, ((const Slot *)m->frame->captured)[B].object, R[A]);
  NEXT;
}

HANDLER(get_box) {
  const BoxObject *box = R[B].object;
  STORE_COUNTED(box->value);
}

HANDLER(set_box_value) {
  set_box(m, R[A].object, R[B]);
  NEXT;
}

HANDLER(check_defined) {
  if (unlikely(R[A].tag == Undefined)) GIVE_BACK;
  NEXT;
}

HANDLER(clear) { STORE(((Slot){.tag = Undefined, .bits = 0})); }

// MARK: - Arithmetic

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

/// A complex result is written over the number that R[a] alone holds.
#define STORE_COMPLEX(re, im) do { \
    double real_ = (re), imaginary_ = (im); \
    ComplexObject *target = R[A].object; \
    if (R[A].tag != ComplexTag || target->header.references != 1 || target->real.tag != Float) GIVE_BACK; \
    target->real.real = real_; \
    target->imaginary.real = imaginary_; \
    NEXT; \
  } while (0)

// The operands of the slow variants below: constants where the instruction has them.
#define OPERANDS_RR const Slot *b = &R[B], *c = &R[C]
#define OPERANDS_RK const Slot *b = &R[B], *c = &K[C]
#define OPERANDS_KR const Slot *b = &K[B], *c = &R[C]

// Sums and differences of a float and an integer, and of complex numbers.
#define MIXED_SUM(name, operands, op) \
  COLD HANDLER(name) { \
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
  COLD HANDLER(name) { \
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
  COLD HANDLER(name) { \
    operands; \
    double x, y; \
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
    MUSTTAIL return mixed(pc, R, K, m, w); \
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
  const Slot *b = &R[B];
  if (b->tag == Float) STORE_REAL(-b->real);
  if (b->tag == Integer && b->integer != INT64_MIN) STORE_INTEGER(-b->integer);
  GIVE_BACK;
}

HANDLER(not_) {
  if (R[B].tag != Boolean) GIVE_BACK;
  STORE_BOOLEAN(!R[B].bits);
}

// MARK: - Comparisons

/// Whether an integer is a float exactly.
static inline int is_small(int64_t x) { return (uint64_t)(x + (1LL << 53)) <= 1ULL << 54; }

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

HANDLER(loop) {
  int64_t distance = WIDE;
  if (unlikely((m->fuel += distance) < 0)) {
    m->fuel -= distance;
    GIVE_BACK;
  }
  pc += distance;
  NEXT;
}

HANDLER(jump_if_true) {
  if (unlikely(R[A].tag != Boolean)) GIVE_BACK;
  if (R[A].bits) pc += WIDE;
  NEXT;
}

HANDLER(jump_if_false) {
  if (unlikely(R[A].tag != Boolean)) GIVE_BACK;
  if (!R[A].bits) pc += WIDE;
  NEXT;
}

HANDLER(jump_if_defined) {
  if (R[A].tag != Undefined) pc += WIDE;
  NEXT;
}

#define JUMP_UNLESS(condition) do { if (!(condition)) pc += OFFSET; NEXT; } while (0)
#define JUMP_IF(condition) do { if (condition) pc += OFFSET; NEXT; } while (0)
#define JUMP_ON(name, c_, op, done) \
  HANDLER(name) { \
    const Slot *b = &R[A], *c = &c_[B]; \
    COMPARE(op, done); \
    GIVE_BACK; \
  }
#define JUMP_ON_EQUALITY(name, c_, done) \
  HANDLER(name) { \
    const Slot *b = &R[A], *c = &c_[B]; \
    COMPARE(==, done); \
    if (b->tag == c->tag && is_bitwise(b->tag)) done(b->bits == c->bits); \
    GIVE_BACK; \
  }
JUMP_ON(jump_unless_less, R, <, JUMP_UNLESS)
JUMP_ON(jump_unless_less_equal, R, <=, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_unless_equal, R, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_if_equal, R, JUMP_IF)
JUMP_ON(jump_unless_less_constant, K, <, JUMP_UNLESS)
JUMP_ON(jump_unless_less_equal_constant, K, <=, JUMP_UNLESS)
JUMP_ON(jump_unless_greater_constant, K, >, JUMP_UNLESS)
JUMP_ON(jump_unless_greater_equal_constant, K, >=, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_unless_equal_constant, K, JUMP_UNLESS)
JUMP_ON_EQUALITY(jump_if_equal_constant, K, JUMP_IF)

// MARK: - Iteration

/// Moves a loop on: ranges of integers (the next element, the number left, the step) and arrays (the array, the position).
/// Gives 1 with the element, 0 at the end, -1 if the state is of another kind.
static inline int advance(Slot *state, Slot *element) {
  if (state[0].tag == Integer) {
    if (state[1].integer == 0) return 0;
    state[1].integer--;
    *element = state[0];
    state[0].integer = (int64_t)((uint64_t)state[0].integer + (uint64_t)state[2].integer);
    return 1;
  }
  if (state[0].tag < FloatArray || state[0].tag > Array) return -1;
  const ArrayObject *array = state[0].object;
  int64_t position = state[1].integer;
  if (position >= array->count) return 0;
  switch (state[0].tag) {
  case FloatArray: *element = (Slot){.tag = Float, .real = ((const double *)array->data)[position]}; break;
  case IntegerArray: *element = (Slot){.tag = Integer, .integer = ((const int64_t *)array->data)[position]}; break;
  case BooleanArray: *element = (Slot){.tag = Boolean, .bits = ((const uint8_t *)array->data)[position]}; break;
  case Array:
    if (array->view) return -1;
    *element = ((const Slot *)array->data)[position];
    if (element->tag == Undefined) return -1;
    retain(*element);
    break;
  default: return -1;
  }
  state[1].integer = position + 1;
  return 1;
}

HANDLER(iterate_range) {
  const Slot *first = &R[B], *last = &R[B + 1 + X];
  Slot *state = R + A;
  int64_t step = 1, count;
  if (first->tag != Integer || last->tag != Integer) GIVE_BACK;
  if (X) {
    if (first[1].tag != Integer) GIVE_BACK;
    step = first[1].integer;
  }
  if (state[0].tag >= FirstObject || state[1].tag >= FirstObject || state[2].tag >= FirstObject) GIVE_BACK;
  if (step == 0 || __builtin_sub_overflow(last->integer, first->integer, &count)) GIVE_BACK;
  if (step == 1) {
    if (__builtin_add_overflow(count, 1, &count)) GIVE_BACK;
  } else if (step == -1 || count == INT64_MIN) {
    GIVE_BACK;
  } else {
    count = (count < 0) == (step < 0) || count == 0 ? count / step + 1 : 0;
  }
  Slot start = *first;
  copy(&state[0], start);
  copy(&state[1], (Slot){.tag = Integer, .integer = count < 0 ? 0 : count});
  copy(&state[2], (Slot){.tag = Integer, .integer = step});
  NEXT;
}

HANDLER(next) {
  Slot element;
  int status = advance(R + A, &element);
  if (unlikely(status < 0)) GIVE_BACK;
  if (status) {
    Slot old = R[B];
    copy(&R[B], element);
    if (unlikely(old.tag >= FirstObject)) release(m, old);
  } else {
    pc += OFFSET;
  }
  NEXT;
}

COLD HANDLER(repeat_over_object);

HANDLER(repeat) {
  int64_t distance = OFFSET;
  Slot *state = R + A;
  if (likely(state->tag == Integer && R[B].tag < FirstObject)) {
    if (unlikely((m->fuel += distance) < 0)) {
      m->fuel -= distance;
      GIVE_BACK;
    }
    if (state[1].integer == 0) NEXT;
    state[1].integer--;
    copy(&R[B], state[0]);
    state[0].integer = (int64_t)((uint64_t)state[0].integer + (uint64_t)state[2].integer);
    pc += distance;
    NEXT;
  }
  MUSTTAIL return repeat_over_object(pc, R, K, m, w);
}

HANDLER(repeat_over_object) {
  int64_t distance = OFFSET;
  if (unlikely(m->fuel + distance < 0)) GIVE_BACK;
  Slot element;
  int status = advance(R + A, &element);
  if (unlikely(status < 0)) GIVE_BACK;
  m->fuel += distance;
  if (status) {
    Slot old = R[B];
    copy(&R[B], element);
    if (unlikely(old.tag >= FirstObject)) release(m, old);
    pc += distance;
  }
  NEXT;
}

// MARK: - Calls

/// Enters the frame of a plain method whose arguments stand at `f + 1`.
#define ENTER(f, e, skip) do { \
    Slot *base = (f) + 1; \
    Frame *next = m->frame + 1; \
    if (unlikely((void *)(base + (e)->registerCount) > m->initializedEnd || next == m->framesEnd || m->fuel <= 0)) GIVE_BACK; \
    m->fuel--; \
    m->frame->pc = pc + (skip); \
    for (Slot *r = base + (e)->count, *end = base + (e)->localCount; r < end; r++) { \
      Slot old = *r; \
      r->tag = Undefined; \
      if (unlikely(old.tag >= FirstObject)) release(m, old); \
    } \
    next->code = (e)->code; \
    next->base = base; \
    next->captured = (e)->captured; \
    next->constants = (e)->constants; \
    next->destination = (int32_t)A; \
    next->registerCount = (e)->registerCount; \
    m->frame = next; \
    R = base; \
    K = (e)->constants; \
    pc = (e)->instructions; \
    NEXT; \
  } while (0)

/// The wide operand of the word after an instruction.
#define DATA_WIDE ((int64_t)(int32_t)((uint32_t)pc->b | (uint32_t)pc->c << 16))

// Native functions that the tier knows; arguments that are objects are given up.
COLD HANDLER(call_intrinsic) {
  const Entry *e = ((const FunctionObject *)R[B].object)->entry;
  if (!machine_intrinsic(m, e, &R[B] + 1, (int)C, &R[A])) GIVE_BACK;
  NEXT;
}

COLD HANDLER(call_global_intrinsic) {
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  const Entry *e = ((const FunctionObject *)global->object)->entry;
  if (!machine_intrinsic(m, e, &R[B] + 1, (int)C, &R[A])) GIVE_BACK;
  pc++;
  NEXT;
}

HANDLER(call) {
  Slot *f = R + B;
  if (unlikely(f->tag != Function)) GIVE_BACK;
  const Entry *e = ((const FunctionObject *)f->object)->entry;
  if (likely(e->count == (int32_t)C)) ENTER(f, e, 0);
  if (e->intrinsic) MUSTTAIL return call_intrinsic(pc, R, K, m, w);
  GIVE_BACK;
}

HANDLER(call_global) {
  Slot *f = R + B;
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  if (unlikely(global->tag != Function)) GIVE_BACK;
  const Entry *e = ((const FunctionObject *)global->object)->entry;
  // What a closure captured dies with it, so its value must be in a register.
  if (likely(e->count == (int32_t)C && e->captureCount == 0)) ENTER(f, e, 1);
  if (e->intrinsic) MUSTTAIL return call_global_intrinsic(pc, R, K, m, w);
  GIVE_BACK;
}

HANDLER(return_value) {
  Frame *frame = m->frame;
  Slot value = R[A];
  // The result moves out of its register.
  R[A].tag = Undefined;
  for (Slot *r = R, *end = R + frame->registerCount; r < end; r++) {
    if (unlikely(r->tag >= FirstObject)) {
      Slot old = *r;
      r->tag = Undefined;
      release(m, old);
    }
  }
  m->frame = frame - 1;
  if (unlikely(frame == m->entry)) {
    copy((Slot *)m->value, value);
    m->reason = ReasonReturned;
    return;
  }
  int32_t destination = frame->destination;
  frame--;
  R = frame->base;
  K = frame->constants;
  pc = frame->pc;
  Slot old = R[destination];
  copy(&R[destination], value);
  if (unlikely(old.tag >= FirstObject)) release(m, old);
  NEXT;
}

// MARK: - Parts

HANDLER(get_index) {
  const Slot *array = &R[B], *index = &R[C];
  if (unlikely(index->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  const ArrayObject *object = array->object;
  uint64_t position = (uint64_t)index->integer - 1;
  if (unlikely(position >= (uint64_t)object->count)) GIVE_BACK;
  if (array->tag == FloatArray) STORE_REAL(((const double *)object->data)[position]);
  if (array->tag == IntegerArray) STORE_INTEGER(((const int64_t *)object->data)[position]);
  if (array->tag == BooleanArray) STORE_BOOLEAN(((const uint8_t *)object->data)[position]);
  if (array->tag != Array || object->view) GIVE_BACK;
  const Slot *slot = (const Slot *)object->data + position;
  if (unlikely(slot->tag == Undefined)) GIVE_BACK;
  STORE_COUNTED(*slot);
}

HANDLER(set_index) {
  const Slot *array = &R[A], *index = &R[B], *value = &R[C];
  if (unlikely(index->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  ArrayObject *object = array->object;
  uint64_t position = (uint64_t)index->integer - 1;
  if (unlikely(position >= (uint64_t)object->count)) GIVE_BACK;
  if (array->tag == FloatArray) {
    if (value->tag == Float) ((double *)object->data)[position] = value->real;
    else if (value->tag == Integer) ((double *)object->data)[position] = (double)value->integer;
    else GIVE_BACK;
  } else if (array->tag == IntegerArray && value->tag == Integer) {
    ((int64_t *)object->data)[position] = value->integer;
  } else if (array->tag == BooleanArray && value->tag == Boolean) {
    ((uint8_t *)object->data)[position] = (uint8_t)value->bits;
  } else {
    GIVE_BACK;
  }
  NEXT;
}

/// The position in storage of a row and a column, counted from 1, of a matrix; -1 out of bounds or for other ranks.
static inline int64_t matrix_position(const ArrayObject *object, int64_t row, int64_t column) {
  uint64_t i = (uint64_t)row - 1, j = (uint64_t)column - 1;
  if (object->rank != 2 || i >= (uint64_t)object->rows || j >= (uint64_t)object->count) return -1;
  uint64_t position = j * (uint64_t)object->rows + i;
  return position < (uint64_t)object->count ? (int64_t)position : -1;
}

HANDLER(get_index2) {
  const Slot *array = &R[B], *row = &R[C], *column = &R[X];
  if (unlikely(row->tag != Integer || column->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  const ArrayObject *object = array->object;
  int64_t position = matrix_position(object, row->integer, column->integer);
  if (unlikely(position < 0)) GIVE_BACK;
  if (array->tag == FloatArray) STORE_REAL(((const double *)object->data)[position]);
  if (array->tag == IntegerArray) STORE_INTEGER(((const int64_t *)object->data)[position]);
  if (array->tag == BooleanArray) STORE_BOOLEAN(((const uint8_t *)object->data)[position]);
  if (array->tag != Array || object->view) GIVE_BACK;
  const Slot *slot = (const Slot *)object->data + position;
  if (unlikely(slot->tag == Undefined)) GIVE_BACK;
  STORE_COUNTED(*slot);
}

HANDLER(set_index2) {
  const Slot *array = &R[A], *row = &R[B], *column = &R[X], *value = &R[C];
  if (unlikely(row->tag != Integer || column->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  ArrayObject *object = array->object;
  int64_t position = matrix_position(object, row->integer, column->integer);
  if (unlikely(position < 0)) GIVE_BACK;
  if (array->tag == FloatArray) {
    if (value->tag == Float) ((double *)object->data)[position] = value->real;
    else if (value->tag == Integer) ((double *)object->data)[position] = (double)value->integer;
    else GIVE_BACK;
  } else if (array->tag == IntegerArray && value->tag == Integer) {
    ((int64_t *)object->data)[position] = value->integer;
  } else if (array->tag == BooleanArray && value->tag == Boolean) {
    ((uint8_t *)object->data)[position] = (uint8_t)value->bits;
  } else {
    GIVE_BACK;
  }
  NEXT;
}

// The word after a field's instruction remembers the type of the object where it was found, and the field's place: 48 bits
// of address and 16 of place, of which 0 is none.
HANDLER(get_field) {
  const Slot *base = &R[B];
  uint64_t known;
  __builtin_memcpy(&known, pc, sizeof known);
  if (unlikely(base->tag != Structure)) GIVE_BACK;
  const StructureObject *object = base->object;
  if (unlikely((uint64_t)object->type != known >> 16)) GIVE_BACK;
  Slot field = object->fields[(known & 0xFFFF) - 1];
  if (unlikely(field.tag == Undefined)) GIVE_BACK;
  pc++;
  STORE_COUNTED(field);
}

HANDLER(set_field) {
  const Slot *base = &R[A], *value = &R[C];
  uint64_t known;
  __builtin_memcpy(&known, pc, sizeof known);
  if (unlikely(base->tag != Structure)) GIVE_BACK;
  StructureObject *object = base->object;
  if (unlikely((uint64_t)object->type != known >> 16)) GIVE_BACK;
  Slot *field = &object->fields[(known & 0xFFFF) - 1];
  // A number over a number of the same type needs no conversion, whatever the field was declared.
  if (value->tag != field->tag || value->tag >= FirstObject) GIVE_BACK;
  copy(field, *value);
  pc++;
  NEXT;
}

// MARK: - The table

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winitializer-overrides"
static Handler *const table[256] = {
  [0 ... 255] = give_back,
  [OpcodeMove] = move,
  [OpcodeLoadConstant] = load_constant,
  [OpcodeLoadInteger] = load_integer,
  [OpcodeGetGlobal] = get_global,
  [OpcodeSetGlobal] = set_global,
  [OpcodeGetCaptured] = get_captured,
  [OpcodeGetCapturedBox] = get_captured_box,
  [OpcodeSetCapturedBox] = set_captured_box,
  [OpcodeGetBox] = get_box,
  [OpcodeSetBox] = set_box_value,
  [OpcodeCheckDefined] = check_defined,
  [OpcodeClear] = clear,
  [OpcodeAdd] = add,
  [OpcodeSubtract] = subtract,
  [OpcodeMultiply] = multiply,
  [OpcodeDivide] = divide,
  [OpcodePower] = power,
  [OpcodeIntegerDivide] = integer_divide,
  [OpcodeRemainder] = remainder_,
  [OpcodeAddConstant] = add_constant,
  [OpcodeSubtractConstant] = subtract_constant,
  [OpcodeMultiplyConstant] = multiply_constant,
  [OpcodeDivideConstant] = divide_constant,
  [OpcodePowerConstant] = power_constant,
  [OpcodeConstantSubtract] = constant_subtract,
  [OpcodeConstantDivide] = constant_divide,
  [OpcodeIntegerDivideConstant] = integer_divide_constant,
  [OpcodeRemainderConstant] = remainder_constant,
  [OpcodeEqual] = equal,
  [OpcodeNotEqual] = not_equal,
  [OpcodeLess] = less,
  [OpcodeLessEqual] = less_equal,
  [OpcodeGreater] = greater,
  [OpcodeGreaterEqual] = greater_equal,
  [OpcodeNegate] = negate,
  [OpcodeNot] = not_,
  [OpcodeJump] = jump,
  [OpcodeLoop] = loop,
  [OpcodeJumpIfTrue] = jump_if_true,
  [OpcodeJumpIfFalse] = jump_if_false,
  [OpcodeJumpIfDefined] = jump_if_defined,
  [OpcodeJumpUnlessLess] = jump_unless_less,
  [OpcodeJumpUnlessLessEqual] = jump_unless_less_equal,
  [OpcodeJumpUnlessEqual] = jump_unless_equal,
  [OpcodeJumpIfEqual] = jump_if_equal,
  [OpcodeJumpUnlessLessConstant] = jump_unless_less_constant,
  [OpcodeJumpUnlessLessEqualConstant] = jump_unless_less_equal_constant,
  [OpcodeJumpUnlessGreaterConstant] = jump_unless_greater_constant,
  [OpcodeJumpUnlessGreaterEqualConstant] = jump_unless_greater_equal_constant,
  [OpcodeJumpUnlessEqualConstant] = jump_unless_equal_constant,
  [OpcodeJumpIfEqualConstant] = jump_if_equal_constant,
  [OpcodeIterateRange] = iterate_range,
  [OpcodeNext] = next,
  [OpcodeRepeat] = repeat,
  [OpcodeCall] = call,
  [OpcodeCallGlobal] = call_global,
  [OpcodeReturnValue] = return_value,
  [OpcodeGetIndex] = get_index,
  [OpcodeGetIndex2] = get_index2,
  [OpcodeSetIndex] = set_index,
  [OpcodeSetIndex2] = set_index2,
  [OpcodeGetField] = get_field,
  [OpcodeSetField] = set_field,
};
#pragma clang diagnostic pop

Reason machine_run(MachineState *machine, const Frame *entry) {
  const Frame *frame = machine->frame;
  machine->entry = entry;
  uint64_t w;
  __builtin_memcpy(&w, frame->pc, sizeof w);
  table[(uint8_t)w](frame->pc + 1, frame->base, frame->constants, machine, w);
  return (Reason)machine->reason;
}

const Layout machine_layout = {
  .undefined = Undefined, .boolean = Boolean, .integer = Integer, .floating = Float, .character = Character,
  .symbol = SymbolTag, .firstObject = FirstObject, .complex = ComplexTag, .floatArray = FloatArray,
  .integerArray = IntegerArray, .booleanArray = BooleanArray, .array = Array, .function = Function, .box = Box,
  .structure = Structure,
};
