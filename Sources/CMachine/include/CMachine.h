// The bytecode of the language, and the tier that runs its plain cases: numbers, jumps, calls, packed arrays.
//
// The tier is in C because a threaded interpreter needs guaranteed tail calls, which Swift does not have. It does only
// what it can do whole: where an instruction needs anything else (an object to be made, an error, a big integer, a method
// to be chosen), `machine_run` gives the instruction back to `Engine`, which can do all of them.

#ifndef CMACHINE_H
#define CMACHINE_H

#include <stdint.h>

/// What an instruction does. `R` are the registers of the call, `K` its constants, `G` the globals, `wide` the operands b and c
/// read as one signed number; offsets of jumps count from the instruction after.
typedef enum __attribute__((enum_extensibility(closed))) Opcode : uint8_t {
  // Moves
  OpcodeMove,             // R[a] = R[b]
  OpcodeLoadConstant,     // R[a] = K[wide]
  OpcodeLoadInteger,      // R[a] = wide
  OpcodeGetGlobal,        // R[a] = G[wide]
  OpcodeSetGlobal,        // G[wide] = R[a]
  OpcodeGetCaptured,      // R[a] = captured[b]
  OpcodeGetCapturedBox,   // R[a] = captured[b].value
  OpcodeSetCapturedBox,   // captured[b].value = R[a]
  OpcodeMakeBox,          // R[a] = Box(R[a])
  OpcodeGetBox,           // R[a] = R[b].value
  OpcodeSetBox,           // R[a].value = R[b]
  OpcodeCheckDefined,     // error unless R[a] is defined; its name is K[wide]
  OpcodeClear,            // R[a] = undefined

  // Arithmetic: R[a] = R[b] op R[c], and with a constant R[a] = R[b] op K[c]
  OpcodeAdd, OpcodeSubtract, OpcodeMultiply, OpcodeDivide, OpcodePower, OpcodeIntegerDivide, OpcodeRemainder,
  OpcodeSubtractConstant, OpcodeDivideConstant,
  OpcodeAddConstant, OpcodeMultiplyConstant,  // x = 1 where the constant stands on the left
  OpcodePowerConstant,    // a literal power: x^-1 of an integer is a float
  OpcodeConstantSubtract, OpcodeConstantDivide,  // R[a] = K[b] op R[c]
  OpcodeIntegerDivideConstant, OpcodeRemainderConstant,
  OpcodeEqual, OpcodeNotEqual, OpcodeLess, OpcodeLessEqual, OpcodeGreater, OpcodeGreaterEqual,
  OpcodeNegate,           // R[a] = -R[b]
  OpcodeNot,              // R[a] = !R[b]

  // Jumps
  OpcodeJump,             // pc += wide
  OpcodeLoop,             // pc += wide (backwards); counts steps
  OpcodeJumpIfTrue, OpcodeJumpIfFalse,  // on R[a], which must be Boolean; x = 1 in `if`, 2 in `&&`, `||`
  OpcodeJumpIfDefined,    // if R[a] is defined
  // On R[a] op R[b], pc += c; x = 1 where the operands were exchanged
  OpcodeJumpUnlessLess, OpcodeJumpUnlessLessEqual, OpcodeJumpUnlessEqual, OpcodeJumpIfEqual,
  // On R[a] op K[b], pc += c
  OpcodeJumpUnlessLessConstant, OpcodeJumpUnlessLessEqualConstant, OpcodeJumpUnlessGreaterConstant,
  OpcodeJumpUnlessGreaterEqualConstant, OpcodeJumpUnlessEqualConstant, OpcodeJumpIfEqualConstant,

  // Iteration: three registers from a hold the state
  OpcodeIterate,          // begin iterating R[b]
  OpcodeIterateRange,     // begin iterating R[b]:R[b+1], or R[b]:R[b+1]:R[b+2] when x = 1
  OpcodeNext,             // R[b] = next element, or pc += c at the end
  OpcodeRepeat,           // R[b] = next element and pc += c (backwards, counts steps), or go on at the end

  // Calls: the arguments follow the function in the registers
  OpcodeCall,             // R[a] = R[b](R[b+1] … R[b+c])
  OpcodeCallGlobal,       // R[a] = G[wide of data](R[b+1] … R[b+c])
  OpcodeCallLocal,        // R[a] = R[wide of data](R[b+1] … R[b+c])
  OpcodeCallKeywords,     // the same with keyword values after the c positional ones; data: names K[wide]
  OpcodeCallSplat,        // R[a] = R[b](R[c]...; R[c+1]...): a tuple, and a named tuple or nothing
  OpcodeCollectArguments, // R[a] = tuple of R[b] … R[b+c-1]; data: K[wide] tells which are splatted
  OpcodeCollectKeywords,  // R[a] = named tuple of R[b] … R[b+c-1]; data: names K[wide], nothing where splatted
  OpcodeReturnValue,      // return R[a]

  // Making values
  OpcodeMakeTuple,        // R[a] = (R[b], …) of c
  OpcodeMakeVector,       // R[a] = [R[b], …] of c
  OpcodeAppendVector,     // R[a] = [R[a]…, R[b] …] of c
  OpcodeConcatenate,      // R[a] = the c arrays from R[b] joined along dimension x
  OpcodeConvertElements,  // R[a] = R[b] as an array of element type R[c]
  OpcodeMakeRange,        // R[a] = R[b]:R[b+1], or R[b]:R[b+1]:R[b+2] when x = 1
  OpcodeMakeString,       // R[a] = the texts of c values from R[b]
  OpcodeMakeFunction,     // R[a] = a new function named K[wide]
  OpcodeGlobalFunction,   // R[a] = the function in G[wide], made there if a block has not defined it
  OpcodeAddMethod,        // give R[a] the method children[c], parameter types from R[b]
  OpcodeMakeStructure,    // R[a] = the type K[c] describes; supertype and field types from R[b]
  OpcodeApplyType,        // R[a] = R[b]{R[b+1], …} of c

  // Parts
  OpcodeGetIndex,         // R[a] = R[b][R[c]]
  OpcodeGetIndex2,        // R[a] = R[b][R[c], R[x]]
  OpcodeGetIndexMany,     // R[a] = R[b][R[c] …] with x indices
  OpcodeSetIndex,         // R[a][R[b]] = R[c]
  OpcodeSetIndex2,        // R[a][R[b], R[x]] = R[c]
  OpcodeSetIndexMany,     // R[a][R[b] …] = R[c] with x indices
  OpcodeLastIndex,        // R[a] = the last index of R[b] in position x of c
  OpcodeFirstIndex,       // R[a] = the first index of R[b] in position x of c
  OpcodeGetField,         // R[a] = R[b].K[c]; data: where the field was found last
  OpcodeSetField,         // R[a].K[b] = R[c]; data: where the field was found last
  OpcodeDestructure,      // R[a] … = the first c elements of R[b]; x - 1 is the place of a `...`, 0 for none
  OpcodeAdjoint,          // R[a] = R[b]'
  OpcodeConvert,          // R[a] = convert(R[c], R[b])
  OpcodeAssertType,       // error unless R[b] is of type R[c]
  OpcodeBroadcast,        // R[a] = children[c] for every element of R[b] …; data: the number of arguments
  OpcodeBroadcastInto,    // R[a] .= children[c] for every element of R[b] …; data: the number of arguments

  // Errors
  OpcodePushHandler,      // on an error: R[a] = exception, pc += wide
  OpcodePopHandler,
  OpcodeRethrow,          // throw R[a] again
  OpcodeMissingKeyword,   // error: keyword K[wide] was not given
  OpcodeData,             // operands of the instruction before

  // What `machine_specialize` puts in place of others: operand b, or c, is the float that the instruction before stored
  OpcodeLastAdd, OpcodeLastSubtract, OpcodeLastMultiply, OpcodeLastDivide, OpcodeAddLast, OpcodeSubtractLast,
  OpcodeMultiplyLast, OpcodeDivideLast, OpcodeLastAddConstant, OpcodeLastSubtractConstant, OpcodeLastMultiplyConstant,
  OpcodeLastDivideConstant, OpcodeConstantSubtractLast, OpcodeConstantDivideLast,
  OpcodeMultiplyThenAdd,  // does the addition of the product that comes next too
} Opcode;

