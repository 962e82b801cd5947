# SPDX-License-Identifier: Apache-2.0
"""Generated cases: every kind of entry, every field, few names, real territories."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from licit.case import Case
from licit.model.asset import Asset, Item
from licit.model.day import FIRST, LAST, Term, When
from licit.model.evidence import Evidence
from licit.model.expectation import ExpectedQuestion
from licit.model.fact import (
    UNLIMITED,
    Claim,
    Condition,
    Control,
    Fact,
    Figure,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Note,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.party import Party
from licit.model.position import PlaceOfAct, Position
from licit.model.proof import Dimension, Flag
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import WHOLE, Share
from licit.model.statement import Basis, GrantPattern, Statement
from licit.model.territory import Expression
from licit.model.verdict import Answer
from licit.vocabulary import trade

MUSIC = trade("music")
ids = st.one_of(
    st.sampled_from(
        ["a", "b", "NO", "no", "null", "1e3", "2004-01-01", "-", "#x", "a:b", "[x]", "é", "'q", "!t", "*", "~"]
    ),
    st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=4),
)
texts = st.one_of(
    st.sampled_from(
        ["", "yes", "=1+1", " space ", "two\nlines", "a: b # c", "«℗»", "\u2028", "\x85", "\t", "- x", "\\n"]
    ),
    st.text(st.characters(exclude_categories=["C"]), max_size=12),
)
days = st.dates(FIRST, LAST)
whens = st.one_of(
    days.map(When.on),
    st.sampled_from(["2004", "2004-02", "[..2004-05]", "[2003-02..2004]", "[2004-05..]", "[..]"]).map(When.parse),
)
perhaps_when = st.none() | whens
terms = st.builds(Term, perhaps_when, perhaps_when)
steps = st.tuples(st.booleans(), st.sampled_from(["World", "FR", "NO", "RU", "EU", "CSHH", "Commonwealth"]))
expressions = st.lists(steps, min_size=1, max_size=4).map(lambda found: Expression(tuple(found)))
right_names = st.sampled_from(sorted(MUSIC.rights))
use_names = st.sampled_from([*sorted(MUSIC.use_names)[:20], f"Download/{min(MUSIC.models)}"])
rights = st.just(ALL) | st.frozensets(right_names, max_size=3)
uses = st.just(ALL) | st.frozensets(use_names, max_size=3)
some = st.frozensets(ids, max_size=2)
repertoires = st.just(Repertoire(everything=True)) | st.builds(
    Repertoire, parties=some, members_of=some, some_members_of=some, catalogues=some, assets=some
)
scopes = st.builds(
    Scope, st.none() | repertoires, st.none() | rights, st.none() | uses, st.none() | expressions, repertoires
)
kinds = st.sampled_from(sorted(MUSIC.kinds))


def pairs(of: st.SearchStrategy[Any], keys: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Any]:
    """Pairs with distinct keys."""
    return st.lists(st.tuples(keys, of), max_size=2, unique_by=lambda pair: pair[0]).map(tuple)


def tuples(of: st.SearchStrategy[Any], **limits: int) -> st.SearchStrategy[Any]:
    """A few in order."""
    return st.lists(of, max_size=limits.get("max_size", 3)).map(tuple)


by_kind = {
    kind: st.sampled_from([right for right in MUSIC.rights if right.startswith(f"{kind}:")]) for kind in MUSIC.kinds
}
needs = st.lists(kinds, unique=True, max_size=2).flatmap(
    lambda found: st.tuples(*(st.tuples(st.just(kind), tuples(by_kind[kind])) for kind in found))
)
conditions = st.builds(Condition, texts, st.none() | st.booleans())
FACTS: dict[type, st.SearchStrategy[Any]] = {
    Control: st.builds(
        Control, id=ids, party=ids, asset=ids, rights=rights, share=st.integers(0, WHOLE).map(Share),
        territories=expressions, term=terms, note=texts,
    ),
    Grant: st.builds(
        Grant, id=ids, grantor=ids, grantee=ids, kind=st.sampled_from(GrantKind), scope=scopes, exercise=st.booleans(),
        sublicense=st.sampled_from([0, 1, 7, UNLIMITED]), term=terms, executed=perhaps_when,
        order=st.none() | st.integers(0, 9), retention_end=perhaps_when, reserved=st.frozensets(st.sampled_from(Power)),
        survives_until=st.none() | whens | st.just(When.on(LAST)), at_signature=st.booleans(),
        conditions=tuples(conditions), note=texts,
    ),
    Termination: st.builds(Termination, id=ids, grant=ids, last_day=whens, note=texts),
    Statute: st.builds(
        Statute, id=ids, kind=st.sampled_from(StatuteKind), rights=st.none() | rights, uses=st.none() | uses,
        territories=st.none() | expressions, society=st.just("") | ids, term=terms,
        links=st.sampled_from([0, 2, 999_999, UNLIMITED]), assets=st.none() | some, article=texts, note=texts,
    ),
    OptOut: st.builds(OptOut, id=ids, party=ids, statute=ids, term=terms, note=texts),
    Membership: st.builds(Membership, id=ids, member=ids, group=ids, term=terms, note=texts),
    Requirement: st.builds(
        Requirement, id=ids, use=use_names, territories=expressions, rights=needs, term=terms,
        any_co_owner=st.booleans(), default=st.booleans(), article=texts, note=texts,
    ),
    Server: st.builds(
        Server, id=ids, service=ids, territory=st.sampled_from(["RU", "NO", "EU"]), term=terms, note=texts
    ),
    Operation: st.builds(Operation, id=ids, operator=ids, service=ids, term=terms, note=texts),
    Finding: st.builds(
        Finding, id=ids, fact=ids, holds=st.booleans(), territories=expressions, term=terms, between=some,
        interim=st.booleans(), authority=texts, note=texts,
    ),
}  # fmt: skip
facts: st.SearchStrategy[Fact] = st.one_of(*FACTS.values())
patterns = st.builds(
    GrantPattern, st.none() | some, st.none() | some, st.none() | some, st.none() | rights, st.none() | uses,
    st.none() | expressions, st.none() | terms.filter(lambda term: term != Term()),
)  # fmt: skip
speech: dict[str, Any] = {
    "source": ids, "made": perhaps_when, "published": perhaps_when, "retrieved": perhaps_when,
    "through": st.just("") | ids, "basis": st.sampled_from(Basis), "evidence": st.just("") | ids, "locator": texts,
    "note": texts,
}  # fmt: skip


def statements(on: list[str]) -> st.SearchStrategy[Statement]:
    """What is said of these facts, of others and of patterns."""
    named = st.lists(st.sampled_from(on) | ids if on else ids, min_size=1, max_size=3).map(tuple)
    return st.builds(Statement, affirms=st.booleans(), facts=named, **speech) | st.builds(
        Statement, affirms=st.just(value=False), pattern=patterns, **speech
    )


items = st.builds(Item, ids, pairs(tuples(ids), kinds), texts, texts, st.just("") | ids, pairs(texts), perhaps_when)
notes = st.builds(Note, id=ids, day=whens, text=texts, source=st.just("") | ids, evidence=st.just("") | ids)
figures = st.builds(
    Figure, id=ids, quantity=texts, unit=texts, day=perhaps_when, territory=st.sampled_from(["", "FR", "World"]),
    of=tuples(ids), source=st.just("") | ids, evidence=st.just("") | ids,
)  # fmt: skip
claims = st.builds(
    Claim, id=ids, service=ids, licensor=ids, said_by=ids, made=perhaps_when, licences=tuples(texts), scope=scopes,
    term=terms, evidence=st.just("") | ids, text=texts,
)  # fmt: skip
questions = st.builds(
    ExpectedQuestion,
    question=st.builds(
        Question, service=ids, use=use_names, item=st.just("") | ids, territory=st.sampled_from(["FR", "RU", "NO"]),
        day=st.dates(date(1995, 1, 1), date(2030, 1, 1)), known_by=st.just(LAST) | days, position=ids,
    ),
    expect=st.sampled_from(Answer),
    because=st.none() | st.sampled_from(Dimension),
    flags=st.none() | st.frozensets(st.sampled_from(Flag)),
    note=texts,
)  # fmt: skip


def _by_id(of: st.SearchStrategy[Any], name: str = "id") -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(of, max_size=3).map(lambda found: {getattr(one, name): one for one in found})


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case whose facts, notes, figures and claims have ids of their own, as the format asks."""
    drawn = draw(st.lists(facts, max_size=6)) + draw(st.lists(notes | figures | claims, max_size=4))
    entries: list[Any] = list({one.id: one for one in drawn}.values())
    said = draw(st.lists(statements([one.id for one in entries]), max_size=5))
    named = [
        Statement(one.source, one.affirms, one.facts, one.pattern, id=f"s{number}") if draw(st.booleans()) else one
        for number, one in enumerate(said)
    ]
    record = Record(
        facts=tuple(one for one in entries if type(one) in FACTS),
        notes=tuple(one for one in entries if isinstance(one, Note)),
        figures=tuple(one for one in entries if isinstance(one, Figure)),
        claims=tuple(one for one in entries if isinstance(one, Claim)),
        statements=tuple(named),
        items=draw(_by_id(items)),
        assets=draw(_by_id(st.builds(Asset, ids, kinds, texts, pairs(texts)))),
        catalogues=draw(st.dictionaries(ids, some, max_size=2)),
        offers=draw(st.dictionaries(ids, st.lists(ids, max_size=3, unique=True).map(tuple), max_size=2)),
        parties=draw(_by_id(st.builds(Party, ids, texts, tuples(ids), pairs(texts), tuples(ids), texts))),
        positions=draw(
            _by_id(
                st.builds(
                    Position, ids, tuples(tuples(ids)), st.sampled_from(PlaceOfAct),
                    st.none() | st.frozensets(st.sampled_from(Basis)), st.booleans(), texts,
                ),
                "name",
            )
        ),
        expected_sources=draw(tuples(ids)),
        complete_until=draw(perhaps_when),
        title=draw(texts),
    )  # fmt: skip
    evidence = draw(
        _by_id(
            st.builds(
                Evidence, id=ids, title=texts, publisher=texts, author=texts, date=perhaps_when, url=texts,
                file=st.sampled_from(["", "evidence/a b.pdf", "evidence/deep/é.html"]), sha256=texts, note=texts,
            )
        )
    )  # fmt: skip
    asked = tuple(draw(st.lists(questions, max_size=3)))
    return Case(record=record, evidence=evidence, questions=asked, vocabulary="music", laws=("no-default",))
