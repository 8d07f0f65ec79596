"""Programs of NPBench (github.com/spcl/npbench), as NumPy and as Numba have them.

A class gives a preset's inputs and the program: `numpy` as one writes it over arrays, `numba` the same where Numba compiles it, else
with the loops that it needs.  Every Numba version is offered compiled in parallel and serially; all with fast math.
The case is NPBench's preset: M, or S where NumPy takes much longer than a second for M.  No program writes to its inputs.
samples/NpBench has the same programs for this library; there goldens/make.py makes results of another origin.
"""
import math, types
import numpy as np

PROGRAMS = {}
prange = range                          # Numba's in its process


def program(preset, **sizes):
    """Registers the class as a workload with one case; a serial variant stands beside each Numba version."""
    def register(cls):
        make = cls.inputs
        cls.cases = [(preset,)]
        cls.inputs = lambda preset: make(np.random.default_rng(42), **sizes)
        for name, f in list(vars(cls).items()):
            if name.split("__")[0] != "numba": continue
            serial = types.FunctionType(f.__code__, f.__globals__, f.__name__ + "_serial", f.__defaults__, f.__closure__)
            serial.__qualname__ = f"{cls.__name__}.{name}_serial"           # a name of its own in the cache of compiled code
            serial.serial = True
            setattr(cls, name + "__serial", serial)
        PROGRAMS[f"npbench_{cls.__name__}"] = cls
        return cls
    return register


# ---- elementwise, and reductions of rows --------------------------------------------------------
@program("M", n=1_000_000)
class arc_distance:
    tol = 1e-12
    def inputs(rng, n): return {name: rng.random(n) for name in ("theta1", "phi1", "theta2", "phi2")}
    def numpy(theta1, phi1, theta2, phi2):
        h = np.sin((theta2 - theta1) / 2) ** 2 + np.cos(theta1) * np.cos(theta2) * np.sin((phi2 - phi1) / 2) ** 2
        return 2 * np.arctan2(np.sqrt(h), np.sqrt(1 - h))
    numba = numpy


@program("M", m=5000, n=5000)
class compute:
    def inputs(rng, m, n): return dict(x=rng.integers(0, 1000, (m, n)), y=rng.integers(0, 1000, (m, n)), a=4, b=3, c=9)
    def numpy(x, y, a, b, c): return np.clip(x, 2, 10) * a + y * b + c
    def numba(x, y, a, b, c): return np.minimum(np.maximum(x, 2), 10) * a + y * b + c


@program("M", n=6000)
class go_fast:
    tol = 1e-10
    def inputs(rng, n): return dict(a=rng.random((n, n)))
    def numpy(a):
        trace = 0.0
        for i in range(a.shape[0]): trace += np.tanh(a[i, i])
        return a + trace
    def numba(a):
        trace = 0.0
        for i in prange(a.shape[0]): trace += np.tanh(a[i, i])
        return a + trace


@program("M", n=32, h=8, sm=256)
class softmax:
    def inputs(rng, n, h, sm): return dict(x=rng.random((n, h, sm, sm), dtype=np.float32))
    def numpy(x):
        e = np.exp(x - np.max(x, axis=-1, keepdims=True))
        return e / np.sum(e, axis=-1, keepdims=True)
    def numba(x):
        shape = (x.shape[0], x.shape[1], x.shape[2], 1)
        top = np.empty(shape, x.dtype)
        for i in prange(x.shape[0]):
            for j in range(x.shape[1]):
                for k in range(x.shape[2]): top[i, j, k, 0] = np.max(x[i, j, k])
        e = np.exp(x - top)
        return e / np.reshape(np.sum(e, axis=-1), shape)
    def numba__rows(x):
        rows = x.reshape(-1, x.shape[-1])
        out = np.empty_like(rows)
        for i in prange(rows.shape[0]):
            e = np.exp(rows[i] - np.max(rows[i]))
            out[i] = e / np.sum(e)
        return out.reshape(x.shape)


@program("S", n=400_000, npt=1000)
class azimint_naive:
    def inputs(rng, n, npt): return dict(data=rng.random(n), radius=rng.random(n), npt=npt)
    def numpy(data, radius, npt):
        rmax, means = radius.max(), np.zeros(npt)
        for i in range(npt):
            ring = np.logical_and(rmax * i / npt <= radius, radius < rmax * (i + 1) / npt)
            means[i] = data[ring].mean()
        return means
    def numba(data, radius, npt):
        rmax, means = radius.max(), np.zeros(npt)
        for i in prange(npt):
            ring = np.logical_and(rmax * i / npt <= radius, radius < rmax * (i + 1) / npt)
            means[i] = data[ring].mean()
        return means


