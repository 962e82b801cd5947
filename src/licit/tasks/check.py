# SPDX-License-Identifier: Apache-2.0
"""One answer: for an item, or for all that a service offers."""

from __future__ import annotations

from licit.model.overview import ServiceAnswer, Tally
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.verdict import Answer, Verdict
from licit.tasks.alike import ask_alike, ranked_points, ranked_reasons
from licit.tasks.opening import OpenCase


def check(
    opened: OpenCase, question: Question, *, explain: bool = True, progress: Progress = silent
) -> Verdict | ServiceAnswer:
    """Answer a question: an item gives a verdict, no item one sentence for all that the service offers.

    ``explain=False`` leaves out what only people read (open points, facts, hashes), for many questions.

    Raises:
        InvalidValueError: the question names no territory.
    """
    if not question.territory:
        raise InvalidValueError("the question has no territory", mend="name one, such as FR")
    if question.item:
        return opened.judging.verdict(question) if explain else opened.judging.weighed(question)
    return _service(opened, question, progress, hanging=explain)


def _service(opened: OpenCase, question: Question, progress: Progress, *, hanging: bool) -> ServiceAnswer:
    record = opened.record
    items = record.offered(question.service, question.day)
    found = tuple(ask_alike(opened.judging, question, items, (question.territory,), hanging=hanging, progress=progress))
    return ServiceAnswer(
        service=question.service,
        use=question.use,
        territory=question.territory,
        day=question.day,
        known_by=question.known_by,
        position=question.position,
        tally=Tally.count(one.answer for one in found for _ in one.items),
        reasons=ranked_reasons(record, found),
        open_points=ranked_points(found),
    )


def answer_for(found: Verdict | ServiceAnswer) -> Answer:
    """The one word for it: a service is ``cleared`` for all of what it offers, else as its most decisive items are.

    A refusal decides before an unknown, and an unknown before a dispute, as for parts of one item (SEMANTICS §3.7, §4).
    """
    if isinstance(found, Verdict):
        return found.answer
    for answer in (Answer.NOT_CLEARED, Answer.UNKNOWN, Answer.CONTESTED):
        if found.tally.of(answer):
            return answer
    return Answer.CLEARED if found.tally.total else Answer.UNKNOWN
