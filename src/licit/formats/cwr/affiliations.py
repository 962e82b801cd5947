# SPDX-License-Identifier: Apache-2.0
"""Affiliation to a society: a probable mandate, and no more. Where, for which uses, with what left out is in IPI alone.

So it becomes a mandate whose uses and territories are unstated, inferred by Licit, once per party, society and right.
Source: STANDARDS §5.8; SEMANTICS §2, Recording habits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from licit.formats import checks
from licit.formats.cwr.parties import society
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rights import CLASSES, rights_of
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt
from licit.formats.ids import fact_id
from licit.model.fact import UNLIMITED, Grant, GrantKind
from licit.model.problem import InvalidValueError, Problem
from licit.model.scope import Repertoire, Scope
from licit.model.statement import Basis

NOTE: Final = "inferred from an affiliation; what the mandate covers is not in CWR"


def affiliations(row: Row, party: str, reading: Reading) -> Iterator[Said | Problem]:
    """The probable mandates of a party to the societies that a record names for its rights."""
    for right in CLASSES:
        code = row[f"{right}-society"]
        if not code or (party, code, right) in reading.affiliated:
            continue
        reading.affiliated.add((party, code, right))
        try:
            to = society(code, reading)
        except InvalidValueError as error:
            if reading.once(checks.VALUE, f"society {code}"):
                yield doubt(row, f"{error.what}; it is not used", error.mend, checks.VALUE)
            continue
        if not to or to == party:
            continue
        grant = Grant(
            id=fact_id("cwr-affiliation", party, to, right),
            grantor=party,
            grantee=to,
            kind=GrantKind.MANDATE,
            scope=Scope(repertoire=Repertoire(everything=True), rights=rights_of()[right]),
            exercise=False,
            sublicense=UNLIMITED,
        )
        yield Said(grant, row, Basis.INFERRED, NOTE)
