# SPDX-License-Identifier: Apache-2.0
"""Small cases on disk for tests."""

from __future__ import annotations

import textwrap
from pathlib import Path

from licit.case import Case, load, read

HEAD = "licit: 1\nvocabulary: music\n"


def folder(at: Path, files: dict[str, str | bytes]) -> Path:
    """A folder of these files; texts are dedented."""
    for name, content in files.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
    return at


def one_file(at: Path, text: str) -> Path:
    """A case of one file with the head before the text."""
    path = at / "case.yaml"
    path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
    return path


def complaints(path: Path) -> list[str]:
    """All problems, with places relative to the folder and the id of their check."""
    base = path if path.is_dir() else path.parent
    return [f"{str(problem).removeprefix(f'{base}/')} [{problem.check}]" for problem in read(path)[1]]


def loaded(at: Path, text: str) -> Case:
    """The case of one file with the head before the text."""
    return load(one_file(at, text))