# ---- products -----------------------------------------------------------------------------------
@program("S", ni=800, nj=850, nk=900, nl=950)
class k2mm:
    def inputs(rng, ni, nj, nk, nl):
        return dict(a=rng.random((ni, nk)), b=rng.random((nk, nj)), c=rng.random((nj, nl)), d=rng.random((ni, nl)), alpha=1.5, beta=1.2)
    def flops(a, b, c, d, alpha, beta): return 2 * a.shape[0] * b.shape[1] * (a.shape[1] + c.shape[1])
    def numpy(a, b, c, d, alpha, beta): return alpha * a @ b @ c + beta * d
    numba = numpy


@program("M", m=1400, n=1800)
class covariance:
    def inputs(rng, m, n): return dict(data=rng.random((n, m)))
    def numpy(data):
        n, m = data.shape
        data = data - np.mean(data, axis=0)
        cov = np.zeros((m, m), data.dtype)
        for i in range(m): cov[i:, i] = cov[i, i:] = data[:, i] @ data[:, i:] / (n - 1.0)
        return cov
    def numba(data):
        n, m = data.shape
        data = data - np.sum(data, axis=0) / n
        cov = np.zeros((m, m), data.dtype)
        for i in prange(m): cov[i:, i] = cov[i, i:] = data[:, i] @ data[:, i:] / (n - 1.0)
        return cov
    def numba__loops(data):
        n, m = data.shape
        data = data - np.sum(data, axis=0) / n
        cov = np.zeros((m, m), data.dtype)
        for i in prange(m):
            for j in range(i, m):
                cov[i, j] = cov[j, i] = np.sum(data[:, i] * data[:, j]) / (n - 1.0)
        return cov


@program("S", cin=3, n=8, s0=30_000, s1=2000, s2=2000)
class mlp:
    def inputs(rng, cin, n, s0, s1, s2):
        def weights(rows, columns): return rng.random((rows, columns), dtype=np.float32) / np.float32(rows)
        def bias(columns): return rng.random(columns, dtype=np.float32)
        return dict(x=rng.random((n, cin), dtype=np.float32), w1=weights(cin, s0), b1=bias(s0), w2=weights(s0, s1), b2=bias(s1), w3=weights(s1, s2), b3=bias(s2))
    def moved(x, w1, b1, w2, b2, w3, b3): return w1.nbytes + w2.nbytes + w3.nbytes
    def numpy(x, w1, b1, w2, b2, w3, b3):
        x = np.maximum(x @ w1 + b1, 0)
        x = np.maximum(x @ w2 + b2, 0)
        x = x @ w3 + b3
        e = np.exp(x - np.max(x, axis=-1, keepdims=True))
        return e / np.sum(e, axis=-1, keepdims=True)
    def numba(x, w1, b1, w2, b2, w3, b3):
        x = np.maximum(x @ w1 + b1, np.float32(0))
        x = np.maximum(x @ w2 + b2, np.float32(0))
        x = x @ w3 + b3
        out = np.empty_like(x)
        for i in prange(x.shape[0]):
            e = np.exp(x[i] - np.max(x[i]))
            out[i] = e / np.sum(e)
        return out


@program("M", n=8, cin=3, cout=8, k=5, h=64, w=64)
class conv2d_bias:
    tol = 1e-4
    def inputs(rng, n, cin, cout, k, h, w):
        def draw(*shape): return rng.random(shape, dtype=np.float32)
        return dict(image=draw(n, h, w, cin), weights=draw(k, k, cin, cout), bias=draw(cout))
    def numpy(image, weights, bias):
        k = weights.shape[0]
        n, h, w = image.shape[0], image.shape[1] - k + 1, image.shape[2] - k + 1
        out = np.empty((n, h, w, weights.shape[3]), image.dtype)
        for i in range(h):
            for j in range(w):
                out[:, i, j] = np.sum(image[:, i:i + k, j:j + k, :, np.newaxis] * weights, axis=(1, 2, 3))
        return out + bias
    def numba(image, weights, bias):
        k, cin, cout = weights.shape[0], weights.shape[2], weights.shape[3]
        n, h, w = image.shape[0], image.shape[1] - k + 1, image.shape[2] - k + 1
        out = np.empty((n, h, w, cout), image.dtype)
        for i in prange(h):
            for j in range(w):
                window = image[:, i:i + k, j:j + k, :].copy()
                product = np.reshape(window, (n, k, k, cin, 1)) * np.reshape(weights, (1, k, k, cin, cout))
                out[:, i, j, :] = np.sum(np.sum(np.sum(product, axis=1), axis=1), axis=1)
        return out + bias


