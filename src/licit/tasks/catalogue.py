# SPDX-License-Identifier: Apache-2.0
"""A service's catalogue of any size × territories × uses, by rights classes: what is judged is kept and resumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from licit.engine.catalogue import Catalogue, read_catalogue, whole_repertoire
from licit.engine.class_answers import ClassAnswers
from licit.engine.class_keeping import KeptClasses
from licit.engine.classes import ClassTable, StaleClassesError, build, open_table
from licit.engine.classes.fingerprint import CONTROLS, ITEMS, files_of
from licit.engine.counting import tally_classes
from licit.engine.repertoire import marks_of
from licit.engine.store import Store
from licit.engine.words import Words, as_words
from licit.model.problem import BadInputError, InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.tasks.opening import OpenCase

KEPT: Final = ".licit"  # beside the files of a repertoire: the class table and what was judged
MEMORY: Final = 4 << 30  # bytes
THREADS: Final = 2
Told = Callable[[str, int, int], None]
Ints = npt.NDArray[np.int64]


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a task may take: ``memory`` in bytes, about, and tasks at once. ``told`` hears what is done, and how far."""

    memory: int = MEMORY
    threads: int = THREADS
    told: Told = silent

    def telling(self, what: str) -> Callable[[int, int], None]:
        """Progress of one kind of work."""
        return lambda done, total: self.told(what, done, total)


@dataclass(frozen=True, slots=True)
class UseAnswers:
    """The answers of all classes for one use, in the territories asked about.

    ``masks``: uint64 ``[answers, 4, words]``, each different set of answers once, in the order of
    ``licit.engine.class_answers.ORDER``; the last is that of an item which the repertoire does not have.
    ``of_class``: int32, the number of each class's, and last that one.
    """

    use: str
    answers: ClassAnswers
    masks: Words
    of_class: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueAudit:
    """A catalogue's answers on a day.

    ``items``: int64, how many rows of the catalogue are of each class; the last counts those that the repertoire does
    not have. ``asked``: the mask of ``territories``, in the words of the answers.
    """

    record: Record
    question: Question
    table: ClassTable
    catalogue: Catalogue
    folder: Path | None
    territories: tuple[str, ...]
    asked: Words
    uses: tuple[UseAnswers, ...]
    items: Ints


def open_classes(record: Record, repertoire: Path, means: Means) -> ClassTable:
    """The class table of a repertoire for a record: opened, extended or built; an interrupted build goes on.

    Cases that list other assets part the repertoire otherwise: each has a table of its own, and none replaces
    another's.

    Raises:
        BadInputError: something in the repertoire is missing or can't be read, or the table can't be written.
    """
    marks, known = marks_of(record)
    into = repertoire / KEPT / "classes" / (_short(sorted(marks.items())) if len(known) > 1 else "plain")
    try:
        return open_table(into, repertoire, marks=marks)
    except BadInputError:  # there is none yet, or it is stale
        for kind in (CONTROLS, ITEMS):
            files_of(repertoire, kind)  # look before a folder is made
        progress = means.telling("classes")
        return build(repertoire, into, marks=marks, memory=means.memory, threads=means.threads, progress=progress)


def _short(value: object) -> str:
    from hashlib import blake2b

    return blake2b(repr(value).encode(), digest_size=8).hexdigest()


@contextmanager
def one_table(table: ClassTable) -> Iterator[None]:
    """A block in which a table must stay; another process that builds a newer one takes the old one away.

    Raises:
        StaleClassesError: it is gone.
    """
    try:
        yield
    except FileNotFoundError:
        if table.folder.is_dir():
            raise
        raise StaleClassesError(table.folder, "the repertoire was changed during this work; start it again") from None


def kept_classes(record: Record, table: ClassTable, repertoire: Path, question: Question) -> KeptClasses:
    """What is kept of the classes beside a repertoire, under a question's position and as known by its day."""
    store = Store(repertoire / KEPT / "store")
    return KeptClasses(record, table, repertoire, store, position=question.position, known_by=question.known_by)


def offered(table: ClassTable, repertoire: Path, catalogue: Path | None, means: Means) -> tuple[Catalogue, Path | None]:
    """What is offered, and the folder that says so: the one named, else the repertoire's own, else all its items."""
    folder = catalogue
    if folder is None and ((repertoire / "catalogue.parquet").is_file() or (repertoire / "catalogue").is_dir()):
        folder = repertoire
    if folder is None:
        return whole_repertoire(table), None
    store = Store(repertoire / KEPT / "store")
    return read_catalogue(folder, table, store, memory=means.memory, threads=means.threads), folder


def audit_catalogue(  # noqa: PLR0913 - what is asked, of what, where
    opened: OpenCase,
    question: Question,
    repertoire: Path,
    *,
    catalogue: Path | None = None,
    territories: Sequence[str] = (),
    uses: Sequence[str] = (),
    means: Means | None = None,
) -> CatalogueAudit:
    """Answer for each row of a catalogue, in each territory and use, on the question's day.

    ``question`` gives service, day, position and ``known_by``. Left out, ``territories`` are all leaves of the day,
    ``uses`` the question's own, ``catalogue`` that of the repertoire's folder, or all items of the repertoire.

    Raises:
        BadInputError: a file is missing or can't be read, or the repertoire's folder can't be written to.
        InvalidValueError: a territory that the atlas of the case does not have.
    """
    means = means or Means()
    record = opened.record
    where = tuple(territories) or record.atlas.leaves_on(question.day)
    table = open_classes(record, repertoire, means)
    with one_table(table):
        kept = kept_classes(record, table, repertoire, question)
        answers = [
            (use, kept.on(question.service, use, question.day, progress=means.telling(use)))
            for use in tuple(uses) or (question.use,)
        ]
        offers, folder = offered(table, repertoire, catalogue, means)
        items = tally_classes(offers, len(table.counts), progress=means.telling("catalogue"), threads=means.threads)
    leaves = answers[0][1].leaves
    asked = mask_of(where, leaves)
    return CatalogueAudit(
        record=record,
        question=question,
        table=table,
        catalogue=offers,
        folder=folder,
        territories=where,
        asked=asked,
        uses=tuple(_of_use(use, found, asked) for use, found in answers),
        items=items,
    )


def mask_of(territories: Sequence[str], leaves: Sequence[str]) -> Words:
    """Leaves as words of bits.

    Raises:
        InvalidValueError: one is not among the leaves that are numbered.
    """
    number = {leaf: at for at, leaf in enumerate(leaves)}
    lost = [name for name in territories if name not in number]
    if lost:
        raise InvalidValueError(f"{lost[0]!r} is no territory of the case", mend="name one of its atlas")
    mask: Words = as_words([sum(1 << number[name] for name in set(territories))], len(leaves))[0]
    return mask


def _of_use(use: str, found: ClassAnswers, asked: Words) -> UseAnswers:
    masks = np.concatenate((found.by_answer(), np.zeros((1, 4, len(asked)), dtype=np.uint64)))
    masks[-1, 3] = ~np.uint64(0)  # what the repertoire does not have is unknown (SEMANTICS §3.7)
    masks &= asked
    rows = np.ascontiguousarray(masks.reshape(len(masks), -1)).view(np.dtype((np.void, masks[0].nbytes))).ravel()
    _, first, number = np.unique(rows, return_index=True, return_inverse=True)
    of_class = number.astype(np.int32)[np.append(found.of_class, np.int32(len(masks) - 1))]
    return UseAnswers(use, found, masks[first], of_class)
