// The manual page `nabla.1`, from what the argument parser knows of the commands.

import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

enum ManualPage {
  /// The page in the macros of man(7).
  static func write() throws -> String {
    let program = try JSONDecoder().decode(Dump.self, from: Data(Nabla._dumpHelp().utf8)).command
    let version = Nabla.configuration.version
    var page = """
      .TH NABLA 1 "2026-11-29" "\(escaped(version))" "User Commands"
      .SH NAME
      nabla \\- run notebooks of mathematics, and check them
      .SH SYNOPSIS
      .B nabla
      .I command
      .RI [ argument " ...]"
      .SH DESCRIPTION
      nabla runs notebooks of mathematics that are written in plain Markdown, and turns them into pages:
      each block of code is followed by what it computes, and every number that the text states is checked.
      .SH COMMANDS

      """
    // The parser adds a command `help` of its own behind ours.
    var seen: Set<String> = []
    for command in program.subcommands ?? [] where command.shouldDisplay && seen.insert(command.commandName).inserted {
      page += section(command)
    }
    page += """
      .SH EXIT STATUS
      .TP
      .B 0
      All is well.
      .TP
      .B 1
      Something in the input is wrong; what, and where, is said on standard error.
      .TP
      .B 2
      Wrong usage.

      """
    return page
  }

  private static func section(_ command: Command) -> String {
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    let positional = arguments.filter { $0.kind == "positional" }
    let words = positional.map { argument in
      let name = argument.valueName ?? "argument"
      let repeated = argument.isRepeating ? name + " ..." : name
      return argument.isOptional ? "[\(repeated)]" : repeated
    }
    var text = ".SS \"" + escaped((["nabla", command.commandName] + words).joined(separator: " ")) + "\"\n"
    text += paragraph(command.abstract)
    if let discussion = command.discussion { text += ".PP\n" + paragraph(discussion) }
    for argument in positional { text += entry("\\fI\(escaped(argument.valueName ?? "argument"))\\fR", argument) }
    for argument in arguments where argument.kind != "positional" && !["help", "version"].contains(argument.preferredName?.name) {
      let names = (argument.names ?? []).map { "\\fB\(escaped($0.kind == "long" ? "--" + $0.name : "-" + $0.name))\\fR" }
      let value = argument.kind == "option" ? " \\fI\(escaped(argument.valueName ?? "value"))\\fR" : ""
      text += entry(names.joined(separator: ", ") + value, argument)
    }
    return text
  }

  private static func entry(_ head: String, _ argument: Argument) -> String {
    var words = argument.abstract ?? ""
    if let value = argument.defaultValue { words += " (default: \(value))" }
    return ".TP\n\(head)\n" + paragraph(words)
  }

  /// Text on lines of its own.
  private static func paragraph(_ text: String?) -> String {
    var result = ""
    for line in (text ?? "").split(separator: "\n") {
      // A line that begins with a dot or quote would be a request.
      result += (line.first == "." || line.first == "'" ? "\\&" : "") + escaped(String(line)) + "\n"
    }
    return result
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "`": result += "\\(ga"
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        if scalar.isASCII {
          result.unicodeScalars.append(scalar)
        } else {
          result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
        }
      }
    }
    return result
  }

  // MARK: - What the argument parser tells

  private struct Dump: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var abstract: String?
    var defaultValue: String?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
    var names: [Name]?
    var preferredName: Name?
    var valueName: String?
  }
}
