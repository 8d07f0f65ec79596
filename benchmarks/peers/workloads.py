"""The workloads: what is computed, on which inputs, and how each peer does it best.

The table is the set of classes marked @workload, and the programs of npbench.py.  A class gives
  cases      the argument tuples of inputs()
  inputs     a case -> the inputs, as a dict of NumPy arrays and numbers
  flops, moved   floating-point operations and bytes of a call, where the machine's limit means something
  numpy, scipy, numexpr, numba, torch, jit   that peer's implementation; NAME__x is a variant "NAME+x"
A numexpr string is evaluated; numba is compiled with parallel=True and fastmath=True; jit goes
through torch.jit.script.  An implementation with a last parameter `out` is offered twice: allocating
its result in every call, as an expression does, and as "+out", into one allocated beforehand.

Results are checked against the NumPy implementation in float64, or by the class's check().
"""
import functools, inspect, math, os, re
from functools import partial
import numpy as np
import npbench

PEERS = ("numpy", "scipy", "numexpr", "numba", "torch", "jit")
SIZES = [(1_000_000,), (10_000_000,)]
TABLE, KERNELS, THREADS = {}, [], int(os.environ.get("PEERS_THREADS", 1))
f4, prange = np.float32, range          # prange becomes numba's in its process
ne = nb = torch = F = scipy = None      # imported by the processes which need them
HALF, ONE, TWO, FOUR, FIFTH = f4(.5), f4(1), f4(2), f4(4), f4(.2)
GA, GB, RSQRT2, EPS = f4(0.7978845608), f4(0.044715), f4(1 / math.sqrt(2)), f4(1e-5)
RATE, VOL = f4(0.03), f4(0.25)


def workload(cls):
    TABLE[cls.__name__] = cls
    return cls


def kernel(f):
    """A serial row kernel: Numba vectorises a loop over one row, not the inner loop of a 2-D prange."""
    KERNELS.append(f.__name__)
    return f


def rng(): return np.random.default_rng(7)
def normal(*shape): return rng().standard_normal(shape, dtype=f4)
def uniform(lo, hi, *shape, seed=0): return (lo + (hi - lo) * np.random.default_rng(seed).random(shape, dtype=f4)).astype(f4)


@functools.lru_cache(None)
def _single(expression):
    """numexpr takes 0.5 for a double and then computes in double: names the constants and makes them float32."""
    constants = {}
    def name(m): return constants.setdefault(m[0], (f"c{len(constants)}", f4(m[0])))[0]
    return re.sub(r"(?<![\w.])\d+\.\d+", name, expression), dict(constants.values())


def nx(expression, arrays, out=None):
    expression, constants = _single(expression)
    return ne.evaluate(expression, {**constants, **arrays} if constants else arrays, {}, out=out)


class Elementwise:
    cases = SIZES
    def inputs(n): return dict(x=normal(n))


class Rows:
    cases = [(1000, 1000), (100_000, 32)]
    def inputs(r, c): return dict(x=normal(r, c))
    def moved(x): return x.nbytes


class Big:
    cases = [(10_000_000,)]
    def inputs(n): return dict(x=normal(n) + f4(1))
    def moved(x): return x.nbytes


class Grid:
    cases = [(4000, 2500)]
    def inputs(r, c): return dict(x=normal(r, c))


# ---- elementwise -------------------------------------------------------------------------------
@workload
class copy(Elementwise):
    """STREAM-like floor: the memory limit."""
    def check(got, x): return np.array_equal(got, x)
    def moved(x): return 2 * x.nbytes
    def numpy(x, out): np.copyto(out, x); return out
    def numba(x, out):
        for i in prange(x.size): out[i] = x[i]
        return out
    def torch__out(x, out): return out.copy_(x)


@workload
class axpy(Elementwise):
    def inputs(n): return dict(x=normal(n), y=uniform(0, 1, n))
    def moved(x, y): return 3 * x.nbytes
    def numpy(x, y): return f4(2.5) * x + y
    def numpy__inplace(x, y, out): np.multiply(x, f4(2.5), out=out); return np.add(out, y, out=out)
    numexpr = "2.5*x + y"
    def numba(x, y, out):
        for i in prange(x.size): out[i] = f4(2.5) * x[i] + y[i]
        return out
    def torch(x, y): return 2.5 * x + y
    def torch__alpha(x, y): return torch.add(y, x, alpha=2.5)
    def jit(x, y): return 2.5 * x + y


