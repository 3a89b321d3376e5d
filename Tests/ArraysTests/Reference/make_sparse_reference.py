"""Writes SparseReference.swift: sparse matrices and Fourier transforms, and what SciPy and mpmath compute from them.

Run it in this folder: python3 make_sparse_reference.py > SparseReference.swift
"""

import mpmath
import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as la

rng = np.random.default_rng(11)
mpmath.mp.dps = 30


def number(z):
    if isinstance(z, (complex, np.complexfloating)):
        return f"Complex({float(z.real)!r}, {float(z.imag)!r})"
    if isinstance(z, (int, np.integer)):
        return str(int(z))
    return repr(float(z))


def emit(label, values, end=","):
    text = ", ".join(number(v) for v in values)
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 110:
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    lines.append(line.rstrip())
    print(f"    {label}: [")
    for line in lines:
        if line:
            print(f"      {line}")
    print(f"    ]{end}")


def system(name, a):
    """A square matrix with a solution, its determinant and its condition number."""
    a = sp.csc_matrix(a)
    n = a.shape[0]
    dense = a.toarray()
    b = rng.integers(-5, 6, n)
    exact = mpmath.lu_solve(mpmath.matrix(dense.tolist()), mpmath.matrix([int(v) for v in b]))
    complex_ = np.iscomplexobj(dense)
    x = [complex(v) if complex_ else float(v) for v in exact]
    square = (a @ a).toarray().flatten(order="F")
    coo = a.tocoo()
    print(f'  SparseSystemReference<{"Complex<Double>" if complex_ else "Double"}>(')
    print(f'    name: "{name}", order: {n},')
    emit("rows", coo.row)
    emit("columns", coo.col)
    emit("values", coo.data)
    emit("rightHandSide", [complex(v) if complex_ else float(v) for v in b])
    emit("solution", x)
    det = mpmath.det(mpmath.matrix(dense.tolist()))
    print(f"    determinant: {number(complex(det) if complex_ else float(det))},")
    print(f"    condition: {float(np.linalg.cond(dense, 1))!r},")
    emit("squareSums", [sum(square[i * n:(i + 1) * n]) for i in range(n)], end="")
    print("  ),")


def random(n, density, diagonal, complex_=False):
    a = sp.random(n, n, density, random_state=rng, data_rvs=lambda k: rng.integers(1, 9, k).astype(float)).toarray()
    if complex_:
        a = a + 1j * np.where(a != 0, rng.integers(-4, 5, (n, n)), 0)
    return a + diagonal * np.eye(n)


def grid(k):
    t = sp.diags([-np.ones(k - 1), 2 * np.ones(k), -np.ones(k - 1)], [-1, 0, 1])
    return (sp.kron(sp.eye(k), t) + sp.kron(t, sp.eye(k))).tocsc()


print("// Results of sparse linear algebra and Fourier transforms, made by make_sparse_reference.py.")
print("import Arrays")
print()
print("let realSparseSystems: [SparseSystemReference<Double>] = [")
g = random(14, 0.15, 0)
system("positive definite", g @ g.T + np.eye(14))
system("symmetric indefinite", g + g.T + 3 * np.eye(14) - 9 * np.diag(np.arange(14) % 3 == 0))
system("general", random(14, 0.2, 5))
system("zero diagonal", np.roll(np.diag(np.arange(1.0, 9)), 3, axis=0) + np.eye(8, k=2))
system("upper triangular", np.triu(random(10, 0.4, 3)))
system("diagonal", np.diag(np.arange(1.0, 7)))
print("]")
print()
print("let complexSparseSystems: [SparseSystemReference<Complex<Double>>] = [")
c = random(10, 0.2, 0, True)
system("Hermitian positive definite", c @ c.conj().T + np.eye(10))
system("general", random(10, 0.25, 4 - 2j, True))
system("lower triangular", np.tril(random(8, 0.4, 3 + 1j, True)))
print("]")
print()
a = grid(12)
print("/// Eigenvalues of the five-point Laplacian on a grid of 12×12 points, by SciPy from the dense matrix.")
print("let gridEigenvalues: [Double] = [")
w = np.linalg.eigvalsh(a.toarray())
print("  " + ", ".join(repr(float(v)) for v in w[:5]) + ",")
print("  " + ", ".join(repr(float(v)) for v in w[-5:]) + ",")
print("]")
print()
print("/// Transforms of xₖ = ((7k + 3) mod 11 − 5) + i ((5k + 1) mod 13 − 6) by mpmath: the first elements.")
print("let fourierReferences: [(length: Int, start: [Complex<Double>])] = [")
for n in [1, 2, 3, 5, 8, 12, 31, 37, 60, 101, 256]:
    x = [mpmath.mpc((7 * k + 3) % 11 - 5, (5 * k + 1) % 13 - 6) for k in range(n)]
    out = []
    for k in range(min(n, 4)):
        out.append(complex(mpmath.fsum(x[j] * mpmath.expjpi(mpmath.mpf(-2 * j * k) / n) for j in range(n))))
    print(f"  ({n}, [{', '.join(number(v) for v in out)}]),".replace(", Complex", ",\n    Complex"))
print("]")
