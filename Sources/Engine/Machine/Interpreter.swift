// The general tier of the interpreter: it can do every instruction, and does those that the fast tier (`CMachine`) gives back.

internal import CMachine
import Syntax

extension Machine {
  /// Runs the innermost frame until it returns; the result is counted for the caller.
  func interpret() throws -> Value {
    let entry = frameCount
    let bottom = UnsafePointer(frame)
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Machine.nestingLimit {
      while frameCount >= entry { leave() }
      throw RuntimeError.stackOverflow
    }
    while true {
      let mark = heap.mark
      do {
        while true {
          switch machine_run(state, bottom) {
          case .returned:
            top = frameCount == 0 ? stack : frame.pointee.registers + Int(frame.pointee.registerCount)
            return Value(tag: Tag(rawValue: UInt8(truncatingIfNeeded: state.pointee.value.0)) ?? .undefined, bits: state.pointee.value.1)
          case .instruction:
            top = frame.pointee.registers + Int(frame.pointee.registerCount)
            try step()
          }
        }
      } catch {
        let failure = try unwind(error, entry: entry)
        let handler = handlers.removeLast()
        let exception = exceptionValue(failure)
        note(caught: exception)
        frame.pointee.holdsObjects = 1
        set(frame.pointee.registers + handler.register, exception)
        frame.pointee.pc = handler.pc
        heap.drain(to: mark)
      }
    }
  }

  /// Removes frames down to the one that handles the error, or all down to `entry` and throws on.
  private func unwind(_ error: any Error, entry: Int) throws -> RuntimeError {
    var failure = runtimeError(error)
    // A value that a block threw stays alive while the frames that hold it go.
    if let thrown = failure.thrown {
      heap.retain(thrown)
      _ = heap.pooled(thrown)
    }
    for field in failure.fields {
      heap.retain(field.value)
      _ = heap.pooled(field.value)
    }
    while frameCount >= entry {
      if failure.trace.count < 100 {
        let (function, unit, span) = frame.pointee.place
        failure.trace.append(.init(function: function, unit: unit, span: span))
      }
      if let handler = handlers.last, handler.frame == frameCount {
        if !failure.isLimit {
          top = frame.pointee.registers + Int(frame.pointee.registerCount)
          return failure
        }
        handlers.removeLast()
        continue
      }
      leave()
    }
    throw failure
  }

  /// Counts steps and stops a run that goes on too long.
  @inline(__always)
  public func countStep(_ count: Int) throws {
    fuel -= count
    if fuel < 0 { try refuel() }
  }

  /// Counts the steps of an operation that nothing can stop, from an estimate of them, before it begins.
  public func countCost(_ steps: Double) throws {
    try countStep(Int(max(0, min(1e17, steps.isNaN ? 1e17 : steps))))
  }

  /// Counts an operation on exact numbers of so many bits together, of which nothing can stop the arithmetic: long ones take
  /// time, and memory for what comes out.
  public func countLong(bits: Int, stepsPerBit: Int) throws {
    guard bits > 4096 else { return }
    try countStep(bits / 16 + bits * stepsPerBit)
    try heap.reserve(bytes: bits / 8)
  }

  /// Takes steps from the budget, and looks at the clock while it does.
  @inline(never)
  private func refuel() throws {
    if fuel + reserve < 0 {
      // What goes on although nothing is left, because it makes do without a value, is stopped again.
      (fuel, reserve) = (0, -1)
      throw RuntimeError.stepLimit(cellSteps ?? limits.steps, isOfCell: cellSteps != nil)
    }
    if heap.poolByteCount > heap.byteLimit - heap.byteCount {
      (fuel, reserve) = (0, fuel + reserve)
      throw heap.memoryLimit(requested: heap.byteCount + heap.poolByteCount)
    }
    if let deadline, ContinuousClock.now > deadline { throw RuntimeError.timeLimit(seconds: limits.seconds) }
    if let interruption, interruption.pointee != 0 { throw RuntimeError.interrupted }
    let portion = min(fuel + reserve, interruption == nil ? Machine.portion : Machine.portion / 100)
    reserve -= portion - fuel
    fuel = portion
  }