/// One instruction: 8 bytes. In the code that the machine runs, operands that name registers, constants or globals count
/// half slots, so that the fast tier reaches a slot without a shift.
typedef struct Instruction {
  Opcode opcode;
  uint8_t x;
  uint16_t a, b, c;
} Instruction;

/// The operands that name slots (bit 0 a, 1 b, 2 c, 3 the wide one), by opcode.
extern const uint8_t machine_places[256];

/// The opcode that `machine_specialize` replaced by this one; 0 for those that are as the compiler wrote them.
extern const uint8_t machine_plain[256];

/// Replaces instructions by faster ones for what stands before and after them; `targets` marks where jumps go.
void machine_specialize(Instruction *code, int64_t count, const uint8_t *targets);

/// The instruction with those operands in half slots; they must be below 2^15, and the wide one below 2^30.
static inline Instruction machine_encoded(Instruction i) {
  uint8_t places = machine_places[i.opcode];
  i.a = (uint16_t)(i.a << (places & 1));
  if (places & 8) {
    uint32_t wide = ((uint32_t)i.b | (uint32_t)i.c << 16) << 1;
    i.b = (uint16_t)wide;
    i.c = (uint16_t)(wide >> 16);
  } else {
    i.b = (uint16_t)(i.b << (places >> 1 & 1));
    i.c = (uint16_t)(i.c << (places >> 2 & 1));
  }
  return i;
}

