# SPDX-License-Identifier: Apache-2.0
"""Both languages say the same things of changes, and fill in the same parts."""

from __future__ import annotations

from string import Formatter
from typing import get_args

import pytest

from licit.model.change import ChangeKind, LapseKind
from licit.model.day import When
from licit.model.position import PlaceOfAct
from licit.model.record import Record
from licit.model.supposition import Added, Begun, Ended, Placed, Ranked, Settled, Signed, Spoken, Step
from licit.report.words.changing import step_words
from licit.report.words.english import changes as english
from licit.report.words.french import changes as french
from licit.vocabulary.names import Lang
from tests.tasks.shop import RECORD

DAY = When.parse("2004-05-31")


def parts(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def test_every_phrase_is_in_both_languages_with_the_same_parts() -> None:
    assert english.WORDS.keys() == french.WORDS.keys()
    for key, text in english.WORDS.items():
        assert parts(text) == parts(french.WORDS[key]), key


def test_every_kind_has_its_word() -> None:
    for book in (english, french):
        assert set(book.KINDS) == set(ChangeKind)
        assert set(book.LAPSES) == set(LapseKind)
        assert set(book.PLACES) == set(PlaceOfAct)
        assert set(book.STEPS) == set(get_args(Step))


@pytest.mark.parametrize(
    ("step", "says", "dit"),
    [
        (
            Added(Record(facts=RECORD.grants[:1])),
            "added: the non-exclusive grant from The Society to The Shop",
            "ajouté",
        ),
        (Ended("g-a-society", DAY), "has its last day on 31 May 2004", "dernier jour le 31 mai 2004"),
        (Ended("g-a-society", None), "has no last day", "sans dernier jour"),
        (Begun("g-a-society", DAY), "has its first day on 31 May 2004", "premier jour le 31 mai 2004"),
        (Begun("g-a-society", None), "has always begun", "depuis toujours"),
        (Signed("g-a-society", DAY), "is signed on 31 May 2004", "signature le 31 mai 2004"),
        (Spoken("g-a-society", affirms=False), "a source of the best rank denies the mandate", "nie le mandat"),
        (
            Spoken("g-a-society", affirms=True, source="shop"),
            "The Shop affirms the mandate",
            "The Shop affirme le mandat",
        ),
        (Settled("s-art45", holds=True), "art. 45(3) is settled: it is so", "il en est ainsi"),
        (Ranked("shop", 1), "The Shop is believed in rank 2", "est cru au rang 2"),
        (Ranked("shop", None), "The Shop is not believed", "n’est pas cru"),
        (Placed(PlaceOfAct.EMISSION), "placed where the server is", "là où est le serveur"),
    ],
)
def test_each_step_says_what_it_supposes(step: Step, says: str, dit: str) -> None:
    langs: tuple[Lang, Lang] = ("en", "fr")
    told = [step_words(step, RECORD, lang) for lang in langs]

    assert says in told[0]
    assert dit.replace(" :", "\u00a0:") in told[1]
