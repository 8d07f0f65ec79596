#!/usr/bin/env python3
"""Writes the goldens of samples/NpBench: what NumPy gives for each program, as sums and some elements.

    /usr/bin/python3 make.py [PRESET...]        S unless told otherwise; writes PRESET.json beside this file

The inputs are functions of position and seed, computed alike in Inputs.cs. The programs do what NPBench's do
(github.com/spcl/npbench), at its sizes.
"""
import json
import pathlib
import sys

import numpy as np

SIZES = {
    "arc_distance": {"S": dict(N=100000), "M": dict(N=1000000)},
    "azimint_naive": {"S": dict(N=400000, npt=1000), "M": dict(N=4000000, npt=1000)},
    "cavity_flow": {"S": dict(ny=61, nx=61, nt=25, nit=5, rho=1.0, nu=0.1), "M": dict(ny=121, nx=121, nt=50, nit=10, rho=1.0, nu=0.1)},
    "compute": {"S": dict(M=2000, N=2000), "M": dict(M=5000, N=5000)},
    "conv2d_bias": {"S": dict(N=8, C_in=3, C_out=16, K=2, H=32, W=32), "M": dict(N=8, C_in=3, C_out=8, K=5, H=64, W=64)},
    "covariance": {"S": dict(M=500, N=600), "M": dict(M=1400, N=1800)},
    "floyd_warshall": {"S": dict(N=200), "M": dict(N=400)},
    "go_fast": {"S": dict(N=2000), "M": dict(N=6000)},
    "hdiff": {"S": dict(I=64, J=64, K=60), "M": dict(I=128, J=128, K=160)},
    "heat_3d": {"S": dict(TSTEPS=25, N=25), "M": dict(TSTEPS=50, N=40)},
    "jacobi_2d": {"S": dict(TSTEPS=50, N=150), "M": dict(TSTEPS=80, N=350)},
    "k2mm": {"S": dict(NI=800, NJ=850, NK=900, NL=950), "M": dict(NI=2000, NJ=2250, NK=2500, NL=2750)},
    "mandelbrot1": {"S": dict(xmin=-1.75, xmax=0.25, XN=125, ymin=-1.0, ymax=1.0, YN=125, maxiter=60, horizon=2.0),
                    "M": dict(xmin=-1.75, xmax=0.25, XN=250, ymin=-1.0, ymax=1.0, YN=250, maxiter=150, horizon=2.0)},
    "mlp": {"S": dict(C_in=3, N=8, S0=30000, S1=2000, S2=2000), "M": dict(C_in=3, N=8, S0=30000, S1=10000, S2=10000)},
    "nbody": {"S": dict(N=25, Nt=40, dt=0.05, softening=0.1, G=1.0), "M": dict(N=50, Nt=250, dt=0.02, softening=0.1, G=1.0)},
    "softmax": {"S": dict(N=16, H=16, SM=128), "M": dict(N=32, H=8, SM=256)},
    "spmv": {"S": dict(M=4096, N=4096, nnz=8192), "M": dict(M=32768, N=32768, nnz=65536)},
    "vadv": {"S": dict(I=60, J=60, K=40), "M": dict(I=112, J=112, K=80)},
}


def uniform(seed, *shape):
    """24 mixed bits of position and seed, in [0, 1)."""
    h = np.arange(np.prod(shape), dtype=np.uint32)
    h *= np.uint32(2654435761)
    h += np.uint32(seed * 40503 % 2**32)
    h ^= h >> np.uint32(15)
    h *= np.uint32(2246822519)
    h ^= h >> np.uint32(13)
    return (h >> np.uint32(8)).reshape(shape) / 16777216.0


def floats(seed, *shape):
    return uniform(seed, *shape).astype(np.float32)


def ints(seed, low, high, *shape):
    return low + (uniform(seed, *shape) * (high - low)).astype(np.int32)


