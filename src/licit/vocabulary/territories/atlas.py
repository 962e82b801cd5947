# SPDX-License-Identifier: Apache-2.0
"""The tables of territories, closed over into an atlas: who belongs where, on which days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licit.model.day import Term
from licit.model.territory import Atlas
from licit.vocabulary.tables import rows, term
from licit.vocabulary.terms import Dated, joined, within

HERE: Final = Path(__file__).parent
PREFIX: Final = "TIS:"  # before a TIS number that reaches other leaves than its plain id
WORLD: Final = "2136"  # CISAC's World


@dataclass(frozen=True)
class Successor:
    """What follows a territory that ended. ``whole``: it lies wholly in the former; else the former was only a part."""

    former: str
    successor: str
    term: Term
    whole: bool
    source: str


@dataclass(frozen=True)
class Tables:
    """The rows of the tables, and each TIS number closed over its links.

    ``strict``: the leaves TIS itself gives a number. ``folded``: with those it reaches only through their state.
    """

    rows: Mapping[str, Mapping[str, str]]  # of leaves and groups, by id
    leaves: Mapping[str, Term]
    groups: Mapping[str, str]  # name -> TIS number, or empty
    numbers: Mapping[str, str]  # TIS number -> plain id
    successors: tuple[Successor, ...]
    strict: Mapping[str, Dated]
    folded: Mapping[str, Dated]
    edition: str


def tables() -> Tables:
    """Read the tables of this folder."""
    leaf_rows = {row["id"]: row for row in rows(HERE / "leaves.csv")}
    group_rows = {row["id"]: row for row in rows(HERE / "groups.csv")}
    leaves = {leaf: term(row) for leaf, row in leaf_rows.items()}
    codes = list(rows(HERE / "tis.csv"))
    strict = _strict([(row["number"], row["id"], term(row)) for row in codes if row["kind"] == "leaf"])
    successors = (
        Successor(row["former"], row["successor"], term(row), row["extent"] == "whole", row["source"])
        for row in rows(HERE / "successors.csv")
    )
    return Tables(
        rows={**leaf_rows, **group_rows},
        leaves=leaves,
        groups={name: row["tis"] for name, row in group_rows.items()},
        numbers={row["number"]: row["id"] for row in codes},
        successors=tuple(successors),
        strict=strict,
        folded=_folded(strict, leaves),
        edition=(HERE / "edition.txt").read_text(encoding="utf-8").strip(),
    )


def own_atlas(given: Tables) -> Atlas:
    """All leaves; named groups; former territories with their successors; numbers that reach further than their id."""
    groups = _named(given)
    for former in dict.fromkeys(row.former for row in given.successors):
        groups[former] = _with_successors(former, given)
    for row in rows(HERE / "codes.csv"):
        if len(row["code"]) == len("SUHH"):  # renamed, the same territory: a group of one
            groups[row["code"]] = ((row["id"], given.leaves[row["id"]]),)
    for number, members in given.folded.items():
        plain = given.numbers[number]
        same = members == groups[plain] if plain in given.groups else {leaf for leaf, _ in members} == {plain}
        if not same:
            groups.setdefault(PREFIX + number, members)
    return Atlas(given.leaves, groups, given.edition)


def tis_atlas(given: Tables) -> Atlas:
    """CISAC's own: the leaves with a TIS number and the groups under their numbers, nothing folded in or corrected."""
    used = {leaf for members in given.strict.values() for leaf, _ in members}
    return Atlas({leaf: days for leaf, days in given.leaves.items() if leaf in used}, given.strict, given.edition)


def _strict(leaves: list[tuple[str, str, Term]]) -> dict[str, Dated]:
    found: dict[str, Dated] = {}
    for number, leaf, days in leaves:
        found[number] = joined((*found.get(number, ()), (leaf, days)))
    below: dict[str, list[tuple[str, Term]]] = {}
    for row in rows(HERE / "links.csv"):
        below.setdefault(row["group"], []).append((row["member"], term(row)))

    def close(number: str) -> Dated:
        if number not in found:
            found[number] = joined(one for member, days in below[number] for one in within(days, close(member)))
        return found[number]

    for group in below:
        close(group)
    return found


def _folded(strict: Mapping[str, Dated], leaves: Mapping[str, Term]) -> dict[str, Dated]:
    behind: dict[str, list[tuple[str, Term]]] = {}
    for row in rows(HERE / "worldwide.csv"):
        if row["state"]:
            behind.setdefault(row["state"], []).extend(within(term(row), [(row["leaf"], leaves[row["leaf"]])]))
    return {
        number: joined((*members, *(one for leaf, days in members for one in within(days, behind.get(leaf, ())))))
        for number, members in strict.items()
    }


def _named(given: Tables) -> dict[str, Dated]:
    rewritten: dict[str, list[tuple[str, Term]]] = {}
    for row in rows(HERE / "members.csv"):
        rewritten.setdefault(row["group"], []).extend(within(term(row), [(row["leaf"], given.leaves[row["leaf"]])]))
    found: dict[str, Dated] = {}
    for name, number in given.groups.items():
        own = given.folded[number] if number == WORLD else given.strict[number] if number else given.leaves.items()
        ours = rewritten.get(name, [])
        replaced = {leaf for leaf, _ in ours}
        found[name] = joined([*ours, *(one for one in own if one[0] not in replaced)])
    return found


def _with_successors(former: str, given: Tables) -> Dated:
    number = former.removeprefix(PREFIX)
    found = [(former, given.leaves[former])] if number == former else list(given.strict[number])
    waiting = [former]
    while waiting:
        name = waiting.pop()
        for row in given.successors:
            if row.former == name:
                found += within(row.term, [(row.successor, given.leaves[row.successor])])
                waiting.append(row.successor)
    return joined(found)
