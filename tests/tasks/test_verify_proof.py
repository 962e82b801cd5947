# SPDX-License-Identifier: Apache-2.0
"""Filed proofs: there and back, held to the facts in them and to their record; forged and hostile files are refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given

import licit
from licit.checker import check_alone
from licit.cli.running import run
from licit.model.day import When
from licit.model.fact import GrantKind
from licit.model.problem import BadInputError
from licit.model.proof import FactUsed, Standing
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.reference import judge
from licit.report.filing.proof import filed, unfiled
from licit.report.filing.text import LONGEST, read
from licit.report.filing.verified import Level
from licit.report.json import json_text, proof_json
from licit.tasks.opening import OpenCase
from licit.tasks.verify_proof import verify_proof
from tests.checker.mutations import OPERATORS
from tests.checker.small import OWNS, QUESTION, grant, world
from tests.engine.agreement.dense import dense
from tests.worlds.stage import World
from tests.worlds.worlds import seeded, worlds

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
UNSEEN = ("flags", "receipt.record", "receipt.sources", "receipt.missing")  # of the whole record: beside a case only
CLEARED = world(OWNS, grant("O>S"))


def written(verdict: Verdict, record: Record) -> bytes:
    return json_text(filed(verdict, record)).encode()


def opened(record: Record) -> OpenCase:
    case = licit.load(EXAMPLES / "licensed-shop").case
    return OpenCase(case=replace(case, record=record), today=date(2010, 1, 1))


def complaint(raw: bytes) -> str:
    with pytest.raises(BadInputError) as caught:
        verify_proof(io.BytesIO(raw), "p.json")
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


@given(worlds())
def test_a_filed_proof_comes_back_and_is_checked_as_beside_its_record(made: World) -> None:
    verdict = judge(made.record, made.question)

    back = unfiled(read(io.BytesIO(written(verdict, made.record))))

    assert back.verdict == replace(verdict, nearly=())
    assert back.record is not None
    assert check_alone(back.verdict, back.record) == check_alone(verdict, made.record) == ()


@pytest.mark.parametrize("seed", range(20))
def test_every_proof_of_a_dense_world_holds_from_its_file_alone_and_beside_its_case(seed: int) -> None:
    made = dense(seed)
    raw = written(judge(made.record, made.question), made.record)

    alone = verify_proof(io.BytesIO(raw), "p.json")
    beside = verify_proof(io.BytesIO(raw), "p.json", opened(made.record))

    assert (alone.holds, alone.level, alone.compared) == (True, Level.FACTS, None)
    assert (beside.holds, beside.level) == (True, Level.RECORD)
    assert beside.compared is not None
    assert beside.compared.same


@cache
def judged() -> tuple[tuple[Record, Verdict], ...]:
    made = [seeded(seed) for seed in range(15)]
    return tuple((one.record, judge(one.record, one.question)) for one in made)


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_falsified_step_is_refused_from_the_file_alone(operator: str) -> None:
    for record, verdict in judged():
        for path, mutant in islice(OPERATORS[operator](verdict, record), 2):
            if not path.startswith(UNSEEN):
                found = verify_proof(io.BytesIO(written(mutant, record)), "p.json")

                assert not found.holds, path


def test_a_forged_fact_has_another_hash_than_the_receipt_says() -> None:
    verdict = judge(CLEARED, QUESTION)
    plain = filed(verdict, CLEARED)
    [control] = [one for one in plain["record"]["facts"] if one["type"] == "Control"]
    control["share"]["hundredths"] = 9_999

    found = verify_proof(io.BytesIO(json_text(plain).encode()), "p.json")

    assert "receipt.facts[1]: c has another hash (SEMANTICS §5, Receipt)" in map(str, found.wrong)


def test_what_the_file_leaves_out_is_seen_beside_the_case() -> None:
    small, taker = CLEARED, grant("O>X", GrantKind.EXCLUSIVE, signed="2000-01-01")
    whole = world(OWNS, grant("O>S"), taker)
    verdict = judge(small, QUESTION)

    alone = verify_proof(io.BytesIO(written(verdict, small)), "p.json")
    beside = verify_proof(io.BytesIO(written(verdict, small)), "p.json", opened(whole))

    assert alone.holds
    assert not beside.holds
    assert beside.compared is not None
    assert not beside.compared.same
    assert (beside.compared.changed, beside.compared.gone, beside.compared.added) == ((), (), ("O>X",))
    assert beside.compared.today is Answer.NOT_CLEARED


def test_a_record_changed_in_what_does_not_matter_still_bears_the_proof() -> None:
    before = CLEARED
    after = world(OWNS, grant("O>S"), grant("A>B"))

    found = verify_proof(io.BytesIO(written(judge(before, QUESTION), before)), "p.json", opened(after))

    assert found.holds
    assert found.compared is not None
    assert (found.compared.same, found.compared.changed, found.compared.added) == (False, (), ())
    assert found.compared.today is Answer.CLEARED


def test_a_fact_that_ended_since_is_told_as_changed() -> None:
    before = CLEARED
    after = world(OWNS, replace(grant("O>S"), retention_end=When.parse("2003-01-01")))

    found = verify_proof(io.BytesIO(written(judge(before, QUESTION), before)), "p.json", opened(after))

    assert found.compared is not None
    assert (found.compared.changed, found.compared.today) == (("O>S",), Answer.NOT_CLEARED)
    assert any("does not carry the chain on: term ended" in step.what for step in found.wrong)


def test_a_proof_of_another_edition_of_the_rules_is_refused() -> None:
    verdict = judge(CLEARED, QUESTION)
    other = replace(verdict, receipt=replace(verdict.receipt, semantics="first edition"))

    found = verify_proof(io.BytesIO(written(other, CLEARED)), "p.json")

    assert [step.path for step in found.wrong] == ["receipt.semantics"]


def test_a_file_of_the_first_format_needs_its_case() -> None:
    raw = json_text(proof_json(judge(CLEARED, QUESTION))).encode()

    assert complaint(raw) == (
        "p.json: a file of the format licit-proof/1 carries no facts. Add --case, or file the proof again."
    )
    assert verify_proof(io.BytesIO(raw), "p.json", opened(CLEARED)).holds


def test_a_file_cut_off_anywhere_is_refused_in_one_sentence() -> None:
    raw = json.dumps(filed(judge(CLEARED, QUESTION), CLEARED), separators=(",", ":")).encode()

    for length in range(len(raw)):
        assert complaint(raw[:length]).startswith("p.json: ")


def _plain(change: Callable[[dict[str, Any]], object]) -> bytes:
    plain = filed(judge(CLEARED, QUESTION), CLEARED)
    change(plain)
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "this is no JSON: line 1, column 1"),
        (b"\xff{}", "byte 1 is no UTF-8"),
        (b"[]", "the file is no JSON object"),
        (b"{}", "this is no format that is known"),
        (b'{"format":["licit-proof/2"]}', "this is no format that is known"),
        (b'{"format":"licit-proof/3"}', "this is no format that is known"),
        (b'{"format":"licit-proof/2"}', "a proof has the keys format, verdict and record"),
        (b'{"format":NaN}', "NaN is no number of JSON"),
        (b'{"format":-Infinity}', "-Infinity is no number of JSON"),
        (b'{"format":1.5}', "'1.5' is no whole number"),
        (b'{"format":1e999}', "'1e999' is no whole number"),
        (b'{"format":' + b"9" * 5000 + b"}", "a number has 5000 digits"),
        (b'{"format":"a","format":"a"}', "the key 'format' stands twice in one object"),
        (b'{"a":' * 100_000, "the file is nested too deeply"),
        (b" " * (LONGEST + 1), "the file has more than 32 MiB"),
        (_plain(lambda plain: plain["record"].update(type="Grant")), "record is "),
        (_plain(lambda plain: plain["record"].update(title=None)), "record.title is None, not str"),
        (_plain(lambda plain: plain["record"].update(extra=1)), "record has no 'extra'"),
        (_plain(lambda plain: plain["record"]["facts"][0].pop("id")), "record.facts[0] lacks 'id'"),
        (_plain(lambda plain: plain["record"]["facts"].append(plain["record"]["facts"][0])), "two facts of one id"),
        (_plain(lambda plain: plain["record"].update(title="")), "record is not spelled as licit spells it"),
        (_plain(lambda plain: plain["verdict"].update(answer=True)), "verdict.answer is none of"),
        (_plain(lambda plain: plain["verdict"].pop("receipt")), "verdict lacks 'receipt'"),
        (_plain(lambda plain: plain["verdict"]["question"].update(day="2005-1-1")), "verdict.question.day is "),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_hostile_file_gets_one_clear_sentence(raw: bytes, what: str) -> None:
    assert what in complaint(raw)


def test_whatever_stands_in_a_file_it_is_refused_or_judged() -> None:
    random = Random(7)  # noqa: S311 - no secret
    base = filed(judge(CLEARED, QUESTION), CLEARED)
    odd: list[Any] = [None, True, 0, -1, 10**11, "", "O", [], {}, "\u202e", "yes", ["c"], [["c"]], {"type": "Grant"}]
    refused = checked = 0
    for _ in range(800):
        plain = json.loads(json.dumps(base))
        node: Any = plain
        while isinstance(node, dict | list) and node:
            key = random.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if random.random() < 0.2 or not isinstance(node[key], dict | list) or not node[key]:
                node[key] = random.choice(odd)
                break
            node = node[key]
        try:
            verify_proof(io.BytesIO(json.dumps(plain).encode()), "p.json")
        except BadInputError:
            refused += 1
        else:
            checked += 1
    assert refused > 100
    assert checked > 20


def test_too_much_left_open_is_not_gone_through() -> None:
    owners = [replace(OWNS, id=f"c{n}", party=f"P{n}", share=replace(OWNS.share, hundredths=300)) for n in range(25)]
    record = world(*owners, denied=[one.id for one in owners])
    verdict = judge(CLEARED, QUESTION)
    used = tuple(FactUsed(one.id, Standing.DISPUTED) for one in owners)
    raw = written(replace(verdict, proof=replace(verdict.proof, facts=used)), record)

    assert "leaves 25 owners, laws and servers open, more than 24" in complaint(raw)


def test_the_command_checks_what_check_filed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file, case = tmp_path / "proof.json", str(EXAMPLES / "online-pharmacy")
    [question] = [one.question for one in licit.load(EXAMPLES / "online-pharmacy").case.questions[:1]]
    asked = (question.service, question.item, "--territory", question.territory, "--day", question.day.isoformat())
    run(("check", case, *asked, "--position", question.position, "--proof", str(file)))
    capsys.readouterr()

    assert run(("verify-proof", str(file))) == 0
    assert "✓ The proof holds for the facts in it." in capsys.readouterr().out
    assert run(("verify-proof", str(file), "--case", case, "--lang", "fr")) == 0
    assert "✓ La preuve tient pour le dossier." in capsys.readouterr().out
    plain = json.loads(file.read_text(encoding="utf-8"))
    plain["verdict"]["receipt"]["facts"] = []
    file.write_text(json.dumps(plain), encoding="utf-8")
    assert run(("verify-proof", str(file), "--json")) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["level"]) == (False, "facts")
    assert [step["path"] for step in told["wrong-steps"]] == ["receipt.facts"]
    assert run(("verify-proof", str(tmp_path / "none.json"))) == 2
    assert "can't be read: No such file or directory" in capsys.readouterr().err
