# SPDX-License-Identifier: Apache-2.0
"""All pairs of items and territories on two sides: one judgement for those that cannot differ on either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from licit.explain.differing import Compared, Side, compared
from licit.model.change import AnswerChange, Move
from licit.model.fact import Fact, Grant, Requirement, Statute, Termination
from licit.model.overview import Reason, Tally
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.tasks.judging import EngineName
from licit.tasks.stand_ins import names_of, renamed_reason, stand_ins

EXAMPLES = 3  # of each move


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of both sides counted, and those that differ, in the order of the items."""

    before: Tally
    after: Tally
    changes: tuple[AnswerChange, ...]


def side(record: Record, question: Question, engine: EngineName) -> Side:
    """A side that this engine answers for."""
    if engine == "reference":
        return Side(record, question)
    from licit.engine.engine import Engine

    return Side(record, question, Engine(record))


def answers(
    before: Side,
    after: Side,
    items: Sequence[tuple[str, str]],
    territories: tuple[str, ...],
    *,
    progress: Progress = silent,
) -> Answers:
    """Compare every item, each given by its name before and after, in every territory."""
    classes = alike_items(before, after, items)
    tallies = Tally(), Tally()
    changes: list[AnswerChange] = []
    for done, same in enumerate(classes):
        progress(done, len(classes))
        found = compared(before, after, same[0], territories)
        tallies = tallies[0] + _times(found.before, len(same)), tallies[1] + _times(found.after, len(same))
        changes += _by_name(before.record, after.record, found, same)
    progress(len(classes), len(classes))
    return Answers(*tallies, tuple(changes))


def alike_items(before: Side, after: Side, items: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Items that are alike on both sides but for the names of owners, each by its name before and after."""
    theirs = _class_of(after, tuple(one for _, one in items))
    named = all(one == other for one, other in items)
    same = named and _known(before) == _known(after) and _in_one_situation(before.record, after.record)
    ours = theirs if same else _class_of(before, tuple(one for one, _ in items))
    found: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for one in items:
        found.setdefault((ours[one[0]], theirs[one[1]]), []).append(one)
    return list(found.values())


def _known(one: Side) -> object:
    return one.question.known_by, one.question.service


def _class_of(one: Side, items: tuple[str, ...]) -> Mapping[str, int]:
    from licit.reference.alike import item_classes

    def found() -> Mapping[str, int]:
        known = stand_ins(one.record, (one.question.service,))
        classes = item_classes(one.record, items, one.question.known_by, known)
        return {item: number for number, same in enumerate(classes) for item in same}

    return one.once((_known(one), items), found)


def _in_one_situation(before: Record, after: Record) -> bool:
    """Whether items alike on one side surely are on the other: what differs owns, belongs and lists nothing."""
    if before is after:
        return True
    if any(getattr(before, name) is not getattr(after, name) for name in ("statements", "items", "catalogues")):
        return False
    pairs = list(zip_longest(before.facts, after.facts))
    return all(one is other or _only_dated_otherwise(one, other) for one, other in pairs)


def _only_dated_otherwise(one: Fact | None, other: Fact | None) -> bool:
    if isinstance(one, Grant) and isinstance(other, Grant):
        ends = one.grantor, one.grantee, one.scope
        return (one.id, ends) == (other.id, (other.grantor, other.grantee, other.scope))
    return isinstance(one, Termination | Requirement) and type(one) is type(other)


def _times(tally: Tally, count: int) -> Tally:
    return Tally(tally.cleared * count, tally.not_cleared * count, tally.contested * count, tally.unknown * count)


def _by_name(before: Record, after: Record, found: Compared, same: Sequence[tuple[str, str]]) -> Iterator[AnswerChange]:
    """Each change for all items of its class, in their own names; those with the same words stay together."""
    like, called = same[0]
    names = [(one, names_of(before, one[0], like) or {}, names_of(after, one[1], called) or {}) for one in same]
    for change in found.changes:
        told: dict[tuple[Reason | None, Reason | None], list[str]] = {}
        for (item, _), ours, theirs in names:
            was = renamed_reason(change.was, ours) if change.was else None
            now = renamed_reason(change.now, theirs) if change.now else None
            told.setdefault((was, now), []).append(item)
        for (was, now), together in told.items():
            yield replace(change, items=tuple(together), was=was, now=now)


def moves(record: Record, changes: Iterable[AnswerChange]) -> tuple[Move, ...]:
    """The changes by the two answers and the reason they turn on, the most pairs first.

    Of the owners for whom one reason holds, the first stands for all: a label's missing grant is one reason with those
    of the labels that are like it.
    """
    grouped: dict[object, list[AnswerChange]] = {}
    for one in changes:
        grouped.setdefault((one.before, one.after, _counted(record, one.turns_on)), []).append(one)
    found = [
        Move(
            same[0].before,
            same[0].after,
            same[0].turns_on,
            sum(one.pairs for one in same),
            len({item for one in same for item in one.items}),
            tuple(dict.fromkeys(leaf for one in same for leaf in one.territories)),
            len({one.turns_on.at for one in same}),
            _examples(same),
        )
        for same in grouped.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.pairs, one.before.value, one.after.value)))


def _examples(changes: Sequence[AnswerChange]) -> tuple[tuple[str, str], ...]:
    """Some pairs, of as many items and territories as there are."""
    wide: Counter[str] = Counter()
    pairs = []
    for number in range(EXAMPLES):
        one = changes[number * len(changes) // EXAMPLES]
        item = min(one.items, key=lambda name: (wide[name], one.items.index(name)))
        wide[item] += 1
        leaf = one.territories[number * len(one.territories) // EXAMPLES]
        pairs.append((item, leaf))
    return tuple(dict.fromkeys(pairs))


def _counted(record: Record, reason: Reason) -> object:
    """What makes two reasons one: not whose right it is, where nothing but the owner's name tells them apart."""
    law = bool(reason.facts) and isinstance(record.by_id.get(reason.facts[0]), Statute)
    owner = "" if law or not reason.facts else reason.at
    asset = record.assets.get(reason.subject)
    return reason.code, owner, reason.to, reason.facts, reason.day, asset.kind if asset else reason.subject
