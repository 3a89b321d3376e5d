// Native functions of plain numbers, done without leaving the tier, and the giving up of references.

#include <math.h>

#include "values.h"

/// How many dead complex numbers are kept: as many as an expression has intermediate results, and some.
enum { SpareLimit = 64 };

void machine_release(MachineState *m, Slot slot) {
  Object *object = slot.object;
  if (--object->references != 0) return;
  if (slot.tag == ComplexTag && m->spareCount < SpareLimit) {
    ComplexObject *number = slot.object;
    if (number->real.tag == Float) {
      number->real.object = m->spare;
      m->spare = number;
      m->spareCount++;
      return;
    }
  }
  m->free(m->heap, object);
}

/// Stores a result in place of what a register held.
static int done(MachineState *m, Slot *result, Slot value) {
  Slot old = *result;
  *result = value;
  release(m, old);
  return 1;
}

static int done_real(MachineState *m, Slot *result, double value) {
  return done(m, result, (Slot){.tag = Float, .real = value});
}

static int done_integer(MachineState *m, Slot *result, int64_t value) {
  return done(m, result, (Slot){.tag = Integer, .integer = value});
}

static int done_boolean(MachineState *m, Slot *result, int value) {
  return done(m, result, (Slot){.tag = Boolean, .bits = value ? 1 : 0});
}

/// An integer as a float, which is what functions of floats make of one.
static double real_of(Slot x) { return x.tag == Float ? x.real : (double)x.integer; }

static int of_one_number(MachineState *m, const Entry *entry, Slot x, Slot *result) {
  double value = real_of(x);
  switch ((Intrinsic)entry->intrinsic) {
  case IntrinsicReal: return x.tag == Float && done_real(m, result, m->callReal(entry->native, value));
  case IntrinsicSqrt: return !(value < 0) && done_real(m, result, sqrt(value));
  case IntrinsicLog: return !(value < 0) && done_real(m, result, log(value));
  case IntrinsicExp: return done_real(m, result, exp(value));
  case IntrinsicSin: return isfinite(value) && done_real(m, result, sin(value));
  case IntrinsicCos: return isfinite(value) && done_real(m, result, cos(value));
  case IntrinsicTanh: return done_real(m, result, tanh(value));
  case IntrinsicFloat: return done_real(m, result, value);
  default: break;
  }
  if (x.tag == Float) {
    switch ((Intrinsic)entry->intrinsic) {
    case IntrinsicAbs: return done_real(m, result, fabs(value));
    case IntrinsicAbs2: return done_real(m, result, value * value);
    case IntrinsicFloor: return done_real(m, result, floor(value));
    case IntrinsicCeil: return done_real(m, result, ceil(value));
    case IntrinsicRealPart: return done_real(m, result, value);
    default: return 0;
    }
  }
  switch ((Intrinsic)entry->intrinsic) {
  case IntrinsicAbs: return x.integer != INT64_MIN && done_integer(m, result, x.integer < 0 ? -x.integer : x.integer);
  case IntrinsicAbs2: {
    int64_t square;
    return !__builtin_mul_overflow(x.integer, x.integer, &square) && done_integer(m, result, square);
  }
  case IntrinsicFloor:
  case IntrinsicCeil:
  case IntrinsicRealPart: return done_integer(m, result, x.integer);
  case IntrinsicImaginaryPart: return done_integer(m, result, 0);
  case IntrinsicIsOdd: return done_boolean(m, result, x.integer & 1);
  case IntrinsicIsEven: return done_boolean(m, result, !(x.integer & 1));
  default: return 0;
  }
}

static int of_two_numbers(MachineState *m, const Entry *entry, Slot x, Slot y, Slot *result) {
  if (entry->intrinsic == IntrinsicComplex) {
    return x.tag == Float && y.tag == Float && machine_store_complex(m, result, x.real, y.real);
  }
  if (x.tag == Integer && y.tag == Integer) {
    switch ((Intrinsic)entry->intrinsic) {
    case IntrinsicMin: return done_integer(m, result, x.integer < y.integer ? x.integer : y.integer);
    case IntrinsicMax: return done_integer(m, result, x.integer > y.integer ? x.integer : y.integer);
    case IntrinsicMod: {
      if (y.integer <= 0) return 0;
      int64_t remainder = x.integer % y.integer;
      return done_integer(m, result, remainder < 0 ? remainder + y.integer : remainder);
    }
    default: return 0;
    }
  }
  // Equal floats are left out for the sake of -0.0, others that do not compare for NaN.
  if (x.tag != Float || y.tag != Float || !(x.real < y.real || x.real > y.real)) return 0;
  switch ((Intrinsic)entry->intrinsic) {
  case IntrinsicMin: return done_real(m, result, x.real < y.real ? x.real : y.real);
  case IntrinsicMax: return done_real(m, result, x.real > y.real ? x.real : y.real);
  default: return 0;
  }
}