def arc_distance(N):
    theta1, phi1, theta2, phi2 = (uniform(k, N) for k in (1, 2, 3, 4))
    h = np.sin((theta2 - theta1) / 2) ** 2 + np.cos(theta1) * np.cos(theta2) * np.sin((phi2 - phi1) / 2) ** 2
    return dict(distance=2 * np.arctan2(np.sqrt(h), np.sqrt(1 - h)))


def azimint_naive(N, npt):
    data, radius = uniform(1, N), uniform(2, N)
    rmax = radius.max()
    rings = [(rmax * i / npt, rmax * (i + 1) / npt) for i in range(npt)]
    return dict(means=np.array([data[(low <= radius) & (radius < high)].mean() for low, high in rings]))


def cavity_flow(nx, ny, nt, nit, rho, nu):
    dx, dy, dt = 2 / (nx - 1), 2 / (ny - 1), 0.1 / ((nx - 1) * (ny - 1))
    u, v, p = np.zeros((ny, nx)), np.zeros((ny, nx)), np.zeros((ny, nx))
    east, west, north, south, mid = np.s_[1:-1, 2:], np.s_[1:-1, :-2], np.s_[2:, 1:-1], np.s_[:-2, 1:-1], np.s_[1:-1, 1:-1]

    def d_x(f):
        return (f[east] - f[west]) / (2 * dx)

    def d_y(f):
        return (f[north] - f[south]) / (2 * dy)

    def advance(f, u, v, pressure):
        return (f[mid] - u[mid] * dt / dx * (f[mid] - f[west]) - v[mid] * dt / dy * (f[mid] - f[south]) - dt / rho * pressure
                + nu * (dt / dx**2 * (f[east] - 2 * f[mid] + f[west]) + dt / dy**2 * (f[north] - 2 * f[mid] + f[south])))

    for _ in range(nt):
        b = rho * ((d_x(u) + d_y(v)) / dt - d_x(u) ** 2 - 2 * d_y(u) * d_x(v) - d_y(v) ** 2)
        for _ in range(nit):
            q = p.copy()
            p[mid] = ((q[east] + q[west]) * dy**2 + (q[north] + q[south]) * dx**2) / (2 * (dx**2 + dy**2)) - dx**2 * dy**2 / (2 * (dx**2 + dy**2)) * b
            p[:, -1] = p[:, -2]
            p[0] = p[1]
            p[:, 0] = p[:, 1]
            p[-1] = 0
        un, vn = u.copy(), v.copy()
        u[mid] = advance(un, un, vn, d_x(p))
        v[mid] = advance(vn, un, vn, d_y(p))
        u[0] = u[:, 0] = u[:, -1] = 0
        u[-1] = 1
        v[0] = v[-1] = v[:, 0] = v[:, -1] = 0
    return dict(u=u, v=v, p=p)


def compute(M, N):
    x, y = ints(1, 0, 1000, M, N).astype(np.int64), ints(2, 0, 1000, M, N).astype(np.int64)
    return dict(z=np.clip(x, 2, 10) * 4 + y * 3 + 9)


def conv2d_bias(N, C_in, C_out, K, H, W):
    image, weights, bias = floats(1, N, H, W, C_in), floats(2, K, K, C_in, C_out), floats(3, C_out)
    out = np.zeros((N, H - K + 1, W - K + 1, C_out))
    for i in range(K):
        for j in range(K):
            out += image[:, i:i + H - K + 1, j:j + W - K + 1].astype(np.float64) @ weights[i, j].astype(np.float64)
    return dict(output=out + bias)


def covariance(M, N):
    return dict(cov=np.cov(uniform(1, N, M), rowvar=False))


def floyd_warshall(N):
    i, j = np.arange(N)[:, None], np.arange(N)
    far = ((i + j) % 13 == 0) | ((i + j) % 7 == 0) | ((i + j) % 11 == 0)
    path = np.where(i == j, 0, np.where(far, 999, i * j % 7 + 1))
    for k in range(N):
        path = np.minimum(path, path[:, k, None] + path[k])
    return dict(path=path)


def go_fast(N):
    a = uniform(1, N, N)
    return dict(sum=a + np.tanh(np.diagonal(a)).sum())


