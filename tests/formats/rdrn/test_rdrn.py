# SPDX-License-Identifier: Apache-2.0
"""RDR-N declarations in a case: who controls rights in a recording, whom they mandate, what a newer word replaces."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from licit.formats.detect import detect
from licit.formats.files import Detected, File
from licit.formats.rdrn import ROOM
from licit.formats.rdrn.uses import NARROWER, SAME
from licit.model.fact import Control, Grant, GrantKind
from licit.model.scope import ALL
from licit.model.statement import Basis
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.vocabulary import trade
from tests.formats.ddex.asking import ask, licensed
from tests.formats.taken import Taken, take

GOOD: Final = Path(__file__).parent / "good"
BAD: Final = Path(__file__).parent / "bad"
FIRST: Final = GOOD / "declaration-1-mandate.xml"
STORY: Final = (
    FIRST,
    GOOD / "declaration-3-statement.xml",
    GOOD / "declaration-2-mandate.xml",
    GOOD / "revocation.xml",
)
CLEARED, NOT, UNKNOWN = Answer.CLEARED, Answer.NOT_CLEARED, Answer.UNKNOWN
ONE, TWO, THREE, FOUR = (f"ZZAAA250000{n}" for n in range(1, 5))
ON_DEMAND: Final = frozenset(("recording:making-available", "recording:reproduction"))


def controls(found: Taken, recording: str) -> list[Control]:
    return [one for one in found.record.facts if isinstance(one, Control) and one.asset == recording]


def edited(folder: Path, old: str, new: str, path: Path = FIRST) -> Taken:
    text = path.read_text("utf-8")
    assert old in text
    (folder / "edited.xml").write_text(text.replace(old, new), "utf-8")
    return take(folder / "edited.xml")


def test_each_controller_has_its_share_in_the_rights_that_its_uses_need() -> None:
    found = take(FIRST)

    assert [(found.parties[one.party].name, str(one.share), one.rights) for one in controls(found, ONE)] == [
        ("LABEL ONE", "60.00 %", ON_DEMAND),
        ("LABEL ONE", "60.00 %", frozenset(("recording:public-performance",))),
        ("LABEL TWO", "40.00 %", ON_DEMAND),
    ]
    assert {one.territories for one in controls(found, ONE)} == {only("DE", "FR"), only("FR")}
    assert found.problems == []


def test_rights_are_inferred_from_uses_unless_all_are_named() -> None:
    found = take(FIRST)

    (first, *_), (all_rights,) = controls(found, ONE), controls(found, TWO)
    assert [one.basis for one in found.record.statements_on[first.id]] == [Basis.INFERRED]
    assert [one.basis for one in found.record.statements_on[all_rights.id]] == [Basis.SEEN]
    assert (all_rights.rights, all_rights.note, str(all_rights.share)) == (ALL, "as exclusive licensee", "100.00 %")
    assert (str(all_rights.territories), str(all_rights.term)) == ("Worldwide except US", "2020-01-01/2025-12-31")


def test_a_mandate_goes_to_the_recipient_for_the_uses_named_and_alike_ones_are_one() -> None:
    found = take(FIRST)

    society = found.party("EXAMPLE SOCIETY")
    assert {one.grantee for one in found.record.grants} == {society}
    assert {one.kind for one in found.record.grants} == {GrantKind.MANDATE}
    listed = {frozenset(found.bundle.catalogues[one.id]): one.scope.uses for one in found.record.grants}
    assert listed[frozenset((ONE, THREE))] == frozenset(("OnDemandStream", "Download"))
    assert listed[frozenset((TWO,))] is ALL


def test_roles_that_own_nothing_and_uses_without_a_word_are_left_out_with_their_reasons() -> None:
    found = take(FIRST)

    assert found.left_out == {
        ("rights controller as LocalPayee", "the role administers or is paid, and owns nothing"): 1,
        ("use BroadcastRadio", "no use of the vocabulary is as narrow"): 2,
    }
    assert "EXAMPLE PAYEE" not in {one.name for one in found.parties.values()}


def test_a_statement_without_the_profile_mandates_nobody() -> None:
    found = take(GOOD / "declaration-3-statement.xml")

    assert found.record.grants == ()
    assert found.problems == []


def test_statements_of_one_party_never_count_twice_in_one_right() -> None:
    """On-demand streams in FR, then these and others in FR and BE: both need reproduction."""
    found = controls(take(GOOD / "declaration-3-statement.xml"), FOUR)

    assert [(one.rights, one.territories) for one in found] == [
        (ON_DEMAND, only("FR")),
        (frozenset(("recording:communication-to-the-public",)), only("BE", "FR")),
        (ON_DEMAND, only("BE")),
    ]


def test_the_layout_of_1_4_is_read_from_the_details_that_are_the_default() -> None:
    found = take(GOOD / "declaration-1.4.xml")

    (one,) = controls(found, "ZZAAA2500005")
    assert (found.parties[one.party].name, str(one.share), one.territories) == ("LABEL ONE", "50.00 %", only("FR"))
    assert found.left_out["DelegatedUsageRights", "that rights are delegated is said, but not to whom"] == 1
    assert found.record.grants == ()


def test_the_user_may_say_that_older_messages_are_mandates() -> None:
    found = take(GOOD / "declaration-1.4.xml", options={"profile": "MandatedUsageRights"})

    (one,) = found.record.grants
    assert (found.parties[one.grantee].name, one.scope.uses) == ("EXAMPLE SOCIETY", frozenset(("Stream",)))


def test_a_share_that_is_unknown_controls_nothing_and_mandates_all_the_same(tmp_path: Path) -> None:
    found = edited(
        tmp_path,
        "<RightSharePercentage>60</RightSharePercentage>",
        "<RightShareUnknown>true</RightShareUnknown>",
    )

    assert {found.parties[one.party].name for one in controls(found, ONE)} == {"LABEL TWO"}
    assert any(ONE in found.bundle.catalogues[one.id] for one in found.record.grants if one.grantor == "label-one")


def test_excluded_uses_are_taken_out_of_a_mandate_with_all_that_they_touch(tmp_path: Path) -> None:
    found = edited(
        tmp_path, "<UseType>All</UseType>", "<UseType>All</UseType><ExcludedUseType>OnDemandStream</ExcludedUseType>"
    )

    (one,) = (one for one in found.record.grants if TWO in found.bundle.catalogues[one.id])
    assert isinstance(one.scope.uses, frozenset)
    assert not one.scope.uses & {"Use", "Stream", "OnDemandStream", "UserDefined"}
    assert one.scope.uses >= {"Download", "NonInteractiveStream"}
    assert controls(found, TWO) == []


def test_a_mandate_without_territories_is_an_open_point_and_no_control(tmp_path: Path) -> None:
    found = edited(tmp_path, "<ExcludedTerritory>US</ExcludedTerritory>", "")

    (one,) = (one for one in found.record.grants if TWO in found.bundle.catalogues[one.id])
    assert one.scope.territories is None
    at = FIRST.read_text("utf-8").splitlines().index("          <UseType>All</UseType>")  # the line after its statement
    assert [(problem.place.line, problem.check) for problem in found.refused] == [(at, "import-value")]


def test_every_element_is_counted() -> None:
    assert sum(take(FIRST).records.values()) == etree.parse(FIRST).xpath("count(//*)")


def test_the_uses_are_those_of_the_standard_and_of_the_vocabulary() -> None:
    """UseType_RDR has 36 words: one is All."""
    assert len(SAME | NARROWER) == 35
    assert set(trade("music").use_names) >= SAME


ORDERS: Final = {  # a revocation that comes before all that it revokes is told, and revokes nothing
    "in order": STORY,
    "backwards but for the revocation": (*STORY[2::-1], STORY[3]),
    "the revocation second": (STORY[0], STORY[3], STORY[2], STORY[1]),
    "the first one last but for it": (STORY[2], STORY[1], STORY[0], STORY[3]),
}


@pytest.fixture(scope="module", params=ORDERS)
def story(request: pytest.FixtureRequest) -> Taken:
    return take(*ORDERS[request.param])


@pytest.mark.parametrize(
    ("licensor", "recording", "territory", "day", "known_by", "answer"),
    [
        ("EXAMPLE SOCIETY", ONE, "FR", "2024-02-01", "2024-05-01", CLEARED),  # for both labels
        ("LABEL ONE", ONE, "FR", "2024-02-01", "2024-05-01", NOT),  # 40 % are of the other
        ("EXAMPLE SOCIETY", ONE, "IT", "2024-02-01", "2024-05-01", UNKNOWN),  # nobody's there
        ("EXAMPLE SOCIETY", TWO, "JP", "2025-12-31", "", CLEARED),
        ("EXAMPLE SOCIETY", TWO, "JP", "2026-01-01", "", UNKNOWN),
        ("EXAMPLE SOCIETY", TWO, "US", "2024-02-01", "", UNKNOWN),
        ("EXAMPLE SOCIETY", THREE, "FR", "2024-07-01", "2024-05-01", CLEARED),
        ("EXAMPLE SOCIETY", THREE, "FR", "2024-07-01", "2024-07-01", UNKNOWN),  # claimed in DE alone since June
        ("EXAMPLE SOCIETY", THREE, "DE", "2024-07-01", "2024-07-01", CLEARED),
        ("EXAMPLE SOCIETY", ONE, "FR", "2024-10-01", "2024-08-01", CLEARED),
        ("LABEL TWO", ONE, "FR", "2024-10-01", "", UNKNOWN),  # revoked
        ("EXAMPLE SOCIETY", THREE, "DE", "2024-10-01", "", CLEARED),  # what was mandated with it stands
        ("EXAMPLE SOCIETY", FOUR, "FR", "2024-10-01", "", NOT),  # a statement is no mandate
        ("LABEL TWO", FOUR, "FR", "2024-10-01", "", CLEARED),
    ],
)
def test_who_may_license_what_on_each_day(  # noqa: PLR0913 - the parts of a question
    story: Taken, *, licensor: str, recording: str, territory: str, day: str, known_by: str, answer: Answer
) -> None:
    record = licensed(story, "recording", licensor)

    assert ask(record, recording, territory, day, known_by, use="OnDemandStream") is answer


def standing(found: Taken) -> set[tuple[object, ...]]:
    """What is affirmed in the end, mandates asset by asset."""
    last: dict[str, bool] = {}
    for said in sorted(found.record.statements, key=lambda one: str(one.made)):
        last.update(dict.fromkeys(said.facts, said.affirms))
    stand: set[tuple[object, ...]] = set()
    for fact in found.record.facts:
        if not last.get(fact.id):
            continue
        if isinstance(fact, Control):
            stand.add((fact.party, fact.asset, fact.rights, fact.share, fact.territories, fact.term))
        elif isinstance(fact, Grant) and fact.scope.repertoire is not None:
            listed = {one for name in fact.scope.repertoire.catalogues for one in found.bundle.catalogues[name]}
            for asset in (listed | fact.scope.repertoire.assets) - fact.scope.exceptions.assets:
                stand.add((fact.grantor, fact.grantee, fact.scope.uses, fact.scope.territories, fact.term, asset))
    return stand


def test_whatever_the_order_the_same_stands_in_the_end(story: Taken) -> None:
    assert standing(story) == standing(take(*STORY))


def test_a_message_that_is_read_after_a_newer_one_is_told() -> None:
    found = take(STORY[2], FIRST)

    (doubt,) = found.doubts
    assert (doubt.place.file, doubt.check) == (FIRST.name, "import-doubt")
    assert doubt.what == "newer messages on 1 of its works or recordings were read before this one"


def test_a_controller_named_as_the_sender_is_the_sender(tmp_path: Path) -> None:
    found = edited(tmp_path, "<PartyId><DPID>PADPIDA20990201011</DPID></PartyId>", "")

    assert controls(found, ONE) == controls(take(FIRST), ONE)


def test_a_message_that_is_cut_off_replaces_nothing(tmp_path: Path) -> None:
    newer = (GOOD / "declaration-2-mandate.xml").read_text("utf-8")
    (tmp_path / "newer.xml").write_text(newer[: newer.index("  </ResourceList>")], "utf-8")

    found = take(FIRST, tmp_path / "newer.xml")

    assert all(one.affirms for one in found.record.statements)


def test_a_claim_that_was_refused_lets_the_earlier_ones_stand_and_says_so(tmp_path: Path) -> None:
    newer = (GOOD / "declaration-2-mandate.xml").read_text("utf-8").replace("<Territory>DE</Territory>", "")
    (tmp_path / "newer.xml").write_text(newer, "utf-8")

    found = take(FIRST, tmp_path / "newer.xml")

    assert all(one.affirms for one in found.record.statements)
    assert "still stand, since a claim on it was refused" in found.doubts[-1].what


def test_it_is_known_by_its_root_and_namespace_and_takes_no_other_room() -> None:
    assert detect(FIRST, "x") == Detected(
        "rdrn", "1.5", (("message", "DeclarationOfSoundRecordingRightsClaimMessage"),)
    )
    assert detect(GOOD / "declaration-1.4.xml", "x").version == "1.4"
    assert ROOM.sniff(b"<SalesReportMessage xmlns='http://ddex.net/xml/dsr/43'/>", "x") is None
    assert ROOM.sniff(b"<RevokeSoundRecordingRightsClaimMessage xmlns='http://example.org/'/>", "x") is None


@pytest.mark.parametrize("path", sorted(BAD.glob("*.xml")), ids=lambda path: path.stem)
def test_each_disease_is_told_with_its_line(path: Path) -> None:
    """The file says in a comment which problems it has: ``line check``, in order."""
    expected = [one.strip() for one in path.read_text("utf-8").split("<!--", 1)[1].split("-->", 1)[0].split(",")]

    found = take(path, format="rdrn")

    assert [f"{one.place.line} {one.check}" for one in found.problems] == expected


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.xml")), ids=lambda path: path.stem)
def test_the_good_messages_are_decoded_field_by_field(path: Path) -> None:
    decoded = list(ROOM.inspect(File(path, path.name, Detected("rdrn"))))

    assert not [value for one in decoded for value in one.fields if value.problem]
    assert {one.type for one in decoded} >= {"MessageHeader"}


def test_uses_and_territories_are_decoded_with_what_they_mean() -> None:
    decoded = list(ROOM.inspect(File(FIRST, FIRST.name, Detected("rdrn"))))

    shown = {(value.name, value.raw): value.meaning for one in decoded for value in one.fields}
    assert shown["UseType", "All"] == "any use, future ones too"
    assert shown["UseType", "BroadcastRadio"] == "no use of the vocabulary is as narrow"
    assert shown["Territory", "FR"] == "France"
