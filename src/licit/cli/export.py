# SPDX-License-Identifier: Apache-2.0
"""``licit export``: a case in the formats of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from licit.cli.options import REPORT, Case, Force, today

Kind = Literal["csv", "parquet", "xlsx", "json-ld"]


def export(
    case: Case,
    /,
    *,
    to: Annotated[str, Parameter(group=REPORT, help="The file to write; for csv and parquet a new folder.")],
    kind: Annotated[Kind, Parameter(name="--as", group=REPORT, help="The format.", show_default=False)],
    force: Force = False,
) -> None:
    """Write a case as tables (a file or sheet a section), as a workbook, or as linked data.

    In CSV a cell that a spreadsheet would run as a formula has an apostrophe before it; in a workbook every cell is a
    text.
    """
    from licit.cli.files import may_write, write
    from licit.cli.printing import say
    from licit.tasks import export as task
    from licit.tasks.opening import open_case

    path = Path(to)
    if kind not in task.TABULAR:
        may_write([to], force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin)
    counts: dict[str, int] = {}
    if kind == "csv" or kind == "parquet":  # noqa: PLR1714 - so that the type is narrowed
        counts = task.export_tables(opened.case, path, kind)
    else:
        writer = task.export_workbook if kind == "xlsx" else task.export_jsonld
        write(to, lambda file: counts.update(writer(opened.case, file)))
    for name, count in counts.items():
        say(f"{name}: {count}")
    say(f"written to {to}")
