# SPDX-License-Identifier: Apache-2.0
"""MWN notifications in a case: who controls which part of a work, who follows whom, who acts for whom, what money."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from licit.formats.detect import detect
from licit.formats.files import Detected, File
from licit.formats.mwn import ROOM
from licit.model.day import LAST, When
from licit.model.fact import Control, Grant, GrantKind
from licit.model.scope import Repertoire
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.formats.ddex.asking import ask, licensed
from tests.formats.taken import Taken, take

GOOD: Final = Path(__file__).parent / "good"
BAD: Final = Path(__file__).parent / "bad"
FIRST: Final = GOOD / "notification-1.xml"
STORY: Final = (FIRST, GOOD / "notification-2.xml", GOOD / "revocation.xml")
CLEARED, NOT, UNKNOWN, CONTESTED = Answer.CLEARED, Answer.NOT_CLEARED, Answer.UNKNOWN, Answer.CONTESTED
ONLINE: Final = frozenset(("work:distribution", "work:making-available", "work:reproduction"))
SHARE: Final = """    <RightShare>
      <RightShareReference>S9</RightShareReference><RightShareType>OriginalPublisherShare</RightShareType>
      <RightShareWorkReference>W2</RightShareWorkReference><TerritoryCode>US</TerritoryCode>
      <RightsType>MechanicalRight</RightsType><RightsType>MakeAvailableRight</RightsType>MORE
      <RightsController><RightsControllerPartyReference>P2</RightsControllerPartyReference></RightsController>
      <RightSharePercentage>50</RightSharePercentage>TAIL
    </RightShare>
"""


def controls(found: Taken) -> dict[tuple[str, str], Control]:
    """By the party's name and the work."""
    facts = (one for one in found.record.facts if isinstance(one, Control))
    return {(found.parties[one.party].name, one.asset): one for one in facts}


def acts(found: Taken) -> list[tuple[str, str, GrantKind]]:
    """Who gave to whom, without affiliations."""
    facts = (one for one in found.record.facts if isinstance(one, Grant) and not one.id.startswith("mwn-affiliation"))
    return sorted(
        ((found.parties[one.grantor].name, found.parties[one.grantee].name, one.kind) for one in facts), key=str
    )


def with_share(folder: Path, more: str = "", tail: str = "", behind: str = "") -> Taken:
    """The first notification with one share more, of the second work in the USA."""
    share = SHARE.replace("MORE", more).replace("TAIL", tail)
    path = folder / "more.xml"
    path.write_text(
        FIRST.read_text("utf-8").replace("  </RightShareList>", f"{share}{behind}  </RightShareList>"), "utf-8"
    )
    return take(path)


def test_shares_that_bear_on_authority_are_controls_and_money_is_left_out() -> None:
    found = take(FIRST)

    assert {key: str(one.share) for key, one in controls(found).items()} == {
        ("HOUSE ONE", "T9000000011"): "60.00 %",
        ("HOUSE TWO", "T9000000011"): "40.00 %",
        ("HOUSE ONE", "T9000000022"): "33.33 %",
    }
    assert {one.rights for one in controls(found).values()} == {ONLINE}
    assert found.left_out["right share", "MusicalWorkManuscriptShare is money"] == 1
    assert found.left_out["right share", "MusicalWorkCollectionShare is money"] == 1
    assert found.problems == []


def test_territories_are_those_named_less_those_excluded_or_a_set_of_the_message() -> None:
    found = controls(take(FIRST))

    assert str(found["HOUSE ONE", "T9000000011"].territories) == "Worldwide except JP"
    assert str(found["HOUSE ONE", "T9000000022"].territories) == "Worldwide except US"
    assert found["HOUSE TWO", "T9000000011"].territories == only("Worldwide")


def test_a_share_without_days_begins_with_the_message_and_what_is_rounded_is_noted() -> None:
    found = controls(take(FIRST))["HOUSE ONE", "T9000000022"]

    assert (found.term.start, found.term.end) == (When.on(date(2024, 1, 15)), None)
    assert found.note == "33.333333 % in the file"


