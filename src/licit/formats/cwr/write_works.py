# SPDX-License-Identifier: Apache-2.0
"""Works as registrations, NWR with its publishers, writers and recordings, or the reason why CWR can't carry one.

Ownership goes to SPU and OPU, SWR and OWR; who acts for an original publisher, and where, to the records after it in
its chain. What nobody on record owns is written as an unknown publisher's or writer's, up to the whole.
Source: CWR 2.1 and 2.2, 4.2, 5.4 to 5.11; STANDARDS §5.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from licit.formats.cwr.rights import CLASSES
from licit.formats.cwr.write_chains import Link, Placed, laid
from licit.formats.cwr.write_lines import Line
from licit.formats.cwr.write_parties import Signatories, Signatory, affiliated
from licit.formats.cwr.write_territories import WORLD, Steps, meet
from licit.formats.cwr.write_words import fits, words
from licit.model.asset import Asset
from licit.model.problem import InvalidValueError
from licit.model.share import TOLERANCE, WHOLE

HALF: Final = WHOLE // 2
TITLE: Final = 60
SUPPOSED: Final = (
    "what the case does not have is written as usual: designation CA, category POP, version ORI, "
    "and each share collected where it is owned"
)
NOWHERE: Final = "no chain of original publisher, administrator and sub-publisher has a place for it"
REFERENCE: Final = "work-"  # a number that another organisation gave the work, by that organisation's code
IDENTIFIER: Final = 14
MOST: Final = 99  # chains of a work, by the size of their number
EVERYWHERE: Final[Steps] = ((True, WORLD),)
Shares = Mapping[str, int]  # by class, hundredths of a percent
NONE: Final[Shares] = dict.fromkeys(CLASSES, 0)


@dataclass(slots=True)
class Work:
    """A work to register.

    ``owned`` are shares by party; ``links`` who acts after each publisher; ``given`` who publishes for each writer;
    ``controlled`` the parties the submitter acts for. ``astray`` is filled as it is written: links that it has no
    place for, with the reason.
    """

    asset: Asset
    number: str
    owned: dict[str, dict[str, int]] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    given: dict[str, list[Link]] = field(default_factory=dict)
    controlled: set[str] = field(default_factory=set)
    recordings: Sequence[str] = ()
    astray: list[tuple[Link, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Chain:
    """An original publisher, its number, who comes after it, and where it collects for its writers besides."""

    first: Signatory
    number: int
    after: list[Placed]
    collects: list[Link] = field(default_factory=list)


def records(work: Work, parties: Signatories, version: str) -> Iterator[Line]:
    """All records of the registration.

    Raises:
        InvalidValueError: CWR refuses such a work: its title, its parties or the sums of its shares.
    """
    chains, people = _chains(work, parties)
    writers = [one for one in people if one.writes]
    unknown = _missing(work, [one.first for one in chains], writers)
    title = _title(work, parties)
    parties.remark("", "works", SUPPOSED)
    yield "NWR", _head(work, title)
    for chain in chains:
        yield from _publishers(work, chain, version)
    if any(unknown[0].values()):
        shares = _shares(unknown[0])
        yield "OPU", {"chain": len(chains) + 1, "publisher-unknown": "Y", "publisher-type": "E", **shares}
    numbers = _numbers(chains)
    for one in sorted(writers, key=lambda one: one.id not in work.controlled):
        yield from _writer(work, one, numbers, version)
    if any(unknown[1].values()) or not writers:
        yield "OWR", {"writer-unknown": "Y", "designation": "CA", **_shares(unknown[1])}
    for isrc in work.recordings:
        yield "REC", {"isrc": isrc, "isrc-validity": "Y" if version >= "2.2" else ""}
    if version >= "2.2":
        yield from _references(work)


def _title(work: Work, parties: Signatories) -> str:
    given = work.asset.title or work.number
    title = words(given)
    if fits(title, TITLE) != title:
        parties.remark(work.asset.id, "title", f"{title} is longer than {TITLE} characters and was cut")
    elif title != " ".join(given.upper().split()):
        parties.remark(work.asset.id, "title", f"written {title}")
    return fits(title, TITLE)


def _numbers(chains: Sequence[_Chain]) -> Mapping[str, int]:
    """The chain of each publisher: its own, else the first in which it acts for another."""
    found = {chain.first.id: chain.number for chain in chains}
    for chain in chains:
        for placed in chain.after:
            found.setdefault(placed.link.taker.id, chain.number)
    return found


def _head(work: Work, title: str) -> Mapping[str, str | int]:
    return {
        "work-title": title,
        "work": work.number,
        "iswc": dict(work.asset.identifiers).get("iswc", ""),
        "category": "POP",
        "recorded": "Y" if work.recordings else "U",
        "version-type": "ORI",
    }


def _references(work: Work) -> Iterator[Line]:
    for scheme, code in work.asset.identifiers:
        if scheme.startswith(REFERENCE) and len(code) <= IDENTIFIER:
            organisation = scheme.removeprefix(REFERENCE)
            yield (
                "XRF",
                {"organisation-code": organisation, "identifier": code, "identifier-type": "W", "validity": "Y"},
            )


def _chains(work: Work, parties: Signatories) -> tuple[list[_Chain], list[Signatory]]:
    """The chains in order, those that the submitter acts for first, and all who own or give."""
    takers = {link.taker.id for links in work.links.values() for link in links}
    starts = [one for one in work.links if one not in takers and one not in work.owned]
    people = [parties.in_work(one) for one in dict.fromkeys((*work.owned, *work.given, *starts))]
    firsts = [one for one in people if not one.writes]
    placed = {one.id for one in firsts} | takers
    for link in (one for links in work.given.values() for one in links):
        if link.taker.id not in placed:  # a writer's publisher that owns nothing still begins a chain
            firsts.append(link.taker)
            placed.add(link.taker.id)
    firsts.sort(key=lambda one: one.id not in work.controlled)
    if len(firsts) >= MOST:
        raise InvalidValueError(f"it has {len(firsts)} publishers", mend=f"CWR has room for {MOST}")
    chains = []
    for number, one in enumerate(firsts, start=1):
        after = laid(work.links, one.id)
        collects = [link for links in work.given.values() for link in links if link.taker.id == one.id and link.rights]
        chains.append(_Chain(one, number, after, collects))
    placed_facts = {placed.link.fact for chain in chains for placed in chain.after}
    for link in (one for links in work.links.values() for one in links):
        if link.fact not in placed_facts:
            work.astray.append((link, NOWHERE))
    return chains, people


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
        alone = max((owned[right] for owned in work.owned.values()), default=0)
        if rest < 0 or alone > WHOLE:  # one owner has no tolerance: a field of CWR takes 100 % at most
            what = f"{right.upper()} shares are {(published + written) / 100:.2f} %, and CWR takes 100 % at most"
            raise InvalidValueError(what, mend="settle who owns what")
        unknown[0][right] = min(rest, max(0, bound - published))
        unknown[1][right] = rest - unknown[0][right]
        written += unknown[1][right]
        most = max((work.owned.get(one.id, NONE)[right] for one in publishers), default=0)
        if published > bound + TOLERANCE or most > bound or (right == "pr" and 0 < written < HALF - TOLERANCE):
            what = f"publishers own {published / 100:.2f} % of {right.upper()}, writers {written / 100:.2f} %"
            raise InvalidValueError(what, mend="CWR gives writers half of the performing right at least")
    return unknown


def _shares(owned: Shares) -> dict[str, str | int]:
    return {f"{right}-share": owned[right] for right in CLASSES}


def _publisher(one: Signatory, chain: int, kind: str) -> dict[str, str | int]:
    return {
        "chain": chain,
        "party": one.number,
        "publisher-name": one.name,
        "publisher-type": kind,
        "publisher-ipi-name": one.ipi,
        "publisher-ipi-base": one.base,
        **affiliated(one),
    }


def _publishers(work: Work, chain: _Chain, version: str) -> Iterator[Line]:
    """The original publisher and who acts for it, each with its territories."""
    one, owned = chain.first, work.owned.get(chain.first.id, NONE)
    mine = one.id in work.controlled
    yield "SPU" if mine else "OPU", {**_publisher(one, chain.number, "E"), **_shares(owned)}
    if not mine:
        why = f"{one.id} is another's publisher, whose chain CWR leaves out"
        work.astray += [(link, why) for link in (*(placed.link for placed in chain.after), *chain.collects)]
        return
    first = next(iter(chain.collects), None)
    if first is not None:
        same = [link for link in chain.collects if link.territories == first.territories]
        rights = tuple(dict.fromkeys(right for link in same for right in link.rights))
        why = f"{one.id} stands once in its chain, and collects for its writers elsewhere already"
        work.astray += [(link, why) for link in chain.collects if link not in same]
        first = replace(first, rights=rights)
        yield from _territories(work, one, first, _collected(work, one.id, first, [first]), version)
    if not chain.after and not chain.collects and any(owned.values()) and _names(one, version):
        yield from _list("SPT", one, EVERYWHERE, owned)
    collecting = [placed.link for placed in chain.after if not placed.passing]
    for placed in chain.after:
        link = placed.link
        kind = "AM" if link.administers else "SE"
        agreement = {"agreement": link.agreement}
        yield "SPU", {**_publisher(link.taker, chain.number, kind), **_shares(NONE), **agreement}
        collected = NONE if placed.passing else _collected(work, one.id, link, collecting)
        yield from _territories(work, link.taker, link, collected, version)


def _collected(work: Work, first: str, link: Link, beside: Sequence[Link]) -> Shares:
    """What is collected in a chain: what its first publisher owns, else its writers, else next to nothing.

    The case has no collection shares, which are money, but in CWR they say which rights are meant. Where several links
    meet in a territory they divide the share, since no right may be collected more than whole.
    """
    given = [writer for writer, links in work.given.items() if any(one.taker.id == first for one in links)]
    found = dict(NONE)
    for right in link.rights:
        mine = work.owned.get(first, NONE)[right] or sum(work.owned.get(one, NONE)[right] for one in given)
        same = sum(1 for one in beside if right in one.rights and meet(one.territories, link.territories))
        found[right] = max(1, min(mine, HALF if right == "pr" else WHOLE) // max(1, same))
    return found


def _names(one: Signatory, version: str) -> bool:
    """Whether it may collect: from 2.2 on only by its name number."""
    return bool(one.ipi) or version < "2.2"


def _territories(work: Work, one: Signatory, link: Link, collected: Shares, version: str) -> Iterator[Line]:
    if _names(one, version):
        yield from _list("SPT", one, link.territories, collected)
    else:
        work.astray.append((link, f"{one.id} has no IPI name number, without which CWR {version} takes no territories"))


def _list(record: str, one: Signatory, where: Steps, collected: Shares) -> Iterator[Line]:
    for order, (includes, number) in enumerate(where, start=1):
        found: dict[str, str | int] = {f"{right}-collected": collected[right] if includes else 0 for right in CLASSES}
        sign = "I" if includes else "E"
        yield record, {"party": one.number, **found, "in-or-out": sign, "territory": number, "order": order}


def _writer(work: Work, one: Signatory, chains: Mapping[str, int], version: str) -> Iterator[Line]:
    owned = work.owned.get(one.id, NONE)
    mine = one.id in work.controlled
    named: dict[str, str | int] = {"party": one.number, "last-name": one.name, "writer-first-name": one.first}
    named |= {"designation": "CA", "writer-ipi-name": one.ipi, "writer-ipi-base": one.base, **affiliated(one)}
    yield "SWR" if mine else "OWR", {**named, **_shares(owned)}
    if not mine:
        work.astray += [(link, f"{one.id} is another's writer") for link in work.given.get(one.id, ())]
        return
    passed = {right for link in work.given.get(one.id, ()) for right in link.rights}  # its publisher collects these
    collected = {right: 0 if right in passed else owned[right] for right in CLASSES}
    if any(owned.values()):
        yield from _list("SWT", one, EVERYWHERE, collected)
    for link in work.given.get(one.id, ()):
        found: dict[str, str | int] = {"publisher": link.taker.number, "publisher-name": link.taker.name}
        found |= {"writer": one.number, "agreement": link.agreement}
        yield "PWR", found | ({"chain": chains[link.taker.id]} if version >= "2.2" else {})
