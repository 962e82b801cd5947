# SPDX-License-Identifier: Apache-2.0
"""Licit: this music service says that it is licensed — is it?

    import licit

    case = licit.load("examples/allofmp3")
    verdict = case.ask("allofmp3.com", item="...", territory="FR", day="2004-05-15", known_by="2004-05-31")
    print(verdict.answer, verdict.proof)

All names are imported when they are first used, so that ``import licit`` costs nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
    from licit.model.proof import Proof
    from licit.model.question import Question
    from licit.model.verdict import Answer, Verdict
    from licit.tasks.opening import OpenCase

__all__ = [
    "Answer",
    "BadInputError",
    "InvalidValueError",
    "OpenCase",
    "Place",
    "Problem",
    "Proof",
    "Question",
    "Verdict",
    "load",
]

_HOMES = {
    "Answer": "licit.model.verdict",
    "BadInputError": "licit.model.problem",
    "InvalidValueError": "licit.model.problem",
    "OpenCase": "licit.tasks.opening",
    "Place": "licit.model.problem",
    "Problem": "licit.model.problem",
    "Proof": "licit.model.proof",
    "Question": "licit.model.question",
    "Verdict": "licit.model.verdict",
}


def load(
    path: Path | str, *, stdin: TextIO | None = None, engine: Literal["compiled", "reference"] = "compiled"
) -> OpenCase:
    """Read a case: a folder, a YAML or JSON file, or JSON on ``stdin`` where ``path`` is ``-``.

    ``engine`` says who answers: the compiled engine, or the literal reference evaluator that it must agree with.

    What is published later than today does not count, unless a question's ``known_by`` says so.

    Raises:
        BadInputError: with every error found, each with its place and how to mend it.
    """
    from datetime import UTC, datetime

    from licit.tasks.opening import open_case

    return open_case(path, today=datetime.now(UTC).astimezone().date(), stdin=stdin, engine=engine)


def __getattr__(name: str) -> object:
    """Import one of the public names when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
