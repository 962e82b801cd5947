# SPDX-License-Identifier: Apache-2.0
"""From a case to files, one way only: reading them gives the same case again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from licit.case.assembling import own_fact
from licit.case.atomic import make_folder, replace_file
from licit.case.files import CASE_FILE
from licit.case.head import Head, Include
from licit.case.kinds import FACTS, HEAD, LISTED, NAMED, OTHERS, SAID, SAID_KEY, SECTIONS
from licit.case.loaded import Case
from licit.case.values import Plain
from licit.model.record import Record
from licit.model.statement import Statement

Document = dict[str, Any]
WIDTH: Final = 120
_ENDLESS: Final = 1 << 30
_TAG: Final = "tag:yaml.org,2002:"
MOST: Final = 20_000  # entries a file: some 6 MiB, well below what reading takes
PLACES: Final = {  # section -> file; each kind of fact has its own
    "parties": "parties.yaml",
    "positions": "positions.yaml",
    "questions": "questions.yaml",
    "assets": "repertoire/assets.yaml",
    "items": "repertoire/items.yaml",
    "catalogues": "repertoire/catalogues.yaml",
    "offers": "repertoire/offers.yaml",
    "evidence": "evidence.yaml",
    "statements": "statements.yaml",
    **{section: f"background/{section}.yaml" for section in OTHERS},
    **{section: f"facts/{section}.yaml" for section in FACTS},
}


def write(case: Case, path: Path | str) -> None:
    """Write a case into a new or empty folder, or, where ``path`` ends with ``.yaml``, into one file.

    What the vocabulary and included cases supply is named, not written again. Rows of tables become entries. Kept
    copies of evidence are not copied.

    Raises:
        BadInputError: the folder is not empty, or can't be written; nothing was written then.
    """
    path = Path(path)
    if path.suffix == ".yaml":
        replace_file(path, dumped(plain(case, path.parent)))
        return
    make_folder(path, {name: dumped(document) for name, document in _files(plain(case, path))})


def plain(case: Case, folder: Path) -> Document:
    """The whole case as texts, lists and tables of keys, in the order of the format; ``folder`` is where it will be."""
    head = Head(
        title=case.record.title,
        vocabulary=case.vocabulary,
        complete_until=case.record.complete_until,
        laws=case.laws,
        expected_sources=case.record.expected_sources,
        includes=tuple(Include(_moved(one.case, case.folder, folder), one.sha256) for one in case.includes),
    )
    sections = dict(_sections(case))
    return {**HEAD.plain(head), **{name: sections[name] for name in SECTIONS if sections.get(name)}}


class Block(dict[str, Any]):
    """A table that is written with one key a line, however short."""


def dumped(document: Document | list[Any]) -> bytes:
    """YAML in block style, but short lists and tables of texts in one line. All scalars are texts, quoted at need."""
    import yaml  # type: ignore[import-untyped]

    whole = Block(document) if isinstance(document, dict) else document
    written: bytes = yaml.dump(
        whole,
        Dumper=_dumper(),
        default_flow_style=None,
        allow_unicode=True,
        encoding="utf-8",
        sort_keys=False,
        width=WIDTH,
    )
    return written


def flowing(value: Plain) -> str:
    """A value in one line, as it may stand anywhere in YAML."""
    import yaml

    written: str = yaml.dump(
        [value], Dumper=_dumper(), default_flow_style=True, allow_unicode=True, sort_keys=False, width=_ENDLESS
    )
    return written.strip()[1:-1]


@cache
def _dumper() -> Any:  # noqa: ANN401 - PyYAML has no types
    """A dumper that knows texts alone, so that ``NO`` and ``2004-01`` need no quotes, and repeats what is equal."""
    import yaml

    dumper: Any = type("Dumper", (getattr(yaml, "CBaseDumper", yaml.BaseDumper),), {"ignore_aliases": lambda *_: True})
    dumper.add_representer(str, lambda self, text: self.represent_scalar(f"{_TAG}str", text, None if text else "'"))
    dumper.add_representer(list, lambda self, found: self.represent_sequence(f"{_TAG}seq", found))
    dumper.add_representer(dict, lambda self, found: self.represent_mapping(f"{_TAG}map", found.items()))
    dumper.add_representer(
        Block, lambda self, found: self.represent_mapping(f"{_TAG}map", found.items(), flow_style=False)
    )
    return dumper


def _sections(case: Case) -> Iterator[tuple[str, Any]]:
    record, borrowed = case.record, case.borrowed
    sitting, free = _statements(record, borrowed)
    ours = {fact.id for fact in record.facts} - set(borrowed.by_id)
    for section, shape in FACTS.items():
        facts = {fact.id: shape.plain(fact) for fact in record.facts if fact.id in ours and type(fact) is shape.model}
        for name, entry in facts.items():
            if name in sitting:
                entry[SAID_KEY] = [SAID.plain(one) for one in sitting[name]]
        yield section, facts
    entries: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
        "parties": (record.parties, borrowed.parties),
        "assets": (record.assets, borrowed.assets),
        "items": (record.items, borrowed.items),
        "positions": (record.positions, borrowed.positions),
        "evidence": (case.evidence, case.borrowed_evidence),
        "notes": (_by_id(record.notes), _by_id(borrowed.notes)),
        "figures": (_by_id(record.figures), _by_id(borrowed.figures)),
        "claims": (_by_id(record.claims), _by_id(borrowed.claims)),
    }
    for section, (whole, given) in entries.items():
        yield section, {name: NAMED[section].plain(one) for name, one in whole.items() if name not in given}
    yield (
        "catalogues",
        {name: sorted(ids) for name, ids in record.catalogues.items() if name not in borrowed.catalogues},
    )
    offers = {service: _more(items, borrowed.offers.get(service)) for service, items in record.offers.items()}
    yield "offers", {service: items for service, items in offers.items() if items or service not in borrowed.offers}
    yield "statements", [LISTED["statements"].plain(one) for one in free]
    yield "questions", [LISTED["questions"].plain(one) for one in case.questions]


def _statements(record: Record, borrowed: Record) -> tuple[dict[str, list[Statement]], list[Statement]]:
    """What sits with a fact of this case, and what stands by itself; what is borrowed is left out."""
    given = Counter(borrowed.statements)
    ours = {fact.id for fact in record.facts} - set(borrowed.by_id)
    sitting: dict[str, list[Statement]] = {}
    free: list[Statement] = []
    for statement in record.statements:
        if given[statement]:
            given[statement] -= 1
        elif own_fact(statement) in ours:
            sitting.setdefault(own_fact(statement), []).append(statement)
        else:
            free.append(statement)
    return sitting, free


def _by_id(entries: Iterable[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in entries}


def _more(items: tuple[str, ...], given: tuple[str, ...] | None) -> list[str]:
    known = set(given or ())
    return [item for item in items if item not in known]


def _moved(relative: str, before: str, folder: Path) -> str:
    """The path of an included case from the new folder."""
    there = (Path(before) / relative).resolve()
    return Path(os.path.relpath(there, folder.resolve())).as_posix()


def _files(document: Document) -> Iterator[tuple[str, Document]]:
    yield CASE_FILE, {name: value for name, value in document.items() if name not in PLACES}
    for section, name in PLACES.items():
        for number, part in enumerate(parted(document.get(section))):
            yield (name if number == 0 else name.replace(".yaml", f"-{number + 1:04}.yaml")), {section: part}


def parted(entries: dict[str, Plain] | list[Plain] | None) -> Iterator[dict[str, Plain] | list[Plain]]:
    """The entries of a section, as many at once as one file takes."""
    if isinstance(entries, dict):
        pairs = iter(entries.items())
        while part := dict(islice(pairs, MOST)):
            yield part
    elif entries:
        for start in range(0, len(entries), MOST):
            yield entries[start : start + MOST]
