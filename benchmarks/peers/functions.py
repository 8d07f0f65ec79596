"""NumPy's times of what FunctionsBenchmark.cs measures: the least of some calls, in milliseconds."""
import time

import numpy as np


def least(call, n=8):
    best = 1e9
    for _ in range(n):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best * 1e3


r = np.random.default_rng(1)
x, m, v = r.random(10_000_000, dtype=np.float32), r.random((1000, 1000), dtype=np.float32), r.random(1_000_000, dtype=np.float32)
d, a, s = m.astype(float), np.sort(r.random(100_000, dtype=np.float32)), np.sort(v)
few, many = r.integers(0, 1000, 10_000_000).astype(np.int32), r.integers(0, 1_000_000, 10_000_000).astype(np.int32)
w, some, z = x.astype(float), few[:1_000_000], np.zeros(1000)

for what, call in {
    "cumsum of 10M floats": lambda: np.cumsum(x),
    "cumsum of 1000 x 1000 floats, axis 0": lambda: np.cumsum(m, 0),
    "cumsum of 1000 x 1000 floats, axis 1": lambda: np.cumsum(m, 1),
    "cumsum of 1000 x 1000 doubles, axis 0": lambda: np.cumsum(d, 0),
    "cumsum of 1000 x 1000 doubles, axis 1": lambda: np.cumsum(d, 1),
    "searchsorted, 1M floats in 100,000": lambda: np.searchsorted(a, v),
    "searchsorted, 1M sorted floats in 100,000": lambda: np.searchsorted(a, s),
    "interp, 1M floats in 100,000": lambda: np.interp(v, a, a),
    "bincount, 10M numbers below 1,000": lambda: np.bincount(few),
    "bincount, 10M numbers below 1,000,000": lambda: np.bincount(many),
    "bincount with weights, 10M below 1,000": lambda: np.bincount(few, w),
    "histogram of 10M floats, 100 bins": lambda: np.histogram(x, 100),
    "add.at, 1M numbers below 1,000": lambda: np.add.at(z, some, 1.0),
    "median of 1M doubles": lambda: np.median(d),
    "median of 1000 x 1000 doubles, axis 0": lambda: np.median(d, 0),
    "median of 1000 x 1000 doubles, axis 1": lambda: np.median(d, 1),
    "unique of 1M ints": lambda: np.unique(some),
    "tril of 1000 x 1000 doubles": lambda: np.tril(d),
    "diff of 1000 x 1000 doubles": lambda: np.diff(d),
    "repeat of 1000 x 1000 doubles, axis 1": lambda: np.repeat(d, 2, 1),
    "tile of 1000 x 1000 doubles": lambda: np.tile(d, (2, 2)),
}.items():
    print(f"{what:46} {least(call):8.2f} ms")