int machine_convert(const MachineState *m, Slot type, Slot x, Slot *value) {
  if (m->hasConstructors) return 0;
  switch ((Conversion)((const TypeObject *)type.object)->conversion) {
  case ConversionInteger:
    if (x.tag == Float) {
      if (!(x.real >= -0x1p63 && x.real < 0x1p63) || trunc(x.real) != x.real) return 0;
      x.integer = (int64_t)x.real;
    } else if (x.tag != Integer && x.tag != Character && x.tag != Boolean) {
      return 0;
    }
    *value = (Slot){.tag = Integer, .integer = x.integer};
    return 1;
  case ConversionFloat:
    if (x.tag != Float && x.tag != Integer && x.tag != Boolean) return 0;
    *value = (Slot){.tag = Float, .real = real_of(x)};
    return 1;
  case ConversionCharacter:
    if (x.tag != Character && (x.tag != Integer || x.bits > 0x10FFFF || (x.bits >= 0xD800 && x.bits < 0xE000))) return 0;
    *value = (Slot){.tag = Character, .bits = x.bits};
    return 1;
  case ConversionBoolean:
    if (x.tag == Boolean || (x.tag == Integer && x.bits <= 1)) {
      *value = (Slot){.tag = Boolean, .bits = x.bits};
      return 1;
    }
    return 0;
  default: return 0;
  }
}

int machine_quick(MachineState *m, const Entry *entry, Slot *arguments, int count, const Slot *names, Slot *result) {
  Slot value;
  if (!entry->quick(m->machine, arguments, count, names, &value)) return 0;
  for (int i = 0; i < count; i++) {
    if (arguments[i].tag < FirstObject) continue;
    Slot argument = arguments[i];
    arguments[i].tag = Undefined;
    release(m, argument);
  }
  if (value.tag >= FirstObject) m->frame->holdsObjects = 1;
  return done(m, result, value);
}

/// Does a function of one object and gives the object up.
static int of_one_object(MachineState *m, const Entry *entry, Slot *x, Slot *result) {
  Slot value;
  if (x->tag >= FloatArray && x->tag <= Array && entry->intrinsic == IntrinsicLength) {
    value = (Slot){.tag = Integer, .integer = ((const ArrayObject *)x->object)->count};
  } else if (x->tag == StringTag && entry->intrinsic == IntrinsicLength) {
    int64_t length = ((const StringObject *)x->object)->length;
    if (length < 0) return 0;
    value = (Slot){.tag = Integer, .integer = length};
  } else if (x->tag == ComplexTag && ((const ComplexObject *)x->object)->real.tag == Float) {
    const ComplexObject *z = x->object;
    double re = z->real.real, im = z->imaginary.real;
    switch ((Intrinsic)entry->intrinsic) {
    case IntrinsicAbs: value = (Slot){.tag = Float, .real = hypot(re, im)}; break;
    case IntrinsicAbs2: value = (Slot){.tag = Float, .real = re * re + im * im}; break;
    case IntrinsicRealPart: value = z->real; break;
    case IntrinsicImaginaryPart: value = z->imaginary; break;
    default: return 0;
    }
  } else {
    return 0;
  }
  Slot argument = *x;
  x->tag = Undefined;
  release(m, argument);
  return done(m, result, value);
}

int machine_intrinsic(MachineState *m, const Entry *entry, Slot *arguments, int count, Slot *result) {
  if (entry->intrinsic == IntrinsicQuick) return machine_quick(m, entry, arguments, count, 0, result);
  if (count == 0) {
    if (entry->intrinsic == IntrinsicRand) return done_real(m, result, m->uniform(m->machine));
    if (entry->intrinsic == IntrinsicRandn) return done_real(m, result, m->normal(m->machine));
    return 0;
  }
  Slot x = arguments[0];
  if (count == 1) {
    if (x.tag == Float || x.tag == Integer) return of_one_number(m, entry, x, result);
    return x.tag >= FirstObject ? of_one_object(m, entry, arguments, result) : 0;
  }
  if (count == 2 && (x.tag == Float || x.tag == Integer) && (arguments[1].tag == Float || arguments[1].tag == Integer)) {
    return of_two_numbers(m, entry, x, arguments[1], result);
  }
  return 0;
}