@workload
class gelu(Elementwise):
    def moved(x): return 2 * x.nbytes
    def numpy(x): return HALF * x * (ONE + np.tanh(GA * (x + GB * x * x * x)))
    numexpr = "0.5*x*(1 + tanh(0.7978845608*(x + 0.044715*x*x*x)))"
    def numba(x, out):
        for i in prange(x.size):
            v = x[i]
            out[i] = HALF * v * (ONE + math.tanh(GA * (v + GB * v * v * v)))
        return out
    def torch(x): return F.gelu(x, approximate="tanh")
    def torch__expr(x): return 0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    def jit(x): return 0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))


@workload
class swish(Elementwise):
    def moved(x): return 2 * x.nbytes
    def numpy(x): return x / (ONE + np.exp(-x))
    def numpy__inplace(x, out):
        np.negative(x, out=out); np.exp(out, out=out); np.add(out, ONE, out=out)
        return np.divide(x, out, out=out)
    numexpr = "x / (1 + exp(-x))"
    def numba(x, out):
        for i in prange(x.size): out[i] = x[i] / (ONE + math.exp(-x[i]))
        return out
    def numba__poly(x, out):            # exp written out, so that LLVM can vectorise the loop
        for i in prange(x.size):
            t = min(max(-x[i] * f4(1.44269504), f4(-126)), f4(126))
            k = math.floor(t + HALF)
            r = (t - f4(k)) * f4(0.693147181)
            p = ONE + r * (ONE + r * (HALF + r * (f4(0.16666667) + r * (f4(0.041666665) + r * f4(0.0083333)))))
            out[i] = x[i] / (ONE + p * np.int32((np.int32(k) + np.int32(127)) << np.int32(23)).view(np.float32))
        return out
    def torch(x): return F.silu(x)
    def torch__expr(x): return x / (1 + torch.exp(-x))
    def jit(x): return x / (1 + torch.exp(-x))


@workload
class swish_8(Elementwise):
    """Call overhead."""
    cases = [(8,)]
    numpy, numexpr, numba, torch, torch__expr, jit = (
        vars(swish)[k] for k in ("numpy", "numexpr", "numba", "torch", "torch__expr", "jit"))


def _ne_black_scholes():
    d1 = "((log(s/k) + (r + 0.5*v*v)*t) / (v*sqrt(t)))"
    d2 = f"({d1} - v*sqrt(t))"
    def cnd(d):                         # numexpr has no erf: Abramowitz and Stegun 26.2.17, 7.5e-8
        q = f"(1/(1 + 0.2316419*abs({d})))"
        p = f"({q}*(0.319381530 + {q}*(-0.356563782 + {q}*(1.781477937 + {q}*(-1.821255978 + {q}*1.330274429)))))"
        return f"(where({d} < 0, 0.0, 1.0) + where({d} < 0, 1.0, -1.0)*0.39894228*exp(-0.5*{d}*{d})*{p})"
    return (f"s*{cnd(d1)} - k*exp(-r*t)*{cnd(d2)}", f"k*exp(-r*t)*(1 - {cnd(d2)}) - s*(1 - {cnd(d1)})")


@workload
class black_scholes(Elementwise):
    tol = 2e-4
    def inputs(n): return dict(s=uniform(10, 50, n, seed=1), k=uniform(20, 40, n, seed=2), t=uniform(.5, 2, n, seed=3))
    def moved(s, k, t): return 5 * s.nbytes
    def result(s, k, t): return (2, s.size)
    def numpy(s, k, t):
        vt = VOL * np.sqrt(t)
        d1 = (np.log(s / k) + (RATE + HALF * VOL * VOL) * t) / vt
        n1, n2 = HALF + HALF * scipy.special.erf(d1 * RSQRT2), HALF + HALF * scipy.special.erf((d1 - vt) * RSQRT2)
        kd = k * np.exp(-RATE * t)
        return s * n1 - kd * n2, kd * (ONE - n2) - s * (ONE - n1)
    def numexpr(s, k, t):
        arrays = dict(s=s, k=k, t=t, r=RATE, v=VOL)
        return [nx(e, arrays) for e in BS]
    def numba(s, k, t, out):
        for i in prange(s.size):
            vt = VOL * math.sqrt(t[i])
            d1 = (math.log(s[i] / k[i]) + (RATE + HALF * VOL * VOL) * t[i]) / vt
            n1 = HALF + HALF * math.erf(d1 * RSQRT2)
            n2 = HALF + HALF * math.erf((d1 - vt) * RSQRT2)
            kd = k[i] * math.exp(-RATE * t[i])
            out[0, i] = s[i] * n1 - kd * n2
            out[1, i] = kd * (ONE - n2) - s[i] * (ONE - n1)
        return out
    def jit(s, k, t):
        vt = 0.25 * torch.sqrt(t)
        d1 = (torch.log(s / k) + 0.06125 * t) / vt
        n1, n2 = 0.5 + 0.5 * torch.erf(d1 * 0.70710678), 0.5 + 0.5 * torch.erf((d1 - vt) * 0.70710678)
        kd = k * torch.exp(-0.03 * t)
        return s * n1 - kd * n2, kd * (1 - n2) - s * (1 - n1)
    torch = jit
