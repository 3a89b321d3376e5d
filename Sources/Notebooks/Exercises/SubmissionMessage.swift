// What the side of the checks and the side of a submission say to each other, as bytes.

import Engine

/// What the side of the checks asks.
public enum SubmissionRequest: Sendable {
  /// Run the cells of an exercise.
  case run(exercise: String)
  /// Give the value of a variable.
  case value(String)
  /// Call the function in a variable, with plain data.
  case call(String, arguments: [[UInt8]], keywords: [(name: String, value: [UInt8])])

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .run(let exercise):
      writer.write(byte: 0)
      writer.write(exercise)
    case .value(let name):
      writer.write(byte: 1)
      writer.write(name)
    case .call(let name, let arguments, let keywords):
      writer.write(byte: 2)
      writer.write(name)
      writer.write(count: arguments.count)
      for argument in arguments { writer.write(argument) }
      writer.write(count: keywords.count)
      for keyword in keywords {
        writer.write(keyword.name)
        writer.write(keyword.value)
      }
    }
    return writer.bytes
  }

  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let kind = reader.byte(), let name = reader.text() else { return nil }
    switch kind {
    case 0: self = .run(exercise: name)
    case 1: self = .value(name)
    case 2:
      var arguments: [[UInt8]] = []
      guard let count = reader.count(ofSize: 8) else { return nil }
      for _ in 0..<count {
        guard let argument = reader.content() else { return nil }
        arguments.append(argument)
      }
      var keywords: [(name: String, value: [UInt8])] = []
      guard let keywordCount = reader.count(ofSize: 16) else { return nil }
      for _ in 0..<keywordCount {
        guard let name = reader.text(), let value = reader.content() else { return nil }
        keywords.append((name, value))
      }
      self = .call(name, arguments: arguments, keywords: keywords)
    default: return nil
    }
    guard reader.isAtEnd else { return nil }
  }
}

/// What the side of a submission answers.
public enum SubmissionReply: Sendable {
  /// The cells ran, or why they did not.
  case ran(problem: String?)
  /// A value, as plain data.
  case value([UInt8])
  /// The variable holds a function.
  case function
  /// The variable has no value.
  case undefined
  /// A value that is not plain data; why.
  case notPlain(String)
  /// A call threw an exception, or came to a limit.
  case thrown(type: String, message: String, isLimit: Bool)

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .ran(let problem):
      writer.write(byte: 0)
      writer.write(problem ?? "")
    case .value(let bytes):
      writer.write(byte: 1)
      writer.write(bytes)
    case .function: writer.write(byte: 2)
    case .undefined: writer.write(byte: 3)
    case .notPlain(let reason):
      writer.write(byte: 4)
      writer.write(reason)
    case .thrown(let type, let message, let isLimit):
      writer.write(byte: 5)
      writer.write(type)
      writer.write(message)
      writer.write(byte: isLimit ? 1 : 0)
    }
    return writer.bytes
  }

  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    switch reader.byte() {
    case 0:
      guard let problem = reader.text() else { return nil }
      self = .ran(problem: problem.isEmpty ? nil : problem)
    case 1:
      guard let bytes = reader.content() else { return nil }
      self = .value(bytes)
    case 2: self = .function
    case 3: self = .undefined
    case 4:
      guard let reason = reader.text() else { return nil }
      self = .notPlain(reason)
    case 5:
      guard let type = reader.text(), let message = reader.text(), let isLimit = reader.byte() else { return nil }
      self = .thrown(type: type, message: message, isLimit: isLimit != 0)
    default: return nil
    }
    guard reader.isAtEnd else { return nil }
  }
}

/// The way to the side of a submission: bytes go, and bytes come back.
public protocol SubmissionConnection: AnyObject {
  /// - Throws: ``LostSubmission`` where nothing more will come.
  func exchange(_ request: [UInt8]) throws(LostSubmission) -> [UInt8]
}

/// The side of a submission is gone, or talks nonsense.
public struct LostSubmission: Error, Sendable {
  public var reason: String

  public init(reason: String) { self.reason = reason }
}

extension SubmissionConnection {
  func ask(_ request: SubmissionRequest) throws(LostSubmission) -> SubmissionReply {
    guard let reply = SubmissionReply(try exchange(request.bytes)) else {
      throw LostSubmission(reason: "the submission's process answered what makes no sense")
    }
    return reply
  }
}
