# The cells of the lesson on the singular value decomposition in Python, one for each cell of the lesson and in its order, with
# the same matrices, tests and figures; `notebook.py` puts them between the lesson's texts. A name that begins with `_`
# belongs to its cell, since marimo wants each other name once.

# %%
import matplotlib.pyplot as plt
import numpy as np

A = np.array([[3, 0], [4, 5]])
stretch = lambda theta: np.linalg.norm(A @ np.array([np.cos(theta), np.sin(theta)]))
stretch(0)
stretch(np.pi / 4)
stretch(3 * np.pi / 4)

# %%
_angles = np.linspace(0, np.pi, 200)
plt.plot(_angles, [stretch(theta) for theta in _angles], label="‖Ax‖")
plt.scatter([np.pi / 4], [stretch(np.pi / 4)], label="largest, at 45°")
plt.scatter([3 * np.pi / 4], [stretch(3 * np.pi / 4)], label="smallest, at 135°")
plt.xlabel("angle θ of x")
plt.ylabel("stretch")
plt.ylim(0, 7.5)
plt.legend(loc="lower left")
plt.show()

# %%
v1 = np.array([1, 1]) / np.sqrt(2)
v2 = np.array([-1, 1]) / np.sqrt(2)
A @ v1
A @ v2
np.dot(A @ v1, A @ v2)

# %%
np.dot(A[:, 0], A[:, 1])

# %%
U, sigma, Vt = np.linalg.svd(A)
assert np.allclose(U @ np.diag(sigma) @ Vt, A)
assert np.allclose(U.T @ U, np.eye(2))
assert np.allclose(Vt @ Vt.T, np.eye(2))
sigma, round(sigma[0], 4)

# %%
ts = np.linspace(0, 2 * np.pi, 200)
circle = np.array([np.cos(ts), np.sin(ts)])
ellipse = A @ circle
arrow = lambda axes, w, name, color: axes.plot([0, w[0]], [0, w[1]], label=name, color=color, linewidth=3)
s1, s2 = np.sign(Vt[0, 1]), np.sign(Vt[1, 1])

_, (_left, _right) = plt.subplots(1, 2, figsize=(7.6, 4))
_left.plot(circle[0], circle[1], color="gray")
_left.set_title("input")
_left.set_aspect("equal")
arrow(_left, s1 * Vt[0], "v₁", "C0")
arrow(_left, s2 * Vt[1], "v₂", "C1")
_left.legend()

_right.plot(ellipse[0], ellipse[1], color="gray")
_right.set_title("output")
_right.set_aspect("equal")
arrow(_right, s1 * sigma[0] * U[:, 0], "σ₁u₁", "C0")
arrow(_right, s2 * sigma[1] * U[:, 1], "σ₂u₂", "C1")
_right.legend()
plt.show()

# %%
A.T @ A
eigenvalues = np.linalg.eigvalsh(A.T @ A)
np.sqrt(eigenvalues), round(sigma[0], 2)

# %%
np.linalg.eigvals(A)
np.prod(sigma)
np.linalg.det(A)

# %%
L = np.array([[1, 1], [1e-9, 0], [0, 1e-9]])
np.linalg.svd(L, compute_uv=False)
np.array_equal(L.T @ L, np.ones((2, 2)))
np.linalg.matrix_rank(L)
np.linalg.matrix_rank(L.T @ L)

# %%
B = np.array([[1, 2, 0, 1], [2, 4, 1, 1], [3, 6, 1, 2]])
tau = np.linalg.svd(B, compute_uv=False)
tau[:2]
assert tau[2] < 1e-14
np.linalg.matrix_rank(B)

# %%
N = np.linalg.svd(B)[2][np.linalg.matrix_rank(B):].T
assert np.linalg.norm(B @ N) < 1e-12
assert np.allclose(N.T @ N, np.eye(2))
N.shape