BS = _ne_black_scholes()


@workload
class arc_distance(Elementwise):
    tol = 2e-3                          # near the antipode float32 itself is this far off
    def inputs(n): return {k: uniform(-lim, lim, n, seed=j) for j, (k, lim) in enumerate(
        dict(theta1=math.pi / 2, phi1=math.pi, theta2=math.pi / 2, phi2=math.pi).items())}
    def moved(theta1, phi1, theta2, phi2): return 5 * theta1.nbytes
    def numpy(theta1, phi1, theta2, phi2):
        t = np.sin((theta2 - theta1) / TWO)**2 + np.cos(theta1) * np.cos(theta2) * np.sin((phi2 - phi1) / TWO)**2
        return TWO * np.arctan2(np.sqrt(t), np.sqrt(ONE - t))
    _t = "(sin((theta2 - theta1)/2)**2 + cos(theta1)*cos(theta2)*sin((phi2 - phi1)/2)**2)"
    numexpr = f"2*arctan2(sqrt({_t}), sqrt(1 - {_t}))"
    def numba(theta1, phi1, theta2, phi2, out):
        for i in prange(theta1.size):
            a, b = math.sin((theta2[i] - theta1[i]) * HALF), math.sin((phi2[i] - phi1[i]) * HALF)
            t = a * a + math.cos(theta1[i]) * math.cos(theta2[i]) * b * b
            out[i] = TWO * math.atan2(math.sqrt(t), math.sqrt(ONE - t))
        return out
    def jit(theta1, phi1, theta2, phi2):
        t = torch.sin((theta2 - theta1) / 2)**2 + torch.cos(theta1) * torch.cos(theta2) * torch.sin((phi2 - phi1) / 2)**2
        return 2 * torch.atan2(torch.sqrt(t), torch.sqrt(1 - t))
    torch = jit


# ---- rows and reductions -----------------------------------------------------------------------
@kernel
def k_max(r):
    m = r[0]
    for j in range(r.size): m = max(m, r[j])
    return m


@kernel
def k_sum(r):
    s = f4(0)
    for j in range(r.size): s += r[j]
    return s


@kernel
def k_add_to(o, r):
    for j in range(r.size): o[j] += r[j]


@kernel
def k_add(r, v, o):
    for j in range(r.size): o[j] = r[j] + v[j]


@kernel
def k_add_scalar(r, v, o):
    for j in range(r.size): o[j] = r[j] + v


@kernel
def k_exp(r, m, o):
    for j in range(r.size): o[j] = math.exp(r[j] - m)


@kernel
def k_scale(o, s):
    for j in range(o.size): o[j] *= s


@kernel
def k_normalize(r, g, b, o):
    m, q = k_sum(r) / f4(r.size), f4(0)
    for j in range(r.size): q += (r[j] - m) * (r[j] - m)
    q = ONE / math.sqrt(q / f4(r.size) + EPS)
    for j in range(r.size): o[j] = (r[j] - m) * q * g[j] + b[j]


@kernel
def k_jacobi(n, c, s, o):
    for j in range(1, c.size - 1): o[j] = FIFTH * (c[j] + c[j - 1] + c[j + 1] + s[j] + n[j])


@kernel
def k_distance(x, y, z, a, b, c, o):
    for j in range(x.size): o[j] = math.sqrt((x[j] - a) * (x[j] - a) + (y[j] - b) * (y[j] - b) + (z[j] - c) * (z[j] - c))


@kernel
def k_axpy(o, r, k):
    for j in range(o.size): o[j] += k * r[j]


