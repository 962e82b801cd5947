# SPDX-License-Identifier: Apache-2.0
"""What it would take, in the terminal: sets of counterparties with their grants, or agreements with what they clear."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.model.record import Record
from licit.model.remedy import ItemRemedies, Plan, RemedyGrant
from licit.report import words
from licit.report.terminal.style import Wrapped, answer_text, bullets, heading
from licit.report.words.names import Names
from licit.report.words.remedies import RemedyBook, grant_words, remedy_book, stuck_words
from licit.vocabulary.names import Lang

_BAR: Final = 24  # columns of a full bar
_TOP: Final = 20  # agreements shown; JSON has them all
_OUT: Final = 10  # reasons shown


def item_view(held: ItemRemedies, record: Record, lang: Lang = "en") -> RenderableType:
    """The question, its answer, the smallest sets, and each grant in words once."""
    book, names = remedy_book(lang), Names(record, lang, held.question.item)
    asked = words.set_for(lang, words.BOOKS[lang].asked(names, held.question))
    parts: list[RenderableType] = [
        Wrapped(Text(asked, style="dim")),
        Text(),
        answer_text(held.answer, lang, strong=True),
        Wrapped(Text(words.set_for(lang, book.found(names, held)))),
    ]
    if held.stuck:
        lines = dict.fromkeys(stuck_words(one, record, lang) for one in held.stuck)
        parts += [Text(), heading(book.headings["stuck"]), bullets(lines)]
    if not held.remedies:
        return Group(*parts)
    numbers: dict[RemedyGrant, int] = {}
    sets = Table.grid(padding=(0, 2))
    sets.add_column(no_wrap=True)
    sets.add_column(no_wrap=True)
    sets.add_column()
    for number, remedy in enumerate(held.remedies):
        said = " + ".join(f"[{numbers.setdefault(one, len(numbers) + 1)}]" for one in remedy.grants)
        whom = names.listed(names.party(one) for one in remedy.counterparties)
        sets.add_row(Text(f"  {number + 1}."), Text(said), Wrapped(Text(whom)))
    grants = Table.grid(padding=(0, 1))
    grants.add_column(no_wrap=True)
    grants.add_column()
    for grant, number in numbers.items():
        line = grant_words(grant, record, lang, held.question.item)
        grants.add_row(Text(f"  [{number}]"), Wrapped(Text(line)))
    parts += [Text(), heading(book.headings["sets"]), sets]
    parts += [Text(), heading(book.headings["grants"]), grants]
    return Group(*parts)


def plan_view(plan: Plan, record: Record, lang: Lang = "en", *, top: int = _TOP) -> RenderableType:
    """The agreements in the order in which they clear the most, how good the plan is, and what stays out."""
    book, names = remedy_book(lang), Names(record, lang)
    parts: list[RenderableType] = [
        Wrapped(Text(words.set_for(lang, book.reached(plan)), style="bold")),
        Wrapped(Text(words.set_for(lang, book.proof(plan)))),
        _curve(plan, names, lang, top),
    ]
    grants = [one for agreement in plan.agreements[:top] for one in agreement.grants]
    if grants:
        parts += [heading(book.headings["grants"]), bullets(grant_words(one, record, lang) for one in grants)]
    if plan.out:
        parts += [Text(), heading(book.headings["out"]), _out(plan, record, lang)]
    return Group(*parts)


def _curve(plan: Plan, names: Names, lang: Lang, top: int) -> Table:
    book = remedy_book(lang)
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column(book.headings["with"])
    table.add_column(book.headings["cleared"], justify="right")
    table.add_column("", no_wrap=True)
    table.add_row("0", Text(book.headings["before"], style="dim"), *_part(plan.cleared, plan.total, book))
    for number, one in enumerate(plan.agreements[:top]):
        whom = Text(names.party(one.party))
        if one.instead:
            whom.append(f" ({words.set_for(lang, book.instead(names, one.instead))})", style="dim")
        table.add_row(str(number + 1), whom, *_part(one.cleared, plan.total, book))
    if len(plan.agreements) > top:
        more = Text(f"+{len(plan.agreements) - top} {book.headings['more']}", style="dim")
        table.add_row("…", more, *_part(plan.reached, plan.total, book))
    return table


def _part(count: int, total: int, book: RemedyBook) -> tuple[Text, Text]:
    share = count / total if total else 0.0
    full = int(share * _BAR)
    return Text(f"{count} ({book.percent(count, total)})"), Text("█" * full + "░" * (_BAR - full))


def _out(plan: Plan, record: Record, lang: Lang) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for reason, count in list(plan.out.items())[:_OUT]:
        table.add_row(Text(f"  {count}"), Wrapped(Text(stuck_words(reason, record, lang))))
    if len(plan.out) > _OUT:
        table.add_row(Text(f"  +{len(plan.out) - _OUT}"), Text(remedy_book(lang).headings["more"], style="dim"))
    return table
