# SPDX-License-Identifier: Apache-2.0
"""The expected reports of the public ODRL suites, asked of Licit's engine; skipped where ``../shared`` isn't there.

A suite's policies name no assigner and no rights, so each is read as the word of one owner of everything asked about,
and who asks is the assignee where a rule names none. ``read`` and ``write`` are given uses of the trade, ``sell`` one
that nothing covers, as in ODRL, where ``use`` has no part in ``transfer``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, ODRL2, RDF
from rdflib.term import Node

from licit.engine.engine import Engine
from licit.model.asset import Asset, Item
from licit.model.day import LAST, When
from licit.model.fact import Control, Requirement
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import WHOLE, Share
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.reference import answer_alone
from tests.formats.taken import POSITION, Taken, take

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples" / "odrl"
SUITE: Final = SAMPLES / "solid-test-suite"
EX: Final = Namespace("http://example.org/")
REPORT: Final = Namespace("https://w3id.org/force/compliance-report#")
USES: Final = {"read": "OnDemandStream", "write": "PermanentDownload", "sell": "UserDefined"}
ACTIONS: Final = ",".join(f"{action}={use}" for action, use in USES.items())

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared is not beside this clone")

# What the suite expects and Licit leaves open, with the reason; docs/formats/odrl.md has the same table.
OPEN: Final = {
    "001": "no action and no target: unstated is not all",
    "003": "no action and no target: unstated is not all",
    "007": "no target: unstated is not all",
    "009": "no target: unstated is not all",
    "015": "no target: unstated is not all",
    "021": "no target: unstated is not all",
    "023": "no target: unstated is not all",
    "033": "an instant within the day that is asked about",
    "039": "an instant within the day that is asked about",
    "045": "an instant within the day that is asked about",
    "059": "a duty: whether it is done is no part of the policy",
    "061": "a duty: whether it is done is no part of the policy",
    "063": "hours within the day that is asked about",
    "065": "a duty: whether it is done is no part of the policy",
}
# Reports on prohibitions: no permission, and Licit's answer is that nothing is cleared.
PROHIBITIONS: Final = {"005", "011", "013", "019"}


@dataclass(frozen=True)
class Case:
    """One test case: what is asked, and whether the rule is expected to be active."""

    number: str
    policy: Path
    sotw: Path
    agent: str
    action: str
    target: str
    day: date
    prohibits: bool
    active: bool


def test_the_suite_is_answered_as_expected_but_for_what_licit_leaves_open(tmp_path: Path) -> None:
    answers = {case.number: (case, asked(case, tmp_path)) for case in cases()}

    contested = {number for number, (_, answer) in answers.items() if answer is Answer.CONTESTED}
    prohibited = {number for number, (case, _) in answers.items() if case.prohibits}
    settled = {n: pair for n, pair in answers.items() if n not in contested | prohibited}
    assert len(answers) == 34
    assert contested == set(OPEN)
    assert prohibited == PROHIBITIONS
    assert all(answers[number][1] is Answer.NOT_CLEARED for number in prohibited)
    assert len(settled) == 16
    expected = {n: Answer.CLEARED if case.active else Answer.NOT_CLEARED for n, (case, _) in settled.items()}
    assert {n: answer for n, (_, answer) in settled.items()} == expected
    assert sum(case.active for case, _ in settled.values()) == 6


@pytest.mark.parametrize(("day", "answer"), [("2017-12-19", Answer.CLEARED), ("2019-12-19", Answer.NOT_CLEARED)])
def test_the_worked_example_of_the_formal_semantics(day: str, answer: Answer) -> None:
    (policy,) = SAMPLES.glob("w3c-formal-semantics/*__policyA1.json")
    who, what = "http://example.com/party/1", "http://example.com/document/1234"

    taken = take(policy, options={"assignee": who, "made": "2000", "actions": "distribute=OnDemandStream"})

    record = owned(taken, "http://example.com/party/16", what, "OnDemandStream")
    assert ask(record, who, "OnDemandStream", what, date.fromisoformat(day)) is answer


def test_the_worked_prohibition_denies_the_grant_it_would_be() -> None:
    (policy,) = SAMPLES.glob("w3c-formal-semantics/*__policyA2.json")

    taken = take(policy, options={"made": "2000", "actions": "archive=Dub"})

    (grant,) = taken.record.grants
    (statement,) = taken.record.statements_on[grant.id]
    assert not statement.affirms
    assert grant.scope.uses == frozenset(("Dub",))
    assert str(grant.term) == "/2024-12-31"


def test_every_policy_of_the_suite_is_read_rule_by_rule() -> None:
    for path in sorted(SUITE.glob("policies/*.ttl")):
        graph = Graph().parse(path)

        taken = take(path)

        for word in ("permission", "prohibition"):
            assert taken.records[word] == len(list(graph.triples((None, ODRL2[word], None)))), path.name
        assert not taken.refused, path.name


def test_contexts_of_others_are_refused_and_not_fetched() -> None:
    for path in SAMPLES.glob("w3c-formal-semantics/*__evaluationrequest*.json"):
        taken = take(path)

        (problem,) = taken.refused
        assert "evaluation_request.json" in problem.what


def cases() -> Iterator[Case]:
    """The cases of the suite."""
    where: dict[Node | None, Path] = {}
    for path in (*SUITE.glob("policies/*.ttl"), *SUITE.glob("requests/*.ttl"), *SUITE.glob("sotw/*.ttl")):
        for kind in (ODRL2.Set, ODRL2.Request, EX.Sotw):
            where |= dict.fromkeys(Graph().parse(path).subjects(RDF.type, kind), path)
    for path in sorted(SUITE.glob("test_cases/*.ttl")):
        graph = Graph().parse(path)
        (case,) = graph.subjects(RDF.type, EX.TestCase)
        report = graph.value(graph.value(case, EX.expectedReport), REPORT.ruleReport)
        policy, request, sotw = (where[graph.value(case, EX[word])] for word in ("policy", "request", "sotw"))
        asking = Graph().parse(request)
        (rule,) = asking.objects(None, ODRL2.permission)
        now = Graph().parse(sotw).value(URIRef("http://example.com/request/currentTime"), DCTERMS.issued)
        yield Case(
            number=path.name[9:12],
            policy=policy,
            sotw=sotw,
            agent=str(asking.value(rule, ODRL2.assignee)),
            action=str(asking.value(rule, ODRL2.action)).removeprefix(str(ODRL2)),
            target=str(asking.value(rule, ODRL2.target)),
            day=date.fromisoformat(str(now)[:10]),
            prohibits=(report, RDF.type, REPORT.ProhibitionReport) in graph,
            active=graph.value(report, REPORT.activationState) == REPORT.Active,
        )


def asked(case: Case, folder: Path) -> Answer:
    """What Licit says of a case: the policy and the state of the world are one file."""
    path = folder / f"{case.number}.ttl"
    path.write_text(case.policy.read_text() + "\n" + case.sotw.read_text())
    taken = take(path, options={"assigner": "OWNER", "assignee": case.agent, "made": "2000", "actions": ACTIONS})
    record = owned(taken, "OWNER", case.target, USES[case.action])
    return ask(record, case.agent, USES[case.action], case.target, case.day)


def owned(taken: Taken, owner: str, target: str, use: str) -> Record:
    """The record, in which the owner owns the target, and the use needs one right in it."""
    asset, by = f"iri:{target}", taken.party(owner)
    here = only("Worldwide")
    control = Control(id="title", party=by, asset=asset, rights=ALL, share=Share(WHOLE), territories=here)
    needs = (("recording", ("recording:making-available",)),)
    required = Requirement(id="needed", use=use, territories=here, rights=needs)
    said = Statement(by, affirms=True, facts=("title", "needed"), made=When.parse("2000"))
    item = Item(target, (("recording", (asset,)),))
    record = taken.record
    return replace(
        record,
        facts=(*record.facts, control, required),
        statements=(*record.statements, said),
        assets={**record.assets, asset: Asset(asset, "recording")},
        items={target: item},
        positions={POSITION: Position(POSITION, (tuple({one.source for one in (*record.statements, said)}),))},
    )


def ask(record: Record, agent: str, use: str, target: str, day: date) -> Answer:
    """The engine's answer, which is the reference's."""
    service = next((party.id for party in record.parties.values() if party.name == agent), "nobody")
    question = Question(
        service=service, use=use, item=target, territory="FR", day=day, known_by=LAST, position=POSITION
    )
    answer = Engine(record).answer(question)
    assert answer is answer_alone(record, question)
    return answer
