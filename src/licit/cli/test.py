# SPDX-License-Identifier: Apache-2.0
"""``licit test``: the questions of cases, with the answers they expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from licit.cli.exit_codes import Exit
from licit.cli.options import Engine, Json, Quiet

if TYPE_CHECKING:
    from licit.tasks.trial import Tried


def test(
    *cases: Annotated[
        str, Parameter(help="One case or more: folders, files, or -.", allow_leading_hyphen=True, required=True)
    ],
    engine: Engine = "compiled",  # noqa: PT028 - a command, no test
    json: Json = False,  # noqa: PT028
    quiet: Quiet = False,  # noqa: PT028
) -> int:
    """Ask the questions of cases and compare the answers.

    Exit code 0: all are as expected; 1: some differ.
    """
    import sys

    from licit.cli.options import today
    from licit.cli.printing import print_json, say
    from licit.cli.progress import progress
    from licit.tasks.opening import open_case
    from licit.tasks.trial import trial

    tried: dict[str, tuple[Tried, ...]] = {}
    for case in cases:
        opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
        with progress(case, quiet=quiet) as told:
            tried[case] = trial(opened, progress=told)
    if json:
        print_json([_as_json(case, found) for case, found in tried.items()])
    else:
        for case, found in tried.items():
            for line in _lines(case, found):
                say(line)
    return Exit.PROBLEMS if any(one.differs for found in tried.values() for one in found) else Exit.OK


def _lines(case: str, tried: Sequence[Tried]) -> Iterator[str]:
    for one in tried:
        for difference in one.differs:
            yield f"{one.place}: {difference} ({_asked(one)})"
    differing = sum(bool(one.differs) for one in tried)
    yield f"{case}: {len(tried)} questions, {differing} differ"


def _asked(one: Tried) -> str:
    question = one.expected.question
    what = (question.service, question.item or "all offers", question.use, question.territory, str(question.day))
    return ", ".join((*what, question.position))


def _as_json(case: str, tried: Sequence[Tried]) -> dict[str, Any]:
    return {
        "case": case,
        "questions": len(tried),
        "differ": sum(bool(one.differs) for one in tried),
        "results": [
            {
                "place": str(one.place),
                "question": _asked(one),
                "expected": one.expected.expect.value,
                "answer": one.answer.value,
                "reasons": [reason.code for reason in one.reasons],
                "flags": sorted(flag.value for flag in one.flags),
                "differs": list(one.differs),
            }
            for one in tried
        ],
    }
