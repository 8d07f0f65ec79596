"""Cold start of the peers: milliseconds from process start to the first swish of a million elements."""
import json, os, re, subprocess, sys, tempfile, time

_SWISH = "x = np.ones(1000000, 'f4'); {} ; print(__import__('time').monotonic())"
_NUMBA = ("import numpy as np, numba, math\n@numba.njit({})\ndef f(x):\n    o = np.empty_like(x)\n"
          "    for i in numba.prange(x.size): o[i] = x[i] / (np.float32(1) + math.exp(-x[i]))\n    return o\n" + _SWISH.format("f(x)"))
COLD = {
    "python only": "print(__import__('time').monotonic())",
    "numpy": "import numpy as np; " + _SWISH.format("x / (1 + np.exp(-x))"),
    "numexpr": "import numpy as np, numexpr; " + _SWISH.format("numexpr.evaluate('x / (1 + exp(-x))')"),
    "numba": _NUMBA.format("parallel=True, fastmath=True"),
    "numba, serial": _NUMBA.format("fastmath=True"),
    "numba, cache=True": _NUMBA.format("parallel=True, fastmath=True, cache=True"),
    "torch": "import torch; x = torch.ones(1000000); torch.nn.functional.silu(x); print(__import__('time').monotonic())",
    "jit": "import torch\n@torch.jit.script\ndef f(x): return x / (1 + torch.exp(-x))\n"
           "x = torch.ones(1000000); f(x); print(__import__('time').monotonic())",
}


def main(env, runs=5):
    with tempfile.TemporaryDirectory() as folder:
        for name, code in COLD.items():
            file = os.path.join(folder, re.sub(r"\W", "_", "cold " + name) + ".py")
            with open(file, "w") as f: f.write(code)
            times = []
            for _ in range(runs + 1):   # the first fills caches, the disk's too
                start = time.monotonic()
                done = subprocess.run([sys.executable, file], env=env, capture_output=True, text=True)
                if done.returncode: break
                times.append((float(done.stdout.split()[-1]) - start) * 1e3)
            if times[1:]: print(json.dumps(dict(peer=name, ms=sorted(times[1:]))), flush=True)
