# SPDX-License-Identifier: Apache-2.0
"""``licit crux``: what a contested answer hangs on, each way; or those of all that a service offers, ranked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.audit_catalogue import REPERTOIRE, Memory, Repertoire, Threads
from licit.cli.filing import ProofFile, may_file
from licit.cli.options import (
    BELIEVED,
    REPORT,
    Case,
    Day,
    Engine,
    Force,
    Json,
    KnownBy,
    Lang,
    Language,
    Position,
    Quiet,
    Service,
    Use,
    today,
)

if TYPE_CHECKING:
    from licit.model.crux import CatalogueCruxes
    from licit.model.question import Question
    from licit.model.record import Record
    from licit.tasks.opening import OpenCase


def crux(
    case: Case,
    service: Service,
    item: Annotated[
        str,
        Parameter(
            help="The item: its id in the case, its title, or 'artist - title'. Left out: all that the service offers.",
            show_default=False,
        ),
    ] = "",
    /,
    *,
    territory: Annotated[
        tuple[str, ...],
        Parameter(
            group=BELIEVED,
            help="Where the people are: codes or names of territories, as they were on the day. One for an item; for a"
            " catalogue any number, all where left out.",
            show_default=False,
        ),
    ] = (),
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    sources: Annotated[bool, Parameter(group=REPORT, help="Say who says what of each disputed fact.")] = False,
    repertoire: Repertoire = "",
    catalogue: Annotated[
        str,
        Parameter(
            group=REPERTOIRE, help="A folder with the catalogue's files, if not the repertoire's.", show_default=False
        ),
    ] = "",
    seconds: Annotated[
        float | None,
        Parameter(
            group=REPERTOIRE,
            help="What the ranking may take: then it says how many pairs it did not come to. Left out: what it needs.",
            show_default=False,
        ),
    ] = None,
    memory: Memory = 4.0,
    threads: Threads = 2,
    top: Annotated[int, Parameter(group=REPORT, help="How many cruxes a side are shown.", show_default=True)] = 10,
    proof: ProofFile = "",
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Show which open points decide a contested answer, settled which way.

    A crux is a smallest set of open points, each settled one way, that decides alone: however all others are settled,
    the answer is cleared, or it is not. With no ITEM those
    of all contested pairs of an item on offer and a territory, ranked by how many pairs have them; a pair counts for
    each crux that it has. With --repertoire those of a catalogue in Parquet files, of any size.
    """
    from licit.model.problem import InvalidValueError
    from licit.tasks import naming
    from licit.tasks.opening import open_case

    if top < 1:
        raise InvalidValueError(f"--top {top} shows nothing", mend="give 1 or more")
    if item and len(territory) != 1:
        raise InvalidValueError(
            f"a question about one item names one territory, not {len(territory)}",
            mend="give one, such as --territory FR",
        )
    may_file(proof, force=force)
    if proof and not item:
        raise InvalidValueError("cruxes are filed of one item", mend="name the item, or leave out --proof")
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, item=item, use=use, day=day, position=position, known_by=known_by)
    leaves = tuple(dict.fromkeys(naming.territory(opened.record, one, question.day) for one in territory))
    if item:
        if repertoire or catalogue:
            raise InvalidValueError("a repertoire's files are asked about as a whole", mend="leave out the item")
        _one(opened, question, leaves[0], lang, top=top, sources=sources, json=json, proof=proof)
    else:
        if sources:
            raise InvalidValueError("--sources goes with an item", mend="name one, or leave it out")
        if not repertoire and (catalogue or seconds is not None):
            raise InvalidValueError("--catalogue and --seconds go with --repertoire", mend="name its folder too")
        if seconds is not None and seconds <= 0:
            raise InvalidValueError("the ranking has no time", mend="give it a second or more")
        if repertoire:
            found, record = _of_files(
                opened, question, leaves, repertoire, catalogue, seconds=seconds, means=(memory, threads), quiet=quiet
            )
        else:
            found, record = _of_case(opened, question, leaves, quiet=quiet), opened.record
        _show(found, record, lang, top=top, json=json)


def _one(
    opened: OpenCase,
    question: Question,
    territory: str,
    lang: Language,
    *,
    top: int,
    sources: bool,
    json: bool,
    proof: str,
) -> None:
    from dataclasses import replace

    from licit.cli.printing import print_json, remark, show
    from licit.tasks.crux import crux as ask

    if question.item not in opened.record.items:
        remark(f"no item {question.item!r} is on record")
    found = ask(opened, replace(question, territory=territory))
    if proof:
        from licit.cli.filing import write_filed
        from licit.report.filing.crux import filed_cruxes

        write_filed(filed_cruxes(found, opened.record), proof)
    if json:
        from licit.report.cruxes import cruxes_json

        print_json(cruxes_json(found, opened.record, lang))
        return
    from licit.report.terminal.crux import cruxes_view
    from licit.report.terminal.verdict import not_said

    evidence = opened.case.evidence if sources else None
    show(cruxes_view(found, opened.record, lang, sources=evidence, top=top), "", not_said(lang))


def _of_case(opened: OpenCase, question: Question, leaves: tuple[str, ...], *, quiet: bool) -> CatalogueCruxes:
    from licit.cli.progress import progress
    from licit.tasks.crux import catalogue_cruxes

    with progress("crux", quiet=quiet) as told:
        return catalogue_cruxes(opened, question, leaves, progress=told)


def _of_files(
    opened: OpenCase,
    question: Question,
    leaves: tuple[str, ...],
    repertoire: str,
    catalogue: str,
    *,
    seconds: float | None,
    means: tuple[float, int],
    quiet: bool,
) -> tuple[CatalogueCruxes, Record]:
    from pathlib import Path

    from licit.cli.audit_catalogue import means_of
    from licit.tasks.crux_repertoire import repertoire_cruxes

    with means_of(*means, quiet) as allowed:
        return repertoire_cruxes(
            opened,
            question,
            Path(repertoire),
            catalogue=Path(catalogue) if catalogue else None,
            territories=leaves,
            seconds=seconds,
            means=allowed,
        )


def _show(found: CatalogueCruxes, record: Record, lang: Language, *, top: int, json: bool) -> None:
    from licit.cli.printing import print_json, show

    if json:
        from licit.report.cruxes import catalogue_cruxes_json

        print_json(catalogue_cruxes_json(found, record, lang))
        return
    from licit.report.terminal.crux import catalogue_cruxes_view
    from licit.report.terminal.verdict import not_said

    show(catalogue_cruxes_view(found, record, lang, top=top), "", not_said(lang))
