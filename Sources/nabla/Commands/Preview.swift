// `nabla preview`: pages in a browser that follow their files.

import ArgumentParser
import Preview

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show a notebook or a folder in a browser, and follow what is written.",
    discussion: """
      Serves pages on this machine alone, at http://127.0.0.1:4711/ or the next port that is free. When a file is saved, the cells
      that the change concerns run again, and the page changes in its place. What is wrong stands at the top of the page.
      Control-C ends it.
      """)

  @Argument(help: "A notebook, or a folder of them.", completion: .file())
  var path: String

  @Option(help: ArgumentHelp("The port to serve at; 0 for any that is free.", valueName: "number"))
  var port: Int?

  @Flag(help: "Open the page in the browser.")
  var open = false

  func validate() throws {
    if let port, !(0...65535).contains(port) { throw ValidationError("--port takes a number up to 65535") }
  }

  func run() throws {
    let preview: Preview
    do {
      preview = try Preview(path, port: port.map { UInt16($0) })
    } catch {
      Terminal.writeError("error: \(error)\n")
      throw ExitCode(1)
    }
    Terminal.write("\(path) at \(preview.address) (Control-C ends)\n")
    if open {
      do { try preview.openBrowser() } catch { Terminal.writeError("warning: \(error)\n") }
    }
    do {
      try preview.runUntilSignal()
    } catch {
      Terminal.writeError("error: the server ended: \(error)\n")
      Terminal.exit(1)
    }
    // Without waiting for a cell that cannot be stopped.
    Terminal.exit(0)
  }
}
