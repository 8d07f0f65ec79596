"""Writes vector-math.jsonl: values of mathematical functions as high + low, from mpmath at 250 bits. One function a line."""
import json
import random

import mpmath as m

m.mp.prec = 250
RANDOM = random.Random(7)
COUNT = 60


def spread(low, high):
    """Both signs, and all magnitudes between 2^low and 2^high."""
    return lambda: RANDOM.choice((1, -1)) * float(m.ldexp(1 + RANDOM.random(), RANDOM.randint(low, high)))


def within(low, high):
    return lambda: RANDOM.uniform(low, high)


def near_quarter_turns():
    return float(RANDOM.randint(-200000, 200000) * m.pi / 4)


UNARY = {
    "Exp": (m.exp, [within(-700, 709), within(-1, 1), spread(-60, 9)]),
    "Exp2": (lambda x: m.mpf(2) ** x, [within(-1020, 1023), within(-1, 1)]),
    "Expm1": (m.expm1, [within(-40, 709), within(-1, 1), spread(-1000, 9)]),
    "Log": (m.log, [within(0.5, 2), within(0, 1000), spread(-1070, 1022)]),
    "Log2": (lambda x: m.log(x) / m.log(2), [within(0.5, 2), within(0, 1000), spread(-1070, 1022)]),
    "Log10": (lambda x: m.log(x) / m.log(10), [within(0.5, 2), within(0, 1000), spread(-1070, 1022)]),
    "Log1p": (m.log1p, [within(-1, 2), within(-0.1, 0.1), spread(-1000, -1)]),
    "Sin": (m.sin, [within(-7, 7), within(-1e5, 1e5), spread(-1000, 1022), near_quarter_turns]),
    "Cos": (m.cos, [within(-7, 7), within(-1e5, 1e5), spread(-60, 1022), near_quarter_turns]),
    "Tan": (m.tan, [within(-2, 2), within(-1e5, 1e5), spread(-1000, 1022), near_quarter_turns]),
    "Asin": (m.asin, [within(-1, 1), within(0.4, 0.6), spread(-1000, -1)]),
    "Acos": (m.acos, [within(-1, 1), within(0.4, 0.6), within(0.99, 1)]),
    "Atan": (m.atan, [within(-3, 3), within(-0.5, 0.5), spread(-1000, 1022)]),
    "Sinh": (m.sinh, [within(-710, 710), within(-2, 2), spread(-1000, 1)]),
    "Cosh": (m.cosh, [within(-710, 710), within(-2, 2)]),
    "Tanh": (m.tanh, [within(-20, 20), within(-1.5, 1.5), spread(-1000, 1)]),
    "Asinh": (m.asinh, [within(-3, 3), within(-0.1, 0.1), spread(-1000, 1022)]),
    "Acosh": (m.acosh, [within(1, 2), within(1, 1.01), within(1, 1e6)]),
    "Atanh": (m.atanh, [within(-1, 1), within(-0.1, 0.1), spread(-1000, -1)]),
    "Cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), [within(-8, 8), spread(-1070, 1022)]),
    "Erf": (m.erf, [within(-1.2, 1.2), within(-6.5, 6.5), spread(-1000, 2)]),
    "ReciprocalSqrt": (lambda x: 1 / m.sqrt(x), [within(0, 8), spread(-1070, 1022)]),
}


def powers():
    x = RANDOM.uniform(0, 3) if RANDOM.random() < 0.7 else abs(spread(-1000, 1000)())
    most = 690 / abs(float(m.log(x)))
    return x, RANDOM.uniform(-most, most) if RANDOM.random() < 0.5 else RANDOM.uniform(-1, 1)


def points():
    if RANDOM.random() < 0.3:
        return spread(-500, 500)(), spread(-500, 500)()
    return RANDOM.uniform(-3, 3), RANDOM.uniform(-3, 3)


BINARY = {
    "Pow": (lambda x, y: x**y, powers),
    "Atan2": (m.atan2, points),
    "Hypot": (lambda x, y: m.sqrt(x * x + y * y), points),
}


def line(name, function, operands):
    values = [function(*(m.mpf(o) for o in each)) for each in operands]
    high = [float(v) for v in values]
    low = [float(v - m.mpf(h)) for v, h in zip(values, high)]
    columns = dict(zip("xy", zip(*operands)))
    return json.dumps({"name": name, **columns, "high": high, "low": low})


def main():
    with open("vector-math.jsonl", "w") as out:
        for name, (function, ranges) in UNARY.items():
            positive = name in ("Log", "Log2", "Log10", "ReciprocalSqrt")
            operands = [draw() for draw in ranges for _ in range(COUNT)]
            out.write(line(name, function, [(abs(x) if positive else x,) for x in operands]) + "\n")
        for name, (function, draw) in BINARY.items():
            out.write(line(name, function, [draw() for _ in range(3 * COUNT)]) + "\n")


if __name__ == "__main__":
    main()
