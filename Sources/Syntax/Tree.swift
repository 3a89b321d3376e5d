// The syntax tree: what the parser makes of a block, with the span of every node.

/// One node of the tree. Anything is an expression, as in Julia; definitions and loops have values too.
public struct Expression: Sendable {
  public var kind: Kind
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    // Literals
    case integer(IntegerLiteral)
    case float(Double)
    case float32(Float)
    case boolean(Bool)
    case character(Unicode.Scalar)
    case string([StringPart])
    /// A string with a prefix, taken as it stands: `raw"…"`, `L"\alpha"`, `r"…"i`, `big"…"`.
    case prefixedString(prefix: String, text: String, suffix: String)
    /// `:name`, also of an operator: `:+`.
    case symbol(String)
    /// `:(expression)`.
    case quote(Expression)

    // Names and operators
    case name(String)
    /// An operator standing as a value: `+` in `reduce(+, x)`, `(.+)`, `√`.
    case operatorName(Operator)
    case unary(Operator, Expression)
    case binary(Operator, Expression, Expression)
    /// `a + b + c` and `a * b * c`, which Julia makes one call of.
    case associative(Operator, [Expression])
    /// `2x`, `3(x + 1)`: a product by juxtaposition.
    case juxtaposition(Expression, Expression)
    /// `a < b <= c`; a single comparison too. Operands are one more than operators.
    case comparison([Expression], [Operator])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case conditional(Expression, then: Expression, else: Expression)
    /// Postfix `'`.
    case adjoint(Expression)
    /// `start:stop` and `start:step:stop`.
    case range(Expression, step: Expression?, Expression)
    /// `value::Type`, or `::Type` in a signature.
    case typed(Expression?, Expression)
    case splat(Expression)

    // Calls, indices and parts
    case call(Expression, Arguments)
    /// `f.(x)`.
    case dotCall(Expression, Arguments)
    case index(Expression, [Expression])
    /// `base.name`.
    case field(Expression, String)
    /// `Vector{Int}`.
    case parameters(Expression, [Expression])
    /// A lone `:` as an index.
    case colon
    /// `end` inside an index.
    case indexEnd
    /// `begin` inside an index.
    case indexBegin
    case macroCall(String, [Expression])

    // Collections
    case tuple([Expression])
    /// `(a = 1, b)` and `(; a, b = 2)`: the elements are keyword arguments or splats.
    case namedTuple([KeywordArgument])
    /// `[a, b, c]`, or `T[a, b, c]` with its element type.
    case vector([Expression], element: Expression?)
    /// `[a b; c d]`: pieces joined along `dimension` (1 for `;`, 2 for blanks and `;;`, 3 for `;;;`), themselves concatenations.
    case concatenation([Expression], dimension: Int, element: Expression?)
    /// `[e for i in r, j in s if c]`, with its element type if one is given.
    case comprehension(Expression, [Generation], element: Expression?)
    case generator(Expression, [Generation])

    // Binding
    /// `target = value`: the target is a name, a tuple, an index, a field or a typed name.
    case assignment(Expression, Expression)
    /// `target .= value`.
    case dotAssignment(Expression, Expression)
    /// `target op= value`.
    case update(Operator, Expression, Expression)
    case global([Expression])
    case local([Expression])
    case const(Expression)

    // Definitions
    /// `function f(x) … end`, `f(x) = …`, `x -> …`, `function (x) … end`.
    case function(Function)
    case structure(Structure)
    case abstractType(name: Expression, supertype: Expression?)
    /// `using A, B: c` and `import A`; only after `import` are methods of one's own added to what it names.
    case using([Import], extends: Bool)

    // Control
    /// `begin … end`, `(a; b)`, and the body of everything that has one.
    case block([Expression])
    case `let`([Expression], body: Expression)
    /// `if … elseif … else … end`: conditions with their blocks, then the last block.
    case `if`([(condition: Expression, body: Expression)], else: Expression?)
    case `for`([Iteration], body: Expression)
    case `while`(Expression, body: Expression)
    case `try`(Try)
    case `return`(Expression?)
    case `break`
    case `continue`

    /// Source that could not be understood; the diagnostics of the parse say why.
    case error
  }
}

/// An integer as written: its digits in a radix, without underscores and prefix.
public struct IntegerLiteral: Hashable, Sendable {
  public var digits: String
  public var radix: Int
  /// The value where it fits, so that the common case needs no parsing.
  public var value: Int?

  public init(digits: String, radix: Int, value: Int?) {
    self.digits = digits
    self.radix = radix
    self.value = value
  }
}

/// A piece of a string: text with its escapes undone, or an interpolated expression.
public enum StringPart: Sendable {
  case text(String)
  case value(Expression)
}

/// An operator as written, told apart from its dotted form.
public struct Operator: Hashable, Sendable {
  /// The name without the dot: `+`, `÷`, `in`.
  public var name: String
  public var isDotted: Bool
  public var span: Span

  public init(_ name: String, isDotted: Bool = false, span: Span) {
    self.name = name
    self.isDotted = isDotted
    self.span = span
  }
}

/// What stands between the parentheses of a call.
public struct Arguments: Sendable {
  /// Positional arguments; splats are `.splat`. A `do` block is the first, a function.
  public var positional: [Expression]
  /// `name = value` after a comma or semicolon; after a semicolon also `name` alone (its value is that name) and splats.
  public var keywords: [KeywordArgument]
  /// Whether the first positional argument was written as a `do` block.
  public var hasDoBlock: Bool

  public init(_ positional: [Expression], keywords: [KeywordArgument] = [], hasDoBlock: Bool = false) {
    self.positional = positional
    self.keywords = keywords
    self.hasDoBlock = hasDoBlock
  }
}

