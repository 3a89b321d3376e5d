// A page that somebody looks at: its notebook in an environment that stays, run again as its files change.

import Dispatch
import Engine
import Notebooks
import Publishing
import Synchronization

/// A page by its address. Its work is done on a queue of its own, one run at a time; a change stops the run that it makes useless.
final class OpenPage: Sendable {
  let address: String
  private let pages: @Sendable () -> LivePages
  /// Called with each new version of the page.
  private let onChange: @Sendable (LivePages.Page) -> Void
  private let queue = DispatchQueue(label: "page")
  private let environment = PageEnvironment()
  private let state: Mutex<State>

  private struct State {
    var page: LivePages.Page?
    var version = ""
    var trouble: String?
    /// The files that the page was made of, with their paths; `nil` for those that are not there.
    var stamps: [String: FileStamp?] = [:]
    /// How its files stood at the last look, if they were no longer so, and since when they are not.
    var changed: (stamps: [String: FileStamp?], since: ContinuousClock.Instant)?
    /// How many cells and inline values the last run ran.
    var evaluatedCount = 0
    var isRunning = false
    var isWanted = false
    var isClosed = false
    var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    var listenerCount = 0
    var lastUse = ContinuousClock.now
  }

  init(_ address: String, _ pages: @escaping @Sendable () -> LivePages, onChange: @escaping @Sendable (LivePages.Page) -> Void) {
    (self.address, self.pages, self.onChange) = (address, pages, onChange)
    state = Mutex(State())
    refresh()
  }

