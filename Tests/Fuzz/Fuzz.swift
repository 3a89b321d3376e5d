// The fuzzer: `swift run Fuzz --cells 1000000` looks for programs that crash, hang or leak.

import Engine
import Foundation

@main
enum Fuzz {
  static func main() {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print("usage: Fuzz [--cells N] [--seed N] [--first SESSION] [--processes N] [--timeout SECONDS] [--failures N]")
      print("            [--lessons FOLDER] [--output FOLDER] [--replay FILE] [--show SESSION]")
      exit(2)
    }
    if let path = options.replay { return replay(path) }
    let source = InputSource(seed: options.seed, lessons: Lessons.cells(in: options.lessons))
    if let number = options.show {
      print(source.cells(number).joined(separator: "\n" + Minimizer.separator + "\n"))
    } else if let work = options.work {
      EngineThread.run { run(work, of: source) }
    } else {
      drive(options, source)
    }
  }

  private static func replay(_ path: String) {
    EngineThread.run { report(Check.problems(Minimizer.cells(ofFile: path))) }
  }

  /// Runs sessions one after the other, and says at the end how many bytes they left.
  private static func run(_ work: Range<Int>, of source: InputSource) {
    // What the first sessions touch is made once for the life of the process.
    let start = work.lowerBound + work.count / 5
    var cellCount = 0
    var bytes = 0
    for number in work {
      if number == start {
        bytes = AllocatedBytes.count
        cellCount = 0
      }
      announce("\(number)\n")
      report(
        Check.problems(source.cells(number)) { _ in
          announce(".\n")
          cellCount += 1
        })
    }
    announce("kept \(AllocatedBytes.count - bytes) \(cellCount)\n")
  }

  /// Says what comes next, at once: what follows may crash.
  private static func announce(_ line: String) {
    var line = line
    line.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
  }

  private static func report(_ problems: [String]) {
    guard let first = problems.first else { return }
    FileHandle.standardError.write(Data("PROBLEM \(first)\n".utf8))
    exit(3)
  }

  /// Prints a line at once, whatever standard output is.
  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func drive(_ options: Options, _ source: InputSource) {
    say("seed \(options.seed), \(options.cells) cells from session \(options.first), \(options.processes) processes")
    let driver = Driver(program: CommandLine.arguments[0], options: options)
    let findings = driver.run()
    var kinds: Set<String> = []
    for finding in findings where kinds.insert(finding.kind).inserted {
      var minimizer = Minimizer(driver: driver, folder: options.folder)
      say("session \(finding.session): \(minimizer.minimize(source.cells(finding.session), finding))")
    }
    say(driver.summary + (findings.isEmpty ? "" : " of \(kinds.count) kinds"))
    exit(findings.isEmpty ? 0 : 1)
  }
}
