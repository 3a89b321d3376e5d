// Elements of arrays, and fields of structures.

#include "tier.h"

/// The character that begins at a byte of text.
LOCAL(get_character) {
  const StringObject *text = R[B].object;
  uint64_t position = (uint64_t)R[C].integer - 1;
  if (position >= (uint64_t)text->count || !text->bytes || (text->bytes[position] & 0xC0) == 0x80) GIVE_BACK;
  uint64_t code;
  character(text->bytes + position, &code);
  STORE(((Slot){.tag = Character, .bits = code}));
}

// Stores the element at a position counted from zero in R[a].
#define LOAD_ELEMENT(kind, object, position) do { \
    if ((kind) == FloatArray) STORE_REAL(((const double *)(object)->data)[position]); \
    if ((kind) == IntegerArray) STORE_INTEGER(((const int64_t *)(object)->data)[position]); \
    if ((kind) == BooleanArray) STORE_BOOLEAN(((const uint8_t *)(object)->data)[position]); \
    if ((kind) != Array || (object)->view) GIVE_BACK; \
    const Slot *slot = (const Slot *)(object)->data + (position); \
    if (unlikely(slot->tag == Undefined)) GIVE_BACK; \
    STORE_COUNTED(*slot); \
  } while (0)

/// Stores a number in a packed array of its type, or an integer in one of floats; gives 0 for anything else.
static inline int store_element(uint8_t kind, ArrayObject *object, uint64_t position, const Slot *value) {
  if (unlikely(object->form >= Structured)) return 0;
  if (kind == FloatArray && value->tag == Float) ((double *)object->data)[position] = value->real;
  else if (kind == FloatArray && value->tag == Integer) ((double *)object->data)[position] = (double)value->integer;
  else if (kind == IntegerArray && value->tag == Integer) ((int64_t *)object->data)[position] = value->integer;
  else if (kind == BooleanArray && value->tag == Boolean) ((uint8_t *)object->data)[position] = (uint8_t)value->bits;
  else return 0;
  return 1;
}

HANDLER(get_index) {
  const Slot *array = &R[B], *index = &R[C];
  if (unlikely(array->tag == StringTag && index->tag == Integer)) GO_TO(get_character);
  if (unlikely(index->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  const ArrayObject *object = array->object;
  uint64_t position = (uint64_t)index->integer - 1;
  if (unlikely(position >= (uint64_t)object->count)) GIVE_BACK;
  LOAD_ELEMENT(array->tag, object, position);
}

HANDLER(set_index) {
  const Slot *array = &R[A], *index = &R[B], *value = &R[C];
  if (unlikely(index->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  ArrayObject *object = array->object;
  uint64_t position = (uint64_t)index->integer - 1;
  if (unlikely(position >= (uint64_t)object->count)) GIVE_BACK;
  if (!store_element(array->tag, object, (uint64_t)position, value)) GIVE_BACK;
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
  LOAD_ELEMENT(array->tag, object, position);
}

HANDLER(set_index2) {
  const Slot *array = &R[A], *row = &R[B], *column = &R[X], *value = &R[C];
  if (unlikely(row->tag != Integer || column->tag != Integer || array->tag < FloatArray || array->tag > Array)) GIVE_BACK;
  ArrayObject *object = array->object;
  int64_t position = matrix_position(object, row->integer, column->integer);
  if (unlikely(position < 0)) GIVE_BACK;
  if (!store_element(array->tag, object, (uint64_t)position, value)) GIVE_BACK;
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
