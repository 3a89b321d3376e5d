# Numbers to text and back, in base 10 and in base 16.
def roundtrips(n):
    total = 0
    x = 1
    for _ in range(n):
        x = x * 16807 % 2147483647
        decimal = str(x)
        hexadecimal = format(x, "x")
        total += int(decimal) - int(hexadecimal, 16) + len(decimal) + len(hexadecimal)
    return total


print(roundtrips(1_000_000))
