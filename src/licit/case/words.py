# SPDX-License-Identifier: Apache-2.0
"""The words a case may use: the territories of the vocabulary, and the uses, rights and kinds of asset of its trade."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, ParamSpec, TypeVar

from licit.case.checks import (
    UNKNOWN_ASSET_KIND,
    UNKNOWN_RIGHT,
    UNKNOWN_TERRITORY,
    UNKNOWN_USE,
    RefusedError,
)
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, Named
from licit.model.territory import Expression
from licit.vocabulary.nearest import unknown
from licit.vocabulary.territories import Territories
from licit.vocabulary.trade import Trade

P = ParamSpec("P")
T = TypeVar("T")
EVERY: Final = "*"  # in ``recording:*``: every right of that kind of asset


@dataclass(slots=True)
class Words:
    """Resolves what is written to what the vocabulary calls it. Without a trade all but territories stands as written.

    Raises, in each method:
        RefusedError: the vocabulary has no such word; the nearest is offered.
    """

    territories: Territories
    trade: Trade | None = None
    _expressions: dict[tuple[str, date | None], Expression] = field(default_factory=dict)
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    def territory(self, text: str, day: date | None) -> str:
        """The leaf or group that a code or name stands for on that day."""
        return _checked(UNKNOWN_TERRITORY, self.territories.resolve, text, day)

    def leaf(self, text: str, day: date) -> str:
        """The one leaf, existing on that day."""
        return _checked(UNKNOWN_TERRITORY, self.territories.leaf, text, day)

    def expression(self, text: str, day: date | None) -> Expression:
        """An ordered list of territories, each resolved; texts repeat, so each is read once."""
        found = self._expressions.get((text, day))
        if found is None:
            found = self.resolved(Expression.parse(text), day)
            self._expressions[text, day] = found
        return found

    def resolved(self, written: Expression, day: date | None) -> Expression:
        """The same list with each name resolved."""
        return Expression(tuple((includes, self.territory(name, day)) for includes, name in written.steps))

    def rights(self, text: str) -> frozenset[str]:
        """One right, or all of a kind of asset for ``kind:*``."""
        found = self._named.get(text)
        if found is None:
            found = self._named[text] = self._rights(text)
        return found

    def right_of(self, kind: str, text: str) -> str:
        """A right of this kind of asset, written with or without the kind."""
        full = text if text.startswith(f"{kind}:") else f"{kind}:{text}"
        if self.trade is not None and full not in self.trade.rights:
            ours = [right for right in self.trade.rights if right.startswith(f"{kind}:")]
            raise _refused(UNKNOWN_RIGHT, unknown(f"right in a {kind}", full, ours))
        return full

    def use(self, text: str) -> str:
        """One use, with or without a commercial model."""
        if self.trade is not None:
            _checked(UNKNOWN_USE, self.trade.check_use, text)
        return text

    def kind(self, text: str) -> str:
        """A kind of asset."""
        if self.trade is not None and text not in self.trade.kinds:
            raise _refused(UNKNOWN_ASSET_KIND, unknown("kind of asset", text, self.trade.kinds))
        return text

    def _rights(self, text: str) -> frozenset[str]:
        kind, _, name = text.partition(":")
        if self.trade is None:
            return frozenset((text,))
        if name == EVERY:
            self.kind(kind)
            return frozenset(right for right in self.trade.rights if right.startswith(f"{kind}:"))
        if text not in self.trade.rights:
            raise _refused(UNKNOWN_RIGHT, unknown("right", text, self.trade.rights))
        return frozenset((text,))


def named(texts: list[str], one: Callable[[str], frozenset[str]]) -> Named:
    """The set that these texts name together, or all."""
    if texts == ["all"]:
        return ALL
    return frozenset().union(*(one(text) for text in texts)) if texts else frozenset()


def _checked(check: str, resolve: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return resolve(*args, **kwargs)
    except InvalidValueError as error:
        raise _refused(check, error) from None


def _refused(check: str, error: InvalidValueError) -> RefusedError:
    return RefusedError(error.what, mend=error.mend, check=check)
