# SPDX-License-Identifier: Apache-2.0
"""The records of a registration laid together: each party with its territories, and who publishes for whom.

Territories follow their party, and a link its writer, by place and by number: one party may stand in several chains.
Source: CWR 2.2 (CWR19-1070R1) 4.2, 5.4 to 5.9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from licit.formats import checks
from licit.formats.cwr.affiliations import affiliations
from licit.formats.cwr.chains import AGENTS, OWNERS, Link, Publisher
from licit.formats.cwr.parties import named
from licit.formats.cwr.places import hundredths, places
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rights import CLASSES
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt, refused
from licit.formats.cwr.shares import Writer
from licit.formats.cwr.transactions import Transaction
from licit.formats.entries import Entry, LeftOut
from licit.model.problem import InvalidValueError

PUBLISHERS: Final = ("SPU", "OPU")
WRITERS: Final = ("SWR", "OWR")
TERRITORIES: Final = ("SPT", "SWT", "OPT", "OWT")


@dataclass(slots=True)
class Registration:
    """A work's records laid together. ``lists`` are the territory records of each party, in file order."""

    asset: str
    publishers: list[Publisher] = field(default_factory=list)
    writers: list[Writer] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lists: list[tuple[Publisher | Writer, list[Row]]] = field(default_factory=list)


def laid(whole: Transaction, found: Registration, reading: Reading) -> Iterator[Said | Entry]:
    """Fill the registration; what comes out by the way is said, refused, or left out."""
    last: Publisher | Writer | None = None
    for row in whole.records:
        if row.type in (*PUBLISHERS, *WRITERS):
            party, problems = named(row, reading)
            yield from problems
            try:
                last = _party(row, party, found)
            except InvalidValueError as error:
                yield refused(row, error.what, error.mend, checks.VALUE)
                last = None
                continue
            if party:
                yield from affiliations(row, party, reading)
        elif row.type in TERRITORIES:
            yield from _territory(row, last, found, reading)
        elif row.type == "PWR":
            yield from _link(row, last, found)
    for one, rows in found.lists:
        one.places, problems = places(rows, reading.day, numbered=True)
        yield from problems
        if rows and isinstance(one, Publisher) and one.own and one.kind in OWNERS and rows[0].version < "3":
            yield LeftOut("SPT", "what an owner collects itself is money; it owns everywhere")


def _party(row: Row, party: str, found: Registration) -> Publisher | Writer:
    """The party of a record.

    Raises:
        InvalidValueError: a share of it can't be read.
    """
    owned = {right: hundredths(row, f"{right}-share") for right in CLASSES}
    one: Publisher | Writer
    if row.type in PUBLISHERS:
        one = Publisher(row, party, row["publisher-type"] or "E", row["chain"].lstrip("0"), owned)
        found.publishers.append(one)
    else:
        one = Writer(row, party, row["designation"], owned)
        found.writers.append(one)
    found.lists.append((one, []))
    return one


def _territory(
    row: Row, last: Publisher | Writer | None, found: Registration, reading: Reading
) -> Iterator[Said | Entry]:
    if last is None or row.type[1:] != ("PT" if isinstance(last, Publisher) else "WT"):
        what = "it does not follow the party whose territories it lists"
        yield refused(row, what, "put it after its party's record", checks.ORDER)
    elif row["party"] != last.row["party"]:
        what = f"it lists territories of {row['party']!r} after the record of {last.row['party']!r}"
        yield refused(row, what, "put it after its party's record", checks.REFERENCE)
    else:
        found.lists[-1][1].append(row)
        if last.party and (row["pr-society"] or row["mr-society"] or row["sr-society"]):
            yield from affiliations(row, last.party, reading)


def _link(row: Row, last: Publisher | Writer | None, found: Registration) -> Iterator[Entry]:
    if not isinstance(last, Writer) or (row["writer"] and row["writer"] != last.row["party"]):
        what = f"it does not follow the record of writer {row['writer']!r}"
        yield refused(row, what, "put it after its writer's record", checks.ORDER)
        return
    chain, number = row["chain"].lstrip("0"), row["publisher"]
    firsts = [one for one in found.publishers if one.kind not in ("SE", *AGENTS) or one.own]
    near = [one for one in firsts if (number and one.row["party"] == number) and (not chain or one.chain == chain)]
    if near and last.party:
        found.links.append(Link(last.party, near[0], row["agreement"], row))
    elif number and not near:
        what = f"publisher {number!r}{f' of chain {chain}' if chain else ''} is not in the registration"
        yield doubt(row, what, "name the publisher in an SPU or OPU", checks.REFERENCE)
        yield LeftOut("PWR", "its publisher is not in the registration")
    else:
        yield LeftOut("PWR", "it names no publisher, or its writer is not known")
