# SPDX-License-Identifier: Apache-2.0
"""Which column says what: a small value that is shown, kept in a case, and applied to the next file of the header."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from licit.formats.tables.days import Order
from licit.formats.tables.header import fingerprint, folded, roles
from licit.formats.tables.table import letters
from licit.model.problem import InvalidValueError

DETAIL: Final = "detail"
IGNORE: Final = "ignore"
MANY: Final = frozenset({"writer", "publisher", "p_line", DETAIL, IGNORE})  # roles that several columns may have
_MEND: Final = "remove the mapping, so that one is proposed anew"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says, how sure that is (0 to 1), and why.

    ``order`` is how its dates are read, ``fraction`` whether its shares are parts of 1; both ``None`` where they do
    not matter or nothing tells.
    """

    name: str
    role: str = DETAIL
    confidence: float = 0.0
    why: str = ""
    order: Order | None = None
    fraction: bool | None = None

    def __post_init__(self) -> None:
        if self.role not in roles():
            raise InvalidValueError(f"{self.role!r} is no role of a column", mend=f"write one of {', '.join(roles())}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of one layout, in order. ``header`` is false where the file has no line of names."""

    columns: tuple[Column, ...]
    header: bool = True

    @property
    def fingerprint(self) -> str:
        """What files of this layout have in common."""
        return fingerprint([column.name for column in self.columns], header=self.header)

    def fits(self, names: Sequence[str], *, header: bool) -> bool:
        """Whether it was made for a table of these columns."""
        return self.header == header and self.fingerprint == fingerprint(names, header=header)

    def of(self, role: str) -> tuple[int, ...]:
        """The columns of a role, counted from 0."""
        return tuple(at for at, column in enumerate(self.columns) if column.role == role)

    def one(self, role: str) -> int | None:
        """The column of a role that only one has."""
        return next(iter(self.of(role)), None)

    def changed(self, wishes: Plain[str, str]) -> Mapping:
        """With the user's own word on some columns: by name (or letter), a role.

        Raises:
            InvalidValueError: there is no such column, or no such role, or two columns have a role for one.
        """
        wished = {self._place(name): role for name, role in wishes.items()}
        single = [role for role in wished.values() if role not in MANY]
        if len(set(single)) != len(single):
            raise InvalidValueError("two columns are to have a role that one can have", mend="name one")
        columns = list(self.columns)
        for at, column in enumerate(columns):
            if at in wished:
                columns[at] = replace(column, role=wished[at], confidence=1.0, why="as you say")
            elif column.role in single:
                columns[at] = replace(column, role=DETAIL, confidence=0.0, why=f"another column is the {column.role}")
        return replace(self, columns=tuple(columns))

    def _place(self, name: str) -> int:
        for same in (
            lambda column, _: column.name == name,
            lambda column, _: folded(column.name) == folded(name),
            lambda _, at: letters(at) == name.strip().upper(),
        ):
            found = [at for at, column in enumerate(self.columns) if same(column, at)]
            if len(found) == 1:
                return found[0]
        names = ", ".join(column.name for column in self.columns[:40])
        raise InvalidValueError(f"there is no one column {name!r}", mend=f"write one of {names}")

    def to_plain(self) -> dict[str, Any]:
        """As it stands in YAML or JSON; ``from_plain`` is the inverse."""
        columns: list[dict[str, Any]] = []
        for column in self.columns:
            plain: dict[str, Any] = {"name": column.name, "role": column.role}
            if column.confidence:
                plain["confidence"] = column.confidence
            if column.why:
                plain["why"] = column.why
            if column.order is not None:
                plain["dates"] = column.order.value
            if column.fraction is not None:
                plain["shares"] = "fraction" if column.fraction else "percent"
            columns.append(plain)
        return {"fingerprint": self.fingerprint, "header": self.header, "columns": columns}

    @classmethod
    def from_plain(cls, plain: object) -> Mapping:
        """Read what ``to_plain`` wrote.

        Raises:
            InvalidValueError: it is something else, or its columns and its fingerprint contradict one another.
        """
        if not isinstance(plain, Plain) or not isinstance(plain.get("columns"), Sequence):
            raise InvalidValueError("this is no column mapping", mend=_MEND)
        try:
            columns = tuple(_column(one) for one in plain["columns"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, InvalidValueError):
                raise
            raise InvalidValueError("a column of the mapping can't be read", mend=_MEND) from None
        found = cls(columns, bool(plain.get("header", True)))
        stated = plain.get("fingerprint", found.fingerprint)
        if stated != found.fingerprint:
            what = f"the mapping says it is for {stated!r}, its columns say {found.fingerprint!r}"
            raise InvalidValueError(what, mend=_MEND)
        return found


def _column(plain: Any) -> Column:  # noqa: ANN401 - whatever a file holds
    shares = plain.get("shares")
    if shares not in (None, "percent", "fraction"):
        raise InvalidValueError(f"{shares!r} is no way to write shares", mend="write percent or fraction")
    return Column(
        str(plain["name"]),
        str(plain["role"]),
        float(plain.get("confidence", 0.0)),
        str(plain.get("why", "")),
        Order(plain["dates"]) if "dates" in plain else None,
        None if shares is None else shares == "fraction",
    )
