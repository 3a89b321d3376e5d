// A page that holds every element that a page can hold.

enum Specimen {
  static let files = ["works.bib": works, "d.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"]

  private static let works =
    "@book{knuth, author = {Knuth, Donald}, title = {The $T_E$X Book}, publisher = {AW}, year = 1984, url = {https://example.org/a_b}}"

  static let source = #"""
    ---
    title: Every element
    subtitle: A page with *one* of each
    author: [Ada Lovelace, Emmy Noether]
    date: 1843-07-01
    description: All that a page can hold.
    lang: en
    number-sections: true
    bibliography: works.bib
    params:
      n: 3
    macros:
      \R: \mathbb{R}
    ---

    ## Text {#sec-text}

    Words in *emphasis*, **strong**, ~~struck~~, `code`, a [link](https://example.org "Its title"),
    <https://example.org>, an inline value `= n + 1`, a formula $x^2 \in \R$, a note[^1] and again[^1],
    a hard break\
    and raw <kbd>HTML</kbd>. See @sec-text, @eq-one, @fig-plot, @fig-two-2, @tbl-one, @thm-one and [@knuth].

    ### Third level

    #### Fourth level

    ##### Fifth level

    ###### Sixth level

    ---

    > A quotation
    >
    > > in a quotation with
    > >
    > > - a list

    - a list
      1. that counts
      2. on
    - [ ] to do
    - [x] done

    5. from five

       with a paragraph

    6. to six

    $$
    \int_0^1 \frac{\sqrt[3]{x}}{\binom{n}{k}} \, dx = \widehat{ab} + \tfrac12 + \dfrac12 + \cancel{x} + \text{if } \href{https://example.org}{y}
    $$ {#eq-one}

    $$
    \begin{aligned} a &= \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \\ b &= \begin{cases} 1 & x > 0 \\ 0 \end{cases} \end{aligned}
    \qquad \boxed{x} \quad \underbrace{a+b}_{c} \quad \overline{z} \quad \begin{array}{|c|c|} \hline a & b \\ \hline \end{array} \quad \color{red}{x} \quad \phantom{x} \quad \left( \frac ab \right) \tag{7}
    $$

    > [!DEFINITION] One {#def-one}
    > Words.

    > [!THEOREM] Two {#thm-one}
    > Words.

    > [!PROOF]
    > Words.

    > [!EXERCISE]
    > Words.

    > [!HINT]
    > Words.

    > [!NOTE]
    > Words.

    > [!TIP] With a *title*
    > Words.

    > [!WARNING]
    > Words.

    | left | right | center |
    |:-----|------:|:------:|
    | 1    | 2     | $x$    |

    : A table {#tbl-one}

    ![A drawing](d.svg){#fig-drawing}

    An image in a line: ![small](d.svg), and one that lies elsewhere: ![far](https://example.org/a.png).

    ```python
    print("hello")  # 1
    ```

    ```nabla
    #| label: fig-plot
    #| fig-cap: A line, after [@knuth].
    #| fig-alt: A line that rises.
    plot([1, 2, 4], xlabel="x", ylabel=L"y^2", title="A title", label="one")
    ```

    ```nabla
    #| label: fig-two
    #| fig-cap: Two lines.
    #| fig-subcap: [Up, Down]
    display(plot([1, 2]))
    heatmap([1 2; 3 4])
    ```

    ```nabla
    #| label: tbl-matrix
    #| tbl-cap: A matrix.
    [1 2; 3 4]
    ```

    ```nabla
    #| code-fold: true
    #| code-summary: The folded code
    println("printed")
    "text" * "s"
    ```

    ```nabla
    [1.5, 2, NaN]
    ```

    ```nabla
    Dict(:a => 1)
    ```

    ```nabla
    f(x) = x ÷ 0
    f(1)
    ```

    ```nabla
    #| error: true
    sqrt(-1)
    ```

    ```nabla
    undefined_thing + 1
    ```

    <details><summary>Raw</summary>

    Words.

    </details>

    [^1]: A note with `code` and $x$.
    """#
}
