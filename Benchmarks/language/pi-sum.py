# A sum in nested loops: the series of π²/6, again and again.
def pisum(rounds, terms):
    total = 0.0
    for _ in range(rounds):
        total = 0.0
        for k in range(1, terms + 1):
            total += 1 / (k * k)
    return total


print(pisum(1500, 10_000))
