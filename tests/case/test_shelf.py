# SPDX-License-Identifier: Apache-2.0
"""A shelf answers as a dict does, whatever of it lies in the database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.case import shelf
from licit.case.shelf import Shelf

TEXTS = st.text(st.characters(exclude_characters=shelf.BETWEEN), max_size=4)
PAIRS = st.tuples(st.sampled_from("ab"), TEXTS)


@pytest.fixture(params=[1, 3, 4096])
def at_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many entries are in memory; pages are as small."""
    monkeypatch.setattr(shelf, "AT_HAND", request.param)
    monkeypatch.setattr(shelf, "PAGE", 2)
    found: int = request.param
    return found


@pytest.mark.usefixtures("at_hand")
class TestLaws:
    """Each for a shelf that is all in memory, and for one that hardly is."""

    @given(st.dictionaries(PAIRS, st.integers()), st.lists(st.tuples(PAIRS, st.integers())))
    def test_it_holds_what_a_dict_holds_in_the_same_order(
        self, under: dict[tuple[str, str], int], put: list[tuple[tuple[str, str], int]]
    ) -> None:
        found, wanted = Shelf[tuple[str, str], int](under), dict(under)

        for key, value in put:
            assert found.get(key) == wanted.get(key)
            found[key] = wanted[key] = value

        assert list(found.items()) == list(wanted.items())
        assert (list(found), list(found.values())) == (list(wanted), list(wanted.values()))
        assert (len(found), bool(found)) == (len(wanted), bool(wanted))
        assert all(found[key] == value for key, value in wanted.items())
        assert ("c", "") not in found

    @given(st.lists(PAIRS), TEXTS)
    def test_the_keys_that_begin_alike_are_found_sorted_and_entries_may_come_meanwhile(
        self, keys: list[tuple[str, str]], beginning: str
    ) -> None:
        found = Shelf[tuple[str, str], None]()
        for key in keys:
            found[key] = None

        told = []
        for number, key in enumerate(found.keys_from(("a", beginning))):
            found["b", f"more {number}"] = None
            told.append(key)

        wanted = {key for key in keys if key[0] == "a" and key[1].startswith(beginning)}
        assert (set(told), len(told)) == (wanted, len(wanted))
        written = [key[1].encode("utf-8", "surrogatepass") for key in told]
        assert written == sorted(written)


def test_a_part_of_a_key_cannot_pass_for_two() -> None:
    found = Shelf[tuple[str, str], str]()
    found[f"a{shelf.BETWEEN}b", "c"] = "hostile"

    assert ("a", f"b{shelf.BETWEEN}c") not in found
    assert list(found.keys_from(("a b", ""))) == [("a b", "c")]


def test_nothing_is_taken_off() -> None:
    found = Shelf[str, str]()
    found["a"] = "b"

    with pytest.raises(TypeError, match="stays"):
        del found["a"]
