# SPDX-License-Identifier: Apache-2.0
"""A case opened for questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.tasks import naming

if TYPE_CHECKING:
    from licit.case import Case


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """A case, and the day it is opened on: what was published later counts only if ``known_by`` says so."""

    case: Case
    today: date

    @property
    def record(self) -> Record:
        """All facts and statements of the case."""
        return self.case.record

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
        from licit.reference import judge

        question = self.question(
            service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
        )
        return judge(self.record, question)

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


def open_case(path: Path | str, *, today: date, stdin: TextIO | None = None) -> OpenCase:
    """Load a folder, a file, or JSON on ``stdin`` where ``path`` is ``-``.

    Raises:
        BadInputError: with every error found.
    """
    from licit.case import load

    return OpenCase(case=load(path, stdin=stdin), today=today)