@workload
class logsumexp(Rows):
    def result(x): return x.shape[:1]
    def numpy(x):
        m = x.max(axis=1, keepdims=True)
        return np.log(np.exp(x - m).sum(axis=1)) + m[:, 0]
    def scipy(x): return scipy.special.logsumexp(x, axis=1)
    def numexpr(x):
        m = nx("max(x, axis=1)", dict(x=x))
        s = nx("sum(exp(x - m), axis=1)", dict(x=x, m=m[:, None]))
        return nx("log(s) + m", dict(s=s, m=m))
    def numba(x, out):
        for i in prange(x.shape[0]):
            m, s = k_max(x[i]), f4(0)
            for v in x[i]: s += math.exp(v - m)
            out[i] = m + math.log(s)
        return out
    def torch(x): return torch.logsumexp(x, 1)
    def jit(x):
        m = x.amax(1, keepdim=True)
        return torch.log(torch.exp(x - m).sum(1)) + m[:, 0]


@workload
class softmax(Rows):
    def moved(x): return 2 * x.nbytes
    def numpy(x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    def scipy(x): return scipy.special.softmax(x, axis=1)
    def numexpr(x):
        m = nx("max(x, axis=1)", dict(x=x))
        e = nx("exp(x - m)", dict(x=x, m=m[:, None]))
        s = nx("sum(e, axis=1)", dict(e=e))
        return nx("e / s", dict(e=e, s=s[:, None]))
    def numba(x, out):
        for i in prange(x.shape[0]):
            k_exp(x[i], k_max(x[i]), out[i])
            s = ONE / k_sum(out[i])
            k_scale(out[i], s)
        return out
    def torch(x): return torch.softmax(x, 1)
    def jit(x):
        e = torch.exp(x - x.amax(1, keepdim=True))
        return e / e.sum(1, keepdim=True)


@workload
class layernorm(Rows):
    tol = 1e-3
    def inputs(r, c): return dict(x=normal(r, c), g=uniform(.5, 1.5, c), b=uniform(-1, 1, c))
    def moved(x, g, b): return 2 * x.nbytes
    def numpy(x, g, b):
        d = x - x.mean(axis=1, keepdims=True)
        return d / np.sqrt((d * d).mean(axis=1, keepdims=True) + EPS) * g + b
    def numba(x, g, b, out):
        for i in prange(x.shape[0]): k_normalize(x[i], g, b, out[i])
        return out
    def torch(x, g, b): return F.layer_norm(x, (x.shape[1],), g, b, 1e-5)
    def jit(x, g, b):
        d = x - x.mean(1, keepdim=True)
        return d / torch.sqrt((d * d).mean(1, keepdim=True) + 1e-5) * g + b


@workload
class sum_all(Big):
    def numpy(x): return x.sum()
    numexpr = "sum(x)"
    def numba(x):
        s = f4(0)
        for i in prange(x.size): s += x[i]
        return s
    def torch(x): return x.sum()


@workload
class mean_all(Big):
    def numpy(x): return x.mean()
    def numba(x):
        s = f4(0)
        for i in prange(x.size): s += x[i]
        return s / x.size
    def torch(x): return x.mean()


@workload
class var_all(Big):
    tol = 1e-3
    def numpy(x): return x.var()
    def numba(x):
        s, q = f4(0), f4(0)
        for i in prange(x.size): s += x[i]
        s /= f4(x.size)
        for i in prange(x.size): q += (x[i] - s) * (x[i] - s)
        return q / x.size
    def torch(x): return x.var(unbiased=False)
    def torch__expr(x): return (x - x.mean()).square().mean()
    def jit(x): return (x - x.mean()).square().mean()


@workload
class sum_axis0(Grid):
    tol = 1e-3
    def moved(x): return x.nbytes
    def result(x): return x.shape[1:]
    def numpy(x): return x.sum(axis=0)
    numexpr = "sum(x, axis=0)"
    def numba(x, out):                  # column blocks, so that threads do not share results
        step = 1280
        for b in prange((x.shape[1] + step - 1) // step):
            o = out[b * step:(b + 1) * step]
            o[:] = f4(0)
            for i in range(x.shape[0]): k_add_to(o, x[i, b * step:(b + 1) * step])
        return out
    def torch(x): return x.sum(0)


@workload
class sum_axis1(Grid):
    tol = 1e-3
    def moved(x): return x.nbytes
    def result(x): return x.shape[:1]
    def numpy(x): return x.sum(axis=1)
    numexpr = "sum(x, axis=1)"
    def numba(x, out):
        for i in prange(x.shape[0]): out[i] = k_sum(x[i])
        return out
    def torch(x): return x.sum(1)


@workload
class add_row(Grid):
    def inputs(r, c): return dict(x=normal(r, c), v=uniform(0, 1, c))
    def moved(x, v): return 2 * x.nbytes
    def numpy(x, v): return x + v
    def numpy__inplace(x, v, out): return np.add(x, v, out=out)
    numexpr = "x + v"
    def numba(x, v, out):
        for i in prange(x.shape[0]): k_add(x[i], v, out[i])
        return out
    def torch(x, v): return x + v


@workload
class add_column(Grid):
    def inputs(r, c): return dict(x=normal(r, c), v=uniform(0, 1, r, 1))
    moved, numpy, numpy__inplace, numexpr, torch = (
        vars(add_row)[k] for k in ("moved", "numpy", "numpy__inplace", "numexpr", "torch"))
    def numba(x, v, out):
        for i in prange(x.shape[0]): k_add_scalar(x[i], v[i, 0], out[i])
        return out


# ---- linear algebra ----------------------------------------------------------------------------
@workload
class matmul:
    cases = [(n, t) for t in ("f4", "f8") for n in (256, 1000, 2048)]
    def inputs(n, t): return dict(a=rng().standard_normal((n, n)).astype(t), b=rng().random((n, n)).astype(t))
    def flops(a, b): return 2 * len(a)**3
    def check(got, a, b):               # no BLAS: a pairwise sum in extended precision, some 64 entries
        n = len(a); i, j = np.arange(64) * 37 % n, np.arange(64) * 53 % n
        ref = (a[i].astype(np.longdouble) * b[:, j].T).sum(axis=1)
        return np.abs(got[i, j] - ref).max() < np.finfo(a.dtype).eps * 8 * n**.5
    def numpy(a, b): return a @ b
    def numpy__out(a, b, out): return np.matmul(a, b, out=out)
    def torch(a, b): return a @ b


@workload
class dense_gelu:
    """gelu(x @ w + b), 1024 rows."""
    tol = 1e-3
    cases = [(1024, 784, 512)]
    def inputs(m, k, n): return dict(x=normal(m, k), w=normal(k, n) / f4(28), b=uniform(-1, 1, n))
    def flops(x, w, b): return 2 * x.shape[0] * w.size
    def numpy(x, w, b):
        y = x @ w + b
        return HALF * y * (ONE + np.tanh(GA * (y + GB * y * y * y)))
    def numexpr(x, w, b):
        return nx("0.5*(y + b)*(1 + tanh(0.7978845608*((y + b) + 0.044715*(y + b)*(y + b)*(y + b))))", dict(y=x @ w, b=b))
    def torch(x, w, b): return F.gelu(torch.addmm(b, x, w), approximate="tanh")
    def jit(x, w, b):
        y = x @ w + b
        return 0.5 * y * (1 + torch.tanh(0.7978845608 * (y + 0.044715 * y * y * y)))


@workload
class mlp_grad:
    """Cross-entropy loss of a 784-256-10 ReLU network, batch 128: forward, backward, all four gradients."""
    tol = 1e-4
    cases = [(128,)]
    def inputs(m): return dict(x=normal(m, 784), t=rng().integers(0, 10, m), w1=normal(784, 256) / f4(28),
                               b1=uniform(-.1, .1, 256), w2=normal(256, 10) / f4(16), b2=uniform(-.1, .1, 10))
    def flops(x, t, w1, b1, w2, b2): return 2 * len(x) * (2 * w1.size + 3 * w2.size)
    grad = ("w1", "b1", "w2", "b2")
    def numpy(x, t, w1, b1, w2, b2):    # the backward pass by hand
        h = np.maximum(x @ w1 + b1, f4(0))
        z = h @ w2 + b2
        d = np.exp(z - z.max(axis=1, keepdims=True))
        d /= d.sum(axis=1, keepdims=True)
        d[np.arange(len(t)), t] -= ONE
        d /= f4(len(t))
        g = (d @ w2.T) * (h > 0)
        return x.T @ g, g.sum(axis=0), h.T @ d, d.sum(axis=0)
    def jit(x, t, w1, b1, w2, b2):
        loss = F.cross_entropy(torch.addmm(b2, torch.relu(torch.addmm(b1, x, w1)), w2), t)
        return torch.autograd.grad([loss], [w1, b1, w2, b2])
    torch = jit


# ---- stencils, geometry, random, FFT, sort, images ------------------------------------------------
@workload
class mandelbrot:
    """Iterations before |z| > 2, at most 200, in float32."""
    cases = [(1024, 200)]
    def flops(cr, ci, m): return 10 * int(mandelbrot.numpy(cr, ci, m).sum())
    def inputs(n, m): return dict(cr=np.linspace(-2, .5, n, dtype=f4), ci=np.linspace(-1.25, 1.25, n, dtype=f4)[:, None], m=m)
    def result(cr, ci, m): return (ci.size, cr.size), np.int32
    def check(got, cr, ci, m):
        ref = mandelbrot.numpy(cr, ci, m)
        return (got != ref).mean() < 5e-3 and np.abs(got - ref).mean() < .1      # rounding alone moves 0.15 %
    def numpy(cr, ci, m):               # drops points as they escape
        c = (cr + np.complex64(1j) * ci).ravel()
        z, at, count = c * 0, np.arange(c.size), np.full(c.size, m, np.int32)
        for k in range(m):
            z = z * z + c
            inside = z.real * z.real + z.imag * z.imag <= 4
            count[at[~inside]] = k
            z, c, at = z[inside], c[inside], at[inside]
        return count.reshape(ci.size, cr.size)
    def numexpr(cr, ci, m):
        zr = np.zeros((ci.size, cr.size), f4); zi = zr.copy(); count = np.zeros(zr.shape, np.int32)
        v = dict(zr=zr, zi=zi, cr=cr, ci=ci, n=count, t=np.empty_like(zr))
        for _ in range(m):
            nx("zr*zr - zi*zi + cr", v, v["t"])
            nx("2*zr*zi + ci", v, zi)
            v["zr"], v["t"] = v["t"], v["zr"]
            nx("n + where(zr*zr + zi*zi <= 4, 1, 0)", v, count)
        return count
    def numba(cr, ci, m, out):
        for i in prange(ci.size):
            for j in range(cr.size):
                a, b, x, y, k = cr[j], ci[i, 0], f4(0), f4(0), 0
                while k < m:
                    x, y = x * x - y * y + a, TWO * x * y + b
                    if x * x + y * y > FOUR: break
                    k += 1
                out[i, j] = k
        return out
    def jit(cr, ci, m: int):
        a, b = torch.broadcast_tensors(cr, ci)
        x = torch.zeros(a.shape, dtype=torch.float32)
        y, n = torch.zeros_like(x), torch.zeros(a.shape, dtype=torch.int32)
        for _ in range(m):
            t = x * x - y * y + a
            y = torch.add(b, x * y, alpha=2)
            x = t
            n += x * x + y * y <= 4
        return n
    torch = jit


@workload
class jacobi_2d:
    """100 steps of two sweeps: a to b, b to a."""
    tol = 1e-4
    cases = [(1000, 100)]
    def inputs(n, steps): return dict(a=uniform(0, 1, n, n), steps=steps)
    def flops(a, steps): return 5 * a.size * 2 * steps
    def moved(a, steps): return 2 * a.nbytes * 2 * steps
    def numpy(a, steps):
        a, b = a.copy(), a.copy()
        for _ in range(2 * steps):
            b[1:-1, 1:-1] = FIFTH * (a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1])
            a, b = b, a
        return a
    def numexpr(a, steps):
        a, b = a.copy(), a.copy()
        for _ in range(2 * steps):
            nx("0.2*(c + w + e + s + n)", dict(
                c=a[1:-1, 1:-1], w=a[1:-1, :-2], e=a[1:-1, 2:], s=a[2:, 1:-1], n=a[:-2, 1:-1]), b[1:-1, 1:-1])
            a, b = b, a
        return a
    def numba(a, steps):
        a, b = a.copy(), a.copy()
        for _ in range(2 * steps):
            for i in prange(1, a.shape[0] - 1): k_jacobi(a[i - 1], a[i], a[i + 1], b[i])
            a, b = b, a
        return a
    def jit(a, steps: int):
        a, b = a.clone(), a.clone()
        for _ in range(2 * steps):
            b[1:-1, 1:-1] = 0.2 * (a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1])
            a, b = b, a
        return a
    torch = jit


