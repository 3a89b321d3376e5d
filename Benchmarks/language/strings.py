# Text: building a long string piece by piece, and reading it letter by letter.
def words(n):
    parts = []
    for i in range(1, n + 1):
        parts.append(f"({i}, {i * i % 97})")
    return "; ".join(parts)


def hashed(text):
    h = 7
    for c in text:
        h = (h * 31 + ord(c)) % 1_000_003
    return h


def fizz(n):
    text = ""
    for i in range(1, n + 1):
        if i % 15 == 0:
            text = text + "fizzbuzz"
        elif i % 5 == 0:
            text = text + "buzz"
        elif i % 3 == 0:
            text = text + "fizz"
        else:
            text = text + str(i)
    return text


def total(rounds):
    s = 0
    for _ in range(rounds):
        s += hashed(words(20_000)) + hashed(fizz(4000))
        s += len(words(20_000).replace("; ", "").upper())
    return s


print(total(25))
