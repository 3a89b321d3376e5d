// What `make install` puts beside the program: the manual page, and completions for shells.

import Foundation
import Testing

@Suite struct InstalledFileTests {
  @Test func `The manual page names every command and option that the help shows`() throws {
    let folder = try Workplace()
    let outcome = try folder.nabla("manual")
    #expect(outcome.exitCode == 0)
    for command in ["render", "verify", "convert", "eval", "fmt", "lint", "new", "help", "repl"] {
      #expect(outcome.output.contains(".SS \"nabla \(command)"), "\(command)")
    }
    #expect(outcome.output.contains("\\fB\\-\\-ignore\\fR"))
    #expect(!outcome.output.contains("nabla manual") && !outcome.output.contains("nabla completions"))
  }

  @Test func `A reader of manual pages has nothing to say`() throws {
    let folder = try Workplace()
    try folder.write(try folder.nabla("manual").output, to: "nabla.1")
    for check in ["mandoc -T lint -W warning nabla.1", "groff -man -ww -z -Tutf8 nabla.1"] {
      let tool = check.prefix { $0 != " " }
      guard try folder.shell("command -v \(tool)").exitCode == 0 else { continue }
      let outcome = try folder.shell(check)
      #expect(outcome.output + outcome.errors == "", "\(tool)")
    }
  }

  /// What bash offers for a line that ends at the cursor.
  private func completions(of line: String, in folder: Workplace) throws -> [String] {
    try folder.write(try folder.nabla("completions", "bash").output, to: "completions.bash")
    try folder.write(
      """
      shopt -s extglob
      source ./completions.bash
      COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}
      read -ra COMP_WORDS <<< "$COMP_LINE"
      [[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _nabla nabla "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """, to: "complete.bash")
    let outcome = try folder.shell("bash complete.bash '\(line)'")
    #expect(outcome.errors == "")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func `Bash completes commands, options, their values, and files`() throws {
    let folder = try Workplace()
    guard try folder.shell("command -v bash").exitCode == 0 else { return }
    try folder.write("", to: "lesson.md")
    #expect(try completions(of: "nabla l", in: folder) == ["lint"])
    #expect(try completions(of: "nabla lint --i", in: folder) == ["--ignore"])
    #expect(try completions(of: "nabla lint --ignore heading", in: folder) == ["heading-skip"])
    #expect(try completions(of: "nabla lint --format ", in: folder) == ["human", "json", "github"])
    #expect(try completions(of: "nabla help --t", in: folder) == ["--topic"])
    #expect(try completions(of: "nabla fmt les", in: folder) == ["lesson.md"])
    #expect(!(try completions(of: "nabla ", in: folder).contains("manual")))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `The shell reads its completions`(_ shell: String) throws {
    let folder = try Workplace()
    let script = try folder.nabla("completions", shell)
    #expect(script.exitCode == 0 && script.output.contains("lint"))
    guard try folder.shell("command -v \(shell)").exitCode == 0 else { return }
    try folder.write(script.output, to: "script")
    let outcome = try folder.shell("\(shell) -n script")
    #expect(outcome.exitCode == 0 && outcome.errors == "")
  }

  @Test func `Fish completes commands and options`() throws {
    let folder = try Workplace()
    guard try folder.shell("command -v fish").exitCode == 0 else { return }
    try folder.write(try folder.nabla("completions", "fish").output, to: "nabla.fish")
    let commands = try folder.shell("HOME=. fish -c 'source nabla.fish; complete -C \"nabla \"'").output
    #expect(commands.split(separator: "\n").filter { $0.hasPrefix("help\t") }.count == 1)
    #expect(commands.contains("lint\t"))
    #expect(try folder.shell("HOME=. fish -c 'source nabla.fish; complete -C \"nabla lint --f\"'").output.contains("--fix"))
  }

  @Test func `A shell that there is not is wrong usage`() throws {
    #expect(try Workplace().nabla("completions", "csh").exitCode == 2)
  }
}
