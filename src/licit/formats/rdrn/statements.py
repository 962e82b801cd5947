# SPDX-License-Identifier: Apache-2.0
"""What rights statements become: a control of the recording, and a mandate where the message says that it is one.

Under the profile ``MandatedUsageRights`` the recipient is meant to represent what each statement lists; without it a
statement tells what its party controls, and other documents tell what of it the recipient represents.
Source: the schema of RDR-N 1.5, RightsController, RightsStatementProfile; STANDARDS §1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from licit.formats.apart import Claimed, apart
from licit.formats.checks import LIMIT, VALUE
from licit.formats.ddex.claims import Claims
from licit.formats.entries import Entry, LeftOut
from licit.formats.ids import fact_id
from licit.formats.rdrn.rows import ControllerRow, StatementRow
from licit.formats.rdrn.uses import EVERY, NARROWER, SAME, allowed, rights_of
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.scope import ALL, Scope
from licit.model.statement import Basis

PROFILE: Final = "RightsStatementProfile"
MANDATED: Final = "MandatedUsageRights"
STATED: Final = "RightsStatement"
_OWNING: Final = frozenset(
    {"RightsController", "RightsHolder", "OriginalOwner", "SuccessorInTitle", "ExclusiveLicensee"}
)
_LICENSEE: Final = "ExclusiveLicensee"
_AS_LICENSEE: Final = "as exclusive licensee"
_WHAT: Final = "rights statement"
_INFERRED: Final = "the message names uses, no rights"
_DEVICES: Final = "only on the devices that the message names"


def profile(claims: Claims) -> str:
    """How its statements are meant: as the message says; else as the user says, of messages that can't say it."""
    return claims.attributes.get(PROFILE) or str(claims.file.options.get("profile") or "")


def controlled(row: ControllerRow, asset: str, locator: str, claims: Claims) -> Iterator[Claimed | Entry]:
    """What one controller claims of a recording, and whom it mandates."""
    if row.roles and not _OWNING & set(row.roles):
        yield LeftOut(f"rights controller as {row.roles[0][:40]}", "the role administers or is paid, and owns nothing")
        return
    if not row.statements:
        yield LeftOut("rights controller", "what it controls is not said")
        return
    party = claims.party(row.party)
    for one in row.statements:
        yield from _uses(one)
        found = _claimed(row, one, party, locator)
        if isinstance(found, Problem):
            claims.speak(asset, locator).broken = True
        yield found
        if profile(claims) == MANDATED:
            yield from _mandates(one, (party, asset), locator, claims)
        elif one.name != STATED:
            yield LeftOut(one.name, "that rights are delegated is said, but not to whom")


def said(claimed: Iterable[Claimed], asset: str, place: Place, claims: Claims) -> Iterator[Entry]:
    """The controls of a recording, of all its controllers."""
    try:
        for one in apart(claimed, "recording", claims.day):
            inferred = one.rights is not ALL
            basis, note = (Basis.INFERRED, _INFERRED) if inferred else (Basis.SEEN, "")
            yield from claims.say(one.control("rdrn", asset), asset, one.locator, basis=basis, note=note)
    except InvalidValueError as error:
        claims.speak(asset, f"line {place.line}").broken = True
        yield Problem(place, f"ResourceList: {error.what}", error.mend, LIMIT)


def _uses(one: StatementRow) -> Iterator[Entry]:
    for word in (*one.uses, *one.excluded):
        if word in NARROWER:
            yield LeftOut(f"use {word}", "no use of the vocabulary is as narrow")
        elif word not in SAME and word != EVERY:
            what = f"{word!r} is no use of RDR-N; it is left out"
            yield Problem(one.place, what, "write a UseType of its list", VALUE, Severity.WARNING)


def _claimed(row: ControllerRow, one: StatementRow, party: str, locator: str) -> Claimed | LeftOut | Problem:
    rights = rights_of(one.uses)
    if row.share is None:
        return LeftOut(_WHAT, "the share of its controller is said to be unknown")
    if not row.share.hundredths:
        return LeftOut(_WHAT, "its controller has a share of nothing")
    if one.excluded or one.devices:
        return LeftOut(_WHAT, "it excludes uses, or names devices: a control is of a whole right")
    if not rights:
        return LeftOut(_WHAT, "no use is named whose rights are known")
    if one.territories is None:
        return Problem(one.place, f"{one.name} names no territory", "name its territories, or Worldwide", VALUE)
    note = "; ".join(filter(None, (row.note, _AS_LICENSEE if _LICENSEE in row.roles else "")))
    return Claimed(party, row.share, rights, one.territories, one.term, note, locator)


def _mandates(one: StatementRow, who: tuple[str, str], locator: str, claims: Claims) -> Iterator[Entry]:
    party, asset = who
    uses = allowed(one.uses, one.excluded, claims.day)
    if not set(one.excluded) <= SAME:
        yield LeftOut("mandate", "it excludes a use that the vocabulary does not have")
        return
    if uses is not None and not uses:
        yield LeftOut("mandate", "its uses are none of the vocabulary")
        return
    for recipient in claims.recipients:
        if recipient == party:
            continue
        parts = (claims.voice, party, recipient, uses, one.territories, one.term, one.devices)
        grant = Grant(
            id=fact_id("rdrn-mandate", *parts),
            grantor=party,
            grantee=recipient,
            kind=GrantKind.MANDATE,
            scope=Scope(rights=ALL, uses=uses, territories=one.territories),
            exercise=False,
            sublicense=UNLIMITED,
            term=one.term,
            conditions=(Condition(_DEVICES),) if one.devices else (),
        )
        yield from claims.say(grant, asset, locator)
