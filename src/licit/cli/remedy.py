# SPDX-License-Identifier: Apache-2.0
"""``licit remedy``: the smallest sets of grants that would clear an item, or the fewest agreements for a catalogue."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

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
from licit.model.problem import InvalidValueError

if TYPE_CHECKING:
    from licit.model.question import Question
    from licit.model.remedy import ItemRemedies, Plan
    from licit.tasks.opening import OpenCase
    from licit.tasks.remedy import Goal


def remedy(
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
    signed: Annotated[
        str,
        Parameter(
            group=BELIEVED,
            help="The day on which the grants would be signed, YYYY-MM-DD. Left out: the day asked about.",
            show_default=False,
        ),
    ] = "",
    target: Annotated[
        str,
        Parameter(help="How much of a catalogue is to be cleared, such as 95%. Left out: 95%.", show_default=False),
    ] = "",
    agreements: Annotated[
        int | None,
        Parameter(help="Instead of --target: as much as so many agreements can clear.", show_default=False),
    ] = None,
    count: Annotated[
        Literal["pairs", "items"],
        Parameter(help="What is counted: pairs of an item and a territory, or items cleared wherever it is asked."),
    ] = "pairs",
    seconds: Annotated[
        float,
        Parameter(help="What the solver may take: then its best plan is shown, and its bound.", show_default=True),
    ] = 5.0,
    sets: Annotated[int, Parameter(help="How many sets are listed for an item.", show_default=True)] = 20,
    repertoire: Repertoire = "",
    catalogue: Annotated[
        str,
        Parameter(
            group=REPERTOIRE, help="A folder with the catalogue's files, if not the repertoire's.", show_default=False
        ),
    ] = "",
    memory: Memory = 4.0,
    threads: Threads = 2,
    top: Annotated[int, Parameter(group=REPORT, help="How many agreements are shown.", show_default=True)] = 20,
    proof: ProofFile = "",
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Show what it would take: the smallest sets of new or extended grants that would clear an answer.

    For an item every set of fewest counterparties, each applied and judged before it is shown; or what no grant
    mends. With no ITEM the fewest agreements that clear a share of what the service offers, named, with what each
    adds, how far from the best the plan may be, and what stays out. A grant that is meant is non-exclusive, for own
    use, of just what is missing, signed on the day.
    """
    from licit.tasks import naming
    from licit.tasks.opening import open_case

    if top < 1 or sets < 1:
        raise InvalidValueError("--top or --sets 0 shows nothing", mend="give 1 or more")
    may_file(proof, force=force)
    if proof and repertoire:
        raise InvalidValueError(
            "a plan for a repertoire's files is too large to be checked", mend="leave out --proof, or --repertoire"
        )
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, item=item, use=use, day=day, position=position, known_by=known_by)
    leaves = tuple(dict.fromkeys(naming.territory(opened.record, one, question.day) for one in territory))
    on = naming.whole_day(signed) if signed else None
    if item:
        from dataclasses import replace

        from licit.tasks.remedy import remedy as ask

        _only_catalogue(target, agreements, repertoire or catalogue)
        if len(leaves) != 1:
            raise InvalidValueError(
                f"a question about one item names one territory, not {len(leaves)}",
                mend="give one, such as --territory FR",
            )
        asked = replace(question, territory=leaves[0])
        held = ask(opened, asked, signed=on, most=sets)
        if proof:
            from licit.cli.filing import write_filed
            from licit.report.filing.remedy import filed_remedies

            write_filed(filed_remedies(held, opened.record), proof)
        _show_item(opened, held, lang, json=json)
        return
    from licit.tasks.remedy import Goal

    percent = _percent(target or "95%") if agreements is None else None
    if target and agreements is not None:
        raise InvalidValueError("--target and --agreements are two goals", mend="give one of them")
    goal = Goal(percent=percent, most=agreements, unit=count, signed=on, seconds=seconds)
    if repertoire:
        plan = _of_repertoire(
            opened, question, goal, leaves, (repertoire, catalogue), memory=memory, threads=threads, quiet=quiet
        )
    else:
        from licit.cli.progress import progress
        from licit.tasks.remedy import remedy_catalogue

        with progress("remedy", quiet=quiet) as told:
            plan = remedy_catalogue(opened, question, goal, territories=leaves, progress=told)
    if proof:
        from licit.cli.filing import write_filed
        from licit.report.filing.plan import filed_plan

        write_filed(filed_plan(plan, opened.record), proof)
    _show_plan(opened, plan, lang, top=top, json=json)


def _only_catalogue(target: str, agreements: int | None, files: str) -> None:
    if target or agreements is not None or files:
        raise InvalidValueError(
            "--target, --agreements, --repertoire and --catalogue are for all that a service offers",
            mend="leave out the item, or these",
        )


def _percent(text: str) -> float:
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError:
        raise InvalidValueError(f"{text!r} is no part of a catalogue", mend="write percent, as in 95%") from None


def _of_repertoire(
    opened: OpenCase,
    question: Question,
    goal: Goal,
    leaves: tuple[str, ...],
    folders: tuple[str, str],
    *,
    memory: float,
    threads: int,
    quiet: bool,
) -> Plan:
    from pathlib import Path

    from licit.cli.audit_catalogue import means_of
    from licit.tasks.remedy import remedy_repertoire

    repertoire, catalogue = folders
    with means_of(memory, threads, quiet) as means:
        return remedy_repertoire(
            opened,
            question,
            goal,
            Path(repertoire),
            catalogue=Path(catalogue) if catalogue else None,
            territories=leaves,
            means=means,
        )


def _show_item(opened: OpenCase, held: ItemRemedies, lang: Language, *, json: bool) -> None:
    from licit.cli.printing import print_json, show

    if json:
        from licit.report.remedy_json import remedies_json

        print_json(remedies_json(held, opened.record, lang))
        return
    from licit.report.terminal.remedy import item_view
    from licit.report.terminal.verdict import not_said

    show(item_view(held, opened.record, lang), "", not_said(lang))


def _show_plan(opened: OpenCase, plan: Plan, lang: Language, *, top: int, json: bool) -> None:
    from licit.cli.printing import print_json, show

    if json:
        from licit.report.remedy_json import plan_json

        print_json(plan_json(plan, opened.record, lang))
        return
    from licit.report.terminal.remedy import plan_view
    from licit.report.terminal.verdict import not_said

    show(plan_view(plan, opened.record, lang, top=top), "", not_said(lang))
