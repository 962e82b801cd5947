# SPDX-License-Identifier: Apache-2.0
"""The page of one proof in a browser: accessible, as narrow as the window, silent, and drawn as it is meant to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from licit.cli.running import run

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"  # looked at by people; not kept in the repository
WIDTHS = (390, 820, 1280)
ASKED = {
    "shop": ("licensed-shop", "shop", "a-song", "--territory", "FR", "--day", "2006-06-01"),
    "pharmacy": ("online-pharmacy", "pharmacy", "syrup-100", "--territory", "FR", "--day", "2017-07-01"),
    "allofmp3-ru": (
        *("allofmp3", "allofmp3.com", "rem-losing-my-religion", "--territory", "RU", "--day", "2006-06-01"),
        *("--position", "open", "--lang", "fr"),
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("explained")
    found = {name: folder / f"{name}.html" for name in ASKED}
    for name, (case, *asked) in ASKED.items():
        code = run(("explain", str(ROOT / "examples" / case), *asked, "--html", str(found[name]), "-q"))
        assert code in (0, 10, 11, 12)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_it_has_no_accessibility_fault(name: str, pages: dict[str, Path], browser: Browser) -> None:
    page = browser.new_page()
    page.goto(pages[name].as_uri())

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("name", ASKED)
def test_it_asks_for_nothing_and_the_policy_stops_nothing_of_its_own(
    name: str, pages: dict[str, Path], browser: Browser
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(pages[name].as_uri())

    assert asked == [pages[name].as_uri()]
    assert said == [], "a style that the policy refused is told on the console"
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "the style is in force"
    page.close()


@pytest.mark.parametrize("name", ASKED)
def test_texts_stay_in_their_boxes_and_the_page_in_its_window(
    name: str, pages: dict[str, Path], browser: Browser
) -> None:
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(pages[name].as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(pages[name].as_uri())
    outside = page.evaluate("""() => [...document.querySelectorAll('svg g[class]')]
        .filter(g => ['right', 'owner', 'party', 'ghost', 'service', 'grant', 'break', 'bar', 'law'].includes(
            g.getAttribute('class')))
        .flatMap(g => {
            const shape = g.querySelector('rect, polygon').getBoundingClientRect();
            return [...g.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < shape.left - 1 || box.right > shape.right + 1;
            }).map(text => text.textContent);
        })""")
    assert outside == []
    page.close()


def test_pictures_are_left_for_people_to_look_at(pages: dict[str, Path], browser: Browser) -> None:
    """At three widths, without colours, and as printed: which stays small, whatever the patterns."""
    ARTEFACTS.mkdir(exist_ok=True)
    page = browser.new_page()
    page.goto(pages["pharmacy"].as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=ARTEFACTS / f"explained-{width}.png", full_page=True)
    printed = page.pdf(path=ARTEFACTS / "explained.pdf", format="A4")
    page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
    page.screenshot(path=ARTEFACTS / "explained-grey.png", full_page=True)
    page.close()

    assert len(printed) < 2_000_000
