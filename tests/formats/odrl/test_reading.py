# SPDX-License-Identifier: Apache-2.0
"""ODRL policies into a case: the story of one album, and each rule of docs/formats/odrl.md."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from licit.engine.engine import Engine
from licit.formats.detect import detect
from licit.formats.files import File
from licit.formats.odrl import ROOM
from licit.formats.odrl.constraints import days
from licit.formats.odrl.context import ODRL
from licit.formats.odrl.write import write
from licit.model.asset import Item
from licit.model.day import LAST
from licit.model.fact import Control, Fact, Grant, GrantKind, Requirement
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import WHOLE, Share
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.formats.taken import POSITION, Taken, take

HERE: Final = Path(__file__).parent
SONG: Final = "iri:http://label.example/song"


def test_the_story_of_an_album() -> None:
    record = owned(take(HERE / "good" / "album.jsonld"), "BLUE LABEL", "FRZ039800212", "FRZ039800213", "FRZ039800214")

    assert ask(record, "SHOP", "FRZ039800213", "FR", "2020-01-01") is Answer.CLEARED
    assert ask(record, "SHOP", "FRZ039800214", "DE", "2020-12-31") is Answer.CLEARED
    assert ask(record, "SHOP", "FRZ039800213", "FR", "2019-12-31") is Answer.NOT_CLEARED
    assert ask(record, "SHOP", "FRZ039800213", "FR", "2021-01-01") is Answer.NOT_CLEARED
    assert ask(record, "SHOP", "FRZ039800213", "BE", "2020-06-01") is Answer.NOT_CLEARED
    assert ask(record, "SHOP", "FRZ039800212", "FR", "2020-06-01") is Answer.CONTESTED  # the duty to pay


def test_rules_are_read_as_the_page_says() -> None:
    taken = take(HERE / "good" / "rules.ttl")

    grants = {name(taken, grant.grantee): grant for grant in taken.record.grants}
    assert grants["aggregator"].kind is GrantKind.EXCLUSIVE
    assert (grants["aggregator"].exercise, grants["aggregator"].sublicense) == (False, 1)
    assert affirmed(taken) == {"aggregator", "shop", "radio", "one", "two", "three", "four"}
    assert denied(taken) == {"kiosk"}
    (void,) = taken.refused
    assert void.what.endswith("/void, prohibition 1 prohibits: the policy is void (conflict: invalid)")
    opened = {who: [one.text for one in grant.conditions] for who, grant in grants.items() if grant.conditions}
    assert opened == {
        "one": ["the policy is written in the profile http://other.example/profile, whose meaning is not known"],
        "two": ["the policy inherits from http://other.example/parent, which is not in the file"],
        "three": [
            "the action http://label.example/hum is not known; say what it is with the option actions",
        ],
        "four": ["constraint: count lteq 5"],
    }
    assert dict(taken.left_out) == {
        ("Offer", "an offer grants nothing until it is agreed"): 1,
        ("obligation", "what a party has to do is no authority"): 1,
        ("permission", "a prohibition of its policy overrides it"): 1,
        ("prohibition", "a permission of its policy overrides it"): 1,
    }
    assert taken.records["permission"] == 10
    assert taken.records["prohibition"] == 3


def test_a_chain_by_grant_use_reaches_the_shop_and_no_further() -> None:
    record = owned(take(HERE / "good" / "rules.ttl"), "http://label.example/label", SONG)

    assert ask(record, "http://label.example/shop", SONG, "FR", "2011-01-01") is Answer.CLEARED
    assert ask(record, "http://label.example/radio", SONG, "FR", "2012-01-01") is Answer.NOT_CLEARED  # the exclusive
    assert ask(record, "http://label.example/one", SONG, "FR", "2013-01-01") is Answer.NOT_CLEARED


def test_a_policy_inherits_the_rules_of_its_parents(tmp_path: Path) -> None:
    policies = """:parent a odrl:Set ; odrl:inheritFrom :child ; odrl:assigner :label ;
      odrl:permission [ odrl:action odrl:stream ] .
    :child a odrl:Agreement ; odrl:inheritFrom :parent ; odrl:assignee :shop ; odrl:target :song ;
      odrl:permission [ odrl:assigner :label ; odrl:action odrl:print ] .
    """

    taken = take(written(tmp_path, policies), options={"made": "2000"})

    assert {name(taken, grant.grantee) for grant in taken.record.grants} == {"shop"}
    assert {grant.scope.uses for grant in taken.record.grants} == {frozenset(("Stream",)), frozenset(("Print",))}


@pytest.mark.parametrize(
    ("conflict", "streams", "told"),
    [
        ("odrl:conflict odrl:perm ;", {"shop": True, "radio": True}, 0),
        ("odrl:conflict odrl:prohibit ;", {"shop": False, "radio": False}, 0),
        ("", {}, 1),
    ],
)
def test_a_prohibition_for_everyone_meets_the_permission_of_each(
    conflict: str, streams: dict[str, bool], told: int, tmp_path: Path
) -> None:
    permission = "odrl:permission [ odrl:assignee :shop, :radio ; odrl:action odrl:stream ] ;"
    policy = f""":p a odrl:Agreement ; {conflict} odrl:assigner :label ; odrl:target :song ;
      {permission} odrl:prohibition [ odrl:action odrl:stream ] ."""

    taken = take(written(tmp_path, policy), options={"made": "2000"})

    said = {name(taken, grant.grantee): taken.record.statements_on[grant.id] for grant in taken.record.grants}
    assert {who: all(one.affirms for one in words) for who, words in said.items()} == streams
    assert len(taken.refused) == told


def test_what_a_prohibition_takes_in_part_is_open(tmp_path: Path) -> None:
    policy = """:p a odrl:Agreement ; odrl:conflict odrl:prohibit ; odrl:assigner :label ; odrl:assignee :shop ;
      odrl:target :song ; odrl:permission [ odrl:action odrl:stream ] ; odrl:prohibition [ odrl:action odrl:stream ;
      odrl:constraint [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:eq ; odrl:rightOperand "RU" ] ] ."""

    taken = take(written(tmp_path, policy), options={"made": "2000"})

    wide, narrow = sorted(taken.record.grants, key=lambda grant: str(grant.scope.territories), reverse=True)
    assert [one.text for one in wide.conditions] == [
        "outside what the policy prohibits: policy http://label.example/p, prohibition 1"
    ]
    assert [one.affirms for one in taken.record.statements_on[narrow.id]] == [False]


def test_an_undated_policy_is_told_to_count_on_no_day(tmp_path: Path) -> None:
    policy = ":p odrl:permission [ odrl:assigner :a ; odrl:assignee :b ; odrl:target :c ; odrl:action odrl:use ] ."

    taken = take(written(tmp_path, policy))

    assert "does not say when it was made" in taken.doubts[0].what


def test_what_came_in_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    once = take(HERE / "good" / "album.jsonld")
    out = tmp_path / "out.jsonld"
    out.write_text(write(once.record).text, encoding="utf-8")

    again = take(out, options={"made": "2019-06-01"})

    assert [told(again, grant) for grant in again.record.grants] == [told(once, grant) for grant in once.record.grants]


@pytest.mark.parametrize("action", ['"stream"', '"odrl:stream"', '{"@id": "stream"}', '{"@id": "odrl:stream"}'])
def test_words_are_known_however_they_are_written(action: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    context = '{"odrl": "http://www.w3.org/ns/odrl/2/"}'
    permission = f"""{{"odrl:assigner": "LABEL INC", "odrl:assignee": {{"@id": "urn:x:shop"}},
      "odrl:target": {{"@id": "urn:x:song"}}, "odrl:action": {action}}}"""
    path.write_text(f'{{"@context": {context}, "@type": "odrl:Agreement", "odrl:permission": [{permission}]}}')

    (grant,) = take(path, options={"made": "2000"}).record.grants

    assert grant.scope.uses == frozenset(("Stream",))
    assert grant.grantor == "label-inc"


def test_relative_addresses_are_taken_from_nobodys_address(tmp_path: Path) -> None:
    policy = (
        "<> odrl:permission [ odrl:assigner <a> ; odrl:assignee <#b> ; odrl:target <c/d> ; odrl:action odrl:use ] ."
    )

    taken = take(written(tmp_path, policy), options={"made": "2000"})
    (grant,) = taken.record.grants

    assert grant.scope.repertoire is not None
    (asset,) = grant.scope.repertoire.assets
    assert re.fullmatch(r"iri:http://[0-9a-f]{16}\.file\.invalid/c/d", asset)
    assert {party.name for party in taken.parties.values()} == {"a", "#b"}  # as they are written


def test_a_condition_keeps_its_unit(tmp_path: Path) -> None:
    policy = (
        ":p odrl:permission [ odrl:assigner :a ; odrl:assignee :b ; odrl:target :c ; odrl:action odrl:use ;"
        " odrl:constraint [ odrl:leftOperand odrl:payAmount ; odrl:operator odrl:eq ; odrl:rightOperand 5 ;"
        " odrl:unit <http://dbpedia.org/resource/Euro> ] ] ."
    )

    (grant,) = take(written(tmp_path, policy), options={"made": "2000"}).record.grants

    assert [one.text for one in grant.conditions] == ["constraint: payAmount eq 5 http://dbpedia.org/resource/Euro"]


def test_what_has_no_address_is_nobody_and_nothing_that_is_known(tmp_path: Path) -> None:
    rest = "odrl:target [ a odrl:AssetCollection ] ; odrl:action odrl:use"
    nobody = f":p odrl:permission [ odrl:assigner [ ] ; odrl:assignee [ ] ; {rest} ] ."
    somebody = nobody.replace("odrl:assigner [ ]", "odrl:assigner :a").replace("odrl:assignee [ ]", "odrl:assignee :b")

    empty = take(written(tmp_path, nobody), options={"made": "2000"})
    (grant,) = take(written(tmp_path, somebody), options={"made": "2000"}).record.grants

    assert empty.record.grants == ()
    assert sum(empty.left_out.values()) == 1
    assert grant.scope.repertoire is None


def test_options_say_what_a_policy_leaves_out(tmp_path: Path) -> None:
    path = written(tmp_path, ":p a odrl:Set ; odrl:permission [ odrl:target :song ; odrl:action :hum ] .")

    nobody = take(path)
    somebody = take(path, options={"assigner": "LABEL", "assignee": "SHOP", "actions": "http://label.example/hum=Dub"})

    assert nobody.left_out["permission", "no assigner: nobody's word. Name one with the option assigner"] == 1
    (grant,) = somebody.record.grants
    assert grant.scope.uses == frozenset(("Dub",))
    assert grant.conditions == ()


@pytest.mark.parametrize(
    ("operator", "value", "terms"),
    [
        ("lt", "2018-01-01", ["/2017-12-31"]),
        ("lt", "2018-01-01T00:00:00Z", ["/2017-12-31"]),
        ("lt", "2018-01-01T12:00:00+02:00", ["/[2017-12-31..2018-01-01]"]),
        ("lt", "2018-12-31T23:59:59.999Z", ["/2018-12-31"]),
        ("lteq", "2018-01-01", ["/2018-01-01"]),
        ("lteq", "2018", ["/2018-12-31"]),
        ("lteq", "2018-01-01T12:00:00", ["/[2017-12-31..2018-01-01]"]),
        ("gt", "2018-01-31", ["2018-02-01/"]),
        ("gt", "2018-01-31T00:00:00", ["2018-01-31/"]),
        ("gteq", "2018-01-31", ["2018-01-31/"]),
        ("gteq", "2018-01-31T09:00:00", ["[2018-01-31..2018-02-01]/"]),
        ("eq", "2018-02", ["2018-02-01/2018-02-28"]),
        ("eq", "2018-01-31T09:00:00", ["[2018-01-31..2018-02-01]/[2018-01-30..2018-01-31]"]),
        ("neq", "2018-01-31", ["/2018-01-30", "2018-02-01/"]),
    ],
)
def test_days_are_whole_and_an_instant_leaves_its_day_open(operator: str, value: str, terms: list[str]) -> None:
    found = days(ODRL + operator, value)

    assert found is not None
    assert [str(term) for term in found] == terms


@pytest.mark.parametrize(
    "value", ["2018-02-30", "soon", "", "\u0662\u0660\u0661\u0668-\u0660\u0661-\u0660\u0661", "-0044-03-15"]
)
def test_what_is_no_day_leaves_the_grant_open(value: str) -> None:
    assert days(ODRL + "lt", value) is None


def test_first_and_last_days_do_not_overflow() -> None:
    assert days(ODRL + "lt", "0001-01-01") is not None
    assert days(ODRL + "gt", "9999-12-31") is not None


@pytest.mark.parametrize(
    ("constraint", "territories"),
    [
        ('odrl:eq ; odrl:rightOperand "FR"', "FR"),
        ("odrl:isPartOf ; odrl:rightOperand <http://dbpedia.org/resource/United_Kingdom>", "GB"),
        ("odrl:neq ; odrl:rightOperand <https://www.iso.org/obp/ui/#iso:code:3166:RU>", "Worldwide except RU"),
        ('odrl:isNoneOf ; odrl:rightOperand "RU", "BY"', "Worldwide except RU, BY"),
        ('odrl:isAnyOf ; odrl:rightOperand ( "FR" "EU" )', "FR, EU"),
    ],
)
def test_places_are_codes_names_and_known_addresses(tmp_path: Path, constraint: str, territories: str) -> None:
    (grant,) = constrained(tmp_path, f"odrl:constraint [ odrl:leftOperand odrl:spatial ; odrl:operator {constraint} ]")

    assert str(grant.scope.territories) == territories
    assert grant.conditions == ()


def test_constraints_hold_together_and_alternatives_are_grants_of_their_own(tmp_path: Path) -> None:
    def day(operator: str, value: str) -> str:
        return f'[ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:{operator} ; odrl:rightOperand "{value}" ]'

    place = '[ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isAnyOf ; odrl:rightOperand "FR", "DE" ]'
    other = '[ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isAnyOf ; odrl:rightOperand "DE", "BE" ]'
    years = f"[ odrl:or {day('eq', '2001')}, {day('eq', '2003')} ]"

    found = constrained(tmp_path, f"odrl:constraint {years}, {place}, {other}, {day('gt', '2001-06-30')}")

    assert sorted((str(grant.term), str(grant.scope.territories)) for grant in found) == [
        ("2001-07-01/2001-12-31", "DE"),
        ("2003-01-01/2003-12-31", "DE"),
    ]


def test_constraints_that_exclude_one_another_leave_nothing(tmp_path: Path) -> None:
    only_fr = '[ odrl:leftOperand odrl:spatial ; odrl:operator odrl:eq ; odrl:rightOperand "FR" ]'
    only_de = only_fr.replace("FR", "DE")

    assert constrained(tmp_path, f"odrl:constraint {only_fr}, {only_de}") == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("context-of-another.jsonld", "the file asks for the context 'http://elsewhere.example/context.jsonld'"),
        ("context-within-a-term.jsonld", "the file asks for the context 'file:///etc/passwd'"),
        ("key-twice.jsonld", "this is no JSON: the key 'permission' stands twice in one object"),
        ("syntax-in-line-3.ttl", "this is no Turtle: objectList expected"),
        ("latin-1.ttl", "byte 0xE9 is not UTF-8"),
        ("constraint-in-itself.ttl", "a constraint contains itself"),
        ("kind-of-no-grant.ttl", "policy urn:x: 'gift' is not a valid GrantKind"),
    ],
)
def test_a_bad_file_is_refused_with_one_clear_problem(name: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", forbidden)

    (problem,) = take(HERE / "bad" / name).refused

    assert problem.what.startswith(what)
    assert problem.place.file == name


def test_the_line_of_a_fault_is_told() -> None:
    (problem,) = take(HERE / "bad" / "syntax-in-line-3.ttl").refused

    assert problem.place.line == 3


def test_inspect_shows_each_rule_field_by_field() -> None:
    path = HERE / "good" / "album.jsonld"

    policy, first, second = ROOM.inspect(File(path, path.name, detect(path, path.name)))

    assert (policy.type, policy.place) == ("Agreement", "http://label.example/policies/1")
    assert [(value.name, value.meaning) for value in first.fields if value.name in ("action", "constraint")] == [
        ("action", "uses Stream; rights all"),
        ("constraint", "days /, in FR, DE"),
        ("constraint", "days 2020-01-01/, in Worldwide"),
        ("constraint", "days /2020-12-31, in Worldwide"),
    ]
    assert any(value.name == "duty" for value in second.fields)


def told(taken: Taken, grant: Grant) -> tuple[object, ...]:
    """All that a grant says, in names."""
    repertoire = grant.scope.repertoire
    assert repertoire is not None
    assets = {*repertoire.assets, *(a for one in repertoire.catalogues for a in taken.record.catalogues[one])}
    rest = replace(grant, id="", grantor="", grantee="", scope=replace(grant.scope, repertoire=None))
    return rest, name(taken, grant.grantor), name(taken, grant.grantee), assets


def forbidden(*_: object, **__: object) -> None:
    raise AssertionError("the reader opened a connection")


def written(folder: Path, policies: str) -> Path:
    """A Turtle file with these policies."""
    path = folder / "policy.ttl"
    prefixes = "@prefix odrl: <http://www.w3.org/ns/odrl/2/> .\n@prefix : <http://label.example/> .\n"
    path.write_text(prefixes + policies)
    return path


def constrained(folder: Path, constraint: str) -> list[Grant]:
    """The grants of one permission to stream, with this constraint."""
    parties = "odrl:assigner :label ; odrl:assignee :shop ; odrl:target :song ; odrl:action odrl:stream"
    policy = f":p a odrl:Agreement ; odrl:permission [ {parties} ; {constraint} ] ."
    return list(take(written(folder, policy), options={"made": "2000"}).record.grants)


def name(taken: Taken, party: str) -> str:
    """The last part of a party's address."""
    return taken.parties[party].name.rpartition("/")[2]


