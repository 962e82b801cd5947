# SPDX-License-Identifier: Apache-2.0
"""What the record calls things, in one language and safe to show."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from licit.model.day import FIRST, LAST, When
from licit.model.fact import Fact, Requirement
from licit.model.position import VOCABULARY
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.share import Share
from licit.model.territory import Expression
from licit.report.clean import clean
from licit.vocabulary.names import Lang

_AND: Final = {"en": "and", "fr": "et"}
_EXCEPT: Final = {"en": "except", "fr": "sauf"}
_QUOTES: Final = {  # the outer pair, and the inner one that a title's own quotes become
    "en": ("“", "”", "\u2018", "\u2019"),
    "fr": ("«", "»", "\u2039", "\u203a"),
}
_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SHOWN: Final = 12  # names of a list; of a longer one the rest is counted


class Names:
    """Names of parties, assets, territories, uses and days: cleaned text of the case, or the id where it has none."""

    def __init__(self, record: Record, lang: Lang, about: str = "") -> None:
        self.record = record
        self.lang: Lang = lang
        self.about = about  # the item that a question is about: its own assets need no title

    def fact(self, name: str) -> Fact | None:
        """The fact of that id, where the record holds it."""
        return self.record.by_id.get(name)

    def conventional(self, name: str) -> bool:
        """Whether it is a requirement of Licit's own: a default that nobody but the vocabulary states."""
        held = self.record.by_id.get(name)
        sources = {said.source for said in self.record.statements_on.get(name, ()) if said.affirms}
        return isinstance(held, Requirement) and held.default and sources <= {VOCABULARY}

    def party(self, name: str) -> str:
        """A party's name."""
        party = self.record.parties.get(name)
        return clean((party.name if party else "") or name)

    def parties(self, names: Iterable[str]) -> str:
        """Several parties, in the order of their names."""
        return self.listed(sorted(self.party(name) for name in names))

    def quoted(self, text: str) -> str:
        """A title between the quotes of the language; quotes of its own give way to the inner pair."""
        outer_open, outer_close, inner_open, inner_close = _QUOTES[self.lang]
        inner = clean(text).replace(outer_open, inner_open).replace(outer_close, inner_close)
        return f"{outer_open} {inner} {outer_close}" if self.lang == "fr" else f"{outer_open}{inner}{outer_close}"

    def title(self, name: str) -> str:
        """The quoted title of an item or an asset; that of the item an asset is part of; or the id."""
        asset = self.record.assets.get(name)
        if asset and asset.title:
            return self.quoted(asset.title)
        item = self.record.items.get(name) or self.record.items.get(self.record.item_with.get(name, ""))
        return self.quoted((item.title if item else "") or name)

    def asset(self, name: str, kind: str) -> str:
        """An asset beside its kind: empty where it is the only one of that kind in the item spoken about."""
        held, item = self.record.assets.get(name), self.record.items.get(self.about)
        if item and item.of_kind(kind) == (name,) and not (held and held.title and held.title != item.title):
            return ""
        return self.title(name)

    def artist(self, item: str) -> str:
        """The artist of an item; empty where none is on record."""
        held = self.record.items.get(item)
        return clean(held.artist) if held else ""

    def territory(self, name: str) -> str:
        """A leaf's or group's name in the language, or the id where the vocabulary does not know it."""
        return _territory(name, self.lang)

    def territories(self, expression: Expression) -> str:
        """A list of territories: ``World except Russia, Belarus``; steps in another order keep their signs."""
        included = [self.territory(name) for includes, name in expression.steps if includes]
        excluded = [self.territory(name) for includes, name in expression.steps if not includes]
        in_order = [includes for includes, _ in expression.steps]
        if included and in_order == sorted(in_order, reverse=True):
            text = self.listed(included)
            return f"{text} {_EXCEPT[self.lang]} {self.listed(excluded)}" if excluded else text
        return " ".join(("+" if includes else "−") + self.territory(name) for includes, name in expression.steps)

    def day(self, day: date) -> str:
        """A whole day as people write it; the two open ends are left to the sentence around it."""
        return _day(day, "d MMMM y", self.lang)

    def when(self, when: When) -> str:
        """A day, month or year as it is known; anything else as its two ends, in brackets."""
        if when.precise:
            return self.day(when.earliest)
        text = str(when)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            return _day(when.earliest, "MMMM y", self.lang)
        if re.fullmatch(r"[0-9]{4}", text):
            return text
        first = "…" if when.earliest == FIRST else self.day(when.earliest)
        last = "…" if when.latest == LAST else self.day(when.latest)
        return f"[{first} – {last}]"

    def share(self, hundredths: int) -> str:
        """A part of a right in percent, without needless zeros; more than the whole is not refused here."""
        text = f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
        return (text.replace(".", ",") if self.lang == "fr" else text) + " %"

    def whole_share(self, share: Share) -> str:
        """A share as the record has it."""
        return self.share(share.hundredths)

    def word(self, name: str) -> str:
        """A use, right, kind or model as the vocabulary calls it, else as plain words: ``permanent download``."""
        return _word(name, self.lang)

    def known(self, name: str) -> bool:
        """Whether the vocabulary has a name for it."""
        return _named(name, self.lang) is not None

    def listed(self, names: Iterable[str]) -> str:
        """``A, B and C``; of a long list the rest is counted."""
        found = list(names)
        if len(found) > _SHOWN:
            found = [*found[: _SHOWN - 1], f"+{len(found) - _SHOWN + 1}"]
            return ", ".join(found)
        return f" {_AND[self.lang]} ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


@functools.cache
def _territory(name: str, lang: Lang) -> str:
    from licit.vocabulary.territories import territories  # some tables, read once

    try:
        return territories().name(name, lang)
    except InvalidValueError:
        return clean(name)


@functools.cache
def _named(name: str, lang: Lang) -> str | None:
    from licit.vocabulary.trade import trade, trades  # some tables, read once

    for one in trades():
        try:
            text = trade(one).names(name, lang)
        except InvalidValueError:
            continue
        return text if text[1:2].isupper() else text[:1].lower() + text[1:]
    return None


@functools.cache
def _word(name: str, lang: Lang) -> str:
    """``making-available`` and ``PermanentDownload`` as ``making available``, ``permanent download``."""
    if (text := _named(name, lang)) is not None:
        return text
    use, stroke, model = name.partition("/")
    if stroke:
        return f"{_word(use, lang)} ({_word(model, lang)})"
    plain = clean(name.rpartition(":")[2])
    if re.fullmatch(r"[A-Za-z0-9]+", plain) and not plain.islower():
        return " ".join(part if part.isupper() else part.lower() for part in _PARTS.findall(plain))
    return plain.replace("-", " ").replace("_", " ")


@functools.cache
def _day(day: date, pattern: str, lang: Lang) -> str:
    from babel.dates import format_date  # slow to import

    text = str(format_date(day, pattern, locale=lang))
    return "1er " + text[2:] if lang == "fr" and text.startswith("1 ") else text
