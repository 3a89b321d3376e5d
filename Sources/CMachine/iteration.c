// Loops over ranges of integers, over arrays and over text.

#include "tier.h"

/// Moves a loop on: ranges of integers (the next element, the number left, the step) arrays (the array, the position)
/// and text (the string, the offset of the next byte). Gives 1 with the element, 0 at the end, -1 if the state is of another
/// kind.
static inline int advance(Frame *F, Slot *state, Slot *element) {
  if (state[0].tag == Integer) {
    if (state[1].integer == 0) return 0;
    state[1].integer--;
    *element = state[0];
    state[0].integer = (int64_t)((uint64_t)state[0].integer + (uint64_t)state[2].integer);
    return 1;
  }
  if (state[0].tag == StringTag) {
    const StringObject *text = state[0].object;
    int64_t position = state[1].integer;
    if (position >= text->count) return 0;
    if (!text->bytes) return -1;
    uint64_t code;
    state[1].integer = position + character(text->bytes + position, &code);
    *element = (Slot){.tag = Character, .bits = code};
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
    keep(F, *element);
    break;
  default: return -1;
  }
  state[1].integer = position + 1;
  return 1;
}

HANDLER(iterate_range) {
  const Slot *first = &RB, *end = first + 1 + X;
  Slot *state = &RA;
  int64_t step = 1, count;
  if (first->tag != Integer || end->tag != Integer) GIVE_BACK;
  if (X) {
    if (first[1].tag != Integer) GIVE_BACK;
    step = first[1].integer;
  }
  if (state[0].tag >= FirstObject || state[1].tag >= FirstObject || state[2].tag >= FirstObject) GIVE_BACK;
  if (step == 0 || __builtin_sub_overflow(end->integer, first->integer, &count)) GIVE_BACK;
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
  int status = advance(F, &RA, &element);
  if (unlikely(status < 0)) GIVE_BACK;
  if (status) {
    Slot old = RB;
    copy(&RB, element);
    if (unlikely(old.tag >= FirstObject)) release(m, old);
  } else {
    pc += OFFSET;
  }
  NEXT;
}

LOCAL(repeat_over_object);

LOCAL(out_of_fuel) {
  m->fuel -= OFFSET;
  GIVE_BACK;
}

HANDLER(repeat) {
  int64_t distance = OFFSET;
  Slot *state = &RA;
  if (unlikely(state->tag != Integer || RB.tag >= FirstObject)) GO_TO(repeat_over_object);
  if (unlikely((m->fuel += distance) < 0)) GO_TO(out_of_fuel);
  if (state[1].integer == 0) NEXT;
  state[1].integer--;
  int64_t element = state[0].integer;
  state[0].integer = (int64_t)((uint64_t)element + (uint64_t)state[2].integer);
  copy(&RB, (Slot){.tag = Integer, .integer = element});
  pc += distance;
  NEXT;
}

LOCAL(repeat_over_other);

// Text of one byte a character, and packed arrays of numbers, without a call.
LOCAL(repeat_over_object) {
  Slot *state = &RA;
  uint8_t kind = state->tag;
  if (unlikely(RB.tag >= FirstObject || m->fuel + OFFSET < 0)) GO_TO(repeat_over_other);
  int64_t position = state[1].integer;
  Slot element;
  if (kind == StringTag) {
    const StringObject *text = state->object;
    if (position >= text->count || !text->bytes || text->bytes[position] >= 0x80) GO_TO(repeat_over_other);
    element = (Slot){.tag = Character, .bits = text->bytes[position]};
  } else if (kind == FloatArray || kind == IntegerArray) {
    const ArrayObject *array = state->object;
    if (position >= array->count) GO_TO(repeat_over_other);
    element.tag = kind == FloatArray ? Float : Integer;
    element.bits = ((const uint64_t *)array->data)[position];
  } else {
    GO_TO(repeat_over_other);
  }
  m->fuel += OFFSET;
  state[1].integer = position + 1;
  copy(&RB, element);
  pc += OFFSET;
  NEXT;
}

LOCAL(repeat_over_other) {
  int64_t distance = OFFSET;
  if (unlikely(m->fuel + distance < 0)) GIVE_BACK;
  Slot element;
  int status = advance(F, &RA, &element);
  if (unlikely(status < 0)) GIVE_BACK;
  m->fuel += distance;
  if (status) {
    Slot old = RB;
    copy(&RB, element);
    if (unlikely(old.tag >= FirstObject)) release(m, old);
    pc += distance;
  }
  NEXT;
}
