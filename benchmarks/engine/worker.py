# SPDX-License-Identifier: Apache-2.0
"""A subject in a process of its own, so that its memory is its own and a slow one can be stopped."""

from __future__ import annotations

import importlib
import multiprocessing
import resource
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from benchmarks.baselines.interface import Baseline, PlainWorld

SUBJECTS: Final = {
    "licit": "benchmarks.engine.licit_engine:Licit",
    "duckdb": "benchmarks.baselines.duckdb_masks:DuckDb",
    "polars": "benchmarks.baselines.polars_masks:Polars",
    "postgresql": "benchmarks.baselines.postgres_masks:Postgres",
    "sqlite": "benchmarks.baselines.sqlite_masks:Sqlite",
    "python": "benchmarks.baselines.plain_python:PlainPython",
    "clingo": "benchmarks.baselines.clingo_rules:Clingo",
    "cedar": "benchmarks.baselines.cedar_policies:Cedar",
    "reference": "benchmarks.baselines.reference:Reference",
}
STAGES: Final = "benchmarks.engine.stages:Stages"  # no subject of the tables: ``large`` asks it stage by stage
GRACE: Final = 10.0  # seconds in which a stopped subject may put its things away


class TooSlowError(Exception):
    """A subject did not come to an end in its time."""


class FailedError(Exception):
    """A subject failed; the message is its own."""


@dataclass(frozen=True)
class Done:
    """What a call came to: its result, its seconds, and the most memory the process had so far, in bytes."""

    result: Any
    seconds: float
    peak: int


def subject(name: str) -> Baseline:
    """A new subject of this name."""
    module, _, called = SUBJECTS.get(name, STAGES).partition(":")
    made: Baseline = getattr(importlib.import_module(module), called)()
    return made


class Worker:
    """A subject at work on one world. Use it in ``with``, so that it is stopped at the end."""

    def __init__(self, name: str, world: PlainWorld) -> None:
        self.name = name
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, name, world), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def alive(self) -> bool:
        """Whether its process is at work."""
        return self._process.is_alive()

    def call(self, method: str, *arguments: object, budget: float, **named: object) -> Done:
        """Have the subject do something.

        Raises:
            TooSlowError: it took longer than ``budget`` seconds; the process is stopped.
            FailedError: it raised an error, or its process ended.
        """
        try:
            self._ours.send((method, arguments, named))
            if not self._ours.poll(budget):
                self.stop()
                raise TooSlowError(f"{self.name} took more than {budget:.0f} s to {method}")
            done, error = self._ours.recv()
        except (EOFError, BrokenPipeError):
            raise FailedError(f"{self.name} ended during {method}: out of memory?") from None
        if error:
            raise FailedError(f"{self.name}, {method}: {error}")
        result: Done = done
        return result

    def stop(self) -> None:
        """Ask it to close and end; then end it."""
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._ours.close()


def _serve(pipe: Any, name: str, world: PlainWorld) -> None:  # noqa: ANN401  a Connection
    """Do what is asked until told to end; whatever happens, let the subject put its things away."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    made: Baseline | None = None
    try:
        made = subject(name)
        while True:
            method, arguments, named = pipe.recv()
            if method == "prepare":
                arguments = (world,)
            try:
                began = time.perf_counter()
                result = getattr(made, method)(*arguments, **named)
                seconds = time.perf_counter() - began
                pipe.send((Done(result, seconds, _peak(made)), ""))
            except Exception as error:  # noqa: BLE001  the other side raises it
                pipe.send((None, f"{type(error).__name__}: {error}"))
    except EOFError:
        pass
    finally:
        if made is not None:
            made.close()


def _peak(made: Baseline) -> int:
    """The most memory of this process, and what a server of its own and its children have now."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    server = getattr(made, "server_pid", None)
    return own + (_proportional(server) if server is not None else 0)


def _proportional(process: int) -> int:
    """Memory of a process and those below it, shared pages divided among them."""
    at = Path("/proc") / str(process)
    try:
        lines = (at / "smaps_rollup").read_text(encoding="ascii").splitlines()
        below = (at / "task" / str(process) / "children").read_text(encoding="ascii").split()
    except OSError:
        return 0  # it has ended
    own = sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return own + sum(_proportional(int(child)) for child in below)
