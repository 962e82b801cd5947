# SPDX-License-Identifier: Apache-2.0
"""The policies of a file as it states them: rules with their actions, assets, parties, constraints and duties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from licit.formats.odrl.context import NOBODY, ODRL, PROFILE

_O: Final = Namespace(ODRL)
_KINDS: Final = ("Agreement", "Offer", "Request", "Ticket", "Assertion", "Privacy", "Set", "Policy")
_RULES: Final = ("permission", "prohibition", "obligation")
_NAMES: Final = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
    "http://schema.org/name",
    "https://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://www.w3.org/2006/vcard/ns#fn",
    "http://www.w3.org/2006/vcard/ns#organization-name",
)
_DAYS: Final = ("issued", "created", "modified", "date")
_TERMS: Final = "http://purl.org/dc/terms/"
DEEPEST: Final = 32  # constraints in constraints, policies that inherit from policies


@dataclass(frozen=True, slots=True)
class Atom:
    """A constraint: what is measured, how, against what. Addresses in full; ``values`` in the order of the file."""

    left: str
    operator: str
    values: tuple[str, ...]
    unit: str = ""

    def __str__(self) -> str:
        unit = f" {local(self.unit)}" if self.unit else ""
        return f"{local(self.left)} {local(self.operator)} {', '.join(map(local, self.values)) or '?'}{unit}"


@dataclass(frozen=True, slots=True)
class Several:
    """Constraints together: ``how`` is and, or, xone, andSequence."""

    how: str
    of: tuple[Constraint, ...]

    def __str__(self) -> str:
        return f"{self.how} ({'; '.join(map(str, self.of))})"


Constraint = Atom | Several


@dataclass(frozen=True, slots=True)
class Act:
    """An action, and what refines it."""

    address: str
    refinements: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """A party or an asset: its address (empty where it has none), name, classes, and what refines a collection."""

    address: str
    name: str = ""
    classes: tuple[str, ...] = ()
    refinements: tuple[Constraint, ...] = ()

    @property
    def collection(self) -> bool:
        """Whether it stands for its members."""
        return any(one in (_O.AssetCollection.toPython(), _O.PartyCollection.toPython()) for one in self.classes)


@dataclass(frozen=True, slots=True)
class Duty:
    """What has to be done, by whom."""

    acts: tuple[Act, ...]
    assignees: tuple[str, ...]
    constraints: tuple[Constraint, ...] = ()
    follows: tuple[str, ...] = ()  # consequences, as text

    def __str__(self) -> str:
        parts = [", ".join(local(act.address) for act in self.acts) or "something unnamed"]
        parts += [str(one) for one in (*self.constraints, *(r for act in self.acts for r in act.refinements))]
        return "; ".join((*parts, *(f"else {one}" for one in self.follows)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A permission or a prohibition (``kind``), with what its policy says for all rules."""

    kind: str
    place: str
    acts: tuple[Act, ...] = ()
    targets: tuple[End, ...] = ()
    assigners: tuple[End, ...] = ()
    assignees: tuple[End, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    duties: tuple[Duty, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()  # properties of Licit's profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy with the rules it has and inherits. ``missing``: what it inherits from that is not in the file."""

    address: str
    kinds: tuple[str, ...]
    profiles: tuple[str, ...] = ()
    conflict: str = ""
    rules: tuple[Rule, ...] = ()
    obligations: tuple[Duty, ...] = ()
    missing: tuple[str, ...] = ()
    dated: tuple[tuple[str, str], ...] = ()  # dct:issued, created …
    title: str = ""


def local(address: str) -> str:
    """The short name of an address of ODRL's, the address itself else."""
    return address.removeprefix(ODRL)


def policies(graph: Graph) -> Iterator[Policy]:
    """The policies of a file in its order."""
    found: dict[Node, None] = {}
    for kind in _KINDS:
        found |= dict.fromkeys(graph.subjects(RDF.type, _O[kind]))
    for word in _RULES:
        found |= dict.fromkeys(graph.subjects(_O[word], None))
    for node in found:
        yield _policy(graph, node)


def members(graph: Graph) -> dict[str, tuple[End, ...]]:
    """The members that the file names of each collection, by its address."""
    found: dict[str, list[End]] = {}
    for member, collection in graph.subject_objects(_O.partOf):
        found.setdefault(str(collection), []).append(_end(graph, member))
    return {address: tuple(mine) for address, mine in found.items()}


def ends(graph: Graph) -> dict[str, End]:
    """Whatever the file names or gives a class, by its address."""
    found = {}
    for word in (*_NAMES, str(RDF.type)):
        for node in graph.subjects(URIRef(word), None, unique=True):
            if isinstance(node, URIRef) and str(node) not in found:
                found[str(node)] = _end(graph, node)
    return found


def _policy(graph: Graph, node: Node) -> Policy:
    kinds = tuple(kind for kind in _KINDS if (node, RDF.type, _O[kind]) in graph)
    rules, obligations, missing = _inherited(graph, node, (node,))
    return Policy(
        address=_address(node),
        kinds=kinds,
        profiles=tuple(_all(graph, node, "profile")),
        conflict=next((local(_word(one)) for one in graph.objects(node, _O.conflict)), ""),
        rules=rules,
        obligations=obligations,
        missing=missing,
        dated=tuple((word, str(day)) for word in _DAYS for day in graph.objects(node, URIRef(_TERMS + word))),
        title=_name(graph, node),
    )


def _inherited(
    graph: Graph, node: Node, path: tuple[Node, ...]
) -> tuple[tuple[Rule, ...], tuple[Duty, ...], tuple[str, ...]]:
    """The rules of a policy and of those it inherits from; their own policy's parties and assets go with them."""
    shared = _shared(graph, node)
    rules = [
        _with(_rule(graph, rule, kind, f"policy {_address(node)}, {kind} {number}"), shared)
        for kind in _RULES[:2]
        for number, rule in enumerate(graph.objects(node, _O[kind]), 1)
    ]
    duties = [_duty(graph, duty) for duty in graph.objects(node, _O.obligation)]
    missing: list[str] = []
    for parent in graph.objects(node, _O.inheritFrom):
        if parent in path or len(path) > DEEPEST:
            continue
        if not any((parent, _O[word], None) in graph for word in _RULES):
            missing.append(_address(parent))
            continue
        more, owed, gone = _inherited(graph, parent, (*path, parent))
        rules += [_with(rule, shared) for rule in more]
        duties += owed
        missing += gone
    return tuple(rules), tuple(duties), tuple(missing)


def _shared(graph: Graph, node: Node) -> Rule:
    """What a policy says for all its rules."""
    own = _rule(graph, node, "policy", "")
    targets = [_end(graph, asset) for asset in graph.subjects(_O.hasPolicy, node)]
    assigners = [_end(graph, party) for party in graph.subjects(_O.assignerOf, node)]
    assignees = [_end(graph, party) for party in graph.subjects(_O.assigneeOf, node)]
    return replace(
        own,
        targets=(*own.targets, *targets),
        assigners=(*own.assigners, *assigners),
        assignees=(*own.assignees, *assignees),
    )


def _with(rule: Rule, shared: Rule) -> Rule:
    return replace(
        rule,
        acts=rule.acts or shared.acts,
        targets=rule.targets or shared.targets,
        assigners=rule.assigners or shared.assigners,
        assignees=rule.assignees or shared.assignees,
        constraints=(*rule.constraints, *shared.constraints),
    )


def _rule(graph: Graph, node: Node, kind: str, place: str) -> Rule:
    named = f" ({node})" if isinstance(node, URIRef) and place else ""
    return Rule(
        kind=kind,
        place=place + named,
        acts=tuple(_act(graph, one) for one in graph.objects(node, _O.action)),
        targets=_ends(graph, node, "target"),
        assigners=_ends(graph, node, "assigner"),
        assignees=_ends(graph, node, "assignee"),
        constraints=_constraints(graph, node, "constraint"),
        duties=tuple(_duty(graph, one) for one in graph.objects(node, _O.duty)),
        terms=tuple(_profile_terms(graph, node)),
    )


def _profile_terms(graph: Graph, node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for word, value in graph.predicate_objects(node):
        if str(word).startswith(PROFILE):
            found.setdefault(str(word)[len(PROFILE) :], []).append(str(value))
    for name, values in sorted(found.items()):
        yield name, tuple(values)


def _act(graph: Graph, node: Node) -> Act:
    value = next(iter(graph.objects(node, RDF.value)), node)
    return Act(_word(value), _constraints(graph, node, "refinement"))


def _ends(graph: Graph, node: Node, word: str) -> tuple[End, ...]:
    return tuple(_end(graph, one) for one in graph.objects(node, _O[word]))


def _end(graph: Graph, node: Node) -> End:
    if isinstance(node, Literal) and (":" not in node or " " in node):
        return End("", str(node))  # a name
    source = next(iter(_all(graph, node, "source")), "")
    address = _address(node) or next(iter(_all(graph, node, "uid")), "") or source
    classes = tuple(str(one) for one in graph.objects(node, RDF.type))
    return End(address, _name(graph, node), classes, _constraints(graph, node, "refinement"))


def _duty(graph: Graph, node: Node, depth: int = 0) -> Duty:
    after = () if depth > DEEPEST else graph.objects(node, _O.consequence)
    return Duty(
        acts=tuple(_act(graph, one) for one in graph.objects(node, _O.action)),
        assignees=tuple(_all(graph, node, "assignee")),
        constraints=_constraints(graph, node, "constraint"),
        follows=tuple(str(_duty(graph, one, depth + 1)) for one in after),
    )


def _constraints(graph: Graph, node: Node, word: str) -> tuple[Constraint, ...]:
    return tuple(_constraint(graph, one, 0) for one in graph.objects(node, _O[word]))


def _constraint(graph: Graph, node: Node, depth: int) -> Constraint:
    if depth > DEEPEST:
        raise RecursionError
    for how in ("and", "or", "xone", "andSequence"):
        parts = [part for one in graph.objects(node, _O[how]) for part in _listed(graph, one)]
        if parts:
            return Several(how, tuple(_constraint(graph, part, depth + 1) for part in parts))
    values = [part for one in graph.objects(node, _O.rightOperand) for part in _listed(graph, one)]
    values += list(graph.objects(node, _O.rightOperandReference))
    return Atom(
        next((_word(one) for one in graph.objects(node, _O.leftOperand)), ""),
        next((_word(one) for one in graph.objects(node, _O.operator)), ""),
        tuple(_address(value) or str(value) for value in values),
        next(_all(graph, node, "unit"), ""),
    )


def _listed(graph: Graph, node: Node) -> list[Node]:
    if (node, RDF.first, None) not in graph:
        return [node]
    try:
        return list(Collection(graph, node))
    except ValueError:  # a list that comes back to itself
        return []


def _all(graph: Graph, node: Node, word: str) -> Iterator[str]:
    for one in graph.objects(node, _O[word]):
        yield _address(one) or (str(one) if isinstance(one, Literal) else "")


def _address(node: Node) -> str:
    return str(node) if isinstance(node, URIRef | Literal) else ""


def _word(node: Node) -> str:
    """The address of a word: one written as a text, ``use`` or ``odrl:use``, is ODRL's."""
    address = _address(node)
    address = address.partition(NOBODY)[2] or address
    if address.startswith("odrl:"):
        return ODRL + address.removeprefix("odrl:")
    return ODRL + address if address and ":" not in address else address


def _name(graph: Graph, node: Node) -> str:
    for word in _NAMES:
        for one in graph.objects(node, URIRef(word)):
            if isinstance(one, Literal):
                return str(one)
    return ""
