# Floating-point arithmetic in nested loops: steps until escape on a grid of the plane.
def escape(cx, cy, limit):
    x = 0.0
    y = 0.0
    for step in range(limit):
        x2 = x * x
        y2 = y * y
        if x2 + y2 > 4:
            return step
        y = 2 * x * y + cy
        x = x2 - y2 + cx
    return limit


def mandelbrot(width, height):
    total = 0
    for i in range(height):
        for j in range(width):
            total += escape(-2 + 2.5 * j / width, -1.25 + 2.5 * i / height, 80)
    return total


print(mandelbrot(480, 480))
