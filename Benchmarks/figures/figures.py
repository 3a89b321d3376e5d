"""The figures in Matplotlib: seconds from the call to the bytes of the SVG, for each case and each repetition, as JSON."""

import io
import json
import sys
import time

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(1)


def line():
    x = np.linspace(0, 10, 1000)
    y = np.sin(x) * np.exp(-x / 5)
    return lambda axes: axes.plot(x, y)


def scatter(count):
    x = rng.standard_normal(count)
    y = 0.5 * x + rng.standard_normal(count)
    return lambda axes: axes.scatter(x, y, alpha=0.5)


def heatmap():
    z = rng.random((100, 100))

    def draw(axes):
        axes.figure.colorbar(axes.pcolormesh(z), ax=axes)

    return draw


def contour():
    axis = np.linspace(-3, 3, 200)
    x, y = np.meshgrid(axis, axis)
    z = np.sin(x) * np.cos(y) + 0.1 * x

    def draw(axes):
        axes.figure.colorbar(axes.contour(x, y, z, levels=10), ax=axes)

    return draw


def histogram():
    values = rng.standard_normal(1_000_000)
    return lambda axes: axes.hist(values, bins=100)


CASES = {
    "line of 10^3": line(),
    "scatter of 10^3": scatter(1_000),
    "scatter of 10^5": scatter(100_000),
    "scatter of 10^6": scatter(1_000_000),
    "heatmap 100x100": heatmap(),
    "contour 200x200": contour(),
    "histogram of 10^6": histogram(),
}


def seconds(draw):
    start = time.perf_counter()
    figure, axes = plt.subplots()
    draw(axes)
    out = io.BytesIO()
    figure.savefig(out, format="svg")
    elapsed = time.perf_counter() - start
    plt.close(figure)
    return elapsed, len(out.getvalue())


runs = int(sys.argv[1])
result = {}
for name, draw in CASES.items():
    seconds(draw)
    # What takes seconds needs no repetition.
    times = []
    for _ in range(runs):
        elapsed, size = seconds(draw)
        times.append(elapsed)
        if sum(times) > 10:
            break
    result[name] = {"times": times, "bytes": size}
print(json.dumps(result))
