# SPDX-License-Identifier: Apache-2.0
"""English: a letter that asks. Each phrase says what is on record and what would settle it; none says why it is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from licit.model.overview import Tally
from licit.model.question import Question
from licit.model.request import Letters, Outcome, Request, Wanted
from licit.model.verdict import Answer
from licit.report.words.english import grammar, verdicts
from licit.report.words.english.facts import name
from licit.report.words.english.nodes import OPEN_POINTS
from licit.report.words.names import Names

LABELS: Final[Mapping[str, str]] = {
    "to": "To",
    "subject": "Subject",
    "record": "On record",
    "asked": "Asked for",
    "change": "What the answer would change",
    "facts": "Facts",
    "each": "This letter goes to each of them; where a request names them together, each answers for itself.",
    "nothing": "Nothing is to be asked: every answer is cleared.",
    "nobody": "Nothing is to be asked of this counterparty.",
}
CLOSING: Final = (
    (
        "Please answer by number, with a copy of the document, its date and who made it. Where there is none, a"
        " line that says so is an answer too, and so is a correction of what is on record."
    ),
    (
        "An answer is put on record as your statement, under your name and with its date, beside those of others."
        " It takes nobody’s place, and it can be corrected later."
    ),
    "This letter says what is on record and what is not. It alleges nothing, and asks for no admission.",
)


def subject(n: Names, question: Question) -> str:
    """What the letter is about."""
    where = f"to people in {grammar.place(n, question.territory)} on {n.day(question.day)}"
    what = n.title(question.item) if question.item else "all that it offers"
    return f"{n.party(question.service)}: {n.word(question.use)} of {what}, {where}"


def opening(n: Names, found: Letters) -> tuple[str, ...]:
    """Why it is written: what was looked into, and how far the record goes."""
    question = found.question
    known = f"as known by {n.day(question.known_by)}, position {n.quoted(question.position)}"
    looked = "what is on record on the authority for the use named above was looked into"
    return (
        f"For a review, {looked} ({known}). The answers so far: {tally(n, found.tally)}.",
        "The documents and particulars below would settle what is open. They are asked of everyone who would know.",
    )


def tally(_: Names, held: Tally) -> str:
    """How many got each answer."""
    return ", ".join(f"{verdicts.ANSWERS[one]} {held.of(one):,}" for one in Answer if held.of(one))


def on_record(n: Names, request: Request) -> str:
    """What the record has, in the words of the answer."""
    if request.grantors and request.reason is not None:
        givers = n.listed(n.party(one) for one in request.grantors)
        if request.wanted is Wanted.MANDATE:
            return f"only a membership, and no grant, from {givers} to {n.party(request.reason.to)}"
        return f"no grant from {givers} to {n.party(request.reason.to)}"
    if request.point is not None:
        return OPEN_POINTS[request.point.kind](n, request.point)
    return verdicts.reason(n, request.reason) if request.reason is not None else ""


def wanted(n: Names, question: Question, request: Request) -> str:
    """The document that would settle it."""
    return _WANTED[request.wanted](n, question, request)


def _covering(n: Names, question: Question) -> str:
    return f"{n.word(question.use)} in {grammar.place(n, question.territory)} on {n.day(question.day)}"


def _fact(n: Names, request: Request) -> str:
    return n.listed(dict.fromkeys(name(n, fact) for fact in request.facts)) or "the act"


def _licence(n: Names, question: Question, request: Request) -> str:
    whom = n.party(request.reason.to) if request.reason is not None else ""
    what = f"the licence, mandate or assignment to {whom}, or proof of the chain of title to it"
    return f"{what}, that covers {_covering(n, question)}, with its annexes on repertoire, rights, territories and term"


def _mandate(n: Names, question: Question, request: Request) -> str:
    whom = n.party(request.reason.to) if request.reason is not None else ""
    return f"proof of a mandate to {whom} (a membership confers none) that covers {_covering(n, question)}"


def _scope(n: Names, question: Question, request: Request) -> str:
    return f"the clause or annex of {_fact(n, request)} that says whether it covers {_covering(n, question)}"


def _term(n: Names, question: Question, request: Request) -> str:
    what = f"what shows on which days {name(n, request.facts[0])} was in force"
    return (
        f"{what}: the term, a renewal, or the notice of termination with its date (asked about: {n.day(question.day)})"
    )


def _power(n: Names, _: Question, request: Request) -> str:
    return f"the clause on the powers given by {_fact(n, request)}: own use, and letting others, through how many links"


def _reserve(n: Names, _: Question, request: Request) -> str:
    what = f"what {_fact(n, request)} reserved to the grantor, the days on which they were signed, and whether and when"
    return f"{what} the exclusive ended"


def _opt_out(n: Names, _: Question, request: Request) -> str:
    return (
        f"the letter of opt-out, its date and to whom it was sent, and whether it was withdrawn ({_fact(n, request)})"
    )


def _condition(n: Names, question: Question, request: Request) -> str:
    return f"what shows that the conditions of {_fact(n, request)} were fulfilled on {n.day(question.day)}"


def _copy(n: Names, _: Question, request: Request) -> str:
    what = f"a signed copy of the document behind {_fact(n, request)}, with its date"
    return f"{what}; or, if there was none, a line saying so"


def _law(n: Names, question: Question, request: Request) -> str:
    which = _fact(n, request) if request.facts else "the law relied on"
    what = (
        f"the text of {which} as it stood on {n.day(question.day)}, and any decision or opinion on how far it reaches"
    )
    return f"{what} ({_covering(n, question)})"


def _signature(n: Names, _: Question, request: Request) -> str:
    return f"the days on which {_fact(n, request)} were signed, and their order if it was one day"


def _day(n: Names, _: Question, request: Request) -> str:
    return f"a document that shows the exact day for {_fact(n, request)}"


def _members(n: Names, question: Question, request: Request) -> str:
    return f"the list of those who are meant by {_fact(n, request)}, as it stood on {n.day(question.day)}"


def _server(n: Names, question: Question, _: Request) -> str:
    return f"where the servers of {n.party(question.service)} stood on {n.day(question.day)}, and who ran them"


def _owner(n: Names, question: Question, request: Request) -> str:
    what = n.title(request.reason.subject) if request.reason is not None else "the work"
    return f"who owns the rest of {what} on {n.day(question.day)}, with the share and the document it rests on"


def _identity(n: Names, question: Question, request: Request) -> str:
    subject_ = request.reason.subject if request.reason is not None else ""
    if request.reason is not None and request.reason.code == "item-not-on-record":
        return f"which recording, performance and work {n.title(subject_)} is, with its codes (ISRC, ISWC)"
    what = f"which {n.word(subject_)} is in {n.title(question.item) if question.item else 'the items offered'}"
    return f"{what}, with its code (ISRC, ISWC), and who owns it"


_WANTED: Final[Mapping[Wanted, Callable[[Names, Question, Request], str]]] = {
    Wanted.LICENCE: _licence,
    Wanted.MANDATE: _mandate,
    Wanted.SCOPE: _scope,
    Wanted.TERM: _term,
    Wanted.POWER: _power,
    Wanted.RESERVE: _reserve,
    Wanted.OPT_OUT: _opt_out,
    Wanted.CONDITION: _condition,
    Wanted.COPY: _copy,
    Wanted.LAW: _law,
    Wanted.SIGNATURE: _signature,
    Wanted.DAY: _day,
    Wanted.MEMBERS: _members,
    Wanted.SERVER: _server,
    Wanted.OWNER: _owner,
    Wanted.IDENTITY: _identity,
}


def outcome(n: Names, asked: Tally, held: Outcome) -> str:
    """What the answers would be if it is so, and if it is not; the rest being as it is."""
    if asked in (held.so, held.not_so) and held.so == held.not_so:
        return "by itself it changes no answer"
    parts = [f"if it is so: {tally(n, held.so)}"] if held.so != asked else ["if it is so: no answer changes"]
    parts += [f"if not: {tally(n, held.not_so)}"] if held.not_so != asked else ["if not: no answer changes"]
    return "; ".join(parts)


def unknown_outcome(_: Names) -> str:
    """Where no single document can be supposed."""
    return "if the document covers it, this link holds; if not, it stays as it is on record"


def decides(settlements: tuple[str, ...], *, clears: bool) -> str:
    """The smallest set that decides, this being one of it."""
    answer = verdicts.ANSWERS[Answer.CLEARED if clears else Answer.NOT_CLEARED]
    return f"{answer}, whatever else is open, if {'; '.join(settlements)}"
