// Interpolated text of strings, integers and characters.

#include <stddef.h>

#include "tier.h"

/// The longest text that is put together here.
enum { TextLimit = 256 };

/// Writes an integer before `end`, and gives where it begins.
static uint8_t *write_integer(uint8_t *end, int64_t value) {
  uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do {
    *--end = (uint8_t)('0' + magnitude % 10);
    magnitude /= 10;
  } while (magnitude);
  if (value < 0) *--end = '-';
  return end;
}

/// Writes a character in UTF-8, and gives how many bytes it takes; 0 for what is not a character.
static int64_t write_character(uint8_t *text, uint64_t code) {
  if (code < 0x80) {
    text[0] = (uint8_t)code;
    return 1;
  }
  if (code < 0x800) {
    text[0] = (uint8_t)(0xC0 | code >> 6);
    text[1] = (uint8_t)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    if (code >= 0xD800 && code < 0xE000) return 0;
    text[0] = (uint8_t)(0xE0 | code >> 12);
    text[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    text[2] = (uint8_t)(0x80 | (code & 0x3F));
    return 3;
  }
  if (code > 0x10FFFF) return 0;
  text[0] = (uint8_t)(0xF0 | code >> 18);
  text[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
  text[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
  text[3] = (uint8_t)(0x80 | (code & 0x3F));
  return 4;
}

/// Puts the texts of values together; gives 0 where one is of another kind or the whole is long.
static __attribute__((noinline)) int make_string(MachineState *m, const Slot *parts, int count, Slot *value) {
  uint8_t text[TextLimit], digits[20];
  int64_t used = 0;
  for (int i = 0; i < count; i++) {
    const uint8_t *piece;
    int64_t size;
    if (parts[i].tag == StringTag) {
      const StringObject *string = parts[i].object;
      if (!string->bytes) return 0;
      piece = string->bytes;
      size = string->count;
    } else if (parts[i].tag == Integer) {
      piece = write_integer(digits + sizeof digits, parts[i].integer);
      size = digits + sizeof digits - piece;
    } else if (parts[i].tag == Character) {
      size = write_character(digits, parts[i].bits);
      if (size == 0) return 0;
      piece = digits;
    } else {
      return 0;
    }
    if (size > TextLimit - used) return 0;
    __builtin_memcpy(text + used, piece, (size_t)size);
    used += size;
  }
  return m->makeText(m->machine, text, used, value);
}

HANDLER(make_string) {
  Slot value;
  if (!make_string(m, &RB, (int)C, &value)) GIVE_BACK;
  F->holdsObjects = 1;
  STORE(value);
}