def test_who_licenses_for_the_controller_has_a_mandate_and_who_follows_in_title_an_exclusive_grant() -> None:
    found = take(FIRST)

    assert acts(found) == [
        ("HOUSE ONE", "EXAMPLE AGENCY", GrantKind.MANDATE),
        ("HOUSE ONE", "EXAMPLE AGENCY", GrantKind.MANDATE),
        ("HOUSE ONE", "HOUSE THREE", GrantKind.EXCLUSIVE),
    ]
    (title,) = (one for one in found.record.facts if isinstance(one, Grant) and one.kind is GrantKind.EXCLUSIVE)
    assert title.scope.territories == only("AT", "DE")
    assert found.bundle.catalogues[title.id] == {"T9000000011": None}


def test_an_affiliation_is_a_probable_mandate_without_uses() -> None:
    found = take(FIRST)

    (one,) = (one for one in found.record.grants if one.id.startswith("mwn-affiliation"))
    assert (found.parties[one.grantee].identifiers, one.scope.uses) == ((("cisac", "010"),), None)
    assert (one.scope.repertoire, one.scope.territories) == (Repertoire(everything=True), only("FR"))


def test_recordings_embody_works_unless_the_sender_denies_it() -> None:
    found = take(FIRST)

    assert found.bundle.links == {"ZZAAA2500001": {"T9000000011": None}}
    why = "the sender says that the recording does not embody the work"
    assert found.left_out["ResourceMusicalWorkReference", why] == 1


def test_every_element_is_counted() -> None:
    found = take(FIRST)

    tree = etree.parse(FIRST)
    assert found.records["RightShare"] == tree.xpath("count(//RightShare)")
    assert sum(found.records.values()) == tree.xpath("count(//*)")


def test_an_older_layout_is_read_by_the_same_names() -> None:
    found = take(GOOD / "notification-1.0.xml")

    (one,) = controls(found).values()
    assert (str(one.share), one.territories, one.term.start) == ("50.00 %", only("FR"), When(date.min, LAST))
    assert found.problems == []


@pytest.mark.parametrize(
    ("more", "tail", "why"),
    [
        (
            "<UseType>OnDemandStream</UseType>",
            "",
            "it is limited to some uses, services, carriers or parts of the work",
        ),
        ("<WorkPart>Lyrics</WorkPart>", "", "it is limited to some uses, services, carriers or parts of the work"),
        ("<ExcludedDSP/>", "", "it is limited to some uses, services, carriers or parts of the work"),
        ("", "<RightShareUnknown>true</RightShareUnknown>", "its percentage is said to be unknown"),
        ("", "<RightShareNotClaimed>true</RightShareNotClaimed>", "it is not claimed"),
    ],
)
def test_what_a_control_cannot_say_is_left_out_with_its_reason(tmp_path: Path, more: str, tail: str, why: str) -> None:
    found = with_share(tmp_path, more, tail)

    assert found.left_out["right share", why] == 1
    assert ("HOUSE TWO", "T9000000022") not in controls(found)


def test_an_agent_that_owns_nothing_and_acts_for_nobody_controls_nothing(tmp_path: Path) -> None:
    text = FIRST.read_text("utf-8").replace('<RightsController IsOwner="true">', '<RightsController IsAgent="true">')
    (tmp_path / "agents.xml").write_text(text, "utf-8")

    found = take(tmp_path / "agents.xml")

    assert controls(found) == {}
    assert ("HOUSE ONE", "HOUSE THREE", GrantKind.MANDATE) in acts(found)


def test_a_mandate_for_some_uses_and_services_has_these_uses_and_an_open_condition(tmp_path: Path) -> None:
    agent = "<LicensingAgent><RightsControllerPartyReference>P5</RightsControllerPartyReference></LicensingAgent>"

    found = with_share(tmp_path, f"<UseType>OnDemandStream</UseType><DSP/>{agent}")

    (one,) = (one for one in found.record.grants if found.parties[one.grantor].name == "HOUSE TWO" and one.conditions)
    assert one.scope.uses == frozenset(("OnDemandStream",))
    assert [(condition.text, condition.fulfilled) for condition in one.conditions] == [
        ("only within its DSP, which is not read", None)
    ]


