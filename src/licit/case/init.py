# SPDX-License-Identifier: Apache-2.0
"""A new case to start from: small, commented, and with answers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from licit.case.atomic import make_folder
from licit.case.files import CASE_FILE

TEMPLATE: Final = Path(__file__).with_name("template.yaml")
SCHEMA_FILE: Final = "case.schema.json"  # beside the case, so that editors find it without a network


def init(folder: Path | str) -> tuple[Path, ...]:
    """Make a folder with a commented case and the JSON Schema of its format; returns the files made.

    Raises:
        BadInputError: there is something in the folder, or it can't be written; nothing was made.
    """
    folder = Path(folder)
    from licit.case.schema import schema_text  # the tables of writing behind it

    make_folder(folder, {CASE_FILE: TEMPLATE.read_bytes(), SCHEMA_FILE: schema_text().encode()})
    return (folder / CASE_FILE, folder / SCHEMA_FILE)
