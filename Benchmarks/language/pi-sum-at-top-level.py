# The same sum as a notebook's cell holds it: loops over names that are global.
total = 0.0
for _ in range(600):
    total = 0.0
    for k in range(1, 10_001):
        total += 1 / (k * k)

print(total)
