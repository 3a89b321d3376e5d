// swift-tools-version: 6.1
import PackageDescription

/// The allowed imports, floor by floor: mathematics knows no language, the language knows no documents, documents know no
/// terminal. `ARCHITECTURE.md` draws this table and `ImportTableTests` checks that the targets below keep to it.
let package = Package(
  name: "nabla",
  products: [
    .executable(name: "nabla", targets: ["nabla"]),
    .library(name: "Graphics", targets: ["Graphics"]),
    .library(name: "Arrays", targets: ["Arrays"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // Floor 4: the command line.
    .executableTarget(
      name: "nabla",
      dependencies: [
        "Preview", "Publishing", "Notebooks", "StandardLibrary", "Engine", "Syntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Pages that follow what is being written: a server and a watch over the files.
    .target(
      name: "Preview",
      dependencies: ["Publishing", "Notebooks", "Engine", .product(name: "FlyingSocks", package: "FlyingFox")]),

    // Floor 3: documents and pages.
    .target(name: "Publishing", dependencies: ["Notebooks", "Typesetting", "Graphics", "Engine", "Syntax"]),
    .target(name: "Notebooks", dependencies: ["Syntax", "Engine", "StandardLibrary", "CMarkdown", "CYAML"]),

    // Floor 2: the language.
    .target(name: "StandardLibrary", dependencies: ["Engine", "Arrays", "Exact", "Graphics"]),
    .target(
      name: "Engine",
      dependencies: [
        "Syntax", "Arrays", "Exact", "CMachine", .product(name: "ComplexModule", package: "swift-numerics"),
      ]),
    .target(name: "Syntax"),

    // Floor 1: mathematics and drawing, plain Swift libraries.
    .target(name: "Graphics", dependencies: ["CZLIB", "CPictures"]),
    .target(name: "Typesetting", dependencies: ["CFonts"]),
    .target(
      name: "Arrays",
      dependencies: ["Exact", "CLAPACK", "CKernels", "CEigen", .product(name: "ComplexModule", package: "swift-numerics")]),
    .target(name: "Exact", dependencies: ["CFLINT"]),

    // Floor 0: C libraries, from Debian packages, and the tier of the machine that needs guaranteed tail calls.
    .target(name: "CMachine"),
    .systemLibrary(name: "CLAPACK", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    // Loops in the vector instructions of newer machines, chosen when the program starts.
    .target(name: "CKernels"),
    // Sparse factorisations by Eigen (`libeigen3-dev`, headers only) behind C functions.
    .target(name: "CEigen"),
    .systemLibrary(name: "CZLIB", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CPictures", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CFonts", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .systemLibrary(name: "CFLINT", providers: [.apt(["libflint-dev", "libmpfr-dev"])]),
    // cmark-gfm (`libcmark-gfm-dev`, `libcmark-gfm-extensions-dev`) with formulas as a syntax extension in C.
    .target(
      name: "CMarkdown", linkerSettings: [.linkedLibrary("cmark-gfm-extensions"), .linkedLibrary("cmark-gfm")]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // Looks for programs that crash, hang or leak: `make fuzz`.
    .executableTarget(name: "Fuzz", dependencies: ["StandardLibrary", "Engine", "Syntax"], path: "Tests/Fuzz"),

    // Tests, one target for each target above.
    .testTarget(
      name: "ExactTests", dependencies: ["Exact"],
      exclude: [
        "Reference/make_reference.py", "Reference/make_float_reference.py", "Reference/make_matrix_reference.py",
      ]),
    .testTarget(
      name: "ArraysTests", dependencies: ["Arrays"],
      exclude: [
        "Reference/make_reference.py", "Reference/make_regression_reference.py", "Reference/make_accuracy_reference.py",
        "Reference/make_interpolation_reference.py", "Reference/make_sparse_reference.py",
      ]),
    .testTarget(name: "GraphicsTests", dependencies: ["Graphics", "CZLIB"], exclude: ["Goldens", "Reference"]),
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine"]),
    .testTarget(name: "StandardLibraryTests", dependencies: ["StandardLibrary"]),
    .testTarget(name: "NotebooksTests", dependencies: ["Notebooks"]),
    .testTarget(name: "PublishingTests", dependencies: ["Publishing", "Graphics", "Engine"]),
    .testTarget(name: "PreviewTests", dependencies: ["Preview", "nabla"]),
    .testTarget(
      name: "CommandTests", dependencies: ["nabla", "Engine", "StandardLibrary"], exclude: ["Goldens"]),
    .testTarget(name: "FuzzTests", dependencies: ["Fuzz"]),
    .testTarget(name: "PackageTests"),
    // Material from outside the repository, where it is at hand.
    .testTarget(name: "Suites", dependencies: ["Engine", "StandardLibrary", "Arrays"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
