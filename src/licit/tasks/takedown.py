# SPDX-License-Identifier: Apache-2.0
"""``licit takedown``: what an audit does not clear, as a DDEX message that a service can act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from licit.formats.ern.write import Deal, Named, NotCleared, takedown
from licit.model.fact import Grant
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.tasks.alike import Alike
from licit.tasks.audit import audit
from licit.tasks.opening import OpenCase


@dataclass(frozen=True, slots=True)
class Takedown:
    """The message, how many items and pairs it takes down, and the items that it can't name, each with why."""

    message: bytes
    items: int
    pairs: int
    left_out: dict[str, str] = field(default_factory=dict)


def take_down(  # noqa: PLR0913 - what is asked, who sends, in which form
    opened: OpenCase,
    question: Question,
    *,
    sender: str,
    version: str,
    territories: Sequence[str] = (),
    uses: Sequence[str] = (),
    progress: Progress = silent,
) -> Takedown:
    """Audit, and write what is *not cleared* (neither what is contested nor what is unknown), from the question's day.

    Deals of ``sender`` with the service that are on record and still stand elsewhere are said again, since the newest
    message for a release replaces all of them; an item without such deals is taken down in all uses.

    Raises:
        InvalidValueError: everything is cleared or open; a party has no DPID; or the version is not written.
    """
    record = opened.record
    found = audit(opened, question, territories=territories, uses=uses, hanging=False, progress=progress)
    left_out: dict[str, str] = {}
    asked = frozenset(uses or (question.use,))
    rows = list(_rows(record, question, sender, _by_item(found.alike), asked, left_out))
    if not rows:
        what = "no item is not cleared" if not left_out else "no item that is not cleared has an ISRC"
        raise InvalidValueError(what, mend="see what is open or unknown with licit audit")
    out = BytesIO()
    who, whom = _named(record, sender), _named(record, question.service)
    takedown(rows, out, sender=who, recipient=whom, day=question.day, version=version)
    pairs = sum(len(row.territories.steps) for row in rows)
    return Takedown(out.getvalue(), len(rows), pairs, left_out)


def _by_item(alike: Iterable[Alike]) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for one in alike:
        if one.answer is Answer.NOT_CLEARED:
            for item in one.items:
                found.setdefault(item, {}).update(dict.fromkeys(one.territories))
    return found


def _rows(  # noqa: PLR0913, PLR0917 - an item, and what is known of it
    record: Record,
    question: Question,
    sender: str,
    where: dict[str, dict[str, None]],
    uses: frozenset[str],
    left_out: dict[str, str],
) -> Iterator[NotCleared]:
    for name, leaves in where.items():
        item = record.items[name]
        recordings = item.of_kind("recording")
        isrcs = tuple(
            value for one in recordings for scheme, value in record.assets[one].identifiers if scheme == "isrc"
        )
        if not isrcs:
            left_out[name] = "it has no ISRC"
            continue
        deals = tuple(_deals(record, sender, question, recordings))
        details = dict(item.details)
        yield NotCleared(
            title=item.title or name,
            artist=item.artist,
            territories=only(*leaves),
            isrcs=isrcs,
            icpn=details.get("icpn", ""),
            grid=details.get("grid", ""),
            uses=uses if deals else frozenset(),
            deals=deals,
        )


def _deals(record: Record, sender: str, question: Question, recordings: Sequence[str]) -> Iterator[Deal]:
    """Grants of the sender to the service, or to whoever operates it, that name one of the recordings."""
    takers = {question.service} | {one.operator for one in record.operations if one.service == question.service}
    for grant in record.grants_by.get(sender, ()):
        scope = grant.scope
        start = grant.begun.earliest if grant.begun is not None else date.min
        if grant.grantee not in takers or start > question.day or not _names(record, grant, recordings):
            continue
        if isinstance(scope.uses, frozenset) and scope.territories is not None:
            yield Deal(territories=scope.territories, uses=scope.uses, start=start)


def _names(record: Record, grant: Grant, recordings: Sequence[str]) -> bool:
    repertoire = grant.scope.repertoire
    if repertoire is None:
        return False
    if repertoire.everything:
        return True
    listed = repertoire.assets.union(*(record.catalogues.get(one, frozenset()) for one in repertoire.catalogues))
    return bool(listed.intersection(recordings))


def _named(record: Record, party: str) -> Named:
    dpid = dict(record.parties[party].identifiers).get("dpid", "")
    if not dpid:
        raise InvalidValueError(f"{party} has no DDEX party id", mend="give it one: identifiers: {dpid: PADPIDA…}")
    return Named(dpid, record.parties[party].name)
