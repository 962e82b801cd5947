# SPDX-License-Identifier: Apache-2.0
"""``licit territories``: where an item is cleared, contested, not cleared, unknown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from licit.cli.options import (
    Case,
    Day,
    Engine,
    Item,
    Json,
    KnownBy,
    Lang,
    Language,
    Position,
    Quiet,
    Service,
    Use,
    today,
)
from licit.cli.phrases import phrase

if TYPE_CHECKING:
    from rich.console import RenderableType

    from licit.tasks.opening import OpenCase
    from licit.tasks.territories import Territories

NAMED = 40  # territories that a line names


def territories(
    case: Case,
    service: Service,
    item: Item,
    /,
    *,
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Map where an item is cleared, contested, not cleared, unknown."""
    from licit.cli.progress import progress
    from licit.tasks.opening import open_case
    from licit.tasks.territories import territories as ask

    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, item=item, use=use, day=day, position=position, known_by=known_by)
    with progress("territories", quiet=quiet) as told:
        found = ask(opened, question, progress=told)
    if json:
        from licit.cli.printing import print_json
        from licit.report.json import reason_json, territories_json

        regions = [
            {
                "answer": one.answer.value,
                "reason": reason_json(one.reason, opened.record, lang),
                "territories": list(one.territories),
            }
            for one in found.regions
        ]
        print_json(territories_json(question, found.answers) | {"regions": regions})
        return
    from licit.cli.printing import show
    from licit.report.terminal.verdict import not_said

    show(*drawn(opened, found, lang), "", not_said(lang))


def drawn(opened: OpenCase, found: Territories, lang: Language) -> list[RenderableType]:
    """The map, then each region: its answer, how many territories, what it turns on, and which they are."""
    from rich.padding import Padding
    from rich.text import Text

    from licit.report.terminal import answer_text
    from licit.report.terminal.style import heading
    from licit.report.terminal.territory_map import territory_map
    from licit.report.words import reason_words

    parts: list[RenderableType] = [
        territory_map(found.answers, opened.record, lang),
        Text(),
        heading(phrase("turn", lang)),
    ]
    for region in found.regions:
        line = answer_text(region.answer, lang)
        line.append(
            f" ({len(region.territories)}): {reason_words(region.reason, opened.record, lang)}", style="default"
        )
        parts.append(line)
        if len(region.territories) <= NAMED:  # the lists below the map name the others
            parts.append(Padding(Text(" ".join(region.territories), style="dim"), (0, 0, 0, 2)))
    return parts
