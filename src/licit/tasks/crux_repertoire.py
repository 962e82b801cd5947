# SPDX-License-Identifier: Apache-2.0
"""What a catalogue in files of any size hangs on, ranked: by rights classes, all leaves at once where nothing forbids.

Which pairs are contested the kept answers of the classes say. Of each class that has some, its conditions are put
together from those of its shares (``licit.explain.crux.pieces``); where an owner, a law or the place of the act is
open, leaf by leaf. What the classes hang on is kept beside the repertoire as their answers are, once all were looked
into; a ranking then weighs it by the items of a catalogue.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from licit.engine.counting import tally_classes
from licit.engine.repertoire import situation_name, with_situations
from licit.engine.store import Key, Store
from licit.explain.crux import DEFAULT, Limits
from licit.model.crux import CatalogueCruxes, Limit
from licit.model.fact import Control
from licit.model.question import Question
from licit.model.record import Record
from licit.tasks.catalogue import KEPT, Means, kept_classes, mask_of, offered, one_table, open_classes
from licit.tasks.crux import Counting
from licit.tasks.crux_classes import ClassCruxes, crux_edition
from licit.tasks.crux_looking import Looked, Repertoire, look_into

if TYPE_CHECKING:
    from licit.tasks.opening import OpenCase


def repertoire_cruxes(  # noqa: PLR0913 - what is asked, of what, where, and what it may take
    opened: OpenCase,
    question: Question,
    repertoire: Path,
    *,
    catalogue: Path | None = None,
    territories: Sequence[str] = (),
    limits: Limits | None = None,
    seconds: float | None = None,
    means: Means | None = None,
) -> tuple[CatalogueCruxes, Record]:
    """The cruxes of each contested pair of a row of a catalogue and a territory, counted; and the record to word them.

    ``seconds``: what the looking may take, once the answers of the classes are there; then the classes that were not
    come to are ``unfinished``, and nothing is kept. A row of the repertoire whose owner is disputed stands for all rows
    that say the same of assets in the same situation; the record names one of these assets.

    Raises:
        BadInputError: as ``audit_catalogue`` does.
        InvalidValueError: a territory that the atlas of the case does not have.
    """
    means = means or Means()
    record = opened.record
    table = open_classes(record, repertoire, means)
    with one_table(table):
        offers, _ = offered(table, repertoire, catalogue, means)
        items = tally_classes(offers, len(table.counts), progress=means.telling("catalogue"), threads=means.threads)
        where = tuple(territories) or record.atlas.leaves_on(question.day)
        whole = Repertoire(record, repertoire, table, items, where)
        looked = kept_cruxes(whole, question, limits or DEFAULT) or look_in(
            whole, question, limits or DEFAULT, seconds=seconds, means=means
        )
        found = ranked(whole, question, looked)
        return found, _worded(whole, found)


def kept_cruxes(whole: Repertoire, question: Question, limits: Limits) -> Looked | None:
    """What is kept of what the classes hang on: in all leaves, or in those asked about."""
    store = Store(whole.folder / KEPT / "store")
    for where in (whole.record.atlas.leaves_on(question.day), whole.territories):
        if set(whole.territories) <= set(where):
            entry = store.get(_key(whole, question, where, limits))
            if entry is not None:
                return Looked(ClassCruxes.read(entry))
    return None


def look_in(
    whole: Repertoire, question: Question, limits: Limits, *, seconds: float | None = None, means: Means
) -> Looked:
    """What the classes hang on in the leaves asked about; kept, where all were looked into.

    Raises:
        BadInputError: as above.
    """
    kept = kept_classes(whole.record, whole.table, whole.folder, question)
    answers = kept.on(question.service, question.use, question.day, progress=means.telling(question.use))
    began = time.monotonic()
    asked = mask_of(whole.territories, answers.leaves)
    until = None if seconds is None else began + seconds
    looked = look_into(
        whole,
        kept,
        answers,
        asked,
        question,
        limits=limits,
        until=until,
        processes=means.threads,
        told=means.telling("crux"),
    )
    if not looked.left:
        arrays, notes = looked.classes.written()
        Store(whole.folder / KEPT / "store").put(_key(whole, question, whole.territories, limits), arrays, notes)
    return looked


def _key(whole: Repertoire, question: Question, territories: Sequence[str], limits: Limits) -> Key:
    """What it all hangs on: as the answers of classes do, and on the leaves, the limits and more code."""
    table = whole.table
    return Key.of(
        kind="cruxes",
        record=whole.record.digest,
        table=f"{table.fingerprint.key()} {table.folder.name}",
        position=question.position,
        known_by=question.known_by.isoformat(),
        service=question.service,
        use=question.use,
        day=question.day.isoformat(),
        territories=" ".join(sorted(set(territories))),
        limits=f"{limits.judgements} {limits.points} {limits.cruxes}",
        engine=crux_edition(),
    )


def ranked(whole: Repertoire, question: Question, looked: Looked) -> CatalogueCruxes:
    """What the items hang on, counted and ranked."""
    classes = looked.classes
    counting = Counting(whole.record)
    for hanging, by_leaf in classes.weighed(whole.items[:-1], mask_of(whole.territories, classes.leaves)):
        told = hanging.told(replace(question, territory=hanging.place))
        counting.sums["classes"] += 1
        counting.take(told, (*told.clearing, *told.refusing), hanging.place, by_leaf)
    if looked.left:
        counting.sums["contested"] += looked.left
        counting.sums["unfinished"] += looked.left
        counting.stopped.add(Limit.SECONDS)
    return counting.found(question, whole.territories, int(whole.items.sum()) * len(set(whole.territories)))


def _worded(whole: Repertoire, found: CatalogueCruxes) -> Record:
    """The record of the case with the rows of the repertoire that cruxes settle, each of an asset that it is about."""
    record = whole.record
    both = (*found.clearing, *found.refusing)
    named = {name for one in both for settled in one.crux.settlements for name in settled.point.facts}
    lacking = sorted(named - record.by_id.keys())
    if not lacking:
        return record
    rows = with_situations(record, whole.table, whole.folder).by_id
    controls = []
    for name in lacking:
        row = rows.get(name)
        if isinstance(row, Control):
            situation = int(row.asset.removeprefix(situation_name(0)[:-1]))
            controls.append(replace(row, asset=str(whole.table.representative_asset(situation))))
    return replace(record, facts=(*record.facts, *controls)) if controls else record
