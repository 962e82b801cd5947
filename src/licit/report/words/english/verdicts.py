# SPDX-License-Identifier: Apache-2.0
"""English: the answer in a sentence, its reason in a phrase, and what stands around it."""

from __future__ import annotations

from typing import Final

from licit.explain.turning import Turn
from licit.model.day import FIRST, LAST, When
from licit.model.overview import Extent, Reason, ServiceAnswer
from licit.model.proof import OpenPoint
from licit.model.question import Question
from licit.model.verdict import Answer, Difference, Verdict
from licit.report.clean import clean
from licit.report.words.english import grammar, nodes
from licit.report.words.english.breaks import BREAKS
from licit.report.words.english.facts import name
from licit.report.words.names import Names
from licit.report.words.reasons import as_break

ANSWERS: Final = {
    Answer.CLEARED: "cleared",
    Answer.NOT_CLEARED: "not cleared",
    Answer.CONTESTED: "contested",
    Answer.UNKNOWN: "unknown",
}
_NAMED: Final = 3  # open points that a sentence names


def cleared(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Cleared, and by what."""
    return f"Cleared: {_on_record(n, verdict, turn)}; {reason(n, turn.reason)}."


def not_cleared(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Not cleared, and where the nearest chain breaks."""
    at = turn.share.broken_at if turn.share else None
    where = ""
    if at is not None:
        breaks = f"the nearest chain breaks at {n.party(at.to or at.at)}" if at.to or at.at else "no chain begins"
        where = f"; {breaks}: {BREAKS[at.dimension](n, at)}"
    return f"Not cleared: no authority on record reaches {_whom(n, verdict.question, turn)}{where}."


def contested(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Contested, and on which open points it hangs."""
    points = verdict.proof.open_points
    hangs = "sources, or readings of them, differ"
    if points:
        named = "; ".join(open_point(n, point) for point in points[:_NAMED])
        more = f"; and {len(points) - _NAMED} more" if len(points) > _NAMED else ""
        hangs = f"it hangs on {'an open point' if len(points) == 1 else f'{len(points)} open points'}: {named}{more}"
    whom = _whom(n, verdict.question, turn)
    return f"Contested: whether authority on record reaches {whom} is open; {hangs}."


def unknown(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Unknown, and what the record does not say."""
    whom = _whom(n, verdict.question, turn)
    return f"Unknown: the record does not say whether authority reaches {whom}; {reason(n, turn.reason)}."


SENTENCES: Final = {
    Answer.CLEARED: cleared,
    Answer.NOT_CLEARED: not_cleared,
    Answer.CONTESTED: contested,
    Answer.UNKNOWN: unknown,
}


def _on_record(n: Names, verdict: Verdict, turn: Turn) -> str:
    return f"authority on record reaches {_whom(n, verdict.question, turn)}"


def _whom(n: Names, question: Question, turn: Turn) -> str:
    kind = f" ({n.word(turn.right.kind)})" if turn.right and turn.reason.code not in ("chain", "statute") else ""
    return f"{n.party(question.service)} for {_subject(n, question, kind)}"


def _subject(n: Names, question: Question, kind: str = "") -> str:
    by = f" by {n.artist(question.item)}" if n.artist(question.item) else ""
    where = f"to people in {grammar.place(n, question.territory)} on {n.day(question.day)}"
    return f"{n.word(question.use)} of {n.title(question.item)}{by}{kind} {where}"


def asked(n: Names, question: Question) -> str:
    """The question, as it was asked."""
    held = n.record.positions.get(question.position)
    title = f" ({n.quoted(held.title)})" if held and held.title else ""
    known = "as far as the record goes" if question.known_by == LAST else f"as known by {n.day(question.known_by)}"
    item = _subject(n, question) if question.item else _offers(n, question)
    position = f"position {clean(question.position)}{title}"
    return f"May {n.party(question.service)} make this use: {item}? Asked {known}, {position}."


def _offers(n: Names, question: Question) -> str:
    where = f"to people in {grammar.place(n, question.territory)}" if question.territory else "in every territory"
    return f"{n.word(question.use)} of all that it offers {where} on {n.day(question.day)}"


def weighed(n: Names, verdict: Verdict) -> str:
    """How far the record goes, and who was not heard."""
    receipt = verdict.receipt
    parts = [
        f"The record says it is complete until {n.when(When.parse(receipt.complete_until))}."
        if receipt.complete_until
        else ""
    ]
    parts += [f"Sources expected and not heard: {n.parties(receipt.missing)}." if receipt.missing else ""]
    parts += [f"Beside the answer: {'; '.join(nodes.FLAGS[one] for one in nodes.FLAGS if one in verdict.flags)}."
              if verdict.flags else ""]  # fmt: skip
    return " ".join(part for part in parts if part)


def open_point(n: Names, point: OpenPoint) -> str:
    """One open point."""
    return nodes.OPEN_POINTS[point.kind](n, point)


def difference(n: Names, other: Difference) -> str:
    """Where or when the answer would be another one."""
    word = ANSWERS[other.answer]
    if other.day is not None:
        return f"on {n.day(other.day)} the answer is: {word}" if other.day not in (FIRST, LAST) else f"ever: {word}"
    return f"{word} in {n.listed(grammar.place(n, leaf) for leaf in other.territories)}"


def reason(n: Names, why: Reason) -> str:
    """A reason in a phrase, small enough for a table."""
    at = as_break(why, n.record)
    return BREAKS[at.dimension](n, at) if at else REASONS[why.code](n, why)


def _chain(n: Names, why: Reason) -> str:
    if not why.facts:
        return f"{n.party(why.at)} is itself the owner"
    return f"a chain on record leads from {n.party(why.at)} to {n.party(why.to)}"


def _statute(n: Names, why: Reason) -> str:
    return f"by force of {n.listed(name(n, one) for one in why.facts) or 'a law'}"


def _nothing(n: Names, why: Reason) -> str:
    return f"{n.listed(name(n, one) for one in why.facts) or 'the law'} asks for nothing"


def _no_requirement(n: Names, why: Reason) -> str:
    return f"no requirement on record for this use in {grammar.place(n, why.subject)}"


def _unidentified(n: Names, why: Reason) -> str:
    return nodes.missing(n, why.subject)


def _no_item(n: Names, why: Reason) -> str:
    return f"{n.title(why.subject)} is not on record"


def _no_server(n: Names, why: Reason) -> str:
    return f"no server of {n.party(why.at)} is on record"


def _unnamed(n: Names, why: Reason) -> str:
    return f"a share of {n.title(why.subject)} has no owner on record"


def _open(n: Names, why: Reason) -> str:
    return "hangs on: " + "; ".join(open_point(n, point) for point in why.open_points)


REASONS: Final = {
    "open": _open,
    "chain": _chain,
    "statute": _statute,
    "nothing-required": _nothing,
    "no-requirement": _no_requirement,
    "asset-unidentified": _unidentified,
    "item-not-on-record": _no_item,
    "no-server": _no_server,
    "owner-unnamed": _unnamed,
}


def _none(n: Names, held: ServiceAnswer) -> str:
    rest = ", ".join(f"{held.tally.of(one)} {ANSWERS[one]}" for one in Answer if held.tally.of(one))
    return f"{_service(n, held)} is cleared for none of the {held.tally.total} items it offers ({rest})."


def _some(n: Names, held: ServiceAnswer) -> str:
    rest = ", ".join(f"{held.tally.of(one)} {ANSWERS[one]}" for one in Answer if held.tally.of(one))
    return (
        f"{_service(n, held)} is cleared for {held.tally.cleared} of the {held.tally.total} items it offers ({rest})."
    )


def _all(n: Names, held: ServiceAnswer) -> str:
    return f"{_service(n, held)} is cleared for all {held.tally.total} items it offers."


def _nothing_offered(n: Names, held: ServiceAnswer) -> str:
    return f"{_service(n, held)} nothing that it offers is on record."


def _service(n: Names, held: ServiceAnswer) -> str:
    where = grammar.place(n, held.territory)
    return f"{n.party(held.service)}, {n.word(held.use)} to people in {where} on {n.day(held.day)},"


EXTENTS: Final = {
    Extent.NONE: _none,
    Extent.SOME: _some,
    Extent.ALL: _all,
    Extent.NOTHING_OFFERED: _nothing_offered,
}
