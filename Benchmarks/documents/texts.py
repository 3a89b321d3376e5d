#!/usr/bin/env python3
"""Writes Markdown of a given size, the same in every run: cells, prose, and prose full of formulas.

usage: Benchmarks/documents/texts.py FOLDER
"""

import os
import random
import sys

FORMULA_COUNT = 7_000
FORMULA_BYTES = 1_000_000

# Of each formula, `a`, `b`, … between bars are replaced by letters and `0` between bars by a number, so that hardly two agree.
INLINE = [
    r"|a|_|0| + |b|",
    r"\lVert |a| - |b|_{|0|} \rVert_2 \le \varepsilon",
    r"|f|(|a|) = \frac{1}{|0| + |a|^2}",
    r"|a| \in \mathbb{R}^{|m| \times |n|}",
    r"\sqrt{|a|^2 + |0| |b|^2}",
    r"\sum_{|i|=1}^{|n|} |a|_|i|^{|0|}",
    r"|f|'(|a|) = |0| |a|^{|0|} - \sin |a|",
    r"\lim_{|n| \to \infty} |a|_|n| = \tfrac{|0|}{|0|}",
    r"|a|^\top |b| = |0|",
    r"\alpha_|i| \ge \beta_{|i|+|0|} > 0",
    r"\bar |a| = \hat |b| - |0|",
    r"\binom{|n|}{|0|} |a|^{|n|-|0|}",
    r"|f| \colon |a| \mapsto \exp(-|0| |a|)",
    r"\operatorname{rank} |a| = |0|",
    r"|a| \equiv |0| \pmod{|n|}",
    r"\{|a| : |f|(|a|) \ne |0|\}",
    r"\partial |f| / \partial |a|_|0|",
    r"O(|n|^{|0|} \log |n|)",
    r"10^{-|0|}",
    r"\mathcal{L}(|a|, \lambda) \approx |0|.|0|",
]
DISPLAYED = [
    r"\int_{|0|}^{\infty} \frac{|a|^{|0|}}{e^{|a|} - 1}\, d|a| = \Gamma(|0|)\, \zeta(|0|)",
    r"\begin{pmatrix} |a|_1 & |0| & |b| \\ |0| & |a|_2 & |0| \\ |b| & |0| & |a|_3 \end{pmatrix} "
    r"\begin{pmatrix} |f| \\ |0| \\ |a| \end{pmatrix} = |0| |b|",
    r"|f|(|a|) = \begin{cases} |a|^{|0|} & \text{if } |a| \ge |0|, \\ -|b| / |0| & \text{otherwise} \end{cases}",
    r"\left( \sum_{|i|=1}^{|n|} |a|_|i| |b|_|i| \right)^2 "
    r"\le \left( \sum_{|i|=1}^{|n|} |a|_|i|^2 \right) \left( \sum_{|i|=1}^{|n|} |b|_|i|^2 \right) + |0|",
    r"\begin{aligned} |a|_{|i|+1} &= |a|_|i| - |0| \nabla |f|(|a|_|i|) \\ "
    r"|b|_{|i|+1} &= \sqrt{|0| + \lvert |b|_|i| \rvert} \end{aligned}",
    r"\frac{\partial^2 |f|}{\partial |a|^2} + |0| \frac{\partial^2 |f|}{\partial |b|^2} = \overline{|f|} - "
    r"\underbrace{|0| |f|}_{\text{damping}}",
    r"|a| = |0| + \frac{1}{|0| + \frac{1}{|0| + \frac{|b|}{|0|}}}",
    r"\prod_{|i|=|0|}^{|n|} \left( 1 - \frac{|a|}{|i|^2} \right) = \det\bigl( |b| - |0| I \bigr)",
    r"\lVert |a| |b| \rVert_F \le \max_{\lVert |f| \rVert = 1} \lVert |a| |f| \rVert_2 \cdot |0|",
    r"\widehat{|f|}(\xi) = \int_{-\infty}^{\infty} |f|(|a|)\, e^{-|0| \pi i |a| \xi}\, d|a| \quad \text{for all } \xi \in \mathbb{R}",
]
LETTERS = {
    "a": ["x", "y", "z", "u", "v", "w", r"\alpha", r"\theta", "A", "Q"],
    "b": ["b", "c", "d", "p", "q", "r", r"\beta", r"\mu", "B", "R"],
    "f": ["f", "g", "h", r"\varphi", r"\psi", "F"],
    "i": ["i", "j", "k", "l"],
    "m": ["m", "M", r"\ell"],
    "n": ["n", "N", "s", "t"],
}
SENTENCES = [
    "The bound {} holds for every case, and *not only* the one that was asked for.",
    "Together with {} that gives what we wanted.",
    "If {} fails, the method of the last section is of no use.",
    "We choose {} and look at the remainder once more.",
    "It is small where {}, as one sees at once.",
    "Here `step` stands for {} of the previous round.",
]


