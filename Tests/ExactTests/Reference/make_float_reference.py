"""Writes FloatReference.swift: functions and constants to 100 digits, computed by mpmath with 600 bits.

Run it in this folder: python3 make_float_reference.py > FloatReference.swift   (needs: pip install mpmath)
"""

from mpmath import mp, mpf, nstr
import mpmath

mp.prec = 600


def text(x):
    return nstr(x, 100, min_fixed=0, max_fixed=0)


# Arguments are doubles, so that both sides read the same number: ordinary, tiny, huge, negative, near a zero or a pole.
ordinary = [0.75, 1.5, 2.0, 10.25]
cases = {
    "sqrt": (mp.sqrt, ordinary + [1e-300, 1e300]),
    "cbrt": (lambda x: mp.cbrt(x) if x >= 0 else -mp.cbrt(-x), ordinary + [-3.0, 1e-300]),
    "exp": (mp.exp, ordinary + [-700.5, 1e-20, 5000.0]),
    "exp2": (lambda x: mpf(2) ** x, ordinary + [-1000.5]),
    "exp10": (lambda x: mpf(10) ** x, ordinary + [-300.5]),
    "expm1": (mp.expm1, ordinary + [1e-20, -1e-300]),
    "log": (mp.log, ordinary + [1e-300, 1.0000000001]),
    "log2": (lambda x: mp.log(x) / mp.log(2), ordinary),
    "log10": (lambda x: mp.log(x) / mp.log(10), ordinary),
    "log1p": (mp.log1p, ordinary + [1e-20, -0.999999]),
    "sin": (mp.sin, ordinary + [1e22, 3.141592653589793, 1e-200]),
    "cos": (mp.cos, ordinary + [1e22, 1.5707963267948966]),
    "tan": (mp.tan, ordinary + [1e22, 1.5707963267948966]),
    "asin": (mp.asin, [0.75, -0.5, 1e-20, 0.9999999999]),
    "acos": (mp.acos, [0.75, -0.5, 1e-20, 0.9999999999]),
    "atan": (mp.atan, ordinary + [-1e100, 1e-20]),
    "sinpi": (mp.sinpi, [0.75, 0.1, 1000000.125]),
    "cospi": (mp.cospi, [0.75, 0.1, 1000000.125]),
    "sinh": (mp.sinh, ordinary + [1e-20, -700.0]),
    "cosh": (mp.cosh, ordinary + [1e-20, -700.0]),
    "tanh": (mp.tanh, ordinary + [1e-20]),
    "asinh": (mp.asinh, ordinary + [1e-20, -1e100]),
    "acosh": (mp.acosh, [1.5, 2.0, 1.0000000001, 1e100]),
    "atanh": (mp.atanh, [0.75, -0.5, 1e-20, 0.9999999999]),
    "gamma": (mp.gamma, ordinary + [-2.5, 170.5, 1e-20]),
    "loggamma": (lambda x: mp.log(abs(mp.gamma(x))), ordinary + [-2.5, 170.5]),
    "digamma": (mp.digamma, ordinary + [-2.5, 1e6]),
    "zeta": (mp.zeta, ordinary + [-2.5, 0.5, 50.0]),
    "erf": (mp.erf, ordinary + [1e-20, -2.5]),
    "erfc": (mp.erfc, ordinary + [20.0]),
    "besselj0": (lambda x: mp.besselj(0, x), ordinary),
    "besselj1": (lambda x: mp.besselj(1, x), ordinary),
    "bessely0": (lambda x: mp.bessely(0, x), ordinary),
    "bessely1": (lambda x: mp.bessely(1, x), ordinary),
    "airyai": (mp.airyai, ordinary + [-3.5]),
    "eint": (mp.ei, ordinary),
    "dilogarithm": (lambda x: mp.polylog(2, x), [0.75, -0.5, -3.0]),
}

print("// Functions of long floats to 100 digits, made by make_float_reference.py.")
print()
print("/// The function, its argument and its value in base ten.")
print("let floatReference: [(name: String, argument: Double, value: String)] = [")
for name, (function, arguments) in cases.items():
    for x in arguments:
        print(f'  ("{name}", {x!r}, "{text(function(mpf(x)))}"),')
print("]")
print()
print("/// x, y and x^y, √(x² + y²), the angle of the point (x, y), in base ten.")
print("let floatPairReference: [(x: Double, y: Double, power: String, hypotenuse: String, angle: String)] = [")
for x, y in [(1.5, 2.25), (0.1, -3.7), (10.25, 300.5), (2.0, 0.5), (1e-200, 1e-200), (1e200, 1.5)]:
    x, y = mpf(x), mpf(y)
    print(f'  ({float(x)!r}, {float(y)!r}, "{text(x ** y)}", "{text(mp.hypot(x, y))}", "{text(mp.atan2(y, x))}"),')
print("]")
print()
print("/// π, ℯ, γ, φ and Catalan's constant.")
print("let constantReference: [String] = [")
for x in [+mp.pi, +mp.e, +mp.euler, +mp.phi, +mp.catalan]:
    print(f'  "{text(x)}",')
print("]")
