# SPDX-License-Identifier: Apache-2.0
"""The case of AllOfMP3 in one page: what is claimed, what the record supports, and what it hangs on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from licit.model.fact import Claim
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.verdict import Verdict
from licit.tasks.audit import Audited, audit
from licit.tasks.judging import EngineName
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.timeline import Timeline, timeline

CASE: Final = "examples/allofmp3"
SERVICE: Final = "allofmp3.com"
ITEM: Final = "rem-losing-my-religion"
ARTICLE: Final = date(2004, 5, 17)  # the words of MIPI that the article of that month was about
KNOWN_THEN: Final = date(2004, 5, 31)
OWNERS: Final = "rightsholders"
OPEN: Final = "open"
WHERE: Final = ("FR", "AU", "DE", "GB", "US", "RU")
FIRST: Final = date(2003, 1, 1)
LAST: Final = date(2008, 12, 31)
OPEN_DAY: Final = date(2006, 6, 1)  # before the making-available right of September 2006
STEPS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Demo:
    """The parts of the page, in its order.

    ``verdicts`` are of the day of the article, as known then, in the owners' position; ``then`` audits that day.
    ``timelines`` (where the people are, and where the server is) and ``hanging`` take all that is known today, believe
    everyone and leave the place of the act open.
    """

    opened: OpenCase
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    then: Audited
    timelines: tuple[Timeline, ...]
    hanging: Audited


def demo(today: date, *, engine: EngineName = "compiled", progress: Progress = silent) -> Demo:
    """Ask the example all that the page shows."""
    opened = open_case(example(), today=today, engine=engine)
    then = replace(
        opened.question(SERVICE, item=ITEM, day=ARTICLE, known_by=KNOWN_THEN, position=OWNERS), territory=WHERE[0]
    )
    now = replace(then, known_by=today, position=OPEN, day=OPEN_DAY)
    progress(0, STEPS)
    verdicts = tuple(opened.judging.verdict(replace(then, territory=one)) for one in WHERE[:2])
    progress(1, STEPS)
    audited = audit(opened, then, territories=WHERE)
    progress(2, STEPS)
    strips = tuple(timeline(opened, replace(now, territory=one), FIRST, LAST) for one in (WHERE[0], WHERE[-1]))
    progress(3, STEPS)
    hanging = audit(opened, now, territories=(WHERE[0], WHERE[-1]))
    progress(STEPS, STEPS)
    claims = tuple(claim for claim in opened.record.claims if claim.service == then.service)
    return Demo(opened=opened, claims=claims, verdicts=verdicts, then=audited, timelines=strips, hanging=hanging)


def example() -> Path:
    """The folder of the example: in the checkout that this code runs from, or beside the installed package.

    Raises:
        InvalidValueError: it is in neither place.
    """
    package = Path(__file__).parents[1]
    for folder in (package.parents[1] / CASE, package / CASE):
        if (folder / "case.yaml").is_file():
            return folder
    raise InvalidValueError(f"{CASE} is not there", mend="run licit from a checkout of its repository")
