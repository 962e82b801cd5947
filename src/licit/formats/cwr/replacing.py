# SPDX-License-Identifier: Apache-2.0
"""What a registration or agreement replaces: all that its source said of it before, and does not say now, is denied.

Source: CWR 2.2 (CWR19-1070R1) 4.3: a revision has all information of the work; 3.1, DRW.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from licit.formats.cwr.collapsing import link_of
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt
from licit.formats.cwr.transactions import Transaction
from licit.formats.entries import Entry, Under
from licit.model.fact import Control, Fact, Grant
from licit.model.problem import Problem, Severity
from licit.model.statement import Basis


def replacing(
    said: Iterable[Said | Entry], whole: Transaction, subject: str, reading: Reading, **more: object
) -> Iterator[Entry]:
    """What is said now, and the denial of what was said before and is not said now.

    ``more`` is what the statements have besides (``basis``, ``note``). Where a record was refused nothing is denied:
    it may be what that record said.
    """
    earlier = reading.known.earlier(reading.source, subject) if subject else ()
    new: set[str] = set()
    complete = not whole.broken
    for entry in said:
        if isinstance(entry, Said):
            for one in stated(entry, subject, reading, **more):
                new |= {link_of(one.fact)} if isinstance(one, Under) else set()
                yield one
            new.add(entry.fact.id)
        else:
            complete = complete and not (isinstance(entry, Problem) and entry.severity is Severity.ERROR)
            yield entry
    gone = [fact for fact in earlier if fact.id not in new and link_of(fact) not in new]
    if gone and not complete:
        what = f"{len(gone)} facts that it says no longer stand, since a record of it was refused"
        yield doubt(whole.head, what, "mend the record and read the file again")
    else:
        yield from denied(gone, earlier, whole.head, subject, reading)


def stated(one: Said, subject: str, reading: Reading, **more: object) -> Iterator[Entry]:
    """A fact as a statement: a link of a chain for all its works at once, an affiliation of no subject."""
    if "note" in more and one.note:
        more["note"] = f"{more['note']}; {one.note}"
    if one.basis is Basis.INFERRED:
        more.pop("basis", None)
    if one.asset:
        yield from reading.links.say(one, reading.source, subject, **more)
    elif one.basis is Basis.INFERRED and isinstance(one.fact, Grant):
        yield one.stated()
    else:
        yield one.stated(subject=subject, **more)


def denied(gone: Iterable[Fact], earlier: Sequence[Fact], head: Row, subject: str, reading: Reading) -> Iterator[Entry]:
    """Deny facts; a work only leaves the links of its chains, for others are in them."""
    asset = next((fact.asset for fact in earlier if isinstance(fact, Control)), "")
    for fact in gone:
        if link := link_of(fact):
            reading.links.drop(link, asset, reading.source, head)
        else:
            yield Said(fact, head, note=f"not said by {head.type}").stated(affirms=False, subject=subject)
