# SPDX-License-Identifier: Apache-2.0
"""What it would take: for one item every smallest set of grants, for a catalogue the fewest agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.remedy import ItemRemedies, Plan
from licit.tasks.judging import ByEngine
from licit.tasks.offers import offered_by

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from licit.engine.classes import ClassTable
    from licit.engine.engine import Engine
    from licit.explain.remedy.shortfall import Offered, Unit
    from licit.tasks.catalogue import Means
    from licit.tasks.opening import OpenCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a plan is for: ``percent`` of the catalogue by fewest agreements, or as much as ``most`` of them clear.

    ``unit``: what is counted. ``signed``: when the grants are signed, on the day asked about if left out. ``seconds``:
    what the solver may take.
    """

    percent: float | None = None
    most: int | None = None
    unit: Unit = "pairs"
    signed: date | None = None
    seconds: float = 5.0

    def __post_init__(self) -> None:
        if self.percent is not None and not 0 < self.percent <= 100:  # noqa: PLR2004
            raise InvalidValueError(
                f"{self.percent} % is no target", mend="write more than 0 and at most 100, as in 95%"
            )
        if self.most is not None and self.most < 1:
            raise InvalidValueError(f"{self.most} agreements clear nothing", mend="allow 1 or more")
        if self.seconds <= 0:
            raise InvalidValueError("the solver has no time", mend="give it a second or more")


def remedy(opened: OpenCase, question: Question, *, signed: date | None = None, most: int = 20) -> ItemRemedies:
    """Every smallest set of grants that would clear a question, at most so many; each was applied and judged."""
    from licit.explain.remedy.item import item_remedies
    from licit.reference import answer_alone

    return item_remedies(_engine(opened), answer_alone, question, signed=signed, most=most)


def remedy_catalogue(
    opened: OpenCase,
    question: Question,
    goal: Goal,
    *,
    territories: Sequence[str] = (),
    progress: Progress = silent,
) -> Plan:
    """The fewest agreements that clear a part of what a service offers, in some territories (left out: all).

    Raises:
        InvalidValueError: the record says nothing of what the service offers.
    """
    from licit.explain.remedy.shortfall import Offered
    from licit.reference.alike import item_classes

    record = opened.record
    items = offered_by(question.service, question.day, record)
    classes = item_classes(record, items, question.known_by)
    offers = [Offered(record.items.get(same[0]), same[0], len(same)) for same in classes]
    kinds = {asset.id: asset.kind for asset in record.assets.values()}
    return _planned(_engine(opened), question, goal, offers, tuple(territories), kinds, progress)


def remedy_repertoire(  # noqa: PLR0913 - what is asked, of what, where
    opened: OpenCase,
    question: Question,
    goal: Goal,
    repertoire: Path,
    *,
    catalogue: Path | None = None,
    territories: Sequence[str] = (),
    means: Means | None = None,
) -> Plan:
    """The same for a catalogue in Parquet files of any size, by rights classes. Raises as ``audit_catalogue`` does."""
    from licit.engine.counting import tally_classes
    from licit.engine.engine import Engine
    from licit.engine.repertoire import give_profiles, marks_of, with_situations
    from licit.explain.pausing import collector_paused
    from licit.tasks.catalogue import Means, offered, one_table, open_classes

    means = means or Means()
    table = open_classes(opened.record, repertoire, means)
    with one_table(table), collector_paused():
        engine = Engine(with_situations(opened.record, table, repertoire))
        give_profiles(engine.believed(question.position, question.known_by), table, marks_of(opened.record)[1])
        counts = tally_classes(offered(table, repertoire, catalogue, means)[0], len(table.counts))
        offers, kinds = class_offers(table, counts)
    told = means.telling("remedy")
    return _planned(engine, question, goal, offers, tuple(territories), kinds, told)


def class_offers(table: ClassTable, counts: npt.NDArray[np.int64]) -> tuple[list[Offered], dict[str, str]]:
    """The classes of a table of which a catalogue has some, and the kind of each situation.

    ``counts``: how many rows of the catalogue are of each class; last those that the repertoire does not have.
    """
    import numpy as np

    from licit.engine.repertoire import situation_name
    from licit.explain.remedy.shortfall import Offered
    from licit.model.asset import Item

    kinds, situations = table.part_kinds.tolist(), table.part_situations.tolist()
    bounds = table.class_offsets.tolist()
    offers: list[Offered] = []
    for number in np.flatnonzero(counts[:-1]).tolist():
        assets: dict[str, list[str]] = {}
        for at in range(bounds[number], bounds[number + 1]):
            of_kind = assets.setdefault(table.kinds[kinds[at]], [])
            if situations[at] >= 0:
                of_kind.append(situation_name(situations[at]))
        item = Item("", tuple((kind, tuple(some)) for kind, some in assets.items()))
        offers.append(Offered(item, "", int(counts[number])))
    if counts[-1]:
        offers.append(Offered(None, "", int(counts[-1])))
    named = zip(kinds, situations, strict=True)
    return offers, {situation_name(situation): table.kinds[kind] for kind, situation in named}


def _planned(  # noqa: PLR0913, PLR0917 - who answers, what is asked, of what, where, and who watches
    engine: Engine,
    question: Question,
    goal: Goal,
    offers: Sequence[Offered],
    territories: tuple[str, ...],
    kinds: dict[str, str],
    progress: Progress,
) -> Plan:
    from licit.explain.pausing import collector_paused
    from licit.explain.remedy.catalogue import grants_of, plan
    from licit.explain.remedy.item import needs_of
    from licit.explain.remedy.shortfall import shortfall
    from licit.reference.alike import leaf_classes

    where = territories or engine.record.atlas.leaves_on(question.day)
    alike = leaf_classes(engine.record, question.day, where) if len(where) > 1 else (where,)
    signed = goal.signed or question.day
    with collector_paused():
        needs = needs_of(engine, question, signed, where)
        short = shortfall(needs, offers, alike, goal.unit, kinds=kinds, progress=progress)
        return plan(
            question,
            where,
            goal.unit,
            short,
            lambda parties: grants_of(needs, alike, question.day, signed, parties),
            percent=goal.percent,
            most=goal.most,
            seconds=goal.seconds,
        )


def _engine(opened: OpenCase) -> Engine:
    judging = opened.judging
    return (judging if isinstance(judging, ByEngine) else ByEngine(opened.record)).engine
