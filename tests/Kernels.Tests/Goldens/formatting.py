"""Writes formatting.jsonl: arrays and what NumPy prints for them.

Run with NumPy 1.24:  python3 formatting.py [seed [count [file]]]
A line is {"dtype", "shape", "data" (base64, little-endian, C order), "text"}.
"""
import base64
import json
import pathlib
import sys

import numpy as np

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 200
FILE = sys.argv[3] if len(sys.argv) > 3 else pathlib.Path(__file__).with_name("formatting.jsonl")
rng = np.random.default_rng(SEED)

FIXED = [
    np.array([4, 2, 3], np.int32), np.array([[11, 22], [13, 24]], np.int32), np.array([-1, 10, 100], np.int64),
    np.array([1.0, 2.5, -3.25], np.float32), np.array([0.1, 0.2, 0.3], np.float32), np.array([0.1, 0.2, 0.3], np.float64),
    np.array([1.3, 1.23456789e-5], np.float32), np.array([np.nan, np.inf, -np.inf, 1.5], np.float64), np.array([np.nan], np.float32),
    np.array([-0.0, 0.0], np.float64), np.array([1e8], np.float64), np.array([99999999.0], np.float64), np.array([1e-4, 1.0], np.float64),
    np.array([9.9999e-5], np.float64), np.array([1e-300, 1e300], np.float64), np.array([5e-324], np.float64),
    np.array(69816224, np.float32), np.array([69816224], np.float32), np.array(2.0 ** -25), np.array(2.0 ** -958), np.array([2.0 ** -25, 1.0]),
    np.array([2.0 ** -9, 3 * 2.0 ** -9], np.float64), np.array([0.000123456789], np.float64), np.array([999.9999999999], np.float64),
    np.array([1, 1001], np.float64), np.array([1, 1000], np.float64), np.array([True, False]), np.array([[True], [False]]),
    np.array(1.5), np.array(1e16), np.array(1e15), np.array(1e-4), np.array(1e-5), np.array(0.1, np.float32), np.array(3e20, np.float32),
    np.array(np.nan), np.array(-np.inf), np.array(0.0), np.array(-0.0), np.array(7, np.int32), np.array(True), np.array(255, np.uint8),
    np.zeros((0,)), np.zeros((2, 0)), np.zeros((1, 1, 1)), np.arange(1000, dtype=np.int64), np.arange(1001, dtype=np.int64),
    np.arange(10000, dtype=np.int32).reshape(100, 100), np.arange(4096, dtype=np.float32).reshape(8, 8, 8, 8) / 7,
    np.arange(3000).reshape(5, 600) * -1, np.linspace(0, 1, 2000), np.ones((1001, 1), np.uint8), np.ones((2, 3, 4), np.float32),
    np.zeros((30, 1, 40), np.bool_), np.array([np.iinfo(np.int64).min, np.iinfo(np.int64).max]),
]


def values(dtype, size):
    if dtype == np.bool_:
        return rng.random(size) < 0.5
    if np.issubdtype(dtype, np.integer):
        info = np.iinfo(dtype)
        top = min(10 ** int(rng.integers(1, 19)), info.max)
        low = max(-top, info.min) if rng.random() < 0.5 else 0
        return rng.integers(low, top, size, endpoint=True).astype(dtype)
    kind = rng.integers(8)
    if kind == 0:
        x = rng.standard_normal(size)
    elif kind == 1:
        x = rng.standard_normal(size) * 10.0 ** rng.integers(-12, 12)
    elif kind == 2:
        x = 10.0 ** rng.uniform(-5, 5, size) * rng.choice([-1, 1], size)
    elif kind == 3:
        x = np.round(rng.uniform(-100, 100, size), int(rng.integers(0, 5)))
    elif kind == 4:
        x = rng.integers(-1000, 1000, size) / 2.0 ** rng.integers(0, 14)
    elif kind == 5:
        bits = rng.integers(0, 2 ** 63, size, dtype=np.uint64)
        x = bits.view(np.float64) if dtype == np.float64 else (bits >> np.uint64(32)).astype(np.uint32).view(np.float32)
    elif kind == 6:
        x = rng.integers(0, 10, size).astype(float)
    else:
        x = 2.0 ** rng.integers(-30, 30, size)
    x = np.asarray(x, dtype)
    if rng.random() < 0.2:
        x = np.where(rng.random(size) < 0.2, rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0], size), x).astype(dtype)
    return x


def random_array():
    rank = int(rng.choice([0, 1, 1, 1, 2, 2, 2, 3, 4]))
    large = rng.random() < 0.05
    shape = tuple(int(rng.integers(1, {0: 1, 1: 40, 2: 12, 3: 5, 4: 4}[rank])) for _ in range(rank))
    if large and rank:
        shape = tuple(int(rng.integers(5, {1: 2000, 2: 60, 3: 14, 4: 8}[rank])) for _ in range(rank))
    dtype = np.dtype(rng.choice(["float32", "float64", "int32", "int64", "uint8", "bool"], p=[0.35, 0.35, 0.1, 0.1, 0.05, 0.05]))
    return np.asarray(values(dtype, int(np.prod(shape, dtype=int))).reshape(shape), dtype)


with np.errstate(all="ignore"), open(FILE, "w", newline="\n") as out:
    for x in FIXED + [random_array() for _ in range(COUNT)]:
        data = np.ascontiguousarray(x).astype(x.dtype.newbyteorder("<"))
        line = {"dtype": str(x.dtype), "shape": list(x.shape), "data": base64.b64encode(data.tobytes()).decode(), "text": str(x)}
        out.write(json.dumps(line) + "\n")
