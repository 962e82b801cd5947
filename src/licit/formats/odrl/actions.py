# SPDX-License-Identifier: Apache-2.0
"""What ODRL's actions permit in Licit's words: uses, rights and powers. docs/formats/odrl.md has the reasons.

An action that is a use of the trade gives that use, with whatever rights of its assigner the use touches: who permits
an act has nothing left to forbid it by. An action that is an act of one right gives that right, in every use.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from licit.formats.odrl.context import CC, ODRL
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, Named
from licit.vocabulary import trade


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an action gives. ``uses`` and ``rights`` ``None`` are open points: the action is not known.

    ``nothing`` is why a known action gives nothing that Licit judges; empty where it gives something.
    """

    uses: Named | None = None
    rights: Named | None = None
    exercise: bool = True
    sublicense: int = 0
    nothing: str = ""


UNKNOWN: Final = Meaning()
_NO_USE: Final = "the action is no use that the vocabulary of music has"
_A_COPY: Final = "the action is about owning a copy, not about a right"

_USES: Final = {
    "use": ("Use",),
    "stream": ("Stream",),
    "print": ("Print",),
    "display": ("Display",),
    "lease": ("Rent",),
    "present": ("PerformInPublic", "PlayInPublic"),
    "distribute": ("Download", "PurchaseAsPhysicalProduct"),
}
_RIGHTS: Final = {
    "present": ("public-performance",),
    "distribute": ("distribution", "making-available"),
    "lease": ("rental",),
    "reproduce": ("reproduction",),
    "synchronize": ("synchronisation",),
    "derive": ("adaptation",),
    "modify": ("adaptation",),
}
_ALIKE: Final = {
    ODRL + "copy": "reproduce",
    CC + "Reproduction": "reproduce",
    CC + "Distribution": "distribute",
    CC + "DerivativeWorks": "derive",
}
_PASS_ON: Final = ("grantUse", "nextPolicy", "license")  # one link: who receives it is not said to pass it on
_COPIES: Final = ("transfer", "sell", "give", "move", "delete")


@functools.cache
def meanings() -> Mapping[str, Meaning]:
    """What each known action gives, by its address."""
    rights = trade("music").rights
    found = {}
    for word in {**_USES, **_RIGHTS}:
        touched: Named = ALL
        if word in _RIGHTS:
            touched = frozenset(one for one in rights if one.partition(":")[2] in _RIGHTS[word])
        found[ODRL + word] = Meaning(frozenset(_USES[word]) if word in _USES else ALL, touched)
    found[ODRL + "translate"] = Meaning(ALL, frozenset(("work:adaptation",)))
    found |= {address: found[ODRL + word] for address, word in _ALIKE.items()}
    found |= {ODRL + word: Meaning(frozenset(("Use",)), ALL, exercise=False, sublicense=1) for word in _PASS_ON}
    found |= {ODRL + word: Meaning(nothing=_A_COPY) for word in _COPIES}
    return found


def meaning(address: str, given: Mapping[str, Meaning]) -> Meaning:
    """What an action gives: as the user says (``given``), else as the table has it; one of a profile is unknown."""
    if address in given:
        return given[address]
    if address in meanings():
        return meanings()[address]
    return Meaning(nothing=_NO_USE) if address.startswith((ODRL, CC)) else UNKNOWN


def given_by_user(text: str | Mapping[str, str]) -> dict[str, Meaning]:
    """Read ``read=OnDemandStream,http://example.org/sync=Dub``: actions, each with the use that it is.

    Raises:
        InvalidValueError: a part is no pair, or the trade has no such use.
    """
    pairs = text.items() if isinstance(text, Mapping) else (part.rpartition("=")[::2] for part in text.split(","))
    found = {}
    for action, use in pairs:
        if not action.strip() or not use.strip():
            raise InvalidValueError(f"{text!r} gives no action a use", mend="write action=Use, separated by commas")
        name = action.strip().removeprefix("odrl:")
        address = name if ":" in name else ODRL + name
        found[address] = Meaning(frozenset((trade("music").check_use(use.strip()),)), ALL)
    return found
