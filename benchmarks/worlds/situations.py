# SPDX-License-Identifier: Apache-2.0
"""The rights situations that a repertoire draws from: who owns a recording, who a work, in what parts, where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.worlds import stage
from benchmarks.worlds.dice import Dice, wheel, zipf
from benchmarks.worlds.features import Features
from licit.model.record import Record
from licit.model.share import WHOLE
from licit.model.territory import Expression

ACTS_A_LABEL: Final = 4
INCOMPLETE: Final = 0.03  # part of the teams with a writer nobody knows
OVERCLAIMED: Final = 0.01
CUT: Final = "2008-12-31"  # some recordings change label that day
NEXT: Final = "2009-01-01"
SPLIT_STEP: Final = 25  # hundredths of a percent by which one way to round differs from the next

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Line:
    """One control as every asset of a situation has it; ``start`` and ``end`` as text, empty where unbounded."""

    party: str
    rights: str
    share: int
    territories: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Pool:
    """Situations one after the other: situation *i* has the lines from ``first[i]`` to ``first[i + 1]``."""

    lines: tuple[Line, ...]
    first: npt.NDArray[np.int64]

    @classmethod
    def of(cls, situations: Sequence[Sequence[Line]]) -> Pool:
        """Put situations in a row."""
        sizes = np.fromiter((len(one) for one in situations), dtype=np.int64, count=len(situations))
        first = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
        return cls(tuple(line for one in situations for line in one), first)

    def __len__(self) -> int:
        return len(self.first) - 1

    @property
    def longest(self) -> int:
        """The most lines of one situation."""
        return int(np.diff(self.first).max())


@dataclass(frozen=True)
class Situations:
    """What acts have: ``recording_of`` an act its situation, ``label_group_of`` an act the number of its label's group.

    ``work_of`` has the situations of an act's works, ``teams`` × ``splits`` in a row; ``act_wheel`` picks acts by rank.
    """

    recordings: Pool
    works: Pool
    recording_of: Ints
    work_of: Ints
    label_group_of: Ints
    label_groups: tuple[str, ...]
    act_wheel: Ints
    teams: int
    splits: int

    def __len__(self) -> int:
        return len(self.recording_of)


def situations(record: Record, features: Features, seed: int) -> Situations:
    """The situations of a world's owners; the same for the same seed, whatever the size of the repertoire."""
    of_kind: dict[str, list[str]] = {}
    for party in record.parties.values():
        of_kind.setdefault(party.kinds[0], []).append(party.id)
    labels, writers, publishers = of_kind["label"], of_kind["writer"], of_kind["publisher"]
    dice = Dice(seed, len(labels), 7)
    acts = features.acts or ACTS_A_LABEL * len(labels)
    where = stage.patterns(features.leaves, features.patterns)
    recordings: dict[tuple[Line, ...], int] = {}
    works: dict[tuple[Line, ...], int] = {}
    work_of: list[int] = []
    recording_of, group_of = np.zeros(acts, dtype=np.int32), np.zeros(acts, dtype=np.int32)
    for act in range(acts):
        label = act if act < len(labels) else dice.number(0, len(labels) - 1)
        one = _recording(dice, labels[label], labels, where)
        recording_of[act] = recordings.setdefault(one, len(recordings))
        group_of[act] = label
        for _ in range(features.teams):
            team = tuple(_team(dice, writers, publishers, where))
            work_of.extend(works.setdefault(_rounded(team, way), len(works)) for way in range(features.splits))
    return Situations(
        recordings=Pool.of(list(recordings)),
        works=Pool.of(list(works)),
        recording_of=recording_of,
        work_of=np.array(work_of, dtype=np.int32),
        label_group_of=group_of,
        label_groups=tuple(labels),
        act_wheel=wheel(zipf(acts, 0.8)),
        teams=features.teams,
        splits=features.splits,
    )


def _recording(dice: Dice, label: str, labels: Sequence[str], where: Sequence[Expression]) -> tuple[Line, ...]:
    """Mostly one label; or another in some territories, another from some day on, or two that share."""
    other = dice.ranked(labels)
    way = dice.weighted((0.84, "one"), (0.08, "by territory"), (0.05, "in turn"), (0.03, "shared"))
    world = str(stage.WORLD)
    if way == "one" or other == label:
        return (Line(label, "all", WHOLE, world),)
    if way == "by territory":
        there = dice.ranked(where)
        return (Line(label, "all", WHOLE, str(stage.but(there))), Line(other, "all", WHOLE, str(there)))
    if way == "in turn":
        return (Line(label, "all", WHOLE, world, "", CUT), Line(other, "all", WHOLE, world, NEXT, ""))
    return (Line(label, "all", WHOLE // 2, world), Line(other, "all", WHOLE // 2, world))


def _team(dice: Dice, writers: Sequence[str], publishers: Sequence[str], where: Sequence[Expression]) -> Iterator[Line]:
    """One to four writers, each alone or with a publisher for half; some publishers own only in some territories."""
    size = dice.weighted((0.4, 1), (0.35, 2), (0.17, 3), (0.08, 4))
    team = list(dict.fromkeys(dice.ranked(writers) for _ in range(size)))
    part = WHOLE // len(team) if len(team) != 3 else 3333  # noqa: PLR2004  99.99 %, as real files have it
    missing, too_much = dice.chance(INCOMPLETE), len(team) > 1 and dice.chance(OVERCLAIMED)
    world = str(stage.WORLD)
    for number, writer in enumerate(team):
        whole = part // 2 if missing and number == 0 else part
        whole += 50 if too_much and number == 0 else 0
        if not dice.chance(0.5):
            yield Line(writer, "all", whole, world)
            continue
        own = whole // 2
        yield Line(writer, "all", own, world)
        publisher, other = dice.ranked(publishers), dice.ranked(publishers)
        if dice.chance(0.2) and other != publisher:
            there = dice.ranked(where)
            yield Line(publisher, "all", whole - own, str(stage.but(there)))
            yield Line(other, "all", whole - own, str(there))
        elif dice.chance(0.15) and other != publisher:
            yield Line(publisher, stage.RIGHTS[0], whole - own, world)
            yield Line(other, stage.RIGHTS[1], whole - own, world)
        else:
            yield Line(publisher, "all", whole - own, world)


def _rounded(team: tuple[Line, ...], way: int) -> tuple[Line, ...]:
    """The team with some hundredths moved from its first line to its second, where both are for all and everywhere."""
    if way == 0 or len(team) < 2 or any(line.territories != str(stage.WORLD) or line.rights != "all" for line in team):  # noqa: PLR2004
        return team
    moved = min(way * SPLIT_STEP, team[0].share - 1, team[1].share - 1)
    first = Line(team[0].party, team[0].rights, team[0].share - moved, team[0].territories)
    second = Line(team[1].party, team[1].rights, team[1].share + moved, team[1].territories)
    return (first, second, *team[2:])
