# Fields of records: the planets of the sun, by the leapfrog rule.
from math import pi, sqrt


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx
        self.vy = vy
        self.vz = vz
        self.mass = mass


SUN_MASS = 4 * pi**2
DAYS = 365.24


def planets():
    bodies = [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SUN_MASS),
        Body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
            0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS,
            0.000954791938424326609 * SUN_MASS),
        Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
            -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS,
            0.000285885980666130812 * SUN_MASS),
        Body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
            0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS,
            0.0000436624404335156298 * SUN_MASS),
        Body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
            0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS,
            0.0000515138902046611451 * SUN_MASS),
    ]
    px, py, pz = 0.0, 0.0, 0.0
    for b in bodies:
        px += b.vx * b.mass
        py += b.vy * b.mass
        pz += b.vz * b.mass
    bodies[0].vx = -px / SUN_MASS
    bodies[0].vy = -py / SUN_MASS
    bodies[0].vz = -pz / SUN_MASS
    return bodies


def advance(bodies, dt):
    n = len(bodies)
    for i in range(n):
        a = bodies[i]
        for j in range(i + 1, n):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            d2 = dx * dx + dy * dy + dz * dz
            magnitude = dt / (d2 * sqrt(d2))
            a.vx -= dx * b.mass * magnitude
            a.vy -= dy * b.mass * magnitude
            a.vz -= dz * b.mass * magnitude
            b.vx += dx * a.mass * magnitude
            b.vy += dy * a.mass * magnitude
            b.vz += dz * a.mass * magnitude
    for b in bodies:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


def energy(bodies):
    e = 0.0
    n = len(bodies)
    for i in range(n):
        a = bodies[i]
        e += 0.5 * a.mass * (a.vx**2 + a.vy**2 + a.vz**2)
        for j in range(i + 1, n):
            b = bodies[j]
            e -= a.mass * b.mass / sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
    return e


def simulate(steps):
    bodies = planets()
    for _ in range(steps):
        advance(bodies, 0.01)
    return energy(bodies)


print(simulate(120_000))
