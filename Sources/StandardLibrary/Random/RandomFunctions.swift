// Random numbers, elements and orders.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addRandom() {
    addVariates()
    addOrders()
    addGenerators()
  }

  private mutating func addVariates() {
    add(
      "rand(rng, S, dims...)",
      "A random number of [0, 1), or a random element of a collection or value of a type; with sizes, an array of "
        + "them.",
      arity: Arity(0...), example: "rand(1:6) in 1:6  # => true\nsize(rand(2, 3))  # => (2, 3)"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      // Anything of the library that can be sampled, such as a distribution, does it by itself.
      if let host = arguments.first?.host, let result = try host.apply("rand", call.values, machine) { return result }
      var sampler = try machine.sampler(of: .type(.float64))
      if let first = arguments.first, machine.exactInt(first) == nil {
        sampler = try machine.sampler(of: first)
        arguments = arguments.dropFirst()
      }
      return try machine.drawn(sampler, arguments, generator)
    }
    func variate(
      _ name: String, _ help: String, _ example: String, _ draw: @escaping @Sendable (inout RandomSource) -> Double
    ) {
      add("\(name)(rng, T, dims...)", help, arity: Arity(0...), example: example) { call in
        let machine = call.machine
        var arguments = call.values[...]
        let generator = Machine.takeGenerator(&arguments)
        var type = DataType.float64
        if let given = arguments.first?.type {
          type = given
          arguments = arguments.dropFirst()
        }
        switch type {
        case .float64, .abstractFloat: return try machine.drawn(.float(draw), arguments, generator)
        case .float32:
          return try machine.drawn(.value(.float32) { random, _ in Value(Float(draw(&random))) }, arguments, generator)
        case .complexF64:
          // Circular: variance 1/2 in each part.
          return try machine.drawn(
            .value(.complexF64) { random, heap in
              let re = draw(&random) * 0.5.squareRoot()
              return heap.complex(Value(re), Value(draw(&random) * 0.5.squareRoot()))
            }, arguments, generator)
        default: throw call.noMethod()
        }
      }
    }
    variate("randn", "A standard normal random number, or an array of them.", "size(randn(3))  # => (3,)") {
      $0.normal()
    }
    variate(
      "randexp", "A random number of the exponential distribution with mean 1, or an array of them.",
      "randexp() >= 0  # => true"
    ) { $0.exponential() }
    for (name, base) in [("rand!", "rand"), ("randn!", "randn"), ("randexp!", "randexp")] {
      add(
        "\(name)(A)", "Fills an array with what `\(base)` gives.", arity: Arity(1...3),
        example: "all(x -> 0 <= x < 1, rand!(zeros(3)))  # => true"
      ) { call in
        let machine = call.machine
        var arguments = call.values[...]
        let generator = Machine.takeGenerator(&arguments)
        guard let target = arguments.popFirst(), let array = target.array else { throw call.noMethod() }
        let start =
          (generator.map { [$0] } ?? [])
          + (arguments.isEmpty && base == "rand" ? [Value(array.elementType)] : Array(arguments))
        let mark = machine.heap.mark
        for position in 0..<array.count {
          _ = try machine.callLibrary("setindex!", [target, machine.callLibrary(base, start), Value(position + 1)])
          machine.heap.drain(to: mark)
        }
        return target
      }
    }
    add(
      "randstring(rng, chars, n)", "`n` (8) random characters of `chars` (letters and digits).", arity: Arity(0...3),
      example: "length(randstring(5))  # => 5"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      var alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars)
      if let text = arguments.first?.string {
        alphabet = Array(text.unicodeScalars)
        arguments.removeFirst()
      } else if let first = arguments.first, first.range != nil || first.isArray,
        let elements = try machine.elements(first)
      {
        alphabet = elements.compactMap(\.character)
        arguments.removeFirst()
      }
      var count = 8
      if let given = arguments.first {
        guard let n = machine.exactInt(given) else { throw call.noMethod() }
        count = n
      }
      guard count >= 0, !alphabet.isEmpty else {
        throw RuntimeError.argument("the alphabet must not be empty, nor the length negative")
      }
      try machine.heap.reserve(bytes: count)
      try machine.countStep(count / 4)
      let text = machine.withRandom(generator) { random in
        var result = String.UnicodeScalarView()
        for _ in 0..<count { result.append(alphabet[Int(random.below(UInt64(alphabet.count)))]) }
        return String(result)
      }
      return machine.heap.string(text)
    }
    add("bitrand(dims...)", "An array of random Booleans.", arity: Arity(0...), example: "length(bitrand(4))  # => 4") {
      call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      return try machine.drawn(machine.sampler(of: .type(.bool)), arguments, generator)
    }
  }

  private mutating func addOrders() {
    add(
      "shuffle(rng, v)", "The elements in random order.", arity: Arity(1...2),
      example: "sort(shuffle([3, 1, 2]))  # => [1, 2, 3]"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      guard let source = arguments.first, arguments.count == 1,
        source.isArray || source.range != nil || source.tag == .tuple
      else {
        throw call.noMethod(hint: "collect(x) makes a vector of any collection")
      }
      let vector = try machine.collect(source)
      return try machine.shuffled(vector, generator)
    }
    add(
      "shuffle!(rng, v)", "Puts the elements of `v` in random order.", arity: Arity(1...2),
      example: "sort(shuffle!([3, 1, 2]))  # => [1, 2, 3]"
    ) { call in
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      guard let array = arguments.first, arguments.count == 1, array.isArray else { throw call.noMethod() }
      return try call.machine.shuffled(array, generator)
    }
    add(
      "randperm(rng, n)", "1 … n in random order.", arity: Arity(1...2), example: "sort(randperm(4))  # => [1, 2, 3, 4]"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      guard let given = arguments.first, let n = machine.exactInt(given), n >= 0 else { throw call.noMethod() }
      try machine.heap.reserve(count: n, stride: 16)
      try machine.countStep(n / 4)
      return machine.heap.vector(machine.withRandom(generator) { $0.permutation(n) }.map { $0 + 1 })
    }
    add(
      "randcycle(rng, n)", "A random permutation of 1 … n that is one cycle.", arity: Arity(1...2),
      example: "sort(randcycle(4))  # => [1, 2, 3, 4]"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      guard let given = arguments.first, let n = machine.exactInt(given), n >= 0 else { throw call.noMethod() }
      try machine.heap.reserve(count: n, stride: 16)
      try machine.countStep(n / 4)
      // Sattolo's algorithm.
      let order = machine.withRandom(generator) { random in
        var order = Array(0..<n)
        for last in stride(from: n - 1, to: 0, by: -1) { order.swapAt(last, Int(random.below(UInt64(last)))) }
        return order
      }
      return machine.heap.vector(order.map { $0 + 1 })
    }
    add(
      "randsubseq(rng, v, p)", "The elements of `v`, each kept with probability `p`.", arity: Arity(2...3),
      example: "randsubseq([1, 2, 3], 1.0)  # => [1, 2, 3]"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      guard arguments.count == 2, let elements = try machine.elements(arguments[arguments.startIndex]),
        let p = machine.realDouble(arguments[arguments.startIndex + 1])
      else { throw call.noMethod() }
      let type = try machine.elementType(of: arguments[arguments.startIndex])
      let kept = machine.withRandom(generator) { random in elements.filter { _ in random.uniform() < p } }
      return machine.heap.array(of: type, kept)
    }
  }

  private mutating func addGenerators() {
    add(
      "seed!(rng, seed)", "Starts the random numbers anew from a seed.", arity: Arity(0...2),
      example: "Random.seed!(1); a = rand(); Random.seed!(1); a == rand()  # => true"
    ) { call in
      var arguments = call.values[...]
      let generator = Machine.takeGenerator(&arguments)
      let seed = try call.machine.seed(arguments.first)
      let source = RandomSource(seed: seed)
      call.machine.withRandom(generator) { $0 = source }
      return generator ?? call.heap.adopt(DefaultGenerator())
    }
    for name in ["MersenneTwister", "Xoshiro", "StableRNG"] {
      add(
        "\(name)(seed)", "A generator of random numbers with a stream of its own; `rand(rng, …)` draws from it.",
        arity: Arity(0...1), example: "rand(\(name)(1)) == rand(\(name)(1))  # => true"
      ) { call in
        call.heap.adopt(RandomGenerator(name, seed: try call.machine.seed(call.count == 1 ? call[0] : nil)))
      }
    }
    add(
      "default_rng()", "The generator that the notebook draws from.", arity: 0,
      example: "rand(default_rng()) < 1  # => true"
    ) { $0.heap.adopt(DefaultGenerator()) }
    alias("RandomDevice", of: "default_rng")
    add(constant: "GLOBAL_RNG", "The generator that the notebook draws from.") { $0.adopt(DefaultGenerator()) }
  }
}
