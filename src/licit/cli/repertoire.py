# SPDX-License-Identifier: Apache-2.0
"""``licit repertoire``: a case's controls, items and offers as the files that an audit by rights classes reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licit.cli.options import REPORT, Case, Day, Force, today
from licit.model.problem import InvalidValueError


def repertoire(
    case: Case,
    /,
    *,
    into: Annotated[str, Parameter(group=REPORT, help="The folder to write; made if it is not there.")],
    day: Day = "",
    force: Force = False,
) -> None:
    """Write what a case's owners control, its items and its offers as Parquet, to audit or to fill with more rows.

    Offers are those of the day. Each row keeps what is said of the control that it comes from.
    """
    from licit.cli.printing import say
    from licit.tasks.naming import whole_day
    from licit.tasks.opening import open_case
    from licit.tasks.repertoire import folder_of, write_repertoire

    folder = Path(into)
    if folder.is_file():
        raise InvalidValueError(f"{into} is a file", mend="name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise InvalidValueError(f"{into} is not empty", mend="name another folder, or add --force")
    opened = open_case(case, today=today(), stdin=sys.stdin)
    written = write_repertoire(opened.record, folder, whole_day(day) if day else opened.today)
    say(f"{folder / 'controls.parquet'}: {written.controls} rows")
    say(f"{folder / 'items.parquet'}: {written.items} items")
    for service, count in written.offers.items():
        say(f"{folder / 'catalogues' / folder_of(service) / 'catalogue.parquet'}: {count} items")
