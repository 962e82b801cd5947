# SPDX-License-Identifier: Apache-2.0
"""Stories of agreements: who may license a work, where and until when, once AGR, TER and IPA are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from licit.model.fact import Control, Grant, GrantKind
from licit.model.problem import Severity
from licit.model.verdict import Answer
from tests.formats.cwr.telling import (
    AVAILABLE,
    Told,
    agr,
    ask,
    ipa,
    pwr,
    spt,
    spu,
    swr,
    taken,
    ter,
    told,
    work,
)
from tests.formats.taken import Taken

WHOLE = 10_000
HALF = 5_000
WORK: list[Told] = [
    work("K1"),
    spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE),
    swr("WRITER ONE", HALF),
    pwr("HOUSE ONE", "WRITER ONE"),
]


def sub_published(where: list[Told], kind: str = "PG", **more: object) -> list[Told]:
    """An agreement from HOUSE ONE to SUB ONE, and the work of HOUSE ONE."""
    parties = [ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]
    return [agr("A1", kind, "20200101", **more), *where, *parties, *WORK]


def test_a_sub_publisher_licenses_in_its_territory_and_nowhere_else(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*sub_published(ter("+0276"))))

    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "FR") is Answer.NOT_CLEARED


def test_who_gave_its_rights_for_a_territory_no_longer_licenses_there(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*sub_published(ter("+0276"))))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.NOT_CLEARED
    assert ask(found, "HOUSE ONE", "2021-07-01", "FR") is Answer.CLEARED


def test_the_retention_end_replaces_the_end(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*sub_published(ter("+2136"), end_date="20211231", retention_end="20231231")))

    assert ask(found, "SUB ONE", "2023-12-31", "DE") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2024-01-01", "DE") is Answer.NOT_CLEARED


def test_post_term_collection_and_prior_royalties_are_money_alone(tmp_path: Path) -> None:
    money = {"post_term_status": "D", "post_term_date": "20251231", "prior_royalty_status": "A"}
    found = taken(tmp_path, told(*sub_published(ter("+2136"), end_date="20211231", **money)))

    assert ask(found, "SUB ONE", "2021-12-31", "DE") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2022-01-01", "DE") is Answer.NOT_CLEARED
    assert {what for what, _ in found.left_out} >= {"AGR post-term collection", "AGR prior royalties"}


def test_an_excluded_territory_is_taken_out_and_a_later_inclusion_put_back(tmp_path: Path) -> None:
    found = taken(tmp_path, told(*sub_published(ter("+2136", "-2114", "+0124"))))

    assert ask(found, "SUB ONE", "2021-07-01", "FR") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "GB") is Answer.NOT_CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "CA") is Answer.CLEARED
    assert not found.problems


def test_the_day_of_signature_ranks_and_the_start_begins(tmp_path: Path) -> None:
    (grant,) = agreed(taken(tmp_path, told(*sub_published(ter("+2136"), signed="20191215"))))

    assert (str(grant.executed), str(grant.term.start)) == ("2019-12-15", "2020-01-01")
    assert (grant.kind, grant.exercise, grant.sublicense > 1000) == (GrantKind.EXCLUSIVE, True, True)


def test_a_right_without_a_share_of_the_acquirer_is_not_covered(tmp_path: Path) -> None:
    parties = [ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", 0, WHOLE, 0)]
    found = taken(tmp_path, told(agr("A1", "PG", "20200101"), *ter("+2136"), *parties, *WORK))

    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "DE", AVAILABLE) is Answer.NOT_CLEARED


def test_a_writer_who_keeps_half_of_a_right_is_not_cleared_by_its_publisher(tmp_path: Path) -> None:
    parties = [ipa("AS", "WRITER ONE", HALF, 0, 0), ipa("AC", "HOUSE ONE", HALF, WHOLE, WHOLE)]
    found = taken(tmp_path, told(agr("A1", "OG", "20200101"), *ter("+2136"), *parties, *WORK))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE", AVAILABLE) is Answer.CONTESTED
    assert {grant.kind for grant in agreed(found)} == {GrantKind.EXCLUSIVE, GrantKind.NON_EXCLUSIVE}


def test_each_block_of_territories_has_its_own_parties(tmp_path: Path) -> None:
    giver = ipa("AS", "HOUSE ONE")
    blocks = [*ter("+0276"), giver, ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]
    blocks += [*ter("+0250"), giver, ipa("AC", "SUB TWO", WHOLE, WHOLE, WHOLE)]
    found = taken(tmp_path, told(agr("A1", "PG", "20200101"), *blocks, *WORK))

    answers = {
        (sub, where): ask(found, sub, "2021-07-01", where) for sub in ("SUB ONE", "SUB TWO") for where in ("DE", "FR")
    }

    assert {pair for pair, answer in answers.items() if answer is Answer.CLEARED} == {
        ("SUB ONE", "DE"),
        ("SUB TWO", "FR"),
    }


def test_a_specific_agreement_is_for_the_works_that_cite_it(tmp_path: Path) -> None:
    parties = [ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]
    cites = [work("K1"), spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE), spu("SUB ONE", "SE", agreement="A1")]
    cites += [spt("SUB ONE", "+0276", HALF, WHOLE, WHOLE), swr("WRITER ONE", HALF)]
    silent = [work("K2"), spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE), swr("WRITER ONE", HALF)]
    data = told(agr("A1", "PS", "20200101", end_date="20221231"), *ter("+2136"), *parties, *cites, *silent)

    found = taken(tmp_path, data)

    assert ask(found, "SUB ONE", "2021-07-01", "DE", work_title="SONG K1") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2023-01-01", "DE", work_title="SONG K1") is Answer.NOT_CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "DE", work_title="SONG K2") is Answer.NOT_CLEARED


def test_a_writers_publisher_cites_the_agreement_in_its_link(tmp_path: Path) -> None:
    parties = [ipa("AS", "WRITER ONE"), ipa("AC", "HOUSE ONE", WHOLE, WHOLE, WHOLE)]
    cites = [work("K1"), spu("HOUSE ONE", "E"), swr("WRITER ONE", WHOLE, WHOLE, WHOLE)]
    cites += [pwr("HOUSE ONE", "WRITER ONE", "A1")]
    found = taken(tmp_path, told(agr("A1", "OS", "20200101"), *ter("+2136"), *parties, *cites))

    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE", AVAILABLE) is Answer.CLEARED


def test_an_agreement_sent_again_replaces_what_was_said_of_it(tmp_path: Path) -> None:
    first = told(*sub_published(ter("+2136")))
    parties = [ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]
    second = told(agr("A1", "PG", "20200101"), *ter("+0276"), *parties, day="20210102")

    found = taken(tmp_path, first, second)

    assert ask(found, "SUB ONE", "2021-07-01", "DE") is Answer.CLEARED
    assert ask(found, "SUB ONE", "2021-07-01", "FR") is Answer.NOT_CLEARED


def test_what_is_wrong_with_an_agreement_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    parties = [ipa("AS", "HOUSE ONE", 3000), ipa("AC", "SUB ONE", HALF, WHOLE, WHOLE)]
    data = told(
        agr("A1", "PG", "20200101", end_date="20221231", retention_end="20211231"),
        *ter("-0276", "+0250"),
        *parties,
        agr("A2", "XX", "20200101"),
        *ter("+0250"),
        *parties,
        agr("A3", "PG", "20200101"),
        *parties,
        agr("A4", "PG", "20200101"),
        *ter("+0250", "-0999"),
        *parties,
        agr("A5", "PG", "20200101"),
        *ter("+0250"),
        parties[0],
        *WORK,
    )

    found = taken(tmp_path, data)
    by_line = {(one.place.line, one.severity) for one in found.problems}
    told_of = "\n".join(map(str, found.problems))

    assert "the retention end counts" in told_of
    assert "which nothing before it includes" in told_of
    assert "make 80.00 %" in told_of
    assert "'XX' is no type of agreement" in told_of
    assert "no TER comes before it" in told_of
    assert "its territories can't be read" in told_of
    assert "no acquirer" in told_of
    assert {grant.note.split()[2] for grant in agreed(found)} == {"A1;"}
    assert all(line > 0 for line, _ in by_line)
    assert Severity.ERROR in {severity for _, severity in by_line}
    assert sum(isinstance(fact, Control) for fact in found.record.facts) == 4


@pytest.mark.parametrize("number", ["00000000198", "12345678901"])
def test_a_wrong_name_number_is_told_and_not_used(tmp_path: Path, number: str) -> None:
    head = agr("A1", "PG", "20200101")
    parties = [ipa("AS", "HOUSE ONE", ipi_name=number), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]

    found = taken(tmp_path, told(head, *ter("+2136"), *parties))
    (grant,) = agreed(found)

    assert "not used" in str(found.doubts[0])
    assert found.parties[grant.grantor].identifiers == ()


def agreed(found: Taken) -> list[Grant]:
    """The grants of agreements."""
    return [fact for fact in found.record.facts if isinstance(fact, Grant) and fact.id.startswith("cwr-grant")]
