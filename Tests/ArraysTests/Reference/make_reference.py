"""Writes MatrixReference.swift: matrices and what NumPy, SciPy and mpmath compute from them.

Run it in this folder: python3 make_reference.py > MatrixReference.swift
"""

import mpmath as mp
import numpy as np
import scipy.linalg as la

mp.mp.dps = 60
rng = np.random.default_rng(7)


def number(z):
    if isinstance(z, complex):
        return f"Complex({z.real!r}, {z.imag!r})"
    return repr(float(z))


def flat(a):
    return [x.item() for x in np.asarray(a).flatten(order="F")]


def emit(label, values):
    text = ", ".join(number(v) for v in values)
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 104:
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    lines.append(line.rstrip())
    print(f"    {label}: [")
    for line in lines:
        if line:
            print(f"      {line}")
    print("    ],")


def accurately(function, a):
    n = a.shape[0]
    if n == 1:
        scalar = {mp.sqrtm: mp.sqrt, mp.logm: mp.log}[function]
        return [complex(scalar(mp.mpmathify(a[0, 0].item())))]
    if not np.iscomplexobj(a) and (a == a.T).all():
        # Rounding errors of the eigenvalues would choose the branch on the negative axis.
        w, v = mp.eigsy(mp.matrix(a.tolist()))
        scalar = {mp.sqrtm: mp.sqrt, mp.logm: mp.log}[function]
        value = v * mp.diag([scalar(x) for x in w]) * v.T
        return [complex(value[i, j]) for j in range(n) for i in range(n)]
    value = function(mp.matrix([[mp.mpc(x) for x in row] for row in a.tolist()]))
    parts = [mp.chop(value[i, j], 1e-50) for j in range(n) for i in range(n)]
    return [complex(z) for z in parts]


def case(name, a, complex_functions=False):
    a = np.array(a)
    is_complex = np.iscomplexobj(a)
    n = a.shape[0]
    b = rng.integers(-5, 6, n).astype(float)
    w = la.eigvals(a)
    w = sorted([complex(z) for z in w], key=lambda z: (round(z.real, 9), z.imag))
    print(f'  {"ComplexReference" if is_complex else "RealReference"}(')
    print(f'    name: "{name}", order: {n},')
    emit("elements", flat(a))
    emit("rightHandSide", flat(b.astype(complex) if is_complex else b))
    emit("solution", flat(la.solve(a, b)))
    emit("inverse", flat(la.inv(a)))
    d = la.det(a)
    print(f"    determinant: {number(complex(d) if is_complex else d)},")
    emit("eigenvalues", w)
    emit("singularValues", la.svdvals(a))
    emit("exponential", flat(la.expm(a)))
    # SciPy does not balance and loses half of the digits of the badly scaled matrix.
    emit("squareRoot", accurately(mp.sqrtm, a))
    emit("logarithm", accurately(mp.logm, a))
    print(f"    condition1: {float(np.linalg.cond(a, 1))!r}, condition2: {float(np.linalg.cond(a, 2))!r},")
    print(f"    norms: [{', '.join(repr(float(np.linalg.norm(a, p))) for p in (1, np.inf, 'fro'))}]),")


print("// Results of linear algebra, made by make_reference.py.")
print("import Arrays")
print()
print("let realReferences: [RealReference] = [")
case("order one", [[-2.5]])
case("symmetric positive definite", [[4.0, 1, 0], [1, 3, -1], [0, -1, 2]])
case("symmetric indefinite", [[1.0, 2, 3], [2, -1, 0], [3, 0, 5]])
case("general", rng.integers(-4, 5, (5, 5)).astype(float) + 6 * np.eye(5))
case("rotation", [[0.6, -0.8], [0.8, 0.6]])
case("nearly singular", [[1.0, 1], [1, 1 + 1e-9]])
case("badly scaled", [[1.0, 1e8, 3], [1e-8, 2, 1e-8], [0.5, 1e7, 4]])
case("upper triangular", [[2.0, 1, -1], [0, 3, 4], [0, 0, 0.5]])
case("large norm", [[1.0, 20, 3], [-15, 4, 8], [2, -9, 12]])
print("]")
print()
print("let complexReferences: [ComplexReference] = [")
case("order one", [[1 - 2j]])
case("Hermitian positive definite", [[4, 1 - 1j, 0], [1 + 1j, 3, 2j], [0, -2j, 5]])
case("general", rng.integers(-4, 5, (4, 4)) + 1j * rng.integers(-4, 5, (4, 4)) + 5 * np.eye(4))
print("]")
print()
print("/// Least squares: rows, columns, elements, right-hand side, minimum-norm solution, pseudoinverse, rank.")
print("let leastSquaresReferences: [LeastSquaresReference] = [")
for name, a in [
    ("tall", rng.integers(-4, 5, (5, 3)).astype(float)),
    ("wide", rng.integers(-4, 5, (2, 4)).astype(float)),
    ("tall without full rank", np.outer([1.0, 2, 3, 4], [1, 2, 3]) + np.outer([1.0, 0, 1, 0], [1, 0, -1])),
]:
    m, n = a.shape
    b = rng.integers(-5, 6, m).astype(float)
    print("  LeastSquaresReference(")
    print(f'    name: "{name}", rows: {m}, columns: {n}, rank: {np.linalg.matrix_rank(a)},')
    emit("elements", flat(a))
    emit("rightHandSide", flat(b))
    emit("solution", flat(np.linalg.lstsq(a, b, rcond=None)[0]))
    emit("pseudoinverse", flat(np.linalg.pinv(a)))
    print("  ),")
print("]")