def cells(count):
    """A cell, and `count` more that each need the one before."""
    return "```nabla\nx = 1\n```\n\n" + "```nabla\nx = x + 1\n```\n\n" * count


def prose(size):
    """About `size` bytes of text without a formula."""
    paragraph = "A line of *plain* text with a [link](https://example.org) and `code`, nothing else.\n\n"
    return paragraph * (size // len(paragraph))


def formulas():
    """A text of `FORMULA_BYTES` with `FORMULA_COUNT` formulas; every eighth is displayed."""
    chance = random.Random(7)

    def written(pattern):
        parts = pattern.split("|")
        for index in range(1, len(parts), 2):
            name = parts[index]
            parts[index] = str(chance.randrange(2, 100)) if name == "0" else chance.choice(LETTERS[name])
            # A letter that begins a number's or a word's neighbour stays a token of its own.
            if parts[index].startswith("\\") and parts[index + 1][:1].isalpha():
                parts[index] += " "
        return "".join(parts)

    pieces, size = [], 0
    for number in range(FORMULA_COUNT):
        if number % 200 == 0:
            pieces.append(f"\n\n## Part {number // 200 + 1}\n\n")
        if number % 8 == 7:
            pieces.append(f"\n\n$$\n{written(chance.choice(DISPLAYED))}\n$$\n\n")
        else:
            pieces.append(chance.choice(SENTENCES).format(f"${written(chance.choice(INLINE))}$") + "\n")
        size += len(pieces[-1])
    # Sentences without formulas fill the rest, spread evenly.
    plain = "Nothing in this sentence needs a formula, and it is here since texts mostly are words.\n"
    share = (FORMULA_BYTES - size) / len(plain) / len(pieces)
    text, due = [], 0.0
    for piece in pieces:
        text.append(piece)
        due += share
        text.append(plain * int(due))
        due -= int(due)
    return "".join(text)


def notebook(number):
    """A small notebook unlike all others: formulas, expected results, a test, a table and a figure."""
    n = number + 2
    return f"""---
title: Notebook {number}
seed: {number}
---

The sum of the first ${n}$ squares is $\\sum_{{k=1}}^{{{n}}} k^2 = \\val{{sum(k -> k^2, 1:{n})}}$, see @fig-{number}.

```nabla
s = sum(k -> k^2, 1:{n})  # => {n * (n + 1) * (2 * n + 1) // 6}
@test s == {n} * {n + 1} * {2 * n + 1} ÷ 6
```

## A matrix

$$
A = \\begin{{pmatrix}} {n} & 1 \\\\ 1 & {n} \\end{{pmatrix}}
$$ {{#eq-{number}}}

```nabla
A = [{n} 1; 1 {n}]
eigvals(A)  # => [{n - 1}.0, {n + 1}.0]
A \\ [1, 1]  # => [{1 / (n + 1):.6f}, {1 / (n + 1):.6f}]
```

The trace of @eq-{number} is `= tr(A)`.

```nabla
#| label: fig-{number}
#| fig-cap: "A wave of frequency {n}."
plot(x -> sin({n} * x), 0, 2π)
```

```nabla
x = randn(100)
abs(mean(x)) < 1  # => true
```
"""


TEXTS = {
    "empty.md": lambda: "",
    "cells-500.md": lambda: cells(500),
    "cells-1000.md": lambda: cells(1_000),
    "cells-2000.md": lambda: cells(2_000),
    "formulas.md": formulas,
    "prose-2.5.md": lambda: prose(2_500_000),
    "prose-5.md": lambda: prose(5_000_000),
}



def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_notebooks(folder, count):
    """A folder with notebooks, and nothing else."""
    os.makedirs(folder)
    for number in range(1, count + 1):
        write(os.path.join(folder, f"notebook-{number:05}.md"), notebook(number))


if __name__ == "__main__":
    for name, text in TEXTS.items():
        write(os.path.join(sys.argv[1], name), text())
    write_notebooks(os.path.join(sys.argv[1], "hundred"), 100)
