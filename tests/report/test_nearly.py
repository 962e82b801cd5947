# SPDX-License-Identifier: Apache-2.0
from datetime import date
from pathlib import Path

import licit
from licit.model.proof import Dimension
from licit.report.argument import nearly

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_who_denies_a_grant_stands_below_it_among_what_nearly_matched() -> None:
    case = licit.load(EXAMPLES / "allofmp3")
    verdict = case.ask(
        "allofmp3.com",
        item="rem-losing-my-religion",
        use="PermanentDownload",
        territory="AU",
        day=date(2004, 5, 17),
        known_by=date(2004, 5, 31),
        position="rightsholders",
    )

    bare = nearly(verdict, case.record)
    told = nearly(verdict, case.record, sources=case.case.evidence)

    assert [one.text for one in told] == [one.text for one in bare]
    assert all(one.children == () for one in bare)
    denied = [one for one in told if one.dimension is Dimension.REJECTED and "to ROMS" in one.text]
    assert ["denied by MIPI, through Sydney Morning Herald" in line.text for line in denied[0].children] == [True]
