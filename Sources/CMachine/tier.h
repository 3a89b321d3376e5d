// What the instructions share: their shape, their operands, and how they store a result and go on.

#ifndef TIER_H
#define TIER_H

#include <math.h>

#include "values.h"

#if defined(__has_attribute) && __has_attribute(preserve_none) && (defined(__x86_64__) || defined(__aarch64__))
#define CONVENTION __attribute__((preserve_none))
#else
#define CONVENTION
#endif
#define MUSTTAIL __attribute__((musttail))

/// One instruction's work: the place after it, the registers, the constants, the machine, the instruction itself.
typedef CONVENTION void Handler(const Instruction *pc, Slot *R, const Slot *K, MachineState *m, uint64_t w);
#define HANDLER(name) \
  static CONVENTION void name( \
      __attribute__((unused)) const Instruction *pc, __attribute__((unused)) Slot *R, \
      __attribute__((unused)) const Slot *K, MachineState *m, __attribute__((unused)) uint64_t w)

/// What should not be merged into the instruction that leads to it.
#define COLD __attribute__((noinline))

// Operands of the instruction.
#define X ((uint8_t)(w >> 8))
#define A ((uint16_t)(w >> 16))
#define B ((uint16_t)(w >> 32))
#define C ((uint16_t)(w >> 48))
#define WIDE ((int64_t)w >> 32)
#define OFFSET ((int64_t)w >> 48)

#define NEXT do { \
    __builtin_memcpy(&w, pc, sizeof w); \
    MUSTTAIL return table[(uint8_t)w](pc + 1, R, K, m, w); \
  } while (0)
#define GIVE_BACK do { MUSTTAIL return give_back(pc, R, K, m, w); } while (0)

/// Stores a value whose object, if it has one, is counted already, and goes on.
#define STORE(...) do { \
    Slot stored = (__VA_ARGS__); \
    if (unlikely(R[A].tag >= FirstObject)) { \
      *(Slot *)m->value = stored; \
      MUSTTAIL return store_over_object(pc, R, K, m, w); \
    } \
    copy(&R[A], stored); \
    NEXT; \
  } while (0)
#define STORE_COUNTED(value) do { Slot source = (value); retain(source); STORE(source); } while (0)
#define STORE_REAL(value) STORE((Slot){.tag = Float, .real = (value)})
#define STORE_INTEGER(value) STORE((Slot){.tag = Integer, .integer = (value)})
#define STORE_BOOLEAN(value) STORE((Slot){.tag = Boolean, .bits = (value) ? 1 : 0})

static Handler *const table[256];
HANDLER(give_back);
HANDLER(store_over_object);

#endif
