// The loop that runs bytecode.

import Syntax

extension Machine {
  /// Pushes a frame for the code on the registers at `base`; arguments are already there.
  @inline(__always)
  func enter(
    _ code: Code, captured: UnsafePointer<Value>?, base: UnsafeMutablePointer<Value>, destination: Int
  ) throws {
    let end = base + code.registerCount
    if end >= stackEnd || frameCount >= Machine.frameCapacity { throw RuntimeError.stackOverflow }
    prepareSlots(to: end)
    frames[frameCount] = Frame(
      code: Unmanaged.passUnretained(code), base: base, captured: captured, pc: UnsafePointer(code.instructions),
      destination: destination, registerCount: code.registerCount)
    frameCount += 1
    top = end
  }

  /// Gives up the registers of the innermost frame and removes it.
  @inline(__always)
  func leave() {
    frameCount -= 1
    let frame = frames[frameCount]
    var register = frame.base
    let end = register + frame.registerCount
    while register < end {
      let value = register.pointee
      if value.tag.isObject { heap.releaseObject(value) }
      register.pointee = .undefined
      register += 1
    }
    top = frame.base
  }

  /// Stores a borrowed value in a register.
  @inline(__always)
  private func set(_ register: UnsafeMutablePointer<Value>, _ value: Value) {
    heap.retain(value)
    let old = register.pointee
    register.pointee = value
    if old.tag.isObject { heap.releaseObject(old) }
  }

  /// Stores a value without an object in a register.
  @inline(__always)
  private func setPlain(_ register: UnsafeMutablePointer<Value>, _ value: Value) {
    let old = register.pointee
    register.pointee = value
    if old.tag.isObject { heap.releaseObject(old) }
  }

