# SPDX-License-Identifier: Apache-2.0
"""A position for a case that has none: every source of its imported files is believed, all alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from licit.case.atomic import replace_file
from licit.case.imports.ledger import FOLDER
from licit.case.writing import dumped
from licit.model.record import Record

IMPORTED: Final = "imported"
FILE: Final = "positions.yaml"


def believe(case: Path, record: Record, sources: Iterable[str]) -> None:
    """Add sources to the position ``imported``, which is made where the case has no position of its own.

    A case with positions of its own is left alone: whom it believes is for its author to say.
    """
    path = case / FOLDER / FILE
    if any(name != IMPORTED for name in record.positions):
        return
    known = {one: None for rank in _ranks(record) for one in rank} | _written(path)
    wanted = {**known, **dict.fromkeys(sources)}
    if wanted and (wanted.keys() != known.keys() or not path.exists()):
        title = "Every source of the imported files, all alike"
        replace_file(path, dumped({"positions": {IMPORTED: {"title": title, "ranks": [[*wanted]]}}}))


def _ranks(record: Record) -> tuple[tuple[str, ...], ...]:
    return record.positions[IMPORTED].ranks if IMPORTED in record.positions else ()


def _written(path: Path) -> dict[str, None]:
    if not path.exists():
        return {}
    import yaml  # type: ignore[import-untyped]

    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - the base loader knows texts alone
    return dict.fromkeys(one for rank in found["positions"][IMPORTED]["ranks"] for one in rank)
