// Calls of compiled methods with plain parameters, of known native functions and of constructors, and returns.

#include "tier.h"

/// Checks that there is room for a method's frame, and steps for the call.
#define CHECK_ROOM(f, e) do { \
    if (unlikely((char *)(f) + (e)->extent > (char *)m->initializedEnd || F + 1 == m->framesEnd)) GIVE_BACK; \
    if (unlikely(--m->fuel < 0)) GO_TO(out_of_fuel); \
  } while (0)

/// Pushes the frame of a plain method on the arguments at `first`; the caller goes on `skip` words after the call.
#define PUSH(e, first, objects, skip) do { \
    F->pc = pc + (skip); \
    F++; \
    F->code = (e)->code; \
    note_entry(m, (Code *)(uintptr_t)(e)->code); \
    F->base = (first); \
    F->captured = (e)->captured; \
    F->constants = K = (e)->constants; \
    F->destination = pc[-1].a; \
    F->registerCount = (e)->registerCount; \
    F->holdsObjects = (objects); \
    m->frame = F; \
    R = (first); \
    pc = (e)->instructions; \
  } while (0)

/// Enters the frame of a plain method whose arguments stand at `f + 1`. Where the caller holds no object, neither do the
/// arguments and what lies above them.
#define ENTER(f, e, skip, holding) do { \
    if (unlikely(F->holdsObjects)) GO_TO(holding); \
    CHECK_ROOM(f, e); \
    Slot *local = (f) + 1 + C, *end = (f) + 1 + (e)->localCount; \
    PUSH(e, (f) + 1, 0, skip); \
    while (local < end) (local++)->tag = Undefined; \
    NEXT; \
  } while (0)

/// The same where the caller may hold objects.
#define ENTER_HOLDING(f, e, skip) do { \
    CHECK_ROOM(f, e); \
    Slot *local = (f) + 1 + C, *end = (f) + 1 + (e)->localCount; \
    int64_t objects = 0; \
    for (const Slot *r = (f) + 1; r < local; r++) objects |= r->tag >= FirstObject; \
    PUSH(e, (f) + 1, objects, skip); \
    for (; local < end; local++) { \
      Slot old = *local; \
      local->tag = Undefined; \
      if (unlikely(old.tag >= FirstObject)) release(m, old); \
    } \
    NEXT; \
  } while (0)

LOCAL(out_of_fuel) {
  m->fuel++;
  GIVE_BACK;
}

/// The wide operand of the word after an instruction.
#define DATA_WIDE ((int64_t)(int32_t)((uint32_t)pc->b | (uint32_t)pc->c << 16))

// Native functions that the tier knows; arguments that are objects are given up.
LOCAL(call_intrinsic) {
  const Entry *e = &((const FunctionObject *)RB.object)->entry;
  if (!e->intrinsic) GIVE_BACK;
  if (e->intrinsic == IntrinsicTyped) {
    if (e->parameterCount != (int32_t)C || !machine_accepts(e, &RB + 1)) GIVE_BACK;
    ENTER_HOLDING(&RB, e, 0);
  }
  if (!machine_intrinsic(m, e, &RB + 1, (int)C, &RA)) GIVE_BACK;
  NEXT;
}

LOCAL(call_global_intrinsic);

/// The commonest functions of one float.
LOCAL(call_global_real) {
  const Entry *e = &((const FunctionObject *)((const Slot *)m->globals)[DATA_WIDE].object)->entry;
  Slot *result = &RA;
  double x = (&RB)[1].real;
  switch ((Intrinsic)e->intrinsic) {
  case IntrinsicSqrt:
    if (!(x >= 0)) GO_TO(call_global_intrinsic);
    x = __builtin_elementwise_sqrt(x);
    break;
  case IntrinsicAbs: x = __builtin_fabs(x); break;
  case IntrinsicAbs2: x = x * x; break;
  case IntrinsicFloat: break;
  default: GO_TO(call_global_intrinsic);
  }
  pc++;
  last = x;
  STORE_AT(result, (Slot){.tag = Float, .real = x});
}

LOCAL(call_global_intrinsic) {
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  const Entry *e = &((const FunctionObject *)global->object)->entry;
  if (!e->intrinsic) GIVE_BACK;
  if (e->intrinsic == IntrinsicTyped) {
    if (e->parameterCount != (int32_t)C || e->captureCount != 0 || !machine_accepts(e, &RB + 1)) GIVE_BACK;
    ENTER_HOLDING(&RB, e, 1);
  }
  if (!machine_intrinsic(m, e, &RB + 1, (int)C, &RA)) GIVE_BACK;
  pc++;
  NEXT;
}

/// The function that a call takes from a variable.
#define LOCAL_ENTRY (&((const FunctionObject *)R[DATA_WIDE].object)->entry)

