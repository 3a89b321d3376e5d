# Prints AccuracyReference.swift: eigenvalues and singular values of ill-conditioned matrices, and functions of
# matrices, for their elements as doubles, computed by mpmath with 60 digits.
#
#   python make_accuracy_reference.py > AccuracyReference.swift
import mpmath as mp

mp.mp.dps = 60


def matrix(n, element):
    return [[float(element(i, j)) for j in range(n)] for i in range(n)]


def emit(label, values, last=False):
    lines, line = [], ""
    for value in values:
        word = value + ", "
        if len(line) + len(word) > 110:
            lines.append(line.rstrip())
            line = ""
        line += word
    lines.append(line.rstrip().rstrip(","))
    print(f"    {label}: [")
    for text in lines:
        print(f"      {text}")
    print("    ]" + (")," if last else ","))


def real(values):
    return [repr(float(v)) for v in values]


def complex_numbers(values):
    # Imaginary parts that are rounding errors of 120 digits are zero.
    parts = [(mp.re(v), mp.im(v) if abs(mp.im(v)) > 1e-60 else 0) for v in values]
    return [f"Complex({float(x)!r}, {float(y)!r})" for x, y in parts]


def flat(a):
    return [a[i, j] for j in range(a.cols) for i in range(a.rows)]


spectra = {
    "Hilbert": matrix(8, lambda i, j: mp.mpf(1) / (i + j + 1)),
    "Kahan": matrix(8, lambda i, j: mp.sin(1.2) ** i * (1 if i == j else (-mp.cos(1.2) if i < j else 0))),
    "Vandermonde": matrix(8, lambda i, j: (mp.mpf(i + 1) / 8) ** j),
    "Wilkinson": matrix(11, lambda i, j: abs(i - 5) if i == j else (1 if abs(i - j) == 1 else 0)),
    "graded": matrix(7, lambda i, j: mp.mpf(10) ** (-2 * max(i, j)) * (1 + mp.mpf((i * 5 + j * 3) % 7) / 7)),
    "Grcar": matrix(9, lambda i, j: -1 if i == j + 1 else (1 if i <= j <= i + 3 else 0)),
    "nearly singular": matrix(5, lambda i, j: 1 + (mp.mpf(10) ** -9 if i == j else 0) * (i + 1)),
}
print("// Spectra and functions of hard matrices, made by make_accuracy_reference.py.")
print("import Arrays")
print()
print("/// Matrices in column-major order with their singular values and the real and imaginary parts of eigenvalues.")
print("let spectrumReferences: [SpectrumReference] = [")
for name, rows in spectra.items():
    a = mp.matrix(rows)
    n = a.rows
    s = sorted(mp.svd_r(a, compute_uv=False), reverse=True)
    symmetric = all(a[i, j] == a[j, i] for i in range(n) for j in range(n))
    w = mp.eigsy(a, eigvals_only=True) if symmetric else mp.eig(a, left=False, right=False)
    w = sorted((mp.mpc(z) for z in w), key=lambda z: (float(z.real), float(z.imag)))
    w = [mp.mpc(z.real, 0 if abs(z.imag) < 1e-40 else z.imag) for z in w]
    w.sort(key=lambda z: (float(z.real), float(z.imag)))
    print("  SpectrumReference(")
    print(f'    name: "{name}", order: {n},')
    emit("elements", real(flat(a)))
    emit("singularValues", real(s))
    emit("realParts", real(z.real for z in w))
    emit("imaginaryParts", real((z.imag for z in w)), last=True)
print("]")

functions = {
    "triangular": [[1.0, 1e6, 3.0], [0.0, 1.0 + 1e-8, 2.0], [0.0, 0.0, 1.5]],
    "general": [[4.0, -1.0, 0.5, 2.0], [1.0, 3.0, -2.0, 0.25], [0.0, 1.5, 5.0, -1.0], [-1.0, 0.75, 1.0, 6.0]],
    "rotation and growth": [[1.0, -30.0], [30.0, 1.0]],
    "nearly defective": [[2.0, 1.0, 0.0], [1e-10, 2.0, 1.0], [0.0, 1e-10, 2.0]],
    "Hermitian": [[2.0, 0.5, 0.1], [0.5, 3.0, -0.7], [0.1, -0.7, 1.0]],
    "small": [[1e-9, 2e-9], [-3e-9, 1e-10]],
    "tall units": [[1.0, 1e-7, 0.0], [1e7, 2.0, 1e7], [0.0, 1e-7, 3.0]],
}
print()
print("let functionReferences: [FunctionReference] = [")
for name, rows in functions.items():
    a = mp.matrix(rows)
    print("  FunctionReference(")
    print(f'    name: "{name}", order: {a.rows},')
    emit("elements", real(flat(a)))
    with mp.workdps(120):
        exponential = mp.expm(a)
        logarithm = mp.logm(a)
        root = mp.sqrtm(a)
        cosine, sine = mp.cosm(a), mp.sinm(a)
        assert mp.mnorm(mp.expm(logarithm) - a) < 1e-40 * mp.mnorm(a), name
        assert mp.mnorm(root * root - a) < 1e-40 * mp.mnorm(a), name
    emit("exponential", real(mp.re(v) for v in flat(exponential)))
    emit("logarithm", complex_numbers(flat(logarithm)))
    emit("squareRoot", complex_numbers(flat(root)))
    emit("sine", real(mp.re(v) for v in flat(sine)))
    emit("cosine", real((mp.re(v) for v in flat(cosine))), last=True)
print("]")
