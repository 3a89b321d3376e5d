// Names that other languages have for what is called otherwise here, or not at all.

/// The spelling here of what Python, NumPy, MATLAB, R, JavaScript and C call differently.
enum ForeignNames {
  /// What to write instead of a name that is not defined.
  static func hint(for name: String) -> String? { hints[name] ?? figureHints[name] }

  /// Whether the name is usually that of a module elsewhere: `np` in `np.mean(x)`.
  static func isModule(_ name: String) -> Bool { modules.contains(name) }

  /// What to write instead of `base.member`; `arguments` is what stands in the parentheses of a call behind it.
  static func hint(forMember member: String, of base: String, arguments: String?) -> String? {
    guard let pattern = members[member] else { return nil }
    return "write `"
      + pattern.replacing("%", with: base).replacing("#", with: arguments.map { $0.isEmpty ? "x" : $0 } ?? "x") + "`"
  }

  /// Everything that a hint recommends, for the test that it exists.
  static var allHints: [String] {
    hints.keys.sorted().compactMap { hints[$0] } + figureHints.keys.sorted().compactMap { figureHints[$0] } + members.keys.sorted().compactMap { members[$0] }
  }

  private static let modules: Set<String> = [
    "np", "numpy", "jnp", "plt", "pyplot", "matplotlib", "ax", "axs", "fig", "sns", "pd", "pandas", "math", "cmath", "Math", "scipy", "sp",
    "sympy", "torch", "tf", "random", "statistics", "itertools", "functools", "os", "sys", "console", "System",
  ]

