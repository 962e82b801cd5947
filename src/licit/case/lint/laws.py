# SPDX-License-Identifier: Apache-2.0
"""Laws and findings that do nothing, or more than they seem to."""

from __future__ import annotations

from collections.abc import Iterator

from licit.case.lint.own import own
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.fact import Finding, OptOut, Requirement, Statute, StatuteKind
from licit.model.position import PlaceOfAct


def opt_out_without_effect(case: Case) -> Iterator[Remark]:
    """An opt-out of a statute that knows none: only an extended licence can be opted out of."""
    for opt_out in own(case, OptOut):
        statute = case.record.by_id.get(opt_out.statute)
        if isinstance(statute, Statute) and statute.kind is not StatuteKind.EXTENDED:
            yield Remark(
                f"{opt_out.id}.statute",
                f"{statute.id} is {_kind(statute)}, which nobody can opt out of",
                "name an extended statute, or leave the opt-out as a note",
            )


def extended_without_society(case: Case) -> Iterator[Remark]:
    """An extended statute that names no society: nobody may license under it."""
    for statute in own(case, Statute):
        if statute.kind is StatuteKind.EXTENDED and not statute.society:
            yield Remark(
                statute.id, f"the extended statute {statute.id} names no society", "name the society it lets license"
            )


def requirement_without_rights(case: Case) -> Iterator[Remark]:
    """A requirement that lists no right is met by everyone: the use would be cleared."""
    for law in own(case, Requirement):
        if not any(rights for _, rights in law.rights):
            yield Remark(
                law.id,
                f"the requirement {law.id} lists no right, so it is always met",
                "list the rights it needs, unless the law needs none",
            )


def finding_without_authority(case: Case) -> Iterator[Remark]:
    """A finding that doesn't say which court or authority made it."""
    for finding in own(case, Finding):
        if not finding.authority:
            yield Remark(
                finding.id,
                f"it is not said who made the finding {finding.id}",
                "name the court and its file as authority",
            )


def emission_without_server(case: Case) -> Iterator[Remark]:
    """A question under a position that places the act at the server, of which none is on record."""
    served = {server.service for server in case.record.servers}
    for number, asked in enumerate(case.questions):
        position = case.record.positions.get(asked.question.position)
        if position and position.place is not PlaceOfAct.RECEPTION and asked.question.service not in served:
            yield Remark(
                f"question:{number}.position",
                f"the position {position.name} looks to the server, and {asked.question.service} has none on record",
                "record the server under servers, or ask in another position",
            )


def _kind(statute: Statute) -> str:
    return "an exception" if statute.kind is StatuteKind.EXCEPTION else "a compulsory licence"
