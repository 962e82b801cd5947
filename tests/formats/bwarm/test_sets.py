# SPDX-License-Identifier: Apache-2.0
"""BWARM sets one after the other: a newer one replaces an older one, a follower in title has what it follows."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from licit.case import load
from licit.case.imports.ledger import read_ledger
from licit.model.fact import Control, Fact, Grant, GrantKind
from licit.model.imported import FileReport
from licit.model.record import Record
from licit.tasks.import_files import How, import_files

GOOD = Path(__file__).parent / "good"
HEAD = (
    "#MusicalWorkRightShareRecordId\tMusicalWorkRecordId\tPartyRecordId\tPartyRole\tRightSharePercentage\t"
    "RightShareType\tRightsType\tValidityStartDate\tValidityEndDate\tPrecedingMusicalWorkRightShareRecordId\t"
    "TerritoryCode\tUseType"
)
TODAY = date(2026, 1, 1)


def share(  # noqa: PLR0913 - a row
    name: str, work: str, party: str, percent: str, follows: str = "", *, kind: str = "OriginalPublisher"
) -> str:
    return f"{name}\t{work}\t{party}\t\t{percent}\t{kind}Share\tMechanicalRight\t\t\t{follows}\tUS\t"


A = share("S1", "W1", "P1", "60")
B = share("S2", "W1", "P2", "40")
C = share("S3", "W2", "P2", "100")
TITLE = share("S4", "W2", "P3", "100", "S3", kind="Licensing")


class Sets:
    """A case, and sets that are made for it and read into it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.case = folder, folder / "case"

    def make(self, name: str, shares: Sequence[str]) -> Path:
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        works = "".join(f"W{number}\t\tSONG {number}" + "\t" * 8 + "\n" for number in (1, 2))
        parties = "".join(f"P{number}\t\t\t\t\tHOUSE {number}" + "\t" * 3 + "\n" for number in (1, 2, 3))
        (folder / "works.tsv").write_text(works, encoding="utf-8")
        (folder / "parties.tsv").write_text(parties, encoding="utf-8")
        (folder / "workrightshares.tsv").write_text("".join(f"{one}\n" for one in shares), encoding="utf-8")
        return folder

    def read(self, made: str, *shares: str, name: str = "set", **options: str) -> list[FileReport]:
        given: dict[str, Any] = {"source": "register", "made": made, **options}
        how = How(options=given)
        return list(import_files([str(self.make(name, shares))], str(self.case), today=TODAY, how=how))

    @property
    def record(self) -> Record:
        found: Record = load(self.case).record
        return found

    def said(self) -> dict[str, list[tuple[str, bool]]]:
        """Of each fact, what was said of it: the days, and whether it was affirmed."""
        record = self.record
        return {
            told(fact, record): sorted((str(one.made or ""), one.affirms) for one in record.statements_on[fact.id])
            for fact in record.facts
            if isinstance(fact, Control | Grant)
        }


def told(fact: Fact, record: Record) -> str:
    if isinstance(fact, Control):
        return f"{record.parties[fact.party].name} {fact.asset.removeprefix('register:')} {fact.share}"
    assert isinstance(fact, Grant)
    assert fact.scope.repertoire is not None
    (catalogue,) = fact.scope.repertoire.catalogues
    works = ",".join(sorted(one.removeprefix("register:") for one in record.catalogues[catalogue]))
    return f"{record.parties[fact.grantor].name} to {record.parties[fact.grantee].name} {works}"


@pytest.fixture
def sets(tmp_path: Path) -> Sets:
    return Sets(tmp_path)


def test_a_newer_set_denies_what_it_has_no_longer_as_of_its_day(sets: Sets) -> None:
    sets.read("2024-01-01", A, B, C)

    sets.read("2024-02-01", A, C)

    assert sets.said() == {
        "HOUSE 1 W1 60.00 %": [("2024-01-01", True)],
        "HOUSE 2 W1 40.00 %": [("2024-01-01", True), ("2024-02-01", False)],
        "HOUSE 2 W2 100.00 %": [("2024-01-01", True)],
    }


def test_what_comes_back_is_said_again_and_what_is_gone_is_denied_once(sets: Sets) -> None:
    sets.read("2024-01-01", A, B)
    sets.read("2024-02-01", A)
    sets.read("2024-03-01", A)

    sets.read("2024-04-01", A, B)

    assert sets.said()["HOUSE 2 W1 40.00 %"] == [("2024-01-01", True), ("2024-02-01", False), ("2024-04-01", True)]


