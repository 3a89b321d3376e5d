// The files for continuous integration are YAML, name commands that there are, and hold shell scripts that a shell can read.

import Foundation
import Testing

@Suite struct IntegrationFileTests {
  static let files = ["action.yml", ".pre-commit-hooks.yaml", "ci/gitlab.yml"]

  private func run(_ executable: String, _ arguments: [String]) throws -> (exitCode: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [executable] + arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func `Every file is YAML and its scripts are shell`() throws {
    guard try run("python3", ["-c", "import yaml"]).exitCode == 0 else { return }
    for file in Self.files {
      let program = """
        import subprocess, sys, yaml
        document = yaml.safe_load(open(sys.argv[1]))
        scripts = []
        def walk(node):
          if isinstance(node, dict):
            for key, value in node.items():
              if key in ('run', 'script', 'before_script'):
                scripts.append('\\n'.join(value) if isinstance(value, list) else value)
              walk(value)
          elif isinstance(node, list):
            for item in node: walk(item)
        walk(document)
        for script in scripts:
          assert '${{' not in script, 'text from outside within a script: ' + script
          subprocess.run(['bash', '-n', '-c', script], check=True)
        """
      let outcome = try run("python3", ["-c", program, ImportTableTests.root + "/" + file])
      #expect(outcome.exitCode == 0, "\(file): \(outcome.output)")
    }
  }

  @Test func `Their commands are the program's`() throws {
    let commands = try FileManager.default.contentsOfDirectory(atPath: ImportTableTests.root + "/Sources/nabla/Commands")
      .map { $0.replacing(".swift", with: "").lowercased() }
    for file in Self.files {
      let text = try String(contentsOfFile: ImportTableTests.root + "/" + file, encoding: .utf8)
      let named = text.matches(of: #/(?m)^(?: +| +entry: | +- )nabla (\w+)/#).map { String($0.output.1) }
      #expect(named.count >= 3, "\(file): \(named)")
      for command in named { #expect(commands.contains(command), "\(file): nabla \(command)") }
    }
  }
}
