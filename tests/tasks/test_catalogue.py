# SPDX-License-Identifier: Apache-2.0
"""An audit of files by rights classes: the totals of an audit of the case, counted as a plain loop counts."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import licit
from licit.engine.class_answers import ORDER
from licit.engine.class_timelines import Window
from licit.engine.classes import StaleClassesError
from licit.engine.store import streamed
from licit.model.asset import Item
from licit.model.fact import Control, Finding
from licit.model.question import Question
from licit.model.verdict import Answer
from licit.reference import answer_alone
from licit.tasks import catalogue_files
from licit.tasks.audit import audit
from licit.tasks.catalogue import CatalogueAudit, Means, audit_catalogue, one_table, open_classes
from licit.tasks.catalogue_files import per_class, per_pair, write_csv, write_parquet
from licit.tasks.catalogue_tables import groups, reasons, rolled_up
from licit.tasks.catalogue_timeline import coverage
from licit.tasks.opening import OpenCase
from licit.tasks.repertoire import folder_of, write_repertoire
from tests.engine.store.faulty import FaultyDisk
from tests.tasks import shop

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2006, 6, 1)


@pytest.fixture(scope="module")
def opened() -> OpenCase:
    return licit.load(EXAMPLES / "allofmp3")


@pytest.fixture(scope="module")
def repertoire(opened: OpenCase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("allofmp3") / "repertoire"
    write_repertoire(opened.record, into, DAY)
    return into


def asked(opened: OpenCase, position: str = "rightsholders") -> Question:
    return opened.question("allofmp3", day=DAY, position=position)


def audited(opened: OpenCase, repertoire: Path, *territories: str, **others: str) -> CatalogueAudit:
    catalogue = repertoire / "catalogues" / "allofmp3"
    return audit_catalogue(opened, asked(opened, **others), repertoire, catalogue=catalogue, territories=territories)


@pytest.mark.parametrize("position", ["rightsholders", "open-reception"])
def test_the_example_gives_from_files_what_it_gives_as_a_case(
    opened: OpenCase, repertoire: Path, position: str
) -> None:
    where = ("FR", "RU", "DE")
    found = audited(opened, repertoire, *where, position=position)
    case = audit(opened, asked(opened, position), territories=where)

    assert groups(found, "major") == case.audit.rows
    assert groups(found, "label") == case.by_label
    assert groups(found, "owner") == case.by_owner


def test_every_pair_has_one_reason_that_the_case_has_too(opened: OpenCase, repertoire: Path) -> None:
    found = audited(opened, repertoire, "FR", "RU")
    case = audit(opened, asked(opened), territories=("FR", "RU"))
    counted = {one.reason: one.count for one in case.audit.reasons}
    ranked = reasons(found)

    assert sum(sum(counts.values()) for _, counts in ranked) == case.audit.total.total - case.audit.total.cleared
    for reason, counts in ranked:
        assert 0 < sum(counts.values()) <= counted[reason]
    assert [sum(counts.values()) for _, counts in ranked] == sorted(
        (sum(counts.values()) for _, counts in ranked), reverse=True
    )


def test_totals_by_territory_and_use_are_those_of_a_plain_loop_over_pairs(opened: OpenCase, repertoire: Path) -> None:
    found = audited(opened, repertoire, "FR", "RU", "US")
    rows = pa.Table.from_batches(per_pair(found)).to_pylist()
    territories = Counter((row["territory"], row["answer"]) for row in rows)
    broken = Counter((row["break"], row["at"], row["to"], row["fact"]) for row in rows if row["answer"] != "cleared")

    assert len(rows) == 3 * 235
    for row in rolled_up(found, "territory").to_pylist():
        for answer in ORDER:
            assert row[answer.value.replace("-", "_")] == territories[row["territory"], answer.value]
    assert sum(rolled_up(found, "use").to_pylist()[0][answer.value.replace("-", "_")] for answer in ORDER) == len(rows)
    by_first_fact = Counter[tuple[str, ...]]()
    for row in rolled_up(found, "reason").to_pylist():
        by_first_fact[row["break"], "" if row["at"] == "" else row["at"], row["to"], row["fact"]] += row["pairs"]
    assert sum(by_first_fact.values()) == sum(broken.values())
    assert max(by_first_fact.values()) >= max(broken.values())


def test_pairs_name_the_items_of_the_catalogue_with_the_answers_of_the_reference(
    opened: OpenCase, repertoire: Path
) -> None:
    rows = pa.Table.from_batches(per_pair(audited(opened, repertoire, "FR", "RU"))).to_pylist()

    for row in rows[::29]:
        question = replace(asked(opened), item=row["item"], territory=row["territory"])
        assert row["answer"] == answer_alone(opened.record, question).value
    assert [row["item"] for row in rows[::2]] == list(opened.record.offered("allofmp3", DAY))


def test_the_masks_of_a_class_are_disjoint_and_together_what_was_asked(opened: OpenCase, repertoire: Path) -> None:
    table = pa.Table.from_batches(per_class(audited(opened, repertoire, "FR", "RU")))
    leaves = json.loads(table.schema.metadata[b"leaves"])
    whole = sum(1 << leaves.index(leaf) for leaf in ("FR", "RU"))

    assert sum(table["items"].to_pylist()) == 235
    for row in table.to_pylist():
        masks = [int.from_bytes(row[answer.value.replace("-", "_")], "little") for answer in ORDER]
        assert sum(masks) == whole
        assert sum(mask.bit_count() for mask in masks) == 2


def test_what_the_repertoire_does_not_have_is_unknown_and_not_on_record(
    opened: OpenCase, repertoire: Path, tmp_path: Path
) -> None:
    pq.write_table(pa.table({"item": ["nobody-s-song", "a-ha-take-on-me"]}), tmp_path / "catalogue.parquet")
    found = audit_catalogue(opened, asked(opened), repertoire, catalogue=tmp_path, territories=("FR", "RU"))
    rows = pa.Table.from_batches(per_pair(found)).to_pylist()

    assert [(row["answer"], row["break"]) for row in rows[:2]] == [("unknown", "item-not-on-record")] * 2
    assert rolled_up(found, "label")["unknown"].to_pylist() == [2]
    assert pa.Table.from_batches(per_class(found))["class_id"].to_pylist()[-1] == -1
    assert {reason.code: counts[Answer.UNKNOWN] for reason, counts in reasons(found)}["item-not-on-record"] == 2


def test_a_timeline_has_on_each_of_its_days_the_totals_of_that_day(opened: OpenCase, repertoire: Path) -> None:
    catalogue = repertoire / "catalogues" / "allofmp3"
    window = Window(date(2006, 1, 1), date(2008, 6, 1))
    found = coverage(opened, asked(opened, "open-emission"), repertoire, window, catalogue=catalogue)

    assert (found.slices[0].first, found.slices[-1].last) == (window.first, window.last)
    for one in found.slices:
        for day in (one.first, one.last):
            question = replace(asked(opened, "open-emission"), day=day)
            on_day = groups(audit_catalogue(opened, question, repertoire, catalogue=catalogue), "use")
            assert on_day[0].tally == one.tally
    assert len(found.slices) > 1


def test_a_changed_repertoire_is_parted_again(tmp_path: Path) -> None:
    opened = licit.load(EXAMPLES / "licensed-shop")
    write_repertoire(opened.record, tmp_path, date(2005, 6, 1))
    before = opened.audit_catalogue("shop.example", tmp_path, day="2005-06-01", known_by="2009-12-31")
    controls = pq.read_table(tmp_path / "controls.parquet")
    stranger = pa.array(["a stranger"] * len(controls), pa.string())
    pq.write_table(controls.set_column(1, "party", stranger), tmp_path / "controls.parquet")
    after = opened.audit_catalogue("shop.example", tmp_path, day="2005-06-01", known_by="2009-12-31")

    assert sum(before["cleared"].to_pylist()) > 0
    assert sum(after["cleared"].to_pylist()) == 0


def test_a_changed_case_is_judged_again(tmp_path: Path) -> None:
    opened = licit.load(EXAMPLES / "licensed-shop")
    write_repertoire(opened.record, tmp_path, date(2005, 6, 1))
    before = opened.audit_catalogue("shop.example", tmp_path, day="2005-06-01", known_by="2009-12-31")
    fewer = tuple(fact for fact in opened.record.facts if type(fact).__name__ != "Grant")
    without = replace(opened, case=replace(opened.case, record=replace(opened.record, facts=fewer)))

    assert sum(before["cleared"].to_pylist()) > 0
    assert (
        sum(
            without.audit_catalogue("shop.example", tmp_path, day="2005-06-01", known_by="2009-12-31")[
                "cleared"
            ].to_pylist()
        )
        == 0
    )


def test_a_table_that_another_build_took_away_is_told(tmp_path: Path) -> None:
    opened = licit.load(EXAMPLES / "licensed-shop")
    write_repertoire(opened.record, tmp_path, date(2005, 6, 1))
    table = open_classes(opened.record, tmp_path, Means())
    for path in table.folder.iterdir():
        path.unlink()
    table.folder.rmdir()

    with pytest.raises(StaleClassesError, match="changed during this work"), one_table(table):
        table.items()


def test_files_are_whole_or_not_there(opened: OpenCase, repertoire: Path, tmp_path: Path) -> None:
    found = audited(opened, repertoire, "FR")
    for per, rows in (("class", 235), ("pair", 235), ("group", len(rolled_up(found, "reason")))):
        write_parquet(found, tmp_path / f"{per}.parquet", per, "reason")  # type: ignore[arg-type]
        write_csv(found, tmp_path / f"{per}.csv", per, "reason")  # type: ignore[arg-type]

        assert pq.read_metadata(tmp_path / f"{per}.parquet").num_rows == rows
        assert len((tmp_path / f"{per}.csv").read_text("utf-8").splitlines()) == rows + 1


def test_a_file_that_can_t_be_written_leaves_the_old_one_and_nothing_beside_it(
    opened: OpenCase, repertoire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = audited(opened, repertoire, "FR")
    counted = FaultyDisk()
    monkeypatch.setattr(catalogue_files, "streamed", partial(streamed, disk=counted))
    write_parquet(found, tmp_path / "counted.parquet", "pair", "label")
    old = tmp_path / "old.parquet"

    for at in range(1, counted.steps):  # the last is removing what is no longer there
        old.write_bytes(b"old")
        monkeypatch.setattr(catalogue_files, "streamed", partial(streamed, disk=FaultyDisk(at)))
        with suppress(licit.BadInputError):
            write_parquet(found, old, "pair", "label")

        assert old.read_bytes() == b"old" or pq.read_metadata(old).num_rows == 235
        assert sorted(path.name for path in tmp_path.iterdir()) == ["counted.parquet", "old.parquet"]
    assert counted.steps > 4


def test_a_formula_in_a_csv_file_is_put_behind_an_apostrophe(
    opened: OpenCase, repertoire: Path, tmp_path: Path
) -> None:
    pq.write_table(pa.table({"item": ["=1+1"], "label_group": ["@x"]}), tmp_path / "catalogue.parquet")
    found = audit_catalogue(opened, asked(opened), repertoire, catalogue=tmp_path, territories=("FR",))
    write_csv(found, tmp_path / "pairs.csv", "pair", "label")

    assert (tmp_path / "pairs.csv").read_text("utf-8").splitlines()[1].startswith('"\'=1+1","\'@x","FR"')


def test_a_finding_about_a_control_is_not_exported(tmp_path: Path) -> None:
    record = shop.RECORD
    control = next(fact for fact in record.facts if isinstance(fact, Control))
    held = replace(
        record, facts=(*record.facts, Finding(id="held", fact=control.id, holds=True, territories=shop.WORLD))
    )

    with pytest.raises(licit.InvalidValueError, match="rows of a repertoire know of none"):
        write_repertoire(held, tmp_path, DAY)
    with pytest.raises(licit.InvalidValueError, match="has no items"):
        write_repertoire(replace(record, items={}), tmp_path, DAY)


def test_an_item_of_no_kind_is_exported_and_the_names_of_services_stay_in_their_folder(tmp_path: Path) -> None:
    record = replace(shop.RECORD, items={"bare": Item("bare", ())}, offers={"../up": ("bare",)})
    written = write_repertoire(record, tmp_path / "rep", DAY)

    assert written.items == 1
    assert pq.read_table(tmp_path / "rep" / "items.parquet").to_pylist()[0]["asset"] is None
    assert "/" not in folder_of("../up")
    assert [path.name for path in (tmp_path / "rep" / "catalogues").iterdir()] == [folder_of("../up")]
