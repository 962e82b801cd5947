# SPDX-License-Identifier: Apache-2.0
"""Which owners are alike: nothing on record speaks of them by name, and they belong alike. Source: SEMANTICS §7."""

from __future__ import annotations

from licit.engine.bearing import Share
from licit.engine.believed import Believed


class Roles:
    """The role of a share: the same share of the first owner that is like its own."""

    def __init__(self, believed: Believed) -> None:
        self.believed = believed
        record = believed.record
        named: set[str] = set()
        groups: set[str] = set()
        for grant in record.grants:
            for repertoire in (grant.scope.repertoire, grant.scope.exceptions):
                if repertoire is not None:
                    named |= repertoire.parties
                    groups |= repertoire.members_of | repertoire.some_members_of
        for findings in record.findings_on.values():
            for finding in findings:
                named |= finding.between
        self._named = frozenset(named)
        self._groups = frozenset(groups)
        self._telling: dict[str, bool] = {}
        self._alike: dict[object, str] = {}
        self._owners: dict[str, str] = {}

    def role(self, share: Share) -> Share:
        """The share that stands for this one and all that are alike."""
        owner = self._owners.get(share.owner)
        if owner is None:
            owner = self._owners[share.owner] = self._alike.setdefault(self._belongings(share.owner), share.owner)
        return share if owner == share.owner else Share(owner, share.profile, share.right)

    def _belongings(self, owner: str) -> object:
        if not owner or owner in self._named:
            return owner
        record = self.believed.record
        return frozenset(
            (
                one.group,
                one.term,
                self.believed.by_words(one.id),
                one.id if one.id in record.findings_on else "",
            )
            for one in record.memberships_of.get(owner, ())
            if self._tells(one.group)
        )

    def _tells(self, group: str) -> bool:
        """Whether a repertoire names the group, or one above it."""
        if group not in self._telling:
            self._telling[group] = False  # a circle of groups ends here
            above = [self._tells(one.group) for one in self.believed.record.memberships_of.get(group, ())]
            self._telling[group] = group in self._groups or any(above)
        return self._telling[group]