@workload
class pairwise:
    """Euclidean distances of n points in 3-D, by broadcasting."""
    tol = 1e-3
    cases = [(2000,)]
    def inputs(n): return dict(p=normal(n, 3))
    def result(p): return (len(p), len(p))
    def flops(p): return 9 * len(p)**2
    def moved(p): return 4 * len(p)**2
    def numpy(p): return np.sqrt(((p[:, None] - p[None])**2).sum(axis=-1))
    def numpy__planes(p):               # one coordinate at a time: the inner loop is then long
        return np.sqrt(sum((q[:, None] - q[None])**2 for q in p.T.copy()))
    def scipy(p): return scipy.spatial.distance.cdist(p, p)
    def numexpr(p):
        x, y, z = p.T.copy()
        return nx("sqrt((x - a)**2 + (y - b)**2 + (z - c)**2)",
                  dict(x=x, y=y, z=z, a=x[:, None], b=y[:, None], c=z[:, None]))
    def numba(p, out):
        x, y, z = p[:, 0].copy(), p[:, 1].copy(), p[:, 2].copy()
        for i in prange(p.shape[0]): k_distance(x, y, z, x[i], y[i], z[i], out[i])
        return out
    def torch(p): return ((p[:, None] - p[None])**2).sum(-1).sqrt()
    def torch__cdist(p): return torch.cdist(p, p, compute_mode="donot_use_mm_for_euclid_dist")
    def jit(p): return ((p[:, None] - p[None])**2).sum(-1).sqrt()


