// What is left when rendering is cut short: whole files or none, and a message where there is somebody to read it.

import Foundation
import Testing

@Suite struct FaultTests {
  private static let page = """
    # Fault

    $$ \\int_0^1 x^2 \\, dx = \\frac13 $$

    ```nabla
    plot(sin, 0, 2π)
    ```

    """

  private func lines(_ outcome: Outcome) -> [Substring] { outcome.errors.split(separator: "\n") }

  @Test func `a process that is killed leaves only whole files`() throws {
    let folder = try Workplace()
    for number in 1...4 { try folder.write(Self.page + "Page \(number).\n", to: "site/page-\(number).md") }
    #expect(try folder.nabla("render", "site", "-o", "whole", "--to", "html,md").exitCode == 0)
    let count = ProcessInfo.processInfo.environment["NABLA_KILLS"].flatMap { Int($0) } ?? 20
    // Killed at moments spread over a whole run, the rendering starts anew over what is there.
    let outcome = try folder.shell(
      """
      for i in $(seq 1 \(count)); do
        nabla render site -o out --to html,md --fresh & process=$!
        sleep 0.$(printf %03d $((i * 397 % 150)))
        kill -9 $process 2>/dev/null; wait $process 2>/dev/null
        for file in $(cd out 2>/dev/null && find . -type f ! -name '*.part-*'); do
          cmp -s out/$file whole/$file || { echo "not whole: $file"; exit 1; }
        done
      done
      nabla render site -o out --to html,md
      """)
    #expect(outcome.exitCode == 0 && outcome.output.isEmpty, "\(outcome.output)\(outcome.errors)")
    for file in folder.files() where file.hasPrefix("whole/") && file.contains(".") {
      let other = "out/" + file.dropFirst(6)
      #expect(FileManager.default.contentsEqual(atPath: folder.path + "/" + file, andPath: folder.path + "/" + other), "\(file)")
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root may mount")) func `a full disk is told and loses nothing`() throws {
    let folder = try Workplace()
    try folder.write(Self.page, to: "page.md")
    let outcome = try folder.shell(
      """
      mkdir disk && mount -t tmpfs -o size=64k tmpfs disk || exit 77
      echo before > disk/page.html
      head -c 50000 /dev/zero > disk/filler
      nabla render page.md -o disk; code=$?
      cat disk/page.html; ls disk
      umount disk
      exit $code
      """)
    if outcome.exitCode == 77 { return }
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: disk/page.html: No space left on device\n")
    #expect(outcome.output == "before\nfiller\npage.html\n")
  }

  @Test func `a folder that cannot be written to is told`() throws {
    let folder = try Workplace()
    try folder.write(Self.page, to: "page.md")
    try folder.write("a file", to: "out")
    let outcome = try folder.nabla("render", "page.md", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(lines(outcome).count == 1 && outcome.errors.hasPrefix("error: out: "), "\(outcome.errors)")
    #expect(try folder.read("out") == "a file")
  }

  @Test(.enabled(if: getuid() == 0, "only root may mount")) func `a read-only folder is told and loses nothing`() throws {
    let folder = try Workplace()
    try folder.write(Self.page, to: "page.md")
    let outcome = try folder.shell(
      """
      mkdir out && mount -t tmpfs tmpfs out || exit 77
      echo before > out/page.html
      mount -o remount,ro out || exit 77
      nabla render page.md -o out; code=$?
      cat out/page.html
      umount out
      exit $code
      """)
    if outcome.exitCode == 77 { return }
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: out/page.html: Read-only file system\n")
    #expect(outcome.output == "before\n")
  }

  @Test func `a file that vanishes meanwhile is told, and the other pages are written`() throws {
    let folder = try Workplace()
    try folder.write("# Course\n\n- [First](first.md)\n- [Second](second.md)\n", to: "site/README.md")
    // The first page takes long enough for the second to go.
    try folder.write("# First\n\n```nabla\ns = 0\nfor i in 1:3 * 10^7\n  s += i\nend\n```\n", to: "site/first.md")
    try folder.write("# Second\n", to: "site/second.md")
    let outcome = try folder.shell(
      """
      nabla render site -o out --jobs 1 --fresh & process=$!
      while [ ! -e out/index.html ] && kill -0 $process; do sleep 0.005; done
      rm site/second.md; wait $process
      """)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("site/second.md: no such file"), "\(outcome.errors)")
    #expect(folder.exists("out/first.html") && folder.exists("out/index.html") && !folder.exists("out/second.html"))
  }
}
