# Indexing and recursion: quicksort of integers, in place.
def quicksort(a, low, high):
    i, j = low, high
    while i < high:
        pivot = a[(low + high) // 2]
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if low < j:
            quicksort(a, low, j)
        low, j = i, high
    return a


def fill_at_random(n):
    a = [0] * n
    x = 42
    for i in range(n):
        x = x * 16807 % 2147483647
        a[i] = x
    return a


def checksum(a):
    total = 0
    for i in range(len(a)):
        total = (total * 31 + a[i]) % 1_000_000_007
    return total


n = 300_000
print(checksum(quicksort(fill_at_random(n), 0, n - 1)))
