// What runs in the process of a submission.

import Engine
import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a submission from standard input and answers what is asked there, until the other end is closed.
public enum SubmissionWorker {
  /// - Parameter folder: an empty folder.
  public static func run(in folder: String, _ limits: SubmissionLimits) {
    confine(to: folder, limits)
    EngineThread.run {
      let channel = SubmissionChannel(descriptor: 0)
      do throws(SubmissionChannel.Failure) {
        let text = String(decoding: try channel.receive(), as: UTF8.self)
        let side = SubmissionSide(submission: text, steps: limits.steps, memory: limits.memory, seconds: limits.seconds)
        while true { try channel.send(side.exchange(try channel.receive())) }
      } catch {
        // Nobody asks any more.
      }
    }
  }

  /// Bounds what the process can do should it do more than the language lets it: no large files, no core, little memory and time
  /// and, where the system allows it, no files but those of the empty folder that it runs in.
  private static func confine(to folder: String, _ limits: SubmissionLimits) {
    // Besides its values: the program, its libraries, and stacks, most of which is reserved and never used.
    limit(RLIMIT_AS, to: limits.memory + 1 << 30)
    limit(RLIMIT_CPU, to: limits.seconds + 1)
    limit(RLIMIT_CORE, to: 0)
    limit(RLIMIT_FSIZE, to: 0)
    guard chdir(folder) == 0 else { exit(1) }
    if chroot(".") == 0, chdir("/") != 0 { exit(1) }
  }

  private static func limit(_ resource: __rlimit_resource, to bound: Int) {
    var limits = rlimit(rlim_cur: rlim_t(bound), rlim_max: rlim_t(bound))
    setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
  }
}
