# SPDX-License-Identifier: Apache-2.0
"""How large a table of honest people gets, and why no larger is read."""

from __future__ import annotations

from typing import Final

LINE: Final = 1 << 20  # bytes of a physical line; the longest of a real listing has some ten thousand
CELL: Final = 131_072  # characters of a cell: four times what a spreadsheet can hold
COLUMNS: Final = 16_384  # as a spreadsheet; a hostile first line would else make a mapping of a million columns
QUOTED_LINES: Final = 1_000  # lines of one record: a quote that is never closed would swallow the file
BROKEN_QUOTES: Final = 1_000  # after so many, the file does not quote as it seems to, and reading it over is slow
DETAIL: Final = 2_000  # characters of a detail that an item carries
SAMPLE: Final = 2_000  # rows that a mapping is proposed on
SAMPLE_CELLS: Final = 500_000  # cells of them: a table of thousands of columns needs no more
SAMPLE_TEXT: Final = 16 << 20  # characters of them
DEPTH: Final = 4  # objects in objects of a line of JSON that become columns of their own

ZIP_ENTRIES: Final = 10_000  # parts of a workbook
ZIP_TOTAL: Final = 4 << 30  # bytes of all parts, unpacked: a million rows of thirty columns have about one
ZIP_RATIO: Final = 200  # unpacked to packed; real sheets reach some thirty, deflate's utmost is 1,032
ZIP_FREE: Final = 16 << 20  # bytes of a part below which its ratio is let be: small sheets of blanks pack well
ZIP_STRINGS: Final = 512 << 20  # bytes of the shared strings, which are held in memory
ZIP_OTHER: Final = 64 << 20  # bytes of every other part, which is parsed at once

GROUP: Final = 2 << 30  # bytes of a Parquet row group, unpacked
FOOTER: Final = 100_000_000  # bytes of a Parquet footer's text
BATCH: Final = 8_192  # rows of a Parquet file in memory at once
PAGES: Final = 1 << 20  # bytes of a Parquet column that are read ahead
