// The frames of running calls, and the rest of what the interpreter's two tiers share.

internal import CMachine
import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Frame {
  var registers: UnsafeMutablePointer<Value> { base.assumingMemoryBound(to: Value.self) }
  var unmanagedCode: Unmanaged<Code> { Unmanaged.fromOpaque(code) }

  /// Where the frame's last instruction comes from.
  var place: (function: String, unit: Int, span: Span) {
    unmanagedCode._withUnsafeGuaranteedRef { code in
      let position = max(0, min(code.instructionCount - 1, pc - UnsafePointer(code.instructions) - 1))
      return (code.name, code.unit, code.spans.isEmpty ? Span(0, 0) : code.spans[position])
    }
  }
}

extension Machine {
  func prepareState() {
    let frames = UnsafeMutablePointer<Frame>.allocate(capacity: frameCapacity + 1)
    state.pointee.frames = frames
    state.pointee.frame = frames
    state.pointee.framesEnd = frames + frameCapacity + 1
    state.pointee.initializedEnd = UnsafeMutableRawPointer(stack)
    state.pointee.globals = UnsafeMutableRawPointer(globals.slots)
    state.pointee.changed = heap.changed.baseAddress
    state.pointee.heap = Unmanaged.passUnretained(heap).toOpaque()
    state.pointee.free = { heap, object in
      guard let heap, let object else { return }
      Unmanaged<Heap>.fromOpaque(heap)._withUnsafeGuaranteedRef { $0.free(.fromOpaque(object)) }
    }
    state.pointee.machine = Unmanaged.passUnretained(self).toOpaque()
    state.pointee.makeText = { machine, bytes, count, result in
      guard let machine, let bytes, let result else { return 0 }
      return Unmanaged<Machine>.fromOpaque(machine)._withUnsafeGuaranteedRef { machine in
        let text = UnsafeBufferPointer(start: bytes, count: Int(count))
        result.storeBytes(of: machine.heap.own(text: text, length: -1), as: Value.self)
        return 1
      }
    }
    state.pointee.uniform = { machine in
      guard let machine else { return .nan }
      return Unmanaged<Machine>.fromOpaque(machine)._withUnsafeGuaranteedRef { $0.random.uniform() }
    }
    state.pointee.normal = { machine in
      guard let machine else { return .nan }
      return Unmanaged<Machine>.fromOpaque(machine)._withUnsafeGuaranteedRef { $0.random.normal { log($0) } }
    }
    state.pointee.callReal = { native, x in
      guard let native else { return .nan }
      return Unmanaged<NativeFunction>.fromOpaque(native)._withUnsafeGuaranteedRef { $0.real?(x) ?? .nan }
    }
  }

  func releaseState() {
    state.pointee.frames.deallocate()
    state.deallocate()
  }

  /// How many calls are in progress.
  var frameCount: Int { state.pointee.frame - state.pointee.frames }

  /// The innermost call.
  var frame: UnsafeMutablePointer<Frame> { state.pointee.frame }

  /// Steps left before the budget is asked again.
  var fuel: Int {
    get { Int(state.pointee.fuel) }
    set { state.pointee.fuel = Int64(newValue) }
  }

  /// Slots below this address hold values; those above were never touched.
  var initializedEnd: UnsafeMutablePointer<Value> {
    get { state.pointee.initializedEnd.assumingMemoryBound(to: Value.self) }
    set { state.pointee.initializedEnd = UnsafeMutableRawPointer(newValue) }
  }

  /// Makes slots up to `end` hold values.
  func prepareSlots(to end: UnsafeMutablePointer<Value>) {
    if end <= initializedEnd { return }
    let goal = min(stackEnd, end + 4096)
    initializedEnd.initialize(repeating: .undefined, count: goal - initializedEnd)
    initializedEnd = goal
  }

  /// Puts a value into a slot above the calls in progress, which may still hold what a caller no longer needs.
  @inline(__always) func place(_ value: Value, in slot: UnsafeMutablePointer<Value>) {
    heap.retain(value)
    let old = slot.pointee
    slot.pointee = value
    heap.release(old)
  }

  /// Pushes a frame for the code on the registers at `base`; arguments are already there.
  func enter(
    _ code: Code, captured: UnsafePointer<Value>?, base: UnsafeMutablePointer<Value>, destination: Int
  ) throws {
    let end = base + code.registerCount
    if end >= stackEnd || frame + 1 >= state.pointee.framesEnd { throw RuntimeError.stackOverflow }
    prepareSlots(to: end)
    noteEntry(code)
    state.pointee.frame += 1
    state.pointee.frame.initialize(
      to: Frame(
        code: UnsafeRawPointer(Unmanaged.passUnretained(code).toOpaque()), base: UnsafeMutableRawPointer(base),
        captured: UnsafeRawPointer(captured), constants: UnsafeRawPointer(code.constants),
        pc: UnsafePointer(code.instructions), destination: Int32(2 * destination),
        registerCount: Int32(code.registerCount), holdsObjects: 1))
    top = end
  }

  /// Gives up the registers of the innermost frame and removes it.
  func leave() {
    let base = frame.pointee.registers
    for register in base..<base + Int(frame.pointee.registerCount) where register.pointee.tag.isObject {
      let value = register.pointee
      register.pointee = .undefined
      heap.release(value)
    }
    state.pointee.frame -= 1
    top = base
  }
}
