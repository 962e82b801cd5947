# SPDX-License-Identifier: Apache-2.0
"""What goes wrong is one message on standard error, nothing on standard output, and its exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from licit.cli.running import run

ROOT = Path(__file__).parents[2]
SHOP = str(ROOT / "examples" / "licensed-shop")


def err(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chek",), 'Did you mean "check"?'),
        (("check", SHOP, "shop", "--teritory", "FR"), "Did you mean --territory?"),
        (("check", SHOP, "shop", "a-song"), "--territory"),
        (("check", SHOP, "shop", "a-song", "--territory", "FR", "--lang", "de"), '"en", "fr"'),
        (("check", SHOP, "shp.example", "--territory", "FR"), "The nearest is shop.example"),
        (("check", SHOP, "shop", "--territory", "Frnace"), "The nearest is France"),
        (("check", SHOP, "shop", "--territory", "FR", "--day", "2005-06"), "no whole day"),
        (("check", SHOP, "shop", "--territory", "FR", "--use", "PermanentDownlod"), "The nearest is PermanentDownload"),
        (("check", SHOP, "shop", "--territory", "FR", "--position", "document"), "The nearest is documents"),
        (
            ("timeline", SHOP, "shop", "a-song", "--territory", "FR", "--from", "2005-01-01", "--to", "2004-01-01"),
            "earlier",
        ),
        (("facts", "/nonexistent/case"), "/nonexistent/case"),
        (("test",), "requires an argument"),
    ],
)
def test_bad_input_is_told_with_its_mend(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert words.casefold() in err(capsys, *arguments).casefold()


def test_every_problem_of_a_case_is_told_at_once_with_a_count(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "case.yaml").write_text(
        "licit: 1\ntitle: x\nvocabulary: music\nparteis: {}\nofers: {}\n", encoding="utf-8"
    )

    lines = err(capsys, "facts", str(tmp_path)).splitlines()

    assert [line.split(": ")[0].rpartition("/")[2] for line in lines[:2]] == ["case.yaml:4:1", "case.yaml:5:1"]
    assert lines[-1] == "licit: 2 problems"


def test_what_a_case_holds_is_made_safe_to_show(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text('licit: 1\ntitle: x\n"a\\e[31mb": {}\n', encoding="utf-8")

    assert "\x1b" not in err(capsys, "facts", str(tmp_path))


def test_a_fault_is_one_line_and_with_debug_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr("licit.tasks.opening.open_case", broken)

    assert "ZeroDivisionError: by hand" in err(capsys, "facts", SHOP, code=3)
    with pytest.raises(ZeroDivisionError):
        run(("facts", SHOP, "--debug"))


def test_an_interrupt_ends_with_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("licit.tasks.opening.open_case", interrupted)

    assert err(capsys, "facts", SHOP, code=130) == "licit: interrupted\n"


def test_a_reader_that_stops_early_is_no_failure() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "licit", "facts", SHOP],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    assert process.wait(timeout=60) in (0, -signal.SIGPIPE)
    assert process.stderr.read() == b""
    process.stderr.close()