  private static let hints: [String: String] = [
    // Values
    "True": "write `true`", "False": "write `false`", "TRUE": "write `true`", "FALSE": "write `false`",
    "None": "write `nothing`", "null": "write `nothing`", "nil": "write `nothing`", "NULL": "write `nothing`",
    "undefined": "write `nothing`", "void": "write `nothing`", "NA": "write `missing`", "nan": "write `NaN`",
    "inf": "write `Inf`", "infinity": "write `Inf`", "oo": "write `Inf`", "Pi": "write `π` or `pi`",
    "PI": "write `π` or `pi`", "e": "Euler's number is `ℯ` (`\\euler` and Tab) or `exp(1)`",
    "E": "Euler's number is `ℯ` (`\\euler` and Tab) or `exp(1)`", "i": "the imaginary unit is `im`: `1 + 2im`",
    "j": "the imaginary unit is `im`: `1 + 2im`", "eps_": "write `eps()`",
    // Words
    "and": "write `&&`", "or": "write `||`", "not": "write `!`", "elif": "write `elseif`",
    "def": "a function is defined by `f(x) = …` or `function f(x) … end`",
    "lambda": "a function without a name is written `x -> …`", "self": "an object is an ordinary argument: `area(c) = …`",
    "this": "an object is an ordinary argument: `area(c) = …`", "pass": "an empty block needs no word",
    "var_": "write `x = 1`", "del": "elements are removed with `delete!(d, key)` or `deleteat!(v, i)`",
    // Collections
    "len": "write `length(x)`", "numel": "write `length(A)`", "strlen": "write `length(s)`", "list": "write `collect(x)`",
    "dict": "write `Dict(\"a\" => 1)`", "set": "write `Set([1, 2])`", 
    "array": "write `[1, 2, 3]`", "vector": "write `[1, 2, 3]`", "matrix": "write `[1 2; 3 4]`",
    "sorted": "write `sort(v)`", "reversed": "write `reverse(v)`", "append": "write `push!(v, x)`",
    "extend": "write `append!(v, w)`", "add": "write `a + b`; elements are added with `push!(v, x)`",
    "arange": "write `a:step:b`, which includes b", "linspace": "write `range(a, b, length = n)`",
    "logspace": "write `exp10.(range(a, b, length = n))`", "xrange": "write `1:n`", "seq": "write `a:step:b`",
    "eye": "the identity is `I`; as a matrix `Matrix(1.0I, n, n)`", "identity_matrix": "the identity is `I`",
    "meshgrid": "none is needed: `f.(x', y)` evaluates on the grid", "ndgrid": "none is needed: `f.(x, y')` evaluates on the grid",
    "repmat": "write `repeat(A, m, n)`", "tile": "write `repeat(A, m, n)`", "rep": "write `fill(x, n)` or `repeat(v, n)`",
    "horzcat": "write `hcat(A, B)` or `[A B]`", "hstack": "write `hcat(A, B)` or `[A B]`", "column_stack": "write `hcat(A, B)`",
    "vertcat": "write `vcat(A, B)` or `[A; B]`", "vstack": "write `vcat(A, B)` or `[A; B]`",
    "concatenate": "write `vcat(a, b)` or `[a; b]`", "ravel": "write `vec(A)`",
    "fliplr": "write `reverse(A, dims = 2)`", "flipud": "write `reverse(A, dims = 1)`", "flip": "write `reverse(A)`",
    "nrow": "write `size(A, 1)`", "ncol": "write `size(A, 2)`", "shape": "write `size(A)`", "ndim": "write `ndims(A)`",
    "head": "write `first(v, n)`", "where": "write `findall(v .> 0)` or `v[v .> 0]`",
    "nonzero": "write `findall(!iszero, v)`", "find": "write `findall(v .> 0)`", "amax": "write `maximum(A)`",
    "amin": "write `minimum(A)`", "cellfun": "write `map(f, v)`", "arrayfun": "write `map(f, v)`",
    "sapply": "write `map(f, v)` or `f.(v)`", "lapply": "write `map(f, v)`", "apply": "write `map(f, v)` or `f.(v)`",
    "Table": "write `[f(i) for i in 1:n]`",
    // Types and text
    "int": "write `Int(x)`, or `round(Int, x)`", "double": "write `Float64(x)`", "single": "write `Float32(x)`",
    "str": "write `string(x)`", "bool": "write `Bool(x)`", "char": "write `Char(n)`", "chr": "write `Char(n)`",
    "ord": "write `Int(c)` of a character `'a'`", "type": "write `typeof(x)`", "isinstance": "write `x isa Number`",
    "num2str": "write `string(x)`", "str2num": "write `parse(Float64, s)`", "str2double": "write `parse(Float64, s)`",
    "strcat": "write `string(a, b)` or `a * b`", "strsplit": "write `split(s, \",\")`", "strjoin": "write `join(v, \", \")`",
    "strrep": "write `replace(s, \"a\" => \"b\")`", "strcmp": "write `a == b`", "upper": "write `uppercase(s)`",
    "toupper": "write `uppercase(s)`", "lower": "write `lowercase(s)`", "tolower": "write `lowercase(s)`",
    "paste": "write `string(a, b)`", "format": "write `@sprintf(\"%.3f\", x)` or `\"x = $x\"`",
    "sprintf": "write `@sprintf(\"%.3f\", x)`", "printf": "write `@printf(\"%.3f\\n\", x)`",
    "fprintf": "write `@printf(\"%.3f\\n\", x)`", "disp": "write `println(x)`, or leave the value as the last line",
    "puts": "write `println(x)`", "echo": "write `println(x)`", "cout": "write `println(x)`",
    "input": "a notebook reads no input: give the value a name, `x = 3`", "assert": "write `@assert x > 0`",
    "Fraction": "write `1//3`", "symbols": "write `@variables x y`", "syms": "write `@variables x y`",
    // Arithmetic
    "ln": "the natural logarithm is `log(x)`", "pow": "write `x^y`", "power": "write `x^y`", "sqr": "write `x^2`",
    "square": "write `x^2`", "fabs": "write `abs(x)`", "fix": "write `trunc(x)`", "fmod": "write `rem(x, y)`",
    "arcsin": "write `asin(x)`", "arccos": "write `acos(x)`", "arctan": "write `atan(x)`", "arctan2": "write `atan(y, x)`",
    "atan2": "write `atan(y, x)`", "tg": "write `tan(x)`", "ctg": "write `cot(x)`", "arsinh": "write `asinh(x)`",
    "sgn": "write `sign(x)`", "degrees": "write `rad2deg(x)`", "radians": "write `deg2rad(x)`",
    "nchoosek": "write `binomial(n, k)`", "comb": "write `binomial(n, k)`", "choose": "write `binomial(n, k)`",
    "fact": "write `factorial(n)`", "randi": "write `rand(1:n)`", "randint": "write `rand(a:b)`",
    "uniform": "write `a + (b - a) * rand()`", "runif": "write `rand(n)`", "rnorm": "write `randn(n)`",
    // Linear algebra
    "matmul": "write `A * B`", "multiply": "write `a .* b`", "mtimes": "write `A * B`", "times": "write `a .* b`",
    "inner": "write `dot(u, v)`", "outer": "write `u * v'`", "eig": "write `eigen(A)`, or `eigvals(A)` and `eigvecs(A)`",
    "eigenvalues": "write `eigvals(A)`", "eigenvectors": "write `eigvecs(A)`", "inverse": "write `inv(A)`",
    "trace": "write `tr(A)`", "linsolve": "write `A \\ b`", "lstsq": "write `A \\ b`", "mldivide": "write `A \\ b`",
    "ctranspose": "write `A'`", "orth": "write `Matrix(qr(A).Q)`",
    // Calculus and plots
    "integral": "write `quadgk(f, a, b)`", "quad": "write `quadgk(f, a, b)`",
    "fplot": "write `plot(f, a, b)`",
    "subplot": "write `plot(p1, p2, layout = (1, 2))`", "figure": "each `plot(…)` begins a new figure",
    "hold": "`plot!(…)` adds to the last plot", "legend": "write `label = \"…\"` in the call of plot",
    "tic": "write `@time f(x)`", "toc": "write `@time f(x)`", "clc": "none is needed here", "clear": "none is needed here",
  ]