  /// Stops what is running and gives up the environment.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
    environment.interrupt()
    queue.async { [environment] in EngineThread.run { environment.close() } }
  }

  // MARK: - Runs

  /// Makes the page anew; what is running for it is stopped.
  func refresh() {
    if state.withLock({ begin(&$0) }) { queue.async { self.work() } }
  }

  /// Asks for another run, and stops the one that there is; whether there is none, and somebody has to begin.
  private func begin(_ state: inout State) -> Bool {
    state.isWanted = true
    if state.isRunning { environment.interrupt() }
    defer { state.isRunning = true }
    return !state.isRunning
  }

  /// Makes the page anew if one of its files is no longer as it was read.
  ///
  /// - Parameter isSettled: whether the files are whole as they are now.
  private func refreshIfChanged(_ isSettled: (inout State, _ stamps: [String: FileStamp?]) -> Bool) {
    let old = state.withLock { $0.stamps }
    let stamps = Dictionary(uniqueKeysWithValues: old.keys.map { ($0, FileStamp($0)) })
    let starts = state.withLock { state in
      // What a run that began since has seen is no change.
      guard stamps != old, state.stamps == old else {
        state.changed = nil
        return false
      }
      guard isSettled(&state, stamps) else { return false }
      (state.stamps, state.changed) = (stamps, nil)
      return begin(&state)
    }
    if starts { queue.async { self.work() } }
  }

  /// Makes the page anew, if a file changed, for somebody who asks for it.
  func refreshIfChanged() { refreshIfChanged { _, _ in true } }

  /// Does so when two looks in a row see the same: between them a file may be half written. Some editors empty a file before they write
  /// it, and a file that is empty or missing is given more time.
  func look() {
    refreshIfChanged { state, stamps in
      let last = state.changed
      state.changed = (stamps, last?.since ?? .now)
      guard let last, last.stamps == stamps else { return false }
      let isWhole = stamps.allSatisfy { !($1?.isEmpty ?? true) }
      return isWhole || ContinuousClock.now - last.since > OpenPage.patience
    }
  }

  /// How long a file may be empty or missing while it is saved.
  private static let patience = Duration.milliseconds(200)

  private func work() {
    while true {
      let isWanted = state.withLock { state in
        state.isRunning = state.isWanted && !state.isClosed
        state.isWanted = false
        if state.isRunning {
          environment.clearInterruption()
          state.changed = nil
          for path in state.stamps.keys { state.stamps[path] = .some(FileStamp(path)) }
        }
        return state.isRunning
      }
      tell()
      guard isWanted else { return }
      let outcome = EngineThread.run { make() }
      state.withLock { state in
        if let stamps = outcome.stamps { state.stamps = stamps }
        guard let page = outcome.page else {
          state.trouble = outcome.trouble ?? state.trouble
          return
        }
        state.evaluatedCount = outcome.evaluatedCount
        state.trouble = nil
        if state.page?.html != page.html { state.version = LivePages.version(of: page.html) }
        state.page = page
      }
      if let page = outcome.page { onChange(page) }
    }
  }

  private struct Outcome {
    var page: LivePages.Page?
    var trouble: String?
    var stamps: [String: FileStamp?]?
    var evaluatedCount = 0
  }

  /// Reads, runs and writes; nothing comes of a run that was stopped.
  private func make() -> Outcome {
    let pages = pages()
    guard let number = pages.number(at: address) else { return Outcome(trouble: "There is no page at /\(address) any more.") }
    let path = pages.path(of: number)
    var stamps = [path: FileStamp(path)]
    do {
      let page = try pages.write(number) { environment.run($0) }
      if environment.isInterrupted { return Outcome(stamps: stamps) }
      for file in page.files {
        let path = join(pages.root, file)
        stamps[path] = .some(FileStamp(path))
      }
      return Outcome(page: page, stamps: stamps, evaluatedCount: environment.evaluatedCount)
    } catch {
      return Outcome(trouble: error.description, stamps: stamps)
    }
  }

  // MARK: - What is shown

  /// The page, when it is made or after a while; `nil` if there is none yet, with why.
  func settled(within patience: Duration) async -> (page: LivePages.Page?, version: String, trouble: String?) {
    let deadline = ContinuousClock.now + patience
    while state.withLock({ $0.isRunning }), .now < deadline { try? await Task.sleep(for: .milliseconds(2)) }
    return state.withLock { state in
      state.lastUse = .now
      return (state.page, state.version, state.trouble)
    }
  }

  /// A file that a cell of the page wrote.
  func savedFile(at address: String) -> [UInt8]? { state.withLock { $0.page?.saved[address] } }

  /// How the page stands, now and whenever that changes, until the stream is given up.
  func messages() -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
    let (number, isClosed) = state.withLock { state in
      state.listenerCount += 1
      state.listeners[state.listenerCount] = continuation
      return (state.listenerCount, state.isClosed)
    }
    continuation.onTermination = { [weak self] _ in self?.leave(number) }
    if isClosed { continuation.finish() }
    tell()
    return stream
  }

  private func leave(_ number: Int) {
    state.withLock { state in
      state.listeners[number] = nil
      state.lastUse = .now
    }
  }

  private func tell() {
    let pages = pages()
    let name = pages.number(at: address).flatMap { pages.path(of: $0).split(separator: "/").last } ?? address[...]
    state.withLock { state in
      guard !state.listeners.isEmpty else { return }
      let page = state.page
      let images = (page?.images ?? []).map { path in state.stamps[join(pages.root, path)].flatMap { $0 }?.description ?? "" }
        + [page?.savedVersion ?? ""]
      let message = PageState(
        version: state.version, images: LivePages.version(of: images.joined(separator: " ")), isRunning: state.isRunning,
        trouble: state.trouble, findings: page?.findings ?? [], name: String(name), evaluatedCount: state.evaluatedCount
      ).json
      for listener in state.listeners.values { listener.yield(message) }
    }
  }

  var isWatched: Bool { state.withLock { !$0.listeners.isEmpty } }
  var lastUse: ContinuousClock.Instant { state.withLock { $0.lastUse } }
}

/// The notebook's environment, used on the page's queue alone; only the flag that stops it is set from elsewhere.
private final class PageEnvironment: @unchecked Sendable {
  private var session: NotebookSession? = NotebookSession()
  private let flag: UnsafeMutablePointer<Int32>

  init() {
    flag = .allocate(capacity: 1)
    flag.initialize(to: 0)
    session?.interruption = UnsafePointer(flag)
  }

  deinit { flag.deallocate() }

  func interrupt() { flag.pointee = 1 }
  func clearInterruption() { flag.pointee = 0 }

  func run(_ notebook: Notebook) -> NotebookRun {
    guard let session else { return NotebookRun(notebook) }
    var run = session.run(notebook)
    session.addSliderStates(to: &run)
    return run
  }

  var isInterrupted: Bool { session?.isInterrupted ?? true }
  var evaluatedCount: Int { session?.evaluatedCount ?? 0 }

  func close() { session = nil }
}
