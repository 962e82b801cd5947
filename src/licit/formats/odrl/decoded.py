# SPDX-License-Identifier: Apache-2.0
"""One rule at a time, field by field, as ``licit inspect`` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from licit.formats.files import Decoded, File, Value
from licit.formats.odrl.actions import meaning
from licit.formats.odrl.constraints import boxes
from licit.formats.odrl.parse import LARGEST, triples
from licit.formats.odrl.rows import Policy, Rule, local, policies
from licit.model.problem import Problem
from licit.model.scope import ALL, Named


def inspect(file: File) -> Iterator[Decoded]:
    """Each policy, then each of its rules."""
    with file.open() as stream:
        graph = triples(stream.read(LARGEST + 1), file.name)
    if isinstance(graph, Problem):
        yield Decoded("file", file.name, (), "it can't be read", (graph,))
        return
    for policy in policies(graph):
        yield _policy(policy)
        for rule in policy.rules:
            yield _rule(rule)


def _policy(policy: Policy) -> Decoded:
    values = [Value("uid", "odrl:uid", policy.address), Value("title", "rdfs:label", policy.title)]
    values += [Value(word, f"dct:{word}", text) for word, text in policy.dated]
    values += [Value("profile", "odrl:profile", one) for one in policy.profiles]
    values.append(Value("conflict", "odrl:conflict", policy.conflict, policy.conflict or "invalid"))
    values += [Value("inherits from", "odrl:inheritFrom", one, problem="not in the file") for one in policy.missing]
    values += [Value("obligation", "odrl:obligation", str(one)) for one in policy.obligations]
    shown = tuple(value for value in values if value.raw or value.meaning)
    return Decoded(", ".join(policy.kinds) or "Policy", policy.address, shown, "a policy")


def _rule(rule: Rule) -> Decoded:
    values = []
    for act in rule.acts:
        gives = meaning(act.address, {})
        read_as = gives.nothing or f"uses {_named(gives.uses)}; rights {_named(gives.rights)}"
        values.append(Value("action", "odrl:action", act.address, read_as))
        values += [Value("refinement", "odrl:refinement", str(one), "left open") for one in act.refinements]
    for word, ends in (("target", rule.targets), ("assigner", rule.assigners), ("assignee", rule.assignees)):
        values += [Value(word, f"odrl:{word}", end.address or end.name, end.name) for end in ends]
    values += [Value("constraint", "odrl:constraint", str(one), _read(one)) for one in rule.constraints]
    values += [Value("duty", "odrl:duty", str(one), "a condition, open") for one in rule.duties]
    values += [Value(word, f"licit:{word}", ", ".join(texts)) for word, texts in rule.terms]
    return Decoded(rule.kind, rule.place, tuple(values), "what is permitted or prohibited")


def _read(constraint: object) -> str:
    found = boxes((constraint,))  # type: ignore[arg-type]
    return "; or ".join(
        f"days {box.term}, in {box.territories}" + (f", open: {', '.join(box.open)}" if box.open else "")
        for box in found
    )


def _named(named: Named | None) -> str:
    return "not known" if named is None else "all" if named is ALL else ", ".join(sorted(map(local, named)))
