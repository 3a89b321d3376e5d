// Instructions that move values between registers, constants, globals, captured variables and boxes.

#include "tier.h"

HANDLER(move) { STORE_COUNTED(RB); }
HANDLER(load_constant) { STORE_COUNTED(KWIDE); }
HANDLER(load_integer) { STORE_INTEGER(WIDE); }

HANDLER(get_global) {
  const Slot *slot = PLACE(m->globals, WIDE);
  if (unlikely(slot->tag == Undefined)) GIVE_BACK;
  STORE_COUNTED(*slot);
}

HANDLER(set_global) {
  Slot *slot = PLACE(m->globals, WIDE);
  // A function that is running may be held by the global alone: `Engine` keeps it.
  if (unlikely(slot->tag >= FirstObject)) {
    if (slot->tag == Function) GIVE_BACK;
    Slot old = *slot;
    retain(RA);
    copy(slot, RA);
    release(m, old);
    NEXT;
  }
  retain(RA);
  copy(slot, RA);
  NEXT;
}

HANDLER(get_captured) { STORE_COUNTED(((const Slot *)F->captured)[pc[-1].b]); }

HANDLER(get_captured_box) {
  const BoxObject *box = ((const Slot *)F->captured)[pc[-1].b].object;
  STORE_COUNTED(box->value);
}

static inline void set_box(MachineState *m, BoxObject *box, Slot value) {
  Slot old = box->value;
  note_change(m, box);
  retain(value);
  copy(&box->value, value);
  if (old.tag >= FirstObject) release(m, old);
}

HANDLER(set_captured_box) {
  set_box(m, ((const Slot *)F->captured)[pc[-1].b].object, RA);
  NEXT;
}

HANDLER(get_box) {
  const BoxObject *box = RB.object;
  STORE_COUNTED(box->value);
}

HANDLER(set_box_value) {
  set_box(m, RA.object, RB);
  NEXT;
}

HANDLER(check_defined) {
  if (unlikely(RA.tag == Undefined)) GIVE_BACK;
  NEXT;
}

HANDLER(clear) { STORE(((Slot){.tag = Undefined, .bits = 0})); }
