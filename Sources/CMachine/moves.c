// Instructions that move values between registers, constants, globals, captured variables and boxes.

#include "tier.h"

HANDLER(move) { STORE_COUNTED(R[B]); }
HANDLER(load_constant) { STORE_COUNTED(K[WIDE]); }
HANDLER(load_integer) { STORE_INTEGER(WIDE); }

HANDLER(get_global) {
  const Slot *slot = (const Slot *)m->globals + WIDE;
  if (unlikely(slot->tag == Undefined)) GIVE_BACK;
  STORE_COUNTED(*slot);
}

HANDLER(set_global) {
  Slot *slot = (Slot *)m->globals + WIDE;
  // A function that is running may be held by the global alone: `Engine` keeps it.
  if (unlikely(slot->tag >= FirstObject)) {
    if (slot->tag == Function) GIVE_BACK;
    Slot old = *slot;
    retain(R[A]);
    copy(slot, R[A]);
    release(m, old);
    NEXT;
  }
  retain(R[A]);
  copy(slot, R[A]);
  NEXT;
}

HANDLER(get_captured) { STORE_COUNTED(((const Slot *)m->frame->captured)[B]); }

HANDLER(get_captured_box) {
  const BoxObject *box = ((const Slot *)m->frame->captured)[B].object;
  STORE_COUNTED(box->value);
}

static inline void set_box(MachineState *m, BoxObject *box, Slot value) {
  Slot old = box->value;
  retain(value);
  copy(&box->value, value);
  if (old.tag >= FirstObject) release(m, old);
}

HANDLER(set_captured_box) {
  set_box(m, ((const Slot *)m->frame->captured)[B].object, R[A]);
  NEXT;
}

HANDLER(get_box) {
  const BoxObject *box = R[B].object;
  STORE_COUNTED(box->value);
}

HANDLER(set_box_value) {
  set_box(m, R[A].object, R[B]);
  NEXT;
}

HANDLER(check_defined) {
  if (unlikely(R[A].tag == Undefined)) GIVE_BACK;
  NEXT;
}

HANDLER(clear) { STORE(((Slot){.tag = Undefined, .bits = 0})); }
