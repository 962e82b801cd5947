# SPDX-License-Identifier: Apache-2.0
"""English: the conflicts of a record, each in a sentence that says what is on record and takes no side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from licit.model.conflict import Conflict, ConflictKind, Conflicts, Voice
from licit.model.fact import Finding, Membership
from licit.model.position import VOCABULARY
from licit.report.words.english import grammar
from licit.report.words.english.facts import name
from licit.report.words.english.overreach import rights_in, stretch, uses_in
from licit.report.words.names import Names
from licit.report.words.stretches import some

HEADINGS: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.DOUBLE_EXCLUSIVE: "One thing given exclusively to two",
    ConflictKind.OVERCLAIM: "Shares above the whole",
    ConflictKind.CIRCLE: "Circles",
    ConflictKind.BEFORE_AUTHORITY: "Grants made before their grantor had authority",
    ConflictKind.WITHOUT_EFFECT: "Grants that never had effect",
    ConflictKind.SELF_CONTRADICTION: "Sources that say otherwise than they said",
    ConflictKind.DATES: "Days that cannot all be right",
    ConflictKind.UNRELATED_TITLES: "Owners in a row without an assignment",
    ConflictKind.DISPUTE: "Facts in dispute",
}
PERHAPS: Final = "as open points may be taken: "


def title(n: Names, found: Conflicts) -> str:
    """How many, and as whom one reads."""
    believed = f"position {n.quoted(found.position)}, as known by {n.day(found.known_by)}"
    return f"Conflicts on record: {len(found.found)}; {believed}"


def none(_: Names) -> str:
    """Nothing found."""
    return "No conflict is on record in this position."


def sentence(n: Names, one: Conflict) -> str:
    """One conflict, by its kind."""
    return ("" if one.sure else PERHAPS) + _SENTENCES[one.kind](n, one)


def _names(n: Names, one: Conflict) -> list[str]:
    """The facts by name; those that are called alike once."""
    return list(dict.fromkeys(name(n, fact) for fact in one.facts))


def _facts(n: Names, one: Conflict) -> str:
    return n.listed(_names(n, one))


def _where(n: Names, one: Conflict) -> str:
    return "; ".join(stretch(n, each) for each in one.stretches)


def _extent(n: Names, one: Conflict) -> str:
    """Where, when and in what, as far as it is told."""
    count = len(one.owners)
    owners = some(n, one.owners) if count == 1 else f"{count} owners ({some(n, one.owners)})"
    parts = [
        _where(n, one),
        rights_in(n, one.rights) if one.rights else "",
        uses_in(n, one.uses) if one.uses else "",
        f"of {owners}" if count else "",
        f"items: {one.items:,}" if one.items else "",
    ]
    return "; ".join(part for part in parts if part)


def _double(n: Names, one: Conflict) -> str:
    first, later = (name(n, fact) for fact in one.facts)
    order = f"the first decides: {first}" if one.decides else "which came first is open"
    extent = _extent(n, one)
    if not extent:
        since = f", both from {n.day(one.day)} on" if one.day else ""
        extent = f"no share on record lies in both, but their texts overlap{since}"
    return f"{first} and {later} give the same thing; {order}; {extent}"


def _overclaim(n: Names, one: Conflict) -> str:
    asset = n.title(one.asset)
    over = n.share(one.hundredths - 10_000)
    owners = n.listed(n.party(party) for party in one.parties)
    return f"the shares in {asset} add up to {n.share(one.hundredths)}, {over} too much: {owners}; {_extent(n, one)}"


def _circle(n: Names, one: Conflict) -> str:
    held = n.fact(one.facts[0])
    if isinstance(held, Finding):
        return f"findings are about one another, so that none can be judged first: {_facts(n, one)}"
    if isinstance(held, Membership):
        row = " in ".join(n.party(party) for party in (*one.parties, one.parties[0]))
        return f"a group lies within itself: {row}; {_where(n, one)}".rstrip("; ")
    row = " > ".join(n.party(party) for party in (*one.parties, one.parties[0]))
    return f"mandates lead back to where they began, which gives nothing: {row}; {_extent(n, one)}"


def _before(n: Names, one: Conflict) -> str:
    signed = f"signed on {n.day(one.earlier)} at the latest" if one.earlier else ""
    took = f"took effect on {n.day(one.day)}" if one.day else ""
    who = n.party(one.parties[0])
    return f"{_facts(n, one)}, {signed}, when {who} had no authority on record, {took}; {_extent(n, one)}"


def _never(n: Names, one: Conflict) -> str:
    who = n.party(one.parties[0])
    what = f"{_facts(n, one)} never had effect: on no day does the record let {who} give what it claims to give"
    return f"{what}; {_extent(n, one)}"


def _self(n: Names, one: Conflict) -> str:
    who, (before, after) = n.party(one.parties[0]), one.voices
    if before.made.latest == after.made.latest:
        return f"{who} affirms and denies {grammar.on(n, after.made)}, and both words count: {_facts(n, one)}"
    words = [f"{'affirmed' if voice.affirms else 'denied'} {grammar.on(n, voice.made)}" for voice in one.voices]
    return f"{who} has changed its word ({', '.join(words)}), and its latest word counts: {_facts(n, one)}"


def _dates(n: Names, one: Conflict) -> str:
    end, start = (n.day(day) if day else "" for day in (one.earlier, one.day))
    said = f"; said by {n.parties(one.parties)}" if one.parties else ""
    return f"{_facts(n, one)}: an end, {end}, comes before {start}{said}"


def _titles(n: Names, one: Conflict) -> str:
    earlier, later = (n.party(party) for party in one.parties)
    when = f" (until {n.day(one.earlier)}, from {n.day(one.day)})" if one.day and one.earlier else ""
    what = f"{later} follows {earlier} as owner of {n.title(one.asset)}{when} without an assignment on record"
    return f"{what}: what {earlier} granted ends with its own title"


def _dispute(n: Names, one: Conflict) -> str:
    told = [f"{_facts(n, one)} {'is' if len(_names(n, one)) == 1 else 'are'} disputed"]
    for affirms, verb in ((True, "affirmed by"), (False, "denied by")):
        voices = [voice for voice in one.voices if voice.affirms is affirms]
        told += [f"{verb} {n.listed(_voice(n, one, voice) for voice in voices)}"] if voices else []
    told += [f"see {n.listed(name(n, finding) for finding in one.findings)}"] if one.findings else []
    told += [_where(n, one)] if one.stretches else []
    return "; ".join(told)


def _voice(n: Names, one: Conflict, voice: Voice) -> str:
    source = n.party(voice.source)
    if voice.source == VOCABULARY:
        source = "Licit’s convention" if n.conventional(one.facts[0]) else "the text of the law"
    return f"{source} ({n.when(voice.made)})"


_SENTENCES: Final[Mapping[ConflictKind, Callable[[Names, Conflict], str]]] = {
    ConflictKind.DOUBLE_EXCLUSIVE: _double,
    ConflictKind.OVERCLAIM: _overclaim,
    ConflictKind.CIRCLE: _circle,
    ConflictKind.BEFORE_AUTHORITY: _before,
    ConflictKind.WITHOUT_EFFECT: _never,
    ConflictKind.SELF_CONTRADICTION: _self,
    ConflictKind.DATES: _dates,
    ConflictKind.UNRELATED_TITLES: _titles,
    ConflictKind.DISPUTE: _dispute,
}
