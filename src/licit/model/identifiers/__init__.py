# SPDX-License-Identifier: Apache-2.0
"""Identifiers of recordings, works and parties: one scheme a module, each with ``parse``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from licit.model.identifiers import cisac_society, ddex_party, grid, ipi_base, ipi_name, isni, isrc, iswc
from licit.model.problem import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMES: Final[Mapping[str, Callable[[str], str]]] = {
    "cisac": cisac_society.parse,
    "dpid": ddex_party.parse,
    "grid": grid.parse,
    "ipi-base": ipi_base.parse,
    "ipi-name": ipi_name.parse,
    "isni": isni.parse,
    "isrc": isrc.parse,
    "iswc": iswc.parse,
}


def check(scheme: str, text: str) -> str:
    """Give the identifier in the one form in which it is compared: two writings of one number become equal.

    A trade may use schemes of its own; ask ``SCHEMES`` first where that is so.

    Raises:
        InvalidValueError: the text is no such identifier, or the scheme is none of ``SCHEMES``.
    """
    found = _checked(scheme, text)
    if isinstance(found, str):
        return found
    raise InvalidValueError(found[0], mend=found[1])


@lru_cache(4096)  # a file names its parties and recordings again and again, wrong ones too
def _checked(scheme: str, text: str) -> str | tuple[str, str]:
    """The identifier, or what is wrong with the text and how to mend it: an error itself keeps all that it passed."""
    if scheme not in SCHEMES:
        return f"{scheme!r} is no scheme of identifiers", f"write one of {', '.join(SCHEMES)}"
    try:
        return SCHEMES[scheme](text)
    except InvalidValueError as error:
        return error.what, error.mend
