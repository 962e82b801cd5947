# SPDX-License-Identifier: Apache-2.0
"""Works as registrations, NWR with its publishers, writers and recordings, or the reason why CWR can't carry one.

Ownership goes to SPU and OPU, SWR and OWR; who acts for an original publisher, and where, to the records after it in
its chain. What nobody on record owns is written as an unknown publisher's or writer's, up to the whole.
Source: CWR 2.1 and 2.2, 4.2, 5.4 to 5.11; STANDARDS §5.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from licit.formats.cwr.write_lines import Line
from licit.formats.cwr.write_parties import Signatories, Signatory
from licit.formats.cwr.write_rights import CLASSES
from licit.formats.cwr.write_territories import WORLD, Steps
from licit.formats.cwr.write_words import fits, words
from licit.model.asset import Asset
from licit.model.problem import InvalidValueError
from licit.model.share import TOLERANCE, WHOLE

HALF: Final = WHOLE // 2
TITLE: Final = 60
EVERYWHERE: Final[Steps] = ((True, WORLD),)
Shares = Mapping[str, int]  # by class, hundredths of a percent
NONE: Final[Shares] = dict.fromkeys(CLASSES, 0)


@dataclass(frozen=True, slots=True)
class Link:
    """Who acts for a publisher in a work: by which agreement of the file (or none), in which rights, where."""

    taker: Signatory
    agreement: str
    rights: tuple[str, ...]
    territories: Steps
    administers: bool


@dataclass(slots=True)
class Work:
    """A work to register.

    ``owned`` are shares by party; ``links`` those after each publisher; ``given`` who publishes for each writer, with
    the agreement's number or none; ``controlled`` the parties the submitter acts for.
    """

    asset: Asset
    number: str
    revised: bool = False
    owned: dict[str, dict[str, int]] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    given: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    controlled: set[str] = field(default_factory=set)
    recordings: Sequence[str] = ()


def records(work: Work, parties: Signatories, version: str) -> Iterator[Line]:
    """All records of the registration.

    Raises:
        InvalidValueError: CWR refuses such a work: its title, its parties or the sums of its shares.
    """
    people = {one: parties.of(one) for one in dict.fromkeys((*work.owned, *work.given))}
    publishers = [one for one in people.values() if not one.writes]
    writers = [one for one in people.values() if one.writes]
    missing = _missing(work, publishers, writers)
    title = words(work.asset.title or work.number)
    if fits(title, TITLE) != title:
        parties.remark(work.asset.id, "title", f"{title} is longer than {TITLE} characters and was cut")
    elif title != " ".join(work.asset.title.upper().split()):
        parties.remark(work.asset.id, "title", f"written {title}")
    yield "NWR", _head(work, fits(title, TITLE))
    chains: dict[str, int] = {}
    publishers.sort(key=lambda one: one.id not in work.controlled)
    for chain, one in enumerate(publishers, start=1):
        chains[one.id] = chain
        yield from _chain(work, one, chain, parties)
    if any(missing[0].values()):
        yield (
            "OPU",
            {"chain": len(publishers) + 1, "publisher-unknown": "Y", "publisher-type": "E", **_shares(missing[0])},
        )
    writers.sort(key=lambda one: one.id not in work.controlled)
    for one in writers:
        yield from _writer(work, one, chains, parties, version)
    if any(missing[1].values()) or not writers:
        yield "OWR", {"writer-unknown": "Y", "designation": "CA", **_shares(missing[1])}
    for isrc in work.recordings:
        yield "REC", {"isrc": isrc}


def _head(work: Work, title: str) -> Mapping[str, str | int]:
    return {
        "work-title": title,
        "work": work.number,
        "iswc": dict(work.asset.identifiers).get("iswc", ""),
        "category": "POP",
        "recorded": "Y" if work.recordings else "U",
        "version-type": "ORI",
    }


def _missing(work: Work, publishers: Sequence[Signatory], writers: Sequence[Signatory]) -> tuple[Shares, Shares]:
    """What an unknown publisher and an unknown writer own, so that each right is whole.

    Raises:
        InvalidValueError: no such shares make it whole within CWR's bounds.
    """
    unknown: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for right in CLASSES:
        published, written = (
            sum(work.owned.get(one.id, NONE)[right] for one in those) for those in (publishers, writers)
        )
        rest = WHOLE - published - written
        if not published + written or abs(rest) <= TOLERANCE:
            rest = 0
        bound = HALF if right == "pr" else WHOLE
        if rest < 0:
            what = f"{right.upper()} shares are {(published + written) / 100:.2f} %, and CWR takes 100 % at most"
            raise InvalidValueError(what, mend="settle who owns what")
        unknown[0][right] = min(rest, max(0, bound - published))
        unknown[1][right] = rest - unknown[0][right]
        written += unknown[1][right]
        if published > bound + TOLERANCE or (right == "pr" and 0 < written < HALF - TOLERANCE):
            what = f"publishers own {published / 100:.2f} % of {right.upper()}, writers {written / 100:.2f} %"
            raise InvalidValueError(what, mend="CWR gives writers half of the performing right at least")
    return unknown


def _shares(owned: Shares) -> dict[str, str | int]:
    return {f"{right}-share": owned[right] for right in CLASSES}


def _affiliated(one: Signatory, owned: Shares) -> dict[str, str | int]:
    """Shares, and the society where the case has one; a share without a society is allowed in a work."""
    return {**_shares(owned), **{f"{right}-society": one.society for right in CLASSES if one.society and owned[right]}}


def _publisher(one: Signatory, chain: int, kind: str) -> dict[str, str | int]:
    return {
        "chain": chain,
        "party": one.number,
        "publisher-name": one.name,
        "publisher-type": kind,
        "publisher-ipi-name": one.ipi,
        "publisher-ipi-base": one.base,
    }


def _chain(work: Work, one: Signatory, chain: int, parties: Signatories) -> Iterator[Line]:
    """The original publisher and who acts for it, each with its territories."""
    owned = work.owned.get(one.id, NONE)
    mine = one.id in work.controlled
    yield "SPU" if mine else "OPU", {**_publisher(one, chain, "E"), **_affiliated(one, owned)}
    links = list(_after(work, one.id, ()))
    if not mine:
        if links:
            parties.remark(work.asset.id, "chain", f"who acts for {one.id} is left out: it is another's publisher")
        return
    if not links:
        yield from _territories("SPT", one, EVERYWHERE, owned)
    for link in links:
        kind = "AM" if link.administers else "SE"
        yield "SPU", {**_publisher(link.taker, chain, kind), **_shares(NONE), "agreement": link.agreement}
        collected = {right: owned[right] if right in link.rights else 0 for right in CLASSES}
        yield from _territories("SPT", link.taker, link.territories, collected)


def _after(work: Work, one: str, above: tuple[str, ...]) -> Iterator[Link]:
    for link in work.links.get(one, ()):
        if link.taker.id not in (*above, one):
            yield link
            yield from _after(work, link.taker.id, (*above, one))


def _territories(record: str, one: Signatory, where: Steps, collected: Shares) -> Iterator[Line]:
    if not one.ipi and record == "SPT":
        return  # who collects must have a name number
    for order, (includes, number) in enumerate(where, start=1):
        found: dict[str, str | int] = {f"{right}-collected": collected[right] if includes else 0 for right in CLASSES}
        sign = "I" if includes else "E"
        yield record, {"party": one.number, **found, "in-or-out": sign, "territory": number, "order": order}


def _writer(
    work: Work, one: Signatory, chains: Mapping[str, int], parties: Signatories, version: str
) -> Iterator[Line]:
    owned = work.owned.get(one.id, NONE)
    mine = one.id in work.controlled
    last, _, first = one.name.partition(", ")
    named: dict[str, str | int] = {"party": one.number, "last-name": last, "writer-first-name": first}
    named |= {"designation": "CA", "writer-ipi-name": one.ipi, "writer-ipi-base": one.base}
    yield "SWR" if mine else "OWR", {**named, **_affiliated(one, owned)}
    if not mine:
        return
    if any(owned.values()):
        yield from _territories("SWT", one, EVERYWHERE, owned)
    for publisher, agreement in work.given.get(one.id, ()):
        link: dict[str, str | int] = {"publisher": parties.of(publisher).number, "writer": one.number}
        link |= {"publisher-name": parties.of(publisher).name, "agreement": agreement}
        yield "PWR", link | ({"chain": chains[publisher]} if version >= "2.2" else {})
