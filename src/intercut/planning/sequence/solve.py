"""The cheapest order of an instance: by the native kernel, or slowly by its plain twin."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

from intercut.planning import kernel
from intercut.planning.kernel.reference import sequence_solve
from intercut.planning.sequence.instance import Instance

Status = Literal["optimal", "feasible", "unknown"]

LEAST_MEMORY = 16 << 20
"""Bytes: the working space of the search itself."""
LARGEST_PRODUCT = 1 << 62
"""All pay times all days has to stay below it in the native kernel."""
MOST_PEOPLE = 1024
"""People the native heuristic takes."""

WITHOUT_KERNEL = "the native kernel is not built; its plain twin answered, much slower"
TOO_DEAR = "all pay times all days passes 2^62; the plain twin answered, much slower"
TOO_MANY = f"more than {MOST_PEOPLE:,} people; the plain twin answered, much slower"
TOO_LARGE = (
    "the exact core takes up to 128 scenes and 128 people that matter; "
    "this order is a heuristic's, and the bound is a relaxation's"
)


class Flag(Protocol):
    """Something like `threading.Event` that is set when the search shall stop."""

    def is_set(self) -> bool:
        """Whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is known at a moment: the best order's cost, and a proved bound on all orders."""

    cost: int
    bound: int
    seconds: float
    expanded: int

    @property
    def gap(self) -> float:
        """Share of the cost that is not proved to be needed: 0.0 to 1.0."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceResult:
    """The best order found, and what is proved about it."""

    name: str
    status: Status
    cost: int
    """All days paid."""
    bound: int | None
    """No order costs less; None when nothing is proved."""
    order: tuple[int, ...]
    """Scenes in the order of shooting, counted from 0."""
    seconds: float
    expanded: int
    """States the proof has opened."""
    remarks: tuple[str, ...] = ()
    """What a person should know about how this came about."""

    @property
    def gap(self) -> float | None:
        """Share of the cost that is not proved to be needed: 0.0 to 1.0."""
        if self.bound is None:
            return None
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    def as_json(self) -> dict[str, object]:
        """The answer of ``intercut sequence --json`` for one file."""
        return {
            "name": self.name,
            "status": self.status,
            "cost": self.cost,
            "bound": self.bound,
            "order": list(self.order),
            "seconds": round(self.seconds, 6),
            "expanded": self.expanded,
        }


class SequenceInterrupted(KeyboardInterrupt):
    """Ctrl-C while searching; `result` is the best order so far."""

    def __init__(self, result: SequenceResult) -> None:
        super().__init__(f"stopped; the best order so far costs {result.cost}")
        self.result = result


def solve(
    instance: Instance,
    *,
    seconds: float = 60,
    threads: int = 2,
    memory_bytes: int = 4 << 30,
    seed: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | Flag | None = None,
) -> SequenceResult:
    """Cheapest order of the scenes, or the best one found in time with a proved bound.

    First annealing over moves of blocks, then a search from both ends that proves the best order or
    finds a better one. The same instance, seed and number of threads give the same order, unless
    time ends the search.

    Parameters
    ----------
    seconds
        Time limit; 0 gives a first order at once, ``math.inf`` searches to the end.
    memory_bytes
        What the search may use for its states, at least 16 MiB. When it is full the search goes
        deep instead of wide: slower, and the bound stays true.
    seed
        Of all chance; only the speed and which of equal orders is found depend on it.
    progress
        Called from this thread a few times a second and whenever cost or bound change.
    cancel
        A function or an event asked at least every 20 ms or so; when true the best so far comes back.

    Raises
    ------
    ValueError
        When a limit makes no sense.
    SequenceInterrupted
        On Ctrl-C, with the best result so far.

    References
    ----------
    Garcia de la Banda, Stuckey and Chu (2011), solving talent scheduling with dynamic programming:
    the search from both ends. Qin, Zhang, Lim and Liang (2016), an enhanced branch-and-bound
    algorithm for the talent scheduling problem: dominance between scenes.
    """
    if math.isnan(seconds) or seconds < 0:
        raise ValueError(f"seconds is {seconds}; expected 0 or more")
    if not 1 <= threads <= 256:
        raise ValueError(f"threads is {threads}; expected 1 to 256")
    if memory_bytes < LEAST_MEMORY:
        raise ValueError(
            f"memory_bytes is {memory_bytes}; expected at least {LEAST_MEMORY} (16 MiB)"
        )
    scale = _scale(instance)
    watch = _Watch(instance, scale, progress, cancel)
    total_pay, total_days = sum(instance.pay), sum(scale.days)
    remark = (
        WITHOUT_KERNEL
        if kernel.native is None
        else TOO_MANY
        if len(instance.pay) > MOST_PEOPLE
        else TOO_DEAR
        if total_pay * total_days >= LARGEST_PRODUCT
        else None
    )
    if remark or kernel.native is None:
        return _by_twin(instance, seconds, memory_bytes, seed, watch, remark or WITHOUT_KERNEL)
    order, _, bound, optimal, exact, took, expanded, interrupted = kernel.native.solve_sequence(
        [_members(scenes) for scenes in instance.cast],
        list(instance.pay),
        list(scale.days),
        seconds=seconds,
        threads=threads,
        memory_bytes=memory_bytes,
        seed=seed % (1 << 32),
        watch=watch,
    )
    cost = instance.cost(order)
    result = SequenceResult(
        name=instance.name,
        status="optimal" if optimal else "feasible",
        cost=cost,
        bound=cost if optimal else min(cost, bound // scale.by),
        order=tuple(order),
        seconds=took,
        expanded=expanded,
        remarks=() if exact else (TOO_LARGE,),
    )
    if interrupted:
        raise SequenceInterrupted(result)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Days without zeros, and by how much true costs were multiplied (rounded down)."""

    days: tuple[int, ...]
    by: int


