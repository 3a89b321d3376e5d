"""Writes IntegerReference.swift: operands and results computed by Python's integers and fractions.

Run it in this folder: python3 make_reference.py > IntegerReference.swift
"""

import math
import random
import struct

random.seed(20240229)


def operand():
    kind = random.randrange(6)
    if kind == 0:
        return random.randrange(-20, 21)
    if kind == 1:
        return random.choice([-1, 1]) * (2 ** random.choice([31, 61, 62, 63, 64, 65]) + random.randrange(-2, 3))
    bits = random.choice([40, 63, 64, 90, 128, 180])
    return random.choice([-1, 1]) * random.getrandbits(bits)


def pattern(x):
    return hex(struct.unpack("<Q", struct.pack("<d", x))[0])


def truncated(a, b):
    q = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    return q, a - q * b


print("// Results of integer arithmetic, made by make_reference.py.")
print()
print("/// a, b, a + b, a · b, truncated and floored quotient and remainder, gcd, and, or, xor; in base ten.")
print("let integerReference: [[String]] = [")
for _ in range(60):
    a, b = operand(), operand() or 7
    q, r = truncated(a, b)
    row = [a, b, a + b, a * b, q, r, a // b, a % b, math.gcd(a, b), a & b, a | b, a ^ b]
    print("  [")
    for x in row:
        print(f'    "{x}",')
    print("  ],")
print("]")
print()
print("/// An integer in base ten and the nearest double.")
print("let nearestDoubleReference: [(String, Double)] = [")
for _ in range(30):
    bits = random.choice([54, 63, 64, 65, 118, 250])
    n = random.choice([-1, 1]) * random.getrandbits(bits)
    print(f'  ("{n}", {float(n).hex()}),')
for n in [2**53 + 1, 2**53 + 3, 2**64 + 2**11, 2**64 + 2**11 + 1, 2**64 + 3 * 2**11, 2**118 - 1]:
    print(f'  ("{n}", {float(n).hex()}),')
print("]")
print()
print("/// p, q, s and the bits of the double nearest to p / (q · 2^s), some of them subnormal.")
print("let quotientReference: [(String, String, Int, UInt64)] = [")
for _ in range(30):
    p = random.choice([-1, 1]) * random.getrandbits(random.choice([3, 60, 70, 150])) or 1
    q = random.getrandbits(random.choice([4, 60, 100])) | 1
    shift = random.choice([0, 0, 900, 1040, 1072])
    print(f'  ("{p}", "{q}", {shift}, {pattern(p / (q << shift))}),')
print("]")
