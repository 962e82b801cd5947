# SPDX-License-Identifier: Apache-2.0
"""What a service says of itself, held against the record part by part."""

from __future__ import annotations

from dataclasses import replace

from licit.model.day import When
from licit.model.fact import Grant, Requirement
from licit.model.proof import Dimension
from licit.model.record import Record
from licit.model.statement import GrantPattern, Statement
from licit.model.territory import only
from licit.tasks.claim import ClaimPart, Part, Support, claims
from licit.tasks.opening import OpenCase
from tests.tasks.shop import CASE, MAKING, OPEN, RECORD, TODAY


def parts(record: Record, position: str, known_by: str = "2010-01-01") -> tuple[ClaimPart, ...]:
    opened = OpenCase(case=replace(CASE, record=record), today=TODAY)
    question = OPEN.question("shop", day="2004-01-10", position=position, known_by=known_by)
    (held,) = claims(opened, question)
    return held.parts


def test_the_licence_is_supported_by_the_grant_on_record() -> None:
    licence = parts(RECORD, "owners")[0]

    assert (licence.part, licence.support, licence.facts) == (Part.LICENCE, Support.SUPPORTED, ("g-society-shop",))


def test_a_number_that_nobody_names_is_silent_and_one_in_a_note_is_supported() -> None:
    assert parts(RECORD, "owners")[1].support is Support.SILENT
    facts = tuple(
        replace(fact, note="licence L-1") if isinstance(fact, Grant) and fact.id == "g-society-shop" else fact
        for fact in RECORD.facts
    )
    number = parts(replace(RECORD, facts=facts), "owners")[1]
    assert (number.subject, number.support, number.facts) == ("L-1", Support.SUPPORTED, ("g-society-shop",))


def test_authority_is_told_apart_by_where_and_for_how_much_a_chain_exists() -> None:
    authority = [part for part in parts(RECORD, "owners") if part.part is Part.AUTHORITY]

    told = {
        (part.support, part.territories, part.items, part.broken_at.dimension if part.broken_at else None)
        for part in authority
    }
    assert told == {
        (Support.SUPPORTED, ("FR", "RU"), 2, None),  # label A's two
        (Support.CONTRADICTED, ("AU",), 2, Dimension.TERRITORY),
        (Support.SILENT, ("AU",), 1, Dimension.NO_GRANT),  # of label B nobody says anything
        (Support.SILENT, ("FR",), 1, Dimension.NO_GRANT),
        (Support.CONTRADICTED, ("RU",), 1, Dimension.REJECTED),  # the law reaching it is denied
    }
    assert {(part.subject, part.use) for part in authority} == {(MAKING, "PermanentDownload")}


def test_what_only_the_better_reading_has_is_disputed() -> None:
    authority = [part for part in parts(RECORD, "everyone") if part.support is Support.DISPUTED]

    assert {part.territories for part in authority} >= {("RU",)}


def test_a_denial_of_all_grants_contradicts_what_else_were_silent() -> None:
    word = Statement(
        "federation",
        affirms=False,
        pattern=GrantPattern(grantors=frozenset(("label-b",)), grantees=frozenset(("society",))),
        made=When.parse("2004-01-01"),
    )
    record = replace(RECORD, statements=(*RECORD.statements, word))

    authority = [part for part in parts(record, "owners") if part.part is Part.AUTHORITY]

    assert Support.SILENT not in {part.support for part in authority}


def test_a_claim_made_later_is_not_known_yet() -> None:
    opened = OpenCase(case=CASE, today=TODAY)
    question = OPEN.question("shop", day="2004-01-01", position="owners", known_by="2004-01-09")

    assert claims(opened, question) == ()


def test_a_right_that_only_one_reading_asks_for_is_never_supported() -> None:
    also = Requirement(
        id="q-ru",
        use="PermanentDownload",
        territories=only("RU"),
        rights=(("recording", ("recording:reproduction",)),),
    )
    word = Statement("paper", affirms=True, facts=("q-ru",), made=When.parse("2002-01-01"))
    claim = replace(RECORD.claims[0], scope=replace(RECORD.claims[0].scope, rights=None, territories=only("AU")))
    record = replace(RECORD, facts=(*RECORD.facts, also), statements=(*RECORD.statements, word), claims=(claim,))

    told = {(part.subject, part.support) for part in parts(record, "everyone") if part.part is Part.AUTHORITY}

    # By the user's place AU asks for making available; by the server's, RU asks for reproduction alone, which A's
    # two have by the mandate and B's one by the disputed law.
    assert told == {("recording:reproduction", Support.DISPUTED), (MAKING, Support.DISPUTED)}