# %%
disc = lambda x, y, r2: x**2 + y**2 < r2
moon = lambda x, y: disc(x - 0.1, y, 0.55) and not disc(x - 0.5, y - 0.15, 0.4)
sky = lambda x, y: 0.25 * (1 + y) * (1 - x**2 / 2)
rows, columns = np.linspace(-1, 1, 48), np.linspace(-1.3, 1.3, 64)
picture = np.array([[moon(x, y) + sky(x, y) for x in columns] for y in rows])
picture.shape

# %%
P, s, Qt = np.linalg.svd(picture, full_matrices=False)
approximation = lambda k: P[:, :k] @ np.diag(s[:k]) @ Qt[:k]
assert np.isclose(np.linalg.norm(picture - approximation(5), 2), s[5])
assert np.isclose(np.linalg.norm(picture - approximation(5)), np.linalg.norm(s[5:]))
s[:4]

# %%
def show_picture(axes, X, name):
    axes.imshow(X, cmap="gray", vmin=-0.1, vmax=1.4, origin="lower")
    axes.set_title(name)
    axes.axis("off")


_, _axes = plt.subplots(2, 2)
show_picture(_axes[0, 0], picture, "original")
show_picture(_axes[0, 1], approximation(1), "rank 1")
show_picture(_axes[1, 0], approximation(4), "rank 4")
show_picture(_axes[1, 1], approximation(12), "rank 12")
plt.show()
12 * (48 + 64 + 1), 48 * 64

# %%
ks = np.arange(1, 21)
relative_error = np.array([np.linalg.norm(s[k:]) / np.linalg.norm(s) for k in ks])
relative_error[[0, 3, 11]]

plt.semilogy(ks, s[:20] / s[0], "o-", markersize=3, label="σₖ / σ₁")
plt.semilogy(ks, relative_error, "o-", markersize=3, label="relative error at rank k")
plt.xlabel("k")
plt.xticks([1, 5, 10, 15, 20])
plt.legend()
plt.show()

# %%
x = np.array([0, 1, 2, 3, 4])
y = np.array([1.1, 2.9, 5.2, 6.8, 9.1])
D = np.column_stack([np.ones(5), x])
w = np.linalg.pinv(D) @ y
r = y - D @ w
np.sum(r**2)
assert np.linalg.norm(D.T @ r) < 1e-12
np.linalg.lstsq(D, y)[0]

# %%
np.linalg.cond(A)
H = np.array([[1 / (i + j + 1) for j in range(8)] for i in range(8)])
float(f"{np.linalg.cond(H):.4g}")

# %%
b = H @ np.ones(8)
U8, sigma8, _ = np.linalg.svd(H)
moved = lambda i: np.linalg.norm(np.linalg.solve(H, b + 1e-10 * U8[:, i]) - np.ones(8))
assert moved(0) < 1e-5
assert 0.8 < moved(7) < 1.0
round(1e-10 / sigma8[7], 4)

# %%
turn = np.array([[np.cos(np.pi / 6), -np.sin(np.pi / 6)], [np.sin(np.pi / 6), np.cos(np.pi / 6)]])
cloud = np.random.default_rng(7).standard_normal((400, 2)) @ np.diag([2.0, 0.5]) @ turn.T
centred = cloud - np.sum(cloud, axis=0) / 400
_, spread, directions = np.linalg.svd(centred, full_matrices=False)
deviations = spread / np.sqrt(399)
angle_found = np.degrees(np.arctan(directions[0, 1] / directions[0, 0]))
assert abs(deviations[0] - 2.0) < 0.4
assert abs(deviations[1] - 0.5) < 0.1
assert abs(angle_found - 30) < 5
directions.T

# %%
plt.figure(figsize=(6.4, 4))
plt.scatter(centred[:, 0], centred[:, 1], s=4, alpha=0.4, color="gray")
for _i in range(2):
    _tip = 2 * deviations[_i] * directions[_i]
    plt.plot([-_tip[0], _tip[0]], [-_tip[1], _tip[1]], linewidth=3, color=f"C{_i}", label=f"component {_i + 1}")
plt.gca().set_aspect("equal")
plt.title(f"found angle: {angle_found:.1f}°")
plt.legend()
plt.show()
round(angle_found, 1), round(deviations[0], 2), round(deviations[1], 2)
