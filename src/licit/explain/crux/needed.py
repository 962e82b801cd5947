# SPDX-License-Identifier: Apache-2.0
"""What of a condition is needed, where some settlements can't be together: variables that no crux needs are left out.

The days of a fact, or the orders of acts, hang together: a condition may name thirty and be told by none or one of
them, whatever the others are. Cruxes then do without the others. Let s be settlements that are kept and u some of those
left out, together enough. All that u says of what is kept is that the one variable that is kept there holds, or does
not, or nothing: put in its place, that is enough too, and wider. Of two kept that is not so: u may say that one or the
other of them holds, and be a crux of its own; so parts of which more than one is needed stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from licit.explain.crux.diagram import Diagram, Node


def needed(diagram: Diagram, node: Node, parts: Sequence[Node]) -> tuple[Node, Node]:
    """The condition without what no crux of it needs, and which of the settlements left there can be together.

    ``parts``: which can be together, no two of the same variables. The first is the condition itself within the second.
    """
    can_be = diagram.true
    for part in parts:
        can_be &= part
    so, not_so = node & can_be, ~node & can_be
    for part in parts:
        with_less = _without(diagram, so, not_so, sorted(diagram.manager.support(part)))
        if len(with_less[2]) <= 1:  # among 10,000 grants primes then take 0.8 s, not 40
            so, not_so, _ = with_less
    return so, so | not_so


def _without(diagram: Diagram, so: Node, not_so: Node, names: list[str]) -> tuple[Node, Node, list[str]]:
    """What is so and what is not, without as many variables as tell nothing of it, and those that do; by halves."""
    if not names:
        return so, not_so, names
    exist = diagram.manager.exist
    some, others = exist(names, so), exist(names, not_so)
    if some & others == diagram.false:
        return some, others, []
    if len(names) == 1:
        return so, not_so, names
    half = len(names) // 2
    so, not_so, later = _without(diagram, so, not_so, names[half:])
    so, not_so, sooner = _without(diagram, so, not_so, names[:half])
    return so, not_so, sooner + later