/// The instruction as the compiler wrote it.
static inline Instruction machine_decoded(Instruction i) {
  if (machine_plain[i.opcode]) i.opcode = (Opcode)machine_plain[i.opcode];
  uint8_t places = machine_places[i.opcode];
  i.a = (uint16_t)(i.a >> (places & 1));
  if (places & 8) {
    uint32_t wide = ((uint32_t)i.b | (uint32_t)i.c << 16) >> 1;
    i.b = (uint16_t)wide;
    i.c = (uint16_t)(wide >> 16);
  } else {
    i.b = (uint16_t)(i.b >> (places >> 1 & 1));
    i.c = (uint16_t)(i.c >> (places >> 2 & 1));
  }
  return i;
}

/// A call in progress. Registers and constants are `Value`s of `Engine`.
typedef struct Frame {
  /// The `Code`, not counted.
  const void *code;
  void *base;
  const void *captured;
  const void *constants;
  /// Where to go on in this frame.
  const Instruction *pc;
  /// The register of the caller that receives the result.
  int32_t destination;
  int32_t registerCount;
  /// Whether a register may hold an object: where none does, there is nothing to give up on return.
  int64_t holdsObjects;
} Frame;

/// A native function that does plain calls at once: the machine, the arguments, their number, the names of the keyword values
/// after them (null without), where the result goes. It gives 0, with nothing changed, for a call that it leaves to `Engine`;
/// otherwise the result is counted, nothing is left in the pool, and keyword values were not objects.
typedef int32_t (*QuickFunction)(void *machine, void *arguments, int32_t count, const void *names, void *result);

/// What a typed parameter takes: all values of the tags whose bits are set, and objects of a `struct` that a block defined.
typedef struct Parameter {
  uint64_t tags;
  const void *type;
} Parameter;

