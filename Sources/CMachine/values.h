// How values and objects lie in memory: the C side of `Value`, `HeapObject` and the objects that the tier looks into.

#ifndef VALUES_H
#define VALUES_H

#include "CMachine.h"

// A product and a sum round apart, as written.
#pragma STDC FP_CONTRACT OFF

// Tags of slots, as in `Tag`.
enum {
  Undefined = 0, Boolean = 3, Integer = 4, Float = 5, Character = 6, SymbolTag = 7, TypeTag = 8, Irrational = 12,
  FirstObject = 20, StringTag = 22, FloatArray = 27, IntegerArray = 28, BooleanArray = 29, Array = 31, Function = 32,
  Box = 33, Structure = 34, ComplexTag = 40,
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

/// The beginning of a `Code`: the statement that entered it last, and the one that this statement entered before.
typedef struct Code { const void *isa; uint64_t swiftCount; int32_t statement; struct Code *next; } Code;

/// A type is a Swift object, but not one of a heap.
typedef struct { const void *isa; uint64_t swiftCount; int32_t conversion; } TypeObject;
typedef struct {
  Object header;
  /// UTF-8; null until something asked for it.
  const uint8_t *bytes;
  int64_t count;
  /// The number of characters, -1 until something asked for it.
  int64_t length;
} StringObject;
typedef struct { Object header; Entry entry; } FunctionObject;
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
  /// From `Wrapped` on, arrays of types of their own, of which not every entry can be set.
  uint8_t form;
} ArrayObject;
enum { Wrapped = 2 };

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

/// Counts the reference of a value that goes into a register of the frame that runs.
static inline void keep(Frame *frame, Slot slot) {
  if (slot.tag >= FirstObject) {
    ((Object *)slot.object)->references++;
    frame->holdsObjects = 1;
  }
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
    m->frame->holdsObjects = 1;
    number->header.references = 1;
    Slot old = *target;
    copy(target, (Slot){.tag = ComplexTag, .object = number});
    release(m, old);
  }
  number->real.real = real;
  number->imaginary.real = imaginary;
  return 1;
}

/// The character that begins at a byte of UTF-8, and how many bytes it takes.
static inline int64_t character(const uint8_t *bytes, uint64_t *code) {
  uint64_t lead = bytes[0];
  if (likely(lead < 0x80)) { *code = lead; return 1; }
  if (lead < 0xE0) { *code = (lead & 0x1F) << 6 | (bytes[1] & 0x3F); return 2; }
  if (lead < 0xF0) {
    *code = (lead & 0x0F) << 12 | (uint64_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    return 3;
  }
  *code = (lead & 0x07) << 18 | (uint64_t)(bytes[1] & 0x3F) << 12 | (uint64_t)(bytes[2] & 0x3F) << 6
    | (bytes[3] & 0x3F);
  return 4;
}

/// Notes that a statement entered a code, for what it reads and writes.
static inline void note_entry(MachineState *m, Code *code) {
  if (likely(code->statement == m->statement)) return;
  code->statement = m->statement;
  code->next = m->entered;
  m->entered = code;
}

/// Notes that an object changes.
static inline void note_change(MachineState *m, const void *object) { m->changed[((const Object *)object)->maker] = m->cell; }

/// Whether the arguments are surely of a method's types.
static inline int machine_accepts(const Entry *entry, const Slot *arguments) {
  for (int i = 0; i < entry->parameterCount; i++) {
    Parameter parameter = entry->parameters[i];
    if (parameter.tags >> arguments[i].tag & 1) continue;
    if (arguments[i].tag != Structure || ((const StructureObject *)arguments[i].object)->type != parameter.type) return 0;
  }
  return 1;
}

/// The value of `type(x)` for plain values; gives 0 for any other.
int machine_convert(const MachineState *m, Slot type, Slot x, Slot *value);

/// Calls a `QuickFunction` and gives up the arguments; gives 0, with nothing changed, where it leaves the call.
int machine_quick(MachineState *m, const Entry *entry, Slot *arguments, int count, const Slot *names, Slot *result);

/// Does a native function of numbers: gives 0, with nothing changed, where its arguments are not plain.
int machine_intrinsic(MachineState *m, const Entry *entry, Slot *arguments, int count, Slot *result);

#endif