/// `name = value`; a splat of keywords has no name.
public struct KeywordArgument: Sendable {
  public var name: String?
  public var value: Expression
  public var span: Span

  public init(name: String?, value: Expression, span: Span) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// What one package is asked for: `A.B: c, d as e`, or the package itself, as in `A as B`.
public struct Import: Sendable {
  public var path: [String]
  public var alias: String?
  public var names: [(name: String, alias: String?)]
}

/// One `target in iterable` of a loop.
public struct Iteration: Sendable {
  public var target: Expression
  public var iterable: Expression

  public init(target: Expression, iterable: Expression) {
    self.target = target
    self.iterable = iterable
  }
}

/// One `for i in r, j in s if condition` of a generator; several make nested loops whose result is flat.
public struct Generation: Sendable {
  public var iterations: [Iteration]
  public var condition: Expression?

  public init(iterations: [Iteration], condition: Expression?) {
    self.iterations = iterations
    self.condition = condition
  }
}

/// A method: its name, parameters and body.
public struct Function: Sendable {
  public enum Form: Sendable {
    /// `function f(x) … end`.
    case long
    /// `f(x) = …`.
    case short
    /// `x -> …` and `function (x) … end`.
    case anonymous
    /// `f() do x … end`.
    case doBlock
  }

  public var form: Form
  /// A name, an operator name, a field (`Base.show`), or a typed callee (`(p::Polynomial)(x)`); `nil` for anonymous functions.
  public var name: Expression?
  public var parameters: [Parameter]
  /// How many arguments the last parameter takes, if it takes the rest and `Vararg{T, N}` says so.
  public var restCount: Int?
  public var keywords: [Parameter]
  /// `where T <: Real`: a name, or a `.binary` `<:`.
  public var typeVariables: [Expression]
  public var returnType: Expression?
  /// `nil` in `function f end`, which only names a function.
  public var body: Expression?

  public init(
    form: Form, name: Expression?, parameters: [Parameter], keywords: [Parameter] = [],
    typeVariables: [Expression] = [], returnType: Expression? = nil, body: Expression?
  ) {
    self.form = form
    self.name = name
    self.parameters = parameters
    self.keywords = keywords
    self.typeVariables = typeVariables
    self.returnType = returnType
    self.body = body
  }
}

/// A parameter of a method.
public struct Parameter: Sendable {
  /// The name, or a tuple of names that the argument is taken apart into; `nil` for `::T` alone.
  public var pattern: Expression?
  public var type: Expression?
  public var defaultValue: Expression?
  /// Whether it collects the remaining arguments: `args...`.
  public var isVariadic: Bool
  public var span: Span

  public init(
    pattern: Expression?, type: Expression? = nil, defaultValue: Expression? = nil, isVariadic: Bool = false, span: Span
  ) {
    self.pattern = pattern
    self.type = type
    self.defaultValue = defaultValue
    self.isVariadic = isVariadic
    self.span = span
  }
}

/// `struct Point … end`.
public struct Structure: Sendable {
  public struct Field: Sendable {
    public var name: String
    public var type: Expression?
    public var defaultValue: Expression?
    public var isConstant: Bool
    public var span: Span

    public init(name: String, type: Expression?, defaultValue: Expression? = nil, isConstant: Bool = false, span: Span) {
      self.name = name
      self.type = type
      self.defaultValue = defaultValue
      self.isConstant = isConstant
      self.span = span
    }
  }

  public var name: String
  public var nameSpan: Span
  public var supertype: Expression?
  public var isMutable: Bool
  public var fields: [Field]
  /// Inner constructors.
  public var constructors: [Function]

  public init(
    name: String, nameSpan: Span, supertype: Expression?, isMutable: Bool, fields: [Field], constructors: [Function]
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.supertype = supertype
    self.isMutable = isMutable
    self.fields = fields
    self.constructors = constructors
  }
}

/// `try … catch e … else … finally … end`.
public struct Try: Sendable {
  public var body: Expression
  public var variable: String?
  public var handler: Expression?
  public var elseBody: Expression?
  public var finallyBody: Expression?

  public init(
    body: Expression, variable: String?, handler: Expression?, elseBody: Expression?, finallyBody: Expression?
  ) {
    self.body = body
    self.variable = variable
    self.handler = handler
    self.elseBody = elseBody
    self.finallyBody = finallyBody
  }
}

/// One statement at the top of a block.
public struct Statement: Sendable {
  public var expression: Expression
  /// Whether a `;` follows, which keeps the value from being shown.
  public var isSilent: Bool
  /// The comment that ends the statement's last line, if any: where `# => value` and `# hide` stand.
  public var trailingComment: Comment?

  public init(_ expression: Expression, isSilent: Bool, trailingComment: Comment? = nil) {
    self.expression = expression
    self.isSilent = isSilent
    self.trailingComment = trailingComment
  }
}

/// A comment, `#` included.
public struct Comment: Sendable {
  public var text: String
  public var span: Span

  public init(text: String, span: Span) {
    self.text = text
    self.span = span
  }
}

/// What parsing a block gives: never an error to catch, but statements (with error nodes) and findings.
public struct Program: Sendable {
  public var source: SourceText
  public var statements: [Statement]
  public var comments: [Comment]
  public var diagnostics: [Diagnostic]
  /// Whether the text ends where more has to follow, inside a block, bracket or string: a prompt waits for the next line.
  public var isIncomplete: Bool

  public init(
    source: SourceText, statements: [Statement], comments: [Comment], diagnostics: [Diagnostic],
    isIncomplete: Bool = false
  ) {
    self.source = source
    self.statements = statements
    self.comments = comments
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
  }
}