@program("M", m=32_768, n=32_768, nnz=65_536)
class spmv:
    tol = 1e-12
    def inputs(rng, m, n, nnz):
        lengths = np.bincount(rng.integers(0, m, nnz), minlength=m)
        row = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        return dict(row=row, col=rng.integers(0, n, nnz, dtype=np.int32), val=rng.random(nnz), x=rng.random(n))
    def numpy(row, col, val, x):
        y = np.empty(row.size - 1, val.dtype)
        for i in range(row.size - 1):
            stored = slice(row[i], row[i + 1])
            y[i] = val[stored] @ x[col[stored]]
        return y
    def numba(row, col, val, x):
        y = np.empty(row.size - 1, val.dtype)
        for i in prange(row.size - 1): y[i] = val[row[i]:row[i + 1]] @ x[col[row[i]:row[i + 1]]]
        return y
    def numba__loops(row, col, val, x):
        y = np.empty(row.size - 1, val.dtype)
        for i in prange(row.size - 1):
            total = 0.0
            for k in range(row[i], row[i + 1]): total += val[k] * x[col[k]]
            y[i] = total
        return y


# ---- graphs, maps, stars --------------------------------------------------------------------------
@program("M", n=400)
class floyd_warshall:
    def inputs(rng, n):
        i, j = np.arange(n)[:, None], np.arange(n)
        far = ((i + j) % 13 == 0) | ((i + j) % 7 == 0) | ((i + j) % 11 == 0)
        return dict(path=np.where(i == j, 0, np.where(far, 999, i * j % 7 + 1)).astype(np.int32))
    def numpy(path):
        path = path.copy()
        for k in range(path.shape[0]): path[:] = np.minimum(path, np.add.outer(path[:, k], path[k]))
        return path
    def numba(path):
        path = path.copy()
        for k in range(path.shape[0]):
            for i in prange(path.shape[0]): path[i] = np.minimum(path[i], path[i, k] + path[k])
        return path


@program("M", xmin=-1.75, xmax=0.25, xn=250, ymin=-1.0, ymax=1.0, yn=250, maxiter=150, horizon=2.0)
class mandelbrot1:
    def inputs(rng, xmin, xmax, xn, ymin, ymax, yn, maxiter, horizon):
        return dict(x=np.linspace(xmin, xmax, xn), y=np.linspace(ymin, ymax, yn), maxiter=maxiter, horizon=horizon)
    def check(got, **inputs):
        # The map forgets nothing: a last bit that contraction or fast math changes sends a few points of the border elsewhere.
        return np.mean(np.abs(got.ravel() - np.concatenate([p.ravel() for p in mandelbrot1.numpy(**inputs)])) < 1e-6) > 0.99
    def numpy(x, y, maxiter, horizon):
        c = x + y[:, None] * 1j
        z, n = np.zeros(c.shape, np.complex128), np.zeros(c.shape, np.int64)
        for k in range(maxiter):
            within = np.less(abs(z), horizon)
            n[within] = k
            z[within] = z[within] ** 2 + c[within]
        n[n == maxiter - 1] = 0
        return z.real, z.imag, n
    def numba(x, y, maxiter, horizon):
        c = x + np.reshape(y, (y.size, 1)) * 1j
        z, n = np.zeros(c.shape, np.complex128), np.zeros(c.shape, np.int64)
        for k in range(maxiter):
            within = np.less(np.absolute(z), horizon)
            for i in prange(c.shape[0]):
                for j in range(c.shape[1]):
                    if within[i, j]:
                        n[i, j] = k
                        z[i, j] = z[i, j] ** 2 + c[i, j]
        for i in prange(c.shape[0]):
            for j in range(c.shape[1]):
                if n[i, j] == maxiter - 1: n[i, j] = 0
        return z.real, z.imag, n
    def numba__sweeps(x, y, maxiter, horizon):
        c = x + np.reshape(y, (y.size, 1)) * 1j
        z, n = np.zeros(c.shape, np.complex128), np.zeros(c.shape, np.int64)
        for k in range(maxiter):
            within = np.less(np.absolute(z), horizon)
            n = np.where(within, k, n)
            z = np.where(within, z ** 2 + c, z)
        n = np.where(n == maxiter - 1, 0, n)
        return z.real, z.imag, n


