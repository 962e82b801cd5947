# SPDX-License-Identifier: Apache-2.0
"""``licit facts``: who says what; affirmed, denied, disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from licit.cli.options import Case, Day, Json, KnownBy, Lang, Language, Position
from licit.cli.phrases import phrase

if TYPE_CHECKING:
    from rich.console import RenderableType

    from licit.tasks.listing import FactSaid
    from licit.tasks.opening import OpenCase

Kind = Literal[
    "control",
    "grant",
    "termination",
    "statute",
    "opt-out",
    "membership",
    "requirement",
    "server",
    "operation",
    "finding",
]


def facts(
    case: Case,
    /,
    *,
    kind: Annotated[list[Kind] | None, Parameter(help="Only facts of this kind; may be repeated.")] = None,
    about: Annotated[
        str, Parameter(help="Only facts about this party, asset or fact (an id).", show_default=False)
    ] = "",
    standing: Annotated[
        Literal["accepted", "rejected", "disputed", "unsaid"] | None, Parameter(help="Only facts that stand so.")
    ] = None,
    position: Position = "",
    known_by: KnownBy = "",
    day: Day = "",
    json: Json = False,
    lang: Lang = "en",
) -> None:
    """List facts: how each stands, who affirms and who denies it."""
    import sys

    from licit.cli.options import today
    from licit.cli.printing import print_json
    from licit.tasks.listing import facts as list_facts
    from licit.tasks.opening import open_case

    opened = open_case(case, today=today(), stdin=sys.stdin)
    question = opened.believed(day=day, position=position, known_by=known_by)
    found = list_facts(opened.record, question, kinds=tuple(kind or ()), about=about, standing=standing or "")
    if json:
        listed = [_as_json(one) for one in found]
        print_json({"position": question.position, "known-by": str(question.known_by), "facts": listed})
        return
    from licit.cli.printing import show

    show(*_drawn(opened, found, lang))


def _as_json(one: FactSaid) -> dict[str, Any]:
    from licit.cli.plain import plain
    from licit.tasks.listing import kind_of

    return {
        "id": one.fact.id,
        "kind": kind_of(one.fact),
        "standing": one.standing.value,
        "fact": plain(one.fact),
        "affirmed": [plain(word) for word in one.affirming],
        "denied": [plain(word) for word in one.denying],
        "not-counted": [plain(word) for word in one.unheard],
    }


def _drawn(opened: OpenCase, found: Sequence[FactSaid], lang: Language) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from licit.report.terminal import facts_view
    from licit.report.words import statement_line

    evidence = opened.case.evidence
    if not found:
        yield Text(phrase("none", lang))
    for one in found:
        heard = (one.fact, one.standing, (*one.affirming, *one.denying))
        yield facts_view([heard], opened.record, lang, evidence=evidence)
        for word in one.unheard:
            line = statement_line(word, opened.record, lang, fact=one.fact.id, evidence=evidence)
            yield Padding(Text(f"· ({phrase('unheard', lang)}) {line}", style="dim"), (0, 0, 0, 4))
        if not (one.affirming or one.denying or one.unheard):
            yield Padding(Text(f"· {phrase('nobody', lang)}", style="dim"), (0, 0, 0, 4))
