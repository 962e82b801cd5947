# SPDX-License-Identifier: Apache-2.0
"""Two cases, or one at two days, in two positions or by two days of knowledge: facts and answers that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from licit.explain.differing import fact_changes
from licit.model.change import Comparison
from licit.model.overview import Tally
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.tasks.comparing import answers, side
from licit.tasks.offers import no_offers
from licit.tasks.opening import OpenCase

BY_ID = "id"


@dataclass(frozen=True, slots=True)
class Joined:
    """Items of two records, paired by ``how`` they were found to be the same; and those that were not."""

    pairs: tuple[tuple[str, str], ...]
    how: Mapping[str, int]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def diff(
    before: tuple[OpenCase, Question],
    after: tuple[OpenCase, Question],
    *,
    territories: Sequence[str] = (),
    progress: Progress = silent,
) -> Comparison:
    """Compare two sides, each a case and a question of it.

    Without an item: all that the service of the questions offers on both sides, and nothing where they name no
    service. A territory that is there on one of the two days alone is left out.

    Raises:
        InvalidValueError: neither record says what the service offers, or the two ask about the same.
    """
    (case_before, ask_before), (case_after, ask_after) = before, after
    if case_before is case_after and ask_before == ask_after:
        raise InvalidValueError(
            "both sides are the same", mend="name another case, or one of --against-day, --against-position and"
            " --against-known-by",
        )  # fmt: skip
    ours = side(case_before.record, ask_before, case_before.engine)
    theirs = side(case_after.record, ask_after, case_after.engine)
    leaves = tuple(territories) or _leaves(ours.record, theirs.record, ask_before, ask_after)
    joined = _asked(ours.record, theirs.record, ask_before, ask_after)
    found = answers(ours, theirs, joined.pairs, leaves, progress=progress)
    return Comparison(
        before=replace(ask_before, territory=""),
        after=replace(ask_after, territory=""),
        territories=leaves,
        tally_before=found.before,
        tally_after=found.after,
        changes=found.changes,
        facts=fact_changes(ours, theirs),
        joined=joined.how,
        only_before=joined.only_before,
        only_after=joined.only_after,
    )


def asked_of(opened: OpenCase, service: str, **parts: str) -> Question:
    """The question of one side; without a service only whom one believes, when.

    Raises:
        InvalidValueError: a name that the record does not have, or no whole day.
    """
    if service:
        return opened.question(service, **parts)
    return opened.believed(**{name: parts[name] for name in ("day", "position", "known_by")})


def usual_service(opened: OpenCase) -> str:
    """The service that most questions of the case are about, else the first whose offers are on record, if any."""
    asked = Counter(one.question.service for one in opened.case.questions)
    return asked.most_common(1)[0][0] if asked else next(iter(opened.record.offers), "")


def _leaves(before: Record, after: Record, ours: Question, theirs: Question) -> tuple[str, ...]:
    there = frozenset(after.atlas.leaves_on(theirs.day))
    return tuple(leaf for leaf in before.atlas.leaves_on(ours.day) if leaf in there)


def _asked(before: Record, after: Record, ours: Question, theirs: Question) -> Joined:
    if ours.item:
        return Joined(((ours.item, theirs.item or ours.item),), {BY_ID: 1}, (), ())
    if not ours.service:
        return Joined((), {}, (), ())
    offered = before.offered(ours.service, ours.day), after.offered(theirs.service, theirs.day)
    if not any(offered):
        raise no_offers(ours.service, before, after)
    return joined(before, after, *offered)


def joined(before: Record, after: Record, ours: Sequence[str], theirs: Sequence[str]) -> Joined:
    """Pair items by their ids, then the others by the identifiers of their assets, where only one has them."""
    there = frozenset(theirs)
    pairs = {item: item for item in ours if item in there}
    how = Counter({BY_ID: len(pairs)})
    rest = [item for item in theirs if item not in pairs]
    known = _by_identifiers(after, rest)
    own = Counter(key for item in ours if item not in pairs for key in _identifiers(before, item))
    taken: set[str] = set()
    for item in ours:
        if item in pairs:
            continue
        for key in _identifiers(before, item):
            same = known.get(key, [])
            if own[key] == 1 and len(same) == 1 and same[0] not in taken:
                pairs[item] = same[0]
                taken.add(same[0])
                how[key[0]] += 1
                break
    return Joined(
        tuple((item, pairs[item]) for item in ours if item in pairs),
        {name: count for name, count in how.items() if count},
        tuple(item for item in ours if item not in pairs),
        tuple(item for item in rest if item not in taken),
    )


def _by_identifiers(record: Record, items: Iterable[str]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for item in items:
        for key in _identifiers(record, item):
            found.setdefault(key, []).append(item)
    return found


def _identifiers(record: Record, item: str) -> tuple[tuple[str, str], ...]:
    """Those of its assets, kind by kind in the item's order: an ISRC before an ISWC."""
    held = record.items.get(item)
    assets = [record.assets[one] for _, assets in held.assets for one in assets if one in record.assets] if held else []
    return tuple(dict.fromkeys(pair for asset in assets for pair in asset.identifiers))


def unchanged(found: Comparison) -> Tally:
    """The answers of the pairs that did not change."""
    gone = Tally.count(one.before for one in found.changes for _ in range(one.pairs))
    was = found.tally_before
    return Tally(
        was.cleared - gone.cleared,
        was.not_cleared - gone.not_cleared,
        was.contested - gone.contested,
        was.unknown - gone.unknown,
    )
