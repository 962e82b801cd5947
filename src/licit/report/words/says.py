# SPDX-License-Identifier: Apache-2.0
"""Which fields of its node each phrase says, in every language: it reads these and no other.

What else a phrase says comes from the fact that a field names (its kind, its days, its territories).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from licit.model.proof import Dimension, OpenKind, RootKind

NODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "place": ("territory", "server"),
        "requirement": ("requirement", "standing", "rights", "missing"),  # of the last two, whether there are any
        "right": ("asset", "kind", "right"),
        "share": ("owner", "hundredths"),
        "link": ("grant", "grantor", "grantee", "standing", "powers", "ended_on"),
        "actor": ("actor", "operation"),
    }
)
ROOTS: Final[Mapping[RootKind, tuple[str, ...]]] = MappingProxyType(
    {
        RootKind.OWNER: ("party",),
        RootKind.EXTENDED: ("party", "facts"),
        RootKind.COMPULSORY: ("facts",),
        RootKind.EXCEPTION: ("facts",),
    }
)
BREAKS: Final[Mapping[Dimension, tuple[str, ...]]] = MappingProxyType(
    {
        Dimension.NO_GRANT: ("at", "to"),
        Dimension.TERRITORY: ("grant",),
        Dimension.USE: ("grant",),
        Dimension.RIGHT: ("grant",),
        Dimension.REPERTOIRE: ("grant",),
        Dimension.TERM: ("grant", "by", "held_until"),
        Dimension.NOT_BEGUN: ("grant", "held_from"),
        Dimension.NO_SUBLICENSE: ("at", "grant"),
        Dimension.LINKS: ("at", "grant"),
        Dimension.NO_EXERCISE: ("at",),
        Dimension.OPTED_OUT: ("grant", "by"),
        Dimension.BARRED: ("at", "grant", "by"),
        Dimension.MEMBERSHIP: ("at", "to", "by"),
        Dimension.FELL: ("grant", "by"),
        Dimension.CONDITION: ("grant",),
        Dimension.DISPUTED: ("grant", "by"),
        Dimension.REJECTED: ("grant", "by"),
        Dimension.UNSAID: ("grant",),
        Dimension.LAW: ("grant",),
    }
)
OPEN_POINTS: Final[Mapping[OpenKind, tuple[str, ...]]] = MappingProxyType(
    {
        OpenKind.FACT: ("facts",),
        OpenKind.ORDER: ("facts",),
        OpenKind.DAY: ("facts", "detail"),
        OpenKind.SCOPE: ("facts", "detail"),
        OpenKind.SOME: ("facts", "detail"),
        OpenKind.CONDITION: ("facts", "detail"),
        OpenKind.PLACE: (),
    }
)
