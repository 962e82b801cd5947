# SPDX-License-Identifier: Apache-2.0
"""Laws of writing CWR: whatever the record, the file is one the standard allows, and nothing is lost without a word."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from licit.formats.cwr.rights import rights_of
from licit.formats.cwr.write import write
from licit.formats.cwr.write_territories import steps
from licit.model.asset import Asset
from licit.model.day import ALWAYS, Term, When
from licit.model.fact import UNLIMITED, Control, Fact, Grant, GrantKind
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Basis, Statement
from licit.model.territory import Expression, only
from licit.vocabulary import territories
from tests.formats.cwr.checking import check
from tests.formats.cwr.checking_table import amount, value
from tests.formats.cwr.generating import PUBLISHERS, SUBS, WRITERS

EVERYONE: Final = (*WRITERS, *PUBLISHERS, *SUBS)
NAMES: Final = ("World", "TIS:2120", "RU", "TIS:840", "FR", "EU", "CIS", "Worldwide", "XK", "SUHH")
SONGS: Final = ("sender-one:K1", "sender-one:K2")
CLASSES: Final = ("pr", "mr", "sr")


def identity(name: str) -> str:
    return name.lower().replace(" ", "-")


PARTIES: Final = {
    identity(one.name): Party(
        identity(one.name),
        one.name.title(),
        ("writer" if one.own.startswith("W") else "publisher",),
        (("ipi-name", one.number),),
    )
    for one in EVERYONE
}
ASSETS: Final = {song: Asset(song, "work", f"Song {song[-1]}") for song in SONGS}


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
    return Expression(tuple((draw(st.booleans()) or at == 0, name) for at, name in enumerate(names)))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    start = date(1985, 1, 1) + timedelta(days=draw(st.integers(0, 12_000)))
    end = start + timedelta(days=draw(st.integers(0, 6_000)))
    return Term(
        draw(st.sampled_from((None, When.on(start), When.on(start)))), draw(st.sampled_from((None, When.on(end))))
    )


@st.composite
def rights(draw: st.DrawFn) -> frozenset[str]:
    chosen = draw(st.lists(st.sampled_from(CLASSES), min_size=1, unique=True))
    return frozenset().union(*(rights_of()[one] for one in chosen))


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for at in range(draw(st.integers(1, 5))):
        share = Share(draw(st.sampled_from((0, 1, 2_500, 3_333, 5_000, 10_000))))
        party, asset = draw(st.sampled_from(sorted(PARTIES))), draw(st.sampled_from(SONGS))
        where = draw(st.sampled_from((only("World"), only("World"), only("World"), only("RU"))))
        own = Control(id=f"c{at}", party=party, asset=asset, rights=draw(rights()), share=share, territories=where)
        found.append(own)
    for at in range(draw(st.integers(0, 4))):
        repertoire = draw(
            st.sampled_from((Repertoire(everything=True), Repertoire(assets=frozenset(SONGS[:1])), Repertoire()))
        )
        scope = Scope(repertoire, draw(rights()), ALL, draw(expressions()))
        kind = draw(st.sampled_from(GrantKind))
        giver, taker = draw(st.permutations(sorted(PARTIES)))[:2]
        one = Grant(id=f"g{at}", grantor=giver, grantee=taker, kind=kind, scope=scope, sublicense=UNLIMITED)
        found.append(replace(one, term=draw(terms())))
    return tuple(found)


@st.composite
def records(draw: st.DrawFn) -> Record:
    made = draw(facts())
    basis = st.sampled_from((Basis.SEEN, Basis.SEEN, Basis.REPORTED))
    statements = tuple(
        Statement("sender-one", affirms=True, facts=(one.id,), made=When.parse("2001"), basis=draw(basis))
        for one in made
    )
    return Record(facts=made, statements=statements, parties=PARTIES, assets=ASSETS)


def sent(record: Record, version: str) -> tuple[bytes, dict[str, str]]:
    """The file, and what is told by id."""
    to = io.BytesIO()
    told = write(record, to, submitter="sender-one", day=date(2020, 1, 2), version=version)
    found: dict[str, str] = {}
    for one in told.left_out:
        found[one.id] = f"{found.get(one.id, '')}; {one.why}"
    return to.getvalue(), found


@given(records(), st.sampled_from(("2.1", "2.2")))
def test_the_standard_allows_whatever_is_written(record: Record, version: str) -> None:
    data, _ = sent(record, version)

    assert not data or check(data) == []


@given(records())
def test_each_share_of_a_registered_work_is_in_its_records_and_no_other(record: Record) -> None:
    """Read back by the published table alone; shares of unknown parties are nobody's."""
    data, told = sent(record, "2.2")

    found: dict[tuple[str, str, str], int] = {}
    work = ""
    for line in data.decode("ascii").splitlines():
        if line.startswith("NWR"):
            work = f"sender-one:{value(line, 'work')}"
        elif line[:3] in ("SPU", "OPU", "SWR", "OWR"):
            name = value(line, "publisher-name" if line[1] == "P" else "last-name")
            for right in CLASSES:
                if name and (share := amount(line, f"{right}-share")):
                    key = work, identity(name), right
                    found[key] = found.get(key, 0) + share
    wanted: dict[tuple[str, str, str], int] = {}
    for fact in record.facts:
        if isinstance(fact, Control) and fact.id not in told and fact.asset not in told:
            for right in CLASSES:
                if rights_of()[right] <= fact.rights and fact.share.hundredths:  # type: ignore[operator]  # never all
                    key = fact.asset, fact.party, right
                    wanted[key] = wanted.get(key, 0) + fact.share.hundredths
    assert found == wanted


@given(records())
def test_each_dated_grant_is_an_agreement_or_is_told(record: Record) -> None:
    data, told = sent(record, "2.1")

    agreements = [line for line in data.decode("ascii").splitlines() if line.startswith("AGR")]
    remarks = (
        "number of works says 1",
        "written as sales",
        "which it lists",
        "tell an assignment",
        "not in the chains",
    )
    dated = [one for one in record.grants if one.begun is not None]
    kept = [one for one in dated if one.id not in told or any(remark in told[one.id] for remark in remarks)]
    assert len(agreements) == len(kept)


@given(expressions(), terms())
def test_territories_are_written_as_they_are_or_not_at_all(expression: Expression, term: Term) -> None:
    """On each day on which anything in the atlas changes, what is written has the leaves of what was meant."""
    try:
        written = steps(expression, term)
    except InvalidValueError:
        return

    known = territories()
    read = Expression(tuple((includes, known.resolve_tis(number)) for includes, number in written))
    for year in range(1984, 2021):
        day = date(year, 7, 1)
        if term.may_cover(day):
            assert read.leaves(known.atlas, day) == expression.leaves(known.atlas, day)


def test_every_number_of_tis_is_written_as_it_was_read() -> None:
    known = territories()
    for number in known.tables.numbers:
        one = known.resolve_tis(number)
        ((includes, back),) = steps(only(one), ALWAYS)
        assert includes
        assert known.resolve_tis(back) == one
