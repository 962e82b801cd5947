# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from licit.case import load, read
from licit.model.asset import Asset, Item
from licit.model.day import LAST, Term, When
from licit.model.evidence import Evidence
from licit.model.expectation import ExpectedQuestion
from licit.model.fact import (
    UNLIMITED,
    Claim,
    Condition,
    Control,
    Figure,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Note,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.party import Party
from licit.model.position import PlaceOfAct, Position
from licit.model.problem import BadInputError, Place
from licit.model.proof import Dimension, Flag
from licit.model.question import Question
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Basis, GrantPattern, Statement
from licit.model.territory import Expression, only
from licit.model.verdict import Answer
from licit.vocabulary import trade
from tests.case.folders import HEAD, folder, loaded, one_file

DAY = When.on(date(2004, 5, 1))


def test_each_key_of_a_grant_fills_its_place(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        grants:
          g1:
            from: a
            to: b
            kind: exclusive
            exercise: no
            sublicense: 2
            repertoire: {parties: [p], members-of: [m], some-members-of: [s], catalogues: [k], assets: [x, y]}
            except: {assets: [z]}
            rights: [recording:reproduction]
            uses: [PermanentDownload, OnDemandStream]
            territories: World except RU, BY
            start: 2004-01
            end: "[..2006-05]"
            executed: 2003-12-24
            order: 3
            retention-end: 2007
            reserved: [exercise]
            survives-until: always
            groups: signature
            conditions: [paid, {text: reported, fulfilled: yes}]
            note: seen in part
        """,
    )

    assert case.record.by_id["g1"] == Grant(
        id="g1",
        grantor="a",
        grantee="b",
        kind=GrantKind.EXCLUSIVE,
        exercise=False,
        sublicense=2,
        scope=Scope(
            repertoire=Repertoire(
                parties=frozenset("p"),
                members_of=frozenset("m"),
                some_members_of=frozenset("s"),
                catalogues=frozenset("k"),
                assets=frozenset("xy"),
            ),
            exceptions=Repertoire(assets=frozenset("z")),
            rights=frozenset(("recording:reproduction",)),
            uses=frozenset(("PermanentDownload", "OnDemandStream")),
            territories=Expression(((True, "World"), (False, "RU"), (False, "BY"))),
        ),
        term=Term(When(date(2004, 1, 1), date(2004, 1, 31)), When(date.min, date(2006, 5, 31))),
        executed=When.on(date(2003, 12, 24)),
        order=3,
        retention_end=When(date(2007, 1, 1), date(2007, 12, 31)),
        reserved=frozenset((Power.EXERCISE,)),
        survives_until=When.on(LAST),
        at_signature=True,
        conditions=(Condition("paid"), Condition("reported", fulfilled=True)),
        note="seen in part",
    )


@pytest.mark.parametrize(
    ("kind", "exercise", "sublicense"),
    [("non-exclusive", True, 0), ("exclusive", True, 0), ("assignment", True, 0), ("mandate", False, UNLIMITED)],
)
def test_the_powers_that_a_grant_leaves_unsaid_are_those_of_its_kind(
    tmp_path: Path,
    kind: str,
    exercise: bool,  # noqa: FBT001 - a value expected
    sublicense: int,
) -> None:
    case = loaded(tmp_path, f"grants: {{g: {{from: a, to: b, kind: {kind}}}}}\n")

    grant = case.record.grants[0]

    assert (grant.exercise, grant.sublicense) == (exercise, sublicense)


def test_what_a_grant_leaves_out_is_unstated_and_all_is_written(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        grants:
          silent: {from: a, to: b, kind: mandate}
          whole: {from: a, to: b, kind: mandate, repertoire: all, rights: all, uses: all, territories: World}
        """,
    )

    silent, whole = case.record.grants

    assert silent.scope == Scope()
    assert whole.scope == Scope(Repertoire(everything=True), ALL, ALL, only("World"))


def test_each_kind_of_fact_is_read_in_the_order_of_kinds(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        laws: [no-default]
        findings: {f: {fact: s, holds: no, territories: AU, start: 2004, between: [a, b], interim: yes,
                       authority: court}}
        operations: {o: {operator: a, service: shop, end: 2004}}
        servers: {v: {service: shop, territory: Russia}}
        requirements: {q: {use: Download, territories: World, rights: {work: [reproduction]}, any-co-owner: true}}
        memberships: {m: {member: a, group: b, note: since ever}}
        opt-outs: {u: {party: a, statute: s}}
        statutes: {s: {kind: extended, society: b, links: 1, assets: [x], article: "45"}}
        terminations: {t: {grant: g, last-day: 2004-05-01}}
        controls: {c: {party: a, asset: x, rights: all, share: 33.33 %, territories: World}}
        """,
    )

    assert case.record.facts == (
        Control(id="c", party="a", asset="x", rights=ALL, share=Share(3333), territories=only("World")),
        Termination(id="t", grant="g", last_day=DAY),
        Statute(
            id="s", kind=StatuteKind.EXTENDED, rights=None, uses=None, territories=None, society="b", links=1,
            assets=frozenset("x"), article="45",
        ),
        OptOut(id="u", party="a", statute="s"),
        Membership(id="m", member="a", group="b", note="since ever"),
        Requirement(
            id="q", use="Download", territories=only("World"), rights=(("work", ("work:reproduction",)),),
            any_co_owner=True,
        ),
        Server(id="v", service="shop", territory="RU"),
        Operation(id="o", operator="a", service="shop", term=Term(end=When.parse("2004"))),
        Finding(
            id="f", fact="s", holds=False, territories=only("AU"), term=Term(When.parse("2004")),
            between=frozenset("ab"), interim=True, authority="court",
        ),
    )  # fmt: skip


def test_parties_assets_items_and_the_rest_are_read(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        title: A case
        complete-until: 2009-12
        expected-sources: [a, b]
        parties: {a: {name: A & Co., kinds: [label], identifiers: {cisac: "052"}, domains: [a.example], note: n}}
        assets: {x: {kind: recording, title: X, identifiers: {isrc: 00}}}
        items: {i: {title: T, artist: R, group: a, assets: {recording: x, work: [w1, w2]}, details: {genre: pop}}}
        catalogues: {k: [x]}
        offers: {shop: [i, j]}
        notes: {n1: {day: 2004-05-01, text: It began, source: a, evidence: e}}
        figures: {n2: {quantity: "85", unit: "%", day: 2004, territory: Russia, of: [a], source: a}}
        claims: {n3: {service: shop, licensor: a, said-by: shop, made: 2004-05-01, licences: [LS-3], uses: all}}
        evidence: {e: {title: T, publisher: P, date: 2004-05, url: "https://x.example/",
                       file: evidence/e.pdf, sha256: ab}}
        positions: {p: {title: P, place: open, ranks: [[court], [a, b]], basis: [seen], vocabulary: no}}
        questions:
          - {service: shop, item: i, use: PermanentDownload, territory: France, day: 2004-05-31, known-by: 2004-06-01,
             position: p, expect: not-cleared, because: no power to sublicense, flags: [overclaim], note: n}
          - {service: shop, use: PermanentDownload, territory: FR, day: 2004-05-31, position: p, expect: cleared}
        """,
    )
    record = case.record

    assert record.title == "A case"
    assert record.complete_until == When.parse("2009-12")
    assert record.expected_sources == ("a", "b")
    assert record.parties == {"a": Party("a", "A & Co.", ("label",), (("cisac", "052"),), ("a.example",), "n")}
    assert record.assets == {"x": Asset("x", "recording", "X", (("isrc", "00"),))}
    assert record.items == {
        "i": Item("i", (("recording", ("x",)), ("work", ("w1", "w2"))), "T", "R", "a", (("genre", "pop"),))
    }
    assert record.catalogues == {"k": frozenset("x")}
    assert record.offers == {"shop": ("i", "j")}
    assert record.notes == (Note(id="n1", day=DAY, text="It began", source="a", evidence="e"),)
    assert record.figures == (
        Figure(id="n2", quantity="85", unit="%", day=When.parse("2004"), territory="RU", of=("a",), source="a"),
    )
    assert record.claims == (
        Claim(
            id="n3", service="shop", licensor="a", said_by="shop", made=DAY, licences=("LS-3",), scope=Scope(uses=ALL)
        ),
    )
    assert case.evidence == {
        "e": Evidence(
            id="e", title="T", publisher="P", date=When.parse("2004-05"), url="https://x.example/",
            file="evidence/e.pdf", sha256="ab",
        )
    }  # fmt: skip
    assert record.positions == {
        "p": Position(
            "p", (("court",), ("a", "b")), PlaceOfAct.OPEN, frozenset((Basis.SEEN,)), vocabulary=False, title="P"
        )
    }
    day, use = date(2004, 5, 31), "PermanentDownload"
    first = Question(
        service="shop", use=use, item="i", territory="FR", day=day, known_by=date(2004, 6, 1), position="p"
    )
    second = Question(service="shop", use=use, item="", territory="FR", day=day, known_by=LAST, position="p")
    assert case.questions == (
        ExpectedQuestion(
            question=first, expect=Answer.NOT_CLEARED, because=Dimension.NO_SUBLICENSE,
            flags=frozenset((Flag.OVERCLAIM,)), note="n",
        ),
        ExpectedQuestion(question=second, expect=Answer.CLEARED),
    )  # fmt: skip


def test_statements_sit_with_their_facts_or_stand_by_themselves(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        laws: [no-default]
        statements:
          - {id: st, by: b, says: deny, pattern: {from: [x], members-of: [y], to: a, territories: RU, start: 2004},
             made: 2004-05-01}
          - {by: b, facts: [m1, m2], published: 2004-05-01, note: both}
          - {by: c, says: deny, facts: m1}
        memberships:
          m1:
            member: a
            group: g
            said:
              - {by: a, through: b, basis: translated, made: 2003, published: 2004, retrieved: 2004-05-01,
                 evidence: e, where: p. 3}
          m2: {member: b, group: g, said: {by: b}}
        """,
    )

    assert case.record.statements == (
        Statement("c", affirms=False, facts=("m1",)),
        Statement(
            "a", affirms=True, facts=("m1",), through="b", basis=Basis.TRANSLATED, made=When.parse("2003"),
            published=When.parse("2004"), retrieved=DAY, evidence="e", locator="p. 3",
        ),
        Statement("b", affirms=True, facts=("m2",)),
        Statement(
            "b", affirms=False, id="st", made=DAY,
            pattern=GrantPattern(
                grantors=frozenset("x"), members_of=frozenset("y"), grantees=frozenset("a"), territories=only("RU"),
                term=Term(When.parse("2004")),
            ),
        ),
        Statement("b", affirms=True, facts=("m1", "m2"), published=DAY, note="both"),
    )  # fmt: skip


def test_everything_has_its_place(tmp_path: Path) -> None:
    path = one_file(
        tmp_path,
        """
        parties:
          a: {name: A}
        statements:
          - {id: st, by: b, facts: [m1, m2]}
        memberships:
          m1:
            member: a
            group: g
            said:
              - {by: a, made: 2004}
        """,
    )

    case, _ = read(path)
    where = {key: (place.line, place.column) for key, place in case.places.items() if place.file == str(path)}
    number = case.record.statements.index(Statement("a", affirms=True, facts=("m1",), made=When.parse("2004")))
    last = len(case.record.statements) - 1

    assert where["case.vocabulary"] == (2, 13)
    assert where["party:a"] == (5, 3)
    assert where["party:a.name"] == (5, 13)
    assert where["m1"] == (9, 3)
    assert where["m1.group"] == (11, 12)
    assert where["m1.said[0]"] == where[f"statement:{number}"] == (13, 9)
    assert where["m1.said[0].made"] == where[f"statement:{number}.made"] == (13, 23)
    assert where["statement:st"] == where[f"statement:{last}"] == (7, 5)
    assert where[f"statement:{last}.facts"] == (7, 28)


def test_norway_and_a_month_stay_the_texts_that_they_are(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        "servers: {v: {service: 0123, territory: NO, start: 2004-01, note: yes}}\nparties: {NO: {name: 1e3}}\n",
    )

    server = case.record.servers[0]

    assert (server.service, server.territory, server.note) == ("0123", "NO", "yes")
    assert server.term.start == When(date(2004, 1, 1), date(2004, 1, 31))
    assert case.record.parties["NO"].name == "1e3"


def test_a_code_that_was_given_twice_is_resolved_by_the_day_of_its_fact(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        servers:
          prague: {service: shop, territory: CS, start: 1990-01-01}
          belgrade: {service: shop, territory: CS, start: 2004-01-01}
        grants:
          g: {from: a, to: b, kind: mandate, territories: [World, -CS], executed: 2004-01-01, start: 1990-01-01}
        """,
    )

    assert [server.territory for server in case.record.servers] == ["CSHH", "CSXX"]
    assert case.record.grants[0].scope.territories == Expression(((True, "World"), (False, "CSXX")))


def test_every_right_of_a_kind_is_what_the_vocabulary_has(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        "controls: {c: {party: a, asset: x, rights: [recording:*, work:adaptation], share: 1, territories: FR}}\n",
    )

    rights = case.record.controls_of["x"][0].rights

    assert rights == frozenset(right for right in trade("music").rights if right.startswith("recording:")) | {
        "work:adaptation"
    }


def test_laws_and_the_default_requirement_are_facts_that_the_vocabulary_states(tmp_path: Path) -> None:
    case = loaded(tmp_path, "laws: [ru-1993-5351-1]\n")

    said = case.record.statements_on

    assert {one.source for statements in said.values() for one in statements} == {"vocabulary"}
    assert "default-download" in case.record.by_id
    assert said["ru-5351-1-art-39"][0].published == When.on(date(1993, 7, 9))
    assert case.places["ru-5351-1-art-39"].file == "vocabulary/music/laws/ru-1993-5351-1.yaml"
    assert case.borrowed.facts


def test_a_case_without_the_default_has_no_law(tmp_path: Path) -> None:
    assert loaded(tmp_path, "laws: [no-default]\n").record.facts == ()


def test_a_folder_is_all_its_files_but_evidence_hidden_ones_and_other_cases(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "case.yaml": HEAD + "laws: [no-default]\n",
            "parties.yaml": "parties: {a: {name: A}}\n",
            "deep/er/more.yaml": "parties: {b: {name: B}}\n",
            "notes.txt": "no: case\n",
            "evidence/page.yaml": "parties: {no: {name: No}}\n",
            ".git/x.yaml": "parties: {no: {name: No}}\n",
            "other/case.yaml": HEAD,
            "other/parties.yaml": "parties: {no: {name: No}}\n",
            "empty.yaml": "# nothing yet\n",
            "soon.yaml": "grants:\n  # none yet\n",
        },
    )

    case = load(path)

    assert list(case.record.parties) == ["b", "a"]
    assert case.places["party:b"] == Place(f"{tmp_path}/deep/er/more.yaml", 1, 11)


