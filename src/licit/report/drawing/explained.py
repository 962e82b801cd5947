# SPDX-License-Identifier: Apache-2.0
"""One proof as a page of its own: the answer, its drawings and its words, with nothing from elsewhere and no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from licit.model.evidence import Evidence
from licit.model.fact import Note
from licit.model.overview import Slice
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.report import words
from licit.report.argument import argument, nearly
from licit.report.drawing.chains import chain_svg
from licit.report.drawing.map import map_svg
from licit.report.drawing.svg import safe
from licit.report.drawing.timeline import timeline_svg
from licit.report.drawing.words import drawn, words_of
from licit.report.terminal.style import MARKS
from licit.report.tidy import tidy
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_HERE: Final = Path(__file__).parent


def explained_page(  # noqa: PLR0913 - one proof and what is known around it
    verdict: Verdict,
    record: Record,
    lang: Lang = "en",
    *,
    slices: Sequence[Slice] = (),
    notes: Sequence[Note] = (),
    answers: Mapping[str, Answer] | None = None,
    sources: Mapping[str, Evidence] | None = None,
) -> str:
    """The page as HTML.

    ``slices`` are the answer over time with the ``notes`` of its days, ``answers`` those by territory: left out, they
    are not drawn.

    ``sources``, the evidence of the case, puts the statements below each fact. Every text of the case is escaped; the
    page forbids scripts, and all that would come from elsewhere.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    question, book = verdict.question, words.BOOKS[lang]
    names = Names(record, lang, question.item)
    drawings = [("page_chains", "chains", chain_svg(verdict, record, lang))]
    if slices:
        drawings.append(("page_timeline", "timeline", timeline_svg(slices, notes, record, lang, day=question.day)))
    if answers:
        drawings.append(("page_map", "map", map_svg(answers, lang, here=(question.territory,))))
    style = (_HERE / "explained.css").read_text(encoding="utf-8")
    digest = hashlib.sha256(style.encode()).digest()
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    answer = words.answer_words(verdict.answer, lang)
    return (
        environment.get_template("explained.html").render(
            lang=lang,
            style=Markup(style),  # noqa: S704 - ours
            style_hash=base64.b64encode(digest).decode("ascii"),
            words=words_of(lang),
            headings=book.headings,
            title=drawn("page", lang, service=names.party(question.service), answer=answer),
            asked=words.set_for(lang, book.asked(names, question)),
            answer=verdict.answer.value,
            answer_mark=MARKS[verdict.answer],
            sentence=words.sentence(verdict, record, lang),
            weighed=words.set_for(lang, book.weighed(names, verdict)),
            points=[words.open_point_words(one, record, lang) for one in verdict.proof.open_points],
            flags=[words.flag_words(one, lang) for one in sorted(verdict.flags, key=lambda flag: flag.value)],
            drawings=[(drawn(key, lang), ident, Markup(svg)) for key, ident, svg in drawings],  # noqa: S704 - escaped there
            steps=tidy(argument(verdict, record, lang, sources=sources)),
            near=nearly(verdict, record, lang, sources=sources),
            same=lambda count: words.set_for(lang, book.same(count)),
            not_said=words.not_said(lang),
            receipt=drawn(
                "page_receipt", lang, record=safe(verdict.receipt.record), semantics=safe(verdict.receipt.semantics)
            ),
        )
        + "\n"
    )
