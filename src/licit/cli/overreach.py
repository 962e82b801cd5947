# SPDX-License-Identifier: Apache-2.0
"""``licit overreach``: a report on a licensor, each grant held against what it had."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from licit.cli.options import BELIEVED, Case, Json, KnownBy, Lang, Position, today

Party = Annotated[str, Parameter(help="The licensor: its id in the case, its name, or one of its domains.")]


def overreach(
    case: Case,
    party: Party,
    /,
    *,
    day: Annotated[
        str,
        Parameter(group=BELIEVED, help="Look at this day only, YYYY-MM-DD. Left out: all days.", show_default=False),
    ] = "",
    use: Annotated[
        str,
        Parameter(
            group=BELIEVED, help="Look at this use only, such as PermanentDownload. Left out: all.", show_default=False
        ),
    ] = "",
    position: Position = "",
    known_by: KnownBy = "",
    json: Json = False,
    lang: Lang = "en",
) -> None:
    """Hold each grant of a party against what the party had to give.

    For every grant on record by PARTY: what it claims, by which chains from owners or by which law the party held
    that, and where the grant goes beyond it: for whose shares, which rights and uses, in which territories, on which
    days, and what came nearest. Counted are the items on record: how many pairs of item and territory lie in each part.
    """
    from licit.tasks.opening import open_case
    from licit.tasks.overreach import overreach as ask

    opened = open_case(case, today=today(), stdin=sys.stdin)
    found = ask(opened, party, day=day, use=use, position=position, known_by=known_by)
    if json:
        from licit.cli.printing import print_json
        from licit.report.overreach import overreach_json

        print_json(overreach_json(found, opened.record, lang))
        return
    from licit.cli.printing import show
    from licit.report.terminal.overreach import overreach_view

    show(overreach_view(found, opened.record, lang))