def hdiff(I, J, K):
    f, coeff = uniform(1, I + 4, J + 4, K), uniform(2, I, J, K)
    lap = 4 * f[1:-1, 1:-1] - (f[2:, 1:-1] + f[:-2, 1:-1] + f[1:-1, 2:] + f[1:-1, :-2])

    def limited(flux, gradient):
        return np.where(flux * gradient > 0, 0, flux)

    flx = limited(np.diff(lap[:, 1:-1], axis=0), np.diff(f[1:-1, 2:-2], axis=0))
    fly = limited(np.diff(lap[1:-1], axis=1), np.diff(f[2:-2, 1:-1], axis=1))
    return dict(out=f[2:-2, 2:-2] - coeff * (np.diff(flx, axis=0) + np.diff(fly, axis=1)))


def heat_3d(TSTEPS, N):
    i, j, k = np.ogrid[:N, :N, :N]
    a = (i + j + (N - k)) * 10.0 / N
    b = a.copy()

    def step(x):
        mid, inner = x[1:-1, 1:-1, 1:-1], slice(1, -1)
        second = [x[2:, inner, inner] - 2 * mid + x[:-2, inner, inner], x[inner, 2:, inner] - 2 * mid + x[inner, :-2, inner],
                  x[inner, inner, 2:] - 2 * mid + x[inner, inner, :-2]]
        return 0.125 * second[0] + 0.125 * second[1] + 0.125 * second[2] + mid

    for _ in range(1, TSTEPS):
        b[1:-1, 1:-1, 1:-1] = step(a)
        a[1:-1, 1:-1, 1:-1] = step(b)
    return dict(A=a, B=b)


def jacobi_2d(TSTEPS, N):
    i, j = np.ogrid[:N, :N]
    a, b = (i * (j + 2.0) + 2) / N, (i * (j + 3.0) + 3) / N

    def step(x):
        return 0.2 * (x[1:-1, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:] + x[2:, 1:-1] + x[:-2, 1:-1])

    for _ in range(1, TSTEPS):
        b[1:-1, 1:-1] = step(a)
        a[1:-1, 1:-1] = step(b)
    return dict(A=a, B=b)


def k2mm(NI, NJ, NK, NL):
    a, b, c, d = uniform(1, NI, NK), uniform(2, NK, NJ), uniform(3, NJ, NL), uniform(4, NI, NL)
    return dict(D=1.5 * a @ b @ c + 1.2 * d)


def mandelbrot1(xmin, xmax, ymin, ymax, XN, YN, maxiter, horizon):
    # In real numbers: a complex product of NumPy may contract, and this map forgets nothing.
    x, y = np.linspace(xmin, xmax, XN), np.linspace(ymin, ymax, YN)[:, None]
    re, im, n = np.zeros((YN, XN)), np.zeros((YN, XN)), np.zeros((YN, XN), np.int64)
    for k in range(maxiter):
        within = re * re + im * im < horizon * horizon
        n[within] = k
        re, im = np.where(within, re * re - im * im + x, re), np.where(within, re * im + im * re + y, im)
    n[n == maxiter - 1] = 0
    return dict(re=re, im=im, n=n)


