# SPDX-License-Identifier: Apache-2.0
"""``licit conflicts``: where the record conflicts, in a position."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from licit.cli.options import REPORT, Case, Json, KnownBy, Lang, Position, today


def conflicts(
    case: Case,
    /,
    *,
    position: Position = "",
    known_by: KnownBy = "",
    sources: Annotated[bool, Parameter(group=REPORT, help="Put the statements below each fact.")] = False,
    json: Json = False,
    lang: Lang = "en",
) -> None:
    """List every conflict of the record in a position: who, where, when and how far.

    By kind: one thing given exclusively to two, and which was first; shares above the whole; circles of mandates,
    memberships and findings; grants made before their grantor had authority, and when they took effect; grants that
    never had effect; sources that contradict themselves or take back their word; days that cannot all be right; owners
    in a row without an assignment; facts in dispute, with who affirms and who denies.
    """
    from licit.tasks.conflicts import conflicts as ask
    from licit.tasks.opening import open_case

    opened = open_case(case, today=today(), stdin=sys.stdin)
    found = ask(opened, position=position, known_by=known_by)
    if json:
        from licit.cli.printing import print_json
        from licit.report.conflicts import conflicts_json

        print_json(conflicts_json(found, opened.record, lang))
        return
    from licit.cli.printing import show
    from licit.report.terminal.conflicts import conflicts_view

    show(conflicts_view(found, opened.record, lang, sources=opened.case.evidence if sources else None))
