# SPDX-License-Identifier: Apache-2.0
"""``licit expiring``: what lapses in the days to come, and what each lapse costs."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from licit.cli.options import BELIEVED, Case, Engine, Json, KnownBy, Lang, Position, Quiet, Use, today


def expiring(
    case: Case,
    service: Annotated[
        str,
        Parameter(
            help="The service: its id in the case, its name, or one of its domains. Left out: the one that most"
            " questions of the case ask about.",
            show_default=False,
        ),
    ] = "",
    /,
    *,
    within: Annotated[str, Parameter(group=BELIEVED, help="How far to look ahead: 90d (days) or 12w (weeks).")] = "90d",
    territory: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="Only in this territory; may be repeated. Left out: in all of the day."),
    ] = None,
    day: Annotated[
        str,
        Parameter(group=BELIEVED, help="The day to look ahead from, YYYY-MM-DD. Left out: today.", show_default=False),
    ] = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> int:
    """List what lapses soon, and how many pairs of item and territory each lapse costs.

    Grants, terminations, laws, controls, memberships that name a repertoire, servers, operations, findings and what
    survives a grant's end; and requirements, opt-outs, findings and exclusives that begin. What a lapse costs is
    judged again with that lapse alone undone. A day that is not known is told as between two days.

    Exit code 0: no pair that is cleared is lost; 1: some are.
    """
    from licit.cli.exit_codes import Exit
    from licit.cli.printing import print_json, show
    from licit.cli.progress import progress
    from licit.model.problem import InvalidValueError
    from licit.tasks import naming
    from licit.tasks.diff import usual_service
    from licit.tasks.expiring import days_of
    from licit.tasks.expiring import expiring as ask
    from licit.tasks.opening import open_case

    ahead = days_of(within)
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    who = service or usual_service(opened)
    if not who:
        raise InvalidValueError("the record has the offers of no service", mend="name a service, and record its offers")
    question = opened.question(who, use=use, day=day, position=position, known_by=known_by)
    where = tuple(dict.fromkeys(naming.territory(opened.record, one, question.day) for one in territory or ()))
    with progress("expiring", quiet=quiet) as told:
        found = ask(opened, question, ahead, territories=where, progress=told)
    if json:
        from licit.report.changes import watch_json

        print_json(watch_json(found, opened.record, lang))
    else:
        from rich.text import Text

        from licit.report.terminal.expiring import watch_view
        from licit.report.terminal.verdict import not_said

        show(watch_view(found, opened.record, lang), Text(), not_said(lang))
    return Exit.PROBLEMS if found.costs else Exit.OK