/// How a function is called without looking further: its only method, with plain parameters, or a native function that the
/// tier knows.
typedef struct Entry {
  /// Positional arguments; -1 when there is no method without types.
  int32_t count;
  /// The same for calls of the global that holds it; -1 for closures.
  int32_t globalCount;
  /// Which native function this is: an `Intrinsic`, 0 for none.
  int32_t intrinsic;
  const void *code;
  const Instruction *instructions;
  const void *constants;
  const void *captured;
  int32_t captureCount;
  int32_t localCount;
  int32_t registerCount;
  /// From the slot before the arguments to the end of the registers, in bytes.
  int64_t extent;
  /// The `NativeFunction` of `IntrinsicReal`, not counted.
  const void *native;
  /// What does the calls of `IntrinsicQuick`.
  QuickFunction quick;
  /// Positional arguments of `IntrinsicTyped`, and what they may be.
  int32_t parameterCount;
  const Parameter *parameters;
} Entry;

/// Native functions of numbers that the tier does itself where their arguments are plain; 0 is none of them.
typedef enum __attribute__((enum_extensibility(closed))) Intrinsic : int32_t {
  IntrinsicNone,
  /// A function of one float that cannot fail, called through the machine's `callReal`.
  IntrinsicReal,
  IntrinsicSqrt, IntrinsicExp, IntrinsicLog, IntrinsicSin, IntrinsicCos, IntrinsicTanh,
  IntrinsicAbs, IntrinsicAbs2, IntrinsicFloor, IntrinsicCeil, IntrinsicFloat, IntrinsicIsOdd, IntrinsicIsEven,
  IntrinsicLength, IntrinsicRealPart, IntrinsicImaginaryPart, IntrinsicComplex,
  IntrinsicMin, IntrinsicMax, IntrinsicMod, IntrinsicRand, IntrinsicRandn,
  /// A function with a `QuickFunction`.
  IntrinsicQuick,
  /// A block's function whose only method has types.
  IntrinsicTyped,
} Intrinsic;

/// Types whose constructors the tier calls itself with plain arguments.
typedef enum __attribute__((enum_extensibility(closed))) Conversion : int32_t {
  ConversionNone, ConversionInteger, ConversionFloat, ConversionCharacter, ConversionBoolean,
} Conversion;

/// The machine's own registers, which both tiers share.
typedef struct MachineState {
  /// The frame that runs; `frames` is one before the first.
  Frame *frame, *frames, *framesEnd;
  /// Below this slots hold values; those above were never touched.
  void *initializedEnd;
  void *globals;
  /// Steps left before the budget is asked again.
  int64_t fuel;
  /// A value on its way: what the outermost frame of a run returned, counted for whoever takes it.
  uint64_t value[2];
  /// The register where it goes, while the tier stores it over an object.
  void *target;
  /// Frees an object whose count of references came to zero.
  void (*free)(void *heap, void *object);
  void *heap;
  /// The value of a native function of one float.
  double (*callReal)(const void *native, double x);
  /// The next random number, uniform on [0, 1) or normal, of the `Machine` (not counted).
  double (*uniform)(const void *machine);
  double (*normal)(const void *machine);
  void *machine;
  /// Makes a string of UTF-8, whose reference is counted for the caller; gives 0 where it cannot.
  int32_t (*makeText)(void *machine, const uint8_t *bytes, int64_t count, void *result);
  /// Whether a block gave a constructor to a type of the library.
  int32_t hasConstructors;
  /// Complex numbers of floats that nothing refers to any more, linked by their real parts, to be used again.
  void *spare;
  int32_t spareCount;
  /// The number of the statement that runs, and the `Code`s that it entered, linked, each once.
  int32_t statement;
  void *entered;
  /// The number of the running cell, and by the numbers of cells which one changed their objects last.
  int32_t cell;
  int32_t *changed;
  /// The frame whose return ends the run, and why the run ended.
  const Frame *entry;
  int32_t reason;
} MachineState;

/// Why `machine_run` came back.
typedef enum __attribute__((enum_extensibility(closed))) Reason : int32_t {
  /// The instruction at the frame's `pc` has to be done by `Engine`.
  ReasonInstruction,
  /// The frame `entry` returned.
  ReasonReturned,
} Reason;

/// Runs the innermost frame of the machine, and what it calls, until the frame `entry` returns or there is something that
/// the tier cannot do.
Reason machine_run(MachineState *machine, const Frame *entry);

#endif
