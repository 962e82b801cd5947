# SPDX-License-Identifier: Apache-2.0
"""Cedar, as far as its language reaches: reachability worked out beforehand and given as entity parents.

What its language cannot say, plain Python does and the table says so: chains with limits of links, what bars them and
laws with opt-outs (they are searched before, and become parents); shares, the least of many owners, and ``unknown``
(they are put together after). What is left for Cedar, and timed, is one request for each owner and right of a question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from benchmarks.baselines.interface import CLEARED, NOT_CLEARED, UNKNOWN, Asked, Counts, PlainWorld
from benchmarks.baselines.plain_python import PlainPython, Spot
from benchmarks.baselines.recursive_sql import ENOUGH
from benchmarks.worlds import stage

POLICY: Final = 'permit(principal, action == Action::"use", resource) when { principal in resource };'
Part = tuple[str, Spot]  # an owner's share, the empty owner's too


class Cedar:
    """Checks alone: it has no way to count a catalogue but to ask about each item."""

    name = "Cedar (chains searched beforehand)"
    audits = False

    def prepare(self, world: PlainWorld) -> None:
        """Read everything; policies are parsed once."""
        import cedarpy

        self.python = PlainPython()
        self.python.prepare(world)
        self.policies = cedarpy.PolicySet.from_str(POLICY)

    def foresee(self, questions: Sequence[Asked]) -> None:
        """Search the chains of all owners in the questions, and make the service a child of each share it reaches."""
        import cedarpy

        self.parts = [self._parts(question) for question in questions]
        parents: dict[str, set[str]] = {}
        known: dict[tuple[Part, str], bool] = {}
        for question, (parts, _) in zip(questions, self.parts, strict=True):
            for part in {one for named, unnamed in parts for one in (*named, *unnamed)}:
                key = part, question.service
                if key not in known:
                    known[key] = self.python.reaches(part[0], question.service, part[1])
                if known[key]:
                    parents.setdefault(question.service, set()).add(_share(part))
        shares = {one for found in parents.values() for one in found}
        entities: list[dict[str, Any]] = [_entity("Share", share, ()) for share in shares]
        entities += [_entity("Service", service, sorted(found)) for service, found in parents.items()]
        self.entities = cedarpy.Entities.from_json_str(json.dumps(entities))

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """One request for each part of each question, in one batch; ``foresee`` first."""
        import cedarpy

        requests = []
        for question, (parts, _) in zip(questions, self.parts, strict=True):
            principal = f"Service::{json.dumps(question.service)}"
            requests += [
                {"principal": principal, "action": 'Action::"use"', "resource": f"Share::{json.dumps(_share(part))}"}
                for named, unnamed in parts
                for part in (*named, *unnamed)
            ]
        results = iter(cedarpy.is_authorized_batch(requests, self.policies, self.entities))
        return [self._whole(parts, results, workless=workless) for parts, workless in self.parts]

    def audit(self, service: str, use: str, day: date) -> Counts:
        """Not to be had."""
        raise NotImplementedError

    def close(self) -> None:
        """Forget."""
        self.python.close()

    def _parts(self, asked: Asked) -> tuple[list[tuple[list[Part], list[Part]]], bool]:
        """For each asset and right the named owners and, where a share is missing, the unnamed one."""
        found = []
        item, day = self.python.items[asked.item], asked.day.isoformat()
        for assets in item.values():
            for asset in assets:
                rows = [
                    one
                    for one in self.python.controls[asset]
                    if one.start <= day <= one.end and asked.leaf in self.python.leaves(one.territories, asked.day)
                ]
                for right in stage.RIGHTS:
                    spot = Spot(right, asked.use, asked.leaf, asked.day)
                    own = [one for one in rows if right in one.rights]
                    missing = sum(one.share for one in own) < ENOUGH
                    found.append(([(one.party, spot) for one in own], [("", spot)] if missing else []))
        return found, not all(item.values())

    def _whole(self, parts: list[tuple[list[Part], list[Part]]], results: Iterator[Any], *, workless: bool) -> str:
        answer = UNKNOWN if workless else CLEARED
        for named, unnamed in parts:
            if sum(next(results).allowed for _ in named) < len(named):
                answer = NOT_CLEARED
            if sum(next(results).allowed for _ in unnamed) < len(unnamed) and answer == CLEARED:
                answer = UNKNOWN
        return answer


def _share(part: Part) -> str:
    owner, spot = part
    return f"{owner}|{spot.right}|{spot.use}|{spot.leaf}|{spot.day}"


def _entity(kind: str, name: str, parents: Sequence[str]) -> dict[str, Any]:
    above = [{"type": "Share", "id": parent} for parent in parents]
    return {"uid": {"type": kind, "id": name}, "attrs": {}, "parents": above}
