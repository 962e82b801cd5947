# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from licit.engine.store import Key
from licit.model.problem import InvalidValueError


def test_the_order_of_the_parts_makes_no_difference() -> None:
    one, other = Key.of(use="Download", record="r"), Key.of(record="r", use="Download")

    assert one == other
    assert one.text == '{"record":"r","use":"Download"}'
    assert one.digest == other.digest


@pytest.mark.parametrize(
    "other", [Key.of(a="x", b="yz"), Key.of(a="xy"), Key.of(a='x","b":"y'), Key.of(a="x", c="y"), Key.of(a="x", b="Y")]
)
def test_keys_that_differ_have_other_texts_and_digests(other: Key) -> None:
    key = Key.of(a="x", b="y")

    assert key.text != other.text
    assert key.digest != other.digest


@pytest.mark.parametrize(
    "parts",
    [(), (("b", "1"), ("a", "1")), (("a", "1"), ("a", "1")), (("A", "1"),), (("a-b", "1"),), (("", "1"),), (("a", 1),)],
)
def test_a_key_that_is_not_well_formed_is_refused(parts: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(InvalidValueError):
        Key(parts)


def test_a_part_knows_its_whole_and_has_no_parts() -> None:
    key = Key.of(record="r")

    assert key.whole is None
    assert key.part(0, 2).whole == key
    assert len({key, key.part(0, 2), key.part(1, 2), key.part(0, 3)}) == 4
    with pytest.raises(InvalidValueError, match="no parts of its own"):
        key.part(0, 2).part(0, 2)


@pytest.mark.parametrize("number", [-1, 2])
def test_a_part_outside_the_work_is_refused(number: int) -> None:
    with pytest.raises(InvalidValueError, match="is no part of 2"):
        Key.of(record="r").part(number, 2)
