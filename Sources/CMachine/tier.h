// What the instructions share: their shape, their operands, and how they store a result and go on.

#ifndef TIER_H
#define TIER_H

#include "values.h"

#if defined(__has_attribute) && __has_attribute(preserve_none) && (defined(__x86_64__) || defined(__aarch64__))
#define CONVENTION __attribute__((preserve_none))
#else
#define CONVENTION
#endif
#define MUSTTAIL __attribute__((musttail))

/// One instruction's work: the place after it, the registers, the constants, the machine, the table of all instructions, the
/// frame, and the float that the instruction before stored, if it stored one: from a register of the processor it comes several
/// times sooner than from memory that was just written.
typedef struct Table Table;
typedef CONVENTION void Handler(
  const Instruction *pc, Slot *R, const Slot *K, MachineState *m, const Table *T, Frame *F, double last);
struct Table { Handler *handlers[256]; };
#define SIGNATURE(name) \
  CONVENTION void tier_##name( \
      __attribute__((unused)) const Instruction *pc, __attribute__((unused)) Slot *R, \
      __attribute__((unused)) const Slot *K, MachineState *m, __attribute__((unused)) const Table *T, \
      __attribute__((unused)) Frame *F, __attribute__((unused)) double last)
#define HIDDEN __attribute__((visibility("hidden")))
#define HANDLER(name) HIDDEN SIGNATURE(name)
/// A part of instructions of one file that should not be merged into them.
#define LOCAL(name) static __attribute__((noinline)) SIGNATURE(name)

/// The instructions that the tier does: the opcode and the function.
#define HANDLERS(H) \
  H(Move, move) H(LoadConstant, load_constant) H(LoadInteger, load_integer) H(GetGlobal, get_global) \
  H(SetGlobal, set_global) H(GetCaptured, get_captured) H(GetCapturedBox, get_captured_box) \
  H(SetCapturedBox, set_captured_box) H(GetBox, get_box) H(SetBox, set_box_value) H(CheckDefined, check_defined) \
  H(Clear, clear) H(Add, add) H(Subtract, subtract) H(Multiply, multiply) H(Divide, divide) H(Power, power) \
  H(IntegerDivide, integer_divide) H(Remainder, remainder_) H(AddConstant, add_constant) \
  H(SubtractConstant, subtract_constant) H(MultiplyConstant, multiply_constant) \
  H(DivideConstant, divide_constant) H(PowerConstant, power_constant) H(ConstantSubtract, constant_subtract) \
  H(ConstantDivide, constant_divide) H(IntegerDivideConstant, integer_divide_constant) \
  H(RemainderConstant, remainder_constant) H(Equal, equal) H(NotEqual, not_equal) H(Less, less) \
  H(LessEqual, less_equal) H(Greater, greater) H(GreaterEqual, greater_equal) H(Negate, negate) H(Not, not_) \
  H(Jump, jump) H(Loop, loop) H(JumpIfTrue, jump_if_true) H(JumpIfFalse, jump_if_false) \
  H(JumpIfDefined, jump_if_defined) H(JumpUnlessLess, jump_unless_less) \
  H(JumpUnlessLessEqual, jump_unless_less_equal) H(JumpUnlessEqual, jump_unless_equal) \
  H(JumpIfEqual, jump_if_equal) H(JumpUnlessLessConstant, jump_unless_less_constant) \
  H(JumpUnlessLessEqualConstant, jump_unless_less_equal_constant) \
  H(JumpUnlessGreaterConstant, jump_unless_greater_constant) \
  H(JumpUnlessGreaterEqualConstant, jump_unless_greater_equal_constant) \
  H(JumpUnlessEqualConstant, jump_unless_equal_constant) H(JumpIfEqualConstant, jump_if_equal_constant) \
  H(IterateRange, iterate_range) H(Next, next) H(Repeat, repeat) H(Call, call) H(CallGlobal, call_global) \
  H(CallLocal, call_local) H(CallKeywords, call_keywords) \
  H(ReturnValue, return_value) H(GetIndex, get_index) H(GetIndex2, get_index2) H(SetIndex, set_index) \
  H(SetIndex2, set_index2) H(MakeString, make_string) H(GetField, get_field) H(SetField, set_field) \
  H(LastAdd, last_add) H(AddLast, add_last) H(LastSubtract, last_subtract) \
  H(SubtractLast, subtract_last) H(LastMultiply, last_multiply) H(MultiplyLast, multiply_last) \
  H(LastDivide, last_divide) H(DivideLast, divide_last) H(LastAddConstant, last_add_constant) \
  H(LastSubtractConstant, last_subtract_constant) H(LastMultiplyConstant, last_multiply_constant) \
  H(LastDivideConstant, last_divide_constant) \
  H(ConstantSubtractLast, constant_subtract_last) H(ConstantDivideLast, constant_divide_last) H(MultiplyThenAdd, multiply_then_add)

