# SPDX-License-Identifier: Apache-2.0
"""The ids of what reading refuses. Each has its page in the docs, as the checks of ``licit lint`` have."""

from __future__ import annotations

from typing import Final

from licit.model.problem import InvalidValueError

NOT_READABLE: Final = "not-readable"
LIMIT: Final = "limit"
DUPLICATE_KEY: Final = "duplicate-key"
UNKNOWN_KEY: Final = "unknown-key"
MISSING_KEY: Final = "missing-key"
WRONG_SHAPE: Final = "wrong-shape"
BAD_VALUE: Final = "bad-value"
DUPLICATE_ID: Final = "duplicate-id"
UNKNOWN_TERRITORY: Final = "unknown-territory"
UNKNOWN_RIGHT: Final = "unknown-right"
UNKNOWN_USE: Final = "unknown-use"
UNKNOWN_ASSET_KIND: Final = "unknown-asset-kind"
UNKNOWN_VOCABULARY: Final = "unknown-vocabulary"
MISSING_FILE: Final = "missing-file"
OUTSIDE: Final = "outside-folder"
INCLUDE: Final = "include"
TABLE_ROW: Final = "table-row"

READING: Final = {
    NOT_READABLE: "the file is no YAML, JSON, CSV or Parquet in UTF-8, or uses tags, anchors or aliases",
    LIMIT: "the file is larger or deeper than any case is",
    DUPLICATE_KEY: "a key stands twice in one table of keys",
    UNKNOWN_KEY: "a key or column that has no meaning there",
    MISSING_KEY: "a key that is needed is not there, or has no value",
    WRONG_SHAPE: "a text, a list or a table of keys where another of these is needed",
    BAD_VALUE: "a value that cannot be read: no day, no share, no such word",
    DUPLICATE_ID: "two things have one id",
    UNKNOWN_TERRITORY: "a territory that the vocabulary does not have, or a code that was given twice",
    UNKNOWN_RIGHT: "a right that the vocabulary of the trade does not have",
    UNKNOWN_USE: "a use that the vocabulary of the trade does not have",
    UNKNOWN_ASSET_KIND: "a kind of asset that the vocabulary of the trade does not have",
    UNKNOWN_VOCABULARY: "a trade, or a law of it, that the vocabulary does not have",
    MISSING_FILE: "a folder or file that is named is not there or can't be read",
    OUTSIDE: "a path that leads out of the folder it must stay in",
    INCLUDE: "an included case has other content than its hash says, includes itself, or has another vocabulary",
    TABLE_ROW: "a row of a table has too many or too few cells",
}


class RefusedError(InvalidValueError):
    """A value that reading refuses, with the id of the check that says so."""

    def __init__(self, what: str, *, mend: str, check: str) -> None:
        super().__init__(what, mend=mend)
        self.check = check
