# Flags and steps: the sieve of Eratosthenes.
def count_primes(n):
    prime = [True] * (n + 1)
    prime[0] = False
    prime[1] = False
    i = 2
    while i * i <= n:
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
        i += 1
    total = 0
    for i in range(1, n + 1):
        if prime[i]:
            total += 1
    return total


print(count_primes(6_000_000))
