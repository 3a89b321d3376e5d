// Checks that the targets and their sources import what the table of ARCHITECTURE.md allows, and nothing else.

import Foundation
import Testing

@Suite struct ImportTableTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// What each target may import of ours, and of others'.
  static let allowed: [String: Set<String>] = [
    "Exact": ["CFLINT"],
    "Arrays": ["Exact", "CLAPACK", "CKernels", "CEigen", "ComplexModule", "RealModule"],
    "Graphics": ["CZLIB", "CPictures"],
    "Typesetting": ["CFonts"],
    "Syntax": [],
    "Engine": ["Syntax", "Arrays", "Exact", "CMachine", "ComplexModule"],
    "StandardLibrary": ["Engine", "Syntax", "Arrays", "Exact", "Graphics", "ComplexModule"],
    "Notebooks": ["Syntax", "Engine", "StandardLibrary", "CMarkdown", "CYAML"],
    "Publishing": ["Notebooks", "Typesetting", "Graphics", "Engine", "Syntax"],
    "Preview": ["Publishing", "Notebooks", "Engine", "FlyingSocks"],
    "nabla": ["Preview", "Publishing", "Notebooks", "StandardLibrary", "Engine", "Syntax", "ArgumentParser"],
    "Fuzz": ["StandardLibrary", "Engine", "Syntax"],
    "CFLINT": [], "CLAPACK": [], "CKernels": [], "CEigen": [], "CMarkdown": [], "CYAML": [], "CFonts": [], "CMachine": [], "CZLIB": [],
    "CPictures": [],
  ]

  /// The floor of each target: imports go down, or stay on their floor.
  static let floors: [String: Int] = [
    "CFLINT": 0, "CLAPACK": 0, "CKernels": 0, "CEigen": 0, "CMarkdown": 0, "CYAML": 0, "CFonts": 0, "CMachine": 0, "CZLIB": 0,
    "CPictures": 0,
    "Exact": 1, "Arrays": 1, "Graphics": 1, "Typesetting": 1,
    "Syntax": 2, "Engine": 2, "StandardLibrary": 2,
    "Notebooks": 3, "Publishing": 3, "Preview": 4, "nabla": 4, "Fuzz": 4,
  ]

  /// The language's own and the system's libraries, open to all.
  static let system: Set<String> = [
    "Swift", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch",
  ]

  // MARK: - What the package says

  /// `name` and `dependencies` of each target as Package.swift writes them.
  static func targets() throws -> [(name: String, dependencies: [String])] {
    let text = try String(contentsOfFile: root + "/Package.swift", encoding: .utf8)
    let start = try #require(text.range(of: "  targets: [")).upperBound
    let declaration = #/\.(target|executableTarget|systemLibrary)\(\s*name: "(\w+)"/#
    let list = text[start...]
    let matches = list.matches(of: declaration)
    return matches.enumerated().map { index, match in
      let end = index + 1 < matches.count ? matches[index + 1].range.lowerBound : list.endIndex
      var body = list[match.range.upperBound..<end]
      if let test = body.range(of: ".testTarget(") { body = body[..<test.lowerBound] }
      var dependencies: [String] = []
      if let opening = body.range(of: "dependencies: [") {
        let rest = body[opening.upperBound...]
        // The list closes at the first bracket: products inside it have none.
        let names = rest[..<(rest.firstIndex(of: "]") ?? rest.endIndex)]
        dependencies = names.replacing(#/package: "[^"]*"/#, with: "").matches(of: #/"([^"]+)"/#).map { String($0.output.1) }
      }
      return (String(match.output.2), dependencies)
    }
  }

  @Test func `Every target is in the table and declares nothing that it may not import`() throws {
    let targets = try Self.targets()
    #expect(Set(targets.map(\.name)) == Set(Self.allowed.keys))
    for target in targets {
      let extra = Set(target.dependencies).subtracting(Self.allowed[target.name] ?? [])
      #expect(extra.isEmpty, "\(target.name) declares \(extra.sorted())")
    }
  }

  @Test func `Imports go down the floors and never in a circle`() throws {
    var below: [String: Set<String>] = [:]
    for (name, imports) in Self.allowed {
      for other in imports {
        guard let floor = Self.floors[other], let own = Self.floors[name] else { continue }
        #expect(floor <= own, "\(name) on floor \(own) imports \(other) on floor \(floor)")
      }
      below[name] = imports
    }
    // Taking away what imports nothing that is left must end with nothing left.
    while let leaf = below.keys.sorted().first(where: { below[$0, default: []].isDisjoint(with: below.keys) }) {
      below[leaf] = nil
    }
    #expect(below.isEmpty, "a circle: \(below.keys.sorted())")
  }

  // MARK: - What the sources import

  /// The imports of every Swift file, by target and path.
  static func imports() throws -> [(target: String, file: String, module: String)] {
    let sources = root + "/Sources"
    let files = (FileManager.default.enumerator(atPath: sources)?.allObjects as? [String] ?? []).sorted()
    let line = #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |internal |private |package |fileprivate )?import (?:(?:struct|class|enum|func|protocol|typealias|var|let) )?(\w+)/#
      .anchorsMatchLineEndings()
    var result: [(String, String, String)] = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
      let target = String(file.prefix { $0 != "/" })
      for match in text.matches(of: line) { result.append((target, file, String(match.output.1))) }
    }
    return result
  }

  @Test func `Every source file keeps to the table`() throws {
    let imports = try Self.imports()
    #expect(imports.count > 100)
    for (target, file, module) in imports where !Self.system.contains(module) {
      #expect(Self.allowed[target]?.contains(module) == true, "\(file) imports \(module)")
    }
  }

  @Test func `A C library is imported by the one folder or file that wraps it`() throws {
    let wrappers: [String: [String]] = [
      "CPictures": ["Graphics/Export/PictureFile.swift"],
      "CZLIB": ["Graphics/SVG/PNGEncoder.swift"],
      "CFLINT": [
        "Exact/FLINT/", "Exact/Integers/", "Exact/Rationals/", "Exact/Floats/", "Exact/Matrices/", "Exact/Polynomials/",
      ],
      "CKernels": [
        "Arrays/Dense/VectorLoops.swift", "Arrays/Reductions/Sorting.swift", "Arrays/Signals/FourierPlan.swift", "Arrays/DoubleDouble/",
        "Arrays/LinearAlgebra/Small/",
      ],
      "CEigen": ["Arrays/Sparse/Solvers/"],
      "CLAPACK": ["Arrays/LinearAlgebra/", "Arrays/Reductions/DenseArray+Sums.swift"],
      "CMachine": [
        "Engine/Machine/", "Engine/Compiler/Code.swift", "Engine/Types/DataType.swift", "Engine/Values/FunctionObject.swift",
      ],
      "CFonts": ["Typesetting/Font/"],
      "CMarkdown": ["Notebooks/Parsing/"],
      "CYAML": ["Notebooks/Parsing/YAML.swift"],
    ]
    for (_, file, module) in try Self.imports() {
      guard let allowed = wrappers[module] else { continue }
      #expect(allowed.contains { file.hasPrefix($0) }, "\(file) imports \(module)")
    }
  }

  @Test func `Mathematics and the language load no Foundation where less will do`() throws {
    for (target, file, module) in try Self.imports() where module == "Foundation" {
      let text = try String(contentsOfFile: Self.root + "/Sources/" + file, encoding: .utf8)
      #expect(text.contains("canImport(FoundationEssentials)"), "\(file) of \(target) imports Foundation outright")
    }
  }

  @Test func `The table of ARCHITECTURE md is this one`() throws {
    let text = try String(contentsOfFile: Self.root + "/ARCHITECTURE.md", encoding: .utf8)
    var written: [String: Set<String>] = [:]
    for row in text.matches(of: #/\n\| `(\w+)` \| (?:\d) \| ([^|]*) \|/#) {
      written[String(row.output.1)] = Set(row.output.2.matches(of: #/`(\w+)`/#).map { String($0.output.1) })
    }
    #expect(written == Self.allowed)
  }
}