  /// Members of Python's, NumPy's and JavaScript's objects: `%` is the object, `#` the arguments.
  private static let members: [String: String] = [
    "T": "%'", "shape": "size(%)", "ndim": "ndims(%)", "dtype": "eltype(%)", "append": "push!(%, #)",
    "push": "push!(%, #)", "extend": "append!(%, #)", "insert": "insert!(%, i, x)", "pop": "pop!(%)",
    "remove": "filter!(!=(#), %)", "index": "findfirst(==(#), %)", "indexOf": "findfirst(==(#), %)",
    "count": "count(==(#), %)", "size": "length(%)", "max": "maximum(%)", "min": "minimum(%)", "argmax": "argmax(%)",
    "argmin": "argmin(%)", "flatten": "vec(%)", "ravel": "vec(%)", "tolist": "collect(%)", "astype": "Float64.(%)",
    "dot": "% * #", "conjugate": "conj(%)", "imag": "imag(%)", "forEach": "foreach(#, %)", "map": "map(#, %)",
    "filter": "filter(#, %)", "join": "join(#, %)", "upper": "uppercase(%)", "toUpperCase": "uppercase(%)",
    "lower": "lowercase(%)", "toLowerCase": "lowercase(%)", "replace": "replace(%, \"a\" => \"b\")",
    "startswith": "startswith(%, #)", "endswith": "endswith(%, #)", "format": "@sprintf(\"%.3f\", x)", "items": "pairs(%)",
    "get": "get(%, key, default)", "has_key": "haskey(%, #)", "contains": "# in %", "includes": "# in %", "add": "push!(%, #)",
    "sort": "sort(%)", "copy": "copy(%)", "concat": "vcat(%, #)", "slice": "%[i:j]", "toFixed": "round(%, digits = #)",
  ]
}
