# SPDX-License-Identifier: Apache-2.0
"""Grants as ODRL policies, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.namespace import ODRL2, RDF

from licit.formats.odrl.context import PROFILE
from licit.formats.odrl.names import catalogue
from licit.formats.odrl.write import Written, write
from licit.model.asset import Asset
from licit.model.day import ALWAYS, Term, When
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind, Power, Termination
from licit.model.party import Party
from licit.model.record import Record
from licit.model.scope import ALL, NOTHING, Repertoire, Scope
from licit.model.statement import Statement
from licit.model.territory import Expression, only
from licit.vocabulary import trade
from tests.formats.taken import take

PARTIES: Final = {
    "label": Party("label", "LABEL", identifiers=(("isni", "0000000121707484"),)),
    "shop": Party("shop", "SHOP"),
    "agent": Party("agent", "AGENT & SONS"),
}
ASSETS: Final = {
    "FRZ039800212": Asset("FRZ039800212", "recording", "Song", (("isrc", "FRZ039800212"),)),
    "own:1": Asset("own:1", "work", "Score"),
    "own:2": Asset("own:2", "performance", "Dance"),
}
CATALOGUES: Final = {"all": frozenset(("FRZ039800212", "own:1")), "empty": frozenset[str]()}
PLAIN: Final = Grant(
    id="plain",
    grantor="label",
    grantee="shop",
    kind=GrantKind.NON_EXCLUSIVE,
    scope=Scope(Repertoire(assets=frozenset(("FRZ039800212",))), ALL, frozenset(("Stream",)), only("FR", "DE")),
    term=Term(When.parse("2020-01-01"), When.parse("2021-12-31")),
    executed=When.parse("2019-06-01"),
)
DAYS: Final = st.one_of(
    st.dates(date(1950, 1, 1), date(2050, 1, 1)).map(When.on),
    st.sampled_from(["2004", "2004-02", "[..2004-05]", "[2004-05..]", "[2003-02-01..2004-07-09]"]).map(When.parse),
)
SETS: Final = st.sampled_from([frozenset(("label",)), frozenset(("shop", "agent"))])
REPERTOIRES: Final = st.one_of(
    st.builds(Repertoire, assets=st.sets(st.sampled_from(sorted(ASSETS)), min_size=1).map(frozenset)),
    st.builds(Repertoire, catalogues=st.sets(st.sampled_from(sorted(CATALOGUES)), min_size=1).map(frozenset)),
    st.builds(Repertoire, parties=SETS, members_of=SETS, some_members_of=SETS),
    st.just(Repertoire(everything=True)),
    st.just(Repertoire(parties=frozenset(("agent",)), assets=frozenset(("own:2",)))),
)
NAMED_USES: Final = st.one_of(
    st.sampled_from(["Use", "Stream", "OnDemandStream/Subscription", "Print"]).map(lambda one: frozenset((one,))),
    st.sampled_from([ALL, None]),
)
NAMED_RIGHTS: Final = st.one_of(
    st.sets(st.sampled_from(sorted(trade("music").rights)), min_size=1, max_size=3).map(frozenset),
    st.sampled_from([ALL, None]),
)
PLACES: Final = st.sampled_from([
    None,
    only("Worldwide"),
    only("FR"),
    only("EU", "CH"),
    only("TIS:2136"),
    Expression.parse("Worldwide except RU, BY"),
    Expression.parse("Worldwide except RU"),
    Expression.parse("+World -Commonwealth +CA"),
])  # fmt: skip


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    """Grants of every kind between the three parties, some of which ODRL can say by itself."""
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    texts = draw(st.lists(st.sampled_from(["paid", 'served from "FR"', "été\n2"]), unique=True))
    wide = draw(st.booleans())
    return Grant(
        id="one",
        grantor=draw(st.sampled_from(sorted(PARTIES))),
        grantee=draw(st.sampled_from(sorted(PARTIES))),
        kind=draw(st.sampled_from(GrantKind)),
        scope=Scope(
            draw(REPERTOIRES) if wide else draw(st.none() | REPERTOIRES),
            draw(NAMED_RIGHTS),
            draw(NAMED_USES),
            draw(PLACES),
            NOTHING if wide else draw(st.just(NOTHING) | REPERTOIRES),
        ),
        exercise=True if wide else draw(st.booleans()),
        sublicense=draw(st.sampled_from([0, 1, 3, UNLIMITED])) if not wide else 0,
        term=Term(start, end) if wide else draw(st.just(ALWAYS) | st.just(Term(start, end))),
        executed=draw(st.none() | DAYS),
        order=draw(st.none() | st.integers(0, 3)),
        retention_end=draw(st.none() | DAYS),
        reserved=draw(st.sets(st.sampled_from(Power)).map(frozenset)),
        survives_until=draw(st.none() | DAYS),
        at_signature=draw(st.booleans()),
        conditions=tuple(Condition(text) for text in texts)
        + draw(st.sampled_from([(), (Condition("reported", fulfilled=True), Condition("late", fulfilled=False))])),
    )


def record(*grants: Grant) -> Record:
    """A record with these grants, each affirmed by its grantor."""
    said = tuple(Statement(one.grantor, affirms=True, facts=(one.id,), made=When.parse("2000")) for one in grants)
    return Record(facts=grants, statements=said, parties=PARTIES, assets=ASSETS, catalogues=CATALOGUES)


def read_back(written: Written) -> list[Grant]:
    """The grants of the file, with the ids of the record it was written from."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.jsonld"
        path.write_text(written.text, encoding="utf-8")
        taken = take(path, options={"made": "2000"})
    assert not taken.refused
    named = {party.name: party.id for party in PARTIES.values()}
    parties = {one: named[party.name] for one, party in taken.parties.items()}
    titled = {asset.title: asset.id for asset in ASSETS.values()}
    assets = {one: titled[asset.title] for one, asset in taken.assets.items()}
    catalogues = {catalogue(f"urn:licit:catalogue:{one}"): one for one in CATALOGUES}
    for one, inside in taken.record.catalogues.items():
        assert {assets[asset] for asset in inside} == CATALOGUES[catalogues[one]]

    def renamed(one: Repertoire) -> Repertoire:
        return Repertoire(
            everything=one.everything,
            parties=frozenset(parties[name] for name in one.parties),
            members_of=frozenset(parties[name] for name in one.members_of),
            some_members_of=frozenset(parties[name] for name in one.some_members_of),
            catalogues=frozenset(catalogues[name] for name in one.catalogues),
            assets=frozenset(assets[name] for name in one.assets),
        )

    return [
        replace(
            grant,
            id="one",
            grantor=parties[grant.grantor],
            grantee=parties[grant.grantee],
            scope=replace(
                grant.scope,
                repertoire=None if grant.scope.repertoire is None else renamed(grant.scope.repertoire),
                exceptions=renamed(grant.scope.exceptions),
            ),
        )
        for grant in taken.record.grants
    ]


