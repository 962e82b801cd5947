# SPDX-License-Identifier: Apache-2.0
"""``licit cascade``: what falls if a fact ends, before it does."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from licit.cli.filing import ProofFile, may_file
from licit.cli.options import BELIEVED, Case, Engine, Force, Json, KnownBy, Lang, Position, Quiet, Use, today


def cascade(
    case: Case,
    fact: Annotated[
        str, Parameter(help="The id of the fact that ends: a grant, a law, a control … but no termination.")
    ],
    /,
    *,
    on: Annotated[
        str, Parameter(group=BELIEVED, help="Its last day, YYYY-MM-DD. Left out: today.", show_default=False)
    ] = "",
    until: Annotated[
        str,
        Parameter(
            group=BELIEVED,
            help="Look at each day up to this one on which anything changes. Left out: at the day after, and at those"
            " after what survives it.",
            show_default=False,
        ),
    ] = "",
    service: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="Only this service; may be repeated. Left out: all whose offers are on record."),
    ] = None,
    territory: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="Only in this territory; may be repeated. Left out: in all of the day."),
    ] = None,
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    proof: ProofFile = "",
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Show what falls if a fact ends, before it does.

    Told are the pairs of item and territory of each service that get another answer, with the day; the grants that hang
    on the fact, and for how many pairs each then has no authority behind it, lives on by survival, or is carried by
    another chain.
    """
    from dataclasses import replace

    from licit.cli.printing import print_json, show
    from licit.cli.progress import progress
    from licit.tasks import naming
    from licit.tasks.cascade import cascade as ask
    from licit.tasks.comparing import moves
    from licit.tasks.opening import open_case

    may_file(proof, force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    record = opened.record
    question = opened.believed(day=on, position=position, known_by=known_by)
    question = replace(question, use=naming.use(record, use) if use else opened.usual_use)
    services = tuple(dict.fromkeys(naming.service(record, one) for one in service or ()))
    where = tuple(dict.fromkeys(naming.territory(record, one, question.day) for one in territory or ()))
    last = naming.whole_day(until) if until else None
    with progress("cascade", quiet=quiet) as told:
        found = ask(opened, question, fact, services=services, territories=where, until=last, progress=told)
    if proof:
        from licit.cli.filing import write_filed
        from licit.report.filing.cascade import filed_cascade

        write_filed(filed_cascade(found, record), proof)
    ranked = {fall: moves(record, fall.changes) for fall in found.falls}
    if json:
        from licit.report.changes import cascade_json

        print_json(cascade_json(found, ranked, record, lang))
        return
    from rich.text import Text

    from licit.report.terminal.cascade import cascade_view
    from licit.report.terminal.verdict import not_said

    show(cascade_view(found, ranked, record, lang), Text(), not_said(lang))