@pytest.mark.parametrize(
    ("tail", "behind"),
    [
        ("<HasRightsInDispute>true</HasRightsInDispute>", ""),
        ("", "<Conflict><ConflictRightShareReference>S9</ConflictRightShareReference></Conflict>"),
    ],
)
def test_a_share_in_dispute_or_conflict_is_affirmed_and_denied(tmp_path: Path, tail: str, behind: str) -> None:
    found = with_share(tmp_path, "", tail, behind)

    name = controls(found)["HOUSE TWO", "T9000000022"].id
    assert [one.affirms for one in found.record.statements_on[name]] == [True, False]


def test_a_share_of_licensing_beside_an_original_one_is_not_counted_twice(tmp_path: Path) -> None:
    text = FIRST.read_text("utf-8")
    loose = re.sub(r"\s*<HasOriginalPublisherShare>.*?</IsFollowerInTitleOf>", "", text, count=1, flags=re.DOTALL)
    (tmp_path / "loose.xml").write_text(loose, "utf-8")

    found = take(tmp_path / "loose.xml")

    assert ("HOUSE THREE", "T9000000011") not in controls(found)
    why = "a share of licensing beside one of an original publisher that it isn't said to follow"
    assert found.left_out["right share", why] == 1


@pytest.mark.parametrize(
    ("first", "second", "percentages"),
    [
        ("S1", "S7", ["50.00 %", "50.00 %"]),  # of two writers
        ("S1", "S1", ["50.00 %"]),
        ("", "", ["50.00 %"]),
    ],
)
def test_shares_of_one_party_add_up_only_where_they_are_surely_two(
    tmp_path: Path, first: str, second: str, percentages: list[str]
) -> None:
    follows = "<IsFollowerInTitleOf><BaseRightShare>{}</BaseRightShare></IsFollowerInTitleOf>"
    manuscript = SHARE.replace("S9", "S7").replace("OriginalPublisher", "MusicalWorkManuscript")
    again = SHARE.replace("S9", "S8").replace("TAIL", follows.format(second) if second else "")

    tail = follows.format(first) if first else ""
    found = with_share(tmp_path, "", tail, (manuscript + again).replace("MORE", "").replace("TAIL", ""))

    named = [one for one in found.record.facts if isinstance(one, Control) and one.territories == only("US")]
    assert [str(one.share) for one in named] == percentages
    assert len({one.id for one in named}) == len(named)
    assert len(found.doubts) == 2 - len(named)


def test_one_right_under_two_words_is_claimed_once(tmp_path: Path) -> None:
    """Reproduction is a part of the mechanical right."""
    other = SHARE.replace("S9", "S7").replace("MORE", "").replace("TAIL", "")
    other = other.replace("<RightsType>MakeAvailableRight</RightsType>", "<RightsType>PrintRight</RightsType>")

    found = with_share(tmp_path, behind=other.replace("MechanicalRight", "ReproductionRight"))

    named = [one.rights for one in found.record.facts if isinstance(one, Control) and one.territories == only("US")]
    assert named == [ONLINE, frozenset(("work:print",))]
    assert [one.check for one in found.doubts] == ["import-doubt"]


def test_a_part_of_another_share_is_no_grant(tmp_path: Path) -> None:
    text = FIRST.read_text("utf-8").replace(
        ">60</RightSharePercentage>\n      <HasOriginal", ">30</RightSharePercentage>\n      <HasOriginal"
    )
    (tmp_path / "part.xml").write_text(text, "utf-8")

    found = take(tmp_path / "part.xml")

    assert found.left_out["right share", "it follows a part of another share: a grant has no share"] == 1
    assert GrantKind.EXCLUSIVE not in {kind for _, _, kind in acts(found)}


def test_the_newest_notification_of_a_work_replaces_the_one_before() -> None:
    found = take(*STORY[:2])

    denied = {one.facts[0] for one in found.record.statements if not one.affirms}
    assert controls(take(FIRST))["HOUSE TWO", "T9000000011"].id in denied
    assert controls(take(FIRST))["HOUSE ONE", "T9000000022"].id not in denied  # said again, without days


