# SPDX-License-Identifier: Apache-2.0
"""``licit verify-proof``: whether a filed proof holds, from the file alone or beside its case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.exit_codes import Exit
from licit.cli.options import Engine, Json, Lang, today

if TYPE_CHECKING:
    from licit.report.filing.verified import Verified
    from licit.tasks.opening import OpenCase


def verify_proof(
    file: Annotated[
        str,
        Parameter(
            help="A file that --proof of check, crux, remedy or cascade wrote, or - for one on standard input.",
            allow_leading_hyphen=True,
        ),
    ],
    /,
    *,
    case: Annotated[
        str,
        Parameter(
            help="Look through the whole record of this case too: a folder with a case.yaml, or a YAML or JSON file.",
            show_default=False,
        ),
    ] = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
) -> int:
    """Check what --proof filed, step by step, by a program that knows only the rules.

    From the file alone: whether a proof, crux or remedy holds for the facts in it, which it carries. With --case:
    whether it holds for the record, so that no other fact bars, ends or decides anything; and where the record has
    changed since, what of it, and whether the file still holds. A plan or a cascade is about a whole catalogue: it
    needs --case.

    Exit code 0: it holds; 1: a step does not follow; 2: the file is none that licit wrote.
    """
    from licit.tasks.opening import open_case

    opened = open_case(case, today=today(), engine=engine) if case else None
    found = _verified(file, opened)
    if json:
        from licit.cli.printing import print_json
        from licit.report.filing.verified import verified_json

        print_json(verified_json(found))
    else:
        from licit.cli.printing import show
        from licit.report.terminal.verified import verified_view

        show(verified_view(found, lang))
    return Exit.OK if found.holds else Exit.PROBLEMS


def _verified(file: str, opened: OpenCase | None) -> Verified:
    from pathlib import Path

    from licit.model.problem import InvalidValueError
    from licit.tasks.verify_proof import verify_proof as verify

    if file == "-":
        return verify(sys.stdin.buffer, "standard input", opened)
    try:
        with Path(file).open("rb") as stream:
            return verify(stream, file, opened)
    except OSError as error:
        raise InvalidValueError(
            f"{file} can't be read: {error.strerror}", mend="name a file that can be read"
        ) from None
