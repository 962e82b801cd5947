# SPDX-License-Identifier: Apache-2.0
"""All that a service offers × territories × uses: totals by group, and what they turn on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from licit.model.fact import Figure
from licit.model.overview import Audit, AuditRow, Reason, Tally
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.alike import Alike, ask_alike, ranked_points, ranked_reasons
from licit.tasks.offers import offered_by
from licit.tasks.opening import OpenCase


class By(Enum):
    """What the totals are grouped by: the major that an item's label belongs to, its label, or who owns it.

    Labels of no major are one group together, whose name is empty; where the case has no major, each is its own.
    """

    MAJOR = "major"
    LABEL = "label"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """An audit, its totals by label and by owner beside those by major, and the answers it was counted from.

    ``judged`` is how many judgements it took, ``alike`` the answers that each of them gave.
    """

    audit: Audit
    by_label: tuple[AuditRow, ...]
    by_owner: tuple[AuditRow, ...]
    alike: tuple[Alike, ...]

    @property
    def judged(self) -> int:
        """How many judgements it took."""
        return len(self.alike)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One line of the table of an audit."""

    item: str
    title: str
    artist: str
    group: str
    territory: str
    use: str
    answer: Answer
    reason: Reason


def audit(  # noqa: PLR0913 - what is asked, how much of it is told, and who watches
    opened: OpenCase,
    question: Question,
    *,
    territories: Sequence[str] = (),
    uses: Sequence[str] = (),
    hanging: bool = True,
    progress: Progress = silent,
) -> Audited:
    """Ask for each item that the service offers, in each territory and use.

    ``question`` gives service, day, position and ``known_by``. Left out, ``territories`` are all leaves that exist on
    the day, ``uses`` the question's own. ``hanging=False`` does without the open points of contested answers, which
    take longest.

    Raises:
        InvalidValueError: the record says nothing of what the service offers.
    """
    record = opened.record
    items = offered_by(question.service, question.day, record)
    leaves = tuple(territories) or record.atlas.leaves_on(question.day)
    asked = tuple(uses) or (question.use,)
    alike = tuple(ask_alike(opened.judging, question, items, leaves, uses=asked, hanging=hanging, progress=progress))
    return Audited(
        audit=Audit(
            service=question.service,
            uses=asked,
            territories=leaves,
            day=question.day,
            known_by=question.known_by,
            position=question.position,
            rows=_rows(record, question, alike, By.MAJOR),
            reasons=ranked_reasons(record, alike),
            open_points=ranked_points(alike),
            flags=Counter(flag.value for one in alike for flag in one.flags for _ in range(one.pairs)),
        ),
        by_label=_rows(record, question, alike, By.LABEL),
        by_owner=_rows(record, question, alike, By.OWNER),
        alike=alike,
    )


def pairs(record: Record, question: Question, alike: Iterable[Alike]) -> Iterator[Pair]:
    """One line an item, territory and use, with the decisive reason."""
    majors = _groups(record, question, By.MAJOR)
    for one in alike:
        for name in one.items:
            item = record.items.get(name)
            for territory in one.territories:
                yield Pair(
                    item=name,
                    title=item.title if item else "",
                    artist=item.artist if item else "",
                    group=majors.get(name, ""),
                    territory=territory,
                    use=one.use,
                    answer=one.answer,
                    reason=one.reasons[0],
                )


def _rows(record: Record, question: Question, alike: Iterable[Alike], by: By) -> tuple[AuditRow, ...]:
    groups = _groups(record, question, by)
    tallies: dict[str, Tally] = {}
    for one in alike:
        for item, count in Counter(groups.get(item, "") for item in one.items).items():
            answers = (one.answer for _ in range(count * len(one.territories)))
            tallies[item] = tallies.get(item, Tally()) + Tally.count(answers)
    ordered = sorted(tallies.items(), key=lambda row: (-row[1].total, row[0]))
    return tuple(AuditRow(group, tally, weight_of(record, question, group)) for group, tally in ordered)


def _groups(record: Record, question: Question, by: By) -> dict[str, str]:
    """The group of each item on offer; an item without one is in the group of no name."""
    items = (record.items[name] for name in record.offered(question.service, question.day) if name in record.items)
    if by is By.OWNER:
        return {
            item.id: _owners(record, [asset for _, assets in item.assets[:1] for asset in assets]) for item in items
        }
    if by is By.LABEL:
        return {item.id: item.group for item in items}
    rolled: dict[str, str] = {}
    found = {}
    for item in items:
        if item.group not in rolled:
            rolled[item.group] = major_of(record, question, item.group)
        found[item.id] = rolled[item.group]
    return found


def _owners(record: Record, assets: Iterable[str]) -> str:
    """The owners on record of an item's first kind of asset, on any day."""
    parties = {control.party for asset in assets for control in record.controls_of.get(asset, ())}
    return " + ".join(sorted(parties))


def major_of(record: Record, question: Question, party: str) -> str:
    """The major that a label belongs to on the day; empty where it belongs to none. Federations are no majors."""
    from licit.model.day import Reading
    from licit.reference.point import Point
    from licit.reference.standing import groups_of

    if not party or not any("major" in one.kinds for one in record.parties.values()):
        return party
    if "major" in _kinds(record, party):
        return party
    point = Point(record, question, record.positions[question.position], question.territory)
    above = groups_of(point, party, question.day, Reading.UPPER)
    majors = sorted(group for group in above if "major" in _kinds(record, group))
    return majors[0] if majors else ""


def _kinds(record: Record, party: str) -> tuple[str, ...]:
    return record.parties[party].kinds if party in record.parties else ()


def weight_of(record: Record, question: Question, party: str) -> str | None:
    """What the record's figures known by then give as a party's part of the market; shared figures say with whom."""
    known = [figure for figure in record.figures if party in figure.of and _counts(figure, question)]
    if not known:
        return None
    figure = min(known, key=lambda one: len(one.of))
    share = f"{figure.quantity} {figure.unit}".strip()
    return share if len(figure.of) == 1 else f"{share}, {len(figure.of)} together"


def _counts(figure: Figure, question: Question) -> bool:
    is_share = "%" in figure.unit or "%" in figure.quantity
    return is_share and (figure.day is None or figure.day.earliest <= question.known_by)
