# SPDX-License-Identifier: Apache-2.0
"""``licit explain``: one answer in words of three lengths, and drawn."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from licit.cli.running import run
from licit.report.words.english.drawings import DRAWINGS as ENGLISH
from licit.report.words.french.drawings import DRAWINGS as FRENCH
from tests.golden.test_words import JUDGING
from tests.report.drawing.seen import parsed, text_in

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOP = ("explain", str(EXAMPLES / "licensed-shop"), "shop", "a-song", "--use", "PermanentDownload")
CLEARED = (*SHOP, "--territory", "FR", "--day", "2006-06-01", "--known-by", "2009-12-31", "-q")
BROKEN = (*SHOP, "--territory", "GB", "--day", "2006-06-01", "--known-by", "2009-12-31", "-q")
PHARMACY = ("explain", str(EXAMPLES / "online-pharmacy"), "pharmacy", "tablets-20", "--use", "OnlineSale", "-q")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def out(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code, capsys.readouterr().err
    return capsys.readouterr().out


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:  # noqa: ANN401 - JSON
    return json.loads(out(capsys, *arguments, "--json", code=code))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 2
    return capsys.readouterr().err


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_three_lengths_hold_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = one_line(out(capsys, *BROKEN, "--length", "sentence", code=10))
    paragraph = one_line(out(capsys, *BROKEN, "--length", "paragraph", code=10))
    argument = one_line(out(capsys, *BROKEN, "--text", code=10))

    assert sentence.startswith("Not cleared: ")
    assert sentence in paragraph
    assert paragraph in argument
    assert "Licence of the label" in argument, "who says so, and where it is found"


def test_plain_text_has_a_cross_before_the_link_that_breaks(capsys: pytest.CaptureFixture[str]) -> None:
    lines = out(capsys, *BROKEN, "--text", code=10).splitlines()

    broken = [line.strip() for line in lines if line.strip().startswith("x ")]
    assert len(broken) == 3
    assert broken[0].endswith("covers other territories only: France and Germany")


def test_the_argument_in_the_terminal_names_who_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    text = one_line(out(capsys, *CLEARED))

    assert "Cleared: authority on record reaches The shop" in text
    assert "affirmed by The label" in text
    assert "What this does not say" in text


def test_json_grows_with_the_length(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = told(capsys, *CLEARED, "--length", "sentence")
    paragraph = told(capsys, *CLEARED, "--length", "paragraph")
    argument = told(capsys, *CLEARED)

    assert set(sentence) == {"question", "answer", "sentence"}
    assert set(paragraph) == {*sentence, "paragraph"}
    assert set(argument) > set(paragraph)
    assert argument["answer"] == "cleared"
    assert argument["argument"][0]["kind"] == "place"
    assert argument["receipt"]["record"]


def test_french_words_are_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, *BROKEN, "--lang", "fr", "--length", "sentence", code=10).startswith("Non couvert")


@pytest.mark.parametrize(
    ("drawing", "words"),
    [("chains", "territory not covered"), ("timeline", "Facts it turns on"), ("map", "cleared: 2")],
)
def test_each_drawing_is_written_as_svg(
    drawing: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "drawn.svg"

    out(capsys, *BROKEN, "--svg", str(path), "--drawing", drawing, "--length", "sentence", code=10)

    assert words in text_in(parsed(path.read_text(encoding="utf-8")))


def test_the_days_of_the_timeline_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "drawn.svg"

    days = ("--from", "2004-12-30", "--to", "2005-01-02")
    out(capsys, *CLEARED, "--svg", str(path), "--drawing", "timeline", *days, "--length", "sentence")

    text = text_in(parsed(path.read_text(encoding="utf-8")))
    assert "1. 30 December 2004 – 31 December 2004 · not cleared" in text
    assert "2. 1 January 2005 – 2 January 2005 · cleared" in text


class Outline(HTMLParser):
    """What a page is made of: its tags, headings, and all that points elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "action", "data", "srcset"}]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "page.html"
    assert run((*BROKEN, "--html", str(path), "--lang", "fr", "--length", "sentence")) == 10
    return path.read_text(encoding="utf-8")


def test_the_page_holds_the_three_drawings_and_the_words(page: str) -> None:
    assert page.count("<svg ") == 3
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == [
        "La réponse",
        "Les chaînes, dessinées",
        "Au fil du temps",
        "Par territoire",
        "L’argument entier",
        "Ce que ceci ne dit pas",
    ]
    assert page.count("✗") == 3 + page.split("Ce qui convenait presque</h3>")[1].count("✗")


def test_the_page_is_in_its_language_and_needs_nothing_from_elsewhere(page: str) -> None:
    outline = Outline()
    outline.feed(page)

    assert '<html lang="fr">' in page
    assert outline.links == []
    assert not {"script", "img", "iframe", "object", "link", "form"} & set(outline.tags)
    assert not [name for name, _ in outline.attributes if name == "style" or name.startswith("on")]
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []


def test_the_policy_of_the_page_allows_its_own_style_alone(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style

    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page


def test_the_page_judges_nobody(page: str) -> None:
    assert not JUDGING.search(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def test_no_file_is_written_over_unless_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    path.write_text("mine", encoding="utf-8")

    assert "is there already" in refused(capsys, *CLEARED, "--html", str(path))
    assert path.read_text(encoding="utf-8") == "mine"

    out(capsys, *CLEARED, "--html", str(path), "--force", "--length", "sentence")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_excludes_another_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = str(tmp_path / "x")

    assert "exclude each other" in refused(capsys, *CLEARED, "--text", "--json")
    assert "name the same file" in refused(capsys, *CLEARED, "--svg", same, "--html", same)
    assert "no such folder" in refused(capsys, *CLEARED, "--svg", str(tmp_path / "none" / "x.svg"))
    assert not Path(same).exists()


def test_a_timeline_that_ends_before_it_begins_is_refused_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.html"

    error = refused(capsys, *CLEARED, "--html", str(path), "--from", "2006-01-01", "--to", "2005-01-01")

    assert "comes before" in error
    assert not path.exists()


def test_another_trade_is_drawn_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"

    asked = ("--territory", "DE", "--day", "2019-01-01", "--position", "both-sides", "--length", "sentence")
    out(capsys, *PHARMACY, *asked, "--html", str(path), code=11)

    page = path.read_text(encoding="utf-8")
    assert page.count("<svg ") == 3
    assert "Every open point taken for the service — yes" in page


def test_both_languages_have_the_same_words_with_the_same_parts() -> None:
    def parts(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert {key: parts(text) for key, text in ENGLISH.items()} == {key: parts(text) for key, text in FRENCH.items()}
    assert not [text for text in (*ENGLISH.values(), *FRENCH.values()) if JUDGING.search(text)]
