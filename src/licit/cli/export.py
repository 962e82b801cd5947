# SPDX-License-Identifier: Apache-2.0
"""``licit export``: a case in the formats of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Group, Parameter

from licit.cli.options import REPORT, Case, Force, today
from licit.model.problem import InvalidValueError

Kind = Literal["csv", "parquet", "xlsx", "json-ld", "odrl", "cwr"]
CWR = Group("For CWR", sort_key=1)


def export(
    case: Case,
    /,
    *,
    to: Annotated[str, Parameter(group=REPORT, help="The file to write; for csv and parquet a new folder.")],
    kind: Annotated[Kind, Parameter(name="--as", group=REPORT, help="The format.", show_default=False)],
    submitter: Annotated[
        str,
        Parameter(
            group=CWR, help="Whose word the file is: a party with an IPI name number, or a society.", show_default=False
        ),
    ] = "",
    version: Annotated[
        Literal["2.1", "2.2"], Parameter(group=CWR, help="The version of CWR.", show_default=True)
    ] = "2.1",
    day: Annotated[
        str, Parameter(group=CWR, help="What was said by this day, YYYY-MM-DD. Left out: today.", show_default=False)
    ] = "",
    force: Force = False,
) -> None:
    """Write a case as tables (a file or sheet a section), as a workbook, as linked data, as ODRL policies, or as CWR.

    In CSV a cell that a spreadsheet would run as a formula has an apostrophe before it; in a workbook every cell is a
    text. What a format can't carry is told.
    """
    from licit.cli.files import may_write, write
    from licit.cli.printing import remark, say
    from licit.tasks import export as task
    from licit.tasks.naming import whole_day
    from licit.tasks.opening import open_case
    from licit.tasks.overreach import party_named

    if kind not in ("csv", "parquet"):
        may_write([to], force=force)
    if (kind == "cwr") != bool(submitter):
        raise InvalidValueError("--submitter goes with --as cwr", mend="name whose word the CWR file is to be")
    opened = open_case(case, today=today(), stdin=sys.stdin)

    cwr = None
    if submitter:
        until = whole_day(day) if day else opened.today
        cwr = task.AsCwr(submitter=party_named(opened.record, submitter), day=until, version=version)
    found: list[task.Exported] = []
    if kind in ("csv", "parquet"):
        found.append(task.export(opened.case, Path(to), kind))
    else:
        write(to, lambda file: found.append(task.export(opened.case, file, kind, cwr)))
    for name, count in found[0].counts.items():
        say(f"{name}: {count}")
    for one in found[0].left_out:
        remark(f"not in the file: {one}")
    say(f"written to {to}")
