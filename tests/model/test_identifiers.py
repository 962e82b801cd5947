# SPDX-License-Identifier: Apache-2.0
"""Identifiers: real ones are taken in every writing, wrong ones are refused with the reason."""

from __future__ import annotations

import subprocess
import sys

import pytest

from licit.model.identifiers import SCHEMES, check
from licit.model.problem import InvalidValueError

REAL = [
    # typed from public registers, standards and messages
    ("isrc", "US-RC1-76-07839", "USRC17607839"),  # the ISRC handbook
    ("isrc", "GBAYE6800011", "GBAYE6800011"),
    ("isrc", "QMEU31910213", "QMEU31910213"),  # an overflow prefix of the United States
    ("isrc", "fxaaa0400001", "FXAAA0400001"),  # an overflow prefix of France
    ("isni", "0000 0001 2150 090X", "000000012150090X"),
    ("isni", "000000012308257x", "000000012308257X"),
    ("grid", "A1-2425G-ABC1234002-M", "A12425GABC1234002M"),  # the GRid standard
    ("grid", "GRid:A10302B0003662026S", "A10302B0003662026S"),  # a DDEX sample message
    ("iswc", "T-034.524.680-1", "T0345246801"),
    ("iswc", "T0000000010", "T0000000010"),  # the first ever given
    ("ipi-name", "00014107338", "00014107338"),
    ("ipi-name", "199", "00000000199"),
    ("ipi-base", "I-000000229-7", "I-000000229-7"),
    ("ipi-base", "I0010681306", "I-001068130-6"),
    ("ipi-base", "I-123456789-3", "I-123456789-3"),
    ("cisac", "58", "058"),  # SACEM
    ("cisac", "228", "228"),  # ROMS
    ("cisac", "094", "094"),  # RAO
    ("dpid", "PA-DPIDA-2013042401-U", "PADPIDA2013042401U"),
    ("dpid", "PADPIDA2007062701B", "PADPIDA2007062701B"),
    ("dpid", "PADPIDA2007050901U", "PADPIDA2007050901U"),
    ("dpid", "PADPIDA3897722461G", "PADPIDA3897722461G"),
    ("dpid", "PADPIDA2014122301Q", "PADPIDA2014122301Q"),
    ("dpid", "PADPIDA202401120D9", "PADPIDA202401120D9"),
]

WRONG = [
    ("isrc", "XXRC17607839", "no agency"),
    ("isrc", "USRC1760783", "another shape"),
    ("isrc", "USRC1760783O", "another shape"),  # a letter where a digit belongs
    ("isni", "0000 0001 2150 0901", "check character"),
    ("isni", "0000 0001 2150", "another shape"),
    ("grid", "A1-2425G-ABC1234002-Q", "check character"),
    ("grid", "A1-2425G", "another shape"),
    ("grid", "PADPIDA2013042401U", "A1"),  # a party's id, whose check character is made the same way
    ("iswc", "T-034.524.680-2", "check digit"),
    ("iswc", "T-034.542.680-1", "check digit"),  # two digits changed places
    ("iswc", "034.524.680-1", "another shape"),
    ("ipi-name", "00014107383", "check digits"),
    ("ipi-name", "14.107.338.000.1", "another shape"),
    ("ipi-name", "00000000000", "zeros"),
    ("ipi-base", "I-000000230-7", "check digit"),
    ("ipi-base", "000000229-7", "another shape"),
    ("cisac", "1058", "another shape"),
    ("cisac", "000", "no society"),
    ("cisac", "SACEM", "another shape"),
    ("dpid", "PADPIDA2013042401V", "check character"),
    ("dpid", "PADPIDB2013042401U", "another shape"),
    ("dpid", "2013042401U", "another shape"),
]


@pytest.mark.parametrize(("scheme", "text", "canonical"), REAL)
def test_a_real_identifier_is_given_in_its_one_form(scheme: str, text: str, canonical: str) -> None:
    first = check(scheme, text)

    assert first == canonical
    assert check(scheme, first) == canonical


@pytest.mark.parametrize(("scheme", "text", "why"), WRONG)
def test_a_wrong_identifier_is_refused_with_the_reason(scheme: str, text: str, why: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        check(scheme, text)

    assert why in caught.value.what
    assert caught.value.mend


def test_every_scheme_has_real_and_wrong_ones_here() -> None:
    assert {scheme for scheme, _, _ in REAL} == {scheme for scheme, _, _ in WRONG} == set(SCHEMES)


@pytest.mark.parametrize("scheme", [scheme for scheme in SCHEMES if scheme not in ("isrc", "cisac")])
def test_any_one_digit_changed_is_noticed(scheme: str) -> None:
    real = next(canonical for name, _, canonical in REAL if name == scheme)
    changed = [
        real[:place] + digit + real[place + 1 :]
        for place, old in enumerate(real)
        for digit in "0123456789"
        if old.isdigit() and digit != old
    ]

    taken = [text for text in changed if _is_taken(scheme, text)]

    if scheme in ("iswc", "ipi-base"):  # modulo ten with even weights and a five: some changes go unseen
        assert len(taken) < len(changed) // 5
    else:
        assert taken == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["", " ", "٣" * 11, "9" * 100_000, "T\0", "'; drop", "I\u2011000000229\u20117 \u202e"])
def test_hostile_text_is_refused_and_quoted_in_short(scheme: str, text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        check(scheme, text)

    assert len(caught.value.what) < 500


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidValueError, match="Write one of cisac, dpid"):
        check("upc", "724384960650")


def test_no_identifier_library_is_loaded_until_one_is_read() -> None:
    program = "import sys, licit.model.identifiers as i; i.check('iswc', 'T0345246801'); print('stdnum' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def _is_taken(scheme: str, text: str) -> bool:
    try:
        check(scheme, text)
    except InvalidValueError:
        return False
    return True
