// `nabla manual`: the manual page, made of the commands' own help; `make install` puts it into place.

import ArgumentParser

struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, as troff source.", shouldDisplay: false)

  func run() throws { Terminal.write(try ManualPage.write()) }
}
