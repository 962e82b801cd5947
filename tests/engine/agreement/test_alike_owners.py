# SPDX-License-Identifier: Apache-2.0
"""Owners of whom the record says the same are worked out once: those of whom it does not are not taken for them."""

from __future__ import annotations

from dataclasses import replace

from licit.model.asset import Item
from licit.model.fact import Control, Membership
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.checker.small import OWNS, QUESTION, grant, mandate, world
from tests.engine.agreement.asking import put


def owns(owner: str) -> Control:
    """The owner has a recording of its own."""
    return replace(OWNS, id=f"has-{owner}", party=owner, asset=f"of-{owner}")


def test_in_a_circle_of_groups_a_member_of_either_belongs_to_both() -> None:
    """League and Union are each a member of the other; C licensed S what members of the League own.

    Near is in the League, Far in the Union, Lone in neither. Asked about Near first, a walk up the groups that ends
    where it began must not take the Union for a group that nothing names, and Far for an owner like Lone.
    """
    of_members = Scope(Repertoire(members_of=frozenset(("League",))), ALL, ALL, only("FR"))
    owners = ("Near", "Lone", "Far")
    record = world(
        *(owns(owner) for owner in owners),
        *(mandate(f"{owner}>C") for owner in owners),
        grant("C>S", scope=of_members),
        Membership(id="near", member="Near", group="League"),
        Membership(id="up", member="League", group="Union"),
        Membership(id="down", member="Union", group="League"),
        Membership(id="far", member="Far", group="Union"),
    )
    record = replace(record, items={owner: Item(owner, (("recording", (f"of-{owner}",)),)) for owner in owners})

    asked = list(put(record, ((owner, replace(QUESTION, item=owner)) for owner in owners)))

    assert [one.disagreement for one in asked] == ["", "", ""]
    assert [one.verdict.answer for one in asked] == [Answer.CLEARED, Answer.NOT_CLEARED, Answer.CLEARED]
