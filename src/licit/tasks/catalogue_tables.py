# SPDX-License-Identifier: Apache-2.0
"""An audit of a catalogue rolled up: by label, major, owner, territory or use, and by what the answers turn on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import pyarrow as pa

from licit.engine.catalogue import Catalogue
from licit.engine.class_answers import ORDER
from licit.engine.classes import ClassTable
from licit.engine.counting import STEP, per_leaf
from licit.engine.words import Words
from licit.model.fact import Statute
from licit.model.overview import Audit, AuditRow, RankedReason, Reason, Tally
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.audit import major_of, weight_of
from licit.tasks.catalogue import CatalogueAudit, Ints, UseAnswers

By = Literal["major", "label", "owner", "territory", "use", "reason"]
COLUMNS: Final = tuple(answer.value.replace("-", "_") for answer in ORDER)
NOT_LISTED: Final = Reason("item-not-on-record", subject="item")
_DENSE: Final = 1 << 22  # counters of one pass; where there would be more, only those that occur are kept


def overview(audit: CatalogueAudit, by: By) -> Audit:
    """The audit as a report shows it: totals by group (by major where the grouping is the reasons'), ranked reasons.

    Each pair of a row and a territory that is not cleared counts once, under the first thing it turns on.
    """
    question = audit.question
    return Audit(
        service=question.service,
        uses=tuple(one.use for one in audit.uses),
        territories=audit.territories,
        day=question.day,
        known_by=question.known_by,
        position=question.position,
        rows=groups(audit, by),
        reasons=tuple(RankedReason(reason, sum(counts.values())) for reason, counts in reasons(audit)),
    )


def rolled_up(audit: CatalogueAudit, by: By) -> pa.Table:
    """Totals as Arrow. One row a group: its name, in a column named by the grouping, and ``cleared``, ``contested``,
    ``not_cleared``, ``unknown``, int64, how many pairs of a row and a territory (in each use) have that answer.

    By reason, one row a reason, the most pairs first: ``break``, ``at``, ``to``, ``fact`` (the decisive one), ``facts``
    (with those beside it), ``day``, ``subject``, the three counts that are not cleared, and ``pairs``, their sum.
    """  # noqa: D205 - what the columns are
    if by == "reason":
        return _reason_table(reasons(audit))
    rows = groups(audit, by)
    columns = {name: [row.tally.of(answer) for row in rows] for name, answer in zip(COLUMNS, ORDER, strict=True)}
    names = pa.array([row.group for row in rows], pa.string())
    return pa.table({by: names} | {name: pa.array(column, pa.int64()) for name, column in columns.items()})


def groups(audit: CatalogueAudit, by: By) -> tuple[AuditRow, ...]:
    """Totals by group, the largest first."""
    grouping = _GROUPINGS[by]
    total: dict[str, Ints] = defaultdict(lambda: np.zeros(len(ORDER), dtype=np.int64))
    for one in audit.uses:
        for name, counts in grouping(audit, one):
            total[name] += counts
    weight = by in ("major", "label", "owner", "reason")
    rows = [
        AuditRow(name, tally_of(counts.tolist()), weight_of(audit.record, audit.question, name) if weight else None)
        for name, counts in total.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.tally.total, row.group)))


def reasons(audit: CatalogueAudit) -> list[tuple[Reason, Mapping[Answer, int]]]:
    """How many pairs that are not cleared turn on each reason, by their answer; the most first."""
    found: dict[Reason, dict[Answer, int]] = defaultdict(lambda: dict.fromkeys(ORDER[1:], 0))
    for one in audit.uses:
        answers = one.answers
        of_set = np.zeros(len(answers.offsets) - 1, dtype=np.int64)
        np.add.at(of_set, answers.of_class, audit.items[:-1])
        pairs = of_set[answers.set_of_cell] * leaves_in(answers.masks & audit.asked)
        total = np.zeros((len(answers.reasons), len(ORDER)), dtype=np.int64)
        np.add.at(total, (answers.reason, answers.answer), pairs)
        for reason, counts in zip(answers.reasons, total.tolist(), strict=True):
            if any(counts):
                told = found[_as_counted(audit.record, reason)]
                for answer, count in zip(ORDER[1:], counts[1:], strict=True):
                    told[answer] += count
        if audit.items[-1]:
            found[NOT_LISTED][Answer.UNKNOWN] += int(audit.items[-1]) * len(audit.territories)
    return sorted(found.items(), key=lambda row: (-sum(row[1].values()), row[0].code, row[0].at, row[0].facts))


def leaves_in(masks: Words) -> Ints:
    """How many leaves each mask has."""
    found: Ints = np.bitwise_count(masks).sum(axis=-1, dtype=np.int64)
    return found


def owners_of_classes(record: Record, table: ClassTable) -> list[str]:
    """The parties of all rows, of any day, on the assets of each class's first kind, joined by ``+``."""
    parties = table.lines["party"].to_pylist()
    lines, offsets = table.situation_lines.tolist(), table.situation_offsets.tolist()
    of_situation = [frozenset(parties[line] for line in lines[start:end]) for start, end in pairwise(offsets)]
    order = _order_of_kinds(record, table.kinds)
    kinds, situations = table.part_kinds.tolist(), table.part_situations.tolist()
    names: list[str] = []
    begins = table.class_offsets.tolist()
    for start, end in pairwise(begins):
        first = min((order[kinds[at]] for at in range(start, end)), default=0)
        owners: set[str] = set()
        for at in range(start, end):
            if order[kinds[at]] == first and situations[at] >= 0:
                owners |= of_situation[situations[at]]
        names.append(" + ".join(sorted(owners)))
    return names


def _order_of_kinds(record: Record, kinds: tuple[str, ...]) -> list[int]:
    """The place of each kind in an item: as the case's items have them, else its laws, else the alphabet."""
    listed = [kind for item in record.items.values() for kind, _ in item.assets]
    asked = [kind for law in record.requirements for kind, _ in law.rights]
    known = list(dict.fromkeys((*listed, *asked, *sorted(kinds))))
    return [known.index(kind) for kind in kinds]


def _as_counted(record: Record, reason: Reason) -> Reason:
    """A law that fails is one reason, whoever the owner is."""
    law = record.by_id.get(reason.facts[0]) if reason.facts else None
    return replace(reason, at="") if isinstance(law, Statute) else reason


def _by_label(audit: CatalogueAudit, one: UseAnswers) -> Iterable[tuple[str, Ints]]:
    counts = np.zeros((len(audit.catalogue.names), len(ORDER)), dtype=np.int64)
    answer, group, rows = _together(audit.catalogue, one)
    np.add.at(counts, group, rows[:, None] * leaves_in(one.masks)[answer])
    return [(name, found) for name, found in zip(audit.catalogue.names, counts, strict=True) if found.any()]


def _by_major(audit: CatalogueAudit, one: UseAnswers) -> Iterable[tuple[str, Ints]]:
    return [(major_of(audit.record, audit.question, name), counts) for name, counts in _by_label(audit, one)]


def _by_owner(audit: CatalogueAudit, one: UseAnswers) -> Iterable[tuple[str, Ints]]:
    found: dict[str, Ints] = defaultdict(lambda: np.zeros(len(ORDER), dtype=np.int64))
    pairs = audit.items[:, None] * leaves_in(one.masks)[one.of_class]
    names = (*owners_of_classes(audit.record, audit.table), "")
    for at in np.flatnonzero(audit.items).tolist():
        found[names[at]] += pairs[at]
    return found.items()


def _by_territory(audit: CatalogueAudit, one: UseAnswers) -> Iterable[tuple[str, Ints]]:
    weights = np.zeros((len(one.masks), 1), dtype=np.int64)
    np.add.at(weights[:, 0], one.of_class, audit.items)
    counts = per_leaf(weights, one.masks, len(one.answers.leaves))[0]
    number = {leaf: at for at, leaf in enumerate(one.answers.leaves)}
    return [(leaf, counts[:, number[leaf]]) for leaf in audit.territories]


def _by_use(audit: CatalogueAudit, one: UseAnswers) -> Iterable[tuple[str, Ints]]:
    return [(one.use, (audit.items[:, None] * leaves_in(one.masks)[one.of_class]).sum(axis=0))]


_GROUPINGS: Final[Mapping[By, Callable[[CatalogueAudit, UseAnswers], Iterable[tuple[str, Ints]]]]] = {
    "major": _by_major,
    "label": _by_label,
    "owner": _by_owner,
    "territory": _by_territory,
    "use": _by_use,
    "reason": _by_major,
}


def _together(catalogue: Catalogue, one: UseAnswers) -> tuple[Ints, Ints, Ints]:
    """How many rows have each set of answers in each label group: answers, groups, rows, only those that occur."""
    groups, size = len(catalogue.names), len(one.masks) * max(len(catalogue.names), 1)
    dense = np.zeros(size if size <= _DENSE else 0, dtype=np.int64)
    parts: list[tuple[Ints, Ints]] = []
    for start in range(0, len(catalogue.classes), STEP):
        packed = one.of_class[catalogue.classes[start : start + STEP]].astype(np.int64) * groups
        packed += catalogue.groups[start : start + STEP]
        if len(dense):
            dense += np.bincount(packed, minlength=size)
        else:
            parts.append(np.unique(packed, return_counts=True))
            parts = [_merged(parts)] if len(parts) > 1 else parts
    if len(dense):
        parts = [(np.flatnonzero(dense), dense[dense > 0])]
    keys, rows = parts[0] if parts else (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    return keys // max(groups, 1), keys % max(groups, 1), rows


def _merged(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    keys, at = np.unique(np.concatenate([one for one, _ in parts]), return_inverse=True)
    total = np.zeros(len(keys), dtype=np.int64)
    np.add.at(total, at, np.concatenate([counts for _, counts in parts]))
    return keys, total


def tally_of(counts: list[int]) -> Tally:
    """Counts in the order of ``ORDER``."""
    found = dict(zip(ORDER, counts, strict=True))
    return Tally(**{answer.name.lower(): found[answer] for answer in Answer})


def _reason_table(ranked: list[tuple[Reason, Mapping[Answer, int]]]) -> pa.Table:
    told = [reason for reason, _ in ranked]
    texts: dict[str, list[str]] = {
        "break": [one.code for one in told],
        "at": [one.at for one in told],
        "to": [one.to for one in told],
        "fact": [one.facts[0] if one.facts else "" for one in told],
    }
    columns = {name: pa.array(column, pa.string()) for name, column in texts.items()}
    columns["facts"] = pa.array([list(one.facts) for one in told], pa.list_(pa.string()))
    columns["day"] = pa.array([one.day for one in told], pa.date32())
    columns["subject"] = pa.array([one.subject for one in told], pa.string())
    for name, answer in zip(COLUMNS[1:], ORDER[1:], strict=True):
        columns[name] = pa.array([counts[answer] for _, counts in ranked], pa.int64())
    columns["pairs"] = pa.array([sum(counts.values()) for _, counts in ranked], pa.int64())
    return pa.table(columns)
