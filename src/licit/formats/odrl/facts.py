# SPDX-License-Identifier: Apache-2.0
"""What policies say of authority: permissions become grants, prohibitions denials of the grants they would be.

Source: W3C ODRL Information Model 2.2, §§2.1 (policies), 2.5 (constraints), 2.6 (rules), 2.9 (inheritance), 2.10
(conflict); what is read into what: docs/formats/odrl.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rdflib import Graph

from licit.formats import checks
from licit.formats.entries import Entry, LeftOut, Listed, Origin, Stated
from licit.formats.files import File, unreadable
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.odrl import names
from licit.formats.odrl.actions import given_by_user
from licit.formats.odrl.clashes import Meeting, meeting
from licit.formats.odrl.constraints import days
from licit.formats.odrl.context import ODRL, PROFILE
from licit.formats.odrl.parse import LARGEST, triples
from licit.formats.odrl.rows import End, Policy, Rule, ends, members, policies
from licit.formats.odrl.scope import Reader
from licit.model.day import When
from licit.model.fact import Condition, Grant
from licit.model.problem import InvalidValueError, Place, Problem, Severity

KINDS: Final = ("recording", "work", "performance")
_PROFILES: Final = frozenset({PROFILE, PROFILE.rstrip("#"), ODRL + "core", ODRL, ODRL.rstrip("/")})
_GRANTS_NOTHING: Final = {
    "Offer": "an offer grants nothing until it is agreed",
    "Request": "a request grants nothing",
    "Privacy": "it is about personal data",
}


def read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    """What the policies of one file say, in its order."""
    (file,) = files
    try:
        with file.open() as stream:
            data = stream.read(LARGEST + 1)
        file.reached(len(data))
        graph = triples(data, file.name)
        if isinstance(graph, Problem):
            yield graph
            return
        reader = _reader(file, known, graph)
        count = 0
        for policy in policies(graph):
            count += 1
            yield from _policy(file, policy, reader)
    except OSError as error:
        yield unreadable(file.name, error)
    except InvalidValueError as error:
        yield Problem(Place(file.name), error.what, error.mend, checks.VALUE)
    except RecursionError:
        yield Problem(Place(file.name), "a constraint contains itself", "write it out", checks.LIMIT)
    else:
        yield from _afterwards(file, reader, count)


def _reader(file: File, known: Known, graph: Graph) -> Reader:
    options = file.options
    kind = str(options.get("kind") or KINDS[0])
    if kind not in KINDS:
        raise InvalidValueError(f"{kind!r} is no kind of asset", mend=f"write one of {', '.join(KINDS)}")
    return Reader(
        known,
        members(graph),
        ends(graph),
        given_by_user(options.get("actions") or {}),
        kind,
        _end(options.get("assigner")),
        _end(options.get("assignee")),
    )


def _end(given: object) -> End | None:
    text = str(given or "")
    if not text:
        return None
    return End(text) if ":" in text and " " not in text else End("", text)


def _afterwards(file: File, reader: Reader, count: int) -> Iterator[Entry]:
    for catalogue, asset in reader.listed:
        yield Listed(catalogue, asset)
    if reader.unsaid:
        what = f"targets that don't say what they are, read as {reader.kind}s: {len(reader.unsaid)}"
        mend = "say it with the option kind, or by an ISRC, an ISWC or a class"
        yield Problem(Place(file.name), what, mend, checks.DOUBT, Severity.WARNING)
    if not count:
        what = "the file has no policy"
        yield Problem(Place(file.name), what, "look for odrl:permission in it", checks.DOUBT, Severity.WARNING)


def _policy(file: File, policy: Policy, reader: Reader) -> Iterator[Entry]:
    file.records[policy.kinds[0] if policy.kinds else "Policy"] += 1
    for rule in policy.rules:
        file.records[rule.kind] += 1
    if policy.obligations:
        file.records["obligation"] += len(policy.obligations)
    for kind, why in _GRANTS_NOTHING.items():
        if kind in policy.kinds:
            yield LeftOut(kind, why)
            return
    for _ in policy.obligations:
        yield LeftOut("obligation", "what a party has to do is no authority")
    more, told = _reasons(policy, file.name)
    yield from told
    issued, dated, doubt = _dated(file, policy)
    yield from doubt
    try:
        permitted, forbidden, left = _rules(policy, reader, more, issued)
    except (InvalidValueError, ValueError) as error:
        what = f"policy {policy.address}: {getattr(error, 'what', error)}"
        yield Problem(Place(file.name), what, "mend the property of Licit's profile", checks.VALUE)
        return
    yield from left
    settled = _settle(file, policy, permitted, forbidden)
    if isinstance(settled, Problem):
        yield settled
        return
    yield from settled[1]
    started = False
    for grant, place, affirms in settled[0]:
        if not started:
            title = policy.title or policy.address
            source = _end(file.options.get("source"))
            by = names.party(source, reader.known) if source else grant.grantor
            yield Origin(source=by, made=dated, title=title)
            started = True
        own = "" if file.options.get("source") else grant.grantor
        yield Stated(fact=grant, locator=place, affirms=affirms, source=own, made=dated, subject=policy.address)


def _reasons(policy: Policy, name: str) -> tuple[list[str], list[Problem]]:
    """Why each grant of the policy is an open point, and what is told of it."""
    more = [
        f"the policy is written in the profile {profile}, whose meaning is not known"
        for profile in policy.profiles
        if profile not in _PROFILES
    ]
    more += [f"the policy inherits from {parent}, which is not in the file" for parent in policy.missing]
    told = []
    for reason in more:
        mend = "every grant of it is an open point; read what it says and record that"
        what = f"policy {policy.address}: {reason}"
        told.append(Problem(Place(name), what, mend, checks.REFERENCE, Severity.WARNING))
    return more, told


def _dated(file: File, policy: Policy) -> tuple[When | None, When | None, list[Problem]]:
    """The day the policy was issued, which ranks its grants; the day it was made; and what is wrong with them."""
    found: dict[str, When] = {}
    wrong = []
    for word, text in policy.dated:
        terms = days(ODRL + "eq", text)
        if terms is None or terms[0].start is None or terms[0].end is None:
            what = f"policy {policy.address}: dct:{word} is {text[:40]!r}, no day"
            mend = "write 2004-01-31; it is read without it"
            wrong.append(Problem(Place(file.name), what, mend, checks.VALUE, Severity.WARNING))
        else:
            found.setdefault(word, When(terms[0].start.earliest, max(terms[0].start.earliest, terms[0].end.latest)))
    option = file.options.get("made")
    made = When.parse(str(option)) if option else next(iter(found.values()), None)
    if made is None:
        what = f"policy {policy.address} does not say when it was made"
        mend = "say it with dct:issued or the option made: undated words count on no day"
        wrong.append(Problem(Place(file.name), what, mend, checks.DOUBT, Severity.WARNING))
    return found.get("issued"), made, wrong


Placed = tuple[Grant, str, Rule]


def _rules(
    policy: Policy, reader: Reader, more: Sequence[str], issued: When | None
) -> tuple[list[Placed], list[Placed], list[LeftOut]]:
    permitted: list[Placed] = []
    forbidden: list[Placed] = []
    left: list[LeftOut] = []
    for rule in policy.rules:
        into = permitted if rule.kind == "permission" else forbidden
        empty = True
        for would in reader.would(policy, _addressed(rule, policy), more, issued):
            empty = False
            if would.grant is None:
                left.append(LeftOut(rule.kind, would.nothing))
            else:
                into.append((would.grant, rule.place, rule))
        if empty:
            left.append(LeftOut(rule.kind, "its constraints exclude one another"))
    return permitted, forbidden, left


def _addressed(rule: Rule, policy: Policy) -> Rule:
    """The rule; a prohibition that names no party speaks of the parties of its policy's permissions too."""
    if rule.kind == "permission":
        return rule
    permissions = [one for one in policy.rules if one.kind == "permission"]
    by = {end.address or end.name: end for one in permissions for end in one.assigners}
    to = {end.address or end.name: end for one in permissions for end in one.assignees}
    return replace(rule, assigners=rule.assigners or tuple(by.values()), assignees=rule.assignees or tuple(to.values()))