def affirmed(taken: Taken) -> set[str]:
    """The grantees of affirmed grants."""
    return grantees(taken, lambda statement: statement.affirms)


def denied(taken: Taken) -> set[str]:
    """The grantees of denied grants."""
    return grantees(taken, lambda statement: not statement.affirms)


def grantees(taken: Taken, wanted: Callable[[Statement], bool]) -> set[str]:
    """The grantees of the grants that such statements speak of."""
    grants = {grant.id: grant for grant in taken.record.grants}
    named = [one for statement in taken.record.statements if wanted(statement) for one in statement.facts]
    return {name(taken, grants[one].grantee) for one in named if one in grants}


def owned(taken: Taken, owner: str, *assets: str) -> Record:
    """The record, in which the owner owns these recordings, and a stream needs one right in them."""
    by, everywhere = taken.party(owner), only("Worldwide")
    facts: list[Fact] = [
        *(
            Control(id=f"own-{one}", party=by, asset=one, rights=ALL, share=Share(WHOLE), territories=everywhere)
            for one in assets
        ),
        Requirement(
            id="needed",
            use="OnDemandStream",
            territories=everywhere,
            rights=(("recording", ("recording:making-available",)),),
        ),
    ]
    record = taken.record
    said = Statement(by, affirms=True, facts=tuple(fact.id for fact in facts), published=record.statements[-1].made)
    return replace(
        record,
        facts=(*record.facts, *facts),
        statements=(*record.statements, said),
        items={one: Item(one, (("recording", (one,)),)) for one in assets},
        positions={POSITION: Position(POSITION, (tuple({one.source for one in (*record.statements, said)}),))},
    )


def ask(record: Record, service: str, item: str, territory: str, day: str) -> Answer:
    """The engine's answer."""
    (who,) = (party.id for party in record.parties.values() if party.name == service)
    question = Question(
        service=who,
        use="OnDemandStream",
        item=item,
        territory=territory,
        day=date.fromisoformat(day),
        known_by=LAST,
        position=POSITION,
    )
    return Engine(record).answer(question)