@given(grants())
def test_what_is_written_is_read_back_whole(grant: Grant) -> None:
    written = write(record(grant))

    if written.left_out:
        assert not grant.exercise
        assert not grant.sublicense
        assert read_back(written) == []
    else:
        assert read_back(written) == [grant]


@given(grants())
def test_without_the_profile_a_grant_is_said_whole_or_not_at_all(grant: Grant) -> None:
    written = write(record(grant), with_profile=False)

    assert read_back(written) == ([] if written.left_out else [grant])
    assert "licit:act" not in written.text


@given(st.lists(grants(), max_size=3))
def test_the_same_grants_give_the_same_bytes_which_rdflib_reads(some: list[Grant]) -> None:
    numbered = [replace(grant, id=f"g{number}") for number, grant in enumerate(some)]

    written = write(record(*numbered))

    assert written.text == write(record(*reversed(numbered))).text
    graph = Graph().parse(data=written.text, format="turtle" if not written.text.startswith("{") else "json-ld")
    assert len(list(graph.subjects(RDF.type, ODRL2.Agreement))) == len(some) - len(written.left_out)


def test_a_plain_grant_needs_no_profile() -> None:
    exclusive = replace(PLAIN, id="exclusive", kind=GrantKind.EXCLUSIVE)

    written = write(record(PLAIN, exclusive), with_profile=False)

    assert written.left_out == ()
    first, second = json.loads(written.text)["@graph"][:2]
    assert "profile" not in first | second
    assert first["permission"][0]["duty"] == [{"action": "ensureExclusivity", "assignee": "urn:isni:0000000121707484"}]
    assert second["permission"][0] == {
        "@type": "Permission",
        "assigner": "urn:isni:0000000121707484",
        "assignee": "urn:licit:party:shop",
        "target": ["urn:isrc:FRZ039800212"],
        "action": "stream",
        "constraint": [
            {
                "leftOperand": "spatial",
                "operator": "isAnyOf",
                "rightOperand": [
                    {"@id": "https://www.iso.org/obp/ui/#iso:code:3166:FR"},
                    {"@id": "https://www.iso.org/obp/ui/#iso:code:3166:DE"},
                ],
            },
            {"leftOperand": "dateTime", "operator": "gteq", "rightOperand": xsd_date("2020-01-01")},
            {"leftOperand": "dateTime", "operator": "lteq", "rightOperand": xsd_date("2021-12-31")},
        ],
    }


def test_what_odrl_cannot_say_names_the_profile_or_is_left_out() -> None:
    mandate = replace(PLAIN, kind=GrantKind.MANDATE, sublicense=2)

    with_it, without = write(record(mandate)), write(record(mandate), with_profile=False)

    assert json.loads(with_it.text)["@graph"][0]["profile"] == PROFILE
    assert [(one.what, one.why) for one in without.left_out] == [
        ("grant", "ODRL has no words for it, and Licit's profile is not wanted")
    ]


def test_denials_and_terminations_are_told_as_left_out() -> None:
    given_ = record(PLAIN)
    ended = Termination(id="end", grant="plain", last_day=When.parse("2020"))
    denial = Statement("shop", affirms=False, facts=("plain",), made=When.parse("2000"))
    other = replace(PLAIN, id="unsaid")
    more = replace(given_, facts=(*given_.facts, ended, other), statements=(*given_.statements, denial))

    written = write(more)

    assert sorted(one.what for one in written.left_out) == ["denial", "grant", "termination"]


def test_a_grant_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        write(record(PLAIN), ["nothing"])


def xsd_date(day: str) -> dict[str, str]:
    """A day as JSON-LD writes it."""
    return {"@value": day, "@type": "xsd:date"}