SAME = {
    "licit": 1,
    "vocabulary": "music",
    "complete-until": "2009",
    "parties": {"a": {"name": 'Ä "quoted" \u2028 name', "domains": []}},
    "grants": {
        "g": {"from": "a", "to": "b", "kind": "exclusive", "exercise": False, "sublicense": 2, "territories": "NO",
              "conditions": [{"text": "paid", "fulfilled": True}], "said": [{"by": "a", "made": "2004-01-31"}]},
    },
    "controls": {"c": {"party": "a", "asset": "x", "rights": "all", "share": 33.33, "territories": ["World", "-RU"]}},
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
def test_json_on_standard_input_is_the_same_case_as_a_file(tmp_path: Path, indent: int | None) -> None:
    text = json.dumps(SAME, indent=indent)
    (tmp_path / "one.json").write_text(text, encoding="utf-8")
    (tmp_path / "one.yaml").write_text(text.replace("\\u2028", "\\L"), encoding="utf-8")

    piped = load("-", stdin=io.StringIO(text))

    assert piped.record.grants[0].exercise is False
    assert piped.record.controls_of["x"][0].share == Share(3333)
    assert load(tmp_path / "one.json").record == piped.record
    assert load(tmp_path / "one.yaml").record == piped.record


def test_places_in_json_are_lines_and_columns(tmp_path: Path) -> None:
    text = '{"licit": 1,\n "vocabulary": "music",\n "parties": {"é": {"name": ""},\n\n   "b": {"name": "B"}}}'
    (tmp_path / "one.json").write_text(text, encoding="utf-8")

    places = load(tmp_path / "one.json").places

    assert (places["party:b"].line, places["party:b"].column) == (5, 4)
    assert (places["party:b.name"].line, places["party:b.name"].column) == (5, 18)


def test_load_raises_every_error_and_read_gives_what_could_be_read(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "case.yaml": HEAD + "laws: [no-default]\ntitle: A\n",
            "a.yaml": "parties: {a: {nam: A}, b: {name: B}}\n",
            "b.yaml": "memberships: {m: {member: a, group: b, start: 2004-13}, n: {member: a, group: b}}\n",
        },
    )

    case, problems = read(path)

    assert [(problem.place.line, problem.place.column, problem.check) for problem in problems] == [
        (1, 14, "missing-key"),
        (1, 15, "unknown-key"),
        (1, 47, "bad-value"),
    ]
    assert list(case.record.parties) == ["b"]
    assert [fact.id for fact in case.record.facts] == ["n"]
    with pytest.raises(BadInputError) as raised:
        load(path)
    assert raised.value.problems == problems


def test_a_section_may_be_split_over_files_and_offers_add_up(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "case.yaml": HEAD + "laws: [no-default]\noffers: {shop: [i, j]}\n",
            "more.yaml": "offers: {shop: [j, k], other: []}\n",
        },
    )

    assert load(path).record.offers == {"shop": ("i", "j", "k"), "other": ()}