@workload
class random_normal:
    cases = [(10_000_000,)]
    def inputs(n): return dict(count=n)
    def result(count): return count, f4
    def moved(count): return 4 * count
    def check(got, count): return abs(got.mean()) < 3e-3 and abs(got.std() - 1) < 3e-3
    def numpy__pcg64(count): return GEN["pcg64"].standard_normal(count, dtype=f4)
    def numpy__philox(count): return GEN["philox"].standard_normal(count, dtype=f4)
    def numpy__sfc64(count): return GEN["sfc64"].standard_normal(count, dtype=f4)
    def numba(count, out):
        for i in prange(count): out[i] = np.random.standard_normal()
        return out
    def torch(count): return torch.randn(count)
GEN = dict(pcg64=np.random.Generator(np.random.PCG64(1)), philox=np.random.Generator(np.random.Philox(1)),
           sfc64=np.random.Generator(np.random.SFC64(1)))


@workload
class fft:
    tol = 1e-5                          # of the largest value
    cases = [(1 << 20,)]
    def inputs(n): return dict(x=(normal(2, n)[0] + 1j * normal(2, n)[1]).astype(np.complex64))
    def flops(x): return 5 * x.size * math.log2(x.size)
    def numpy(x): return np.fft.fft(x)
    def scipy(x): return scipy.fft.fft(x, workers=THREADS)
    def torch(x): return torch.fft.fft(x)


