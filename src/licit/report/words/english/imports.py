# SPDX-License-Identifier: Apache-2.0
"""English: what came of a file that was imported."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "files": "{n} files, {before} of them imported before",
    "before": "imported before, as {name}: nothing changes",
    "records": "Records: {listed}",
    "facts": "Facts: {listed}",
    "none_new": "none new",
    "statements": "{n} statements",
    "statements_one": "{n} statement",
    "items": "{n} new items, {offers} offered",
    "items_one": "{n} new item, {offers} offered",
    "nobodys": "nobody is said to offer or to own what it lists: say so with --service NAME or --owner NAME",
    "refused": "{n} refused",
    "doubts": "{n} doubtful, read all the same",
    "left_out": "Left out on purpose",
    "times": "{n} ×",
    "unidentified": "New parties without an identifier ({n}): {names}",
    "by_name": "Joined to a party of the case by name alone: {names}",
    "more": "and {n} more",
    "alike": "(and {n} more like it)",
    "folder": "written to {folder}",
    "dry_run": "nothing was written",
    "nothing": "nothing of it came in, and nothing was written: mended, it can be read again",
    "media": "media files, passed over: {n} ({kinds})",
    "passed": "other files of no format that is read, passed over: {n} ({names})",
    "interrupted": "{n} files are in; of the one under way nothing is. Type the same command again: it goes on there",
    "interrupted_one": "{n} file is in; of the one under way nothing is. Type the same command again: it goes on there",
    "stopped": "{n} files are in; of the one that follows nothing is. Mend it and type the same command again",
    "stopped_one": "{n} file is in; of the one that follows nothing is. Mend it and type the same command again",
    "field": "field",
    "place": "place",
    "stands": "as it stands",
    "read_as": "read as",
    "record": "record",
    "how_many": "how many",
    "counted": "records refused: {refused} · values that can't be read: {empty}",
    "format": "format",
    "version": "version",
    "verified": "verified on",
    "limits": "limits",
    "reads": "reads",
    "writes": "writes",
}
