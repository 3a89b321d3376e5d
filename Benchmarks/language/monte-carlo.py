# Random numbers one at a time: π from the share of points that fall into the circle.
from random import random


def estimate(n):
    inside = 0
    for _ in range(n):
        x = random()
        y = random()
        if x**2 + y**2 <= 1:
            inside += 1
    return 4 * inside / n


print(estimate(3_000_000))
