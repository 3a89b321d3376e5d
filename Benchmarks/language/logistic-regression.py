# Learning by scalar loops: logistic regression by gradient descent.
from math import exp


def samples(m, d):
    xs = [[0.0] * d for _ in range(m)]
    y = [0.0] * m
    x = 7
    for i in range(m):
        s = 0.3
        for j in range(d):
            x = x * 16807 % 2147483647
            xs[i][j] = 2 * x / 2147483647 - 1
            s += (-1) ** (j + 1) * (j + 1) * xs[i][j]
        x = x * 16807 % 2147483647
        y[i] = 1.0 if s + x / 2147483647 - 0.5 > 0 else 0.0
    return xs, y


def train(xs, y, rate, epochs):
    m, d = len(xs), len(xs[0])
    w = [0.0] * d
    b = 0.0
    for _ in range(epochs):
        gradient = [0.0] * d
        gradient_b = 0.0
        for i in range(m):
            s = b
            for j in range(d):
                s += w[j] * xs[i][j]
            difference = 1 / (1 + exp(-s)) - y[i]
            for j in range(d):
                gradient[j] += difference * xs[i][j]
            gradient_b += difference
        for j in range(d):
            w[j] -= rate * gradient[j] / m
        b -= rate * gradient_b / m
    return w, b


xs, y = samples(400, 4)
w, b = train(xs, y, 0.5, 2400)
print(sum(w) + b)