  /// Does the instruction at the counter of the innermost frame.
  private func step() throws {
    let frame = frame
    let pc = frame.pointee.pc.unsafelyUnwrapped
    let i = machine_decoded(pc.pointee)
    frame.pointee.holdsObjects = 1
    // An error is placed by the counter, and so is what the instruction calls.
    frame.pointee.pc = pc + 1
    let R = frame.pointee.registers
    let K = frame.pointee.constants.assumingMemoryBound(to: Value.self)
    let G = globals.slots
    let a = R + Int(i.a)

    switch i.opcode {
    // The fast tier does these whole.
    case .move, .loadConstant, .loadInteger, .clear, .getCaptured, .getCapturedBox, .setCapturedBox, .getBox, .setBox,
      .jump, .jumpIfDefined, .returnValue, .data:
      break
    // Decoded, these are what they stand for.
    case .lastAdd, .lastSubtract, .lastMultiply, .lastDivide, .addLast, .subtractLast, .multiplyLast, .divideLast,
      .lastAddConstant, .lastSubtractConstant, .lastMultiplyConstant, .lastDivideConstant, .constantSubtractLast,
      .constantDivideLast, .multiplyThenAdd:
      break

    // MARK: Moves
    case .getGlobal: throw undefinedName(globals.names[i.wide])
    case .setGlobal:
      let old = G[i.wide]
      heap.retain(a.pointee)
      G[i.wide] = a.pointee
      globals.retire(old)
    case .makeBox:
      let mark = heap.mark
      set(a, heap.adopt(BoxObject(a.pointee, heap: heap)))
      heap.drain(to: mark)
    case .checkDefined: throw undefinedLocal(K[i.wide].string ?? "")

    // MARK: Arithmetic
    case .add: try store(a) { try self.arithmetic(.add, R[Int(i.b)], R[Int(i.c)]) }
    case .subtract: try store(a) { try self.arithmetic(.subtract, R[Int(i.b)], R[Int(i.c)]) }
    case .multiply: try store(a) { try self.arithmetic(.multiply, R[Int(i.b)], R[Int(i.c)]) }
    case .divide: try store(a) { try self.arithmetic(.divide, R[Int(i.b)], R[Int(i.c)]) }
    case .power: try store(a) { try self.arithmetic(.power, R[Int(i.b)], R[Int(i.c)]) }
    case .integerDivide: try store(a) { try self.arithmetic(.integerDivide, R[Int(i.b)], R[Int(i.c)]) }
    case .remainder: try store(a) { try self.arithmetic(.remainder, R[Int(i.b)], R[Int(i.c)]) }
    case .addConstant, .multiplyConstant:
      // x = 1 where the constant stands on the left.
      let operation: ArithmeticOperation = i.opcode == .addConstant ? .add : .multiply
      let constant = K[Int(i.c)]
      try store(a) {
        try i.x == 1 ? self.arithmetic(operation, constant, R[Int(i.b)]) : self.arithmetic(operation, R[Int(i.b)], constant)
      }
    case .subtractConstant: try store(a) { try self.arithmetic(.subtract, R[Int(i.b)], K[Int(i.c)]) }
    case .divideConstant: try store(a) { try self.arithmetic(.divide, R[Int(i.b)], K[Int(i.c)]) }
    case .powerConstant: try store(a) { try self.literalPower(R[Int(i.b)], K[Int(i.c)]) }
    case .constantSubtract: try store(a) { try self.arithmetic(.subtract, K[Int(i.b)], R[Int(i.c)]) }
    case .constantDivide: try store(a) { try self.arithmetic(.divide, K[Int(i.b)], R[Int(i.c)]) }
    case .integerDivideConstant: try store(a) { try self.arithmetic(.integerDivide, R[Int(i.b)], K[Int(i.c)]) }
    case .remainderConstant: try store(a) { try self.arithmetic(.remainder, R[Int(i.b)], K[Int(i.c)]) }
    case .equal: try store(a) { try self.compare(.equal, R[Int(i.b)], R[Int(i.c)]) }
    case .notEqual: try store(a) { try self.compare(.notEqual, R[Int(i.b)], R[Int(i.c)]) }
    case .less: try store(a) { try self.compare(.less, R[Int(i.b)], R[Int(i.c)]) }
    case .lessEqual: try store(a) { try self.compare(.lessEqual, R[Int(i.b)], R[Int(i.c)]) }
    case .greater: try store(a) { try self.compare(.greater, R[Int(i.b)], R[Int(i.c)]) }
    case .greaterEqual: try store(a) { try self.compare(.greaterEqual, R[Int(i.b)], R[Int(i.c)]) }
    case .negate: try store(a) { try self.negate(R[Int(i.b)]) }
    case .not: try store(a) { try self.not(R[Int(i.b)]) }

    // MARK: Jumps
    case .loop:
      try countStep(-i.wide)
      frame.pointee.pc += i.wide
    case .jumpIfTrue, .jumpIfFalse: throw nonBoolean(a.pointee, context: i.x)
    case .jumpUnlessLess:
      let isTrue = try i.x == 1 ? condition(.greater, R[Int(i.b)], a.pointee) : condition(.less, a.pointee, R[Int(i.b)])
      if !isTrue { frame.pointee.pc += i.offset }
    case .jumpUnlessLessEqual:
      let isTrue =
        try i.x == 1 ? condition(.greaterEqual, R[Int(i.b)], a.pointee) : condition(.lessEqual, a.pointee, R[Int(i.b)])
      if !isTrue { frame.pointee.pc += i.offset }
    case .jumpUnlessEqual: if try !condition(.equal, a.pointee, R[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpIfEqual: if try !condition(.notEqual, a.pointee, R[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpUnlessLessConstant: if try !condition(.less, a.pointee, K[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpUnlessLessEqualConstant:
      if try !condition(.lessEqual, a.pointee, K[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpUnlessGreaterConstant: if try !condition(.greater, a.pointee, K[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpUnlessGreaterEqualConstant:
      if try !condition(.greaterEqual, a.pointee, K[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpUnlessEqualConstant: if try !condition(.equal, a.pointee, K[Int(i.b)]) { frame.pointee.pc += i.offset }
    case .jumpIfEqualConstant: if try !condition(.notEqual, a.pointee, K[Int(i.b)]) { frame.pointee.pc += i.offset }

    // MARK: Iteration
    case .iterate:
      let mark = heap.mark
      try beginIteration(R[Int(i.b)], a)
      heap.drain(to: mark)
    case .iterateRange:
      let mark = heap.mark
      let first = R + Int(i.b)
      try beginIteration(try makeRange(first[0], step: i.x == 1 ? first[1] : nil, first[1 + Int(i.x)]), a)
      heap.drain(to: mark)
    case .next: if try !advance(a, into: R + Int(i.b)) { frame.pointee.pc += i.offset }
    case .repeat:
      try countStep(-i.offset)
      if try advance(a, into: R + Int(i.b)) { frame.pointee.pc += i.offset }

    // MARK: Calls
    case .call: try call(R + Int(i.b), count: Int(i.c), into: a)
    case .callGlobal:
      let callee = G[pc[1].wide]
      if callee.isUndefined { throw undefinedName(globals.names[pc[1].wide]) }
      frame.pointee.pc = pc + 2
      set(R + Int(i.b), callee)
      try call(R + Int(i.b), count: Int(i.c), into: a)
    case .callLocal:
      frame.pointee.pc = pc + 2
      set(R + Int(i.b), R[pc[1].wide])
      try call(R + Int(i.b), count: Int(i.c), into: a)
    case .callKeywords:
      frame.pointee.pc = pc + 2
      let names = K[pc[1].wide].tuple?.elements.compactMap(\.symbol) ?? []
      _ = try enterCall(R + Int(i.b), count: Int(i.c), names: names, destination: Int(i.a))
    case .callSplat:
      let arguments = R[Int(i.c)].tuple?.elements ?? []
      let keywords = R[Int(i.c) + 1].tuple
      try store(a) {
        try self.call(R[Int(i.b)], arguments, names: keywords?.names ?? [], values: keywords?.elements ?? [])
      }
    case .collectArguments:
      frame.pointee.pc = pc + 2
      try store(a) { try self.collectArguments(R + Int(i.b), K[pc[1].wide].tuple?.elements ?? []) }
    case .collectKeywords:
      frame.pointee.pc = pc + 2
      try store(a) { try self.collectKeywords(R + Int(i.b), K[pc[1].wide].tuple?.elements ?? []) }

    // MARK: Making values
    case .makeTuple: try store(a) { self.heap.tuple(self.values(R + Int(i.b), Int(i.c))) }
    case .makeVector: try store(a) { try self.makeVector(UnsafeBufferPointer(start: R + Int(i.b), count: Int(i.c))) }
    case .appendVector:
      try store(a) { try self.append(a.pointee, UnsafeBufferPointer(start: R + Int(i.b), count: Int(i.c))) }
    case .concatenate: try store(a) { try self.concatenate(self.values(R + Int(i.b), Int(i.c)), dimension: Int(i.x)) }
    case .convertElements: try store(a) { try self.convertElements(of: R[Int(i.b)], to: R[Int(i.c)]) }
    case .makeRange:
      let first = R + Int(i.b)
      try store(a) { try self.makeRange(first[0], step: i.x == 1 ? first[1] : nil, first[i.x == 1 ? 2 : 1]) }
    case .makeString: try store(a) { try self.makeString(UnsafeBufferPointer(start: R + Int(i.b), count: Int(i.c))) }
    case .makeFunction: try store(a) { self.heap.adopt(FunctionObject(name: K[i.wide].string ?? "")) }
    case .globalFunction: try store(a) { try self.globalFunction(i.wide, extends: i.x == 1) }
    case .addMethod:
      try addMethod(
        to: a.pointee, code: frame.pointee.unmanagedCode._withUnsafeGuaranteedRef { $0.children[Int(i.c)] },
        types: R + Int(i.b), registers: R, captured: frame.pointee.captured?.assumingMemoryBound(to: Value.self))
    case .makeStructure: try store(a) { try self.makeStructure(K[Int(i.c)], R + Int(i.b)) }
    case .applyType: try store(a) { try self.applyType(R[Int(i.b)], self.values(R + Int(i.b) + 1, Int(i.c))) }

    // MARK: Parts
    case .getIndex where R[Int(i.b)].tag == .dictionary && !isExtended("getindex"):
      let (dictionary, key) = (R[Int(i.b)], R[Int(i.c)])
      if let found = dictionary.peek(DictionaryObject.self, { $0[key] }) {
        set(a, found)
      } else {
        try store(a) { try self.index(dictionary, [key]) }
      }
    case .getIndex: try store(a) { try self.index(R[Int(i.b)], [R[Int(i.c)]]) }
    case .getIndex2: try store(a) { try self.index(R[Int(i.b)], [R[Int(i.c)], R[Int(i.x)]]) }
    case .getIndexMany: try store(a) { try self.index(R[Int(i.b)], self.values(R + Int(i.c), Int(i.x))) }
    case .setIndex where a.pointee.tag == .dictionary && !isExtended("setindex!"):
      let mark = heap.mark
      try store(in: a.pointee.unsafe(DictionaryObject.self), R[Int(i.b)], R[Int(i.c)])
      heap.drain(to: mark)
    case .setIndex:
      let mark = heap.mark
      try setIndex(a.pointee, [R[Int(i.b)]], R[Int(i.c)])
      heap.drain(to: mark)
    case .setIndex2:
      let mark = heap.mark
      try setIndex(a.pointee, [R[Int(i.b)], R[Int(i.x)]], R[Int(i.c)])
      heap.drain(to: mark)
    case .setIndexMany:
      let mark = heap.mark
      try setIndex(a.pointee, values(R + Int(i.b), Int(i.x)), R[Int(i.c)])
      heap.drain(to: mark)
    case .lastIndex: try store(a) { try self.boundary(R[Int(i.b)], Int(i.x), of: Int(i.c), isLast: true) }
    case .firstIndex: try store(a) { try self.boundary(R[Int(i.b)], Int(i.x), of: Int(i.c), isLast: false) }
    case .getField:
      frame.pointee.pc = pc + 2
      let object = R[Int(i.b)]
      let name = K[Int(i.c)].symbol.unsafelyUnwrapped
      remember(field: name, of: object, after: pc, isWritten: false)
      try store(a) { try self.field(object, name) }
    case .setField:
      frame.pointee.pc = pc + 2
      let name = K[Int(i.b)].symbol.unsafelyUnwrapped
      remember(field: name, of: a.pointee, after: pc, isWritten: true)
      try setField(a.pointee, name, R[Int(i.c)])
    case .destructure:
      let mark = heap.mark
      let parts = try destructure(R[Int(i.b)], count: Int(i.c), slurp: Int(i.x) - 1)
      for (position, part) in parts.enumerated() { set(a + position, part) }
      heap.drain(to: mark)
    case .adjoint: try store(a) { try self.adjoint(R[Int(i.b)]) }
    case .convert: try store(a) { try self.convert(R[Int(i.b)], to: R[Int(i.c)]) }
    case .assertType: try assertType(R[Int(i.b)], R[Int(i.c)], isKeyword: i.x == 1)
    case .broadcast, .broadcastInto:
      frame.pointee.pc = pc + 2
      let count = pc[1].wide
      let code = frame.pointee.unmanagedCode._withUnsafeGuaranteedRef { $0.children[Int(i.c)] }
      noteEntry(code)
      if i.opcode == .broadcast {
        try store(a) { try self.broadcast(code, self.values(R + Int(i.b), count)) }
      } else {
        let mark = heap.mark
        noteChange(of: a.pointee)
        try broadcast(code, values(R + Int(i.b), count), into: a.pointee)
        heap.drain(to: mark)
      }

    // MARK: Errors
    case .pushHandler: handlers.append(Handler(frame: frameCount, pc: pc + 1 + i.wide, register: Int(i.a)))
    case .popHandler: handlers.removeLast()
    case .rethrow: throw thrownError(a.pointee)
    case .missingKeyword:
      let name = K[i.wide].symbol.unsafelyUnwrapped.name
      throw RuntimeError(
        "UndefKeywordError", "keyword argument `\(name)` not assigned",
        hint: "the function needs it: write f(…; \(name) = …)")
    }
  }

  // MARK: - Parts of instructions

  /// Stores a borrowed value in a register.
  private func set(_ register: UnsafeMutablePointer<Value>, _ value: Value) {
    heap.retain(value)
    let old = register.pointee
    register.pointee = value
    heap.release(old)
  }

  /// Stores what `make` gives, and gives up whatever else it made.
  @inline(__always)
  private func store(_ register: UnsafeMutablePointer<Value>, _ make: () throws -> Value) throws {
    let mark = heap.mark
    set(register, try make())
    heap.drain(to: mark)
  }

  /// The values in consecutive registers.
  private func values(_ first: UnsafeMutablePointer<Value>, _ count: Int) -> [Value] {
    Array(UnsafeBufferPointer(start: first, count: count))
  }

  /// A comparison in a condition, which must give a Boolean.
  private func condition(_ operation: ComparisonOperation, _ b: Value, _ c: Value) throws -> Bool {
    // What an error holds is given up where it is caught.
    let mark = heap.mark
    let value = try compare(operation, b, c)
    defer { heap.drain(to: mark) }
    guard value.tag == .boolean else { throw nonBoolean(value, context: 1) }
    return value.unsafeBoolean
  }

  /// Puts a loop's next element in a register; gives whether there was one.
  private func advance(_ state: UnsafeMutablePointer<Value>, into register: UnsafeMutablePointer<Value>) throws -> Bool {
    if state.pointee.tag == .integer {
      let left = state[1].unsafeInteger
      if left == 0 { return false }
      state[1] = Value(left - 1)
      set(register, state.pointee)
      state.pointee = Value(state.pointee.unsafeInteger &+ state[2].unsafeInteger)
      return true
    }
    let mark = heap.mark
    let next = try nextElement(state)
    defer { heap.drain(to: mark) }
    guard let value = next else { return false }
    set(register, value)
    return true
  }

  /// Calls the value at `f`; a native function leaves its result in `register`, a compiled one gets a frame.
  private func call(_ f: UnsafeMutablePointer<Value>, count: Int, into register: UnsafeMutablePointer<Value>) throws {
    if f.pointee.tag == .function {
      // The function in its slot, and the library, keep the native one.
      let native = f.pointee.peek(FunctionObject.self) { function -> Unmanaged<NativeFunction>? in
        function.methods.isEmpty ? function.native.map { Unmanaged.passUnretained($0) } : nil
      }
      if let native {
        let mark = heap.mark
        let result = try native._withUnsafeGuaranteedRef { try callNative($0, f + 1, count, names: [], values: []) }
        heap.retain(result)
        // The result may go where the function stood.
        for slot in f...f + count where slot.pointee.tag.isObject {
          let value = slot.pointee
          slot.pointee = .undefined
          heap.release(value)
        }
        let old = register.pointee
        register.pointee = result
        heap.release(old)
        heap.drain(to: mark)
        return
      }
    }
    _ = try enterCall(f, count: count, names: [], destination: register - frame.pointee.registers)
  }

  /// Notes after a field's instruction where the field is in objects of this type, for the fast tier.
  private func remember(field name: Symbol, of object: Value, after pc: UnsafePointer<Instruction>, isWritten: Bool) {
    guard let type = object.structure?.type, let position = type.fields.firstIndex(where: { $0.name == name }),
      position < 0xFFFF
    else { return }
    if isWritten, !type.isMutable || type.fields[position].isConstant { return }
    if extended.contains(isWritten ? "setproperty!" : "getproperty") { return }
    let address = UInt64(UInt(bitPattern: Unmanaged.passUnretained(type).toOpaque()))
    UnsafeMutableRawPointer(mutating: pc + 1).storeBytes(of: address << 16 | UInt64(position + 1), as: UInt64.self)
  }
}