def _settle(
    file: File, policy: Policy, permitted: Sequence[Placed], forbidden: Sequence[Placed]
) -> tuple[list[tuple[Grant, str, bool]], list[LeftOut]] | Problem:
    """What the policy affirms and denies once its own conflicts are settled as it says; without a word it is void."""
    said: list[tuple[Grant, str, bool]] = []
    left: list[LeftOut] = []
    overridden: set[int] = set()
    for grant, place, _ in permitted:
        reasons: list[Condition] = []
        taken = False
        for number, (denied, where, rule) in enumerate(forbidden):
            everyone = not rule.assignees
            same = grant.grantor == denied.grantor and (everyone or grant.grantee == denied.grantee)
            met = meeting(grant, denied) if same else Meeting.NONE
            if met is Meeting.NONE:
                continue
            if policy.conflict == "perm":
                overridden.add(number)
            elif policy.conflict == "prohibit":
                taken = taken or met is Meeting.WHOLE
                reasons.append(Condition(f"outside what the policy prohibits: {where}"))
            elif met is Meeting.PERHAPS:
                reasons.append(Condition(f"outside what the policy may prohibit: {where}"))
            else:
                what = f"{place} permits what {where} prohibits: the policy is void (conflict: invalid)"
                mend = "say which of the two prevails with odrl:conflict perm or prohibit"
                return Problem(Place(file.name), what, mend, checks.DOUBT)
        if taken:
            left.append(LeftOut("permission", "a prohibition of its policy overrides it"))
        else:
            said.append((_with(grant, reasons), place, True))
    for number, (denied, where, _) in enumerate(forbidden):
        if number in overridden:
            left.append(LeftOut("prohibition", "a permission of its policy overrides it"))
        else:
            said.append((denied, where, False))
    return said, left


def _with(grant: Grant, reasons: Sequence[Condition]) -> Grant:
    if not reasons:
        return grant
    told = (*grant.conditions, *reasons)
    return replace(grant, conditions=told, id=fact_id("odrl-grant", grant.id, *(one.text for one in reasons)))