@program("M", n=50, steps=250, dt=0.02, g=1.0, softening=0.1)
class nbody:
    tol = 1e-4                          # close encounters multiply a difference in the last bit
    def inputs(rng, n, steps, dt, g, softening):
        return dict(mass=np.full((n, 1), 20.0 / n), pos=rng.standard_normal((n, 3)), vel=rng.standard_normal((n, 3)), steps=steps, dt=dt, g=g, softening=softening)
    def numpy(mass, pos, vel, steps, dt, g, softening):
        def between(pos):
            x, y, z = pos[:, 0:1], pos[:, 1:2], pos[:, 2:3]
            return x.T - x, y.T - y, z.T - z
        def acceleration(pos):
            dx, dy, dz = between(pos)
            r3 = dx**2 + dy**2 + dz**2 + softening**2
            r3[r3 > 0] = r3[r3 > 0] ** -1.5
            return np.hstack((g * (dx * r3) @ mass, g * (dy * r3) @ mass, g * (dz * r3) @ mass))
        def energies(pos, vel):
            dx, dy, dz = between(pos)
            r = np.sqrt(dx**2 + dy**2 + dz**2)
            r[r > 0] = 1 / r[r > 0]
            return 0.5 * np.sum(mass * vel**2), g * np.sum(np.triu(-(mass * mass.T) * r, 1))
        kinetic, potential = np.empty(steps + 1), np.empty(steps + 1)
        vel = vel - np.mean(mass * vel, axis=0) / np.mean(mass)
        acc = acceleration(pos)
        kinetic[0], potential[0] = energies(pos, vel)
        for i in range(steps):
            vel = vel + acc * dt / 2
            pos = pos + vel * dt
            acc = acceleration(pos)
            vel = vel + acc * dt / 2
            kinetic[i + 1], potential[i + 1] = energies(pos, vel)
        return kinetic, potential
    def numba(mass, pos, vel, steps, dt, g, softening):
        kinetic, potential = np.empty(steps + 1), np.empty(steps + 1)
        vel = vel - np.sum(mass * vel, axis=0) / vel.shape[0] / np.mean(mass)
        acc = np.zeros_like(pos)
        for t in range(steps + 1):
            if t > 0:
                vel = vel + acc * dt / 2
                pos = pos + vel * dt
            x, y, z = pos[:, 0:1], pos[:, 1:2], pos[:, 2:3]
            dx, dy, dz = x.T - x, y.T - y, z.T - z
            squares = dx**2 + dy**2 + dz**2
            r3 = squares + softening**2
            r = np.sqrt(squares)
            for i in range(r.shape[0]):
                for j in range(r.shape[1]):
                    if r3[i, j] > 0: r3[i, j] **= -1.5
                    if r[i, j] > 0: r[i, j] = 1 / r[i, j]
            acc = np.hstack((g * (dx * r3) @ mass, g * (dy * r3) @ mass, g * (dz * r3) @ mass))
            if t > 0: vel = vel + acc * dt / 2
            kinetic[t] = 0.5 * np.sum(mass * vel**2)
            potential[t] = g * np.sum(np.triu(-(mass * mass.T) * r, 1))
        return kinetic, potential


