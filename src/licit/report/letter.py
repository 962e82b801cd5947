# SPDX-License-Identifier: Apache-2.0
"""Letters in words: as parts, as plain text, as Markdown with every text escaped, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType, ModuleType
from typing import Any, Final

from licit.model.record import Record
from licit.model.request import Letter, Letters, Request
from licit.report.clean import clean
from licit.report.codec import encode
from licit.report.words import labelled, set_for
from licit.report.words.cruxes import settlement_words
from licit.report.words.english import letters as english
from licit.report.words.french import letters as french
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

WORDS: Final[Mapping[Lang, ModuleType]] = MappingProxyType({"en": english, "fr": french})
Json = dict[str, Any]
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+.!|<>~&$-])")  # whatever Markdown might take for a mark
_WIDTH: Final = 72  # signs between two letters


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered request: its lines, each with its label."""

    number: int
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in one language, every text of the case in it cleaned."""

    head: tuple[tuple[str, str], ...]
    opening: tuple[str, ...]
    items: tuple[Item, ...]
    closing: tuple[str, ...]


def written(found: Letters, record: Record, lang: Lang = "en") -> tuple[Written, ...]:
    """Each letter, in the order in which they are found."""
    told = _Told(found, record, lang)
    return tuple(told.letter(one) for one in found.letters)


def as_text(letters: Iterable[Written], lang: Lang = "en") -> str:
    """The letters as plain text, a line of signs between two."""
    return f"\n{'=' * _WIDTH}\n\n".join("\n".join(_text(one, lang)) + "\n" for one in letters)


def _text(letter: Written, lang: Lang) -> Iterator[str]:
    for label, text in letter.head:
        yield labelled(lang, label, text)
    for paragraph in letter.opening:
        yield from ("", paragraph)
    for item in letter.items:
        yield ""
        for position, (label, text) in enumerate(item.lines):
            yield f"{f'{item.number}.' if not position else '':<4}{labelled(lang, label, text)}"
    for paragraph in letter.closing:
        yield from ("", paragraph)


def as_markdown(letters: Iterable[Written], lang: Lang = "en") -> str:
    """The letters as Markdown, a rule between two: nothing in a text is taken for a mark."""
    return "\n---\n\n".join("\n".join(_markdown(one, lang)) + "\n" for one in letters)


def _markdown(letter: Written, lang: Lang) -> Iterator[str]:
    for label, text in letter.head:
        yield f"{_strong(label, lang)} {_escaped(text)}  "
    for paragraph in letter.opening:
        yield from ("", _escaped(paragraph))
    for item in letter.items:
        yield ""
        for position, (label, text) in enumerate(item.lines):
            mark = f"{item.number}. " if not position else "   - "
            yield f"{mark}{_strong(label, lang)} {_escaped(text)}"
    for paragraph in letter.closing:
        yield from ("", _escaped(paragraph))


def _strong(label: str, lang: Lang) -> str:
    return f"**{labelled(lang, label, '').rstrip()}**"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def letters_json(found: Letters, record: Record, lang: Lang = "en") -> Json:
    """The letters with their words, and what they were made from."""
    told = _Told(found, record, lang)
    return {
        "question": encode(found.question),
        "answers": encode(found.tally),
        "letters": [
            {
                "to": list(letter.to),
                "role": letter.role.value,
                "subject": set_for(lang, told.book.subject(told.names, found.question)),
                "requests": [
                    {"number": number, **encode(one), "words": dict(told.lines(told.named(one, letter)))}
                    for number, one in enumerate(letter.requests, 1)
                ],
            }
            for letter in found.letters
        ],
    }


class _Told:
    def __init__(self, found: Letters, record: Record, lang: Lang) -> None:
        self.found = found
        self.record = record
        self.lang: Lang = lang
        self.names = Names(record, lang, found.question.item)
        self.book = WORDS[lang]

    def letter(self, letter: Letter) -> Written:
        names, labels = self.names, self.book.LABELS
        opening = [*self.book.opening(names, self.found)]
        opening += [labels["each"]] if len(letter.to) > 1 else []
        return Written(
            head=(
                (labels["to"], self.set(names.listed(names.party(one) for one in letter.to))),
                (labels["subject"], self.set(self.book.subject(names, self.found.question))),
            ),
            opening=tuple(map(self.set, opening)),
            items=tuple(
                Item(number, tuple(self.lines(self.named(one, letter))))
                for number, one in enumerate(letter.requests, 1)
            ),
            closing=tuple(map(self.set, self.book.CLOSING)),
        )

    def named(self, request: Request, letter: Letter) -> Request:
        """In a letter to several owners, a grant missing from one is missing from each."""
        return replace(request, grantors=letter.to) if request.grantors == letter.to[:1] else request

    def set(self, text: str) -> str:
        return set_for(self.lang, text)

    def lines(self, request: Request) -> Iterator[tuple[str, str]]:
        """What is on record, what is asked for, what it would change, and the facts."""
        names, book, labels, question = self.names, self.book, self.book.LABELS, self.found.question
        yield labels["record"], self.set(book.on_record(names, request))
        yield labels["asked"], self.set(book.wanted(names, question, request))
        outcome = request.outcome
        changes = [book.outcome(names, self.found.tally, outcome) if outcome else book.unknown_outcome(names)]
        for settlements, clears in ((request.clears, True), (request.refuses, False)):
            if settlements:
                words = tuple(settlement_words(one, self.record, self.lang) for one in settlements)
                changes.append(book.decides(words, clears=clears))
        yield labels["change"], self.set(". ".join(one[:1].upper() + one[1:] for one in changes))
        if request.facts:
            yield labels["facts"], ", ".join(clean(fact) for fact in request.facts)
