# SPDX-License-Identifier: Apache-2.0
"""``licit takedown``: what is not cleared, as a DDEX message."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from licit.cli.options import (
    REPORT,
    Case,
    Day,
    Force,
    KnownBy,
    Position,
    Quiet,
    Service,
    Territories,
    Uses,
    today,
)


def takedown(
    case: Case,
    service: Service,
    /,
    *,
    sender: Annotated[str, Parameter(group=REPORT, help="Who sends the message: a party with a DPID.")],
    into: Annotated[str, Parameter(group=REPORT, help="The file to write.")],
    version: Annotated[
        Literal["3.8.2", "4.3"], Parameter(group=REPORT, help="Of DDEX ERN.", show_default=True)
    ] = "3.8.2",
    territory: Territories = None,
    use: Uses = None,
    day: Day = "",
    position: Position = "",
    known_by: KnownBy = "",
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write what an audit does not clear as a take-down message that the service can act on, from the day on.

    Contested and unknown pairs are not taken down. Deals of the sender that are on record and stand elsewhere are said
    again; a recording without such deals is taken down in all uses. ERN 4.3 takes one release, with its deals.
    """
    from licit.cli.files import may_write, write
    from licit.cli.printing import remark, say
    from licit.cli.progress import progress
    from licit.tasks import naming
    from licit.tasks.opening import open_case
    from licit.tasks.overreach import party_named
    from licit.tasks.takedown import take_down

    may_write([into], force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin)
    question = opened.question(service, use=use[0] if use else "", day=day, position=position, known_by=known_by)
    where = tuple(dict.fromkeys(naming.territory(opened.record, one, question.day) for one in territory or ()))
    uses = tuple(dict.fromkeys(naming.use(opened.record, one) for one in use or ()))
    by = party_named(opened.record, sender)
    with progress("audit", quiet=quiet) as told:
        found = take_down(opened, question, sender=by, version=version, territories=where, uses=uses, progress=told)
    write(into, lambda file: file.write_bytes(found.message))
    for item, why in found.left_out.items():
        remark(f"{item} is not cleared and not in the message: {why}")
    say(f"{into}: {found.items} items, {found.pairs} pairs of item and territory")
