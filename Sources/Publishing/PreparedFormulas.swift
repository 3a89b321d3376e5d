// Formulas that other threads typeset while the cells of their page run.

import Engine
import Notebooks
import Typesetting

/// The formulas of a page's text, typeset before the writer asks for them. Those with values in them wait for the values.
final class PreparedFormulas: Sendable {
  private let keys: [Mathematics.Key]
  private let shares: EngineThread.Team<[TypesetFormula]>

  /// - Parameter helpers: how many threads begin at once; whoever wants the formulas helps them then.
  init(_ notebook: Notebook, helpers: Int) {
    var keys: [Mathematics.Key] = []
    var found: Set<Mathematics.Key> = []
    notebook.forEachInline { inline in
      guard case .formula(let formula) = inline.kind, formula.values.isEmpty else { return }
      let key = Mathematics.Key(formula, tex: formula.tex)
      if found.insert(key).inserted { keys.append(key) }
    }
    self.keys = keys
    let size = 64
    let macros = Mathematics.macros(of: notebook.frontMatter)
    shares = EngineThread.Team((keys.count + size - 1) / size, threads: helpers) { [keys] number in
      // The libraries of the font are slow to load, and the page will need them.
      if number == 0 { MathFont.load() }
      return keys[number * size..<min((number + 1) * size, keys.count)].map { $0.typeset(macros) }
    }
  }

  /// The formulas, when all are typeset.
  func formulas() -> [Mathematics.Key: TypesetFormula] {
    shares.help()
    return Dictionary(uniqueKeysWithValues: zip(keys, shares.results().joined()))
  }
}
