# SPDX-License-Identifier: Apache-2.0
"""A case, and an audit of it, in the formats of other tools."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib

from licit.case import Case, load
from licit.cli.running import run
from licit.tasks.export import export_jsonld, export_tables, export_workbook

CASE = """\
licit: 1
title: A song
vocabulary: music
parties:
  label: {name: "=1+1", kinds: [label], identifiers: {isni: '0000000121032683'}}
  shop: {name: Shop, kinds: [service]}
items:
  song: {title: "@Song", assets: {recording: [r1, r2]}}
controls:
  c1: {party: label, asset: r1, rights: all, share: '100', territories: World, said: [{by: label, made: 2004-05-01}]}
grants:
  g1:
    from: label
    to: shop
    kind: non-exclusive
    repertoire: {assets: [r1]}
    rights: [recording:reproduction]
    uses: [PermanentDownload]
    territories: World except RU
    said: [{by: label, made: 2004-05-01}, {by: shop, says: deny, made: 2005}]
offers: {shop: [song]}
catalogues: {list: [r1, r2]}
"""
TERM = rdflib.Namespace("urn:licit:term:")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text(CASE, encoding="utf-8")
    return load(tmp_path / "case")


def linked(file: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=file.read_text("utf-8"), format="json-ld")


def test_each_section_is_a_table_and_no_cell_is_a_formula(case: Case, tmp_path: Path) -> None:
    exported = export_tables(case, tmp_path / "out", "csv")

    parties = list(csv.DictReader(io.StringIO((tmp_path / "out/parties.csv").read_text("utf-8"))))
    grants = list(csv.DictReader(io.StringIO((tmp_path / "out/grants.csv").read_text("utf-8"))))
    said = list(csv.DictReader(io.StringIO((tmp_path / "out/statements.csv").read_text("utf-8"))))
    assert exported.counts == {
        "parties.csv": 2, "items.csv": 1, "controls.csv": 1, "grants.csv": 1, "catalogues.csv": 2, "offers.csv": 1,
        "statements.csv": 3,
    }  # fmt: skip
    assert (parties[0]["id"], parties[0]["name"]) == ("label", "'=1+1")
    assert json.loads(parties[0]["identifiers"]) == {"isni": "0000000121032683"}
    assert (grants[0]["from"], grants[0]["territories"], grants[0]["rights"]) == (
        "label", "World except RU", "recording:reproduction"
    )  # fmt: skip
    assert [(one["by"], one["says"], one["facts"]) for one in said] == [
        ("label", "", "c1"), ("label", "", "g1"), ("shop", "deny", "g1")
    ]  # fmt: skip


def test_parquet_has_the_same_rows_with_texts_as_they_are(case: Case, tmp_path: Path) -> None:
    export_tables(case, tmp_path / "out", "parquet")

    assert pq.read_table(tmp_path / "out/parties.parquet").column("name").to_pylist() == ["=1+1", "Shop"]


def test_a_workbook_has_a_sheet_a_section_and_texts_alone(case: Case, tmp_path: Path) -> None:
    export_workbook(case, tmp_path / "case.xlsx")

    book = openpyxl.load_workbook(tmp_path / "case.xlsx")
    cell = book["parties"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert [[one.value for one in row] for row in book["offers"].iter_rows()] == [["service", "item"], ["shop", "song"]]


def test_linked_data_joins_a_grant_with_its_parties_and_who_says_so(case: Case, tmp_path: Path) -> None:
    export_jsonld(case, tmp_path / "case.jsonld")

    graph = rdflib.Dataset(default_union=True).parse(
        data=(tmp_path / "case.jsonld").read_text("utf-8"), format="json-ld"
    )
    grant = rdflib.URIRef("urn:licit:fact:g1")
    giver = graph.value(grant, TERM["from"])
    assert graph.value(giver, TERM.name) == rdflib.Literal("=1+1")
    said = list(graph.objects(grant, TERM.said))
    assert {graph.value(one, TERM.by) for one in said} == {
        rdflib.URIRef("urn:licit:party:label"), rdflib.URIRef("urn:licit:party:shop")
    }  # fmt: skip
    repertoire = graph.value(grant, TERM.repertoire)
    assert graph.value(repertoire, TERM.assets) == rdflib.URIRef("urn:licit:asset:r1")


def test_what_an_audit_does_not_clear_stands_in_sarif_at_the_place_of_its_item(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.yaml").write_text(CASE + "positions: {all: {ranks: [[label, shop]]}}\n", encoding="utf-8")
    files = {kind: tmp_path / f"audit.{kind}" for kind in ("sarif", "xlsx", "jsonld")}

    done = run([
        "audit", str(tmp_path), "shop", "--day", "2006-06-01", "--use", "PermanentDownload", "--territory", "FR",
        "--sarif", str(files["sarif"]), "--xlsx", str(files["xlsx"]), "--json-ld", str(files["jsonld"]),
    ])  # fmt: skip

    capsys.readouterr()
    assert done == 0
    found = json.loads(files["sarif"].read_text("utf-8"))["runs"][0]
    (result,) = found["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (f"{tmp_path}/case.yaml", 8)
    assert result["properties"]["territories"] == ["FR"]
    assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    rows = list(openpyxl.load_workbook(files["xlsx"])["audit"].iter_rows(values_only=True))
    assert (rows[0][0], rows[1][0], rows[1][1]) == ("item", "song", "@Song")
    graph = linked(files["jsonld"])
    assert [str(one) for one in graph.objects(None, TERM.items)] == ["urn:licit:item:song"]
