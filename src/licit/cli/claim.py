# SPDX-License-Identifier: Apache-2.0
"""``licit claim``: what a service says of itself, held against the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from licit.cli.options import Case, Day, Engine, Json, KnownBy, Lang, Language, Position, Quiet, Service, Use
from licit.cli.phrases import phrase

if TYPE_CHECKING:
    from licit.model.fact import Claim
    from licit.tasks.claim import ClaimPart, HeldClaim
    from licit.tasks.opening import OpenCase

NAMED = 8  # territories that are named; of more, the rest is counted


def claim(
    case: Case,
    service: Service,
    /,
    *,
    use: Use = "",
    day: Day = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Hold a service's own claim against the record, part by part.

    The parts: the licence itself; each licence number; and, right by right and territory by territory, the authority to
    give what the service offers. Each is supported, disputed, contradicted, or the record is silent.
    """
    import sys

    from licit.cli.options import today
    from licit.cli.printing import print_json, say
    from licit.cli.progress import progress
    from licit.tasks.claim import claims
    from licit.tasks.opening import open_case

    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, use=use, day=day, position=position, known_by=known_by)
    with progress("claim", quiet=quiet) as told:
        held = claims(opened, question, progress=told)
    if json:
        asked = {"service": question.service, "use": question.use, "day": str(question.day)}
        asked |= {"known-by": str(question.known_by), "position": question.position}
        print_json({"question": asked, "claims": [_as_json(one) for one in held]})
        return
    for line in lines(opened, held, lang):
        say(line)
    if not held:
        say(phrase("no claims", lang))


def _as_json(held: HeldClaim) -> dict[str, Any]:
    from licit.cli.plain import plain

    return {
        "claim": plain(held.claim),
        "parts": [
            {
                "part": part.part.value,
                "standing": part.support.value,
                "subject": part.subject,
                "use": part.use,
                "facts": list(part.facts),
                "broken-at": plain(part.broken_at) if part.broken_at else None,
                "territories": list(part.territories),
                "items": part.items,
            }
            for part in held.parts
        ],
    }


def lines(opened: OpenCase, claims: Sequence[HeldClaim], lang: Language) -> Iterator[str]:
    """Each claim in a sentence, then its parts, one a line."""
    for held in claims:
        yield head(opened, held.claim, lang)
        for _, word, text in told_parts(opened, held.parts, lang):
            yield f"  {word} · {text}"


def told_parts(opened: OpenCase, parts: Sequence[ClaimPart], lang: Language) -> Iterator[tuple[str, str, str]]:
    """Parts of a claim, those alike together: the code and the word of how they stand, and what they are."""
    for alike in _alike(parts):
        support = alike[0].support.value
        yield support, phrase(support, lang), _part(opened, alike, lang)


def head(opened: OpenCase, said: Claim, lang: Language) -> str:
    """A claim in a sentence: who says it, of whom, when, and in what words."""
    from licit.report.words.names import Names

    names = Names(opened.record, lang)
    made = f" ({names.when(said.made)})" if said.made else ""
    who, service, licensor = (names.party(one) for one in (said.said_by, said.service, said.licensor))
    words = f": {names.quoted(said.text)}" if said.text else ""
    return phrase("claim", lang, who=who, service=service, licensor=licensor) + made + words


def _alike(parts: Sequence[ClaimPart]) -> list[list[ClaimPart]]:
    """The parts that break in the same dimension, in the same territories, together: owner by owner would be long."""
    found: dict[tuple[object, ...], list[ClaimPart]] = {}
    for part in parts:
        dimension = part.broken_at.dimension if part.broken_at else part.facts
        key = (part.part, part.support, part.subject, part.use, part.territories, dimension)
        found.setdefault(key, []).append(part)
    return list(found.values())


def _part(opened: OpenCase, parts: Sequence[ClaimPart], lang: Language) -> str:
    from licit.report.words import break_words, fact_words
    from licit.report.words.names import Names

    names = Names(opened.record, lang)
    part = parts[0]
    what = [phrase(part.part.value, lang)]
    if part.subject:
        what.append(names.word(part.subject.replace(":", " ")) if part.use else part.subject)
    if part.use:
        what.append(names.word(part.use))
    if part.territories:
        where = [names.territory(one) for one in part.territories]
        many = len(where) > NAMED
        what.append(phrase("territories", lang, n=len(where)) if many else names.listed(where))
        what.append(phrase("items", lang, n=sum(one.items for one in parts)))
    why = break_words(part.broken_at, opened.record, lang) if part.broken_at else ""
    why = why or names.listed(fact_words(fact, opened.record, lang) for fact in part.facts)
    others = {one.broken_at for one in parts} - {part.broken_at}
    more = f" {phrase('more', lang, n=len(others))}" if others else ""
    return ", ".join(what) + (f": {why}{more}" if why else "")
