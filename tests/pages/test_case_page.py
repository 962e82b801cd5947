# SPDX-License-Identifier: Apache-2.0
"""The page of a whole case: complete, self-contained, accessible, and safe whatever a title says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from licit.cli.running import run

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"  # looked at by people; not kept in the repository
WIDTHS = (390, 820, 1280)
ASKED = {
    "licensed-shop": ("shop", "--day", "2005-06-01", "--known-by", "2009-12-31"),
    "online-pharmacy": ("pharmacy", "--day", "2018-06-01"),
    "allofmp3": ("allofmp3.com", "--day", "2004-05-17", "--known-by", "2004-05-31", "--position", "rightsholders"),
}
HOSTILE = "</title><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
Open = Callable[[Path], Page]


def written(case: Path | str, into: Path, *asked: str) -> Path:
    assert run(("report", str(case), *asked, "--into", str(into), "--quiet")) == 0
    return into


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each example in English, and one in French."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: written(ROOT / "examples" / name, folder / f"{name}.html", *asked) for name, asked in ASKED.items()}
    shop = ROOT / "examples" / "licensed-shop"
    found["licensed-shop.fr"] = written(shop, folder / "fr.html", *ASKED["licensed-shop"], "--lang", "fr")
    return found


@pytest.fixture
def shown(browser: Browser) -> Callable[[Path, int], Page]:
    """A page in a window of some width; whatever it asks of any network is refused and remembered."""

    def show(path: Path, width: int = 1280) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        return page

    return show


@pytest.mark.parametrize("name", [*ASKED, "licensed-shop.fr"])
def test_a_page_has_no_accessibility_fault(name: str, pages: dict[str, Path], shown: Callable[..., Page]) -> None:
    page = shown(pages[name])

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("name", ASKED)
def test_no_two_parts_have_one_name(name: str, pages: dict[str, Path]) -> None:
    names = re.findall(r' id="([^"]+)"', pages[name].read_text(encoding="utf-8"))

    assert len(names) > 10
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ASKED)
def test_a_page_asks_for_nothing_from_outside(name: str, pages: dict[str, Path], browser: Browser) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))

    page.goto(pages[name].as_uri())

    text = pages[name].read_text(encoding="utf-8")
    assert asked == [pages[name].as_uri()]
    assert re.findall(r'(?:src|href|action)="(?!#)', text) == []
    assert "<script" not in text
    page.close()


@pytest.mark.parametrize("name", [*ASKED, "licensed-shop.fr"])
def test_nothing_is_wider_than_the_window(name: str, pages: dict[str, Path], shown: Callable[..., Page]) -> None:
    for width in WIDTHS:
        page = shown(pages[name], width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        page.close()


@pytest.mark.parametrize("name", ASKED)
def test_pictures_are_left_for_people_to_look_at(name: str, pages: dict[str, Path], shown: Callable[..., Page]) -> None:
    """At three widths, and without colours: that no colour says what no word or mark says is for the eye."""
    ARTEFACTS.mkdir(exist_ok=True)
    for width in WIDTHS:
        page = shown(pages[name], width)
        page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
        page.add_style_tag(content="html { filter: grayscale(1); }")
        page.screenshot(path=ARTEFACTS / f"{name}-{width}-grey.png", full_page=True)
        page.close()

    assert len(list(ARTEFACTS.glob(f"{name}-*.png"))) == 2 * len(WIDTHS)


def test_the_page_tells_the_case_in_its_order(pages: dict[str, Path], shown: Callable[..., Page]) -> None:
    page = shown(pages["allofmp3"])

    headings = page.locator("h2").all_inner_texts()
    verdict = page.locator(".verdict").inner_text()

    assert headings == [
        "What the service says",
        "Where",
        "Over the years",
        "Why: the chains",
        "What it hangs on",
        "What speaks for the service",
        "In other eyes",
        "Who says so",
        "Method",
        "What this does not say",
    ]
    assert "not cleared" in verdict
    assert "in no territory, does authority on record reach AllOfMP3" in verdict
    page.close()


def test_every_answer_has_its_word_beside_its_colour(pages: dict[str, Path], shown: Callable[..., Page]) -> None:
    page = shown(pages["licensed-shop"])

    words = set(page.locator(".answer").all_text_contents())

    assert words
    assert all(re.search(r"[a-z]{6,}", word) for word in words)
    page.close()


def test_a_title_that_is_a_page_of_its_own_is_shown_as_text(tmp_path: Path, browser: Browser) -> None:
    case = (ROOT / "examples" / "licensed-shop" / "case.yaml").read_text(encoding="utf-8")
    title = re.search(r"^title: (.*)$", case, re.MULTILINE)
    assert title
    hostile = HOSTILE.replace('"', "'").replace("'", "''")
    (tmp_path / "case.yaml").write_text(case.replace(title.group(0), f"title: '{hostile}'"), encoding="utf-8")
    path = written(tmp_path, tmp_path / "page.html", *ASKED["licensed-shop"])
    page = browser.new_page()

    page.goto(path.as_uri())

    assert page.title() != "taken"
    assert page.locator("script, img").count() == 0
    assert "<script>" in page.locator(".kicker").inner_text().lower()
    page.close()


def test_a_page_that_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "page.html"
    there.write_text("mine", encoding="utf-8")

    code = run(("report", str(ROOT / "examples" / "licensed-shop"), *ASKED["licensed-shop"], "--into", str(there)))

    assert code == 2
    assert "is there already" in capsys.readouterr().err
    assert there.read_text(encoding="utf-8") == "mine"
