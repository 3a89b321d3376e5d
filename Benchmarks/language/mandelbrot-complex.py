# The Mandelbrot set as it is written in mathematics, with complex numbers.
def escape(c, limit):
    z = 0j
    for step in range(limit):
        if z.real * z.real + z.imag * z.imag > 4:
            return step
        z = z * z + c
    return limit


def mandelbrot(width, height):
    total = 0
    for i in range(height):
        for j in range(width):
            total += escape(complex(-2 + 2.5 * j / width, -1.25 + 2.5 * i / height), 80)
    return total


print(mandelbrot(420, 420))
