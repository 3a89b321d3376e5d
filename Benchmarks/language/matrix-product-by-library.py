# The product of the same matrices, by three loops.
def product(a, b):
    m, n = len(a), len(a[0])
    p = len(b[0])
    c = [[0.0] * p for _ in range(m)]
    for i in range(m):
        for j in range(p):
            s = 0.0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c


def total(n):
    a = [[1.0 / (i + j - 1) for j in range(1, n + 1)] for i in range(1, n + 1)]
    b = [[float((i * j) % 7) for j in range(1, n + 1)] for i in range(1, n + 1)]
    return sum(map(sum, product(a, b)))


print(total(240))