def softmax_of(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def mlp(C_in, N, S0, S1, S2):
    def layer(x, seed, rows, columns):
        return x @ (uniform(seed, rows, columns) / rows).astype(np.float32) + floats(seed + 1, columns)

    x = np.maximum(layer(floats(1, N, C_in), 2, C_in, S0), 0)
    x = np.maximum(layer(x, 4, S0, S1), 0)
    return dict(y=softmax_of(layer(x, 6, S1, S2)))


def nbody(N, Nt, dt, softening, G):
    mass, pos, vel = 20 * (uniform(1, N, 1) + 0.5) / N, 2 * uniform(2, N, 3) - 1, 2 * uniform(3, N, 3) - 1

    def between(pos):
        return pos.T[:, None, :] - pos.T[:, :, None]        # r_j - r_i, an axis for each coordinate

    def acceleration(pos):
        d = between(pos)
        return (G * (d * ((d**2).sum(axis=0) + softening**2) ** -1.5) @ mass)[..., 0].T

    def energies(pos, vel):
        r = np.sqrt((between(pos) ** 2).sum(axis=0))
        i, j = np.triu_indices(N, 1)
        return 0.5 * (mass * vel**2).sum(), -G * (mass[i, 0] * mass[j, 0] / r[i, j]).sum()

    vel = vel - (mass * vel).mean(axis=0) / mass.mean()
    acc = acceleration(pos)
    energy = [energies(pos, vel)]
    for _ in range(Nt):
        vel = vel + acc * dt / 2
        pos = pos + vel * dt
        acc = acceleration(pos)
        vel = vel + acc * dt / 2
        energy.append(energies(pos, vel))
    kinetic, potential = np.array(energy).T
    return dict(kinetic=kinetic, potential=potential)


def softmax(N, H, SM):
    return dict(y=softmax_of(floats(1, N, H, SM, SM)))


def spmv(M, N, nnz):
    i = np.arange(M + 1)
    row = i * (nnz // M) - (i % 3 == 1)
    col, val, x = ints(1, 0, N, row[-1]), uniform(2, row[-1]), uniform(3, N)
    return dict(y=np.array([val[a:b] @ x[col[a:b]] for a, b in zip(row[:-1], row[1:])]))


def vadv(I, J, K):
    stage, u, wcon, u_pos, utens = uniform(1, I, J, K), uniform(2, I, J, K), uniform(3, I + 1, J, K), uniform(4, I, J, K), uniform(5, I, J, K)
    dtr = 3.0 / 20
    w = 0.25 * (wcon[1:] + wcon[:-1])
    c, d, out = np.zeros((I, J, K)), np.zeros((I, J, K)), np.empty((I, J, K))
    for k in range(K):
        a = -w[:, :, k] * 0.5 if k > 0 else np.zeros((I, J))                # both halves of the scheme are 0.5
        up = w[:, :, k + 1] * 0.5 if k < K - 1 else np.zeros((I, J))
        rest = dtr * u_pos[:, :, k] + utens[:, :, k] + stage[:, :, k]
        if k > 0:
            rest = rest - a * (u[:, :, k - 1] - u[:, :, k])
        if k < K - 1:
            rest = rest - up * (u[:, :, k + 1] - u[:, :, k])
        pivot = dtr - a - up - (c[:, :, k - 1] * a if k > 0 else 0)
        c[:, :, k] = up / pivot
        d[:, :, k] = (rest - (d[:, :, k - 1] * a if k > 0 else 0)) / pivot
    x = d[:, :, K - 1]
    out[:, :, K - 1] = dtr * (x - u_pos[:, :, K - 1])
    for k in range(K - 2, -1, -1):
        x = d[:, :, k] - c[:, :, k] * x
        out[:, :, k] = dtr * (x - u_pos[:, :, k])
    return dict(utens_stage=out)


def summary(x):
    """Sums, plain and weighted by position, and elements spread over the array."""
    flat = np.asarray(x, dtype=np.float64).ravel()
    at = np.unique(np.linspace(0, flat.size - 1, 12).astype(int))
    weights = np.arange(flat.size) % 97 + 1         # whole, so that sums of whole numbers are exact
    if not np.isfinite(flat).all():
        raise ValueError("a golden must be finite")
    return dict(shape=list(x.shape), sum=flat.sum(), weighted=(flat * weights).sum(), magnitudes=np.abs(flat).sum(),
                greatest=np.abs(flat).max(), at=at.tolist(), elements=flat[at].tolist())


def main(presets):
    for preset in presets:
        goldens = {}
        for name, sizes in SIZES.items():
            outputs = globals()[name](**sizes[preset])
            goldens[name] = dict(sizes=sizes[preset], outputs={k: summary(v) for k, v in outputs.items()})
        text = ",\n".join(f"  {json.dumps(name)}: {json.dumps(golden)}" for name, golden in goldens.items())
        pathlib.Path(__file__).with_name(f"{preset}.json").write_text("{\n" + text + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or ["S"])