@workload
class rfft:
    tol = 1e-5
    cases = [(1000, 1024)]
    def inputs(r, c): return dict(x=normal(r, c))
    def flops(x): return 2.5 * x.size * math.log2(x.shape[1])
    def numpy(x): return np.fft.rfft(x, axis=1)
    def scipy(x): return scipy.fft.rfft(x, axis=1, workers=THREADS)
    def torch(x): return torch.fft.rfft(x, dim=1)


@workload
class sort:
    cases = [(10_000_000,)]
    def inputs(n): return dict(x=normal(n))
    def moved(x): return 2 * x.nbytes
    def numpy(x): return np.sort(x)
    def numpy__stable(x): return np.sort(x, kind="stable")
    def numba(x): return np.sort(x)
    def torch(x): return torch.sort(x)[0]


@workload
class conv5x5:
    """Correlation of an image with a 5x5 kernel, zeros outside."""
    tol = 1e-3
    cases = [(2048,)]
    def inputs(n): return dict(x=uniform(0, 1, n, n), k=normal(5, 5))
    def flops(x, k): return 2 * x.size * k.size
    def numpy(x, k):
        p, out = np.pad(x, 2), np.zeros_like(x)
        for i in range(5):
            for j in range(5): out += k[i, j] * p[i:i + x.shape[0], j:j + x.shape[1]]
        return out
    def scipy(x, k): return scipy.ndimage.correlate(x, k, mode="constant")
    def scipy__fft(x, k): return scipy.signal.fftconvolve(x, k[::-1, ::-1], mode="same")
    def numba(x, k):
        h, w = x.shape
        p, out = np.zeros((h + 4, w + 4), f4), np.zeros((h, w), f4)
        p[2:-2, 2:-2] = x
        for i in prange(h):
            for a in range(5):
                for b in range(5): k_axpy(out[i], p[i + a, b:b + w], k[a, b])
        return out
    def torch(x, k): return F.conv2d(x[None, None], k[None, None], padding=2)[0, 0]


