// Fields of records: the planets of the sun, by the leapfrog rule.
#include <math.h>
#include <stdio.h>

#define SUN_MASS (4 * 3.14159265358979323846 * 3.14159265358979323846)
#define DAYS 365.24

enum { n = 5 };
typedef struct {
  double x, y, z, vx, vy, vz, mass;
} Body;

static Body bodies[n] = {
    {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SUN_MASS},
    {4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
        0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS,
        0.000954791938424326609 * SUN_MASS},
    {8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
        -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS,
        0.000285885980666130812 * SUN_MASS},
    {12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
        0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS,
        0.0000436624404335156298 * SUN_MASS},
    {15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
        0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS,
        0.0000515138902046611451 * SUN_MASS},
};

static void advance(double dt) {
  for (int i = 0; i < n; i++) {
    Body *a = &bodies[i];
    for (int j = i + 1; j < n; j++) {
      Body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double d2 = dx * dx + dy * dy + dz * dz;
      double magnitude = dt / (d2 * sqrt(d2));
      a->vx -= dx * b->mass * magnitude;
      a->vy -= dy * b->mass * magnitude;
      a->vz -= dz * b->mass * magnitude;
      b->vx += dx * a->mass * magnitude;
      b->vy += dy * a->mass * magnitude;
      b->vz += dz * a->mass * magnitude;
    }
  }
  for (int i = 0; i < n; i++) {
    Body *b = &bodies[i];
    b->x += dt * b->vx;
    b->y += dt * b->vy;
    b->z += dt * b->vz;
  }
}

static double square(double x) { return x * x; }

static double energy(void) {
  double e = 0;
  for (int i = 0; i < n; i++) {
    Body *a = &bodies[i];
    e += 0.5 * a->mass * (square(a->vx) + square(a->vy) + square(a->vz));
    for (int j = i + 1; j < n; j++) {
      Body *b = &bodies[j];
      e -= a->mass * b->mass / sqrt(square(a->x - b->x) + square(a->y - b->y) + square(a->z - b->z));
    }
  }
  return e;
}

int main(void) {
  double px = 0, py = 0, pz = 0;
  for (int i = 0; i < n; i++) {
    px += bodies[i].vx * bodies[i].mass;
    py += bodies[i].vy * bodies[i].mass;
    pz += bodies[i].vz * bodies[i].mass;
  }
  bodies[0].vx = -px / SUN_MASS;
  bodies[0].vy = -py / SUN_MASS;
  bodies[0].vz = -pz / SUN_MASS;
  for (int step = 0; step < 120000; step++) advance(0.01);
  printf("%.17g\n", energy());
}