# ---- stencils -------------------------------------------------------------------------------------
@program("M", nx=121, ny=121, nt=50, nit=10, rho=1.0, nu=0.1)
class cavity_flow:
    tol = 1e-9
    def inputs(rng, nx, ny, nt, nit, rho, nu):
        return dict(u=np.zeros((ny, nx)), v=np.zeros((ny, nx)), p=np.zeros((ny, nx)), nt=nt, nit=nit,
                    dt=0.1 / ((nx - 1) * (ny - 1)), dx=2 / (nx - 1), dy=2 / (ny - 1), rho=rho, nu=nu)
    def numpy(u, v, p, nt, nit, dt, dx, dy, rho, nu):
        u, v, p = u.copy(), v.copy(), p.copy()
        for _ in range(nt):
            un, vn = u.copy(), v.copy()
            ux, uy = (u[1:-1, 2:] - u[1:-1, :-2]) / (2 * dx), (u[2:, 1:-1] - u[:-2, 1:-1]) / (2 * dy)
            vx, vy = (v[1:-1, 2:] - v[1:-1, :-2]) / (2 * dx), (v[2:, 1:-1] - v[:-2, 1:-1]) / (2 * dy)
            b = rho * (1 / dt * (ux + vy) - ux**2 - 2 * (uy * vx) - vy**2)
            for _ in range(nit):
                pn = p.copy()
                p[1:-1, 1:-1] = (((pn[1:-1, 2:] + pn[1:-1, :-2]) * dy**2 + (pn[2:, 1:-1] + pn[:-2, 1:-1]) * dx**2) / (2 * (dx**2 + dy**2))
                                 - dx**2 * dy**2 / (2 * (dx**2 + dy**2)) * b)
                p[:, -1] = p[:, -2]
                p[0, :] = p[1, :]
                p[:, 0] = p[:, 1]
                p[-1, :] = 0
            u[1:-1, 1:-1] = (un[1:-1, 1:-1] - un[1:-1, 1:-1] * dt / dx * (un[1:-1, 1:-1] - un[1:-1, :-2])
                             - vn[1:-1, 1:-1] * dt / dy * (un[1:-1, 1:-1] - un[:-2, 1:-1])
                             - dt / (2 * rho * dx) * (p[1:-1, 2:] - p[1:-1, :-2])
                             + nu * (dt / dx**2 * (un[1:-1, 2:] - 2 * un[1:-1, 1:-1] + un[1:-1, :-2])
                                     + dt / dy**2 * (un[2:, 1:-1] - 2 * un[1:-1, 1:-1] + un[:-2, 1:-1])))
            v[1:-1, 1:-1] = (vn[1:-1, 1:-1] - un[1:-1, 1:-1] * dt / dx * (vn[1:-1, 1:-1] - vn[1:-1, :-2])
                             - vn[1:-1, 1:-1] * dt / dy * (vn[1:-1, 1:-1] - vn[:-2, 1:-1])
                             - dt / (2 * rho * dy) * (p[2:, 1:-1] - p[:-2, 1:-1])
                             + nu * (dt / dx**2 * (vn[1:-1, 2:] - 2 * vn[1:-1, 1:-1] + vn[1:-1, :-2])
                                     + dt / dy**2 * (vn[2:, 1:-1] - 2 * vn[1:-1, 1:-1] + vn[:-2, 1:-1])))
            u[0, :] = 0
            u[:, 0] = 0
            u[:, -1] = 0
            u[-1, :] = 1
            v[0, :] = 0
            v[-1, :] = 0
            v[:, 0] = 0
            v[:, -1] = 0
        return u, v, p
    numba = numpy


@program("M", i=128, j=128, k=160)
class hdiff:
    tol = 1e-11
    def inputs(rng, i, j, k): return dict(field=rng.random((i + 4, j + 4, k)), coeff=rng.random((i, j, k)))
    def numpy(field, coeff):
        lap = 4 * field[1:-1, 1:-1, :] - (field[2:, 1:-1, :] + field[:-2, 1:-1, :] + field[1:-1, 2:, :] + field[1:-1, :-2, :])
        dx = lap[1:, 1:-1, :] - lap[:-1, 1:-1, :]
        flx = np.where(dx * (field[2:-1, 2:-2, :] - field[1:-2, 2:-2, :]) > 0, 0, dx)
        dy = lap[1:-1, 1:, :] - lap[1:-1, :-1, :]
        fly = np.where(dy * (field[2:-2, 2:-1, :] - field[2:-2, 1:-2, :]) > 0, 0, dy)
        return field[2:-2, 2:-2, :] - coeff * (flx[1:, :, :] - flx[:-1, :, :] + fly[:, 1:, :] - fly[:, :-1, :])
    numba = numpy


