# SPDX-License-Identifier: Apache-2.0
"""What differs, in the terminal: answers counted on both sides, changes in groups, facts as they stood and stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licit.model.change import ChangeKind, Comparison, FactChange, Move
from licit.model.fact import Control
from licit.model.overview import Tally
from licit.model.proof import Standing
from licit.model.question import Question
from licit.model.record import Record
from licit.model.supposition import Supposition
from licit.model.verdict import Answer
from licit.report import words
from licit.report.clean import clean
from licit.report.terminal.listing import STANDING_COLOURS
from licit.report.terminal.style import COLOURS, Wrapped, answer_text, bullets, heading
from licit.report.words.changing import change_words, kind_words, pair_words, step_words
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

MOVES: Final = 10  # shown of each kind; --json has them all
FACTS: Final = 30
FEW: Final = 6  # territories named one by one


def supposed_view(supposed: Supposition, record: Record, lang: Lang = "en") -> RenderableType:
    """What is supposed, step by step; ``record`` is the one supposed."""
    lines = bullets(step_words(step, record, lang) for step in supposed.steps)
    return Group(heading(change_words("supposed", lang)), lines)


def sides_view(found: Comparison, before: Record, after: Record, lang: Lang = "en") -> RenderableType:
    """The two questions, one a line, and how items were joined where it was not by id alone."""
    table = Table.grid(padding=(0, 2))
    for label, record, asked in (("before", before, found.before), ("after", after, found.after)):
        table.add_row(Text(f"  {change_words(label, lang)}"), Wrapped(Text(_asked(asked, record, lang))))
    parts: list[RenderableType] = [heading(change_words("sides", lang)), table]
    if found.before == found.after and before.title == after.title:
        parts = [Wrapped(Text(_asked(found.before, before, lang), style="dim"))]
    if set(found.joined) - {"id"}:
        how = ", ".join(_joined(scheme, count, lang) for scheme, count in found.joined.items())
        parts.append(Text(f"  {change_words('joined', lang, how=how)}"))
    for key, record, items in (
        ("only_before", before, found.only_before),
        ("only_after", after, found.only_after),
    ):
        if items:
            named = Names(record, lang).listed(Names(record, lang).title(one) for one in items)
            parts.append(Wrapped(Text("  " + words.labelled(lang, change_words(key, lang), named))))
    return Group(*parts)


def _joined(scheme: str, count: int, lang: Lang) -> str:
    by_id = scheme == "id"
    how = change_words("by_id" if by_id else "by_scheme", lang, scheme=clean(scheme.upper()))
    return f"{count} {how}"


def _asked(asked: Question, record: Record, lang: Lang) -> str:
    names = Names(record, lang)
    known = change_words("known", lang, day=names.day(asked.known_by))
    what = [names.party(asked.service), names.word(asked.use)] if asked.service else []
    what += [names.title(asked.item)] if asked.item else []
    return " · ".join((*what, names.day(asked.day), known, clean(asked.position)))


def answers_view(
    found: Comparison, ranked: Sequence[Move], before: Record, after: Record, lang: Lang = "en"
) -> RenderableType:
    """How many of each answer before and after, then the changes, grouped."""
    pairs = found.tally_before.total
    if not pairs:
        return Text()
    key = "changed" if found.changes else "unchanged"
    told = change_words(key, lang, changed=found.pairs, pairs=pairs)
    parts: list[RenderableType] = [Wrapped(Text(told, style="bold"))]
    parts.append(_tallies(found.tally_before, found.tally_after, lang))
    if ranked:
        parts += [heading(change_words("changes", lang)), moves_view(ranked, before, after, lang)]
    return Group(*parts)


def _tallies(before: Tally, after: Tally, lang: Lang) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(change_words("answer", lang))
    table.add_column(change_words("before", lang), justify="right")
    table.add_column(change_words("after", lang), justify="right")
    for answer in Answer:
        if before.of(answer) or after.of(answer):
            table.add_row(answer_text(answer, lang), str(before.of(answer)), str(after.of(answer)))
    return table


def moves_view(
    ranked: Sequence[Move], before: Record, after: Record, lang: Lang = "en", *, top: int = MOVES
) -> RenderableType:
    """Each group: how many pairs, from which answer to which, what it turns on, how many items, where, and examples."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for one in ranked[:top]:
        turn = Text()
        turn.append(words.answer_words(one.before, lang), style=COLOURS[one.before])
        turn.append(" → ")
        turn.append(words.answer_words(one.after, lang), style=COLOURS[one.after])
        key, record = ("turned", before) if one.after is Answer.CLEARED else ("turns", after)
        reason = change_words(key, lang, reason=words.reason_words(one.reason, record, lang))
        if one.owners > 1:
            reason += " " + change_words("alike", lang, n=one.owners - 1)
        where = change_words("where", lang, items=one.items, where=_where(one.territories, record, lang))
        examples = " · ".join(
            pair_words(item, leaf, before if item in before.items else after, lang) for item, leaf in one.examples
        )
        lines: list[RenderableType] = [turn, Wrapped(Text(reason)), Wrapped(Text(where, style="dim"))]
        if one.pairs > 1:
            lines.append(Wrapped(Text(change_words("example", lang, examples=examples), style="dim")))
        table.add_row(Text(f"  {one.pairs}"), Group(*lines))
    if len(ranked) > top:
        rest = sum(one.pairs for one in ranked[top:])
        table.add_row(Text(f"  {rest}"), Text(change_words("more", lang, n=len(ranked) - top), style="dim"))
    return table