LOCAL(call_local_intrinsic) {
  const Entry *e = LOCAL_ENTRY;
  if (!e->intrinsic) GIVE_BACK;
  if (e->intrinsic == IntrinsicTyped) {
    if (e->parameterCount != (int32_t)C || !machine_accepts(e, &RB + 1)) GIVE_BACK;
    ENTER_HOLDING(&RB, e, 1);
  }
  if (!machine_intrinsic(m, e, &RB + 1, (int)C, &RA)) GIVE_BACK;
  pc++;
  NEXT;
}

// Constructors of numbers and characters.
LOCAL(call_type) {
  Slot value;
  if (RB.tag != TypeTag || C != 1 || !machine_convert(m, RB, (&RB)[1], &value)) GIVE_BACK;
  STORE(value);
}

LOCAL(call_global_conversion) {
  Slot value;
  Slot type = ((const Slot *)m->globals)[DATA_WIDE];
  if (type.tag != TypeTag || C != 1 || !machine_convert(m, type, (&RB)[1], &value)) GIVE_BACK;
  Slot *result = &RA;
  pc++;
  STORE_AT(result, value);
}

LOCAL(call_global_type) {
  const Slot *type = (const Slot *)m->globals + DATA_WIDE, *x = &RB + 1;
  // The number of a character, without a call.
  if (unlikely(type->tag != TypeTag || C != 1 || x->tag != Character)) GO_TO(call_global_conversion);
  if (m->hasConstructors || ((const TypeObject *)type->object)->conversion != ConversionInteger) {
    GO_TO(call_global_conversion);
  }
  Slot *result = &RA;
  int64_t code = x->integer;
  pc++;
  STORE_AT(result, (Slot){.tag = Integer, .integer = code});
}

HANDLER(call_keywords) {
  if (RB.tag != Function) GIVE_BACK;
  const Entry *e = &((const FunctionObject *)RB.object)->entry;
  if (e->intrinsic != IntrinsicQuick || !machine_quick(m, e, &RB + 1, (int)C, &K[DATA_WIDE], &RA)) GIVE_BACK;
  pc++;
  NEXT;
}

LOCAL(call_holding) {
  const Entry *e = &((const FunctionObject *)RB.object)->entry;
  ENTER_HOLDING(&RB, e, 0);
}

LOCAL(call_global_holding) {
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  const Entry *e = &((const FunctionObject *)global->object)->entry;
  ENTER_HOLDING(&RB, e, 1);
}

HANDLER(call) {
  Slot *f = &RB;
  if (unlikely(f->tag != Function)) GO_TO(call_type);
  const Entry *e = &((const FunctionObject *)f->object)->entry;
  if (unlikely(e->count != (int32_t)C)) GO_TO(call_intrinsic);
  ENTER(f, e, 0, call_holding);
}

HANDLER(call_global) {
  Slot *f = &RB;
  const Slot *global = (const Slot *)m->globals + DATA_WIDE;
  if (unlikely(global->tag != Function)) GO_TO(call_global_type);
  const Entry *e = &((const FunctionObject *)global->object)->entry;
  // What a closure captured dies with it, so its value must be in a register.
  if (unlikely(e->globalCount != (int32_t)C)) {
    if (C == 1 && f[1].tag == Float) GO_TO(call_global_real);
    GO_TO(call_global_intrinsic);
  }
  ENTER(f, e, 1, call_global_holding);
}

// The variable's register holds the function during the call.
HANDLER(call_local) {
  if (unlikely(R[DATA_WIDE].tag != Function)) GIVE_BACK;
  const Entry *e = LOCAL_ENTRY;
  if (unlikely(e->count != (int32_t)C)) GO_TO(call_local_intrinsic);
  ENTER_HOLDING(&RB, e, 1);
}

/// Gives up the objects that the frame holds, and returns.
LOCAL(return_releasing) {
  // The result moves out of its register.
  Slot value = RA;
  RA.tag = Undefined;
  Slot *result = &RA;
  for (Slot *r = R, *end = R + F->registerCount; r < end; r++) {
    if (r->tag < FirstObject) continue;
    Slot old = *r;
    r->tag = Undefined;
    release(m, old);
  }
  copy(result, value);
  F->holdsObjects = 0;
  GO_TO(return_value);
}

HANDLER(return_value) {
  const Slot *value = &RA;
  if (unlikely(F->holdsObjects)) GO_TO(return_releasing);
  Frame *frame = F--;
  m->frame = F;
  if (unlikely(frame == m->entry)) {
    copy((Slot *)m->value, *value);
    RA.tag = Undefined;
    m->reason = ReasonReturned;
    return;
  }
  Slot *result = PLACE(F->base, frame->destination);
  Slot moved = *value;
  if (unlikely(moved.tag >= FirstObject)) {
    RA.tag = Undefined;
    F->holdsObjects = 1;
  }
  R = F->base;
  K = F->constants;
  pc = F->pc;
  STORE_AT(result, moved);
}
