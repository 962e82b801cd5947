# SPDX-License-Identifier: Apache-2.0
"""Addresses of parties and assets, and the identifiers that stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.odrl.context import NOBODY
from licit.formats.odrl.rows import End
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError

WITHIN: Final = "iri"  # whose number an address is: nobody's, it stands for itself
_REGISTER: Final = re.compile(r"(?:urn|info):(isrc|iswc|isni|grid|dpid|ipi-name|ipi-base|cisac)[:/](.+)", re.IGNORECASE)
_ISNI: Final = re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?([0-9X ]{16,19})")
KIND_OF: Final[Mapping[str, str]] = {"isrc": "recording", "iswc": "work"}
_CLASSES: Final[Mapping[str, str]] = {
    "MusicRecording": "recording",
    "Recording": "recording",
    "SoundRecording": "recording",
    "MusicComposition": "work",
    "MusicalWork": "work",
    "Performance": "performance",
}


def identifiers(address: str) -> dict[str, str]:
    """The registered identifier that an address is made of; an ill-formed one is none, and the address stays."""
    match = _REGISTER.fullmatch(address)
    scheme, text = (match[1].lower(), match[2]) if match else ("", "")
    if not match and (isni := _ISNI.fullmatch(address)):
        scheme, text = "isni", isni[1]
    try:
        return {scheme: check(scheme, text)} if scheme else {}
    except InvalidValueError:
        return {}


def address_of(scheme: str, value: str) -> str:
    """The address that ``identifiers`` reads back."""
    return f"urn:{scheme}:{value}"


def party(end: End, known: Known) -> str:
    """The party's id."""
    found = identifiers(end.address)
    own = "" if found else end.address
    written = end.address.partition(NOBODY)[2] or end.address  # without the base that Licit gave a relative address
    return known.party(end.name or written, identifiers=found, within=WITHIN if own else "", number=own)


def asset(end: End, known: Known, otherwise: str) -> tuple[str, bool]:
    """The asset's id, and whether an identifier or a class says its kind; ``otherwise`` is the kind else."""
    found = {scheme: value for scheme, value in identifiers(end.address).items() if scheme in KIND_OF}
    said = [KIND_OF[scheme] for scheme in found]
    said += [kind for one in end.classes if (kind := _CLASSES.get(re.split(r"[/#:]", one)[-1]))]
    kind = said[0] if said else otherwise
    own = "" if found else end.address
    one = known.asset(kind, end.name, identifiers=found, within=WITHIN if own else "", number=own)
    return one, bool(said)


def catalogue(address: str) -> str:
    """The id of the catalogue that a collection is."""
    return fact_id("odrl-collection", address)
