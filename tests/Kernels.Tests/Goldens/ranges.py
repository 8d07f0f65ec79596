"""Writes ranges.jsonl: what NumPy's arange and linspace give.

Run with NumPy 1.24:  python3 ranges.py
A line is {"function", "dtype", "arguments" (as Python writes them), "data" (base64, little-endian)}.
"""
import base64
import json
import pathlib

import numpy as np

rng = np.random.default_rng(3)
DTYPES = {"float32": np.float32, "float64": np.float64, "int32": np.int32, "int64": np.int64}


def line(function, dtype, arguments, x):
    x = np.asarray(x, DTYPES[dtype])
    data = base64.b64encode(x.astype(x.dtype.newbyteorder("<")).tobytes()).decode()
    return json.dumps({"function": function, "dtype": dtype, "arguments": [float(a) for a in arguments], "data": data}) + "\n"


with open(pathlib.Path(__file__).with_name("ranges.jsonl"), "w", newline="\n") as out:
    fixed = [(0, 1, 0.1), (1, 2, 0.3), (0, -1, -0.25), (5, 0, 1), (0, 5, -1), (3, 3, 1), (0.5, 3, 1), (-2, 2, 1e-1), (1, 1.3, 0.1)]
    random = [tuple(np.round(rng.uniform(-5, 5, 2), 2)) + (float(np.round(rng.uniform(0.05, 1), 2)) * rng.choice([-1, 1]),) for _ in range(40)]
    for a, b, c in fixed + random:
        for dtype in ("float32", "float64"):
            t = DTYPES[dtype]
            a1, b1, c1 = t(a), t(b), t(c)
            out.write(line("arange", dtype, (a1, b1, c1), np.arange(float(a1), float(b1), float(c1), dtype=t)))
    for _ in range(40):
        a, b, c = int(rng.integers(-50, 50)), int(rng.integers(-50, 50)), int(rng.integers(1, 9)) * int(rng.choice([-1, 1]))
        for dtype in ("int32", "int64"):
            out.write(line("arange", dtype, (a, b, c), np.arange(a, b, c, dtype=DTYPES[dtype])))
    for _ in range(40):
        a, b = np.round(rng.uniform(-5, 5, 2), 3)
        num, endpoint = int(rng.integers(0, 30)), int(rng.integers(2))
        for dtype in ("float32", "float64"):
            t = DTYPES[dtype]
            out.write(line("linspace", dtype, (t(a), t(b), num, endpoint), np.linspace(float(t(a)), float(t(b)), num, bool(endpoint), dtype=t)))
