# SPDX-License-Identifier: Apache-2.0
"""``licit classes``: the rights classes of a repertoire, built, extended or opened."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licit.cli.audit_catalogue import REPERTOIRE, Memory, Threads
from licit.cli.options import Case, Json, Quiet, today


def classes(
    case: Case,
    /,
    *,
    repertoire: Annotated[str, Parameter(group=REPERTOIRE, help="A folder with controls and items as Parquet.")],
    memory: Memory = 4.0,
    threads: Threads = 2,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Part a repertoire's items into rights classes: items with the same owners, terms and territories.

    The table is kept in .licit/classes of the folder, extended when files are added, built anew when they change. A
    build that was interrupted goes on where it stopped.
    """
    from licit.cli.audit_catalogue import means_of
    from licit.cli.printing import print_json, say
    from licit.tasks.catalogue import open_classes
    from licit.tasks.opening import open_case

    opened = open_case(case, today=today(), stdin=sys.stdin)
    with means_of(memory, threads, quiet) as means:
        table = open_classes(opened.record, Path(repertoire), means)
    found = {
        "items": len(table.class_ids),
        "classes": len(table.counts),
        "situations": len(table.situation_offsets) - 1,
        "lines": len(table.lines),
        "items-per-class": round(len(table.class_ids) / max(len(table.counts), 1), 2),
        "largest-class": int(table.counts.max(initial=0)),
        "bytes-spilled": table.spilled,
        "folder": str(table.folder.parent),
    }
    if json:
        print_json(found)
        return
    width = max(map(len, found))
    for name, value in found.items():
        say(f"{name.replace('-', ' '):{width}}  {value}")
