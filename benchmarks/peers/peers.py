#!/usr/bin/env python3
"""One peer's process: it runs the workloads of workloads.py when it is asked to.

Usage:  peers.py PEER --threads N [--stock]
        peers.py --cold

A line of JSON on stdin is a request, a line of JSON on stdout its answer; anything else that libraries print goes to stderr.
  {"do": "table"}                                  -> the workloads and their cases
  {"do": "open", "workload": W, "case": K}         -> the labels of this peer's implementations, each having run once and been
                                                      checked, and the milliseconds of that first call, compilation included
  {"do": "inputs", "folder": F}                    -> the open case's inputs: numbers, and files with the arrays' bytes;
                                                      the operations and the bytes of a call, and whether
                                                      it is in double
  {"do": "run", "label": L, "reps": N, "warm": B}  -> the seconds of a call, the mean of N, after one not counted if warm
  {"do": "check", "parts": [{file, dtype, shape}]} -> what is wrong with a result, if anything
  {"do": "close"}                                  -> forgets the open case

Each peer has a process of its own, so that thread pools and allocators do not meet.  Unless --stock is given it starts itself
again under the settings with which the peers do best: the thread count in every library's variable, AVX-512 kernels for OpenBLAS and
ATen where the CPU has them, and a malloc that keeps freed blocks (else large temporaries fault their pages in anew in each call).
Linux only (malloc settings).  --cold prints the milliseconds from process start to the first result of a swish, for each peer.
"""
import argparse, importlib.util, json, os, sys, time


def settings(threads, stock):
    env = dict(os.environ, PEERS_THREADS=str(threads))
    for k in ("OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "NUMEXPR_NUM", "NUMEXPR_MAX", "NUMBA_NUM"): env[f"{k}_THREADS"] = str(threads)
    if not stock:
        env.update(MALLOC_MMAP_THRESHOLD_=str(1 << 32), MALLOC_TRIM_THRESHOLD_=str(1 << 34), MALLOC_TOP_PAD_=str(1 << 26))
        if "avx512f" in open("/proc/cpuinfo").read(): env.update(OPENBLAS_CORETYPE="SkylakeX", ATEN_CPU_CAPABILITY="avx512")
    return env


class Server:
    def __init__(self, kind):
        self.kind, self.compiled = kind, {}
        self.version = workloads.load(kind)
        self.close()

    def table(self):
        return [dict(workload=name, cases=["x".join(map(str, c)) for c in w.cases]) for name, w in workloads.TABLE.items()]

    def open(self, workload, case):
        self.close()
        w = self.w = workloads.TABLE[workload]
        # Some inputs are large: who has no part in it makes none. NumPy's process has them for the others.
        if self.kind != "numpy" and not any(name.split("__")[0] == self.kind for name in vars(w)): return []
        case = next(c for c in w.cases if "x".join(map(str, c)) == case)
        # A reference in double of the large elementwise cases takes longer than all else; the small ones say the same.
        checked = w.cases is not workloads.SIZES or case == workloads.SIZES[0]
        self.data, rows = w.inputs(*case), []
        for label, make in workloads.implementations(w, self.kind, self.data, self.compiled):
            try:
                start = time.perf_counter()
                call = make()
                got = workloads.as_numpy(call())
                row = dict(label=label, first_ms=(time.perf_counter() - start) * 1e3)
                error = workloads.wrong(w, got, self.double, self.data) if checked else None
                if error: row["failed"] = error
                else: self.calls[label] = call
            except Exception as e:      # a peer which cannot do this, said in the table
                row = dict(label=label, failed=f"{type(e).__name__}: {e}".strip().splitlines()[0][:200])
            rows.append(row)
        return rows

    def double(self):
        if self.reference is None: self.reference = workloads.in_double(self.w, self.data)
        return self.reference

    def inputs(self, folder):
        values = {}
        for name, v in self.data.items():
            if isinstance(v, np.ndarray):
                file = os.path.join(folder, name + ".bin")
                np.ascontiguousarray(v).tofile(file)
                values[name] = dict(file=file, dtype=str(v.dtype), shape=v.shape)
            else: values[name] = v
        counts = {k: float(getattr(self.w, k)(**self.data)) for k in ("flops", "moved") if hasattr(self.w, k)}
        return dict(values=values, double=any(getattr(v, "dtype", None) == np.float64 for v in self.data.values()), **counts)

    def run(self, label, reps, warm):
        call = self.calls[label]
        if warm: call()
        start = time.perf_counter()
        for _ in range(reps): call()
        return (time.perf_counter() - start) / reps

    def check(self, parts):
        got = [np.fromfile(p["file"], p["dtype"]).reshape(p["shape"]) for p in parts]
        return workloads.wrong(self.w, workloads.as_numpy(got[0] if len(got) == 1 else got), self.double, self.data)

    def close(self):
        self.w, self.data, self.calls, self.reference = None, {}, {}, None


def serve(kind):
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    def answer(**what): answers.write(json.dumps(what) + "\n")
    server = Server(kind)
    answer(version=server.version)
    for line in sys.stdin:
        request = json.loads(line)
        try: answer(value=getattr(server, request.pop("do"))(**request))
        except Exception as e: answer(error=f"{type(e).__name__}: {e}"[:500])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("peer", nargs="?")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--stock", action="store_true", help="leave the environment as it is, but for threads")
    p.add_argument("--cold", action="store_true")
    o = p.parse_args()
    if o.cold:
        import cold
        return cold.main(settings(o.threads, o.stock))
    if "PEERS_THREADS" not in os.environ:
        if importlib.util.find_spec("torch" if o.peer == "jit" else o.peer) is None: return 3
        os.execve(sys.executable, [sys.executable, *sys.argv], settings(o.threads, o.stock))
    global np, workloads
    import numpy as np
    import workloads
    return serve(o.peer)


if __name__ == "__main__":
    sys.exit(main())
