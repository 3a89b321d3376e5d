// How the tier is entered and left, and the table of its instructions.
//
// Each instruction is a function that ends by calling the next one's; the calling convention keeps their five arguments in
// machine registers, so a plain instruction touches no stack.

#include "tier.h"

/// Lets `Engine` do the instruction before `pc`.
HANDLER(give_back) {
  m->frame->pc = pc - 1;
  m->reason = ReasonInstruction;
}

/// Stores the value on its way in R[a], which holds an object.
HANDLER(store_over_object) {
  Slot old = R[A];
  copy(&R[A], *(const Slot *)m->value);
  release(m, old);
  NEXT;
}

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winitializer-overrides"
Handler *const machine_table[256] = {
  [0 ... 255] = tier_give_back,
#define ENTRY(opcode, name) [Opcode##opcode] = tier_##name,
  HANDLERS(ENTRY)
};
#pragma clang diagnostic pop

Reason machine_run(MachineState *machine, const Frame *entry) {
  const Frame *frame = machine->frame;
  machine->entry = entry;
  uint64_t w;
  __builtin_memcpy(&w, frame->pc, sizeof w);
  machine_table[(uint8_t)w](frame->pc + 1, frame->base, frame->constants, machine, w);
  return (Reason)machine->reason;
}
