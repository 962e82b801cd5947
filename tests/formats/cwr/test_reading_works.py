# SPDX-License-Identifier: Apache-2.0
"""Stories of registrations: who owns a work, who acts for whom, and what a revision changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from licit.formats.entries import Embodied
from licit.model.fact import Control, Grant, GrantKind
from licit.model.scope import ALL
from licit.model.statement import Basis
from licit.model.verdict import Answer
from tests.formats.cwr.telling import (
    AVAILABLE,
    NUMBERS,
    Told,
    ask,
    other,
    pwr,
    spt,
    spu,
    swr,
    taken,
    told,
    work,
)
from tests.formats.taken import Taken

WHOLE = 10_000
HALF = 5_000
OWN = (HALF, WHOLE, WHOLE)


def published(*after: Told, number: str = "K1", kind: str = "NWR", **head: object) -> list[Told]:
    """A work of WRITER ONE and HOUSE ONE, with who comes after HOUSE ONE in the chain."""
    writer = [swr("WRITER ONE", HALF, pr_society="052"), pwr("HOUSE ONE", "WRITER ONE")]
    return [work(number, kind, **head), spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE), *after, *writer]


def test_an_original_publisher_owns_what_its_shares_say(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*published(spt("HOUSE ONE", "+2136", HALF, WHOLE, WHOLE))))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert owned(found) == {
        ("HOUSE ONE", "PR"): HALF,
        ("HOUSE ONE", "MR"): WHOLE,
        ("HOUSE ONE", "SR"): WHOLE,
        ("WRITER ONE", "PR"): HALF,
    }


def test_performing_rights_of_a_writer_are_not_cleared_by_a_chain_of_publishers(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*published()))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE", AVAILABLE) is Answer.NOT_CLEARED


def test_affiliation_is_a_probable_mandate_and_gives_none(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*published(), *published(number="K2", work_title="SONG K1")))
    mandates = [fact for fact in found.record.facts if fact.id.startswith("cwr-affiliation")]
    (mandate,) = mandates
    bases = {one.basis for one in found.record.statements_on[mandate.id]}

    assert isinstance(mandate, Grant)
    assert (mandate.kind, mandate.scope.uses, mandate.scope.territories) == (GrantKind.MANDATE, None, None)
    assert bases == {Basis.INFERRED}
    assert dict(found.parties[mandate.grantee].identifiers) == {"cisac": "052"}


def test_an_administrator_licenses_in_the_owners_name_where_it_acts(tmp_path: Path) -> None:
    chain = [spu("AGENT ONE", "AM"), spt("AGENT ONE", "+2136", *OWN), spt("AGENT ONE", "-0840", order=2)]
    found = taken(tmp_path, told(*published(*chain)))

    assert ask(found, "AGENT ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "AGENT ONE", "2021-07-01", "US") is Answer.NOT_CLEARED
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.CLEARED


def test_a_sub_publisher_of_a_chain_takes_the_owners_place_in_its_territory(tmp_path: Path) -> None:
    chain = [spt("HOUSE ONE", "+2136", *OWN), spt("HOUSE ONE", "-0276", order=2)]
    chain += [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    found = taken(tmp_path, told(*published(*chain)))

    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "FR") is Answer.NOT_CLEARED
    assert ask(found, "HOUSE ONE", "2021-07-01", "FR") is Answer.CLEARED


def test_two_sub_publishers_of_one_chain_each_have_it_from_the_owner(tmp_path: Path) -> None:
    chain = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    chain += [spu("SUB TWO", "SE"), spt("SUB TWO", "+0250", *OWN)]
    found = taken(tmp_path, told(*published(*chain)))

    assert ask(found, "SUB TWO", "2021-07-01", "FR") is Answer.CLEARED
    assert {found.parties[one.grantor].name for one in linked(found)} == {"HOUSE ONE"}


def test_an_administrator_of_a_sub_publisher_has_it_from_the_sub_publisher(tmp_path: Path) -> None:
    chain = [spu("SUB ONE", "SE"), spu("AGENT ONE", "AM"), spt("AGENT ONE", "+0276", *OWN)]
    found = taken(tmp_path, told(*published(*chain)))
    links = {(found.parties[one.grantor].name, found.parties[one.grantee].name) for one in linked(found)}

    assert links == {("HOUSE ONE", "SUB ONE"), ("SUB ONE", "AGENT ONE")}
    assert ask(found, "AGENT ONE", "2021-07-01", "DE") is Answer.CLEARED


def test_an_inclusion_without_shares_is_a_place_in_the_chain(tmp_path: Path) -> None:
    chain = [spu("SUB ONE", "SE"), spt("SUB ONE", "+2120")]
    chain += [spu("SUB TWO", "SE"), spt("SUB TWO", "+0250", *OWN)]
    found = taken(tmp_path, told(*published(*chain)))
    links = {(found.parties[one.grantor].name, found.parties[one.grantee].name) for one in linked(found)}

    assert links == {("HOUSE ONE", "SUB ONE"), ("SUB ONE", "SUB TWO")}
    assert ask(found, "SUB TWO", "2021-07-01", "FR") is Answer.CLEARED


def test_territories_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    chain = [spu("SUB ONE", "SE"), spt("SUB ONE", "-0276", order=2), spt("SUB ONE", "+2136", *OWN, order=1)]
    found = taken(tmp_path, told(*published(*chain)))

    assert ask(found, "SUB ONE", "2021-07-01", "FR") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.NOT_CLEARED


def test_shares_in_an_excluded_territory_are_a_doubt(tmp_path: Path) -> None:
    chain = [spu("SUB ONE", "SE"), spt("SUB ONE", "+2136", *OWN), spt("SUB ONE", "-0276", HALF, order=2)]
    found = taken(tmp_path, told(*published(*chain)))

    assert [str(one).split(": ", 1)[1][:27] for one in found.doubts] == ["SPT: it excludes 0276 and g"]
    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.NOT_CLEARED


def test_co_owners_must_all_be_cleared(tmp_path: Path) -> None:
    halves = [work("K1"), spu("HOUSE ONE", "E", 2500, HALF, HALF), spu("HOUSE TWO", "E", 2500, HALF, HALF, chain=2)]
    writers = [swr("WRITER ONE", 2500), pwr("HOUSE ONE", "WRITER ONE"), swr("WRITER TWO", 2500)]
    found = taken(tmp_path, told(*halves, *writers, pwr("HOUSE TWO", "WRITER TWO")))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.NOT_CLEARED
    assert not found.problems


def test_two_chains_of_one_publisher_add_up(tmp_path: Path) -> None:
    chains = [spu("HOUSE ONE", "E", 2500, HALF, HALF), spu("HOUSE ONE", "E", 2500, HALF, HALF, chain=2)]
    found = taken(tmp_path, told(work("K1"), *chains, swr("WRITER ONE", HALF)))

    assert owned(found)[("HOUSE ONE", "MR")] == WHOLE
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.CLEARED


def test_what_is_said_of_others_is_reported(tmp_path: Path) -> None:
    shares = [spu("HOUSE ONE", "E", 2500, HALF, HALF), other(spu("HOUSE TWO", "E", 2500, HALF, HALF, chain=2))]
    found = taken(tmp_path, told(work("K1"), *shares, swr("WRITER ONE", HALF)))
    bases = {
        found.parties[fact.party].name: {one.basis for one in found.record.statements_on[fact.id]}
        for fact in found.record.facts
        if isinstance(fact, Control)
    }

    assert bases["HOUSE ONE"] == {Basis.SEEN}
    assert bases["HOUSE TWO"] == {Basis.REPORTED}


def test_the_share_of_an_unknown_writer_stays_unknown(tmp_path: Path) -> None:
    someone = ("OWR", {"writer_unknown": "Y", "pr_share": 2500, "mr_share": HALF, "sr_share": HALF})
    found = taken(tmp_path, told(work("K1"), spu("HOUSE ONE", "E", 2500, HALF, HALF), swr("WRITER ONE", HALF), someone))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.UNKNOWN
    assert not found.problems


def test_who_gets_money_alone_owns_nothing(tmp_path: Path) -> None:
    paid = ("SWR", {**swr("WRITER TWO", 0, 2000, 2000)[1], "designation": "PA"})
    found = taken(tmp_path, told(work("K1"), spu("HOUSE ONE", "E", HALF, 8000, 8000), swr("WRITER ONE", HALF), paid))

    assert not any(found.parties[one].name == "WRITER TWO" for one in owners(found))
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.UNKNOWN


def test_a_share_of_an_administrator_is_a_doubt_and_no_control(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*published(spu("AGENT ONE", "AM", 0, 100, 0))))

    assert any("who owns nothing" in str(one) for one in found.doubts)
    assert not any(found.parties[one].name == "AGENT ONE" for one in owners(found))


def test_ownership_within_the_tolerance_is_whole_and_beyond_it_a_doubt(tmp_path: Path) -> None:
    near = told(work("K1"), spu("HOUSE ONE", "E", HALF, 9997, WHOLE), swr("WRITER ONE", HALF))
    far = told(work("K2"), spu("HOUSE ONE", "E", HALF, 9990, WHOLE), swr("WRITER ONE", HALF))

    assert not taken(tmp_path, near).problems
    assert "99.90 % of MR" in str(taken(tmp_path, far).doubts[0])


def test_a_revision_replaces_what_was_said_of_the_work(tmp_path: Path) -> None:
    sub = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    newer = [spu("SUB TWO", "SE"), spt("SUB TWO", "+0276", *OWN)]
    found = taken(tmp_path, told(*published(*sub)), told(*published(*newer, kind="REV"), day="20210105"))

    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.NOT_CLEARED
    assert ask(found, "SUB TWO", "2021-07-01", "DE") is Answer.CLEARED


def test_a_revision_of_one_work_leaves_the_others(tmp_path: Path) -> None:
    sub = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    first = told(*published(*sub), *published(*sub, number="K2"))
    found = taken(tmp_path, first, told(*published(kind="REV"), day="20210105"))

    assert ask(found, "SUB ONE", "2021-07-01", "DE", work_title="SONG K1") is Answer.NOT_CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "DE", work_title="SONG K2") is Answer.CLEARED


def test_links_of_many_works_are_one_grant(tmp_path: Path) -> None:
    sub = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    found = taken(tmp_path, told(*published(*sub), *published(*sub, number="K2"), *published(*sub, number="K3")))

    (link,) = linked(found)
    assert link.scope.repertoire is not None
    assert link.scope.repertoire.catalogues == {link.id}
    assert len(found.record.catalogues[link.id]) == 3
    assert len(found.record.statements_on[link.id]) == 1


def test_works_leave_a_link_one_by_one_and_may_come_back(tmp_path: Path) -> None:
    sub = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    every = [one for at in "123" for one in published(*sub, number=f"K{at}")]
    gone = [one for at in "12" for one in published(number=f"K{at}", kind="REV")]
    back = published(*sub, number="K1", kind="REV")

    found = taken(tmp_path, told(*every), told(*gone, day="20200201"), told(*back, day="20200301"))
    answers = {at: ask(found, "SUB ONE", "2021-07-01", "DE", work_title=f"SONG K{at}") for at in "123"}

    assert answers == {"1": Answer.CLEARED, "2": Answer.NOT_CLEARED, "3": Answer.CLEARED}


def test_what_is_taken_out_on_the_day_it_was_put_in_is_contested_and_nothing_else_is(tmp_path: Path) -> None:
    sub = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    both = [*published(*sub), *published(*sub, number="K2")]
    found = taken(tmp_path, told(*both, *published(kind="REV")))

    assert ask(found, "SUB ONE", "2021-07-01", "DE", work_title="SONG K1") is Answer.CONTESTED
    assert ask(found, "SUB ONE", "2021-07-01", "DE", work_title="SONG K2") is Answer.CLEARED


def test_a_revision_with_a_refused_record_denies_nothing(tmp_path: Path) -> None:
    sub = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", *OWN)]
    bad = [spu("SUB ONE", "SE"), spt("SUB ONE", "+0999", *OWN)]
    found = taken(tmp_path, told(*published(*sub)), told(*published(*bad, kind="REV"), day="20210105"))

    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert any("a record of it was refused" in str(one) for one in found.doubts)


def test_numbers_of_two_submitters_are_kept_apart_and_name_numbers_join(tmp_path: Path) -> None:
    mine = told(*published())
    theirs = {"sender_type": "PB", "sender_id": 297, "sender_name": "SENDER TWO"}
    same = told(
        work("K1"), spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE, party="X"), swr("WRITER ONE", HALF), sender=theirs
    )
    found = taken(tmp_path, mine, same)

    assert len([one for one in found.assets.values() if one.kind == "work"]) == 2
    assert sum(one.name == "HOUSE ONE" for one in found.parties.values()) == 1


def test_a_recording_embodies_the_work(tmp_path: Path) -> None:
    recs: list[Told] = [("REC", {"isrc": "GBAYE0601498"}), ("REC", {"isrc": "XX1234"}), ("REC", {"isrc": ""})]
    found = taken(tmp_path, told(*published(), *recs))
    links = [one for one in found.entries if isinstance(one, Embodied)]

    assert [found.assets[one.recording].identifiers for one in links] == [(("isrc", "GBAYE0601498"),)]
    assert len(found.doubts) == 1
    assert ("REC", "no ISRC: which recording it is stays open") in found.left_out


def test_records_that_are_out_of_place_are_refused_alone(tmp_path: Path) -> None:
    lost: list[Told] = [("SPT", {"party": "NOBODY", "in_or_out": "I", "territory": "2136", "order": 1})]
    found = taken(tmp_path, told(*lost, *published(*lost)))

    assert [one.check for one in found.refused] == ["import-order", "import-reference"]
    assert owned(found)[("HOUSE ONE", "MR")] == WHOLE


def test_a_flag_of_reversion_is_left_out_with_its_reason(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        told(work("K1"), spu("HOUSE ONE", "E", *OWN, special_agreements="R"), swr("WRITER ONE", HALF)),
    )

    assert any("reversionary rights" in why for _, why in found.left_out)


def owned(found: Taken) -> dict[tuple[str, str], int]:
    """The shares by party and class, in hundredths of a percent."""
    names = {"work:reproduction": "MR", "work:synchronisation": "SR", "work:making-available": "PR"}
    return {
        (found.parties[fact.party].name, names[right]): fact.share.hundredths
        for fact in found.record.facts
        if isinstance(fact, Control)
        for right in names
        if fact.rights is not ALL and right in fact.rights
    }


def owners(found: Taken) -> set[str]:
    """The ids of those who own something."""
    return {fact.party for fact in found.record.facts if isinstance(fact, Control)}


def linked(found: Taken) -> list[Grant]:
    """The grants of chains."""
    return [fact for fact in found.record.facts if isinstance(fact, Grant) and fact.id.startswith("cwr-chain")]


UNKNOWN_PUBLISHER = "00288936892"  # what the register calls it


@pytest.mark.parametrize(
    "more",
    [
        {"publisher_unknown": "Y", "publisher_ipi_name": UNKNOWN_PUBLISHER},
        {"publisher_unknown": "Y", "publisher_ipi_name": NUMBERS["HOUSE TWO"]},
        {"publisher_ipi_name": UNKNOWN_PUBLISHER, "publisher_name": "UNKNOWN"},
    ],
)
def test_an_unknown_publisher_with_a_number_of_the_register_owns_nothing(
    tmp_path: Path, more: dict[str, object]
) -> None:
    someone = ("OPU", {"chain": 2, "publisher_type": "E", "pr_share": HALF, **more})
    found = taken(tmp_path, told(work("K1"), someone, swr("WRITER ONE", HALF)))

    assert {found.parties[one.party].name for one in found.record.facts if isinstance(one, Control)} == {"WRITER ONE"}


def test_a_publisher_with_a_name_and_a_number_is_known_whatever_its_flag(tmp_path: Path) -> None:
    someone = other(spu("HOUSE TWO", "E", HALF, publisher_unknown="Y"))
    found = taken(tmp_path, told(work("K1"), someone, swr("WRITER ONE", HALF)))

    assert found.party("HOUSE TWO")


def test_a_party_without_a_name_is_called_by_its_number_in_the_register(tmp_path: Path) -> None:
    found = taken(tmp_path, told(work("K1"), spu("HOUSE ONE", "E", HALF, publisher_name=""), swr("WRITER ONE", HALF)))

    assert found.party(f"IPI {NUMBERS['HOUSE ONE']}")


def test_a_work_without_anybody_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, told(work("K1"), work("K2")))

    assert found.left_out["NWR", "it names nobody who owns, writes or publishes the work"] == 2
