# SPDX-License-Identifier: Apache-2.0
"""``licit import``: files of the field into a case, one after the other, each wholly or not at all."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from licit.case import Case, load
from licit.case.files import CASE_FILE, EVIDENCE
from licit.case.identity import Named, Registry
from licit.case.identity.slug import free, slug
from licit.case.imports.ledger import FOLDER, Imported, Ledger, read_ledger
from licit.case.imports.positions import believe
from licit.case.imports.starting import start
from licit.case.imports.taking import Nobody
from licit.case.imports.writing import ImportFolder, import_folder
from licit.formats.checks import UNSUPPORTED
from licit.formats.detect import room
from licit.formats.entries import Entry
from licit.formats.files import File, unreadable
from licit.model.evidence import Evidence
from licit.model.imported import FileReport
from licit.model.problem import BadInputError, Place, Problem, Severity
from licit.model.progress import Progress, silent
from licit.model.record import Record
from licit.tasks.importing.gathering import gathered, grouped, hash_of, is_media
from licit.tasks.importing.intake import Intake

SHORT: Final = 8  # digits of a hash in the name of an import


@dataclass(frozen=True, kw_only=True)
class How:
    """How files are read.

    ``format`` stands instead of the one found, ``options`` are for the format. ``strict``: the first record that is
    refused ends all, with nothing written of its file. ``keep``: a copy of each file is kept as evidence.
    """

    format: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    strict: bool = False
    keep: bool = False


def import_files(  # noqa: PLR0913 - what is imported, whereto, how
    names: Sequence[str],
    case: str,
    *,
    today: date,
    how: How | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Iterator[FileReport]:
    """Read files (or all below a folder) into the case ``case``, made where it is not; yield what came of each.

    A file that was imported before is passed over. In a dry run nothing is written, and ``case`` may be empty. What
    was interrupted goes on with the file at which it stopped. ``progress`` is told the bytes read, of all.

    Raises:
        BadInputError: a file is of no format that is read, or the case can't be read or written; with ``how.strict``
            the first record that is refused. What was imported before that stays.
        InvalidValueError: there is no such format.
    """
    how = how or How()
    found = gathered(names, how.format)
    files = found.files
    importing = _Importing(case, how, today, dry_run=dry_run)
    total, done = sum(file.path.stat().st_size for file in files), 0
    for group in grouped(files):
        for file in group:
            file.reached = lambda reached, before=done: progress(before + reached, total)  # type: ignore[misc]
        yield from importing.group(group)
        done += sum(file.path.stat().st_size for file in group)
        progress(done, total)
    for name, problem in found.refused:
        yield FileReport(file=name, format="", refused=(problem,), refusals=1)
    for folder, passed in found.passed.items():
        media = Counter(Path(one).suffix[1:].lower() for one in passed if is_media(one))
        rest = [one for one in passed if not is_media(one)]
        yield FileReport(file=folder, format="", passed=rest, media=media)


class _Importing:
    """A case that files are being read into."""

    def __init__(self, case: str, how: How, today: date, *, dry_run: bool) -> None:
        self.folder = Path(case)
        self.how, self.today, self.dry_run = how, today, dry_run
        self.there = bool(case) and (self.folder / CASE_FILE).exists()
        if not self.there and not dry_run:
            start(self.folder)
            self.there = True
        self.evidence: set[str] = set()  # ids of the files that this run read
        self.ledger = read_ledger(self.folder) if self.there else Ledger()

    @cached_property
    def case(self) -> Case:
        """The case, read when the first new file comes: files that were imported before need none."""
        return load(self.folder) if self.there else Case(record=Record())

    @cached_property
    def registry(self) -> Registry:
        """Who is who, with what earlier imports learnt."""
        record, imported = self.case.record, f"{self.folder / FOLDER}/"
        by_hand = [one for one in record.parties if not self.case.places[f"party:{one}"].file.startswith(imported)]
        found = Registry(record, written_by_hand=by_hand)
        found.remember(self.ledger.numbers, self.ledger.aliases)
        for (source, subject), ids in self.ledger.subjects.items():
            found.recall(source, subject, (one for one in ids if one in found.facts))
        return found

    def group(self, files: Sequence[File]) -> Iterator[FileReport]:
        """Files that are read together; mostly one."""
        digest = hash_of(files)
        options = {name: value for name, value in sorted(self.how.options.items()) if value}
        before = self.ledger.has(digest, options)
        if before is not None:
            yield from (replace(_report(file, files[0]), before=before.name) for file in files)
            return
        first = files[0]
        for file in files:
            file.options = {**self.ledger.learnt, **self.how.options}
        evidence = Evidence(id=self._evidence(digest), title=Path(first.name).name, sha256=digest)
        self.registry.named = Named()
        if self.dry_run:
            intake = Intake(first.name, evidence, self.registry, Nobody(), self.today)
            self._read(files, intake)
            yield from _reports(files, intake, "")
            return
        name = free(f"{slug(Path(first.name).stem, 'file')}-{digest[:SHORT]}", self.ledger.folders)
        with import_folder(self.folder, name) as folder:
            intake = Intake(first.name, evidence, self.registry, folder, self.today)
            self._read(files, intake)
            if not intake.nothing:
                entry = self._entry(name, digest, files, intake, options)
                if self.how.keep and len(files) == 1:
                    self._copy(first, name, intake, folder)
                elif self.how.keep:
                    what = "the case knows these files by one hash over all, so that no copy of them is kept"
                    mend = "keep their folder yourself"
                    intake.take(Problem(Place(first.name), what, mend, UNSUPPORTED, Severity.WARNING))
                believe(self.folder, self.case.record, intake.sources)
                folder.finish(entry, self.registry.named)
                self.ledger.add(entry)
        yield from _reports(files, intake, str(self.folder / FOLDER / name) if folder.finished else "")

    def _evidence(self, digest: str) -> str:
        """An id for the file as evidence: one of its own where it is read again with other options."""
        found = free(f"file-{digest[:12]}", self.case.evidence.keys() | self.evidence)
        self.evidence.add(found)
        return found

    def _read(self, files: Sequence[File], intake: Intake) -> None:
        """All that the files say, taken in.

        Raises:
            BadInputError: with ``strict``, the first record that is refused.
        """
        for entry in _entries(files, self.registry):
            if self.how.strict and isinstance(entry, Problem) and entry.severity is Severity.ERROR:
                raise BadInputError((entry,))
            intake.take(entry)

    def _copy(self, file: File, name: str, intake: Intake, folder: ImportFolder) -> None:
        """Keep the file itself as evidence."""
        kept = f"{EVIDENCE}/{FOLDER}/{name}{Path(file.name).suffix}"
        target = self.folder / kept
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, target)
        folder.keep(replace(intake.evidence, file=kept))

    def _entry(
        self, name: str, digest: str, files: Sequence[File], intake: Intake, options: dict[str, Any]
    ) -> Imported:
        first = files[0]
        return Imported(
            name=name,
            file=", ".join(Path(file.name).name for file in files),
            sha256=digest,
            format=first.detected.format,
            version=first.detected.version,
            day=self.today.isoformat(),
            records=dict(sum((file.records for file in files[1:]), files[0].records)),
            facts=dict(intake.facts),
            statements=intake.statements,
            refused=intake.counted[Severity.ERROR],
            options=options,
            learnt={name: values for file in files for name, values in file.learnt.items()},
        )


def _entries(files: Sequence[File], registry: Registry) -> Iterator[Entry]:
    try:
        yield from room(files[0].detected.format).read(files, registry)
    except OSError as error:  # of reading alone: who takes an entry in is outside
        yield unreadable(files[0].name, error)


def _report(file: File, first: File) -> FileReport:
    """What is known of a file that is read together with a first one, or by itself."""
    found = file.detected
    return FileReport(
        file=file.name,
        format=found.format,
        version=found.version,
        details=dict(found.details),
        records=dict(file.records),
        beside="" if file is first else first.name,
    )


def _reports(files: Sequence[File], intake: Intake, where: str) -> Iterator[FileReport]:
    """What came of each file; of files read together, what they say as one stands with the first."""
    named = intake.registry.named
    for file in files:
        refused = [one for one in intake.refused if len(files) == 1 or one.place.file == file.name]
        doubts = [one for one in intake.doubts if len(files) == 1 or one.place.file == file.name]
        report = replace(
            _report(file, files[0]),
            learnt=dict(file.learnt),
            refused=refused,
            refusals=intake.counted[Severity.ERROR] if len(files) == 1 else len(refused),
            doubts=doubts,
            doubted=intake.counted[Severity.WARNING] if len(files) == 1 else len(doubts),
            folder=where,
            nothing=intake.nothing,
        )
        if file is files[0]:
            report = replace(
                report,
                facts=dict(intake.facts),
                statements=intake.statements,
                left_out=dict(intake.left_out),
                items=len(named.items),
                offers=intake.pairs["offers"],
                unidentified=dict(named.unidentified),
                by_name=dict(named.by_name),
            )
        yield report
