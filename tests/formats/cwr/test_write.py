# SPDX-License-Identifier: Apache-2.0
"""Records as CWR files: what is written, that the standard allows it, and that what can't be written is told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from licit.formats.cwr.rights import rights_of
from licit.formats.cwr.write import Written, write
from licit.model.asset import Asset, Item
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Condition, Control, Fact, Grant, GrantKind, Membership, Termination
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Basis, Statement
from licit.model.territory import Expression, only
from tests.formats.cwr.checking import check
from tests.formats.cwr.checking_table import value

DAY: Final = date(2020, 1, 2)
WORLD: Final = only("World")
PR, MR, SR = (rights_of()[one] for one in ("pr", "mr", "sr"))
SONG: Final = frozenset(("sender:K1",))


def party(one: str, name: str, kind: str, *identifiers: tuple[str, str]) -> Party:
    return Party(one, name, (kind,), identifiers)


PARTIES: Final = (
    party("sender", "Sender One", "publisher", ("ipi-name", "00000000199")),
    party("writer", "Writer Öne", "writer", ("ipi-name", "00000000297")),
    party("sub", "Sub Publisher", "publisher", ("ipi-name", "00000000395"), ("ipi-base", "I-000000229-7")),
    party("society", "Society One", "society", ("cisac", "058")),
    party("label", "Cyrillic Ж", "publisher"),
    party("somebody", "Somebody", "person"),
)


def control(one: str, rights: frozenset[str], share: int, **more: Any) -> Control:  # noqa: ANN401 - any field
    given = {"asset": "sender:K1", "territories": WORLD, **more}
    return Control(id=f"{one}-{share}-{len(rights)}", party=one, rights=rights, share=Share(share), **given)


OWNED: Final = (control("writer", PR, 5000), control("sender", PR, 5000), control("sender", MR | SR, 10000))


def grant(giver: str, taker: str, **more: Any) -> Grant:  # noqa: ANN401 - any field
    given: dict[str, Any] = {"repertoire": Repertoire(everything=True), "rights": PR | MR, "uses": ALL}
    given |= {"territories": WORLD} | {name: more.pop(name) for name in list(more) if name in Scope.__slots__}
    fields = {
        "id": "the-grant",
        "kind": GrantKind.EXCLUSIVE,
        "sublicense": UNLIMITED,
        "term": days("2001-01-01", "2010-12-31"),
    }
    return Grant(grantor=giver, grantee=taker, scope=Scope(**given), **{**fields, **more})


def days(start: str, end: str = "") -> Term:
    return Term(When.parse(start), When.parse(end) if end else None)


def record(*facts: Fact, basis: Basis = Basis.SEEN, **more: Any) -> Record:  # noqa: ANN401 - any field
    statements = [
        Statement("sender", affirms=True, facts=(one.id,), made=When.parse("2002"), basis=basis) for one in facts
    ]
    assets = {"sender:K1": Asset("sender:K1", "work", "Söng one", (("iswc", "T0345246801"),))}
    given = {"statements": tuple(statements), "assets": assets, **more}
    return Record(facts=facts, parties={one.id: one for one in PARTIES}, **given)


def written(given: Record, version: str = "2.1", **more: Any) -> tuple[list[str], Written]:  # noqa: ANN401 - any option
    """The lines of the file, which the checker accepts, and what is told."""
    to = io.BytesIO()

    told = write(given, to, submitter="sender", day=DAY, version=version, **more)

    assert check(to.getvalue()) == []
    return to.getvalue().decode("ascii").splitlines(), told


def of(lines: Sequence[str], kind: str, *names: str) -> list[tuple[str, ...]]:
    """These fields of the records of one type."""
    return [tuple(value(line, name) for name in names) for line in lines if line.startswith(kind)]


@pytest.mark.parametrize("version", ["2.1", "2.2"])
def test_a_specific_agreement_is_named_by_the_work_it_lists(version: str) -> None:
    agreed = grant("writer", "sender", repertoire=Repertoire(assets=SONG), executed=When.parse("2000-12-01"))
    agreed = replace(agreed, retention_end=When.parse("2012-06-30"))

    lines, told = written(record(*OWNED, agreed), version)

    (number,) = of(lines, "AGR", "agreement")[0]
    days_of = ("agreement-type", "start-date", "end-date", "retention-end", "signed", "works")
    assert of(lines, "AGR", *days_of) == [("OS", "20010101", "20101231", "20120630", "20001201", "00001")]
    assert of(lines, "TER", "in-or-out", "territory") == [("I", "2136")]
    shares = ("role", "ipi-name", "last-name", "pr-share", "mr-share", "sr-share")
    assert of(lines, "IPA", *shares) == [
        ("AS", "00000000297", "WRITER ONE", "00000", "00000", "00000"),
        ("AC", "00000000199", "SENDER ONE", "10000", "10000", "00000"),
    ]
    assert of(lines, "PWR", "agreement", "writer", "publisher") == [(number, "000000297", "000000199")]
    assert of(lines, "NWR", "work-title", "work", "iswc") == [("SONG ONE", "K1", "T0345246801")]
    assert told.records["AGR"] == told.records["NWR"] == 1
    assert {one.id for one in told.left_out} == {"", "writer", "sender", "the-grant", "sender:K1"}


def test_shares_are_those_of_the_case() -> None:
    lines, _ = written(record(*OWNED))

    names = ("pr-share", "mr-share", "sr-share")
    assert of(lines, "SPU", "publisher-name", "publisher-type", *names) == [
        ("SENDER ONE", "E", "05000", "10000", "10000")
    ]
    assert of(lines, "SWR", "last-name", *names) == [("WRITER ONE", "05000", "00000", "00000")]


def test_what_nobody_owns_is_an_unknown_publishers_then_an_unknown_writers() -> None:
    lines, _ = written(record(control("sender", PR, 2000), control("sender", MR, 6000)))

    names = ("pr-share", "mr-share", "sr-share")
    assert of(lines, "OPU", "publisher-unknown", *names) == [("Y", "03000", "04000", "00000")]
    assert of(lines, "OWR", "writer-unknown", *names) == [("Y", "05000", "00000", "00000")]


def test_hearsay_is_another_publisher() -> None:
    heard = control("sub", MR, 4000)
    facts = (control("sender", PR, 5000), control("sender", MR, 6000), heard)
    given = record(*facts)
    statements = [replace(one, basis=Basis.REPORTED) if heard.id in one.facts else one for one in given.statements]

    lines, _ = written(replace(given, statements=tuple(statements)))

    assert of(lines, "SPU", "publisher-name") == [("SENDER ONE",)]
    assert of(lines, "OPU", "publisher-name", "mr-share") == [("SUB PUBLISHER", "04000")]


def test_who_acts_for_a_publisher_stands_in_its_chain_with_its_territories_in_order() -> None:
    where = Expression.parse("+TIS:2120 -RU +TIS:840")
    undated = grant("sender", "sub", term=Term(), repertoire=Repertoire(assets=SONG), rights=MR, territories=where)

    lines, _ = written(record(*OWNED, undated))

    assert of(lines, "SPU", "publisher-name", "publisher-type") == [("SENDER ONE", "E"), ("SUB PUBLISHER", "SE")]
    assert of(lines, "SPT", "party", "in-or-out", "territory", "mr-collected", "pr-collected") == [
        ("000000395", "I", "2120", "10000", "00000"),
        ("000000395", "E", "0643", "00000", "00000"),
        ("000000395", "I", "0840", "10000", "00000"),
    ]
    assert not of(lines, "AGR", "agreement")


def test_a_mandate_of_a_work_is_an_administrator() -> None:
    undated = grant("sender", "sub", term=Term(), repertoire=Repertoire(assets=SONG))
    undated = replace(undated, kind=GrantKind.MANDATE, exercise=False)

    lines, _ = written(record(*OWNED, undated))

    assert of(lines, "SPU", "publisher-type") == [("E",), ("AM",)]


def test_an_agreement_of_publishers_gives_its_number_to_the_chain_it_lists() -> None:
    agreed = grant("sender", "sub", repertoire=Repertoire(catalogues=frozenset(("c",))), term=days("2001-01-01"))

    lines, _ = written(record(*OWNED, agreed, catalogues={"c": SONG}), numbers={"the-grant": "A7"})

    assert of(lines, "AGR", "agreement", "agreement-type", "end-date") == [("A7", "PS", "00000000")]
    assert of(lines, "SPU", "publisher-type", "agreement") == [("E", ""), ("SE", "A7")]


def test_a_general_agreement_of_no_work_is_written_and_told() -> None:
    lines, told = written(record(grant("writer", "sender")))

    assert of(lines, "AGR", "agreement-type", "works") == [("OG", "00001")]
    assert any("number of works" in one.why for one in told.left_out)


def test_the_earlier_of_end_and_termination_ends_an_agreement() -> None:
    agreed = replace(grant("writer", "sender"), retention_end=When.parse("2012-06-30"))
    ended = Termination(id="ended", grant="the-grant", last_day=When.parse("2005-05-05"))

    lines, _ = written(record(agreed, ended))

    assert of(lines, "AGR", "end-date", "retention-end") == [("20050505", "00000000")]


def test_the_society_is_that_of_the_membership() -> None:
    lines, told = written(
        record(*OWNED, grant("writer", "sender"), Membership(id="m", member="writer", group="society"))
    )

    assert of(lines, "IPA", "role", "pr-society") == [("AS", "058"), ("AC", "099")]
    assert [one.id for one in told.left_out if one.what == "society for PR"] == ["sender"]


def test_recordings_of_a_work_are_told() -> None:
    recording = Asset("r", "recording", "", (("isrc", "QZAB12000001"),))
    given = record(*OWNED)
    item = Item("i", (("recording", ("r",)), ("work", ("sender:K1",))))

    lines, _ = written(replace(given, assets={**given.assets, "r": recording}, items={"i": item}))

    assert of(lines, "REC", "isrc") == [("QZAB12000001",)]
    assert of(lines, "NWR", "recorded") == [("Y",)]


KEPT: Final[tuple[tuple[Fact, str], ...]] = (
    (grant("writer", "sender", kind=GrantKind.NON_EXCLUSIVE), "non-exclusive"),
    (grant("writer", "sender", kind=GrantKind.MANDATE), "mandate"),
    (grant("writer", "sender", uses=frozenset(("Download",))), "some uses"),
    (grant("writer", "sender", uses=None), "uses are unstated"),
    (grant("writer", "sender", rights=None), "rights are unstated"),
    (grant("writer", "sender", territories=None), "territories are unstated"),
    (grant("writer", "sender", repertoire=None), "repertoire is unstated"),
    (grant("writer", "sender", rights=frozenset(("work:reproduction",))), "work:reproduction"),
    (grant("writer", "sender", rights=PR | {"work:print"}), "work:print"),
    (grant("writer", "sender", territories=only("FR")), "+0250 with GF, GP"),
    (grant("writer", "sender", territories=only("XK")), "no number for XK"),
    (grant("writer", "sender", exceptions=Repertoire(assets=SONG)), "excepts works"),
    (grant("writer", "sender", repertoire=Repertoire(members_of=frozenset(("society",)))), "neither all"),
    (grant("writer", "sender", term=Term()), "no first day"),
    (grant("writer", "sender", term=days("2001")), "start is 2001"),
    (grant("writer", "sender", term=days("2001-01-01", "2010")), "end is 2010"),
    (grant("writer", "sender", executed=When.parse("2000-05")), "signature is 2000-05"),
    (grant("writer", "sender", conditions=(Condition("paid"),)), "conditions"),
    (grant("writer", "sender", sublicense=2), "limits sublicences"),
    (grant("writer", "sender", survives_until=When.parse("2020-01-01")), "survive"),
    (grant("writer", "sender", at_signature=True, executed=When.parse("2000-05-01")), "signature"),
    (grant("sender", "writer"), "only a publisher acquires"),
    (grant("writer", "somebody"), "writes or publishes"),
    (grant("writer", "label"), "U+0416"),
    (control("sender", MR, 5000, territories=only("RU")), "part of the world"),
    (control("sender", MR, 5000, term=days("2001-01-01")), "has days"),
    (control("sender", frozenset(("recording:reproduction",)), 5000), "no right of CWR whole"),
    (control("sender", MR, 5000, asset="r"), "works alone"),
)


@pytest.mark.parametrize(("fact", "why"), KEPT, ids=[why for _, why in KEPT])
def test_what_cwr_cannot_carry_is_told_with_its_reason(fact: Fact, why: str) -> None:
    lines, told = written(record(*OWNED, fact))

    assert why in next(one.why for one in told.left_out if one.id == fact.id)
    assert not of(lines, "AGR", "agreement")


@pytest.mark.parametrize(
    ("owned", "why"),
    [
        ((control("sender", MR, 9000), control("sub", MR, 2000)), "MR shares are 110.00 %"),
        ((control("sender", PR, 6000),), "publishers own 60.00 % of PR"),
        ((control("writer", PR, 10000), control("writer", PR, 1)), "PR shares are 100.01 %"),
    ],
)
def test_a_work_that_cwr_refuses_is_told(owned: Sequence[Control], why: str) -> None:
    lines, told = written(record(*owned, grant("writer", "sender")))

    assert why in next(one.why for one in told.left_out if one.id == "sender:K1")
    assert not of(lines, "NWR", "work")


def test_a_denial_is_left_out_and_told() -> None:
    given = record(*OWNED, grant("writer", "sender"))
    denial = Statement("sender", affirms=False, facts=("the-grant",), made=When.parse("2003"))

    lines, told = written(replace(given, statements=(*given.statements, denial)))

    assert not of(lines, "AGR", "agreement")
    assert "denies" in next(one.why for one in told.left_out if one.id == "the-grant")


def test_what_others_say_is_counted_unless_the_submitter_takes_it_for_its_own() -> None:
    given = record(*OWNED, grant("writer", "sender"))
    statements = [replace(one, source="sub") if one.facts == ("the-grant",) else one for one in given.statements]
    others = replace(given, statements=tuple(statements))

    without, told = written(others)
    both, _ = written(others, sources=("sub",))

    assert not of(without, "AGR", "agreement")
    assert any(one.what == "1 grant" and "submitter" in one.why for one in told.left_out)
    assert len(of(both, "AGR", "agreement")) == 1


def test_later_words_are_not_in_the_file() -> None:
    given = record(*OWNED)
    late = tuple(replace(one, made=When.parse("2021")) for one in given.statements)

    to = io.BytesIO()

    told = write(replace(given, statements=late), to, submitter="sender", day=DAY)

    assert to.getvalue() == b""  # a file of no transactions is none
    assert not told.records
    assert [one.what for one in told.left_out] == ["3 controls"]


def test_the_same_record_gives_the_same_file() -> None:
    facts = (*OWNED, grant("writer", "sender", repertoire=Repertoire(assets=SONG)))

    assert written(record(*facts)) == written(record(*facts))


def test_a_name_number_of_eleven_digits_is_split_over_two_fields() -> None:
    given = record(*OWNED)
    long = replace(given.parties["sender"], identifiers=(("ipi-name", "12000000073"),))

    lines, _ = written(replace(given, parties={**given.parties, "sender": long}))

    assert of(lines, "HDR", "sender-type", "sender-id") == [("12", "000000073")]


def test_a_submitter_without_a_name_number_writes_nothing() -> None:
    with pytest.raises(InvalidValueError, match="no IPI name number"):
        write(record(*OWNED), io.BytesIO(), submitter="label", day=DAY)
    with pytest.raises(InvalidValueError, match=r"CWR 3\.0 is not written"):
        write(record(*OWNED), io.BytesIO(), submitter="sender", day=DAY, version="3.0")
