# SPDX-License-Identifier: Apache-2.0
"""Evidence that is named but not there, there but not named, or no longer what it was."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from licit.case.lint.names import Names
from licit.case.lint.own import own_claims, own_notes, own_statements
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.evidence import Evidence


def dangling_evidence(case: Case) -> Iterator[Remark]:
    """A statement, claim, note or figure rests on evidence that is not declared."""
    names = Names("evidence", case.evidence, "describe it under evidence")
    for at, name in _named(case):
        if name not in names:
            yield Remark(at, *names.unknown(name))


def unused_evidence(case: Case) -> Iterator[Remark]:
    """Evidence on which nothing rests."""
    used = {name for _, name in _named(case)}
    used |= {name for one in case.record.statements for name in (one.evidence, one.source, one.through)}
    used |= {one.source for one in own_notes(case)}
    used |= {source for position in case.record.positions.values() for rank in position.ranks for source in rank}
    for evidence in case.evidence.values():
        if evidence.id not in used:
            yield Remark(
                f"evidence:{evidence.id}",
                f"nothing rests on the evidence {evidence.id}",
                "name it where something rests on it, or leave it out",
            )


def _named(case: Case) -> Iterator[tuple[str, str]]:
    for at, statement in own_statements(case):
        if statement.evidence:
            yield f"{at}.evidence", statement.evidence
    rest = [(one.id, one.evidence) for one in own_claims(case)] + [(one.id, one.evidence) for one in own_notes(case)]
    yield from ((f"{of}.evidence", evidence) for of, evidence in rest if evidence)


def evidence_missing(case: Case) -> Iterator[Remark]:
    """The kept copy of some evidence is not where the case says."""
    for evidence, file in _kept(case):
        if not file.is_file():
            yield Remark(
                f"evidence:{evidence.id}.file",
                f"there is no file {evidence.file!r}",
                "put the copy there, or leave file out if none was kept",
            )


def evidence_altered(case: Case) -> Iterator[Remark]:
    """The kept copy of some evidence has another hash than the case says."""
    for evidence, file in _kept(case):
        if not evidence.sha256 or not file.is_file():
            continue
        with file.open("rb") as stream:
            found = file_digest(stream, "sha256").hexdigest()
        if found != evidence.sha256.lower():
            yield Remark(
                f"evidence:{evidence.id}.sha256",
                f"{evidence.file!r} has the hash {found}, not {evidence.sha256}",
                "find the copy that was meant; write the new hash only if you know why it changed",
            )


def evidence_unhashed(case: Case) -> Iterator[Remark]:
    """A kept copy without its hash: nobody could tell whether it was altered."""
    for evidence, file in _kept(case):
        if not evidence.sha256 and file.is_file():
            yield Remark(
                f"evidence:{evidence.id}.file",
                f"the hash of {evidence.file!r} is not on record",
                "write it as sha256: 64 digits, as sha256sum prints them",
            )


def _kept(case: Case) -> Iterator[tuple[Evidence, Path]]:
    """The copies that the case says are kept. One that would lie outside its folder is never looked at."""
    if not case.folder:  # standard input has no folder
        return
    folder = Path(case.folder).resolve()
    for evidence in case.evidence.values():
        if evidence.file and "\0" not in evidence.file:
            file = (folder / evidence.file).resolve()
            if file.is_relative_to(folder):
                yield evidence, file
