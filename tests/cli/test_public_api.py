# SPDX-License-Identifier: Apache-2.0
"""The few names that users import."""

from __future__ import annotations

from pathlib import Path

import pytest

import licit

SHOP = Path(__file__).parents[2] / "examples" / "licensed-shop"


def test_three_lines_give_a_verdict_with_its_proof() -> None:
    case = licit.load(SHOP)
    verdict = case.ask("shop.example", item="a-song", territory="FR", day="2005-06-01", known_by="2009-12-31")

    assert verdict.answer is licit.Answer.CLEARED
    assert isinstance(verdict.proof, licit.Proof)


def test_every_public_name_is_there() -> None:
    assert all(getattr(licit, name) is not None for name in licit.__all__)
    assert dir(licit) == sorted(licit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = licit.lod  # a name that is not there


def test_a_case_that_cannot_be_read_says_all_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "licit: 1\ntitle: x\nvocabulary: music\nparteis: {}\nofers: {}\n", encoding="utf-8"
    )

    with pytest.raises(licit.BadInputError) as caught:
        licit.load(tmp_path)

    assert len(caught.value.problems) == 2
