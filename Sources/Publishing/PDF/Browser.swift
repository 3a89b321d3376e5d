// A browser without a window, which prints pages.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a page could not be printed.
public struct PrintingFailure: Error, Sendable, CustomStringConvertible {
  public var description: String
}

/// Chromium or a relative of it.
struct Browser {
  private let executable: String

  /// The first one that `PATH` has.
  init() throws(PrintingFailure) {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"]
    let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":").map(String.init) ?? []
    for name in names {
      for folder in folders where access(folder + "/" + name, X_OK) == 0 {
        executable = folder + "/" + name
        return
      }
    }
    throw PrintingFailure(
      description: "a PDF is printed by Chromium, and there is none in PATH; on Debian: apt install chromium")
  }

  /// Prints a page of HTML to a PDF file. Nothing of the browser's own state is used or kept.
  ///
  /// - Parameters:
  ///   - page: an absolute path.
  ///   - seconds: how long it may take.
  func printPage(_ page: String, to target: String, seconds: Int = 120) throws(PrintingFailure) {
    let profile = target + ".profile"
    defer { removeFolder(profile) }
    var arguments = [
      executable, "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-first-run",
      "--user-data-dir=" + profile, "--no-pdf-header-footer", "--print-to-pdf=" + target,
    ]
    // Chromium refuses its sandbox to the administrator, as in containers.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    arguments.append("file://" + FileAddress.encode(page))
    try run(arguments, home: profile, seconds: seconds)
    guard access(target, R_OK) == 0 else { throw PrintingFailure(description: "\(executable) wrote no PDF") }
  }

  private func run(_ arguments: [String], home: String, seconds: Int) throws(PrintingFailure) {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let process: pid_t
    do throws(ChildProcess.Failure) {
      process = try ChildProcess.start(executable, arguments, environment: ["PATH=" + path, "HOME=" + home, "LANG=C.UTF-8"])
    } catch {
      throw PrintingFailure(description: "\(executable) cannot be started: \(error.reason)")
    }
    var status: Int32 = 0
    for _ in 0..<(seconds * 50) {
      if waitpid(process, &status, WNOHANG) == process {
        guard status == 0 else { throw PrintingFailure(description: "\(executable) failed (status \(status))") }
        return
      }
      usleep(20_000)
    }
    kill(-process, SIGKILL)
    waitpid(process, &status, 0)
    throw PrintingFailure(description: "\(executable) did not print the page in \(seconds) seconds")
  }

  /// Removes a folder with what is in it; symbolic links are not followed.
  private func removeFolder(_ path: String) {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let inner = path + "/" + name
      var status = stat()
      guard lstat(inner, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { removeFolder(inner) } else { unlink(inner) }
    }
    closedir(folder)
    rmdir(path)
  }
}