TABLE.update(npbench.PROGRAMS)


# ---- the peers' libraries, and their calls -------------------------------------------------------
def load(kind):
    """Imports what the peer needs, into this module's globals."""
    import importlib
    def get(*names): return [importlib.import_module(m) for m in names][0]
    g = globals()
    if kind in ("numpy", "scipy"):
        g["scipy"] = get("scipy", "scipy.special", "scipy.fft", "scipy.ndimage", "scipy.signal", "scipy.spatial.distance")
        return g["scipy"].__version__ if kind == "scipy" else np.__version__
    g["scipy"] = get("scipy", "scipy.special")          # for the references
    if kind == "numexpr": g["ne"] = get("numexpr"); ne.set_num_threads(THREADS); return ne.__version__
    if kind == "numba":
        g["nb"] = get("numba"); g["prange"] = npbench.prange = nb.prange
        for name in KERNELS: g[name] = nb.njit(fastmath=True)(g[name])
        return nb.__version__
    g["torch"], g["F"] = get("torch"), get("torch.nn.functional")
    torch.set_num_threads(THREADS)
    return torch.__version__ + ("" if torch._C._llvm_enabled() else ", CPU fuser absent")


def as_numpy(v):
    if isinstance(v, (tuple, list)): return np.concatenate([as_numpy(p).ravel() for p in v])
    return np.asarray(v.detach() if hasattr(v, "detach") else v)


def implementations(w, kind, inputs, compiled):
    """Yields (label, make) for each of the workload's implementations on this peer; make() compiles it and gives the call."""
    first = next(iter(inputs.values()))
    made = w.result(**inputs) if hasattr(w, "result") else first.shape
    shape, dtype = made if isinstance(made, tuple) and isinstance(made[-1], type) else (made, getattr(first, "dtype", f4))
    args = list(inputs.values())
    if kind in ("torch", "jit"):
        args = [torch.from_numpy(v) if isinstance(v, np.ndarray) else v for v in args]
        for name, v in zip(inputs, args):
            if name in getattr(w, "grad", ()): v.requires_grad_()

    def ready(f):                       # compiled once, at its first use
        if f not in compiled:
            compiled[f] = (nb.njit(parallel=not hasattr(f, "serial"), fastmath=True, cache=True)(f) if kind == "numba" else
                           torch.jit.script(f) if kind == "jit" else f)
        return compiled[f]

    def call(f, *more):
        f = ready(f)
        return lambda: f(*args, *more)

    def fresh(f):                       # a result of its own for every call
        f = ready(f)
        return lambda: f(*args, np.empty(shape, dtype))

    for name, f in list(vars(w).items()):
        label = name.replace("__", "+")
        if label.split("+")[0] != kind: continue
        out = np.empty(shape, dtype)
        if isinstance(f, str):
            yield label, partial(partial, nx, f, inputs)
            if "sum(" not in f: yield label + "+out", partial(partial, nx, f, inputs, out)
        elif list(inspect.signature(f).parameters)[-1] != "out":
            yield label, partial(call, f)
        else:
            if kind == "numba": yield label, partial(fresh, f)
            if kind == "torch": out = torch.from_numpy(out)
            yield label.split("+out")[0].replace("+inplace", "") + "+out", partial(call, f, out)


def in_double(w, inputs):
    return as_numpy(w.numpy(*(v.astype({"f": "f8", "c": "c16"}.get(v.dtype.kind, v.dtype))
                              if isinstance(v, np.ndarray) else v for v in inputs.values())))


def wrong(w, got, reference, inputs):
    """What is wrong with a result: None, or how far off it is.  reference() gives the result in double."""
    if hasattr(w, "check"): return None if w.check(got, **inputs) else "fails its check"
    reference = reference()
    if got.size != reference.size: return f"has {got.size} elements, not {reference.size}"
    scale = np.abs(reference).max() if "fft" in w.__name__ else np.maximum(1, np.abs(reference))
    error = (np.abs(got.reshape(reference.shape) - reference) / scale).max()
    return None if error < getattr(w, "tol", 1e-5) else f"off by {error:.2g}"
