# SPDX-License-Identifier: Apache-2.0
"""``licit diff``: two cases, or one at two days, in two positions or by two days of knowledge."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Group, Parameter

from licit.cli.options import (
    BELIEVED,
    Case,
    Day,
    Engine,
    Json,
    KnownBy,
    Lang,
    Language,
    Position,
    Quiet,
    Use,
    today,
)

if TYPE_CHECKING:
    from licit.model.change import Comparison
    from licit.model.record import Record

AGAINST = Group("Against what", sort_key=0)


def diff(
    case: Case,
    other_case: Annotated[
        str, Parameter(help="The case after. Left out: the same, asked otherwise.", show_default=False)
    ] = "",
    /,
    *,
    against_day: Annotated[
        str, Parameter(group=AGAINST, help="The day after. Left out: the same day.", show_default=False)
    ] = "",
    against_position: Annotated[
        str, Parameter(group=AGAINST, help="The position after. Left out: the same one.", show_default=False)
    ] = "",
    against_known_by: Annotated[
        str,
        Parameter(
            group=AGAINST, help="What was published by this day counts after. Left out: the same.", show_default=False
        ),
    ] = "",
    service: Annotated[
        str,
        Parameter(
            group=BELIEVED,
            help="The service whose answers are compared. Left out: the one that most questions of the case ask about.",
            show_default=False,
        ),
    ] = "",
    item: Annotated[
        str, Parameter(group=BELIEVED, help="This item alone. Left out: all it offers.", show_default=False)
    ] = "",
    territory: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="Only in this territory; may be repeated. Left out: in all of both days."),
    ] = None,
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Compare two cases, or two days, positions or days of knowledge: facts and answers that differ.

    Facts are compared by their ids: added, gone, changed, standing otherwise, begun or ended. Answers are compared for
    all that the service offers on both sides; items of two cases are joined by their ids, then by the identifiers of
    their assets.
    """
    from licit.cli.progress import progress
    from licit.tasks import naming
    from licit.tasks.diff import asked_of, usual_service
    from licit.tasks.diff import diff as compare
    from licit.tasks.opening import open_case

    before = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    after = open_case(other_case, today=today(), stdin=sys.stdin, engine=engine) if other_case else before
    who = service or usual_service(before) or usual_service(after)
    ask_before = asked_of(before, who, item=item, use=use, day=day, position=position, known_by=known_by)
    ask_after = asked_of(
        after,
        who,
        item=item,
        use=use,
        day=against_day or day,
        position=against_position or position,
        known_by=against_known_by or known_by,
    )
    where = tuple(dict.fromkeys(naming.territory(before.record, one, ask_before.day) for one in territory or ()))
    with progress("diff", quiet=quiet) as told:
        found = compare((before, ask_before), (after, ask_after), territories=where, progress=told)
    (_print if json else _show)(found, before.record, after.record, lang)


def _print(found: Comparison, before: Record, after: Record, lang: Language) -> None:
    from licit.cli.printing import print_json
    from licit.report.changes import comparison_json
    from licit.tasks.comparing import moves

    print_json(comparison_json(found, moves(after, found.changes), before, after, lang))


def _show(found: Comparison, before: Record, after: Record, lang: Language) -> None:
    from rich.text import Text

    from licit.cli.printing import show
    from licit.report.terminal.changes import answers_view, facts_view, sides_view
    from licit.report.terminal.verdict import not_said
    from licit.tasks.comparing import moves

    ranked = moves(after, found.changes)
    show(
        sides_view(found, before, after, lang),
        Text(),
        answers_view(found, ranked, before, after, lang),
        Text(),
        facts_view(found.facts, before, after, lang),
        Text(),
        not_said(lang),
    )
