// How the tier is entered and left, and the table of its instructions.
//
// Each instruction is a function that ends by calling the next one's; the calling convention keeps their five arguments in
// machine registers, so a plain instruction touches no stack.

#include "tier.h"

/// Lets `Engine` do the instruction before `pc`.
HANDLER(give_back) {
  F->pc = pc - 1;
  m->reason = ReasonInstruction;
}

/// Stores the value on its way in R[a], which holds an object.
HANDLER(store_over_object) {
  m->target = &RA;
  GO_TO(store_at_target);
}

/// Stores the value on its way in the register that is its target, which holds an object.
HANDLER(store_at_target) {
  Slot *target = m->target;
  Slot old = *target;
  copy(target, *(const Slot *)m->value);
  release(m, old);
  NEXT;
}

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winitializer-overrides"
const Table machine_table = {{
  [0 ... 255] = tier_give_back,
#define ENTRY(opcode, name) [Opcode##opcode] = tier_##name,
  HANDLERS(ENTRY)
}};
#pragma clang diagnostic pop

Reason machine_run(MachineState *machine, const Frame *entry) {
  Frame *frame = machine->frame;
  machine->entry = entry;
  // No instruction went before from which the first could take a float.
  uint8_t opcode = machine_plain[frame->pc->opcode];
  machine_table.handlers[opcode ? opcode : frame->pc->opcode](
    frame->pc + 1, frame->base, frame->constants, machine, &machine_table, frame, 0);
  return (Reason)machine->reason;
}
