# SPDX-License-Identifier: Apache-2.0
"""A case opened for questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.tasks import naming
from licit.tasks.judging import ByReference, EngineName, judging

if TYPE_CHECKING:
    import pyarrow as pa

    from licit.case import Case
    from licit.engine.engine import Engine
    from licit.engine.sheets import Point, PointChecks
    from licit.tasks.catalogue_tables import By


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """A case, and the day it is opened on: what was published later counts only if ``known_by`` says so.

    ``engine`` says who answers: the compiled engine, or the reference alone.
    """

    case: Case
    today: date
    engine: EngineName = "compiled"

    @property
    def record(self) -> Record:
        """All facts and statements of the case."""
        return self.case.record

    @cached_property
    def judging(self) -> ByReference:
        """Whoever answers, one for all questions: it keeps what it found out."""
        return judging(self.record, self.engine)

    def ask(  # noqa: PLR0913 - the parts of a question
        self,
        service: str,
        *,
        item: str,
        use: str = "",
        territory: str,
        day: str | date | None = None,
        position: str = "",
        known_by: str | date | None = None,
    ) -> Verdict:
        """Answer one question, with its proof.

        ``service`` is an id, a name or a domain, ``item`` an id or a title, ``territory`` a code or a name as it was
        on ``day``. Left out: the day and ``known_by`` are today, ``use`` the one that the case's questions ask about,
        ``position`` the first of the case.

        Raises:
            InvalidValueError: a name that the record does not have, or no whole day.
        """
        question = self.question(
            service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
        )
        return self.judging.verdict(question)

    def check(  # noqa: PLR0913 - the parts of a question
        self,
        service: str,
        *,
        item: str,
        use: str = "",
        territory: str,
        day: str | date | None = None,
        position: str = "",
        known_by: str | date | None = None,
    ) -> Point:
        """The answer to one question and the word of what breaks (empty where it is cleared), without its proof.

        The compiled engine answers, whoever the case was opened for; the words are those that ``ask`` takes. For many
        questions ``check_many`` is faster, and ``point_checks`` over a repertoire fastest.

        Raises:
            InvalidValueError: a name that the record does not have, or no whole day.
        """
        from licit.engine.sheets import Point

        question = self.question(
            service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
        )
        hearing = self._engine.hearing(question)
        decision = hearing.decide(question.item, question.territory)
        cleared = decision.answer is Answer.CLEARED
        return Point(decision.answer, "" if cleared else hearing.reason(decision).code)

    def point_checks(  # noqa: PLR0913 - the parts of many questions
        self,
        repertoire: str | Path,
        *,
        services: Sequence[str],
        days: Sequence[str | date],
        uses: Sequence[str] = (),
        position: str = "",
        known_by: str | date | None = None,
    ) -> PointChecks:
        """Make ready to check every item of a repertoire in every leaf: some hundred thousand a second and more.

        ``repertoire`` is a folder as ``docs/catalogue.md`` says; its class table is built if it has none. Returned is
        something with ``check`` (ids of the record in, answer and break out) and ``check_many`` (Arrow in, Arrow out);
        of no other service, use and day than these. The rest is as ``ask`` has it.

        Raises:
            InvalidValueError: a name that the record does not have, or no whole day.
            BadInputError: a file is missing or can't be read, or the folder can't be written to.
        """
        from licit.tasks.point_checks import point_checks

        return point_checks(
            self,
            Path(repertoire),
            self.believed(position=position, known_by=known_by),
            services=[naming.service(self.record, one) for one in services],
            uses=[naming.use(self.record, one) for one in uses] or [self.usual_use],
            days=[naming.whole_day(one) for one in days],
        )

    @cached_property
    def _engine(self) -> Engine:
        from licit.tasks.judging import ByEngine

        return (self.judging if isinstance(self.judging, ByEngine) else ByEngine(self.record)).engine

    def check_many(self, table: pa.Table) -> pa.Table:
        """Answer each row of an Arrow table, as ``licit check --batch`` does: its columns, behind them the answers.

        ``service``, ``item``, ``use``, ``territory``, ``day``, ``position`` and ``known_by`` are read, in the words
        that ``ask`` takes; what is left out is as ``ask`` has it. Added are ``answer``, ``break``, ``at``, ``to`` and
        ``fact``, dictionary-encoded; the last four are empty where it is cleared. There is no proof.

        Raises:
            BadInputError: rows that can't be asked about; the first ones with their numbers.
        """
        from licit.tasks.questions.answering import answered_table, by_choice
        from licit.tasks.questions.arrow_rows import TableQuestions

        answer, at_once = by_choice(self)
        return answered_table(self, TableQuestions(table), answer, at_once=at_once)

    def audit_catalogue(  # noqa: PLR0913 - the parts of a question, and where the rows are
        self,
        service: str,
        repertoire: str | Path,
        *,
        catalogue: str | Path | None = None,
        use: str = "",
        territories: Sequence[str] = (),
        day: str | date | None = None,
        position: str = "",
        known_by: str | date | None = None,
        by: By = "label",
    ) -> pa.Table:
        """Answer for all that a service offers, from Parquet files of any size, by rights classes: totals as Arrow.

        ``repertoire`` is a folder as ``docs/catalogue.md`` says; what is judged is kept in it. ``by`` is ``major``,
        ``label``, ``owner``, ``territory``, ``use`` or ``reason``. The rest is as ``ask`` has it.

        Raises:
            InvalidValueError: a name that the record does not have, or no whole day.
            BadInputError: a file is missing or can't be read, or the folder can't be written to.
        """
        from licit.tasks.catalogue import audit_catalogue
        from licit.tasks.catalogue_tables import rolled_up

        question = self.question(service, use=use, day=day, position=position, known_by=known_by)
        where = tuple(naming.territory(self.record, one, question.day) for one in territories)
        folder = Path(catalogue) if catalogue is not None else None
        return rolled_up(audit_catalogue(self, question, Path(repertoire), catalogue=folder, territories=where), by)

    def question(  # noqa: PLR0913 - the parts of a question
        self,
        service: str,
        *,
        item: str = "",
        use: str = "",
        territory: str = "",
        day: str | date | None = None,
        position: str = "",
        known_by: str | date | None = None,
    ) -> Question:
        """The question in the words of the record; an empty item or territory stays empty (all of them).

        Raises:
            InvalidValueError: a name that the record does not have, or no whole day.
        """
        on = naming.whole_day(day) if day else self.today
        return Question(
            service=naming.service(self.record, service),
            use=naming.use(self.record, use) if use else self.usual_use,
            item=naming.item(self.record, item) if item else "",
            territory=naming.territory(self.record, territory, on) if territory else "",
            day=on,
            known_by=naming.whole_day(known_by) if known_by else self.today,
            position=naming.position(self.record, position),
        )

    def believed(
        self, *, day: str | date | None = None, position: str = "", known_by: str | date | None = None
    ) -> Question:
        """A question about nothing in particular: only whom one believes, as of when.

        Raises:
            InvalidValueError: the case has no such position, or no whole day is given.
        """
        return Question(
            service="",
            use="",
            item="",
            territory="",
            day=naming.whole_day(day) if day else self.today,
            known_by=naming.whole_day(known_by) if known_by else self.today,
            position=naming.position(self.record, position),
        )

    @property
    def reaches(self) -> date:
        """The last day that the record speaks of, where it says so; today at the latest."""
        until = self.record.complete_until
        return min(until.latest, self.today) if until else self.today

    @property
    def usual_use(self) -> str:
        """The use that most questions of the case are about, else the first of its laws.

        Raises:
            InvalidValueError: neither names one.
        """
        asked = Counter(one.question.use for one in self.case.questions)
        if asked:
            return asked.most_common(1)[0][0]
        if self.record.requirements:
            return self.record.requirements[0].use
        raise InvalidValueError(
            "no use is given, and the case asks about none", mend="name one, such as PermanentDownload"
        )


def open_case(
    path: Path | str, *, today: date, stdin: TextIO | None = None, engine: EngineName = "compiled"
) -> OpenCase:
    """Load a folder, a file, or JSON on ``stdin`` where ``path`` is ``-``; ``engine`` will answer.

    Raises:
        BadInputError: with every error found.
    """
    from licit.case import load

    return OpenCase(case=load(path, stdin=stdin), today=today, engine=engine)
