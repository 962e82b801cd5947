# SPDX-License-Identifier: Apache-2.0
"""What it would take for one item, filed with all facts that may bear on it (``licit-remedy/1``), and read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, NamedTuple

from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.remedy import ItemRemedies, Remedy, RemedyGrant
from licit.report.codec import encode
from licit.report.filing.bounds import MEND
from licit.report.filing.carried import Carried, carried, no_more, read_carried, read_value

FORMAT: Final = "licit-remedy/1"
MOST_SETS: Final = 100
MOST_GRANTS: Final = 400  # in all sets
MOST_NAMED: Final = 300  # rights, territories, sources or assets of one grant
MOST_SHARES: Final = 1_000  # rights times territories times assets of one grant to one item


class FiledRemedies(NamedTuple):
    """What a file holds."""

    held: ItemRemedies
    carried: Carried


def filed_remedies(held: ItemRemedies, record: Record) -> dict[str, Any]:
    """The sets of grants with their part of the record. What nobody checks is left out: which grant one extends.

    Raises:
        InvalidValueError: no grant helps or none is needed, or there is more than is checked.
    """
    if not held.remedies:
        raise InvalidValueError("no grants would clear it, so there is nothing to file", mend="leave out --proof")
    own = ItemRemedies(
        question=held.question,
        answer=held.answer,
        remedies=tuple(Remedy(tuple(bare_grants(one.grants))) for one in held.remedies),
    )
    _bounded(own)
    partners = {(grant.grantor, grant.grantee) for one in own.remedies for grant in one.grants}
    return {"format": FORMAT, "remedies": encode(own), **carried(record, held.question, partners)}


def unfiled_remedies(plain: dict[str, Any]) -> FiledRemedies:
    """The sets of a file, with the record it carries.

    Raises:
        InvalidValueError: it is no such file, or has more than is checked; the message says where in it.
    """
    held = read_value(ItemRemedies, plain, "remedies")
    if held.bounded or held.stuck:
        raise InvalidValueError("remedies: bounded and stuck are no part of a filed remedy", mend=MEND)
    if not held.remedies:
        raise InvalidValueError("remedies.remedies is empty", mend=MEND)
    _bounded(held)
    return FiledRemedies(held, read_carried(plain))


def _bounded(held: ItemRemedies) -> None:
    no_more(len(held.remedies), MOST_SETS, "sets of grants")
    no_more(sum(len(one.grants) for one in held.remedies), MOST_GRANTS, "grants in all sets")
    for number, one in enumerate(held.remedies):
        where = f"remedies.remedies[{number}].grants"
        read_grants(one.grants, where)
        for at, grant in enumerate(one.grants):
            shares = len(grant.rights) * len(grant.territories) * max(len(grant.assets), 1)
            no_more(shares, MOST_SHARES, f"{where}[{at}]: rights, territories and assets, multiplied")


def bare_grants(grants: Iterable[RemedyGrant]) -> Iterable[RemedyGrant]:
    """Grants without what they are compared to."""
    return (replace(one, extends="", dimension=None) for one in grants)


def read_grants(grants: Iterable[RemedyGrant], where: str) -> None:
    """Let grants pass that can be put on a record.

    Raises:
        InvalidValueError: one can't, or names too much.
    """
    for number, one in enumerate(grants):
        here = f"{where}[{number}]"
        if one.extends or one.dimension:
            raise InvalidValueError(f"{here}: extends and dimension are no part of a filed grant", mend=MEND)
        for name in ("rights", "territories", "sources", "assets"):
            no_more(len(getattr(one, name)), MOST_NAMED, f"{here}.{name}")
        try:
            one.as_grant("filed")
        except InvalidValueError as error:
            raise InvalidValueError(f"{here}: {error.what}", mend=MEND) from None
