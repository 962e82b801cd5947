# SPDX-License-Identifier: Apache-2.0
"""What a command files with ``--proof``, for ``licit verify-proof``."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from licit.cli.options import REPORT

ProofFile = Annotated[
    str,
    Parameter(
        group=REPORT,
        help="Write what was found into this file, for verify-proof.",
        show_default=False,
    ),
]


def may_file(path: str, *, force: bool) -> None:
    """Look before the work is done whether the file may be written. Raises as ``may_write`` does."""
    from licit.cli.files import may_write

    if path:
        may_write((path,), force=force)


def write_filed(plain: dict[str, Any], path: str) -> None:
    """Write a filed proof, crux, remedy, plan or cascade."""
    from licit.cli.files import write
    from licit.report.json import json_text

    text = json_text(plain)
    write(path, lambda file: file.write_text(text, encoding="utf-8"))
