#!/usr/bin/env python3
"""Writes a lesson as a Jupyter notebook: its texts, and in place of its cells those of a file in Python.

usage: Benchmarks/documents/notebook.py LESSON.md CELLS.py NOTEBOOK.ipynb
"""

import json
import re
import sys

FENCE = re.compile(r"^```nabla\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.MULTILINE | re.DOTALL)
CAPTION = re.compile(r'^#\| fig-cap: (".*")$', re.MULTILINE)


def notebook(lesson, python):
    """The notebook as JSON, from the sources of the lesson and of the cells in Python."""
    front, body = FRONT_MATTER.match(lesson), FRONT_MATTER.sub("", lesson)
    title = re.search(r"^title: (.*)$", front.group(1), re.MULTILINE).group(1)
    fences = list(FENCE.finditer(body))
    sources = [source.strip() for source in python.split("# %%\n")[1:]]
    if len(sources) != len(fences):
        raise ValueError(f"the lesson has {len(fences)} cells, and there are {len(sources)} in Python")

    cells, end = [text(f"# {title}")], 0
    for fence, source in zip(fences, sources):
        cells += [text(body[end:fence.start()]), code(source)]
        # A caption is written below its figure; as a text in quotation marks YAML and JSON are the same.
        caption = CAPTION.search(fence.group(1))
        if caption:
            cells.append(text(f"*{json.loads(caption.group(1))}*"))
        end = fence.end()
    cells.append(text(body[end:]))
    cells = [cell for cell in cells if cell["source"]]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells})


def text(source):
    return {"cell_type": "markdown", "metadata": {}, "source": source.strip()}


def code(source):
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


with open(sys.argv[3], "w", encoding="utf-8") as file:
    file.write(notebook(read(sys.argv[1]), read(sys.argv[2])))
