# SPDX-License-Identifier: Apache-2.0
"""The relationship types of MusicBrainz that say something about rights, and what Licit makes of each.

The ids and names are facts of MusicBrainz (core data, CC0); the words on them are ours. Source: link_type.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Reading(Enum):
    """What a relationship is read as."""

    OWNERSHIP = "a label belongs to another"
    P_RECORDING = "a label is credited with the (P) of a recording"
    P_RELEASE = "a label is credited with the (P) of a release"
    LICENSOR = "a label licensed a release to another"
    LICENSEE = "a label released under licence"
    PERFORMANCE = "a recording is of a work"
    EVENT = "it is an event, dated or not"
    NOTHING = "it says nothing that Licit judges"


GIDS: Final[Mapping[str, tuple[str, Reading]]] = {
    "ab7a9be0-c060-4852-8f2e-4faf5b33231e": ("label ownership", Reading.OWNERSHIP),
    "fd841726-ba3c-47f7-af8e-6734ab6243ff": ("phonographic copyright", Reading.P_RECORDING),
    "287361d2-1dce-4d39-9f82-222b786e2b30": ("phonographic copyright", Reading.P_RELEASE),
    "45a18e5d-b610-412f-acfc-c43ca835c24f": ("licensor", Reading.LICENSOR),
    "e77cb4ab-a438-43ad-9200-0d9bbf68b378": ("licensee", Reading.LICENSEE),
    "a3005666-a872-32c3-ad06-98af558e99b0": ("performance", Reading.PERFORMANCE),
    "e6159066-6013-4d09-a2f8-bc473f21e89e": ("label rename", Reading.EVENT),
    "1a502d1c-2c30-4efa-8cd7-39af664e3af8": ("label reissue", Reading.EVENT),
    "23f8c592-006d-4214-9080-c4e5000c05d7": ("imprint", Reading.NOTHING),
    "e0636054-32b7-4dd5-97a9-6e5664d443bc": ("label distribution", Reading.NOTHING),
    "51e4a303-8215-4db6-9a9f-ebe95442dbef": ("publishing", Reading.NOTHING),
    "2ed5a497-4f85-4b3f-831e-d341ad28c544": ("copyright", Reading.NOTHING),
    "4f89b0a1-e135-41e4-94a7-e3d2a95f31a1": ("distributed", Reading.NOTHING),
    "835e514a-c5bc-44f7-be7b-92452a3f5d60": ("manufactured", Reading.NOTHING),
    "25858332-bf31-4ad6-85b6-6a3bccebf02e": ("published", Reading.NOTHING),
    "cee6eeeb-14f5-4079-9789-632b46acfd33": ("publishing", Reading.NOTHING),
    "06fc3d02-ae89-4566-ad49-624500d6beb7": ("rights society", Reading.NOTHING),
    "05ee6f18-4517-342d-afdf-5897f64276e3": ("publishing", Reading.NOTHING),
    "f25e301d-b87b-4561-86a0-5d2df6d26c0a": ("license", Reading.NOTHING),
    "004bd0c3-8a45-4309-ba52-fa99f3aa3d50": ("license", Reading.NOTHING),
    "c0998b44-aa21-4d27-be79-2ff64205cecd": ("manufactured in", Reading.NOTHING),
}

WHY: Final[Mapping[str, str]] = {
    "imprint": "a logo is no authority",
    "label distribution": "who carries copies needs no right in them",
    "distributed": "who carries copies needs no right in them",
    "manufactured": "who presses copies does so for another",
    "manufactured in": "a place is no party",
    "copyright": "the (C) of a release is in its package, not in its recordings",
    "publishing": "neither share nor right nor territory of a publisher is said",
    "published": "who issued a release is not who owns it",
    "rights society": "a society's sign names a probable mandate and gives none",
    "license": "a public licence names no grantee",
}
OTHER: Final = ("relation of another type", "it says nothing of rights")
ARTIST: Final = ("relation of an artist", "artists may be persons: no party is made of them")


def reading(gid: str) -> Reading:
    """What a type is read as."""
    return GIDS[gid][1] if gid in GIDS else Reading.NOTHING


def left_out(gid: str) -> tuple[str, str]:
    """What is told of a relationship that is not read."""
    if gid not in GIDS:
        return OTHER
    name = GIDS[gid][0]
    return name, WHY.get(name, "it has no day")
