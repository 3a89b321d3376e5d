"""Writes ExactMatrixReference.swift: exact linear algebra by SymPy.

Run it in this folder: python3 make_matrix_reference.py > ExactMatrixReference.swift   (SymPy 1.14)
"""

import random

from sympy import Matrix, Poly, QQ, Rational, ZZ, symbols, sqrt, factor_list
from sympy.matrices.normalforms import smith_normal_form

random.seed(20261129)
x = symbols("x")


def text(value):
    value = Rational(value)
    return str(value)


def rows(matrix):
    return "; ".join(" ".join(text(v) for v in matrix.row(i)) for i in range(matrix.rows))


def reference(matrix):
    n, m = matrix.shape
    form, pivots = matrix.rref()
    square = n == m
    integral = all(v.is_integer for v in matrix)
    print("  MatrixReference(")
    print(f'    matrix: "{rows(matrix)}",')
    print(f'    reduced: "{rows(form)}", pivots: {list(pivots)},')
    if square:
        p = matrix.charpoly(x).as_expr()
        coefficients = [text(c) for c in reversed(Poly(p, x).all_coeffs())]
        det = f'"{text(matrix.det())}"'
        print(f'    determinant: {det}, characteristic: "{" ".join(coefficients)}",')
        pairs = sorted(quadratic(r) + (c,) for r, c in quadratic_roots(p))
        print(f"    eigenvalues: [{', '.join(str(list(map(str, q))).replace(chr(39), chr(34)) for q in pairs)}],")
    if integral:
        s = smith_normal_form(matrix, domain=ZZ)
        diagonal = [abs(s[i, i]) for i in range(min(n, m)) if s[i, i] != 0]
        print(f"    invariantFactors: {[int(d) for d in diagonal]}),")
    else:
        print("    invariantFactors: nil),")


def quadratic_roots(p):
    """The roots of the factors of degree one and two with their multiplicities."""
    result = []
    for factor, count in factor_list(p, x)[1]:
        c = Poly(factor, x).all_coeffs()
        if len(c) == 2:
            result.append(((-Rational(c[1]) / c[0], Rational(0), 1), count))
        elif len(c) == 3:
            discriminant = Rational(c[1]) ** 2 - 4 * Rational(c[0]) * c[2]
            root = sqrt(discriminant)
            factor, radical = root.as_coeff_Mul()
            free = int(discriminant / factor**2) if discriminant > 0 else int(discriminant / (abs(factor) ** 2))
            if discriminant < 0:
                # sqrt(-12) = 2 sqrt(3) I
                real = sqrt(-discriminant)
                factor, radical = real.as_coeff_Mul()
                free = -int(-discriminant / factor**2)
            for sign in (-1, 1):
                result.append(((-Rational(c[1]) / (2 * c[0]), sign * factor / (2 * c[0]), free), count))
    return result


def quadratic(root):
    a, b, d = root
    return (text(a), text(b), str(d))


matrices = [
    Matrix([[2, 1], [1, 1]]),
    Matrix([[0, -1], [1, 0]]),
    Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
    Matrix([[5, 4, 2, 1], [0, 1, -1, -1], [-1, -1, 3, 0], [1, 1, -1, 2]]),
    Matrix([[0, 0, 2], [1, 0, 0], [0, 1, 0]]),
    Matrix(4, 4, lambda i, j: Rational(1, i + j + 1)),
    Matrix([[0, 0, 0], [0, 0, 0]]),
    Matrix([[2, 0, 0, 0], [0, 6, 0, 0], [0, 0, 10, 0], [0, 0, 0, 15]]),
]
for n, m, k in [(2, 2, 9), (3, 3, 5), (3, 3, 9), (4, 4, 3), (5, 5, 9), (3, 5, 6), (5, 3, 6), (6, 6, 2)]:
    matrices.append(Matrix(n, m, lambda i, j: random.randint(-k, k)))
for n, m in [(2, 2), (3, 3), (3, 4), (4, 4)]:
    matrices.append(Matrix(n, m, lambda i, j: Rational(random.randint(-9, 9), random.randint(1, 6))))
# Of lower rank.
a, b = Matrix(5, 2, lambda i, j: random.randint(-3, 3)), Matrix(2, 5, lambda i, j: random.randint(-3, 3))
matrices.append(a * b)

print("// Exact linear algebra of small matrices, made by make_matrix_reference.py with SymPy.")
print()
print("let exactMatrixReference: [MatrixReference] = [")
for matrix in matrices:
    reference(matrix)
print("]")