// Operands of the instruction, read where it stands: that is one load, and it waits for nothing. The operands that name
// slots count half slots (`machine_encoded`), which is the largest step that an address can take.
#define X (pc[-1].x)
#define C (pc[-1].c)
#define WIDE ((int64_t)(int32_t)((uint32_t)pc[-1].b | (uint32_t)pc[-1].c << 16))
#define OFFSET ((int64_t)(int16_t)pc[-1].c)
#define PLACE(slots, operand) ((Slot *)(void *)((uint64_t *)(void *)(slots) + (operand)))
#define CONSTANT(operand) ((const Slot *)(const void *)((const uint64_t *)(const void *)K + (operand)))
#define RA (*PLACE(R, pc[-1].a))
#define RB (*PLACE(R, pc[-1].b))
#define RC (*PLACE(R, pc[-1].c))
#define KB (*CONSTANT(pc[-1].b))
#define KC (*CONSTANT(pc[-1].c))
#define KWIDE (*CONSTANT(WIDE))

// Two operands: both from registers, or one from the constants.
#define OPERANDS_RR const Slot *b = &RB, *c = &RC
#define OPERANDS_RK const Slot *b = &RB, *c = &KC
#define OPERANDS_KR const Slot *b = &KB, *c = &RC

#define NEXT do { \
    uint8_t opcode = pc->opcode; \
    MUSTTAIL return T->handlers[opcode](pc + 1, R, K, m, T, F, last); \
  } while (0)
/// Goes on by `distance` where the condition holds. The two ways stay apart, so that the processor predicts the branch and
/// need not wait for the comparison to know which instruction comes next.
#define JUMP_WHERE(condition, distance) do { \
    if (condition) { \
      pc += (distance); \
      __asm__ volatile(""); \
      NEXT; \
    } \
    NEXT; \
  } while (0)
/// Goes on in another function.
#define GO_TO(name) MUSTTAIL return tier_##name(pc, R, K, m, T, F, last)
#define GIVE_BACK do { GO_TO(give_back); } while (0)

/// Stores a value whose object, if it has one, is counted already, in the register that operand a names, and goes on.
#define STORE(...) do { \
    Slot stored = (__VA_ARGS__); \
    if (unlikely(RA.tag >= FirstObject)) { \
      copy((Slot *)m->value, stored); \
      GO_TO(store_over_object); \
    } \
    copy(&RA, stored); \
    NEXT; \
  } while (0)
/// The same in any register.
#define STORE_AT(register, ...) do { \
    Slot stored = (__VA_ARGS__); \
    Slot *target = (register); \
    if (unlikely(target->tag >= FirstObject)) { \
      copy((Slot *)m->value, stored); \
      m->target = target; \
      GO_TO(store_at_target); \
    } \
    copy(target, stored); \
    NEXT; \
  } while (0)
#define STORE_COUNTED_AT(register, value) do { \
    Slot source = (value); \
    keep(F, source); \
    STORE_AT(register, source); \
  } while (0)
#define STORE_COUNTED(value) do { Slot source = (value); keep(F, source); STORE(source); } while (0)
#define STORE_REAL(value) do { last = (value); STORE((Slot){.tag = Float, .real = last}); } while (0)
#define STORE_INTEGER(value) STORE((Slot){.tag = Integer, .integer = (value)})
#define STORE_BOOLEAN(value) STORE((Slot){.tag = Boolean, .bits = (value) ? 1 : 0})

HIDDEN extern const Table machine_table;
HANDLER(give_back);
HANDLER(store_over_object);
HANDLER(store_at_target);
#define DECLARE(opcode, name) HANDLER(name);
HANDLERS(DECLARE)
#undef DECLARE

#endif