  /// Runs the innermost frame until it returns; the result is counted for the caller.
  func interpret() throws -> Value {
    let entry = frameCount
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Machine.nestingLimit {
      while frameCount >= entry { leave() }
      throw RuntimeError.stackOverflow
    }
    while true {
      let mark = heap.mark
      do {
        return try loop(entry: entry)
      } catch {
        let failure = try unwind(error, entry: entry)
        let handler = handlers.removeLast()
        let frame = frames[frameCount - 1]
        let exception = exceptionValue(failure)
        note(caught: exception)
        set(frame.base + handler.register, exception)
        frames[frameCount - 1].pc = handler.pc
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
      let frame = frames[frameCount - 1]
      let (name, unit, span) = frame.code._withUnsafeGuaranteedRef { code in
        let position = max(0, min(code.instructionCount - 1, frame.pc - UnsafePointer(code.instructions) - 1))
        return (code.name, code.unit, code.spans.isEmpty ? Span(0, 0) : code.spans[position])
      }
      if failure.trace.count < 100 { failure.trace.append(.init(function: name, unit: unit, span: span)) }
      if let handler = handlers.last, handler.frame == frameCount {
        if !failure.isLimit {
          top = frame.base + frame.code._withUnsafeGuaranteedRef { $0.registerCount }
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

  /// Takes steps from the budget, and looks at the clock while it does.
  @inline(never)
  private func refuel() throws {
    if fuel + reserve < 0 { throw RuntimeError.stepLimit(limits.steps) }
    if let deadline, ContinuousClock.now > deadline { throw RuntimeError.timeLimit(seconds: limits.seconds) }
    let portion = min(fuel + reserve, Machine.portion)
    reserve -= portion - fuel
    fuel = portion
  }

  private func loop(entry: Int) throws -> Value {
    var frame = frames[frameCount - 1]
    var pc = frame.pc
    var R = frame.base
    var K = UnsafePointer<Value>(frame.code._withUnsafeGuaranteedRef { $0.constants })
    var captured = frame.captured
    let G = globals.slots
    // An error is placed by the counter of the frame that was running.
    var hasReturned = false
    defer { if !hasReturned { frames[frameCount - 1].pc = pc } }

    while true {
      let i = pc.pointee
      pc += 1
      let a = R + Int(i.a)
      switch i.opcode {
      // MARK: Moves
      case .move: set(a, R[Int(i.b)])
      case .loadConstant: set(a, K[i.wide])
      case .loadInteger: setPlain(a, Value(i.wide))
      case .getGlobal:
        let value = G[i.wide]
        if value.isUndefined { throw undefinedName(globals.names[i.wide]) }
        set(a, value)
      case .setGlobal: set(G + i.wide, a.pointee)
      case .getCaptured: set(a, captured.unsafelyUnwrapped[Int(i.b)])
      case .getCapturedBox: set(a, captured.unsafelyUnwrapped[Int(i.b)].peek(BoxObject.self) { $0.value })
      case .setCapturedBox: setBox(captured.unsafelyUnwrapped[Int(i.b)], a.pointee)
      case .makeBox:
        let mark = heap.mark
        set(a, heap.adopt(BoxObject(a.pointee, heap: heap)))
        heap.drain(to: mark)
      case .getBox: set(a, R[Int(i.b)].peek(BoxObject.self) { $0.value })
      case .setBox: setBox(a.pointee, R[Int(i.b)])
      case .checkDefined:
        if a.pointee.isUndefined { throw undefinedLocal(K[i.wide].string ?? "") }
      case .clear: setPlain(a, .undefined)

      // MARK: Arithmetic
      case .add:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat + c.unsafeFloat))
        } else if b.tag == .integer && c.tag == .integer {
          let (sum, overflow) = b.unsafeInteger.addingReportingOverflow(c.unsafeInteger)
          if overflow { try slow(.add, a, b, c) } else { setPlain(a, Value(sum)) }
        } else {
          try slow(.add, a, b, c)
        }
      case .subtract:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat - c.unsafeFloat))
        } else if b.tag == .integer && c.tag == .integer {
          let (difference, overflow) = b.unsafeInteger.subtractingReportingOverflow(c.unsafeInteger)
          if overflow { try slow(.subtract, a, b, c) } else { setPlain(a, Value(difference)) }
        } else {
          try slow(.subtract, a, b, c)
        }
      case .multiply:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat * c.unsafeFloat))
        } else if b.tag == .integer && c.tag == .integer {
          let (product, overflow) = b.unsafeInteger.multipliedReportingOverflow(by: c.unsafeInteger)
          if overflow { try slow(.multiply, a, b, c) } else { setPlain(a, Value(product)) }
        } else {
          try slow(.multiply, a, b, c)
        }
      case .divide:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat / c.unsafeFloat))
        } else if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(Double(b.unsafeInteger) / Double(c.unsafeInteger)))
        } else {
          try slow(.divide, a, b, c)
        }
      case .power: try slow(.power, a, R[Int(i.b)], R[Int(i.c)])
      case .integerDivide: try slow(.integerDivide, a, R[Int(i.b)], R[Int(i.c)])
      case .remainder:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer && c.unsafeInteger > 0 {
          setPlain(a, Value(b.unsafeInteger % c.unsafeInteger))
        } else {
          try slow(.remainder, a, b, c)
        }
      case .addConstant:
        let b = R[Int(i.b)]
        let c = K[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          let (sum, overflow) = b.unsafeInteger.addingReportingOverflow(c.unsafeInteger)
          if overflow { try slow(.add, a, b, c) } else { setPlain(a, Value(sum)) }
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat + c.unsafeFloat))
        } else if b.tag == .float && c.tag == .integer {
          setPlain(a, Value(b.unsafeFloat + Double(c.unsafeInteger)))
        } else {
          try slow(.add, a, b, c)
        }
      case .subtractConstant:
        let b = R[Int(i.b)]
        let c = K[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          let (difference, overflow) = b.unsafeInteger.subtractingReportingOverflow(c.unsafeInteger)
          if overflow { try slow(.subtract, a, b, c) } else { setPlain(a, Value(difference)) }
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat - c.unsafeFloat))
        } else if b.tag == .float && c.tag == .integer {
          setPlain(a, Value(b.unsafeFloat - Double(c.unsafeInteger)))
        } else {
          try slow(.subtract, a, b, c)
        }
      case .multiplyConstant:
        let b = R[Int(i.b)]
        let c = K[Int(i.c)]
        if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat * c.unsafeFloat))
        } else if b.tag == .float && c.tag == .integer {
          setPlain(a, Value(b.unsafeFloat * Double(c.unsafeInteger)))
        } else if b.tag == .integer && c.tag == .integer {
          let (product, overflow) = b.unsafeInteger.multipliedReportingOverflow(by: c.unsafeInteger)
          if overflow { try slow(.multiply, a, b, c) } else { setPlain(a, Value(product)) }
        } else {
          try slow(.multiply, a, b, c)
        }
      case .divideConstant:
        let b = R[Int(i.b)]
        let c = K[Int(i.c)]
        if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat / c.unsafeFloat))
        } else {
          try slow(.divide, a, b, c)
        }
      case .powerConstant:
        let b = R[Int(i.b)]
        let c = K[Int(i.c)]
        if b.tag == .float && c.tag == .integer && c.unsafeInteger == 2 {
          setPlain(a, Value(b.unsafeFloat * b.unsafeFloat))
        } else {
          try slowLiteralPower(a, b, c)
        }
      case .equal:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(b.bits == c.bits))
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat == c.unsafeFloat))
        } else {
          try compareSlowly(.equal, a, b, c)
        }
      case .notEqual:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(b.bits != c.bits))
        } else {
          try compareSlowly(.notEqual, a, b, c)
        }
      case .less:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(b.unsafeInteger < c.unsafeInteger))
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat < c.unsafeFloat))
        } else {
          try compareSlowly(.less, a, b, c)
        }
      case .lessEqual:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(b.unsafeInteger <= c.unsafeInteger))
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat <= c.unsafeFloat))
        } else {
          try compareSlowly(.lessEqual, a, b, c)
        }
      case .greater:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(b.unsafeInteger > c.unsafeInteger))
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat > c.unsafeFloat))
        } else {
          try compareSlowly(.greater, a, b, c)
        }
      case .greaterEqual:
        let b = R[Int(i.b)]
        let c = R[Int(i.c)]
        if b.tag == .integer && c.tag == .integer {
          setPlain(a, Value(b.unsafeInteger >= c.unsafeInteger))
        } else if b.tag == .float && c.tag == .float {
          setPlain(a, Value(b.unsafeFloat >= c.unsafeFloat))
        } else {
          try compareSlowly(.greaterEqual, a, b, c)
        }
      case .negate:
        let b = R[Int(i.b)]
        if b.tag == .float { setPlain(a, Value(-b.unsafeFloat)) } else { try store(a) { try self.negate(b) } }
      case .not:
        let b = R[Int(i.b)]
        if b.tag == .boolean { setPlain(a, Value(!b.unsafeBoolean)) } else { try store(a) { try self.not(b) } }

      // MARK: Jumps
      case .jump: pc += i.wide
      case .loop:
        let distance = i.wide
        try countStep(-distance)
        pc += distance
      case .jumpIfTrue:
        if a.pointee.tag != .boolean { throw nonBoolean(a.pointee, context: i.x) }
        if a.pointee.unsafeBoolean { pc += i.wide }
      case .jumpIfFalse:
        if a.pointee.tag != .boolean { throw nonBoolean(a.pointee, context: i.x) }
        if !a.pointee.unsafeBoolean { pc += i.wide }
      case .jumpIfDefined: if !a.pointee.isUndefined { pc += i.wide }
      case .jumpUnlessLess:
        let b = R[Int(i.b)]
        let left = a.pointee
        if left.tag == .integer && b.tag == .integer {
          if !(left.unsafeInteger < b.unsafeInteger) { pc += i.offset }
        } else if left.tag == .float && b.tag == .float {
          if !(left.unsafeFloat < b.unsafeFloat) { pc += i.offset }
        } else if try !condition(i.x == 1 ? .greater : .less, i.x == 1 ? b : left, i.x == 1 ? left : b) {
          pc += i.offset
        }
      case .jumpUnlessLessEqual:
        let b = R[Int(i.b)]
        let left = a.pointee
        if left.tag == .integer && b.tag == .integer {
          if !(left.unsafeInteger <= b.unsafeInteger) { pc += i.offset }
        } else if left.tag == .float && b.tag == .float {
          if !(left.unsafeFloat <= b.unsafeFloat) { pc += i.offset }
        } else if try !condition(i.x == 1 ? .greaterEqual : .lessEqual, i.x == 1 ? b : left, i.x == 1 ? left : b) {
          pc += i.offset
        }
      case .jumpUnlessEqual:
        let b = R[Int(i.b)]
        let left = a.pointee
        if left.tag == .integer && b.tag == .integer {
          if left.bits != b.bits { pc += i.offset }
        } else if try !condition(.equal, left, b) {
          pc += i.offset
        }

      // MARK: Iteration
      case .iterate:
        let mark = heap.mark
        try beginIteration(R[Int(i.b)], a)
        heap.drain(to: mark)
      case .next:
        switch a.pointee.tag {
        case .integer:
          // An integer range: the state is the next element, the number left, and the step.
          let left = a[1].unsafeInteger
          if left == 0 {
            pc += i.offset
          } else {
            let value = a.pointee
            a[1] = Value(left &- 1)
            a.pointee = Value(value.unsafeInteger &+ a[2].unsafeInteger)
            setPlain(R + Int(i.b), value)
          }
        case .floatArray:
          let (data, count) = a.pointee.peek(ArrayObject.self) { ($0.data, $0.count) }
          let position = a[1].unsafeInteger
          if position >= count {
            pc += i.offset
          } else {
            a[1] = Value(position &+ 1)
            setPlain(R + Int(i.b), Value(data.assumingMemoryBound(to: Double.self)[position]))
          }
        default:
          let mark = heap.mark
          if let value = try nextElement(a) { set(R + Int(i.b), value) } else { pc += i.offset }
          heap.drain(to: mark)
        }

      // MARK: Calls
      case .call:
        let f = R + Int(i.b)
        let count = Int(i.c)
        if f.pointee.tag == .function {
          let method = f.pointee.peek(FunctionObject.self) { $0.entry }
          if method.count == count {
            try countStep(1)
            frames[frameCount - 1].pc = pc
            let base = f + 1
            let end = base + method.registerCount
            if end >= stackEnd || frameCount >= Machine.frameCapacity { throw RuntimeError.stackOverflow }
            prepareSlots(to: end)
            var register = base + count
            let localEnd = base + method.localCount
            while register < localEnd {
              setPlain(register, .undefined)
              register += 1
            }
            pc = method.instructions.unsafelyUnwrapped
            frames[frameCount] = Frame(
              code: method.code.unsafelyUnwrapped, base: base, captured: method.captured, pc: pc,
              destination: Int(i.a), registerCount: method.registerCount)
            frameCount += 1
            top = end
            R = base
            K = method.constants.unsafelyUnwrapped
            captured = method.captured
            continue
          }
          let function = f.pointee.unsafe(FunctionObject.self)
          if let native = function.native, function.methods.isEmpty {
            if count == 1, let real = native.real, f[1].tag == .float {
              let argument = f[1].unsafeFloat
              setPlain(a, Value(real(argument)))
              continue
            }
            frames[frameCount - 1].pc = pc
            let mark = heap.mark
            let result = try callNative(native, f + 1, count, names: [], values: [])
            heap.retain(result)
            // The result may go where the function stood.
            for position in 0...count { setPlain(f + position, .undefined) }
            let old = a.pointee
            a.pointee = result
            heap.release(old)
            heap.drain(to: mark)
            continue
          }
        }
        frames[frameCount - 1].pc = pc
        if try enterCall(f, count: count, names: [], destination: Int(i.a)) {
          frame = frames[frameCount - 1]
          pc = frame.pc
          R = frame.base
          K = UnsafePointer(frame.code._withUnsafeGuaranteedRef { $0.constants })
          captured = frame.captured
        }
      case .callKeywords:
        let names = K[pc.pointee.wide].tuple?.elements.compactMap(\.symbol) ?? []
        pc += 1
        frames[frameCount - 1].pc = pc
        if try enterCall(R + Int(i.b), count: Int(i.c), names: names, destination: Int(i.a)) {
          frame = frames[frameCount - 1]
          pc = frame.pc
          R = frame.base
          K = UnsafePointer(frame.code._withUnsafeGuaranteedRef { $0.constants })
          captured = frame.captured
        }
      case .callSplat:
        frames[frameCount - 1].pc = pc
        let arguments = R[Int(i.c)].tuple?.elements ?? []
        let keywords = R[Int(i.c) + 1].tuple
        try store(a) {
          try self.call(R[Int(i.b)], arguments, names: keywords?.names ?? [], values: keywords?.elements ?? [])
        }
      case .collectArguments:
        let mask = K[pc.pointee.wide].tuple?.elements ?? []
        pc += 1
        try store(a) { try self.collectArguments(R + Int(i.b), mask) }
      case .collectKeywords:
        let names = K[pc.pointee.wide].tuple?.elements ?? []
        pc += 1
        try store(a) { try self.collectKeywords(R + Int(i.b), names) }
      case .returnValue:
        let value = a.pointee
        // The result moves out of its register.
        a.pointee = .undefined
        let destination = frames[frameCount - 1].destination
        leave()
        if frameCount < entry {
          hasReturned = true
          return value
        }
        frame = frames[frameCount - 1]
        pc = frame.pc
        R = frame.base
        K = UnsafePointer(frame.code._withUnsafeGuaranteedRef { $0.constants })
        captured = frame.captured
        top = R + frame.registerCount
        let target = R + destination
        let old = target.pointee
        target.pointee = value
        if old.tag.isObject { heap.releaseObject(old) }

      // MARK: Making values
      case .makeTuple: try store(a) { self.heap.tuple(Array(UnsafeBufferPointer(start: R + Int(i.b), count: Int(i.c)))) }
      case .makeVector: try store(a) { try self.makeVector(UnsafeBufferPointer(start: R + Int(i.b), count: Int(i.c))) }
      case .appendVector:
        try store(a) { try self.append(a.pointee, UnsafeBufferPointer(start: R + Int(i.b), count: Int(i.c))) }
      case .makeTypedVector: try store(a) { try self.index(R[Int(i.b)], self.values(R + Int(i.b) + 1, Int(i.c))) }
      case .concatenate: try store(a) { try self.concatenate(self.values(R + Int(i.b), Int(i.c)), dimension: Int(i.x)) }
      case .convertElements: try store(a) { try self.convertElements(of: R[Int(i.b)], to: R[Int(i.c)]) }
      case .makeRange:
        let first = R + Int(i.b)
        try store(a) { try self.makeRange(first[0], step: i.x == 1 ? first[1] : nil, first[i.x == 1 ? 2 : 1]) }
      case .makeString: try store(a) { try self.makeString(self.values(R + Int(i.b), Int(i.c))) }
      case .makeFunction:
        if i.x == 1 { break }
        try store(a) { self.heap.adopt(FunctionObject(name: K[i.wide].string ?? "")) }
      case .globalFunction: try store(a) { try self.globalFunction(i.wide, extends: i.x == 1) }
      case .addMethod:
        try addMethod(
          to: a.pointee, code: frames[frameCount - 1].code._withUnsafeGuaranteedRef { $0.children[Int(i.c)] },
          types: R + Int(i.b), registers: R, captured: captured)
      case .makeStructure: try store(a) { try self.makeStructure(K[Int(i.c)], R + Int(i.b)) }
      case .applyType: try store(a) { try self.applyType(R[Int(i.b)], self.values(R + Int(i.b) + 1, Int(i.c))) }

      // MARK: Parts
      case .getIndex:
        let array = R[Int(i.b)]
        let index = R[Int(i.c)]
        if index.tag == .integer {
          let position = index.unsafeInteger &- 1
          switch array.tag {
          case .floatArray:
            let (data, count) = array.peek(ArrayObject.self) { ($0.data, $0.count) }
            if UInt(bitPattern: position) < UInt(bitPattern: count) {
              setPlain(a, Value(data.assumingMemoryBound(to: Double.self)[position]))
              continue
            }
          case .integerArray:
            let (data, count) = array.peek(ArrayObject.self) { ($0.data, $0.count) }
            if UInt(bitPattern: position) < UInt(bitPattern: count) {
              setPlain(a, Value(data.assumingMemoryBound(to: Int.self)[position]))
              continue
            }
          case .booleanArray:
            let (data, count) = array.peek(ArrayObject.self) { ($0.data, $0.count) }
            if UInt(bitPattern: position) < UInt(bitPattern: count) {
              setPlain(a, Value(data.assumingMemoryBound(to: Bool.self)[position]))
              continue
            }
          case .array:
            let object = array.unsafe(ArrayObject.self)
            if UInt(bitPattern: position) < UInt(bitPattern: object.count), object.view == nil {
              let value = object.data.assumingMemoryBound(to: Value.self)[position]
              if value.isUndefined { throw RuntimeError("UndefRefError", "access to undefined reference") }
              set(a, value)
              continue
            }
          default: break
          }
        }
        frames[frameCount - 1].pc = pc
        try store(a) { try self.index(array, [index]) }
      case .getIndex2:
        let array = R[Int(i.b)]
        let row = R[Int(i.c)]
        let column = R[Int(i.c) + 1]
        if row.tag == .integer && column.tag == .integer && array.tag == .floatArray {
          let (data, position) = array.peek(ArrayObject.self) {
            ($0.data, $0.position(row.unsafeInteger, column.unsafeInteger))
          }
          if let position {
            setPlain(a, Value(data.assumingMemoryBound(to: Double.self)[position]))
            continue
          }
        }
        frames[frameCount - 1].pc = pc
        try store(a) { try self.index(array, [row, column]) }
      case .getIndexMany:
        frames[frameCount - 1].pc = pc
        try store(a) { try self.index(R[Int(i.b)], self.values(R + Int(i.c), Int(i.x))) }
      case .setIndex:
        let array = a.pointee
        let index = R[Int(i.b)]
        let value = R[Int(i.c)]
        if index.tag == .integer {
          let position = index.unsafeInteger &- 1
          if array.tag == .floatArray && value.tag == .float {
            let (data, count) = array.peek(ArrayObject.self) { ($0.data, $0.count) }
            if UInt(bitPattern: position) < UInt(bitPattern: count) {
              data.assumingMemoryBound(to: Double.self)[position] = value.unsafeFloat
              continue
            }
          } else if array.tag == .integerArray && value.tag == .integer {
            let (data, count) = array.peek(ArrayObject.self) { ($0.data, $0.count) }
            if UInt(bitPattern: position) < UInt(bitPattern: count) {
              data.assumingMemoryBound(to: Int.self)[position] = value.unsafeInteger
              continue
            }
          } else if array.tag == .booleanArray && value.tag == .boolean {
            let (data, count) = array.peek(ArrayObject.self) { ($0.data, $0.count) }
            if UInt(bitPattern: position) < UInt(bitPattern: count) {
              data.assumingMemoryBound(to: Bool.self)[position] = value.unsafeBoolean
              continue
            }
          }
        }
        let mark = heap.mark
        frames[frameCount - 1].pc = pc
        try setIndex(array, [index], value)
        heap.drain(to: mark)
      case .setIndex2:
        let array = a.pointee
        let row = R[Int(i.b)]
        let column = R[Int(i.b) + 1]
        let value = R[Int(i.c)]
        if row.tag == .integer && column.tag == .integer && array.tag == .floatArray && value.tag == .float {
          let (data, position) = array.peek(ArrayObject.self) {
            ($0.data, $0.position(row.unsafeInteger, column.unsafeInteger))
          }
          if let position {
            data.assumingMemoryBound(to: Double.self)[position] = value.unsafeFloat
            continue
          }
        }
        let mark = heap.mark
        frames[frameCount - 1].pc = pc
        try setIndex(array, [row, column], value)
        heap.drain(to: mark)
      case .setIndexMany:
        let mark = heap.mark
        frames[frameCount - 1].pc = pc
        try setIndex(a.pointee, values(R + Int(i.b), Int(i.x)), R[Int(i.c)])
        heap.drain(to: mark)
      case .lastIndex: try store(a) { try self.boundary(R[Int(i.b)], Int(i.x), of: Int(i.c), isLast: true) }
      case .firstIndex: try store(a) { try self.boundary(R[Int(i.b)], Int(i.x), of: Int(i.c), isLast: false) }
      case .getField: try store(a) { try self.field(R[Int(i.b)], K[Int(i.c)].symbol.unsafelyUnwrapped) }
      case .setField: try setField(a.pointee, K[Int(i.b)].symbol.unsafelyUnwrapped, R[Int(i.c)])
      case .destructure:
        let mark = heap.mark
        let parts = try destructure(R[Int(i.b)], count: Int(i.c), slurp: Int(i.x) - 1)
        for (position, part) in parts.enumerated() { set(a + position, part) }
        heap.drain(to: mark)
      case .adjoint: try store(a) { try self.adjoint(R[Int(i.b)]) }
      case .convert: try store(a) { try self.convert(R[Int(i.b)], to: R[Int(i.c)]) }
      case .assertType: try assertType(R[Int(i.b)], R[Int(i.c)], isKeyword: i.x == 1)
      case .broadcast, .broadcastInto:
        let count = pc.pointee.wide
        pc += 1
        frames[frameCount - 1].pc = pc
        let code = frames[frameCount - 1].code._withUnsafeGuaranteedRef { $0.children[Int(i.c)] }
        if i.opcode == .broadcast {
          try store(a) { try self.broadcast(code, self.values(R + Int(i.b), count)) }
        } else {
          let mark = heap.mark
          try broadcast(code, values(R + Int(i.b), count), into: a.pointee)
          heap.drain(to: mark)
        }
      case .collect: break

      // MARK: Errors
      case .pushHandler: handlers.append(Handler(frame: frameCount, pc: pc + i.wide, register: Int(i.a)))
      case .popHandler: handlers.removeLast()
      case .rethrow: throw thrownError(a.pointee)
      case .missingKeyword:
        throw RuntimeError(
          "UndefKeywordError", "keyword argument `\(K[i.wide].symbol.unsafelyUnwrapped.name)` not assigned",
          hint: "the function needs it: write f(…; \(K[i.wide].symbol.unsafelyUnwrapped.name) = …)")
      case .data: break
      }
    }
  }

  // MARK: - Slow paths

  /// Stores what `make` gives, and gives up whatever else it made.
  @inline(__always)
  private func store(_ register: UnsafeMutablePointer<Value>, _ make: () throws -> Value) throws {
    let mark = heap.mark
    set(register, try make())
    heap.drain(to: mark)
  }

  @inline(never)
  private func slow(_ operation: ArithmeticOperation, _ register: UnsafeMutablePointer<Value>, _ b: Value, _ c: Value)
    throws
  {
    try store(register) { try self.arithmetic(operation, b, c) }
  }

  @inline(never)
  private func slowLiteralPower(_ register: UnsafeMutablePointer<Value>, _ b: Value, _ c: Value) throws {
    try store(register) { try self.literalPower(b, c) }
  }

  @inline(never)
  private func compareSlowly(
    _ operation: ComparisonOperation, _ register: UnsafeMutablePointer<Value>, _ b: Value, _ c: Value
  ) throws {
    try store(register) { try self.compare(operation, b, c) }
  }

  /// A comparison in a condition, which must give a Boolean.
  @inline(never)
  private func condition(_ operation: ComparisonOperation, _ b: Value, _ c: Value) throws -> Bool {
    let mark = heap.mark
    defer { heap.drain(to: mark) }
    let value = try compare(operation, b, c)
    guard value.tag == .boolean else { throw nonBoolean(value, context: 1) }
    return value.unsafeBoolean
  }

  private func setBox(_ box: Value, _ value: Value) {
    heap.retain(value)
    let old = box.peek(BoxObject.self) { box in
      let old = box.value
      box.value = value
      return old
    }
    heap.release(old)
  }

  /// The values in consecutive registers.
  @inline(__always)
  private func values(_ first: UnsafeMutablePointer<Value>, _ count: Int) -> [Value] {
    Array(UnsafeBufferPointer(start: first, count: count))
  }
}

extension ArrayObject {
  /// The position in storage of a 1-based row and column of a matrix, `nil` out of bounds or for other ranks.
  @inline(__always) func position(_ row: Int, _ column: Int) -> Int? {
    let i = row &- 1
    let j = column &- 1
    guard rank == 2, UInt(bitPattern: i) < UInt(bitPattern: rows) else { return nil }
    let (offset, overflow) = j.multipliedReportingOverflow(by: rows)
    let position = offset &+ i
    guard !overflow, UInt(bitPattern: position) < UInt(bitPattern: count), j >= 0 else { return nil }
    return position
  }
}
