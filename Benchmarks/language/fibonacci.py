# Calls: the doubly recursive Fibonacci numbers.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def repeated(times):
    total = 0
    for _ in range(times):
        total += fib(30)
    return total


print(repeated(5))
