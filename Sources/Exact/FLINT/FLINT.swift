// What the FLINT library needs from the program that uses it.
import CFLINT

/// What the FLINT library needs from the program that uses it.
public enum FLINT {
  /// Frees the pools of memory that FLINT keeps for the calling thread. Call it at the end of a thread that has used
  /// exact numbers; numbers made on the thread stay valid.
  public static func cleanUpThread() { flint_cleanup() }

  /// Installs a function that runs when FLINT meets an internal error, before the process ends.
  ///
  /// FLINT has then already printed a line to standard output and cannot be resumed, so all that `handler` can do is
  /// save what is worth keeping, report, and exit; if it returns, the process is aborted. The types of this module
  /// check the conditions of every call first (divisors, moduli, negative roots): this is the last net, not a way of
  /// signalling errors.
  public static func onInternalError(_ handler: @escaping @convention(c) () -> Void) {
    cflint_set_error_handler(handler)
  }
}
