// Checks the counts of references, in builds for fuzzing: every count must be the number of references that can be found.

#if NABLA_AUDIT
  extension Heap {
    func noteReference(_ value: Value) { surplus[value.pointer, default: 0] -= 1 }

    /// Takes all references between objects and from `roots` off the counts, and describes what is left over.
    fileprivate func audit(roots: [Value]) -> [String] {
      var objects: [Unmanaged<HeapObject>] = []
      var next = first
      while let object = next {
        objects.append(object)
        next = object._withUnsafeGuaranteedRef { $0.next }
      }
      surplus = [:]
      for object in objects {
        surplus[UnsafeRawPointer(object.toOpaque())] = object._withUnsafeGuaranteedRef { Int($0.references) }
      }
      let known = surplus.count
      isAuditing = true
      for object in objects { object._withUnsafeGuaranteedRef { $0.releaseChildren(self) } }
      for root in roots where root.tag.isObject { noteReference(root) }
      isAuditing = false
      for (pointer, count) in kept where count != 0 { surplus[pointer, default: 0] -= count }
      var problems = surplus.count > known ? ["a reference to an object that was freed"] : []
      for object in objects {
        let left = surplus[UnsafeRawPointer(object.toOpaque())] ?? 0
        if left == 0 { continue }
        let name = object._withUnsafeGuaranteedRef { "\(type(of: $0)) (\($0.tag))" }
        problems.append(left < 0 ? "\(-left) references too many to one \(name)" : "\(left) references to one \(name) never given up")
      }
      surplus = [:]
      return problems
    }
  }

  extension Machine {
    /// What is wrong with the counts of the objects between two statements.
    public func audit() -> [String] {
      heap.drain(to: 0)
      var roots: [Value] = [caught] + globals.retired
      for index in globals.names.indices { roots.append(globals.slots[index]) }
      var slot = stack
      while slot < initializedEnd {
        if slot.pointee.tag.isObject { roots.append(slot.pointee) }
        slot += 1
      }
      var codes = self.codes
      while let code = codes.popLast() {
        for index in 0..<code.constantCount { roots.append(code.constants[index]) }
        codes += code.children
      }
      roots += constructors.values.map { Value($0) } + callables.values.map { Value($0) } + remembered.values.map(\.value)
      roots += enumerations.values.map { Value($0) }
      var problems = heap.audit(roots: roots)
      if top != stack || frameCount != 0 || !handlers.isEmpty || nesting != 0 {
        problems.append("the stack is not empty: \(top - stack) slots, \(frameCount) frames, \(handlers.count) handlers, nesting \(nesting)")
      }
      return problems
    }
  }
#endif
