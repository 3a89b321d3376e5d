# Small matrices: statistics of traces of powers of random matrices.
import random
import statistics


def randn(n):
    return [[random.gauss(0.0, 1.0) for _ in range(n)] for _ in range(n)]


def transpose(a):
    return [list(column) for column in zip(*a)]


def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(map(lambda x, y: x * y, row, column)) for column in columns] for row in a]


def trace(a):
    return sum(a[i][i] for i in range(len(a)))


def fourth_power(a):
    square = multiply(a, a)
    return multiply(square, square)


def traces(rounds):
    n = 5
    v = [0.0] * rounds
    w = [0.0] * rounds
    for i in range(rounds):
        a = randn(n)
        b = randn(n)
        c = randn(n)
        d = randn(n)
        p = [a[k] + b[k] + c[k] + d[k] for k in range(n)]
        q = [a[k] + b[k] for k in range(n)] + [c[k] + d[k] for k in range(n)]
        v[i] = trace(fourth_power(multiply(transpose(p), p)))
        w[i] = trace(fourth_power(multiply(transpose(q), q)))
    return (
        statistics.stdev(v) / statistics.fmean(v),
        statistics.stdev(w) / statistics.fmean(w),
    )


s, t = traces(500)
print(s + t)