def _scale(instance: Instance) -> _Scale:
    """Scenes of no length, made so short that together they cost less than one unit.

    Such a scene costs nothing but still has to lie between the first and last day of its people. The
    dominance rules want every scene to last; scaled like this an optimal order stays optimal.
    """
    empty = sum(days == 0 for days in instance.days)
    if not empty:
        return _Scale(days=instance.days, by=1)
    by = sum(instance.pay) * empty + 1
    return _Scale(days=tuple(days * by or 1 for days in instance.days), by=by)


def _members(scenes: int) -> list[int]:
    """The numbers of the scenes in a set, rising."""
    members = []
    while scenes:
        lowest = scenes & -scenes
        members.append(lowest.bit_length() - 1)
        scenes ^= lowest
    return members


class _Watch:
    """Stands between a kernel and the caller: true units, and fewer calls."""

    def __init__(
        self,
        instance: Instance,
        scale: _Scale,
        progress: Callable[[Progress], None] | None,
        cancel: Callable[[], bool] | Flag | None,
    ) -> None:
        self._worked = instance.worked
        self._by = scale.by
        self._progress = progress
        self._cancel: Callable[[], bool] | None = (
            cancel if cancel is None or callable(cancel) else cancel.is_set
        )
        self._told: tuple[int, int] | None = None
        self._told_at = 0.0

    def __call__(self, cost: int, bound: int, seconds: float, expanded: int) -> bool:
        """Pass it on when it is news; False when the caller wants to stop."""
        if self._progress:
            known = cost // self._by, max(self._worked, bound // self._by)
            if known != self._told or seconds - self._told_at > 0.25:
                self._told, self._told_at = known, seconds
                self._progress(
                    Progress(cost=known[0], bound=known[1], seconds=seconds, expanded=expanded)
                )
        return not (self._cancel and self._cancel())


def _by_twin(
    instance: Instance, seconds: float, memory_bytes: int, seed: int, watch: _Watch, remark: str
) -> SequenceResult:
    watch._by = 1  # noqa: SLF001 - the twin counts in true units
    with _ctrl_c_asks() as asked:
        order, cost, bound, optimal, took, expanded = sequence_solve(
            instance.cast,
            instance.pay,
            instance.days,
            seconds=seconds,
            memory_bytes=memory_bytes,
            seed=seed,
            watch=lambda *known: watch(*known) and not asked(),
        )
    result = SequenceResult(
        name=instance.name,
        status="optimal" if optimal else "feasible",
        cost=cost,
        bound=bound,
        order=tuple(order),
        seconds=took,
        expanded=expanded,
        remarks=(remark,),
    )
    if asked():
        raise SequenceInterrupted(result)
    return result


@contextmanager
def _ctrl_c_asks() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks the twin to end, where it would break it off without its best order.

    A handler of the caller's own stays, and outside the main thread no signal arrives.
    """
    asked = threading.Event()
    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if ours:
        signal.signal(signal.SIGINT, lambda *_: asked.set())
    try:
        yield asked.is_set
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