@program("M", steps=50, n=40)
class heat_3d:
    def inputs(rng, steps, n):
        i, j, k = np.ogrid[:n, :n, :n]
        return dict(a=(i + j + (n - k)) * 10.0 / n, steps=steps)
    def numpy(a, steps):
        a, b = a.copy(), a.copy()
        for _ in range(1, steps):
            b[1:-1, 1:-1, 1:-1] = (0.125 * (a[2:, 1:-1, 1:-1] - 2 * a[1:-1, 1:-1, 1:-1] + a[:-2, 1:-1, 1:-1])
                                   + 0.125 * (a[1:-1, 2:, 1:-1] - 2 * a[1:-1, 1:-1, 1:-1] + a[1:-1, :-2, 1:-1])
                                   + 0.125 * (a[1:-1, 1:-1, 2:] - 2 * a[1:-1, 1:-1, 1:-1] + a[1:-1, 1:-1, :-2]) + a[1:-1, 1:-1, 1:-1])
            a[1:-1, 1:-1, 1:-1] = (0.125 * (b[2:, 1:-1, 1:-1] - 2 * b[1:-1, 1:-1, 1:-1] + b[:-2, 1:-1, 1:-1])
                                   + 0.125 * (b[1:-1, 2:, 1:-1] - 2 * b[1:-1, 1:-1, 1:-1] + b[1:-1, :-2, 1:-1])
                                   + 0.125 * (b[1:-1, 1:-1, 2:] - 2 * b[1:-1, 1:-1, 1:-1] + b[1:-1, 1:-1, :-2]) + b[1:-1, 1:-1, 1:-1])
        return a, b
    numba = numpy


@program("M", steps=80, n=350)
class jacobi_2d:
    def inputs(rng, steps, n):
        i, j = np.ogrid[:n, :n]
        return dict(a=(i * (j + 2.0) + 2) / n, b=(i * (j + 3.0) + 3) / n, steps=steps)
    def numpy(a, b, steps):
        a, b = a.copy(), b.copy()
        for _ in range(1, steps):
            b[1:-1, 1:-1] = 0.2 * (a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1])
            a[1:-1, 1:-1] = 0.2 * (b[1:-1, 1:-1] + b[1:-1, :-2] + b[1:-1, 2:] + b[2:, 1:-1] + b[:-2, 1:-1])
        return a, b
    numba = numpy


@program("M", i=112, j=112, k=80)
class vadv:
    tol = 1e-9
    def inputs(rng, i, j, k):
        return dict(stage=rng.random((i, j, k)), u=rng.random((i, j, k)), wcon=rng.random((i + 1, j, k)), upos=rng.random((i, j, k)), utens=rng.random((i, j, k)), dtr=3.0 / 20)
    def numpy(stage, u, wcon, upos, utens, dtr):
        top = stage.shape[2] - 1
        c, d, out = np.empty_like(stage), np.empty_like(stage), np.empty_like(stage)
        above = 0.25 * (wcon[1:, :, 1] + wcon[:-1, :, 1])
        up = above * 0.5
        divided = 1.0 / (dtr - up)
        c[:, :, 0] = up * divided
        d[:, :, 0] = (dtr * upos[:, :, 0] + utens[:, :, 0] + stage[:, :, 0] - above * 0.5 * (u[:, :, 1] - u[:, :, 0])) * divided
        for k in range(1, top):
            below = -0.25 * (wcon[1:, :, k] + wcon[:-1, :, k])
            above = 0.25 * (wcon[1:, :, k + 1] + wcon[:-1, :, k + 1])
            down, up = below * 0.5, above * 0.5
            change = -(below * 0.5) * (u[:, :, k - 1] - u[:, :, k]) - above * 0.5 * (u[:, :, k + 1] - u[:, :, k])
            divided = 1.0 / (dtr - down - up - c[:, :, k - 1] * down)
            c[:, :, k] = up * divided
            d[:, :, k] = (dtr * upos[:, :, k] + utens[:, :, k] + stage[:, :, k] + change - d[:, :, k - 1] * down) * divided
        below = -0.25 * (wcon[1:, :, top] + wcon[:-1, :, top])
        down = below * 0.5
        change = -(below * 0.5) * (u[:, :, top - 1] - u[:, :, top])
        divided = 1.0 / (dtr - down - c[:, :, top - 1] * down)
        d[:, :, top] = (dtr * upos[:, :, top] + utens[:, :, top] + stage[:, :, top] + change - d[:, :, top - 1] * down) * divided
        data = d[:, :, top].copy()
        out[:, :, top] = dtr * (data - upos[:, :, top])
        for k in range(top - 1, -1, -1):
            data = d[:, :, k] - c[:, :, k] * data
            out[:, :, k] = dtr * (data - upos[:, :, k])
        return out
    numba = numpy
