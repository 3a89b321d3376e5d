// How the code that runs differs from what the compiler wrote: operands in half slots, instructions that know their neighbors.

#include "CMachine.h"

enum { SlotA = 1, SlotB = 2, SlotC = 4, SlotWide = 8 };

const uint8_t machine_places[256] = {
  [OpcodeMove] = SlotA | SlotB,
  [OpcodeLoadConstant] = SlotA | SlotWide,
  [OpcodeLoadInteger] = SlotA,
  [OpcodeGetGlobal] = SlotA | SlotWide,
  [OpcodeSetGlobal] = SlotA | SlotWide,
  [OpcodeGetCaptured] = SlotA,
  [OpcodeGetCapturedBox] = SlotA,
  [OpcodeSetCapturedBox] = SlotA,
  [OpcodeMakeBox] = SlotA,
  [OpcodeGetBox] = SlotA | SlotB,
  [OpcodeSetBox] = SlotA | SlotB,
  [OpcodeCheckDefined] = SlotA,
  [OpcodeClear] = SlotA,
  [OpcodeAdd ... OpcodeGreaterEqual] = SlotA | SlotB | SlotC,
  [OpcodeNegate] = SlotA | SlotB,
  [OpcodeNot] = SlotA | SlotB,
  [OpcodeJumpIfTrue ... OpcodeJumpIfDefined] = SlotA,
  [OpcodeJumpUnlessLess ... OpcodeJumpIfEqualConstant] = SlotA | SlotB,
  [OpcodeIterate ... OpcodeRepeat] = SlotA | SlotB,
  [OpcodeCall ... OpcodeCallKeywords] = SlotA | SlotB,
  [OpcodeCallSplat] = SlotA | SlotB | SlotC,
  [OpcodeCollectArguments ... OpcodeCollectKeywords] = SlotA | SlotB,
  [OpcodeReturnValue] = SlotA,
  [OpcodeMakeTuple ... OpcodeConcatenate] = SlotA | SlotB,
  [OpcodeConvertElements] = SlotA | SlotB | SlotC,
  [OpcodeMakeRange ... OpcodeMakeString] = SlotA | SlotB,
  [OpcodeMakeFunction ... OpcodeGlobalFunction] = SlotA,
  [OpcodeAddMethod] = SlotA | SlotB,
  [OpcodeMakeStructure] = SlotA | SlotB | SlotC,
  [OpcodeApplyType] = SlotA | SlotB,
  [OpcodeGetIndex ... OpcodeSetIndexMany] = SlotA | SlotB | SlotC,
  [OpcodeLastIndex ... OpcodeFirstIndex] = SlotA | SlotB,
  [OpcodeGetField ... OpcodeSetField] = SlotA | SlotB | SlotC,
  [OpcodeDestructure] = SlotA | SlotB,
  [OpcodeAdjoint] = SlotA | SlotB,
  [OpcodeConvert ... OpcodeAssertType] = SlotA | SlotB | SlotC,
  [OpcodeBroadcast ... OpcodeBroadcastInto] = SlotA | SlotB,
  [OpcodePushHandler] = SlotA,
  [OpcodeRethrow] = SlotA,
};

// What takes the float that the instruction before stored as operand b, and as operand c.
static const uint8_t taking_b[256] = {
  [OpcodeAdd] = OpcodeLastAdd,
  [OpcodeSubtract] = OpcodeLastSubtract,
  [OpcodeMultiply] = OpcodeLastMultiply,
  [OpcodeDivide] = OpcodeLastDivide,
  [OpcodeAddConstant] = OpcodeLastAddConstant,
  [OpcodeSubtractConstant] = OpcodeLastSubtractConstant,
  [OpcodeMultiplyConstant] = OpcodeLastMultiplyConstant,
  [OpcodeDivideConstant] = OpcodeLastDivideConstant,
};
static const uint8_t taking_c[256] = {
  [OpcodeAdd] = OpcodeAddLast,
  [OpcodeSubtract] = OpcodeSubtractLast,
  [OpcodeMultiply] = OpcodeMultiplyLast,
  [OpcodeDivide] = OpcodeDivideLast,
  [OpcodeConstantSubtract] = OpcodeConstantSubtractLast,
  [OpcodeConstantDivide] = OpcodeConstantDivideLast,
};

const uint8_t machine_plain[256] = {
  [OpcodeLastAdd] = OpcodeAdd,
  [OpcodeAddLast] = OpcodeAdd,
  [OpcodeLastSubtract] = OpcodeSubtract,
  [OpcodeSubtractLast] = OpcodeSubtract,
  [OpcodeLastMultiply] = OpcodeMultiply,
  [OpcodeMultiplyLast] = OpcodeMultiply,
  [OpcodeLastDivide] = OpcodeDivide,
  [OpcodeDivideLast] = OpcodeDivide,
  [OpcodeLastAddConstant] = OpcodeAddConstant,
  [OpcodeLastSubtractConstant] = OpcodeSubtractConstant,
  [OpcodeLastMultiplyConstant] = OpcodeMultiplyConstant,
  [OpcodeLastDivideConstant] = OpcodeDivideConstant,
  [OpcodeConstantSubtractLast] = OpcodeConstantSubtract,
  [OpcodeConstantDivideLast] = OpcodeConstantDivide,
  [OpcodeMultiplyThenAdd] = OpcodeMultiply,
};

/// Whether an instruction tells the next one the float that it stored in its first operand.
static int tells(Opcode opcode) {
  switch (opcode) {
  case OpcodeAdd ... OpcodeDivide:
  case OpcodeSubtractConstant ... OpcodePowerConstant:
  case OpcodeConstantSubtract ... OpcodeConstantDivide:
  case OpcodeNegate:
  case OpcodeGetIndex ... OpcodeGetIndex2:
  case OpcodeGetField: return 1;
  default: return 0;
  }
}

static Opcode plain(Instruction i) { return machine_plain[i.opcode] ? (Opcode)machine_plain[i.opcode] : i.opcode; }

void machine_specialize(Instruction *code, int64_t count, const uint8_t *targets) {
  for (int64_t i = 0; i + 1 < count; i++) {
    Opcode opcode = code[i].opcode;
    // The word after a field's instruction belongs to it.
    int64_t next = opcode == OpcodeGetField ? i + 2 : i + 1;
    if (next >= count || code[i].opcode == OpcodeData) continue;
    Instruction *after = &code[next];
    if (tells(plain(code[i])) && !targets[next]) {
      if (taking_b[after->opcode] && after->b == code[i].a) after->opcode = (Opcode)taking_b[after->opcode];
      else if (taking_c[after->opcode] && after->c == code[i].a) after->opcode = (Opcode)taking_c[after->opcode];
    }
    if (opcode == OpcodeMultiply && after->opcode == OpcodeAddLast) code[i].opcode = OpcodeMultiplyThenAdd;
  }
}
