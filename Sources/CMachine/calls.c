// Calls of compiled methods with plain parameters, of known native functions and of constructors, and returns.

#include "tier.h"

/// Enters the frame of a plain method whose arguments stand at `f + 1`.
#define ENTER(f, e, skip) do { \
    Slot *base = (f) + 1; \
    Frame *next = m->frame + 1; \
    if (unlikely((void *)(base + (e)->registerCount) > m->initializedEnd || next == m->framesEnd || m->fuel <= 0)) GIVE_BACK; \
    m->fuel--; \
    m->frame->pc = pc + (skip); \
    for (Slot *r = base + C, *end = base + (e)->localCount; r < end; r++) { \
      Slot old = *r; \
      r->tag = Undefined; \
      if (unlikely(old.tag >= FirstObject)) release(m, old); \
    } \
    next->code = (e)->code; \
    next->base = base; \
    next->captured = (e)->captured; \
    next->constants = (e)->constants; \
    next->destination = (int32_t)A; \
    next->registerCount = (e)->registerCount; \
    m->frame = next; \
    R = base; \
    K = (e)->constants; \
    pc = (e)->instructions; \
    NEXT; \
  } while (0)

/// The wide operand of the word after an instruction.
#define DATA_WIDE ((int64_t)(int32_t)((uint32_t)pc->b | (uint32_t)pc->c << 16))

// Native functions that the tier knows; arguments that are objects are given up.
LOCAL(call_intrinsic) {
  const Entry *e = ((const FunctionObject *)R[B].object)->entry;
  if (e->intrinsic == IntrinsicTyped) {
    if (e->parameterCount != (int32_t)C || !machine_accepts(e, &R[B] + 1)) GIVE_BACK;
    ENTER(R + B, e, 0);
  }
  if (!machine_intrinsic(m, e, &R[B] + 1, (int)C, &R[A])) GIVE_BACK;
  NEXT;
}

LOCAL(call_global_intrinsic) {
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  const Entry *e = ((const FunctionObject *)global->object)->entry;
  if (e->intrinsic == IntrinsicTyped) {
    if (e->parameterCount != (int32_t)C || e->captureCount != 0 || !machine_accepts(e, &R[B] + 1)) GIVE_BACK;
    ENTER(R + B, e, 1);
  }
  if (!machine_intrinsic(m, e, &R[B] + 1, (int)C, &R[A])) GIVE_BACK;
  pc++;
  NEXT;
}

// Constructors of numbers and characters.
LOCAL(call_type) {
  Slot value;
  if (R[B].tag != TypeTag || C != 1 || !machine_convert(m, R[B], R[B + 1], &value)) GIVE_BACK;
  STORE(value);
}

LOCAL(call_global_type) {
  Slot value;
  Slot type = ((const Slot *)m->globals)[DATA_WIDE];
  if (type.tag != TypeTag || C != 1 || !machine_convert(m, type, R[B + 1], &value)) GIVE_BACK;
  pc++;
  STORE(value);
}

HANDLER(call_keywords) {
  if (R[B].tag != Function) GIVE_BACK;
  const Entry *e = ((const FunctionObject *)R[B].object)->entry;
  if (e->intrinsic != IntrinsicQuick || !machine_quick(m, e, &R[B] + 1, (int)C, &K[DATA_WIDE], &R[A])) GIVE_BACK;
  pc++;
  NEXT;
}

HANDLER(call) {
  Slot *f = R + B;
  if (unlikely(f->tag != Function)) GO_TO(call_type);
  const Entry *e = ((const FunctionObject *)f->object)->entry;
  if (likely(e->count == (int32_t)C)) ENTER(f, e, 0);
  if (e->intrinsic) GO_TO(call_intrinsic);
  GIVE_BACK;
}

HANDLER(call_global) {
  Slot *f = R + B;
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  if (unlikely(global->tag != Function)) GO_TO(call_global_type);
  const Entry *e = ((const FunctionObject *)global->object)->entry;
  // What a closure captured dies with it, so its value must be in a register.
  if (likely(e->count == (int32_t)C && e->captureCount == 0)) ENTER(f, e, 1);
  if (e->intrinsic) GO_TO(call_global_intrinsic);
  GIVE_BACK;
}

HANDLER(return_value) {
  Frame *frame = m->frame;
  Slot value = R[A];
  // The result moves out of its register.
  R[A].tag = Undefined;
  for (Slot *r = R, *end = R + frame->registerCount; r < end; r++) {
    if (unlikely(r->tag >= FirstObject)) {
      Slot old = *r;
      r->tag = Undefined;
      release(m, old);
    }
  }
  m->frame = frame - 1;
  if (unlikely(frame == m->entry)) {
    copy((Slot *)m->value, value);
    m->reason = ReasonReturned;
    return;
  }
  int32_t destination = frame->destination;
  frame--;
  R = frame->base;
  K = frame->constants;
  pc = frame->pc;
  Slot old = R[destination];
  copy(&R[destination], value);
  if (unlikely(old.tag >= FirstObject)) release(m, old);
  NEXT;
}
