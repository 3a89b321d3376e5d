// How values and objects lie in memory: the C side of `Value`, `HeapObject` and the objects that the tier looks into.

#ifndef VALUES_H
#define VALUES_H

#include "CMachine.h"

// A product and a sum round apart, as written.
#pragma STDC FP_CONTRACT OFF

// Tags of slots, as in `Tag`.
enum {
  Undefined = 0, Boolean = 3, Integer = 4, Float = 5, Character = 6, SymbolTag = 7, Irrational = 12,
  FirstObject = 20, FloatArray = 27, IntegerArray = 28, BooleanArray = 29, Array = 31, Function = 32, Box = 33,
  Structure = 34, ComplexTag = 40,
};

/// A value: a tag, and 64 bits that are a number or the address of an object.
typedef struct Slot {
  uint8_t tag;
  union {
    uint64_t bits;
    int64_t integer;
    double real;
    void *object;
  };
} Slot;

/// The header of a Swift object (`isa` and Swift's own count), then the fields of `HeapObject`.
typedef struct Object {
  const void *isa;
  uint64_t swiftCount;
  int32_t references;
  int32_t maker;
  struct Object *next, *previous;
  uint64_t tag;
} Object;

typedef struct { Object header; const Entry *entry; } FunctionObject;
typedef struct { Object header; Slot value; } BoxObject;
typedef struct { Object header; Slot real, imaginary; } ComplexObject;
typedef struct { Object header; const void *type; Slot *fields; } StructureObject;
typedef struct {
  Object header;
  void *data;
  int64_t count;
  int64_t rank;
  /// The first dimension.
  int64_t rows;
  /// Not null in views of scattered elements.
  const void *view;
} ArrayObject;

#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)

/// Copies a slot by its parts: 16 bytes at once would wait for the two stores that wrote them.
static inline void copy(Slot *target, Slot value) {
  target->tag = value.tag;
  target->bits = value.bits;
}

static inline void retain(Slot slot) {
  if (slot.tag >= FirstObject) ((Object *)slot.object)->references++;
}

/// Gives up a reference to the object of a slot that has one.
void machine_release(MachineState *m, Slot slot);
static inline void release(MachineState *m, Slot slot) {
  if (slot.tag >= FirstObject) machine_release(m, slot);
}

/// Stores a complex number in a register: over the one that the register alone holds, or in one that is spare. Gives 0 where
/// a new one has to be made.
static inline int machine_store_complex(MachineState *m, Slot *target, double real, double imaginary) {
  ComplexObject *number = target->object;
  if (target->tag != ComplexTag || number->header.references != 1 || number->real.tag != Float) {
    number = m->spare;
    if (!number) return 0;
    m->spare = number->real.object;
    m->spareCount--;
    number->header.references = 1;
    Slot old = *target;
    copy(target, (Slot){.tag = ComplexTag, .object = number});
    release(m, old);
  }
  number->real.real = real;
  number->imaginary.real = imaginary;
  return 1;
}

/// Does a native function of numbers: gives 0, with nothing changed, where its arguments are not plain.
int machine_intrinsic(MachineState *m, const Entry *entry, Slot *arguments, int count, Slot *result);

#endif
