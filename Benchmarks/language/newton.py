# Functions as arguments, and closures: cube roots by Newton's iteration.
def newton(f, df, x):
    for _ in range(100):
        step = f(x) / df(x)
        x -= step
        if abs(step) < 1e-12 * abs(x):
            break
    return x


def sum_of_roots(n):
    total = 0.0
    for a in range(1, n + 1):
        total += newton(lambda x: x**3 - a, lambda x: 3 * x**2, 1.0)
    return total


print(sum_of_roots(120_000))
