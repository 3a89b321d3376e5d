// Elements of arrays, and fields of structures.

#include "tier.h"

/// The character that begins at a byte of text.
LOCAL(get_character) {
  const StringObject *text = RB.object;
  uint64_t position = (uint64_t)RC.integer - 1;
  if (position >= (uint64_t)text->count || !text->bytes || (text->bytes[position] & 0xC0) == 0x80) GIVE_BACK;
  uint64_t code;
  character(text->bytes + position, &code);
  STORE(((Slot){.tag = Character, .bits = code}));
}

// Stores the element of a packed array at a position counted from zero in R[a], if it is of the kind.
#define LOAD_ELEMENT(kind, type, store) do { \
    if (array->tag == (kind)) { \
      const ArrayObject *object = array->object; \
      uint64_t position; \
      if (unlikely(!POSITION(object, &position))) GIVE_BACK; \
      store(((const type *)object->data)[position]); \
    } \
  } while (0)
#define LOAD_ELEMENTS do { \
    LOAD_ELEMENT(FloatArray, double, STORE_REAL); \
    LOAD_ELEMENT(IntegerArray, int64_t, STORE_INTEGER); \
    LOAD_ELEMENT(BooleanArray, uint8_t, STORE_BOOLEAN); \
  } while (0)
#define LOAD_VALUE(object, position) do { \
    if ((object)->view) GIVE_BACK; \
    const Slot *slot = (const Slot *)(object)->data + (position); \
    if (unlikely(slot->tag == Undefined)) GIVE_BACK; \
    last = slot->real; \
    STORE_COUNTED(*slot); \
  } while (0)

/// The position, counted from zero, of an index; gives 0 out of bounds.
static inline int vector_position(const ArrayObject *object, int64_t index, uint64_t *position) {
  *position = (uint64_t)index - 1;
  return *position < (uint64_t)object->count;
}

/// An element of an array of values, or a character.
LOCAL(get_value) {
  const Slot *array = &RB, *index = &RC;
  if (array->tag == StringTag) GO_TO(get_character);
  if (unlikely(array->tag != Array)) GIVE_BACK;
  const ArrayObject *object = array->object;
  uint64_t position;
  if (!vector_position(object, index->integer, &position)) GIVE_BACK;
  LOAD_VALUE(object, position);
}

HANDLER(get_index) {
  const Slot *array = &RB, *index = &RC;
  if (unlikely(index->tag != Integer)) GIVE_BACK;
#define POSITION(object, position) vector_position(object, index->integer, position)
  LOAD_ELEMENTS;
#undef POSITION
  GO_TO(get_value);
}

// Stores a number in a packed array of its type, or an integer in one of floats.
#define STORE_ELEMENT(kind, type, taken, part) do { \
    if (array->tag == (kind) && value->tag == (taken)) { \
      const ArrayObject *object = array->object; \
      uint64_t position; \
      if (unlikely(!POSITION(object, &position) || object->form >= Wrapped)) GIVE_BACK; \
      note_change(m, object); \
      ((type *)object->data)[position] = (type)value->part; \
      NEXT; \
    } \
  } while (0)
#define STORE_ELEMENTS do { \
    STORE_ELEMENT(FloatArray, double, Float, real); \
    STORE_ELEMENT(IntegerArray, int64_t, Integer, integer); \
    STORE_ELEMENT(BooleanArray, uint8_t, Boolean, bits); \
    STORE_ELEMENT(FloatArray, double, Integer, integer); \
  } while (0)

HANDLER(set_index) {
  const Slot *array = &RA, *index = &RB, *value = &RC;
  if (unlikely(index->tag != Integer)) GIVE_BACK;
#define POSITION(object, position) vector_position(object, index->integer, position)
  STORE_ELEMENTS;
#undef POSITION
  GIVE_BACK;
}

/// The position in storage of a row and a column, counted from 1, of a matrix; gives 0 out of bounds and for other ranks.
static inline int matrix_position(const ArrayObject *object, int64_t row, int64_t column, uint64_t *position) {
  uint64_t i = (uint64_t)row - 1, j = (uint64_t)column - 1;
  uint64_t rows = (uint64_t)object->rows, count = (uint64_t)object->count;
  *position = j * rows + i;
  return object->rank == 2 && i < rows && j < count && *position < count;
}

LOCAL(get_value2) {
  const Slot *array = &RB, *row = &RC, *column = &R[X];
  if (unlikely(array->tag != Array)) GIVE_BACK;
  const ArrayObject *object = array->object;
  uint64_t position;
  if (!matrix_position(object, row->integer, column->integer, &position)) GIVE_BACK;
  LOAD_VALUE(object, position);
}

HANDLER(get_index2) {
  const Slot *array = &RB, *row = &RC, *column = &R[X];
  if (unlikely(row->tag != Integer || column->tag != Integer)) GIVE_BACK;
#define POSITION(object, position) matrix_position(object, row->integer, column->integer, position)
  LOAD_ELEMENTS;
#undef POSITION
  GO_TO(get_value2);
}

HANDLER(set_index2) {
  const Slot *array = &RA, *row = &RB, *column = &R[X], *value = &RC;
  if (unlikely(row->tag != Integer || column->tag != Integer)) GIVE_BACK;
#define POSITION(object, position) matrix_position(object, row->integer, column->integer, position)
  STORE_ELEMENTS;
#undef POSITION
  GIVE_BACK;
}

// The word after a field's instruction remembers the type of the object where it was found, and the field's place: 48 bits
// of address and 16 of place, of which 0 is none.
HANDLER(get_field) {
  const Slot *base = &RB;
  uint64_t known;
  __builtin_memcpy(&known, pc, sizeof known);
  if (unlikely(base->tag != Structure)) GIVE_BACK;
  const StructureObject *object = base->object;
  if (unlikely((uint64_t)object->type != known >> 16)) GIVE_BACK;
  Slot field = object->fields[(known & 0xFFFF) - 1];
  if (unlikely(field.tag == Undefined)) GIVE_BACK;
  Slot *result = &RA;
  pc++;
  last = field.real;
  STORE_COUNTED_AT(result, field);
}

HANDLER(set_field) {
  const Slot *base = &RA, *value = &RC;
  uint64_t known;
  __builtin_memcpy(&known, pc, sizeof known);
  if (unlikely(base->tag != Structure)) GIVE_BACK;
  StructureObject *object = base->object;
  if (unlikely((uint64_t)object->type != known >> 16)) GIVE_BACK;
  Slot *field = &object->fields[(known & 0xFFFF) - 1];
  // A number over a number of the same type needs no conversion, whatever the field was declared.
  if (value->tag != field->tag || value->tag >= FirstObject) GIVE_BACK;
  note_change(m, object);
  copy(field, *value);
  pc++;
  NEXT;
}
