// The files that `nabla new` writes.

/// A collection to begin with.
struct StarterCollection {
  /// The action that the workflow uses, as `owner/repository@version`.
  static let action = "nabla-notebooks/nabla@v0.1.0"

  /// What the collection is called.
  let title: String

  /// Every file by its path in the folder.
  var files: [(path: String, text: String)] {
    [
      ("README.md", readme),
      ("mean-and-least-squares.md", Self.notebook),
      (".github/workflows/notebooks.yml", Self.workflow),
      (".gitignore", Self.ignored),
    ]
  }

  /// A folder's name as a title: `linear-algebra_2` is `Linear algebra 2`.
  static func title(of name: String) -> String {
    let words = name.split { $0 == "-" || $0 == "_" || $0.isWhitespace }.joined(separator: " ")
    return words.isEmpty ? name : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The title as Markdown within quotes of YAML: no sign of it is markup.
  private var quotedTitle: String {
    var text = ""
    for scalar in title.unicodeScalars {
      let isMarkup = scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil && scalar != " "
      if isMarkup, !"-.,;:!?()'".unicodeScalars.contains(scalar) { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return "'" + text.replacing("'", with: "''") + "'"
  }

  private var readme: String {
    """
    ---
    title: \(quotedTitle)
    description: Notebooks whose every number is computed and checked.
    ---

    The list below is the order of the pages, and the index of the site. An item without a link begins a
    group.

    - First steps
      - [The mean and least squares](mean-and-least-squares.md): why the mean is the best single guess

    `nabla preview .` shows the pages as they are written, `nabla render .` makes them, `nabla verify .` runs
    every notebook from nothing and fails if a stated value does not hold, and `nabla lint .` finds what is
    questionable.

    """
  }

  private static let notebook = #"""
    ---
    title: The mean and least squares
    description: The mean of some numbers is the single number that is nearest to all of them, in the sense of least squares.
    seed: 1
    ---

    Suppose a length was measured five times, with five results. Which single number stands for them
    best? The usual answer is the mean. This page says in what sense it is the best one.

    ## A guess and its error {#sec-error}

    Let $x_1, \dots, x_n$ be the measurements. If we replace all of them by one number $c$, the sum of the
    squared errors is

    $$
    E(c) = \sum_{i=1}^{n} (x_i - c)^2 .
    $$ {#eq-error}

    ```nabla
    x = [2.1, 1.9, 2.4, 2.0, 2.6]
    E(c) = sum((x .- c) .^ 2)
    E(2)      # => 0.54
    E(2.5)    # => 0.79
    ```

    ```nabla
    #| label: fig-error
    #| fig-cap: "The sum of squared errors $E(c)$ of @eq-error. It is a parabola, and the mean lies at its lowest point."
    #| fig-alt: "A parabola that opens upwards, with a point at its vertex, where c is 2.2."
    plot(E, 1.6, 2.8, label="E(c)", xlabel="c", ylabel="sum of squared errors", legend=:top)
    scatter!([mean(x)], [E(mean(x))], label="the mean")
    ```

    In @fig-error the curve has one lowest point, and the mean seems to be there.

    ## The mean is the best guess {#sec-mean}

    > [!THEOREM] The mean minimises the squared error {#thm-mean}
    > For any numbers $x_1, \dots, x_n$ with mean $\bar x$, and every $c$,
    > $E(c) = E(\bar x) + n \, (c - \bar x)^2$. So $E(c) > E(\bar x)$ unless $c = \bar x$.

    > [!PROOF]
    > Write $x_i - c = (x_i - \bar x) + (\bar x - c)$ and square. The mixed terms add up to
    > $2 (\bar x - c) \sum_i (x_i - \bar x)$, which is zero, since the deviations from the mean cancel.

    Here the mean is $\bar x = \val{mean(x)}$, and the derivative of $E$ vanishes there, as it must:

    ```nabla
    mean(x)        # => 2.2
    E'(mean(x))    # => 0.0
    @test E(2.5) ≈ E(mean(x)) + 5 * (2.5 - mean(x))^2
    ```

    The same number solves a linear system. The equations $1 \cdot c = x_i$ contradict each other, and `\`
    gives the solution whose squared error is least:

    ```nabla
    A = ones(5, 1)
    A \ x          # => [2.2]
    ```

    By @thm-mean both are the same question. With more columns in $A$, this becomes the method of least
    squares for lines, planes and everything that is linear in its unknowns.

    ## Exercises {#sec-exercises}

    > [!EXERCISE] An outlier {#exr-outlier}
    > Replace 2.6 by 26, as if somebody had forgotten the point. How far does the mean move, and how far
    > does the median?

    > [!HINT]
    > `mean([2.1, 1.9, 2.4, 2.0, 26])` and `median([2.1, 1.9, 2.4, 2.0, 26])`.

    > [!EXERCISE] Absolute errors {#exr-absolute}
    > Plot $\sum_i |x_i - c|$ as a function of $c$. At which number is it least?

    """#

  private static let workflow = """
    # Runs every notebook from nothing, and renders the site.
    name: notebooks

    on:
      push:
      pull_request:

    permissions:
      contents: read

    jobs:
      notebooks:
        runs-on: ubuntu-24.04
        steps:
          - uses: actions/checkout@v4
          - uses: \(action)
            with:
              path: .
              render: site
          - uses: actions/upload-artifact@v4
            with:
              name: site
              path: site

    """

  private static let ignored = """
    # What `nabla render` writes beside the notebooks.
    *.html
    /assets/
    /site/

    """
}
