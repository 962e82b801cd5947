# SPDX-License-Identifier: Apache-2.0
"""Point checks over a repertoire: made ready once for some services, uses and days; then each is a look at a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path

from licit.engine.answering import Answering
from licit.engine.compiled import Compiled
from licit.engine.engine import Engine
from licit.engine.repertoire import give_profiles, marks_of, with_situations
from licit.engine.sheets import Codebook, PointChecks, sheet
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.tasks.catalogue import Means, one_table, open_classes
from licit.tasks.opening import OpenCase


def point_checks(  # noqa: PLR0913 - of what, where, and what it may take
    opened: OpenCase,
    repertoire: Path,
    question: Question,
    *,
    services: Sequence[str],
    uses: Sequence[str],
    days: Sequence[date],
    means: Means | None = None,
) -> PointChecks:
    """Make ready to answer, for every item of a repertoire and every leaf, about these services, uses and days.

    ``question`` gives the position and ``known_by``; the names are ids of the record. Costs a judgement of every rights
    class for each service, use and day (``means.told`` hears how far it is), and a byte a class and leaf.

    Raises:
        BadInputError: something in the repertoire is missing or can't be read, or the class table can't be written.
        InvalidValueError: no service, no use or no day is named.
    """
    if not (services and uses and days):
        raise InvalidValueError("no service, use or day is named", mend="name at least one of each")
    means = means or Means()
    record = opened.record
    table = open_classes(record, repertoire, means)
    with one_table(table):
        whole = with_situations(record, table, repertoire)
        believed = Engine(whole).believed(question.position, question.known_by)
        give_profiles(believed, table, marks_of(record)[1])
        names = [str(name) for name in table.items().to_pylist()]  # a repertoire may number its items
        of_item = dict(zip(names, table.class_ids.tolist(), strict=True))
        book = Codebook()
        checks = PointChecks(of_item, len(table.counts), believed.places.names, book)
        for service, use in product(dict.fromkeys(services), dict.fromkeys(uses)):
            answering = Answering(Compiled(believed, service, use))
            for day in dict.fromkeys(days):
                made = sheet(answering, table, day, book, progress=means.telling(f"{service}, {use}, {day}"))
                checks.add(service, use, day, made)
    return checks