def _where(leaves: Sequence[str], record: Record, lang: Lang) -> str:
    names = Names(record, lang)
    if len(leaves) > FEW:
        return change_words("territories", lang, n=len(leaves))
    return names.listed(names.territory(one) for one in leaves)


def facts_view(
    changes: Sequence[FactChange], before: Record, after: Record, lang: Lang = "en", *, top: int = FACTS
) -> RenderableType:
    """Each fact that differs: its id, how it stood and stands, and who spoke; those only spoken of are counted."""
    told = [one for one in changes if one.kind is not ChangeKind.WORDS]
    told.sort(key=lambda one: isinstance(one.after or one.before, Control))  # of these there are the most by far
    parts: list[RenderableType] = [heading(change_words("facts", lang))]
    if not changes:
        return Group(*parts, Text(f"  {change_words('facts_none', lang)}"))
    parts += [_fact(one, {True: before, False: after}[one.after is None], lang) for one in told[:top]]
    if len(told) > top:
        parts.append(Text(f"  {change_words('more', lang, n=len(told) - top)}", style="dim"))
    if rest := len(changes) - len(told):
        parts.append(Wrapped(Text(f"  {change_words('words_only', lang, n=rest)}", style="dim")))
    return Group(*parts)


def _fact(one: FactChange, record: Record, lang: Lang) -> RenderableType:
    head = Text(f"  {clean(one.fact)}", style="bold")
    kind = one.kind
    if kind is not None and kind is not ChangeKind.STANDING:
        head.append(f"  {kind_words(kind, lang)}", style="default")
    if one.stood != one.stands and kind is not ChangeKind.GONE:
        head.append("  ")
        _standings(head, one.stood, lang)
        head.append(" → " if one.stood and one.stands else "", style="default")
        _standings(head, one.stands, lang)
    lines: list[RenderableType] = [head]
    about = Padding(Wrapped(Text(words.fact_words(one.fact, record, lang))), (0, 0, 0, 4))
    lines.append(about)
    if fields := one.differing:
        named = change_words("differing", lang, fields=", ".join(fields).replace("_", " "))
        lines.append(Padding(Wrapped(Text(named, style="dim")), (0, 0, 0, 4)))
    for key, said in (("now", one.said), ("no_longer", one.unsaid)):
        for word in said if kind is ChangeKind.STANDING else ():
            line = words.statement_line(word, record, lang, fact=one.fact)
            lines.append(Padding(Wrapped(Text(change_words(key, lang, words=line), style="dim")), (0, 0, 0, 4)))
    return Group(*lines)


def _standings(text: Text, standings: Sequence[Standing], lang: Lang) -> None:
    colours: Mapping[Standing, str] = STANDING_COLOURS
    for number, one in enumerate(standings):
        text.append(" / " if number else "", style="default")
        text.append(words.standing_words(one, lang), style=colours[one])
