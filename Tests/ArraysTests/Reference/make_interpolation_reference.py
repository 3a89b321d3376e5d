# Prints InterpolationReference.swift: SciPy's splines through eight points, at positions between and beside them.
#
#   python make_interpolation_reference.py > InterpolationReference.swift
import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

x = np.array([0.0, 0.5, 1.5, 2.0, 3.5, 4.0, 6.0, 7.0])
y = np.array([1.0, 2.0, 2.0, -1.0, 0.5, 3.0, 3.25, 0.0])
at = np.array([0.0, 0.2, 0.9, 1.5, 1.9, 2.7, 3.6, 5.5, 6.9, 7.0])


def emit(name, function):
    print(f"  // {name}: values, derivatives, and the integral from 0.2 to 6.9")
    for values in (function(at), function(at, 1)):
        print("  [" + ",\n   ".join(", ".join(repr(float(v)) for v in values[i : i + 5]) for i in (0, 5)) + "],")
    print(f"  [{float(function.integrate(0.2, 6.9))!r}],")


print("// Splines through eight points, made by make_interpolation_reference.py.")
print()
for name, values in (("interpolationKnots", x), ("interpolationValues", y), ("interpolationPositions", at)):
    print(f"let {name}: [Double] = [{', '.join(repr(float(v)) for v in values)}]")
print()
print("let interpolationReferences: [[Double]] = [")
emit("natural", CubicSpline(x, y, bc_type="natural"))
emit("clamped", CubicSpline(x, y, bc_type=((1, 2.0), (1, -1.0))))
emit("not a knot", CubicSpline(x, y))
emit("monotone", PchipInterpolator(x, y))
print("]")
