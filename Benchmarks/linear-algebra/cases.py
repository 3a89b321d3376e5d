"""Linear algebra in NumPy and SciPy: seconds a call for each case and each repetition, as JSON."""

import json
import sys
import time

import numpy as np
import scipy.linalg
import scipy.sparse
import scipy.sparse.linalg

rounds = int(sys.argv[1])


def poisson(m):
    t = scipy.sparse.diags([-1.0, 2.0, -1.0], [-1, 0, 1], shape=(m, m))
    e = scipy.sparse.identity(m)
    return (scipy.sparse.kron(t, e) + scipy.sparse.kron(e, t)).tocsc()


def seconds(f):
    f()
    start = time.perf_counter()
    f()
    count = int(min(max(round(0.02 / max(time.perf_counter() - start, 1e-7)), 1), 2000))
    start = time.perf_counter()
    for _ in range(count):
        f()
    return (time.perf_counter() - start) / count


cases = {}
generator = np.random.default_rng(1)
for n in (2, 4, 10, 100, 500):
    a = generator.standard_normal((n, n)) + n * np.eye(n)
    s = (a + a.T) / 2
    b = generator.standard_normal(n)
    cases[f"solve {n}"] = lambda a=a, b=b: np.linalg.solve(a, b)
    cases[f"det {n}"] = lambda a=a: np.linalg.det(a)
    cases[f"inv {n}"] = lambda a=a: np.linalg.inv(a)
    cases[f"eigen {n}"] = lambda a=a: np.linalg.eig(a)
    cases[f"symmetric eigen {n}"] = lambda s=s: np.linalg.eigh(s)
    cases[f"svd {n}"] = lambda a=a: np.linalg.svd(a)
    cases[f"product {n}"] = lambda a=a: a @ a
p, r = poisson(316), np.ones(316**2)
cases["sparse solve 99856"] = lambda: scipy.sparse.linalg.spsolve(p, r)
band, t = np.array([np.full(10**5, -1.0), np.full(10**5, 4.0)]), np.ones(10**5)
cases["tridiagonal solve 100000"] = lambda: scipy.linalg.solveh_banded(band, t)
v = generator.standard_normal(65536)
cases["fft 65536"] = lambda: np.fft.fft(v)

print(json.dumps({name: [seconds(f) for _ in range(2 if "sparse" in name else rounds)] for name, f in cases.items()}))
