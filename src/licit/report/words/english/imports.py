# SPDX-License-Identifier: Apache-2.0
"""English: what came of a file that was imported."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "files": "{n} files, {before} of them imported before",
    "before": "imported before, as {name}: nothing changes",
    "records": "Records",
    "facts": "Facts",
    "statements": "{n} statements",
    "items": "{n} new items, {offers} offered",
    "refused": "{n} refused",
    "doubts": "{n} doubtful, read all the same",
    "left_out": "Left out on purpose",
    "times": "{n} ×",
    "unidentified": "New parties without an identifier ({n}): {names}",
    "by_name": "Joined to a party of the case by name alone: {names}",
    "more": "and {n} more",
    "folder": "written to {folder}",
    "dry_run": "nothing was written",
}
