# Prints RegressionReference.swift: made-up data of the kinds on which regression loses digits, with the results for
# the data as doubles, computed by mpmath with 80 digits.
#
#   python make_regression_reference.py > RegressionReference.swift
import random

import mpmath as mp

mp.mp.dps = 80
random.seed(5)


def emit(label, values, indent="    "):
    lines, line = [], ""
    for value in values:
        word = (value if isinstance(value, str) else repr(float(value))) + ", "
        if len(line) + len(word) > 110:
            lines.append(line.rstrip())
            line = ""
        line += word
    lines.append(line.rstrip().rstrip(","))
    print(f"{indent}{label}: [")
    for line in lines:
        print(f"{indent}  {line}")
    print(f"{indent}],")


def regression(name, degree, x, columns, y, constant):
    """`columns` are the exact columns of the design, lists of mpf; `y` doubles."""
    m, n = len(y), len(columns)
    a = mp.matrix(m, n)
    for j, column in enumerate(columns):
        for i, value in enumerate(column):
            a[i, j] = value
    b = mp.matrix([mp.mpf(v) for v in y])
    normal = a.T * a
    inverse = normal ** -1
    beta = inverse * (a.T * b)
    residual = b - a * beta
    squares = mp.fsum(r * r for r in residual)
    if squares < mp.mpf(10) ** -60:
        squares = mp.mpf(0)
    variance = squares / (m - n) if m > n else mp.nan
    center = mp.fsum(b) / m if constant else mp.mpf(0)
    total = mp.fsum((v - center) ** 2 for v in b)
    print("  RegressionReference(")
    print(f'    name: "{name}", degree: {degree if degree is not None else "nil"}, hasConstant: {str(constant).lower()},')
    emit("x", x)
    emit("y", y)
    emit("coefficients", beta)
    emit("standardErrors", [mp.sqrt(variance * inverse[i, i]) for i in range(n)])
    print(f"    residualStandardDeviation: {float(mp.sqrt(variance))!r}, determination: {float(1 - squares / total)!r}),")


def powers(x, degrees):
    return [[mp.mpf(v) ** d for v in x] for d in degrees]


print("// Regressions of made-up data, made by make_regression_reference.py.")
print()
print("let regressionReferences: [RegressionReference] = [")

# Powers up to the tenth of numbers far from zero, with decimals.
x = [round(-8.8 + 5.7 * i / 59 + random.uniform(-0.04, 0.04), 9) for i in range(60)]
y = [round(0.8 + 0.06 * float(mp.sin(2 * v)) + 0.01 * v + random.gauss(0, 0.003), 4) for v in x]
regression("tenth degree", 10, x, powers(x, range(11)), y, True)

# A polynomial of degree five with unit coefficients and errors of two sizes.
x = [float(i) for i in range(21)]
exact = [sum(v**d for d in range(6)) for v in x]
regression("exact", 5, x, powers(x, range(6)), exact, True)
y = [v + (1 if i % 2 else -1) * random.randint(500, 900) for i, v in enumerate(exact)]
regression("errors", 5, x, powers(x, range(6)), y, True)
y = [v + (1 if i % 2 else -1) * random.randint(5, 9) * 10**6 for i, v in enumerate(exact)]
regression("large errors", 5, x, powers(x, range(6)), y, True)

# A straight line and a parabola of well-behaved data, and a line through the origin.
x = [round(0.5 * i + random.uniform(0, 0.4), 1) for i in range(36)]
y = [round(1.1 + 0.98 * v + random.gauss(0, 0.8), 1) for v in x]
regression("line", 1, x, powers(x, range(2)), y, True)
x = [150000.0 * (i + 1) for i in range(20)] * 2
y = [round(6e-4 + 7.3e-7 * v - 3e-15 * v * v + random.gauss(0, 2e-4), 5) for v in x]
regression("parabola", 2, x, powers(x, range(3)), y, True)
x = [float(60 + i) for i in range(11)]
y = [130.0 + i + (i % 3) for i in range(11)]
regression("through the origin", 1, x, powers(x, range(1, 2)), y, False)

# Six trends that nearly agree, and a constant: `x` holds the columns one after the other.
columns = [[1.0] * 16]
for base, slope, noise, digits in [
    (83.0, 2.2, 0.5, 1), (234289.0, 21000.0, 9000.0, 0), (2356.0, 130.0, 600.0, 0), (1590.0, 90.0, 400.0, 0),
    (107608.0, 1490.0, 120.0, 0), (1947.0, 1.0, 0.0, 0),
]:
    columns.append([round(base + slope * i + random.gauss(0, noise) * (noise > 0), digits) for i in range(16)])
y = [round(60323 + 700 * i + random.gauss(0, 500)) for i in range(16)]
regression("trends", None, [v for c in columns for v in c], [[mp.mpf(v) for v in c] for c in columns], y, True)
print("]")

print()
print("let momentReferences: [MomentReference] = [")


def moments(name, values):
    v = [mp.mpf(float(x)) for x in values]
    n = len(v)
    mean = mp.fsum(v) / n
    squares = mp.fsum((x - mean) ** 2 for x in v)
    lagged = mp.fsum((a - mean) * (b - mean) for a, b in zip(v, v[1:]))
    print("  MomentReference(")
    print(f'    name: "{name}",')
    emit("values", values)
    print(f"    mean: {float(mean)!r}, standardDeviation: {float(mp.sqrt(squares / (n - 1)))!r},")
    print(f"    autocorrelation: {float(lagged / squares)!r}),")


moments("small", [round(random.gauss(2, 0.0004), 5) for _ in range(30)])
moments("ten million", [10000000.0 + random.choice([1, 2, 3]) / 10 for _ in range(40)])
moments("integers", [10000001.0, 10000003.0, 10000002.0])
moments("one part in 10^15", [1.0 + random.randint(1, 9) * 2.0**-51 for _ in range(25)])
print("]")