def test_a_changed_share_is_another_fact(sets: Sets) -> None:
    sets.read("2024-01-01", A)

    sets.read("2024-02-01", share("S1", "W1", "P1", "50"))

    assert sets.said() == {
        "HOUSE 1 W1 60.00 %": [("2024-01-01", True), ("2024-02-01", False)],
        "HOUSE 1 W1 50.00 %": [("2024-02-01", True)],
    }


def test_an_older_set_after_a_newer_one_is_refused_and_can_be_read_in_order_later(sets: Sets) -> None:
    sets.read("2024-02-01", A)

    reports = sets.read("2024-01-01", A, B)

    (problem,) = (one for report in reports for one in report.refused)
    assert problem.what == "a newer set of this source, of 2024-02-01, was read before this one, of 2024-01-01"
    assert all(report.nothing for report in reports)
    assert len(read_ledger(sets.case).entries) == 1


def test_an_older_set_of_another_source_is_none_of_its_business(sets: Sets) -> None:
    sets.read("2024-02-01", A)

    sets.read("2024-01-01", B, source="other")

    assert all(said[-1][1] for said in sets.said().values())


def test_a_part_of_a_set_denies_nothing_and_goes_with_the_set_that_it_adds_to(sets: Sets) -> None:
    sets.read("2024-01-01", A)

    sets.read("2024-01-15", B, whole="no")
    assert all(said[-1][1] for said in sets.said().values())

    sets.read("2024-02-01", A)
    assert sets.said()["HOUSE 2 W1 40.00 %"] == [("2024-01-15", True), ("2024-02-01", False)]


def test_a_set_without_a_day_denies_nothing_and_says_so(sets: Sets) -> None:
    sets.read("2024-01-01", A, B)

    reports = sets.read("", A)

    assert any("has no day" in one.what for report in reports for one in report.doubts)
    assert all(said[-1][1] for said in sets.said().values())


def test_of_a_work_of_which_a_row_is_refused_nothing_is_denied_until_it_is_mended(sets: Sets) -> None:
    sets.read("2024-01-01", A, B, C)

    reports = sets.read("2024-02-01", A, share("S2", "W1", "P2", "400"))

    assert any("1 facts" in one.what and "still stand" in one.what for report in reports for one in report.doubts)
    assert sets.said()["HOUSE 2 W1 40.00 %"] == [("2024-01-01", True)]
    assert sets.said()["HOUSE 2 W2 100.00 %"] == [("2024-01-01", True), ("2024-02-01", False)]
    sets.read("2024-03-01", A)
    assert sets.said()["HOUSE 2 W1 40.00 %"] == [("2024-01-01", True), ("2024-03-01", False)]


def test_a_row_that_is_cut_off_may_be_of_any_work(sets: Sets) -> None:
    sets.read("2024-01-01", A, B, C)

    sets.read("2024-02-01", A, B[:9])

    assert all(said == [("2024-01-01", True)] for said in sets.said().values())


def test_who_follows_a_share_of_the_same_size_has_it_from_whom_it_follows(sets: Sets) -> None:
    sets.read("2024-01-01", TITLE, C, A)  # whom it follows may stand behind it

    (grant,) = sets.record.grants
    assert (grant.kind, grant.exercise, grant.scope.rights) == (
        GrantKind.EXCLUSIVE,
        True,
        frozenset(("work:reproduction", "work:distribution")),
    )
    assert sets.said() == {
        "HOUSE 2 W2 100.00 %": [("2024-01-01", True)],
        "HOUSE 1 W1 60.00 %": [("2024-01-01", True)],
        "HOUSE 2 to HOUSE 3 W2": [("2024-01-01", True)],
    }


def test_who_follows_one_of_two_shares_has_no_grant_of_both(sets: Sets) -> None:
    reports = sets.read("2024-01-01", C, share("S5", "W2", "P2", "20"), TITLE)

    assert sets.record.grants == ()
    assert any("other shares of the work" in why for report in reports for _, why in report.left_out)


def test_a_share_that_follows_money_is_a_share_by_itself(sets: Sets) -> None:
    writer = share("S9", "W1", "P3", "60", kind="MusicalWorkManuscript")

    sets.read("2024-01-01", writer, share("S1", "W1", "P1", "60", "S9"))

    assert sets.said() == {"HOUSE 1 W1 60.00 %": [("2024-01-01", True)]}


def test_a_newer_set_has_its_own_list_of_those_who_followed(sets: Sets) -> None:
    sets.read("2024-01-01", C, TITLE, B, share("S7", "W1", "P3", "40", "S2", kind="Licensing"))

    sets.read("2024-02-01", C, TITLE, B)

    said = sets.said()
    assert said["HOUSE 2 to HOUSE 3 W1,W2"] == [("2024-01-01", True), ("2024-02-01", False)]
    assert said["HOUSE 2 to HOUSE 3 W2"] == [("2024-02-01", True)]


