# SPDX-License-Identifier: Apache-2.0
"""Who acts for the publishers of a work, laid into chains in the order in which the records of CWR stand.

Administrators come after their publisher at once; a sub-publisher's own sub-publisher comes after a record of it that
takes its place in the chain without shares. Source: CWR 2.1 and 2.2, 5.4.2; user manual §3.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from licit.formats.cwr.write_parties import Signatory
from licit.formats.cwr.write_territories import Steps, within

DEEPEST: Final = 20  # links of one chain: no real one has more than four


@dataclass(frozen=True, slots=True)
class Link:
    """Who acts for a publisher in a work: under which agreement's number, if any, in which rights, where.

    ``settled``: the agreement is in the file and between the two, so that the chain only says that it is theirs.
    """

    giver: str
    taker: Signatory
    agreement: str
    rights: tuple[str, ...]
    territories: Steps
    administers: bool
    fact: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A link where it stands in the chain; ``passing``: it only has its place there, and another after it collects."""

    link: Link
    passing: bool = False


Links = Mapping[str, Sequence[Link]]  # by the publisher who gave


@dataclass(frozen=True, slots=True)
class _Given:
    brought: frozenset[Link]
    settled: frozenset[str]


def laid(links: Links, first: str) -> list[Placed]:
    """The chain after a first publisher. What a publisher gives on comes after the link that brought it just that.

    Where no link of the work brought just that, it comes after one that reaches at least as far. What would be read as
    another's to give stays out.
    """
    found: list[Placed] = []
    for placed in _after(links, first, (first,), _Given(_brought(links), _settled(links))):
        if _engaged(found, placed.link, first) == placed.link.giver:
            found.append(placed)
    return found


def _engaged(before: Sequence[Placed], link: Link, first: str) -> str:
    """By whom its taker is engaged as chains are read: see ``chains.engaged``."""
    if link.administers:
        return next((one.link.taker.id for one in reversed(before) if not one.link.administers), first)
    for one in reversed(before):
        place = tuple(step for step in one.link.territories if step[0])
        if one.passing and not one.link.administers and within(link.territories, (place,)):
            return one.link.taker.id
    return first


def _brought(links: Links) -> frozenset[Link]:
    """The links whose giver got the same rights in the same territories from another."""
    all_links = [link for mine in links.values() for link in mine]
    got = {(link.taker.id, link.rights, link.territories) for link in all_links if not link.administers}
    return frozenset(link for link in all_links if (link.giver, link.rights, link.territories) in got)


def _settled(links: Links) -> frozenset[str]:
    """Those to whom an agreement of the file is a way."""
    return frozenset(link.taker.id for mine in links.values() for link in mine if link.settled)


def _after(links: Links, giver: str, above: tuple[str, ...], given: _Given) -> Iterator[Placed]:
    """Administrators, then who collects, then who has a place for others: these would be read as engaging the rest."""
    mine = [link for link in links.get(giver, ()) if link.taker.id not in above and len(above) < DEEPEST]
    passing: list[tuple[Link, list[Link]]] = []
    for link in sorted(mine, key=lambda link: (not link.administers, not link.settled)):
        alike = link.rights, link.territories
        same = [one for one in links.get(link.taker.id, ()) if (one.rights, one.territories) == alike]
        if same and not link.administers:
            passing.append((link, same))
        else:
            yield Placed(link)
    for taker in dict.fromkeys(link.taker.id for link in mine if not link.administers):
        ways = [link for link in mine if link.taker.id == taker and not link.administers]
        for one in links.get(taker, ()):
            via = _way(ways, one, by_agreement=taker in given.settled)
            if one not in given.brought and via is not None:
                passing.append((replace(via, rights=one.rights, territories=one.territories), [one]))
    for link, onward in passing:
        yield Placed(link, passing=True)
        yield from _after({**links, link.taker.id: onward}, link.taker.id, (*above, link.taker.id), given)


def _way(ways: Sequence[Link], onward: Link, *, by_agreement: bool) -> Link | None:
    """The link after which what its taker gives on may come: a settled one, or one of those that reach as far."""
    if by_agreement:
        return next((link for link in ways if link.settled), None)
    wide = [link for link in ways if set(onward.rights) <= set(link.rights)]
    reached = wide and within(onward.territories, tuple(link.territories for link in wide))
    return wide[0] if reached else None
