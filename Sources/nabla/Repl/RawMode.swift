// The terminal, key by key instead of line by line, while somebody edits.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Switches the terminal between editing and running.
struct RawMode {
  private var original = termios()

  /// `nil` where standard input is no terminal.
  init?() {
    guard isatty(0) == 1, isatty(1) == 1, tcgetattr(0, &original) == 0 else { return nil }
  }

  /// Every key comes at once and unshown, Control-C too; pastes are marked.
  func begin() {
    var raw = original
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    tcsetattr(0, TCSADRAIN, &raw)
    Terminal.write("\u{1B}[?2004h")
  }

  /// The terminal as it was.
  func end() {
    var original = original
    Terminal.write("\u{1B}[?2004l")
    tcsetattr(0, TCSADRAIN, &original)
  }

  /// Columns and rows of the terminal.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