def test_the_tables_of_version_2_are_read_by_the_names_of_their_columns_and_say_whose_they_are(tmp_path: Path) -> None:
    folder = set_of_version_2(tmp_path, "2024-05-08")

    reports = list(import_files([str(folder)], str(tmp_path / "case"), today=TODAY))

    record: Record = load(tmp_path / "case").record
    (control,) = (one for one in record.facts if isinstance(one, Control))
    assert (control.asset, str(control.share)) == ("T0345246801", "100.00 %")
    assert record.items == {}
    assert record.assets[control.asset].title == "TRACK 1"
    (said,) = record.statements_on[control.id]
    assert (record.parties[said.source].name, str(said.made)) == ("EXAMPLE REGISTER", "2024-05-08")
    assert {report.format for report in reports} == {"bwarm"}
    left = {why for report in reports for _, why in report.left_out}
    assert left == {
        "it says nothing of authority",
        "it is not said to be a share of the original publisher, or of licensing",
        "MusicalWorkCollectionShare is money",
    }
    assert [problem for report in reports for problem in report.refused] == []


def test_a_file_shorter_than_its_manifest_says_denies_nothing(tmp_path: Path) -> None:
    case = str(tmp_path / "case")
    list(import_files([str(set_of_version_2(tmp_path, "2024-05-08"))], case, today=TODAY))
    folder = set_of_version_2(tmp_path, "2024-06-08")
    (folder / "musicalworkrightshares.tsv").write_text(f"{HEAD}\n", encoding="utf-8")

    reports = list(import_files([str(folder)], case, today=TODAY))

    assert any("by the manifest" in one.what for report in reports for one in report.doubts)
    assert all(one.affirms for one in load(case).record.statements if one.facts)


def test_the_folder_of_a_set_says_whose_it_is_and_of_which_day(tmp_path: Path) -> None:
    folder = Sets(tmp_path).make("BWARM_PADPIDA2007040502I_20240508111445977", (A,))

    list(import_files([str(folder)], str(tmp_path / "case"), today=TODAY))

    (said,) = (one for one in load(tmp_path / "case").record.statements if one.evidence)
    party = load(tmp_path / "case").record.parties[said.source]
    assert (dict(party.identifiers), str(said.made)) == ({"dpid": "PADPIDA2007040502I"}, "2024-05-08")


def set_of_version_2(folder: Path, day: str) -> Path:
    """A set with lines of names: one control, a credit, a share of money, a title."""
    made = folder / f"set-{day}"
    made.mkdir()
    manifest = (
        "#DataFeedVersionId\tAvsVersionId\tDataFeedSender\tDataFeedSenderDPID\tDataFeedRecipient\tDataFeedRecipientDPID"
        f"\tDataFeedCreatedDateTime\n2.0\t6\tEXAMPLE REGISTER\t\t\t\t{day}T11:14:45Z\n"
        "#TableType\tFileName\tNumberOfLines\tMD5\nMusicalWorkRightShares\tmusicalworkrightshares.tsv\t3\tabc\nEOF\n"
    )
    shares = (
        share("10", "M1", "1", "100"),
        "11\tM1\t2\tComposer\t\t\t\t\t\t\tUS\t",
        "12\tM1\t1\tPublisher\t100\tMusicalWorkCollectionShare\tMechanicalRight\t\t\t10\tUS\t",
    )
    tables = {
        "BWARM_Manifest_X_20240508111445977": manifest,
        "musicalworks": "#MusicalWorkRecordId\tISWC\tMusicalWorkTitle\tIsCompositeMusicalWork\n"
        "M1\tT0345246801\tTRACK 1\tFALSE\n",
        "parties": "#PartyRecordId\tIpiNameNumber\tFullName\n1\t\tHOUSE ONE\n2\t\tA WRITER\n",
        "musicalworkrightshares": "".join(f"{one}\n" for one in (HEAD, *shares)),
        "resources": "#ResourceRecordId\tResourceType\tTitle\tDisplayArtistName\tISRC\n"
        "R1\tSoundRecording\tTrack 1\tX\tGBAYE0000001\n",
        "workresourcelinks": "#LinkRecordId\tMusicalWorkRecordId\tResourceRecordId\nL1\tM1\tR1\n",
        "alternativemusicalworktitles": "#TitleRecordId\tMusicalWorkRecordId\tAlternativeTitle\nX1\tM1\tTRACK\n",
    }
    for name, text in tables.items():
        (made / f"{name}.tsv").write_text(text, encoding="utf-8")
    return made
