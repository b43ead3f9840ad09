"""Every benchmark there is, one after the other: ``python -m bench [NAME ...]``.

Each runs as a program of its own, so that none warms the other's caches. The last line of each says
whether it kept the bar it is held against; the command ends with 1 when one did not.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
FIRST = ("reading", "breakdown", "judge", "sequence", "planning", "publish")
"""The order they run in; others come after, by name."""

PEERS = ("screenplain", "didppy", "ortools")
NOT_ALONE = {"longform", "productions"}
"""What others are measured with: scripts and productions."""


def benchmarks() -> dict[str, Path]:
    """Name -> file of every benchmark, in the order they run."""
    found = {
        p.stem: p
        for p in sorted(BENCH.glob("*.py"))
        if p.stem not in NOT_ALONE and not p.stem.startswith("_") and "def main(" in p.read_text()
    }
    return {n: found[n] for n in (*FIRST, *found) if n in found}


def machine() -> list[str]:
    """What the figures hang on: processor, cores, memory, Python, versions, how busy it is."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    lines = [f"{_processor()}, {cores} cores, {_memory_gb():.0f} GB", _python()]
    import intercut

    ours = [f"intercut {intercut.__version__} ({_kernel()})"]
    for peer in PEERS:
        try:
            ours.append(f"{peer} {version(peer)}")
        except PackageNotFoundError:
            ours.append(f"{peer} not installed")
    lines.append(", ".join(ours))
    if hasattr(os, "getloadavg"):
        lines.append(f"load before: {os.getloadavg()[0]:.1f} of {cores}")
    return lines


def _python() -> str:
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return " ".join(found[1].split()) if found else platform.machine()


def _memory_gb() -> float:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (OSError, ValueError):
        return 0.0


def _kernel() -> str:
    from intercut.planning.kernel import native

    return "native kernel" if native is not None else "plain Python kernel"


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all: 1 when a bar was missed, 2 for a name there is not."""
    every = benchmarks()
    unknown = [name for name in arguments if name not in every]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(every)}", file=sys.stderr)
        return 2
    print(*machine(), sep="\n")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    kept: dict[str, bool] = {}
    for name in arguments or every:
        print(f"\n== {name}", flush=True)
        began = time.perf_counter()
        done = subprocess.run([sys.executable, str(every[name])], env=environment, check=False)
        kept[name] = done.returncode == 0
        print(f"-- {name}: {'bar kept' if kept[name] else 'BAR MISSED'}, "
              f"{time.perf_counter() - began:.0f} s", flush=True)  # fmt: skip
    missed = [name for name, fine in kept.items() if not fine]
    print(f"\n{len(kept) - len(missed)} of {len(kept)} kept their bars"
          + (f"; missed: {', '.join(missed)}" if missed else ""))  # fmt: skip
    return int(bool(missed))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.exit(main(sys.argv[1:]))