def test_reading_the_same_story_again_gives_the_same_ids() -> None:
    assert {one.id for one in take(*STORY).record.facts} == {one.id for one in take(*STORY).record.facts}


@pytest.mark.parametrize(
    ("licensors", "territory", "day", "known_by", "answer"),
    [
        (("HOUSE ONE", "HOUSE TWO"), "FR", "2024-02-01", "2024-05-01", CLEARED),
        (("EXAMPLE AGENCY", "HOUSE TWO"), "FR", "2024-02-01", "2024-05-01", CLEARED),  # it acts for HOUSE ONE
        (("EXAMPLE AGENCY",), "FR", "2024-02-01", "2024-05-01", NOT),  # 40 % are of HOUSE TWO
        (("HOUSE ONE", "HOUSE TWO"), "DE", "2024-02-01", "2024-05-01", NOT),  # HOUSE THREE followed there
        (("HOUSE THREE", "HOUSE TWO"), "DE", "2024-02-01", "2024-05-01", CLEARED),
        (("HOUSE ONE", "HOUSE TWO"), "JP", "2024-02-01", "2024-05-01", UNKNOWN),  # 60 % are nobody's there
        (("HOUSE ONE",), "FR", "2024-07-01", "", CLEARED),  # it claims the whole since June
        (("EXAMPLE AGENCY",), "JP", "2024-07-01", "", CLEARED),
        (("HOUSE TWO",), "FR", "2024-07-01", "", NOT),
    ],
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "backwards"])
def test_who_may_license_what_on_each_day(  # noqa: PLR0913 - the parts of a question
    *, order: tuple[int, ...], licensors: tuple[str, ...], territory: str, day: str, known_by: str, answer: Answer
) -> None:
    record = licensed(take(*(STORY[number] for number in order)), "work", *licensors)

    assert ask(record, "T9000000011", territory, day, known_by) is answer


def test_a_work_that_is_revoked_is_nobodys_any_more() -> None:
    record = licensed(take(*STORY), "work", "HOUSE ONE")

    before, after = (ask(record, "T9000000022", "FR", "2024-10-01", known) for known in ("2024-08-01", "2024-10-01"))
    assert (before, after) == (UNKNOWN, UNKNOWN)  # a third of it was claimed, and then nothing
    denied = {one.facts[0] for one in record.statements if not one.affirms and one.note.startswith("revoked")}
    assert denied == {controls(take(FIRST))["HOUSE ONE", "T9000000022"].id}


def test_it_is_known_by_its_root_and_namespace_and_takes_no_other_room() -> None:
    assert detect(FIRST, "x").format == "mwn"
    assert detect(FIRST, "x") == Detected("mwn", "1.3", (("message", "MusicalWorkClaimNotificationMessage"),))
    assert ROOM.sniff(b"<MusicalWorkClaimNotificationMessage xmlns='http://example.org/'/>", "x") is None
    assert ROOM.sniff(b"<ern:NewReleaseMessage xmlns:ern='http://ddex.net/xml/ern/43'/>", "x") is None
    assert ROOM.sniff(b"a,b\n1,2\n", "x.csv") is None


@pytest.mark.parametrize("path", sorted(BAD.glob("*.xml")), ids=lambda path: path.stem)
def test_each_disease_is_told_with_its_line(path: Path) -> None:
    """The file says in a comment which problems it has: ``line check``, in order."""
    expected = [one.strip() for one in path.read_text("utf-8").split("<!--", 1)[1].split("-->", 1)[0].split(",")]

    found = take(path, format="mwn")

    assert [f"{one.place.line} {one.check}" for one in found.problems] == expected


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.xml")), ids=lambda path: path.stem)
def test_the_good_messages_are_decoded_field_by_field(path: Path) -> None:
    decoded = list(ROOM.inspect(File(path, path.name, Detected("mwn"))))

    assert not [value for one in decoded for value in one.fields if value.problem]
    assert {one.type for one in decoded} >= {"MessageHeader", "MusicalWork"}
